"""Wholes that are named one after the other: "the share of women among police and among council referrals"."""

from __future__ import annotations

from assistant.english.lexeme import Lexeme

Items = tuple[Lexeme, ...]
WHEN = ("IN", "FOR", "T", "TM")


def among_each(items: Items) -> list[Items]:
    """What is asked of each whole by itself; empty where there is one."""
    first = next((i for i, x in enumerate(items) if x.is_("AMONG")), len(items))
    joint = next((i for i in range(first + 1, len(items) - 2) if items[i].is_("AND") and _again(items, i, first)), 0)
    if not joint:
        return []
    one, another = items[first + 1 : joint], items[joint + 2 :]
    marked = one[-1:] and one[-1].is_("COMMA")
    named, behind = _named(one[: len(one) - bool(marked)]), _named(another)
    if named is None or behind is None:
        return []
    when, counted = named[2] or behind[2], behind[1] or named[1]
    return [(*items[: first + 1], *who, *counted, *when) for who in (named[0], behind[0])]


def _again(items: Items, at: int, first: int) -> bool:
    return items[at + 1].is_("AMONG") and items[at + 1].text == items[first].text


def _named(items: Items) -> tuple[Items, Items, Items] | None:
    """Who is named, what is counted of them, and when; None where it says anything else."""
    who = tuple(x for x in items if x.is_("F"))
    when = tuple(x for x in items if x.is_(*WHEN) and not x.is_("F"))
    counted = tuple(x for x in items if x.is_("M", "W", "PEOPLE") and not x.is_("F"))
    rest = [x for x in items if not x.is_("F", "M", "W", "PEOPLE", "ARTICLE", "STOP", "MARK", *WHEN)]
    return (who, counted, when) if who and not rest else None
