"""Words on the pages: what a reader would not say must not come back."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from assistant.api.answers import InProcess
from assistant.render.page import Setting
from assistant.service import Assistant
from assistant.web.frame import Frame
from assistant.web.http_api import Api
from assistant.web.shield import Shield

pytestmark = pytest.mark.slow

WEB = Path(__file__).resolve().parent.parent / "assistant" / "web"
# The team's words, and sentences that an editor has struck out.
STRUCK = (
    "Read against what is held", "Questions that answer", "A period opens an answer", "One count",
    "The words of questions",
    "Your feedback is kept", "Please write nothing here about a person", "forbids a plain figure",
    "is a published cell of",
    "The same change again", "highest of those shown", "Not held here", "Ask published statistics", "Keep the sentence",
    "Share of the total:", "Show this answer",
)  # fmt: skip
# What no newspaper would print: the catalog's phrases in brackets, shapes, and half sentences.
UNPRINTED = (
    *STRUCK, "went from", "compare:", "for Positive", "summed over", "(recorded as", "(by the", "(Albanian",
    "(reporting",
    "Number of referrals:", "None", "  ", "were  ", " ,",
)  # fmt: skip
ASKED = (
    "referrals each year since 2014", "referrals by quarter in 2023 and 2022",
    "How many Albanian men were referred each year?",
    "How has the share of children changed since 2019?", "Which police force referred most in 2023?",
    "quarter by exploitation type 2023 for women", "referrals by exploitation type in 2023",
    "exploitation type by age in 2023",
    "Compare each quarter of 2023 with the same quarter of 2022", "largest year on year rise in referrals",
    "What is the gap between male and female referrals by quarter in 2023?", "Cumulative referrals by quarter 2023",
    "How many different nationalities were referred in 2023?", "top five nationalities for labour exploitation in 2023",
    "Albanian and Vietnamese referrals by year", "UK nationals as a share of children referred in 2023",
    "male and female referrals in 2022 and 2023", "referrals of Albanians in each quarter of 2022",
    "positive and negative reasonable grounds decisions by year", "share of referrals by first responder type 2023",
    "percentage positive by age, reasonable grounds 2023", "Average referrals per police force in 2023",
    "Cases awaiting a conclusive grounds decision each quarter of 2025", "referrals by nationality and year",
)  # fmt: skip
PAGES = ("ask", "browse", "changed", "about", "reply", "check", "feedback")
LINK = "m=referrals&s=breakdown&by=gender&p=2023"


def _strings(path: Path) -> list[str]:
    """Every text of a module but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in told
    ]


def test_no_text_of_the_web_app_has_words_that_were_struck_out() -> None:
    paths = [*WEB.rglob("*.py"), *(WEB.parent / "render").glob("*.py")]
    found = [(path.name, word) for path in paths for text in _strings(path) for word in STRUCK if word in text]
    assert len(paths) > 40 and found == []


@pytest.mark.parametrize("name", PAGES)
def test_no_page_shows_a_word_that_was_struck_out(name: str) -> None:
    app = AppTest.from_file(str(WEB / "app.py"), default_timeout=60).run()
    if name != "ask":
        app.switch_page(f"app_pages/{name}.py").run()
    elements = [
        *app.title,
        *app.header,
        *app.subheader,
        *app.markdown,
        *app.caption,
        *app.info,
        *app.button,
        *app.selectbox,
    ]
    shown = " ".join(str(getattr(one, "label", "") or getattr(one, "value", "")) for one in elements)
    assert len(shown) > 200
    assert [word for word in STRUCK if word in shown] == []


def test_no_headline_and_no_chart_has_words_that_were_struck_out(assistant: Assistant) -> None:
    parts = [part for question in ASKED for part in assistant.ask(question).parts]
    told = [part.headline for part in parts]
    told += [text for part in parts if part.chart for text in (part.chart.title, part.chart.subtitle)]
    assert len(told) > 2 * len(ASKED)
    assert [(text, word) for text in told for word in UNPRINTED if word in text] == []


