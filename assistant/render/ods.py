"""A book as ODS, government's open format, by the same rules as XLSX."""

from __future__ import annotations

import io
from typing import Any

from odf import dc, meta, number, style, table, text
from odf.opendocument import OpenDocumentSpreadsheet

from assistant.answer.model import Cell
from assistant.render.sheets import Book, table_name


def ods_bytes(book: Book) -> bytes:
    document = OpenDocumentSpreadsheet()
    document.meta.addElement(dc.Title(text=book.title))
    document.meta.addElement(dc.Language(text="en-GB"))
    document.meta.addElement(meta.Generator(text="nrm-assistant"))
    styles = _styles(document)
    ranges = table.DatabaseRanges()
    _sheet(document, styles, "Cover", [book.title, *book.about], (), ())
    if len(book.sheets) > 1:
        rows = tuple((name, sheet.title) for name, sheet in zip(book.names(), book.sheets, strict=True))
        _sheet(
            document,
            styles,
            "Contents",
            ["Contents", "This worksheet contains one table."],
            ("Worksheet", "Title"),
            rows,
        )
        ranges.addElement(_range("contents", "Contents", 2, 2, len(rows)))
    if book.notes:
        heads, listed = book.noted
        _sheet(document, styles, "Notes", ["Notes", "This worksheet contains one table."], heads, listed)
        ranges.addElement(_range("notes", "Notes", 2, len(heads), len(listed)))
    for name, sheet in zip(book.names(), book.sheets, strict=True):
        _sheet(document, styles, name, list(sheet.lines), sheet.columns, sheet.rows)
        ranges.addElement(
            _range(table_name(f"figures_{name}"), name, len(sheet.lines), len(sheet.columns), len(sheet.rows))
        )
    if ranges.childNodes:
        document.spreadsheet.addElement(ranges)
    buffer = io.BytesIO()
    document.write(buffer)
    return buffer.getvalue()


def _styles(document: Any) -> dict[str, Any]:
    made = {}
    for places in (0, 1):
        shown = number.NumberStyle(name=f"number_{places}")
        shown.addElement(number.Number(minintegerdigits="1", decimalplaces=str(places), grouping="true"))
        document.automaticstyles.addElement(shown)
        cell = style.Style(name=f"cell_number_{places}", family="table-cell", datastylename=shown)
        cell.addElement(style.TextProperties(fontsize="12pt", fontname="Arial"))
        document.automaticstyles.addElement(cell)
        made[f"number_{places}"] = cell
    for name, weight, size in (("title", "bold", "14pt"), ("head", "bold", "12pt"), ("plain", "normal", "12pt")):
        one = style.Style(name=f"cell_{name}", family="table-cell")
        one.addElement(
            style.TextProperties(fontweight=weight, fontsize=size, fontname="Arial", language="en", country="GB")
        )
        one.addElement(style.TableCellProperties(wrapoption="wrap", verticalalign="top"))
        document.automaticstyles.addElement(one)
        made[name] = one
    for name, width in (("wide", "12cm"), ("narrow", "5cm")):
        column = style.Style(name=f"column_{name}", family="table-column")
        column.addElement(style.TableColumnProperties(columnwidth=width))
        document.automaticstyles.addElement(column)
        made[name] = column
    return made


def _sheet(
    document: Any, styles: dict[str, Any], name: str, lines: list[str],
    columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...],
) -> None:  # fmt: skip
    page = table.Table(name=name)
    page.addElement(table.TableColumn(stylename=styles["wide"]))
    for _ in columns[1:]:
        page.addElement(table.TableColumn(stylename=styles["narrow"]))
    for i, line in enumerate(lines):
        page.addElement(_row([line], styles["title" if i == 0 else "plain"]))
    if columns:
        page.addElement(_row(list(columns), styles["head"]))
    for row in rows:
        page.addElement(_row(["[x]" if cell is None else cell for cell in row], styles["plain"], styles))
    document.spreadsheet.addElement(page)


def _row(cells: list[Any], how: Any, styles: dict[str, Any] | None = None) -> Any:
    row = table.TableRow()
    for value in cells:
        if isinstance(value, (int, float)):
            places = f"number_{int(isinstance(value, float))}"
            cell = table.TableCell(valuetype="float", value=value, stylename=styles[places] if styles else how)
            cell.addElement(text.P(text=f"{value:,}"))
        else:
            cell = table.TableCell(valuetype="string", stylename=how)
            cell.addElement(text.P(text=str(value)))
        row.addElement(cell)
    return row


def _range(name: str, sheet: str, top: int, width: int, height: int) -> Any:
    """A named range with its header row: what marks up a table in this format."""
    last = chr(ord("A") + width - 1)
    address = f"{sheet}.A{top + 1}:{sheet}.{last}{top + 1 + max(height, 1)}"
    return table.DatabaseRange(
        name=name, targetrangeaddress=address, containsheader="true", displayfilterbuttons="false"
    )
