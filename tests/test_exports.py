"""Exports, each rule of the Analysis Function's checklist for accessible spreadsheets as a test that opens the file
again.
"""

from __future__ import annotations

import csv
import io
import json
import struct
import xml.etree.ElementTree as ET
import zipfile
from itertools import combinations
from pathlib import Path
from typing import Any

import altair as alt
import openpyxl
import pytest
from odf import table as odf_table
from odf.opendocument import load
from python_calamine import CalamineWorkbook

from assistant.answer.model import Part
from assistant.desk.tables import crossed as in_a_letter
from assistant.render.chart_image import png_bytes, svg_bytes
from assistant.render.charts import remark
from assistant.render.csv_export import csv_bytes, notes_bytes, shown_bytes
from assistant.render.csvw import csvw_bytes
from assistant.render.grid import by_size
from assistant.render.labels import HEIGHT, Drawing, figures
from assistant.render.ods import ods_bytes
from assistant.render.packed import packed
from assistant.render.quote import quoted
from assistant.render.records import records_of
from assistant.render.sheets import Book, TableSheet, book_of
from assistant.render.text import part_text
from assistant.render.xlsx import xlsx_bytes
from assistant.service import Assistant

pytestmark = pytest.mark.slow

# Release of 7 March 2024, nationalities of referrals from October to December 2023 (all first responder tables).
TOP = {"UK": 1138, "Albanian": 802, "Vietnamese": 268}


@pytest.fixture(scope="module")
def parts(assistant: Assistant) -> tuple[Part, ...]:
    return assistant.ask("Top ten nationalities in Q4 2023. How many referrals by age were there in 2023?").parts


@pytest.fixture(scope="module")
def book(parts: tuple[Part, ...]) -> Book:
    return book_of(parts, "Answers from published statistics", ("What it is",))


@pytest.fixture(scope="module")
def xlsx(book: Book) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx_bytes(book)))


def test_sheets_are_cover_contents_notes_and_one_for_each_table(xlsx: openpyxl.Workbook) -> None:
    assert xlsx.sheetnames == ["Cover", "Contents", "Notes", "Table_1", "Table_2"]
    assert all(len(name) < 31 for name in xlsx.sheetnames)


def test_a1_is_the_title_and_a2_says_how_many_tables(xlsx: openpyxl.Workbook) -> None:
    for name in xlsx.sheetnames[1:]:
        assert xlsx[name]["A1"].font.b
        assert xlsx[name]["A2"].value == "This worksheet contains one table."


def test_every_table_is_marked_up_with_a_unique_name_from_column_a(xlsx: openpyxl.Workbook) -> None:
    names = [name for page in xlsx.worksheets for name in page.tables]
    assert len(names) == len(set(names)) == 4
    for page in xlsx.worksheets[1:]:
        (one,) = page.tables.values()
        assert one.ref.startswith("A")
        assert one.autoFilter is None
        assert int(one.ref.rpartition(":")[2].lstrip("ABCDEFGH")) == page.max_row  # nothing stands below it


def test_nothing_is_merged_frozen_filled_hidden_or_blank(xlsx: openpyxl.Workbook) -> None:
    for page in xlsx.worksheets:
        assert not page.merged_cells.ranges
        assert page.freeze_panes is None
        assert not any(row.hidden for row in page.row_dimensions.values())
        assert all(cell.fill.fgColor.rgb in ("00000000", None) for row in page.iter_rows() for cell in row)
        assert all(any(cell.value is not None for cell in row) for row in page.iter_rows())


def test_text_is_wrapped_and_the_workbook_has_title_and_language(xlsx: openpyxl.Workbook) -> None:
    assert all(
        cell.alignment.wrap_text for page in xlsx.worksheets for row in page.iter_rows() for cell in row if cell.value
    )
    assert xlsx.properties.title == "Answers from published statistics"
    assert xlsx.properties.language == "en-GB"


