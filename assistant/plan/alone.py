"""What is printed of a figure alone: read beside an answer whose figures come from another table, or are added."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.catalog.lookup import Lookup
from assistant.period import Span
from assistant.plan.model import ReleasedPeriod, Unit
from assistant.plan.source import TableSource, Where
from assistant.query import TIME, Query

Target = tuple[Where, tuple[str, ...]]  # limits, and the dimensions kept apart


def calculated(query: Query) -> bool:
    """Are the periods of the answer taken from one another, or added?"""
    return query.shape in ("change", "average") or query.step or query.together


def named(query: Query) -> bool:
    """Are the members set side by side those that the question named, each a figure of its own?"""
    listed = [name for name in query.by if name not in TIME]
    return bool(listed) and all(len(query.filters.get(name, ())) > 1 for name in listed)


def side_by_side(query: Query) -> bool:
    """Named members whose figures are those that each has alone: nothing is worked out between them."""
    return named(query) and query.shape in ("series", "compare", "breakdown", "ranking") and not query.percent


def targets(query: Query, where: Where, units: Sequence[Unit]) -> list[Target]:
    """What would be answered alone: each member of a breakdown and the total of a whole one, or the figure itself."""
    listed = tuple(name for name in query.by if name not in TIME)
    if query.as_of == "first" or query.shape in ("history", "share"):
        return []
    if not listed:
        return [(where, ())] if calculated(query) or any(len(unit.pieces) > 1 for unit in units) else []
    total = tuple((d, ids) for d, ids in where if d not in listed)
    return [(where, listed)] if named(query) else [(where, listed), (total, ())]


def spans(query: Query, units: Sequence[Unit]) -> list[Span]:
    """The periods of the answer, and the whole stretch where they are added."""
    found = [unit.span for unit in units if unit.pieces]
    if query.together and len(found) > 1:
        found.append(Span(found[0].start, found[-1].end))
    return found


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
