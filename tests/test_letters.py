"""What a letter says around its questions, what is private in it, and what the reply may and may not hold."""

from __future__ import annotations

import io
import json
import random
import re
import statistics
import time
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import tomli
from docx import Document

from assistant.answer.model import Part
from assistant.cli import main
from assistant.desk.reply import Draft, draft_reply
from assistant.errors import AssistantError
from assistant.render.document import docx_bytes
from assistant.render.email_draft import attachments, draft_eml, draft_html, draft_text
from assistant.render.letter import officer
from assistant.render.reply_view import reply_view
from assistant.service import Assistant

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
FIGURES = ("answered", "partial")
# Golden questions that say "this email" in a way that a letter changes: asked of whoever reads, or no sentence at all.
SAMPLE = 30
SEED = 20261125


def _draft(assistant: Assistant, text: str) -> Draft:
    return draft_reply(assistant, text.encode())


def _values(draft: Draft) -> list[int | float | None]:
    return [item.part.value for item in draft.items]


def _everything(draft: Draft) -> str:
    files = b"".join(attachments(draft).values())
    return (
        json.dumps(reply_view(draft), ensure_ascii=False)
        + draft_html(draft)
        + draft_eml(draft).decode("utf-8", "replace")
        + files.decode("utf-8", "replace")
    )


# What stands round a question in letters of several kinds: a plain one, a list, a request under the Act with its standing
# paragraphs, one with a signature and a disclaimer, a saved mail, one from a Member's office.
ENVELOPES = (
    "Dear Sir or Madam,\n\nI hope you are well.\n\n{question}\n\nYours faithfully,\nA Person",
    "Hello team\n\nPlease could you answer this:\n\n1. {question}\n\nMany thanks\nJo",
    "Dear Sir/Madam\n\nI am writing to make a request under the Freedom of Information Act 2000. Please could you provide me with"
    " the following information:\n\n1) {question}\n\nIf my request is too broad or too vague, please advise and assist under"
    " section 16. If the cost of compliance would exceed the appropriate limit, please provide what you can within the limit."
    " I would prefer to receive the information by email. I understand that you must reply within 20 working days.\n\n"
    "Yours faithfully\nSam Sample",
    "Good afternoon,\n\n{question}\n\nMany thanks in advance,\n\nJane Doe\nPolicy Officer\nExample Charity\n12 Example Street,"
    " Sampletown SA1 2PL\nTel: 01632 960222\n\nThis email and any attachments are confidential and intended solely for the"
    " addressee. Registered charity no 1234567.",
    "From: Pat Placeholder <pat@example.org>\nTo: stats@example.gov.uk\nSubject: Enquiry\n\nHi,\n\nThanks for your help with my"
    " previous enquiry.\n\n{question}\n\nBest wishes\nPat\n-- \nPat Placeholder | Researcher\nSent from my iPhone",
    "Dear colleague,\n\nMy office has been contacted by a constituent about modern slavery and the Member would like to reply to"
    " them.\n\n{question}\n\nI would be grateful for a reply by Friday.\n\nWith best wishes\n\nOffice of Alex Sample MP",
    "Hello,\n\nWe are a small charity in Kent drafting our annual report, and would like to check some figures with you.\n\n"
    "{question}\n\nWe are on deadline, so as quick as you can please.\n\nWarm wishes,\nThe trustees",
    "Dear FOI team,\n\nFOI REQUEST - MODERN SLAVERY\n\nPlease treat this as a request under the Freedom of Information Act.\n\n"
    "1. {question}\n\nPlease confirm receipt of this request.\n\nYours faithfully\nA Person",
)


def _questions() -> list[str]:
    found = []
    for path in sorted((HERE / "questions").glob("*.toml")):
        found += [entry["text"] for entry in tomli.loads(path.read_text(encoding="utf-8")).get("question", [])]
    return [text for text in found if "\n" not in text and text.isprintable()]


def _told(parts: list[Part]) -> list[tuple[object, object]]:
    return [(part.value, part.rows) for part in parts if part.status in FIGURES]


def _told_in(assistant: Assistant, letter: str) -> list[tuple[object, object]]:
    try:
        return _told([item.part for item in _draft(assistant, letter).items])
    except AssistantError:
        return []


def test_every_question_in_a_letter_has_the_answer_of_the_question(assistant: Assistant) -> None:
    wrong = []
    for n, question in enumerate(_questions()):
        letter = ENVELOPES[n % len(ENVELOPES)].format(question=question)
        wanted, told = _told(list(assistant.ask(question).parts)), _told_in(assistant, letter)
        if told != wanted:
            wrong.append((letter, wanted, told))
    assert not wrong


def test_what_stands_round_a_question_changes_nothing(assistant: Assistant) -> None:
    wrong = []
    for question in random.Random(SEED).sample(_questions(), SAMPLE):
        wanted = _told(list(assistant.ask(question).parts))
        letters = [envelope.format(question=question) for envelope in ENVELOPES]
        wrong += [letter for letter in letters if _told_in(assistant, letter) != wanted]
    assert not wrong


# Totals by year stand in Table 2 of the release of 7 March 2024, children in the same table.
@pytest.mark.parametrize(
    ("letter", "figures"),
    [
        ("I would be grateful if you could provide the following for 2021 and 2022:\n\n1. The number of referrals.", "12,700 16,921"),
        ("1. The number of referrals.\n\nPlease provide this for 2021 and 2022.", "12,700 16,921"),
        ("Under the Freedom of Information Act 2000 I request the number of referrals for 2021 and 2022.", "12,700 16,921"),
        ("I need figures for 2019. How many children were referred?", "4,548"),
        ("I am researching Albanian nationals. How many referrals were there in Q4 2023?", "802"),
        ("Q1 2023: how many referrals were there?", "4,742"),
        ("How many referrals between 01-01-2023 and 31-03-2023?", "4,742"),
        ("How many referrals were there in Q1 in 2023?", "4,742"),
        ("How many referrals were there in 2021 2022?", "12,700 16,921"),
        ("Please supply for 2022:\n* NRM referrals\n* DtN reports", "16,921 4,580"),
        ("How many referrals were made by Kent Police in Q4 2023? And how many in total?", "21 4,142"),
        ("I am interested in potential victims from Vietnam. Please tell me:\n- how many were referred in 2022 and 2023\n- the percentage change between the two years", "766 988 29%"),
        ("1. How many people were referred in 2023?\n2. How many of those were (a) men (b) women?", "12,903 4,088"),
        ("Please provide the number of referrals for each of the following in 2023:\n- women\n- men\n- Kent Police", "4,088 12,903 74"),
        ("For 2022 please:\n1. How many children were referred?\n2. And altogether?", "7,004 16,921"),
        ("For the board please confirm referrals by West Yorkshire Police in Q3 2023 and Q4 2023, and the same two quarters for Greater Manchester Police.", "63 59 53 50"),
        ("In 2022, 16,921 people were referred. How many were children?", "7,004"),
    ],
)  # fmt: skip
def test_a_question_takes_what_it_does_not_say_from_around_it(assistant: Assistant, letter: str, figures: str) -> None:
    body = draft_text(_draft(assistant, f"Dear team,\n\n{letter}\n\nRegards\nA Person"))
    for figure in figures.split():
        accepted = {"4,742": ("4,742", "4,738"), "4,142": ("4,142", "4,134")}.get(figure, (figure,))
        assert any(re.search(rf"(?<![\d,]){one}(?![\d,]*\d)", body) for one in accepted), body


def test_a_question_of_another_question_counts_those_people(assistant: Assistant) -> None:
    letter = (
        "1. How many referrals were there in 2023?\n"
        "2. How many referrals were made by the police for criminal exploitation in 2023?\n"
        "3. Of the referrals in question 2, how many concerned children?"
    )
    assert _values(_draft(assistant, letter))[2] == 1026


def test_the_same_for_another_count_is_that_count(assistant: Assistant) -> None:
    letter = "1. How many positive conclusive grounds decisions were made in 2022?\n2. The same for reasonable grounds decisions."
    assert _values(_draft(assistant, letter)) == [5502, 14826]


def _cells(draft: Draft) -> list[object]:
    return [cell for item in draft.items for row in item.part.rows for cell in row]


def test_what_is_to_be_left_out_is_left_out_of_every_figure(assistant: Assistant) -> None:
    # Tables 11 to 14 of the four quarters of 2023: 17,023 people less 4,305 UK nationals, 7,450 children less 3,354.
    for closing in (
        "Figures should exclude UK nationals.",
        "Please leave out UK nationals from all of these.",
        "UK nationals should be excluded.",
    ):
        letter = (
            f"Please provide for 2023:\n1. The number of referrals.\n2. The number of children referred.\n\n{closing}"
        )
        draft = _draft(assistant, letter)
        assert _values(draft) == [12718, 4096]
        assert "16,990" not in draft_text(draft) and "7,432" not in draft_text(draft)


