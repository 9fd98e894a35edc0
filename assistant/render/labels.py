"""Words in a line chart: figures at points, names at the ends of lines, titles of breaks; none covers another."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from assistant.render import earlier
from assistant.render.records import Record, figure_text

TEXT = "#1a1a1a"
HEIGHT = 320  # pixels of the drawing
LINE = 15  # pixels of a line of labels
APART = 0.35  # of a line, between the names of two lines
LETTER = 7.2  # pixels of a letter of a figure, in the broadest of the fonts
MOST_LABELS = {True: 12, False: 6}  # points of one line that have their figures, on a wide chart and on a phone
SHORTEST = 7  # letters at least of a line of the title of a break
ABOVE, BELOW, TALL = -13.0, 15.0, 7.0  # pixels from a point to the middle of its figure, and half of its height
SAMPLE = 3  # pixels between the places of a line at which it is looked for under a figure
COVERED = 0.4  # what covering one of them counts


@dataclass(frozen=True)
class Box:
    """In pixels from the upper left corner of the drawing."""

    left: float
    right: float
    top: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        return self.left < x < self.right and self.top < y < self.bottom

    def touches(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True)
class Drawing:
    """Where points lie: ``order`` of the periods across ``width`` pixels, figures from ``low`` to ``top``."""

    order: Sequence[str]
    width: int
    low: float
    top: float
    rules: tuple[str, ...] = ()  # periods at which a rule stands

    @property
    def step(self) -> float:
        return self.width / max(1, len(self.order))

    def at(self, row: Record) -> tuple[float, float]:
        high = (row["y"] - self.low) / ((self.top - self.low) or 1)
        return self.across(row["x"]), HEIGHT * (1 - high)

    def across(self, label: str) -> float:
        return self.step * (self.order.index(label) + 0.5)


def figures(rows: list[Record], sign: str, drawing: Drawing, wide: bool, place: alt.X, height: alt.Y) -> list[Any]:
    """The figures at the points of one line: all where they have room, else those at its ends."""
    held = [r for r in rows if r["y"] is not None]
    placed = _placed(held, range(len(held)), sign, drawing) if len(held) <= MOST_LABELS[wide] else None
    if placed is None:
        alone = [i for i in range(len(held)) if not (_joined(held, i, drawing) or _joined(held, i + 1, drawing))]
        few = sorted({0, len(held) - 1, *alone[: MOST_LABELS[wide]]}) if held else []
        placed = _placed(held, few, sign, drawing) or _placed(held, few[::-1][:1], sign, drawing) or []
    words = alt.Chart(alt.InlineData(values=placed)).encode(x=place, y=height, text="text:N")
    style: Record = {"dx": alt.ExprRef("datum.dx"), "dy": alt.ExprRef("datum.dy"), "fontSize": 12, "baseline": "middle"}
    rim = words.mark_text(**style, color=earlier.WHITE, stroke=earlier.WHITE, strokeWidth=4)
    return [rim, words.mark_text(**style, color=TEXT)] if placed else []


def _placed(held: list[Record], which: Sequence[int], sign: str, drawing: Drawing) -> list[Record] | None:
    """Where the figures of these points stand; None where one of them would cover another."""
    line = list(_line(held, drawing))
    taken: list[Box] = []
    placed = []
    for i in which:
        row, text = held[i], figure_text(held[i]["y"], sign)
        x, y = drawing.at(row)
        half = LETTER * len(text) / 2
        places = _places(held, i, half, row["x"] in drawing.rules)
        found = min(places, key=lambda at: _cost(_box(x, y, half, at), at, line, taken, drawing))
        box = _box(x, y, half, found)
        if any(box.touches(other) for other in taken):
            return None
        taken.append(box)
        placed.append({"x": row["x"], "y": row["y"], "text": text, "dx": found[0], "dy": found[1]})
    return placed


def _joined(held: list[Record], i: int, drawing: Drawing) -> bool:
    """Does the line lead from the point before to this one?"""
    if not 0 < i < len(held):
        return False
    apart = drawing.across(held[i]["x"]) - drawing.across(held[i - 1]["x"])
    return held[i].get("segment") == held[i - 1].get("segment") and apart < 1.5 * drawing.step


def _places(held: list[Record], i: int, half: float, ruled: bool) -> list[tuple[float, float]]:
    """Where a figure can stand, the best first: on the side that the line leaves free, then moved along it; where a
    rule stands, not before it, among the figures of another kind.
    """
    near = [r["y"] for r in held[max(0, i - 1) : i + 2] if r is not held[i]]
    sides = (ABOVE, BELOW) if not near or held[i]["y"] >= min(near) else (BELOW, ABOVE)
    moved = (half + 2, 0.0) if ruled else (0.0, -half / 2, half / 2, -half - 2, half + 2)
    beside = [(half + 8, 0.0)] if ruled else [(half + 8, 0.0), (-half - 8, 0.0)]
    return [*((dx, dy) for dy in sides for dx in moved), *beside]


def _box(x: float, y: float, half: float, at: tuple[float, float]) -> Box:
    return Box(x + at[0] - half, x + at[0] + half, y + at[1] - TALL, y + at[1] + TALL)


def _cost(
    box: Box, at: tuple[float, float], line: Sequence[tuple[float, float]], taken: Sequence[Box], drawing: Drawing
) -> float:
    """What a place covers, above all of other figures and the axis; the further from the point, the more as well."""
    covered = COVERED * sum(box.holds(x, y) for x, y in line)
    others = 50 * sum(box.touches(other) for other in taken)
    outside = 50 * (box.left < 2) + 50 * (box.bottom > HEIGHT - 1)
    crossed = 6 * sum(box.left < drawing.across(label) < box.right for label in drawing.rules)
    return covered + others + outside + crossed + abs(at[0]) / 20 + (at[1] == BELOW) / 2


def _line(held: list[Record], drawing: Drawing) -> Iterator[tuple[float, float]]:
    """Places along the line, where it is drawn."""
    for i in range(1, len(held)):
        if _joined(held, i, drawing):
            (x, y), (right, end) = drawing.at(held[i - 1]), drawing.at(held[i])
            samples = int(math.hypot(right - x, end - y) / SAMPLE) + 1  # as close on a steep stretch as on a flat one
            for n in range(samples + 1):
                yield x + (right - x) * n / samples, y + (end - y) * n / samples


def ends(rows: list[Record], names: list[str], order: list[str], top: float, sign: str) -> list[Record]:
    """Names and newest figures beside the last point of each series, moved apart where they would cover each other."""
    found = []
    for name in names:
        held = [r for r in rows if r["series"] == name and r["y"] is not None]
        if held:
            found.append({"x": order[-1], "series": f"{name}\n{figure_text(held[-1]['y'], sign)}", "y": held[-1]["y"]})
    unit = LINE * top / HEIGHT  # of the axis, a line of text; a label's place is that of its first line
    found.sort(key=lambda r: -r["y"])
    lines = [r["series"].count("\n") + 1 for r in found]
    for i, end in enumerate(found):
        end["y"] += (lines[i] - 1) / 2 * unit
        if i:
            end["y"] = min(end["y"], found[i - 1]["y"] - (lines[i - 1] + APART) * unit)
    # What was pushed below the axis is lifted again, and what stands above it in turn.
    for i in reversed(range(len(found))):
        below = found[i + 1]["y"] + (1 + APART) * unit if i + 1 < len(found) else 0.6 * unit
        found[i]["y"] = max(found[i]["y"], below + (lines[i] - 1) * unit)
    return found


def rules(breaks: list[tuple[str, str]], drawing: Drawing, place: alt.X, characters: int) -> list[Any]:
    """A rule and a label at each break, above the lines; a change that came twice is named once."""
    order = list(drawing.order)
    layers: list[Any] = []
    above = 6
    last = len(order) / 2
    numbered = list(enumerate(breaks))
    # What reads to the right stands lowest at the last, and what reads to the left at the first: no rule crosses a
    # label.
    if any(order.index(label) <= last for label, _ in breaks):
        numbered.reverse()
    for i, (label, title) in numbered:
        again = title in [before for _, before in breaks[:i]]
        late = order.index(label) > last
        # What reads to the left of its rule ends before the rule on that side.
        left = drawing.across(label) - (drawing.across(breaks[i - 1][0]) if i else -SHORTEST * LETTER)
        room = max(SHORTEST, int((left - 8) / LETTER)) if late else characters
        note = textwrap.wrap("Changed again" if again else title, min(characters, room))
        above += LINE * len(note)
        mark = alt.Chart(alt.InlineData(values=[{"x": label, "note": "\n".join(note)}])).encode(x=place)
        layers.append(mark.mark_rule(strokeDash=[4, 3], color=TEXT).encode(y=alt.value(-above), y2=alt.value("height")))
        text = mark.mark_text(
            align="right" if late else "left", dx=-5 if late else 5, fontSize=12, color=TEXT, baseline="top",
            lineBreak="\n",
        )  # fmt: skip
        layers.append(text.encode(text="note:N", y=alt.value(-above)))
        above += 3
    return layers
