"""Feedback as users of the app give it: under an answer, on its page, and never from another site."""

from __future__ import annotations

import datetime as dt
import os
import re
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from cards import headlines
from servers import Daemon, free_port
from sqlalchemy import URL
from streamlit.testing.v1 import AppTest

from assistant.feedback.model import Unmet
from assistant.feedback.recorder import TOO_OFTEN
from assistant.feedback.store import Store
from assistant.service import Assistant
from assistant.web.rating import EMPTY, KEPT, NOT_KEPT, THANKS
from assistant.web.shared import recorder

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
APP = str(ROOT / "assistant" / "web" / "app.py")
# Before and after today, though midnight passes between here and the test.
FIRST, LAST = dt.date.today() - dt.timedelta(1), dt.date.today() + dt.timedelta(2)
UNPUBLISHED = "How many positive conclusive grounds decisions were made for UK nationals in 2023?"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    url = URL.create("sqlite", database=str(tmp_path / "feedback.sqlite"))
    monkeypatch.setenv("ASSISTANT_DATABASE_URL", url.render_as_string())
    recorder.cache_clear()
    made = Store(url)
    yield made
    recorder().close()
    recorder.cache_clear()
    made.close()


@pytest.fixture
def app(store: Store) -> AppTest:
    return AppTest.from_file(APP, default_timeout=60).run()


def _ask(app: AppTest, question: str) -> AppTest:
    return app.chat_input[0].set_value(question).run()


def _named(widgets: Any, label: str) -> list[Any]:
    """The forms' own: an answer has other widgets beside them."""
    return [widget for widget in widgets if widget.label == label]


def _rated(app: AppTest, place: int, useful: bool) -> AppTest:
    """One click on a thumb of those that are left."""
    rated: AppTest = app.feedback[place].set_value(int(useful)).run()
    return rated


def _send(app: AppTest, place: int = 0) -> AppTest:
    sent: AppTest = _named(app.button, "Send feedback")[place].click().run()
    return sent


def _boxes(app: AppTest) -> list[str]:
    return [box.value for box in (*app.success, *app.warning, *app.info, *app.error)]


def test_an_answer_is_rated_once_and_the_figure_stands(app: AppTest, store: Store) -> None:
    _ask(app, "How many Albanian children were referred in 2023?")
    _rated(app, 0, True)
    assert not app.exception
    assert THANKS in [box.value for box in app.markdown] and not app.feedback
    assert "625 potential victims" in headlines(app)[0]
    (kept,) = store.ratings(FIRST, LAST)
    assert (kept.measure, kept.status, kept.useful) == ("referrals", "answered", True)
    assert (kept.wanted, kept.comment, kept.question) == ("", "", "")
    assert kept.datasets == ("referrals_detail",)


def test_a_word_is_kept_without_a_thumb_and_beside_one(app: AppTest, store: Store) -> None:
    _ask(app, "How many Albanian children were referred in 2023?")
    _named(app.selectbox, "Which breakdown did you need?")[0].set_value("exploitation")
    _named(app.text_area, "Comment (optional)")[0].set_value("By <b>month</b>, please")
    _send(app)
    assert THANKS in _boxes(app)
    (kept,) = store.ratings(FIRST, LAST)
    assert (kept.useful, kept.wanted, kept.comment) == (None, "exploitation", "By <b>month</b>, please")
    assert not _named(app.button, "Send feedback")


def test_every_answer_has_its_own_form(app: AppTest, store: Store) -> None:
    _ask(app, "How many referrals were there in 2019? How many DtN reports were there in 2023?")
    _rated(app, 1, False)
    assert [(r.measure, r.useful) for r in store.ratings(FIRST, LAST)] == [("dtn_reports", False)]
    assert len(app.feedback) == 1


def test_an_empty_form_keeps_nothing(app: AppTest, store: Store) -> None:
    _ask(app, "How many referrals were there in 2019?")
    _named(app.text_area, "Comment (optional)")[0].set_value("  \u202e ")
    _send(app)
    assert EMPTY in _boxes(app)
    assert store.ratings(FIRST, LAST) == []


