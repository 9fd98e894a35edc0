"""Faults by kind: a clause that only describes the scheme, and where somebody stood in each of several periods.

16,990, 12,700 and 7,004 are published; the places are those in the detail tables of each release of 2023.
"""

from __future__ import annotations

import pytest
from given import figures, gives

from assistant.asked.question import question
from assistant.service import Assistant

pytestmark = pytest.mark.fast


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What was the number of referrals to the NRM, which identifies and supports victims, in 2023?", 16990),
        ("How many referrals to the NRM, which supports victims, were there in 2023?", 16990),
        (
            "How many referrals were made to the National Referral Mechanism, which gives victims support, in 2021?",
            12700,
        ),
        ("How many children were referred to the NRM, the framework which protects victims, in 2022?", 7004),
    ],
)
def test_what_describes_the_scheme_takes_no_period_with_it(assistant: Assistant, question: str, value: int) -> None:
    assert gives(assistant.ask(question), value)


@pytest.mark.parametrize(
    "question",
    [
        "How many referrals to the NRM, which were abandoned, in 2023?",
        "How many referrals to the NRM, which supports children, in 2023?",
        "How many people were referred to the NRM, which was introduced in 2009, in 2023?",
    ],
)
def test_what_may_limit_behind_which_gets_no_figure(assistant: Assistant, question: str) -> None:
    assert not figures(assistant.ask(question)), question


@pytest.mark.parametrize(
    "question",
    [
        "Where did Albanian nationals rank in each quarter of 2023?",
        "Albanian rank by quarter in 2023",
    ],
)
def test_a_place_in_each_period_is_told_for_each(assistant: Assistant, question: str) -> None:
    parts = assistant.ask(question).parts
    assert [part.status for part in parts] == ["answered"] * 4
    assert [str(part.rows[0][0]) for part in parts] == ["Albanian", "Albanian", "UK", "UK"]


@pytest.mark.parametrize("question", ["Vietnamese rank by year", "Where did Vietnam rank each year?"])
def test_a_place_in_years_of_which_not_all_is_held_is_no_order_of_years(assistant: Assistant, question: str) -> None:
    assert not figures(assistant.ask(question)), question


@pytest.mark.parametrize(
    ("question", "when"),
    [
        ("referrals in the last four quarters", "in the four quarters of 2025"),
        ("referrals in the last eight quarters", "in the eight quarters from 2024 to 2025"),
        ("How many referrals were there in 2025?", "in 2025"),
    ],
)
def test_quarters_added_up_are_not_called_the_year(assistant: Assistant, question: str, when: str) -> None:
    (part,) = assistant.ask(question).parts
    assert part.headline.endswith(f"{when}.")


def test_the_sql_of_whole_tables_beside_figures_printed_singly_gives_the_zeros_too(assistant: Assistant) -> None:
    (part,) = assistant.ask("highest quarter for overseas exploitation").parts
    rows = [(str(label), int(number)) for label, number in assistant.warehouse.run(part.sql).rows]
    assert 0 in [number for _, number in rows]
    assert rows == [(str(label), int(number)) for label, number in part.rows]


@pytest.mark.parametrize(
    "asked",
    [
        "compare each quarter of 2023 with the same quarter of 2022: referrals",
        "How many more Albanian referrals by quarter in 2023 than a year earlier?",
        "Have referrals doubled since 2019?",
        "Did referrals of children triple between 2014 and 2023?",
        "Did referrals double from Q1 2023 to Q4 2025?",
    ],
)
def test_what_is_asked_said_again_is_read_as_the_same(assistant: Assistant, asked: str) -> None:
    (part,) = assistant.ask(asked).parts
    (again,) = assistant.ask(question(part.asked, assistant.lookup)).parts
    assert (again.status, again.asked) == (part.status, part.asked)


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        ("What share of decisions were positive in 2023?", [54.6, 66.4]),
        ("By how much did decisions rise from 2021 to 2022?", [4248, 3313]),
    ],
)
def test_what_is_asked_back_is_worked_out_of_either_count(
    assistant: Assistant, asked: str, values: list[float]
) -> None:
    (part,) = assistant.ask(asked).parts
    assert part.status == "clarify"
    assert [assistant.ask(choice).parts[0].value for choice in part.choices] == values
