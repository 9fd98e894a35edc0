"""The newest year of a count, as a sentence that says "since 2017" means it."""

from __future__ import annotations

from assistant.asked.selection import Selection
from assistant.claims.model import Published
from assistant.period import Span
from assistant.plan.model import Plan
from assistant.plan.source import Where


def latest(assistant: Published, measure: str, where: Where) -> Span | None:
    """The newest year held of these very people; of a stock, whose dates are quarters, the newest of those."""
    plan = assistant.planner.plan(Selection(measure, where=where, relative="latest_year"))
    # A figure that only a report gives does not move the end of "since": tables go before it.
    told = isinstance(plan, Plan) and any(piece.reported for unit in plan.units for piece in unit.pieces)
    if isinstance(plan, Plan) and plan.query.periods and not told:
        return plan.query.periods[0]
    names = frozenset(dimension for dimension, _ in where)
    tables = [span for span in assistant.coverage.complete_spans(measure, names) if span.is_year]
    if tables:
        return max(tables)
    spans = assistant.coverage.spans(measure, names)
    return max((s for s in spans if s.is_year), default=max(spans, default=None))