@pytest.mark.parametrize(
    ("letter", "figures"),
    [
        ("For 2023:\n- number of children referred\n- number of Duty to Notify reports\n\nThe same for 2022, please.", (7432, 4929, 7004, 4580)),
        ("1. For 2022:\na) How many reasonable grounds decisions were made?\nb) How many of these were positive?\n\n2. For the same period:\na) How many conclusive grounds decisions were made?", (16747, 14826, 6152)),
        ("1. How many conclusive grounds decisions were made in 2022?\n2. How many of these were positive?\n3. Please provide the same information as in questions 1 and 2 for 2023.", (6152, 5502, 9825, 6528)),
        ("(i) how many were referred by local authorities in Q4 2023;\n(ii) how many were referred by the police in the same quarter; and\n(iii) of the referrals in (ii), how many reported criminal exploitation.", (1017, 995, 485)),
        ("Albanian referrals: how many in 2022? Vietnamese likewise.", (4609, 766)),
        ("I would be grateful for the number of referrals of women and girls in Q4 2023, and of men and boys in the same quarter.", (1040, 3097)),
    ],
)  # fmt: skip
def test_what_is_asked_again_keeps_what_it_does_not_change(
    assistant: Assistant, letter: str, figures: tuple[int, ...]
) -> None:
    assert [cell for cell in _cells(_draft(assistant, letter)) if isinstance(cell, int) and cell in figures] == list(
        figures
    )


def test_the_share_that_a_figure_represents_is_of_that_figure(assistant: Assistant) -> None:
    letter = "How many children were referred by the police in 2023, and what proportion of all referrals by the police does that represent?"
    count, share = _values(_draft(assistant, letter))
    assert (
        isinstance(count, int)
        and share == assistant.ask("What share of police referrals in 2023 were children?").parts[0].value
    )


def test_a_share_of_what_has_no_figure_has_none(assistant: Assistant) -> None:
    letter = "1. How many people were referred from Exampleton in 2023?\n2. What proportion of all referrals does that represent?"
    assert not any(item.part.rows for item in _draft(assistant, letter).items)


def test_those_of_a_question_without_a_figure_are_not_counted(assistant: Assistant) -> None:
    for second in (
        "2. Of those, how many were children?",
        "2. Of the people in question 1, how many were children?",
        "2. A breakdown of these by nationality.",
    ):
        letter = f"1. How many people were referred from Exampleton in 2023?\n{second}"
        assert not any(item.part.rows or item.alternatives for item in _draft(assistant, letter).items)


def test_people_who_received_a_decision_are_those_spoken_of(assistant: Assistant) -> None:
    letter = "How many Vietnamese nationals were referred in 2023, and how many received a positive reasonable grounds decision?"
    draft = _draft(assistant, letter)
    assert _values(draft) == [988, None] and "8,319" not in draft_text(draft)


def test_a_quarter_is_no_question_of_that_number(assistant: Assistant) -> None:
    draft = _draft(
        assistant, "1. How many referrals were there in 2023?\n2. How many of the referrals in Q1 were children?"
    )
    assert _values(draft)[1] == 1894


def test_two_figures_of_one_period_are_told_together(assistant: Assistant) -> None:
    for letter in (
        "Your summary for 2022 put the number of referrals at 16,938, but later tables add up to 16,921. Which is right?",
        "We noticed that your summary gives 16,938 referrals for 2022 whereas later tables give 16,921. Could you explain the discrepancy?",
        "Hi I saw on the news that 16,938 people were referred in 2022 but your website says 16,921. Which one should I use?",
    ):
        flat = " ".join(draft_text(_draft(assistant, letter)).split())
        assert "16,938 in the release of 2 March 2023, since revised to 16,921" in flat and "with care" not in flat


def test_statements_to_be_confirmed_are_judged_one_by_one(assistant: Assistant) -> None:
    letter = "Are the following statements correct?\n\n1. There were 16,921 referrals in 2022.\n2. There were 12,000 referrals in 2023."
    first, second = _draft(assistant, letter).items
    assert "16,921 is what is published" in first.sentence and "16,990" in second.sentence
    assert "12,000 is not the published figure" in second.sentence


def test_a_line_under_a_list_is_of_all_of_it(assistant: Assistant) -> None:
    letter = "Please provide the number of people referred for:\n- sexual exploitation\n- labour exploitation\n- criminal exploitation\nbroken down by gender, for Q4 2023."
    for item, kind in zip(_draft(assistant, letter).items, ("sexual", "labour", "criminal"), strict=True):
        asked = assistant.ask(f"Referrals for {kind} exploitation in Q4 2023 by gender").parts[0]
        assert asked.rows and item.part.rows == asked.rows


def test_what_an_earlier_letter_asked_and_told_is_not_asked_again(assistant: Assistant) -> None:
    letter = (
        "On 12 March I asked about Albanian referrals and you told me there were 4,609 in 2022. What is it for 2023?"
    )
    assert _values(_draft(assistant, letter)) == [4055]


def test_a_pronoun_in_a_mail_about_a_person_asks_about_that_person(assistant: Assistant) -> None:
    letter = "My client, Ms Anica Testova, has been waiting for a decision since 3 May 2022. When will she hear?"
    draft = _draft(assistant, letter)
    assert "individual cases" in draft_text(draft) and "Testova" not in _everything(draft)


def test_the_whole_country_instead_of_a_place_is_told_where_the_writer_says_so(assistant: Assistant) -> None:
    draft = _draft(
        assistant,
        "How many children were referred in Leeds in 2023? If that is not available, please give national totals.",
    )
    flat = " ".join(draft_text(draft).split())
    assert [item.part.value for item in draft.items] == [7432] and "Instead, as you suggested" in flat


def test_an_unknown_place_that_limits_the_letter_forbids_the_national_figure(assistant: Assistant) -> None:
    for lead in ("Please answer the following for Exampleton:", "I am only interested in Exampleton."):
        body = draft_text(_draft(assistant, f"{lead}\n1. How many referrals were there in 2023?"))
        assert "16,990" not in body and "17,004" not in body


@pytest.mark.parametrize(
    "place", ["SW1A 1AA", "sw1a 1aa", "12 Example Street, Sampletown", "Baker Street", "account 12345678"]
)
def test_a_private_detail_that_limits_forbids_the_figure_and_is_never_said(assistant: Assistant, place: str) -> None:
    draft = _draft(assistant, f"How many people were referred from {place} in 2023?")
    assert [item.part.status for item in draft.items] == ["not_published"]
    said = _everything(draft)
    assert place not in said and "16,990" not in said and "17,004" not in said


def test_a_charity_with_a_title_before_it_is_that_charity(assistant: Assistant) -> None:
    plain = assistant.ask("How many referrals were made by Barnardo's in 2023?").parts[0].value
    assert plain and _values(_draft(assistant, "How many referrals were made by Dr Barnardo's in 2023?")) == [plain]


def test_a_mail_about_a_person_is_answered_with_the_standard_sentence(assistant: Assistant) -> None:
    draft = _draft(
        assistant,
        "My client Anica Testova, born 14/02/1991, reference T1234567/3, was referred on 3 March 2023. "
        "What was the outcome of her reasonable grounds decision?\n\nHow many referrals were there in 2021?",
    )
    body = draft_text(draft)
    assert "individual cases" in body and "12,700" in body and "8,319" not in body
    assert any("named person" in text for text in officer(draft))
    assert not any(private in _everything(draft) for private in ("Testova", "14/02/1991", "T1234567"))


@pytest.mark.parametrize(
    "ask",
    [
        "What was decided about Anica Testova?",
        "How many times was Anica Testova referred in 2023?",
        "What is happening with my case?",
    ],
)
def test_a_name_asked_about_is_never_said_and_gets_no_figure(assistant: Assistant, ask: str) -> None:
    draft = _draft(assistant, ask)
    assert "Testova" not in _everything(draft)
    assert all(item.part.value is None and not item.part.rows for item in draft.items)


def test_a_second_best_is_the_same_count_in_a_coarser_grain(assistant: Assistant) -> None:
    draft = _draft(
        assistant, "Please provide the number of referrals by month in 2023. If that is not possible, by quarter."
    )
    (item,) = draft.items
    assert item.part.rows[0][-1] in (4738, 4742) and len(item.part.rows) == 4
    assert "Instead, as you suggested" in " ".join(draft_text(draft).split())


def test_a_second_best_never_answers_another_question(assistant: Assistant) -> None:
    letter = "Could I have conclusive grounds decisions by gender in 2022? If not possible, the total number of males and females referred."
    body = draft_text(_draft(assistant, letter))
    assert "16,921" not in body and "12,691" not in body


def test_a_second_best_lets_no_place_go(assistant: Assistant) -> None:
    for place in ("SW1A 1AA", "Leeds", "Exampleton"):
        for rest in ("by quarter", "the annual total"):
            letter = f"How many referrals came from {place} in 2023? If that is not available, please give {rest}."
            assert not any(item.part.rows or item.instead_of for item in _draft(assistant, letter).items)


