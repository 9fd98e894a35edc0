"""A sentence that says one thing of one group and another of another, as the two that it is made of."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.claims.orderings import FALL, RISE
from assistant.claims.stated import find
from assistant.english.named import Names

LEADING = re.compile(r"^(?:while|whereas|although|though) (?P<first>[^,;]+), (?P<second>.+)$", re.IGNORECASE)
BREAK = re.compile(r"\s*;\s+(?:and |but )?|,? (?:but|while|whereas|although|though) (?!only\b)", re.IGNORECASE)
COMMA = re.compile(r", (?:and )?(?=\D)")


def clauses(sentence: str, names_of: Callable[[str], Names]) -> list[str]:
    """The clauses, each with its own subject, change or figure, and the period of the other where it names none; the
    sentence itself where they do not stand alone."""
    led = LEADING.match(sentence)
    pieces = [led["first"], led["second"]] if led else BREAK.split(sentence)
    if len(pieces) < 2:
        pieces = COMMA.split(sentence)
        if not all(any(s.kind == "change" for s in find(piece)) for piece in pieces):
            return [sentence]
    named_in = [names_of(piece) for piece in pieces]
    listed = ";" in sentence and not led
    moved = all(RISE.search(piece) or FALL.search(piece) for piece in pieces)
    stated = all(any(s.kind in ("count", "change") for s in find(piece)) for piece in pieces)
    about = [frozenset((f.dimension, f.member) for f in s.filters) | {*s.measures, *s.weak} for s in named_in]
    if len(pieces) < 2 or not (moved or (listed and stated)) or not all(about) or len(set(about)) < len(about):
        return [sentence]
    named = list(dict.fromkeys(span for s in named_in for span in s.spans))
    if any(not s.spans for s in named_in):
        if not 0 < len(named) < 3:
            return pieces if not any(s.periods for s in named_in) else [sentence]
        when = f" in {named[0].label}" if len(named) == 1 else f" between {named[0].label} and {named[1].label}"
        pieces = [piece if s.spans else piece.rstrip(" .") + when for piece, s in zip(pieces, named_in, strict=True)]
    return pieces
