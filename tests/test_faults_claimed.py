"""Faults in verdicts, by kind: parts of years as records, one of the first few, words for how far, figures in brackets.

What is expected follows from the published totals: 12,700, 16,921 and 16,990 referrals of 2021 to 2023, 10,606 of 2019,
19,125 of 2024, and from the nationalities of 2023 in their order: UK, Albanian, Vietnamese, Sudanese, Eritrean, Indian.
"""

from __future__ import annotations

import pytest

from assistant.claims.check import Checker
from assistant.service import Assistant

pytestmark = pytest.mark.fast


def verdicts(assistant: Assistant, claim: str) -> list[str]:
    return [one.verdict for one in Checker(assistant).check(claim).assertions]


@pytest.mark.parametrize(
    "claim",
    [
        "Referrals from January to June 2023 were at a record high.",
        "Children's referrals were at a record high in January to June 2023.",
        "The first half of 2025 was a record for referrals.",
    ],
)
def test_half_a_year_is_no_record_among_quarters(assistant: Assistant, claim: str) -> None:
    assert set(verdicts(assistant, claim)) == {"cannot_check"}


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        ("Albanian was among the top three nationalities in 2023.", True),
        ("Albanian was one of the three most common nationalities in 2023.", True),
        ("The top 5 nationalities in 2023 included Albanian (4,055).", True),
        ("Metropolitan Police was one of the top three police forces in 2023.", True),
        ("UK, Albanian and Vietnamese were the top three nationalities in 2023.", True),
        ("Vietnamese was in the top two nationalities in 2023.", False),
        ("Indian was among the five most common nationalities in 2023.", False),
        ("Kent Police was among the top three police forces in 2023.", False),
    ],
)
def test_one_of_the_first_few_may_stand_in_any_place_of_them(assistant: Assistant, claim: str, right: bool) -> None:
    assert set(verdicts(assistant, claim)) == {"supported" if right else "not_supported"}


@pytest.mark.parametrize(
    "claim",
    [
        "Referrals rose sharply in 2023.",
        "Referrals soared in 2023.",
        "Referrals rose slightly in 2022.",
    ],
)
def test_a_word_for_how_far_is_held_against_the_change(assistant: Assistant, claim: str) -> None:
    assert verdicts(assistant, claim) == ["not_supported"]


def test_a_word_for_how_far_is_held_against_the_figures_beside_it(assistant: Assistant) -> None:
    claim = "Referrals rose slightly, from 12,700 in 2021 to 16,921 in 2022."
    assert verdicts(assistant, claim) == ["supported", "supported", "not_supported"]


@pytest.mark.parametrize(
    ("claim", "last"),
    [
        ("Between 2019 and 2024 referrals rose (10,606 to 19,125).", "supported"),
        ("Between 2019 and 2024 referrals rose, 10,606 to 19,125.", "supported"),
        ("Referrals fell between 2021 and 2022 (12,700 to 16,921).", "not_supported"),
    ],
)
def test_two_figures_in_a_bracket_are_the_ends_of_a_change(assistant: Assistant, claim: str, last: str) -> None:
    assert verdicts(assistant, claim) == ["supported", "supported", last]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("2025 saw the highest number of referrals.", "supported"),
        ("2024 saw the second highest number of referrals.", "supported"),
        ("2024 saw the highest number of referrals.", "supported_at_release"),
        ("2023 had the highest number of referrals of children.", "supported_at_release"),
        ("2020 saw the highest share of children among referrals.", "supported_at_release"),
        ("2021 saw the highest share of positive conclusive grounds decisions.", "supported"),
        ("2016 saw the highest share of positive conclusive grounds decisions.", "not_supported"),
        ("2014 saw the highest share of positive conclusive grounds decisions.", "not_supported"),
        ("2009 saw the highest number of referrals.", "not_supported"),
        ("2022 saw the highest number of referrals from Albania.", "cannot_check"),
        ("2025 saw the highest number of referrals in London.", "cannot_check"),
    ],
)
def test_what_a_year_saw_the_most_of_is_judged_over_all_years(assistant: Assistant, claim: str, verdict: str) -> None:
    assert verdicts(assistant, claim) == [verdict]
