"""The web app as it is started for users, and Chromium to use it with; where there is none, the tests say so."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from servers import HOST, Daemon, free_port

if TYPE_CHECKING:  # where it is not installed the tests are skipped, and this file must not stand in the way of others
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",  # in a container there is none to be had
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of one server for all browser tests."""
    if chromium() is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    port = str(free_port())
    server = Daemon([sys.executable, "-m", "assistant", "serve", "--port", port], {}, ROOT)
    try:
        server.until(r"^URL: ", 120)
        yield f"http://{HOST}:{port}"
    finally:
        server.kill()


# Of a module and not of the session: while it is open Playwright keeps an event loop running, and other tests start
# theirs.
@pytest.fixture(scope="module")
def browser(site: str) -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """One for all pages that need not be new here: the program of the web app is then loaded once."""
    opened = browser.new_context(base_url=site, permissions=["clipboard-read", "clipboard-write"])
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A window of its own, with a conversation of its own."""
    opened = context.new_page()
    yield opened
    opened.close()


def chromium() -> str | None:
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)
