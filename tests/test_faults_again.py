"""Faults that stood in other words: names that are verbs, months one by one, refusing, and whose a share is.

Figures were summed from the published files: the quarterly tables of 2022 and 2023, and the Duty to Notify series.
"""

from __future__ import annotations

import pytest
from given import figures, gives

from assistant.claims.check import Checker
from assistant.service import Assistant

pytestmark = pytest.mark.fast


@pytest.mark.parametrize(
    "question",
    [
        "Having met a survivor, how many women were referred in 2023?",
        "I have just met two survivors. How many women were referred in 2023?",
        "The MP met survivors; how many women were referred in 2023?",
    ],
)
def test_whoever_met_somebody_is_no_police_force(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert set(figures(answer)) <= {4088}, question


@pytest.mark.parametrize(
    "question", ["Met referrals 2023", "referrals from met in 2023", "How many did the met refer in 2023?"]
)
def test_the_met_is_a_police_force(assistant: Assistant, question: str) -> None:
    assert gives(assistant.ask(question), 670)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("referrals in July, August and September 2023", 4132),
        ("referrals for Jan, Feb and Mar 2023", 4742),
        ("children referred in January, February and March 2023", 1894),
        ("referrals in October, November and December of 2022", 4413),
        ("referrals in April, May, June, July, August and September 2022", 8735),
    ],
)
def test_months_one_by_one_are_their_quarters(assistant: Assistant, question: str, value: int) -> None:
    assert gives(assistant.ask(question), value)


@pytest.mark.parametrize(
    "question", ["referrals in July, August and October 2023", "referrals in July and August 2023"]
)
def test_months_that_are_no_whole_quarters_give_no_figure(assistant: Assistant, question: str) -> None:
    assert not figures(assistant.ask(question))


@pytest.mark.parametrize(
    "question",
    [
        "How many victims of slavery are living in the UK right now?",
        "How many people are being held in slavery in Britain?",
        "How many people are trapped in modern slavery in England?",
    ],
)
def test_all_who_live_in_slavery_are_not_those_who_were_referred(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.parts[0].status == "not_published"
    assert not figures(answer)


@pytest.mark.parametrize(
    "question", ["How many people refused help in 2023?", "How many adults refused to enter the NRM in 2023?"]
)
def test_who_refuses_help_is_reported_and_not_refused(assistant: Assistant, question: str) -> None:
    assert gives(assistant.ask(question), 4929)


@pytest.mark.parametrize(
    "question",
    [
        "Reports received via the DtN process in 2023",
        "How many were reported through the duty to notify process in 2023?",
        "number of reports made under the duty to notify scheme, 2023",
    ],
)
def test_the_process_of_the_duty_to_notify_is_the_duty(assistant: Assistant, question: str) -> None:
    assert gives(assistant.ask(question), 4929)


def test_who_is_refused_is_asked_back(assistant: Assistant) -> None:
    assert assistant.ask("How many people were refused in 2023?").parts[0].status == "clarify"


def test_what_was_disclosed_is_what_was_reported(assistant: Assistant) -> None:
    assert gives(assistant.ask("How many victims disclosed labour exploitation in 2023?"), 4657)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("2016 saw the highest share of positive conclusive grounds decisions.", "not_supported"),
        ("2020 saw the highest share of children.", "supported_at_release"),
        ("The highest share of children was in 2020.", "cannot_check"),
        ("Police had the highest proportion of children in 2023.", "cannot_check"),
    ],
)
def test_the_highest_share_of_a_group_is_no_place_among_groups(checker: Checker, claim: str, verdict: str) -> None:
    """In 2016 58% were positive, 91% in 2021; in 2020 47% were children, more than before or since."""
    assert {one.verdict for one in checker.check(claim).assertions} == {verdict}


@pytest.mark.parametrize(
    "claim",
    [
        "In 2023 UK nationals made up the highest share of referrals.",
        "In 2023 the highest share of referrals came from the UK.",
        "In 2023, children made up the highest share of local authority referrals.",
    ],
)
def test_who_makes_up_the_highest_share_has_a_place(checker: Checker, claim: str) -> None:
    assert {one.verdict for one in checker.check(claim).assertions} == {"supported"}
