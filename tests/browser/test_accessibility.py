"""WCAG 2.2 A and AA as far as a program can tell, in both colour schemes, and the width of a small phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install '.[test]'")
pytest.importorskip("axe_playwright_python", reason="axe is not installed: pip install '.[test]'")

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect
from steps import ask, go, settled, visit

pytestmark = pytest.mark.slow

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],  # in full; of what passed, the names of the rules
}
GROUND = {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 25, 29)"}
WINDOW: ViewportSize = {"width": 1280, "height": 800}
MOST_UNFOLDED = 4
HIGHER = 20_000  # pixels than any page here with all of it unfolded
# What Streamlit's own widgets leave open: the state, axe's rule and its selector. Each has a sentence on the About
# page.
# An entry that no longer occurs fails the test, so that nothing is excused for longer than it has to be.
OPEN: dict[str, set[tuple[str, str]]] = {
    "reply": {("presentation-role-conflict", "section")},  # st.file_uploader: role="presentation" and a tabindex of -1
}
# Elements beyond the window that no region of their own lets a reader scroll to.
BEYOND = """() => {
  const scrolls = (e) => ["auto", "scroll"].includes(getComputedStyle(e).overflowX) && e.dataset.testid !== "stMain";
  const region = (e) => { for (let s = e.parentElement; s; s = s.parentElement) if (scrolls(s)) return true; };
  return [...document.querySelectorAll("[data-testid=stMain] *")]
    .filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1 && !region(e))
    .map((e) => e.outerHTML.slice(0, 200));
}"""

# A chart is nothing that can be examined until it is decoded.
DRAWN = "() => [...document.querySelectorAll('img.chart')].every((e) => e.complete)"
STILL = "() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)).then(() => null)"


def _unfold(page: Page) -> None:
    """Disclosures open: what is folded away is not examined. Of a long list of the same kind, the first few."""
    folded = page.locator("details:not([open])")
    before = folded.count()
    opened = page.locator("details:not([open]) > summary").evaluate_all(
        "(all, most) => all.slice(0, most).map(one => one.click()).length", MOST_UNFOLDED
    )
    expect(folded).to_have_count(before - opened)
    settled(page)


def _answered(page: Page) -> None:
    visit(page, "/")
    ask(page, "Top ten nationalities in Q4 2023")
    _unfold(page)


def _conversation(page: Page) -> None:
    """A table that scrolls within itself, a choice to make, a comparison over a break, and nothing published."""
    visit(page, "/")
    found = ask(
        page,
        "What are referrals by nationality in 2023? How many decisions were made in 2022? "
        "How did positive reasonable grounds decisions change between 2022 and 2023? "
        "How many positive conclusive grounds decisions were made for UK nationals in 2023?",
    )
    expect(found.get_by_role("table").first).to_be_visible()
    expect(found.get_by_role("heading", level=3)).to_have_count(4)


def _checked(page: Page) -> None:
    go(page, "Check a claim")
    page.get_by_label("The sentence or article to check").fill(
        "In 2019 there were 10,606 referrals. In 2023 there were 20,000 referrals."
    )
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("Stated 20,000")).to_be_visible()
    settled(page)


def _drafted(page: Page) -> None:
    go(page, "Reply to an email")
    page.get_by_label("The email").fill("How many children were referred in 2022?\n\nHow many decisions were made?")
    page.get_by_role("button", name="Draft a reply").click()
    expect(page.get_by_role("button", name="Download as document")).to_be_visible()
    _unfold(page)


def _unfolded(title: str) -> Callable[[Page], None]:
    def state(page: Page) -> None:
        go(page, title)
        _unfold(page)

    return state


STATES: dict[str, Callable[[Page], None]] = {
    "ask": lambda page: visit(page, "/"),
    "answered": _answered,
    "conversation": _conversation,
    "check": _checked,
    "reply": _drafted,
    "browse": _unfolded("Browse"),
    "changed": _unfolded("What changed"),
    "about": _unfolded("About"),
    "feedback": _unfolded("Feedback"),
}


@pytest.fixture(scope="module")
def window(context: BrowserContext) -> Page:
    """One for all states: to load the app takes longer than to examine it."""
    return context.new_page()


@pytest.fixture(scope="module", params=STATES)
def standing(request: pytest.FixtureRequest, window: Page) -> tuple[str, Page]:
    """A page in a state that people see, reached once for all that is looked at."""
    window.set_viewport_size(WINDOW)
    STATES[request.param](window)
    return request.param, window


def _whole(page: Page) -> None:
    """A window higher than the page: axe takes what a scrolled region hides for invisible, and leaves it out."""
    page.set_viewport_size({"width": 1280, "height": HIGHER})
    page.wait_for_function("(e => e.scrollHeight <= e.clientHeight)(document.querySelector('[data-testid=stMain]'))")


@pytest.mark.parametrize("scheme", GROUND)
def test_axe_finds_nothing_but_what_the_framework_leaves_open(standing: tuple[str, Page], scheme: Any) -> None:
    state, page = standing
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", GROUND[scheme])
    _whole(page)
    page.wait_for_function(DRAWN)
    page.evaluate(STILL)
    found = Axe().run(page, options=RULES).response
    assert {"color-contrast", "link-name", "document-title"} <= {rule["id"] for rule in found["passes"]}
    failed = {
        (rule["id"], " ".join(map(str, node["target"]))): node["failureSummary"]
        for rule in found["violations"]
        for node in rule["nodes"]
    }
    excused = OPEN.get(state, set())
    assert {key: why for key, why in failed.items() if key not in excused} == {}
    assert excused <= set(failed), "no longer open: take it from the list and from the About page"


def test_at_320_pixels_nothing_has_to_be_scrolled_sideways(standing: tuple[str, Page]) -> None:
    page = standing[1]
    page.set_viewport_size({"width": 320, "height": 640})
    page.wait_for_function("document.querySelector('[data-testid=stMain]').clientWidth <= 320")
    settled(page)
    for element in ("document.scrollingElement", "document.querySelector('[data-testid=stMain]')"):
        page.wait_for_function(f"{element}.scrollWidth <= innerWidth")  # a chart takes its new width a moment later
    assert page.evaluate(BEYOND) == []


def test_a_key_that_the_framework_takes_for_itself_loses_nothing(page: Page) -> None:
    """The About page says so of R; should Streamlit let it go, the sentence can go as well."""
    with page.expect_websocket() as opened:
        visit(page, "/")
    answered = ask(page, "How many Albanian children were referred in 2023?")
    page.get_by_role("heading", level=1).click()
    with opened.value.expect_event("framesent"):
        page.keyboard.press("r")
    settled(page)
    expect(answered).to_contain_text("625 potential victims")
