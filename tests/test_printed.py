"""Every figure that is printed one by one in a bulletin, or in a report of it, is given when it is asked for."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer.dates import long_date
from assistant.answer.model import Part
from assistant.claims.check import Checker
from assistant.service import Assistant

pytestmark = pytest.mark.slow

Row = dict[str, str]
FILE = Path(__file__).parent / "published" / "key_figures.csv"
ROWS: list[Row] = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))
RELEASES = sorted({row["release"] for row in ROWS})
PRINTED = ("days", "percent", "requests")


def asked(assistant: Assistant, row: Row) -> tuple[Part, ...]:
    """What the question of a row is answered with: as it stood in its release, or by its number, where it says so."""
    if row["asked"] == "number":
        return assistant.ask(f"Where does {int(row['value']):,} come from?").parts
    return assistant.ask(row["question"], as_of=row["release"] if row["asked"] else "").parts


def numbers(parts: tuple[Part, ...]) -> Iterator[float]:
    for part in parts:
        cells = [part.value, *(cell for row in part.rows for cell in row)]
        yield from (cell for cell in cells if isinstance(cell, (int, float)))


def told(parts: tuple[Part, ...], value: float) -> bool:
    """Is it said that a release printed another figure, and which?"""
    texts = " ".join(text for part in parts for text in (part.headline, *(c.text for c in part.caveats)))
    return re.search(rf"(?<![\d,.]){int(value):,}(?![\d,])", texts) is not None


@pytest.mark.parametrize("release", RELEASES)
def test_every_printed_figure_is_given_with_how_it_is_known(assistant: Assistant, release: str) -> None:
    published = assistant.lookup.releases[release].published
    day = long_date(published) if published else ""
    for row in (one for one in ROWS if one["release"] == release):
        parts, value = asked(assistant, row), float(row["value"])
        within = 0.55 if row["unit"] == "percent" else 0.001
        given = any(abs(number - value) <= within for number in numbers(parts))
        assert given or told(parts, value), row
        first = parts[0]
        reported = "reported-figure" in {caveat.id for caveat in first.caveats}
        if given and {source.release for source in first.sources} == {release}:
            assert row["quoted_by"] == "reported" or not reported, row
            if row["unit"] in PRINTED and first.origin == "published":
                assert reported == (row["quoted_by"] == "reported"), row
                assert ("as reported by" if reported else "as printed in") in first.headline and day in first.headline


DAYS = {
    "How long did conclusive grounds decisions take in 2024?": 637,
    "What was the median wait for a final decision in 2023?": 526,
    "average days to a CG decision, Q2 2025": 728,
    "How quickly were reasonable grounds decisions made in 2022, on average?": 6,
    "How long had cases been waiting for a conclusive grounds decision at the end of June 2025?": 304,
    "typical age of the waiting cases at the end of September 2025": 141,
    "How many more days did it take to get a conclusive grounds decision in 2024 than in 2023?": 111,
    "By how many days did the average time to a conclusive grounds decision change between Q2 and Q3 2025?": -178,
}


@pytest.mark.parametrize("question", DAYS)
def test_days_are_given_as_printed_however_they_are_asked_for(assistant: Assistant, question: str) -> None:
    (part,) = assistant.ask(question).parts
    assert (part.status, part.value, part.unit, part.chart) == ("answered", DAYS[question], "days", None)
    assert "as reported by" in part.headline
    assert {"reported-figure", "average-of-days", "printed-figure"} <= {caveat.id for caveat in part.caveats}


def test_days_of_two_periods_or_two_decisions_stand_apart(assistant: Assistant) -> None:
    both = assistant.ask("How long did RG and CG decisions take in 2023?").parts
    assert [part.value for part in both] == [23, 526]
    asked_of = assistant.ask("How long did conclusive grounds decisions take in 2023 and 2024?").parts
    assert [part.value for part in asked_of] == [526, 637]


def test_a_share_that_was_printed_otherwise_is_told_beside_that_of_the_counts(assistant: Assistant) -> None:
    (part,) = assistant.ask("What share of reasonable grounds decisions were positive in Q1 2023?").parts
    beside = [caveat.text for caveat in part.caveats if caveat.id == "printed-figure"]
    assert part.value == 60.4 and "58%" in beside[0] and "as printed in the release of 4 May 2023" in beside[0]
    (same,) = assistant.ask("What share of reasonable grounds decisions were positive in 2023?").parts
    assert "printed-figure" not in {caveat.id for caveat in same.caveats}


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The average time for a conclusive grounds decision was 637 days in 2024.", "supported"),
        ("The average time to a conclusive grounds decision was 673 days in 2024.", "not_supported"),
        ("The average age of cases awaiting a decision was 304 days at the end of June 2025.", "supported"),
        ("Reasonable grounds decisions took 6 days on average in 2022.", "supported"),
    ],
)
def test_claims_are_held_against_printed_days(checker: Checker, claim: str, verdict: str) -> None:
    (one,) = checker.check(claim).assertions
    assert one.verdict == verdict
    assert "as reported by" in one.explanation


def test_a_printed_number_of_days_is_judged(assistant: Assistant) -> None:
    right = assistant.ask(
        "Is it right that the average time for a conclusive grounds decision was 637 days in 2024?"
    ).parts[0]
    wrong = assistant.ask(
        "Is it right that the average time for a conclusive grounds decision was 650 days in 2024?"
    ).parts[0]
    said = "The average time to a conclusive grounds decision was 637 days in 2024."
    assert (right.headline, wrong.headline) == (f"Yes. {said}", f"No. {said}")


def test_over_a_number_is_more_than_it(assistant: Assistant) -> None:
    for question in (
        "Were referrals in 2024 over 600?",
        "Was the average time to a CG decision over 600 days in 2024?",
    ):
        assert not assistant.ask(question).parts[0].headline.startswith("No.")
