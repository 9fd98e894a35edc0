"""What is held: for each dataset, the releases and periods of its tables, and the cells of tables of single figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from assistant.catalog.lookup import Lookup
from assistant.catalog.model import Table
from assistant.period import Span, quarter
from assistant.plan.sql import DIALECT, held

Run = Callable[[str], list[tuple[Any, ...]]]
Signature = tuple[tuple[str, str], ...]  # sorted (dimension, member), totals left out
Periods = dict[str, dict[str, dict[str, set[str]]]]  # measure -> release -> period -> table ids
Cells = dict[str, dict[Signature, list["QuotedFigure"]]]  # measure -> signature -> cells


def told_apart(tables: Iterable[Table], names: Collection[str]) -> int:
    """The first quarter for which tables tell apart breakdowns, or members ("sex=female"); 0 where they always do."""
    return max((quarter(first) for table in tables for name, first in table.since.items() if name in names), default=0)


@dataclass(frozen=True)
class QuotedFigure:
    """One figure of a table whose members make no total: where it is and who quotes it."""

    release: str
    period: str
    quoted_by: str
    value: int = 0


class Coverage:
    """Index of what the warehouse holds. A dataset is read, once and with one grouping, when a question first needs
    it.
    """

    def __init__(self, lookup: Lookup, run: Run, dialect: str = DIALECT) -> None:
        self.lookup = lookup
        self.dialect = dialect
        self._run = run
        self._reading = Lock()
        self._held: dict[str, tuple[Periods, Cells]] = {}
        self._listed: dict[tuple[str, str], set[str]] = {}

    def periods(self, dataset: str, measure: str) -> dict[str, dict[str, set[str]]]:
        """Release -> period -> table ids, of tables whose members make the total; empty for any other."""
        return self._of(dataset)[0].get(measure, {})

    def cells(self, dataset: str, measure: str) -> dict[Signature, list[QuotedFigure]]:
        """The single figures by what they count; empty for a dataset of whole tables."""
        return self._of(dataset)[1].get(measure, {})

    def lists(self, dataset: str, dimension: str, members: tuple[str, ...]) -> bool:
        """Does a table of the dataset list any of these members, in any release? What none lists is not known to be
        none.
        """
        place = (dataset, dimension)
        if place not in self._listed:
            self._listed[place] = {row[0] for row in self._run(held(dataset, (dimension,), self.dialect))}
        return not self._listed[place].isdisjoint(members)

    def _of(self, dataset: str) -> tuple[Periods, Cells]:
        if dataset not in self._held:
            with self._reading:  # many may ask at once: one of them reads
                if dataset not in self._held:
                    self._held[dataset] = self._read(dataset)
        return self._held[dataset]

    def _read(self, dataset: str) -> tuple[Periods, Cells]:
        periods: Periods = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
        cells: Cells = defaultdict(lambda: defaultdict(list))
        tables = [t for t in self.lookup.catalog.tables if t.dataset == dataset]
        if any(t.complete for t in tables):
            sql = held(dataset, ("release", "table_id", "measure", "period"), self.dialect)
            for release, table, measure, period in self._run(sql):
                periods[measure][release][period].add(table)
            return periods, cells
        dimensions = list(dict.fromkeys(d for t in tables for d in t.dimensions))
        columns = ("release", "measure", "period", "quoted_by", "value", *dimensions)
        for release, measure, period, quoted_by, value, *members in self._run(held(dataset, columns, self.dialect)):
            signature = tuple(sorted((d, m) for d, m in zip(dimensions, members, strict=True) if m != "total"))
            cells[measure][signature].append(QuotedFigure(release, period, quoted_by, int(value)))
        return periods, cells

    def spans(self, measure: str, dimensions: frozenset[str]) -> list[Span]:
        """Every period held of a measure with these dimensions, in any release, in order of time."""
        found: set[str] = set()
        for table in self.lookup.tables_of(measure):
            if not dimensions <= set(table.dimensions):
                continue
            if table.complete:
                begins = told_apart([table], dimensions)
                for periods in self.periods(table.dataset, measure).values():
                    found.update(period for period in periods if not begins or Span.read(period).start >= begins)
            else:
                for signature, cells in self.cells(table.dataset, measure).items():
                    if {d for d, _ in signature} == dimensions:
                        found.update(cell.period for cell in cells)
        return sorted({Span.read(period) for period in found})

    def complete_spans(self, measure: str, dimensions: frozenset[str]) -> list[Span]:
        """As :meth:`spans`, from tables whose members make the total."""
        found = {
            period
            for table in self.lookup.tables_of(measure)
            if table.complete and dimensions <= set(table.dimensions)
            for begins in [told_apart([table], dimensions)]
            for periods in self.periods(table.dataset, measure).values()
            for period in periods
            if not begins or Span.read(period).start >= begins
        }
        return sorted({Span.read(period) for period in found})
