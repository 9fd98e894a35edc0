"""The verdict on how often a figure moved one way from each period to the next."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from assistant.answer.numbers import Number, count, listed
from assistant.asked.operand import EVERY
from assistant.claims.bench import Bench
from assistant.claims.each import SIZES
from assistant.claims.model import Assertion
from assistant.claims.orderings import Asserted
from assistant.english.phrases import explanation
from assistant.period import Span

MISSING = explanation("steps.missing")
UNKNOWN, EITHER = explanation("movement.missing"), explanation("pace.either")


class Steps(Bench):
    """Counts the steps of a series."""

    def _moves(self, asserted: Asserted) -> Assertion:
        """Did it move that way as often as is said, and in those periods; or, of "every year but one", not that way?"""
        query, *when = asserted.queries
        unit = query.by[0]
        part = self._part(replace(query, periods=(), relative="all"))
        values = {str(row[0]): row[1] for row in part.rows if isinstance(row[1], int)}
        begun = {str(row[0]).partition(" (")[0] for row in part.rows} - set(values)  # "2009 (April to December only)"
        known: list[tuple[Span, Number]] = []
        for span in self._spans(asserted, SIZES[unit]):
            value = values.get(span.label) or self._alone(asserted, span)
            if value is not None and span.label not in begun:
                known.append((span, value))
            elif known or span.label not in begun:  # the first may be held in part, and nothing has moved to it
                return self._none(asserted, part, MISSING.format(when=span.label))
        if len(known) < 2:
            return self._none(asserted, part)

        def moved(a: Number, b: Number) -> bool:
            return (b < a if asserted.falling else b > a) != asserted.every

        steps = [last for (_, a), (last, b) in pairwise(known) if moved(a, b)]
        right = len(steps) == asserted.rank and {span for q in when for span in q.periods} <= set(steps)
        way = f"{'not ' if asserted.every else ''}{'lower' if asserted.falling else 'higher'}"
        so = listed([span.label for span in steps]) if steps else "none of them"
        said = (
            f"Published: {listed([f'{count(v)} in {s.label}' for s, v in known])}; {way} than the {unit} before: {so}."
        )
        return self._made(asserted, "supported" if right else "not_supported", known[-1][1], part, said)

    def _pace(self, asserted: Asserted) -> Assertion:
        """Did the first move further that way than the second, by number and in percent?"""
        found = [self._values(replace(asserted, queries=asserted.queries[at : at + 2])) for at in (0, 2)]
        if found[0] is None or found[1] is None:
            return self._none(asserted, None, UNKNOWN)
        sign = -1 if asserted.falling else 1
        (parts, (a, b)), (others, (c, d)) = found[0], found[1]
        if (
            not a
            or not c
            or any(self._broken(replace(asserted, queries=asserted.queries[at : at + 2])) for at in (0, 2))
        ):
            return self._none(asserted, None, UNKNOWN)
        rates = [sign * 100 * (y - x) / x for x, y in ((a, b), (c, d))]
        sizes = [sign * (b - a), sign * (d - c)]
        further = [(x < y) if asserted.lowest else (x > y) for x, y in (rates, sizes)]
        said = (
            f"Published: {self._both(replace(asserted, queries=asserted.queries[:2]), parts, [a, b])};"
            f" {self._both(replace(asserted, queries=asserted.queries[2:]), others, [c, d])}."
        )
        if min(rates) < 0 or not any(further):
            return self._made(asserted, "not_supported", b, parts[1], said, beside=others[1])
        if not all(further):
            return self._made(asserted, "needs_context", b, parts[1], f"{said} {EITHER}", beside=others[1])
        return self._made(asserted, "supported", b, parts[1], said, beside=others[1])

    def _spans(self, asserted: Asserted, size: int) -> list[Span]:
        """The periods of the stretch; of one that goes on to this day, or of which no end is said, to the newest of which
        anything of the publication is held."""
        query = asserted.queries[0]
        names = {query.measure, self.lookup.publication_of(query.measure).default_measure}
        held = {s for name in filter(None, names) for s in self.assistant.coverage.spans(name, frozenset())}
        alike = sorted(span for span in held if span.length == size)
        run = query.periods[0] if query.periods else Span(alike[0].start, alike[-1].end)
        end = max(run.end, alike[-1].end) if asserted.open else run.end
        return [Span(at, at + size - 1) for at in range(run.start, end + 1, size)]

    def _alone(self, asserted: Asserted, span: Span) -> Number | None:
        """A figure that stands in no table with the others."""
        query = asserted.queries[0]
        part = self._part(replace(query, by=(), relative="", periods=(span,), calculation=EVERY))
        return part.value if part.status == "answered" else None
