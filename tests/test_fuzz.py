"""Whatever is typed or sent gets an answer or one sentence: what a long run of random input found is kept in fuzz/.

FUZZ_EXAMPLES=20000 looks for more than the few hundred tries that a usual run makes.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest
from fuzzing import fuzz
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from openpyxl import Workbook

from assistant.api.operations import Operations
from assistant.api.problems import Problem
from assistant.asked.old import read, written
from assistant.claims.check import Checker
from assistant.desk.reply import draft_reply
from assistant.errors import AssistantError, LinkError
from assistant.publish.columns import read as read_columns
from assistant.publish.workbook import read as read_workbook
from assistant.publish.workbook import sheet_names
from assistant.render.email_draft import draft_eml, draft_text
from assistant.render.json_view import answer_view, checked_view, dumps, part_view
from assistant.render.page import page
from assistant.service import Assistant

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "fuzz"
HANGS = 20  # seconds after which what should take one is taken to hang


def kept(name: str) -> list[str]:
    """What was found before: one text an entry."""
    found: list[str] = json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))
    return found


# Words of the subject, of the grammar and of nobody, joined by anything.
WORDS = (
    "referrals decisions reports victims arrivals children adults women men Albanian UK Vietnamese British "
    "nationality nationalities "
    "gender age police forces first responders council exploitation labour sexual criminal county lines positive "
    "negative "
    "conclusive reasonable grounds NRM DtN small boats detected who what how many did was were is there in of by for "
    "the a and or "
    "not except without excluding than more fewer most least top five 10 highest average total share proportion "
    "percentage percent % "
    "change changed rose fell doubled between from to until since before after last latest first previous next year "
    "years quarter "
    "quarters Q1 Q4 2014 2019 2022 2023 2024 1999 2050 2019/20 2022-23 January March June 31 1st each every per over "
    "time as published "
    "release why compare compared with versus same mean definition table tables 1,234 12.5 0 -1 1e9 £ http://a.b "
    "a@b.c , ; : . ? ! ( ) "
    "\" ' “ ” – - / \\ * _ ` # < > & | ~ $ { } [ ] = + \n \t ½ ² ２０２３ é ü ß 中 \u202e \u200b \u0301 \x00 \ufeff 😀"
).split(" ")
words = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
glued = st.lists(st.sampled_from(WORDS), max_size=30).map("".join)
repeated = st.builds(lambda word, n: f"{word} " * n, st.sampled_from(WORDS), st.integers(1, 12))
texts: SearchStrategy[str] = words | glued | repeated | st.text(max_size=200)
pieces = st.sampled_from(
    "referrals rg_decisions dtn_reports awaiting_cg victims_detected boat_arrivals figure breakdown series ranking "
    "share change "
    "compare extreme average history age gender nationality outcome location exploitation first_responder uk_nation "
    "year quarter "
    "child adult female !male albanian uk total positive latest_quarter latest_year all all_ends default to_latest "
    "last:4:quarter "
    "last:0:year ends:last:2:year since:2019-Q1 until:2020-Q4 quarter:4 month same:2019 2019 2023-Q4 2019..2023 "
    "2023..2019 0001 9999 "
    "1900..2100 2022,2023 first nrm-2023-q4 nrm-2017 0 1 -1 5 asc ' \" ; % %00 .. / \\ | & =".split()
)
names = st.sampled_from("m s by p r of n order pc sum release w.age w.gender w.nationality w.outcome w. w x".split())
values = st.lists(pieces, min_size=1, max_size=3).flatmap(
    lambda p: st.sampled_from(["|", ",", ""]).map(lambda j: j.join(p))
)
links = st.lists(st.tuples(names, values), max_size=8).map(lambda pairs: "&".join(f"{n}={v}" for n, v in pairs))
valid_links = st.builds(
    lambda measure, rest: f"m={measure}&{rest}",
    st.sampled_from(
        ["referrals", "rg_decisions", "cg_decisions", "dtn_reports", "boat_arrivals", "victims_detected", "awaiting_cg"]
    ),
    links,
)


@pytest.fixture(scope="module")
def operations(assistant: Assistant) -> Operations:
    return Operations(assistant, "fuzz")


def _is_a_sentence(error: AssistantError) -> None:
    assert 0 < len(str(error)) < 500
    assert "Traceback" not in str(error)


def _names_faults(problem: Problem) -> None:
    assert problem.status == 422
    assert problem.faults


def _asked(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(text)
    json.loads(dumps(answer_view(answer)))
    written = page(answer, assistant.catalog.publications)
    assert "<script" not in written
    for part in answer.parts:
        if part.status in ("clarify", "not_published", "out_of_scope"):
            assert (part.value, part.rows) == (None, ())
        assert part.headline


def _checked(assistant: Assistant, text: str) -> None:
    checked = Checker(assistant).check(text)
    json.loads(dumps(checked_view(checked)))
    for assertion in checked.assertions:
        assert assertion.explanation


def _opened(operations: Operations, link: str) -> None:
    """The permalink parser, then the whole way: an answer, or problems; the answer's own link opens the same rows."""
    try:
        assert read(written(read(link))) == read(link)
    except LinkError as error:
        _is_a_sentence(error)
    try:
        part = operations.answer(link)
    except Problem as problem:
        _names_faults(problem)
        return
    json.loads(dumps(part_view(part)))
    if part.status == "answered" and part.link:
        assert operations.answer(part.link).rows == part.rows


