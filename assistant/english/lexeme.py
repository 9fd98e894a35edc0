"""A stretch of a text and all that it may mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Meaning:
    """One thing that a stretch of words may stand for; ``what``: a sense, a word's meaning, a span or a number."""

    category: str
    what: Any


@dataclass(frozen=True)
class Lexeme:
    """A stretch of tokens and its possible meanings. ``start`` and ``end`` are token positions, the end not
    included.
    """

    start: int
    end: int
    text: str
    typed: str
    meanings: tuple[Meaning, ...]
    slips: tuple[tuple[str, str], ...] = ()  # (as typed, as read) of words put right

    @cached_property
    def categories(self) -> frozenset[str]:
        return frozenset(m.category for m in self.meanings)

    def get(self, category: str) -> Meaning | None:
        if category not in self.categories:
            return None
        return next(m for m in self.meanings if m.category == category)

    def is_(self, *categories: str) -> bool:
        return not self.categories.isdisjoint(categories)

    @property
    def plural(self) -> bool:
        """Does one of its words end as a plural does?"""
        return any(word.endswith("s") and not word.endswith("ss") for word in self.text.split())

    def only(self, category: str) -> Lexeme:
        """The same words with their meanings of one category alone."""
        return replace(self, meanings=tuple(m for m in self.meanings if m.category == category))

    def as_(self, category: str, what: Any) -> Lexeme:
        """The same words, meaning one thing alone."""
        return replace(self, meanings=(Meaning(category, what),))


OF_WHOM = " of"


def asks_of(item: Lexeme) -> bool:
    """Is a word of asking of what stands behind it: "what share of | each", "how many of | them"?"""
    return item.text.endswith(OF_WHOM)


def breakdowns(items: Iterable[Lexeme]) -> set[str]:
    """The breakdowns of which lexemes name members."""
    return {m.what.dimension for item in items for m in item.meanings if m.category == "F"}


def typed(items: Sequence[Lexeme]) -> str:
    """As it was typed; words that were written as one ("what's", "CG") once."""
    return " ".join(item.typed for i, item in enumerate(items) if not (i and _same_word(items[i - 1], item)))


def _same_word(before: Lexeme, item: Lexeme) -> bool:
    return item.typed == before.typed and item.text != before.text and item.typed.lower() != item.text
