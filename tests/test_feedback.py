"""What users tell us is kept whole, never in an answer's way, and comes out as figures that name nobody."""

from __future__ import annotations

import datetime as dt
import importlib.util
import itertools
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from servers import PostgresServer, postgres_programs, postgres_server
from sqlalchemy import URL, make_url

from assistant.catalog.survey import survey
from assistant.cli import main
from assistant.errors import CatalogError
from assistant.feedback.limits import Bucket
from assistant.feedback.model import Rating, Reply, Response, Unmet
from assistant.feedback.recorder import TOO_OFTEN, Recorder
from assistant.feedback.report import markdown
from assistant.feedback.store import Store, StoreError
from assistant.feedback.summary import summarise
from assistant.service import Assistant

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
DAY = dt.date(2026, 11, 23)
MONTH = "2026-11"
FIRST, LAST = dt.date(2026, 11, 1), dt.date(2026, 11, 30)
ANSWERED = ("How many referrals were there in 2019?", 10606)
UNPUBLISHED = "How many positive conclusive grounds decisions were made for UK nationals in 2023?"
WISH = Unmet("cg_decisions", ("nationality", "outcome"), "breakdown")

needs_postgres = [
    pytest.mark.skipif(
        importlib.util.find_spec("psycopg") is None, reason="psycopg is not installed (extra: postgres)"
    ),
    pytest.mark.skipif(postgres_programs() is None, reason="PostgreSQL's server is not installed"),
]
BOTH = ["sqlite", pytest.param("postgresql", marks=needs_postgres)]


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    with postgres_server() as made:
        yield made


NAMES = (f"feedback{number}" for number in itertools.count())


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> URL:
    """An empty place to keep feedback in, of the kind that the test names; SQLite where it names none."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return URL.create("sqlite", database=str(tmp_path / "kept" / "feedback.sqlite"))
    import psycopg

    running: PostgresServer = request.getfixturevalue("server")
    name = next(NAMES)
    with psycopg.connect(running.address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return make_url(running.address).set(drivername="postgresql+psycopg", database=name)


def _rating(comment: str = "", useful: bool | None = True, measure: str = "referrals", **more: str) -> Rating:
    return Rating(DAY, measure, "answered", useful, ("referrals_series",), comment=comment, **more)


def _free() -> Bucket:
    return Bucket(10**6, 10**6)


# Kept, whatever happens


@pytest.mark.parametrize("place", BOTH, indirect=True)
def test_20_threads_that_write_while_questions_are_answered_lose_nothing(place: URL, assistant: Assistant) -> None:
    servers = [Recorder(Store(place), limit=_free()) for _ in range(2)]  # as two processes of one department

    def user(number: int) -> list[str]:
        problems = []
        for turn in range(6):
            keeper = servers[number % 2]
            assert assistant.ask(ANSWERED[0]).parts[0].value == ANSWERED[1]
            problems.append(keeper.rate(_rating(f"{number}.{turn}")))
            keeper.heard(assistant, assistant.ask(UNPUBLISHED).parts, DAY)
        return problems

    with ThreadPoolExecutor(20) as pool:
        assert {problem for problems in pool.map(user, range(20)) for problem in problems} == {""}
    for keeper in servers:
        keeper.close(30)
    store = Store(place)
    kept = store.ratings(FIRST, LAST)
    assert {r.comment for r in kept} == {f"{number}.{turn}" for number in range(20) for turn in range(6)}
    assert len(kept) == 120
    assert {r.datasets for r in kept} == {("referrals_series",)}
    assert store.unmet(MONTH, MONTH) == {(MONTH, WISH): 120}
    store.close()


WRITER = """
import datetime as dt, itertools
from assistant.feedback.model import Rating
from assistant.feedback.store import Store
store = Store()
for number in itertools.count({start}):
    store.rate(Rating(dt.date(2026, 11, 23), "", "answered", True, ("a", "b", "c"), comment=str(number)))
    print(number, flush=True)
