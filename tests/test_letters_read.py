"""What a letter leaves unsaid: its topic, a place, a time, of whom a share is; and the marks of its mail program."""

from __future__ import annotations

import re

import pytest
from given import drafted

from assistant.desk.message import read_message
from assistant.desk.reply import draft_reply
from assistant.service import Assistant

pytestmark = pytest.mark.slow


# Tables 2, 11–14, 16, 23 and 28 of the release of 7 March 2024, the summaries of 2018 and 2019 for Scotland, and table
# IER_02d of 27 August 2026; the figures after the semicolon are those of other readings.
@pytest.mark.parametrize(
    ("letter", "figures"),
    [
        # what help is wanted with is what is counted
        (
            "I'm after a bit of help with Duty to Notify. How many reports were there in 2022? And how many in 2021?",
            "4,580 3,193",
        ),
        # of those that the question itself has counted
        (
            "My constituent says that 10,000 people are trapped here and wants to know what is being done. To help me "
            "reply, can you let me know how many referrals Greater Manchester Police made in 2023, and how many of "
            "those were of children? What percentage is that?",
            "185 95 51%;10,000",
        ),
        # a share is of those that the figure is a part of; the same again, for others
        (
            "How many people exploited overseas only were referred in 2022? Of those, how many were children? What "
            "percentage is that? And the same for the UK only, please.",
            "6,759 2,071 31% 8,010 4,387 55%",
        ),
        # some of those that are named, and the share of them; a share of the others of its kind
        (
            "How many referrals were there in Scotland in 2019? How many of the Scottish referrals were Vietnamese "
            "nationals, and what percentage is that?",
            "512 214 42%;2%",
        ),
        (
            "How many referrals did Barnardo's make in 2023? And what percentage of NGO referrals was that?",
            "39 878 4%;17,023",
        ),
        # a share of each of several times, and the same of another count
        (
            "How many positive reasonable grounds decisions were made in 2022, and how many in 2023? In each year, "
            "what was that as a percentage of all reasonable grounds decisions? And the same for conclusive grounds "
            "decisions.",
            "14,826 8,319 89% 55% 5,502 6,528 66%",
        ),
        # another question by its mark
        (
            "a) How many referrals did local authorities make in 2023?\nb) What share of all referrals was that?\n"
            "c) Please break (a) down by quarter.",
            "3,955 23% 1,080 895 963 1,017;4,742",
        ),
        ("1. How many children were referred in 2023?\n2. Please split (1) by gender.", "7,432 5,935 1,508;12,903"),
        # of the last of a list in another grain; what is asked behind it is of no item, and of whom it names
        (
            "Could you confirm for 2023 the number of referrals from:\n\n(a) UK Visas and Immigration\n(b) Border "
            "Force, and also for each quarter\n\nand what share of all government agency referrals UKVI accounted for?",
            "5,216 242 48 69 58 67 63%;31%",
        ),
        (
            "Please send the number of referrals made in 2023 by:\n* Kent Police\n* the Metropolitan Police\n\nFor "
            "the Met, how many of those were children? And what proportion of all police referrals came from the Met?",
            "74 670 287 17%;4%",
        ),
        # two numbers side by side; what stands under the second is of the first
        (
            "1. (a) The number of referrals in 2023.\n   (b) Of those, how many were children.\n"
            "2. (a) The number of reasonable grounds decisions made in 2023.\n   (b) How many of these were positive.",
            "16,990 7,432 15,247 8,319",
        ),
        # the total after some of it; where a figure is to stand
        (
            "Would you be so kind as to list the number of people referred in each year from 2014 to 2019, and tell me "
            "how many of the 2019 ones were children? By what percentage did the total rise between 2015 and 2019?",
            "3,263 5,136 10,606 4,548 225%;365%",
        ),
        (
            "Please send a table of the referrals of UK and Vietnamese nationals in 2022 and 2023.\n\nBelow the table, "
            "we would like to know by how much referrals of Vietnamese nationals went up between 2022 and 2023.",
            "4,172 4,287 766 988 222",
        ),
        # the figure of another time, as a wish
        (
            "How many children were referred in the third quarter of 2023? I'd also love to know the figure for "
            "the last quarter of 2023 and how that compares with the same quarter of 2022.",
            "1,848 1,945 1,939",
        ),
        # a share is of the time that it names, and of nothing that is not counted
        (
            "How many children were referred in 2021? And in 2022? And in 2023?\n\nPlease give the 2022 figure as a "
            "percentage of all referrals that year, and the 2023 figure as a percentage too.",
            "5,447 7,004 7,432 41% 44%;43%",
        ),
        ("How many children were referred in 2022? What share of reasonable grounds decisions is that?", "7,004;41%"),
        # within that
        ("Please may I have the total of referrals for 2022, and within that the number of children?", "16,921 7,004"),
        # what the letter is written on, before a colon; those of another time
        (
            "In light of the Minister's speech of 12 October (p. 4 of the Courier): how many people who arrived by "
            "small boat in 2023 were referred to the NRM? And of those who arrived in 2022?",
            "3,284 5,649;45,478",
        ),
        # a place that was spoken of, and one of which nothing is held
        ("Our charity works in Scotland. How many people were referred there in 2019? And in 2018?", "512 228;10,606"),
        ("I live in Kent. How many people were referred there in 2023, and how many children?", ";16,990 7,432 17,004"),
        # the year that was spoken of, and what is not asked about
        (
            "How many people were referred in 2022? What share of the year's referrals were children? I know that the "
            "census counted 11,500 children here, and I'm not asking about that.",
            "16,921 41%;11,500",
        ),
        # the first of two that are asked again
        (
            "Could I have the same for children - and then children in 2021 too?\n\n> Dear Jo,\n> In 2022, 8,848 "
            "adults were referred.\n",
            "7,004 5,447",
        ),
        # both quarters, one of them in the message that is replied to
        (
            "And in the quarter after? Please also let me have conclusive grounds decisions for both quarters.\n\n"
            "> In the first quarter of 2023 there were 4,738 referrals.\n",
            "3,992 2,247 2,063",
        ),
    ],
)  # fmt: skip
def test_what_a_letter_leaves_unsaid_is_what_it_spoke_of(assistant: Assistant, letter: str, figures: str) -> None:
    drafted(assistant, letter, figures)


