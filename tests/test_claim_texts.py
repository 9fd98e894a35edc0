"""Texts of several sentences: what one says of its subject and period holds in the next, until that says otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.claims.check import Checker

pytestmark = pytest.mark.slow

AGREES = {"supported", "supported_at_release"}

# Every figure is that of the bulletin or the tables of its release (see data/README.md).
YEAR_2024 = (
    "There were 19,125 potential victims referred to the NRM in 2024, a 13% increase on 2023 (16,990). Of these, 5,999, or 31%, "
    "were children. UK nationals were the most commonly referred (4,441), followed by Albanians (2,492) and Vietnamese (2,153). "
    "The number of Vietnamese nationals more than doubled. Labour exploitation was the most common type (6,153), ahead of criminal "
    "exploitation (4,548) and sexual exploitation (1,898). Some 20,090 reasonable grounds decisions were made, of which 53% were "
    "positive. At the end of the year 17,168 cases were awaiting a conclusive grounds decision. The Duty to Notify brought 5,598 "
    "reports, 14% more than in 2023 (4,929)."
)
QUARTER = (
    "In the final three months of 2023, there were 4,142 referrals. That was 6% fewer than a year earlier (4,413). Just under half, "
    "47% (1,945), were children. The Home Office issued 4,705 reasonable grounds decisions during the quarter; 55% were positive. "
    "Over the same period 3,148 conclusive grounds decisions were issued, 54% of which were positive."
)
YEAR_2022 = (
    "Home Office figures published on 2 March 2023 show that 16,938 potential victims of modern slavery were referred last year, up "
    "33% on the 12,706 recorded in 2021. It is the highest number since the National Referral Mechanism (NRM) was set up in 2009. "
    "Of those referred, 13,004 cases went to the Single Competent Authority and 3,934 to the Immigration Enforcement Competent "
    "Authority. Albanians were the most commonly referred nationality (27%; 4,613), followed by UK nationals (25%; 4,185) and "
    "Eritreans (7%; 1,171). The Home Office also received 4,580 reports via the Duty to Notify process."
)


@pytest.mark.parametrize(("text", "figures"), [(YEAR_2024, 18), (QUARTER, 9), (YEAR_2022, 12)])
def test_the_period_and_the_subject_of_a_text_are_carried_from_sentence_to_sentence(
    checker: Checker, text: str, figures: int
) -> None:
    checked = checker.check(text, date(2023, 3, 2) if "last year" in text else None)
    assert {a.text: a.verdict for a in checked.assertions if a.verdict not in AGREES} == {}
    assert sum(a.stated is not None for a in checked.assertions) >= figures


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("(2,153)", "(2,513)"),
        ("31%", "41%"),
        ("17,168", "18,168"),
        ("53%", "63%"),
        ("14% more", "24% more"),
        ("6,153", "7,153"),
    ],
)
def test_a_wrong_figure_of_a_text_is_found_among_the_right_ones(checker: Checker, right: str, wrong: str) -> None:
    changed = YEAR_2024.replace(right, wrong)
    assert changed != YEAR_2024
    verdicts = [a.verdict for a in checker.check(changed).assertions]
    assert len([v for v in verdicts if v not in AGREES]) == 1


@pytest.mark.parametrize(
    ("claim", "figure"),
    [
        ("16,921 people were referred, compared with 12,700 in 2021.", 16921),
        ("Referrals rose to 16,921, up from 12,700 in 2021.", 16921),
        ("6,152 conclusive grounds decisions were made, against 2,866 in 2021.", 6152),
    ],
)
def test_a_figure_in_front_of_a_comparison_is_of_the_year_behind_it(checker: Checker, claim: str, figure: int) -> None:
    assertion = checker.check(claim).assertions[0]
    assert (assertion.verdict, assertion.published) == ("supported", figure)


@pytest.mark.parametrize(
    "claim",
    [
        "16,921 first-time victims were referred in 2022.",
        "16,921 people, all of them migrants, were referred in 2022.",
        "16,921 people were referred each quarter in 2022.",
        "Half of the 16,921 people referred in 2022 had been exploited in Albania.",
        "In the decade to 2024, referrals rose eightfold.",
        "Referrals have risen every year bar 2020.",
    ],
)
def test_what_no_table_holds_is_neither_supported_nor_called_wrong(checker: Checker, claim: str) -> None:
    verdicts = {a.verdict for a in checker.check(claim).assertions}
    assert verdicts <= {"needs_context", "cannot_check"}


@pytest.mark.parametrize(
    "claim",
    [
        "Children represented 45% of the 4,131 referrals in the three months to September 2023.",
        "England accounted for 2,011 of the 2,209 referrals in Q2 2020.",
        "In Q2 2021, 97% (209) of the 215 conclusive grounds decisions for children were positive.",
        "Albanians (1,180) and UK nationals (1,133) were the largest groups in Q4 2022.",
        "The backlog of conclusive grounds decisions stood at 23,586 at the end of June 2024.",
        "The Government received 4,524 referrals in the first quarter of 2024, a 9% increase on the previous quarter.",
        "In 2014, 2021 and 2023 there were 2,337, 12,700 and 17,004 referrals respectively.",
        "Forty-four per cent of referrals in 2023 were for children.",
        "The police made 3,933 referrals in 2023, or 23% of the total, while local authorities made 3,944, also 23%.",
        "The majority of Albanians referred in 2023 (78%) were adults.",
        "Labour exploitation accounted for a third of adult referrals in 2021 (2,141; 33%).",
        "There were 3,190 DtN reports in 2021, a 46% increase from 2020 (2,178).",
        "The positive conclusive grounds rate was 84% in Q4 2022 and 52% in Q3 2024.",
        "Referrals in 2017 rose by 35% on 2016 to 5,142.",
        "In 2025 an average of 5,853 people were referred each quarter.",
        "Three-quarters of those referred in 2023 were male.",
        "Between 2023 and 2024 the number of referrals went up by 2,135, or 13%.",
        "The Home Office made 20,090 reasonable grounds decisions in 2024 and 17,304 conclusive grounds decisions, a 76% increase on 2023.",
        "Referrals rose from 16,921 in 2022 to 16,990, up 0.4%.",
        "Last spring's figures, published on 2 May 2024, showed 4,131 referrals in the third quarter of 2023.",
    ],
)
def test_words_that_limit_nothing_leave_a_right_figure_right(checker: Checker, claim: str) -> None:
    checked = checker.check(claim)
    assert {a.text: a.verdict for a in checked.assertions if a.verdict not in AGREES} == {}


@pytest.mark.parametrize(
    "claim",
    [
        "In 2023 Eritreans made up a quarter of all referrals, with UK nationals making up 25%.",
        "UK and Albanian nationals were the third most common nationalities in 2022.",
        "The most common nationalities of children in 2023 were UK and Sudanese.",
        "In 2024 there were 19,125 referrals, according to figures for Scotland.",
        "In 2024 19,125 people, according to a report on women, were referred.",
        "Unlike the previous year, referrals rose in 2024.",
        "In 2020 10,601 people were referred, surpassing the previous year.",
        "19,125 people were referred in 2024, following a record low the previous year.",
        "In 2024 there were 19,125 referrals, breaking the record set by Scotland.",
        "In 2024 19,125 people were referred after a high number of withdrawals.",
        "19,125 referrals – a scheme that covers only adults – were made in 2024.",
        "In 2024 the NRM, which includes children only, received 19,125 referrals.",
        "In 2022 Albanian and UK nationals together made up 52% of the increase.",
        "In 2024 fewer people reported exploitation overseas (44%) than in the UK (43%).",
        "In 2023 fewer adults (8,622) than children (7,432) were referred.",
        "Criminal exploitation was the main form reported for children in 2021 (2,689, or 43%).",
        "Children referred for criminal exploitation in 2021 (2,689, or 49% of all) led the list.",
        "17,004 people were referred in 2023, up 0.5% on 2022 and the first time that the number was over 10,000.",
    ],
)
def test_a_word_that_makes_a_sentence_untrue_is_not_passed_over(checker: Checker, claim: str) -> None:
    verdicts = [a.verdict for a in checker.check(claim).assertions]
    assert verdicts
    assert not all(verdict in ("supported", "supported_at_release") for verdict in verdicts)


@pytest.mark.parametrize(
    "claim",
    [
        "In 2023 more adults (8,622) than children (7,432) were referred.",
        "In 2023 about 16,995 people were referred.",
        "In 2024 there were 19,125 referrals, according to data published by a government department.",
        "In 2022 Albanian and UK nationals together made up 52% of all referrals.",
        "Criminal exploitation was the main form reported for children in 2021 (2,689, or 49%).",
        "10,606 people were referred in 2019, up 52% on 2018 and the first time that the number was over 10,000.",
        "From April to June 2024 73% of referrals were of men and boys. They came to 4,316, 8% up on the 3,992 of a year "
        "before.",
    ],
)
def test_the_same_said_truly_is_supported(checker: Checker, claim: str) -> None:
    verdicts = {a.verdict for a in checker.check(claim).assertions}
    assert verdicts <= {"supported", "supported_at_release"} and verdicts
