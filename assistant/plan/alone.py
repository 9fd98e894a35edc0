"""What is printed of a figure alone: read beside an answer whose figures come from another table, or are added."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.asked.selection import HISTORY, MEAN, SUM, Selection
from assistant.catalog.lookup import Lookup
from assistant.period import Span
from assistant.plan.model import ReleasedPeriod, Unit
from assistant.plan.source import TableSource, Where

QUARTERS = 4  # of a year
Target = tuple[Where, tuple[str, ...]]  # limits, and the dimensions kept apart


def calculated(query: Selection) -> bool:
    """Are the periods of the answer taken from one another, or added?"""
    return bool(query.minus or query.step) or query.calculation in (MEAN, SUM)


def side_by_side(query: Selection) -> bool:
    """Named members whose figures are those that each has alone: nothing is worked out between them."""
    return query.named and (query.plain or query.ranking or query.over_time) and not query.percent


def targets(query: Selection, where: Where, units: Sequence[Unit]) -> list[Target]:
    """What would be answered alone: each member of a breakdown and the total of a whole one, or the figure itself."""
    listed = query.listed
    if query.as_of == "first" or query.calculation == HISTORY or query.among is not None:
        return []
    if not listed:
        sums = calculated(query) or any(len(unit.pieces) > 1 for unit in units) or bool(whole_years(query, units))
        return [(where, ())] if sums else []
    total = tuple((d, ids) for d, ids in where if d not in listed)
    return [(where, listed)] if query.named else [(where, listed), (total, ())]


def spans(query: Selection, units: Sequence[Unit]) -> list[Span]:
    """The periods of the answer, and the whole stretch where they are added."""
    found = [unit.span for unit in units if unit.pieces]
    if query.calculation == SUM and len(found) > 1:
        found.append(Span(found[0].start, found[-1].end))
    return found + whole_years(query, units)


def whole_years(query: Selection, units: Sequence[Unit]) -> list[Span]:
    """Years of which every quarter is shown by itself: what the year has alone may be another figure."""
    quarters = [unit.span for unit in units if unit.pieces and unit.span.length == 1]
    if query.calculation == SUM or query.minus or query.step or len(quarters) < QUARTERS:
        return []
    years = dict.fromkeys(span.start // QUARTERS for span in quarters)
    shown = {span.start for span in quarters}
    whole = [Span(year * QUARTERS, year * QUARTERS + QUARTERS - 1) for year in years]
    return [span for span in whole if set(range(span.start, span.end + 1)) <= shown]


def pieces(
    among: Sequence[TableSource], sought: Sequence[Span], lookup: Lookup
) -> list[tuple[TableSource, tuple[ReleasedPeriod, ...]]]:
    """The printed cells of these periods, of a table that is restated in full in its newest release only."""
    key: Callable[[TableSource], tuple[str, str]] = lambda source: lookup.release_key(source.release or "")  # noqa: E731
    exact = sorted((source for source in among if source.exact), key=key, reverse=True)
    seen: set[tuple[str, Span]] = set()
    found = []
    for source in exact:
        fresh = [span for span in sought if span.id in source.periods and (source.dataset, span) not in seen]
        if source.release is not None:
            seen.update((source.dataset, span) for span in fresh)
        if fresh:
            found.append((source, tuple(dict.fromkeys(p for span in fresh for p in source.periods[span.id]))))
    return found
