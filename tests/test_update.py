"""update: what is out is found, fetched with care, matched by what it says, shown, and written whole or not at all."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import tomli
from govuk import Announced, Edition, GovUk, Rows, ods, send
from openpyxl import Workbook
from released import ROOT, home_before, sheets_of

from assistant import journal, looked, manifest
from assistant.answer.standing import standing
from assistant.catalog.load import load
from assistant.cli import main
from assistant.service import Assistant
from assistant.update.address import Address, CouldNotLook
from assistant.update.run import NotAccepted, Outcome, undo, update

pytestmark = pytest.mark.slow

RELEASE = "nrm-2023-q4"
BEFORE = Edition(
    "modern-slavery-nrm-and-dtn-statistics-july-to-september-2023",
    "NRM statistics, July to September 2023",
    "2023-11-02",
    media="55e1",
)
NEXT = Announced(
    "modern-slavery-nrm-and-dtn-statistics-january-to-march-2024", "NRM statistics, January to March 2024",
    "2026-12-10T09:30:00+00:00", "10 December 2026 9:30am",
)  # fmt: skip
BODY = (
    "<h2>Referrals</h2><ul><li>4,142 potential victims of modern slavery were referred to the Home Office</li></ul>"
    "<p>There were 3,148 conclusive grounds decisions in October to December 2023.</p>"
)


@pytest.fixture(scope="module")
def sheets() -> dict[str, Rows]:
    return sheets_of(load(ROOT / "catalog"), RELEASE)


@pytest.fixture(scope="module")
def workbook(sheets: dict[str, Rows]) -> bytes:
    return ods(sheets)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return home_before(tmp_path_factory.mktemp("before"), load(ROOT / "catalog"), RELEASE)


@pytest.fixture(scope="module")
def light(sheets: dict[str, Rows]) -> dict[str, Rows]:
    """Without the detail tables, which take seconds to read."""
    return {name: rows for name, rows in sheets.items() if name not in ("Table_11", "Table_12", "Table_13", "Table_14")}


@pytest.fixture
def light_home(home: Path) -> Path:
    """A home that knows no detail tables."""
    for path in (home / "catalog" / "tables").glob("detail_*.toml"):
        path.unlink()
        for file in (home / "data").glob(f"*/{path.stem}.csv"):
            file.unlink()
    manifest.write(home)
    return home


@pytest.fixture
def light_govuk(govuk: GovUk, edition: Edition, light: dict[str, Rows]) -> GovUk:
    edition.file = ods(light)
    return govuk


@pytest.fixture
def home(before: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(before, tmp_path / "home"))


@pytest.fixture
def edition(workbook: bytes) -> Edition:
    return Edition(
        "modern-slavery-nrm-and-dtn-statistics-october-to-december-2023", "NRM statistics, October to December 2023",
        "2024-03-07", workbook, body=BODY,
    )  # fmt: skip


@pytest.fixture
def govuk(edition: Edition) -> Iterator[GovUk]:
    server = GovUk(replace(BEFORE), edition, announced=(NEXT,))
    yield server
    server.close()


def address(govuk: GovUk, seconds: float = 5) -> Address:
    return Address(govuk.base, seconds=seconds, attempts=2, pause=0)


def state(home: Path) -> dict[str, str]:
    """Everything that answers are made of, by its sum."""
    return {
        path.relative_to(home).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in ("catalog", "data")
        for path in sorted((home / folder).rglob("*"))
        if path.is_file()
    }


def fails(home: Path, govuk: GovUk, *words: str, seconds: float = 5) -> None:
    """One sentence, exit status 20, nothing changed and nothing kept."""
    was = state(home)
    outcome = update(home, address(govuk, seconds))
    assert outcome.status == 20
    said = [one.failure for one in outcome.shown if one.failure] or [outcome.seen[0].failure]
    assert len(said) == 1
    assert said[0].count(". ") == 0 and said[0].endswith(".")
    for word in words:
        assert word in said[0]
    assert state(home) == was
    assert not list((home / ".update").glob("quarantine/*"))


# What is there


def test_nothing_new_is_exit_status_0(home: Path, govuk: GovUk) -> None:
    govuk.editions = [BEFORE]
    outcome = update(home, address(govuk), check=True)
    assert (outcome.status, outcome.shown) == (0, ())


def test_an_edition_is_known_by_the_months_in_its_address_and_not_by_days_of_edits(home: Path, govuk: GovUk) -> None:
    govuk.editions = [replace(BEFORE, media="another")]
    assert update(home, address(govuk), check=True).status == 0


def test_a_collection_without_a_known_name_is_a_failure_and_not_nothing_new(home: Path, govuk: GovUk) -> None:
    for edition in govuk.editions:
        edition.slug = "slavery-statistics-october-to-december-2023"
    fails(home, govuk, "lists no release under a known name")


def test_what_was_announced_is_told_with_its_day(home: Path, govuk: GovUk) -> None:
    govuk.editions = [BEFORE]
    due = update(home, address(govuk), check=True).seen[0].due
    assert [(f.kind, f.period, f.note) for f in due] == [("announced", "2024-Q1", "10 December 2026 9:30am")]


def test_a_provisional_day_is_told_as_one(home: Path, govuk: GovUk) -> None:
    govuk.editions = [BEFORE]
    govuk.announced = (replace(NEXT, shown="December 2026", state="provisional"),)
    assert update(home, address(govuk), check=True).seen[0].due[0].note == "December 2026, provisional"


def test_a_cancelled_release_is_told_with_its_reason(home: Path, govuk: GovUk) -> None:
    govuk.editions = [BEFORE]
    govuk.announced = (replace(NEXT, state="cancelled", reason="Release postponed"),)
    due = update(home, address(govuk), check=True).seen[0].due[0]
    assert (due.kind, due.note) == ("cancelled", "Release postponed")


def test_a_held_release_at_another_address_is_told_as_renamed_and_is_nothing_new(home: Path, govuk: GovUk) -> None:
    govuk.editions = [BEFORE]
    outcome = update(home, address(govuk), check=True)
    assert [f.kind for f in outcome.seen[0].findings] == ["renamed"]
    assert outcome.status == 0


def test_a_withdrawn_release_is_told_and_offers_no_figures(home: Path, govuk: GovUk, edition: Edition) -> None:
    edition.withdrawn = "2024-04-01T00:00:00Z"
    outcome = update(home, address(govuk), check=True)
    assert outcome.status == 10
    assert [(one.finding.kind, one.proposal) for one in outcome.shown] == [("withdrawn", None)]


def test_a_withdrawn_release_that_is_held_is_marked_when_accepted(home: Path, govuk: GovUk) -> None:
    govuk.editions = [replace(BEFORE, withdrawn="2024-04-01T00:00:00Z")]
    assert update(home, address(govuk), accept="nrm-2023-q3").accepted == "nrm-2023-q3"
    held = next(r for r in load(home / "catalog").releases if r.id == "nrm-2023-q3")
    assert str(held.withdrawn) == "2024-04-01"
    assert update(home, address(govuk)).status == 0


# What is fetched


def test_a_web_page_in_place_of_a_workbook(home: Path, govuk: GovUk, edition: Edition) -> None:
    edition.file, edition.kind = b"<!doctype html><title>Sorry</title>", "text/html"
    fails(home, govuk, "came as a web page")


def test_an_xlsx_under_the_name_of_an_ods(home: Path, govuk: GovUk, edition: Edition) -> None:
    out = io.BytesIO()
    Workbook().save(out)
    edition.file = out.getvalue()
    fails(home, govuk, "is an XLSX file under another name")


def test_half_a_file(home: Path, govuk: GovUk, edition: Edition) -> None:
    edition.file = edition.file[: len(edition.file) // 2]
    fails(home, govuk, "cut short or damaged")


def test_a_file_that_breaks_off(home: Path, govuk: GovUk, edition: Edition) -> None:
    def cut(handler: BaseHTTPRequestHandler, path: str) -> bool:
        if not path.startswith("/media/"):
            return False
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(edition.file)))
        handler.end_headers()
        handler.wfile.write(edition.file[:1000])
        handler.close_connection = True
        return True

    govuk.hook = cut
    fails(home, govuk, "broke off")


def test_a_zip_that_unpacks_to_too_much(home: Path, govuk: GovUk, edition: Edition) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", bytes(201 * 1024 * 1024))
    edition.file = out.getvalue()
    fails(home, govuk, "would unpack to more than 200 MB")


def test_a_file_that_is_gone(home: Path, govuk: GovUk, edition: Edition) -> None:
    edition.status = 404
    fails(home, govuk, "answered 404")


def test_a_server_that_is_down(home: Path, govuk: GovUk) -> None:
    govuk.down = True
    fails(home, govuk, "answered 503")


def test_a_server_that_is_slow(home: Path, govuk: GovUk) -> None:
    done = []

    def late(handler: BaseHTTPRequestHandler, path: str) -> bool:
        done.append(path)
        handler.connection.settimeout(3)
        return not handler.rfile.read(1)  # until the other side gives up

    govuk.hook = late
    fails(home, govuk, "gave no answer within 0.2 seconds", seconds=0.2)
    assert len(done) == 2, "asked twice, and not again for the other publications"


def test_an_address_that_nobody_answers(home: Path) -> None:
    outcome = update(home, Address("http://127.0.0.1:1", pause=0), check=True)
    assert outcome.status == 20
    assert "cannot be reached" in outcome.seen[0].failure


def test_an_address_that_is_none_is_one_sentence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_HOME", str(home))
        patch.setenv("ASSISTANT_GOVUK", "gov.uk")
        assert main(["update"]) == 20
    assert "names 'gov.uk', which is no web address." in capsys.readouterr().err


def test_what_lies_elsewhere_is_not_asked_for(govuk: GovUk) -> None:
    with pytest.raises(CouldNotLook, match="is not at"):
        address(govuk).get("https://example.org/media/tables.ods", 1000)

    def elsewhere(handler: BaseHTTPRequestHandler, path: str) -> bool:
        handler.send_response(302)
        handler.send_header("Location", "http://example.org/tables.ods")
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        return True

    govuk.hook = elsewhere
    with pytest.raises(CouldNotLook, match="is not at"):
        address(govuk).get("/media/tables.ods", 1000)


def test_more_than_the_limit_is_not_read(govuk: GovUk) -> None:
    govuk.hook = lambda handler, path: send(handler, bytes(3 * 2**20)) or True  # type: ignore[func-returns-value]
    with pytest.raises(CouldNotLook, match="larger than 1 MB"):
        address(govuk).get("/media/tables.ods", 2**20)


def test_what_was_fetched_is_kept_apart_with_its_sum_and_size(
    light_home: Path, light_govuk: GovUk, edition: Edition
) -> None:
    was = state(light_home)
    assert update(light_home, address(light_govuk)).status == 10
    manifest = json.loads(
        (light_home / ".update" / "quarantine" / RELEASE / "manifest.json").read_text(encoding="utf-8")
    )
    assert manifest["sha256"] == hashlib.sha256(edition.file).hexdigest()
    assert manifest["size"] == len(edition.file)
    assert state(light_home) == was, "nothing is written before it is accepted"


# What it would change, and taking it in


@pytest.fixture(scope="module")
def shown(before: Path, workbook: bytes, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    home = Path(shutil.copytree(before, tmp_path_factory.mktemp("shown") / "home"))
    slug = "modern-slavery-nrm-and-dtn-statistics-october-to-december-2023"
    server = GovUk(
        BEFORE, Edition(slug, "NRM statistics", "2024-03-07", workbook, bulletin="/58451154-2fd8", body=BODY)
    )
    outcome = update(home, address(server), check=True)
    server.close()
    assert not (home / ".update" / "quarantine").exists(), "a check keeps no file"
    return outcome


def test_a_release_as_the_last_ones_were_has_nothing_to_confirm(shown: Outcome) -> None:
    assert (shown.shown[0].marks, shown.shown[0].blocked) == ((), ())


def test_new_periods_and_revised_figures_are_shown_by_table(shown: Outcome) -> None:
    assert shown.shown[0].proposal
    compared = {c.table: c for c in shown.shown[0].proposal.comparisons}
    assert compared["referrals_series"].periods == ("2023", "2023-Q4")
    # 2023 Q3: 2,390 conclusive grounds decisions in the release of 2 November 2023, 2,367 in that of 7 March 2024.
    assert (compared["cg_series"].revised[0].old, compared["cg_series"].revised[0].new) == (2390, 2367)


def test_known_differences_are_recorded_as_ingest_does(shown: Outcome) -> None:
    assert shown.shown[0].proposal
    assert {(d.published, d.parts) for d in shown.shown[0].proposal.differences} == {(4142, 4141)}


def test_the_bulletins_sentences_are_held_against_the_new_tables(shown: Outcome) -> None:
    bulletin = shown.shown[0].bulletin
    assert bulletin and (bulletin.sentences, bulletin.agree, bulletin.against) == (2, 2, ())


def test_a_bulletin_that_says_otherwise_is_marked(light_home: Path, light_govuk: GovUk, edition: Edition) -> None:
    edition.body = "<p>There were 4,999 referrals in October to December 2023.</p>"
    outcome = update(light_home, address(light_govuk), check=True)
    assert [mark.startswith("The bulletin says otherwise") for mark in outcome.shown[0].marks] == [True]


def changed(sheets: dict[str, Rows]) -> dict[str, Rows]:
    """Three tables under other numbers, a heading in other words, and a nationality that was never there before."""
    made = {name: [list(row) for row in rows] for name, rows in sheets.items()}
    for old, new in (("28", "31"), ("40", "46"), ("41", "47")):
        rows = made.pop(f"Table_{old}")
        rows[0] = [str(rows[0][0]).replace(f"Table {old}:", f"Table {new}:")]
        made[f"Table_{new}"] = rows
    made["Contents"] = [["Table", "Title"]]
    for row in made.get("Table_13", [[]])[:10]:
        row[:] = ["Type of exploitation" if cell == "Exploitation type" else cell for cell in row]
    nationality = made["Table_47"]
    albanian = next(row for row in nationality if row[0] == "Albanian")
    albanian[1] -= 2
    nationality.insert(nationality.index(albanian) + 1, ["Freedonian", 2])
    made["Table_99"] = [
        ["Table 99: Decisions by the age of the moon"], [], ["Year", "Moon", "Decisions"], [2022, "New", 3], [2022,
        "Full", 4],
        [2023, "New", 5], [2023, "Full", 6],
    ]  # fmt: skip
    return made


def test_moved_tables_a_renamed_heading_and_a_new_member_come_in_with_one_decision(
    home: Path, govuk: GovUk, edition: Edition, sheets: dict[str, Rows]
) -> None:
    edition.file = ods(changed(sheets))
    was = state(home)
    first = update(home, address(govuk))
    marks = first.shown[0].marks
    assert first.shown[0].blocked == ()
    assert len(marks) == 2
    assert "'Type of exploitation' is read as exploitation, where 'Exploitation type' stood before" in marks[0]
    assert "'Freedonian' is proposed as a new member of nationality" in marks[1]
    assert first.shown[0].proposal
    found = {m.table: m.sheet.number for m in first.shown[0].proposal.matching.matches}
    assert (found["cg_series"], found["dtn_series"], found["dtn_nationality"]) == ("31", "46", "47")
    assert [s.title for s in first.shown[0].proposal.matching.strays] == ["Decisions by the age of the moon"]
    assert state(home) == was
    assert update(home, address(govuk), accept=RELEASE).accepted == RELEASE
    assistant = Assistant(home)
    assert assistant.ask("How many referrals were there in Q4 2023?").parts[0].value == 4142
    assert assistant.ask("How many DtN reports were about Freedonian nationals in Q4 2023?").parts[0].value == 2
    assert assistant.ask("How many referrals by the Metropolitan Police were there in Q4 2023?").parts[0].value == (
        Assistant(ROOT)
        .ask("How many referrals by the Metropolitan Police were there in Q4 2023?", as_of=RELEASE)
        .parts[0]
        .value
    )


def test_what_is_marked_is_not_written_unless_it_was_shown_before(
    light_home: Path, light_govuk: GovUk, edition: Edition, light: dict[str, Rows]
) -> None:
    edition.file = ods(changed(light))
    was = state(light_home)
    outcome = update(light_home, address(light_govuk), accept=RELEASE)
    assert (outcome.accepted, outcome.status) == ("", 10)
    assert "1 point is marked" in outcome.said[0]
    assert state(light_home) == was


def test_a_file_that_changed_since_it_was_shown_is_shown_again(
    light_home: Path, light_govuk: GovUk, edition: Edition, light: dict[str, Rows]
) -> None:
    made = changed(light)
    edition.file = ods(made)
    update(light_home, address(light_govuk))
    made["Table_99"].append([2023, "Half", 7])
    edition.file = ods(made)
    assert update(light_home, address(light_govuk), accept=RELEASE).accepted == ""


def blocked(home: Path, govuk: GovUk, edition: Edition, sheets: dict[str, Rows]) -> str:
    """The one reason for which a workbook is not taken in, and cannot be accepted either."""
    edition.file = ods(sheets)
    was = state(home)
    outcome = update(home, address(govuk))
    assert outcome.status == 10
    with pytest.raises(NotAccepted):
        update(home, address(govuk), accept=RELEASE)
    assert state(home) == was
    return " ".join(outcome.shown[0].blocked)


def copied(sheets: dict[str, Rows]) -> dict[str, Rows]:
    return {name: [list(row) for row in rows] for name, rows in sheets.items()}


def test_a_second_header_row_is_not_read_over(
    home: Path, govuk: GovUk, edition: Edition, sheets: dict[str, Rows]
) -> None:
    made = copied(sheets)
    rows = made["Table_14"]
    head = next(i for i, row in enumerate(rows) if row and row[0] == "Exploitation type")
    width = len(rows[head])
    rows[head - 1] = ["", "", "", "Provisional", *([""] * (width - 6)), "Final", ""]
    assert "is a second header row ('Provisional', 'Final')" in blocked(home, govuk, edition, made)


def test_a_table_that_begins_in_another_column_is_found_there(
    light_home: Path, light_govuk: GovUk, edition: Edition, light: dict[str, Rows]
) -> None:
    made = copied(light)
    rows = made["Table_40"]
    head = next(i for i, row in enumerate(rows) if row and row[0] == "Year")
    for row in rows[head:]:
        row.insert(0, "")
    edition.file = ods(made)
    outcome = update(light_home, address(light_govuk), check=True)
    assert outcome.shown[0].proposal
    moved = {m.table: m.moved for m in outcome.shown[0].proposal.matching.matches if m.moved}
    assert moved == {"dtn_series": "its header is at row 6, column B"}


def turned(rows: Rows) -> Rows:
    """The same table with gender before age: the leaves added up again at every level."""
    head = next(i for i, row in enumerate(rows) if row and row[0] == "Exploitation type")
    leaves: dict[tuple[str, str, str], list[int]] = {}
    kind = age = ""
    for row in rows[head + 1 :]:
        kind, age = (row[0], "") if row[0] else (kind, row[1] or age)
        if row[2]:
            leaves[kind, row[2], age] = row[3:]
    out = [*rows[:head], ["Exploitation type", "Gender", "Age at exploitation", *rows[head][3:]]]
    sums: dict[tuple[str, ...], list[int]] = {}
    for key, figures in leaves.items():
        for depth in range(4):
            sums[key[:depth]] = [a + b for a, b in zip(sums.get(key[:depth], [0] * len(figures)), figures, strict=True)]
    for key in sorted(key for key in sums if key):
        out.append([*([""] * (len(key) - 1)), key[-1], *([""] * (3 - len(key))), *sums[key]])
    return [*out, ["Total", "", "", *sums[()]]]


def test_label_columns_in_another_order_are_proposed_and_read_as_what_they_are(
    home: Path, govuk: GovUk, edition: Edition, sheets: dict[str, Rows]
) -> None:
    edition.file = ods({"Table_14": turned(sheets["Table_14"])})
    outcome = update(home, address(govuk))
    said = "Table_14: its label columns are in another order: 'Exploitation type', 'Gender', 'Age at exploitation'."
    assert said in outcome.shown[0].marks
    assert outcome.shown[0].proposal

    def leaves(path: Path) -> set[tuple[str, ...]]:
        with path.open(encoding="utf-8", newline="") as file:
            found = {
                (r["exploitation"], r["age"], r["gender"], r["nationality"], r["value"]) for r in csv.DictReader(file)
            }
        return {one for one in found if "total" not in one}

    name = f"data/{RELEASE}/detail_local_authority.csv"
    assert leaves(outcome.shown[0].proposal.stage / name) == leaves(ROOT / name)


def test_a_name_that_may_be_a_known_one_in_other_words_is_asked_about(
    light_home: Path, light_govuk: GovUk, edition: Edition, light: dict[str, Rows]
) -> None:
    made = copied(light)
    row = next(row for row in made["Table_41"] if row[0] == "Zimbabwean")
    row[0] = "Zimbabwian"
    said = blocked(light_home, light_govuk, edition, made)
    assert "'Zimbabwian' is new and 'zimbabwean' is gone" in said
    assert "printed of zimbabwean" in said


def test_a_new_member_that_must_say_what_it_contains_is_asked_about(
    home: Path, govuk: GovUk, edition: Edition, sheets: dict[str, Rows]
) -> None:
    made = copied(sheets)
    for row in made["Table_14"]:
        if row and row[0] == "Domestic":
            row[0] = "Begging and sexual"
    assert "'Begging and sexual' is new in exploitation" in blocked(home, govuk, edition, made)


def test_rows_under_the_wrong_year_are_refused_as_ingest_does(
    light_home: Path, light_govuk: GovUk, edition: Edition, light: dict[str, Rows]
) -> None:
    made = copied(light)
    next(row for row in made["Table_2"] if row[:1] == [2023])[0] = 2022
    assert "a second time" in blocked(light_home, light_govuk, edition, made)


def test_another_tables_figures_under_a_known_title_are_refused(
    light_home: Path, light_govuk: GovUk, edition: Edition, light: dict[str, Rows]
) -> None:
    made = copied(light)
    made["Table_16"][0], made["Table_28"][0] = (
        ["Table 16: " + made["Table_28"][0][0][10:]],
        ["Table 28: " + made["Table_16"][0][0][10:]],
    )
    assert "may be another table's" in blocked(light_home, light_govuk, edition, made)


def test_a_correction_is_found_shown_taken_in_and_undone(
    light_home: Path, light_govuk: GovUk, edition: Edition, light: dict[str, Rows]
) -> None:
    assert update(light_home, address(light_govuk), accept=RELEASE).accepted == RELEASE
    was = state(light_home)
    assert update(light_home, address(light_govuk)).status == 0
    made = copied(light)
    albanian = next(row for row in made["Table_41"] if row[0] == "Albanian")
    afghan = next(row for row in made["Table_41"] if row[0] == "Afghan")
    albanian[1], afghan[1] = albanian[1] - 5, afghan[1] + 5
    edition.file, edition.media = ods(made), "75e1"
    edition.changes = [("2024-03-14", "Table 41 corrected.")]
    outcome = update(light_home, address(light_govuk))
    assert outcome.status == 10
    assert (outcome.shown[0].finding.kind, outcome.shown[0].finding.note) == ("revised", "Table 41 corrected.")
    assert outcome.shown[0].proposal
    revised = {c.table: [(r.old, r.new) for r in c.revised] for c in outcome.shown[0].proposal.comparisons if c.revised}
    assert revised == {"dtn_nationality": [(afghan[1] - 5, afghan[1]), (albanian[1] + 5, albanian[1])]}
    assert update(light_home, address(light_govuk), accept=RELEASE).accepted == RELEASE
    question = "How many DtN reports were about Afghan nationals in Q4 2023?"
    assert Assistant(light_home).ask(question).parts[0].value == afghan[1]
    held = next(r for r in load(light_home / "catalog").releases if r.id == RELEASE)
    assert str(held.updated) == "2024-03-14"
    assert update(light_home, address(light_govuk)).status == 0
    assert undo(light_home, RELEASE).undone == RELEASE
    assert state(light_home) == was
    assert undo(light_home, RELEASE).undone == RELEASE
    assert RELEASE not in {r.id for r in load(light_home / "catalog").releases}


def test_taking_in_writes_release_tables_figures_and_a_dated_entry_as_one(home: Path, govuk: GovUk) -> None:
    was = state(home)
    outcome = update(home, address(govuk), accept=RELEASE)
    catalog = load(home / "catalog")
    held = next(r for r in catalog.releases if r.id == RELEASE)
    assert (str(held.published), held.period) == ("2024-03-07", "2023-Q4")
    assert "Q4 2023 bulletin" in held.words
    assert sum(RELEASE in table.sheets for table in catalog.tables) == 9
    entry = tomli.loads((home / "data" / "updates.toml").read_text(encoding="utf-8"))["update"][-1]
    assert (str(entry["date"]), entry["release"], entry["sha256"]) == ("2026-11-25", RELEASE, held.sha256)
    assert {*outcome.files, "data/manifest.json"} == {
        name for name, sum_ in state(home).items() if was.get(name) != sum_
    }


def test_an_update_that_was_edited_since_is_not_undone(light_home: Path, light_govuk: GovUk) -> None:
    update(light_home, address(light_govuk), accept=RELEASE)
    path = light_home / "catalog" / "releases.toml"
    path.write_text(path.read_text(encoding="utf-8") + "# a note\n", encoding="utf-8")
    was = state(light_home)
    with pytest.raises(journal.JournalError, match="was changed since"):
        undo(light_home, RELEASE)
    assert state(light_home) == was


# Written whole or not at all

KILLED = """
import os, signal, sys
from pathlib import Path
from assistant import journal
left = int(sys.argv[2])
def step(name):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
home = Path(sys.argv[1])
if sys.argv[3] == "undo":
    journal.undo(home, "r", step)
