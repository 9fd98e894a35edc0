"""Operations that state: a count, a share, the newest figure, what a figure was when first published."""

from __future__ import annotations

from dataclasses import replace

from assistant.english.asks import Ask, attach
from assistant.english.cover import Pieces
from assistant.english.frame import Axis, Frame, Time
from assistant.english.sharing import two_sides
from assistant.english.spans import SIZE
from assistant.period import Span


def plain(p: Pieces, said: set[str]) -> Ask | None:
    core = p.cover.core
    if core is None:
        limited = p.outer.where or p.outer.lists or p.outer.axes
        if "COMPARE" in said and p.outer.time and len(p.outer.time.whens) > 1:
            return Ask("count", (p.outer,))
        if not p.outer.counts and not limited:
            return None
        if not (p.outer.counts or said & {"HOWMANY", "TOTAL", "COMPARE"} or (p.outer.time and limited)):
            return None
        if "WHAT" in said and "HOWMANY" not in said and not (p.outer.time or limited):
            return None  # "what is a referral?" asks for a meaning
        if p.outer.step:
            stepped = with_step(p.outer, "AND" in said)
            if stepped is None:
                return None
            p.outer = stepped
        if "BREAKDOWN" in said and not (p.outer.axes or p.outer.lists):
            return None
        if p.cover.opens and "HOWMANY" not in said:
            return (
                Ask("truth", (p.outer,), (("op", ">"), ("n", 0)))
                if p.outer.counts and not (p.outer.lists or p.outer.axes)
                else None
            )
        return Ask("count", (_of_each_year(p),))
    if core.kind == "contrast":
        return two_sides(p, "compare") if "BREAKDOWN" not in said else None  # "the split between" is of each
    if core.kind == "mostly":
        return attach(core, p.outer) if p.asks_truth else None
    if p.cover.opens:
        return None
    return attach(core, p.outer)


def _of_each_year(p: Pieces) -> Frame:
    """ "The annual number of referrals, 2019 to 2021": of each year, and not of all together."""
    yearly = any(name == "HOWMANY" and what == "year" for name, what, _ in p.cover.signs)
    whens = p.outer.time.whens if p.outer.time is not None else ()
    one = len(whens) == 1 and isinstance(whens[0], Span) and whens[0].length <= SIZE["year"]
    return replace(p.outer, axes=(Axis("year"),)) if yearly and not one and not p.outer.axes else p.outer


def split_between(p: Pieces, said: set[str]) -> Ask | None:
    """ "The split of referrals between adults, children and those whose age is unknown": each of them."""
    if "BREAKDOWN" not in said or not p.outer.lists or p.cover.core is not None:
        return None
    p.take("BETWEEN")
    if p.take("INPERCENT"):  # "the split between men and women in percent"
        return Ask("share", (Frame(lists=p.outer.lists), replace(p.outer, lists=())))
    return Ask("count", (p.outer,)) if p.outer.counts else None


def with_step(frame: Frame, both: bool) -> Frame | None:
    """ "The previous quarter" alone is the newest; "Q2 2023 and the previous quarter" are two."""
    when = frame.time.whens[0] if frame.time is not None and len(frame.time.whens) == 1 else None
    if frame.time is None and frame.step in ("year", "quarter"):
        return replace(frame, step="", time=Time((f"latest_{frame.step}",)))
    if not isinstance(when, Span) or not both:
        return None
    earlier = when.year_earlier() if frame.step == "year" else when.before()
    return replace(frame, step="", time=Time((earlier, when)))


def stated(p: Pieces, said: set[str]) -> Ask | None:
    """ "Were 4,929 reports made in 2023?"."""
    number = p.take("N")
    if not p.asks_truth or p.cover.core is not None or not p.outer.counts or p.outer.lists or p.outer.axes:
        return None
    return Ask("truth", (p.outer,), (("op", "="), ("n", number)))


def history(p: Pieces, said: set[str]) -> Ask | None:
    p.take("REVISED")
    for word in ("MOVE", "FIRSTPUBLISHED", "WHICH", "TREND", "HOWMUCH"):
        p.take(word)
    if p.cover.core is not None or not p.outer.time:
        return None
    return Ask("history", (p.outer,))


def latest(p: Pieces, said: set[str]) -> Ask | None:
    """ "The latest number for a full year"."""
    p.take("LATEST")
    unit = (
        p.take("UNIT")
        or p.take("GRAIN")
        or next((x.name for x in p.outer.axes if x.name in ("year", "quarter")), "quarter")
    )
    axes = tuple(x for x in p.outer.axes if x.name not in ("year", "quarter"))
    if p.outer.time is not None or unit not in ("year", "quarter") or p.cover.core is not None:
        return None
    p.outer = replace(p.outer, axes=axes, time=Time((f"latest_{unit}",)))
    return plain(p, said)


def as_published(p: Pieces, said: set[str]) -> Ask | None:
    p.take("FIRSTPUBLISHED")
    frame = replace(p.outer, as_of="first")
    return Ask("count", (frame,)) if p.cover.core is None and p.outer.time else None
