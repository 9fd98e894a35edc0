"""What somebody says of a figure, whether it ever fell, limits on a share, whom cases are sent to.

Expected values are cells, or worked out from cells, of the published workbooks named in ``data/README.md``.
"""

from __future__ import annotations

import pytest
from given import value_of_each

from assistant.service import Assistant

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("More than a quarter of referrals in 2021 were women. Exact percentage?", 23.0),  # 2,923 of 12,727
        ("A third of people referred in 2023 were children, apparently. What's the real figure?", 43.7),
        ("Children made up nearly half of referrals in 2021. What was it exactly?", 42.9),  # 5,447 of 12,700
        ("More than a quarter of the referrals in 2021 involved children, the paper said - exact percentage?", 42.9),
        ("Roughly a quarter of referrals in 2024 were Albanian? What percentage was it?", 13.0),  # 2,492 of 19,125
        ("Nine in ten conclusive grounds decisions were positive in 2022. And in 2023?", 66.4),  # 6,528 of 9,825
        ("Referrals rose by a third in 2022 on 2021. What is the actual percentage increase?", 33.2),
        ("UK nationals nearly doubled from 2017 to 2018. What was the increase in percent?", 98.2),  # 820 to 1,625
        ("Referrals of women were said to be at an all-time high in 2023, what was the figure?", 4088),
        ("Our page says about 3,266 people were referred in 2015. What does the Home Office say now?", 3263),
    ],
)
def test_what_somebody_says_of_a_figure_is_looked_up(assistant: Assistant, question: str, value: float) -> None:
    assert value_of_each(assistant, question) == [value]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Referrals in 2023: was it more than 17,000?", "No"),
        ("Albanian referrals in 2022 - were they over 4,000?", "Yes"),  # 4,609
        ("Referrals in 2023: was it over 5,000 people?", "Yes"),
    ],
)
def test_a_figure_is_held_to_a_limit_behind_it(assistant: Assistant, question: str, said: str) -> None:
    assert assistant.ask(question).parts[-1].headline.startswith(said)


def test_a_limit_on_another_count_is_not_held_against_this_one(assistant: Assistant) -> None:
    assert value_of_each(assistant, "Referrals in 2023: was it over 5,000 decisions?")[1:] == [None]


def test_did_it_ever_fall_names_the_years_in_which_it_did(assistant: Assistant) -> None:
    (part,) = assistant.ask("Did the number of referrals ever fall from one year to the next?").parts
    assert "one of the 16 years" in part.headline
    assert "2020 (to 10,582, from 10,606)" in part.headline


def test_a_share_is_held_to_a_limit_in_every_period_and_for_every_member(assistant: Assistant) -> None:
    (quarters,) = assistant.ask("In which quarters of 2023 was the positive conclusive grounds rate above 60%?").parts
    assert [row[-1] for row in quarters.rows] == [76.1, 76.3, 65.3]
    (kinds,) = assistant.ask("Which nationalities made up more than 5% of referrals in 2023?").parts
    assert {row[0] for row in kinds.rows} == {"Albanian", "Eritrean", "Sudanese", "UK", "Vietnamese"}
    both = assistant.ask("Was the share of children over 40% in 2022 and 2023?").parts
    assert [(part.headline[:3], part.rows[-1][-1]) for part in both] == [("Yes", 41.4), ("Yes", 43.7)]


def test_the_highest_share_of_all_is_no_share_within_each(assistant: Assistant) -> None:
    (part,) = assistant.ask("Which nationality made up the highest share of child referrals in 2023?").parts
    assert part.rows[0][:2] == ("UK", 3354)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hampshire Constabulary had how many potential victims referred to it in 2022?", 218),
        ("How many referrals did Bedfordshire Police get in 2021?", 402),
        ("Potential slavery victims passed on to Northumbria Police to be recorded as crimes, 2021: how many?", 100),
    ],
)
def test_those_sent_to_a_force_are_not_those_that_it_made(assistant: Assistant, question: str, value: int) -> None:
    assert value_of_each(assistant, question) == [value]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("2022. How many referrals were there?", [16921]),
        ("April–June 2025. How many boys? How many girls?", [1364, 351]),
        ("How many people were arrested in 2022, and how many were referred?", [None, 16921]),
    ],
)
def test_a_period_said_before_is_that_of_the_question(
    assistant: Assistant, question: str, values: list[int | None]
) -> None:
    assert value_of_each(assistant, question) == values


@pytest.mark.parametrize(
    "question",
    [
        "Of the children referred in 2023, how many were absent from school?",
        "Of children referred in 2023, how many went to university?",
    ],
)
def test_what_is_asked_of_them_is_never_set_aside(assistant: Assistant, question: str) -> None:
    assert value_of_each(assistant, question) == [None]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Which nationalities had more referrals than Eritrea in 2023?", {"Albanian", "Sudanese", "UK", "Vietnamese"}),
        ("Which charities referred more people than Migrant Help in 2023?", {"The Salvation Army"}),
    ],
)
def test_those_beyond_one_of_them_are_listed(assistant: Assistant, question: str, names: set[str]) -> None:
    (part,) = assistant.ask(question).parts
    assert {row[0] for row in part.rows} == names


def test_no_quarter_had_more_than_the_highest(assistant: Assistant) -> None:
    (part,) = assistant.ask("Has there ever been a quarter with more referrals than July to September 2025?").parts
    assert part.headline.startswith("None of the 67 quarters")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Adult men to adult women in 2020: what is the ratio?", 2.3),  # 3,540 and 1,538
        ("Taken together, Albanian and UK nationals made up what share of referrals in 2022?", 51.9),
        ("Compare the number of referrals by the police with local authorities in 2023", -9),  # 3,946 and 3,955
        ("How many adults were notified under section 52 of the Modern Slavery Act in 2016?", 762),
        ("How many said they had been exploited abroad and nowhere else in 2018?", 1978),
    ],
)
def test_the_same_in_other_words(assistant: Assistant, question: str, value: float) -> None:
    assert value_of_each(assistant, question) == [value]


