"""Marked items of unlike kinds: "what share were (a) boys, (b) UK nationals and (c) for criminal exploitation?"."""

from __future__ import annotations

from itertools import pairwise

from assistant.english.lexeme import Lexeme, breakdowns

JOINS = ("COMMA", "AND", "OR", "MARK")
WHEN = ("IN", "T", "TM", "FOR", "OF")


def marked(items: tuple[Lexeme, ...]) -> list[tuple[Lexeme, ...]]:
    """What is asked, of each item by itself; empty where they are of one kind, and a list of it."""
    at = [i for i, item in enumerate(items) if (mark := item.get("COMMA")) is not None and mark.what == "item"]
    head = _trimmed(items[: at[0]]) if at else ()
    parts = [_trimmed(items[i + 1 : j]) for i, j in pairwise((*at, len(items)))]
    kinds = [frozenset(breakdowns(part)) for part in parts]
    unlike = len(parts) > 1 and all(kinds) and not any(a & b for a, b in pairwise(kinds))
    if not unlike or not head or any(item.is_("M", "D") for part in parts for item in part):
        return []
    last = parts[-1]
    dated = [i for i in range(1, len(last)) if last[i].is_("IN", "T", "TM") and all(x.is_(*WHEN) for x in last[i:])]
    behind = last[dated[0] :] if dated else ()
    parts[-1] = last[: len(last) - len(behind)]
    return [(*head, *part, *behind) for part in parts]


def _trimmed(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    while items and items[-1].is_(*JOINS):
        items = items[:-1]
    return items
