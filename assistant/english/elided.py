"""A question that leaves unsaid of whom it is: "how many were referred?", of those that were spoken of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.english.lexeme import Lexeme

BEHIND = ("BE", "HAVE", "VERB", "BY", "FROM", "FOR")  # where those counted would stand
HEAD = ("AND", "POLITE", "COMMA", "NO", "REPEAT")


def elided(items: Sequence[Lexeme]) -> bool:
    """Does a verb stand right behind the word that asks how many?"""
    said = [item for item in items if not item.is_(*HEAD)]
    named = any(item.is_("PEOPLE", "M", "THOSE") for item in said)
    asks = len(said) > 1 and said[0].is_("HOWMANY", "TOTAL", "SHARE") and said[1].is_("BE", "HAVE", "F", "W")
    return asks and not named


def acts(items: Sequence[Lexeme]) -> bool:
    """ "How many also claimed asylum?": what they did stands where they would be named, and no time of its own."""
    said = [item for item in items if not item.is_(*HEAD)]
    behind = any(item.is_("BE", "HAVE", "DO", "T", "TM") for item in said[2:])
    return len(said) > 1 and said[0].is_("HOWMANY", "SHARE") and said[1].is_("F") and not behind


def of_those(items: Sequence[Lexeme]) -> bool:
    """ "What share of them were referred?": of those that were counted before, whatever else the words may mean."""
    return any(item.is_("THOSE") for item in items) and not any(item.is_("M") for item in items)


def leans(items: Sequence[Lexeme]) -> bool:
    """ "How many were children?", "what share came from Vietnam?", "how many of the 2022 ones": of those spoken of."""
    said = [item for item in items if not item.is_(*HEAD)]
    if any(item.is_("PEOPLE", "M", "W", "V") for item in said):
        return False
    dated = any(item.is_("T", "TM", "LATEST", "NOW") for item in said) and not items[0].is_("AND")
    asks = len(said) > 2 and said[0].is_("HOWMANY", "SHARE") and said[1].is_(*BEHIND)
    ones = any(a.is_("T", "TM") and b.is_("ONES") for a, b in pairwise(items))
    return ones or (asks and not dated and any(item.is_("F") for item in said))
