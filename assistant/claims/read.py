"""A sentence to the assertions it makes, or to what stands in the way of checking it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.answer.absent import absent_topics
from assistant.claims.blank import without
from assistant.claims.context import Context
from assistant.claims.orderings import EXTREME, Asserted, plain
from assistant.claims.sides import FIRST, passed_first
from assistant.claims.stated import find
from assistant.claims.wording import spelled_out
from assistant.period import Span
from assistant.plan.source import Where
from assistant.query import Query
from assistant.question.parse import Parser
from assistant.question.shape import candidate_measures
from assistant.question.words import clean


@dataclass
class Sentence:
    """What a sentence asserts; ``obstacle`` says why nothing of it can be checked. With both, the assertions are of each
    count that it could mean."""

    text: str
    asserted: list[Asserted] = field(default_factory=list)
    obstacle: str = ""
    relevant: bool = True
    states: bool = False  # a figure
    beside: str = ""  # what else it says that no table shows, a cause above all


class ClaimReader:
    """Uses the question parser's own vocabulary and slots; only the figures are read differently."""

    def __init__(self, parser: Parser, latest: Callable[[str, Where], Span | None]) -> None:
        self.parser = parser
        self.latest = latest  # the newest year held of a measure: "since 2017" runs to it
        self.lookup = parser.lookup

    def read(self, sentence: str, before: Query | None = None) -> Sentence:
        sentence = spelled_out(clean(sentence), self.parser.slots_of)
        stated = find(sentence)
        rest = plain(without(sentence, stated))
        whole = self.parser.slots_of(FIRST.sub(" ", rest) if passed_first(sentence, stated) else rest)
        made = Sentence(sentence, states=bool(stated))
        # "The lowest since 2018" is read by what orders; elsewhere "since" beside another period says nothing known.
        apart = EXTREME.search(sentence)
        words = [w for i in whole.unknown if not ((w := whole.items[i].typed).startswith("since ") and apart)]
        topics = [self.lookup.topics[t] for t in whole.topics if self.lookup.topics[t].hard]
        measures = candidate_measures(whole, self.lookup)
        strong = bool(whole.measures or whole.weak)
        made.relevant = bool(strong or whole.filters or whole.vague or (stated and (topics or before)))
        if topics:
            made.obstacle = absent_topics(self.lookup, topics[:1]).sentence
        elif words:
            made.obstacle = f"{', '.join(f'“{w}”' for w in words)} is not something these tables hold."
        elif whole.ambiguous:
            made.obstacle = f"“{whole.ambiguous[0][0]}” could mean more than one thing."
        elif whole.cue("why"):
            made.obstacle = "The tables do not show causes."
        elif not strong and not whole.periods and not before:
            made.obstacle = "No published count is named."
        elif any(p.problem for p in whole.periods):
            made.obstacle = next(p.problem for p in whole.periods if p.problem)
        elif not measures and before is None:
            made.obstacle = "No published count is named."
        elif len(measures) > 1 and not whole.measures:
            made.obstacle = "It is not clear which published count is meant."
            made.asserted = [
                asserted for name in measures for asserted in Context(self.parser, self.latest, sentence, stated, whole, name, before).assertions()
                if asserted.kind == "count"
            ]  # fmt: skip
        if made.obstacle:
            return made
        measure = measures[0] if measures else before.measure if before else ""
        context = Context(self.parser, self.latest, sentence, stated, whole, measure, before)
        made.asserted = context.assertions()
        soft = [self.lookup.topics[t].why for t in whole.topics if not self.lookup.topics[t].hard]
        made.beside = " ".join(soft)
        return made