def test_what_was_asked_for_in_vain_is_counted_once_however_often_the_page_is_drawn(app: AppTest, store: Store) -> None:
    _ask(app, UNPUBLISHED)
    for _ in range(3):
        app.run()
    _ask(app, "How many referrals were there in 2019?")
    recorder().close()
    counted = store.unmet("2000-01", "2999-12")
    assert {unmet: times for (_, unmet), times in counted.items()} == {
        Unmet("cg_decisions", ("nationality", "outcome"), "breakdown"): 1
    }


def test_a_session_that_sends_too_much_is_told_so(app: AppTest, store: Store) -> None:
    _ask(app, " ".join(f"How many referrals were there in {year}?" for year in range(2014, 2021)))
    for _ in range(5):
        _rated(app, 0, True)  # its form then gives way to thanks
        assert TOO_OFTEN not in _boxes(app)
    _rated(app, 0, True)
    assert TOO_OFTEN in _boxes(app)
    assert len(store.ratings(FIRST, LAST)) == 5
    assert len(headlines(app)) == 7  # every figure is there


def test_a_store_that_cannot_be_written_is_one_line_and_the_form_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_DATABASE_URL", f"sqlite:///{tmp_path}/file/feedback.sqlite")
    app = AppTest.from_file(APP, default_timeout=60).run()
    _ask(app, "How many referrals were there in 2019?")
    _rated(app, 0, True)
    assert not app.exception
    problems = [box.value for box in app.warning if "could not be kept" in box.value]
    assert len(problems) == 1
    assert "10,606" in headlines(app)[0]
    assert app.feedback


