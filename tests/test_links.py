"""Every link that an answer gives opens, as an address and as what a next question follows up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.evaluate import corpus
from assistant.service import Assistant
from assistant.web.http_api import Api

pytestmark = pytest.mark.slow

SHOWN = ("answered", "partial")  # a link names its periods, of which one may be known not to be held
GOLDEN = Path(__file__).parent / "questions"
GIVEN = Path(__file__).parent / "links_given.json"


def _told(part: dict[str, Any]) -> tuple[bool, Any]:
    return part["status"] in SHOWN, part["value"]


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=Api(assistant).routes()), raise_server_exceptions=False) as made:
        yield made


@pytest.fixture(scope="module")
def linked(client: TestClient) -> dict[str, dict[str, Any]]:
    """Link -> the part that gave it, of every golden question; each link once."""
    found: dict[str, dict[str, Any]] = {}
    for item in corpus(GOLDEN):
        got = client.post("/api/ask", json={"question": item.text})
        assert got.status_code == 200, item.text
        found |= {part["link"]: part for part in got.json()["parts"] if part["link"]}
    return found


def test_every_link_opens_at_its_address_with_the_same_figures(
    client: TestClient, linked: dict[str, dict[str, Any]]
) -> None:
    assert len(linked) > 300
    assert {link[:2] for link in linked} == {"m=", "t="}, "links of queries and of trees"
    amiss = []
    for link, part in linked.items():
        got = client.get(f"/api/answer?{link}")
        opened = got.json().get("parts", [{}])[0]
        if got.status_code != 200 or _told(opened) != _told(part):
            amiss.append(f"{got.status_code} {part['question']} {link}")
    assert amiss == []


def test_every_link_opens_as_a_plain_page(client: TestClient, linked: dict[str, dict[str, Any]]) -> None:
    assert [link for link in linked if client.get(f"/api/answer.html?{link}").status_code != 200] == []


def test_a_link_given_before_an_upgrade_opens_with_its_figure(client: TestClient) -> None:
    """Links that answers gave while what is asked was no tree yet, each with its one figure or none."""
    given = json.loads(GIVEN.read_text(encoding="utf-8"))
    assert len(given) > 50
    amiss = []
    for link, value in given.items():
        got = client.get(f"/api/answer?{link}")
        part = got.json().get("parts", [{}])[0]
        if got.status_code != 200 or part["status"] not in SHOWN or part["value"] != value:
            amiss.append(f"{got.status_code} {value} {part.get('value')} {link}")
    assert amiss == []


def test_every_link_can_be_followed_up(client: TestClient, linked: dict[str, dict[str, Any]]) -> None:
    amiss = []
    for link, part in linked.items():
        got = client.get("/api/ask", params={"q": "And in 2021?", "before": link})
        if got.status_code != 200:
            amiss.append(f"{got.status_code} {part['question']} {link}")
    assert amiss == []


def test_a_link_with_a_limit_or_a_step_opens(client: TestClient) -> None:
    """Its parameters are written by hand, for they must open whatever is linked to nowadays."""
    first = client.get("/api/answer?m=referrals&s=extreme&by=quarter&over=4000&r=all")
    assert first.status_code == 200, first.text
    step = client.get("/api/answer?m=referrals&s=extreme&by=quarter&step=1&r=all")
    assert step.status_code == 200, step.text


def test_a_link_is_told_by_what_it_names_whatever_kind_it_says_that_is(client: TestClient) -> None:
    """No answer gave these, but an address can be typed: of two years one alone would pass for both."""
    for kind in ("figure", "compare"):
        (part,) = client.get(f"/api/answer?m=referrals&s={kind}&p=2022%2C2023").json()["parts"]
        assert part["rows"] == [["2022", 16921], ["2023", 16990]]
    (part,) = client.get("/api/answer?m=referrals&s=compare&p=2023").json()["parts"]
    assert part["value"] == 16990
