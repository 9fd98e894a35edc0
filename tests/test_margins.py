"""Every margin of the detail tables, asked for through the public API and compared with an independent count."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from assistant import Assistant, Selection
from assistant.period import Span

pytestmark = pytest.mark.slow

MARGINS = Path(__file__).resolve().parent / "published" / "margins.csv"
WHOLE = "total"  # the margin over everything: the table's own total

Group = tuple[str, str, str]  # release, table, dimension


def margins() -> dict[Group, dict[str, int]]:
    """The independent count: group -> category as printed -> value."""
    found: dict[Group, dict[str, int]] = defaultdict(dict)
    with MARGINS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["release"], row["table"], row["dimension"]][row["printed"]] = int(row["value"])
    return dict(found)


COUNTED = margins()


def test_all_margins_of_all_seven_quarters_are_here() -> None:
    assert sum(map(len, COUNTED.values())) == 3561
    assert len({release for release, _, _ in COUNTED}) == 7
    assert len({(release, table) for release, table, _ in COUNTED}) == 28


@pytest.mark.parametrize("group", COUNTED, ids="/".join)
def test_a_margin_is_reproduced_by_a_query(assistant: Assistant, group: Group) -> None:
    release, table_id, dimension = group
    table, expected = assistant.lookup.tables[table_id], COUNTED[group]
    (measure,) = table.measures
    query = Selection(
        measure,
        where=tuple(sorted((name, (member,)) for name, member in table.fixed.items() if name != dimension)),
        by=() if dimension == WHOLE else (dimension,),
        periods=(Span.read(assistant.lookup.releases[release].period),),
        as_of=release,
    )
    part = assistant.answer(query)
    assert part.status == "answered", part.headline
    assert {source.release for source in part.sources} == {release}
    if dimension == WHOLE:
        assert part.value == next(iter(expected.values()))
        return
    members = {
        text.casefold(): member.label
        for member in assistant.lookup.dimensions[dimension].members
        for text in (member.label, *member.printed)
    }
    wanted: dict[str, int] = defaultdict(int)
    for printed, value in expected.items():
        wanted[members[printed.casefold()]] += value
    assert {str(row[0]): row[-1] for row in part.rows if row[-1] or str(row[0]) in wanted} == wanted
