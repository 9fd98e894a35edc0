"""How newsrooms, forces, desks and classes write: notes, asides, two sentences for one question, and what they mean.

Figures are those of the published tables and, where it is said, of single figures printed in releases; each was
worked out from the published workbooks, and not by this program.
"""

from __future__ import annotations

import pytest
from given import figures, gives

from assistant.service import Assistant

pytestmark = pytest.mark.fast


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Backlog awaiting final decision, end of 2025 - no.?", (5758,)),
        ("County lines refs, 2020 then 2022. Both figs please", (1544, 2281)),
        ("DtN reports 2022, total and % change on 2021", (4580, 43.4)),
        ("RG +ve rate, Q1 23 and Q4 22 pls", ((60.4, 58.4), (85.6, 85.4))),
        ("CG decs 2022 by outcome (pos/neg)", (5502, 650)),
        ("Vietnamese referrals in the first quarter of (a) 2024 and (b) 2025", (493, 645)),
        ("u18 male UK nats, CE only, Q4 23", (592,)),
        ("Top 5 forces as FR in Q2 23, highest first, for a graphic", (156, 57, 53, 51, 41)),
        ("PVs to SCA and IECA, Q3 23 - split", (3404, 734)),
        ("age group x gender crosstab, 2023 Q2", (1496, 542, 1380, 370)),
    ],
)
def test_notes_of_newsrooms_and_forces_are_read(assistant: Assistant, question: str, wanted: tuple[float, ...]) -> None:
    assert gives(assistant.ask(question), *wanted)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Were referrals in 2024 higher than in 2023?", (19125, (16990, 17004))),
        ("was 2024 more then 2023 for referrals", (19125, (16990, 17004))),
        ("Of the children referred in 2023, were there more boys or more girls?", (5935, 1508)),
        ("How many were referred in Q3 2023, and was that more than the second quarter?", ((4131, 4138), (3993, 3995))),
        ("Is modern slavery going up or down? The last five years would be ideal.", (12700, 16921, 19125, 23411)),
    ],
)
def test_a_comparison_is_read_whichever_way_it_is_put(
    assistant: Assistant, question: str, wanted: tuple[float, ...]
) -> None:
    assert gives(assistant.ask(question), *wanted)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What proportion of CG decisions were positive for children in 2023?", (80.7,)),
        ("What proportion of CG decisions for adults and for children were positive in 2023?", (57.6, 80.7)),
        ("How does the positive rate of CG decisions in 2023 differ between adults and children?", (57.6, 80.7)),
        ("Leaving out those whose age was not specified, what percentage referred in 2023 were children?", (46.3,)),
        ("What percentage of people referred in 2023 were children, excluding age unknown?", (46.3,)),
        ("Restricting attention to police referrals in 2023, what share were UK nationals?", (48.1,)),
        ("Positive conclusive grounds decisions in Q4 2025, out of how many in total?", (5406, 7406)),
    ],
)
def test_a_share_is_of_the_whole_that_is_meant(assistant: Assistant, question: str, wanted: tuple[float, ...]) -> None:
    assert gives(assistant.ask(question), *wanted)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What share of referrals in 2024 were male?", (74,)),
        ("What share of child referrals in 2024 were for criminal exploitation?", (48,)),
        ("By what percentage did Eritrean referrals rise in 2025?", (81,)),
        ("What percentage of CG decisions were positive in 2022, 2023 and 2024?", (89.4, 66.4, 56)),
        ("How many reasonable grounds decisions were made in 2024, and what percentage were positive?", (20090, 53)),
        ("How many disqualification requests were there in Q3 2025, and in the quarter before?", (112, 56)),
        ("How many referrals were sent to Sussex Police for crime recording in 2021?", (417,)),
        ("Of the 2021 referrals passed to Bedfordshire Police for crime recording, how many were children?", (109,)),
    ],
)
def test_what_is_only_printed_is_given_as_printed(
    assistant: Assistant, question: str, wanted: tuple[float, ...]
) -> None:
    assert gives(assistant.ask(question), *wanted)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Our local force is Avon and Somerset. How many victims did the force refer in 2023?", (87,)),
        ("How many Eritreans were the subject of a DtN report in 2023, and how many were referred?", (580, (897, 898))),
        ("Client is an adult male Eritrean. How many people fitting that description were referred in 2023?", (348,)),
        ("We're doing a piece on county lines. What's the number for 2022?", (2281,)),
        ("Kalayaan, BAWSO and Unseen: how many did each of them refer in 2023?", (24, 12, 12)),
        ("GMP v Merseyside Police, refs 2023, difference between the two", (68,)),
        ("Which force made the fewest referrals in 2023? Excluding ROCUs.", (10,)),
        ("By what percentage did annual referrals rise between 2014 and 2024?", ((718.4, 717.7),)),
    ],
)
def test_what_is_said_beside_a_question_is_taken_into_it(
    assistant: Assistant, question: str, wanted: tuple[float, ...]
) -> None:
    assert gives(assistant.ask(question), *wanted)


