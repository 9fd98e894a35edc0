"""How long something took, held against the days that are printed of it: single figures, never computed with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.answer.model import Part
from assistant.asked.selection import Selection
from assistant.claims.model import Assertion, Published, Verdict
from assistant.claims.numbers import YEAR
from assistant.claims.spans import following
from assistant.claims.stated import find
from assistant.english.named import Names
from assistant.english.phrases import explanation, filled, numbered, pattern
from assistant.period import Span

DAYS = pattern("lengths.days")
BARE = pattern("lengths.bare")  # "637 days in 2024, up from | 526": of days as well
BASE = pattern("lengths.base")  # before a figure that another is set beside
APART, LEADING = pattern("lengths.apart"), pattern("clauses.leading")
KIND_OF_MEAN = pattern("lengths.kind_of_mean")
OF_SOME = pattern("lengths.of_some")
FURTHER = pattern("lengths.further")
NUMBERS = numbered("count")
AVERAGE = explanation("lengths.average")


class Lengths:
    """Reads with the names of a sentence and the printed figures of days."""

    def __init__(self, assistant: Published, names_of: Callable[[str], Names]) -> None:
        self.assistant, self.names_of = assistant, names_of
        lookup = assistant.lookup
        listed = [topic.printed for topic in lookup.topics.values() if topic.printed and "" not in topic.printed]
        self.days = {count: name for printed in listed for count, name in printed.items()}
        self.days |= {name: name for name in self.days.values()}
        self.keepers = filled(
            "reduced.publishers", who=lookup.catalog.claims.receives.words
        )  # who decides, of all of it

    def apart(self, sentence: str) -> list[str]:
        """The clauses of a sentence of which some say how long something took and some other figures; else itself."""
        led = LEADING.match(sentence)  # "While 68% were positive, the wait fell to 550 days"
        pieces = [led["first"], led["second"]] if led else APART.split(sentence)
        lasting = [DAYS.search(piece) is not None for piece in pieces]
        counting = [bool(find(piece)) for piece, lasts in zip(pieces, lasting, strict=True) if not lasts]
        return pieces if any(lasting) and counting and all(counting) else [sentence]

    def judged(self, sentence: str, before: Selection | None = None) -> list[Assertion]:
        """An assertion for every number of days that a sentence states of a decision, or of cases; none of another one.

        ``before``: what the sentence before was about.
        """
        stated = list(DAYS.finditer(sentence))
        first = stated[0].end() if stated else len(sentence)
        stated += [found for found in BARE.finditer(sentence, first) if not YEAR.fullmatch(found["n"])]
        stated.sort(key=lambda found: found.start())
        whole = self.names_of(self.keepers.sub(" ", sentence))
        if not stated or not self.days or OF_SOME.search(sentence) or whole.filters:
            return []
        counted = whole.counted or ((before.measure,) if before is not None else ())
        measures = list(dict.fromkeys(self.days[m] for m in counted if m in self.days))
        told = before.periods[-1:] if before is not None else ()
        periods = list(self._periods(sentence, stated, whole.spans or told, told))
        facts = [self._fact(measures[0], span) if len(measures) == 1 else None for span in periods]
        if not any(facts):
            return []
        held = [self._held(sentence, found, fact) for found, fact in zip(stated, facts, strict=True)]
        return [
            self._apart(held[n], way, facts[n - 1] if n else None, facts[n])
            if (way := FURTHER.match(sentence, found.end()))
            else held[n]
            for n, found in enumerate(stated)
        ]

    def _periods(
        self, sentence: str, stated: list[re.Match[str]], spans: tuple[Span, ...], told: tuple[Span, ...]
    ) -> Iterator[Span | None]:
        """The period of each figure: the one behind it up to the next, the last one in front of it, or the only one.

        A period behind a figure that another is set beside is of that figure alone: "from 728 days in Q2 to | 550".
        """
        ends = [0, *(found.end() for found in stated)]
        starts = [*(found.start() for found in stated), len(sentence)]
        between = [self.names_of(sentence[a:b]).spans for a, b in zip(ends, starts, strict=True)]
        bases = [BASE.search(sentence[: found.start("n")].rstrip()) is not None for found in stated]
        theirs = {span for based, behind in zip(bases, between[1:], strict=True) if based for span in behind[:1]}
        after = tuple(following(span) for span in theirs) if len(theirs) == 1 else ()
        for n, based in enumerate(bases):
            before, behind = between[n], between[n + 1]
            own = before[-1:] if n == 0 and before and not (based and behind) else behind[:1]
            after_base = n > 0 and bases[n - 1]
            alone = spans if len(spans) == 1 and spans[0] not in theirs else told[-1:] or after
            found = own or (between[0][-1:] if after_base else before[-1:]) or alone
            yield (found[0].before() if based and not own else found[0]) if found else None

    def _fact(self, measure: str, span: Span | None) -> Part | None:
        if span is None:
            return None
        part = self.assistant.answer(Selection(measure, periods=(span,)))
        return part if part.status == "answered" else None

    def _apart(self, one: Assertion, way: re.Match[str], own: Part | None, other: Part | None) -> Assertion:
        """ "637 days in 2024, | 111 days longer than in 2023": how far the days in front of it are from these."""
        if own is None or other is None or own.value is None or other.value is None:
            return Assertion(one.text, "cannot_check", one.stated, None, None, "No figure that is held here gives it.")
        value = own.value - other.value if way["more"] else other.value - own.value
        verdict: Verdict = "supported" if value == one.stated else "not_supported"
        said = f"{own.headline} {other.headline}"
        return Assertion(one.text, verdict, one.stated, value, own.sources[0].release, said, own)

    def _held(self, sentence: str, found: re.Match[str], fact: Part | None) -> Assertion:
        value = NUMBERS.get(found["n"].lower()) or float(found["n"].replace(",", ""))
        value = int(value) if float(value).is_integer() else value
        stated = found.group() if DAYS.match(found.group()) else found["n"]
        if fact is None:
            return Assertion(stated, "cannot_check", value, None, None, "No figure that is held here gives it.")
        verdict: Verdict = "supported" if value == fact.value else "not_supported"
        said = fact.headline
        if KIND_OF_MEAN.search(sentence):
            verdict, said = "needs_context" if value == fact.value else "cannot_check", f"{said} {AVERAGE}"
        return Assertion(stated, verdict, value, fact.value, fact.sources[0].release, said, fact)
