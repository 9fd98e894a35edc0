"""Parts of parts, of periods and of several: shares of what holds them, by how much, and what is told beside them.

Expected values are cells, or sums of cells, of the published workbooks named in ``data/README.md``.
"""

from __future__ import annotations

import pytest
from given import value_of_each

from assistant.service import Assistant

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many referrals were for labour exploitation combined with other types in 2023?", 3471),  # 8,128 - 4,657
        ("How many people reported labour exploitation alone or combined with other types in 2023?", 8128),
        ("How many had criminal exploitation as one of several types in 2023?", 2426),
        ("How many UK nationals, including dual nationals, were referred in 2023?", 4793),
    ],
)
def test_combined_with_others_leaves_out_those_of_one_type_alone(
    assistant: Assistant, question: str, value: int
) -> None:
    assert value_of_each(assistant, question) == [value]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What share of EU nationals referred in 2023 were Romanian?", 38.1),  # 301 of 790
        ("Romanians as a percentage of EU nationals in 2023", 38.1),
        ("What share of any labour exploitation referrals in 2023 were labour exploitation alone?", 57.3),
        ("For Albanian nationals, what percentage of referrals in 2023 were for adults?", 77.7),  # 3,149 of 4,055
        ("Among Albanian nationals, what percentage of referrals in 2023 were adults?", 77.7),
        ("Among men, what percentage of referrals were not children in 2023?", 54.1),  # 6,986 of 12,921
        ("UK nationals: what percentage of referrals in 2023 were children?", 77.9),  # 3,354 of 4,305
        ("What share of 2023's referrals came in Q1?", 27.9),  # 4,738 of 17,004
        ("What share of referrals of women in 2023 were in Q2?", 23.5),  # 960 of 4,089
        ("What share of conclusive grounds decisions in 2023 were positive in Q4?", 54.0),  # 1,699 of 3,148
    ],
)
def test_a_share_is_of_the_group_or_the_year_that_holds_the_part(
    assistant: Assistant, question: str, value: float
) -> None:
    assert value_of_each(assistant, question) == [value]


def test_of_two_kinds_neither_of_which_holds_the_other_there_is_no_share(assistant: Assistant) -> None:
    assert value_of_each(assistant, "What share of women referred in 2023 were men?") == [None]
    assert value_of_each(assistant, "How many people, including UK nationals, were referred in 2023?") == [None]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("How many referrals in July to September 2017, and what was the increase from the previous quarter April to "
         "June 2017?", [1323, 129]),
        ("In 2022, almost 17,000 people were referred - an increase of what percentage on the previous year?", [33.2]),
        ("More than 19,000 people were referred in 2024, a rise of how many on 2023?", [2135]),
        ("By what percentage were referrals in 2023 higher than in 2021?", [33.9]),
        ("What percentage higher were referrals in 2023 than in 2021?", [33.9]),
        ("How many more referrals were there in 2023 than in 2014, and how many times as many?", [14667, 7.28]),
        ("By how much did referrals rise from 2014 to 2023? How many times as many is that?", [14667, 7.28]),
        ("What was the ratio of adult to child referrals in 2022?", [1.26]),  # 8,848 and 7,004
    ],
)  # fmt: skip
def test_by_how_much_is_answered_where_it_is_asked(assistant: Assistant, question: str, values: list[float]) -> None:
    assert value_of_each(assistant, question) == values


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Was the positive conclusive grounds rate over 60% in 2023?", "Yes. The share of positive decisions"),
        ("Was the share of women higher than 20% in 2023?", "Yes."),
        ("Was the share of children among Albanians above 30% in 2023?", "No."),  # 625 of 4,055
    ],
)
def test_a_share_is_held_against_a_percentage(assistant: Assistant, question: str, begins: str) -> None:
    assert assistant.ask(question).parts[0].headline.startswith(begins)


@pytest.mark.parametrize(
    ("question", "shares"),
    [
        ("How many of those referred in 2024 reported overseas exploitation only, how many in-country only, and what "
         "share of the 19,125 was each?", {43.2, 43.8}),
        ("How many women were referred in 2023 and how many men? What percentage of the total did each make up?",
         {24.0, 75.9}),
    ],
)  # fmt: skip
def test_the_share_of_each_is_told_of_all_of_them(assistant: Assistant, question: str, shares: set[float]) -> None:
    assert {row[-1] for row in assistant.ask(question).parts[-1].rows} >= shares


def test_the_share_of_each_of_a_figure_that_is_not_theirs_is_not_told(assistant: Assistant) -> None:
    asked = "How many women and how many men were referred in 2023, and what share of the 19,125 was each?"
    assert value_of_each(assistant, asked)[-1] is None


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Most recent figure for people waiting for a conclusive grounds decision, and how many conclusive decisions "
         "were made in that quarter?", [5758, 7406]),
        ("How many women were referred in the latest quarter, and how many men in the same quarter?", [1167, 3142]),
        ("What was the 2020 total of referrals when it was first published, and what does the latest series say it is?",
         [10613, 10582]),
        ("How many conclusive grounds decisions were made in Q3 2025 and how long did a decision take on average?",
         [6708, 550]),
    ],
)  # fmt: skip
def test_the_latest_and_that_quarter_are_of_what_was_told(
    assistant: Assistant, question: str, values: list[int]
) -> None:
    assert value_of_each(assistant, question) == values


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("How many people, including children, were referred in 2023?", [16990]),
        ("How many people were exploited overseas, not in the UK, in 2023?", [6163]),
        ("What proportion of people referred in 2023 were exploited overseas, not in the UK?", [36.2]),
        ("How many cases were awaiting a conclusive grounds decision from the Home Office at the end of June 2024?",
         [23586]),
        ("How many conclusive grounds decisions were outstanding at the end of 2022, and how many at the end of 2025?",
         [29275, 5758]),
        ("How many people were referred in the first five calendar years, 2009 to 2013?", [5135]),
        ("How many men and how many women not from the UK were referred in 2023?", [9636, 3075]),
    ],
)  # fmt: skip
def test_what_is_said_beside_it_limits_whom_it_is_said_of(
    assistant: Assistant, question: str, values: list[float]
) -> None:
    assert value_of_each(assistant, question) == values


@pytest.mark.parametrize(
    ("question", "highest"),
    [
        ("Referrals in 2022 and 2023? Which nationality was top?", [4609, 4305]),
        ("Duty to Notify reports in 2022 and 2023? What were the top three nationalities?", [None, None]),
    ],
)
def test_a_ranking_behind_several_periods_is_of_each_of_them(
    assistant: Assistant, question: str, highest: list[int | None]
) -> None:
    assert value_of_each(assistant, question)[1:] == highest


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("How many of the children referred in 2023 were exploited abroad and how many in the UK?", [2147, 4589]),
        ("In 2023, what percentage of child referrals and what percentage of adult referrals were for criminal "
         "exploitation?", [42.0, 16.5]),
        ("What share of child referrals and what share of all referrals were made by police in 2023?", [21.5, 23.2]),
        ("Who referred fewest people in 2023, charities, police or councils?", [878]),
        ("How many children were referred in 2017, what proportion of all referrals was that, and how many were there "
         "in 2016?", [2114, 41.2, 1281]),
        ("How many conclusive grounds decisions were made per working day in 2023?", [None]),
        ("How many conclusive grounds decisions were made within 20 working days in 2023?", [None]),
    ],
)  # fmt: skip
def test_no_part_of_a_question_is_answered_with_the_figure_of_another(
    assistant: Assistant, question: str, values: list[float | None]
) -> None:
    assert value_of_each(assistant, question) == values
