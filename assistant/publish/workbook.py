"""Opens a published workbook, ODS, XLSX or XLS by its content whatever its extension, as plain grids of cells."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from assistant.publish import guard
from assistant.publish.guard import WorkbookError

Raw = object  # float, int, str, bool, date or time as calamine gives them; "" where a cell is blank


@dataclass(frozen=True)
class Grid:
    """A sheet from its cell A1 on. ``rows`` all have the same length; positions are 0-based, messages 1-based."""

    name: str
    rows: tuple[tuple[Raw, ...], ...]

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def at(self, row: int, column: int) -> Raw:
        """A cell; blank outside the sheet."""
        return self.rows[row][column] if row < len(self.rows) and column < self.width else ""

    def where(self, row: int, column: int | None = None) -> str:
        """The place as a reader finds it in a spreadsheet program: "Table_2, row 8, column C"."""
        place = f"{self.name}, row {row + 1}"
        return place if column is None else f"{place}, column {letters(column)}"


def letters(column: int) -> str:
    """
    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    text, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def text(raw: Raw) -> str:
    """A label as text: whitespace collapsed, a year stored as 2023.0 written as 2023.

    >>> text(2023.0), text("  Kent   Police ")
    ('2023', 'Kent Police')
    """
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return " ".join(str(raw).split())


def sheet_names(path: Path) -> list[str]:
    """The names of a workbook's sheets, in order. Raises :class:`WorkbookError`."""
    guard.check(path, path.name)
    try:
        with path.open("rb") as file:
            return list(CalamineWorkbook.from_filelike(file).sheet_names)
    except CalamineError as error:
        raise WorkbookError(f"{path.name} cannot be read as an ODS or XLSX workbook: {error}.") from error


def read(path: Path, wanted: Iterable[str], merged: bool = False) -> dict[str, Grid]:
    """The sheets named in ``wanted`` that the workbook has; ``merged`` repeats the label of merged cells in each of
    them.

    Raises :class:`WorkbookError`.
    """
    guard.check(path, path.name)
    try:
        with path.open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)
        names = [name for name in book.sheet_names if name in set(wanted)]
        sheets = {}
        for name in names:
            sheet = book.get_sheet_by_name(name)
            if (sheet.total_height or 0) * (sheet.total_width or 0) > guard.CELL_LIMIT:
                raise WorkbookError(
                    f"{path.name} has a sheet of more than {guard.CELL_LIMIT:,} cells, so it was not opened."
                )
            rows = sheet.to_python(skip_empty_area=False)
            sheets[name] = _unmerged(rows, sheet.merged_cell_ranges or []) if merged else rows
    except PasswordError as error:
        raise WorkbookError(f"{path.name} is protected by a password.") from error
    except CalamineError as error:
        raise WorkbookError(f"{path.name} cannot be read as an ODS or XLSX workbook: {error}.") from error
    return {name: Grid(name, tuple(tuple(row) for row in rows)) for name, rows in sheets.items()}


def _unmerged(
    rows: Sequence[Sequence[Raw]], ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]
) -> list[list[Raw]]:
    """Cells merged downwards each with the label; those merged sideways are titles and stay as they are."""
    grid = [list(row) for row in rows]
    for (top, left), (bottom, right) in ranges:
        if left == right:
            for row in range(top, min(bottom + 1, len(grid))):
                grid[row][left] = grid[top][left]
    return grid


def unstored(path: Path, sheet: str) -> list[str]:
    """Cells of an XLSX sheet that hold a formula without its value ("C4"), which reads as blank."""
    if not zipfile.is_zipfile(path):
        return []
    with zipfile.ZipFile(path) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return []
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {link.get("Id"): link.get("Target", "") for link in links}
        found = [
            targets.get(value, "") for entry in book.iter()
            if entry.tag.endswith("}sheet") and entry.get("name") == sheet
            for key, value in entry.attrib.items() if key.endswith("}id")
        ]  # fmt: skip
        part = f"xl/{found[0].removeprefix('/xl/')}" if found else ""
        if part not in archive.namelist():
            return []
        cells = []
        with archive.open(part) as content:
            for _, element in ElementTree.iterparse(content):
                if element.tag.endswith("}c"):
                    kinds = {child.tag.rpartition("}")[2]: child.text for child in element}
                    if "f" in kinds and not kinds.get("v"):
                        cells.append(element.get("r", ""))
                elif element.tag.endswith("}row"):
                    element.clear()
        return cells
