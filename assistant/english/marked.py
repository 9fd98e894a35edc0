"""Items of unlike kinds, each of a thing by itself: "what share were (a) boys and (b) UK nationals?", "of women, and of
Albanians".
"""

from __future__ import annotations

from itertools import pairwise

from assistant.english.lexeme import Lexeme, breakdowns

JOINS = ("COMMA", "AND", "OR", "MARK")
LEADING = ("OF", "FOR", "FROM", "BY")
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


def named_twice(items: tuple[Lexeme, ...]) -> list[tuple[Lexeme, ...]]:
    """ "Referrals of women, and of Albanians, in 2023": of each by itself, where the same word leads to both."""
    for i in range(2, len(items) - 1):
        joins, end = items[i], i - items[i - 1].is_("COMMA")
        asks = any(item.is_("SHARE", "HOWMANY", "WHAT", "WHICH", "MOST") for item in items[i:])
        if not joins.is_("AND") or end < 2 or asks:
            continue
        first, before = items[end - 1], items[end - 2]
        led = joins.text.split()[-1] == before.text  # "and for" is one word
        leads, at = (before, i + 1) if led else (items[i + 1], i + 2)
        second = items[at] if at < len(items) else joins
        same = leads.is_(*LEADING) and leads.text == before.text and first.is_("F") and second.is_("F")
        if same and not breakdowns((first,)) & breakdowns((second,)):
            rest = items[at + 1 + (at + 1 < len(items) and items[at + 1].is_("COMMA")) :]
            return [(*items[:end], *rest), (*items[: end - 2], leads, second, *rest)]
    return []


def _trimmed(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    while items and items[-1].is_(*JOINS):
        items = items[:-1]
    return items
