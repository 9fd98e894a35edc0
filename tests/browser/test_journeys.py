"""What people come for, from the first page to the figure in their hands, in a real browser."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import re
import struct
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from urllib.parse import unquote

import docx
import openpyxl
import pytest
import python_calamine

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install '.[test]'")

from playwright.sync_api import Browser, Locator, Page, Response, expect
from servers import HOST, Daemon, free_port
from steps import answer, ask, headline, picture, said, settled, visit

pytestmark = pytest.mark.slow

RANKING = "Top ten nationalities in Q4 2023"
UK, ALBANIAN = 1138, 802  # the published table


def _copied(page: Page, button: Locator) -> str:
    """What a button puts on the clipboard, pressed by keyboard; it says that it has."""
    text = unquote(str(button.get_attribute("data-copy")))
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == text
    return text


def _downloaded(page: Page, where: Page | Locator, label: str) -> tuple[str, bytes]:
    """The name and the content of the file behind a button."""
    with page.expect_download() as waiting:
        where.get_by_role("button", name=label, exact=True).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_a_journalist_asks_and_leaves_with_a_sentence_its_source_and_a_link(
    page: Page, browser: Browser, site: str
) -> None:
    visit(page, "/")
    found = ask(page, "How many Albanian children were referred in 2023?")
    expect(headline(found)).to_contain_text("625 potential victims")
    expect(found.locator(".figure")).to_contain_text("625")
    sentence = _copied(page, found.locator("button.copy.strong"))
    assert "625 potential victims" in sentence and sentence.count("published") >= 4, "every release that was added up"
    assert "(Calculated from published figures.)" in sentence
    found.get_by_role("button", name="Share").click()
    link = _copied(page, page.get_by_test_id("stPopoverBody").locator("button.copy").first)
    assert link.startswith(f"{site}/?m=") and "release=" in link
    assert link in sentence
    elsewhere = browser.new_context()  # nothing of this conversation travels but the link
    other = elsewhere.new_page()
    visit(other, link)
    expect(headline(answer(other))).to_have_text(headline(found).inner_text())
    elsewhere.close()


def test_an_embedded_answer_stands_in_a_page_of_another_site(
    page: Page, browser: Browser, site: str, tmp_path: Path
) -> None:
    visit(page, "/")
    found = ask(page, RANKING)
    found.get_by_role("button", name="Share").click()
    code = _copied(page, page.get_by_test_id("stPopoverBody").locator("button.copy").nth(1))
    elsewhere = browser.new_context()
    other = elsewhere.new_page()
    (tmp_path / "index.html").write_text(f"<h1>News</h1>{code}", encoding="utf-8")
    port = free_port()
    news = Daemon([sys.executable, "-u", "-m", "http.server", str(port), "--bind", HOST], {}, tmp_path)
    try:
        news.until("Serving HTTP")
        other.goto(f"http://{HOST}:{port}/")
        _framed(other, site)
    finally:
        news.kill()
    elsewhere.close()


def _framed(other: Page, site: str) -> None:
    frame = other.frame_locator("iframe")
    expect(frame.locator(".headline")).to_contain_text("UK (1,138)")
    expect(frame.get_by_role("img").first).to_be_visible()
    expect(frame.get_by_role("link", name="Open this answer")).to_have_attribute("href", re.compile(rf"^{site}/\?m="))


def test_a_link_to_an_older_release_keeps_its_figure_and_says_what_became_of_it(page: Page) -> None:
    visit(page, "/?m=referrals&s=figure&p=2023-Q1&release=nrm-2023-q2")
    found = answer(page)
    expect(headline(found)).to_contain_text("4,739 potential victims")
    expect(found).to_contain_text("4,742 in the release of 7 November 2024")


def test_an_explorer_looks_through_the_figures_on_a_phone_and_opens_an_answer(browser: Browser, site: str) -> None:
    """Every value has its count; what is pressed narrows the others, stands in the address and is left again."""
    context = browser.new_context(base_url=site, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = context.new_page()
    visit(page, "/browse?measure=referrals&period=2023&w.age=child")
    expect(page.get_by_role("table").first).to_contain_text("Nationality")
    expect(headline(page)).to_contain_text("7,432 potential victims")
    page.get_by_role("radio", name=re.compile("^Vietnamese")).click()
    expect(headline(page)).to_contain_text("306 potential victims")  # added up from Tables 11 to 14
    expect(page).to_have_url(re.compile("w.age=child&w.nationality=vietnamese"))
    expect(page.get_by_text("Not available for this choice: location of exploitation.")).to_be_visible()
    page.get_by_role("button", name="Open this answer").click()
    expect(headline(answer(page))).to_contain_text("306 potential victims")
    context.close()


def test_a_sentence_with_a_figure_is_offered_a_check_and_gets_a_verdict(page: Page) -> None:
    claim = "In 2019 there were 10,606 referrals. In 2023 there were 12,500 referrals."
    visit(page, "/")
    found = ask(page, claim)
    found.get_by_role("button", name="Check this claim").click()
    expect(page.get_by_role("heading", name="Check a claim")).to_be_visible()
    settled(page)
    expect(page.get_by_label("The sentence or article to check")).to_have_value(claim)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(said(page)).to_contain_text("Supported.")
    expect(page.get_by_text("Stated 10,606, published 10,606.")).to_be_visible()
    expect(page.get_by_role("alert").last).to_contain_text("Not supported.")
    picture(page, page.get_by_role("heading", level=1), "claim", 1090)


def test_every_format_is_downloaded_and_opens_with_the_published_figures(page: Page) -> None:
    visit(page, "/")
    found = ask(page, RANKING)
    found.get_by_role("button", name="Download").click()
    name, raw = _downloaded(page, page, "CSV, one figure a line")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert name.endswith(".csv") and str(UK) in rows[0].values() and str(ALBANIAN) in rows[1].values()
    with zipfile.ZipFile(io.BytesIO(_downloaded(page, page, "CSV with its notes (ZIP)")[1])) as packed:
        assert packed.read(name) == raw
        described = json.loads(packed.read(f"{name}-metadata.json"))
        notes = list(csv.DictReader(io.StringIO(packed.read(f"{name.removesuffix('.csv')}_notes.csv").decode())))
    assert described["url"] == name
    assert {note["id"] for note in notes} == {said for row in rows for said in row["note_ids"].split("; ")}
    workbook = openpyxl.load_workbook(io.BytesIO(_downloaded(page, page, "Excel (XLSX)")[1]))
    assert UK in [cell for sheet in workbook for row in sheet.values for cell in row]
    sheets = python_calamine.CalamineWorkbook.from_filelike(
        io.BytesIO(_downloaded(page, page, "OpenDocument (ODS)")[1])
    )
    names = sheets.sheet_names
    assert UK in [cell for one in names for row in sheets.get_sheet_by_name(one).to_python() for cell in row]
    png = _downloaded(page, page, "Picture (PNG)")[1]
    assert png[:8] == b"\x89PNG\r\n\x1a\n" and min(struct.unpack(">II", png[16:24])) > 300
    drawing = ET.fromstring(_downloaded(page, page, "Picture (SVG)")[1])
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg" and f"{UK:,}" in "".join(drawing.itertext())
    for said_in_it in ("Source: Home Office", "7 March 2024", "Open Government Licence", "http"):
        assert said_in_it in "".join(drawing.itertext())


def test_an_overview_is_downloaded_as_figures(page: Page) -> None:
    visit(page, "/")
    found = ask(page, "NRM statistics")
    sentence = _copied(page, found.locator("button.copy.strong"))
    assert "23,411" in sentence and "?q=NRM+statistics" in sentence
    found.get_by_role("button", name="Download").click()
    rows = list(csv.DictReader(io.StringIO(_downloaded(page, page, "CSV, one figure a line")[1].decode())))
    assert {"figure": "Referrals in 2025", "number": "23411", "releases": "nrm-2025-annual"}.items() <= rows[1].items()


def test_a_first_visit_is_small_and_asks_no_other_host(browser: Browser, site: str) -> None:
    fresh = browser.new_context(base_url=site)
    page = fresh.new_page()
    asked: list[Response] = []
    page.on("response", lambda response: asked.append(response))
    visit(page, "/")
    page.wait_for_load_state("networkidle")
    assert all(one.url.startswith(site) for one in asked)
    assert len(asked) <= 90
    assert not [one.url for one in asked if "SourceSans" in one.url], "a typeface that no text is set in"
    assert sum(int(one.headers.get("content-length", 0)) for one in asked) < 1_000_000
    fresh.close()


def test_an_officer_pastes_an_email_and_takes_the_draft_away(page: Page) -> None:
    visit(page, "/reply")
    page.get_by_label("The email").fill("How many children were referred to the NRM in 2022?")
    page.get_by_role("button", name="Draft a reply").click()
    expect(page.get_by_label("The reply, to be changed")).to_have_value(re.compile("7,004"))
    settled(page)
    message = email.message_from_bytes(_downloaded(page, page, "Download as email")[1], policy=email.policy.default)
    body = message.get_body(("plain",))
    assert body is not None and "7,004" in body.get_content()
    document = docx.Document(io.BytesIO(_downloaded(page, page, "Download as document")[1]))
    assert any("7,004" in paragraph.text for paragraph in document.paragraphs)


def test_what_an_officer_types_is_kept_whatever_is_done_next(page: Page) -> None:
    visit(page, "/reply")
    page.get_by_label("The email").fill(
        "1. How many children were referred in 2022?\n2. What is the weather like?\n3. The same as in 1 for 2021"
    )
    page.get_by_role("button", name="Draft a reply").click()
    letter = page.get_by_label("The reply, to be changed").last
    expect(letter).to_have_value(re.compile("7,004"))
    settled(page)

    def typed(text: str) -> None:
        letter.click()
        page.keyboard.press("Control+End")
        page.keyboard.type(f" {text}")

    typed("Before a reload.")
    page.reload()
    expect(letter).to_have_value(re.compile("Before a reload"))
    settled(page)
    typed("Before a download: 98,765.")
    letter.blur()  # the field is left, and what was typed has arrived: a file is of what the server has
    expect(page.get_by_text("not checked against the tables: 98,765")).to_be_visible()
    settled(page)
    message = email.message_from_bytes(_downloaded(page, page, "Download as email")[1], policy=email.policy.default)
    body = message.get_body(("plain",))
    assert body is not None and "Before a reload. Before a download: 98,765." in body.get_content()
    typed("Before a part moves.")
    page.get_by_role("button", name="Move down").first.click()
    expect(page.get_by_text("The parts have changed since you edited this text.")).to_be_visible()
    expect(letter).to_have_value(re.compile("Before a part moves"))
    page.get_by_text("The email, with its questions").click()
    lines = page.locator("[id^=line-]")
    expect(lines.nth(0)).to_contain_text("part 2")
    expect(lines.nth(1)).to_contain_text("not read")
    expect(lines.nth(2)).to_contain_text("part 1")


def test_the_keyboard_alone_asks_and_downloads(page: Page) -> None:
    visit(page, "/")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "TEXTAREA":
            break
    page.keyboard.type("How many positive reasonable grounds decisions were made in each quarter of 2022 and 2023?")
    page.keyboard.press("Enter")
    found = answer(page)
    expect(found.locator(".warning")).to_contain_text("30 January 2023")
    expect(found.get_by_role("img").first).to_be_visible()
    expect(page.get_by_placeholder("Ask a question")).to_be_focused()
    picture(page, found, "ask", 1310)
    target = found.get_by_role("button", name="Download")
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        if target.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    csv_button = page.get_by_role("button", name="CSV, one figure a line")
    expect(csv_button).to_be_visible()
    for _ in range(30):
        if csv_button.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("Tab")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".csv")


def test_the_slash_key_goes_to_the_box(page: Page) -> None:
    visit(page, "/")
    found = ask(page, "How many referrals were there in 2019?")
    found.get_by_role("button", name="Share").focus()
    page.keyboard.press("/")
    expect(page.get_by_placeholder("Ask a question")).to_be_focused()
    expect(page.get_by_placeholder("Ask a question")).to_have_value("")
