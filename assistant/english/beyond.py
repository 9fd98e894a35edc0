"""Operations that keep those of a breakdown, or of the periods, whose figure moved, or keeps to a limit."""

from __future__ import annotations

from dataclasses import replace

from assistant.english.asks import Ask, attach
from assistant.english.computing import runs_on
from assistant.english.cover import Pieces
from assistant.english.ends import GRAINS
from assistant.english.frame import Axis, Frame, Time
from assistant.english.sharing import axis_of, stands_on
from assistant.english.spans import SIZE
from assistant.period import Span, quarter_id


def ever_moved(p: Pieces, said: set[str]) -> Ask | None:
    """ "Did referrals ever fall from one year to the next?", "have they risen every year since 2016?": the years
    (quarters) in which they did, of all held or of those.
    """
    way = p.take("MOVE") or p.take("GROWTH")
    ever = p.outer.time is not None and p.outer.time.whens == ("all",)
    ever = ever or any(axis.name in GRAINS for axis in p.outer.axes) or (p.outer.step in GRAINS and runs_on(p.outer))
    ever = ever or p.has("UNIT")  # "in any quarter"
    axis = axis_of(p) or Axis(p.outer.step or "year")
    if not (ever and p.asks_truth and way in ("up", "down")) or axis.name not in GRAINS:
        return None
    base = p.outer.time.ends if p.outer.time is not None else ()
    since = len(base) == 1 and isinstance(base[0], Span) and base[0].length == SIZE[axis.name]
    time = Time((f"since:{quarter_id(base[0].end + 1)}",)) if since else p.outer.time  # 2020 is not since 2020
    p.outer = replace(p.outer, step="", axes=tuple(x for x in p.outer.axes if x.name not in GRAINS), time=time)
    thing = p.thing()
    if thing is None or not (isinstance(thing, Ask) or thing.counts):
        return None
    change = Ask("step", (thing,), (("percent", False), ("points", isinstance(thing, Ask)), ("step", axis.name)))
    options = (("axis", axis), ("op", ">" if way == "up" else "<"), ("n", 0), ("what", "list"))
    return Ask("having", (change,), options)


def beyond(p: Pieces, said: set[str]) -> Ask | None:
    """ "In which quarters was the share of women above 20%?": those of an axis whose share keeps to a limit."""
    core = p.cover.core
    if core is None or core.kind != "mostly" or not core.option("op", ""):
        return None
    first = p.take("FIRST")
    if first and p.has("UNIT", "WHICH"):
        p.take("WHAT")  # "what was the first year in which …"
    axis = axis_of(p)
    share = attach(core.args[0], p.outer) if isinstance(core.args[0], Ask) else None
    if axis is None or share is None or stands_on(axis, share):
        return None
    if first and axis.name not in GRAINS:
        return None
    what = first or ("count" if "HOWMANY" in said else "list")
    options = (("axis", axis), ("op", core.option("op")), ("n", core.option("n")), ("what", what))
    return Ask("having", (share,), options)


def than_one(p: Pieces, said: set[str]) -> Ask | None:
    """ "Which nationalities had more referrals than Eritrea?", "any quarter with more than Q3 2025?": those of a
    breakdown, or periods, whose figure is beyond that of one of them.
    """
    way, core = p.take("MORE"), p.cover.core
    axis = axis_of(p)
    if core is None or core.kind != "contrast" or axis is None or way not in ("more", "fewer"):
        return None
    many, one = core.args
    if not (isinstance(many, Frame) and isinstance(one, Frame)) or many.lists or one.lists or one.counts:
        return None
    if axis.name not in one.filters and many.filters.keys() & one.filters.keys():
        return None  # "which forces referred more children than adults?" sets two beside each other for each
    timed = axis.name in GRAINS and one.time is not None and not one.where
    counted = many.counts or (p.outer.counts and many.noun)  # "referred more people than Unseen"
    if not (timed or (one.where and counted and axis.name not in GRAINS)):
        return None
    what = "count" if "HOWMANY" in said and not p.cover.opens else "list"
    op = ">" if way == "more" else "<"
    return Ask("having_than", (many, one), (("axis", axis), ("op", op), ("what", what)), p.outer)
