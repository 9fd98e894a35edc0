"""A book as XLSX, by the Analysis Function's rules for accessible spreadsheets; each rule is a test."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from assistant.answer.model import Cell
from assistant.render.sheets import Book, TableSheet, table_name

WRAP = Alignment(wrap_text=True, vertical="top")
TITLE, HEAD = Font(name="Arial", size=14, bold=True), Font(name="Arial", size=12, bold=True)
PLAIN = Font(name="Arial", size=12)


def xlsx_bytes(book: Book) -> bytes:
    """The finished file; the time of saving stands in it, so that two files of one book differ."""
    workbook = Workbook()
    workbook.properties.title = book.title
    workbook.properties.language = "en-GB"
    cover = workbook.active
    assert isinstance(cover, Worksheet)
    cover.title = "Cover"
    _lines(cover, [book.title, *book.about])
    if len(book.sheets) > 1:
        contents = _added(workbook, "Contents")
        rows = tuple((name, sheet.title) for name, sheet in zip(book.names(), book.sheets, strict=True))
        _lines(contents, ["Contents", "This worksheet contains one table."])
        _table(contents, 3, ("Worksheet", "Title"), rows, "contents")
        for i, name in enumerate(book.names(), 4):
            contents.cell(i, 1).hyperlink = f"#'{name}'!A1"
    if book.notes:
        notes = _added(workbook, "Notes")
        _lines(notes, ["Notes", "This worksheet contains one table."])
        _table(notes, 3, *book.noted, "notes")
    for name, sheet in zip(book.names(), book.sheets, strict=True):
        page = _added(workbook, name)
        _lines(page, list(sheet.lines))
        _table(page, len(sheet.lines) + 1, sheet.columns, _shown(sheet), table_name(f"figures_{name}"))
    workbook.active = 0
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _shown(sheet: TableSheet) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple("[x]" if cell is None else cell for cell in row) for row in sheet.rows)


def _added(workbook: Workbook, name: str) -> Worksheet:
    page = workbook.create_sheet(name)
    assert isinstance(page, Worksheet)
    return page


def _written(page: Worksheet, row: int, column: int, value: Cell) -> Any:
    """The cell; text is text, whatever it begins with: never a formula."""
    cell = page.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _lines(page: Worksheet, lines: list[str]) -> None:
    for i, line in enumerate(lines, 1):
        cell = _written(page, i, 1, line)
        cell.font, cell.alignment = (TITLE if i == 1 else PLAIN), WRAP
    page.column_dimensions["A"].width = 60


def _table(page: Worksheet, top: int, columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], name: str) -> None:
    """A marked-up table with one header row from column A, and nothing below it."""
    for x, text in enumerate(columns, 1):
        cell = _written(page, top, x, text)
        cell.font, cell.alignment = HEAD, WRAP
        if x > 1:
            page.column_dimensions[get_column_letter(x)].width = (
                60 if any(len(str(r[x - 1])) > 40 for r in rows) else 24
            )
    for y, row in enumerate(rows, top + 1):
        for x, value in enumerate(row, 1):
            cell = _written(page, y, x, value)
            cell.font, cell.alignment = PLAIN, WRAP
            if isinstance(value, int):
                cell.number_format = "#,##0"
            elif isinstance(value, float):
                cell.number_format = "#,##0.0"
    last = f"{get_column_letter(len(columns))}{top + max(len(rows), 1)}"
    table = Table(displayName=name, ref=f"A{top}:{last}")
    # Named here: left to the library, a filter would be added to every table.
    table.tableColumns = [TableColumn(id=i, name=text) for i, text in enumerate(columns, 1)]
    page.add_table(table)
