"""The sentences of a text, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

BREAK = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n+")
BULLET = re.compile(r"^\s*(?:[-*•–]|\(?[a-z0-9]{1,2}[.)])\s+")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every sentence and line that holds anything."""
    start = 0
    for found in BREAK.finditer(text):
        if text[start : found.start()].strip():
            yield start, found.start()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)
