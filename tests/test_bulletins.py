"""The bulletins as oracle: figures printed in prose are reproduced from the tables of the same release."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

import pytest

from assistant.asked.selection import Selection
from assistant.period import Span
from assistant.service import Assistant

pytestmark = pytest.mark.slow

DATA = Path(__file__).resolve().parent.parent / "data"
OTHER = ("period", "measure", "value", "quoted_by", "url")

# (release, measure, period, members) -> (printed, from the tables): why they differ.
KNOWN = {
    ("nrm-2022-q4", "referrals", "2022-Q4", ""): (4418, 4417, "the four detail tables add to one less than the total"),
    ("nrm-2023-q4", "referrals", "2023-Q4", "nationality=uk"): (
        1139,
        1138,
        "the detail tables add to one less than the series",
    ),
    ("nrm-2023-q4", "referrals", "2023-Q4", "exploitation=criminal"): (
        1172,
        1171,
        "the detail tables add to one less than the series",
    ),
    ("nrm-2023-q4", "referrals", "2023-Q4", "gender=female"): (
        1041,
        1040,
        "the detail tables add to one less than the series",
    ),
    ("nrm-2023-q4", "referrals", "2023-Q4", "age=child,exploitation=criminal"): (844, 843, "the same case"),
}


def _rows() -> list[tuple[str, dict[str, str]]]:
    found = []
    for path in sorted(DATA.glob("*/key_figures.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += [(path.parent.name, row) for row in csv.DictReader(file)]
    return found


def _with_tables(assistant: Assistant) -> set[str]:
    return {release for table in assistant.catalog.tables for release in table.sheets}


def _from_tables(assistant: Assistant, release: str, row: dict[str, str]) -> int | None:
    """The figure in the tables of that release, read as one row of a full breakdown; None where no table has it."""
    members = {name: value for name, value in row.items() if name not in OTHER and value != "total"}
    query = Selection(row["measure"], by=tuple(members), periods=(Span.read(row["period"]),), as_of=release)
    part = assistant.answer(query)
    if part.status != "answered" or any("Single" in s.title or s.release != release for s in part.sources):
        return None
    if not members:
        return int(part.value) if part.value is not None else None
    labels = [assistant.lookup.label(name, member) for name, member in members.items()]
    return next((int(r[len(labels)]) for r in part.rows if list(r[: len(labels)]) == labels), 0)


def test_every_printed_figure_of_a_release_held_as_tables_is_reproduced_or_a_known_difference(
    assistant: Assistant,
) -> None:
    checked, unexplained = 0, []
    for release, row in _rows():
        if release not in _with_tables(assistant):
            continue
        found = _from_tables(assistant, release, row)
        if found is None:
            continue
        checked += 1
        members = ",".join(f"{k}={v}" for k, v in row.items() if k not in OTHER and v != "total")
        known = KNOWN.get((release, row["measure"], row["period"], members))
        if found != int(row["value"]) and (known is None or known[:2] != (int(row["value"]), found)):
            unexplained.append((release, row["measure"], row["period"], members, row["value"], found))
    assert unexplained == []
    assert checked >= 53


@pytest.mark.parametrize("measure", ["referrals", "rg_decisions", "cg_decisions", "dtn_reports"])
def test_revisions_of_the_parts_add_up_to_the_revision_of_the_total(assistant: Assistant, measure: str) -> None:
    releases = ["nrm-2023-q1", "nrm-2023-q2", "nrm-2023-q3", "nrm-2023-q4"]
    stretch = Span.read("2020-Q1..2022-Q4")
    for before, after in itertools.pairwise(releases):
        quarters, totals = [], []
        for release in (before, after):
            series = assistant.answer(Selection(measure, by=("quarter",), periods=(stretch,), as_of=release))
            quarters.append([int(row[1]) for row in series.rows])
            years = assistant.answer(Selection(measure, by=("year",), periods=(stretch,), as_of=release))
            totals.append(sum(int(row[1]) for row in years.rows))
        assert len(quarters[0]) == len(quarters[1]) == 12
        assert sum(b - a for a, b in zip(*quarters, strict=True)) == totals[1] - totals[0]
