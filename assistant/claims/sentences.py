"""The sentences of a text, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

BREAK = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n+")
LONGEST = 700  # characters of a sentence that is read


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every sentence and line that holds anything."""
    start = 0
    for found in BREAK.finditer(text):
        yield from _pieces(text, start, found.start())
        start = found.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence; of one that is too long to be read at once the stretches between its marks."""
    while end - start > LONGEST:
        cut = next((at for mark in (";", ",", " ") if (at := text.rfind(mark, start + 1, start + LONGEST)) > 0), 0)
        if not cut:
            break
        yield start, cut + 1
        start = cut + 1
    if text[start:end].strip():
        yield start, end
