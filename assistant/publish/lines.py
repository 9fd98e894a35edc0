"""A published file as lines: one row of labels and figures each, whether CSV or a workbook's sheet, with its places."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from operator import itemgetter
from pathlib import Path

from assistant.publish import above, confined, find, series, workbook
from assistant.publish.decode import rows_of
from assistant.publish.find import ACROSS, FIGURE
from assistant.publish.guard import FILE_LIMIT, TEXT_LIMIT, WorkbookError
from assistant.publish.headings import LOWER, UPPER, Heads, both
from assistant.publish.marks import is_figure, label_of
from assistant.publish.patterns import pattern
from assistant.publish.unnamed import headings_of
from assistant.publish.workbook import letters, text

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
SEEN = 200  # lines looked at for what a column holds
ASIDE = pattern("lines.aside")

Row = tuple[str, ...]


@dataclass(frozen=True)
class Lines:
    """A file as text: its headings, and its lines with their 1-based ``places``. ``name`` is for messages.

    ``columns`` are the letters of the headings; ``spots`` those of each line's figure, where periods stood across.
    """

    name: str
    headings: Row
    rows: tuple[Row, ...]
    places: Sequence[int]
    header: int  # 1-based row of the headings
    title: Row = ()
    sheet: str = ""
    notes: Row = ()
    columns: Row = ()
    spots: Row = ()
    levels: Row = ()  # breakdowns that stood across, as headings
    apart: Row = ()  # columns whose labels say the same thing in other ways: they are never added
    _columns: dict[str, list[str]] = field(init=False, repr=False, compare=False, default_factory=dict)
    _distinct: dict[str, list[str]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def column(self, heading: str) -> list[str]:
        """The cells below a heading, cut out once: of a million lines that takes a while."""
        if heading not in self._columns:
            self._columns[heading] = list(map(itemgetter(self.headings.index(heading)), self.rows))
        return self._columns[heading]

    def distinct(self, heading: str) -> list[str]:
        """The different cells below a heading, in their order."""
        if heading not in self._distinct:
            self._distinct[heading] = list(dict.fromkeys(self.column(heading)))
        return self._distinct[heading]

    def where(self, number: int, heading: str = "") -> str:
        """The place of a line's cell: "loans.csv, row 6, column C"."""
        column = self.columns[self.headings.index(heading)] if heading in self.headings else ""
        column = self.spots[number] if self.spots and column == "" and heading == FIGURE else column
        if heading == ACROSS and self.spots and not column:
            return f"{self.name}, row {self.header}, column {self.spots[number]}"
        return f"{self.name}, row {self.places[number]}" + (f", column {column}" if column else "")


def read(path: Path, sheet: str = "", header_row: int = 0) -> Lines:
    """The lines of a CSV file or of a workbook's sheet (the only one with a table). Raises :class:`WorkbookError`."""
    if not path.is_file():
        raise WorkbookError(f"{path} is not a file.")
    with path.open("rb") as file:
        start = file.read(4)
    limit = FILE_LIMIT if start in WORKBOOKS else TEXT_LIMIT
    if path.stat().st_size > limit:
        raise WorkbookError(f"{path.name} is larger than {limit // 2**20} MB.")
    if start in WORKBOOKS:
        return _of_workbook(path, sheet, header_row)
    rows, said = series.titled(rows_of(path))
    lines = _lines(rows, path.name, "", header_row)
    return replace(lines, notes=(*lines.notes, *said)) if said else lines


def _of_workbook(path: Path, sheet: str, header_row: int) -> Lines:
    names = confined.sheet_names(path)
    if sheet and sheet not in names:
        raise WorkbookError(f"{path.name} has no sheet {sheet!r}: {', '.join(names)}.")
    wanted = [sheet] if sheet else names
    grids = {
        name: [tuple(map(text, row)) for row in grid.rows] for name, grid in confined.read(path, wanted, True).items()
    }
    found: dict[str, Lines] = {}
    wrong: dict[str, str] = {}
    for name, grid in grids.items():
        if len(names) > 1 and not sheet and not any(sum(map(is_figure, row)) for row in grid):
            continue
        try:
            found[name] = _lines(grid, path.name if len(names) == 1 else f"{path.name}, sheet {name}", name, header_row)
        except WorkbookError as error:
            wrong[name] = str(error)
    likely = [name for name in found if not ASIDE.search(name)] or list(found)
    if len(likely) > 1:
        listed = "; ".join(f"{name} ({(found[name].title or ('no title',))[0][:60]})" for name in likely)
        raise WorkbookError(
            f"{path.name} has a table in each of {len(likely)} sheets: {listed}. Choose one with --sheet."
        )
    if not likely:
        said = next(iter(wrong.values()), f"{path.name} has no sheet with figures: {', '.join(names)}.")
        raise WorkbookError(said)
    lines = found[likely[0]]
    for cell in workbook.unstored(path, likely[0]):
        digits = int(re.sub(r"\D", "", cell))
        if digits in lines.places or digits == lines.header:
            raise WorkbookError(
                f"{path.name}, sheet {likely[0]}, row {digits}, column {re.sub(r'[^A-Z]', '', cell)}: the cell holds "
                f"a formula "
                "and no value: open the workbook in a spreadsheet program, save it, and try again."
            )
    others = [name for name in names if name != likely[0]]
    notes = (f"Read: sheet {likely[0]}; not read: {', '.join(others)}.",) if others else ()
    return replace(lines, notes=(*notes, *lines.notes))


