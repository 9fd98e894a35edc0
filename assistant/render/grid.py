"""The table of an answer as readers expect it: along two axes a crosstab, by size where its chart is, shares and a
total.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer.crosstab import TIME, crossed
from assistant.answer.dates import long_date
from assistant.answer.model import Cell, Part
from assistant.answer.phrases import upper_first
from assistant.asked.over import Over
from assistant.asked.ratio import Ratio
from assistant.render.records import DAY, Rows
from assistant.render.text import cell_text

MOST_SCROLLED = 24  # columns of figures of a table that scrolls within itself, its first column standing still
SHARE = "Share (%)"


@dataclass(frozen=True)
class Grid:
    """``heads`` and ``rows`` of text, the first column naming the row; ``total``: is the last row what the others
    add up to?
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    total: bool = False


def grid(part: Part, total: int | None = None) -> Grid | None:
    """None where the sentence says it all. ``total``: the figure of the whole, where it is known to be that of these
    rows. What is empty throughout is left out, and the id of a release that its day names.
    """
    if not part.rows or (len(part.rows) == 1 and (part.kind == "figure" or _said(part))):
        return None
    caption = part.chart.subtitle if part.chart else upper_first(part.reading or part.headline)
    heads, rows = _telling(part.columns, by_size(part))
    table = crossed(heads, rows) or crossed(heads, rows, MOST_SCROLLED)
    if table is not None:
        heads, rows = table
    numeric = tuple(_numeric(row[i] for row in rows) for i in range(len(heads)))
    texts = [tuple(_text(value, name) for value, name in zip(row, heads, strict=True)) for row in rows]
    names = [upper_first(name) for name in heads]
    whole = table is None and _adds_up(part, total)
    if whole and total:
        texts = [(*text, _share(row[1], total)) for text, row in zip(texts, rows, strict=True)]
        texts.append(("Total", cell_text(total), "100.0"))
        names.append(SHARE)
        numeric = (*numeric, True)
    return Grid(caption, tuple(names), tuple(texts), numeric, whole)


def _said(part: Part) -> bool:
    """Does the headline have every word of the one row?"""
    return all(isinstance(cell, str) and cell.casefold() in part.headline.casefold() for cell in part.rows[0])


def _telling(columns: tuple[str, ...], rows: Rows) -> tuple[tuple[str, ...], Rows]:
    """Without columns that are empty throughout, and without the ids of releases whose days stand beside them."""
    dated = "published" in columns
    kept = [
        place
        for place, name in enumerate(columns)
        if not (dated and name == "release") and any(row[place] != "" for row in rows)
    ]
    return tuple(columns[place] for place in kept), tuple(tuple(row[place] for place in kept) for row in rows)


def _text(value: Cell, name: str) -> str:
    """A cell, a day as people write it."""
    return long_date(value) if isinstance(value, str) and DAY.fullmatch(value) else cell_text(value, name)


def _unordered(asked: object) -> bool:
    """Is a tree a breakdown that nothing has put in an order yet?"""
    return isinstance(asked.part if isinstance(asked, Ratio) else asked, Over)


def by_size(part: Part) -> tuple[tuple[Cell, ...], ...]:
    """A breakdown's rows from the largest down, as its chart and its headline have them; others as they are."""
    asked = part.selection
    told = asked.divided if asked is not None else _unordered(part.asked)
    figures = [row[1:] for row in part.rows]
    if not told or len(part.columns) < 2 or part.columns[0] in TIME or not all(map(_numeric, figures)):
        return part.rows
    place = part.columns.index(part.chart.y) if part.chart and part.chart.y in part.columns else 1

    def size(row: tuple[Cell, ...]) -> tuple[float, ...]:
        """By what is drawn; of shares that are rounded alike, by their counts."""
        return tuple(-value if isinstance(value, (int, float)) else 1 for value in (row[place], row[1]))

    return tuple(sorted(part.rows, key=size))


def _adds_up(part: Part, total: int | None) -> bool:
    """A share of a whole that these rows do not make up would be none."""
    figures = [row[1] for row in part.rows if len(row) == 2]
    known = [figure for figure in figures if isinstance(figure, int)]
    return bool(total) and len(known) == len(part.rows) and sum(known) == total


def _share(value: Cell, total: int) -> str:
    return f"{100 * value / total:.1f}" if isinstance(value, int) else ""


def _numeric(values: object) -> bool:
    return all(value is None or isinstance(value, (int, float)) for value in values)  # type: ignore[attr-defined]
