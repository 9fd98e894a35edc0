"""The first and the last period that keeps to a limit, which of two grew more, and limits across a definitional change.

Expected values are cells, or worked out from cells, of the published workbooks named in ``data/README.md``.
"""

from __future__ import annotations

import pytest

from assistant.service import Assistant

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("When were annual referrals last below 10,000?", "2018 (6,974)"),
        ("What was the last year in which there were under 10,000 referrals?", "2018 (6,974)"),
        ("When were quarterly referrals last below 4,000?", "April to June 2023 (3,993)"),
        ("Which was the first quarter in which referrals exceeded 5,000?", "October to December 2024 (5,538)"),
    ],
)
def test_the_first_or_last_that_keeps_to_a_limit_is_one_period(assistant: Assistant, question: str, said: str) -> None:
    (part,) = assistant.ask(question).parts
    assert part.status == "answered"
    assert said in part.headline


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("When did the share of children first exceed 40%?", "2017 (41%)"),
        ("What was the first year in which children were more than 40% of referrals?", "2017 (41%)"),
        ("When was the share of children last below 30%?", "2014 (29%)"),
    ],
)
def test_a_share_is_held_to_a_limit_in_each_year(assistant: Assistant, question: str, said: str) -> None:
    (part,) = assistant.ask(question).parts
    assert said in part.headline
    assert "of the 16 years" in part.headline, "years that are not held may have been earlier or later"


def test_a_limit_holds_on_both_sides_of_a_definitional_change(assistant: Assistant) -> None:
    (part,) = assistant.ask("When did the share of positive reasonable grounds decisions fall below 60%?").parts
    assert "less than 60%: 2023 (55%)" in part.headline
    assert any("reasonable grounds" in caveat.text for caveat in part.caveats), "the change is told beside it"


def test_which_of_two_grew_faster_is_not_which_grew_more(assistant: Assistant) -> None:
    (faster,) = assistant.ask("Which grew faster between 2021 and 2023, child or adult referrals?").parts
    (more,) = assistant.ask("Which grew more between 2021 and 2023, child or adult referrals?").parts
    assert "children (36%)" in faster.headline
    assert "adults (2,221)" in more.headline


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("How many Vietnamese boys and how many Vietnamese girls did local authorities refer in 2023?", (31, 15)),
        ("How many men and how many women did the police refer in 2023?", (2949, 995)),
        ("How many children and how many adults did Kent Police refer in 2023?", (25, 47)),
    ],
)
def test_who_did_it_is_said_once_for_both_questions(
    assistant: Assistant, question: str, figures: tuple[int, ...]
) -> None:
    assert tuple(part.value for part in assistant.ask(question).parts) == figures


def test_a_breakdown_by_sex_is_of_the_children_spoken_of(assistant: Assistant) -> None:
    question = "How many Vietnamese children did local authorities refer in 2023? Break it down by male and female."
    assert [row[-1] for row in assistant.ask(question).parts[1].rows] == [15, 31]
    question = "How many children were referred in 2023? Please give the figures for boys and girls."
    assert [row[-1] for row in assistant.ask(question).parts[1].rows] == [1508, 5935]


def test_a_share_of_those_named_behind_is_of_them(assistant: Assistant) -> None:
    (part,) = assistant.ask("What share were girls of children referred in 2023?").parts
    assert "of children in 2023 (20%)" in part.headline
    boys, girls = assistant.ask("What share were boys and what share were girls of children referred in 2023?").parts
    assert "(80%)" in boys.headline
    assert "(20%)" in girls.headline


def test_a_figure_that_is_told_is_the_base_of_the_change(assistant: Assistant) -> None:
    asked = "I have seen 5,999 quoted for 2024. How many children were referred in 2023 and what's the percentage fall?"
    assert "from 7,432 in 2023 to 5,999 in 2024" in assistant.ask(asked).parts[-1].headline


def test_what_the_writer_did_in_another_year_is_no_base(assistant: Assistant) -> None:
    asked = "I worked there in 2019. How many referrals were there in 2023 and what is the change?"
    assert "from 16,921 in 2022" in assistant.ask(asked).parts[-1].headline


