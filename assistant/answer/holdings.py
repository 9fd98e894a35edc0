"""What is held, for somebody who has no question yet: measures by breakdowns, combinations, tables and members."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer.absent import Absence, Absences
from assistant.answer.near import Nearby
from assistant.answer.questions import ask_text
from assistant.asked.old import written
from assistant.asked.selection import Selection
from assistant.catalog.lookup import Lookup


@dataclass(frozen=True)
class Held:
    """One cell of the matrix: from when to when, in which tables (their titles, and their numbers in the newest
    release), and
    a question that answers, with its link; empty where nothing is."""

    measure: str
    dimensions: tuple[str, ...]
    periods: str = ""
    tables: tuple[str, ...] = ()
    question: str = ""
    link: str = ""
    numbers: tuple[str, ...] = ()


class Holdings:
    """Reads the catalog and the coverage; asks for no figure."""

    def __init__(self, lookup: Lookup, near: Nearby) -> None:
        self.lookup = lookup
        self.near = near
        self._absences = Absences(lookup, near)

    def absence(self, measure: str, dimensions: tuple[str, ...]) -> Absence:
        """Why nothing is held of a measure with these breakdowns together, where :meth:`held` finds none."""
        labels = " with ".join(self.lookup.dimensions[name].label for name in dimensions)
        what = f"{self.lookup.measures[measure].label} by {labels}{' together' if len(dimensions) > 1 else ''}"
        return self._absences.breakdown((measure,), dimensions, what, len(dimensions) > 1)

    def held(self, measure: str, dimensions: tuple[str, ...]) -> Held:
        """What is held of a measure with these breakdowns together (none: its totals)."""
        wanted = frozenset(dimensions)
        text = self.near.held_text(measure, wanted) if wanted <= self.lookup.dimensions_of(measure) else ""
        if not text:
            return Held(measure, dimensions)
        tables = [t for t in self.lookup.tables_of(measure) if wanted <= set(t.dimensions)]
        numbers = [t.sheets[max(t.sheets, key=self.lookup.release_key)].number for t in tables if t.sheets]
        query = Selection(measure, by=dimensions[:2], relative="latest_quarter")
        resolved = self.near.answers(query) if len(dimensions) <= 1 else None
        question, link = (ask_text(resolved, self.lookup), written(resolved)) if resolved else ("", "")
        return Held(measure, dimensions, text, tuple(t.title for t in tables), question, link, tuple(numbers))

    def matrix(self) -> list[Held]:
        """Every measure as a total and by each of its breakdowns."""
        return [
            self.held(measure.id, by)
            for measure in self.lookup.catalog.measures
            if not measure.printed
            for by in ((), *((d,) for d in sorted(self.lookup.dimensions_of(measure.id))))
        ]

    def members(self, text: str) -> list[tuple[str, str, str]]:
        """(breakdown, category, other words for it) of every category whose label or words hold the text."""
        sought = text.casefold().strip().removesuffix("s")  # words are listed in the singular
        found = []
        for dimension in self.lookup.catalog.dimensions:
            named = [(m.label, m.words) for m in dimension.members] + [(g.label, g.words) for g in dimension.groups]
            for label, known in named:
                words = [word for word in known if word.casefold() != label.casefold()]
                if sought in label.casefold() or any(sought in word.casefold() for word in words):
                    found.append((dimension.label, label, ", ".join(words[:8])))
        return found
