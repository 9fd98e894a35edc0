"""Other programs over HTTP: the same answers, with entity tags, other forms, and every error of a request at once."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from assistant.answer.model import Answer
from assistant.api.edition import edition
from assistant.api.kept import KeptAnswers
from assistant.api.models import AnswerView, PartView
from assistant.api.reading import MOST_BODY
from assistant.errors import UnknownRelease
from assistant.home import home
from assistant.render.json_view import FIELDS, answer_view
from assistant.service import Assistant
from assistant.web.http_api import Api
from assistant.web.shield import Shield

pytestmark = pytest.mark.slow

QUESTION = "How many referrals were there in 2019?"
RANKING = "Top five nationalities in 2023"
REFUSED = "How many positive conclusive grounds decisions were made for UK nationals in 2023?"


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[TestClient]:
    app = Starlette(routes=Api(assistant).routes(), middleware=[Middleware(Shield)])
    with TestClient(app, raise_server_exceptions=False) as made:
        yield made


def _problem(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = answer.json()
    assert {"type", "title", "status", "detail"} <= set(document)
    assert document["status"] == status
    return document


# Answers


def test_an_answer_is_made_once_and_kept_while_there_is_room(assistant: Assistant) -> None:
    kept = KeptAnswers(cells=300)
    made: list[str] = []

    def ask(question: str) -> Answer:
        made.append(question)
        return assistant.ask(question)

    first = kept.answer(QUESTION, lambda: ask(QUESTION))
    again = kept.answer(QUESTION, lambda: ask(QUESTION))
    assert made == [QUESTION] and again.parts == first.parts == assistant.ask(QUESTION).parts
    large = "Referrals by nationality, quarter by quarter since 2019"
    assert kept.answer(large, lambda: ask(large)).parts == kept.answer(large, lambda: ask(large)).parts
    assert made == [QUESTION, large, large]  # larger than all the room there is
    for question in (RANKING, REFUSED, "How many referrals were there in 2018?", "DtN reports in 2022", "NRM in 2017"):
        kept.answer(question, lambda question=question: ask(question))  # type: ignore[misc]
    kept.answer(QUESTION, lambda: ask(QUESTION))
    assert made.count(QUESTION) == 2


def test_an_error_is_raised_each_time_and_never_kept(assistant: Assistant) -> None:
    kept = KeptAnswers()
    for _ in range(2):
        with pytest.raises(UnknownRelease):
            kept.answer(QUESTION, lambda: assistant.ask(QUESTION, as_of="nowhere"))
    assert kept.answer(QUESTION, lambda: assistant.ask(QUESTION)).parts[0].value == 10606


def test_every_form_of_an_answer_leaves_the_kept_one_as_it_was(client: TestClient) -> None:
    first = client.get("/api/ask", params={"q": RANKING}).json()
    client.get("/api/ask", params={"q": RANKING}, headers={"Accept": "text/csv"})
    client.get("/api/answer.html", params={"q": RANKING})
    assert client.get("/api/ask", params={"q": RANKING}).json() == first


def test_a_question_gets_the_answer_object_of_every_front_end(client: TestClient, assistant: Assistant) -> None:
    got = client.get("/api/ask", params={"q": QUESTION}).json()
    assert got == {**json.loads(json.dumps(answer_view(assistant.ask(QUESTION)))), "timings_ms": {}}
    assert got["parts"][0]["value"] == 10606


def test_a_question_may_come_as_json_with_a_release(client: TestClient) -> None:
    sent = {"question": "How many referrals were there in Q1 2023?", "as_of": "nrm-2023-q1"}
    assert client.post("/api/ask", json=sent).json()["parts"][0]["value"] == 4746
    assert client.post("/api/ask", json={**sent, "as_of": "nrm-2023-q2"}).json()["parts"][0]["value"] == 4739


def test_a_question_follows_up_the_query_before(client: TestClient) -> None:
    first = client.get("/api/ask", params={"q": "How many Albanian children were referred in 2023?"}).json()
    second = client.get("/api/ask", params={"q": "and in Q4 2023?", "before": first["parts"][0]["link"]}).json()
    assert "Albanian nationals" in second["parts"][0]["headline"]
    assert "October to December 2023" in second["parts"][0]["headline"]


def test_what_is_not_published_is_an_answer_with_choices_that_answer(client: TestClient) -> None:
    part = client.get("/api/ask", params={"q": REFUSED}).json()["parts"][0]
    assert (part["status"], part["value"], part["rows"]) == ("not_published", None, [])
    assert part["choices"]
    for choice in part["choices"]:
        assert client.get("/api/ask", params={"q": choice}).json()["parts"][0]["status"] == "answered"


def test_the_link_of_an_answer_opens_the_same_figures(client: TestClient) -> None:
    asked = client.get("/api/ask", params={"q": RANKING}).json()["parts"][0]
    opened = client.get(f"/api/answer?{asked['link']}").json()["parts"][0]
    assert opened["rows"] == asked["rows"] == [
        ["UK", 4305], ["Albanian", 4055], ["Vietnamese", 997], ["Sudanese", 941], ["Eritrean", 899]
    ]  # fmt: skip
    ids = [[caveat["id"] for caveat in part["caveats"]] for part in (opened, asked)]
    assert ids[0] == ids[1]  # a link holds to its release, so what later ones say of the figures is left out


def test_a_claim_is_checked(client: TestClient) -> None:
    claim = "There were 5,929 duty to notify reports in 2023."
    for got in (client.get("/api/check", params={"claim": claim}), client.post("/api/check", json={"claim": claim})):
        (assertion,) = got.json()["assertions"]
        assert (assertion["verdict"], assertion["stated"], assertion["published"]) == ("not_supported", 5929, 4929)


def test_a_figure_and_its_caveats_come_as_csv_where_that_is_preferred(client: TestClient) -> None:
    got = client.get("/api/ask", params={"q": RANKING}, headers={"Accept": "text/csv, application/json;q=0.5"})
    assert got.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(got.text)))
    assert [(row["nationality"], row["referrals"]) for row in rows][:2] == [("UK", "4305"), ("Albanian", "4055")]
    assert "Accept" in got.headers["vary"]
    address, _, rest = got.headers["link"].partition(">")
    assert 'rel="describedby"' in rest
    view = client.get(address.removeprefix("<")).json()
    assert [column["name"] for column in view["tableSchema"]["columns"]] == list(rows[0])
    named = {note["id"] for note in view["notes"]}
    assert named == {name for row in rows for name in row["note_ids"].split("; ")}
    assert view["url"].startswith("answer.csv?")


def test_csv_of_an_answer_without_one_table_says_what_there_is_instead(client: TestClient) -> None:
    csv_only = {"Accept": "text/csv"}
    refused = _problem(client.get("/api/ask", params={"q": REFUSED}, headers=csv_only), 406)
    assert refused["parts"][0]["choices"]
    two = f"{QUESTION} How many DtN reports were there in 2023?"
    several = _problem(client.get("/api/ask", params={"q": two}, headers=csv_only), 406)
    values = [client.get(part["href"]).json()["parts"][0]["value"] for part in several["parts"]]
    assert values == [10606, 4929]


def test_a_form_that_nobody_offers_is_refused(client: TestClient) -> None:
    _problem(client.get("/api/ask", params={"q": QUESTION}, headers={"Accept": "image/png"}), 406)


# What is published


def test_tables_say_what_is_counted_by_what_and_until_when(client: TestClient) -> None:
    tables = {table["id"]: table for table in client.get("/api/tables").json()["tables"]}
    assert tables["referrals_series"]["periods"].startswith("2009 to 2023")
    assert tables["referrals_series"]["newest_release"] == "nrm-2023-q4"
    assert "nationality" in [entry["id"] for entry in tables["detail_police"]["dimensions"]]


def test_a_table_in_full_has_its_members_releases_and_examples_that_answer(client: TestClient) -> None:
    table = client.get("/api/tables/dtn_nationality").json()
    (breakdown,) = table["breakdowns"]
    assert {"id": "albanian", "label": "Albanian", "printed": []} in breakdown["members"]
    assert table["releases"][0]["published"] == "2024-03-07"
    assert "dual-nationality-2019" in table["changes"]
    for example in table["examples"]:
        assert client.get("/api/ask", params={"q": example}).json()["parts"][0]["status"] == "answered"


def test_changes_of_a_measure_leave_those_of_others_out(client: TestClient) -> None:
    every = [change["id"] for change in client.get("/api/changes").json()["changes"]]
    of_decisions = [c["id"] for c in client.get("/api/changes", params={"measure": "rg_decisions"}).json()["changes"]]
    assert "rg-threshold-2023" in of_decisions
    assert "dtn-start-2015" in every
    assert "dtn-start-2015" not in of_decisions
    assert set(of_decisions) < set(every)


def test_health_asks_a_real_question(client: TestClient) -> None:
    got = client.get("/api/health")
    assert got.json()["status"] == "ok"
    assert got.json()["outcome"] == "answered"
    assert got.headers["cache-control"] == "no-store"


# Entity tags


@pytest.mark.parametrize(
    "path",
    [
        f"/api/ask?{urlencode({'q': QUESTION})}", "/api/answer?m=referrals&p=2019",
        "/api/answer.html?m=referrals&p=2019",
        "/api/tables", "/api/tables/rg_series", "/api/changes?measure=referrals", "/api/openapi.json",
        "/api/datapackage.json", "/api/data/nrm-2023-q4/rg_series.csv",
    ],
)  # fmt: skip
def test_what_has_not_changed_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    assert first.status_code == 200
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(path).content == first.content, "equal tags, equal bytes"
    assert client.head(path).headers["etag"] == first.headers["etag"]


def test_tags_differ_by_query_release_and_form(client: TestClient) -> None:
    asked = [
        client.get("/api/ask", params={"q": QUESTION}),
        client.get("/api/ask", params={"q": QUESTION, "as_of": "first"}),
        client.get("/api/ask", params={"q": QUESTION}, headers={"Accept": "text/csv"}),
        client.get("/api/ask", params={"q": "How many referrals were there in 2020?"}),
    ]
    assert len({got.headers["etag"] for got in asked}) == 4


def test_the_edition_in_a_tag_follows_the_contents_and_not_the_place(tmp_path: Path) -> None:
    for name in ("here", "bundled"):
        for part in ("catalog", "data"):
            shutil.copytree(home() / part, tmp_path / name / part)
    assert edition(tmp_path / "here") == edition(tmp_path / "bundled") == edition(home())
    figures = tmp_path / "bundled" / "data" / "nrm-2023-q4" / "rg_series.csv"
    figures.write_text(figures.read_text(encoding="utf-8").replace(",210", ",211", 1), encoding="utf-8")
    assert edition(tmp_path / "bundled") != edition(tmp_path / "here")


# Requests that are wrong


def test_all_errors_of_a_request_come_at_once(client: TestClient) -> None:
    sent = {"question": 5, "as_of": "x" * 101, "colour": "blue"}
    errors = _problem(client.post("/api/ask", json=sent), 422)["errors"]
    assert {error["path"] for error in errors} == {"question", "as_of", "colour"}
    assert all(error["message"].endswith(".") for error in errors)


def test_all_errors_of_a_canonical_query_come_at_once(client: TestClient) -> None:
    link = "m=weather&w.age=martian&w.mood=good&by=star_sign&of=hat&release=nrm-1066-q1&n=0"
    errors = _problem(client.get(f"/api/answer?{link}"), 422)["errors"]
    assert [error["path"] for error in errors] == ["m", "w.age", "w", "by", "of", "release", "n"]


def test_all_errors_of_a_question_s_settings_come_at_once(client: TestClient) -> None:
    sent = {"question": QUESTION, "as_of": "nrm-1066-q1", "before": "p=yesterday"}
    assert {e["path"] for e in _problem(client.post("/api/ask", json=sent), 422)["errors"]} == {"as_of", "before"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/ask", 422), ("/api/ask?q=", 422), ("/api/ask?q=a&q=b", 422), ("/api/ask?q=a&as-of=first", 422),
        ("/api/ask?q=%ff", 400), (f"/api/ask?q={'x' * 2001}", 422), (f"/api/ask?q={'x' * 20000}", 414),
        ("/api/ask?" + "&".join(f"a{i}=1" for i in range(50)), 400), ("/api/check", 422), ("/api/answer", 422),
        ("/api/answer?m=referrals&p=yesterday", 422), ("/api/answer?m=referrals&colour=blue", 422),
        ("/api/tables?page=2", 422), ("/api/tables/weather", 404), ("/api/changes?measure=weather", 422),
        ("/api/nothing", 404), ("/api/data/nrm-2023-q4/weather.csv", 404), ("/api/schemas/weather.json", 404),
    ],
)  # fmt: skip
def test_a_wrong_request_is_a_problem_document(client: TestClient, path: str, status: int) -> None:
    _problem(client.get(path), status)


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/json", 400), (b"[1, 2]", "application/json", 422), (b"\xff\xfe", "application/json", 400),
        (b'{"question": "a", "question": "b"}', "application/json", 400), (b"[" * 100_000, "application/json", 400),
        (b'{"question": "\\ud800"}', "application/json", 422), (b"question=a", "application/x-www-form-urlencoded",
        415),
        (b" " * (MOST_BODY + 1), "application/json", 413), (b'{"question": NaN}', "application/json", 422),
    ],
)  # fmt: skip
def test_a_wrong_body_is_a_problem_document(client: TestClient, body: bytes, kind: str, status: int) -> None:
    _problem(client.post("/api/ask", content=body, headers={"Content-Type": kind}), status)


def test_a_method_that_an_address_does_not_take_is_told_which_it_takes(client: TestClient) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        got = client.request(method, "/api/ask")
        _problem(got, 405)
        assert got.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert client.post("/api/tables").headers["allow"] == "GET, HEAD, OPTIONS"
    assert client.options("/api/ask").headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"


# Headers


@pytest.mark.parametrize("path", ["/api/tables", "/api/nothing", "/api/answer.html", "/api/answer.html?m=weather"])
def test_browsers_are_told_to_run_frame_and_send_nothing(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "script" not in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


# The plain page


class Outline(HTMLParser):
    """What a page is made of: (tag, attributes) in order, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_page_holds_the_whole_answer_without_a_script(client: TestClient) -> None:
    got = client.get("/api/answer.html", params={"q": RANKING})
    page, text = Outline(got.text), " ".join(Outline(got.text).said)
    assert page.all("html") == [{"lang": "en-GB"}]
    assert page.all("script") == []
    assert len(page.all("h1")) == 1
    levels = [int(tag[1]) for tag, _ in page.tags if tag in ("h1", "h2", "h3", "h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.all("caption")
    assert all(head.get("scope") in ("col", "row") for head in page.all("th"))
    assert len([head for head in page.all("th") if head.get("scope") == "row"]) == 5
    for said in ("UK (4,305)", "[note 1]", "published 7 March 2024", "Calculated from published figures", "4,055"):
        assert said in text
    fields = {field.get("id") for field in page.all("input")}
    assert {label.get("for") for label in page.all("label")} == fields
    assert all(not str(a.get("href")).startswith("javascript") for a in page.all("a"))


def test_the_page_is_linkable_and_its_links_work(client: TestClient) -> None:
    page = Outline(client.get("/api/answer.html", params={"q": REFUSED}).text)
    links = [str(a["href"]) for a in page.all("a") if str(a.get("href")).startswith("/api/")]
    assert links
    assert all(client.get(link).status_code == 200 for link in links)


def test_the_figures_of_the_page_can_be_downloaded(client: TestClient) -> None:
    page = Outline(client.get("/api/answer.html", params={"q": RANKING}).text)
    (link,) = [str(a["href"]) for a in page.all("a") if str(a.get("href")).startswith("/api/answer.csv?")]
    rows = list(csv.DictReader(io.StringIO(client.get(link).text)))
    assert [row["referrals"] for row in rows] == ["4305", "4055", "997", "941", "899"]


def test_a_break_stands_above_the_table_of_the_page(client: TestClient) -> None:
    asked = "How did positive reasonable grounds decisions change between 2022 and 2023?"
    text = client.get("/api/answer.html", params={"q": asked}).text
    assert text.index('class="warning"') < text.index("<table>")


def test_the_page_prints_without_its_form(client: TestClient) -> None:
    got = client.get("/api/answer.html", params={"q": RANKING})
    assert "@media print" in got.text
    assert Outline(got.text).all("form")[0]["class"] == "screen"


def test_the_page_without_a_question_has_the_form_and_examples_that_answer(client: TestClient) -> None:
    page = Outline(client.get("/api/answer.html").text)
    links = [str(a["href"]) for a in page.all("a") if str(a.get("href")).startswith("/api/")]
    assert len(links) >= 3
    for link in links:
        assert 'class="headline"' in client.get(link).text


def test_a_wrong_link_gets_a_page_with_one_sentence(client: TestClient) -> None:
    got = client.get("/api/answer.html?m=weather")
    assert got.status_code == 422
    assert len([a for a in Outline(got.text).all("p") if a.get("role") == "alert"]) == 1


# The description


def test_the_description_is_openapi_and_names_every_address(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    OpenAPIV31SpecValidator(document).validate()
    served = {route.path for route in client.app.routes}  # type: ignore[attr-defined]
    assert served - set(document["paths"]) == {"/api/{rest:path}", "/api/schemas/{name}"}
    assert set(document["paths"]) <= served


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        (f"/api/ask?{urlencode({'q': RANKING})}", "AnswerView"), (f"/api/ask?{urlencode({'q': REFUSED})}",
        "AnswerView"),
        ("/api/answer?m=referrals&p=2019", "AnswerView"), ("/api/check?claim=There+were+100+referrals+in+2019.",
        "CheckedView"),
        ("/api/tables", "TablesView"), ("/api/tables/detail_police", "TableDetail"), ("/api/changes", "ChangesView"),
        ("/api/health", "HealthView"), ("/api/ask", "ProblemView"),
    ],
)  # fmt: skip
def test_answers_are_as_described(client: TestClient, path: str, schema: str) -> None:
    document = client.get("/api/openapi.json").json()
    validator = Draft202012Validator({"$ref": f"#/components/schemas/{schema}", "components": document["components"]})
    assert [error.message for error in validator.iter_errors(client.get(path).json())] == []


def test_the_models_are_the_answer_object() -> None:
    assert set(PartView.model_fields) == set(FIELDS)
    assert set(AnswerView.model_fields) == {"question", "parts", "timings_ms"}
