"""Parts of a whole and of a year, rough figures, two words for one movement: true sentences and their false twins."""

from __future__ import annotations

import pytest

from assistant.claims.check import Checker

pytestmark = pytest.mark.slow

RIGHT = {"supported", "supported_at_release"}
# What is true, and the same with one thing changed
KINDS = {
    "a part of those told before": (
        "More than 17,700 people were referred in the year to June 2023; nearly 7,600 of those 17,700 were children.",
        "More than 17,700 people were referred in the year to June 2023; nearly 8,600 of those 17,700 were children.",
    ),
    "a part of that many": (
        "About 17,000 people were referred in 2023, and nearly 4,100 of that 17,000 were female.",
        "About 17,000 people were referred in 2023, and nearly 5,100 of that 17,000 were female.",
    ),
    "the second half of a year named once": (
        "Police Scotland made 96 referrals in the first six months of 2023, then 146 in the second six.",
        "Police Scotland made 146 referrals in the first six months of 2023, then 96 in the second six.",
    ),
    "the first half behind the second": (
        "Police Scotland made 146 referrals in the second half of 2023, up from 96 in the first.",
        "Police Scotland made 146 referrals in the second half of 2023, up from 116 in the first.",
    ),
    "the three months after that": (
        "There were 4,738 referrals in the first three months of 2023 and 3,993 in the three months after that.",
        "There were 4,738 referrals in the first three months of 2023 and 4,131 in the three months after that.",
    ),
    "two words for one movement": ("Referrals rose in 2025, up 22%.", "Referrals fell in 2025, up 22%."),
    "the figure said first": (
        "Up 22% on 2024, referrals climbed in 2025.",
        "Up 22% on 2024, referrals declined sharply in 2025, they fell.",
    ),
    "a movement to a figure": (
        "Referrals rose to 23,411 in 2025, up 22%.",
        "Referrals fell to 23,411 in 2025, up 22%.",
    ),
    "two movements at two times": (
        "Referrals fell in 2020, before rising by 20% in 2021.",
        "Referrals fell in 2020, before falling by 20% in 2021.",
    ),
    "a figure that is some of a hundred": (
        "Some 17,000 people were referred in 2023.",
        "Some 17,400 people were referred in 2023.",
    ),
    "nearly": ("Nearly 17,000 people were referred in 2023.", "Nearly 17,400 people were referred in 2023."),
    "times what they were": (
        "Referrals in 2025 were 32 times what they were in 2010.",
        "Referrals in 2025 were three times what they were in 2019.",
    ),
    "all, beside some who fell": (
        "The fall in Albanian referrals in 2024 came as overall referrals went up 13%.",
        "The fall in Albanian referrals in 2024 came as overall referrals went up 23%.",
    ),
    "a movement besides": (
        "Referrals rose by 22% in 2025, having fallen only once since 2010.",
        "Referrals rose by 22% in 2025, having fallen twice since 2010.",
    ),
    "an average quarter": (
        "The average quarter in 2025 saw some 5,850 referrals.",
        "The average quarter in 2025 saw some 4,850 referrals.",
    ),
    "people a day": (
        "The 23,411 referrals of 2025 work out at 64 a day.",
        "The 23,411 referrals of 2025 work out at 84 a day.",
    ),
    "a mean beside that of another year": (
        "On average, each month of 2025 saw 1,951 referrals, against 1,594 in 2024.",
        "On average, each month of 2025 saw 1,951 referrals, against 1,794 in 2024.",
    ),
    "a mean and all": (
        "In 2025 there were 64 referrals a day, compared with 19,125 in the whole of 2024.",
        "In 2025 there were 64 referrals a day, compared with 18,125 in the whole of 2024.",
    ),
    "first in two years": (
        "UK nationals were the most common nationality for the second year running in 2024.",
        "UK nationals were the most common nationality for the third year running in 2024.",
    ),
    "who topped a table": (
        "UK nationals topped the nationality table in 2023, ahead of Albanians.",
        "Albanians topped the nationality table in 2023, ahead of UK nationals.",
    ),
    "who came second": ("Albanians came second in 2023, behind UK nationals.", "Albanians came first in 2023."),
    "the UK as a nationality": (
        "The UK was the most common nationality among children in 2023, with 3,350 referrals.",
        "The UK was the second most common nationality among children in 2023, with 3,350 referrals.",
    ),
    "much like a figure": (
        "There were 16,990 referrals in 2023, on a par with 16,921 the year before.",
        "There were 19,125 referrals in 2024, on a par with 16,990 the year before.",
    ),
    "a share that slipped": (
        "Children's share of referrals slipped from 47% in 2020 to 43% in 2021.",
        "Children's share of referrals slipped from 43% in 2017 to 47% in 2020.",
    ),
}