"""


@pytest.mark.parametrize("place", BOTH, indirect=True)
def test_a_process_killed_in_mid_write_leaves_a_store_that_can_be_read_and_written(place: URL) -> None:
    here = {"PYTHONPATH": str(ROOT), "ASSISTANT_DATABASE_URL": place.render_as_string(hide_password=False)}
    store = Store(place)
    for round_ in range(3):
        start = len(store.ratings(FIRST, LAST))
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER.format(start=start)], env={**os.environ, **here}, cwd=ROOT,
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert writer.stdout is not None
        with writer.stdout as lines:
            said = [int(next(lines)) for _ in range(40 + round_)]
            writer.send_signal(signal.SIGKILL)
            said += [int(line) for line in lines if line.endswith("\n")]
        writer.wait()
        kept = store.ratings(FIRST, LAST)
        assert [int(r.comment) for r in kept] == list(range(len(kept)))  # all that it said was kept, and in order
        assert len(kept) in (said[-1] + 1, said[-1] + 2)
        assert {r.datasets for r in kept} == {("a", "b", "c")}  # none by half
    store.rate(_rating("afterwards"))
    assert store.ratings(FIRST, LAST)[-1].comment == "afterwards"
    store.close()
    if store.file is not None:
        with sqlite3.connect(store.file) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA journal_mode").fetchall() == [("wal",)]
        connection.close()


def test_a_locked_file_is_one_line_and_the_figure_stands(place: URL, assistant: Assistant) -> None:
    store = Store(place, seconds=0.2)
    keeper = Recorder(store, limit=_free())
    assert keeper.rate(_rating("before")) == ""
    assert store.file is not None
    other = sqlite3.connect(store.file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    problem = keeper.rate(_rating("while locked"))
    assert problem.startswith("Your feedback could not be kept: The store is busy.")
    assert "\n" not in problem
    keeper.heard(assistant, assistant.ask(UNPUBLISHED).parts, DAY)
    assert assistant.ask(ANSWERED[0]).parts[0].value == ANSWERED[1]
    other.execute("ROLLBACK")
    other.close()
    assert keeper.rate(_rating("after")) == ""
    keeper.close()
    assert [r.comment for r in store.ratings(FIRST, LAST)] == ["before", "after"]
    assert store.unmet(MONTH, MONTH) == {(MONTH, WISH): 1}  # it waited for the file
    store.close()


FULL = """
import datetime as dt, resource
resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))
from assistant.feedback.model import Rating
from assistant.feedback.recorder import Recorder
keeper = Recorder()
for number in range(400):
    problem = keeper.rate(Rating(dt.date(2026, 11, 23), "", "answered", True, comment=f"{number} " + "x" * 900))
    if problem:
        break
