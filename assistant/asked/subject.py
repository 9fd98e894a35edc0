"""Subject: what a tree counts, laid flat; nothing of what is worked out of it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.asked.count import Where
from assistant.asked.meaning import Meaning
from assistant.asked.node import Node
from assistant.asked.selections import selection_of
from assistant.asked.walk import TIME, counts
from assistant.period import Span


@dataclass(frozen=True)
class Subject:
    """A measure, whom it is limited to (sorted pairs of dimension and ids), what it is broken down by (dimensions,
    "year" or "quarter"), and its periods; none where they are still to be found among what is held.
    """

    measure: str
    where: Where = ()
    by: tuple[str, ...] = ()
    periods: tuple[Span, ...] = ()

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        return dict(self.where)

    @property
    def width(self) -> int:
        """How many limits and breakdowns it has: the fewer, the more it is of."""
        return len(self.where) + len(self.by)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Every breakdown that limits or divides it, without time."""
        return tuple(dict.fromkeys((*self.filters, *(name for name in self.by if name not in TIME))))


def subject_of(asked: Node | Meaning) -> Subject:
    """That of a tree; of a calculation with several counts, that of the first."""
    tree = asked.of if isinstance(asked, Meaning) else asked
    query = selection_of(tree)
    if query is not None:
        return Subject(query.measure, query.where, query.by, query.periods)
    first = counts(tree)[0]
    return subject_of(first) if first != tree else Subject(first.measure, first.where)