def _lines(grid: Sequence[Row], name: str, sheet: str, header_row: int) -> Lines:
    place = find.find(grid, name, header_row)
    heads = _heads(grid, place, name)
    body = [grid[number] for number in place.rows]
    kept: Sequence[int] = ()  # of one row of headings, the columns that are read
    if heads is None:
        headings, kept, told = headings_of(grid[place.header], name, place.header, body)
    else:
        headings = (*(heading for _, heading in heads.labels), *(" ".join(pair) for _, pair in heads.figures))
        kept, told = range(len(headings)), []
    width = max(kept) + 1
    rows = []
    noted = {text for text in chain.from_iterable(grid) if not text.isdigit() and label_of(text) != text}
    for number, row in zip(place.rows, body, strict=True):
        if len(row) == width and noted.isdisjoint(row):
            rows.append(row)  # one tuple serves, of a million lines
            continue
        if any(row[width:]):
            raise WorkbookError(f"{name}, row {number + 1}: {_wider(row, width, place.header)}")
        rows.append((*map(label_of, row[:width]), *[""] * (width - len(row))))
    if len(kept) < width:
        rows = [tuple(row[i] for i in kept) for row in rows]
    whole, said = above.written_out(headings, rows)
    made = Lines(
        name, headings, tuple(whole), array("I", (n + 1 for n in place.rows)), place.header + 1, place.title, sheet,
        (*place.notes, *told, *said),
        tuple(map(letters, kept)),
    )  # fmt: skip
    if heads is not None:
        return _both_down(made, heads)
    periods = find.across(headings)
    return _set_down(made, periods) if periods else made


def _wider(row: Row, width: int, header: int) -> str:
    """What stands to the right of the last heading."""
    column = next(i for i in range(width, len(row)) if row[i])
    if is_figure(row[column]):
        return (
            f"more cells than the {width} headings of row {header + 1}; a comma inside a figure needs quotation marks "
            f"around the figure."
        )
    return f"{row[column][:60]!r} stands in column {letters(column)}, which has no heading in row {header + 1}."


def _heads(grid: Sequence[Row], place: find.Place, name: str) -> Heads | None:
    """The headings of two rows; None of one."""
    if place.upper is None:
        return None
    body = [grid[number] for number in place.rows[:SEEN]]
    return both(grid[place.upper], grid[place.header], body, name, place.upper + 1)


def _both_down(lines: Lines, heads: Heads) -> Lines:
    """Headings of two rows, set down beside the labels: a line for each row and column of figures."""
    pairs = [pair for _, pair in heads.figures]
    names = [
        ACROSS if find.across(tuple(dict.fromkeys(pair[i] for pair in pairs))) else name
        for i, name in enumerate((UPPER, LOWER))
    ]
    if names == [ACROSS, ACROSS]:
        raise WorkbookError(f"{lines.name}, row {lines.header}: periods stand in both rows of headings.")
    labels = [column for column, _ in heads.labels]
    rows, places, spots = [], [], []
    for row, place in zip(lines.rows, lines.places, strict=True):
        for column, pair in heads.figures:
            rows.append((*(row[i] for i in labels), *pair, row[column]))
            places.append(place)
            spots.append(lines.columns[column])
    said = (
        f"Headings stand in two rows: {pairs[0][0]!r} over {pairs[0][1]!r}, to {pairs[-1][0]!r} over {pairs[-1][1]!r}."
    )
    return replace(
        lines, headings=(*(heading for _, heading in heads.labels), *names, FIGURE), rows=tuple(rows), places=places,
        columns=(*(lines.columns[i] for i in labels), "", "", ""), spots=tuple(spots), notes=(*lines.notes, said),
        levels=tuple(name for name in names if name != ACROSS),
    )  # fmt: skip


def _set_down(lines: Lines, periods: Sequence[int]) -> Lines:
    """Periods that stand across, one below the other: a line for each row and period."""
    labels = [i for i, heading in enumerate(lines.headings) if i not in periods]
    dropped = [i for i in labels if i > periods[0]]
    labels = [i for i in labels if i not in dropped]
    rows, places, spots = [], [], []
    for row, place in zip(lines.rows, lines.places, strict=True):
        for column in periods:
            rows.append((*(row[i] for i in labels), lines.headings[column], row[column]))
            places.append(place)
            spots.append(lines.columns[column])
    notes = [f"Not read: {lines.headings[i]}, which stands behind the periods." for i in dropped]
    return replace(
        lines, headings=(*(lines.headings[i] for i in labels), ACROSS, FIGURE), rows=tuple(rows), places=places,
        columns=(*(lines.columns[i] for i in labels), "", ""), spots=tuple(spots),
        notes=(*lines.notes, f"Periods stand across, from {lines.headings[periods[0]]} "
                             f"to {lines.headings[periods[-1]]}.", *notes),
    )  # fmt: skip
