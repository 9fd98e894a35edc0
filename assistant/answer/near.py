"""The nearest thing that is published: computed from what is held, every choice a question that answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from assistant.answer.numbers import listed
from assistant.answer.questions import ask_text
from assistant.asked.operand import EVERY
from assistant.asked.selection import Selection
from assistant.catalog.lookup import Lookup
from assistant.period import Span, runs
from assistant.plan.choose import Planner
from assistant.plan.model import Plan

MOST = 5
MOST_STRETCHES = 4  # of the periods held, newest last


class Nearby:
    """Finds queries close to one that cannot be answered."""

    def __init__(self, lookup: Lookup, planner: Planner) -> None:
        self.lookup = lookup
        self.planner = planner

    def answers(self, query: Selection) -> Selection | None:
        """The query with its periods resolved if every period of it is held, else None."""
        plan = self.planner.plan(query)
        if isinstance(plan, Plan) and not plan.unlike and all(unit.complete for unit in plan.units):
            return plan.query
        return None

    def choices(self, queries: Iterable[Selection]) -> tuple[str, ...]:
        """Questions for those of the queries that answer, without repeats."""
        found: dict[str, None] = {}
        for query in queries:
            plain = (
                query
                if query.plain or query.over_time or (query.portions and not query.ranking)
                else replace(query, calculation=EVERY)
            )
            resolved = self.answers(plain)
            if resolved is not None:
                found[ask_text(resolved, self.lookup)] = None
            if len(found) == MOST:
                break
        return tuple(found)

    def narrower(self, query: Selection) -> tuple[str, ...]:
        """The same of adults, and of children, where only their gender is limited."""
        known = {*query.dimensions, *self.lookup.measures[query.measure].includes}
        others = {o for dimension, _ in query.where for o in self.lookup.dimensions[dimension].whole if o not in known}
        return self.choices(
            query.with_where(**{other: (member.id,)})
            for other in sorted(others)
            for member in self.lookup.dimensions[other].members
            if not member.residual
        )

    def nearest(self, query: Selection) -> tuple[str, ...]:
        """Fewer limits first, then the same limits in the newest period held."""
        return self.choices(self._around(query))

    def _around(self, query: Selection) -> Iterator[Selection]:
        names = query.dimensions
        yield replace(query, by=(), calculation=EVERY)
        for span in query.periods[:2]:
            year = Span.year(span.start // 4)
            for close in (year, span.year_earlier(), Span(span.start + 4, span.end + 4), span.before()):
                yield replace(query, periods=(close,), relative="", by=(), calculation=EVERY)
        if query.grain == "year":
            yield replace(query, periods=(), relative="latest_year", by=(), calculation=EVERY)
        yield replace(query, periods=(), relative="latest_quarter", by=(), calculation=EVERY)
        for size in range(len(names) - 1, -1, -1):
            for kept in combinations(names, size):
                slim = replace(
                    query,
                    where=tuple((d, ids) for d, ids in query.where if d in kept),
                    by=tuple(name for name in query.by if name in kept),
                    calculation=EVERY,
                )
                yield slim
                yield replace(slim, periods=(), relative="latest_year")
        for dimension in sorted(self.lookup.dimensions_of(query.measure)):
            yield Selection(query.measure, by=(dimension,), periods=query.periods, relative=query.relative)

    def held(self, measure: str, dimensions: frozenset[str] = frozenset()) -> tuple[Span, Span] | None:
        """First and last period held of a measure with these dimensions together."""
        spans = self.planner.coverage.complete_spans(measure, dimensions) or self.planner.coverage.spans(
            measure, dimensions
        )
        return (spans[0], max(spans, key=lambda span: span.end)) if spans else None

    def held_text(self, measure: str, dimensions: frozenset[str] = frozenset()) -> str:
        found = self.held(measure, dimensions)
        if found is None:
            return ""
        complete = self.planner.coverage.complete_spans(measure, dimensions) or self.planner.coverage.spans(
            measure, dimensions
        )
        stretches = runs(sorted({quarter for span in complete for quarter in span.quarters}))
        text = listed([span.label for span in stretches[-MOST_STRETCHES:]])
        later = [s for s in self.planner.coverage.spans(measure, dimensions) if s.end > found[1].end]
        if later:
            text += f", with single figures up to {max(later, key=lambda span: span.end).label}"
        return text