def test_it_opens_on_the_cover_in_a1(xlsx: openpyxl.Workbook) -> None:
    assert xlsx.active is not None
    assert xlsx.active.title == "Cover"
    assert xlsx.active.sheet_view.selection[0].activeCell == "A1"


def test_headings_carry_units_and_notes_in_words(xlsx: openpyxl.Workbook) -> None:
    page = xlsx["Table_1"]
    (one,) = page.tables.values()
    head = [cell.value for cell in page[int(one.ref.partition(":")[0][1:])]]
    assert head[0] == "Nationality"
    assert head[1].startswith("Referrals (number) [note 1]")


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_figures_are_numbers_and_those_published(book: Book, kind: str) -> None:
    made = xlsx_bytes(book) if kind == "xlsx" else ods_bytes(book)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_name("Table_1").to_python()
    found = {row[0]: row[1] for row in rows}
    assert {name: found[name] for name in TOP} == TOP


def test_ods_has_the_same_sheets_and_marked_ranges(book: Book) -> None:
    document = load(io.BytesIO(ods_bytes(book)))
    names = [page.getAttribute("name") for page in document.spreadsheet.getElementsByType(odf_table.Table)]
    assert names == ["Cover", "Contents", "Notes", "Table_1", "Table_2"]
    ranges = document.spreadsheet.getElementsByType(odf_table.DatabaseRange)
    assert len({one.getAttribute("name") for one in ranges}) == 4
    assert all(one.getAttribute("containsheader") == "true" for one in ranges)


def test_a_missing_figure_is_shorthand_and_explained() -> None:
    book = Book("Title", (), (TableSheet("Table", ("Year", "Figure (number)"), (("2022", None), ("2023", 5))),))
    page = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(book)))["Table_1"]
    values = [cell.value for row in page.iter_rows() for cell in row]
    assert "[x]" in values
    assert any("[x] means" in str(value) for value in values)


def test_text_that_a_spreadsheet_would_run_is_made_harmless(assistant: Assistant) -> None:
    part = assistant.ask("Top ten nationalities in Q4 2023").parts[0]
    hostile = Part(
        part.question, "answered", "h", (), part.sources, columns=("a", "b"), rows=(("=1+1", 2),), reading="r"
    )
    assert b"'=1+1" in csv_bytes(hostile, assistant.lookup)
    made = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(book_of([hostile], "t", ()))))
    assert "=1+1" not in [cell.value for row in made["Table_1"].iter_rows() for cell in row]


def test_csv_has_one_header_row_and_its_sidecar_describes_every_column(
    parts: tuple[Part, ...], assistant: Assistant
) -> None:
    rows = list(csv.reader(io.StringIO(csv_bytes(parts[0], assistant.lookup).decode())))
    assert rows[1][0] == "UK" and int(rows[1][rows[0].index("referrals")]) in (1138, 1139)
    view = json.loads(csvw_bytes(parts[0], "top.csv", assistant.lookup))
    assert [column["name"] for column in view["tableSchema"]["columns"]] == rows[0]
    assert view["url"] == "top.csv"


def test_csv_has_codes_beside_labels_and_says_release_table_and_what_is_missing(assistant: Assistant) -> None:
    part = assistant.ask("How many referrals did Kent Police make in 2022 and 2023, by quarter?").parts[0]
    rows = list(csv.DictReader(io.StringIO(csv_bytes(part, assistant.lookup).decode())))
    by_code = {row["quarter_code"]: row for row in rows}
    assert by_code["2023-Q4"]["quarter"] == "October to December 2023"
    assert "nrm-2023-q4" in by_code["2023-Q4"]["releases"] and "Table 13" in by_code["2023-Q4"]["tables"]
    assert by_code["2023-Q4"]["marker"] == "" and by_code["2022-Q1"]["marker"] == "[x]"
    (ranking,) = assistant.ask("Top ten nationalities in Q4 2023").parts
    first = next(csv.DictReader(io.StringIO(csv_bytes(ranking, assistant.lookup).decode())))
    assert (first["nationality"], first["nationality_code"]) == ("UK", "uk")


