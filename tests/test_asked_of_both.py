"""What is said once holds for all it is said of: the end of two questions, who referred, the highest that was told.

Expected values are cells, or sums of cells, of the published workbooks named in ``data/README.md``.
"""

from __future__ import annotations

import pytest
from given import value_of_each

from assistant.service import Assistant

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("What share of men and what share of women were referred by police in 2023?", [22.8, 24.3]),
        ("How many UK and how many Albanian nationals were referred for criminal exploitation in 2023?", [2870, 783]),
        ("How many children and how many adults were referred by Kent Police in 2023?", [25, 47]),
        ("How many men and how many women were referred on average per quarter in 2023?", [3230.3, 1022.3]),
        ("On average, how many men and how many women were referred a quarter in 2023?", [3230.3, 1022.3]),
        ("How many referrals and how many positive conclusive grounds decisions were there for children in 2023?",
         [7432, 3085]),
    ],
)  # fmt: skip
def test_what_stands_behind_the_verb_of_two_questions_is_asked_of_both(
    assistant: Assistant, question: str, values: list[float]
) -> None:
    assert value_of_each(assistant, question) == values


def test_an_average_a_month_goes_with_the_average_a_quarter(assistant: Assistant) -> None:
    year = "How many Vietnamese nationals were referred in 2023 on average"
    assert value_of_each(assistant, f"{year} per quarter?") == [249.3]  # 997 in the tables of the four quarters
    assert value_of_each(assistant, f"{year} per month?") == [83.1]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many referrals did councils make in 2023, and how many of the people they referred were children?", 3612),
        ("What share of referrals were made by councils in 2023, and how many of the people they referred were "
         "children?", 3612),
        ("Which force referred the most people in 2023, and how many of the people it referred were women?", 206),
        ("How many did the Salvation Army refer in 2023, and what share of the people it referred were women?", 35.4),
        ("How many people did Kent Police refer in 2023? How many of those they referred in the last quarter were "
         "children?", 5),
    ],
)  # fmt: skip
def test_those_they_referred_are_those_of_who_was_named(assistant: Assistant, question: str, value: float) -> None:
    assert value_of_each(assistant, question)[-1] == value


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Which quarter of 2023 had the most referrals, and what share of them were children?", [4742, 40.0]),
        ("Which quarter of 2023 had the fewest referrals? What share were children?", [3992, 43.7]),
        ("Which quarter of 2023 had the fewest referrals? How many were made by the police?", [3992, 938]),
        ("In which quarter of 2023 were the most RG decisions made, and what proportion were positive?", [4705, 54.6]),
        ("Which nationality was referred most in 2023? How many were Albanian?", [4305, 4055]),
        ("Which nationality was most common in 2023 and how many children were there?", [4305, 7432]),
    ],
)
def test_after_the_highest_its_share_is_asked_unless_another_is_named(
    assistant: Assistant, question: str, values: list[float]
) -> None:
    assert value_of_each(assistant, question) == values


@pytest.mark.parametrize(
    "question",
    [
        "Met v GMP: who referred more slavery victims in 2023, and by how many?",
        "Between the Met and GMP, who made more referrals in 2023?",
        "Met v GMP: which force referred the most victims in 2023?",
    ],
)
def test_two_that_are_named_at_the_head_are_set_against_each_other(assistant: Assistant, question: str) -> None:
    assert value_of_each(assistant, question) == [485]  # 670 and 185


@pytest.mark.parametrize(
    "end", ["how many both?", "how many in both?", "how many were both?"]
)  # fmt: skip
def test_both_is_the_member_that_combines_the_two(assistant: Assistant, end: str) -> None:
    text = f"How many referrals in 2023 had exploitation in the UK only, how many overseas only, and {end}"
    assert value_of_each(assistant, text)[-1] == 2464


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("How much did referrals in Q4 2023 change compared with Q3 2023?", [11]),
        ("Referrals in 2023 rose from 2022 by how much?", [83]),
        ("By what percentage did referrals in Q4 2023 change compared with Q3 2023 and with Q4 2022?", [0.3, -6.1]),
    ],
)
def test_a_period_before_the_verb_is_that_of_the_change(
    assistant: Assistant, question: str, values: list[float]
) -> None:
    assert value_of_each(assistant, question) == values


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Referrals in Q1 2023 in the figures published in May 2023", [4746]),
        ("What proportion of the 9,825 conclusive grounds decisions in 2023 were positive?", [66.4]),
        ("How many were referred by first responders other than police and councils in 2023?", [9122]),
        ("Was the average wait for a conclusive grounds decision longer in 2024 than in 2023?", [None]),
    ],
)
def test_months_of_releases_wholes_and_others_are_read(
    assistant: Assistant, question: str, values: list[float | None]
) -> None:
    parts = assistant.ask(question).parts
    assert [part.value for part in parts] == values and {part.status for part in parts} == {"answered"}


def test_a_year_and_a_quarter_of_it_are_both_told(assistant: Assistant) -> None:
    (part,) = assistant.ask("How many referrals were there in 2023 and in Q4?").parts
    assert [row[-1] for row in part.rows] == [16990, 4134]


def test_two_printed_figures_stand_side_by_side_where_they_may_not_be_compared(assistant: Assistant) -> None:
    (part,) = assistant.ask("public order disqualification requests in Q3 2025 against the quarter before").parts
    assert "112 disqualification requests" in part.headline and "56 disqualification requests" in part.headline
    assert (part.status, part.value) == ("partial", None) and "given as printed" in part.headline


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Was the number of referrals in 2025 over 20,000?", "Yes. There were 23,411"),
        ("Were referrals of children over 8,000 in 2023?", "No. There were 7,432"),
        ("Did referrals go over 20,000 in 2025?", "Yes. There were 23,411"),
    ],
)
def test_a_limit_may_stand_behind_what_it_limits(assistant: Assistant, question: str, answer: str) -> None:
    assert assistant.ask(question).parts[0].headline.startswith(answer)


def test_by_the_end_of_a_year_is_until_then_and_a_stock_is_told_at_that_moment(assistant: Assistant) -> None:
    assert value_of_each(
        assistant, "How many cases were awaiting a conclusive grounds decision by the end of 2025?"
    ) == [5758]
    (part,) = assistant.ask("How many cases were awaiting a conclusive grounds decision by the end of 2023?").parts
    assert part.status == "not_published" and part.value is None
    (until,) = assistant.ask("How many potential victims had been referred by the end of September 2023?").parts
    assert until.headline.endswith("from April 2009 to September 2023.")  # and not in the quarter alone


def test_a_share_of_a_year_that_a_quarter_has_is_not_the_share_in_the_quarter(assistant: Assistant) -> None:
    (part,) = assistant.ask("What percentage of children referred in 2023 were referred in Q1?").parts
    assert part.value == 25.5  # 1,894 of 7,432, and not 40%, of the quarter


@pytest.mark.parametrize(
    "question",
    [
        "Met v GMP: which nationality was referred more in 2023?",
        "How many out of 1,000 referrals in 2023 were of women?",
        "Median number of days to a reasonable grounds decision in 2023",
    ],
)
def test_what_is_asked_of_something_else_is_not_passed_over(assistant: Assistant, question: str) -> None:
    (part,) = assistant.ask(question).parts
    assert part.status == "not_published" and part.value is None


def test_a_ranking_of_several_periods_is_one_of_each(assistant: Assistant) -> None:
    asked = "Which nationality had the most referrals in Q4 2023? And in Q2 and Q3?"
    assert value_of_each(assistant, asked) == [1138, 993, 1034]
