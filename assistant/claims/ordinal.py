"""Quarters that are named by their place in a year that stands elsewhere: "the busiest quarter of 2023 was the first"."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.english.named import Names
from assistant.english.phrases import numbered, pattern
from assistant.period import Span

OF_YEAR, WHOSE = pattern("ordinal.of_year"), pattern("ordinal.whose")
FURTHER, THAN_ANY = pattern("ordinal.further"), pattern("ordinal.than_any")
PLACES = numbered("quarter")


def ordinals(sentence: str, names_of: Callable[[str], Names]) -> str:
    """The sentence with the quarter and its year in place of "the first", and less a word that says of a count only that
    another was given before it: "5,850 adults, and a further 4,548 children"."""
    sentence = WHOSE.sub(r"the \g<most> \g<unit> of \g<year>", sentence)
    sentence = OF_YEAR.sub(_placed, sentence)
    sentence = THAN_ANY.sub(
        lambda m: f"{m['rest']}, the {'lowest' if m['less'] else 'highest'} quarterly figure {m['when']}", sentence
    )
    return FURTHER.sub(lambda m: f"{m['lead']} {m['n']}{m['rest']}" if names_of(m["rest"]).filters else m[0], sentence)


def _placed(found: re.Match[str]) -> str:
    first = 4 * int(found["year"]) + PLACES[found["nth"].lower()]
    return f"{found['lead']} {Span(first, first).label}"
