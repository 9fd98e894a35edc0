"""A part's table as CSV: RFC 4180, UTF-8, lower_snake headings, with every row its notes, releases and sources."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer.model import Cell, Part
from assistant.answer.origins import sources_of
from assistant.catalog.lookup import Lookup
from assistant.period import Span
from assistant.render.grid import grid
from assistant.render.noted import marked, noted

FORMULA = ("=", "+", "-", "@", "\t", "\r")
TIMES = ("year", "quarter", "period")
SEPARATOR = "; "  # between several values of one cell
# Columns of which a cell may hold several values; notes are sentences, which may have semicolons of their own.
LISTS = {"notes": " | ", **dict.fromkeys(("note_ids", "releases", "tables", "source_url"), SEPARATOR)}
MISSING = "[x]"  # the marker that official statistics in the UK use for "not available"


@dataclass(frozen=True)
class Column:
    """``name`` is the heading in the file, ``title`` what it says to people."""

    name: str
    title: str
    values: tuple[Cell, ...]


def columns(part: Part, lookup: Lookup) -> list[Column]:
    """The columns of the file: labels with the codes of the catalog beside them, figures, and where each row is
    from.
    """
    found: list[Column] = []
    breakdowns = {dimension.label.casefold(): dimension for dimension in lookup.catalog.dimensions}
    for i, title in enumerate(part.columns):
        values = tuple(row[i] for row in part.rows)
        found.append(Column(heading(title), title, values))
        dimension = breakdowns.get(title.casefold())
        if dimension is not None:
            codes = {g.label: g.id for g in dimension.groups} | {m.label: m.id for m in dimension.members}
            said = tuple(codes.get(str(value), "") for value in values)
            found.append(Column(f"{heading(title)}_code", f"{title}: code of this catalog", said))
        elif title.casefold() in TIMES:
            said = tuple(period_code(str(value)) for value in values)
            found.append(Column(f"{heading(title)}_code", f"{title}: code", said))
    notes = noted(part)
    marked = tuple(MISSING if None in row else "" for row in part.rows)
    found.append(Column("marker", f"marker: {MISSING} where a figure is not available", marked))
    found.append(Column("unit", "unit", (part.unit or "",) * len(part.rows)))
    found.append(Column("origin", "published as it stands, or calculated", (part.origin or "",) * len(part.rows)))
    own = [[note for note in notes if note.about(row)] for row in part.rows]
    used = [sources_of(part, row) for row in part.rows]
    said_of = {
        "notes": ("notes of the row", [[note.text for note in one] for one in own]),
        "note_ids": ("notes of the row, by their id in the list of notes", [[note.id for note in one] for one in own]),
        "releases": ("releases of the row's figures", [[source.release for source in one] for one in used]),
        "tables": ("tables of the row's figures", [[source.table for source in one] for one in used]),
        "source_url": ("addresses of the row's figures", [[source.url for source in one] for one in used]),
    }
    lists = (
        (name, title, tuple(_joined(one, LISTS[name]) for one in texts)) for name, (title, texts) in said_of.items()
    )
    return found + [Column(*one) for one in lists]


def _joined(texts: Iterable[str], separator: str = SEPARATOR) -> str:
    return separator.join(dict.fromkeys(text for text in texts if text))


def csv_bytes(part: Part, lookup: Lookup) -> bytes:
    """The rows of a part; text that a spreadsheet would run as a formula is quoted with an apostrophe."""
    listed = columns(part, lookup)
    values = zip(*(column.values for column in listed), strict=True)
    return written([[column.name for column in listed], *([safe(value) for value in row] for row in values)])


def notes_bytes(part: Part) -> bytes:
    """The list of notes that the column ``note_ids`` of the rows names: a table of its own, each note once."""
    heads = ["id", "kind", "note", "about", "source_url"]
    lines = [[note.id, note.kind, safe(note.text), safe(_joined(note.rows)), note.source] for note in noted(part)]
    return written([heads, *lines])


def shown_bytes(part: Part) -> bytes:
    """The table as the page shows it, figures without commas: a crosstab of two axes, the rows by size; then its
    notes.
    """
    shown = grid(part)
    if shown is None:
        return b""
    rows: list[list[Cell]] = []
    for row in shown.rows:
        cells = zip(row, shown.numeric, strict=True)
        rows.append([text.replace(",", "") if number else text for text, number in cells])
    return with_notes(shown.heads, rows, part)


def with_notes(heads: Sequence[str], rows: Sequence[Sequence[Cell]], part: Part) -> bytes:
    """A table for a spreadsheet, under it an empty line and each note in the first column, so that the figures stay
    figures where the file is read by a program; with the mark by which spreadsheets know UTF-8.
    """
    notes = noted(part)
    titles, lines = marked(heads, rows, notes)
    below = [[safe(f"{note.mark} {note.text}".strip())] for note in notes]
    table = [titles, *([safe(cell) for cell in line] for line in lines)]
    return b"\xef\xbb\xbf" + written([*table, *([[], *below] if below else [])])


def written(lines: Iterable[Sequence[Cell]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(lines)
    return buffer.getvalue().encode("utf-8")


def period_code(text: str) -> str:
    """
    >>> period_code("October to December 2023"), period_code("2023"), period_code("2015 to 2019")
    ('2023-Q4', '2023', '')
    """
    year = re.search(r"\b(\d{4})$", text)
    if not year:
        return ""
    first = 4 * int(year[1])
    spans = (Span.year(int(year[1])), *(Span(number, number) for number in range(first, first + 4)))
    return next((span.id for span in spans if span.label == text), "")


def heading(text: str) -> str:
    """
    >>> heading("share of total (%)")
    'share_of_total_percent'
    """
    return re.sub(r"[^a-z0-9]+", "_", text.lower().replace("%", " percent ")).strip("_")


def safe(value: Cell) -> Cell:
    """
    >>> safe("=1+1"), safe(-3)
    ("'=1+1", -3)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