print(number, problem)
"""


@pytest.mark.skipif(importlib.util.find_spec("resource") is None, reason="no limit on a file's size can be set here")
def test_a_full_disk_is_one_line_and_what_was_kept_can_be_read(place: URL) -> None:
    here = {"PYTHONPATH": str(ROOT), "ASSISTANT_DATABASE_URL": place.render_as_string()}
    done = subprocess.run(
        [sys.executable, "-c", FULL], env={**os.environ, **here}, cwd=ROOT, capture_output=True, text=True, check=True
    )
    number, _, problem = done.stdout.strip().partition(" ")
    assert int(number) > 10
    assert problem.startswith("Your feedback could not be kept: There is no space left")
    store = Store(place)
    assert len(store.ratings(FIRST, LAST)) == int(number)
    store.close()


def test_a_place_that_is_no_place_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    (tmp_path / "other.sqlite").write_bytes(b"not a database, by any means" * 100)
    for database in ("file/feedback.sqlite", "other.sqlite"):
        keeper = Recorder(Store(URL.create("sqlite", database=str(tmp_path / database))), limit=_free())
        problem = keeper.rate(_rating())
        assert problem.startswith("Your feedback could not be kept: The ")
        assert str(tmp_path) not in problem
        keeper.close()


@pytest.mark.skipif(importlib.util.find_spec("psycopg") is None, reason="psycopg is not installed (extra: postgres)")
def test_a_server_that_is_not_there_is_one_line_and_no_password_is_told(assistant: Assistant) -> None:
    url = make_url("postgresql+psycopg://writer:secret@127.0.0.1:1/feedback")
    keeper = Recorder(Store(url), limit=_free())
    keeper.heard(assistant, assistant.ask(UNPUBLISHED).parts, DAY)
    problem = keeper.rate(_rating())
    assert problem.startswith("Your feedback could not be kept: The store cannot be reached.")
    assert "secret" not in problem
    keeper.close()


@pytest.mark.parametrize("place", BOTH[1:], indirect=True)
def test_a_server_lost_and_found_again_has_every_count(
    place: URL, server: PostgresServer, assistant: Assistant
) -> None:
    store = Store(place)
    keeper = Recorder(store, limit=_free())
    assert keeper.rate(_rating("before")) == ""
    server.kill()
    assert "cannot be reached" in keeper.rate(_rating("while it is gone"))
    keeper.heard(assistant, assistant.ask(UNPUBLISHED).parts, DAY)
    assert assistant.ask(ANSWERED[0]).parts[0].value == ANSWERED[1]
    server.start()
    assert keeper.rate(_rating("after")) == ""
    keeper.close()
    assert [r.comment for r in store.ratings(FIRST, LAST)] == ["before", "after"]
    assert store.unmet(MONTH, MONTH) == {(MONTH, WISH): 1}
    store.close()


@pytest.mark.parametrize("place", BOTH, indirect=True)
def test_two_servers_that_start_together_make_the_tables_once(place: URL) -> None:
    stores = [Store(place, seconds=10) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda store: store.rate(_rating()), stores))
    assert len(stores[0].ratings(FIRST, LAST)) == 4
    for store in stores:
        store.close()


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("mysql://somewhere/feedback", "must begin with postgresql://"),
        ("sqlite://", "must begin with postgresql://"),
        ("sqlite:///:memory:", "must begin with postgresql://"),
        ("nonsense", "is not an address"),
    ],
)
def test_an_address_that_cannot_be_used_is_one_sentence(named: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DATABASE_URL", named)
    with pytest.raises(StoreError, match=said):
        Store()
    keeper = Recorder(limit=_free())
    assert said in keeper.rate(_rating())
    keeper.close()


def test_nothing_is_made_before_there_is_something_to_keep(place: URL) -> None:
    store = Store(place)
    assert store.ratings(FIRST, LAST) == []
    assert store.unmet(MONTH, MONTH) == {}
    assert store.file is not None
    assert not store.file.exists()


def test_the_file_stands_outside_the_checkout_and_is_its_owners_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASSISTANT_DATABASE_URL")
    file = Store().file
    assert file is not None
    assert not file.is_relative_to(ROOT)
    store = Store(URL.create("sqlite", database=str(tmp_path / "kept" / "feedback.sqlite")))
    store.rate(_rating())
    assert store.file is not None
    if os.name == "posix":
        assert store.file.stat().st_mode & 0o077 == 0
    store.close()


# Hostile, and too much


HOSTILE = [
    "<script>alert(1)</script>",
    "'; DROP TABLE feedback_rating; --",
    "**bold** [link](javascript:alert(1)) ![x](https://elsewhere.example/x.png)",
    "a | b | c\n# heading\n<img src=x onerror=alert(1)>",
    "www.elsewhere.example &lt;b&gt; `code` ~~x~~ $x$",
    '=HYPERLINK("https://elsewhere.example")',
    "null \x00 and bell \x07",
    "\u202eturned round",
    "half a pair \ud800",
    "x" * 5000,
]


@pytest.mark.parametrize("place", BOTH, indirect=True)
def test_hostile_comments_are_kept_as_text_and_shown_as_text(place: URL, assistant: Assistant, tmp_path: Path) -> None:
    store = Store(place)
    keeper = Recorder(store, limit=_free())
    assert {keeper.rate(_rating(comment)) for comment in HOSTILE} == {""}
    kept = [r.comment for r in store.ratings(FIRST, LAST)]
    assert kept[:6] == HOSTILE[:6]
    assert kept[6:9] == ["null  and bell", "turned round", "half a pair"]
    assert kept[9] == "x" * 1000
    text = markdown(summarise(store, assistant.lookup, survey(ROOT / "catalog"), FIRST, LAST))
    comments = text.partition("## Comments")[2]
    assert comments.count("\n- ") == len(HOSTILE)  # a line each, whatever lines it had
    assert "\n#" not in comments.replace("\n### Referrals", "")
    for mark in "<[`*|&":  # HTML, links, code, emphasis, tables, entities: each has a backslash before it
        assert all(comments[i - 1] == "\\" for i, letter in enumerate(comments) if letter == mark), mark
    assert "www\\.elsewhere" in comments
    assert "https\\:" in comments
    keeper.close()
    store.close()


def test_too_much_at_once_is_one_line_and_later_it_is_taken(place: URL, assistant: Assistant) -> None:
    store = Store(place)
    keeper = Recorder(store, limit=Bucket(3, 0.001), counted=Bucket(2, 0.001))
    assert [keeper.rate(_rating()) for _ in range(5)] == ["", "", "", TOO_OFTEN, TOO_OFTEN]
    for _ in range(5):
        keeper.heard(assistant, assistant.ask(UNPUBLISHED).parts, DAY)
    keeper.close()
    assert len(store.ratings(FIRST, LAST)) == 3
    assert store.unmet(MONTH, MONTH) == {(MONTH, WISH): 2}
    quick = Bucket(1, 6e12)
    assert [quick.take() for _ in range(3)] == [True, True, True]  # it fills again
    store.close()


# Without anyone's words


ASKED = [
    ("Can I get DtN reports by gender?", Unmet("dtn_reports", ("gender",), "breakdown")),
    (UNPUBLISHED, WISH),
    ("How many people were in immigration detention?", Unmet("", (), "topic", ("detention",))),
    ("referrals by nationality in 1999", Unmet("referrals", ("nationality",), "period")),
    ("How many referrals of Zyxwvu were there in 2023?", Unmet("referrals", (), "words")),
]


@pytest.mark.parametrize(("question", "expected"), ASKED, ids=["breakdown", "crossing", "topic", "period", "words"])
def test_what_was_asked_for_in_vain_is_counted_in_catalog_ids(
    place: URL, assistant: Assistant, question: str, expected: Unmet
) -> None:
    store = Store(place)
    keeper = Recorder(store, limit=_free())
    for _ in range(2):
        keeper.heard(assistant, assistant.ask(question).parts, DAY)
    keeper.heard(assistant, assistant.ask(question).parts, dt.date(2026, 12, 1))
    keeper.heard(assistant, assistant.ask(ANSWERED[0]).parts, DAY)
    keeper.close()
    assert store.unmet(MONTH, "2026-12") == {(MONTH, expected): 2, ("2026-12", expected): 1}
    store.close()


@pytest.mark.parametrize("keep", ["", "1"])
def test_the_words_of_a_question_are_kept_only_where_the_configuration_says_so(
    place: URL, assistant: Assistant, keep: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_KEEP_QUESTIONS", keep)
    store = Store(place)
    keeper = Recorder(store, limit=_free())
    keeper.heard(assistant, assistant.ask("How many referrals of Zyxwvu were there in 2023?").parts, DAY)
    keeper.close()
    store.close()
    assert store.file is not None
    kept = b"".join(path.read_bytes() for path in store.file.parent.iterdir())
    assert (b"Zyxwvu" in kept) is bool(keep)


# The summary


@pytest.fixture
def told(place: URL, assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A month of feedback, with counts on both sides of five."""
    monkeypatch.setenv("ASSISTANT_DATABASE_URL", place.render_as_string())
    store = Store(place)
    for number in range(7):
        store.rate(_rating("More tables please" if number == 0 else "", wanted="nationality" if number < 5 else ""))
    for _ in range(4):
        store.rate(_rating(useful=False, measure="cg_decisions", wanted="gender"))
    store.rate(Rating(DAY, "", "out_of_scope", None, comment="Where do I find arrests?"))
    store.rate(Rating(dt.date(2026, 10, 31), "referrals", "answered", True, comment="too early"))
    for number in range(6):
        replies = (
            Reply("most_useful", datasets=("referrals_series", "dtn_series") if number < 4 else ("referrals_series",)),
            Reply("breakdowns", choice="No" if number < 5 else "Yes", wanted=("gender",)),
            Reply("change", comment="Publish sooner" if number == 0 else ""),
        )
        store.respond(Response(DAY, "winter_2026", replies))
    store.count({(MONTH, WISH): 6, (MONTH, Unmet("referrals", (), "topic", ("places",))): 5, ("2026-10", WISH): 50})
    yield store
    store.close()