@pytest.mark.parametrize(("keep", "said"), [("", NOT_KEPT), ("1", KEPT)])
def test_every_page_says_whether_words_are_kept(
    keep: str, said: str, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    monkeypatch.setenv("ASSISTANT_KEEP_QUESTIONS", keep)
    app = AppTest.from_file(APP, default_timeout=60).run()
    assert said in [caption.value for caption in app.caption]
    _ask(app, "How many referrals were there in 2019?")
    _rated(app, 0, True)
    assert [r.question for r in store.ratings(FIRST, LAST)] == [
        "How many referrals were there in 2019?" if keep else ""
    ]
    app.switch_page("app_pages/feedback.py").run()
    assert said in " ".join(box.value for box in app.markdown)


# The survey's page

ROUNDS = """
[[question]]
id = "most_useful"
text = "Which data do you find most useful?"
kind = "datasets"

[[question]]
id = "enough"
text = "Are the breakdowns enough?"
kind = "choice"
choices = ["Yes", "No"]
breakdowns = true

[[question]]
id = "change"
text = "What would you change?"
kind = "text"

[[round]]
id = "now"
title = "This week"
by = "us"
opens = {opens}
closes = {closes}

[[round]]
id = "before"
title = "The one before"
by = "us"
opens = 2020-01-01
closes = 2020-05-01
summary = "Twelve users answered."

[[round.points]]
said = "Publish <b>months</b>."
response = "Months are too small to be published."
"""


def _home(tmp_path: Path, opens: dt.date, closes: dt.date, assistant: Assistant) -> Path:
    """A home whose survey is open on these days, for the page to read; everything else is the checkout's."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("catalog", "data"):
        (home / name).mkdir()
        for path in (assistant.folder / name).iterdir():
            if path.name != "feedback.toml":
                (home / name / path.name).symlink_to(path)
    (home / "catalog" / "feedback.toml").write_text(ROUNDS.format(opens=opens, closes=closes), encoding="utf-8")
    return home


def _page(home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("ASSISTANT_HOME", str(home))
    return AppTest.from_file(APP, default_timeout=60).run().switch_page("app_pages/feedback.py").run()


def test_an_open_round_takes_a_response_once_and_a_closed_one_shows_what_it_led_to(
    tmp_path: Path, assistant: Assistant, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    app = _page(_home(tmp_path, FIRST, LAST, assistant), monkeypatch)
    assert not app.exception
    app.multiselect[0].set_value(["referrals_series"])
    app.radio[0].set_value("No")
    app.multiselect[1].set_value(["gender"])
    app.text_area[0].set_value("Sooner <script>alert(1)</script>")
    _named(app.button, "Send")[0].click().run()
    assert not app.exception
    assert THANKS in _boxes(app)
    (kept,) = store.responses(FIRST, LAST)
    assert kept.round == "now"
    useful, enough, change = kept.replies
    assert useful.datasets == ("referrals_series",)
    assert (enough.choice, enough.wanted) == ("No", ("gender",))
    assert change.comment == "Sooner <script>alert(1)</script>"
    text = " ".join(box.value for box in app.markdown)
    assert "Twelve users answered." in text
    assert "Publish \\<b\\>months" in text
    assert "too small to be published" in text


def test_between_rounds_nothing_can_be_sent_and_the_next_day_is_named(
    tmp_path: Path, assistant: Assistant, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    app = _page(_home(tmp_path, LAST, LAST, assistant), monkeypatch)
    assert "The next one opens on" in app.info[0].value
    assert not app.radio
    assert not _named(app.button, "Send")


def test_a_survey_that_cannot_be_read_is_one_line(
    tmp_path: Path, assistant: Assistant, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    home = _home(tmp_path, FIRST, LAST, assistant)
    (home / "catalog" / "feedback.toml").write_text("[[round", encoding="utf-8")
    app = _page(home, monkeypatch)
    assert not app.exception
    assert len(app.error) == 1


# From elsewhere


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder, port = tmp_path_factory.mktemp("served"), free_port()
    here = {"PYTHONPATH": str(ROOT), "ASSISTANT_DATABASE_URL": f"sqlite:///{folder}/feedback.sqlite"}
    daemon = Daemon([sys.executable, "-m", "assistant", "serve", "--port", str(port)], {**os.environ, **here}, ROOT)
    try:
        daemon.until("URL: http")
        yield f"http://localhost:{port}", folder / "feedback.sqlite"
    finally:
        daemon.kill()


UPGRADE = {
    "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}  # fmt: skip


def test_nothing_can_be_sent_from_another_site(served: tuple[str, Path]) -> None:
    """Values travel over the page's WebSocket alone, and a browser says in Origin whose page opens it."""
    address, file = served
    for origin, status in ((address, 101), ("https://elsewhere.example", 403), ("null", 403)):
        with httpx.stream("GET", f"{address}/_stcore/stream", headers={**UPGRADE, "Origin": origin}) as answer:
            assert answer.status_code == status, origin
    for path in ("/", "/feedback", "/_stcore/stream"):
        posted = httpx.post(address + path, data={"comment": "x"}, headers={"Origin": "https://elsewhere.example"})
        assert posted.status_code in (403, 404, 405), path
    assert not file.exists()


def test_what_programs_ask_in_vain_is_counted_too(served: tuple[str, Path]) -> None:
    address, file = served
    answer = httpx.post(f"{address}/api/ask", json={"question": UNPUBLISHED})
    assert answer.json()["parts"][0]["status"] == "not_published"
    # The count is not waited for by the answer, hence the asking again.
    store = Store(URL.create("sqlite", database=str(file)))
    for _ in range(200):
        if store.unmet("2000-01", "2999-12"):
            break
        httpx.get(f"{address}/api/health")
    counted = store.unmet("2000-01", "2999-12")
    store.close()
    assert [(unmet.measure, times) for (_, unmet), times in counted.items()] == [("cg_decisions", 1)]
    with sqlite3.connect(file) as connection:
        kept = "\n".join(connection.iterdump())
    connection.close()
    assert not re.search(r"nationals|2023", kept)
