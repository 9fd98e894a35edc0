"""Questions with their marks in one line: "(a) how many … and (b) how many …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.desk.sense import Sense
from assistant.desk.sentences import Language

INLINE = re.compile(r"(?:^|(?<=\s))\(?(?P<label>\d{1,2}|[a-h]|i{1,3}|iv|vi{0,3})[.)/]\s+(?=\w)")


def inline(text: str, sense: Sense, language: Language, most: int) -> list[tuple[str, str]]:
    """ "(a) how many … and (b) how many …": ("", lead), then each label with its text; empty where the marks only list."""
    marks = list(INLINE.finditer(text))
    if not 1 < len(marks) <= most or marks[0]["label"].lower() not in ("1", "a", "i"):
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    lead = text[: marks[0].start()].strip(" ,")
    found = [
        (mark["label"].lower(), language.patterns["trailing"].sub("", text[mark.end() : end][:600]).rstrip(" ,;"))
        for mark, end in zip(marks, ends, strict=True)
    ]
    asked = [language.asks_directly(piece) or language.counts(piece) for _, piece in found]
    pieces = [piece for _, piece in found]
    if not all(asked) and not _apart(lead, pieces, sense, language):
        return []
    if dated_last(lead, pieces, sense) and not all(sense.said(piece).counts for piece in pieces[:-1]):
        return []  # "(i) the number of men and (ii) the number of women referred in 2022"
    return [("", lead), *found]


def dated_last(lead: str, pieces: Sequence[str], sense: Sense) -> bool:
    """Is a time said with the last piece alone, and of those before it?"""
    said = [sense.said(piece) for piece in pieces]
    dated = ["period" in one.kinds for one in said]
    return dated[-1] and not any(dated[:-1]) and "period" not in sense.said(lead).kinds and not said[-1].those


def _apart(lead: str, pieces: Sequence[str], sense: Sense, language: Language) -> bool:
    """Can each piece be asked for by itself under the lead, and is no time said last that is of all of them?"""
    said = [sense.said(piece) for piece in pieces]
    shared = dated_last(lead, pieces, sense)
    named = all(one.counts or one.dated or language.counts(piece) for one, piece in zip(said, pieces, strict=True))
    return bool(lead) and named and not shared and not language.asks_directly(lead)
