"""Builders of lists: "labour, sexual and criminal exploitation", "positive negative"."""

from __future__ import annotations

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
    another = len(mine) == 1 and theirs.isdisjoint(mine)
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
    """ "By quarter, positive negative": two of a breakdown that has only a few, one after the other."""
    few = len(b.where) == 1 and len(b.where[0][1]) == 1 and kinds.sizes.get(b.where[0][0], FEW + 1) <= FEW
    mine = dict(a.where).get(b.where[0][0]) if few else None
    if mine is None or mine == b.where[0][1] or len(a.where) > 1 or a.strong or b.counts or a.time or b.time:
        return None
    return listed_alike(a, None, b)