def test_what_a_law_says_of_costs_asks_nothing(assistant: Assistant) -> None:
    letter = (
        "How many referrals were there in 2021?\n\nIf the cost limit is exceeded, please provide figures for 2019 only. "
        "If it is not possible within the cost limits, please advise me how to narrow my request under section 16. "
        "I do not need any personal data."
    )
    draft = _draft(assistant, letter)
    assert _values(draft) == [12700]
    assert "10,606" not in draft_text(draft)


def test_a_figure_of_an_earlier_release_is_called_that_with_both_days(assistant: Assistant) -> None:
    body = draft_text(
        _draft(assistant, "Your bulletin for January to March 2023 said 4,746 referrals. Which is right?")
    )
    flat = " ".join(body.split())
    assert "4,746 in the release of 4 May 2023" in flat and "7 November 2024" in flat and "4,742" in flat
    assert "not the published figure" not in flat


def test_each_answer_of_an_interleaved_reply_is_about_the_passage_above_it(assistant: Assistant) -> None:
    letter = "> There were 16,921 referrals in 2022.\nHow many of those were children?\n\n> 4,580 DtN reports were received.\nAnd in 2023?"
    assert _values(_draft(assistant, letter)) == [7004, 4929]


def test_nobody_is_sent_to_the_mailbox_that_they_wrote_to(assistant: Assistant) -> None:
    draft = _draft(
        assistant, "How many people were deported in 2023?\nHow many CG decisions were made by gender in 2022?"
    )
    body = draft_text(draft)
    assert "@" not in body and "make-a-freedom-of-information-request" in body
    assert "ask for a review" not in " ".join(body.split())  # which is the right of who asks by law
    assert "For you" not in body


@pytest.mark.parametrize(
    "question",
    [
        "How many Afghans, not counting dual nationals, were referred in Q4 2023?",
        "referrals 2023 children most than by of",
        "Do councils refer most children in 2023?",
        "What is the UK figure for 2023?",
        "How many people were referred in 2023 via Libya?",
        "average increase per year since 2015",
    ],
)
def test_how_a_question_was_misread_is_told_to_the_officer_and_not_to_the_writer(
    assistant: Assistant, question: str
) -> None:
    draft = _draft(assistant, f"Dear team,\n\n{question}\n\nYours\nA Person")
    letter = " ".join(draft_text(draft).split())
    assert "I read" not in letter + draft_html(draft) and "Did you mean" not in letter
    for item in draft.items:
        assert not item.part.headline.startswith("I read")
        if item.doubted:
            assert draft.letter.doubted in letter
            assert any(item.doubted in note for note in officer(draft))
            assert not item.alternatives or draft.letter.nearest in letter


def test_what_figures_are_wanted_for_limits_none_of_them(assistant: Assistant) -> None:
    letter = "For the scrutiny committee next week, what share of referrals in 2023 were children?\n\nPlease confirm the number of DtN reports in 2023, ahead of the debate."
    assert [item.part.value for item in _draft(assistant, letter).items] == [pytest.approx(43.7, abs=0.06), 4929]


def test_a_change_that_the_writer_supposes_is_told(assistant: Assistant) -> None:
    letter = "How many reasonable grounds decisions were made in 2023? I think that the threshold changed and that it matters."
    assert "30 January 2023" in draft_text(_draft(assistant, letter))


def test_the_same_with_a_change_keeps_everything_else(assistant: Assistant) -> None:
    letter = (
        "1. How many positive conclusive grounds decisions were made in 2022?\n"
        "2. As in question 1, but for children.\n3. Same as question 1 by quarter.\n"
        "4. Same as question 1 for 2023.\n5. Same as question 1, but for Exampleton."
    )
    items = _draft(assistant, letter).items
    assert [item.part.value for item in items[:2]] == [5502, 2402]
    assert sum(int(row[-1] or 0) for row in items[2].part.rows) == 5502
    assert items[3].part.value == 6528
    assert all(item.part.value is None for item in items[4:])


def test_only_pages_of_the_publisher_are_sources(assistant: Assistant) -> None:
    reported = [r for r in assistant.catalog.releases if "gov.uk" not in r.url]
    assert reported
    for year in range(2014, 2020):
        body = draft_text(_draft(assistant, f"How many referrals of UK nationals were there in {year}?"))
        assert all("gov.uk" in address or "ico.org.uk" in address for address in re.findall(r"https?://\S+", body)), (
            body
        )


def test_a_letter_of_up_to_four_questions_is_short(assistant: Assistant) -> None:
    sizes = []
    for path in sorted((HERE / "emails").iterdir()):
        draft = draft_reply(assistant, path.read_bytes())
        if len(draft.items) <= 4:
            sizes.append(len(draft_text(draft).split()))
    assert statistics.median(sizes) < 200


def test_the_email_goes_to_the_sender_in_their_thread(assistant: Assistant) -> None:
    raw = (
        b"From: Jo <jo@example.org>\r\nTo: desk@example.org\r\nCc:\r\nSubject: Numbers\r\n for the board\r\n"
        b"Message-ID: <one@example.org>\r\nReferences: <nought@example.org>\r\n\r\nHow many referrals were there in 2021?\r\n"
    )
    message = message_from_bytes(draft_eml(draft_reply(assistant, raw)), policy=policy.default)
    assert message["To"] == "jo@example.org"
    assert message["In-Reply-To"] == "<one@example.org>"
    assert message["References"] == "<nought@example.org> <one@example.org>"
    assert message["Subject"] == "Re: Numbers for the board"
    text = message.get_body(("plain",))
    assert text is not None and text.get_content_charset() == "utf-8" and "12,700" in text.get_content()


def test_the_officers_own_text_is_what_is_sent(assistant: Assistant) -> None:
    draft = _draft(assistant, "How many referrals were there in 2021?")
    mine = "Dear Jo,\n\nIt was 12,700.\n\nYours"
    message = message_from_bytes(draft_eml(draft, mine), policy=policy.default)
    bodies = [message.get_body((kind,)) for kind in ("plain", "html")]
    assert all(body is not None and "It was 12,700." in body.get_content() for body in bodies)
    document = Document(io.BytesIO(docx_bytes(draft, mine)))
    assert "It was 12,700." in [paragraph.text for paragraph in document.paragraphs]


def test_tables_asked_for_are_attached_as_ods_and_csv(assistant: Assistant) -> None:
    found = attachments(_draft(assistant, "Please send a spreadsheet of referrals by quarter in 2022."))
    assert set(found) == {"tables.ods", "table-1.csv"}
    assert "3,773" not in found["table-1.csv"].decode("utf-8-sig") and "3773" in found["table-1.csv"].decode(
        "utf-8-sig"
    )


