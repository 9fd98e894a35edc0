"""A police force, or its area, as what its figures show that it is: whose referrals were passed to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.catalog.lookup import Lookup
from assistant.claims.stated import find
from assistant.english.named import Names
from assistant.english.phrases import any_of, pattern
from assistant.period import Span
from assistant.store.values import Meaning

ACTING = pattern("forces.acting")  # behind these words, or in front of them, a force referred
PASSED = pattern("forces.passed")  # as all are of which a force is said


class Forces:
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
        self.words = (
            re.compile(rf"\b(?P<name>{any_of(self.known)})\b(?! Police| Constabulary| force)(?: area\b)?")
            if self.known
            else None
        )

    def told(self, sentence: str) -> str:
        """The sentence with each such name made plain, where a count beside it is one of that member at that time."""
        found = self.words.search(sentence) if self.words else None
        if found is None or ACTING.search(f"{sentence[: found.start()]}|{sentence[found.end() :]}"):
            return sentence
        dimension, member, plain = self.known[found["name"]]
        if any(f.dimension == dimension for f in self.names_of(sentence).filters):
            return sentence
        if any((m.period in spans and (dimension, member) in m.where) for spans, m in self._meanings(sentence)):
            before, behind = (PASSED.sub("", part) for part in (sentence[: found.start()], sentence[found.end() :]))
            return f"{before}{plain.replace('{name}', found['name'])}{behind}"
        return sentence

    def _meanings(self, sentence: str) -> Iterator[tuple[tuple[Span, ...], Meaning]]:
        spans = self.names_of(sentence).spans
        for s in find(sentence):
            if s.kind == "count" and isinstance(s.value, int):
                yield from ((spans, m) for m in self.of(s.value))