def _verdicts(checker: Checker, claim: str) -> set[str]:
    return {one.verdict for one in checker.check(claim).assertions}


@pytest.mark.parametrize("kind", KINDS)
def test_the_true_sentence_is_right_and_its_twin_is_not(checker: Checker, kind: str) -> None:
    right, wrong = KINDS[kind]
    assert _verdicts(checker, right) <= RIGHT
    assert not _verdicts(checker, wrong) <= RIGHT


def test_a_movement_that_is_denied_or_feared_contradicts_nothing(checker: Checker) -> None:
    for claim in (
        "Fears of a drop in referrals in 2025 were unfounded: up 22%.",
        "Referrals did not fall in 2025: up 22%.",
    ):
        assert "not_supported" not in _verdicts(checker, claim)


def test_decisions_are_no_share_of_those_who_were_referred(checker: Checker) -> None:
    claim = "55% of those who were referred in 2023 got a positive reasonable grounds decision."
    assert _verdicts(checker, claim) == {"needs_context"}


def test_a_figure_near_the_oldest_held_may_be_the_one_first_published(checker: Checker) -> None:
    """Of the children of 2022 the figures since May 2023 are held (7,016, then 7,004), and not that of March 2023."""
    assert _verdicts(checker, "There were 7,019 child referrals in 2022.") == {"needs_context"}
    assert _verdicts(checker, "There were 7,119 child referrals in 2022.") == {"not_supported"}
    assert _verdicts(checker, "There were 7,433 child referrals in 2023.") == {"not_supported"}


def test_a_year_of_nine_months_is_no_base_of_a_multiple(checker: Checker) -> None:
    claim = "Annual referrals in 2023 were thirty times what they were in 2009."
    assert _verdicts(checker, claim) == {"needs_context"}


OFTEN = {
    "once in a stretch": ("Referrals fell only once between 2010 and 2025, in 2020.", "in 2020", "in 2021"),
    "in a decade": ("Annual referrals fell only once in the past decade.", "decade", "five years"),
    "every year but one": ("Referrals have risen every year but one since 2010.", "but one", "but two"),
    "the first in ten years": ("Referrals fell in 2020, the first fall in ten years.", "in 2020", "in 2021"),
    "the first of three quarters": (
        "Referrals fell in Q4 2025 for the first time in three quarters.",
        "in three quarters",
        "in seven quarters",
    ),
    "the only year": ("2020 was the only year since 2010 in which referrals fell.", "2020 was", "2021 was"),
    "never": ("Referrals never fell between 2010 and 2019.", "2019", "2025"),
}


@pytest.mark.parametrize("kind", OFTEN)
def test_how_often_something_moved_is_counted(checker: Checker, kind: str) -> None:
    right, said, instead = OFTEN[kind]
    assert _verdicts(checker, right) == {"supported"}
    assert _verdicts(checker, right.replace(said, instead)) == {"not_supported"}


@pytest.mark.parametrize(
    "claim",
    [
        "Referrals rose twice in 2023.",  # of its quarters, or in its months
        "Referrals of children have fallen only once since 2014.",  # of 2025 no such figure is held
        "Albanian referrals fell in 2023 for the first time in three years.",  # nor of 2021
    ],
)
def test_how_often_is_not_told_of_what_is_not_held(checker: Checker, claim: str) -> None:
    assert _verdicts(checker, claim) == {"cannot_check"}


def test_a_share_of_those_who_are_all_of_that_kind_says_nothing(checker: Checker) -> None:
    claim = "Home Office bodies are behind most referrals: government agencies made more than half of them in 2023."
    assert "not_supported" in _verdicts(checker, claim)