def _replied(assistant: Assistant, text: str) -> None:
    try:
        draft = draft_reply(assistant, text.encode("utf-8", "surrogatepass"))
    except AssistantError as error:
        _is_a_sentence(error)
        return
    assert draft_text(draft)
    assert message_from_bytes(draft_eml(draft))["X-Injected"] is None


def _read(path: Path) -> None:
    """As a workbook, and as a file with one figure a line."""
    for opened in (
        lambda: [read_workbook(path, [name]) for name in sheet_names(path)],
        lambda: read_columns(path, ""),
    ):
        try:
            opened()
        except AssistantError as error:
            _is_a_sentence(error)


# What was found before


@pytest.mark.parametrize("text", kept("texts"))
def test_texts_that_once_failed_are_asked_and_checked(assistant: Assistant, text: str) -> None:
    _asked(assistant, text)
    _checked(assistant, text)


@pytest.mark.parametrize("link", kept("links"))
def test_links_that_once_failed_are_opened(operations: Operations, link: str) -> None:
    _opened(operations, link)


@pytest.mark.parametrize("text", kept("emails"))
def test_emails_that_once_failed_are_replied_to(assistant: Assistant, text: str) -> None:
    _replied(assistant, text)


@pytest.mark.parametrize("text", kept("files"))
def test_files_that_once_failed_are_read_or_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "figures.csv").write_text(text, encoding="utf-8", newline="")
    _read(tmp_path / "figures.csv")


@pytest.mark.parametrize("text", kept("digits"))
def test_digits_of_other_kinds_are_words(assistant: Assistant, text: str) -> None:
    _asked(assistant, text)
    _checked(assistant, text)


@pytest.mark.parametrize("text", kept("hangs"))
def test_texts_that_once_hung_are_answered(text: str) -> None:
    script = "import sys; from assistant.service import Assistant; Assistant().ask(sys.argv[1])"
    subprocess.run([sys.executable, "-c", script, text], cwd=ROOT, check=True, timeout=HANGS, capture_output=True)


# What nobody tried yet


@fuzz(150)
@given(text=texts)
def test_ask_answers_whatever_is_typed(assistant: Assistant, text: str) -> None:
    _asked(assistant, text)


@fuzz(100)
@given(text=texts)
def test_check_reads_whatever_is_claimed(assistant: Assistant, text: str) -> None:
    _checked(assistant, text)


@fuzz(250)
@given(link=links | valid_links | st.text(max_size=100))
def test_a_link_is_opened_or_its_faults_are_named(operations: Operations, link: str) -> None:
    _opened(operations, link)


@fuzz(40)
@given(
    head=st.lists(st.sampled_from(["Subject: ", "From: ", "To: ", "Content-Type: text/html\n", "MIME-Version: 1.0\n",
    "X-Injected: 1\n", "\n", "\r\n"]), max_size=6).map("".join),
    body=texts,
)  # fmt: skip
def test_reply_drafts_for_whatever_is_sent(assistant: Assistant, head: str, body: str) -> None:
    _replied(assistant, f"{head}{body}")


def _book() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Year", "Quarter", "Kind", "Count"],
        [2023, "Q1", "a", 5],
        [2023, "Q2", "b", "=1+1"],
        ["", "", None, -3],
    ):
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


BOOK = _book()
ODS = "application/vnd.oasis.opendocument.spreadsheet"
cells = st.sampled_from(
    ["2023", "Q1", "", "Total", "-1", "1e400", "NaN", "[c]", "=1+1", "a\nb", "\u202e", "x" * 300]
) | st.text(max_size=8)
grids = st.lists(st.lists(cells, min_size=1, max_size=5), max_size=8)


@fuzz(80)
@given(
    edits=st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), max_size=20),
    cut=st.integers(0, len(BOOK)),
)
def test_a_damaged_workbook_gets_one_sentence(tmp_path: Path, edits: list[tuple[int, int]], cut: int) -> None:
    raw = bytearray(BOOK)
    for place, value in edits:
        raw[place] = value
    (tmp_path / "book.xlsx").write_bytes(bytes(raw[: cut or None]))
    _read(tmp_path / "book.xlsx")


@fuzz(80)
@given(inside=st.dictionaries(
    st.sampled_from(["content.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "META-INF/manifest.xml", "mimetype",
    "../evil", "xl/_rels/workbook.xml.rels"]),
    st.binary(max_size=60) | st.sampled_from([b"<a/>", b"<a>", ODS.encode(),
    b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"]),
))  # fmt: skip
def test_an_archive_of_anything_gets_one_sentence(tmp_path: Path, inside: dict[str, bytes]) -> None:
    with zipfile.ZipFile(tmp_path / "book.ods", "w") as archive:
        for name, content in inside.items():
            archive.writestr(name, content)
    _read(tmp_path / "book.ods")


@fuzz(60)
@given(grid=grids)
def test_a_sheet_of_anything_is_read_or_refused(tmp_path: Path, grid: list[list[str]]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in grid:
        sheet.append(["".join(c for c in cell if c >= " " or c in "\n\t") for cell in row])
    book.save(tmp_path / "book.xlsx")
    _read(tmp_path / "book.xlsx")


@fuzz(60)
@given(
    raw=st.binary(max_size=200)
    | grids.map(lambda grid: "\n".join(",".join(row) for row in grid).encode("utf-8", "replace"))
)
def test_a_csv_file_of_anything_is_read_or_refused(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "figures.csv").write_bytes(raw)
    _read(tmp_path / "figures.csv")
