"""What limits a list from amid it, several things over a list of times, and items that ask alike of those before."""

from __future__ import annotations

import pytest
from given import drafted

from assistant.desk.reply import draft_reply
from assistant.render.email_draft import draft_text
from assistant.service import Assistant

pytestmark = pytest.mark.slow


# Tables 1, 2, 11–14, 16, 28 and 40 of the release of 7 March 2024 and the summaries before it; the figures after the
# semicolon are those of other readings, such as the newest time.
@pytest.mark.parametrize(
    ("letter", "figures"),
    [
        # what stands amid a list and points back limits what stands above it, and what comes after
        (
            "1. Could you provide the number of referrals of children?\n\n2. Could I also have the total number of "
            "referrals?\n\nI would like the above information for the years 2011, 2012 and 2013.\n\n3. How many of the "
            "children were living in Moray?",
            "294 367 447 936 1,178 1,743;23,411 5,999",
        ),
        (
            "1) Number of referrals of children.\n2) Number of negative reasonable grounds decisions.\n\nPlease "
            "provide the above for 2020 and 2021 only.\n\n3) How many Duty to Notify reports were received in 2022?",
            "5,016 5,447 1,188 4,580;5,999 6,928",
        ),
        # each such limit is of the items since the one before it
        (
            "Referrals:\n1. of children\n2. of adults\nPlease give these for 2022.\n\nReasonable grounds decisions:\n"
            "3. positive\n4. negative\nPlease give these for 2021.",
            "7,004 8,848 11,311 1,188;5,447 14,826 1,921",
        ),
        # a heading with a time counts what it says
        ("Reasonable grounds decisions in 2022:\n1. positive\n2. negative", "14,826 1,921;5,502"),
        # asked again amid a list
        (
            "1. How many children were referred in 2022?\n\nPlease give these figures for 2021 as well.\n\n2. How many "
            "Albanian nationals were referred in 2023?",
            "7,004 5,447 4,055",
        ),
        # two things of which the last says what is counted, over a list of times
        (
            "I would be grateful for the number of adults and the number of children referred to the NRM in:\n * 2014\n"
            " * 2015\n * 2016",
            "1,665 2,284 2,524 672 979 1,281;8,622",
        ),
        # a share, and both figures again
        (
            "I'd like the number of females referred in 2023 and what share of all referrals they made up, and the "
            "same two figures for 2021.",
            "4,088 24% 2,923 23%",
        ),
        (
            "How many children were referred in 2022, how many Duty to Notify reports were there, and the same "
            "for 2021?",
            "7,004 4,580 5,447 3,193",
        ),
        # an item that counts, over items of those
        (
            "For each of the years 2022 and 2023:\n\n1. The total number of referrals to the NRM\n   a. How many of "
            "these were children\n   b. How many of these were UK nationals\n2. Number of conclusive grounds decisions "
            "made:\n   a. How many of those were positive?\n   b. How many of those were negative?",
            "16,921 16,990 7,004 7,432 4,172 4,287 6,152 9,825 5,502 6,528 650 3,297",
        ),
        # the same years are those of the list, and not the one year of an item
        (
            "a) children referred in each year from 2020 to 2022\nb) top three nationalities in 2022\n"
            "c) Duty to Notify reports for the same years",
            "5,016 5,447 7,004 2,175 3,193 4,580;9,948",
        ),
        # some of each of several
        (
            "Please could you send: the number of Sudanese, Eritrean and Vietnamese nationals referred in 2023; and "
            "the number of each who were children.",
            "940 897 988 353 489 306;1,148",
        ),
        # what is told of a time limits nobody
        (
            "How many reasonable grounds decisions were there in 2022 and how many of them were positive? Then the "
            "same for 2023, after the threshold changed.",
            "16,747 14,826 15,247 8,319",
        ),
        # the change behind a dash, and as a sentence that is no question
        (
            "How many potential victims were referred in 2024? And in 2025 - plus what the percentage increase was "
            "between the two years?",
            "19,125 23,411 22%",
        ),
        ("How many Albanian nationals were referred in 2022 and 2023? Plus what the percentage change was.", "554 12%"),
        # the time said with the last of several that are marked is of all
        (
            "Please tell me (a) the number of reasonable grounds decisions and (b) the number of conclusive grounds "
            "decisions in 2022.",
            "16,747 6,152;15,247",
        ),
        ("Please tell me (i) the number of adults and (ii) of children referred in 2022.", "8,848 7,004;8,622"),
        (
            "Could you give me the number of women and girls who were referred in 2023 for criminal exploitation, "
            "either on its own or combined with another type of exploitation?",
            "639;329",
        ),
        # of those of each year, and each by itself
        (
            "Could you provide data on NRM referrals for labour exploitation in 2023 – in each quarter, how many of "
            "those were women, and how many were UK nationals?",
            "4,657 396 100;23",
        ),
        # the total of a time, instead of what is not held of a place
        (
            "He is asking how many referrals there have been by region in each of the last five years. If region is "
            "not something you publish, the UK totals for 2021, 2022 and 2023 would do.",
            "12,700 16,921 16,990",
        ),
        # a question of its own
        (
            "How many reasonable grounds decisions were made in 2022, and what proportion were positive? Likewise "
            "how many CG decisions there were that year and what proportion of those were positive.",
            "16,747 14,826 6,152 5,502",
        ),
    ],
)  # fmt: skip
def test_a_limit_is_of_what_it_points_at(assistant: Assistant, letter: str, figures: str) -> None:
    body = drafted(assistant, letter, figures)
    assert "could not" not in body


def test_reports_by_the_police_are_no_referrals_by_them(assistant: Assistant) -> None:
    body = drafted(assistant, "Duty to Notify reports in 2023:\n1. by the police\n2. by local authorities", ";3,737")
    assert "Duty to Notify reports by first responder" in " ".join(body.split())


def test_items_that_ask_of_those_in_the_same_words_are_of_either(assistant: Assistant) -> None:
    """ "How many of these were Romanian?", after "how many of these were children?"."""
    letter = (
        "1. How many potential victims did the Metropolitan Police refer in 2023?\n2. How many of these were "
        "children?\n3. How many of these were Romanian nationals?"
    )
    draft = draft_reply(assistant, f"Hello\n\n{letter}\n".encode())
    assert [item.part.value for item in draft.items] == [670, 287, 24, 11]
    assert "3 (of those in 2)" in draft_text(draft)


def test_men_and_women_are_each_of_those_before_both(assistant: Assistant) -> None:
    letter = (
        "1. How many people were referred in 2023?\n2. How many of those were men?\n3. How many of those were women?\n"
        "4. How many of those were UK nationals?"
    )
    drafted(assistant, letter, "16,990 12,903 4,088 4,287;3,285")


def test_what_changed_on_a_day_is_what_changed_then(assistant: Assistant) -> None:
    body = " ".join(drafted(assistant, "What exactly changed on 30 January 2023?", ";2009").split())
    assert "required objective factors from 30 January 2023" in body
    asked = assistant.ask("What changed on 8 November 2021?").parts[0]
    assert [row[0] for row in asked.rows] == ["8 November 2021"]
    assert assistant.ask("What changed on 1 April 2016?").parts[0].rows == ()


def test_where_the_reply_goes_is_not_asked(assistant: Assistant) -> None:
    letter = "1. How many referrals were there in 2023?\nPlease respond to me and not to my employer at IV30 1XX."
    body = drafted(assistant, letter, "16,990")
    assert "employer" not in body and "postcode" not in body
