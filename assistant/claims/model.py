"""What a checked claim is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.answer.model import Part
from assistant.answer.numbers import Number
from assistant.asked.selection import Selection
from assistant.asking import Asking
from assistant.catalog.lookup import Lookup
from assistant.catalog.model import Catalog
from assistant.english.phrases import explanation
from assistant.english.publications import Publications
from assistant.plan.choose import Planner
from assistant.plan.coverage import Coverage
from assistant.store.values import Values

Verdict = Literal["supported", "supported_at_release", "needs_context", "not_supported", "cannot_check"]
AGREE: tuple[Verdict, ...] = ("supported", "supported_at_release")  # the figure is as published
UNREAD = explanation("model.unread")  # of a figure that was not read
Place = tuple[int, int]  # start and end in the claim as given


class Published(Protocol):
    """What claims are held against: a catalog, its figures, and what reads texts about them."""

    catalog: Catalog
    lookup: Lookup
    planner: Planner
    coverage: Coverage
    values: Values
    publications: Publications
    asking: Asking

    def answer(self, query: Selection, text: str = "") -> Part:
        """The figure of a query."""
        ...


@dataclass(frozen=True)
class Assertion:
    """One thing that a sentence asserts, and how it stands beside what is published.

    ``stated`` and ``published`` are counts, or percent; ``answer`` is the part that the published figure comes from;
    ``span`` is where it stands, and ``read_as`` what it was read as saying, empty where it could not be read.
    """

    text: str
    verdict: Verdict
    stated: Number | None
    published: Number | None
    release: str | None
    explanation: str
    answer: Part | None = None
    span: Place = (0, 0)
    read_as: str = ""


@dataclass(frozen=True)
class NotClaim:
    """A number of the text that is no claim about these figures, and why."""

    text: str
    span: Place
    reason: str


@dataclass(frozen=True)
class Checked:
    """A claim as given, its assertions and its other numbers, each in order."""

    claim: str
    assertions: tuple[Assertion, ...]
    not_claims: tuple[NotClaim, ...] = ()
