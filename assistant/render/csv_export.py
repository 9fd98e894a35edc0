"""A part's table as CSV: RFC 4180, UTF-8, lower_snake headings, the release and a source with every row."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from assistant.answer.model import Cell, Part
from assistant.catalog.lookup import Lookup
from assistant.period import Span
from assistant.render.grid import grid

FORMULA = ("=", "+", "-", "@", "\t", "\r")
TIMES = ("year", "quarter", "period")
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
    marked = tuple(MISSING if None in row else "" for row in part.rows)
    constant = (
        ("unit", part.unit or ""),
        ("origin", part.origin or ""),
        ("releases", "; ".join(dict.fromkeys(source.release for source in part.sources))),
        ("tables", "; ".join(dict.fromkeys(source.table for source in part.sources if source.table))),
        ("source_url", part.sources[0].url if part.sources else ""),
    )
    found.append(Column("marker", f"marker: {MISSING} where a figure is not available", marked))
    return found + [Column(name, name.replace("_", " "), (value,) * len(part.rows)) for name, value in constant]


def csv_bytes(part: Part, lookup: Lookup) -> bytes:
    """The rows of a part; text that a spreadsheet would run as a formula is quoted with an apostrophe."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    listed = columns(part, lookup)
    writer.writerow([column.name for column in listed])
    for values in zip(*(column.values for column in listed), strict=True):
        writer.writerow([safe(value) for value in values])
    return buffer.getvalue().encode("utf-8")


def shown_bytes(part: Part) -> bytes:
    """The table as the page shows it, figures without commas: a crosstab of two axes, the rows by size."""
    shown = grid(part)
    buffer = io.StringIO()
    if shown is not None:
        writer = csv.writer(buffer, lineterminator="\r\n")
        writer.writerow(shown.heads)
        for row in shown.rows:
            cells = zip(row, shown.numeric, strict=True)
            writer.writerow([text.replace(",", "") if number else safe(text) for text, number in cells])
    return buffer.getvalue().encode("utf-8-sig")


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
