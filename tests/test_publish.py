"""Reading published workbooks: what is taken in, what is refused and how it is said. Workbooks are made here."""

from __future__ import annotations

import io
import os
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdsTable
from odf.table import TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from assistant.catalog.differences import read_differences
from assistant.catalog.dimension import Dimension
from assistant.catalog.load import load
from assistant.catalog.model import Catalog, Dataset, Language, Measure, Publication, Release, Table
from assistant.home import home
from assistant.period import Span
from assistant.publish import guard, tidy
from assistant.publish.ingest import IngestError, IngestReport, ingest
from assistant.publish.layout import TOTAL, LabelIndex
from assistant.publish.workbook import letters
from assistant.tidyfile import path_of, rows_of

pytestmark = pytest.mark.slow

Rows = list[list[Any]]
B = ""  # a blank cell


# A small publication: loans of two libraries by kind, and a series of visits.


def dimension(name: str, *members: tuple[str, str, list[str]]) -> Dimension:
    listed = [{"id": key, "label": label, "printed": printed} for key, label, printed in members]
    return Dimension.model_validate({"id": name, "label": name, "words": [name], "member": listed})


def measure(name: str) -> Measure:
    texts = dict.fromkeys(("id", "label", "unit", "singular", "definition"), name)
    return Measure.model_validate({**texts, "publication": "p", "headline": "{value} {period}", "words": [name]})


def release(name: str, period: str) -> Release:
    return Release(id=name, publication="p", title=name, period=period, url="https://example.org/")


@pytest.fixture
def catalog() -> Catalog:
    texts = ("title", "publisher", "status", "licence", "licence_url", "attribution", "url", "contact", "subject")
    loans = {"sheet": "Table_1", "number": "1", "header_row": 3, "headings": ["Library", "Kind of book"]}
    moved = {"sheet": "Table_5", "number": "5", "header_row": 2, "first_column": 2, "headings": ["Branch", "Book type"]}
    visits = {"sheet": "Table_2", "number": "2", "header_row": 3, "headings": ["Year", "Quarter"]}
    return Catalog(
        publications=(Publication.model_validate({"id": "p", **dict.fromkeys(texts, "x")}),),
        releases=(release("r-2023-q1", "2023-Q1"), release("r-2023-q2", "2023-Q2")),
        measures=(measure("loans"), measure("visits")),
        dimensions=(
            dimension("library", ("north", "North Library", []), ("south", "South Library", ["South"])),
            dimension("kind", ("novel", "Novel", ["Novels", "Fiction"]), ("atlas", "Atlas", [])),
            dimension("age", ("adult", "Adult", []), ("child", "Child", [])),
        ),
        datasets=(
            Dataset(id="loans", title="Loans in detail", order=20),
            Dataset(id="series", title="Loans by quarter", order=10),
        ),
        tables=(
            Table.model_validate({
                "id": "loans_detail", "dataset": "loans", "title": "Loans", "measures": ["loans"],
                "dimensions": ["library", "kind", "age"], "sheets": {"r-2023-q1": loans, "r-2023-q2": moved},
                "layout": {"rows": ["library", "kind"], "columns": ["age"]},
            }),
            Table.model_validate({
                "id": "loans_series", "dataset": "series", "title": "Loans by quarter", "measures": ["loans"],
                "dimensions": ["age", "kind"], "start": "2021-Q3", "series": True, "sheets": {"r-2023-q1": visits},
                "layout": {"rows": ["year", "quarter"], "columns": ["age", "kind"]},
            }),
        ),
        language=Language(ignore=()),
    )  # fmt: skip


def loans() -> Rows:
    return [
        ["Loans"], [],
        ["Library", "Kind of book", "Adult", "Child", "Total"],
        ["North Library", B, 5, 2, 7],
        [B, "Novels", 4, 0, 4],
        [B, "Atlas", 1, 2, 3],
        ["South", B, 3, 0, 3],
        [B, "Novels", 3, 0, 3],
        ["Total", B, 8, 2, 10],
    ]  # fmt: skip


def moved() -> Rows:
    rows = loans()[3:]
    return [["Loans"], [B, "Branch", "Book type", "Adult", "Child", "Total"], *([B, *row] for row in rows)]


