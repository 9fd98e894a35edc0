"""Where in a grid of cells the table stands: below titles, above notes, beside nothing else; years across are set
down.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.publish.guard import WorkbookError
from assistant.publish.marks import is_figure, is_marker
from assistant.publish.periods import stamp_of

HEAD = 60  # rows looked at for the headings
ACROSS = "Period"  # heading given to the periods that stand across
SHARE = re.compile(r"(?:19|20)\d\d ?%")  # a heading: the share of a year
FIGURE = "Figure"  # and to what stands below them

Row = tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """Where the table stands: 0-based row of its headings, and the rows of its lines; what was said around it."""

    header: int
    rows: Sequence[int]
    title: tuple[str, ...]  # texts above the headings
    notes: tuple[str, ...]  # sentences on what is not read
    upper: int | None = None  # the row above, where it holds headings over several columns


def find(grid: Sequence[Row], name: str, header_row: int = 0) -> Place:
    """The first table of a grid. ``header_row`` is 1-based, 0 to find it. Raises :class:`WorkbookError` naming the
    row.
    """
    if not any(map(any, grid)):
        raise WorkbookError(f"{name} holds no lines below its headings.")
    filled = [sum(1 for cell in row if cell) for row in grid[:2000]]
    usual = _usual(filled)
    first = header_row if header_row else _first(grid, filled, usual)
    header, upper = _given(grid, filled, header_row - 1) if header_row else _header(grid, filled, first, name)
    if len(grid) <= header + 1 or not any(grid[header]):
        raise WorkbookError(f"{name} holds no lines below its headings.")
    title = tuple(cell for row in grid[: header if upper is None else upper] for cell in row if cell)
    rows, notes = _lines(grid, header, name, upper)
    if not rows:
        raise WorkbookError(f"{name} holds no lines below its headings.")
    return Place(header, rows, title, tuple(notes), upper)


def _usual(filled: Sequence[int]) -> int:
    widths = Counter(width for width in filled if width > 1)
    return max(widths, key=lambda w: (widths[w], w), default=1)


def _is_across(row: Row) -> bool:
    """Are most of these headings periods, as where years stand across?"""
    cells = [cell for cell in row if cell]
    periods = [bool(stamp_of((cell,)).form) for cell in cells]
    words = [cell for cell, period in zip(cells, periods, strict=True) if not period]
    often = Counter(cell for cell, period in zip(cells, periods, strict=True) if period)  # again under each upper one
    return len(often) >= 2 and not any(map(is_figure, words)) and len(set(often.values())) == 1


def _first(grid: Sequence[Row], filled: Sequence[int], usual: int) -> int:
    """The first row with figures."""
    for place, row in enumerate(grid[:HEAD]):
        cells = [cell for cell in row if cell]
        wide = filled[place] * 2 > usual and (len(cells) > 1 or usual == 1)
        if wide and not _is_across(row) and any(is_figure(cell) and not SHARE.fullmatch(cell) for cell in cells):
            return place
    return next((i + 1 for i, width in enumerate(filled[:HEAD]) if width and width == max(filled[:HEAD])), 1)


def _header(grid: Sequence[Row], filled: Sequence[int], first: int, name: str) -> tuple[int, int | None]:
    """The row of the headings, and that of the headings over several of them."""
    above = [place for place in range(min(first, len(filled))) if filled[place]]
    if first >= len(grid):
        raise WorkbookError(f"{name} holds no lines below its headings.")
    if not above:
        if len(grid) <= 1 or not any(grid):
            raise WorkbookError(f"{name} holds no lines below its headings.")
        raise WorkbookError(f"{name}, row {first + 1}: figures stand here, and no row of headings above them.")
    header = above[-1]
    if filled[header] == 1 < filled[first]:  # a first section's name, or a title right above figures
        wider = [place for place in above if filled[place] > 1]
        if not wider:
            raise WorkbookError(f"{name}, row {first + 1}: figures stand here, and no row of headings above them.")
        if first - wider[-1] <= 2:
            raise WorkbookError(
                f"{name}, row {header + 1}: {grid[header][0]!r} stands alone between headings and figures: give each "
                "line its own labels."
            )
        header = wider[-1]
    upper = header - 1
    if not _over(grid, filled, upper, header):
        return header, None
    if _over(grid, filled, upper - 1, upper):
        raise WorkbookError(
            f"{name}: rows {upper} to {header + 1} are all headings; of two rows they are read, of three not: give "
            "each column one heading."
        )
    return header, upper


def _given(grid: Sequence[Row], filled: Sequence[int], header: int) -> tuple[int, int | None]:
    """The row that a catalog names, and the one above where its own headings are not enough."""
    if not 0 < header < len(filled) or not _over(grid, filled, header - 1, header):
        return header, None
    named = grid[header][: max((i for i, cell in enumerate(grid[header], 1) if cell), default=0)]
    return header, header - 1 if len(set(named)) < len(named) or "" in named else None


def _over(grid: Sequence[Row], filled: Sequence[int], upper: int, header: int) -> bool:
    """Does a row hold headings over several of those in the row below it?"""
    if upper < 0 or filled[upper] < 2 or filled[upper] <= 0.3 * filled[header] or not any(grid[upper][1:]):
        return False
    blank_below = any(a and not b for a, b in zip(grid[upper], grid[header], strict=False))
    again = len(set(filter(None, grid[header]))) < filled[header] and "" in grid[upper]
    return blank_below or again or (_usual(filled[:upper]) == 1 and "" in grid[upper])


def _lines(grid: Sequence[Row], header: int, name: str, upper: int | None = None) -> tuple[Sequence[int], list[str]]:
    """The rows of the table, and a sentence for what stands below it."""
    heads = [grid[header], *([grid[upper]] if upper is not None else [])]
    width = max((i for row in heads for i, cell in enumerate(row, 1) if cell), default=0)
    rows = array("I")
    notes: list[str] = []
    held: list[int] = []  # rows that may be notes, until figures follow
    for place in range(header + 1, len(grid)):
        row = grid[place]
        if _full(row, width) and not held:
            rows.append(place)
            continue
        if not any(row):
            continue
        second = bool(rows) and not is_figure(row[-1]) and _second(grid, place)
        if not second and _line(row, width):
            rows.extend([*held, place])
            held = []
        elif second:
            notes.append(
                f"A second table begins below row {held[0] if held else place}: it is not read. Give it a file or "
                f"sheet of its own."
            )
            break
        else:
            held.append(place)
    if held and not notes:
        below = grid[held[0]]
        notes.append(f"Not read: the notes from row {held[0] + 1} on ({next(c for c in below if c)[:60]!r}).")
    return rows, notes


def _full(row: Row, width: int) -> bool:
    """Has this row a label at its beginning and a figure at its end?"""
    return 1 < width <= len(row) and bool(row[0]) and is_figure(row[width - 1])


def _line(row: Row, width: int) -> bool:
    """Has this row figures, or markers in their place, beside its labels?"""
    if _full(row, width):
        return True
    cells = [i for i, cell in enumerate(row) if cell]
    if width == 1:
        return bool(cells)
    figures = [i for i in cells if is_figure(row[i])]
    if any(i > 0 for i in figures) or (figures and len(cells) > 1):
        return True
    return (
        len(cells) > 1
        and (len(cells) * 2 > width)
        and (any(is_marker(row[i]) for i in cells if i) or len(cells) >= width)
    )


def _second(grid: Sequence[Row], place: int) -> bool:
    """Is this row the headings of another table? Several texts, below a blank row or a title, with figures below."""
    row = grid[place]
    texts = [cell for cell in row if cell and not is_figure(cell)]
    if len(texts) < 2 or not grid[place][0]:
        return False
    apart = not any(grid[place - 1]) or sum(1 for cell in grid[place - 1] if cell) == 1
    below = grid[place + 1] if place + 1 < len(grid) else ()
    return apart and any(is_figure(cell) for cell in below) and not any(is_figure(cell) for cell in row)


def across(headings: Sequence[str]) -> tuple[int, ...]:
    """The columns whose headings are periods: two or more that stand across, or none."""
    found = [
        i for i, heading in enumerate(headings) if stamp_of((re.sub(r"^(?:fy|cy) ?", "", heading.casefold()),)).form
    ]
    return tuple(found) if len(found) > 1 else ()
