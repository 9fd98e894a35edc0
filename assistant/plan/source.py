"""Candidate sources of a query: tables at one level of detail, in one release or newest by period, and what they
cover.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.catalog.lookup import Lookup
from assistant.catalog.model import Table
from assistant.period import Span, quarter_id
from assistant.plan.coverage import Coverage, QuotedFigure, told_apart
from assistant.plan.model import ReleasedPeriod, Unit

TIME_LABELS = ("year", "quarter")
Where = tuple[tuple[str, tuple[str, ...]], ...]
Allowed = Callable[[str], bool]


def levels(table: Table) -> list[frozenset[str]]:
    """Sets of dimensions at which the table prints figures; everything else stands at its total there."""
    if table.levels:
        return sorted((frozenset(level) for level in table.levels), key=lambda level: (len(level), sorted(level)))
    if table.layout is None:
        return [frozenset(d for d in table.dimensions if d not in table.fixed)]
    rows = [d for d in table.layout.rows if d not in TIME_LABELS]
    columns = list(table.layout.columns)
    found = {frozenset(rows[:i] + columns[:j]) for i in range(len(rows) + 1) for j in range(len(columns) + 1)}
    return sorted(found, key=lambda level: (len(level), sorted(level)))


def level_for(table: Table, needed: frozenset[str], lookup: Lookup) -> frozenset[str] | None:
    """The coarsest level that keeps ``needed`` apart, or None; what it holds beyond must be a partition."""
    wanted = needed - set(table.fixed)
    if not wanted <= set(table.dimensions):
        return None
    for level in levels(table):
        if wanted <= level and all(lookup.dimensions[d].partition for d in level - wanted):
            return level
    return None


@dataclass(frozen=True)
class TableSource:
    """``release`` is set for a series restated in every release; None takes the newest release of each period.

    ``levels`` pairs each table with its level of detail; ``exact`` says that a figure is one printed cell.
    """

    dataset: str
    tables: tuple[tuple[str, frozenset[str]], ...]
    release: str | None
    periods: dict[str, tuple[ReleasedPeriod, ...]]  # period -> candidates, newest first
    exact: bool
    complete: bool
    order: int
    lacking: frozenset[tuple[str, str]] = frozenset()  # (release, period) that quote some of the members asked for
    alone: bool = False  # no period is made of others

    def unit(self, span: Span) -> Unit:
        """Pieces that cover ``span``, whole years before quarters, and what is missing."""
        if span.id in self.periods:
            return Unit(span, self.dataset, (self.periods[span.id][0],))
        if self.alone:
            return Unit(span, self.dataset, (), tuple(span.quarters))
        pieces: list[ReleasedPeriod] = []
        missing: list[int] = []
        number = span.start
        while number <= span.end:
            year = Span.year(number // 4)
            if number == year.start and year.end <= span.end and year.id in self.periods:
                pieces.append(self.periods[year.id][0])
                number += 4
                continue
            if quarter_id(number) in self.periods:
                pieces.append(self.periods[quarter_id(number)][0])
            elif not (number < year.start + 4 and self._early(year, number, span)):
                missing.append(number)
            number += 1
        releases = {piece.release for piece in pieces}
        return Unit(span, self.dataset, tuple(pieces), tuple(missing), len(releases) > 1)

    def _early(self, year: Span, number: int, span: Span) -> bool:
        """A quarter before the series began does not count as missing where the publisher prints that year."""
        return (
            year.id in self.periods
            and number < min((Span.read(p).start for p in self.periods if "Q" in p), default=0)
            and span.end >= year.end
        )


def sources(
    measure: str, where: Where, by: tuple[str, ...], lookup: Lookup, coverage: Coverage, allowed: Allowed, first: bool
) -> list[TableSource]:
    """Every source that holds the measure with these dimensions, in the releases allowed."""
    needed = frozenset([d for d, _ in where]) | frozenset(by)
    found: list[TableSource] = []
    for tables in lookup.datasets_of(measure).values():
        if not any(needed <= {*table.dimensions, *table.fixed} for table in tables):
            continue
        if tables[0].complete:
            found += _complete(measure, where, by, needed, tables, lookup, coverage, allowed, first)
        else:
            found += _single_figures(measure, where, by, needed, tables, lookup, coverage, allowed, first)
    return found if lookup.measures[measure].adds else [replace(source, alone=True) for source in found]


def _complete(
    measure: str, where: Where, by: tuple[str, ...], needed: frozenset[str], tables: tuple[Table, ...], lookup: Lookup,
    coverage: Coverage, allowed: Allowed, first: bool,
) -> list[TableSource]:  # fmt: skip
    limits = dict(where)
    chosen: list[tuple[str, frozenset[str]]] = []
    for table in tables:
        if any(d in limits and member not in limits[d] for d, member in table.fixed.items()):
            continue
        level = level_for(table, needed, lookup)
        if level is None:
            return []
        chosen.append((table.id, level))
    if not chosen or not all(
        lookup.dimensions[d].sparse or coverage.lists(tables[0].dataset, d, ids)
        for d, ids in where
        if any(d in table.dimensions and d not in table.fixed for table in tables)
    ):
        return []
    beyond = any(level - needed for _, level in chosen)
    united = any(len(ids) > 1 and d not in by for d, ids in where)
    exact = len(chosen) == 1 and not beyond and not united
    held = coverage.periods(tables[0].dataset, measure)
    names = {name for name, _ in chosen}
    dataset = lookup.datasets[tables[0].dataset]
    order = min(t.order for t in tables)
    releases = sorted((r for r in held if allowed(r)), key=lookup.release_key, reverse=not first)
    asked = {*needed, *(f"{d}={member}" for d, ids in where for member in ids)}
    begins = told_apart((table for table in tables if table.id in names), asked)
    usable = {r: [p for p, have in held[r].items() if names <= have and Span.read(p).start >= begins] for r in releases}
    if tables[0].series:
        return [
            TableSource(
                dataset.id,
                tuple(chosen),
                release,
                {p: (ReleasedPeriod(release, p),) for p in periods},
                exact,
                True,
                order,
            )
            for release, periods in usable.items()
        ]
    merged: dict[str, tuple[ReleasedPeriod, ...]] = {}
    for release, periods in usable.items():
        for period in periods:
            merged[period] = (*merged.get(period, ()), ReleasedPeriod(release, period))
    return [TableSource(dataset.id, tuple(chosen), None, merged, exact, True, order)]


def _told_first(cells: list[QuotedFigure], lookup: Lookup) -> list[QuotedFigure]:
    """Cells without reports that repeat what the publisher's own text has said: that text is read."""
    kept: list[QuotedFigure] = []
    said: dict[str, int] = {}  # period -> what the publisher's newest text gives
    for cell in sorted(cells, key=lambda cell: (lookup.release_key(cell.release)[0], cell.quoted_by == "reported")):
        if cell.quoted_by != "reported":
            said[cell.period] = cell.value
        elif said.get(cell.period) == cell.value:
            continue
        else:
            said.pop(cell.period, None)
        kept.append(cell)
    return kept


