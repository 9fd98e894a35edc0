"""Which of several years, where people came from, a share and of whom it is, who it is that says a figure.

Expected values are cells, or worked out from cells, of the published workbooks named in ``data/README.md``.
"""

from __future__ import annotations

import pytest
from given import value_of_each

from assistant.service import Assistant

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which of 2019, 2021 and 2023 saw the most referrals of children?", "2023 (7,432)"),
        ("Which year had the fewest referrals, 2021, 2022 or 2023?", "2021 (12,700)"),
        ("In which financial year were there most referrals, 2020/21, 2021/22 or 2022/23?", "to March 2023 (17,886)"),
        ("Which of Q1 2022, Q2 2022 and Q3 2022 had the most referrals?", "September 2022 (4,578)"),
    ],
)
def test_one_of_the_years_that_are_named_is_picked(assistant: Assistant, question: str, said: str) -> None:
    (part,) = assistant.ask(question).parts
    assert part.status == "answered"
    assert said in part.headline


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Where did the people referred in 2023 come from?", "UK"),
        ("Where were those referred in 2023 from?", "UK"),
        ("Where did most victims in 2023 come from?", "UK"),
        ("Where were most potential victims exploited in 2023?", "UK only"),
    ],
)
def test_where_they_came_from_and_were_exploited_is_a_breakdown(
    assistant: Assistant, question: str, first: str
) -> None:
    (part,) = assistant.ask(question).parts
    assert part.rows[0][0] == first or first in part.headline
    assert part.value != 16990


def test_exploited_in_the_uk_is_a_place_beside_how(assistant: Assistant) -> None:
    for question in ("How many were sexually exploited in the UK in 2023?", "Criminally exploited here in 2023"):
        (part,) = assistant.ask(question).parts
        assert part.status == "not_published"
    assert value_of_each(assistant, "How many people were referred in the UK in 2023?") == [16990]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Share of adults in 2021 whose exploitation took place in the UK only", 47.4),  # 3,032 of 6,401
        ("Percentage of women sexually exploited in 2023", 36.0),  # 1,470 of 4,089
        ("Share of children exploited in the UK in 2023", 61.7),  # 4,589 of 7,432
        ("Share of referrals exploited overseas in 2023", 36.2),  # 6,163 of 17,004
        ("How many of the NGO referrals in 2023 were the Salvation Army's - as a percentage?", 49.2),  # 432 of 878
        ("How many of the child referrals in 2023 were made by local authorities, in percentage terms?", 48.5),
    ],
)
def test_a_share_is_of_those_who_are_named_first(assistant: Assistant, question: str, value: float) -> None:
    assert value_of_each(assistant, question) == [pytest.approx(value, abs=0.06)]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        (
            "Children referred by local authorities in 2023, and as a share of all local authority referrals",
            [3612, 91.3],
        ),
        ("How many women were referred in 2023 and as a percentage of the total?", [4088, 24.0]),
        ("GMP referrals 2023, total and children", [185, 95]),
        ("Referrals 2023: total, children", [16990, 7432]),
        (
            "How many referrals were sent to the Immigration Enforcement Competent Authority in 2024, and what "
            "proportion of the total does that represent?",
            [4335, 22.7],
        ),
    ],
)
def test_a_count_and_what_stands_beside_it_are_two(assistant: Assistant, question: str, values: list[float]) -> None:
    assert value_of_each(assistant, question) == values


def test_years_that_are_counted_and_named_are_those(assistant: Assistant) -> None:
    (part,) = assistant.ask("Children referred in each of the three calendar years 2021, 2022 and 2023").parts
    assert [row[-1] for row in part.rows] == [5447, 7004, 7432]


@pytest.mark.parametrize(
    "question",
    [
        "Comparing children and adults: what share of reasonable grounds decisions was positive for each in 2023?",
        "Children and adults: what share of reasonable grounds decisions was positive for each in 2023?",
    ],
)
def test_each_of_those_named_ahead_is_asked_for(assistant: Assistant, question: str) -> None:
    (part,) = assistant.ask(question).parts
    assert [row[-1] for row in part.rows] == [73.9, 41.4]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (
            "The Minister said in 2022 that NRM referrals more than doubled between 2017 and 2020. By what percentage "
            "did they grow?",
            106.0,
        ),
        ("Referrals rose by a third in 2022 on 2021, said the wires. What was the exact percentage rise?", 33.2),
        (
            "Mr Bone told the House that referrals in 2022 were up 33% on the previous year. What was the exact rise?",
            33.2,
        ),
        ("Almost a third of referrals came from Albanians, they say. What was the exact percentage for Q1 2023?", 30.6),
    ],
)
def test_who_says_a_figure_limits_nothing(assistant: Assistant, question: str, value: float) -> None:
    part = assistant.ask(question).parts[-1]
    assert part.status == "answered"
    assert value in [cell for row in part.rows for cell in row]


def test_what_is_only_told_is_of_the_publication_that_is_asked(assistant: Assistant) -> None:
    asked = (
        "I saw that refusals shot up after the new guidance. How many negative reasonable grounds decisions were made "
        "in the first quarter of 2023, and how many in the quarter before?"
    )
    assert value_of_each(assistant, asked) == [1352, 650]