else:
    files = {"catalog/a.toml": b"new", "catalog/b.toml": b"made", "data/r/c.csv": b"new", "data/d.csv": None}
    journal.commit(home, "r", files, step)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
@pytest.mark.parametrize("what", ["commit", "undo"])
def test_killed_between_any_two_steps_it_leaves_the_old_or_the_new(tmp_path: Path, what: str) -> None:
    old = {"catalog/a.toml": b"old", "data/d.csv": b"old", "data/e.csv": b"old"}
    new = {"catalog/a.toml": b"new", "catalog/b.toml": b"made", "data/r/c.csv": b"new", "data/e.csv": b"old"}
    ends = []
    for left in range(1, 100):
        home = tmp_path / str(left)
        for name, content in old.items():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_bytes(content)
        if what == "undo":
            journal.commit(
                home,
                "r",
                {"catalog/a.toml": b"new", "catalog/b.toml": b"made", "data/r/c.csv": b"new", "data/d.csv": None},
            )
        run = subprocess.run(
            [sys.executable, "-c", KILLED, str(home), str(left), what],
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
        )
        assert run.returncode in (0, -signal.SIGKILL), run.stderr
        journal.finish(home)  # as whoever loads the catalog next does
        found = {
            p.relative_to(home).as_posix(): p.read_bytes()
            for folder in ("catalog", "data") for p in (home / folder).rglob("*") if p.is_file()
        }  # fmt: skip
        assert found in (old, new), f"half written after step {left}"
        ends.append(found == new)
        if run.returncode == 0:
            break
    before, after = (False, True) if what == "commit" else (True, False)
    assert ends == sorted(ends, key=lambda end: end is after), "once decided, it stays"
    assert ends[0] is before and ends[-1] is after
    assert len(ends) > 8


