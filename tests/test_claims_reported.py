"""What newspapers, members and charities write of these figures, beside false twins of it; figures come from data/."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from assistant.claims.check import Checker

pytestmark = pytest.mark.slow

DATA = Path(__file__).parents[1] / "data"
AGREE = {"supported", "supported_at_release"}


def held(path: str, measure: str, period: str, **members: str) -> int:
    """A figure of a published file; of everybody but for the members that are given."""
    with (DATA / path).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            limits = {name: value for name, value in row.items() if name not in PLAIN}
            wanted = {name: members.get(name, "total") for name in limits}
            if (row["measure"], row["period"], limits) == (measure, period, wanted):
                return int(row["value"])
    raise LookupError((path, measure, period, members))


PLAIN = {"period", "measure", "value", "quoted_by", "url"}
Q4_2023 = "nrm-2023-q4/{}_series.csv"
REFERRED, REPORTED = Q4_2023.format("referrals"), Q4_2023.format("dtn")
LINES = held("nrm-2020-q3/key_figures.csv", "county_lines_referrals", "2020-Q3")
BOYS = held("nrm-2020-q3/key_figures.csv", "county_lines_referrals", "2020-Q3", age="child", gender="male")
ALL_2020_Q3 = held(REFERRED, "referrals", "2020-Q3", age="total", location="total")
SCOTS = {
    who: held("nca-2018-annual/key_figures.csv", "referrals", "2018", nationality=who, uk_nation="scotland")
    for who in ("vietnamese", "chinese")
}
IN_2021, IN_2022, IN_2023 = (held(REFERRED, "referrals", year) for year in ("2021", "2022", "2023"))
CHILDREN = {year: held(REFERRED, "referrals", str(year), age="child") for year in (2017, 2020, 2022, 2023)}
PART, OF_BOYS = (f"{100 * a / b:.0f}%" for a, b in ((LINES, ALL_2020_Q3), (BOYS, LINES)))
OF_CHILDREN, RISE = (f"{100 * a / b:.0f}%" for a, b in ((CHILDREN[2023], IN_2023), (IN_2022 - IN_2021, IN_2021)))
REPORTS = held(REPORTED, "dtn_reports", "2022")

# A true sentence, and what makes it false.
SENTENCES = {
    "a part of the referrals that are flagged, of all of the quarter": (
        f"In Q3 2020, {LINES} referrals were flagged as county lines, accounting for {PART} of all "
        f"referrals received in the quarter; {OF_BOYS} ({BOYS}) of them were for male children.",
        (f"{PART} of all", "19% of all"),
    ),
    "the same part, with the quarter only pointed at": (
        f"In Q3 2020, {LINES} referrals were flagged as county lines, {PART} of all referrals that quarter.",
        (f" {PART}", " 26%"),
    ),
    "another nationality of those whom the first clause limits": (
        f"In Scotland in 2018, {SCOTS['vietnamese']} were from Vietnam, while {SCOTS['chinese']} were from China.",
        (f"{SCOTS['vietnamese']} were", f"{SCOTS['chinese'] + 10} were"),
    ),
    "the number of a share, which is a record though the share is none": (
        f"In 2023, {OF_CHILDREN} of referrals were of children; this was the highest annual number of "
        "referrals of children since the NRM began.",
        ("highest annual", "lowest annual"),
    ),
    "two counts of which the second has only a general word": (
        f"In 2022, the Duty to Notify process saw {REPORTS:,} reports, and the number of potential victims recorded "
        f"through the NRM ({IN_2022:,}) was a {RISE} increase on the prior year.",
        (f"({IN_2022:,})", f"({IN_2022 - 600:,})"),
    ),
    "adults of one count, who are not those of the other": (
        f"In 2022 {REPORTS:,} adult potential victims were reported under the Duty to Notify and {IN_2022:,} potential "
        "victims were referred.",
        (f"{IN_2022:,}", f"{IN_2022 - 600:,}"),
    ),
    "just over a round number": (
        "Just over 17,000 people were referred in 2023.",
        ("17,000", "16,000"),
    ),
    "a change of just over a round number": (
        "In 2022 referrals rose by just over 33%.",
        ("33%", "23%"),
    ),
}


@pytest.mark.parametrize("kind", SENTENCES)
def test_a_true_sentence_is_not_called_wrong_and_its_false_twin_never_right(checker: Checker, kind: str) -> None:
    sentence, (true, false) = SENTENCES[kind]
    said = [one.verdict for one in checker.check(sentence).assertions]
    assert said and set(said) <= AGREE, said
    assert true in sentence
    twin = [one.verdict for one in checker.check(sentence.replace(true, false)).assertions]
    assert not set(twin) <= AGREE, twin


# Unknown age has been a category of its own since October 2019, so that these shares have different bases.
@pytest.mark.parametrize(
    "sentence",
    [
        f"Children’s share of referrals rose from {100 * CHILDREN[2017] / 5136:.0f}% in 2017 to 47% in 2020.",
        "The share of children among referrals grew between 2017 and 2020.",
        "Adults were a smaller share in 2020 than in 2017.",
    ],
)
def test_two_shares_on_either_side_of_a_new_category_need_that_said(checker: Checker, sentence: str) -> None:
    assert "needs_context" in {one.verdict for one in checker.check(sentence).assertions}


def test_two_shares_on_one_side_of_a_new_category_need_nothing_said(checker: Checker) -> None:
    (one,) = checker.check("The proportion of children fell from 2021 to 2022.").assertions
    assert one.verdict == "supported"


# The second most referred nationality of all; and an idiom of who won, of which the share in Q4 2023 is 55%.
@pytest.mark.parametrize(
    "sentence",
    [
        "Albanian was the least common nationality in 2023.",
        "The second least commonly referred nationality in 2023 was Albanian (24%; 4,052).",
        "Only 48% of initial (reasonable grounds) decisions in the last three months of 2023 went the victim’s way.",
    ],
)
def test_what_is_said_the_wrong_way_round_is_not_supported(checker: Checker, sentence: str) -> None:
    assert "not_supported" in {one.verdict for one in checker.check(sentence).assertions}


def test_the_least_of_those_of_whom_only_the_most_are_printed_cannot_be_checked(checker: Checker) -> None:
    sentence = (
        "The least common nationalities in Q2 2024 were UK (26%; 1,135), Albanian (13%; 574) and Vietnamese (13%; 558)."
    )
    assert "cannot_check" in {one.verdict for one in checker.check(sentence).assertions}


@pytest.mark.parametrize(
    "sentence",
    [
        "Adults were more than half of all referrals in every year from 2018 to 2022.",  # under half in 2020
        "In every quarter of 2023 children were more than 40% of referrals.",
    ],
)
def test_a_share_in_every_year_is_no_share_of_them_all(checker: Checker, sentence: str) -> None:
    assert "supported" not in {one.verdict for one in checker.check(sentence).assertions}


def test_just_over_a_large_percentage_is_within_a_little(checker: Checker) -> None:
    said = "In 2012 there were 15 referrals in Northern Ireland. By 2020 it was 128, a rise of just over {}%."
    assert "not_supported" not in {one.verdict for one in checker.check(said.format(750)).assertions}
    assert "not_supported" in {one.verdict for one in checker.check(said.format(700)).assertions}
