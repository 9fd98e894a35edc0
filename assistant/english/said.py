"""A question as far as its words go: what they name one by one, where nothing joins them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.asked.selection import Selection
from assistant.english.lexeme import Lexeme
from assistant.period import Span
from assistant.words.tokens import WordUse
from assistant.words.vocabulary import Sense

Intent = Literal["figure", "definition", "catalogue", "release", "change", "comparable", "why", "undefined"]


@dataclass(frozen=True)
class Said:
    """What one question names.

    ``query`` is the count nearest to it, where the measure is decided: never answered, only said to be lacking or
    offered; ``measures`` holds the candidates. ``ambiguous`` pairs a typed word with its possible members; ``problems``
    are periods that cannot be had.
    """

    text: str
    intent: Intent = "figure"
    query: Selection | None = None
    measures: tuple[str, ...] = ()
    ambiguous: tuple[tuple[str, tuple[Sense, ...]], ...] = ()
    problems: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    words: WordUse = WordUse()
    meaningful: bool = True  # something of the publication is named
    publication: str = ""  # whose words it is in
    others: tuple[Said, ...] = ()  # in the words of other publications, where it could be of either
    lexemes: tuple[Lexeme, ...] = ()
    follows: Selection | None = None  # what was asked before it, of which each count that it may mean is asked
