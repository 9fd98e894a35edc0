"""Files with one figure a line, CSV or a sheet, to tidy cells: periods read, labels matched, totals kept apart."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from assistant.catalog.differences import read_differences
from assistant.catalog.dimension import Dimension
from assistant.catalog.layouts import Columns
from assistant.catalog.model import Catalog, Table
from assistant.period import Span
from assistant.publish import tidy
from assistant.publish.guard import WorkbookError
from assistant.publish.layout import TOTAL
from assistant.publish.lines import Lines
from assistant.publish.marks import Unread, figure_of
from assistant.publish.periods import stamp_of
from assistant.publish.sdmx import read
from assistant.publish.tidy import TidyCell, TidyTable
from assistant.tidyfile import path_of

MOST = 20  # problems said in full
ALIKE = "is the same period as"
MOST_KNOWN = 200_000  # figures that are read once
KEPT = 1000  # places of withheld or marked figures


@dataclass
class Taken:
    """What the lines of a file come to: cells in their order, sentences on what cannot be read, places of what is
    withheld.
    """

    cells: list[TidyCell] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)
    marks: dict[str, list[str]] = field(default_factory=dict)  # mark beside a figure -> its places
    twice: list[str] = field(
        default_factory=list
    )  # lines whose labels another has, where nobody has said what they are
    unequal: int = 0  # of those, how many have another figure than the first


def ingest_columns(
    path: Path, table: Table, catalog: Catalog, release: str = "", taken: Taken | None = None
) -> TidyTable:
    """The cells of one table's file. Raises :class:`WorkbookError` with every label and figure that is not
    understood.
    """
    assert table.columns
    if taken is None:
        lines = read(path, table.columns.sheet, table.columns.header_row)
        dimensions = [d for d in catalog.dimensions if d.id in table.dimensions]
        whole = next((r.period for r in catalog.releases if r.id == release), "")
        stocks = frozenset(m.id for m in catalog.measures if m.kind == "stock")
        taken = cells_of(lines, table.columns, table.dimensions, dimensions, table.fixed, whole, release, stocks)
    found, problems = taken, taken.problems
    if found.withheld and (table.complete or table.absent == "zero"):
        problems.append(
            f"{found.withheld[0]}: the figure is withheld, so that nothing of this table may be added up or taken "
            f"for zero: "
            f'set complete = false and absent = "unknown" in tables/{table.id}.toml.'
        )
    problems += [
        f"{path.name}: figures stand by {', '.join(sorted(level)) or 'nothing (a total)'}, which is none of the "
        f"table's levels."
        for level in sorted(levels_of(found.cells, table.dimensions) - _levels(table), key=sorted)
    ]
    if problems:
        more = f" And {len(problems) - MOST} more." if len(problems) > MOST else ""
        raise WorkbookError(" ".join(problems[:MOST]) + more)
    return TidyTable(table, tuple(cell for cell in found.cells if cell.value or table.absent != "zero"))


def _levels(table: Table) -> set[frozenset[str]]:
    return {frozenset(level) for level in table.levels} or {frozenset(table.dimensions)}


def levels_of(cells: Iterable[TidyCell], dimensions: Sequence[str]) -> set[frozenset[str]]:
    """The breakdowns at which there are figures: the dimensions that do not stand at their total."""
    shapes = {tuple(m != TOTAL for m in members) for members in {cell.members for cell in cells}}
    return {frozenset(d for d, apart in zip(dimensions, shape, strict=True) if apart) for shape in shapes}


class _Figures(NamedTuple):
    """Where the figures of a measure in a period stand, those read before, and the numbers of what they are of."""

    period: str
    measure: str
    heading: str
    place: int
    plain: dict[str, int]
    seen: set[int]


class _Reader:
    """One file's columns, read line by line into ``taken``."""

    def __init__(
        self, lines: Lines, columns: Columns, order: Sequence[str], dimensions: Sequence[Dimension], fixed: dict[str,
        str],
        whole: str, stocks: Collection[str],
    ) -> None:  # fmt: skip
        self.lines, self.columns, self.order, self.fixed, self.whole = lines, columns, order, fixed, whole
        self.stocks = stocks
        self.at = {heading: place for place, heading in enumerate(lines.headings)}
        self.totals = {_plain(label) for label in columns.total}
        self.spelt = {d.id: {_plain(s): m.id for m in d.members for s in (m.label, *m.printed)} for d in dimensions}
        self.taken = Taken()
        self.problems: dict[str, None] = {}
        self.seen: dict[tuple[str, str], set[int]] = {}  # of a million lines, numbers are kept and not labels
        self.cell_of: dict[int, int] = {}  # the hash of a cell's labels -> its place, once two lines had the same
        self.line_of = array("I")  # of each cell
        self.stamps = _cells([self.at[heading] for heading in columns.period])
        self.labels = _cells([self.at[h] for d in order for h in columns.dimensions.get(d, ())])
        self._keys: dict[tuple[str, ...], list[tuple[int, tuple[str, ...]]]] = {}
        self._numbers: dict[tuple[str, ...], int] = {}  # of the members of a cell
        self._places: dict[tuple[str, ...], list[_Figures]] = {}
        self._plain: dict[str, dict[str, int]] = {measure: {} for measure in columns.values}

    def read(self, wanted: Iterable[tuple[int, Sequence[str]]]) -> None:
        """What every line does is written out here: of a million lines, a call for each takes seconds."""
        stamps_of, labels_of, places, known, cells = (
            self.stamps,
            self.labels,
            self._places,
            self._keys,
            self.taken.cells,
        )
        for number, row in wanted:
            stamps, labels = stamps_of(row), labels_of(row)
            found = places.get(stamps)
            if found is None:
                found = self._places_of(number, stamps)
            if not found:
                continue
            keys = known.get(labels) or self._members(number, labels)
            for one in found:
                figure = one.plain.get(row[one.place])
                if figure is None and (figure := self._figure(number, one, row[one.place])) is None:
                    continue
                for mark, key in keys:
                    if mark in one.seen:
                        self._again(number, row, self._first(one.period, one.measure, key), figure)
                        continue
                    one.seen.add(mark)
                    if self.cell_of:
                        self.cell_of[hash((one.period, one.measure, key))] = len(cells)
                    cells.append(TidyCell(one.period, one.measure, key, figure))
                    self.line_of.append(number)

    def _first(self, period: str, measure: str, key: tuple[str, ...]) -> int:
        """The cell that has these labels already."""
        if not self.cell_of:
            self.cell_of = {hash(cell[:3]): place for place, cell in enumerate(self.taken.cells)}
        return self.cell_of[hash((period, measure, key))]

    def _places_of(self, number: int, stamps: tuple[str, ...]) -> list[_Figures]:
        """Where the figures of a period stand, by measure."""
        period = self._period(number, stamps)
        self._places[stamps] = [
            _Figures(stands, measure, heading, self.at[heading], self._plain[measure],
            self.seen.setdefault((stands, measure), set()))
            for measure, heading in self.columns.values.items() if period
            for stands in (at_end(period) if measure in self.stocks else period,)
        ]  # fmt: skip
        return self._places[stamps]

    def _period(self, number: int, stamps: tuple[str, ...]) -> str:
        """The id of a period; "" for a total over all of them, which is no period, and for what cannot be read."""
        if not self.columns.period:
            return self.whole
        stamp = stamp_of(stamps, self.columns.basis)
        if any(_plain(label) in self.totals for label in stamps if label):
            return ""
        if not stamp.id:
            said = f"{' '.join(stamps)!r} is {stamp.form or 'no period'}"
            where = self.lines.where(number, self.columns.period[0])
            self.problems[f"{where}: {said}, which is not a quarter or a year."] = None
        return stamp.id

    def _members(self, number: int, labels: tuple[str, ...]) -> list[tuple[int, tuple[str, ...]]]:
        """The ids of a line's members, with a number for them: of a label that is the whole and a part, once for
        each.
        """
        rest = iter(labels)
        each: list[tuple[str, ...]] = []
        for d in self.order:
            headings = self.columns.dimensions.get(d)
            if headings is None:
                each.append((self.fixed.get(d, TOTAL),))
                continue
            label = ": ".join(next(rest) for _ in headings)
            found = self.spelt[d].get(_plain(label))
            known = (*((TOTAL,) if _plain(label) in self.totals else ()), *((found,) if found else ()))
            if not known:
                self.problems[f"{self.lines.where(number, headings[0])}: {label!r} is no member of {d}."] = None
            each.append(known or (TOTAL,))
        self._keys[labels] = [(self._numbers.setdefault(key, len(self._numbers)), key) for key in product(*each)]
        return self._keys[labels]

    def _figure(self, number: int, one: _Figures, raw: str) -> int | None:
        """The figure of a cell that no line before had without a mark."""
        try:
            figure = figure_of(raw, self.columns.scale.get(one.measure, 1))
        except Unread as error:
            self.problems[f"{self.lines.where(number, one.heading)}: {error}."] = None
            return None
        if figure is None:
            self.problems[f"{self.lines.where(number, one.heading)}: {raw!r} is not a figure."] = None
            return None
        if figure.value is None:
            self.taken.withheld.append(self.lines.where(number) if len(self.taken.withheld) < KEPT else "")
        elif figure.mark:
            self.taken.marks.setdefault(figure.mark, []).append(self.lines.where(number, one.heading))
        elif len(one.plain) < MOST_KNOWN:
            one.plain[raw] = figure.value
        return figure.value

    def _again(self, number: int, row: Sequence[str], first: int, figure: int) -> None:
        """A line with the labels of another: added to it, passed over, or told with the place of the first."""
        cell = self.taken.cells[first]
        if self.columns.repeated == "add":
            self.taken.cells[first] = cell._replace(value=cell.value + figure)
        if self.columns.repeated == "add" or (self.columns.repeated == "once" and cell.value == figure):
            return
        self.taken.unequal += cell.value != figure
        blank = next((h for hs in self.columns.dimensions.values() for h in hs if not row[self.at[h]]), "")
        hint = f"; {blank!r} is blank: where it repeats the label above, write it out" if blank else ""
        there = self.lines.places[self.line_of[first]]
        here, before = self.stamps(row), self.stamps(self.lines.rows[self.line_of[first]])
        if here != before:
            hint += f"; {' '.join(here)!r} {ALIKE} {' '.join(before)!r}: keep the line that is to be read"
        said = f"{self.lines.where(number)}: the same labels stand in row {there} as well{hint}."
        self.problems[said] = None
        self.taken.twice.append(said)


