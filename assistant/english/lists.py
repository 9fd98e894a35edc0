"""Builders of lists: "labour, sexual and criminal exploitation", "positive negative"."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.english.frame import Frame, conjoin, merge
from assistant.english.kinds import Kinds

FEW = 4  # members of a breakdown that are named side by side, without a word between them


def listed(kinds: Kinds, a: Frame, mark: Any, b: Frame) -> Frame | None:
    """ "Positives and negatives, adults …": behind a comma, what is of another kind begins a list of its own; who
    refers is in no list with whom they refer ("Migrant Help, men and women").
    """
    if not (a.lists or b.lists) and _left_out(a) and _left_out(b):
        return merge(a, b)  # "excluding children, and excluding Albanians": neither the ones nor the others
    mine, theirs = {d for one in (a.lists[-1] if a.lists else ()) for d, _ in one.where}, {d for d, _ in b.where}
    agents = bool(mine | theirs) and mine | theirs <= set(kinds.agents)  # "the police, local authorities and charities"
    another = len(mine) == 1 and theirs.isdisjoint(mine) and not agents
    own = {d for d, _ in a.where}
    apart = bool(own and theirs) and own.isdisjoint(kinds.agents) != theirs.isdisjoint(kinds.agents)
    # "Children referred for labour exploitation, boys and girls": of those before the comma.
    within = not a.lists and a.words > 1 and b.words == 1 and bool(theirs)
    within = within and (own.isdisjoint(theirs) or any(x in a.where for x in b.where))
    return None if mark == "comma" and (another or apart or within) else conjoin(a, b)


def _left_out(frame: Frame) -> bool:
    """Does it only say who is left out?"""
    return bool(frame.where) and all(i.startswith("!") for _, ids in frame.where for i in ids)


def listed_alike(a: Frame, mark: Any, b: Frame) -> Frame | None:
    """Commas alone list only what is of one kind: "UK nationals, children, Q4 2023" is one count."""
    made = conjoin(a, b)
    if mark == "item":
        return made  # "(a) children, (b) women"
    if made is None or any(len({d for one in many for d, _ in one.where}) > 1 for many in made.lists):
        return None
    return made


def side_by_side(kinds: Kinds, a: Frame, b: Frame) -> Frame | None:
    """ "By quarter, positive negative": two of a breakdown that has only a few, one after the other, with what is
    counted before them or behind ("conclusive grounds decisions positive negative").
    """
    shared = [d for d, _ in b.where if d in dict(a.where)]
    if len(shared) != 1 or a.time or b.time or (a.counts and b.counts) or a.lists or b.lists or a.axes or b.axes:
        return None
    mine, theirs = (Frame(where=tuple(x for x in one.where if x[0] in shared), words=1) for one in (a, b))
    few = kinds.sizes.get(shared[0], FEW + 1) <= FEW and len(theirs.where[0][1]) == 1
    if not few or mine.where == theirs.where:
        return None
    both = listed_alike(mine, None, theirs)
    for one in (a, b):
        rest = replace(one, where=tuple(x for x in one.where if x[0] not in shared), words=one.words - 1)
        both = merge(rest, both) if both is not None and (rest.where or rest.counts) else both
    return both
