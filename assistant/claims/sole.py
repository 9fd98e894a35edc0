"""Who did all of something at a time: the one competent authority that there was limits no figure of that time."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.catalog.lookup import Lookup
from assistant.english.named import Names
from assistant.english.phrases import filled
from assistant.period import Span


class Sole:
    """The members of breakdowns that were the only one for some time."""

    def __init__(self, lookup: Lookup, names_of: Callable[[str], Names]) -> None:
        self.names_of = names_of
        self.members: list[tuple[re.Pattern[str], Span, str]] = [
            (
                filled("sole.named", who=member.words),
                Span(Span.read(member.only[0]).start, Span.read(member.only[1]).end),
                dimension.plural,
            )
            for dimension in lookup.catalog.dimensions
            for member in dimension.members
            if member.only
        ]

    def told(self, sentence: str, told: tuple[Span, ...]) -> str:
        """ "The Single Competent Authority (SCA) made | 2,922 decisions in Q1 2021": as by all of its kind, where every period
        of the sentence, or of the one before it, is of that time."""
        for named, when, everyone in self.members:
            spans = (self.names_of(sentence).spans or told) if named.search(sentence) else ()
            if spans and all(when.start <= span.start and span.end <= when.end for span in spans):
                sentence = named.sub(f"the {everyone}", sentence)
        return sentence
