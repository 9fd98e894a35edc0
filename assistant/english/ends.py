"""Periods of frames and of trees: the two ends of a change, one thing at another time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.ratio import Ratio
from assistant.english.asks import Ask
from assistant.english.frame import Frame, Time
from assistant.period import Span

GRAINS = ("year", "quarter")
NEWEST = "_newest"  # a step back from the newest period, whatever was spoken of
As = Literal["number", "percent", "points"]


class Unfit(Exception):
    """The parts do not make a tree."""


def back(node: Node, step: str) -> Before:
    """``node`` a step back; Raises :class:`Unfit` where the step leads forwards, or is none that stands by itself."""
    if step not in ("year", "quarter", "same"):
        raise Unfit("a step that is no step back")
    return Before(node, step)  # type: ignore[arg-type]


class Undecided(Exception):
    """Several counts could be meant; ``measures`` are they."""

    def __init__(self, measures: tuple[str, ...]) -> None:
        super().__init__(", ".join(measures))
        self.measures = measures


def unit_of(ask: Ask) -> As:
    return "percent" if ask.option("percent") else "points" if ask.option("points") else "number"


def ends_of(frame: Frame) -> tuple[Time, Time]:
    time = frame.time
    assert time is not None
    if len(time.ends) == 2:
        return Time((time.ends[0],)), Time((time.ends[1],))
    first, last = sorted(w for w in time.whens if isinstance(w, Span))
    return Time((first,)), Time((last,))


def two_periods(frame: Frame) -> tuple[Time, Time]:
    """The two ends of a change: as named, or a period and the one before it."""
    time = frame.time
    if time is None:
        raise Unfit("a change without a period")
    if len(time.ends) == 2 or len(time.whens) == 2:
        return ends_of(frame)
    if len(time.whens) != 1:
        raise Unfit("a change over several periods")
    when = time.whens[0]
    if isinstance(when, Span):
        if when.length > 4 and when.length % 4 == 0 and when.start % 4 == 0:
            return Time((when.years[0],)), Time((when.years[-1],))
        earlier = when.before() if when.length >= 4 else when.year_earlier()
        return Time((earlier,)), Time((when,))
    if time.ends and when.startswith("since:"):
        newest = "latest_year" if time.ends[0].is_year else "latest_quarter"
        return Time((time.ends[0],)), Time((newest,))
    raise Unfit("a change over a stretch that has no ends")


def whole_years(time: Time) -> bool:
    """May the stretch be told by year: calendar years, or financial ones?"""
    for when in time.whens:
        if isinstance(when, Span):
            financial = when.start % 4 == 1 and when.length % 4 == 0
            if not financial and (when.start % 4 or when.end % 4 != 3):
                return False
        elif (when.startswith("since:") and not when.endswith("Q1")) or (
            when.startswith("until:") and not when.endswith("Q4")
        ):
            return False
    return True


def step_to(frame: Frame, step: str) -> str:
    """ "The same quarter of 2022" is a year before one of 2023."""
    when = frame.time.whens[0] if frame.time is not None and len(frame.time.whens) == 1 else None
    if not isinstance(when, Span) or when.start // 4 - 1 != int(step[3:]):
        raise Unfit("a step that is not one year")
    return "year"


def when_of(node: Node) -> Span | str | None:
    """The one period of all counts of a tree."""
    if isinstance(node, Count):
        return node.when
    if isinstance(node, Ratio):
        a, b = when_of(node.part), when_of(node.whole)
        return a if a == b else None
    return None


def at_time(node: Node, when: Span | str) -> Node:
    """The same thing at another time."""
    if isinstance(node, Count):
        return replace(node, when=when)
    if isinstance(node, Ratio):
        return replace(node, part=at_time(node.part, when), whole=at_time(node.whole, when))
    raise Unfit("sides that do not compare")


def stepless(part: Any) -> Any:
    return replace(part, step="") if isinstance(part, Frame) else part


def untimed(part: Any) -> Any:
    return replace(part, time=None) if isinstance(part, Frame) else part


def moved(when: Any, step: str) -> Span:
    """A period a step earlier, or later. Raises :class:`Unfit` where it is none that is known."""
    if not isinstance(when, Span):
        raise Unfit("a step back from no period")
    if step.startswith("by:"):
        return Span(when.start + int(step[3:]), when.end + int(step[3:]))
    if step.startswith("to:"):  # "the same quarter of 2024"
        by = 4 * (int(step[3:]) - when.end // 4)
        return Span(when.start + by, when.end + by)
    if step.endswith(NEWEST):
        raise Unfit("a step from the newest, and from no other")
    name = step.removesuffix("_on")
    if name == "financial" and not when.is_financial:
        raise Unfit("the financial year before what is none")
    size = {"year": 4, "quarter": 1}.get(name, when.length)
    if size < when.length:  # the quarter after a year, the year before several
        return Span(when.end + 1, when.end + size) if step != name else Span(when.start - size, when.start - 1)
    by = size if step != name else -size
    return Span(when.start + by, when.end + by)


def before_newest(tree: Node, step: str) -> Before | None:
    """ "And a year earlier?" after the newest figure, whose period only they know who hold the figures."""
    if not isinstance(tree, Count) or not isinstance(tree.when, str) or step not in ("year", "quarter", "same"):
        return None
    year = tree.when == "default" and step != "quarter"  # where no period was named, the newest year
    return Before(tree, step) if year or tree.when.startswith("latest") else None  # type: ignore[arg-type]


def newest_but_one(tree: Node, step: str) -> Before | None:
    """ "And the quarter just before the latest one?", whatever period was spoken of."""
    inner = tree.of if isinstance(tree, Before) else tree
    if not step.endswith(NEWEST) or not isinstance(inner, Count):
        return None
    grain = step.removesuffix(NEWEST)
    return Before(replace(inner, when=f"latest_{grain}"), grain)  # type: ignore[arg-type]


def widened(when: Any, size: int) -> Any:
    """ "Each year" after one of them, or a part of one: of all."""
    return "all" if isinstance(when, Span) and when.length <= size else when