def test_the_summary_gives_responses_tables_wishes_and_comments(
    told: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["feedback", "summary", "--from", "2026-11-01", "--to", "2026-11-30", "--out", str(tmp_path)]) == 0
    text, sheets = (Path(line) for line in capsys.readouterr().out.splitlines())
    said = text.read_text(encoding="utf-8")
    for line in (
        "| Yes | 7 |",
        "| No | fewer than 5 |",  # four
        "| Referrals by quarter since 2009, by age and location of exploitation | 6 |",
        "| Duty to Notify reports by quarter since 2015 | fewer than 5 |",
        "| Yes | fewer than 5 |\n| Partly | fewer than 5 |\n| No | 5 |",
        "| Gender | 6 |",
        "| Conclusive grounds decisions | Nationality and outcome | 6 | fewer than 5 |",
        "| Referrals | Nationality | fewer than 5 | 5 |",
        "| Conclusive grounds decisions | Gender | fewer than 5 | fewer than 5 |",
        "| November 2026 | A breakdown that is not published | 6 |",
        "### Referrals\n\n- More tables please\n",
        "### Nothing in particular\n\n- Where do I find arrests?\n",
        "### What would you change?\n\n- Publish sooner\n",
    ):
        assert line in said, line
    assert said.index("Nationality and outcome") < said.index("| Referrals | Nationality |")  # ranked
    assert "too early" not in said
    assert "56" not in said
    book = CalamineWorkbook.from_path(str(sheets))
    cells = {tuple(row) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()}
    assert ("Conclusive grounds decisions", "Nationality and outcome", 6, "fewer than 5") in cells
    assert ("Referrals", "More tables please") in cells


