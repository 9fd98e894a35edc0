"""Every independently computed margin of the detail tables is reproduced by a query through the public API."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from assistant.period import Span
from assistant.query import Query
from assistant.service import Assistant

MARGINS = Path(__file__).parent / "published" / "margins.csv"


def _margins() -> dict[tuple[str, str, str], dict[str, int]]:
    """(release, table, dimension or "total") -> category as printed -> referrals."""
    found: dict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
    with MARGINS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["release"], row["table"], row["dimension"]][row["printed"]] = int(row["value"])
    return found


def test_every_margin_is_reproduced_by_a_query(assistant: Assistant) -> None:
    checked = 0
    for (release, table, dimension), expected in _margins().items():
        kind = assistant.lookup.tables[table].fixed["first_responder_type"]
        span = Span.read(assistant.lookup.releases[release].period)
        where = (("first_responder_type", (kind,)),)
        checked += len(expected)
        if dimension == "total":
            whole = assistant.answer(Query("referrals", "figure", where, (), (span,), as_of=release))
            assert [whole.value] == list(expected.values()), (release, table)
            continue
        part = assistant.answer(Query("referrals", "breakdown", where, (dimension,), (span,), as_of=release))
        found = {str(row[0]): row[-1] for row in part.rows}
        members = assistant.lookup.dimensions[dimension].members
        labels = {text: member.label for member in members for text in (member.label, *member.printed)}
        merged: dict[str, int] = defaultdict(int)
        for printed, value in expected.items():
            merged[labels[printed]] += value  # two spellings of one member are one figure
        assert {label: found.get(label, 0) for label in merged} == dict(merged), (release, table, dimension)
    assert checked == 3561
