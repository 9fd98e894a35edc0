"""Eurostat's TSV: the labels of a line stand in its first cell with commas between them, under a heading that ends in
``\\TIME_PERIOD``, and periods stand across.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

HEADING = re.compile(r"(?P<labels>[^\t\\]+)\\(?:TIME_PERIOD|time)", re.IGNORECASE)

Row = tuple[str, ...]


def is_written_so(start: str) -> bool:
    """Does a file that begins with this text have the form? Tabs part its cells then."""
    return bool(HEADING.fullmatch(start.lstrip("\n").partition("\t")[0].strip()))


def unfolded(rows: Sequence[Row]) -> Sequence[Row]:
    """The lines of such a file with a cell for each label; those of another as they are."""
    found = HEADING.fullmatch(rows[0][0]) if rows and rows[0] else None
    if not found:
        return rows
    names = tuple(found["labels"].split(","))
    last = len(names) - 1
    # One period alone does not stand across, but beside each figure.
    when = rows[0][1:] if len(rows[0]) == 2 else ()
    head = (*names, "TIME_PERIOD", "OBS_VALUE") if when else (*names, *rows[0][1:])
    return [head, *((*row[0].split(",", last), *when, *map(_bare, row[1:])) for row in rows[1:] if row)]


def _bare(cell: str) -> str:
    """A figure that is not there is a colon, which may have a flag behind it: ": c"."""
    return ":" if cell.startswith(":") else cell
