"""What taking a release in would change: new periods, revised figures, members that are new or gone."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.answer.numbers import listed
from assistant.catalog.lookup import Lookup
from assistant.catalog.model import Catalog
from assistant.period import Span

CellKey = tuple[str, ...]  # period, measure, then a member a dimension
TOTAL = "total"
EXAMPLES = 3
MENTIONED = 6  # members named in a sentence
LARGE = 50  # figures from which on a changed history is a sign of another table
SAME = 0.5  # share of them that a restated series must at least keep within a tenth
TENTH = 0.1


@dataclass(frozen=True)
class Revised:
    """One figure that another release, or the former edition, gave otherwise."""

    cell: CellKey
    old: int
    new: int
    said: str


@dataclass(frozen=True)
class Comparison:
    """One table against its former edition, or else the newest release before. ``against``: that release; empty:
    none.
    """

    table: str
    against: str
    figures: int
    periods: tuple[str, ...] = ()  # new ones
    revised: tuple[Revised, ...] = ()  # largest first
    shared: int = 0
    kept: int = 0  # of the large shared figures, those within a tenth
    large: int = 0
    fresh: tuple[str, ...] = ()  # "nationality: Kosovan"
    gone: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The changes as sentences."""
        out = [
            f"{self.table}: {self.figures:,} "
            f"figures{f', new periods: {listed([Span.read(p).label for p in self.periods])}' if self.periods else ''}."
        ]
        if self.revised:
            examples = "; ".join(f"{r.said}: {r.old:,} was, {r.new:,} is" for r in self.revised[:EXAMPLES])
            out.append(
                f"{self.table}: {len(self.revised):,} of {self.shared:,} figures differ "
                f"from {self.against}: {examples}."
            )
        if self.fresh:
            out.append(f"{self.table}: for the first time: {_some(self.fresh)}.")
        if self.gone:
            out.append(f"{self.table}: not there this time: {_some(self.gone)}.")
        return tuple(out)


def compare(catalog: Catalog, table: str, release: str, old: Path, new: Path) -> Comparison:
    """A table's new file (in ``new``) against what ``old`` holds of the same release, or of the one before."""
    lookup = Lookup(catalog)
    entry = lookup.tables[table]
    fresh = _cells(new / release / f"{table}.csv", entry.dimensions)
    edition = old / release / f"{table}.csv"
    against = release
    if not edition.is_file():
        end = Span.read(lookup.releases[release].period).end
        before = [
            name for name in entry.sheets
            if name != release and (old / name / f"{table}.csv").is_file()
            and Span.read(lookup.releases[name].period).end < end
        ]  # fmt: skip
        against = max(before, key=lambda name: Span.read(lookup.releases[name].period).end, default="")
        edition = old / against / f"{table}.csv"
    known = _cells(edition, entry.dimensions) if against else {}
    held = [old / name / f"{table}.csv" for name in entry.sheets]
    ever = [cell for path in held if path.is_file() for cell in _cells(path, entry.dimensions)]
    common = {c[0] for c in fresh} & {c[0] for c in known}  # a figure of none has no line in a file
    both = [cell for cell in dict.fromkeys((*fresh, *known)) if cell[0] in common]
    revised = [
        Revised(cell, known.get(cell, 0), fresh.get(cell, 0), _said(lookup, entry.dimensions, cell))
        for cell in both if known.get(cell, 0) != fresh.get(cell, 0)
    ]  # fmt: skip
    large = [cell for cell in both if known.get(cell, 0) >= LARGE]
    return Comparison(
        table, against, len(fresh), tuple(sorted({c[0] for c in fresh} - {c[0] for c in known})),
        tuple(sorted(revised, key=lambda r: -abs(r.new - r.old))), len(both),
        sum(abs(fresh.get(c, 0) - known[c]) <= TENTH * known[c] for c in large), len(large),
        _members(lookup, entry.dimensions, fresh, ever) if known else (),
        _members(lookup, entry.dimensions, known, fresh) if known else (),
    )  # fmt: skip


def unlike(catalog: Catalog, made: Comparison) -> str:
    """Why a restated series cannot be the table that it was taken for; empty where it can."""
    table = next(t for t in catalog.tables if t.id == made.table)
    if not table.series or made.large < 10 or made.kept >= SAME * made.large:
        return ""
    return (
        f"{table.title}: only {made.kept} of {made.large} large figures are near those of {made.against}, "
        "so the sheet may be another table's: look at it by hand."
    )


def _cells(path: Path, dimensions: tuple[str, ...]) -> dict[CellKey, int]:
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["period"], row["measure"], *(row[d] for d in dimensions)): int(row["value"])
            for row in csv.DictReader(file)
        }


def _members(
    lookup: Lookup, dimensions: tuple[str, ...], these: Iterable[CellKey], those: Iterable[CellKey]
) -> tuple[str, ...]:
    found = []
    for place, dimension in enumerate(dimensions, 2):
        here = dict.fromkeys(cell[place] for cell in these)
        there = {cell[place] for cell in those}
        found += [
            f"{lookup.label(dimension, m)} ({lookup.dimensions[dimension].label})" for m in here if m not in there
        ]
    return tuple(found)


def _some(labels: tuple[str, ...]) -> str:
    """The first few, and how many more."""
    more = len(labels) - MENTIONED
    return listed([*labels[:MENTIONED], f"{more} more"] if more > 1 else list(labels))


def _said(lookup: Lookup, dimensions: tuple[str, ...], cell: CellKey) -> str:
    members = [lookup.label(d, m) for d, m in zip(dimensions, cell[2:], strict=True) if m != TOTAL]
    return ", ".join([lookup.measures[cell[1]].label, Span.read(cell[0]).label, *members])
