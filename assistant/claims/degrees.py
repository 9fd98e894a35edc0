"""Words for how far something moved: "slightly", "a modest rise"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.claims.clauses import TURN
from assistant.english.named import Names


def degree_of(
    sentence: str, movement: str, names_of: Callable[[str], Names], degrees: Mapping[str, Sequence[float]]
) -> tuple[str, float, float] | None:
    """The first such word that a sentence says of a movement, with its bounds in percent; none that is part of a name:
    "small boats"."""
    own = next((piece for piece in TURN.split(sentence) if movement in piece), sentence)
    taken = {word for item in names_of(own).items if item.is_("F", "M") for word in item.text.split()}
    low = own.lower()
    found = next((w for w in degrees if w not in taken and re.search(rf"\b{re.escape(w)}\b", low)), None)
    return (found, degrees[found][0], degrees[found][1]) if found else None
