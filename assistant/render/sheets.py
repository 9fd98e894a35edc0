"""What a spreadsheet of official statistics holds, before any file format: cover, notes and one table a sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.crosstab import crossed
from assistant.answer.model import Cell, Part
from assistant.answer.phrases import upper_first
from assistant.render.csv_export import safe
from assistant.render.text import grouped_sources

MOST_COLUMNS = 60  # of figures in a crosstab
SHORTHAND = "[x] means that a figure is not available."


@dataclass(frozen=True)
class TableSheet:
    """One table. ``notes`` are the numbers of the book's notes that it needs; cells are numbers or text, None is
    [x].
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: str = ""
    notes: tuple[int, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands above the table, from A1."""
        said = ["This worksheet contains one table."]
        if self.notes:
            said.append("Notes are in the Notes worksheet: " + ", ".join(f"[note {n}]" for n in self.notes) + ".")
        if any(cell is None for row in self.rows for cell in row):
            said.append(SHORTHAND)
        if self.source:
            said.append(f"Source: {self.source}")
        return (self.title, *said)


@dataclass(frozen=True)
class Book:
    """``about`` are lines of the cover under the title: what it is, from when, whom to ask."""

    title: str
    about: tuple[str, ...]
    sheets: tuple[TableSheet, ...]
    notes: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Unique sheet names, shorter than 31 characters."""
        return tuple(f"Table_{i}" for i in range(1, len(self.sheets) + 1))


def heading(column: str, unit: str | None, notes: Sequence[int]) -> str:
    """Units in round brackets and notes in words."""
    said = f"{column[:1].upper()}{column[1:]}"
    if unit and column.casefold() == unit.casefold():
        said += f" ({'number' if unit != 'percent' else '%'})"
    return said + "".join(f" [note {n}]" for n in notes)


def book_of(parts: Sequence[Part], title: str, about: Sequence[str]) -> Book:
    """The tables of answered parts, their caveats numbered once in the order met; of a crosstab the long form as
    well.
    """
    notes: dict[str, int] = {}
    sheets = []
    for part in parts:
        if not part.rows:
            continue
        numbers = tuple(notes.setdefault(caveat.text, len(notes) + 1) for caveat in part.caveats)
        last = len(part.columns) - 1
        columns = tuple(
            heading(name, part.unit or _unit(part), numbers if i == last else ()) for i, name in enumerate(part.columns)
        )
        source = " ".join(f"{said} {url}" for said, url in grouped_sources(part))
        named = part.chart.subtitle if part.chart else part.reading.partition(". ")[0] or part.headline[:200]
        table = crossed(part.columns, part.rows, MOST_COLUMNS)
        if table is not None:
            heads = (heading(table[0][0], None, numbers), *map(upper_first, table[0][1:]))
            sheets.append(TableSheet(named, heads, _safe(table[1]), source, numbers))
            named = f"{named}, one figure a line"
        sheets.append(TableSheet(named, columns, _safe(part.rows), source, numbers))
    return Book(title, tuple(about), tuple(sheets), tuple(notes))


def _safe(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(safe(cell) for cell in row) for row in rows)


def _unit(part: Part) -> str | None:
    return part.columns[-1] if part.columns else None


def table_name(sheet: str) -> str:
    """A name that spreadsheet programs accept for a table: letters, digits and underscores."""
    return re.sub(r"\W+", "_", sheet)