def test_the_svg_names_itself_for_screen_readers(parts: tuple[Part, ...]) -> None:
    root = ET.fromstring(svg_bytes(parts[0]) or b"")
    assert root.get("role") == "img"
    assert "Bar chart" in (root.get("aria-label") or "")
    assert [child.tag.rpartition("}")[2] for child in root][:2] == ["title", "desc"]


def test_the_png_carries_its_description(parts: tuple[Part, ...]) -> None:
    png = png_bytes(parts[0]) or b""
    assert png.startswith(b"\x89PNG")
    length, kind = struct.unpack(">I4s", png[33:41])
    assert kind == b"iTXt"
    assert b"Bar chart" in png[41 : 41 + length]


def test_an_address_of_broad_signs_stays_inside_the_picture(assistant: Assistant) -> None:
    (part,) = assistant.ask("percentage change in referrals each year since 2015").parts
    address = "https://statistics.example/?t=" + "over%28of%3D%5B" * 30
    root = ET.fromstring(svg_bytes(part, f"Source: Home Office.\n{address}") or b"")
    lines = [one for one in root if one.tag.endswith("text") and "font-size" in one.attrib]
    said = "".join(one.text or "" for one in lines)
    assert address in said and len(lines) > 3
    width = float(root.get("width") or 0)
    em = {"%": 0.889, **dict.fromkeys("0123456789", 0.556), **dict.fromkeys("CDB", 0.722)}  # of Arial
    for one in lines:
        size = float(one.get("font-size") or 0)
        assert float(one.get("x") or 0) + size * sum(em.get(sign, 0.5) for sign in one.text or "") < width


def test_an_answer_without_a_chart_gives_no_image(assistant: Assistant) -> None:
    part = assistant.ask("How many referrals were there in 2023?").parts[0]
    assert png_bytes(part) is None
    assert svg_bytes(part) is None


def _drawn(part: Part) -> list[dict[str, Any]]:
    assert part.chart is not None
    return records_of(part.chart, part.columns, part.rows)


@pytest.mark.parametrize(
    ("question", "periods", "held"),
    [
        ("cases awaiting a conclusive grounds decision by quarter", 13, 7),  # end of 2022 to end of 2025
        ("share of reasonable grounds decisions that were positive by quarter since 2021", 20, 14),
        ("How many referrals each year since 2014?", 12, 12),
    ],
)
def test_equal_times_lie_equally_far_apart_and_what_is_not_held_is_a_gap(
    assistant: Assistant, question: str, periods: int, held: int
) -> None:
    (part,) = assistant.ask(question).parts
    records = _drawn(part)
    assert (len(records), sum(record["y"] is not None for record in records)) == (periods, held)
    assert part.chart is not None
    said = remark(part.chart, part.columns, part.rows)
    assert ("without a point" in said) == (held < periods)


@pytest.mark.parametrize(
    "question",
    [
        "Duty to Notify reports by year",  # 65 in 2015, on an axis up to 8,000
        "negative conclusive grounds decisions of children by year since 2014",
        "small boat arrivals by year",
        "percentage change in referrals each year since 2015",
    ],
)
def test_no_figure_of_a_line_stands_on_the_axis_or_on_another(assistant: Assistant, question: str) -> None:
    (part,) = assistant.ask(question).parts
    records = _drawn(part)
    most = max(record["y"] for record in records)
    low = min(0, *(record["y"] for record in records))
    drawing = Drawing([record["x"] for record in records], 530, low, most)
    layer = figures(records, "", drawing, True, alt.X("x:O"), alt.Y("y:Q"))[0]
    boxes = []
    for label in layer.data["values"]:
        x, y = drawing.at(label)
        half, high = 3.4 * len(label["text"]), 6
        boxes.append((x + label["dx"] - half, x + label["dx"] + half, y + label["dy"] - high, y + label["dy"] + high))
    assert len(boxes) == len(records)
    assert all(left >= 0 and bottom <= HEIGHT for left, _, _, bottom in boxes)
    for one, other in combinations(boxes, 2):
        assert one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]


