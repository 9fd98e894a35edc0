"""Words that may stand for several, as what their figures show: a force that referred, or that cases were passed to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.catalog.lookup import Lookup
from assistant.claims.stated import find
from assistant.english.named import Names
from assistant.english.phrases import filled, pattern
from assistant.period import Span
from assistant.store.values import Meaning

ACTING = pattern("either.acting")  # behind these words, or in front of them, a force referred
PASSED = pattern("either.passed")  # as all are of which a force is said


class Either:
    """Members of a breakdown that go by the words of others: told apart by the figures of the sentence.

    ``of`` gives the meanings of a value.
    """

    def __init__(self, lookup: Lookup, names_of: Callable[[str], Names], of: Callable[[int], list[Meaning]]) -> None:
        self.names_of, self.of = names_of, of
        self.known = {
            name: (dimension.id, member.id, dimension.patterns[key][0])
            for dimension in lookup.catalog.dimensions
            for key in dimension.patterns
            for member in dimension.members
            for name in getattr(member, key)
        }
        if (scope := lookup.catalog.claims.scope) is not None:
            self.known |= {words: (scope.dimension, scope.member, plain) for words, plain in scope.either.items()}
        self.words = filled("either.name", names=self.known) if self.known else None

    def told(self, sentence: str, before: tuple[Span, ...] = ()) -> str:
        """The sentence with each such name made plain, where a count beside it is one of that member at that time.

        ``before``: the periods of the sentence before.
        """
        found = self.words.search(sentence) if self.words else None
        if found is None or ACTING.search(f"{sentence[: found.start()]}|{sentence[found.end() :]}"):
            return sentence
        dimension, member, plain = self.known[found["name"]]
        if any(f.dimension == dimension for f in self.names_of(sentence).filters):
            return sentence
        when = (*self.names_of(sentence).spans, *before)
        if any((dimension, member) in m.where and _within(m.period, when) for m in self._meanings(sentence)):
            ahead, behind = (PASSED.sub("", part) for part in (sentence[: found.start()], sentence[found.end() :]))
            return f"{ahead}{plain.replace('{name}', found['name'])}{behind}"
        return sentence

    def _meanings(self, sentence: str) -> Iterator[Meaning]:
        for s in find(sentence):
            if s.kind == "count" and isinstance(s.value, int):
                yield from self.of(s.value)


def _within(period: Span, spans: tuple[Span, ...]) -> bool:
    return any(span.start <= period.start and period.end <= span.end for span in spans)
