"""Claims that set one time, group or place apart from the others: true with these words, and false with the others.

Each figure is of data/: referrals by year (12,700, 16,921, 16,990, 19,125, 23,411 from 2021), Duty to Notify reports
(5,598 and 7,130 in 2024 and 2025), the nationalities of 2022 and 2023 (Albanian 4,609 and 4,055, UK 4,172 and 4,287).
"""

from __future__ import annotations

import pytest

from assistant.claims.check import Checker
from assistant.service import Assistant

pytestmark = pytest.mark.slow

RIGHT = {"supported", "supported_at_release"}

# Beside each true sentence the one that a change of it makes false.
SENTENCES = {
    "who follows whom, in order": (
        "UK nationals were the most commonly referred nationality in 2023, followed by Albanians and Vietnamese.",
        "UK nationals were the most commonly referred nationality in 2023, followed by Vietnamese and Albanians.",
    ),
    "who came then": (
        "UK nationals were the most common in 2023, then Albanians and Vietnamese.",
        "UK nationals were the most common in 2023, then Vietnamese and Albanians.",
    ),
    "a list in that order": (
        "In 2023 the most common nationalities were UK, Albanian and Vietnamese, in that order.",
        "In 2023 the most common nationalities were UK, Vietnamese and Albanian, in that order.",
    ),
    "which of two years grew faster": (
        "Referrals grew faster in 2022 than in 2023.",
        "Referrals grew faster in 2023 than in 2022.",
    ),
    "which of two rises was the larger": (
        "The increase in referrals was larger in 2025 than in 2024.",
        "The increase in referrals was larger in 2023 than in 2022.",
    ),
    "the only year above a figure": (
        "2025 was the only year with more than 20,000 referrals.",
        "2024 was the only year with more than 15,000 referrals.",
    ),
    "two changes of two counts, each behind its own": (
        "2025 saw the highest ever total of NRM referrals, up 22% to 23,411, and of DtN reports, up 27% to 7,130.",
        "2025 saw the highest ever total of NRM referrals, up 27% to 23,411, and of DtN reports, up 22% to 7,130.",
    ),
    "two changes of two counts without figures": (
        "NRM referrals, up 22%, and DtN reports, up 27%, both reached records in 2025.",
        "NRM referrals, up 27%, and DtN reports, up 22%, both reached records in 2025.",
    ),
    "two changes in turn": (
        "In 2025, 23,411 people were referred and 7,130 DtN reports received, up 22% and 27% respectively.",
        "In 2025, 23,411 people were referred and 7,130 DtN reports received, up 27% and 22% respectively.",
    ),
    "a quarter beside the one before it, by the figure that it moved from": (
        "Referrals fell by 6% in the last three months of 2025, from 6,407 to 6,021.",
        "Referrals rose by 6% in the last three months of 2025, from 6,407 to 6,021.",
    ),
    "who topped the list of nationalities": (
        "In 2023 the UK topped the list of nationalities, with 4,287.",
        "In 2022 the UK topped the list of nationalities, with 4,172.",
    ),
    "who was in which place of a table": (
        "Sudanese nationals were fourth in the nationality table in 2023 with 941 referrals.",
        "Sudanese nationals were third in the nationality table in 2023 with 941 referrals.",
    ),
    "children one way and all the other": (
        "Referrals fell to 5,999 for children in 2024 and rose to 19,125 overall.",
        "Referrals rose to 5,999 for children in 2024 and fell to 19,125 overall.",
    ),
    "every quarter but one of its year": (
        "Referrals rose in every quarter of 2024 except the second.",
        "Referrals rose in every quarter of 2024 except the third.",
    ),
    "more than for any other": (
        "The Home Office received 4,287 referrals for UK nationals in 2023, more than for any other nationality.",
        "The Home Office received 4,055 referrals for Albanian nationals in 2023, more than for any other nationality.",
    ),
    "a second part in words, its verb left out": (
        "Men made up three quarters of those referred in 2023, and women a quarter.",
        "Men made up three quarters of those referred in 2023, and women a third.",
    ),
    "only in one year": (
        "Only in 2020 did referrals fall.",
        "Only in 2022 did referrals rise.",
    ),
    "the most prominent": (
        "In 2016 the UK featured as the most prominent country of origin for trafficked children, with 255 referrals.",
        "In 2016 Albania featured as the most prominent country of origin for trafficked children, with 227 referrals.",
    ),
}

# Of these it is not known whether they are so, and they must not be called so.
OPEN = {
    "a record of kinds": "A record number of nationalities were referred in 2023.",
    "a record number of kinds with a figure": "A record 130 nationalities were referred in 2023.",
    "a rise of kinds": "The number of nationalities rose in 2023.",
    "a record of who refers": "A record number of first responders made referrals in 2025.",
    "the only year, of which few are held": "2022 was the only year in which Albanians outnumbered UK nationals.",
    "only in a year": "Only in 2022 did Albanians outnumber UK nationals.",
    "the first year, of which few are held": "2022 was the first year in which Albanians outnumbered UK nationals.",
    "only so many, of a type alone": "Only 301 people were referred for domestic servitude in 2023.",
    "a rise of those passed to a force that is not held": (
        "56 potential cases of modern slavery were referred to Cheshire Police in 2019, an increase on the previous "
        "year, when 41 were recorded."
    ),
    "two comparisons in one": (
        "Local authorities made more referrals than the police in 2023, and the police more than charities."
    ),
}


@pytest.fixture(scope="module")
def checker(assistant: Assistant) -> Checker:
    return Checker(assistant)


@pytest.mark.parametrize("said", SENTENCES)
def test_what_is_set_apart_stands_and_falls_with_what_it_says(checker: Checker, said: str) -> None:
    right, wrong = SENTENCES[said]
    assert {one.verdict for one in checker.check(right).assertions} <= RIGHT, right
    assert "not_supported" in {one.verdict for one in checker.check(wrong).assertions}, wrong


@pytest.mark.parametrize("said", OPEN)
def test_what_is_not_known_of_the_others_is_not_supported_outright(checker: Checker, said: str) -> None:
    found = {one.verdict for one in checker.check(OPEN[said]).assertions}
    assert found <= {"needs_context", "cannot_check"}, OPEN[said]