def test_what_is_asked_as_shares_is_drawn_as_shares_in_the_order_of_the_counts(assistant: Assistant) -> None:
    """Of 17,023 referrals as first published local authorities made 3,955 and the police 3,946: both 23.2%."""
    (part,) = assistant.ask("share of referrals by first responder type in 2023").parts
    assert part.chart is not None and part.chart.y.endswith("(%)")
    assert (
        part.chart.title == "Share of referrals, 2023: Government agencies (48%), then Local authority responders (23%)"
    )
    assert [row[0] for row in by_size(part)][1:3] == ["Local authority responders", "Police"]


def test_a_chart_says_where_its_figures_are_of(assistant: Assistant) -> None:
    """The Duty to Notify is that of public authorities in England and Wales; referrals are those of the whole UK."""
    for question, area in (
        ("Duty to Notify reports by year", "in England and Wales"),
        ("Duty to Notify reports by nationality in 2023", "in England and Wales"),
        ("How many referrals each year since 2014?", "in the United Kingdom"),
        ("ratio of referrals to DtN reports each year since 2016", ""),
    ):
        chart = assistant.ask(question).parts[0].chart
        assert chart is not None
        assert area in chart.subtitle and (area or " in " not in chart.subtitle)


def test_two_points_are_no_chart(assistant: Assistant) -> None:
    """Of 2020 to 2022 the county lines flag is held of two years."""
    (part,) = assistant.ask("county lines referrals by year").parts
    assert sum(row[-1] is not None for row in part.rows) < 3 and part.chart is None


def _published(root: Path) -> dict[str, dict[str, int]]:
    """Table 16 of the release of 7 March 2024: reasonable grounds decisions of 2023 by quarter and outcome, added
    over ages.
    """
    found: dict[str, dict[str, int]] = {}
    with (root / "data" / "nrm-2023-q4" / "rg_series.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["period"].startswith("2023-Q") and row["measure"] == "rg_decisions":
                by = found.setdefault(QUARTERS[row["period"]], {})
                by[row["outcome"].capitalize()] = by.get(row["outcome"].capitalize(), 0) + int(row["value"])
    return found


QUARTERS = {
    "2023-Q1": "January to March 2023", "2023-Q2": "April to June 2023",
    "2023-Q3": "July to September 2023", "2023-Q4": "October to December 2023",
}  # fmt: skip


@pytest.mark.parametrize(
    "question",
    [
        "reasonable grounds decisions by outcome and quarter in 2023",
        "Reasonable grounds decisions in 2023 by quarter and outcome",
        "quarter by outcome for reasonable grounds decisions 2023",
    ],
)
def test_two_axes_are_a_crosstab_in_every_form_quarters_down_and_members_across(
    assistant: Assistant, question: str
) -> None:
    (part,) = assistant.ask(question).parts
    figures = _published(Path(assistant.folder))
    heads = ["Positive", "Negative"]
    wanted = [[quarter, *(figures[quarter][name] for name in heads)] for quarter in QUARTERS.values()]
    text = part_text(part)
    assert all(f"{row[0]:<24}  {row[1]:>8,}  {row[2]:>8,}" in text for row in wanted)
    shown = list(csv.reader(io.StringIO(shown_bytes(part).decode("utf-8-sig"))))
    table = shown[: shown.index([])]
    assert [row[:3] for row in table] == [["Quarter", *heads], *([str(cell) for cell in row] for row in wanted)]
    long = list(csv.DictReader(io.StringIO(csv_bytes(part, assistant.lookup).decode())))
    assert [[row["quarter"], row["outcome"], int(row["reasonable_grounds_decisions"])] for row in long] == [
        [row[0], name, row[place]] for row in wanted for place, name in enumerate(heads, 1)
    ]
    assert [list(row) for row in in_a_letter(part)[1]] == wanted
    book = book_of([part], "A crosstab", ())
    pages = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(book)))
    assert [
        list(row[:3]) for row in pages["Table_1"].iter_rows(min_row=len(book.sheets[0].lines) + 2, values_only=True)
    ] == wanted
    assert pages["Table_2"].max_row == len(book.sheets[1].lines) + 1 + len(long), "the long form stands beside it"
    opened = CalamineWorkbook.from_filelike(io.BytesIO(ods_bytes(book)))
    assert [row[:3] for row in opened.get_sheet_by_name("Table_1").to_python()[-4:]] == wanted


