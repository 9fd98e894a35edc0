"""Headings of two rows: an upper one over several columns, and under each of them the same lower ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.publish.guard import WorkbookError
from assistant.publish.marks import TOTALS, is_figure, label_of
from assistant.publish.unnamed import is_label, name_of
from assistant.publish.workbook import letters

UPPER, LOWER = "Upper heading", "Lower heading"  # what the breakdowns are called until somebody names them

Row = tuple[str, ...]


@dataclass(frozen=True)
class Heads:
    """``labels``: 0-based columns of labels with their headings; ``figures``: those of figures with both headings."""

    labels: tuple[tuple[int, str], ...]
    figures: tuple[tuple[int, tuple[str, str]], ...]


def both(upper: Row, lower: Row, body: Sequence[Row], name: str, row: int) -> Heads:
    """The headings of rows ``row`` and ``row + 1`` (1-based) over ``body``. Raises :class:`WorkbookError` saying what
    does not fit: an upper heading is taken to stand over the columns up to the next, so that all must be alike.
    """
    width = max(i for line in (upper, lower) for i, cell in enumerate(line, 1) if cell)
    above, below = (tuple(map(label_of, (*line, *[""] * width)[:width])) for line in (upper, lower))
    rows = f"{name}, rows {row} and {row + 1}"
    # One heading over both rows, as merged cells give it, is that of labels: "Year" over years.
    own = [bool(above[c] and below[c]) and above[c] != below[c] for c in range(width)]
    first = next((c for c in range(width) if own[c] and _counts(body, c)), width)
    if first == width:
        raise WorkbookError(
            f"{rows} are both headings, and no column of figures has one in each: give each one heading."
        )
    labels = [(c, below[c] or above[c]) for c in range(first)]
    for column, heading in labels:
        cells = [cell for cell in dict.fromkeys(row[column] for row in body if column < len(row)) if cell]
        if not heading and cells and is_label(cells):
            labels[column] = (column, name_of(cells, [named for _, named in labels] + list(above)))
        elif not heading or (not above[column] and column and _counts(body, column)):
            raise WorkbookError(f"{rows}: column {letters(column)} has no upper heading: write one over each column.")
    figures: list[tuple[int, tuple[str, str]]] = []
    carried = ""
    for column in range(first, width):
        carried = above[column] or carried
        under = below[column] or (carried if TOTALS.fullmatch(carried) else "")
        if not under:
            raise WorkbookError(f"{rows}: column {letters(column)} has no lower heading: write one under each.")
        figures.append((column, (carried, under)))
    _alike([heads for _, heads in figures], rows)
    return Heads(tuple(labels), tuple(figures))


def _counts(body: Sequence[Row], column: int) -> bool:
    return any(is_figure(row[column]) for row in body if column < len(row))


def _alike(heads: Sequence[tuple[str, str]], rows: str) -> None:
    """Under each upper heading stand the same lower ones; a total may stand alone."""
    groups: dict[str, list[str]] = {}
    for upper, lower in heads:
        groups.setdefault(upper, []).append(lower)
    told = {upper: tuple(lower) for upper, lower in groups.items() if lower != [upper]}
    for other, under in told.items():
        first = next(iter(told))
        if under != told[first]:
            raise WorkbookError(f"{rows}: the headings under {first!r} and {other!r} differ: give each column its own.")
    if len(set(heads)) < len(heads):
        raise WorkbookError(f"{rows}: two columns have the same headings.")