@pytest.mark.parametrize(
    "mail",
    [
        "<div>Hi,<br><br>How many people were referred in 2021?<BR/>And&nbsp;how many of those were children?</div>",
        "Hi,\n\nHow many people were referred in 2021?<br>\nAnd&nbsp;how many of <b>those</b> were children?\n",
        "Subject: x\nContent-Type: text/html\n\n<section>How many people were referred in 2021?</section><div>And how "
        "many of&nbsp;those were children?</div>",
        "Subject: x\nContent-Type: text/plain\n\n<p>How many people were referred in 2021?<br>And how many of those "
        "were&#160;children?</p>",
        "Subject: x\nContent-Type: text/html\n\n<p>How many people were referred in 2021?&lt;br&gt;And how many of "
        "those were children?</p>",
    ],
)
def test_the_marks_of_a_mail_program_are_no_words(assistant: Assistant, mail: str) -> None:
    draft = draft_reply(assistant, mail.encode())
    assert [item.part.value for item in draft.items] == [12700, 5447]
    assert not re.search(r"&nbsp|<br|<b>|<p>", read_message(mail.encode()).text)


def test_an_address_and_a_sign_are_no_marks_of_a_mail_program() -> None:
    text = "Ages < 18 & > 12, from Jo <jo@example.org>\nand a second line"
    assert read_message(text.encode()).text == text


@pytest.mark.parametrize(
    ("question", "values"),
    [
        (
            "Which quarter between the beginning of 2021 and the end of 2023 had most conclusive grounds decisions?",
            [3148],
        ),
        ("How many referrals were there from the beginning of 2020 to the end of 2021?", [10582 + 12700]),
        ("Referrals of children in 2022 and 2023, and the difference between them", [428]),
        ("How many people were referred in Scotland in 2019? How many people were referred there in 2018?", [512, 228]),
        ("How many people were referred there in 2019?", [None]),
        ("How many of the children referred in 2023 were boys, and what percentage is that?", [5935, 79.7]),
        ("What share of all police referrals the Met made in 2023", [17.0]),
        ("How many children were exploited overseas in 2023? How many adults were exploited there?", [2147, 3547]),
    ],
)
def test_a_question_points_at_times_and_places(assistant: Assistant, question: str, values: list[int | None]) -> None:
    assert [part.value for part in assistant.ask(question).parts] == values