def test_members_that_do_not_fit_across_go_down_by_size(assistant: Assistant) -> None:
    (part,) = assistant.ask("referrals by nationality and quarter in 2023").parts
    shown = list(csv.reader(io.StringIO(shown_bytes(part).decode("utf-8-sig"))))
    assert [head.partition(" [note")[0] for head in shown[0][:5]] == ["Nationality", *QUARTERS.values()]
    assert [row[0] for row in shown[1:4]] == ["UK", "Albanian", "Vietnamese"]
    assert {row[0]: int(row[4]) for row in shown[1:] if row and row[0] in TOP} == TOP


# Each lacks something, or has notes about some of its rows alone.
NOTED = [
    "How many women were referred in each year from 2020 to 2023?",  # gender is not held of January to March 2022
    "referrals in 2024 by quarter",  # three quarters were revised, one was read in a report of the release
    "Top three nationalities in Q4 2025",  # only single figures are printed
    "Which quarter had the most negative conclusive grounds decisions?",
]


@pytest.mark.parametrize("question", NOTED)
def test_what_is_missing_and_every_caveat_travel_once_with_each_form_of_a_table(
    assistant: Assistant, question: str
) -> None:
    (part,) = assistant.ask(question).parts
    texts = [text for text in (part.missing, *(caveat.text for caveat in part.caveats)) if text]
    below = [row[0] for row in _rows(shown_bytes(part)) if len(row) == 1] if len(part.rows) > 1 else []
    book = book_of([part], "t", ())
    listed = [row["note"] for row in csv.DictReader(io.StringIO(notes_bytes(part).decode()))]
    described = [note["text"] for note in json.loads(csvw_bytes(part, "t.csv", assistant.lookup))["notes"]]
    for text in texts:
        assert [one.partition("] ")[2] or one for one in below].count(text) == (1 if below else 0)
        assert [note for note, _ in book.notes].count(text) == listed.count(text) == described.count(text) == 1
    for kind in (xlsx_bytes, ods_bytes):
        opened = CalamineWorkbook.from_filelike(io.BytesIO(kind(book)))
        assert [row[1] for row in opened.get_sheet_by_name("Notes").to_python()[3:]] == texts
    said = quoted(part)
    assert all(said.count(text) == 1 for text in [part.missing, *_weighty(part)] if text)


def _weighty(part: Part) -> list[str]:
    return [caveat.text for caveat in part.caveats if caveat.kind in ("break", "revision", "limit")]


def _rows(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))


def test_a_row_names_its_own_notes_and_its_own_release(assistant: Assistant) -> None:
    """First quarter of 2024: 4,524 on 10 May 2024, 4,521 on 8 August 2024; the last quarter was never revised."""
    (part,) = assistant.ask("referrals in 2024 by quarter").parts
    rows = list(csv.DictReader(io.StringIO(csv_bytes(part, assistant.lookup).decode())))
    by = {row["quarter_code"]: row for row in rows}
    assert {name: "have been revised" in row["notes"] for name, row in by.items()} == {
        "2024-Q1": True, "2024-Q2": True, "2024-Q3": True, "2024-Q4": False,
    }  # fmt: skip
    assert by["2024-Q1"]["releases"] == "nrm-2024-q2" and by["2024-Q2"]["releases"] == "nrm-2024-q3"
    assert "source_url" in by["2024-Q1"] and by["2024-Q1"]["source_url"] != by["2024-Q2"]["source_url"]
    listed = list(csv.DictReader(io.StringIO(notes_bytes(part).decode())))
    assert {name for row in rows for name in row["note_ids"].split("; ")} == {row["id"] for row in listed}
    assert {text for row in rows for text in row["notes"].split(" | ")} == {row["note"] for row in listed}
    shown = _rows(shown_bytes(part))
    revised = next(row[0].partition("]")[0] + "]" for row in shown if row and "have been revised" in row[0])
    assert shown[0][-1] == "Notes"
    assert [revised in row[-1] for row in shown[1:5]] == [True, True, True, False]


