"""Follow-ups of those who were left out, of the other one of two, and of what was told before a change. Expected values
are those of the published tables.
"""

from __future__ import annotations

import pytest
from given import GIVEN, talk

from assistant.service import Assistant

pytestmark = pytest.mark.slow

REST = [
    (("Albanians referred in 2023", "and Vietnamese", "and the rest?"), 11971),
    (("How many adults in 2023", "children", "what about the rest"), 950),
    (("referrals by the police in 2023", "local authorities", "charities", "the rest"), 8244),
    (("children in 2023", "how many of those were Albanian", "and the others"), 6825),
    (("positive reasonable grounds decisions in 2023", "what about the rest"), 6928),
    (("top five nationalities in 2023", "and the rest"), 5826),
    (("women in 2023", "as a share", "and the rest"), 76.0),
]


@pytest.mark.parametrize(("turns", "value"), REST, ids=[" > ".join(turns) for turns, _ in REST])
def test_the_rest_is_without_all_who_were_told(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    part = talk(assistant, *turns)
    assert (part.status, part.value) == ("answered", value), part.headline


OTHER = [
    (("Referrals handled by the Single Competent Authority in 2024", "and the other one", "as a share of all"), 22.7),
    (("SCA referrals in 2024", "and the other authority", "what was it in 2023?"), 3300),
    (("positive conclusive grounds decisions in 2022", "and the other outcome"), 650),
    (("Met Police referrals in 2023", "and Kent", "how many of those were children", "and the other one?"), 287),
    (("Met Police referrals in 2023", "and Kent", "which made the most", "and the other one?"), 74),
    (("SCA referrals in 2024", "what share is that", "and the other one"), 22.7),
    (("UK nationals in 2024", "Vietnamese", "total of those"), 6594),
    (("top 5 police forces in 2023", "which force contributed most"), 670),
    (("SCA referrals in 2024", "how much is that up on 2023", "and the other one"), 1035),
]


@pytest.mark.parametrize(("turns", "value"), OTHER, ids=[" > ".join(turns) for turns, _ in OTHER])
def test_one_of_those_told_or_all_of_them(assistant: Assistant, turns: tuple[str, ...], value: float) -> None:
    part = talk(assistant, *turns)
    assert (part.status, part.value) == ("answered", value), part.headline


def test_the_other_two_are_those_left_of_their_kind(assistant: Assistant) -> None:
    part = talk(assistant, "kids referred by councils in 2023", "how about the police", "what about the other two")
    assert [row[1] for row in part.rows] == [2034, 204]


REFUSED = [
    ("positive conclusive grounds decisions in 2023", "for children", "and the rest"),  # negative, or of adults?
    ("Met Police referrals in 2023", "Kent", "which grew more than in 2022"),  # than what did then?
    ("referrals by age in 2023", "what share of each were Albanian"),
    ("men in 2023", "women", "what share was each of the three"),  # of two
    ("Albanians in 2023", "and the other one"),  # of many
    ("women in 2023", "and the other one"),
    ("SCA referrals in 2024", "IECA", "the other one"),  # both were told
    ("Met Police referrals in 2023", "and Kent", "how many of those were children", "adults", "and the other one"),
    ("positive reasonable grounds decisions in 2023", "and negative", "what about the rest"),  # nobody is left
    ("referrals by the police in 2023", "Kent Police", "and the rest"),  # of the police, or of all?
    ("Home Office referrals in 2023", "Border Force", "and the rest"),
    ("Kent Police referrals in 2023", "where does that rank", "who was just above them"),
    ("what is the duty to notify?", "how many in 2025", "how many times as many is that"),  # as what?
]


@pytest.mark.parametrize("turns", REFUSED, ids=[" > ".join(turns) for turns in REFUSED])
def test_what_is_not_sure_gets_no_figure(assistant: Assistant, turns: tuple[str, ...]) -> None:
    part = talk(assistant, *turns)
    assert part.status not in GIVEN, part.headline


@pytest.mark.parametrize("asked", ["when did it start", "and when was it introduced?", "since when has it existed"])
def test_when_it_began_is_told_with_its_meaning(assistant: Assistant, asked: str) -> None:
    part = talk(assistant, "what is the duty to notify?", asked)
    assert "1 November 2015" in part.headline


def test_which_quarter_was_highest_is_of_all_that_were_told(assistant: Assistant) -> None:
    part = talk(
        assistant,
        "referrals by quarter in 2022 and 2023",
        "what was the increase from first to last",
        "which quarter was highest",
    )
    assert part.rows[0] == ("January to March 2023", 4738)


TIMES = [
    (("How many DtN reports in 2024?", "how many times as many as 2016", "and vs 2020"), [2.57]),
    (
        ("top four nationalities for DtN reports in Q4 2023", "and in q3", "just the Chinese ones, both quarters"),
        [100, 123],
    ),
    (
        (
            "top four nationalities for DtN reports in Q4 2023",
            "and in q3",
            "just the Chinese ones, both quarters",
            "now NRM referrals of Chinese nationals, same two quarters",
        ),
        [86, 108],
    ),
    (("top nationality in 2022", "and in 2023", "Vietnamese, both years"), [766, 988]),
    (("2022 vs 2023 for referrals", "and for Q1"), [3773, 4742]),
    (("children referred in 2022 vs 2023", "and in the first half"), [3090, 3639]),
    (("referrals in Q1 2022 and Q1 2023", "and for Q2"), [4157, 3992]),
    (("how old were the waiting cases on average at the end of June 2025", "and the quarter after"), [141]),
]


@pytest.mark.parametrize(("turns", "figures"), TIMES, ids=[" > ".join(turns) for turns, _ in TIMES])
def test_what_was_told_at_two_times_is_asked_at_both(
    assistant: Assistant, turns: tuple[str, ...], figures: list[float]
) -> None:
    part = talk(assistant, *turns)
    found = [row[1] for row in part.rows] if len(figures) > 1 else [part.value]
    assert (part.status, found) == ("answered", figures), part.headline


EACH = [
    (
        (
            "How many referrals came from local authorities in the first quarter of 2023?",
            "and government agencies",
            "charities?",
            "and the police, the only one left",
            "what share of the total was each of the four",
        ),
        [50.0, 5.2, 22.0, 22.8],
    ),
    (("top 5 police forces in 2023", "what share of each were children"), [42.8, 45.0, 19.1, 51.4, 26.9]),
    (("top three nationalities in 2023", "what proportion were children in each"), [77.9, 15.4, 30.7]),
]


@pytest.mark.parametrize(("turns", "shares"), EACH, ids=[" > ".join(turns) for turns, _ in EACH])
def test_a_share_of_each_is_of_each_that_was_told(
    assistant: Assistant, turns: tuple[str, ...], shares: list[float]
) -> None:
    part = talk(assistant, *turns)
    assert [row[-1] for row in part.rows] == pytest.approx(shares, abs=0.06), part.headline


def test_those_girls_are_all_of_whom_a_ranking_is(assistant: Assistant) -> None:
    part = talk(
        assistant, "Which nationalities of girls were referred most in 2023?", "what % of those girls were British?"
    )
    assert part.value == 48.7


@pytest.mark.parametrize("when", ["the first full year, 2016", "2016, the first full year"])
def test_a_year_that_is_described_is_that_year(assistant: Assistant, when: str) -> None:
    assert talk(assistant, f"How many DtN reports were there in {when}?").value == 762


MOVED = [
    (("UK nationals in 2024", "Vietnamese", "which rose more since 2023"), 1165),
    (("UK nationals in 2024", "Albanians", "which fell the most since 2023"), -1563),
    (("SCA referrals in 2024", "IECA", "which of the two rose less since 2023"), 1035),
    (("Met Police referrals in 2023", "how many more children than Kent"), 262),
    (("Met Police referrals in 2023", "how many times as many children as Kent"), 11.48),
    (("criminal exploitation children 2023", "girls", "how many times as many boys as girls"), 15.12),
]


@pytest.mark.parametrize(("turns", "value"), MOVED, ids=[" > ".join(turns) for turns, _ in MOVED])
def test_two_that_were_told_are_set_against_each_other(
    assistant: Assistant, turns: tuple[str, ...], value: float
) -> None:
    part = talk(assistant, *turns)
    assert (part.status, part.value) == ("answered", pytest.approx(value, abs=0.03)), part.headline


def test_what_changed_more_is_told_of_both(assistant: Assistant) -> None:
    part = talk(assistant, "adults in 2023", "and children", "which changed more since 2022")
    assert [row[-1] for row in part.rows] == [-226, 428]
