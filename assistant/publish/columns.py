"""Files with one figure a line, CSV or a sheet, to tidy cells: periods read, labels matched, totals kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from assistant.catalog.differences import read_differences
from assistant.catalog.model import Catalog, Columns, Dimension, Table
from assistant.publish import tidy
from assistant.publish.guard import WorkbookError
from assistant.publish.layout import TOTAL
from assistant.publish.lines import Lines, read
from assistant.publish.marks import Unread, figure_of
from assistant.publish.periods import stamp_of
from assistant.publish.tidy import Cell, TidyTable

MOST = 20  # problems said in full
KEPT = 1000  # places of withheld or marked figures


@dataclass
class Taken:
    """What the lines of a file come to: cells in their order, sentences on what cannot be read, places of what is withheld."""

    cells: list[Cell] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)
    marks: dict[str, list[str]] = field(default_factory=dict)  # mark beside a figure -> its places


def ingest_columns(path: Path, table: Table, catalog: Catalog, release: str = "", lines: Lines | None = None) -> TidyTable:
    """The cells of one table's file. Raises :class:`WorkbookError` with every label and figure that is not understood."""
    assert table.columns
    lines = lines or read(path, table.columns.sheet, table.columns.header_row)
    dimensions = [d for d in catalog.dimensions if d.id in table.dimensions]
    whole = next((r.period for r in catalog.releases if r.id == release), "")
    found = cells_of(lines, table.columns, table.dimensions, dimensions, table.fixed, whole, release)
    problems = found.problems
    if found.withheld and (table.complete or table.absent == "zero"):
        problems.append(
            f"{found.withheld[0]}: the figure is withheld, so that nothing of this table may be added up or taken for zero: "
            f'set complete = false and absent = "unknown" in tables/{table.id}.toml.'
        )
    problems += [
        f"{lines.name}: figures stand by {', '.join(sorted(level)) or 'nothing (a total)'}, which is none of the table's levels."
        for level in sorted(levels_of(found.cells, table.dimensions) - _levels(table), key=sorted)
    ]
    if problems:
        more = f" And {len(problems) - MOST} more." if len(problems) > MOST else ""
        raise WorkbookError(" ".join(problems[:MOST]) + more)
    return TidyTable(table, tuple(cell for cell in found.cells if cell.value or table.absent != "zero"))


def _levels(table: Table) -> set[frozenset[str]]:
    return {frozenset(level) for level in table.levels} or {frozenset(table.dimensions)}


def levels_of(cells: Iterable[Cell], dimensions: Sequence[str]) -> set[frozenset[str]]:
    """The breakdowns at which there are figures: the dimensions that do not stand at their total."""
    shapes = {tuple(m != TOTAL for m in cell.members) for cell in cells}
    return {frozenset(d for d, apart in zip(dimensions, shape, strict=True) if apart) for shape in shapes}


