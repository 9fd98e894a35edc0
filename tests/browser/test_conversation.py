"""A conversation that can be left and come back to: Back, Reload, links, other pages, two windows, next questions."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install '.[test]'")

from playwright.sync_api import Browser, Page, Route, expect
from steps import answer, ask, go, headline, kept, picture, settled, visit

pytestmark = pytest.mark.slow

FIRST, THEN, AGAIN = "How many referrals were there in 2023?", "and in 2022?", "by quarter"
PHONE = {"width": 390, "height": 844}


def _three(page: Page) -> None:
    visit(page, "/")
    for turn, question in enumerate((FIRST, THEN, AGAIN)):
        ask(page, question, turn)


def test_back_forward_and_reload_show_the_conversation_as_it_was(page: Page) -> None:
    _three(page)
    page.reload(wait_until="commit")
    kept(page, [FIRST, THEN, AGAIN])
    page.go_back(wait_until="commit")
    kept(page, [FIRST, THEN])
    expect(headline(page)).to_contain_text("16,921")
    page.go_back(wait_until="commit")
    kept(page, [FIRST])
    page.go_forward(wait_until="commit")
    kept(page, [FIRST, THEN])
    third = ask(page, "and in 2021?", 2)
    expect(headline(third)).to_contain_text("12,7")


def test_a_link_to_a_conversation_opens_it_elsewhere_and_it_goes_on(page: Page, browser: Browser) -> None:
    _three(page)
    elsewhere = browser.new_context()
    other = elsewhere.new_page()
    visit(other, page.url)
    kept(other, [FIRST, THEN, AGAIN])
    expect(headline(answer(other, 2))).to_have_text(headline(answer(page, 2)).inner_text())
    elsewhere.close()


def test_words_beside_a_link_stand_only_where_they_lead_to_it(page: Page) -> None:
    visit(page, "/?q=How+many+people+were+murdered+in+2023%3F&m=referrals&s=figure&p=2023")
    found = answer(page)
    expect(headline(found)).to_contain_text("were referred")
    expect(page.get_by_test_id("stMain")).not_to_contain_text("murdered")
    expect(page).not_to_have_url(re.compile("murdered"))


def test_another_page_and_back_keeps_the_conversation_and_new_conversation_ends_it(page: Page) -> None:
    _three(page)
    go(page, "Browse")
    page.get_by_role("navigation").get_by_role("link", name="Ask", exact=True).click()
    kept(page, [FIRST, THEN, AGAIN])
    page.get_by_role("button", name="New conversation").click()
    kept(page, [])
    expect(page.get_by_text("Examples")).to_be_visible()
    page.go_back(wait_until="commit")
    kept(page, [FIRST, THEN, AGAIN])


def test_two_windows_are_two_conversations(page: Page, browser: Browser, site: str) -> None:
    visit(page, "/")
    other = page.context.new_page()
    visit(other, "/")
    ask(page, FIRST)
    ask(other, "How many referrals were there in 2019?")
    expect(headline(ask(page, THEN, 1))).to_contain_text("16,921")
    expect(headline(ask(other, "and in 2020?", 1))).to_contain_text("2020")
    kept(page, [FIRST, THEN])
    other.close()


def test_a_question_typed_before_the_app_has_loaded_is_not_lost(page: Page) -> None:
    held: list[Route] = []
    page.route(re.compile(r"/static/js/index\."), lambda route: held.append(route))
    page.goto("/", wait_until="commit")
    page.get_by_label("Ask a question").fill("How many referrals were th")
    for one in held:
        one.continue_()
    expect(page.get_by_placeholder("Ask a question")).to_have_value("How many referrals were th")
    expect(page.locator("#early")).to_have_count(0)
    settled(page)
    page.keyboard.type("ere in 2019?")
    page.keyboard.press("Enter")
    expect(headline(answer(page))).to_contain_text("10,606")


def test_a_question_can_be_asked_without_any_script(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Ask a question").fill(FIRST)
    page.keyboard.press("Enter")
    expect(headline(page)).to_contain_text("16,990")
    context.close()


def test_a_part_of_the_reading_is_changed_where_it_stands(page: Page) -> None:
    visit(page, "/")
    found = ask(page, "What proportion of referrals in 2022 were children?")
    found.get_by_text("How this was worked out").click()
    found.get_by_role("button", name="2022").click()
    page.get_by_label("Period", exact=True).fill("2021")
    page.keyboard.press("Enter")
    expect(headline(answer(page, 1))).to_contain_text("of 12,7")
    expect(headline(answer(page, 1))).to_contain_text("in 2021")


def test_every_next_question_answers(page: Page) -> None:
    visit(page, "/")
    found = ask(page, FIRST)
    pills = found.get_by_test_id("stButtonGroup").filter(has_text="Ask next").or_(found.get_by_label("Ask next"))
    choices = pills.first.get_by_role("radio").or_(pills.first.get_by_role("button"))
    expect(choices.nth(2)).to_be_visible()
    offered = choices.all_inner_texts()
    for place, label in enumerate(offered):
        if place:
            page.go_back(wait_until="commit")
            kept(page, [FIRST])
        answer(page).get_by_text(label, exact=True).click()
        expect(headline(answer(page, 1))).to_contain_text(re.compile(r"\d"))


def test_an_older_answer_folds_to_its_headline_and_unfolds(page: Page) -> None:
    visit(page, "/")
    ask(page, "Top ten nationalities in Q4 2023")
    ask(page, FIRST, 1)
    older = page.locator(".st-key-turn-0")
    expect(older).to_contain_text("UK (1,138)")
    expect(older.get_by_role("table")).to_be_hidden()
    older.get_by_role("button", name="Show all").click()
    expect(older.get_by_role("table")).to_be_visible()


def test_on_a_phone_the_box_stays_in_reach_and_nothing_jumps(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, viewport=PHONE, is_mobile=True, has_touch=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => { for (const one of list.getEntries())"
        " if (!one.hadRecentInput) window.shift += one.value; }).observe({ type: 'layout-shift', buffered: true });"
    )
    visit(page, "/")
    page.evaluate("window.shift = 0")
    ask(page, FIRST)
    assert page.evaluate("window.shift") < 0.1
    page.evaluate("window.shift = 0")
    found = ask(page, "How many positive reasonable grounds decisions were made in each quarter of 2022 and 2023?", 1)
    expect(page.get_by_placeholder("Ask a question")).to_be_in_viewport()
    expect(headline(found)).to_be_in_viewport()
    expect(found.locator("img.thin")).to_be_visible()
    expect(found.locator("img.broad")).to_be_hidden()
    assert page.evaluate("window.shift") < 0.1
    page.emulate_media(color_scheme="dark")
    picture(page, found, "phone", PHONE["height"], PHONE["width"])
    context.close()


def test_a_headline_is_bold_whatever_typeface_the_device_has(page: Page) -> None:
    visit(page, "/")
    ask(page, FIRST)
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": ".headline"})["nodeId"]
    drawn = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    assert any("Bold" in font["postScriptName"] for font in drawn)


def test_a_deep_link_loads_without_an_error_in_the_console(page: Page) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    for path in ("/browse", "/changed", "/?m=referrals&s=breakdown&by=gender&p=2023"):
        visit(page, path)
    assert told == []


def test_an_address_that_is_no_page_says_where_to_go(page: Page) -> None:
    response = page.goto("/nowhere")
    assert response is not None and response.status == 404
    page.get_by_role("link", name="Browse which figures are available").click()
    expect(page).to_have_url(re.compile("/browse$"))


@pytest.mark.parametrize("question", ["hello", "help"])
def test_a_greeting_is_answered_with_what_can_be_asked(page: Page, question: str) -> None:
    visit(page, "/")
    found = ask(page, question)
    expect(headline(found)).to_contain_text("You can ask about")
    found.get_by_test_id("stButton").first.click()
    expect(headline(answer(page, 1))).to_contain_text(re.compile(r"\d"))


def test_a_screen_reader_meets_the_answer_as_headings_picture_and_table(page: Page) -> None:
    """The tree that Chromium gives to assistive technology, and the one live region."""
    visit(page, "/")
    found = ask(page, "Top ten nationalities in Q4 2023")
    expect(page.locator("#live")).to_have_attribute("role", "status")
    expect(page.locator("#live")).to_contain_text("UK (1,138)")
    expect(found).to_match_aria_snapshot("""
      - heading "Top ten nationalities in Q4 2023" [level=2]
      - heading /UK .1,138./ [level=3]
      - figure:
        - img /Bar chart/
      - region /Table/:
        - table /Referrals/:
          - rowgroup:
            - row "Nationality Referrals"
      - heading "Notes" [level=4]
      - heading "Source" [level=4]
    """)
    levels = (
        page.get_by_test_id("stMain")
        .get_by_role("heading")
        .evaluate_all("all => all.map(one => Number(one.tagName[1]))")
    )
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
