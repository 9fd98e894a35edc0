"""What people do on every page: open it, wait until it stands, ask."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)


def settled(page: Page) -> None:
    """The script of the page has run to its end: its last line stands, and nothing is being drawn."""
    expect(page.get_by_text("this tool is not a")).to_be_attached()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def visit(page: Page, path: str) -> None:
    page.goto(path, wait_until="commit", timeout=PATIENCE)
    settled(page)


def go(page: Page, title: str) -> None:
    """Another page of the app by its menu, or from nowhere by the first page."""
    if page.url == "about:blank":
        visit(page, "/")
    page.get_by_role("navigation").get_by_role("link", name=title, exact=True).click()
    expect(page).to_have_title(f"{title} – Figure Finder")
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    settled(page)


def ask(page: Page, question: str, turn: int = 0) -> Locator:
    """Type a question; the answer that it gets as turn ``turn`` of the conversation."""
    box = page.get_by_placeholder("Ask a question")
    box.fill(question)
    box.press("Enter")
    return answer(page, turn)


def headline(where: Page | Locator) -> Locator:
    """The sentence that can be printed, which is the heading of an answer."""
    return where.locator(".headline").first


def said(where: Page | Locator) -> Locator:
    """The first thing that a screen reader is told on other pages: what went well is a status, what needs care an
    alert.
    """
    return (
        where.get_by_test_id("stMain")
        .get_by_role("status")
        .or_(where.get_by_test_id("stMain").get_by_role("alert"))
        .first
    )


def answer(page: Page, turn: int = 0) -> Locator:
    """A turn of the conversation, drawn to its end."""
    found = page.locator(f".st-key-turn-{turn}")
    expect(headline(found)).to_be_visible()
    expect(found.get_by_text("Was this answer useful?").last).to_be_attached()
    settled(page)
    return found


def picture(page: Page, shown: Locator, name: str, high: int, wide: int = 1280) -> None:
    """A picture for the README, from ``shown`` on: made anew by PICTURES=tests/browser/pictures in the environment."""
    if folder := os.environ.get("PICTURES"):
        page.set_viewport_size({"width": wide, "height": high})
        page.mouse.move(0, 0)
        settled(page)
        shown.evaluate("element => element.scrollIntoView()")
        page.screenshot(path=Path(folder) / f"{name}.png", animations="disabled")


def folded(page: Page) -> list[str]:
    """The questions of a conversation, in order."""
    return page.locator("h2.asked").all_inner_texts()


def kept(page: Page, questions: list[str]) -> None:
    """The page shows this conversation, and has come to rest."""
    expect(page.locator("h2.asked")).to_have_text(questions)
    settled(page)
