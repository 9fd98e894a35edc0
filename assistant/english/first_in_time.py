"""The first or the last period that keeps to a limit: "the first quarter in which referrals topped 5,000"."""

from __future__ import annotations

from assistant.english.lexeme import Lexeme

RELATIVE = ("WHICH", "WHEN", "REL", "WITH")
PERIOD = ("UNIT", "GRAIN")


def first_in_time(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "The first quarter in which referrals topped 5,000", "the last year when …": first (last) of the limit, and not
    of the year or of all.
    """
    for i in range(len(items) - 3):
        place = "last" if _last(items[i]) else "first" if items[i].is_("FIRST") else ""
        two = place and items[i + 1].is_(*PERIOD) and items[i + 2].is_(*RELATIVE)
        limit = next((k for k in range(i + 3, len(items) - 1) if _limits(items, k)), None)
        if not two or limit is None:
            continue
        asked = any(x.is_("WHICH") for x in items[:i])
        which = () if asked else (items[i + 2].as_("WHICH", "which"),)
        first = items[i].as_("FIRST", place)
        behind = tuple(x for x in items[i + 3 : limit] if not x.is_("BE", "HAVE"))
        return (*items[:i], *which, items[i + 1].as_("UNIT", grain(items[i + 1])), *behind, first, *items[limit:])
    return items


def any_before(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "The highest in any quarter before 2023": of all up to then, and not of the one before it."""
    for i in range(1, len(items) - 1):
        step = items[i].get("EARLIER")
        unit = str(step.what) if step is not None else ""
        if unit in ("quarter", "year") and items[i - 1].is_("ANYOF", "EACH", "WHICH") and items[i + 1].is_("T"):
            return (*items[:i], items[i].as_("UNIT", unit), items[i].as_("UNTIL", "before"), *items[i + 1 :])
    return items


def so_far(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Which year so far has had the most?": of all that are held, and not of the newest alone."""
    asked = any(x.is_("WHICH", "WHEN") for x in items) and any(x.is_(*PERIOD) for x in items)
    ranks = asked and any(x.is_("MOST", "FIRST", "NTH") for x in items)
    return tuple(x for x in items if not x.is_("SOFAR")) if ranks else items


def _last(item: Lexeme) -> bool:
    return (meaning := item.get("LATEST")) is not None and meaning.what == "last"


def _limits(items: tuple[Lexeme, ...], at: int) -> bool:
    """Does a limit begin there: "more than 5,000", "more than half of"?"""
    part = items[at].get("FRACTION")
    return (items[at].is_("LIMIT") and numbered(items, at)) or (part is not None and str(part.what)[0] in "<>")


def numbered(items: tuple[Lexeme, ...], at: int) -> bool:
    """Does a number stand behind it?"""
    return any(x.is_("N") for x in items[at + 1 : at + 3])


def grain(item: Lexeme) -> object:
    """The year or quarter that it names."""
    named = item.get("UNIT") or item.get("GRAIN")
    assert named is not None
    return named.what
