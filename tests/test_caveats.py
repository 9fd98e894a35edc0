"""Which definitional changes and limits go with a figure, and which do not.

The expected ids follow from the dates on which something changed, not from what the assistant printed.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from assistant.answer.model import Part
from assistant.service import Assistant

CRIMINAL = "criminal-exploitation-2019"
DUAL = "dual-nationality-2019"
UNKNOWN_AGE = "unknown-age-2019"
DIGITAL = "digital-system-2019"
PUBLISHER = "publisher-2019"
SCA = "sca-2019"
IECA = "ieca-2021"
THRESHOLD = "rg-threshold-2023"
DTN_START = "dtn-start-2015"
FIRST_YEAR = "first-year-2009"
TYPES = "multiple-exploitation-types"
POTENTIAL = "potential-victims"
AGE = "age-at-exploitation"
WHEN_MADE = "decisions-when-made"
COVID = "covid-2020"
GENDER = "gender-residual"
PILOT = "child-pilot-2021"
RECOVERY = "recovery-period-2022"
FORM = "referral-form-2025"
DATED = frozenset(
    {CRIMINAL, DUAL, UNKNOWN_AGE, DIGITAL, PUBLISHER, SCA, IECA, THRESHOLD, DTN_START, FIRST_YEAR}
    | {COVID, PILOT, RECOVERY, FORM}
)  # bear only on figures of certain dates


@dataclass(frozen=True)
class Case:
    """``has``: caveat and kind ("" for any kind). Of the changes with a date, ``has`` and ``may`` name all allowed
    ones.
    """

    behaviour: str
    question: str
    has: dict[str, str]
    lacks: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()


CASES = (
    Case(
        "a total of one recent year carries no dated change",
        "How many referrals were there in 2023?",
        {POTENTIAL: "limit"},
        frozenset({AGE, TYPES, GENDER, WHEN_MADE}),
    ),
    Case(
        "a total compared across the change of publisher names it",
        "How many referrals were there in 2018 and in 2022?",
        {POTENTIAL: "limit", PUBLISHER: "note"},
        frozenset({AGE, TYPES, WHEN_MADE}),
    ),
    Case(
        "a total compared after the change of publisher does not",
        "How did referrals change between 2021 and 2023?",
        {POTENTIAL: "limit"},
    ),
    Case(
        "a total compared before the change of publisher does not",
        "How did referrals change between 2015 and 2017?",
        {POTENTIAL: "limit"},
    ),
    Case(
        "labour exploitation compared across October 2019 is broken",
        "How many referrals were for labour exploitation in 2017 and in 2023?",
        {CRIMINAL: "break", TYPES: "limit", POTENTIAL: "limit"},
        may=frozenset({DIGITAL, PUBLISHER}),
    ),
    Case(
        "labour exploitation before October 2019 is said to hold criminal exploitation",
        "How many referrals were for labour exploitation in 2017?",
        {CRIMINAL: "limit", TYPES: "limit"},
        may=frozenset({PUBLISHER}),
    ),
    Case(
        "labour exploitation after October 2019 has no break",
        "How many referrals were for labour exploitation in Q4 2022 and in Q4 2023?",
        {TYPES: "limit", POTENTIAL: "limit"},
    ),
    Case(
        "exploitation types of one recent quarter have no break",
        "How many referrals were there by exploitation type in Q4 2023?",
        {TYPES: "limit", POTENTIAL: "limit"},
    ),
    Case(
        "a nationality compared across October 2019 is broken",
        "How many UK nationals were referred in 2018 and in 2023?",
        {DUAL: "break"},
        may=frozenset({DIGITAL, PUBLISHER}),
    ),
    Case(
        "a nationality after October 2019 is said to leave out dual nationals",
        "How many Albanians were referred in 2023?",
        {DUAL: "note"},
        frozenset({TYPES, AGE}),
    ),
    Case(
        "a nationality before October 2019 is not",
        "How many UK nationals were referred in 2018?",
        {POTENTIAL: "limit"},
        may=frozenset({PUBLISHER}),
    ),
    Case(
        "children compared across October 2019 are broken by the category of unknown age",
        "How did child referrals change between 2018 and 2022?",
        {UNKNOWN_AGE: "break", AGE: "limit"},
        may=frozenset({PUBLISHER}),
    ),
    Case(
        "the year 2019 mixes both ways of recording age",
        "How many referrals in 2019 had an unknown age at exploitation?",
        {UNKNOWN_AGE: "break", AGE: "limit"},
    ),
    Case(
        "children after October 2019 have no break",
        "How many children were referred in 2023?",
        {AGE: "limit", POTENTIAL: "limit"},
    ),
    Case(
        "location compared across autumn 2019 names the digital system",
        "How many referrals were for exploitation overseas in 2018 and in 2022?",
        {DIGITAL: "note"},
        may=frozenset({PUBLISHER}),
    ),
    Case(
        "location of a recent year does not",
        "How many referrals were for exploitation overseas in 2023?",
        {POTENTIAL: "limit"},
        frozenset({AGE, TYPES}),
    ),
    Case(
        "outcomes across January 2023 are broken by the change of the test",
        "How many positive reasonable grounds decisions were made in 2022 and in 2023?",
        {THRESHOLD: "break", WHEN_MADE: ""},
        frozenset({POTENTIAL, AGE}),
    ),
    Case(
        "outcomes by quarter of 2023 lie across the second change of the test",
        "How many positive reasonable grounds decisions were there in each quarter of 2023?",
        {THRESHOLD: "break", WHEN_MADE: ""},
    ),
    Case(
        "outcomes of the quarter of the first change are broken",
        "How many positive reasonable grounds decisions were made in Q1 2023?",
        {THRESHOLD: "break", WHEN_MADE: ""},
    ),
    Case(
        "outcomes after both changes carry a note of the test",
        "How many negative reasonable grounds decisions were made in Q4 2023?",
        {THRESHOLD: "note", WHEN_MADE: ""},
    ),
    Case(
        "outcomes before the change do not mention it",
        "How many positive reasonable grounds decisions were made in 2022?",
        {WHEN_MADE: ""},
        frozenset({POTENTIAL}),
    ),
    Case(
        "reasonable grounds decisions without outcome do not mention the test",
        "How many reasonable grounds decisions were made in 2022 and in 2023?",
        {WHEN_MADE: ""},
    ),
    Case(
        "conclusive grounds outcomes after the change of the test mention that fewer reach them",
        "How many positive conclusive grounds decisions were made in 2023?",
        {THRESHOLD: "note", WHEN_MADE: ""},
    ),
    Case(
        "decisions across April 2019 name the Single Competent Authority",
        "How many conclusive grounds decisions were made in 2018 and in 2020?",
        {SCA: "note", WHEN_MADE: ""},
        may=frozenset({PUBLISHER}),
    ),
    Case(
        "decisions across November 2021 name the Immigration Enforcement Competent Authority",
        "How many reasonable grounds decisions were made in 2020 and in 2022?",
        {IECA: "note", WHEN_MADE: ""},
    ),
    Case(
        "decisions compared over the shorter recovery period name it",
        "How many conclusive grounds decisions were made in 2021 and in 2023?",
        {RECOVERY: "note", WHEN_MADE: ""},
        may=frozenset({IECA}),
    ),
    Case(
        "decisions on children since June 2021 name the pilot",
        "How many conclusive grounds decisions were made for children in 2023?",
        {PILOT: "note", AGE: "limit", WHEN_MADE: ""},
    ),
    Case(
        "decisions on adults do not",
        "How many conclusive grounds decisions were made for adults in 2023?",
        {AGE: "limit", WHEN_MADE: ""},
    ),
    Case(
        "Duty to Notify reports of 2015 hold two months",
        "How many Duty to Notify reports were there in Q4 2015?",
        {DTN_START: "limit"},
        frozenset({WHEN_MADE, AGE}),
    ),
    Case(
        "Duty to Notify reports of later years do not mention the start",
        "How many Duty to Notify reports were there in 2016 and in 2018?",
        {},
        frozenset({WHEN_MADE, AGE, TYPES}),
    ),
    Case(
        "the nine months of 2009 are named",
        "How many referrals were there in 2009?",
        {FIRST_YEAR: "limit", POTENTIAL: "limit"},
    ),
    Case(
        "a change from an early year names the first years",
        "How did referrals change between 2012 and 2016?",
        {FIRST_YEAR: "limit"},
    ),
    Case(
        "a series with the first half of 2020 names the pandemic",
        "How many referrals were there in each quarter of 2020?",
        {COVID: "note"},
    ),
    Case(
        "the second half of 2020 does not",
        "How many referrals were there in Q4 2020?",
        {POTENTIAL: "limit"},
    ),
    Case(
        "a breakdown by gender says that male and female are not all",
        "How many referrals were there by gender in Q4 2023?",
        {GENDER: ""},
    ),
)


def named(case: Case) -> str:
    return case.behaviour.replace(" ", "-")


def answer(assistant: Assistant, question: str) -> Part:
    parts = assistant.ask(question).parts
    assert len(parts) == 1
    assert parts[0].status == "answered", parts[0].headline
    return parts[0]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caveats_that_bear_on_the_figures_are_attached(assistant: Assistant, case: Case) -> None:
    kinds = {caveat.id: caveat.kind for caveat in answer(assistant, case.question).caveats}
    missing = {name: kind for name, kind in case.has.items() if name not in kinds}
    assert not missing, f"not attached: {missing}; attached: {kinds}"
    wrong = {name: kinds[name] for name, kind in case.has.items() if kind and kinds[name] != kind}
    assert not wrong, f"attached as another kind: {wrong}"


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caveats_that_do_not_bear_on_the_figures_are_left_out(assistant: Assistant, case: Case) -> None:
    found = {caveat.id for caveat in answer(assistant, case.question).caveats}
    unwanted = (DATED - set(case.has) - case.may) | case.lacks
    assert not found & unwanted


@pytest.mark.parametrize("case", CASES, ids=named)
def test_every_caveat_is_a_sentence_and_none_is_repeated(assistant: Assistant, case: Case) -> None:
    caveats = answer(assistant, case.question).caveats
    assert all(caveat.text.endswith(".") for caveat in caveats)
    # One limit may be stated for each of two periods, so only the same sentence twice is a repetition.
    assert len({(caveat.id, caveat.text) for caveat in caveats}) == len(caveats)


@pytest.mark.parametrize(
    "question",
    [
        "How did labour exploitation referrals change between 2017 and 2023?",
        "How many UK nationals were referred in 2018 and in 2023?",
        "How many positive reasonable grounds decisions were made in 2022 and in 2023?",
    ],
)
def test_no_percentage_is_computed_across_a_withholding_break(assistant: Assistant, question: str) -> None:
    part = answer(assistant, question)
    assert any(caveat.kind == "break" for caveat in part.caveats)
    assert "%" not in part.headline
    assert not any("percent" in column or "%" in column for column in part.columns)


def test_children_are_compared_across_the_category_of_unknown_age(assistant: Assistant) -> None:
    """The change of 2019 is named, but the much asked comparison is still made."""
    part = answer(assistant, "How did child referrals change between 2018 and 2022?")
    assert "%" in part.headline


def test_breaks_come_before_limits_and_notes(assistant: Assistant) -> None:
    part = answer(assistant, "How many referrals were for labour exploitation in 2017 and in 2023?")
    assert part.caveats[0].kind == "break"