def test_no_count_under_five_can_be_had_from_the_summary(told: Store, assistant: Assistant) -> None:
    made = summarise(told, assistant.lookup, survey(ROOT / "catalog"), FIRST, LAST)
    counts = [cell for section in made.sections for row in section.rows for cell in row if isinstance(cell, int)]
    assert counts
    assert min(counts) >= 5
    assert not any("total" in str(row[0]).casefold() for section in made.sections for row in section.rows)


def test_a_summary_of_days_in_which_nothing_was_said_says_so(
    place: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_DATABASE_URL", place.render_as_string())
    assert main(["feedback", "summary", "--from", "2026-11-01", "--to", "2026-11-30", "--out", str(tmp_path)]) == 0
    text = Path(capsys.readouterr().out.splitlines()[0]).read_text(encoding="utf-8")
    assert "Nothing was said in these days." in text


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [("yesterday", "2026-11-30", "is not a day"), ("2026-11-01", "2026-11-31", "is not a day"), ("2026-12-01",
    "2026-11-30", "is after")],
)  # fmt: skip
def test_days_that_cannot_be_read_are_one_sentence(
    first: str, last: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["feedback", "summary", "--from", first, "--to", last]) == 1
    captured = capsys.readouterr()
    assert said in captured.err
    assert len(captured.err.splitlines()) == 1
    assert captured.out == ""


# The survey in the catalog


def test_the_survey_has_its_three_questions_and_the_publishers_own_round() -> None:
    found = survey(ROOT / "catalog")
    assert [q.text for q in found.questions] == [
        "Which data do you find most useful?",
        "Are the breakdowns enough for your needs?",
        "What would you change?",
    ]
    publishers = next(r for r in found.rounds if not r.own)
    assert publishers.closes == dt.date(2020, 5, 1)
    assert found.open(publishers.closes) is None  # told of, not asked here
    assert publishers in found.closed(dt.date(2020, 5, 2))
    assert publishers not in found.closed(dt.date(2020, 5, 1))
    own = next(r for r in found.rounds if r.own)
    assert own.opens is not None
    assert found.open(own.opens) == found.open(own.closes) == own
    assert found.open(own.closes + dt.timedelta(1)) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[round]]\nid = 3", "rounds.0.id"),
        ("[[question]]\nid = 'a'\ntext = 'A?'\nkind = 'choice'", "choices belong to"),
        ("[[question]]\nid = 'a'\ntext = 'A?'\nkind = 'text'\ncolour = 'red'", "colour"),
        ("[[round]]\nid = 'a'\ntitle = 'A'\nby = 'us'\nopens = 2026-02-01\ncloses = 2026-01-01", "it opens on a day"),
        (
            "".join(f"[[round]]\nid = '{i}'\ntitle = 'A'\nby = 'us'\nopens = 2026-01-01\ncloses = 2026-01-0{n}\n" for i,
            n in (("a", 2), ("b", 3))),
            "opens before",
        ),
        ("[[round", "feedback.toml"),
    ],
)  # fmt: skip
def test_a_survey_that_does_not_hold_together_is_named(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "feedback.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError, match=said):
        survey(tmp_path)


def test_a_catalog_without_a_survey_asks_nothing(tmp_path: Path) -> None:
    assert survey(tmp_path).open(DAY) is None
