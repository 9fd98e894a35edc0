"""By how much something moved, where that is asked behind it: "a rise of how many on 2023?"."""

from __future__ import annotations

from itertools import pairwise

from assistant.english.lexeme import Lexeme

BASE = ("T", "AT", "FROM", "BASE", "ARTICLE", "STOP", "COMPARE", "VERSUS", "POLITE")  # "on 2023", "from 2023"
COUNTED = ("M", "W", "F", "PEOPLE", "D", "UNIT", "V", "BE", "DO")


def moved_by_many(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Down how many from 2022", "a rise of how many", "they fell in 2024 - by how much on 2023?": by how much, where
    nobody is counted behind it.
    """
    items = _asked_behind(items)
    for at, item in enumerate(items):
        many = item.get("HOWMANY")
        asks = item.is_("HOWMUCH") or (many is not None and many.what == "asked")  # and not "a rise in numbers"
        if at and asks and not any(x.is_(*COUNTED) for x in items[at + 1 : at + 2]):
            much = item.as_("HOWMUCH", "much")
            if items[at - 1].is_("MOVE"):
                return (*items[:at], much, *items[at + 1 :])
            if at > 1 and items[at - 1].is_("OF") and items[at - 2].is_("MOVE"):
                start = at - 2 - (at > 2 and items[at - 3].is_("ARTICLE"))
                return (*items[:start], much, *items[start : at - 1], *items[at + 1 :])
    return items


def year_on_year(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "The year-on-year change for each quarter of 2025", "quarterly referrals in 2025 with year on year changes": the
    change of each of them compared with a year earlier.
    """
    items = _step_behind(items)
    at = next((i for i, x in enumerate(items[:-1]) if _yearly(x) and items[i + 1].is_("MOVE", "GROWTH")), None)
    grain = any((m := x.get("GRAIN")) is not None and m.what == "quarter" for x in items)
    if at is None or not grain or any(x.is_("VERSUS", "MOST", "WHICH", "AVERAGE") for x in items):
        return items
    begin = at
    while begin and items[begin - 1].is_("ARTICLE", "AND", "COMMA", "WITH"):
        begin -= 1
    end = next((j for j in range(len(items), 0, -1) if not items[j - 1].is_("STOP", "MARK", "POLITE")), 0)
    moved, step = items[at + 1], items[at]
    behind = (moved.as_("VERSUS", "versus"), step)
    return (moved, moved.as_("IN", "in"), *items[:begin], *items[at + 2 : end], *behind, *items[end:])


def _step_behind(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "… and the change on the same quarter of the year before": and the year-on-year change."""
    at = next((i for i in range(1, len(items) - 1) if items[i].is_("MOVE", "GROWTH")), 0)
    before = [x for x in items[max(at - 2, 0) : at] if not x.is_("ARTICLE")]
    rest = [x for x in items[at + 1 :] if not x.is_("STOP", "MARK", "POLITE", "ARTICLE")]
    beside = at and before and before[-1].is_("AND") and len(rest) == 2 and _yearly(rest[1])
    if not beside or not rest[0].is_("BASE", "FROM", "AT", "VERSUS", "COMPARE", "IN"):
        return items
    return (*items[:at], rest[1], items[at])


def _yearly(item: Lexeme) -> bool:
    return (step := item.get("EARLIER")) is not None and step.what == "year"


def come_down_by(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "How much has the queue come | down by": a movement, and no breakdown, where no breakdown is named behind it."""
    for i, (a, b) in enumerate(pairwise(items)):
        happens = a.is_("FILLER") or ((verb := a.get("VERB")) is not None and verb.what == "happen")
        rest = items[i + 2 :]
        if happens and b.is_("BREAKDOWN") and all(x.is_(*BASE, "EARLIER", "IN", "SINCE") for x in rest):
            word = b.get("BREAKDOWN")
            if word is not None and word.what == "down":
                return (*items[:i], b.as_("MOVE", "down"), *rest)
    return items


def _asked_behind(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Referrals fell in 2024 | - by how much | on 2023": the same, asked first."""
    at = next((i for i, item in enumerate(items) if i and item.is_("HOWMUCH") and items[i - 1].is_("COMMA", "MARK")), 0)
    head, rest = items[: at - 1] if at else (), items[at + 1 :]
    moved = any(item.is_("MOVE") for item in head) and not head[0].is_(
        "BE", "DO", "HAVE", "WHICH", "WHEN", "WHAT", "IF"
    )
    base = any(item.is_("T") for item in rest) and all(item.is_(*BASE) for item in rest)
    return (items[at], *head, *rest) if moved and base else items


def higher_than(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "By how much were referrals in 2023 higher than in 2021?": as "… higher in 2023 than in 2021"; "what percentage
    higher" is by what percentage."""
    at = next((i for i, (a, b) in enumerate(pairwise(items)) if a.is_("MORE") and b.is_("THAN")), 0)
    if at and items[0].is_("HOWMUCH") and items[at - 1].is_("T"):
        ahead = at - 1 - items[at - 2].is_("IN", "FOR")
        return (*items[:ahead], items[at], *items[ahead:at], *items[at + 1 :])
    if len(items) > 1 and items[0].is_("SHARE") and items[1].is_("MORE"):
        return (items[0].as_("HOWMUCH", "percent"), *items[1:])
    return items


def percent_by(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "What percentage did referrals fall by?": by what percentage did they fall."""
    at = next((i for i, (a, b) in enumerate(pairwise(items)) if a.is_("MOVE") and b.is_("BY")), 0)
    ends = at and not any(x.is_(*COUNTED) for x in items[at + 2 : at + 3])
    if not ends or not (items[0].is_("SHARE") and len(items) > 1 and items[1].is_("DO", "HAVE")):
        return items
    return (items[0].as_("HOWMUCH", "percent"), *items[1 : at + 1], *items[at + 2 :])
