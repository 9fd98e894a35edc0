"""Lists of a letter without marks, what is asked of each that a list names, and limits that stand apart."""

from __future__ import annotations

import pytest
from given import drafted

from assistant.service import Assistant

pytestmark = pytest.mark.slow


# Tables 1 to 6, 11 to 14, 23 and 28 of the release of 7 March 2024, the releases of 4 May 2023 and 7 November 2024, and
# Table 1 of the release of February 2026; the figures after the semicolon are those of other readings.
@pytest.mark.parametrize(
    ("letter", "figures"),
    [
        # lines without marks under what leads them in, with a colon, a full stop, a question mark or nothing
        (
            "I need 3 numbers:\n\nchildren referred 2023\nwomen referred 2023\nreferrals 2022",
            "7,432 4,088 16,921;1,508",
        ),
        ("I'd like some figures please.\n\nchildren referred 2023\nwomen referred 2023", "7,432 4,088;1,508"),
        (
            "Could you let me have these please?\n\nTotal NRM referrals, 2022\nPositive conclusive grounds decisions, "
            "2022\nDuty to Notify reports, 2022",
            "16,921 5,502 4,580",
        ),
        (
            "I wonder if you could help me with these\nnumbers please\n\nNumber of potential victims referred to the "
            "NRM by local authorities in 2023\nNumber of potential victims referred to the NRM by the police in 2023",
            "3,955 3,946;16,990",
        ),
        # forces, nationalities and years that are named under a question, and no others
        (
            "How many people were referred by each of the following forces in 2023?\n\nKent Police\nEssex Police\n"
            "Metropolitan Police Service",
            "74 171 670;3,946",
        ),
        (
            "For each of these please tell me the number referred in 2022 and 2023\n\nAlbanians\nVietnamese\n"
            "Eritreans\n\nThanks",
            "4,609 4,055 766 988 1,172 897",
        ),
        ("How many children were referred in each of these years?\n\n2019\n2020\n2021", "4,548 5,016 5,447;5,999"),
        # what is asked of each: of that one, and of those of it
        (
            "For each of the following forces, please provide the number of referrals in 2023 and how many were "
            "children.\n- Kent Police\n- Essex Police",
            "74 25 171 96;16,990 7,432",
        ),
        (
            "For these forces:\n- Kent Police\n- Essex Police\nplease provide the number of referrals in 2023 and how "
            "many of them were children.",
            "74 25 171 96;1,600",
        ),
        # an item with a time of its own in front is of nobody who stands before it
        (
            "- Referrals by local authorities in 2023\n- 2022: number of children\n"
            "- 2023: number of Vietnamese nationals",
            "3,955 7,004 988;2,607 63",
        ),
        # lines below a list that limit all of it, however politely
        (
            "Could I please request the number of people referred who were\n\na) Albanian nationals\nb) Vietnamese "
            "nationals\n\nfor 2023 please, broken down by quarter.",
            "1,452 993 808 802 183 228 318 268;4,055",
        ),
        (
            "Please give the number of referrals of\n\n- children\n- women\n\n"
            "split by quarter and for 2023 only please",
            "1,894 1,745 1,848 1,945 1,088 960 1,001 1,040;5,999",
        ),
        # limits of sentences that ask nothing
        (
            "My interest is in children. Between 2022 and 2023, how many were referred? "
            "Quarterly figures would be best.",
            "1,466 1,624 1,975 1,939 1,894 1,745 1,848 1,945",
        ),
        # a total of others than those before it
        (
            "How many referrals did the Salvation Army make in 2023? It would also help to have the total for all NGOs "
            "for that year.",
            "432 878",
        ),
        (
            "How many people did Kent Police refer in 2023? I'd also like the national total for the same year.",
            "74 16,990",
        ),
        # the same figure by its gloss
        (
            "How many people were referred in 2023? Please send the same figure (children) for 2022.",
            "16,990 7,004;16,921",
        ),
        # what a table is to look like
        (
            "1. Adult referrals by gender in 2023, one column per gender.\n2. Number of children referred from 2020 to "
            "2023, one row per year.",
            "6,281 2,347 5,016 5,447 7,004 7,432",
        ),
        (
            "Please send the number of adults and children referred in each year from 2019 to 2022, laid out with "
            "years down the side and age across the top, with totals.",
            "5,850 4,548 8,848 7,004 10,606 16,921",
        ),
        # a figure of an earlier release
        ("We have 4,746 for Q1 2023, is that the published figure?", "4,746 4,742;3,411"),
        ("We quote 16,938 for 2022. Is this still your figure?", "16,938 16,921"),
    ],
)
def test_what_stands_under_between_and_after_what_is_asked_is_read_with_it(
    assistant: Assistant, letter: str, figures: str
) -> None:
    drafted(assistant, letter, figures)


def test_nobody_is_followed_from_a_report_to_a_referral(assistant: Assistant) -> None:
    letter = "1) Duty to Notify reports in 2023\n2) the number of those people who were later referred to the NRM"
    assert "nobody is followed" in drafted(assistant, letter, "4,929;16,990").replace("\n", " ")


def test_a_case_is_not_discussed_and_figures_asked_beside_it_are_given(assistant: Assistant) -> None:
    letter = (
        "My Home Office reference is A1904477/2 and I have still not heard. Please can you tell me what is "
        "happening with it?\n\nI would also like to know how many women were referred to the NRM in 2023."
    )
    body = drafted(assistant, letter, "4,088")
    assert "individual cases" in body
    assert "A1904477" not in body


def test_lines_of_prose_and_of_a_signature_are_no_list(assistant: Assistant) -> None:
    letter = (
        "Thank you for these figures. We would like to know\nhow many people were referred in 2023\nby the police and "
        "by local authorities.\n\nP. Malik\nSenior Officer, Children\nKent County Council"
    )
    assert "Malik" not in drafted(assistant, letter, "3,946 3,955;7,432")