def series() -> Rows:
    rows: Rows = [
        ["Loans by quarter"],
        [B, B, "Adult", B, B, "Child", B, B, B],
        ["Year", "Quarter", "Novel", "Atlas", "Total", "Novel", "Atlas", "Total", "Total"],
    ]
    for year, quarters in ((2021, ["Q3", "Q4"]), (2022, ["Q2", "Q3", "Q4", "Q1"]), (2023, ["Q1"])):
        many = len(quarters)
        for label, times in ((B, many), *((quarter, 1) for quarter in quarters)):
            counts = [7, 1, 8, 0, 2, 2, 10]
            rows.append([B if label else year, label, *(times * count for count in counts)])
    return rows


def ods(path: Path, sheets: dict[str, Rows]) -> Path:
    document = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        table = OdsTable(name=name)
        for row in rows:
            line = TableRow()
            for value in row:
                if isinstance(value, (int, float)):
                    cell = TableCell(valuetype="float", value=value)
                else:
                    cell = TableCell(valuetype="string") if value else TableCell()
                    if value:
                        cell.addElement(P(text=value))
                line.addElement(cell)
            table.addElement(line)
        document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def xlsx(path: Path, sheets: dict[str, Rows]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if value == B else value for value in row])
    with path.open("wb") as file:
        book.save(file)
    return path


@pytest.fixture
def both() -> dict[str, Rows]:
    return {"Contents": [["Table_1", "Loans"]], "Table_1": loans(), "Table_2": series()}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def taken(
    tmp_path: Path, sheets: dict[str, Rows], catalog: Catalog, data: Path, name: str = "r-2023-q1"
) -> IngestReport:
    return ingest(ods(tmp_path / "book.ods", sheets), name, catalog, data)


def refused(tmp_path: Path, sheets: dict[str, Rows], catalog: Catalog, data: Path) -> tuple[str, ...]:
    with pytest.raises(IngestError) as caught:
        taken(tmp_path, sheets, catalog, data)
    assert not data.exists(), "an error writes nothing"
    return caught.value.problems


def read(path: Path) -> list[dict[str, str]]:
    return list(rows_of(path))


def cells(path: Path, *names: str) -> dict[tuple[str, ...], int]:
    return {tuple(row[name] for name in names): int(row["value"]) for row in read(path)}


# What is taken in


