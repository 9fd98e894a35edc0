"""Limbs of one question, some of those before, questions that open anew, and what "Q1" is in a numbered letter."""

from __future__ import annotations

import pytest
from given import drafted

from assistant.service import Assistant

pytestmark = pytest.mark.slow


# Tables 1, 11–14, 16, 28 and 40 of the release of 7 March 2024 and the summaries before it; the figures after the
# semicolon are those of other readings, such as of both limits at once.
@pytest.mark.parametrize(
    ("letter", "figures"),
    [
        # each limb is of what stood before them all
        (
            "1) The number of people referred in 2022 and 2023.\n2) For each of those years, the number who were (a) "
            "UK nationals (b) aged under 18.",
            "16,921 16,990 4,172 7,004 7,432;2,575 3,354",
        ),
        ("1. Total referrals in 2023.\n2. Number of those who were a) children b) Vietnamese.", "7,432 988;306"),
        (
            "1. How many were referred in 2023?\n2. In the same year, the number of (a) adults, (b) UK nationals.",
            "8,622 4,287;862",
        ),
        # what is counted, and some of those
        (
            "For 2023:\n- referrals made by local authorities, and of these how many were children\n- referrals of "
            "Albanians; of those, how many were adults?\n- people referred by the Salvation Army and, of them, the "
            "number of children",
            "3,955 3,612 4,055 3,149 432 101;438",
        ),
        # of nobody before it
        (
            "How many of the 2023 referrals were children, and what share is that? Finally which nationality was top "
            "in 2023 after the UK.",
            "7,432 4,055;625",
        ),
        ("How many women were referred in 2023? Finally, which nationality was most common among them?", "4,088 1,014"),
        # how the figures are to be
        (
            "The number of referrals in 2023 made by:\na) local authorities\nb) the police\n\nAll figures should be "
            "for the year 2023 and for children (aged 17 or under) only.",
            "3,612 1,600;3,955 3,946",
        ),
        # a lead-in that says when
        (
            "I should be obliged for the following, all for the calendar year 2023, viz.\n(i) Duty to Notify reports "
            "received;\n(ii) conclusive grounds decisions.",
            "4,929 9,825;7,130 17,304",
        ),
        # a question's number, and a quarter
        ("1. How many people were referred in 2023?\n2. Of those in Q1, how many were children?", "7,432;1,894"),
        (
            "1. How many people were referred in each quarter of 2023?\n2. Of those in Q1, how many were children?",
            "1,894;7,432",
        ),
        (
            "1. How many people were referred in 2023?\n2. How many were referred in Q1 2024?\n3. Of those in Q1, how "
            "many were children?",
            "16,990 4,521;7,432 1,894",
        ),
        # a printed figure of those years that have one
        ("For 2022 and 2023, please give the average time to a conclusive grounds decision in each year.", "526"),
    ],
)
def test_a_question_is_of_those_that_it_points_at(assistant: Assistant, letter: str, figures: str) -> None:
    drafted(assistant, letter, figures)


@pytest.mark.parametrize("lead", ["Regarding 2023, please confirm:", "Concerning 2023 please tell me:"])
def test_what_a_list_is_about_holds_for_its_first_item_as_well(assistant: Assistant, lead: str) -> None:
    drafted(assistant, f"{lead}\n\n1. total number of referrals\n2. number of referrals of men", "16,990 12,903;23,411")
