"""Where a table's figures stand on a sheet: found by what its labels are, not by row, column or number."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from assistant.catalog.layouts import Layout, Sheet
from assistant.catalog.model import Catalog, Table
from assistant.publish.layout import TIME, TOTAL, LabelIndex
from assistant.publish.workbook import Grid, letters, text

DEEP, WIDE = 40, 6  # rows and columns in which a header may begin
KNOWN = 0.6  # share of a column's labels that must be known for it to be that level
LABELS_MOST = 400  # looked at in one column


@dataclass(frozen=True)
class Spot:
    """A header on a sheet, 0-based: the lowest header row, the first label column, and the level of each label
    column.
    """

    row: int
    column: int
    rows: tuple[str, ...]
    headings: tuple[str, ...]
    known: float  # of the least known level, the share of labels that the table had before
    familiar: float  # share of label columns headed as in a former release
    extra: tuple[str, ...] = ()  # header rows that the layout does not have, as sentences


@dataclass(frozen=True)
class Known:
    """What is known of a table before its new sheet is seen: labels as ids, and the headings of former releases."""

    table: Table
    layout: Layout
    lookup: LabelIndex
    members: dict[str, frozenset[str]]  # of every file held, by dimension
    last: dict[str, frozenset[str]]  # of the newest one
    former: tuple[Sheet, ...]  # newest last

    def has(self, level: str, label: str) -> bool:
        """Whether the table had this label before; where no file of it is held, whether it is known at all."""
        found = self.lookup.id(level, label)
        held = self.members.get(level)
        return found is not None and (level in TIME or not held or found in held)


def known(catalog: Catalog, table: Table, data: Path) -> Known:
    """What the catalog and the newest file of a table say. Only for tables with a layout."""
    assert table.layout
    order = [
        r.id for r in sorted(catalog.releases, key=lambda r: (str(r.published or ""), r.id)) if r.id in table.sheets
    ]
    files = [path for release in order if (path := data / release / f"{table.id}.csv").is_file()]
    every: dict[str, set[str]] = {d: set() for d in table.dimensions}
    last: dict[str, set[str]] = {}
    for path in files:
        last = {d: set() for d in table.dimensions}
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for d in table.dimensions:
                    last[d].add(row[d])
        for d, found in last.items():
            every[d] |= found - {TOTAL}
    dimensions = [d for d in catalog.dimensions if d.id in table.dimensions]
    return Known(
        table, table.layout, LabelIndex(dimensions), {d: frozenset(found) for d, found in every.items()},
        {d: frozenset(found - {TOTAL}) for d, found in last.items()}, tuple(table.sheets[name] for name in order),
    )  # fmt: skip


def spot(grid: Grid, before: Known) -> Spot | None:
    """The header whose labels are best known as the table's; None where there is none."""
    found = [
        made for row, column in _headers(grid, len(before.layout.rows)) if (made := _read(grid, before, row, column))
    ]
    return max(found, key=lambda made: (made.known + made.familiar, -made.row), default=None)


def _headers(grid: Grid, levels: int) -> Iterator[tuple[int, int]]:
    """Rows that head ``levels`` label columns and then figures: texts above a row whose figures are numbers."""
    for row in range(min(DEEP, len(grid.rows) - 1)):
        for column in range(min(WIDE, grid.width)):
            if not text(grid.at(row, column)):
                continue
            body = column + levels
            headings = [text(grid.at(row, j)) for j in range(column, body)]
            figures = [j for j in range(body, grid.width) if text(grid.at(row, j))]
            if (
                all(headings)
                and figures
                and _number(grid.at(row + 1, figures[0]))
                and not _number(grid.at(row, figures[0]))
            ):
                yield row, column
            break  # a header begins with the first text of its row


