"""A part's table as CSV: RFC 4180, UTF-8, lower_snake headings, the release and a source with every row."""

from __future__ import annotations

import csv
import io
import re

from assistant.answer.model import Cell, Part

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(part: Part) -> bytes:
    """The rows of a part; text that a spreadsheet would run as a formula is quoted with an apostrophe."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([*map(heading, part.columns), "unit", "origin", "releases", "source_url"])
    releases = "; ".join(dict.fromkeys(source.release for source in part.sources))
    url = part.sources[0].url if part.sources else ""
    for row in part.rows:
        writer.writerow([*map(safe, row), safe(part.unit or ""), part.origin or "", safe(releases), safe(url)])
    return buffer.getvalue().encode("utf-8")


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
