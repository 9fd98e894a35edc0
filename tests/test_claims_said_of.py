"""Claims whose words say whom, when or what a figure is of in a roundabout way; each figure is of data/."""

from __future__ import annotations

import pytest

from assistant.claims.check import Checker

pytestmark = pytest.mark.slow

# Each is so by the tables and bulletins (see data/README.md); beside it, what makes it false.
SENTENCES = {
    "the year before the year before": (
        "91 people were referred in Northern Ireland in 2019. The year before it was 52 and the year before that 31.",
        ("that 31", "that 41"),
    ),
    "two years before the year before": (
        "In 2022 there were 16,921 referrals. The previous year there were 12,700 and two years before that 10,606.",
        ("10,606", "10,582"),
    ),
    "by how much of itself a share fell, and by how many points": (
        "The positive rate at the reasonable grounds stage fell by 38%, or 34 percentage points, from 2022 to 2023.",
        ("38%, or 34", "28%, or 24"),
    ),
    "by how much a share fell, and no count": (
        "The positive rate at the reasonable grounds stage fell by 38% between 2022 and 2023.",
        ("38%", "44%"),
    ),
    "a share that fell from one to another": (
        "The proportion of positive conclusive grounds decisions dropped 26%, from 89% in 2022 to 66% in 2023.",
        ("89%", "91%"),
    ),
    "a slip for of whom": (
        "3,805 potential victims were referred to the NRM in 2016, 1,278 if whom were minors.",
        ("1,278", "1,378"),
    ),
    "the size of a file": (
        "The end of year summary (648 KB) shows that in 2018 6993 potential victims were referred.",
        ("6993", "6393"),
    ),
    "what a body's figures found": (
        "Figures published by the National Crime Agency on victims of trafficking found a 48% increase in minor "
        "exploitation cases from 2,118 in 2017 to 3,137 in 2018.",
        ("48%", "58%"),
    ),
    "the scheme by another name": (
        "Just 58% of initial decisions by the Home Office's modern slavery protection system, the National Referral "
        "Mechanism (NRM), were successful in the first quarter of 2023.",
        ("58%", "48%"),
    ),
    "who did not give consent": (
        "Adults who did not provide consent to enter the NRM numbered 4,580 in 2022, up from 2,175 in 2020.",
        ("4,580", "4,850"),
    ),
    "each year with an exception": (
        "Duty to Notify reports have increased consistently since 2015 – from 65 cases to 4,580 cases in 2022 (with a "
        "minor exception in 2020).",
        ("in 2020", "in 2019"),
    ),
    "a quarter beside the same one of a year that is named": (
        "Some 4,758 people were referred in the third quarter, a rise of 15% compared with July to September 2023.",
        ("15%", "25%"),
    ),
    "months beside the same ones of a year that is named": (
        "4,758 people were referred between July and September, up 15% on the same quarter of 2023.",
        ("up", "down"),
    ),
    "what did not happen in another year": (
        "Referrals rose in 2022 but did not in 2020.",
        ("2022 but did not in 2020", "2020 but did not in 2022"),
    ),
    "what did not happen and then did": (
        "Referrals did not rise in 2020 but did in 2022.",
        ("2020 but did in 2022", "2022 but did in 2020"),
    ),
    "what it is not that happened in two years": (
        "Referrals rose in 2021 and 2022, but not in 2020.",
        ("and 2022, but not in 2020", "and 2020, but not in 2022"),
    ),
    "those referred and those reported": (
        "In 2022, 21,501 potential victims were referred or reported.",
        ("21,501", "24,501"),
    ),
    "where they were exploited, said once": (
        "In 2024, 8,372 of those referred had been exploited overseas and 8,268 in the UK.",
        ("8,268", "9,268"),
    ),
    "how many waited by a month": (
        "The number of people waiting for a conclusive grounds decision was cut from 29,275 at the end of 2022 to "
        "9,107 by September 2025.",
        ("9,107", "8,107"),
    ),
    "how many days longer": (
        "It took an average of 637 days to reach a conclusive grounds decision in 2024, 111 days longer than in 2023.",
        ("111 days longer", "111 days fewer"),
    ),
    "a figure of each of two years": ("Around 10,600 people were referred in each of 2019 and 2020.", ("2020", "2021")),
}
SO = ("supported", "supported_at_release", "needs_context")


@pytest.mark.parametrize("name", SENTENCES)
def test_a_figure_is_of_what_its_words_say(checker: Checker, name: str) -> None:
    text, _ = SENTENCES[name]
    assert {one.verdict for one in checker.check(text).assertions} <= {*SO}, text


@pytest.mark.parametrize("name", SENTENCES)
def test_a_wrong_figure_of_it_is_found(checker: Checker, name: str) -> None:
    text, (old, new) = SENTENCES[name]
    assert text.count(old)
    found = checker.check(text.replace(old, new)).assertions
    assert any(one.verdict == "not_supported" for one in found), [one.explanation for one in found]


def test_a_figure_of_a_place_that_is_not_held_is_not_wrong_of_all(checker: Checker) -> None:
    found = checker.check("Slavery in Wales is on the rise. In 2016, there were 123 referrals of potential victims.")
    assert {one.verdict for one in found.assertions} == {"cannot_check"}
    found = checker.check("Referrals of children are rising. There were 18,500 referrals in 2022.")
    assert found.assertions[-1].verdict == "not_supported"