def _cells(places: Sequence[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """What takes these cells of a line."""
    if not places:
        return lambda row: ()
    if len(places) == 1:
        (one,) = places
        return lambda row: (row[one],)
    return itemgetter(*places)


def cells_of(
    lines: Lines, columns: Columns, order: Sequence[str], dimensions: Sequence[Dimension], fixed: dict[str, str],
    whole: str = "", release: str = "", stocks: Collection[str] = (),
) -> Taken:  # fmt: skip
    """What a file's lines come to. ``whole`` is the period of all, where no column says when; ``stocks`` are measures
    that are counted at the end of a period.
    """
    named = [
        *columns.period,
        *(h for hs in columns.dimensions.values() for h in hs),
        *columns.values.values(),
        *columns.only,
    ]
    named += [columns.release] if columns.release else []
    missing = [heading for heading in dict.fromkeys(named) if heading not in lines.headings]
    if missing:
        return Taken(problems=[f"{lines.name} has no column {heading!r}." for heading in missing])
    reader = _Reader(lines, columns, order, dimensions, fixed, whole, stocks)
    reader.read(_wanted(lines, columns, release))
    reader.taken.problems += list(reader.problems)
    return reader.taken


def _wanted(lines: Lines, columns: Columns, release: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Lines of the units that are read, and of the release."""
    limits = [(lines.headings.index(h), {_plain(label) for label in labels}) for h, labels in columns.only.items()]
    if columns.release and release in columns.vintages:
        limits.append((lines.headings.index(columns.release), {_plain(columns.vintages[release])}))
    for number, row in enumerate(lines.rows):
        if not limits or all(_plain(row[place]) in labels for place, labels in limits):
            yield number, row


def at_end(period: str) -> str:
    """The quarter at whose end a count of a period stands: ``at_end("2023") == "2023-Q4"``."""
    end = Span.read(period).end
    return Span(end, end).id


def _plain(label: str) -> str:
    return " ".join(label.casefold().split())


def ingest_file(path: Path, release: str, table: str, catalog: Catalog, data: Path, taken: Taken | None = None) -> str:
    """Take one file with a figure a line (``taken``, where it is read already) into ``data``; a sentence on what was
    written.

    Raises :class:`WorkbookError`.
    """
    described = [t for t in catalog.tables if t.columns and release in t.releases and table in ("", t.id)]
    if len(described) != 1:
        known = ", ".join(t.id for t in catalog.tables if t.columns and release in t.releases) or "none"
        raise WorkbookError(f"Say which table of {release!r} this is with --table: {known}.")
    cells = ingest_columns(path, described[0], catalog, release, taken)
    folder = tidy.write(data, release, [cells], [d for d in read_differences(data) if d.release == release])
    return f"{path.name}: {len(cells.cells):,} figures in {path_of(folder.parent, release, described[0].id)}."
