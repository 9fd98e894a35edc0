"""Figures through their releases: a series beside its earliest figures, and totals that were revised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.answer.model import Part
from assistant.answer.questions import ask_text
from assistant.answer.revised import revised_part
from assistant.answer.vintages import read_others
from assistant.answer.written import Written
from assistant.asked.count import Count
from assistant.asked.history import History
from assistant.asked.selection import Selection
from assistant.asked.selections import selection_of
from assistant.catalog.lookup import Lookup
from assistant.english.said import Said
from assistant.errors import LinkError
from assistant.period import Span
from assistant.plan.choose import Planner
from assistant.plan.coverage import Coverage
from assistant.plan.figures import Figures
from assistant.plan.model import NotHeld, Plan
from assistant.plan.sql import Statement, statement


@dataclass(frozen=True)
class Histories:
    """``read`` gives the figures of a plan (None: too many), ``figure`` the answer to a query."""

    lookup: Lookup
    planner: Planner
    coverage: Coverage
    dialect: str
    read: Callable[[Plan, Statement | None], Figures | None]
    figure: Callable[[Said, Selection], Part]

    def revised_series(self, query: Selection) -> Part | None:
        """A series beside the earliest figure held of each period; None where no release gave another figure."""
        plan = self.planner.plan(query)
        if self.lookup.measures[query.measure].printed:
            return None
        figures = None if isinstance(plan, NotHeld) else self.read(plan, None)
        if isinstance(plan, NotHeld) or figures is None:
            return None
        run: list[Statement] = []

        def read(one: Plan) -> Figures | None:
            compiled = statement(one, self.dialect)
            run.append(compiled)
            return self.read(one, compiled)

        others = read_others(plan.query, plan.units, self.planner, read)
        part = self.figure(Said(ask_text(plan.query, self.lookup)), plan.query)
        made = revised_part(part, plan, figures, others, self.lookup)
        return made and replace(made, shown=Written(lambda: ";\n\n".join([made.sql, *(one.readable() for one in run)])))

    def revisions(self, measure: str = "", span: Span | None = None) -> list[Part]:
        """Totals that differ between releases, each with its whole history. Raises :class:`LinkError`."""
        if measure and measure not in self.lookup.measures:
            raise LinkError(f"There is no measure {measure!r}: {', '.join(self.lookup.measures)}.")
        found = []
        for name in [measure] if measure else list(self.lookup.measures):
            for period in self.coverage.spans(name, frozenset()):
                if span is None or (span.start <= period.start and period.end <= span.end):
                    part = self.figure(Said(""), _history(name, period))
                    if len({row[2] for row in part.rows}) > 1:
                        found.append(part)
        return found


def _history(measure: str, period: Span) -> Selection:
    """Every figure of one period."""
    query = selection_of(History(Count(measure, when=period)))
    assert query is not None
    return query
