"""The rows of an answer as sums of the cells that were read for them, row by row."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer.model import Part
from assistant.answer.phrases import unit_label
from assistant.asked.selection import HISTORY
from assistant.catalog.lookup import Lookup
from assistant.period import Span
from assistant.plan.figures import Figures, Key, Used
from assistant.plan.listing import ListedRow
from assistant.plan.model import Plan, ReleasedPeriod


def lines(part: Part, plan: Plan, figures: Figures, lookup: Lookup) -> list[ListedRow]:
    """One line a row, in the order of the rows; empty where a row is not the sum of some cells."""
    made = _Lines(part, plan, figures, lookup)
    found = made.releases() if plan.query.calculation == HISTORY else made.figures_shown()
    return found if len(found) == len(part.rows) else []


class _Lines:
    def __init__(self, part: Part, plan: Plan, figures: Figures, lookup: Lookup) -> None:
        self.part = part
        self.plan = plan
        self.figures = figures
        self.lookup = lookup

    # Figures of periods and members

    def figures_shown(self) -> list[ListedRow]:
        """Each row is found by its words among all the figures that there are, and has the same one."""
        known: dict[tuple[object, ...], tuple[int | None, ListedRow]] = {}
        for value, line in self._all(len(self.part.columns) - 1):
            known.setdefault(line.before, (value, line))
        found = [known.get(tuple(row[:-1])) for row in self.part.rows]
        return [one[1] for one, row in zip(found, self.part.rows, strict=True) if one is not None and one[0] == row[-1]]

    def _all(self, words: int) -> Iterator[tuple[int | None, ListedRow]]:
        for number, unit in enumerate(self.plan.units):
            label = unit_label(unit, self.plan.query, self.lookup)
            for key in self.figures.keys or [()]:
                names = [self.lookup.label(d, m) for d, m in zip(self.figures.by, key, strict=True)]
                before = tuple(names if words == len(names) else [label, *names])
                value = self.figures.part.get((number, key))
                yield value, self._line(before, number, key, value)

    def _line(self, before: tuple[str, ...], number: int, key: Key, value: int | None) -> ListedRow:
        unit = self.plan.units[number]
        alone, used = self.figures.alone.get((unit.span.id, key), (None, None))
        if self.figures.replaced and used is not None and alone == value:
            return ListedRow(before, "alone", (ReleasedPeriod(used.release, unit.span.id),), key, (used.table,))
        return ListedRow(before, "part", unit.pieces if value is not None else (), key, none=0 if value == 0 else None)

    # One figure in every release

    def releases(self) -> list[ListedRow]:
        """Each row is a release's figure: its words stand on both sides of it."""
        at = next(i for i, cell in enumerate(self.part.rows[0]) if isinstance(cell, int))
        found = []
        for row in self.part.rows:
            before, after = ([None if c is None else str(c) for c in some] for some in (row[:at], row[at + 1 :]))
            for release, period, value, used in self.figures.others:
                if value == row[at] and release in row and self._titled(row, period, used):
                    pieces = self._pieces(release, period, used)
                    if pieces:
                        tag, tables, cells = pieces
                        found.append(ListedRow(tuple(before), tag, cells, (), tables, None, tuple(after)))
                        break
        return found

    def _titled(self, row: tuple[object, ...], period: str, used: Used) -> bool:
        """Is the row of this table, or of this period?"""
        labels = {unit_label(unit, self.plan.query, self.lookup) for unit in self.plan.units if unit.span.id == period}
        return self.lookup.tables[used.table].title in row or bool(labels & set(row))

    def _pieces(
        self, release: str, period: str, used: Used
    ) -> tuple[str, tuple[str, ...], tuple[ReleasedPeriod, ...]] | None:
        dataset = self.lookup.tables[used.table].dataset
        whole = Span.read(period)
        for tag in ("other", "parts"):
            mine = [fetch for fetch in self.plan.fetches if (fetch.tag, fetch.dataset) == (tag, dataset)]
            read = [piece for fetch in mine for piece in fetch.pieces if piece.release == release]
            pieces = tuple(dict.fromkeys(piece for piece in read if Span.read(piece.period).start in whole.quarters))
            if pieces:
                return tag, tuple(dict.fromkeys(name for fetch in mine for name in fetch.tables)), pieces
        return None
