"""The headings of a row: of columns that have none, labels and periods tell what they are; empty ones go."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.publish.find import ACROSS, across
from assistant.publish.guard import WorkbookError
from assistant.publish.marks import is_figure, is_marker, label_of
from assistant.publish.periods import stamp_of
from assistant.publish.workbook import letters

LABEL = "Label"  # what a column of labels is called until somebody names it

Row = tuple[str, ...]


def headings_of(row: Row, name: str, place: int, body: Sequence[Row]) -> tuple[Row, tuple[int, ...], list[str]]:
    """Headings without footnote numbers over ``body``, the columns that they stand over, and what to say of those that
    have none. Raises :class:`WorkbookError` where it cannot be told what one is, or two are alike.
    """
    width = max(i for i, cell in enumerate(row, 1) if cell)
    headings, kept, said = _named(tuple(label_of(cell) for cell in row[:width]), body)
    for number, (heading, column) in enumerate(zip(headings, kept, strict=True)):
        if not heading:
            raise WorkbookError(
                f"{name}, row {place + 1}: a heading is blank or stands twice: that of column {letters(column)} is "
                f"blank. Name it, or give two tables that stand side by side a file each."
            )
        if heading in headings[:number]:
            raise WorkbookError(
                f"{name}, row {place + 1}: a heading is blank or stands twice: {heading!r} in columns "
                f"{letters(kept[headings.index(heading)])} and {letters(column)}."
            )
    return headings, kept, said


def _named(headings: Row, body: Sequence[Row]) -> tuple[Row, tuple[int, ...], list[str]]:
    """``headings`` with a name for each column of labels or periods that has none, the columns that hold something,
    and what to say of it. What else is blank, figures and what parts two tables, stays so.
    """
    if "" not in headings:
        return headings, tuple(range(len(headings))), []
    made = list(headings)
    kept = []
    said = []
    for place, heading in enumerate(headings):
        cells = _cells(body, place)
        if not heading and not cells and _parts_nothing(headings, body, place):
            continue
        if (
            not heading
            and _numbers(cells, body)
            and any(is_label(_cells(body, i)) for i in range(place + 1, len(made)))
        ):
            said.append(f"Not read: column {letters(place)}, which has no heading and numbers the lines.")
            continue
        kept.append(place)
        if heading or not cells or not is_label(cells):
            continue
        if not all(is_label(_cells(body, left)) for left in kept[:-1]):  # behind figures: of another table, or a note
            continue
        made[place] = name_of(cells, made)
        what = "periods" if made[place] == ACROSS else "labels"
        said.append(f"Column {letters(place)} has no heading: it holds {what}, and is called {made[place]!r} here.")
    return tuple(made[place] for place in kept), tuple(kept), said


def _cells(body: Sequence[Row], place: int) -> list[str]:
    """The different cells of a column."""
    return [cell for cell in dict.fromkeys(row[place] for row in body if place < len(row)) if cell]


def is_label(cells: Sequence[str]) -> bool:
    """Do these name something: no figures, unless they are periods?"""
    return _periods(cells) or (not any(map(is_figure, cells)) and not all(map(is_marker, cells)))


def _numbers(cells: Sequence[str], body: Sequence[Row]) -> bool:
    """1, 2, 3 and so on, or from nought, one in each line."""
    return len(cells) == len(body) > 2 and any(
        all(cell == str(number) for number, cell in enumerate(cells, start)) for start in (0, 1)
    )


def _periods(cells: Sequence[str]) -> bool:
    return bool(cells) and all(stamp_of((cell,)).form for cell in cells)


def _parts_nothing(headings: Row, body: Sequence[Row], place: int) -> bool:
    """Do only figures stand to the right of an empty column, or nothing to its left? Else it may part two tables."""
    if not any(headings[:place]) and not any(any(row[:place]) for row in body):
        return True
    right = [_cells(body, i) for i in range(place + 1, len(headings))]
    return all(all(is_figure(cell) or is_marker(cell) for cell in cells) and not _periods(cells) for cells in right)


def name_of(cells: Sequence[str], taken: Sequence[str]) -> str:
    """What a column of these cells is called, beside those of the names ``taken``."""
    if _periods(cells) and ACROSS not in taken and not across(taken):
        return ACROSS
    number = sum(heading.startswith(LABEL) for heading in taken) + 1
    return LABEL if number == 1 else f"{LABEL} {number}"