def test_what_is_for_the_officer_stands_outside_the_letter(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    mail = tmp_path / "mail.txt"
    mail.write_text("How many positive decisions were made in 2022?", encoding="utf-8")
    assert main(["reply", str(mail), "--json"]) == 0
    view = json.loads(capsys.readouterr().out)
    assert any("Please decide" in text for text in view["officer"]) and "Please decide" not in view["body"]
    assert main(["reply", str(mail), "--out", str(tmp_path / "reply.txt")]) == 0
    assert "Please decide" in capsys.readouterr().err
    assert "Please decide" not in (tmp_path / "reply.txt").read_text(encoding="utf-8")


def _reply_or_sentence(assistant: Assistant, raw: bytes) -> str:
    """The letter, or the one sentence that says why there is none."""
    try:
        return draft_text(draft_reply(assistant, raw))
    except AssistantError as error:
        return re.fullmatch(r"[^\n]+\.", str(error))[0]  # type: ignore[index]


LONG = {
    "one word": "Abc ",
    "one word a line": "Abc \r\n",
    "prose": "The council supported several people in the last year and met with Kent Police about it. ",
    "questions": "How many referrals were there in 2021? ",
    "marks": "(a) how many (b) how many ",
    "commas": "a, ",
    "quotes": "> > Abc\n",
    "names": "Mr John Smith ",
    "fallbacks": "if not possible, please give the total. ",
    "repeats": "The same for 2022. ",
}


@pytest.mark.parametrize("kind", LONG)
def test_a_mail_of_200_kb_is_read_in_seconds(assistant: Assistant, kind: str) -> None:
    raw = (LONG[kind] * (200_000 // len(LONG[kind]))).encode()
    for head in (b"", b"From: a@example.org\r\nTo:\r\nSubject: x\r\n folded\r\n\r\n"):
        started = time.process_time()
        _reply_or_sentence(assistant, head + raw)
        assert time.process_time() - started < 20  # what grows too fast takes minutes


def test_broken_structure_is_one_sentence_or_a_reply(assistant: Assistant) -> None:
    nested = "From: a@example.org\nMIME-Version: 1.0\n" + "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(2000)
    )
    for raw in (
        nested,
        'From: a@example.org\nSubject: =?utf-8?q?=FF?=\nContent-Type: text/plain; charset="\n\nReferrals 2021',
    ):
        assert _reply_or_sentence(assistant, raw.encode())


UNDER_A_LIST = (
    "Please send the number of referrals made by:\n\n- the Metropolitan Police\n- local authorities\n\n{limit}"
)


def test_a_closing_limit_holds_for_every_item_of_a_list(assistant: Assistant) -> None:
    draft = _draft(
        assistant, UNDER_A_LIST.format(limit="We only need children, and only the third and fourth quarters of 2023.")
    )
    asked = [
        f"How many children were referred by {who} in Q3 2023 and in Q4 2023?"
        for who in ("the Metropolitan Police", "local authorities")
    ]
    want = [[row[-1] for row in assistant.ask(text).parts[0].rows] for text in asked]
    shown = [item.alternatives[0] if item.alternatives else item.part for item in draft.items]
    assert [[row[-1] for row in part.rows] for part in shown] == want and all(want)


def test_a_row_a_quarter_with_the_number_is_one_question(assistant: Assistant) -> None:
    draft = _draft(
        assistant, "Could we have a table, one row a quarter of 2024, with the number of Albanian nationals referred?"
    )
    want = assistant.ask("Referrals of Albanian nationals by quarter in 2024").parts[0]
    assert [item.part.rows for item in draft.items] == [want.rows] and want.rows


def test_the_same_above_a_forwarded_answer_is_about_its_count(assistant: Assistant) -> None:
    mail = (
        "Could you let us have the same for 2020?\n\n---------- Forwarded message ---------\nFrom: Stats <s@example.org>\n"
        "Sent: 3 November 2025\n\nDear Pat\n\n16,921 people were referred to the NRM in 2022.\n\nRegards\nStats"
    )
    assert _values(_draft(assistant, mail)) == [assistant.ask("How many referrals were there in 2020?").parts[0].value]


def test_the_same_as_in_1_is_every_item_under_it(assistant: Assistant) -> None:
    mail = "Please provide:\n\n1. Referrals in 2023 of:\n   a) adults\n   b) children\n2. The same as in 1 for 2021."
    people = [(who, year) for year in (2023, 2021) for who in ("adults", "children")]
    want = [assistant.ask(f"How many {who} were referred in {year}?").parts[0].value for who, year in people]
    assert _values(_draft(assistant, mail)) == want and None not in want


def test_years_stand_in_for_months_where_the_sender_says_so(assistant: Assistant) -> None:
    draft = _draft(
        assistant,
        "How many referrals were there for each month of 2021 and 2022? If that's not available then by year is fine.",
    )
    text = draft_text(draft)
    assert "month" in text and "12,700" in text and "16,921" in text


# Table 13 of the releases of 7 March 2024 and 2 March 2023: Essex Police 60 (35 children) in October to December 2023, 56 in
# that quarter of 2022.
def test_the_limit_after_the_name_of_a_law_holds_for_the_list_under_it(assistant: Assistant) -> None:
    letter = (
        "Dear Sir or Madam,\n\nFOI REQUEST - REFERRALS MADE BY ESSEX POLICE\n\nPlease treat this as a request under the Freedom of"
        " Information Act. I would like to know, for Q4 2023 (October to December):\n\na) the number of referrals made by Essex"
        " Police\nb) how many of those referrals were children\nc) the total for the same force in Q4 2022\n\nYours faithfully"
    )
    assert _values(_draft(assistant, letter)) == [60, 35, 56]


# Totals of 2024 and 2025 stand in the end of year summaries of 6 March 2025 and 19 February 2026.
@pytest.mark.parametrize(
    ("place", "of"),
    [
        ("in the Sampleford constituency", "the equivalent national totals for those two years"),
        ("in Rochdale", "the national figures"),
        ("in our constituency", "the corresponding national totals"),
    ],
)
def test_the_national_figure_stands_beside_a_place_that_has_none(assistant: Assistant, place: str, of: str) -> None:
    items = _draft(
        assistant, f"Please send:\na) the number of NRM referrals {place} in 2024 and 2025; and\nb) {of}"
    ).items
    assert [item.part.status for item in items] == ["not_published", "answered"]
    assert [row[-1] for row in items[1].part.rows] == [19_125, 23_411]


def test_a_limit_that_nothing_knows_is_no_place_to_be_let_go(assistant: Assistant) -> None:
    letter = "Please send:\na) the number of referrals of Sampleford speakers in 2024\nb) the equivalent national total"
    assert not any(item.part.status in FIGURES for item in _draft(assistant, letter).items)


# IER_02d of 27 August 2026: of 35,898 arrivals in 2024 5,382 had a referral raised, in 2023 3,284.
def test_what_a_letter_is_written_on_limits_nothing_and_is_told_to_the_officer(assistant: Assistant) -> None:
    letter = (
        "Following the release of the illegal entry tables in August, I'd be grateful for the number of people arriving by small"
        " boat in 2024 for whom an NRM referral was raised, the total number of small boat arrivals that year, and the same number"
        " of referrals for 2023."
    )
    draft = _draft(assistant, letter)
    assert _values(draft) == [5_382, 35_898, 3_284]
    assert any("Following the release" in text for text in officer(draft))


def test_a_place_in_what_a_letter_is_written_on_is_told_to_the_officer(assistant: Assistant) -> None:
    draft = _draft(
        assistant, "Following the release of the figures for Sampleford, how many referrals were there in 2023?"
    )
    assert any("Sampleford" in text for text in officer(draft))


# A Scottish progress report gives 512 referrals of 2019, of them 214 of Vietnamese nationals.
def test_leaving_out_those_who_are_not_counted_anyway_changes_nothing(assistant: Assistant) -> None:
    letter = (
        "Could you tell me:\n(i) how many potential victims were referred in Scotland in 2018 and 2019;\n(ii) how many of the 2019"
        " ones were Vietnamese.\n\nI do not need figures for England or Wales."
    )
    first, second = _draft(assistant, letter).items
    assert [row[-1] for row in first.part.rows] == [228, 512]
    assert second.part.value == 214


def test_the_same_of_one_of_a_list_is_of_that_one(assistant: Assistant) -> None:
    letter = (
        "I need, please:\n- referrals made by local authorities, Q4 2023\n- how many of them were children\n"
        "- same first figure (all referrals by local authorities) for Q4 2022"
    )
    assert _values(_draft(assistant, letter)) == [1_017, 932, 1_012]


def test_a_rise_is_that_between_the_two_figures_before_it(assistant: Assistant) -> None:
    draft = _draft(assistant, "- How many people were referred in 2025?\n- What was it in 2024, and what's the % rise?")
    assert _values(draft)[:2] == [23_411, 19_125]
    assert "22%" in draft.items[2].sentence and "19,125 in 2024 to 23,411 in 2025" in draft.items[2].sentence


def test_a_share_in_each_of_two_years_is_told_of_both(assistant: Assistant) -> None:
    letter = (
        "1. How many people who arrived by small boat in 2024 were referred to the NRM?\n2. Same for 2025?\n"
        "3. What percentage of small boat arrivals is that in each of the two years?"
    )
    assert [round(float(value or 0)) for value in _values(_draft(assistant, letter))[2:]] == [15, 20]


def test_a_year_as_a_whole_is_not_told_by_quarter(assistant: Assistant) -> None:
    letter = (
        "(a) the percentage of reasonable grounds decisions that were positive in each quarter of 2023;\n"
        "(b) the equivalent percentage for 2022 as a whole;\n(c) a line on why the rate fell."
    )
    _, year, why = _draft(assistant, letter).items
    assert len(year.part.rows) == 1 and "(89%)" in year.sentence
    assert "30 January 2023" in why.sentence and "1 April 2009" not in why.sentence


def test_of_two_figures_the_published_one_is_told(assistant: Assistant) -> None:
    letter = (
        "Our writer has 4,411 UK nationals referred in 2024 in one paragraph and 4,441 in a table. Which of the two is it?"
        "\n\nAnd what was the number of UK nationals in 2023?"
    )
    first, second = _draft(assistant, letter).items
    assert (
        first.sentence.startswith("4,441 is what is published for 2024") and "No release gives 4,411" in first.sentence
    )
    assert second.part.value == 4_287


def test_the_same_two_figures_are_those_of_the_message_answered(assistant: Assistant) -> None:
    quoted = "On 12 November 2026, Stats wrote:\n> Dear Mr Ficton,\n> In 2023 there were 15,247 reasonable grounds decisions, of which 8,319 were positive.\n\n"
    draft = _draft(
        assistant, f"{quoted}Dear team\n\nCould I trouble you for the same two figures for 2022 and for 2021?"
    )
    assert [[row[-1] for row in item.part.rows] for item in draft.items] == [[12_499, 16_747], [11_311, 14_826]]


def test_where_the_writer_works_limits_nothing(assistant: Assistant) -> None:
    letter = (
        "We are a small charity in Kent drafting our report, and would like to check some figures with you.\n\n"
        "(i) Referrals made by Migrant Help in 2023\n(ii) Referrals made by the Salvation Army in Q4 2023"
    )
    assert _values(_draft(assistant, letter)) == [281, 98]


def test_those_passed_to_a_force_are_counted_by_the_force_that_records_the_crime(assistant: Assistant) -> None:
    letter = (
        "* how many referrals were sent to North Wales Police for crime recording in 2023, and how many of those were children\n"
        "* the same total for 2022"
    )
    assert _values(_draft(assistant, letter)) == [100, 68, 116]


def test_a_financial_year_may_be_explained_in_brackets(assistant: Assistant) -> None:
    letter = (
        "Could you tell me, for the financial years 2019-20 and 2021-22 (1 April to 31 March):\nA. number of referrals\n\n"
        "If you only hold this by calendar year, the calendar year would do."
    )
    assert [row[-1] for row in _draft(assistant, letter).items[0].part.rows] == [11_310, 13_538]


def test_those_flagged_keep_their_flag(assistant: Assistant) -> None:
    letter = (
        "I would be grateful if you could provide the number of NRM referrals flagged as county lines in:\ni. 2020\nii. 2022\n"
        "iii. Of those flagged in 2023, the number who were boys."
    )
    assert _values(_draft(assistant, letter)) == [1_544, 2_281, 1_158]


def test_a_question_beside_one_about_a_person_is_answered(assistant: Assistant) -> None:
    letter = (
        "I foster a lad called Minh Notreal (he is 16). Has he had his reasonable grounds decision yet?\n\n"
        "If you can't say, could you at least tell me how many children were referred in 2023?"
    )
    draft = _draft(assistant, letter)
    assert _values(draft) == [None, 7_432]
    assert "Notreal" not in _everything(draft)


def test_what_cannot_be_read_stands_where_it_was_asked(assistant: Assistant) -> None:
    letter = "1. How many referrals were there in 2022?\n2. What is the weather like?\n3. How many referrals were there in 2023?"
    body = draft_text(_draft(assistant, letter))
    assert body.index("16,921") < body.index("weather") < body.index("16,990")


def test_what_is_not_understood_is_asked_what_it_means(assistant: Assistant) -> None:
    letter = "Also I dont really understand the difference between a reasonable grounds decision and a conclusive grounds decision, could you explain"
    (item,) = _draft(assistant, letter).items
    assert item.part.kind == "definition" and "balance of probabilities" in item.sentence


def test_what_is_published_within_a_refused_count_stands_beside_it(assistant: Assistant) -> None:
    letter = "How many men were flagged as county lines in 2023?"
    body = draft_text(_draft(assistant, letter))
    assert "by gender are not published" in body
    assert re.search(r"199 referrals \(aged 18 or over", body) and re.search(r"1,158 referrals \(aged 17", body)


def test_one_reason_is_told_once(assistant: Assistant) -> None:
    letter = (
        "Please tell me, for 2023:\n1. How many referrals were passed to Kent Police for crime recording?\n"
        "2. How many referrals were passed to Essex Police for crime recording?"
    )
    body = " ".join(draft_text(_draft(assistant, letter)).split())
    assert body.count("by police force of crime recording are published") == 1
    assert "The answer is that to 1." in body


def test_what_is_understood_is_said_once(assistant: Assistant) -> None:
    letter = "1. How many referrals were there in 2022?\n2. How many were there in 2024?"
    body = " ".join(draft_text(_draft(assistant, letter)).split())
    assert body.count("National Referral Mechanism in") == 1
    assert "19,125 potential victims were referred in 2024." in body


def test_counts_of_the_same_years_stand_in_one_table_with_the_break_between_them(assistant: Assistant) -> None:
    letter = (
        "Under the Freedom of Information Act please provide, for 2021, 2022 and 2023:\n1. the number of children referred\n"
        "2. the number of positive reasonable grounds decisions for children"
    )
    body = draft_text(_draft(assistant, letter))
    assert body.count("Counted") == 1
    assert re.search(r"2\. Positive reasonable grounds decisions.* 4,909 +6,246 +4,610\n", body)
    assert "reasonable grounds test changed" in body


def test_who_asks_by_law_is_not_told_to_ask_by_law(assistant: Assistant) -> None:
    question = "How many referrals were there in Rotherham in 2023?"
    asked = _draft(assistant, f"This is a request under the Freedom of Information Act 2000.\n\n{question}")
    assert "make-a-freedom-of-information-request" not in draft_text(asked)
    assert "review within 40 working" in draft_text(asked) and any("by law" in text for text in officer(asked))
    assert "make-a-freedom-of-information-request" in draft_text(_draft(assistant, question))


NOT_ASKED = (
    "A constituent has written in about adults who don't want to go into the NRM.",
    "We are preparing evidence for a committee and want to describe the conclusive grounds backlog accurately.",
    "Our safeguarding partnership is updating its exploitation strategy and I need some national figures to sit next to our own.",
)


@pytest.mark.parametrize("told", NOT_ASKED)
def test_what_a_writer_wants_to_do_is_no_question(assistant: Assistant, told: str) -> None:
    letter = f"{told} Could you tell me, please:\n\na) how many Duty to Notify reports there were in 2022\nb) how many there were in 2023?"
    assert _values(_draft(assistant, letter)) == [4_580, 4_929]
    prose = f"{told}\n\nHow many Duty to Notify reports were there in 2022?"
    assert _values(_draft(assistant, prose)) == [4_580]


def test_a_lead_in_without_its_colon_is_said_of_each_item(assistant: Assistant) -> None:
    letter = (
        "Please can you give us the number of cases awaiting a conclusive grounds decision\n- at the end of 2022\n"
        "- at the end of 2024\n- at the end of 2025"
    )
    assert _values(_draft(assistant, letter)) == [29_275, 17_168, 5_758]


def test_a_figure_that_differs_from_the_year_s_is_told_once(assistant: Assistant) -> None:
    letter = "For 2023, how many referrals were made by:\n- The Salvation Army\n- local authorities (all together)"
    body = " ".join(draft_text(_draft(assistant, letter)).split())
    assert "432" in body and "3,955" in body and "gives 3,944; the quarters add to 3,955." in body
    assert body.count("Quarters added up can differ") == 1  # of the other


def test_the_year_s_end_is_of_the_period_before_and_stands_as_it_was_written(assistant: Assistant) -> None:
    letter = (
        "How many people were referred in the last three months of 2025? By what percentage did that change on the same "
        "three months of 2024? What did the backlog of conclusive grounds decisions stand at when the year ended?"
    )
    item = _draft(assistant, letter).items[-1]
    assert item.part.value == 5_758 and item.part.question.endswith("when the year ended?")


@pytest.mark.parametrize(
    ("tabled", "values"),
    [
        (
            "To ask the Secretary of State for the Home Department, how many people were referred to the National Referral "
            "Mechanism by Kent Police in 2023.",
            [74],
        ),
        ('A peer has asked:\n"To ask His Majesty\'s Government how many children were referred in 2022."', [7_004]),
        (
            "To ask the Secretary of State for the Home Department, if she will set out the number of Duty to Notify "
            "reports received by her Department in 2022.",
            [4_580],
        ),
    ],
)
def test_a_question_to_a_minister_is_one(assistant: Assistant, tabled: str, values: list[int]) -> None:
    draft = _draft(assistant, f"We need a line on the following, please:\n{tabled}\n\nGrateful by noon.")
    assert _values(draft) == values
    assert "Secretary of State" not in draft_text(draft) and "Majesty" not in draft_text(draft)


def test_what_would_do_instead_may_be_a_whole_question(assistant: Assistant) -> None:
    letter = (
        "Please give the ten councils with the most referrals for sexual exploitation in 2023.\n\nIf named authorities are not "
        "published, can we have the total for local authorities as first responders relating to sexual exploitation in 2023 instead?"
    )
    draft = _draft(assistant, letter)
    assert draft.items[-1].part.value == 397 and draft.items[-1].instead_of
    assert "Instead, as you suggested" in " ".join(draft_text(draft).split())


def test_periods_listed_under_a_question_are_of_that_question(assistant: Assistant) -> None:
    letter = (
        "I submit the following request under the Freedom of Information Act concerning criminal exploitation of young people.\n\n"
        "1. How many children were referred to the National Referral Mechanism in the following periods of time?\n"
        "a) 1 April 2022 to 31 March 2023\nb) 1 April 2021 to 31 March 2022\n\n"
        "2. How many children were referred for criminal exploitation in 2022/23?"
    )
    assert _values(_draft(assistant, letter)) == [7_432, 5_557, 3_186]


def test_what_is_told_of_research_limits_nothing_and_the_officer_is_told(assistant: Assistant) -> None:
    letter = (
        "I am conducting research looking at modern slavery within the criminal justice system. For the years 2017, 2018 and 2019 "
        "(from 1st January of each year - 31st December of each year) please confirm:-\n(1) The number of referrals to the NRM"
    )
    draft = _draft(assistant, letter)
    assert [row[-1] for row in draft.items[0].part.rows] == [5_136, 6_974, 10_606]
    assert any("justice system" in text for text in officer(draft))


def test_the_like_figures_are_all_those_of_the_item_before(assistant: Assistant) -> None:
    letter = (
        "Please provide, for 2023:\n(i) the number of referrals;\n(ii) the number of negative reasonable grounds decisions for "
        "adults, and the proportion of adult reasonable grounds decisions which that represents;\n(iii) the like figures for children."
    )
    draft = _draft(assistant, letter)
    assert "1,631" in draft_text(draft) and "26%" in draft_text(draft)
    assert [item.label for item in draft.items][-2:] == ["iii", ""]


def test_of_those_whose_number_is_not_published_nothing_is_counted(assistant: Assistant) -> None:
    letter = "How many people entered the National Referral Mechanism in January and February of (1) 2022, and (2) 2023; and of those, how many received reasonable grounds decisions?"
    assert _values(_draft(assistant, letter)) == [None, None]


def test_what_a_writer_tells_before_the_question_is_no_part_of_it(assistant: Assistant) -> None:
    letter = (
        "Hi there, I'm a trustee of a small refugee charity in Kent and we've been asked to give a talk, so could you tell me how "
        "many people were referred in 2023 altogether and how many of them were children, and also how many referrals Kent Police "
        "made that year if you have that, oh and sorry for the long email, Margaret"
    )
    assert _values(_draft(assistant, letter)) == [16_990, 7_432, 74]


def test_a_shorthand_list_of_a_newsroom_is_read(assistant: Assistant) -> None:
    letter = (
        "URGENT - on deadline 4pm\n\nHi, newsdesk here. Running something for tomorrow on modern slavery. Need:\n"
        "1) total NRM referrals for 2025 & % up on 2024\n2) latest quarter you've got - referrals, and how that compares with the quarter before\n"
        "3) what % of conclusive grounds decisions were positive that quarter\nOn background is fine."
    )
    body = draft_text(_draft(assistant, letter))
    for figure in ("23,411", "22%", "6,021", "6,407", "73%"):
        assert figure in body


def test_what_follows_the_figure_of_the_message_below_is_of_the_same_people(assistant: Assistant) -> None:
    letter = (
        "Perfect, thank you. What about the second and third quarters of 2023? And could I have Immigration Enforcement for the "
        "first three quarters too please.\n\nDan\n\n-----Original Message-----\nFrom: NRM Statistics\nSent: 19 November 2026 16:02\n"
        "To: Dan\nSubject: RE: Border Force\n\nUK Border Force made 48 referrals to the National Referral Mechanism in January to "
        "March 2023 (Table 11, published 4 May 2023)."
    )
    border, immigration = _draft(assistant, letter).items
    assert [row[-1] for row in border.part.rows] == [69, 58]
    assert [row[-1] for row in immigration.part.rows] == [838, 655, 616]


@pytest.mark.parametrize(
    ("letter", "figure", "kept_out"),
    [
        (
            "My name is Besnik Placeholder ref NRM-77120345. I got positive reasonable grounds in june 2024. When will I get "
            "decision?? and how many people are waiting for a conclusive grounds decision at the end of 2025",
            "5,758",
            ("june 2024",),
        ),
        (
            "We act for Mr Linh Exemplar (DOB 09/08/2004), referred by Merseyside Police on 14 June 2023, who still awaits a "
            "conclusive grounds decision. Kindly tell us when he may expect it.\n\nHow many people did Merseyside Police "
            "refer in 2023?",
            "117 potential victims",
            ("Linh", "forecast"),
        ),
    ],
    ids=["of their own", "of a client"],
)
def test_who_writes_about_a_case_is_told_once_that_it_is_not_discussed(
    assistant: Assistant, letter: str, figure: str, kept_out: tuple[str, ...]
) -> None:
    body = draft_text(_draft(assistant, letter))
    assert body.count("We cannot discuss individual cases") == 1
    assert figure in body and not any(word in body for word in kept_out)


def test_a_table_has_a_row_a_quarter_where_that_is_asked(assistant: Assistant) -> None:
    letter = (
        "Please can you send me a table (one row per quarter, csv or Excel) showing for 2022 and 2023 the number of conclusive "
        "grounds decisions that were positive and the number that were negative."
    )
    body = draft_text(_draft(assistant, letter))
    assert re.search(r"January to March 2022 +1,110 +89\n", body) and re.search(
        r"October to December 2023 +1,699 +1,449\n", body
    )


def test_those_referrals_are_those_of_the_question_before(assistant: Assistant) -> None:
    letter = (
        "For the six month period January to March 2023 please provide the following information:\n\n"
        "The number of NRM referrals made by local authorities as First Responder relating to 'criminal exploitation'.\n\n"
        "The number of those referrals which were of British nationals."
    )
    assert _values(_draft(assistant, letter))[-1] == 415


def test_one_figure_is_asked_again_in_another_grain_with_the_day_of_a_change(assistant: Assistant) -> None:
    letter = (
        "Please could you tell me the percentage of reasonable grounds decisions that were positive in 2022 as a whole and then for "
        "each quarter of 2023 separately, and confirm what date the test changed?"
    )
    year, quarters, day = _draft(assistant, letter).items
    assert "89%" in year.sentence and [row[-1] for row in quarters.part.rows] == [60.4, 50.2, 53.3, 54.6]
    assert "30 January 2023" in day.sentence


@pytest.mark.parametrize(
    ("years", "values"),
    [
        ("in the financial year 2020-21 and in each of the previous five years (2015-16 to 2019-20)", [3_430, 4_067, 5_598, 7_509, 11_310, 10_660]),
        ("for each financial year from 2018/19 to 2020/21", [7_509, 11_310, 10_660]),
        ("for the financial years 2018-19 to 2020-21", [7_509, 11_310, 10_660]),
    ],
)  # fmt: skip
def test_each_of_a_stretch_of_financial_years_has_its_figure(
    assistant: Assistant, years: str, values: list[int]
) -> None:
    letter = f"I would be grateful for the following:\n\nHow many people were referred to the National Referral Mechanism {years}?"
    assert [row[-1] for row in _draft(assistant, letter).items[0].part.rows] == values


def test_a_count_by_two_things_stands_in_a_table_with_its_sums(assistant: Assistant) -> None:
    letter = (
        "I'm doing some research on Vietnamese nationals referred to the National Referral Mechanism, and I noticed in the NRM data "
        "on your website that local authorities have referred a number of people over the past few years. I'd be grateful for:\n\n"
        "1. How many Vietnamese nationals did local authorities refer to the NRM in 2023? Please break the numbers down by "
        "male/female, and by minors or adults."
    )
    draft = _draft(assistant, letter)
    body = draft_text(draft)
    assert draft.items[0].part.value == 63 and len(draft.items) == 2
    assert re.search(r"Child \(17 or under\) +15 +31 +46\n", body) and re.search(r"Total +24 +39 +63\n", body)


def test_a_lead_in_that_asks_and_lists_what_became_of_those_is_answered_itself(assistant: Assistant) -> None:
    letter = (
        "Please provide the number of positive conclusive grounds decisions in 2019, and of those, the number who were granted:\n\n"
        "- Asylum\n- Discretionary Leave\n\nPlease note that the immigration outcomes should be limited to 2019."
    )
    draft = _draft(assistant, letter)
    first, *rest = _values(draft)
    assert first == 2_962 and not any(rest)
    assert (
        draft_text(draft).index("2,962") < draft_text(draft).index("Asylum") < draft_text(draft).index("Discretionary")
    )


def test_no_sentence_of_a_letter_is_torn(assistant: Assistant) -> None:
    draft = _draft(
        assistant, "What are the latest NRM statistics?\n\nAnd an overview of modern slavery statistics, please?"
    )
    said = draft_text(draft)
    assert "https://www.gov." not in said.replace("https://www.gov.uk", "")
    assert "later ones are." not in said and "later ones are (" not in said


@pytest.mark.parametrize(
    ("letter", "values"),
    [
        (  # a number with its letter
            "1. Single Competent Authority\n   1a. Number of referrals in 2022\n   1b. Number of referrals in 2023\n"
            "2. Immigration Enforcement Competent Authority\n   2a. Number of referrals in 2022",
            [13004, 13704, 3934],
        ),
        (  # an open stem, and places for the answers
            "The number of children that have been:\na) Referred to the NRM\n- 1 January 2021 to 31 December 2021:\n"
            "- 1 January 2022 to 31 December 2022:",
            [5447, 7004],
        ),
        (  # a list in one line
            "Please send the number of referrals made in 2023 by:\n\nThe Salvation Army; Migrant Help; Medaille Trust",
            [432, 281, 51],
        ),
        (  # of whom an item counts
            "- how many UK children were referred in 2023\n- how many were referred for criminal exploitation only?",
            [3354, 2334],
        ),
        ("- how many were referred in 2023\n- how many were children\n- how many were adults", [16990, 7432, 8622]),
        (  # of what stands over both
            "- how many were referred in 2023\n- how many were children\n- how many were UK nationals",
            [16990, 7432, 4287],
        ),
        ("- total referred in Q4 2025\n- how many were UK nationals", [6021, 1316]),
        ("- referrals made by Police Scotland in 2023, and how many were children", [242, 109]),
        ("- DtN reports in 2022\n- DtN reports in 2023\n\nAnd the 2024 figure if it is out.", [4580, 4929, 5598]),
        (
            "How many Albanians were referred in 2022?\n\nAnd if you have a number for 2023 that'd be ace, because he said"
            " they had shot up.",
            [4609, 4055],
        ),
    ],
)
def test_what_an_item_leaves_unsaid_is_taken_from_its_list(
    assistant: Assistant, letter: str, values: list[int]
) -> None:
    assert _values(_draft(assistant, f"Hello,\n\n{letter}\n\nThanks\nA Person")) == values


def test_a_breakdown_is_of_what_was_asked_and_its_total_is_of_all_of_them(assistant: Assistant) -> None:
    letter = (
        "Please send a table with the number of referrals made by local authorities in each quarter of 2023, split into"
        " adults and children, plus the total for each quarter."
    )
    body = draft_text(_draft(assistant, letter))
    assert all(figure in body for figure in ("969", "932", "1,080", "895", "963", "1,017")) and "2,586" not in body
    letter = (
        "For the each of the quarters of 2023:\n\nThe number of referrals where the exploitation was sexual exploitation"
        " only.\n\nPlease segregate the data into two categories, 18 and older and under 18."
    )
    body = draft_text(_draft(assistant, letter))
    assert all(figure in body for figure in ("270", "180", "215", "166")) and "2,586" not in body
    letter = "Referrals for October to December 2023, broken down into categories of domestic servitude, sexual etc?"
    body = draft_text(_draft(assistant, f"{letter} And how many of them were British?"))
    assert all(figure in body for figure in ("1,171", "1,113", "406", "1,139"))


@pytest.mark.parametrize("asks", ["did i get positive or not and when?", "What happens with my conclusive decision?"])
def test_what_was_decided_of_the_writer_is_not_discussed(assistant: Assistant, asks: str) -> None:
    draft = _draft(assistant, f"hello i was put in the nrm by migrant help. my solicitor dont answer. {asks}\n\nthanks")
    assert draft.letter.individual in " ".join(draft_text(draft).split())
    assert [item.part.headline for item in draft.items] == [draft.letter.individual]


def test_which_is_right_is_asked_of_what_is_told_after_it(assistant: Assistant) -> None:
    told = "Your 2023 summary says 17,004 people were referred in 2023. The 2024 one says 16,990 for the same year."
    body = " ".join(draft_text(_draft(assistant, f"Which is right? {told}\n\nYours\nA Person")).split())
    assert "17,004 in the release of 7 March 2024, since revised to 16,990" in body


def test_a_letter_says_no_more_than_is_needed(assistant: Assistant) -> None:
    one = draft_text(_draft(assistant, "How many referrals of children were there in 2023?"))
    assert "How many" not in one and "7,432 potential victims" in one  # a figure says what it counts
    overview = "Please send me an overview of the NRM statistics."
    twice = draft_text(_draft(assistant, f"1. {overview}\n2. {overview}"))
    assert twice.count("23,411") == 1 and "The answer is that to 1." in twice
    assert "\n17,304 conclusive grounds decisions were made in 2024.\n" in twice  # a line a figure
    assert "(From a report" not in twice and twice.count("as someone else") == 1


@pytest.mark.parametrize(
    ("letter", "said"),
    [
        (
            "I need NRM referrals where the force was the first responder, by quarter, calendar year 2023, for:\n\nWest"
            " Yorkshire Police\nHumberside Police\n\nTable please, forces down the side. Total for the year for each force"
            " as well if poss.",
            ["57", "63", "59", "22", "14", "236", "51"],
        ),
        (
            "How many Duty to Notify reports were there in each month of 2023? If that is not published, give the quarters."
            "\n\nFor the latest quarter in that period (October to December 2023), also state which nationality was reported"
            " most often.",
            ["1,420", "1,044", "Chinese (123)"],
        ),
        (
            "How many people entered the NRM in January and February of 2022, and 2023?\n\nI suspect you don't do months. If"
            " so, please give referrals in the first quarter of each of those two years.",
            ["3,773", "4,742"],
        ),
        (
            "What I was wondering was how many people were referred in 2023 and then, because most of the lads we see are"
            " from Vietnam, how many of those were Vietnamese, so if you had a number of county lines referrals for 2022"
            " that would be marvellous too, thank you ever so much",
            ["16,990", "988", "2,281"],
        ),
    ],
)
def test_rambling_letters_are_answered_for_what_they_ask(assistant: Assistant, letter: str, said: list[str]) -> None:
    draft = _draft(assistant, f"Hello,\n\n{letter}\n\nThanks\nA Person")
    body = draft_text(draft)
    assert not [figure for figure in said if figure not in body] and not draft.unread


def test_a_name_under_a_letter_without_a_closing_is_not_asked_about(assistant: Assistant) -> None:
    body = draft_text(_draft(assistant, "How many children were referred in 2023?\n\nJ. Hack\nRegional daily"))
    assert "7,432" in body and "Hack" not in body and "daily" not in body


def test_figures_of_another_time_are_not_near(assistant: Assistant) -> None:
    letter = "How many people were arrested for trafficking from October to December 2025?"
    assert "2023" not in draft_text(_draft(assistant, letter))


def test_the_other_quarters_of_a_year_are_those_not_asked_for_before(assistant: Assistant) -> None:
    letter = (
        "Thanks. Could we have the same for the other three quarters of 2024 please?\n\nDev\n\n---------- Forwarded message"
        " ---------\nFrom: Statistics <a@example.org>\nSubject: RE: query\n\nThere were 4,521 referrals to the National"
        " Referral Mechanism in January to March 2024.\n"
    )
    body = draft_text(_draft(assistant, letter))
    assert all(figure in body for figure in ("4,312", "4,752", "5,538")) and "4,521" not in body.partition("Notes")[0]


SAID = [
    # numbers without marks, and the last of a list under it
    ("1 how many people were referred when it first started in 2009\n2 how many were there in 2023", {552, 16_990}),
    (
        "Please could you tell us how many referrals were made in 2023 by each of the following first responders:\n\n"
        "- The Salvation Army\n- Migrant Help\n\nand by all NGO and third sector first responders together.",
        {432, 281, 878},
    ),
    # marks in one line, each of which is asked for by itself
    (
        "Please let me have for 2023 (1) the total number of referrals for labour exploitation, (2) referrals by the GLAA.",
        {4_657, 13},
    ),
    # a time before several questions holds for all of them, and the same again is all of them
    (
        "I want to know about decisions: for 2023, how many reasonable grounds decisions were made, how many of those were "
        "negative? Same again for 2022 please.",
        {15_247, 6_928, 16_747, 1_921},
    ),
    # whom it is asked for and what it is for limit nothing
    (
        "On behalf of our food and farms sector I'd like to know:\n- the number of referrals made by the GLAA in 2023",
        {13},
    ),
    (
        "My friend has asked me to establish the number of children referred in 2023 by 3pm tomorrow if possible.",
        {7_432},
    ),
    # places listed with forces are forces
    (
        "Please send the number of referrals made in 2023 by each of the following forces:\n- Dorset\n- Wiltshire",
        {30, 35},
    ),
]


@pytest.mark.parametrize(("letter", "values"), SAID)
def test_what_a_letter_says_in_ordinary_ways_is_asked(assistant: Assistant, letter: str, values: set[int]) -> None:
    assert set(_values(_draft(assistant, f"Hello\n\n{letter}\n\nThanks\nJo"))) == values


@pytest.mark.parametrize("mark", ["", "- ", "1. "])
def test_what_stands_before_a_list_and_is_of_another_is_asked_too(assistant: Assistant, mark: str) -> None:
    letter = (
        "Good morning\n\nMay I ask for the number of referrals made by Kent Police in each quarter of 2023, and the 2023 "
        f"totals for:\n\n{mark}Essex Police\n{mark}Sussex Police\n\nBest wishes\nDominic\n"
    )
    body = draft_text(draft_reply(assistant, letter.encode()))
    assert all(re.search(rf"\b{figure}\b", body) for figure in (27, 14, 12, 21, 171, 98))


# Whom or when it is said of before the words that only lead up to a question.
SAID_BEFORE = [
    ("For Kent Police, could you tell me the number of referrals in 2023?", 74),
    ("Kent Police: could you tell me how many referrals they made in 2023?", 74),
    ("With regard to UK nationals, could you tell me how many referrals there were in Q4 2023?", 1139),
    ("In Q4 2023, could you tell me how many children were referred?", 1945),
    ("For 2022, my colleague has asked me to find the number of referrals.", 16921),
    ("Children. How many were referred in 2023?", 7432),
]


@pytest.mark.parametrize(("asked", "value"), SAID_BEFORE, ids=[asked for asked, _ in SAID_BEFORE])
def test_a_limit_said_before_a_question_is_kept(assistant: Assistant, asked: str, value: int) -> None:
    assert _values(_draft(assistant, f"Hello\n\n{asked}\n\nThanks\nJo")) == [value]


@pytest.mark.parametrize(
    ("letter", "figures"),
    [
        # what is asked behind the change of a figure is asked for itself
        (
            "How many people were referred in 2025, how much is that up on 2024 in per cent, how many DtN reports were there in "
            "2025 and in 2024 and how many RG and CG decisions in the last quarter of 2025?",
            ("23,411", "22%", "7,130", "5,598", "6,346", "7,406"),
        ),
        # a total that does not say of what is of what the letter speaks of
        ("Duty to Notify reports seem to have risen. What were the totals for 2022 and 2023?", ("4,580", "4,929")),
        (
            "- total referred in Oct-Dec 2025\n- % of reasonable grounds decisions in the quarter that were positive\n"
            "- total for the year 2025 & how much that's up on 2024",
            ("6,021", "62%", "23,411", "22%"),
        ),
        # how each of several years changed on the one before
        (
            "Could you give me the total referrals for 2019, 2020, 2021 and 2022 and the percentage change for each of the "
            "last two years?",
            ("10,582", "12,700", "up 20%", "up 33%"),
        ),
        # another time, and another thing behind it
        (
            "Could I have the number of cases awaiting a conclusive grounds decision at the end of each quarter of 2025? And at "
            "the end of 2024 for comparison, plus the number of Duty to Notify reports in 2023.",
            ("14,075", "9,107", "5,758", "17,168", "4,929"),
        ),
        ("How many boys were referred for criminal exploitation in July to September 2023? And girls. Thanks", ("673", "49")),
        # an item that says all itself, under years alone
        (
            "Please give the number of potential victims referred from Northern Ireland for the following years:\n\n2017\n2018\n"
            "2019\n\nand the number of referrals the PSNI made in 2023.",
            ("31", "52", "91", "19"),
        ),
        ("I need the number of male and female people referred in 2023, and each as a % of the total.", ("24%", "76%")),
        (
            "In 2019 how many referrals were there in Scotland for each type of exploitation:\n\nlabour –\nsexual –\n\n"
            "How many in all?",
            ("305", "113", "512"),
        ),
        ("1. Chinese nationals referred in 2023\n2. of those, women and girls", ("294", "158")),
        # a passage that is to be checked: each of its figures, with the right one where it is wrong
        (
            'Can you fact check this sentence before we print it? "In the final quarter of 2025, 1,316 of those referred were UK nationals '
            'and 75% of reasonable grounds decisions were positive."',
            ("1,316", "62%"),
        ),
        ("Please confirm that 7,432 children were referred in 2023 and that 44% of referrals were children.", ("7,432", "44%")),
        # both of two
        ("How many Sudanese nationals were referred in 2023? And Eritrean? And both in 2022?", ("940", "897", "850", "1,172")),
        # of those that are named, wherever they were asked for
        (
            "- of the referrals by local authorities in Q4 2023, how many were for children and how many for adults\n"
            "- of those children in Q4 2023, how many were referred for criminal exploitation",
            ("932", "65", "537"),
        ),
        (
            "How many potential victims were referred to Police Scotland in 2019? How many of those were for labour exploitation "
            "and how many were Vietnamese?",
            ("512", "305", "214"),
        ),
        # the same of others, at a time said before it
        (
            "I would like the number of people exploited overseas only, for 2023 and 2024. For 2024 could you also give the "
            "corresponding figure for those exploited in the UK only.",
            ("6,163", "8,372", "8,268"),
        ),
        (
            "For October to December 2025:\n\n1. total NRM referrals, and what it was in the same quarter of 2024\n"
            "2. number of conclusive grounds decisions",
            ("6,021", "5,538", "7,406"),
        ),
        (
            "For 2022 and for 2023, please tell me (i) what percentage of reasonable grounds decisions about adults were positive, "
            "(ii) what percentage of reasonable grounds decisions about children were positive, and (iii) the same two "
            "percentages for conclusive grounds decisions.",
            ("88%", "41%", "90%", "74%", "58%", "92%", "81%"),
        ),
        (
            "- the percentage of reasonable grounds decisions that were positive in 2023, and again in 2024\n"
            "- the same for conclusive grounds decisions",
            ("55%", "53%", "66%", "56%"),
        ),
        # whole years of quarters
        (
            "I need the number of people referred in each quarter of 2024 and each quarter of 2025. She would also like to know "
            "the total for each of those two years.",
            ("4,521", "6,021", "19,125", "23,411"),
        ),
        (
            "Of the people who arrived by small boat in 2022, how many have had an NRM referral, and out of how many arrivals?",
            ("5,649", "45,478", "12%"),
        ),
        (
            "For 2021 and 2022:\n1) The total number of referrals\n2) Of those in 1), the number who claimed exploitation\n"
            "   a. as adults\n   b. as children\n   c. at an age that was not specified or unknown",
            ("12,700", "16,921", "6,401", "8,848", "5,447", "7,004", "852", "1,069"),
        ),
        (
            "How many referrals were flagged as county lines in 2020 and in 2022? Of the 2020 figure I should like to know how many "
            "were boys under eighteen.",
            ("1,544", "2,281", "1,247"),
        ),
    ],
)  # fmt: skip
def test_what_is_asked_beside_something_else_is_asked_too(
    assistant: Assistant, letter: str, figures: tuple[str, ...]
) -> None:
    body = draft_text(_draft(assistant, f"Hello\n\n{letter}\n"))
    assert [figure for figure in figures if not re.search(rf"(?<![\d,]){figure}(?![\d,]*\d)", body)] == []


def test_a_figure_of_the_message_below_is_confirmed(assistant: Assistant) -> None:
    letter = (
        "Hello, please see below from my colleague. Is her number right or has it changed, and what was the equivalent figure for "
        "January to March 2024?\n\nTa\nGwen\n\n---------- Forwarded message ---------\nFrom: Priti (Comms)\n"
        'Subject: stat\n\n> Hiya, for the leaflet I\'ve put "4,746 people were referred in January to March 2023".\n'
    )
    body = draft_text(_draft(assistant, letter))
    assert all(figure in body for figure in ("4,746", "4,742", "4,521"))


@pytest.mark.parametrize(
    ("letter", "figures", "others"),
    [
        # what somebody is said to think limits nothing that is asked before it
        (
            "Please give me:\n- referrals in 2022\n- referrals in 2023\n\nMy manager thinks most were Albanian. How many Albanian "
            "nationals were referred in 2024?",
            ("16,921", "16,990", "2,492"),
            ("4,609", "4,055"),
        ),
        (
            "How many were referred in 2022?\n\nChildren. How many were referred in 2023?",
            ("16,921", "7,432"),
            ("7,004",),
        ),
        # a number over items that are of it
        (
            "1. Conclusive grounds decisions in 2023\n   - of which positive\n   - of which negative\n2. Duty to Notify reports in 2023",
            ("9,825", "6,528", "3,297", "4,929"),
            ("8,319",),
        ),
        # what stands alone is of the figure told before it
        ("Your report says there were 8,622 adults referred in 2023.\n\nHow many in 2022?", ("8,848",), ("16,921",)),
        # a change after a share is of the people that were counted
        (
            "1. Vietnamese nationals referred in 2023 and 2024\n2. what share of all referrals Vietnamese nationals were in 2024\n"
            "3. the percentage rise between 2023 and 2024",
            ("988", "2,153", "118%"),
            ("2,135",),
        ),
        (
            "1. What share of referrals in 2022 and 2023 were children?\n2. The percentage rise between 2022 and 2023.",
            ("41%", "44%"),
            ("an increase of 83",),
        ),
        # "how many of each of those" asks on, and is no aside of what stands before it
        (
            "How many children were referred in 2014 and how many in 2023, and how many of each of those were exploited in "
            "this country only?",
            ("672", "7,432"),
            ("16,990",),
        ),
        # each of several years has a share of its own
        (
            "- the number of conclusive grounds decisions in each year from 2020 to 2022\n"
            "- what percentage of them were positive in each of those years",
            ("3,411", "2,839", "6,152", "90.2", "91.4", "89.4"),
            (),
        ),
    ],
)
def test_what_stands_beside_a_question_is_of_what_it_says(
    assistant: Assistant, letter: str, figures: tuple[str, ...], others: tuple[str, ...]
) -> None:
    body = draft_text(_draft(assistant, f"Hello\n\n{letter}\n"))
    assert [figure for figure in figures if not re.search(rf"(?<![\d,]){figure}(?![\d,]*\d)", body)] == []
    assert [figure for figure in others if re.search(rf"(?<![\d,]){figure}(?![\d,]*\d)", body)] == []
