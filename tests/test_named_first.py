"""Those of whom it is asked, and when, are named before, beside or behind: none of it is passed over.

Expected values are cells, or sums of cells, of the published workbooks named in ``data/README.md``.
"""

from __future__ import annotations

import pytest
from given import value_of_each

from assistant.service import Assistant

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "question",
    [
        "Of the total number of children referred in 2023, how many were male?",
        "Of the 7,432 children referred in 2023, how many were boys?",
        "Out of all the children referred in 2023, how many were male?",
    ],
)
def test_how_many_they_are_limits_nobody_and_they_do(assistant: Assistant, question: str) -> None:
    assert value_of_each(assistant, question) == [5935]  # and not the 12,903 males of all ages


def test_a_number_that_was_told_stands_for_those_it_was_told_of(assistant: Assistant) -> None:
    assert value_of_each(assistant, "17,004 people were referred in 2023. Of the 17,004, how many were children?") == [
        7432
    ]


def test_people_named_before_a_second_share_are_the_people_of_that_share(assistant: Assistant) -> None:
    parts = assistant.ask(
        "For Albanian nationals in Q3 2022, what percentage of referrals were for adults; and for UK nationals, what "
        "percentage were children?"
    ).parts
    assert [part.value for part in parts] == [74.9, 80.2]
    assert "969 of 1,294" in parts[0].headline and "863 of 1,076" in parts[1].headline


def test_an_undated_count_has_the_period_of_the_count_behind_it_and_not_the_last(assistant: Assistant) -> None:
    asked = "How many children and how many adults were referred in 2023, and how many in 2022?"
    assert value_of_each(assistant, asked) == [7432, 8622, 7004, 8848]


def test_each_of_those_named_first_is_told(assistant: Assistant) -> None:
    for asked in (
        "Men and women: how many of each were referred in 2023?",
        "How many of each were referred in 2023: men and women?",
    ):
        (part,) = assistant.ask(asked).parts
        assert "4,088" in part.headline and "12,903" in part.headline


def test_a_pick_of_others_follows_with_which(assistant: Assistant) -> None:
    asked = "Which exploitation type came up most among adults in 2023, and which among minors?"
    assert value_of_each(assistant, asked) == [2907, 3129]


def test_the_numbers_of_a_ranking_are_never_the_total(assistant: Assistant) -> None:
    first, second = assistant.ask(
        "What were the top five nationalities in 2023 and how do the numbers compare with 2022?"
    ).parts
    assert "UK (4,305)" in first.headline
    assert second.value is None and "nationality" in second.reading  # 16,921 and 17,004 are of everybody


def test_a_change_on_two_bases_is_two_changes(assistant: Assistant) -> None:
    asked = (
        "Quarter 2 2020 (1 April to 30 June): by what % were referrals down on the preceding quarter, and on the same "
        "quarter in 2019?"
    )
    assert value_of_each(assistant, asked) == [-23.1, -4.8]  # 2,857 and 2,308 to 2,198
    assert value_of_each(assistant, "How much did referrals rise between 2021 and 2022 and between 2022 and 2023?") == [
        4221,
        83,
    ]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many referrals in the second quarter (April to June) of 2023?", 3992),
        ("How many referrals in quarter 2 (April to June) 2023?", 3992),
        ("In the quarter October to December 2023, how many referrals?", 4134),
        ("How many referrals in 2023 between 1st April and 30th June?", 3992),
    ],
)
def test_a_quarter_named_twice_is_one_quarter(assistant: Assistant, question: str, value: int) -> None:
    assert value_of_each(assistant, question) == [value]


def test_financial_years_in_the_plural(assistant: Assistant) -> None:
    (part,) = assistant.ask("DtN reports in the 2019-20 and 2020-21 financial years").parts
    assert "2,449" in part.headline and "2,313" in part.headline


def test_victims_by_what_only_referrals_are_broken_down_by_are_referred(assistant: Assistant) -> None:
    assert value_of_each(assistant, "What was the most common nationality of victims in 2023?") == [4305]
    assert value_of_each(assistant, "What share of victims in 2023 were Albanian?") == [23.9]  # 4,055 of 16,990
    (part,) = assistant.ask("What percentage of victims were children in 2023?").parts
    assert part.status == "clarify", "decisions are told by age as well"


def test_a_share_of_each_of_several_periods_is_of_each(assistant: Assistant) -> None:
    _, shares = assistant.ask("How many referrals in each quarter of 2023, and what share of each were children?").parts
    assert "40% from January to March 2023 and 47% from October to December 2023" in shares.headline


@pytest.mark.parametrize(
    "question",
    [
        "How many cases did Police Scotland receive in 2023?",  # 242 are those that it referred
        "How many referrals did Kent Police get in 2023?",
        "The target is 30 days: how many met it?",  # and not the Met
    ],
)
def test_what_a_force_receives_and_who_met_a_target_are_no_referrals_by_a_force(
    assistant: Assistant, question: str
) -> None:
    (part,) = assistant.ask(question).parts
    assert part.status == "not_published" and part.value is None


def test_a_figure_told_before_a_colon_asks_nothing(assistant: Assistant) -> None:
    (part,) = assistant.ask(
        "Vietnamese referrals more than doubled: what was the percentage rise from 2023 to 2024?"
    ).parts
    assert part.value == 117.9  # 988 to 2,153
