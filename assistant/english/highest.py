"""How the highest is asked for: "the second-highest", "which quarter had the highest quarterly total?"."""

from __future__ import annotations

from itertools import pairwise

from assistant.english.lexeme import Lexeme


def nth_highest(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "The third-highest number of": one word of two."""
    for i in range(1, len(items) - 1):
        if items[i].text == "-" and items[i - 1].is_("NTH") and items[i + 1].is_("MOST"):
            return (*items[:i], *items[i + 1 :])
    return items


def parts_again(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Which quarter had the highest quarterly total?": of each quarter anyway."""
    unit = next((b.get("UNIT") for a, b in pairwise(items) if a.is_("WHICH") and b.is_("UNIT")), None)
    most = any(x.is_("MOST") for x in items)
    return tuple(x for x in items if not _again(x, unit.what)) if most and unit is not None else items


def _again(item: Lexeme, unit: object) -> bool:
    grain = item.get("GRAIN") if item.is_("PERIODIC") else None
    return grain is not None and grain.what == unit


def two_highest(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "The two most common types", "the two biggest": how many of the highest, and not two that were told."""
    return tuple(
        item.as_("N", 2) if item.is_("TWO") and items[i + 1 : i + 2] and items[i + 1].is_("MOST") else item
        for i, item in enumerate(items)
    )
