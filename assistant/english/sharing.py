"""What several operations ask of their pieces: the axis, the two sides, the periods."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.english.asks import Ask
from assistant.english.cover import Pieces
from assistant.english.frame import Axis, Frame
from assistant.english.spans import unit_of

LISTED = "listed"  # the axis that a list of members makes
EVER = "ever"  # any date that a number at a date is held of
ANY = "any"  # the same, and of what is counted over a time any year
PICKED = ("pick", "top")
EVERY_ONE = ("members", "having", "average", "spread")  # of each of a kind, and not of the first few


def axis_of(p: Pieces) -> Axis | None:
    """The one axis that something is picked from: "which nationality", "in which year", "annual"."""
    if p.has("D"):
        axis: Axis = p.take("D")
        p.take("WHICH")
        return axis
    if p.has("WHEN"):
        p.take("WHEN")
        unit = p.take("UNIT") or p.take("GRAIN") or next((x.name for x in p.outer.axes if x.name == "quarter"), "year")
        return Axis(unit) if unit in ("year", "quarter") else None
    who = [sign for sign in p.left if sign[0] == "WHICH" and sign[1] == "who"]
    if who and not p.has("UNIT"):
        p.left.remove(who[0])
        return Axis("who")
    if p.has("UNIT"):
        unit = p.take("UNIT")
        p.take("WHICH")
        return Axis(unit) if unit in ("year", "quarter") else None
    if p.has("GRAIN"):
        p.take("WHICH")
        return Axis(p.take("GRAIN"))
    if len(p.outer.axes) == 1 and p.outer.axes[0].name:
        p.take("WHICH")
        axis = p.outer.axes[0]
        p.outer = replace(p.outer, axes=())
        return axis
    return None


def listed_axis(p: Pieces) -> Axis | None:
    """ "Which of Kalayaan, Unseen and Migrant Help …?": whatever breakdown those listed are of; "which of 2021, 2022
    and 2023 …?": the year.
    """
    whens = p.outer.time.whens if p.outer.time is not None else ()
    unit = unit_of(whens) if len(whens) > 1 and not p.outer.lists else LISTED if len(p.outer.lists) == 1 else ""
    if not p.has("WHICH") or not unit:
        return None
    p.take("WHICH")
    return Axis(unit)


def stands_on(axis: Axis, thing: Ask | Frame) -> bool:
    frame = thing.outer if isinstance(thing, Ask) else thing
    kept = [ids for d, ids in frame.where if d == axis.name and not all(i.startswith("!") for i in ids)]
    return bool(kept) or axis.name in [x.name for x in frame.axes]


def of_its_kind(ask: Ask, axis: Axis) -> Axis:
    """ "The three police forces with the fewest", "how many forces": of those alone that are called so.

    Of the most there are in all, or of their share of it, what else stands among them is none.
    """
    thing = ask.args[0]
    narrow = isinstance(thing, Ask) or bool({*thing.where} - {*axis.where})
    low = not ask.option("high", True)
    own = ask.kind in EVERY_ONE or (ask.kind in PICKED and (low or narrow))
    return replace(axis, where=tuple(sorted((*axis.where, *axis.apart)))) if own else axis


def two_sides(p: Pieces, kind: str, **options: Any) -> Ask | None:
    core = p.cover.core
    if core is None:
        return None
    return Ask(kind, core.args, tuple(sorted(options.items())), p.outer)


def two_times(frame: Frame) -> bool:
    return frame.time is not None and (len(frame.time.whens) == 2 or len(frame.time.ends) == 2)
