"""Verdicts on one figure for several counts: of several people together, or of two things that are counted apart."""

from __future__ import annotations

from itertools import product

from assistant.answer.numbers import count, listed
from assistant.answer.phrases import subject
from assistant.asked.selection import Selection
from assistant.claims.bench import Bench
from assistant.claims.model import Assertion
from assistant.claims.orderings import Asserted
from assistant.claims.stated import Stated, agrees


class Totals(Bench):
    """What counts come to together."""

    def _together(self, asserted: Asserted, stated: Stated) -> Assertion | None:
        """Of two counts named for one figure, that it is their sum; None where it is not, or one is not published."""
        parts = [self._part(query) for query in asserted.added]
        values = [part.value for part in parts if part.status == "answered" and part.value is not None]
        if not parts or len(values) < len(parts):
            return None
        past = [
            {value, *(v for _, v in self._history(query))} for value, query in zip(values, asserted.added, strict=True)
        ]
        told = [values, *product(*past)]  # as each was published at some time
        values = next((list(some) for some in told if agrees(stated, sum(some), self.tolerances)), [])
        if not values:
            return None
        labels = [self.lookup.measures[query.measure].label for query in asserted.added]
        each = " and ".join(f"{count(v)} {label}" for v, label in zip(values, labels, strict=True))
        text = f"Published: {each}. It is these together, which are counted apart."
        return self._made(asserted, "needs_context", sum(values), parts[0], text, beside=parts[1])

    def _summed(self, asserted: Asserted, queries: tuple[Selection, ...]) -> Assertion:
        """A figure beside what several counts come to, as they are now or in one release."""
        stated, parts = asserted.stated, [self._part(query) for query in queries]
        values = [int(part.value) for part in parts if part.status == "answered" and part.value is not None]
        if len(values) < len(parts) or stated is None:
            return self._none(asserted, parts[0], "One of the figures is not published.")
        total = sum(values)
        told = [f"{count(v)} {subject(query, self.lookup)}" for v, query in zip(values, queries, strict=True)]
        said = f"Published: {listed(told)}, together {count(total)}."
        if agrees(stated, total, self.tolerances):
            return self._made(asserted, "supported", total, parts[0], said, beside=parts[1])
        past = [dict(self._history(query)) for query in queries]
        for release in sorted(set(past[0]).intersection(*past[1:]), key=self.lookup.release_key, reverse=True):
            if sum(one[release] for one in past) == stated.value:
                text = f"It agrees with the figures of {self._edition(release)}. {said}"
                return self._made(asserted, "supported_at_release", total, parts[0], text, release)
        return self._made(asserted, "not_supported", total, parts[0], said, beside=parts[1])