def test_a_rise_and_a_fall_are_told_as_such(assistant: Assistant) -> None:
    told = assistant.ask("Compare each quarter of 2023 with the same quarter of 2022").parts[0].headline
    assert "up 965 on a year earlier from January to March 2023, down 164" in told  # 4,738 and 3,773; 3,993 and 4,157
    assert assistant.ask("referrals by quarter in 2023 and 2022").parts[0].headline.index("2022") < 60, (
        "time goes forwards"
    )


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> TestClient:
    """The documents round the app, without the app."""
    answers = InProcess(assistant)
    framed = Middleware(Frame, opened=answers.open, setting=lambda: Setting(assistant.catalog.publications))
    app = Starlette(routes=Api(assistant, answers=answers).routes(), middleware=[Middleware(Shield), framed])
    app.add_route("/static/media/font.woff2", lambda _: PlainTextResponse("font"))
    return TestClient(app)


def _meta(text: str, name: str) -> str:
    found = re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)"', text)
    return found[1] if found else ""


def test_a_link_says_what_it_is_about_before_any_script_has_run(client: TestClient) -> None:
    text = client.get(f"/?{LINK}").text
    assert "<title>How many referrals were there by gender in 2023?</title>" in text
    assert _meta(text, "og:title") == "How many referrals were there by gender in 2023?"
    assert "12,921" in _meta(text, "description") and _meta(text, "og:description") == _meta(text, "description")
    picture = _meta(text, "og:image").replace("&amp;", "&")
    got = client.get(picture)
    assert got.headers["content-type"] == "image/png" and got.content[:8] == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(("path", "title"), [("/", "Figure Finder"), ("/browse", "Browse – Figure Finder")])
def test_a_page_has_its_own_title_and_a_description(client: TestClient, path: str, title: str) -> None:
    text = client.get(path).text
    assert f"<title>{title}</title>" in text and "official statistics" in _meta(text, "description")


@pytest.mark.parametrize(
    "link", ["m=nonsense", "m=referrals&p=yesterday", "t=over(", "m=referrals&w.age=<script>alert(1)</script>"]
)
def test_a_link_that_cannot_be_answered_still_opens_the_app(client: TestClient, link: str) -> None:
    got = client.get(f"/?{link}")
    assert got.status_code == 200 and "<title>Figure Finder</title>" in got.text and "alert(1)" not in got.text


def test_an_unknown_address_is_not_found_and_says_where_to_go(client: TestClient) -> None:
    got = client.get("/nowhere")
    assert got.status_code == 404 and "Page not found" in got.text and 'href="/browse"' in got.text


def test_the_embedded_answer_alone_may_stand_in_a_frame(client: TestClient) -> None:
    framed, plain = client.get(f"/embed?{LINK}"), client.get(f"/api/answer.html?{LINK}")
    assert "frame-ancestors *" in framed.headers["content-security-policy"] and "x-frame-options" not in framed.headers
    assert (
        "frame-ancestors 'none'" in plain.headers["content-security-policy"]
        and plain.headers["x-frame-options"] == "DENY"
    )
    assert "12,921" in framed.text and "<script" not in framed.text


def test_an_answer_without_a_chart_has_no_picture(client: TestClient) -> None:
    assert client.get("/api/answer.png?m=referrals&s=figure&p=2023").status_code == 404


def test_scripts_of_the_app_are_sent_compressed_and_no_other_file_is_read(client: TestClient) -> None:
    script = next(name for name in re.findall(r'src="\./(static/js/index[^"]+)"', client.get("/").text))
    got = client.get(f"/{script}")
    assert got.headers["content-encoding"] == "gzip" and len(got.text) > 4 * int(got.headers["content-length"]) / 2
    assert client.get("/static/js/../../../../app.py").status_code == 404
    assert client.get("/static/js/%2e%2e/%2e%2e/index.html").status_code == 404
