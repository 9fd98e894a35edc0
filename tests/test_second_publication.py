"""Further publications beside the first: read with their own words, never confused with it, their differences said."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from assistant.claims.check import Checker
from assistant.service import Assistant

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
BOATS = ROOT / "data" / "irregular-2023-q2"

# Figures of the published files: people by quarter of arrival, and the printed cells of the indicator.
FIGURES = [
    ("How many small boat arrivals were there in 2022?", 45478),
    ("small-boat arrivals 2022", 45478),
    ("How many small boat arrivals in 2022 were referred to the NRM?", 5649),
    ("people who arrived by small boat and were referred in 2022", 5649),
    ("How many small boat arrivals were not referred in 2022?", 39829),
    ("What percentage of small boat arrivals in 2022 were referred to the NRM?", 12.4),
    ("How many potential victims arrived by small boat in 2021?", 2877),
    ("How many Albanians arrived by small boat in 2022?", 12658),
    ("How many Albanian children crossed the Channel in small boats in 2022 and were referred to the NRM?", 281),
    ("How many people from Sudan arrived by small boat in the second quarter of 2023?", 240),
    ("How many women aged 18 to 24 arrived by small boat in Q3 2022?", 483),
    ("How many small boat arrivals from Africa were there in 2022?", 6381),
    ("How many people who arrived by small boat in 2021 had a positive conclusive grounds decision?", 161),
    ("How many small boat arrivals in 2022 were awaiting a conclusive grounds decision?", 2063),
    ("How did small boat arrivals change between 2021 and 2022?", 17455),
    ("How many small boat arrivals claimed asylum in 2022?", 41188),
    ("How many detected victims of human trafficking were there in 2021?", 11387),
    ("How many detected victims in 2021 were female?", 2659),
    ("How many detected victims aged 15 to 17 were there in 2020?", 3399),
    ("How many children were detected as victims of trafficking in 2019?", 3619),
    ("What share of detected victims in 2020 were male?", 73.3),
    ("How many victims were detected in 2012?", 834),
    ("How many female victims were detected in 2012?", 538),
    ("ONS series 2018", 5482),
    ("small boat arrivals referred in 2022 by people aged 17 and under", 780),
    ("What share of Albanian small boat arrivals in 2022 were referred?", 15.4),
    ("How many people who crossed the Channel were identified as potential victims of trafficking in 2021?", 2877),
    ("How many small boat arrivals were there in the year ending June 2023?", 40386),
]


@pytest.mark.parametrize(("question", "value"), FIGURES, ids=[q[:50] for q, _ in FIGURES])
def test_a_question_that_plainly_means_it_gets_its_figure(assistant: Assistant, question: str, value: float) -> None:
    (part,) = assistant.ask(question).parts
    assert (part.status, part.value) == ("answered", value)


PLAIN = [
    ("How many referrals were there in 2023?", 16990),
    ("How many people were referred to the NRM in 2022?", 16921),
    ("How many Albanians were referred in 2022?", 4609),
    ("How many positive reasonable grounds decisions were made in 2020?", 9659),
    ("What proportion of referrals in 2022 were children?", 41.4),
]


@pytest.mark.parametrize(("question", "value"), PLAIN, ids=[q[:50] for q, _ in PLAIN])
def test_the_first_publication_keeps_its_own(assistant: Assistant, question: str, value: float) -> None:
    (part,) = assistant.ask(question).parts
    assert (part.status, part.value) == ("answered", value)


def _publications(assistant: Assistant, questions: tuple[str, ...]) -> set[str]:
    asked = [one for question in questions for one in assistant.asking.questions(question, None) or []]
    return {assistant.trees.publication(tree) for one in asked for tree in one.trees}


@pytest.mark.parametrize(
    "question",
    [
        "How many migrants were referred to the NRM in 2022?",
        "How many arrivals were referred to the NRM in 2022?",
        "How many referrals and small boat arrivals were there in 2022?",
        "How many victims of human trafficking were there in 2015?",
        "How many people referred in 2020 had a positive reasonable grounds decision?",
        "How many people with a positive reasonable grounds decision were there in 2020?",
    ],
)
def test_a_question_that_could_mean_either_is_asked_back_and_every_choice_answers(
    assistant: Assistant, question: str
) -> None:
    (part,) = assistant.ask(question).parts
    assert part.status == "clarify"
    assert len(_publications(assistant, part.choices)) == 2
    for choice in part.choices:
        assert {p.status for p in assistant.ask(choice).parts} == {"answered"}, choice


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("How many small boat arrivals in 2022 were referred to the NRM?", {"boat-cohort", "boat-records", "revised"}),
        ("How many children arrived by small boat in 2022?", {"boat-age", "boat-records", "boat-superseded"}),
        ("How many Albanians arrived by small boat in 2022?", {"boat-country", "boat-records", "boat-superseded"}),
        (
            "How many people who arrived by small boat in 2021 had a positive conclusive grounds decision?",
            {"boat-cohort", "boat-outcomes-overlap", "boat-records", "boat-superseded"},
        ),
        ("How many detected victims were there in 2021?", {"detected-cohort", "detected-status"}),
        (
            "How many detected victims aged 15 to 17 were there in 2020?",
            {"detected-cohort", "detected-status", "detected-age", "detected-totals"},
        ),
    ],
)
def test_its_caveats_say_how_it_differs_and_none_of_another_publication_stands_beside_them(
    assistant: Assistant, question: str, ids: set[str]
) -> None:
    (part,) = assistant.ask(question).parts
    assert {caveat.id for caveat in part.caveats} == ids


def test_a_publication_that_holds_nothing_of_the_period_is_not_asked_about(assistant: Assistant) -> None:
    (part,) = assistant.ask("How many people with a positive reasonable grounds decision were there in 2022?").parts
    assert (part.status, part.value) == ("answered", 14826)


def test_every_measure_is_read_as_its_own_publications(assistant: Assistant) -> None:
    for measure in (one for one in assistant.catalog.measures if one.example):
        assert _publications(assistant, (measure.example,)) == {measure.publication}, measure.example


def test_people_of_one_publication_are_not_followed_into_another(assistant: Assistant) -> None:
    first, second = assistant.ask(
        "How many people were referred in 2022? And how many of them arrived by small boat?"
    ).parts
    assert (first.status, first.value) == ("answered", 16921)
    assert second.status == "not_published"


def test_a_period_named_once_holds_for_the_other_publication_too(assistant: Assistant) -> None:
    first, second = assistant.ask("How many referrals were there in 2021? How many people arrived by small boat?").parts
    assert (first.value, second.value) == (12700, 28023)


def test_a_follow_up_stays_with_the_publication_before(assistant: Assistant) -> None:
    before = assistant.asked_of(assistant.ask("How many small boat arrivals were there in 2022?").parts[0])
    assert assistant.ask("And how many were referred?", before=before).parts[0].value == 5649
    assert assistant.ask("and in 2021?", before=before).parts[0].value == 28023
    assert assistant.ask("How many referrals were there in 2023?", before=before).parts[0].value == 16990


def test_a_publication_named_first_holds_for_the_question_after_it(assistant: Assistant) -> None:
    parts = assistant.ask("I am looking at small boats. How many Albanians were referred in 2022?").parts
    assert [part.value for part in parts] == [1952]


@pytest.mark.parametrize(
    "question",
    [
        "How many small boats arrived in 2022?",
        "How many small boat arrivals were granted asylum in 2022?",
        "How many small boat referrals were made by Border Force in 2022?",
        "How many small boat arrivals were referred for sexual exploitation in 2022?",
        "How many Albanian detected victims were there in 2020?",
        "How many detected victims were there in Q1 2020?",
        "How many small boat arrivals were there in 2030?",
        "How many migrants arrived in 2022?",
        "What proportion of NRM referrals in 2022 were from small boat arrivals?",
        "What percentage of people referred in 2022 arrived by small boat?",
        "Of those who came on small boats in 2021, what proportion got a positive reasonable grounds decision?",
        "Are small boat arrivals comparable with NRM referrals?",
    ],
)
def test_what_it_does_not_hold_gets_no_figure(assistant: Assistant, question: str) -> None:
    assert {(part.status, part.value) for part in assistant.ask(question).parts} <= {
        ("not_published", None), ("clarify", None), ("out_of_scope", None),
    }  # fmt: skip


def test_outcomes_that_overlap_are_never_added_up(assistant: Assistant) -> None:
    (listed,) = assistant.ask("Outcomes of small boat referrals in 2021").parts
    assert listed.columns[:2] == ("case outcome", "small boat arrivals")
    assert "boat-outcomes-overlap" in {caveat.id for caveat in listed.caveats}
    (share,) = assistant.ask("What percentage of small boat arrivals by case outcome in 2021?").parts
    assert share.value is None and not any("share" in column for column in share.columns)


def test_printed_totals_are_used_where_parts_do_not_make_them_up(assistant: Assistant) -> None:
    """In 2015 the two sexes make 2,708 of a printed total of 2,710."""
    values = [assistant.ask(f"How many {who} were there in 2015?").parts[0].value for who in (
        "detected victims", "male detected victims", "female detected victims"
    )]  # fmt: skip
    assert values == [2710, 1151, 1557]
    assert assistant.ask("How many detected victims were there in 2015?").parts[0].origin == "published"


def test_the_tidy_file_holds_every_person_once() -> None:
    by_year: Counter[tuple[str, str]] = Counter()
    with (BOATS / "boat_referrals.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_year[row["period"][:4], row["nrm_referral"]] += int(row["value"])
    raised = {year: by_year[year, "referral_raised"] for year in ("2018", "2019", "2020", "2021", "2022", "2023")}
    assert raised == {"2018": 12, "2019": 162, "2020": 1237, "2021": 2416, "2022": 3763, "2023": 333}
    assert sum(by_year.values()) == 91918


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("There were 45,478 small boat arrivals in 2022.", "supported"),
        ("There were 45,574 small boat arrivals in 2022.", "supported_at_release"),
        ("In 2022, 12,658 Albanians arrived by small boat.", "supported"),
        ("There were 11,387 detected victims of human trafficking in 2021.", "supported"),
        ("There were 11,387 referrals in 2021.", "needs_context"),
        ("There were 16,921 small boat arrivals in 2022.", "needs_context"),
        ("There were 40,000 small boat arrivals in 2022.", "not_supported"),
    ],
)
def test_a_claim_is_held_against_its_own_publication(assistant: Assistant, claim: str, verdict: str) -> None:
    (assertion,) = Checker(assistant).check(claim).assertions
    assert assertion.verdict == verdict, assertion.explanation


def test_its_links_open_as_the_same_figure(assistant: Assistant) -> None:
    part = assistant.ask("How many small boat arrivals in 2022 were referred to the NRM?").parts[0]
    assert assistant.answer_tree(assistant.figure_of(part)).value == 5649


def test_changes_are_told_apart(assistant: Assistant) -> None:
    (part,) = assistant.ask("What changed in 2019 for small boat arrivals?").parts
    assert part.rows == ()


def test_no_question_of_the_first_publications_corpus_is_read_as_anothers(assistant: Assistant) -> None:
    """Hundreds of questions about referrals, decisions and reports: none gets another publication's figure."""
    first = assistant.catalog.publications[0].id
    corpus = [
        question["text"]
        for path in sorted((ROOT / "tests" / "questions").glob("*.toml"))
        for question in tomllib.loads(path.read_text(encoding="utf-8")).get("question", [])
    ]
    assert len(corpus) > 300
    strayed = [text for text in corpus if _publications(assistant, (text,)) - {first}]
    assert strayed == []