def _read(grid: Grid, before: Known, row: int, column: int) -> Spot | None:
    levels = before.layout.rows
    labels = [_labels(grid, before, row, column + i) for i in range(len(levels))]
    shares = [[_share(before, level, found) for level in levels] for found in labels]
    order = _order(shares)
    if order is None:
        return None
    across = _across(grid, before, row, column + len(levels))
    if across is None:
        return None
    rows = tuple(levels[i] for i in order)
    headings = tuple(text(grid.at(row, column + i)) for i in range(len(levels)))
    least = min([*(shares[i][level] for i, level in enumerate(order)), across])
    former = [_by_level(sheet, before.layout) for sheet in before.former]
    heads = [any(heading == was.get(level) for was in former) for heading, level in zip(headings, rows, strict=True)]
    return Spot(
        row, column, rows, headings, least, sum(heads) / len(heads),
        tuple(_extra(grid, row, column + len(levels), before.layout)),
    )  # fmt: skip


def _by_level(sheet: Sheet, layout: Layout) -> dict[str, str]:
    return dict(zip(sheet.rows or layout.rows, map(text, sheet.headings), strict=False))


def _labels(grid: Grid, before: Known, row: int, column: int) -> list[str]:
    total = before.layout.total.casefold()
    found = dict.fromkeys(text(grid.at(i, column)) for i in range(row + 1, len(grid.rows)))
    return [label for label in found if label and label.casefold() != total][:LABELS_MOST]


def _share(before: Known, level: str, labels: Sequence[str]) -> float:
    return sum(before.has(level, label) for label in labels) / len(labels) if labels else 0.0


def _order(shares: Sequence[Sequence[float]]) -> tuple[int, ...] | None:
    """The level of each label column: as described where that fits, else the one other order that does."""
    size = len(shares)
    if all(shares[i][i] >= KNOWN for i in range(size)):
        return tuple(range(size))
    fitting = [o for o in permutations(range(size)) if all(shares[i][level] >= KNOWN for i, level in enumerate(o))]
    return fitting[0] if len(fitting) == 1 else None


def _across(grid: Grid, before: Known, row: int, body: int) -> float | None:
    """Of the least known header row, the share of labels that are known; None where they are another table's."""
    levels = before.layout.columns
    total = before.layout.total.casefold()
    if not levels:
        headings = [text(grid.at(row, j)) for j in range(body, grid.width) if text(grid.at(row, j))]
        return 1.0 if [h.casefold() for h in headings] == [total] else None
    shares = []
    for level, i in zip(levels, range(row - len(levels) + 1, row + 1), strict=True):
        if i < 0:
            return None
        found = dict.fromkeys(text(grid.at(i, j)) for j in range(body, grid.width))
        labels = [label for label in found if label and label.casefold() != total]
        shares.append(_share(before, level, labels))
    return min(shares) if min(shares) >= KNOWN else None


def _extra(grid: Grid, row: int, body: int, layout: Layout) -> Iterator[str]:
    """A further header row above: what it says of the columns is in no layout, so that nothing may be read without
    it.
    """
    above = row - max(len(layout.columns), 1)
    labels = [text(grid.at(above, j)) for j in range(body, grid.width)] if above >= 0 else []
    filled = [label for label in labels if label]
    if len(filled) > 1 or (filled and body > 0 and not text(grid.at(above, 0))):
        yield (
            f"{grid.where(above)} is a second header row ({', '.join(map(repr, filled[:3]))}) that the layout does "
            f"not have."
        )


def _number(raw: object) -> bool:
    return isinstance(raw, (int, float)) and not isinstance(raw, bool)


def title_of(grid: Grid, contents: dict[str, str]) -> str:
    """What a sheet is called: its first text, else its line in the list of contents."""
    for row in grid.rows[:6]:
        words = [text(raw) for raw in row if text(raw)]
        if len(words) == 1 and len(words[0].split()) > 2:
            return words[0]
    return contents.get(grid.name, "")


def contents_of(grids: dict[str, Grid]) -> dict[str, str]:
    """Sheet name -> title, where a sheet lists the others."""
    found: dict[str, str] = {}
    names = {_plain(name): name for name in grids}
    for grid in grids.values():
        for row in grid.rows[:200]:
            cells = [text(raw) for raw in row if text(raw)]
            if len(cells) >= 2 and _plain(cells[0]) in names and names[_plain(cells[0])] != grid.name:
                found.setdefault(names[_plain(cells[0])], cells[1])
    return found


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def place(made: Spot) -> str:
    """
    >>> place(Spot(5, 0, (), (), 1, 1))
    'row 6, column A'
    """
    return f"row {made.row + 1}, column {letters(made.column)}"
