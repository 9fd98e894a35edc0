"""From a number to what it counts: looked up among all printed cells, told to whoever asks, and every number
accounted for.
"""

from __future__ import annotations

import csv
import random
import re
import time
from pathlib import Path

import pytest

from assistant.claims.check import Checker
from assistant.service import Assistant
from assistant.store.values import LEAST, values_file

pytestmark = pytest.mark.slow

DATA = Path(__file__).resolve().parent.parent / "data"
OTHER = ("period", "measure", "value", "quoted_by", "url")


def printed() -> list[tuple[str, dict[str, str]]]:
    """Every line of every tidy file with the release that printed it; of immigration, only totals are found by a
    number.
    """
    found = []
    for path in sorted(path for path in DATA.glob("*/*.csv") if not path.parent.name.startswith("immigration-")):
        with path.open(encoding="utf-8", newline="") as file:
            found += [(path.parent.name, row) for row in csv.DictReader(file)]
    return found


def test_every_printed_cell_is_found_by_its_value(assistant: Assistant) -> None:
    rows = [(release, row) for release, row in printed() if int(row["value"]) >= LEAST]
    for release, row in random.Random(20231231).sample(rows, 400):
        where = {(d, m) for d, m in row.items() if d not in OTHER and m != "total"}
        meanings = assistant.values.of(int(row["value"]), limit=5000)
        assert any(
            (m.release, m.measure, m.period.id, set(m.where)) == (release, row["measure"], row["period"], where)
            for m in meanings
        ), (release, row)


def test_a_sum_that_nobody_prints_is_found_as_one(assistant: Assistant) -> None:
    """Children who said they were exploited overseas, of all three quarters held: added from the file itself."""
    total = sum(
        int(row["value"])
        for release, row in printed()
        if release == "nrm-2023-q3" and row["period"] == "2023-Q3" and row.get("first_responder", "total") != "total"
        and row.get("nationality") == "albanian" and row.get("age") == "adult" and row.get("gender") not in ("total",
        None)
        and row.get("exploitation") not in ("total", None)
    )  # fmt: skip
    wanted = {("nationality", "albanian"), ("age", "adult")}
    assert any(set(m.where) == wanted and m.period.id == "2023-Q3" for m in assistant.values.of(total))


def test_the_index_is_small_and_a_lookup_reads_no_whole_file(assistant: Assistant) -> None:
    assert values_file(assistant.catalog, DATA).stat().st_size < 50_000_000
    assistant.values.of(16990)
    started = time.perf_counter()
    for value in range(1000, 1200):
        assistant.values.of(value)
    assert (time.perf_counter() - started) / 200 < 0.05  # no whole file is read in that


@pytest.mark.parametrize(
    "question", ["4,746", "Where does 4,746 come from?", "What is 4,746?", "where did you get the figure 4746"]
)
def test_a_number_is_told_with_its_release_and_what_it_is_now(assistant: Assistant, question: str) -> None:
    (part,) = assistant.ask(question).parts
    assert (part.status, part.kind, part.value) == ("answered", "figure", 4742)
    assert "January to March 2023" in part.headline
    assert "4 May 2023" in part.headline
    assert {row[2] for row in part.rows} >= {4746, 4742}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Why do 17,004 and 16,990 differ?", "revised"),
        ("why did the 2022 figure change from 16938 to 16921", "revised"),
        ("Which is right, 16,938 or 16,921?", "revised"),
        ("Why is it 17,004 in one release and 17,023 in another?", "added from"),
        ("Why do 4,287 and 4,441 differ?", "differ in the period"),
        ("Why do 8,622 and 7,432 differ?", "differ in whom they count"),
    ],
)
def test_what_lies_between_two_numbers_is_told(assistant: Assistant, question: str, said: str) -> None:
    (part,) = assistant.ask(question).parts
    assert part.status == "answered"
    assert said in part.headline
    for number in re.findall(r"\d{2},\d{3}|\d,\d{3}", question):
        assert number in part.headline


