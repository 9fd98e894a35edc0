"""What a question computes, leaves out, lists or bounds is what its figure is of: right, or declined, and never another's.

The figures were worked out from the published tables by hand, apart from this program.
"""

from __future__ import annotations

import re

import pytest

from assistant.answer.model import Part
from assistant.claims.check import Checker
from assistant.service import Assistant

# Every figure here must stand in the answer.
ANSWERED: dict[str, tuple[float, ...]] = {
    # the United Kingdom as what all is of, and a source as no first responder
    "nrm referrals uk 2024": (19125,),
    "child trafficking statistics uk 2022": (7004,),
    "uk duty to notify q4 2023": (1044,),
    "what did the Home Office say the number of referrals was in 2023?": (16990,),
    # bounds inside a year
    "referrals before Q3 2023": (86190,),
    "referrals until Q2 2023": (86190,),
    "referrals up to Q2 2023": (86190,),
    "referrals to the end of June 2023": (86190,),
    "children referred since Q3 2022": (11346,),
    "referrals up to and including 2015": (10735,),
    "referrals by the end of 2015": (10735,),
    # against today
    "the latest duty to notify number for a full year": (7130,),
    "latest quarter compared with a year earlier referrals": (6021, 5538),
    # negation and exclusion
    "referrals not from police or local authorities in 2023": (9122,),
    "referrals that did not involve sexual exploitation 2023": (14230,),
    "children not exploited in the UK in 2023": (2147,),
    # lists
    "How many referrals for (a) labour and (b) criminal exploitation in 2023": (4657, 4725),
    "How many referrals in 2023 for (a) sexual, (b) labour and (c) domestic servitude": (1679, 4657, 301),
    "criminal, labour and sexual referrals Q3 2023": (1088, 1185, 397),
    "men, women, boys and girls referred in Q4 2023": (1396, 581, 1544, 397),
    # shares of the whole that is named
    "What proportion of police referrals in 2023 concerned children?": (40.5,),
    "percentage of referrals of women in 2023 related to sexual exploitation": (36.0,),
    "percentage positive by age, reasonable grounds 2023": (73.9, 41.4),
    "proportion of females in each exploitation type 2023": (87.6,),
    "Of Albanians who came by small boat in 2022, what share had an NRM referral?": (15.4,),
    # composed
    "which year had the highest share of positive conclusive decisions": (2021, 91.4),
    "year with the highest share of children referred": (2020, 47.4),
    "Percentage point change in the share of children referred 2019 to 2023": (0.8,),
    "What is the difference between the highest and the lowest quarter of referrals in 2023?": (745,),
    "Second largest rise in referrals year on year": (4221,),
    "Cumulative referrals by quarter 2023": (4738, 8731),
    "Share of the rise in referrals 2018 to 2019 due to children": (39.1,),
    "difference between rg and cg decisions in 2022": (10595,),
    "How many more referrals than DtN reports in 2023?": (12061,),
    "referrals per positive reasonable grounds decision in 2023": (2.0,),
    "How many different charities made referrals in 2023?": (11,),
    "boys referred by non-police first responders in 2023": (4691,),
    "compare each quarter of 2023 with the same quarter of 2022": (965, -164, -447, -271),
    "How many more or fewer children were referred in Q3 2023 than in Q2 2023?": (103,),
    "British referrals Q4 2023 if you include dual nationals": (1258,),
    # stocks are of a date
    "cases awaiting a conclusive grounds decision each quarter of 2025": (14075, 11645, 9107, 5758),
    "cases awaiting a conclusive decision per year": (17168, 5758),
    # one thing, one figure
    "referrals in Q3 2024": (4752,),
    "referrals in 2025": (23411,),
    "UK nationals referred in 2023": (4287,),
    "Vietnamese nationals referred in 2023": (988,),
    "share of positive conclusive decisions in 2024": (56,),
    "how many children were referred in 2024?": (5999,),
    "small boat arrivals 2022 with an NRM referral": (5649,),
}
# Right, or no figure: the figures are wrong ones that were once given.
NEVER: dict[str, tuple[float, ...]] = {
    "Referrals in Great Britain in 2023": (4287, 16990),
    "ONS figure for females with a positive reasonable grounds decision, referred in 2020": (8319,),
    "Annual referrals between April 2022 and June 2024": (53050,),
    "referrals since covid began": (136999, 552),
    "referrals in the year to date": (136999,),
    "referrals of nationalities other than the top three nationalities in 2023": (4305, 4287, 4052),
    "referrals in 2023 with neither police nor local authorities as first responder": (16990, 3946, 3955),
    "referrals in 2023 unless from the police": (16990, 3946),
    "referrals in 2023 excluding the top nationality": (4305, 4287),
    "referrals by local authorities and the police in 2023, both together": (0,),
    "Average referrals per police force in 2023": (3946,),
    "average referrals per month in 2023": (4738, 16990),
    "referrals per day in 2023": (4738, 16990),
    "fastest growing nationality 2022 to 2023": (4287, 4305),
    "gap between men and women referred over time": (12903, 16990),
    "rank of Albania over time": (4052,),
    "median referrals per police force 2023": (3946, 79),
    "quarter by exploitation type 2023 for women": (2347, 4088),
    "are more people being referred than ever?": (136999,),
    "are more people refusing help?": (6928, 3297),
    "transgender people referred 2023": (0,),
    "Countries where people were exploited 2023": (4287, 4305),
    "referrals of boys by police in 2023 by nationality": (88, 97),
    "How many people are exploited in Britain?": (8268, 23411),
}
DECLINED = (
    "Referrals in Great Britain in 2023", "transgender people referred 2023", "Countries where people were exploited 2023",
    "referrals since covid began", "referrals by police force in 2024", "referrals per day in 2023",
)  # fmt: skip