def test_the_equivalent_of_what_was_not_read_has_no_figure(assistant: Assistant) -> None:
    asked = (
        "In a 2015 answer, 406 of the 449 Albanians referred in 2014 were said to have had a positive reasonable "
        "grounds decision. What is the equivalent figure for Albanians referred in 2022?"
    )
    assert value_of_each(assistant, asked) == [None]


def test_whom_the_writer_mostly_sees_limits_nothing(assistant: Assistant) -> None:
    (total, split) = assistant.ask(
        "How many people were referred for domestic servitude on its own in 2023? Split by male and female if you can, "
        "we mostly see women."
    ).parts
    assert total.value == 301
    assert sorted(row[-1] for row in split.rows) == [70, 231]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("In how many quarters since 2020 did referrals rise?", "16 of the 24 quarters"),
        ("Which charities had more children than adults in 2023?", "Two of the 11 first responders"),
        ("Which first responders referred more children than adults in 2023?", "15 of the 67 first responders"),
        ("By how many did the number of referrals exceed the number of DtN reports in 2023?", "12,061 more referrals"),
        ("Number of men minus number of women referred in 2023", "8,815 more referrals"),
        ("What was the biggest jump in referrals between two consecutive years?", "in 2025 (4,286)"),
    ],
)
def test_two_numbers_are_set_against_each_other(assistant: Assistant, question: str, said: str) -> None:
    (part,) = assistant.ask(question).parts
    assert part.status == "answered"
    assert said in part.headline


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("In the quarter with the most referrals in 2023, what share were Albanian?", "1,452 of 4,746"),
        ("What share of referrals were children in the year with the fewest referrals?", "151 of 552"),
        ("How many were referred by charities in 2023, and which charity referred the most?", "Salvation Army (432)"),
    ],
)
def test_what_is_picked_first_is_what_is_asked_of(assistant: Assistant, question: str, said: str) -> None:
    assert said in assistant.ask(question).parts[-1].headline


def test_consecutive_periods_are_not_any_periods(assistant: Assistant) -> None:
    assert value_of_each(assistant, "How many consecutive quarters had over 4,000 referrals?") == [None]
    assert value_of_each(assistant, "Referrals for three consecutive years, 2021 to 2023") == [46625]


def test_a_total_a_number_and_a_share_are_three(assistant: Assistant) -> None:
    asked = "The total number of referrals, the number of children, and the share of women in 2023"
    assert value_of_each(assistant, asked) == [16990, 7432, 24.0]
    asked = "Please tell me the total referrals, the number of children and the number of adults for 2022 and 2023."
    rows = [[row[-1] for row in part.rows] for part in assistant.ask(asked).parts]
    assert rows == [[16921, 16990], [7004, 7432], [8848, 8622]]


def test_the_last_three_years_follow_one_another(assistant: Assistant) -> None:
    (part,) = assistant.ask("Referrals for organ harvesting in the last 3 years").parts
    assert part.status == "partial"
    assert "January 2021 to March 2022 is not held" in (part.missing or "")
    (part,) = assistant.ask("Referrals of children by nationality over the last two years").parts
    assert part.status == "partial"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How far did referrals fall in the second quarter of 2020 compared with the first?", "a decrease of 659"),
        ("Albanian referrals dropped in 2024 - by how many per cent on 2023?", "a decrease of 1,563 (39%)"),
        ("Is the number of Eritrean referrals rising?", "Yes."),
        ("The total of labour and criminal exploitation referrals in 2023", "9,382"),  # 4,657 and 4,725
        ("Who were the top five first responders in 2023 and how many did each refer?", "Salvation Army (432)"),
    ],
)
def test_a_change_or_a_sum_is_asked_in_more_ways(assistant: Assistant, question: str, said: str) -> None:
    (part,) = assistant.ask(question).parts
    assert part.status == "answered"
    assert said in part.headline


def test_one_quarter_is_no_average_of_four(assistant: Assistant) -> None:
    assert value_of_each(assistant, "In 2022, how many county lines referrals were there on average per quarter?") == [
        None
    ]


def test_the_home_office_makes_referrals_and_publishes_them(assistant: Assistant) -> None:
    for question in (
        "How many referrals did the Home Office make in 2023?",
        "How many referrals has the Home Office made in 2023?",
    ):
        assert value_of_each(assistant, question) == [
            8218
        ]  # UKVI 5,216, Immigration Enforcement 2,760, Border Force 242
    assert value_of_each(assistant, "How many referrals did the Home Office record in 2023?") == [16990]
    assert value_of_each(assistant, "How many conclusive grounds decisions did the Home Office make in 2023?") == [9825]


def test_where_is_no_word_to_pass_over_and_each_divides_nothing(assistant: Assistant) -> None:
    assert value_of_each(assistant, "Where were children referred to in 2023?") == [None]
    assert value_of_each(assistant, "How many adults each referred in 2023") == [None]


def test_an_average_over_years_is_that_of_a_year(assistant: Assistant) -> None:
    asked = "What was the average number of referrals between 2020 and 2022?"
    assert value_of_each(assistant, asked) == [13401]  # 10,582, 12,700 and 16,921
    assert value_of_each(assistant, "Average number of referrals in 2023") == [None]
