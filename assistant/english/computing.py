"""Operations that compute from two things or from a stretch: change, difference, ratio, average, trend."""

from __future__ import annotations

from dataclasses import replace

from assistant.english.asks import Ask
from assistant.english.cover import Pieces
from assistant.english.frame import Axis, Frame
from assistant.english.sharing import LISTED, axis_of, listed_axis, stands_on, two_times
from assistant.english.spans import unit_of
from assistant.period import Span


def change(p: Pieces, said: set[str]) -> Ask | None:
    places = {sign[2] - 1 for sign in p.left if sign[0] == "MOVE"}
    if any(sign[0] in ("WHAT", "WHICH") and sign[2] in places for sign in p.cover.signs) and not p.cover.core:
        return None  # "what changed in 2019" asks for no figure
    growth, way = p.take("GROWTH"), p.take("MOVE")
    in_percent = p.take("INPERCENT")
    p.take("DIFF")
    if p.has("TWO") and (two_times(p.outer) or p.cover.core is not None):
        p.take("TWO")  # "2022 and 2023, and the increase between the two"
        p.take("BETWEEN")
    points = p.take("POINTS")
    much = p.take("HOWMUCH")
    p.take("TREND")
    percent = bool(growth) or much == "percent" or bool(in_percent)
    core = p.cover.core
    if core is not None and core.kind == "contrast":
        return Ask(
            "minus",
            core.args,
            (("percent", percent), ("points", bool(points)), ("way", growth or way or "any")),
            p.outer,
        )
    counts = any(sign[0] == "HOWMANY" and sign[1] == "asked" for sign in p.cover.signs)  # "is the number of …" does not
    yes = p.asks_truth and not counts and not much and "any" not in (way, growth)  # "rising or falling?"
    if not p.outer.time and not p.outer.step and not (p.cover.opens or much):
        return None  # "what changes affect …" asks for no figure
    thing = p.thing()
    if thing is None:
        return None
    if isinstance(thing, Frame) and thing.step in ("year", "quarter") and runs_on(thing):
        thing = replace(thing, step="", axes=(*thing.axes, Axis(thing.step)))  # "year-on-year change since 2015"
        p.outer = replace(p.outer, step="", axes=thing.axes)
    grains = [x.name for x in p.outer.axes if x.name in ("year", "quarter")]
    if not grains and way == "any" and isinstance(thing, Frame) and (unit := _over_several(p.outer)):
        return Ask("trend", (replace(thing, axes=(Axis(unit),)),))  # "going up or down over the last five years?"
    if grains == ["quarter"] and isinstance(thing, Frame) and two_times(thing) and _year_apart(thing):
        return Ask("yearly", (thing,), (("percent", percent),))
    kind = "step" if grains else "change"
    options = (
        ("percent", percent),
        ("points", bool(points)),
        ("way", growth or way or "any"),
        ("yes", yes),
        ("step", grains[0] if grains else ""),
    )
    return Ask(kind, (thing,), options)


def difference(p: Pieces, said: set[str]) -> Ask | None:
    """ "The gap between men and women", "the difference between the highest and the lowest quarter"."""
    if [s[0] for s in p.left].count("MX") == 2:
        p.take("DIFF")
        p.take("BETWEEN")
        first, second = p.take("MX"), p.take("MX")
        axis = axis_of(p)
        while axis is not None and p.has("UNIT"):
            p.take("UNIT")
        thing = p.thing()
        if axis is None or thing is None or first[1] == second[1] or stands_on(axis, thing):
            return None
        return Ask("spread", (thing,), (("axis", axis),))
    p.take("DIFF")
    points = p.take("POINTS")
    core = p.cover.core
    if p.has("TWO") and (core is not None or two_times(p.outer) or [len(many) for many in p.outer.lists] == [2]):
        p.take("TWO")  # "Kalayaan v Unseen, and the difference between the two"
    p.take("BETWEEN")
    if core is not None and core.kind == "contrast":
        return Ask("minus", core.args, (("points", bool(points)), ("percent", False)), p.outer)
    meanings = (
        bool(p.outer.lists) and all(one.strong and not one.where for one in p.outer.lists[0]) and not p.outer.time
    )
    if core is None and (p.outer.lists or two_times(p.outer)) and not meanings:
        return Ask("apart", (p.outer,), (("percent", False),))
    thing = p.thing() if core is not None and core.kind in ("share", "rate") else None
    if thing is not None and any(two_times(frame) for frame in (p.outer, *core_frames(core))):
        # "The positive rate in 2020 and 2021, and the difference"
        options = (("percent", False), ("points", bool(points)), ("way", "any"), ("yes", False), ("step", ""))
        return Ask("change", (thing,), options)
    return None


