"""Questions as officials and requesters put them: names with their letters, lists, releases by their day.

Expected values are those of the published tables, of the releases named, and of the printed figures in the data.
"""

from __future__ import annotations

import pytest
from given import figures, gives

from assistant.service import Assistant

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("How many people were referred to the National Referral Mechanism (NRM) in 2017?", (5136,)),
        ("How many children were referred through the NRM (National Referral Mechanism) in 2017?", (2114,)),
        ("How many referrals were made by UK Visas and Immigration (UKVI) in 2023?", (5216,)),
        ("How many reasonable grounds (RG) and conclusive grounds (CG) decisions were made in 2023?", (15247, 9825)),
        ("How many boys and how many girls were referred to the government's NRM in 2023?", (5935, 1508)),
        (
            "Referrals in 2023 by government agencies, the police, local authorities and charities",
            (8244, 3946, 3955, 878),
        ),
        ("How many referrals did each of the Salvation Army, Unseen and Kalayaan make in 2023?", (432, 12, 24)),
        (
            "Of those referred by the Metropolitan Police in 2023, (a) how many were UK nationals, (b) how many were "
            "children and (c) how many were female?",
            (322, 287, 206),
        ),
        (
            "How many CG decisions were made in 2024, and how long did they take on average?",
            (17304, 637),
        ),
        ("CG decisions positive negative 2023 Q4 adult", (841, 1070)),
        ("nationality = Vietnamese AND gender = female AND age = child, 2023, by quarter", (21, 25, 30, 29)),
        ("Were children or adults more likely to get a positive conclusive grounds decision in 2023?", (80.7, 57.6)),
        ("How many positive CG decisions were made in relation to modern slavery in 2022 and 2023?", (5502, 6528)),
        ("Which year before 2020 had the most referrals?", (10606,)),
    ],
)
def test_formal_wording_is_answered(assistant: Assistant, question: str, values: tuple[float, ...]) -> None:
    assert gives(assistant.ask(question), *values)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many referrals were there in Q1 2023 as published on 4 May 2023?", 4746),
        ("How many were referred in 2023, according to the release of 7th March 2024?", 17004),
        ("What did the release of 6 March 2025 say about referrals in 2023?", 16990),
    ],
)
def test_a_release_is_named_by_its_day(assistant: Assistant, question: str, value: int) -> None:
    assert assistant.ask(question).parts[0].value == value


def test_a_day_without_a_release_names_none(assistant: Assistant) -> None:
    assert assistant.ask("How many referrals were there in Q1 2023 as published on 5 May 2023?").parts[0].value is None


@pytest.mark.parametrize(
    "question",
    [
        "How many children were referred in the following years?\n(a) 2017/18\n(b) 2016/17\n(c) 2015/16",
        "How many children were referred in the following periods of time?\na) 1 April 2017 to 31 March 2018\n"
        "b) 1 April 2016 to 31 March 2017\nc) 1 April 2015 to 31 March 2016",
        "How many children were referred?\n2017/18\n2016/17\n2015/16",
    ],
)
def test_each_period_below_a_question_is_asked(assistant: Assistant, question: str) -> None:
    assert [part.value for part in assistant.ask(question).parts] == [2416, 1427, 1065]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("A charity on the radio said 20,000 children were trafficked in 2023. How many were actually referred?", 7432),
        ("The police said 5,000 people were referred in 2022. How many were there really?", 16921),
        ("The police said they referred 5,000 people in 2023. How many did they refer?", 3946),
    ],
)
def test_who_gives_a_figure_made_no_referral(assistant: Assistant, said: str, value: int) -> None:
    assert assistant.ask(said).parts[-1].value == value


def test_what_a_paper_claims_says_whom_the_question_is_of(assistant: Assistant) -> None:
    claimed = "Piece claims Vietnamese referrals more than doubled in 2024. Can I have the figures for 2023 and 2024?"
    assert gives(assistant.ask(claimed), 988, 2153)
    claimed = "A columnist writes that child referrals more than doubled from 2018 to 2022. What were the two figures?"
    assert gives(assistant.ask(claimed), 3129, 7004)


def test_identified_and_referred_are_counted_once(assistant: Assistant) -> None:
    asked = "How many people were identified as potential victims and referred into the NRM in 2017?"
    assert assistant.ask(asked).parts[0].value == 5136


def test_what_the_backlog_of_people_is_asks_how_many_wait(assistant: Assistant) -> None:
    asked = "Whats the backlog of people waiting for a conclusive grounds decision?"
    assert assistant.ask(asked).parts[0].value == 5758


@pytest.mark.parametrize("how", ["Please break the numbers down by age.", "Could you break it down by age and gender?"])
def test_how_to_show_what_is_not_published_asks_nothing_else(assistant: Assistant, how: str) -> None:
    answer = assistant.ask(f"How many Vietnamese nationals did Barnet council refer in 2016? {how}")
    assert not figures(answer) and all(part.status == "not_published" for part in answer.parts)


def test_which_of_two_made_more_is_asked_beside_their_counts(assistant: Assistant) -> None:
    asked = "How many did West Midlands Police and Merseyside Police refer in 2023, and which had more children?"
    answer = assistant.ask(asked)
    assert gives(answer, 182, 117) and answer.parts[1].value == 49


def test_unequal_leaves_out(assistant: Assistant) -> None:
    assert assistant.ask("nationality != Albanian 2023").parts[0].value != 4055


def test_a_force_for_crime_recording_purposes_did_not_refer(assistant: Assistant) -> None:
    asked = "How many referrals were there for Kent Police for crime recording purposes in 2023?"
    assert not figures(assistant.ask(asked))  # 74 is what Kent Police referred itself
