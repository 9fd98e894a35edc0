"""A workbook read in a process of its own, with an end to its time and memory: what it unpacks to cannot be known
before.

A file of 5 kB can ask for 100 GB, and the library that reads it then ends the process that it runs in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from assistant import apart
from assistant.publish import guard, workbook
from assistant.publish.guard import WorkbookError
from assistant.publish.workbook import Grid

SECONDS = 120.0
MEGABYTES = 2_000  # of address space; the largest workbook published takes 400
CHARACTERS = 50_000_000  # of all texts of the sheets


def sheet_names(path: Path) -> list[str]:
    """As :func:`workbook.sheet_names`."""
    found: list[str] = _apart(path, workbook.sheet_names)
    return found


def read(path: Path, wanted: Iterable[str], merged: bool = False) -> dict[str, Grid]:
    """As :func:`workbook.read`. Raises :class:`WorkbookError` where it takes too long or too much as well."""
    found: dict[str, Grid] = _apart(path, _read, list(wanted), merged)
    return found


def _read(path: Path, wanted: list[str], merged: bool) -> dict[str, Grid]:
    grids = workbook.read(path, wanted, merged)
    texts = 0
    for grid in grids.values():
        for row in grid.rows:
            texts += sum(len(raw) for raw in row if isinstance(raw, str))
            if texts > CHARACTERS:
                raise WorkbookError(f"{path.name} holds more text than any published workbook, so it was not read.")
    return grids


def _apart(path: Path, function: Callable[..., Any], *arguments: Any) -> Any:
    guard.check(path, path.name, unpack=False)
    try:
        return apart.once(function, path, *arguments, seconds=SECONDS, megabytes=MEGABYTES)
    except apart.Ended as error:
        limit = f"longer than {SECONDS:.0f} seconds" if error.late else f"more than {MEGABYTES:,} MB of memory"
        raise WorkbookError(f"{path.name} would take {limit} to read, which no published workbook does.") from error
    except apart.Unforeseen as error:
        raise WorkbookError(f"{path.name} cannot be read as an ODS or XLSX workbook.") from error