def test_what_was_cut_off_is_completed_by_the_next_who_reads_the_catalog(home: Path) -> None:
    text = (home / "catalog" / "releases.toml").read_text(encoding="utf-8")
    script = KILLED.replace(
        '"catalog/a.toml": b"new", ', f'"catalog/releases.toml": {(text + "# more" + chr(10)).encode()!r}, '
    )
    script = script.replace('"catalog/b.toml": b"made", ', "").replace('"data/d.csv": None', '"data/d.csv": b"x"')
    for left in range(1, 100):
        run = subprocess.run([sys.executable, "-c", script, str(home), str(left), "commit"], cwd=ROOT, check=False)
        if (home / ".update" / "ready").is_dir():
            break
        assert run.returncode != 0
    assert (home / "catalog" / "releases.toml").read_text(encoding="utf-8") == text
    load(home / "catalog")
    assert (home / "catalog" / "releases.toml").read_text(encoding="utf-8").endswith("# more\n")


# What is said elsewhere


def test_what_is_not_held_says_when_newer_releases_were_looked_for_and_are_due(
    light_home: Path, light_govuk: GovUk
) -> None:
    question = "How many referrals were there in Q4 2023?"
    assert all(c.id != "looked-for" for c in Assistant(light_home).ask(question).parts[0].caveats)
    update(light_home, address(light_govuk), check=True)
    part = Assistant(light_home).ask(question).parts[0]
    assert part.reason == "not_held"
    said = next(c.text for c in part.caveats if c.id == "looked-for")
    assert "Newer ones were last looked for on 25 November 2026" in said
    assert "NRM statistics, October to December 2023 (7 March 2024), not held in full" in said
    assert "The next is due on 10 December 2026 9:30am." in said


