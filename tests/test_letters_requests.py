"""Requests for information as people send them: pronouns, tables with totals, limbs, sentences beside what is asked."""

from __future__ import annotations

import pytest
from given import drafted

from assistant.service import Assistant

pytestmark = pytest.mark.slow


# Tables 2, 11–14, 16, 28 and 40 of the release of 7 March 2024 and of the quarterly releases of 2023, and the printed
# figures of those of 2024; the figures after the semicolon are those of other readings.
@pytest.mark.parametrize(
    ("letter", "figures"),
    [
        # who referred, where only a pronoun says it
        (
            "i) how many people Greater Manchester Police referred in 2023\nii) how many referrals it made for "
            "criminal "
            "exploitation in 2023\niii) how many of its referrals were adults",
            "185 99 84;4,725 8,622",
        ),
        # all who refer, after some of them
        (
            "1. How many referrals for sexual exploitation were made by local authorities in 2023?\n"
            "2. How many for sexual exploitation from all first responders in 2023?",
            "397 1,679",
        ),
        # the two told last
        (
            "How many referrals in 2023 were of people exploited overseas only? How many in the United Kingdom "
            "only? How "
            "many in both?",
            "6,163 8,377 2,464",
        ),
        # what a sentence tells of waiting is no number of decisions
        (
            "The median waiting time for conclusive grounds decisions in 2023 is said to have been 526 days. "
            "What was it "
            "in 2024? How many reasonable grounds decisions and how many conclusive grounds decisions were made in the "
            "first quarter of 2024?",
            "637 5,161 3,838;17,304 20,090",
        ),
        # the years of a list, named before what is asked
        (
            "For each of the following financial years, please provide the number of children referred to the NRM:\n"
            "• 2019/20\n• 2020/21\n\nPlease also provide, for the same years, the number of adults.",
            "4,842 5,134 6,125 5,016",
        ),
        (
            "How many referrals were there in each of the following quarters:\nQ1 2023\nQ2 2023\nPlease also give the "
            "number of conclusive grounds decisions in those quarters.",
            "4,742 3,992 2,247 2,063",
        ),
        # the year of which the writer says that they write
        (
            "We are updating our note on 2023. Could I check three numbers: referrals in that year, referrals of "
            "children, and conclusive grounds decisions?",
            "16,990 7,432 9,825;17,304 5,999",
        ),
        (
            "I am updating our post on the third quarter of 2022. Could I check a few numbers: referrals that quarter, "
            "referrals in the same quarter of 2021, and how many went to the IECA.",
            "4,578 3,316 1,147",
        ),
        # limbs behind an occasion, and limbs of which one is a part of the other
        (
            "For a follow-up to a question tabled in February 2015, how many (a) positive reasonable grounds "
            "decisions, "
            "(b) positive conclusive grounds decisions, (c) negative reasonable grounds decisions and (d) negative "
            "conclusive grounds decisions were made in 2014?",
            "2,128 978 295 614",
        ),
        ("How many (a) women and (b) girls were referred in 2023?", "2,347 1,508;4,088"),
        # a number, and a ranking beside it
        (
            "Please tell me (i) the number of referrals by local authorities in 2023, (ii) how many of those were "
            "children, and (iii) the most common nationality of those.",
            "3,955 3,612 2,213",
        ),
        # totals with their parts
        (
            "I'd like a table of the total number of potential victims referred to the NRM for every year from 2009 to "
            "2011, split into adults and minors.",
            "552 726 936 401 151 642 294",
        ),
        (
            "1. The number of conclusive grounds decisions in 2022 and 2023 by outcome, with totals.\n"
            "2. The number of Duty to Notify reports in 2022. Add a row for 2023.",
            "6,152 9,825 5,502 3,297 4,580 4,929",
        ),
        ("Please give me a table (rows = years 2020 to 2022, columns = adults, children) of referrals.", "5,071 8,848"),
        # what is to stand beside, and what is asked in the same reply
        (
            "We need the number of negative conclusive grounds decisions for 2020, 2021, 2022 and 2023. It "
            "would help to "
            "have the number of positive ones beside them.\n\nIn the same reply, could you confirm how many referrals "
            "there were in 2024?",
            "334 243 650 3,297 3,077 2,596 5,502 6,528 19,125",
        ),
        # of the decisions before, and of those for children
        (
            "How many conclusive grounds decisions for children were made in 2023? And how many of the decisions were "
            "negative?",
            "3,822 737;3,297",
        ),
        # what is said of all items before them
        (
            "We act for a local authority and require, in respect of the Duty to Notify only, (i) the number of "
            "reports "
            "in each quarter of 2023; (ii) the total for 2022.",
            "1,420 1,148 1,317 1,044 4,580",
        ),
        (
            "(1) Cases awaiting a conclusive grounds decision at the end of Q4 2022\n(2) the same at the end of "
            "Q4 2024",
            "29,275 17,168",
        ),
        # the same, said in full; and a name with its office under it
        (
            "Could I have the same for quarter 4 of 2023, i.e. the number of referrals from Albanian and Vietnamese "
            "nationals?\n\nD. Prewett, sixth form politics teacher\n\nOn 12 October 2026, NRM statistics wrote:\n"
            "> In quarter 1 of 2023 there were 1,163 referrals of UK nationals.",
            "802 268",
        ),
        (
            "- how many of 2023s county lines referrals were boys\n- how many boys were referred for criminal "
            "exploitation in 2023 (just criminal not the combos)",
            "1,158 2,934",
        ),
        # all of a list in one line
        (
            "I need the following for a briefing note: Referrals in Q1 2024 and the share that were male; how many "
            "were sent to the SCA and how many to the IECA; and the number of reasonable grounds decisions.",
            "4,521 3,291 3,628 896 5,161",
        ),
        # of each of a list below
        (
            "For each of the police forces below, please give the number of referrals in 2023 and how many of those "
            "referrals were of children.\n\n- Kent Police\n- Essex Police",
            "74 25 171 96;3,946 1,600",
        ),
        ("For each force listed below I need the number of referrals in 2023:\n\nKent Police\nEssex Police", "74 171"),
        # of an item by its number and letter, and whom a ranking picked
        (
            "1. How many children were referred to the NRM in:\na) 2022\nb) 2023\n\n2. Of the total number in 1b, how "
            "many were:\na) male\nb) female",
            "7,004 7,432 5,935 1,508",
        ),
        (
            "Can you tell me which police force made most referrals in 2023 and how many it made? How many women did "
            "it refer?",
            "670 206;3,946",
        ),
    ],
)  # fmt: skip
def test_each_thing_that_is_requested_has_its_figure(assistant: Assistant, letter: str, figures: str) -> None:
    body = drafted(assistant, letter, figures)
    assert "could not" not in body