class _Reader:
    """One file's columns, read line by line into ``taken``."""

    def __init__(
        self, lines: Lines, columns: Columns, order: Sequence[str], dimensions: Sequence[Dimension], fixed: dict[str, str],
        whole: str,
    ) -> None:  # fmt: skip
        self.lines, self.columns, self.order, self.fixed, self.whole = lines, columns, order, fixed, whole
        self.at = {heading: place for place, heading in enumerate(lines.headings)}
        self.totals = {_plain(label) for label in columns.total}
        self.spelt = {d.id: {_plain(s): m.id for m in d.members for s in (m.label, *m.printed)} for d in dimensions}
        self.taken = Taken()
        self.problems: dict[str, None] = {}
        self.seen: dict[int, int] = {}
        self._members: dict[tuple[str, str], tuple[str, ...]] = {}
        self._periods: dict[tuple[str, ...], str] = {}

    def line(self, number: int, row: Sequence[str]) -> None:
        stamps = tuple(row[self.at[heading]] for heading in self.columns.period)
        if any(_plain(stamp) in self.totals for stamp in stamps if stamp):
            return  # a total over all periods is no period
        period = self._period(number, stamps)
        if not period:
            return
        members = [self._member(number, d, row) for d in self.order]
        for measure, heading in self.columns.values.items():
            self._figure(number, measure, heading, row[self.at[heading]], period, members)

    def _period(self, number: int, stamps: tuple[str, ...]) -> str:
        if not self.columns.period:
            return self.whole
        if stamps not in self._periods:
            stamp = stamp_of(stamps, self.columns.basis)
            self._periods[stamps] = stamp.id
            if not stamp.id:
                said = f"{' '.join(stamps)!r} is {stamp.form or 'no period'}"
                where = self.lines.where(number, self.columns.period[0])
                self.problems[f"{where}: {said}, which is not a quarter or a year."] = None
        return self._periods[stamps]

    def _member(self, number: int, d: str, row: Sequence[str]) -> tuple[str, ...]:
        """The id of a line's member, or of the total, or both for a label that is the whole and a part."""
        headings = self.columns.dimensions.get(d)
        if headings is None:
            return (self.fixed.get(d, TOTAL),)
        label = row[self.at[headings[0]]] if len(headings) == 1 else ": ".join(row[self.at[h]] for h in headings)
        known = self._members.get((d, label))
        if known is None:
            plain = _plain(label)
            found = self.spelt[d].get(plain)
            known = (*((TOTAL,) if plain in self.totals else ()), *((found,) if found else ()))
            if not known:
                self.problems[f"{self.lines.where(number, headings[0])}: {label!r} is no member of {d}."] = None
                known = (TOTAL,)
            self._members[d, label] = known
        return known

    def _figure(self, number: int, measure: str, heading: str, raw: str, period: str, members: Sequence[tuple[str, ...]]) -> None:
        try:
            figure = figure_of(raw, self.columns.scale.get(measure, 1))
        except Unread as error:
            self.problems[f"{self.lines.where(number, heading)}: {error}."] = None
            return
        if figure is None:
            self.problems[f"{self.lines.where(number, heading)}: {raw!r} is not a figure."] = None
            return
        if figure.value is None:
            self.taken.withheld.append(self.lines.where(number) if len(self.taken.withheld) < KEPT else "")
            return
        if figure.mark:
            self.taken.marks.setdefault(figure.mark, []).append(self.lines.where(number, heading))
        for key in product(*members):
            place = hash((period, measure, key))  # of a million lines, numbers are kept and not labels
            if place in self.seen:
                first = self.lines.places[self.seen[place]]
                self.problems[f"{self.lines.where(number)}: the same labels stand in row {first} as well."] = None
            self.seen[place] = number
            self.taken.cells.append(Cell(period, measure, key, figure.value))


def cells_of(
    lines: Lines, columns: Columns, order: Sequence[str], dimensions: Sequence[Dimension], fixed: dict[str, str],
    whole: str = "", release: str = "",
) -> Taken:  # fmt: skip
    """What a file's lines come to. ``whole`` is the period of all, where no column says when."""
    named = [*columns.period, *(h for hs in columns.dimensions.values() for h in hs), *columns.values.values(), *columns.only]
    named += [columns.release] if columns.release else []
    missing = [heading for heading in dict.fromkeys(named) if heading not in lines.headings]
    if missing:
        return Taken(problems=[f"{lines.name} has no column {heading!r}." for heading in missing])
    reader = _Reader(lines, columns, order, dimensions, fixed, whole)
    for number, row in _wanted(lines, columns, release):
        reader.line(number, row)
    reader.taken.problems += list(reader.problems)
    return reader.taken


def _wanted(lines: Lines, columns: Columns, release: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Lines of the units that are read, and of the release."""
    limits = [(lines.headings.index(h), {_plain(label) for label in labels}) for h, labels in columns.only.items()]
    if columns.release and release in columns.vintages:
        limits.append((lines.headings.index(columns.release), {_plain(columns.vintages[release])}))
    for number, row in enumerate(lines.rows):
        if all(_plain(row[place]) in labels for place, labels in limits):
            yield number, row


def _plain(label: str) -> str:
    return " ".join(label.casefold().split())


def ingest_file(
    path: Path, release: str, table: str, catalog: Catalog, data: Path, lines: Lines | None = None
) -> str:
    """Take one file with a figure a line (``lines``, where it is read already) into ``data``; a sentence on what was written.

    Raises :class:`WorkbookError`.
    """
    described = [t for t in catalog.tables if t.columns and release in t.releases and table in ("", t.id)]
    if len(described) != 1:
        known = ", ".join(t.id for t in catalog.tables if t.columns and release in t.releases) or "none"
        raise WorkbookError(f"Say which table of {release!r} this is with --table: {known}.")
    cells = ingest_columns(path, described[0], catalog, release, lines)
    folder = tidy.write(data, release, [cells], [d for d in read_differences(data) if d.release == release])
    return f"{path.name}: {len(cells.cells):,} figures in {folder / described[0].id}.csv."