def test_a_series_of_several_releases_names_the_release_of_each_year(assistant: Assistant) -> None:
    """2019 to 2022 stand in Table 2 of the release of 7 March 2024, 2025 in the summary of 2025."""
    (part,) = assistant.ask("referrals by year since 2019").parts
    rows = list(csv.DictReader(io.StringIO(csv_bytes(part, assistant.lookup).decode())))
    assert [(row["year"], row["releases"]) for row in rows if row["year"] in ("2019", "2022", "2025")] == [
        ("2019", "nrm-2023-q4"), ("2022", "nrm-2023-q4"), ("2025", "nrm-2025-annual"),
    ]  # fmt: skip


def test_an_overview_is_a_table_of_figures_each_with_its_own_release(assistant: Assistant) -> None:
    (part,) = assistant.ask("NRM statistics").parts
    rows = {row["figure"]: row for row in csv.DictReader(io.StringIO(csv_bytes(part, assistant.lookup).decode()))}
    published = {
        "Referrals in 2025": (23411, "nrm-2025-annual"), "Referrals in 2024": (19125, "nrm-2024-annual"),
        "Referrals of UK nationals in 2024": (4441, "nrm-2024-annual"),
        "Referrals of children in 2023": (7432, "nrm-2023-q4"),
        "Duty to Notify reports in 2025": (7130, "nrm-2025-annual"),
    }  # fmt: skip
    assert {name: (int(rows[name]["number"]), rows[name]["releases"]) for name in published} == published
    assert all(row["number"] for row in rows.values())
    assert "age-at-exploitation" in rows["Referrals of children in 2023"]["note_ids"]
    assert "age-at-exploitation" not in rows["Referrals in 2025"]["note_ids"]


def test_the_archive_holds_figures_notes_and_their_description(assistant: Assistant) -> None:
    (part,) = assistant.ask("referrals in 2024 by quarter").parts
    raw = packed(part, "quarters", assistant.lookup)
    assert raw == packed(part, "quarters", assistant.lookup)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.namelist() == ["quarters.csv", "quarters_notes.csv", "quarters.csv-metadata.json"]
        view = json.loads(archive.read("quarters.csv-metadata.json"))
        heads = next(csv.reader(io.StringIO(archive.read("quarters.csv").decode())))
    assert view["url"] == "quarters.csv" and [column["name"] for column in view["tableSchema"]["columns"]] == heads


@pytest.mark.parametrize(
    "question",
    ["Referrals by exploitation type from 2019 to 2023", "Referrals by gender and exploitation type from 2019 to 2023"],
)
def test_what_is_held_in_part_names_its_own_months_in_chart_and_workbook(assistant: Assistant, question: str) -> None:
    (part,) = assistant.ask(question).parts
    assert part.status == "partial"
    (title, *_) = (sheet.title for sheet in book_of([part], "t", ()).sheets)
    assert "April 2022 to December 2023" in title or "January 2019 to March 2022 is not held" in title
    assert part.chart is None or "April 2022 to December 2023" in part.chart.title
    assert not any("2020" in caveat.text or "October 2019" in caveat.text for caveat in part.caveats)


def test_nine_months_are_not_set_beside_the_figure_of_the_year(assistant: Assistant) -> None:
    (part,) = assistant.ask("Referrals by gender in 2022").parts
    assert part.chart is not None and part.chart.subtitle.endswith("April to December 2022")
    assert not any("16,921" in caveat.text for caveat in part.caveats)
