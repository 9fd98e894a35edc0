"""Emails in, replies out: what is asked is found, answered with published figures, and nothing personal is carried along."""

from __future__ import annotations

import contextlib
import io
import json
import re
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.opendocument import load

from assistant.answer.model import Part
from assistant.asked.walk import with_counts
from assistant.cli import main
from assistant.desk.message import MAX_BYTES
from assistant.desk.reply import Draft, draft_reply
from assistant.errors import AssistantError
from assistant.render.document import docx_bytes
from assistant.render.email_draft import attachments, draft_eml, draft_html, draft_text
from assistant.render.letter import officer
from assistant.service import Assistant

pytestmark = pytest.mark.slow

MAILS = Path(__file__).parent / "emails"
# What stands in the release of 7 March 2024 (newest held full tables) and in the bulletins; several where releases differ.
FIGURES: dict[str, list[tuple[int, ...]]] = {
    "act.txt": [(4929,), (74,), (670,), (17004, 16990)],
    "attachment.eml": [(318,)],
    "broken.eml": [(3805,)],
    "bullets.txt": [(1138, 1139), (802,), (268,)],
    "change.txt": [(10582, 10601)],
    "clarify.txt": [(14826,), (5502,)],
    "county_lines.txt": [(2281,)],
    "definition.txt": [(9825,)],
    "fallback.txt": [(5502,)],
    "foi.txt": [(16921,), (17004, 16990), (7004,), (7432,), (4609,), (4055,)],
    "cover_note.eml": [(10606,), (12700,), (4725,), (2153,)],
    "forwarded.eml": [(3193,)],
    "html_only.eml": [(10606, 10611), (4548, 4550)],
    "hurry.txt": [(1848,), (2018,)],
    "inline_letters.txt": [(16990, 17004), (7432,), (4305, 4287), (8319,), (4929,)],
    "nested.txt": [(8319,), (6928,), (9825,)],
    "not_published.txt": [(16990, 17004)],
    "one_line.txt": [(7004,)],
    "one_sentence.txt": [(848,), (939,), (605,)],
    "parliament.txt": [(4580,), (5502,)],
    "period_last.txt": [(995,), (1017,)],
    "press.txt": [(16990,), (4055,), (670,), (185,)],
    "privacy.txt": [(12700,)],
    "quoted.txt": [(1001,)],
    "rambling.txt": [(10606, 10611), (10582, 10601)],
    "quoted_figures.txt": [(16990,), (4742, 4738)],
    "ranking.txt": [(670,), (242,), (236,), (185,), (182,), (432,)],
    # "Last year" is 2025, which is not held by nationality.
    "report.txt": [(16990,), (16921,), (7432,), (4088, 4089), (4287, 4305), (6528,)],
    "revised.txt": [(4746,), (4742,)],
    "roman.txt": [(12700,), (16921,), (2923,), (4088,), (9825,), (6528,), (39,)],
    "semicolons.txt": [(4305,), (670,), (1307,), (48131,), (37622,)],
    "series.txt": [(3263,), (3805,), (5136,)],
    "shares.txt": [(7004,), (16921,)],
    "town.txt": [],
    "trend.txt": [(3263,), (3805,), (5136,), (6974,)],
    "unread.txt": [(6974,)],
    "which_is_right.txt": [(16938,), (16921,), (1088,), (1040,)],
}


def _draft(assistant: Assistant, name: str) -> Draft:
    return draft_reply(assistant, (MAILS / name).read_bytes())


def _parts(draft: Draft) -> list[Part]:
    return [part for item in draft.items for part in (item.part, *item.alternatives)]


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_a_reply_holds_the_published_figures(assistant: Assistant, name: str) -> None:
    draft = _draft(assistant, name)
    body = draft_text(draft)
    for accepted in FIGURES[name]:
        assert any(re.search(rf"(?<![\d,]){value:,}(?![\d,]*\d)", body) for value in accepted), (accepted, body)


def test_every_mail_of_the_folder_has_its_figures_here() -> None:
    assert sorted(path.name for path in MAILS.iterdir()) == sorted(FIGURES)
    assert len(FIGURES) >= 25


def test_what_the_sender_says_of_themselves_limits_nothing(assistant: Assistant) -> None:
    body = draft_text(_draft(assistant, "report.txt"))
    assert "NGOs" not in body  # "our charity's annual report"


def test_a_figure_that_the_sender_quotes_is_set_beside_what_is_published(assistant: Assistant) -> None:
    first, second, _ = _draft(assistant, "quoted_figures.txt").items
    assert "17,004 in the release of 7 March 2024" in first.sentence and "16,990" in first.sentence
    assert "4,746 in the release of 4 May 2023" in second.sentence


