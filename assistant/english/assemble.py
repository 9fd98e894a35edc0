"""Assembly by type: what the rules leave apart in an asking clause is joined by what each operation needs.

Every word that asks or computes is taken by exactly one operation, and none is left over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from assistant.english.asks import Ask
from assistant.english.beyond import beyond, ever_moved, than_one
from assistant.english.computing import average, change, difference, doubled, more, most_of, running, times, trend
from assistant.english.cover import ABSORBED, Cover, Pieces, covers
from assistant.english.frame import EMPTY, Axis, Frame, merge
from assistant.english.ranking import (
    change_pick,
    counted,
    fast,
    having,
    more_moved,
    moved,
    pick,
    place,
    ranked,
    recorded,
    rest,
    together,
    what_of,
    which_of,
)
from assistant.english.stating import as_published, history, latest, plain, split_between, stated


def assemble(cover: Cover) -> Ask | None:
    """The operation that takes all of the cover, or None."""
    outer: Frame | None = EMPTY
    for frame in cover.frames:
        outer = merge(outer, frame) if outer is not None else None
    asked = [sign[0] for sign in cover.signs]
    if outer is None or asked.count("HOWMANY") > 1 or asked.count("WHAT") > 1 or _shown_amid(cover):
        return None
    if cover.core is not None and cover.core.option("last", False) and (outer.where or outer.lists):
        return None
    shared = cover.core is not None and cover.core.kind in ("share", "share_of_change")
    absorbed = (*ABSORBED, "INPERCENT") if shared else ABSORBED
    free = [s for s in cover.signs if not (s[0] == "ALLOF" and _unlimited(outer, s[1]))]  # "all ages" limits nothing
    pieces = Pieces(cover, outer, [s for s in free if s[0] not in absorbed])
    said = {s[0] for s in cover.signs}
    ranks = {"MX", "D"} <= said  # "what is the most common nationality?" names what it is of
    if cover.core is None and not (outer.counts or outer.where or outer.lists or outer.axes or outer.time or ranks):
        return None
    for rule in RULES:
        if rule.signs <= {s[0] for s in pieces.left} or (not rule.signs and not pieces.left):
            attempt = Pieces(cover, outer, list(pieces.left))
            made = rule.build(attempt, said)
            if made is not None and not attempt.left:
                return made
    return None


def _shown_amid(cover: Cover) -> bool:
    """ "How many were on the list": behind what asks it is no way to show the answer."""
    many = [at for name, what, at in cover.signs if name == "HOWMANY" and what == "asked"]
    return bool(many) and any(name == "WHAT" and what == "show" and at > many[0] for name, what, at in cover.signs)


def _unlimited(frame: Frame, axes: tuple[Axis, ...]) -> bool:
    """Says the frame nothing of the breakdowns?"""
    limits = {d for d, _ in frame.where} | {d for many in frame.lists for one in many for d, _ in one.where}
    return {axis.name for axis in axes}.isdisjoint(limits | {a.name for a in frame.axes})


# Words of asking that a follow-up may consist of, beside what it names.
EDITING = frozenset(
    """
    WHAT HOWMANY COMMA AND TOTAL BOTH COMPARE D SHARE INPERCENT THOSE TREND HOWMUCH WHICH SHAREOF VERSUS EVERYONE
    TWO DIFF BETWEEN MX ONLY BREAKDOWN UNIT AVERAGE N GROWTH MOVE NTH FIRSTPUBLISHED REVISED TH SOURCE WHY ALLOF REST
    PICKED WHEN NTHS SUM ALSO INCLUDING POINTS RATE RATIO TIMES
    """.split()
)


def fragment_of(cover: Cover) -> tuple[Frame, dict[str, Any]] | None:
    """All that a cover says of a count, where nothing in it computes: what a follow-up may be."""
    if cover.core is not None or any(sign[0] not in EDITING for sign in cover.signs):
        return None
    if any([sign[0] for sign in cover.signs].count(name) > 1 for name in ("HOWMANY", "MX")):
        return None  # two are asked for
    outer: Frame | None = EMPTY
    for frame in cover.frames:
        outer = merge(outer, frame) if outer is not None else None
    axes = tuple(sign[1] for sign in cover.signs if sign[0] == "D")
    if outer is None or (axes and outer.axes):
        return None
    signs = {sign[0]: sign[1] for sign in cover.signs}
    if "ALLOF" in signs:
        signs["ALLOF"] = tuple(axis for sign in cover.signs if sign[0] == "ALLOF" for axis in sign[1])
    return replace(outer, axes=(*outer.axes, *axes)), signs


@dataclass(frozen=True)
class Row:
    """An operation: the signs that it cannot be without, and its builder."""

    signs: frozenset[str]
    build: Callable[[Pieces, set[str]], Ask | None]


def _row(signs: str, build: Callable[[Pieces, set[str]], Ask | None]) -> Row:
    return Row(frozenset(signs.split()), build)


RULES: tuple[Row, ...] = (
    _row("", plain),
    _row("BETWEEN", split_between),
    _row("UNIT", beyond),
    _row("WHEN", beyond),
    _row("D", beyond),
    _row("WHICH", beyond),
    _row("EXCEPT MX", rest),
    _row("SHARE MX", together),
    _row("SUM MX", together),
    _row("FASTEST", fast),
    _row("MX MOVE", change_pick),
    _row("MX GROWTH", change_pick),
    _row("MORE MOVE", more_moved),
    _row("DIFF", difference),
    _row("MX", pick),
    _row("RECORD", recorded),
    _row("REVISED", history),
    _row("FIRSTPUBLISHED", as_published),
    _row("TIMES", times),
    _row("DOUBLE", doubled),
    _row("AVERAGE", average),
    _row("RUNNING", running),
    _row("LM", having),
    _row("MORE", than_one),
    _row("MORE", more),
    _row("MOSTLY", most_of),
    _row("TREND", trend),
    _row("WHICH MOVE", moved),
    _row("UNIT MOVE", moved),
    _row("MOVE", ever_moved),
    _row("GROWTH", ever_moved),
    _row("MOVE", change),
    _row("GROWTH", change),
    _row("POINTS", change),
    _row("DISTINCT", counted),
    _row("RANK", ranked),
    _row("RANK", place),
    _row("LATEST", latest),
    _row("D", counted),
    _row("D", what_of),
    _row("WHICH", which_of),
    _row("N", stated),
)

__all__ = ["Cover", "assemble", "covers", "fragment_of"]