def test_the_same_ratio_or_rate_at_another_time(assistant: Assistant) -> None:
    asked = "What was the positive rate for conclusive grounds decisions in 2023, and what was the rate in 2022?"
    assert "5,502 of 6,152" in assistant.ask(asked).parts[-1].headline
    asked = (
        "How many positive conclusive grounds decisions were there for every negative one in 2023, "
        "and what was the same ratio in 2022?"
    )
    assert "8.46" in assistant.ask(asked).parts[-1].headline


def test_a_meaning_and_a_number_are_two_answers(assistant: Assistant) -> None:
    meaning, number = assistant.ask("What is a Duty to Notify report and how many were there in 2016?").parts
    assert "1 November 2015" in meaning.headline
    assert number.value == 762


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many Sudanese plus Eritrean nationals were referred in 2023?", "1,837"),
        ("UK plus Albanian nationals as a percentage of the total, 2023", "(49%)"),
        ("How many final (conclusive grounds) decisions were there in 2023?", "9,825"),
        ("Cases passed to Hampshire Constabulary in 2023?", "244"),
        ("Limit this to children. How many were referred in 2023?", "7,432"),
        ("A charity says waits have ballooned. How many people were referred in 2023?", "16,990"),
    ],
)
def test_two_in_one_glosses_and_settings_are_read(assistant: Assistant, question: str, said: str) -> None:
    (part,) = assistant.ask(question).parts
    assert said in part.headline


def test_plus_in_a_list_of_breakdowns_adds_nothing(assistant: Assistant) -> None:
    (part,) = assistant.ask("Give me men plus women separately for 2023").parts
    assert [row[-1] for row in part.rows] == [4088, 12903]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many people were given a negative reasonable grounds decision in 2023?", "6,928"),
        ("What proportion of children were given a positive reasonable grounds decision in 2023?", "4,610 of 6,241"),
        ("As compiled by the ONS, how many detected victims in 2020 were aged 15 to 17 at referral?", "3,399"),
    ],
)
def test_what_people_were_given_is_counted(assistant: Assistant, question: str, said: str) -> None:
    assert said in assistant.ask(question).parts[0].headline


def test_what_became_of_those_referred_is_not_counted(assistant: Assistant) -> None:
    asked = "How many people referred in 2023 were given a positive conclusive grounds decision?"
    assert assistant.ask(asked).parts[0].status == "not_published"


@pytest.mark.parametrize(
    "question",
    ["Could you tell me by religion how many people were referred last year?", "Tell me by ethnicity how many in 2023"],
)
def test_a_breakdown_that_is_not_published_is_no_aside(assistant: Assistant, question: str) -> None:
    assert {part.status for part in assistant.ask(question).parts} == {"not_published"}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many children did Kent Police refer in 2023, out of how many in total?", "25 of 74"),
        ("What proportion of all referrals in 2023 concerned children?", "7,432 of 17,004"),
        ("How many reports under the duty to notify were there in the financial year ending March 2020?", "2,449"),
        ("When 2024 came to a close how big was the conclusive grounds backlog?", "17,168"),
        ("The Salvation Army versus Migrant Help in 2023: who made more referrals?", "(432 and 281)"),
    ],
)
def test_of_whom_and_when_it_is_asked(assistant: Assistant, question: str, said: str) -> None:
    (part,) = assistant.ask(question).parts
    assert said in part.headline


def test_a_number_and_its_share_of_those_named_are_two_answers(assistant: Assistant) -> None:
    asked = (
        "Girls referred in 2023 for sexual exploitation alone: number, and as a proportion of all the girls referred?"
    )
    number, share = assistant.ask(asked).parts
    assert number.value == 561
    assert "561 of 1,508" in share.headline


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("What was the average number of days to a reasonable grounds decision in 2023?", [23]),
        ("How many days on average were taken to reach a reasonable grounds decision in 2022 and in 2023?", [6, 23]),
    ],
)
def test_a_printed_average_is_not_averaged_again(assistant: Assistant, question: str, days: list[int]) -> None:
    assert [part.value for part in assistant.ask(question).parts] == days


def test_any_quarter_before_a_year_is_none_of_it(assistant: Assistant) -> None:
    (part,) = assistant.ask("What was the highest number of referrals in any quarter before 2023?").parts
    assert "July to September 2022 (4,578)" in part.headline


def test_lines_may_begin_with_a_star(assistant: Assistant) -> None:
    parts = assistant.ask("* referrals in 2023\n* Duty to Notify reports in 2022").parts
    assert [part.value for part in parts] == [16990, 4580]