@pytest.mark.parametrize(
    "question",
    [
        "Is there a figure for the East Midlands, and how many referrals did it have in 2023?",
        "How many referrals did the force make in 2023?",
        "Given that they were dentists, how many were referred in 2023?",
        "For dentists, how many were referred in 2023?",
        "Dentists only. How many were referred in 2023?",
    ],
)
def test_what_may_narrow_and_is_not_known_gives_no_figure(assistant: Assistant, question: str) -> None:
    assert figures(assistant.ask(question)) == []


def test_what_only_explains_a_question_changes_nothing(assistant: Assistant) -> None:
    plain = assistant.ask("What was the change in referrals between 2019 and 2020?")
    told = assistant.ask("What was the change in referrals between 2019 and 2020, given that rules differ?")
    assert figures(plain) == figures(told) != []


def test_every_year_that_is_asked_for_has_its_share(assistant: Assistant) -> None:
    (part,) = assistant.ask("male share of referrals by year 2021 to 2023").parts
    assert [str(row[0])[:4] for row in part.rows] == ["2021", "2022", "2023"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("When was the Q4 2023 data published?", "7 March 2024"),
        ("When was the minimum recovery period cut?", "13 December 2022"),
        ("What standard of proof applies to a conclusive grounds decision?", "more likely than not"),
        ("Which first responders are there?", "first responder"),
    ],
)
def test_dates_meanings_and_members_are_told(assistant: Assistant, question: str, said: str) -> None:
    (part,) = assistant.ask(question).parts
    assert part.status == "answered"
    assert said in part.headline


def test_an_abbreviation_that_is_a_place_too_narrows_nothing_unsaid(assistant: Assistant) -> None:
    part = assistant.ask("How many referrals were there in the SE in 2023?").parts[0]
    assert part.status == "not_published" and part.value is None


def test_a_printed_percentage_is_no_answer_to_how_many_more(assistant: Assistant) -> None:
    part = assistant.ask("How many more Eritrean referrals were there in 2025 than in 2024?").parts[0]
    assert part.status == "partial" and part.value is None and part.missing
    part = assistant.ask("By what percentage did Eritrean referrals rise in 2025?").parts[0]
    assert (part.status, part.value) == ("answered", 81)


@pytest.mark.parametrize(
    ("question", "notes"),
    [
        ("What share of referrals in 2024 were male?", {"potential-victims", "gender-residual"}),
        ("What share of child referrals in 2024 were for criminal exploitation?", {"age-at-exploitation"}),
    ],
)
def test_a_printed_share_keeps_the_caveats_of_its_counts(assistant: Assistant, question: str, notes: set[str]) -> None:
    assert notes <= {caveat.id for caveat in assistant.ask(question).parts[0].caveats}


def test_an_overview_of_a_release_is_of_that_release(assistant: Assistant) -> None:
    part = assistant.ask("NRM statistics", as_of="nrm-2023-q4").parts[0]
    assert "17,004" in part.headline and "19,125" not in part.headline
