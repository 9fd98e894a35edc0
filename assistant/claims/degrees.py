"""Words for how far something moved: "slightly", "a modest rise"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.english.named import Names


def degree_of(sentence: str, names: Names, degrees: Mapping[str, Sequence[float]]) -> tuple[str, float, float] | None:
    """The first such word of a sentence, with its bounds in percent; none that is part of a name: "small boats"."""
    taken = {word for item in names.items if item.is_("F", "M") for word in item.text.split()}
    low = sentence.lower()
    found = next((w for w in degrees if w not in taken and re.search(rf"\b{re.escape(w)}\b", low)), None)
    return (found, degrees[found][0], degrees[found][1]) if found else None
