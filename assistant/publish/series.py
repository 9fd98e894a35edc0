"""Time series as statistical offices let them be downloaded: lines that say what the series is (its title, its code,
its unit), then a period and its figures a line, with no row of headings between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.publish.marks import is_figure
from assistant.publish.patterns import pattern
from assistant.publish.periods import stamp_of

TITLE = pattern("series.title")
UNIT, BEFORE_UNIT = pattern("series.unit"), pattern("series.before_unit")
ABOUT = pattern("series.about")
WHEN, IN = "Period", "Unit"
MONTH = "a month"
MOST = 40  # lines that say what a series is

Row = tuple[str, ...]


def titled(rows: Sequence[Row]) -> tuple[Sequence[Row], list[str]]:
    """The rows of such a file with headings right above their figures, each row in its place, and what to say of it;
    those of any other as they are.
    """
    first = next((i for i, row in enumerate(rows[:MOST]) if row and stamp_of(row[:1]).form), 0)
    head = [row for row in rows[:first] if any(row)]
    if len(head) < 2 or not all(_about(row[0]) for row in head) or not any(TITLE.fullmatch(row[0]) for row in head):
        return rows, []
    body = [row for row in rows[first:] if any(row)]
    if not all(len(row) > 1 and stamp_of(row[:1]).form for row in body):
        return rows, []
    series = range(1, max(i for row in body for i, cell in enumerate(row, 1) if cell))
    if not any(is_figure(cell) for row in body for cell in row[1:]):
        return rows, []
    names = [_said(head, TITLE, i) for i in series]
    units = [" ".join(filter(None, (_said(head, BEFORE_UNIT, i), _said(head, UNIT, i)))) for i in series]
    alike = len(set(units)) == 1 and bool(units[0])
    if not alike:
        names = [f"{name} ({unit})" if unit else name for name, unit in zip(names, units, strict=True)]
    unit = units[:1] if alike else []  # to the right of the figures, which keep their places
    whole, said = _without_months(rows[first:])
    return [
        *((" ".join(filter(None, row[1:])),) for row in rows[: first - 1]),
        (WHEN, *names, *([IN] if alike else [])),
        *((*row[: len(names) + 1], *[""] * (len(names) + 1 - len(row)), *unit) if any(row) else () for row in whole),
    ], said


def _about(name: str) -> bool:
    return any(known.fullmatch(name) for known in (TITLE, UNIT, BEFORE_UNIT, ABOUT))


def _said(head: Sequence[Row], what: re.Pattern[str], place: int) -> str:
    """What the lines above the figures say of a series."""
    return next((row[place] for row in head if what.fullmatch(row[0]) and place < len(row)), "")


def _without_months(rows: Sequence[Row]) -> tuple[Sequence[Row], list[str]]:
    """Rows of years and quarters where there are such beside months, which say the same again by the month."""
    forms = [stamp_of(row[:1]).form if any(row) else "" for row in rows]
    months = forms.count(MONTH)
    if not months or not any(form not in ("", MONTH) for form in forms):
        return rows, []
    kept = [() if form == MONTH else row for form, row in zip(forms, rows, strict=True)]
    return kept, [f"Not read: {months} lines of single months, which stand beside years or quarters."]