def test_nobody_is_of_two_members_of_one_breakdown(assistant: Assistant) -> None:
    assert value_of_each(assistant, "How many adults were exploited as children in 2018?") == [None]
    assert value_of_each(assistant, "How many adults said they were exploited as children in 2023?") == [None]


def test_each_of_those_named_first_and_each_of_two_breakdowns(assistant: Assistant) -> None:
    (part,) = assistant.ask("Kalayaan, Unseen, Migrant Help – what did each refer in 2023?").parts
    assert dict(part.rows) == {"Kalayaan": 24, "Unseen": 12, "Migrant Help": 281}
    gender, age = assistant.ask("Referrals in 2023 by gender, and by age").parts
    assert [row[0] for row in age.rows][:2] == ["Adult (18 or over)", "Child (17 or under)"]
    assert {row[0] for row in gender.rows} >= {"Female", "Male"}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Has the number of Duty to Notify reports gone up every year since 2016?",
            "not in 2020 (to 2,175, from 2,272)",
        ),
        ("Has the number of referrals grown year on year since 2020?", "each of the 5 years from 2021 to 2025"),
        ("In which quarters did referrals rise from 2014 to 2019?", "in 21 of the 24 quarters from 2014 to 2019"),
        ("Did any quarter of 2023 see a fall in referrals?", "April to June 2023 (to 3,993, from 4,738)"),
    ],
)
def test_whether_it_moved_in_every_period(assistant: Assistant, question: str, said: str) -> None:
    (part,) = assistant.ask(question).parts
    assert said in part.headline


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("How many referrals in 2022 and 2023 in total?", [33925]),  # 16,921 and 17,004
        ("How many Vietnamese and Albanian children were referred in 2023 in total?", [931]),  # 306 and 625
        ("How many adults and children in total were referred in 2023?", [16054]),  # 8,622 and 7,432
        ("What is the difference between the number of referrals in 2023 and the number in 2024?", [2135]),
        ("Duty to Notify reports in 2019, and NRM referrals in the same year", [2272, 10606]),
        ("For every 100 referrals in 2023, how many came from the police?", [23.2]),  # 3,946 of 17,023
        ("How many people were on the list for a conclusive grounds decision when 2024 ended?", [17168]),
    ],
)
def test_totals_of_lists_and_what_is_said_once(assistant: Assistant, question: str, values: list[float]) -> None:
    assert value_of_each(assistant, question) == values


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Top three nationalities for women, and for men, in 2023", ["UK", "Albanian"]),
        ("Which type of exploitation is most common for boys compared with girls in 2023?", ["Criminal", "Sexual"]),
        ("Leaving out the Met, which force made the most referrals in the last quarter of 2023?", ["Police Scotland"]),
        ("What's the second biggest nationality in 2023 after the UK?", ["UK"]),
    ],
)
def test_a_ranking_is_of_each_group_that_is_named(assistant: Assistant, question: str, first: list[str]) -> None:
    assert [part.rows[0][0] for part in assistant.ask(question).parts] == first


def test_a_question_that_cannot_be_read_is_not_passed_over(assistant: Assistant) -> None:
    read, unread = assistant.ask("How many referrals were there in 2023? Which quarter had the most dentists?").parts
    assert read.value == 16990
    assert unread.value is None


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("How many Albanians, how many Vietnamese in 2023, and which was higher?", [4055, 988, -3067]),
        ("How many in 2023 by the police; how many by councils; how many by charities; which of them most?", [None]),
        ("How many people were exploited in the UK, alone or with overseas, in 2023?", [None]),
        ("Police referrals in 2023 as a percentage of all", [23.2]),
    ],
)
def test_a_period_said_with_the_second_is_of_the_first(
    assistant: Assistant, question: str, values: list[float | None]
) -> None:
    assert value_of_each(assistant, question)[-len(values) :] == values


@pytest.mark.parametrize(
    ("question", "values"),
    [
        (
            "Of children referred in 2023, what share were (a) boys, (b) UK nationals and (c) for labour exploitation?",
            [79.7, 45.0, 19.5],  # 5,935, 3,354 and 1,455 of 7,450
        ),
        ("How many in 2023 were (i) women (ii) sent by the police (iii) for labour exploitation?", [4088, 3946, 4657]),
        ("How many referrals were there of (a) women and (b) Albanians in 2023?", [4088, 4055]),
        ("How many referrals of women, and of Albanians, were there in 2023?", [4088, 4055]),
        ("How many were referred for labour exploitation and for children in 2023?", [4657, 7432]),
        (
            "Of children referred in 2023, what share were boys, what share UK nationals and what share for labour "
            "exploitation?",
            [79.7, 45.0, 19.5],
        ),
        ("How many RG decisions did caseworkers make in 2023, and how many conclusive grounds ones?", [15247, 9825]),
    ],
)  # fmt: skip
def test_marked_items_of_unlike_kinds_limit_none_of_the_others(
    assistant: Assistant, question: str, values: list[float]
) -> None:
    assert value_of_each(assistant, question) == values


@pytest.mark.parametrize(
    "question",
    [
        "10,000 dentists were referred in 2023. How many were there?",
        "A third of people referred in London in 2023 were children. What's the real figure?",
        "Eritreans hit a record in the summer of 2025. How many were there?",
    ],
)
def test_a_figure_told_of_somebody_unknown_is_that_of_nobody_else(assistant: Assistant, question: str) -> None:
    assert value_of_each(assistant, question)[-1] is None
