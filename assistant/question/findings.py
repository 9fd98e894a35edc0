"""What one piece of text names, before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.question.filters import Filter
from assistant.question.limits import Limit
from assistant.question.periods import PeriodWords
from assistant.question.tag import Item
from assistant.words.vocabulary import Sense


@dataclass
class Slots:
    """What was found, in the order of the words; ``at`` positions index the items."""

    items: list[Item]
    measures: list[tuple[int, str]] = field(default_factory=list)  # strong words
    weak: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    vague: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    by: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)  # breakdowns that a word such as "by" or "which" asks for
    periods: list[PeriodWords] = field(default_factory=list)
    cues: dict[str, list[int]] = field(default_factory=dict)
    numbers: list[tuple[int, int]] = field(default_factory=list)
    threshold: int | None = None  # "first exceeded 10,000"
    beyond: Limit | None = None  # "with more than 100"
    release: str = ""  # "as published in the Q2 2023 release"
    topics: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    ambiguous: list[tuple[str, tuple[Sense, ...]]] = field(default_factory=list)
    units: set[int] = field(default_factory=set)  # things that are counted themselves: "how many police forces"
    used: set[int] = field(default_factory=set)
    unknown: list[int] = field(default_factory=list)
    aside: list[int] = field(default_factory=list)

    def cue(self, *names: str) -> bool:
        return any(self.cues.get(name) for name in names)