def _single_figures(
    measure: str, where: Where, by: tuple[str, ...], needed: frozenset[str], tables: tuple[Table, ...], lookup: Lookup,
    coverage: Coverage, allowed: Allowed, first: bool,
) -> list[TableSource]:  # fmt: skip
    """Printed figures stand alone: one is added to another only where a release prints each of those that are named
    together, and no case is counted in two of them.
    """
    united = [d for d, ids in where if len(ids) > 1 and d not in by]
    if not all(lookup.dimensions[d].partition for d in united):
        return []
    limits = dict(where)
    merged: dict[str, list[ReleasedPeriod]] = {}
    held_by: dict[tuple[str, str], set[tuple[tuple[str, str], ...]]] = {}
    for signature, cells in coverage.cells(tables[0].dataset, measure).items():
        if {d for d, _ in signature} != needed:
            continue
        if any(d in limits and member not in limits[d] for d, member in signature):
            continue
        for cell in _told_first(cells, lookup):
            if allowed(cell.release):
                held_by.setdefault((cell.release, cell.period), set()).add(signature)
                piece = ReleasedPeriod(cell.release, cell.period, cell.quoted_by == "reported")
                if piece not in merged.setdefault(cell.period, []):
                    merged[cell.period].append(piece)
    asked = 1
    for d in (*by, *united):
        asked *= len(limits.get(d, ()))
    if united:
        whole = {place for place, held in held_by.items() if len(held) == asked}
        merged = {p: kept for p, pieces in merged.items() if (kept := [x for x in pieces if (x.release, p) in whole])}
    for pieces in merged.values():
        pieces.sort(key=lambda p: lookup.release_key(p.release), reverse=not first)
        # The newest release goes before, whoever quotes it; of one day, the publisher's own text before a report of
        # it. A release that quotes every member asked for goes before one that quotes some.
        pieces.sort(key=lambda p: p.reported)
        pieces.sort(key=lambda p: lookup.release_key(p.release)[0], reverse=not first)
        pieces.sort(key=lambda p: -min(len(held_by[p.release, p.period]), max(asked, 1)))
    if not merged:
        return []
    level = ((tables[0].id, needed),)
    periods = {p: tuple(pieces) for p, pieces in merged.items()}
    lacking = frozenset(place for place, held in held_by.items() if by and len(held) < asked)
    return [TableSource(tables[0].dataset, level, None, periods, not united, False, tables[0].order, lacking)]
