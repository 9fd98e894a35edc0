"""What a spreadsheet of official statistics holds, before any file format: cover, notes and one table a sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.crosstab import crossed
from assistant.answer.model import Cell, Part
from assistant.answer.phrases import upper_first
from assistant.render.csv_export import safe
from assistant.render.noted import Note, marked, noted
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
    """``about`` are lines of the cover under the title: what it is, from when, whom to ask; ``notes`` their texts with
    the address of the source of each.
    """

    title: str
    about: tuple[str, ...]
    sheets: tuple[TableSheet, ...]
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def noted(self) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """Headings and rows of the table of notes; with the column of their sources where any has one."""
        wide = any(source for _, source in self.notes)
        heads = ("Note", "Text", "Source of the note") if wide else ("Note", "Text")
        rows = [(f"note {i}", text, source or "None") for i, (text, source) in enumerate(self.notes, 1)]
        return heads, tuple(row[: len(heads)] for row in rows)

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
    """The tables of answered parts, their notes numbered once in the order met; of a crosstab the long form as well."""
    known: dict[str, tuple[int, str]] = {}
    sheets = []
    for part in parts:
        if not part.rows:
            continue
        notes = [
            replace(note, number=known.setdefault(note.text, (len(known) + 1, note.source))[0]) for note in noted(part)
        ]
        sheets += _sheets(part, notes)
    return Book(title, tuple(about), tuple(sheets), tuple((text, source) for text, (_, source) in known.items()))


def _sheets(part: Part, notes: Sequence[Note]) -> list[TableSheet]:
    """A note about the whole stands at the heading of the figures, one about a row or a column there."""
    numbers = tuple(note.number for note in notes)
    whole = [note.number for note in notes if not note.rows]
    last = len(part.columns) - 1
    columns = tuple(
        heading(name, part.unit or _unit(part), whole if i == last else ()) for i, name in enumerate(part.columns)
    )
    source = " ".join(f"{said} {url}" for said, url in grouped_sources(part))
    named = part.chart.subtitle if part.chart else upper_first(part.reading.partition(". ")[0] or part.headline[:200])
    if part.missing and part.chart is None:  # a title of its own must not claim periods that are not there
        named = f"{named.rstrip('.')}. {part.missing}"
    table = crossed(part.columns, part.rows, MOST_COLUMNS)
    found = []
    if table is not None:
        heads, rows = marked((table[0][0], *map(upper_first, table[0][1:])), table[1], notes)
        found.append(TableSheet(named, (heading(heads[0], None, whole), *heads[1:]), _safe(rows), source, numbers))
        named = f"{named}, one figure a line"
    long, rows = marked(columns, part.rows, notes)
    return [*found, TableSheet(named, long, _safe(rows), source, numbers)]


def _safe(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(safe(cell) for cell in row) for row in rows)


def _unit(part: Part) -> str | None:
    return part.columns[-1] if part.columns else None


def table_name(sheet: str) -> str:
    """A name that spreadsheet programs accept for a table: letters, digits and underscores."""
    return re.sub(r"\W+", "_", sheet)
