"""The cells that a chart draws, under plain names, and which of them are too small to be drawn beside the others."""

from __future__ import annotations

import re
import textwrap
from itertools import pairwise
from math import gcd
from typing import Any

from assistant.answer.dates import long_date
from assistant.answer.model import Cell, Chart
from assistant.period import Span
from assistant.render.text import cell_text

LAST = 2  # rows at most that stand behind those which are in order
TINY = 50  # times: lines so much lower than the highest are told and not drawn
SERIES_CHARACTERS, TICK_CHARACTERS = 16, 11
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
END = "end of "  # how the labels of counts at a date begin
Record = dict[str, Any]
Rows = tuple[tuple[Cell, ...], ...]


def records_of(chart: Chart, columns: tuple[str, ...], rows: Rows) -> list[Record]:
    """The cells drawn, under plain names: Vega-Lite reads dots and brackets in field names as paths."""
    place = {name: i for i, name in enumerate(columns)}
    found = []
    small = tiny(chart, columns, rows)
    for row in rows:
        if chart.series and str(row[place[chart.series]]) in small:
            continue
        record: Record = {"x": wrapped(_said(row[place[chart.x]]), chart), "y": row[place[chart.y]]}
        if chart.series:
            record["series"] = textwrap.fill(str(row[place[chart.series]]), SERIES_CHARACTERS)
        found.append(record)
    # A gap in a line is a fact to be seen; a bar that is not held is none.
    if chart.kind == "line":
        return _filled(found, [str(row[place[chart.x]]) for row in rows], chart)
    # One bar a label: two rows of one label (a figure that two tables of a release print) would be stacked.
    return list({r["x"]: r for r in found if r["y"] is not None}.values())


def _filled(records: list[Record], labels: list[str], chart: Chart) -> list[Record]:
    """With an empty record for each period that is lacking between others, so that equal times lie equally far
    apart.
    """
    stock = all(label.startswith(END) for label in labels)
    spans = {label: _end(label) if stock else Span.named(label) for label in dict.fromkeys(labels)}
    starts = [span.start for span in spans.values() if span is not None]
    steps = [after - before for before, after in pairwise(starts)]
    if len(starts) < len(spans) or not steps or min(steps) < 1 or len({s.length for s in spans.values() if s}) > 1:
        return records
    every = {start: label for start, label in zip(starts, spans, strict=True)}
    length = next(span.length for span in spans.values() if span is not None)
    for start in range(starts[0], starts[-1], gcd(*steps)):
        span = Span(start, start + length - 1)
        every.setdefault(start, span.end_phrase.removeprefix("at the ") if stock else span.label)
    found = []
    for name in dict.fromkeys(record.get("series") for record in records):
        mine = {record["x"]: record for record in records if record.get("series") == name}
        for _, label in sorted(every.items()):
            x = wrapped(label, chart)
            found.append(mine.get(x, {"x": x, "y": None} | ({"series": name} if chart.series else {})))
    return found


def _end(label: str) -> Span | None:
    """The quarter at whose end a count at a date was made: "end of March 2025"."""
    year = label[-4:]
    quarters = Span.year(int(year)).quarters if year.isdecimal() else ()
    return next((Span(q, q) for q in quarters if Span(q, q).end_phrase == f"at the {label}"), None)


def tiny(chart: Chart, columns: tuple[str, ...], rows: Rows) -> dict[str, int | float]:
    """Lines that would lie on the axis under the others, with the most that each comes to."""
    if not chart.series or chart.kind != "line" or "%" in chart.y:
        return {}
    most: dict[str, int | float] = {}
    name, figure = columns.index(chart.series), columns.index(chart.y)
    for row in rows:
        value = row[figure]
        if isinstance(value, (int, float)):
            most[str(row[name])] = max(most.get(str(row[name]), 0), abs(value))
    highest = max(most.values(), default=0)
    return {label: value for label, value in most.items() if value * TINY < highest}


def _said(label: Cell) -> Cell:
    """A day as people write it."""
    return long_date(label) if isinstance(label, str) and DAY.fullmatch(label) else label


def wrapped(label: Cell, chart: Chart) -> str:
    return textwrap.fill(str(label), TICK_CHARACTERS) if chart.kind == "line" else str(label)


def ranked(values: list[Any]) -> bool:
    """In the order of their sizes? What is of no member, as an unknown nationality, may follow whatever its size."""
    orders = [sorted(values[:end]) for end in range(len(values), len(values) - LAST - 1, -1)]
    return any(values[: len(order)] in (order, order[::-1]) for order in orders)


def figure_text(value: Cell, sign: str) -> str:
    return cell_text(value).replace("-", "−") + sign
