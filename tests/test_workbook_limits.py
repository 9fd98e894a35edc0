"""Small files that ask for much: each is refused in a sentence, and nothing of this program ends with it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.publish import confined
from assistant.publish.guard import WorkbookError

pytestmark = pytest.mark.slow

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
    f'ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" Type="{LINKS}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets><sheet name="T" sheetId="1" '
    f'r:id="a"/></sheets>'
    "</workbook>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" '
    f'Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="{LINKS}/sharedStrings" '
    'Target="sharedStrings.xml"/></Relationships>',
}


def _book(path: Path, rows: str, shared: str = "x") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in PARTS.items():
            archive.writestr(name, text)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}"><si><t>{shared}</t></si></sst>')
        archive.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
    return path


CELL = '<c t="s"><v>0</v></c>'
WIDE = "".join("<c><v>1</v></c>" for _ in range(16_000))
ROWS = {
    "cells that do not say where they are, far below": f'<row r="1"><c><v>1</v></c></row><row r="1048576">{WIDE}</row>',
    "cells in small letters": '<row r="1"><c r="a1"><v>1</v></c></row><row r="1048576"><c '
    'r="xfd1048576"><v>1</v></c></row>',
    "a row beyond the last": '<row r="1"><c><v>1</v></c></row><row r="99999999"><c><v>1</v></c><c><v>1</v></c></row>',
    "a row beyond any": '<row r="1"><c r="A1"><v>1</v></c></row><row r="4294967295"><c '
    'r="B4294967295"><v>1</v></c></row>',
    "a place that is none": '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="AAAA2"><v>1</v></c></row>',
}


@pytest.mark.parametrize("kind", ROWS)
def test_a_small_file_that_asks_for_a_large_sheet_is_refused(tmp_path: Path, kind: str) -> None:
    path = _book(tmp_path / "book.xlsx", ROWS[kind])
    with pytest.raises(WorkbookError, match=r"book\.xlsx"):
        confined.read(path, ["T"])


def test_one_long_text_in_very_many_cells_is_refused(tmp_path: Path) -> None:
    cells = CELL * 100
    path = _book(tmp_path / "book.xlsx", f"<row>{cells}</row>" * 1_000, shared="x" * 100_000)
    assert path.stat().st_size < 100_000
    with pytest.raises(WorkbookError, match=r"memory|more text"):
        confined.read(path, ["T"])


def test_a_sound_sheet_is_read_with_its_places(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1</v></c></row><row><c><v>2</v></c><c><v>3</v></c></row>'
    )
    grid = confined.read(_book(tmp_path / "book.xlsx", rows, shared="Year"), ["T"])["T"]
    assert grid.rows == (("Year", 1.0), (2.0, 3.0))
    assert confined.sheet_names(tmp_path / "book.xlsx") == ["T"]


def test_the_command_says_it_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _book(tmp_path / "book.xlsx", f"<row>{CELL * 100}</row>" * 1_000, shared="x" * 100_000)
    assert main(["new-publication", str(path), "--home", str(tmp_path / "home")]) == 1
    said = capsys.readouterr().err
    assert said.startswith("nrm-assistant: ") and "book.xlsx" in said and said.count("\n") == 1
