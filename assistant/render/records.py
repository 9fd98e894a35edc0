"""The cells that a chart draws, under plain names, and which of them are too small to be drawn beside the others."""

from __future__ import annotations

import textwrap
from typing import Any

from assistant.answer.model import Cell, Chart
from assistant.render.text import cell_text

TINY = 50  # times: lines so much lower than the highest are told and not drawn
SERIES_CHARACTERS, TICK_CHARACTERS = 16, 11
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
        record: Record = {"x": wrapped(row[place[chart.x]], chart), "y": row[place[chart.y]]}
        if chart.series:
            record["series"] = textwrap.fill(str(row[place[chart.series]]), SERIES_CHARACTERS)
        found.append(record)
    # A gap in a line is a fact to be seen; a bar that is not held is none.
    if chart.kind == "line":
        return found
    # One bar a label: two rows of one label (a figure that two tables of a release print) would be stacked.
    return list({r["x"]: r for r in found if r["y"] is not None}.values())


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


def wrapped(label: Cell, chart: Chart) -> str:
    return textwrap.fill(str(label), TICK_CHARACTERS) if chart.kind == "line" else str(label)


def ranked(values: list[Any]) -> bool:
    return values in (sorted(values), sorted(values, reverse=True))


def figure_text(value: Cell, sign: str) -> str:
    return cell_text(value).replace("-", "−") + sign
