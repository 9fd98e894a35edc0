"""What a checked claim is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.answer.model import Part
from assistant.answer.numbers import Number

Verdict = Literal["supported", "supported_at_release", "needs_context", "not_supported", "cannot_check"]


@dataclass(frozen=True)
class Assertion:
    """One thing that a sentence asserts, and how it stands beside what is published.

    ``stated`` and ``published`` are counts, or percent; ``answer`` is the part that the published figure comes from.
    """

    text: str
    verdict: Verdict
    stated: Number | None
    published: Number | None
    release: str | None
    explanation: str
    answer: Part | None = None


@dataclass(frozen=True)
class Checked:
    """A claim as given and its assertions, in order."""

    claim: str
    assertions: tuple[Assertion, ...]