def test_a_number_that_nobody_published_is_said_to_be_none(assistant: Assistant) -> None:
    (part,) = assistant.ask("Where does 123,457 come from?").parts
    assert (part.status, part.value, part.rows) == ("not_published", None, ())
    assert part.choices


@pytest.mark.parametrize(
    "question", ["2023", "How many referrals were there in 2023?", "Were there 16,990 referrals in 2023?"]
)
def test_other_questions_are_left_to_their_readers(assistant: Assistant, question: str) -> None:
    (part,) = assistant.ask(question).parts
    assert not part.reading.startswith("what ")


TEXT = (
    "In 2024, 19,125 people were referred (figure 1), at a cost of £2,000 each; under section 45 of the Act, 12 days "
    "are given.\n"
    "Of these, 23% (4,441) were UK nationals. The helpline, open since 2016, took 11,700 calls. Around a third (36%) "
    "agreed."
)


def test_every_number_of_a_text_is_judged_or_listed_with_its_reason(checker: Checker) -> None:
    checked = checker.check(TEXT)
    stands = {number for number in re.findall(r"\d+(?:[.,]\d+)*", TEXT)}
    judged = {TEXT[slice(*a.span)].rstrip("%") for a in checked.assertions}
    listed = {TEXT[slice(*n.span)] for n in checked.not_claims}
    assert {number for number in stands if number not in listed and not any(number in text for text in judged)} == set()
    assert all(n.reason and TEXT[slice(*n.span)] == n.text for n in checked.not_claims)
    reasons = {n.text: n.reason for n in checked.not_claims}
    assert reasons["1"] == "a figure, table or note number"
    assert reasons["2,000"] == "a sum of money"
    assert reasons["45"] == "a section of a law or a rule"
    assert reasons["2024"] == "a date or a period"


def test_spans_and_readings_stand_with_each_assertion(checker: Checker) -> None:
    text = "In 2023, 7,432 children were referred. Of these, 5,860 were boys."
    checked = checker.check(text)
    first = checked.assertions[0]
    assert text[slice(*first.span)] == "7,432"
    assert first.read_as.startswith("referrals, aged 17 or under") or "aged 17 or under" in first.read_as


@pytest.mark.parametrize(
    "text",
    [
        "1" * 50_000,
        "Abc " * 12_500,
        "not " * 12_500,
        "5% " * 16_000,
        "(" * 50_000,
        "In 2023, 7,432 children were referred. " * 1200,
    ],
)
def test_no_text_takes_long(checker: Checker, text: str) -> None:
    checker.check("In 2023, 7,432 children were referred.")
    started = time.process_time()
    checker.check(text)
    assert time.process_time() - started < 20  # what grows too fast takes minutes


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("There were not 16,990 referrals in 2023.", "not_supported"),
        ("There were not 20,111 referrals in 2023.", "supported"),
        ("2,492 UK nationals were referred in 2024.", "not_supported"),
        ("16,990 left-handed people were referred in 2023.", "needs_context"),
        ("According to the Home Office, 16,990 people were referred in 2023.", "supported"),
        ("The NRM, which identifies and supports victims, received 16,990 referrals in 2023.", "supported"),
        ("Referrals rose slightly in 2022.", "not_supported"),
        ("16,990 people were referred.", "needs_context"),
    ],
)
def test_words_round_a_figure_confirm_it_or_ask_for_context(checker: Checker, text: str, verdict: str) -> None:
    assert [a.verdict for a in checker.check(text).assertions] == [verdict]


def test_the_arithmetic_of_a_sentence_is_checked_whatever_it_is_about(checker: Checker) -> None:
    (wrong,) = [
        a
        for a in checker.check("Thefts rose from 56 to 112, a 50% increase.").assertions
        if a.verdict == "not_supported"
    ]
    assert wrong.text == "a 50% increase"
    assert "100%" in wrong.explanation
