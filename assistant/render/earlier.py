"""Earlier releases under a line: which of their figures are named at the point, and where the names stand."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from assistant.answer.model import Vintage

GREY = "#767676"  # 4.5:1 on white: a grey that is still seen as a mark of its own
WHITE = "#ffffff"
NAME_CHARACTERS = 11
WIDE = 0.28  # of the width of the chart, a name: on a phone, where the letters are as large as elsewhere
LINE = 14  # pixels of a line of a name
APART = 10  # pixels between a name and what it must not cover
ROOM = 56  # pixels of a mark with its name above it
FAR = 32  # pixels from a mark to its name at most, or nobody would know whose name it is
MOST_NAMES = 4
SIDES = {
    "center": (WIDE / 2, WIDE / 2),
    "right": (WIDE, 0.0),
    "left": (0.0, WIDE),
}  # to the left and right of the point

Record = dict[str, Any]
Segments = Callable[[list[Record]], list[Record]]
Box = tuple[float, float, float, float]  # left and right as shares of the width, bottom and top in pixels


@dataclass(frozen=True)
class Name:
    """A vintage's name: its lines, how it is aligned at the point, and by how many pixels it stands above (below: <
    0).
    """

    of: Vintage
    lines: tuple[str, ...]
    align: str
    lift: float
    box: Box


@dataclass(frozen=True)
class DrawnLine:
    """What names must not cover: the figures shown by period, on an axis up to ``top`` that is ``pixels`` high."""

    shown: Mapping[str, float]
    top: float
    pixels: int

    def high(self, value: float) -> float:
        return value / self.top * self.pixels


def named(vintages: Sequence[Vintage], line: DrawnLine) -> list[Name]:
    """The furthest from the figures shown, one a period, where a name covers neither the line nor another name."""
    first = {each.x: each for each in reversed(vintages)}  # of several the oldest, which is the one quoted
    found: list[Name] = []
    for each in sorted(first.values(), key=lambda one: -abs(one.off)):
        if len(found) == MOST_NAMES:
            break
        free = [name for name in _places(each, vintages, line) if not any(_touch(name.box, o.box) for o in found)]
        if free:
            found.append(min(free, key=lambda name: abs(name.lift)))
    return found


def _places(each: Vintage, vintages: Sequence[Vintage], line: DrawnLine) -> Iterator[Name]:
    """Where a name could stand, clear of the line and of all marks; above first for what has fallen since."""
    order = list(line.shown)
    step = 1 / max(len(order) - 1, 1)
    here = order.index(each.x) * step
    lines = tuple(textwrap.wrap(each.label, NAME_CHARACTERS))
    size = LINE * len(lines)
    drawn = [(order.index(x) * step, line.high(y)) for x, y in line.shown.items()]
    drawn += [(order.index(one.x) * step, line.high(one.y)) for one in vintages]
    own = line.high(each.y)
    apart = line.high(abs(each.off)) > APART  # a name beyond the line would be taken for one of the line
    for above in (each.off > 0,) if apart else (each.off > 0, each.off <= 0):
        for align, (left, right) in SIDES.items():
            low, high = here - left, here + right
            if low < -step / 2 or high > 1 + step / 2:
                continue
            # A line is met between its points as well: those next to the name count.
            near = [y for x, y in drawn if low - step < x < high + step]
            base = max(near) + APART if above else min(near) - APART - size
            lift = base - own if above else base + size - own
            if abs(lift) <= FAR and base >= 0 and base + size <= line.pixels:
                yield Name(each, lines, align, lift, (low, high, base, base + size))


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def sentence(vintages: Sequence[Vintage], line: DrawnLine) -> str:
    """What the grey says, and that not all of it is named where that is so."""
    said = "Grey diamonds are what earlier releases gave, where it differs."
    periods = {each.x for each in vintages}
    return f"{said} Not all are labelled." if len(named(vintages, line)) < len(periods) else said


def marks(
    vintages: Sequence[Vintage], order: Sequence[str], segments: Segments, place: alt.X, height: alt.Y
) -> list[Any]:
    """Hollow diamonds, joined by a broken line where one release gave neighbouring periods: to be drawn under the line.

    ``segments`` puts rows into stretches that no break crosses.
    """
    if not vintages:
        return []
    base = alt.Chart(alt.InlineData(values=segments(_stretches(vintages, order))))
    base = base.encode(x=place, y=height, detail="segment:N")
    line = base.mark_line(strokeWidth=2, strokeDash=[5, 4], color=GREY)
    return [line, base.mark_point(shape="diamond", size=150, strokeWidth=1.5, color=GREY, filled=False, opacity=1)]


def _stretches(vintages: Sequence[Vintage], order: Sequence[str]) -> list[Record]:
    """A row a figure; ``series`` is one of a release for as long as its periods follow one another."""
    rows: list[Record] = []
    last, run = ("", -1), 0
    for each in sorted(vintages, key=lambda one: (one.release, order.index(one.x))):
        here = (each.release, order.index(each.x))
        run += here != (last[0], last[1] + 1)
        rows.append({"x": each.x, "y": each.y, "series": f"{run}-"})
        last = here
    return rows


def names(vintages: Sequence[Vintage], line: DrawnLine, colour: str, place: alt.X, height: alt.Y) -> list[Any]:
    """The names, to be drawn over everything else."""
    found: list[Any] = []
    for name in named(vintages, line):
        above = name.lift > 0
        text = {"x": name.of.x, "y": name.of.y, "name": "\n".join(name.lines)}
        words = alt.Chart(alt.InlineData(values=[text])).encode(x=place, y=height, text="name:N")
        style: Record = {"align": name.align, "lineBreak": "\n", "fontSize": 12, "baseline": "top"}
        if abs(name.lift) > 1.5 * APART:
            end = name.of.y + name.lift * line.top / line.pixels
            lead = alt.Chart(alt.InlineData(values=[{"x": name.of.x, "y": name.of.y, "end": end}]))
            found.append(lead.mark_rule(color=GREY).encode(x=place, y=height, y2="end:Q"))
        # Of several lines the place is that of the first one's top.
        style["dy"] = -(name.lift + LINE * len(name.lines)) if above else -name.lift
        # A rim first, so that a rule behind the words does not run through them.
        found.append(words.mark_text(**style, color=WHITE, stroke=WHITE, strokeWidth=4, strokeJoin="round"))
        found.append(words.mark_text(**style, color=colour))
    return found
