"""A figure card says each thing once, in words that a reader has: what stands over it, in its table and under it."""

from __future__ import annotations

import re

import pytest

from assistant.answer.model import Part
from assistant.render import card
from assistant.render.grid import grid
from assistant.service import Assistant

pytestmark = pytest.mark.slow


def _part(assistant: Assistant, question: str) -> Part:
    return assistant.ask(question).parts[0]


def _card(assistant: Assistant, part: Part) -> str:
    badges = card.badge_list(card.badges(part, assistant.lookup, {}))
    return "".join(
        (card.head(part), badges, card.warnings(part), card.picture(part), card.table(part), card.sources(part))
    )


@pytest.mark.parametrize("question", ["hello", "help", "What can you do?"])
def test_who_asks_nothing_yet_is_told_what_can_be_asked(assistant: Assistant, question: str) -> None:
    part = _part(assistant, question)
    assert card.status_title(part) == "What you can ask" and card.helps(part)
    assert all(assistant.ask(choice).parts[0].status in ("answered", "partial") for choice in part.choices)


@pytest.mark.parametrize(
    ("question", "choices"),
    [
        (
            "How many people got a positive decision in 2021?",
            (
                "How many positive reasonable grounds decisions were there in 2021?",
                "How many positive conclusive grounds decisions were there in 2021?",
            ),
        ),
        (
            "negative decisions for children in Q2 2023",
            (
                "How many negative reasonable grounds decisions for children were there from April to June 2023?",
                "How many negative conclusive grounds decisions for children were there from April to June 2023?",
            ),
        ),
        (
            "How many victims were there in 2022?",
            ("How many referrals were there in 2022?", "How many conclusive grounds decisions were there in 2022?"),
        ),
    ],
)
def test_a_question_back_asks_itself_and_its_choices_are_questions_in_words(
    assistant: Assistant, question: str, choices: tuple[str, ...]
) -> None:
    part = _part(assistant, question)
    assert part.headline.endswith("?") and card.status_title(part) == ""
    assert part.choices == choices
    assert all(assistant.ask(choice).parts[0].status == "answered" for choice in choices)


def test_what_no_word_of_is_known_is_called_unreadable_and_not_outside(assistant: Assistant) -> None:
    for question in ("asdf qwerty blorp", "thanks", "?"):
        part = _part(assistant, question)
        assert part.headline.startswith("I could not read a question in that.") and part.choices
    assert _part(assistant, "How many burglaries were there in 2023?").headline.startswith("That is outside what these")


@pytest.mark.parametrize(
    "question", ["referrals by nationality in 2023", "What percentage of referrals were children each year since 2014?"]
)
def test_what_stands_under_the_chart_or_over_the_figure_is_not_said_again(assistant: Assistant, question: str) -> None:
    part = _part(assistant, question)
    shown = re.sub(r'<span class="heard">.*?</span>|aria-label="[^"]*"', "", _card(assistant, part))
    assert part.chart is not None and shown.count(part.chart.subtitle) == 1
    assert shown.count("Calculated from published figures") == 1


def test_a_meaning_is_told_once(assistant: Assistant) -> None:
    part = _part(assistant, "what is a conclusive grounds decision?")
    assert _card(assistant, part).count("balance of probabilities") == 1


def test_a_table_of_releases_has_days_in_words_and_no_column_without_a_cell(assistant: Assistant) -> None:
    made = grid(_part(assistant, "Has the Q1 2023 referrals figure been revised?"))
    assert made is not None and made.heads == ("Published", "Referrals", "Table")
    assert [row[:2] for row in made.rows[:2]] == [("4 May 2023", "4,746"), ("10 August 2023", "4,739")]
