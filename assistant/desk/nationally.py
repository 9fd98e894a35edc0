"""A question of a place asked of the whole country: its words without the place, where nothing else in them is unknown."""

from __future__ import annotations

from assistant.desk.sense import Sense
from assistant.desk.settings import Settings


def without_place(text: str, sense: Sense, words: Settings) -> str:
    """The question without the places that limit it; empty where it has none, or where something else is not known or
    not held."""
    bare = text
    for found in reversed([*words.patterns["placed"].finditer(text)]):
        said = sense.said(found.group())
        if (said.unknown or said.withheld) and not said.kinds:
            bare = f"{bare[: found.start()]}{bare[found.end() :]}"
    left = sense.said(bare)
    return bare if bare != text and left.counts and not (left.unknown or left.withheld) else ""