def test_a_publication_that_nobody_looked_for_says_so(assistant: Assistant) -> None:
    assert standing(assistant.lookup, "nrm", None).endswith("Whether there is a newer one has not been looked for yet.")


def test_once_it_is_taken_in_the_newest_is_said_to_be_held(light_home: Path, light_govuk: GovUk) -> None:
    update(light_home, address(light_govuk), accept=RELEASE)
    assert looked.read(light_home)["nrm"].held


# The command


def run(home: Path, govuk: GovUk, *arguments: str) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_HOME", str(home))
        patch.setenv("ASSISTANT_GOVUK", govuk.base)
        return main(["update", *arguments])


def test_the_command_says_what_it_found_as_json_and_as_text(
    light_home: Path, light_govuk: GovUk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(light_home, light_govuk, "--check", "--json") == 10
    found = json.loads(capsys.readouterr().out)
    assert found["status"] == 10
    assert [(r["release"], r["kind"]) for r in found["releases"]] == [(RELEASE, "new")]
    assert found["publications"][0]["due"] == "10 December 2026 9:30am"
    assert run(light_home, light_govuk, "--accept", RELEASE) == 0
    assert f"Written: {RELEASE}" in capsys.readouterr().out
    assert run(light_home, light_govuk, "--undo", RELEASE) == 0
    light_govuk.down = True
    assert run(light_home, light_govuk) == 20


def test_an_unknown_id_is_one_sentence_and_exit_status_1(
    home: Path, govuk: GovUk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, govuk, "--accept", "nrm-1999-q1") == 1
    assert "There is nothing new to accept under the id 'nrm-1999-q1'." in capsys.readouterr().err


def test_nothing_is_asked_of_anybody_but_by_the_command(home: Path, govuk: GovUk) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_GOVUK", govuk.base)
        Assistant(home).ask("How many referrals were there in 2022?")
    assert govuk.asked == []


# Printed figures from a file

HEADER = "release,published,period,measure,dimensions,members,value,unit,quoted_by,url,sentence"
BY = "age_at_exploitation|outcome"
URL = "https://www.gov.uk/government/statistics/x"


def added(home: Path, tmp_path: Path, *rows: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    path = tmp_path / "figures.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_HOME", str(home))
        status = main(["add-figures", str(path)])
    return status, capsys.readouterr().out.splitlines()


def test_printed_figures_are_taken_in_without_their_sentence(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = "uk_nation_of_crime_recording|gender,Wales|Female"
    row = f'nrm-2023-q3,2023-11-02,2023Q3,referrals,{where},"1,1",people,publisher,{URL},They said so'
    status, said = added(home, tmp_path, row.replace('"1,1"', "11"), capsys=capsys)
    assert (status, said[-1]) == (0, "1 taken in, 0 refused.")
    path = home / "data" / "nrm-2023-q3" / "key_figures.csv"
    assert "They said so" not in path.read_text(encoding="utf-8")
    with path.open(encoding="utf-8", newline="") as file:
        found = [r for r in csv.DictReader(file) if (r["uk_nation"], r["gender"]) == ("wales", "female")]
    assert [(r["period"], r["value"], r["quoted_by"], r["url"]) for r in found] == [("2023-Q3", "11", "publisher", URL)]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        # In July to September 2023: 936 positive decisions for adults in Table 16, and 4,138 referrals as printed.
        (
            f"nrm-2023-q3,,2023Q3,rg_decisions,{BY},Adult|Positive,937,decisions,publisher,{URL},",
            "says 937 where Table 16 of that release gives 936",
        ),
        (
            f"nrm-2023-q3,,2023Q3,rg_decisions,{BY},Adult|Positive,936,decisions,publisher,{URL},",
            "repeats what Table 16",
        ),
        (f"nrm-2023-q3,,2023Q3,referrals,,,4139,people,publisher,{URL},", "it is 4,138 there, which contradicts it"),
        (f"nrm-2023-q3,,2023Q3,referrals,,,4138,people,publisher,{URL},", "stands there already"),
        (f"nrm-2023-q3,,2023Q3,referrals,gender,Female,4000,people,publisher,{URL},", "4,000"),
        (f"nrm-2023-q9,,2023Q3,referrals,,,4138,people,publisher,{URL},", "no release 'nrm-2023-q9'"),
        (f"nrm-2023-q3,,2023Q5,referrals,,,4138,people,publisher,{URL},", "no period"),
        (
            f"nrm-2023-q3,,2023Q3,referrals,nationality,Freedonian,4,people,publisher,{URL},",
            "'Freedonian' is no member",
        ),
        (f"nrm-2023-q3,,2023Q3,referrals,moon,Full,4,people,publisher,{URL},", "no breakdown 'moon'"),
        (f"nrm-2023-q3,,2023Q3,referrals,gender,,4,people,publisher,{URL},", "1 dimensions are named and 0 members"),
        (f"nrm-2023-q3,,2023Q3,arrests,,,4,people,publisher,{URL},", "no measure 'arrests'"),
        (f"nrm-2023-q3,,2023Q3,dtn_reports,nationality,Albanian,79,percent,publisher,{URL},", "only counts are"),
        (f"nrm-2023-q3,,2023Q3,referrals,gender,Male,many,people,publisher,{URL},", "'many' is no whole number"),
        (f"nrm-2023-q3,,2023Q3,referrals,gender,Male,7,people,a friend,{URL},", "quoted_by"),
        ("nrm-2023-q3,,2023Q3,referrals,gender,Male,7,people,publisher,there,", "no web address"),
    ],
)
def test_a_row_that_contradicts_repeats_or_is_not_understood_is_refused_in_a_sentence(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], row: str, why: str
) -> None:
    was = state(home)
    status, said = added(home, tmp_path, row, capsys=capsys)
    assert status == 1
    assert said[0].startswith("Row 2: ") and why in said[0]
    assert state(home) == was


def test_a_row_that_stands_twice_in_the_file_is_refused_the_second_time(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = f"nrm-2023-q3,,2023Q3,referrals,uk_nation_of_crime_recording|gender,Wales|Female,11,people,publisher,{URL},"
    status, said = added(home, tmp_path, row, row, capsys=capsys)
    assert (status, said[0]) == (1, "Row 3: the same figure is in row 2: it stands there already.")
    assert said[-1] == "1 taken in, 1 refused."


def test_a_file_without_the_columns_is_one_sentence(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "figures.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_HOME", str(home))
        assert main(["add-figures", str(path)]) == 1
    assert "has no column release" in capsys.readouterr().err