def test_a_figure_is_told_once_and_what_is_not_published_is_of_what_was_asked(assistant: Assistant) -> None:
    share = (
        "What proportion of reasonable grounds decisions were negative in 2019? I would also like that proportion for "
        "(a) people in immigration detention and (b) people outside of immigration detention."
    )
    assert drafted(assistant, share, "989 10,278").count("989 of") == 1
    nationality = (
        "How many negative conclusive grounds decisions were made in 2017?\n\nSeparately, how many of the positive "
        "decisions were in respect of UK nationals?"
    )
    body = " ".join(drafted(assistant, nationality, "642").split())
    assert "Conclusive grounds decisions by nationality are not published" in body


def test_a_courtesy_at_the_end_asks_nothing(assistant: Assistant) -> None:
    letter = (
        "The Embassy would appreciate the number of Filipino nationals referred in 2023.\n\nPlease accept the "
        "assurances "
        "of our highest consideration."
    )
    assert "assurances" not in drafted(assistant, letter, "156")


def test_when_is_said_before_the_wish_holds_for_what_is_wished(assistant: Assistant) -> None:
    drafted(assistant, "For 2023 I would like the number of referrals of Eritrean nationals.", "897")
    letter = (
        "For each of the years 2021 to 2023 I require the number of referrals; and the number of Duty to Notify "
        "reports."
    )
    drafted(assistant, letter, "12,700 16,921 3,193 4,580 4,929")
