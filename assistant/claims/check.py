"""check(): every sentence of a text read into assertions and judged; what cannot be checked is said, not guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from assistant.claims.clauses import clauses
from assistant.claims.dated import Dated
from assistant.claims.model import Assertion, Checked, Place, Verdict
from assistant.claims.numbers import SUPERSCRIPTS, blanked, numbers
from assistant.claims.orderings import Asserted
from assistant.claims.places import others, placed
from assistant.claims.read import ClaimReader, Sentence
from assistant.claims.sentences import sentences
from assistant.claims.verdict import Judge
from assistant.period import Span
from assistant.query import Query
from assistant.service import Assistant

NOTHING = "It states no figure, ordering or direction that these tables can be held against."
FIGURE = "No published figure could be found that says the same as the figure stated."
MAX_CHARACTERS = 50_000
MAX_SENTENCES = 100  # that are judged
LONGEST = 700  # characters of a sentence that is read
TURNED: dict[Verdict, Verdict] = {"supported": "not_supported", "supported_at_release": "not_supported", "not_supported": "supported"}


class Checker:
    """Checks claims against an assistant's figures; keeps nothing between calls."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.rules = assistant.catalog.claims.numbers
        latest = partial(_latest, assistant)
        self.readers = {name: ClaimReader(parser, latest) for name, parser in assistant.parser.parsers.items()}
        self.judge = Judge(assistant)

    def check(self, text: str, dated: dt.date | None = None) -> Checked:
        """Assertions of every sentence that names something countable; of a single sentence, always at least one.

        ``dated``: the day of the text, which says what "last year" is in it and which figures had been published.
        """
        day = Dated(self.assistant, dated) if dated else None
        read = text[:MAX_CHARACTERS].translate(SUPERSCRIPTS)
        places = list(sentences(read))
        found: list[Assertion] = []
        taken: set[int] = set()
        named: list[Place] = []
        before: Query | None = day.query() if day else None
        judged = 0
        for start, end in places:
            if judged >= MAX_SENTENCES or end - start > LONGEST:
                continue
            sentence = read[start:end]
            mine: list[Assertion] = []
            for piece in self._pieces(blanked(sentence, self.rules), day):
                assertions, before, relevant = self._sentence(piece, before, len(places) > 1)
                mine += assertions
                if relevant:
                    named.append((start, end))
            judged += bool(mine)
            found += placed(text, (start, end), mine, taken)
        return Checked(text, tuple(found), others(text, taken, named, self.rules, _twice(text, named, taken)))

    def _pieces(self, sentence: str, day: Dated | None) -> list[str]:
        slots_of = next(iter(self.assistant.parser.parsers.values())).slots_of
        return clauses(day.spelled(sentence, slots_of) if day else sentence, slots_of)

    def _sentence(self, text: str, before: Query | None, several: bool) -> tuple[list[Assertion], Query | None, bool]:
        """The assertions of one sentence, what the next may go on about, and whether it is about these tables at all."""
        name = self.assistant.parser.publication_of(text, before)
        same = before is not None and self.assistant.lookup.measures[before.measure].publication == name
        made = self.readers[name].read(text, before if same else None)
        if not made.relevant and several:
            return [], before, False
        meant = self._meant(made) if made.obstacle and made.asserted else None
        if meant is not None:
            return [meant], before, True
        if made.obstacle or not made.asserted:
            why = made.obstacle or (FIGURE if made.states else NOTHING)
            quotes = made.figures or ((made.text, None),)
            return [Assertion(quote, "cannot_check", value, None, None, why) for quote, value in quotes], before, True
        judged = [self._judged(asserted, made) for asserted in made.asserted]
        if made.beside:
            judged = [_beside(assertion, made.beside) for assertion in judged]
        return judged, next((a.queries[-1] for a in reversed(made.asserted) if a.queries), before), True

    def _judged(self, asserted: Asserted, made: Sentence) -> Assertion:
        """The verdict, turned where the sentence denies it, and weakened by words that were not understood."""
        one = self.judge.judge(asserted)
        if asserted.denied and one.verdict in TURNED:
            said = "The sentence denies it." if one.verdict != "not_supported" else "The sentence says that it is not so."
            one = replace(one, verdict=TURNED[one.verdict], explanation=f"{one.explanation} {said}")
        if asserted.doubt:
            words = ", ".join(f"“{word}”" for word in asserted.doubt)
            one = _beside(one, f"{words} is not something these tables hold, and may mean fewer or others.")
        if made.doubtful and one.verdict == "not_supported":
            why = f"It is not sure what the sentence says. {one.explanation}"
            return Assertion(one.text, "cannot_check", one.stated, None, None, why)
        return one

    def _meant(self, made: Sentence) -> Assertion | None:
        """Of the counts that a sentence could mean, the one that its figure is: right of that one, and of no other."""
        for asserted in made.asserted:
            judged = self.judge.judge(asserted)
            if judged.verdict in ("supported", "supported_at_release"):
                return replace(judged, verdict="needs_context", explanation=f"{judged.explanation} {made.obstacle}")
        return None


def _beside(assertion: Assertion, why: str) -> Assertion:
    """A right figure in a sentence that also says what no table shows, such as a cause, needs that said."""
    verdict = "needs_context" if assertion.verdict in ("supported", "supported_at_release") else assertion.verdict
    return replace(assertion, verdict=verdict, explanation=f"{assertion.explanation} {why}")


def _twice(text: str, places: list[Place], taken: set[int]) -> set[int]:
    """Offsets of numbers that say a figure again which an assertion of their sentence has."""
    return set(_again(text, places, taken))


def _again(text: str, places: list[Place], taken: set[int]) -> Iterator[int]:
    for start, end in places:
        here = list(numbers(text, start, end))
        values = {n.value for n in here if n.start in taken}
        yield from (n.start for n in here if n.start not in taken and n.value in values)


def _latest(assistant: Assistant, measure: str, dimensions: frozenset[str]) -> Span | None:
    """The newest year held of a measure at a detail; of a stock, whose dates are quarters, the newest of those."""
    spans = assistant.coverage.spans(measure, dimensions)
    return max((s for s in spans if s.is_year), default=max(spans, default=None))
