"""Outlines, codes and limbs under what leads them in; what an earlier question asked; tables as they are "
"laid out."""

from __future__ import annotations

import pytest
from given import drafted, one, value_of_each

from assistant.service import Assistant

pytestmark = pytest.mark.slow
ASKED = "To ask the Secretary of State for the Home Department, "


# Tables 1, 2, 4, 11–14, 16, 28, 31 and 40 of the release of 7 March 2024 and the summaries after it; the figures after
# the semicolon are those of other readings, such as the newest time.
@pytest.mark.parametrize(
    ("letter", "figures"),
    [
        # headings with items that have items; what ends in a preposition leads in those under it
        (
            "All parts concern quarter 4 of 2023 (October to December).\n\n1. Referrals\n   1.1 the total number\n"
            "   1.2 the number made by\n        (i) the police\n        (ii) NGOs\n2. Reasonable grounds "
            "decisions\n"
            "   2.1 positive\n   2.2 negative",
            "4,134 995 221 2,568 2,137;23,411",
        ),
        (
            "For 2023 please give:\n\nA. Referrals\n   a) total\n   b) of children\nB. Conclusive grounds "
            "decisions\n"
            "   a) total\n   b) positive",
            "16,990 7,432 9,825 6,528;8,319",
        ),
        (
            "1) In 2023 how many people were referred into the NRM by\n   i) police forces\n   ii) local authorities",
            "3,946 3,955;16,990",
        ),
        # a code of the writer's own; the count that its item names last
        (
            "Please provide, for the period 1 July 2019 to 30 September 2019, the number of:\n\nN1 - NRM "
            "referrals\nN2 - "
            "NRM referrals - negative reasonable grounds decisions\nN3 - Duty to Notify reports",
            "2,802 210 630;23,411",
        ),
        # a request over a list that ends as a question
        (
            "Please could I have the following figures for 2023?\n\n- referrals of children\n- Duty to Notify reports",
            "7,432 4,929;5,999 7,130",
        ),
        # when and whom before what is asked for, over items that end it
        (
            "For each of the years 2021 and 2022, please provide the number of referrals which received:\n(a) a "
            "positive reasonable grounds decision\n(b) a positive conclusive grounds decision",
            "11,311 14,826 2,596 5,502;8,319 6,528",
        ),
        (
            "For Q4 2022 could you supply the total number of conclusive grounds decisions that were:\ni) positive\n"
            "ii) negative",
            "1,763 319;7,406",
        ),
        # each of several figures against another time; whose figure it is that was printed
        (
            "1. How many people were referred in 2023?\n2. How many Duty to Notify reports were there in 2023?\n3. "
            "How does each of these compare with 2022?",
            "16,990 16,921 4,929 4,580",
        ),
        (
            "I've got the Home Office's 2025 number as 23,411 referrals. Is that right? What was it the year before?",
            "23,411 19,125",
        ),
        # limbs of unlike things, each with its mark
        (
            f"{ASKED}how many people were referred in 2022; and how many referrals received a (a) positive "
            "reasonable "
            "grounds decision, (b) positive conclusive grounds decision and (c) negative conclusive grounds "
            "decision in "
            "that year.",
            "16,921 14,826 5,502;8,319",
        ),
        (
            f"{ASKED}how many (a) adults, (b) children and (c) Albanian nationals were referred in 2023.",
            "8,622 7,432 4,055",
        ),
        (f"{ASKED}how many (a) male and (b) female children were referred in 2023.", "5,935 1,508;12,903"),
        # what is asked of all stands beside its parts, and not under the last of them
        (
            "Questions about 2023:\n\nHow many people were referred?\nHow many were male and how many "
            "female?\nHow many were "
            "referred by the police, by local authorities and by government agencies?",
            "16,990 12,903 4,088 3,946 3,955 8,244;1,810",
        ),
        # a share of what stood before it, in the words of an item
        (
            "Please tell us\n * how many children were referred in 2023 with the exploitation type not "
            "specified or unknown\n"
            " * what percentage of all children referred in 2023 that was\n * how many of these children "
            "were girls?",
            "1,000 13% 247;44% 1,508",
        ),
        # who waits, for what the question before it says
        (
            "(a) How many cases were awaiting a conclusive grounds decision at the end of 2025?\n(b) How "
            "many were waiting "
            "at the end of 2022?",
            "5,758 29,275;160,919",
        ),
        # what an earlier question asked is no question of the letter, and can be asked again
        (
            "UIN 58924 (tabled October 2021) asked how many Potential Victim of Trafficking cases have been "
            "received in each of the last 5 years. Could you "
            "bring that up to date for 2024 and 2025, and give, for the same years, the number of Duty to "
            "Notify reports?",
            "19,125 23,411 5,598 7,130;12,700",
        ),
        (
            "That answer gives a table of the total number of potential victims referred to the NRM, split "
            "adult / minor, "
            "up to 2016. Please may I have the same table (year | adult | minor) for 2017 and 2018.",
            "3,022 2,114 3,844 3,129;10,158",
        ),
        # what is left aside, and a time that the writer assumes
        (
            "Leaving detention aside, how many people were referred in that quarter (we assume October to "
            "December 2025)?",
            "6,021;23,411",
        ),
        # groups that are kept apart, and where on the sheet something is to stand
        (
            "Please send a table of NRM referrals for 2022, quarter by quarter, showing adults and children "
            "in separate "
            "columns. Underneath it, the number of Duty to Notify reports for each quarter of 2022.",
            "2,052 1,939 987 1,307;8,848",
        ),
        (
            "How many victims with a positive conclusive grounds decision have been removed from the UK? If "
            "that is not held, "
            "please let us have positive conclusive grounds decisions in 2023, with adults and children "
            "shown separately.",
            "3,139 3,085;5,406",
        ),
    ],
)
def test_what_a_letter_lays_out_is_answered_item_by_item(assistant: Assistant, letter: str, figures: str) -> None:
    drafted(assistant, f"{letter}\n\nKind regards\nA Clerk", figures)


@pytest.mark.parametrize(
    ("letter", "figures"),
    [
        # "that quarter", of a question that has no figure and says no quarter
        (
            "1. How many people were arrested for trafficking in the most recent quarter?\n2. How many "
            "people were referred "
            "in that quarter, and how many of them were British?",
            "4,305 4,287",
        ),
        ("Leaving Wibblers aside, how many people were referred in 2023?", "16,990"),
    ],
)
def test_what_cannot_be_told_stays_untold(assistant: Assistant, letter: str, figures: str) -> None:
    drafted(assistant, letter, f";{figures}")


def test_referrals_that_received_a_decision_are_decisions_of_the_time(assistant: Assistant) -> None:
    received = "received a positive conclusive grounds decision"
    assert value_of_each(assistant, f"How many child referrals to the NRM {received} in 2023?") == [3085]
    assert value_of_each(assistant, f"In 2022, how many referrals, of all nationalities, {received}?") == [5502]
    # of those referred in a time nobody knows what became
    for asked in (f"How many referrals in 2023 {received}?", f"How many of the people referred in 2023 {received}?"):
        assert one(assistant, asked).status == "not_published"
