"""A question that leaves unsaid of whom it is: "how many were referred?", of those that were spoken of."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.english.lexeme import Lexeme

HEAD = ("AND", "POLITE", "COMMA", "NO", "REPEAT")


def elided(items: Sequence[Lexeme]) -> bool:
    """Does a verb stand right behind the word that asks how many?"""
    said = [item for item in items if not item.is_(*HEAD)]
    named = any(item.is_("PEOPLE", "M", "THOSE") for item in said)
    return len(said) > 1 and said[0].is_("HOWMANY", "TOTAL") and said[1].is_("BE", "HAVE", "F", "W") and not named