def test_every_assertion_of_a_quoted_sentence_is_judged(assistant: Assistant) -> None:
    first, second, third = _draft(assistant, "press.txt").items[:3]
    assert "since revised to 16,990" in first.sentence
    assert "4,055 of 16,990" in second.sentence and "does not agree" in second.sentence
    assert "highest in 2025 (23,411)" in third.sentence


def test_is_that_right_is_asked_of_the_sentence_before(assistant: Assistant) -> None:
    first = _draft(assistant, "which_is_right.txt").items[0]
    assert "16,938 in the release of 2 March 2023" in first.sentence and "16,921" in first.sentence


def test_what_follows_a_narrowing_in_a_list_is_about_the_whole_again(assistant: Assistant) -> None:
    third = _draft(assistant, "inline_letters.txt").items[2]
    assert third.part.rows[0] == ("UK", 4305)


def test_a_list_in_roman_numerals_keeps_its_first_item(assistant: Assistant) -> None:
    labels = [item.label for item in _draft(assistant, "roman.txt").items if item.label]
    assert labels == ["i", "ii", "iii", "iv", "v"]


def test_questions_that_a_cover_note_points_at_are_answered_before_its_own(assistant: Assistant) -> None:
    items = _draft(assistant, "cover_note.eml").items
    assert [item.label for item in items] == ["1", "2", "3", ""]
    assert items[2].part.status == "not_published"
    assert items[3].part.value == 2153


def test_each_piece_between_semicolons_is_answered_or_declined(assistant: Assistant) -> None:
    items = _draft(assistant, "semicolons.txt").items
    assert len(items) == 5
    assert items[4].part.status == "not_published" and "deportation" in items[4].sentence


def test_what_cannot_be_read_has_its_sentence_in_the_letter(assistant: Assistant) -> None:
    letter = draft_text(_draft(assistant, "unread.txt"))
    assert "could not match this question to the published figures" in letter and "weather" in letter


def test_a_share_of_something_else_gets_no_plain_count(assistant: Assistant) -> None:
    share = _draft(assistant, "county_lines.txt").items[1]
    assert share.part.status in ("not_published", "clarify") and share.part.value is None


def test_labels_of_nested_questions_are_kept(assistant: Assistant) -> None:
    assert [item.label for item in _draft(assistant, "nested.txt").items] == ["1a", "1b", "2"]


def test_one_period_said_last_holds_for_all(assistant: Assistant) -> None:
    assert [item.part.value for item in _draft(assistant, "period_last.txt").items] == [995, 1017]


def test_a_question_as_in_another_keeps_what_that_one_said(assistant: Assistant) -> None:
    third = _draft(assistant, "foi.txt").items[2]
    assert third.label == "3"
    assert [row[-1] for row in third.part.rows] == [4609, 4055]


def test_what_cannot_be_had_gives_what_was_asked_for_instead(assistant: Assistant) -> None:
    (item,) = _draft(assistant, "fallback.txt").items
    assert item.part.value == 5502
    assert "not published" in item.instead_of
    assert "Instead" in draft_text(_draft(assistant, "fallback.txt"))


def test_a_question_that_can_be_read_in_two_ways_is_answered_in_both_and_told_to_the_officer(
    assistant: Assistant,
) -> None:
    draft = _draft(assistant, "clarify.txt")
    assert sorted(part.value or 0 for part in draft.items[0].alternatives) == [5502, 14826]
    assert any("Please decide" in text for text in officer(draft))
    assert "Please decide" not in draft_text(draft) + draft_html(draft)


def test_what_cannot_be_read_is_the_first_thing_that_the_officer_is_told(assistant: Assistant) -> None:
    draft = _draft(assistant, "unread.txt")
    assert draft.unread
    assert "weather" in officer(draft)[0]


def test_attachments_are_left_alone_with_a_word(assistant: Assistant) -> None:
    assert any("attachment" in note for note in _draft(assistant, "attachment.eml").notes)


def test_several_questions_over_one_series_become_one_table(assistant: Assistant) -> None:
    body = draft_text(_draft(assistant, "series.txt"))
    assert body.count("Period") == 1
    assert "1, 2 and 3." in body


def test_caveats_are_listed_once_and_every_mark_has_its_note(assistant: Assistant) -> None:
    body = draft_text(_draft(assistant, "foi.txt"))
    letter, _, notes = body.partition("\nNotes\n")
    listed = re.findall(r"^\[(\d+)\]", notes, re.MULTILINE)
    assert listed == [str(n) for n in range(1, len(listed) + 1)]
    marks = re.findall(r"\[(\d[^\]]*)\]", letter)
    ranges = [(first, last or first) for mark in marks for first, last in re.findall(r"(\d+)(?:–(\d+))?", mark)]
    assert {str(n) for first, last in ranges for n in range(int(first), int(last) + 1)} == set(listed)
    assert "] [" not in letter  # one mark after a sentence
    assert "https://" in notes