def core_frames(core: Ask | None) -> tuple[Frame, ...]:
    """The frames that an operation is of."""
    return tuple(arg for arg in core.args if isinstance(arg, Frame)) if core is not None else ()


def more(p: Pieces, said: set[str]) -> Ask | None:
    """ "How many more women than men?"; a yes where a verb opens; which of two where "which" does."""
    way = p.take("MORE")
    core = p.cover.core
    percent = p.take("HOWMUCH") == "percent"
    percent = bool(p.take("INPERCENT")) or percent
    if core is None and p.has("WHICH") and any(len(many) > 2 for many in p.outer.lists) and (of := listed_axis(p)):
        options = (("axis", of), ("high", way == "more"), ("n", None), ("nth", 1), ("value", False))
        return Ask("pick", (p.outer,), options)  # "who referred more, Kalayaan, Unseen or Migrant Help?"
    asks_who = any(sign[0] == "D" and _lists(p.outer, sign[1]) for sign in p.left)
    bare = bool(p.outer.lists) and "HOWMANY" not in said  # "more boys or girls?"
    asks_which = p.cover.opens or p.has("WHICH") or asks_who or bare
    if core is None and (p.outer.lists or two_times(p.outer)) and asks_which:
        if asks_who:
            p.take("D")  # "who referred more, Kalayaan or Unseen?"
        p.take("WHICH")  # "were more people referred in 2022 or 2023?"
        p.take("UNIT")
        return Ask("apart", (p.outer,), (("percent", False),))
    if core is None or core.kind != "contrast":
        return None
    yes = p.asks_truth and ("HOWMANY" not in said or p.cover.opens)
    if p.has("WHICH", "WHEN"):
        axis = axis_of(p)
        if axis is None or any(axis.name in arg.filters for arg in core.args if isinstance(arg, Frame)):
            return None
        return Ask("outnumbered", core.args, (("axis", axis), ("op", "<" if way == "fewer" else ">")), p.outer)
    kind = "truth" if yes and not percent else "minus"  # "fewer in 2024 than in 2023, and by what percentage?"
    return Ask(kind, core.args, (("way", way), ("percent", percent), ("op", "<" if way == "fewer" else ">")), p.outer)


def most_of(p: Pieces, said: set[str]) -> Ask | None:
    """ "Do most come from the police or local authorities?", "mostly men or women?": the larger of those listed; "is
    it mostly women?", "are most referrals male?": a share.
    """
    word, which = p.take("MOSTLY"), p.take("WHICH")
    if p.cover.core is not None or "HOWMANY" in said:
        return None
    if not p.outer.lists and len(p.outer.where) == 1 and not which and (p.asks_truth or word == "mostly"):
        rest = replace(p.outer, where=(), lead="")
        return Ask("mostly", (Ask("share", (Frame(where=p.outer.where), rest)),))
    if len(p.outer.lists) != 1:
        return None
    if len(p.outer.lists[0]) == 2:
        return Ask("apart", (p.outer,), (("percent", False),))
    options = (("axis", Axis(LISTED)), ("high", True), ("n", None), ("nth", 1), ("value", False))
    return Ask("pick", (p.outer,), options)


def _over_several(frame: Frame) -> str:
    """The unit of the last few years or quarters held; empty of any other time."""
    when = frame.time.whens[0] if frame.time is not None and len(frame.time.whens) == 1 else None
    return when.rpartition(":")[2] if isinstance(when, str) and when.startswith("last:") else ""