def figures(part: Part) -> list[float]:
    """The value, the cells, and the numbers of the headline."""
    cells = [part.value, *(cell for row in part.rows for cell in row)]
    said = [float(n.replace(",", "")) for n in re.findall(r"(?<![\w.])\d[\d,]*(?:\.\d+)?", part.headline)]
    return [float(cell) for cell in cells if isinstance(cell, (int, float))] + said


def answered(assistant: Assistant, question: str) -> list[Part]:
    return [part for part in assistant.ask(question).parts if part.status in ("answered", "partial")]


@pytest.mark.parametrize("question", ANSWERED)
def test_the_figure_is_of_what_was_asked(assistant: Assistant, question: str) -> None:
    shown = [n for part in answered(assistant, question) for n in figures(part)]
    assert [want for want in ANSWERED[question] if not any(abs(want - n) <= 0.05 for n in shown)] == []


@pytest.mark.parametrize("question", NEVER)
def test_no_figure_of_something_else_is_given(assistant: Assistant, question: str) -> None:
    values = [part.value for part in answered(assistant, question)]
    assert [value for value in values if value in NEVER[question]] == []


@pytest.mark.parametrize("question", DECLINED)
def test_what_is_not_held_has_no_figure_and_says_so(assistant: Assistant, question: str) -> None:
    parts = assistant.ask(question).parts
    assert [part.status for part in parts if part.status in ("answered", "partial")] == []
    assert all(part.missing and part.value is None and not part.rows for part in parts)


def test_a_member_that_no_table_lists_is_not_none_of_them(assistant: Assistant) -> None:
    (part,) = assistant.ask("transgender people referred 2023").parts
    assert part.value is None and "does not say that there were none" in str(part.missing)


@pytest.mark.parametrize(
    "question",
    [
        "How many men were referred in both quarters?", "How many referrals of the same nationalities were there in 2023?",
        "How many of the same three were referred in 2023?", "How many referrals were there from April to March?",
    ],
)  # fmt: skip
def test_what_stands_for_nothing_said_before_has_no_figure(assistant: Assistant, question: str) -> None:
    assert answered(assistant, question) == []


def test_other_people_are_not_all_people_after_somebody_was_named(assistant: Assistant) -> None:
    text = "How many Albanians were referred in 2023? How many other people were referred?"
    assert 16990 not in [part.value for part in answered(assistant, text)]


def test_a_question_of_what_is_published_by_a_breakdown_is_no_yes_or_no(assistant: Assistant) -> None:
    (part,) = assistant.ask("Are referrals published by exploitation type?").parts
    assert (part.kind, part.value) == ("catalogue", None)


def test_a_comparison_with_the_year_after_is_not_of_the_year_before(assistant: Assistant) -> None:
    first = assistant.ask("How many referrals were there in 2022?").parts[0]
    told = assistant.ask("how does that compare with the year after?", before=assistant.following(first)).parts
    assert 4221 not in [part.value for part in told]  # the rise from 2021


def test_quarters_run_forwards_whatever_the_order_of_the_words(assistant: Assistant) -> None:
    (part,) = assistant.ask("referrals by quarter in 2023 and 2022").parts
    values = [row[-1] for row in part.rows]
    assert values[0] == 3773 and len(values) == 8  # January to March 2022 is first


def test_both_axes_of_a_table_are_kept(assistant: Assistant) -> None:
    (part,) = assistant.ask("referrals of women by quarter and exploitation type in 2023").parts
    assert part.status == "answered"
    quarters = {cell for row in part.rows for cell in row if isinstance(cell, str) and "2023" in cell}
    assert len(quarters) == 4 or len(part.columns) >= 5


def test_a_member_that_is_larger_or_smaller_than_a_bound_is_told_by_that_bound(assistant: Assistant) -> None:
    """ "At least" keeps the bound itself: 50 police units made referrals in 2023, by the sum of their quarters."""
    (row,) = [
        row
        for part in answered(assistant, "referrals by Kent Police in 2023")
        for row in part.rows
        if isinstance(row[-1], int)
    ]
    kent = row[-1]
    least = answered(assistant, f"Which police forces made at least {kent} referrals in 2023?")
    more = answered(assistant, f"Which police forces made more than {kent} referrals in 2023?")
    names = [{str(cell) for part in parts for row in part.rows for cell in row} for parts in (least, more)]
    assert "Kent Police" in names[0] and "Kent Police" not in names[1]


def test_leaving_out_two_leaves_out_both(assistant: Assistant) -> None:
    """16,990 less 3,933 by the police would keep local authorities: both go (9,122 of the table's 17,004)."""
    wordings = (
        "not from police or local authorities",
        "excluding police and local authorities",
        "from neither police nor local authorities",
    )
    for wording in wordings:
        values = [part.value for part in answered(assistant, f"How many referrals {wording} were there in 2023?")]
        assert [value for value in values if value not in (9122, 9112, 9113)] == []


def test_a_claim_with_a_partial_period_ends_no_batch(assistant: Assistant) -> None:
    checker = Checker(assistant)
    verdicts = [
        [found.verdict for found in checker.check(claim).assertions]
        for claim in ("Women's referrals were at a record low in 2023.", "16,990 people were referred in 2023.")
    ]
    assert "supported" not in verdicts[0] and verdicts[1] and verdicts[1][0].startswith("supported")
