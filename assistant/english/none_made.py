"""Those who made none, whom no table lists: "which forces did not refer any children?"."""

from __future__ import annotations

from itertools import pairwise

from assistant.english.lexeme import Lexeme

Items = tuple[Lexeme, ...]


def none_made(items: Items) -> Items:
    """The same, with what denies it as a word that nothing knows: they are not those who made some of others."""
    at = next((i for i, (a, b) in enumerate(pairwise(items)) if a.is_("NOT") and b.is_("REFERRING")), None)
    return items if at is None else (*items[:at], items[at].as_("X", items[at].text), *items[at + 1 :])
