"""Questions with their marks in one line: "(a) how many … and (b) how many …"."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.desk.sentences import Language

INLINE = re.compile(r"(?:^|(?<=\s))\(?(?P<label>\d{1,2}|[a-h])[.)/]\s+(?=\w)")


def inline(text: str, language: Language, most: int, counts: Callable[[str], bool]) -> list[tuple[str, str]]:
    """ "(a) how many … and (b) how many …": ("", lead), then each label with its text; empty where the marks only list.
    ``counts`` says whether a piece names what can be asked for by itself."""
    marks = list(INLINE.finditer(text))
    if not 1 < len(marks) <= most or marks[0]["label"].lower() not in ("1", "a"):
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    found = [
        (mark["label"].lower(), language.patterns["trailing"].sub("", text[mark.end() : end][:600]).rstrip(" ,;"))
        for mark, end in zip(marks, ends, strict=True)
    ]
    lead = text[: marks[0].start()].strip(" ,")
    asking = language.asks_directly(lead)  # "how many had a (a) positive or (b) negative decision"
    if not all(
        language.asks_directly(piece) or language.counts(piece) or (counts(piece) and not asking) for _, piece in found
    ):
        return []
    return [("", lead), *found]
