"""Turns of a conversation: what each takes from the one before. Expected values are those of the published tables."""

from __future__ import annotations

import pytest

from assistant.answer.model import Part
from assistant.service import Assistant


def last(assistant: Assistant, *turns: str) -> Part:
    """The answer to the last turn, each asked after the one before."""
    before, part = None, None
    for text in turns:
        part = assistant.ask(text, before=before).parts[-1]
        before = assistant.following(part) if part.query else before
    assert part is not None
    return part


CONVERSATIONS = [
    (("How many adults were referred in 2023?", "what about Q4?"), 1978),
    (("How many referrals in 2022?", "and 2023?", "what's the change?"), 83),
    (("Referrals in Q3 2023", "Is that up or down on the quarter before?"), 138),
    (("How many referrals in 2023?", "and the year before?"), 16921),
    (("How many referrals in Q3 2023?", "and the previous quarter?"), 3992),
    (("How many referrals in 2023?", "and DtN reports?"), 4929),
    (("How many positive CG decisions in 2022?", "how many were children?", "and RG?"), 6246),
    (("How many positive CG decisions in 2022?", "and referrals?"), 16921),
    (("reasonable grounds decisions in 2023", "For 2023:\nnumber that were positive"), 8319),
    (("How many negative reasonable grounds decisions in 2023?", "as a percentage"), 45.4),
    (("negative CG decisions in 2023", "what percentage is that", "for children only"), 19.3),
    (("referrals in 2023", "is that up?"), 83),
    (("referrals in 2023", "what was it when first published?"), 17004),
    (("referrals in 2022", "what was it when first published?"), 16938),
    (("Which nationalities had more than 100 referrals in Q4 2023?", "and more than 200?"), 5),
    (("Which nationalities had more than 100 referrals in Q4 2023?", "and in Q3?"), 5),
    (("How many children were referred in Q1 2023?", "and how many that year?"), 7432),
    (("How many people were referred in 2024?", "what was the backlog when the year ended?"), 17168),
    (("How many people were referred in Q2 2025?", "what was the backlog at the end of that year?"), 5758),
]


@pytest.mark.parametrize(("turns", "value"), CONVERSATIONS, ids=[" > ".join(turns) for turns, _ in CONVERSATIONS])
def test_a_turn_takes_what_it_leaves_unsaid_from_the_one_before(
    assistant: Assistant, turns: tuple[str, ...], value: float
) -> None:
    part = last(assistant, *turns)
    assert (part.status, part.value) == ("answered", value), part.headline


def test_a_comparison_with_another_period_shows_both(assistant: Assistant) -> None:
    part = last(assistant, "Albanian referrals Q4 2023", "how does that compare with Q4 2022?")
    assert {value for row in part.rows for value in row} >= {802, 1180}


def test_quarters_of_a_follow_up_are_those_of_its_period(assistant: Assistant) -> None:
    part = last(assistant, "How many referrals in 2022?", "by quarter")
    assert [row[-1] for row in part.rows] == [3773, 4157, 4578, 4413]


def test_who_is_asked_for_is_not_left_out(assistant: Assistant) -> None:
    part = last(assistant, "How many referrals in 2023?", "who made them?")
    assert part.columns[0] == "first responder"
    assert part.status == "answered"


def test_the_history_of_several_periods_is_told_one_by_one(assistant: Assistant) -> None:
    part = last(assistant, "Referrals in Q2 2023 and Q3 2023", "has it been revised?")
    assert "April to June 2023: 3,998 at first, now 3,992" in part.headline
    assert "July to September 2023: 4,138 at first, now 4,132" in part.headline


def test_a_ranking_goes_on_without_what_is_left_out(assistant: Assistant) -> None:
    part = last(assistant, "Top 3 nationalities in Q3 2023", "exclude the UK", "make it top 2")
    assert [row[:2] for row in part.rows] == [("Albanian", 808), ("Vietnamese", 318)]


def test_what_names_nothing_repeats_nothing(assistant: Assistant) -> None:
    assert last(assistant, "How many referrals in 2023?", "since when?").status == "out_of_scope"


def test_figures_as_first_published_are_each_of_their_own_release(assistant: Assistant) -> None:
    """Totals of the bulletins of 4 May, 10 August, 2 November 2023 and 7 March 2024."""
    part = assistant.ask("referrals by quarter in 2023 as first published").parts[0]
    assert [row[-1] for row in part.rows] == [4746, 3998, 4138, 4142]
    assert part.headline.startswith("As first published: ")
    years = assistant.ask("referrals in 2022 and 2023 as first published").parts[0]
    assert [row[-1] for row in years.rows] == [16938, 17004]


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("How many referrals were there in 2025?", "and in 2024?", "the difference between the two"), 4286),
        (("cases awaiting a CG decision at the end of 2025?", "and a year earlier", "so how big is the drop"), -11410),
        (("DtN reports in 2023?", "2022?", "how much is that up, in percent"), 7.6),
        (("How many referrals in Scotland in 2019?", "how many of them were Vietnamese", "as a percentage"), 41.8),
        (("boys referred in Q3 2023", "what % of the children is that"), 79.3),
        (("How many referrals came from NGOs in Q4 2023", "which one sent the most?"), 98),
        (("positive reasonable grounds decisions in 2023", "and the other ones?"), 6928),
        (("Vietnamese boys referred for labour exploitation in Q3 2023", "any type of exploitation"), 64),
    ],
)
def test_a_follow_up_knows_the_two_askedlast(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    assert last(assistant, *turns).value == pytest.approx(value, abs=0.05)


def test_why_it_fell_is_told_by_what_changed_between_the_two(assistant: Assistant) -> None:
    turns = ("RG decisions in 2023", "what proportion were positive?", "and in 2022?", "why did it fall?")
    part = last(assistant, *turns)
    assert "do not show causes" in part.headline and any("January 2023" in caveat.text for caveat in part.caveats)


def test_a_link_that_followed_another_opens_alone(assistant: Assistant) -> None:
    first = assistant.ask("How many referrals were there in 2025?").parts[0]
    second = assistant.ask("and in 2024?", before=assistant.following(first)).parts[0]
    assert assistant.open(second.link).value == second.value == 19125