@pytest.mark.parametrize("name", ["foi.txt", "privacy.txt", "hurry.txt", "nested.txt"])
def test_nothing_personal_is_carried_into_the_draft(assistant: Assistant, name: str) -> None:
    draft = _draft(assistant, name)
    everything = draft_text(draft) + draft_html(draft) + "".join(p.question + p.link for p in _parts(draft))
    for private in ("Alex", "alex@", "7946", "Placeholder", "07700", "SW1A", "00456", "Sam"):
        assert private not in everything


def test_a_figure_typed_over_by_hand_is_no_longer_checked(assistant: Assistant) -> None:
    draft = _draft(assistant, "one_line.txt")
    assert draft.written(0, "In 2022, 7,004 children were referred.").items[0].checked
    wrong = draft.written(0, "In 2022, 7,040 children were referred.")
    assert not wrong.items[0].checked
    assert any("No longer checked" in text for text in officer(wrong))
    assert "No longer checked" not in draft_text(wrong)
    assert draft.written(0, "").items[0].checked


def test_another_reading_redraws_the_sentence(assistant: Assistant) -> None:
    draft = _draft(assistant, "one_line.txt")
    tree = with_counts(
        assistant.figure_of(draft.items[0].part), lambda count: replace(count, where=(("age", ("adult",)),))
    )
    assert draft.reread(0, tree, assistant).items[0].part.value == 8848


def test_parts_can_be_dropped_and_moved(assistant: Assistant) -> None:
    draft = _draft(assistant, "bullets.txt")
    assert [i.part.value for i in draft.moved(2, 0).items] == [268, draft.items[0].part.value, 802]
    assert len(draft.dropped(1).items) == 2


def test_the_eml_opens_as_a_draft_with_text_html_and_tables(assistant: Assistant) -> None:
    message = message_from_bytes(draft_eml(_draft(assistant, "ranking.txt")), policy=policy.default)
    assert message["X-Unsent"] == "1"
    kinds = [part.get_content_type() for part in message.walk()]
    assert "text/plain" in kinds
    assert "text/html" in kinds
    tables = attachments(_draft(assistant, "ranking.txt")).get("tables.ods")
    assert tables is not None
    assert load(io.BytesIO(tables)).spreadsheet is not None


def test_a_subject_cannot_add_headers(assistant: Assistant) -> None:
    raw = b"Subject: =?utf-8?q?Hello=0D=0ABcc=3A_x=40example=2Eorg?=\n\nHow many referrals were there in 2021?\n"
    message = message_from_bytes(draft_eml(draft_reply(assistant, raw)), policy=policy.default)
    assert message["Bcc"] is None


def test_the_document_has_headings_marked_header_rows_and_a_language(assistant: Assistant) -> None:
    draft = draft_reply(assistant, b"Please provide the number of referrals in each year from 2009 to 2023.")
    document = Document(io.BytesIO(docx_bytes(draft)))
    assert document.paragraphs[0].style.name == "Heading 1"
    assert "w:tblHeader" in document.tables[0].rows[0]._tr.xml
    assert 'w:val="en-GB"' in document.styles["Normal"].element.xml


@pytest.mark.parametrize("raw", [b"", b"\n\n\n", b"x" * (MAX_BYTES + 1), b"Subject: x\nContent-Type: image/png\n\n"])
def test_an_email_that_asks_nothing_gets_one_sentence(assistant: Assistant, raw: bytes) -> None:
    with pytest.raises(AssistantError) as error:
        draft_reply(assistant, raw)
    assert str(error.value).endswith(".")


@settings(max_examples=60, deadline=None)
@given(raw=st.one_of(st.binary(max_size=400), st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace"))))
def test_no_email_raises_anything_but_a_clear_sentence(assistant: Assistant, raw: bytes) -> None:
    with contextlib.suppress(AssistantError):
        assert draft_text(draft_reply(assistant, raw))


def test_fifty_questions_are_read_and_the_rest_is_named(assistant: Assistant) -> None:
    raw = "\n".join(f"{i}. How many referrals were there in 2021?" for i in range(1, 61)).encode()
    draft = draft_reply(assistant, raw)
    assert len(draft.items) == 50
    assert any("50" in note for note in draft.notes)


def test_the_command_prints_json_by_the_contract(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "draft.docx"
    assert main(["reply", str(MAILS / "one_line.txt"), "--json", "--out", str(out)]) == 0
    view = json.loads(capsys.readouterr().out)
    assert set(view) >= {"subject", "body", "parts", "attachments"}
    assert view["parts"][0]["value"] == 7004
    assert out.read_bytes()[:2] == b"PK"
    assert main(["reply", str(MAILS / "one_line.txt"), "--out", str(tmp_path / "draft.pdf")]) == 1
