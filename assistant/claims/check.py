"""check(): every sentence of a text read into assertions and judged; what cannot be checked is said, not guessed."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from assistant.claims.clauses import clauses
from assistant.claims.model import Assertion, Checked
from assistant.claims.read import ClaimReader, Sentence
from assistant.claims.verdict import Judge
from assistant.period import Span
from assistant.plan.model import Plan
from assistant.plan.source import Where
from assistant.query import Query
from assistant.service import Assistant

SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n+")
NOTHING = "It states no figure, ordering or direction that these tables can be held against."
FIGURE = "No published figure could be found that says the same as the figure stated."
MAX_CHARACTERS = 50_000
MAX_SENTENCES = 300


class Checker:
    """Checks claims against an assistant's figures; keeps nothing between calls."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        latest = partial(_latest, assistant)
        self.readers = {name: ClaimReader(parser, latest) for name, parser in assistant.parser.parsers.items()}
        self.judge = Judge(assistant)

    def check(self, text: str) -> Checked:
        """Assertions of every sentence that names something countable; of a single sentence, always at least one."""
        sentences = [s for s in SENTENCE.split(text[:MAX_CHARACTERS]) if s and s.strip()][:MAX_SENTENCES]
        slots_of = next(iter(self.assistant.parser.parsers.values())).slots_of
        sentences = [clause for sentence in sentences for clause in clauses(sentence, slots_of)]
        found: list[Assertion] = []
        before: Query | None = None
        for sentence in sentences:
            name = self.assistant.parser.publication_of(sentence, before)
            same = before is not None and self.assistant.lookup.measures[before.measure].publication == name
            made = self.readers[name].read(sentence, before if same else None)
            if not made.relevant and len(sentences) > 1:
                continue
            meant = self._meant(made) if made.obstacle and made.asserted else None
            if meant is not None:
                found.append(meant)
                continue
            if made.obstacle or not made.asserted:
                why = made.obstacle or (FIGURE if made.states else NOTHING)
                found.append(Assertion(made.text, "cannot_check", None, None, None, why))
                continue
            judged = [self.judge.judge(asserted) for asserted in made.asserted]
            found += [_beside(assertion, made.beside) for assertion in judged] if made.beside else judged
            before = next((a.queries[-1] for a in reversed(made.asserted) if a.queries), before)
        return Checked(text, tuple(found))

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


def _latest(assistant: Assistant, measure: str, where: Where) -> Span | None:
    """The newest year held of these very people; of a stock, whose dates are quarters, the newest of those."""
    plan = assistant.planner.plan(Query(measure, where=where, relative="latest_year"))
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