def test_blank_labels_repeat_the_label_above_and_totals_stand_beside_their_parts_marked_as_totals(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    taken(tmp_path, both, catalog, data)
    found = cells(data / "r-2023-q1" / "loans_detail.csv", "period", "library", "kind", "age")
    assert found[("2023-Q1", "north", "atlas", "child")] == 2
    assert found[("2023-Q1", "north", TOTAL, "adult")] == 5
    assert found[("2023-Q1", TOTAL, TOTAL, TOTAL)] == 10
    assert ("2023-Q1", "south", "novel", "child") not in found, "zeros are left out"


def test_a_tidy_file_is_plain_utf8_with_unix_line_ends(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    taken(tmp_path, both, catalog, data)
    raw = (data / "r-2023-q1" / "loans_detail.csv").read_bytes()
    assert raw.startswith(b"period,measure,library,kind,age,value\n2023-Q1,loans,north,total,adult,5\n")
    assert b"\r" not in raw


def test_a_table_may_move_to_another_sheet_row_and_column_under_other_headings(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    taken(tmp_path, both, catalog, data)
    taken(tmp_path, {"Table_5": moved()}, catalog, data, "r-2023-q2")
    first, second = (
        cells(data / name / "loans_detail.csv", "library", "kind", "age") for name in ("r-2023-q1", "r-2023-q2")
    )
    assert first == second


def test_header_rows_carry_on_and_a_groups_second_total_is_the_grand_total(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    taken(tmp_path, both, catalog, data)
    found = cells(data / "r-2023-q1" / "loans_series.csv", "period", "age", "kind")
    assert found[("2022-Q2", "adult", "atlas")] == 1
    assert found[("2022-Q2", "child", TOTAL)] == 2
    assert found[("2022-Q2", TOTAL, TOTAL)] == 10
    assert found[("2022", TOTAL, TOTAL)] == 40


def test_a_year_that_lacks_quarters_is_left_out_unless_the_series_begins_in_it(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    taken(tmp_path, both, catalog, data)
    periods = {row["period"] for row in read(data / "r-2023-q1" / "loans_series.csv")}
    assert {"2021", "2022", "2023-Q1"} <= periods
    assert "2023" not in periods


def test_two_spellings_of_one_member_are_added(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    both["Table_1"][4:5] = [[B, "Novels", 3, 0, 3], [B, "Fiction", 1, 0, 1]]
    report = taken(tmp_path, both, catalog, data)
    found = cells(data / "r-2023-q1" / "loans_detail.csv", "library", "kind", "age")
    assert found[("north", "novel", "adult")] == 4
    assert not [d for d in report.differences if d.table == "loans_detail"]


def test_labels_are_known_whatever_their_case_and_spacing(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    both["Table_1"][3][0] = "NORTH  library "
    taken(tmp_path, both, catalog, data)
    assert any(row["library"] == "north" for row in read(data / "r-2023-q1" / "loans_detail.csv"))


def test_an_xlsx_named_ods_is_read_as_what_it_is(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    report = ingest(xlsx(tmp_path / "book.ods", both), "r-2023-q1", catalog, data)
    assert [table.table for table in report.tables] == ["loans_detail", "loans_series"]


def test_the_report_says_what_was_written_and_checked(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    report = taken(tmp_path, both, catalog, data)
    assert report.lines[0] == "Table_1: 15 figures in loans_detail.csv, 15 totals checked."
    assert report.lines[-1] == f"Written to {data / 'r-2023-q1'}."


# Totals and their parts


def test_a_total_that_differs_from_its_parts_is_recorded_with_the_table_and_kept_as_printed(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    both["Table_1"][6] = ["South", B, 4, 0, 4]
    both["Table_1"][8] = ["Total", B, 9, 2, 11]
    report = taken(tmp_path, both, catalog, data)
    said = [d for d in report.differences if d.table == "loans_detail" and "kind" in d.text]
    assert [(d.published, d.parts) for d in said] == [(4, 3), (4, 3)]
    assert said[0].text == (
        "Table 1 prints 4 for January to March 2023, South Library, Adult; its figures by kind add up to 3."
    )
    assert cells(data / "r-2023-q1" / "loans_detail.csv", "library", "kind", "age")[("south", TOTAL, "adult")] == 4
    assert said[0] in read_differences(data)


@pytest.mark.parametrize(
    ("row", "column", "over"), [(3, 4, "age"), (3, 2, "kind"), (8, 3, "library"), (8, 4, "library")]
)
def test_every_margin_is_checked(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path, row: int, column: int, over: str
) -> None:
    both["Table_1"][row][column] += 1
    report = taken(tmp_path, both, catalog, data)
    assert any(d.what.endswith(f"over {over}") for d in report.differences)


def test_a_year_is_checked_against_its_quarters_even_while_it_lacks_some(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    for column in (2, 4, 8):
        both["Table_2"][-2][column] += 3
    report = taken(tmp_path, both, catalog, data)
    said = [difference.text for difference in report.differences]
    assert "Table 2 prints 13 for 2023 so far; its figures by quarter add up to 10." in said


def test_tables_of_one_release_are_compared_with_each_other(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    assert not taken(tmp_path, both, catalog, data).differences
    for column, value in ((4, 2), (2, 2)):  # one novel fewer in the south
        for row in (6, 7):
            both["Table_1"][row][column] = value
    both["Table_1"][8] = ["Total", B, 7, 2, 9]
    report = taken(tmp_path, both, catalog, data)
    assert [(d.table, d.published, d.parts) for d in report.differences] == [("loans_detail", 10, 9)]
    assert report.differences[0].text == (
        "Table 1 of this release gives 9 for January to March 2023, where the total published with it is 10 (Table 2)."
    )


def test_a_corrected_workbook_takes_its_differences_back(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    both["Table_1"][8][4] = 11
    taken(tmp_path, both, catalog, data)
    assert read_differences(data)
    both["Table_1"][8][4] = 10
    taken(tmp_path, both, catalog, data)
    assert not read_differences(data)
    assert not (data / tidy.DIFFERENCES).exists()


# What is refused, and where it is said to stand


@pytest.mark.parametrize(
    ("sheet", "row", "column", "value", "said"),
    [
        ("Table_1", 7, 1, "Poetry", "Table_1, row 8, column B: 'Poetry' is not a known kind."),
        ("Table_1", 3, 0, "East Library", "Table_1, row 4, column A: 'East Library' is not a known library."),
        ("Table_1", 2, 3, "Teenager", "Table_1, row 3, column D: 'Teenager' is not a known age."),
        ("Table_2", 1, 5, "Teenager", "Table_2, row 2, column F: 'Teenager' is not a known age."),
        ("Table_1", 4, 2, "four", "Table_1, row 5, column C: 'four' stands where a number should be."),
        ("Table_1", 4, 2, "4", "Table_1, row 5, column C: '4' stands where a number should be."),
        ("Table_1", 4, 2, B, "Table_1, row 5, column C: the cell is blank."),
        ("Table_1", 4, 2, -4, "Table_1, row 5, column C: -4 is negative."),
        ("Table_1", 4, 2, 4.5, "Table_1, row 5, column C: 4.5 is not a whole number."),
        ("Table_2", 3, 0, "last year", "Table_2, row 4, column A: 'last year' is not a known year."),
        ("Table_2", 4, 1, "Easter", "Table_2, row 5, column B: 'Easter' is not a known quarter."),
    ],
)
def test_what_cannot_be_read_is_named_with_sheet_row_and_column(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path,
    sheet: str, row: int, column: int, value: object, said: str,
) -> None:  # fmt: skip
    both[sheet][row][column] = value
    assert said in refused(tmp_path, both, catalog, data)


def test_several_faults_are_told_at_once(tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path) -> None:
    both["Table_1"][4][2] = "four"
    both["Table_2"][4][2] = -1
    problems = refused(tmp_path, both, catalog, data)
    assert len(problems) == 2
    assert str(IngestError(problems)) == f"Nothing was written: {problems[0]} (and 1 more)"


def test_a_new_quarters_rows_under_the_old_year_are_refused_as_standing_twice(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    both["Table_2"][-2][0] = 2022
    problems = refused(tmp_path, both, catalog, data)
    assert "Table_2, row 12, column A: '2022' stands here a second time; the first is at row 7, column A." in problems
    assert any("'2022', 'Q1' stands here a second time" in problem for problem in problems)
    assert "Table_2: no row stands for 2023-Q1." in problems


def test_a_column_that_stands_twice_is_refused(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    both["Table_1"][2][3] = "Adult"
    assert "Table_1, row 3, column D: 'Adult' stands here a second time; the first is at row 3, column C." in refused(
        tmp_path, both, catalog, data
    )


def test_a_quarter_beyond_the_release_is_refused(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    both["Table_2"].append([B, "Q2", 7, 1, 8, 0, 2, 2, 10])
    assert "Table_2: 2023-Q2 cannot be in a release up to 2023-Q1." in refused(tmp_path, both, catalog, data)


def test_a_missing_sheet_is_named(tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path) -> None:
    del both["Table_2"]
    problems = refused(tmp_path, both, catalog, data)
    assert problems == ("book.ods has no sheet 'Table_2', where 'Loans by quarter' is expected.",)


def test_an_empty_sheet_is_named(tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path) -> None:
    both["Table_1"] = [[]]
    assert refused(tmp_path, both, catalog, data) == ("Table_1 is empty.",)


def test_a_sheet_with_headings_only_is_refused(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    both["Table_1"] = loans()[:3]
    assert refused(tmp_path, both, catalog, data) == ("Table_1 has no figures below its heading in row 3.",)


def test_a_shape_that_the_catalog_does_not_describe_gets_one_sentence(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    both["Table_1"] = moved()
    (problem,) = refused(tmp_path, both, catalog, data)
    assert problem.startswith("Table_1, row 3 should read 'Library', 'Kind of book' from column A on, but reads ")


def test_a_sheet_cut_short_is_refused(tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path) -> None:
    del both["Table_1"][8]
    assert refused(tmp_path, both, catalog, data) == ("Table_1 has no 'Total' row: the sheet may be cut short.",)


def test_figures_without_a_label_are_refused(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    both["Table_1"][4][1] = B
    assert "Table_1, row 5, column A: figures without a label." in refused(tmp_path, both, catalog, data)


def test_a_release_that_the_catalog_does_not_describe_is_refused(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    with pytest.raises(IngestError, match=r"describes no workbook of the release 'r-2030-q1'.*r-2023-q1, r-2023-q2"):
        taken(tmp_path, both, catalog, data, "r-2030-q1")


# Files that are no workbook, or no safe one


def zipped(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def content(row: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    return (
        f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="Table_1">'
        f"{row}</table:table></office:spreadsheet></office:body></office:document-content>"
    ).encode()


REPEATED = content(
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000" '
    'office:value-type="float" office:value="1"/></table:table-row>'
)
FAR = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>"""


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "book.ods is empty."),
        (b"Total,10\n" * 20, "book.ods is not a spreadsheet: an ODS or XLSX workbook is expected."),
        (zipped(("notes.txt", b"hello")), "book.ods is a zip file but no ODS or XLSX workbook."),
        (zipped(("content.xml", b"<a><b></a>")), "book.ods is cut short or damaged: download it again."),
        (zipped(("content.xml", REPEATED)), "book.ods has a sheet of more than 5,000,000 cells, so it was not opened."),
        (
            zipped(("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", FAR)),
            "book.ods has a sheet of more than 5,000,000 cells, so it was not opened.",
        ),
        (
            zipped(("content.xml", b"secret"), ("META-INF/manifest.xml", b"<manifest:encryption-data/>")),
            "book.ods is protected by a password.",
        ),
    ],
)
def test_a_file_that_is_no_workbook_gets_one_sentence(
    tmp_path: Path, catalog: Catalog, data: Path, raw: bytes, said: str
) -> None:
    path = tmp_path / "book.ods"
    path.write_bytes(raw)
    with pytest.raises(IngestError) as caught:
        ingest(path, "r-2023-q1", catalog, data)
    assert caught.value.problems == (said,)
    assert not data.exists()


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_a_download_cut_short_gets_one_sentence(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path, share: float
) -> None:
    path = ods(tmp_path / "book.ods", both)
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * share)])
    with pytest.raises(IngestError, match=r"book\.ods is cut short or damaged: download it again\.$"):
        ingest(path, "r-2023-q1", catalog, data)
    assert not data.exists()


def test_a_missing_file_gets_one_sentence(tmp_path: Path, catalog: Catalog, data: Path) -> None:
    with pytest.raises(IngestError, match=r"nowhere\.ods is not a file"):
        ingest(tmp_path / "nowhere.ods", "r-2023-q1", catalog, data)


def test_a_file_or_its_content_larger_than_any_workbook_is_not_opened(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = zipped(("content.xml", b" " * (3 * 2**20)))
    (tmp_path / "bomb.ods").write_bytes(bomb)
    monkeypatch.setattr(guard, "UNPACKED_LIMIT", 2 * 2**20)
    with pytest.raises(IngestError, match="would unpack to more than 2 MB, so it was not opened"):
        ingest(tmp_path / "bomb.ods", "r-2023-q1", catalog, data)
    (tmp_path / "large.ods").write_bytes(bytes(2**20 + 1))
    monkeypatch.setattr(guard, "FILE_LIMIT", 2**20)
    with pytest.raises(IngestError, match="is larger than 1 MB"):
        ingest(tmp_path / "large.ods", "r-2023-q1", catalog, data)


# Writing


def test_a_second_run_writes_the_same_bytes_and_keeps_the_releases_other_files(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    taken(tmp_path, both, catalog, data)
    folder = data / "r-2023-q1"
    (folder / "by_hand.csv").write_text("kept", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    taken(tmp_path, both, catalog, data)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in data.iterdir()] == ["r-2023-q1"], "nothing is left lying about"


def test_an_error_after_a_good_run_leaves_what_was_written(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path
) -> None:
    taken(tmp_path, both, catalog, data)
    before = {path: path.read_bytes() for path in data.rglob("*.csv")}
    both["Table_1"][4][2] = "four"
    with pytest.raises(IngestError):
        taken(tmp_path, both, catalog, data)
    assert {path: path.read_bytes() for path in data.rglob("*.csv")} == before


def test_a_disk_that_fails_half_way_leaves_what_was_there(
    tmp_path: Path, both: dict[str, Rows], catalog: Catalog, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(tmp_path, both, catalog, data)
    before = {path: path.read_bytes() for path in data.rglob("*.csv")}
    replace = os.replace

    def failing(source: Path, target: Path) -> None:
        if Path(target).name == tidy.DIFFERENCES:
            raise OSError(28, "No space left on device")
        replace(source, target)

    both["Table_1"][8][4] = 11
    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(IngestError, match="cannot be written to: No space left on device"):
        taken(tmp_path, both, catalog, data)
    assert {path: path.read_bytes() for path in data.rglob("*.csv")} == before


# The committed figures


@pytest.fixture(scope="module")
def published() -> Catalog:
    return load(home() / "catalog")


def files(published: Catalog) -> list[tuple[Table, str, Path]]:
    listed = [(table, name) for table in published.tables for name in (*table.sheets, *table.releases)]
    return [(table, name, path_of(home() / "data", name, table.id)) for table, name in listed]


def test_every_sheet_and_release_that_the_catalog_names_is_held(published: Catalog) -> None:
    assert [path for _, _, path in files(published) if not path.is_file()] == []
    named = {path for _, _, path in files(published)}
    assert {path for path in (home() / "data").glob("*/*.*")} == named


def test_every_committed_figure_has_a_known_measure_period_and_members(published: Catalog) -> None:
    members = {d.id: {m.id for m in d.members} | {TOTAL} for d in published.dimensions}
    for table, _, path in files(published):
        seen = set()
        for row in read(path):
            assert row["measure"] in table.measures, path
            assert Span.read(row["period"]).id == row["period"], path
            assert int(row["value"]) >= 0, path
            for name in table.dimensions:
                assert row[name] in members[name], (path, row)
            assert all(row[name] == member for name, member in table.fixed.items()), (path, row)
            key = tuple(row[name] for name in ("period", "measure", *table.dimensions))
            assert key not in seen, (path, row)
            seen.add(key)


def test_every_single_printed_figure_says_where_it_was_read(published: Catalog) -> None:
    for table, _, path in files(published):
        if not table.complete:
            for row in read(path):
                assert row["quoted_by"] in ("publisher", "reported"), (path, row)
                assert row["url"].startswith(("https://", "http://")), (path, row)


def test_recorded_differences_name_known_tables_and_do_differ(published: Catalog) -> None:
    listed = read_differences(home() / "data")
    named = {(table.id, name) for table, name, _ in files(published)}
    assert listed
    for difference in listed:
        assert (difference.table, difference.release) in named
        assert difference.published != difference.parts


def test_the_committed_figures_agree_with_margins_counted_independently(published: Catalog) -> None:
    lookup = LabelIndex(published.dimensions)
    tables = {table.id: table for table in published.tables}
    sums: dict[tuple[str, str], dict[tuple[str, str], int]] = {}
    margins = read(Path(__file__).parent / "published" / "margins.csv")
    assert len(margins) == 3561
    wrong = []
    for margin in margins:
        held = (margin["release"], margin["table"])
        if held not in sums:
            sums[held] = _leaves(home() / "data" / held[0] / f"{held[1]}.csv", tables[held[1]].dimensions)
        member = TOTAL if margin["dimension"] == TOTAL else lookup.id(margin["dimension"], margin["printed"])
        if sums[held].get((margin["dimension"], member or "")) != int(margin["value"]):
            wrong.append(margin)
    assert wrong == []


def _leaves(path: Path, dimensions: Sequence[str]) -> dict[tuple[str, str], int]:
    """Sums over the innermost cells, which no published total went into."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for row in read(path):
        if TOTAL not in (row[name] for name in dimensions):
            for name in dimensions:
                sums[name, row[name]] += int(row["value"])
            sums[TOTAL, TOTAL] += int(row["value"])
    return sums


def test_columns_are_lettered_as_in_a_spreadsheet_program() -> None:
    assert [letters(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