def _named_by(frame: Frame) -> str:
    """The unit that a stretch is named by: years of "from 2020 to 2022", quarters of "from Q1 2020 to Q4 2021"."""
    ends = frame.time.ends if frame.time is not None else ()
    return unit_of(ends) if len(ends) == 2 else ""


def _year_apart(frame: Frame) -> bool:
    spans = sorted(w for w in frame.time.whens if isinstance(w, Span)) if frame.time is not None else []
    return len(spans) == 2 and all(span.is_year for span in spans) and spans[0].end + 1 == spans[1].start


def _lists(frame: Frame, axis: Axis) -> bool:
    """Are two members of the breakdown named?"""
    return any(axis.name in {d for d, _ in one.where} for many in frame.lists for one in many)


def times(p: Pieces, said: set[str]) -> Ask | None:
    p.take("TIMES")
    p.take("MORE")
    core = p.cover.core
    if p.take("MOVE") and core is None and two_times(p.outer):
        kept = tuple(axis for axis in p.outer.axes if axis.name not in ("year", "quarter"))
        return Ask("grown", (replace(p.outer, axes=kept),))  # "by what factor did annual referrals grow"
    if core is None or core.kind not in ("contrast", "times"):
        return None
    return Ask("times", core.args, (), p.outer)


def average(p: Pieces, said: set[str]) -> Ask | None:
    kind = p.take("AVERAGE")
    if p.has("WHICH", "WHEN"):
        return None  # which of them stands in the middle is not worked out
    if p.cover.core is not None and p.cover.core.kind != "share":
        return None
    axis: Axis | None = None
    if p.has("EACH") and p.has("D"):
        p.take("EACH")
    axis = axis_of(p)
    if axis is None and any(name == "HOWMANY" and what == "year" for name, what, _ in p.cover.signs):
        axis = Axis("year")
    if axis is None and (unit := _over_several(p.outer) or _named_by(p.outer)):
        axis = Axis(unit)  # "the average number from 2020 to 2022" is that of a year
    thing = p.thing()
    if axis is None or thing is None or stands_on(axis, thing):
        return None
    return Ask("average", (thing,), (("axis", axis), ("kind", kind)))


def running(p: Pieces, said: set[str]) -> Ask | None:
    p.take("RUNNING")
    if p.cover.core is not None:
        return None
    grains = [x for x in p.outer.axes if x.name in ("year", "quarter")]
    if p.has("GRAIN"):
        grains = [Axis(p.take("GRAIN"))]
    if not grains:
        stretch = p.outer.time is not None and (len(p.outer.time.ends) == 2 or isinstance(p.outer.time.whens[0], str))
        return Ask("count", (p.outer,)) if stretch and not p.outer.axes else None
    p.outer = replace(p.outer, axes=())
    return Ask("running", (p.outer,), (("axis", grains[0]),))


def trend(p: Pieces, said: set[str]) -> Ask | None:
    p.take("TREND")
    moved = p.take("MOVE")
    thing = p.thing()
    if moved and p.cover.core is None and p.outer.time and len(p.outer.time.ends) == 2:
        return None  # "how has it changed between 2015 and 2018" is a change
    if thing is None or p.cover.opens:
        return None
    return Ask("trend", (thing,))


def doubled(p: Pieces, said: set[str]) -> Ask | None:
    factor = float(p.take("DOUBLE"))
    if not p.asks_truth:
        return None
    core = p.cover.core
    op = ">=" if factor > 1 else "<="
    if core is not None and core.kind == "contrast":
        return Ask("truth", core.args, (("op", op), ("factor", factor)), p.outer)
    if core is None and p.outer.time is not None:
        return Ask("truth", (p.outer,), (("op", op), ("factor", factor)))
    return None


def runs_on(frame: Frame) -> bool:
    """Is it of a stretch with several of the steps that are compared: "since 2015", "2015 to 2020"?"""
    when = frame.time.whens[0] if frame.time is not None and len(frame.time.whens) == 1 else None
    size = 4 if frame.step == "year" else 1
    return (isinstance(when, str) and not when.startswith("latest")) or (isinstance(when, Span) and when.length > size)
