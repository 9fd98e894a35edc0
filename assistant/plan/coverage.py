"""What is held: for each dataset, the releases and periods of its tables, and the cells of tables of single figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assistant.catalog.lookup import Lookup
from assistant.period import Span
from assistant.plan.sql import DIALECT, held

Run = Callable[[str], list[tuple[Any, ...]]]
Signature = tuple[tuple[str, str], ...]  # sorted (dimension, member), totals left out


@dataclass(frozen=True)
class Cell:
    """One figure of a table whose members make no total: where it is and who quotes it."""

    release: str
    period: str
    quoted_by: str


class Coverage:
    """Index of what the warehouse holds, read once with one grouping a dataset."""

    def __init__(self, lookup: Lookup, run: Run, dialect: str = DIALECT) -> None:
        self.lookup = lookup
        self.dialect = dialect
        # (dataset, measure) -> release -> period -> table ids
        self.periods: dict[tuple[str, str], dict[str, dict[str, set[str]]]] = defaultdict(
            lambda: defaultdict(lambda: defaultdict(set))
        )
        # (dataset, measure) -> signature -> cells
        self.cells: dict[tuple[str, str], dict[Signature, list[Cell]]] = defaultdict(lambda: defaultdict(list))
        for dataset in lookup.datasets:
            self._read(dataset, run)

    def _read(self, dataset: str, run: Run) -> None:
        tables = [t for t in self.lookup.catalog.tables if t.dataset == dataset]
        if any(t.complete for t in tables):
            sql = held(dataset, ("release", "table_id", "measure", "period"), self.dialect)
            for release, table, measure, period in run(sql):
                self.periods[dataset, measure][release][period].add(table)
            return
        dimensions = list(dict.fromkeys(d for t in tables for d in t.dimensions))
        columns = ("release", "measure", "period", "quoted_by", *dimensions)
        for release, measure, period, quoted_by, *members in run(held(dataset, columns, self.dialect)):
            signature = tuple(sorted((d, m) for d, m in zip(dimensions, members, strict=True) if m != "total"))
            self.cells[dataset, measure][signature].append(Cell(release, period, quoted_by))

    def spans(self, measure: str, dimensions: frozenset[str]) -> list[Span]:
        """Every period held of a measure with these dimensions, in any release, in order of time."""
        found: set[str] = set()
        for table in self.lookup.tables_of(measure):
            if not dimensions <= set(table.dimensions):
                continue
            if table.complete:
                for periods in self.periods[table.dataset, measure].values():
                    found.update(periods)
            else:
                for signature, cells in self.cells[table.dataset, measure].items():
                    if {d for d, _ in signature} == dimensions:
                        found.update(cell.period for cell in cells)
        return sorted({Span.read(period) for period in found})

    def complete_spans(self, measure: str, dimensions: frozenset[str]) -> list[Span]:
        """As :meth:`spans`, from tables whose members make the total."""
        found = {
            period
            for table in self.lookup.tables_of(measure)
            if table.complete and dimensions <= set(table.dimensions)
            for periods in self.periods[table.dataset, measure].values()
            for period in periods
        }
        return sorted({Span.read(period) for period in found})
