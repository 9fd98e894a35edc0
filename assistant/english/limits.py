"""Builders of what is highest, and of numbers that a count is held against."""

from __future__ import annotations

from dataclasses import replace

from assistant.english.frame import EMPTY, Frame, Time
from assistant.english.lexeme import Lexeme
from assistant.english.portions import Glue


def bounding(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Over 600" is more than that, and no stretch of time: before a number a limit is nothing else; "what was it
    exactly?", where no number follows, says nothing.
    """
    return tuple(_bounding(item, behind) for item, behind in zip(items, (*items[1:], None), strict=False))


def _bounding(item: Lexeme, behind: Lexeme | None) -> Lexeme:
    if item.is_("LIMIT") and item.is_("FOR") and behind is not None and _number(behind):
        return item.only("LIMIT")
    if (until := item.get("UNTIL")) is not None and until.what == "through" and behind is not None and behind.is_("F"):
        return item.as_("BY", "by")  # "through the police", and not "through 2015"
    alone = behind is None or behind.is_("STOP", "COMMA", "MARK", "HOWMANY", "WHAT", "SHARE")
    return item.as_("POLITE", item.text) if alone and all(m.category == "EXACTLY" for m in item.meanings) else item


def _number(item: Lexeme) -> bool:
    return all(m.category == "N" for m in item.meanings)


def most(word: str) -> tuple[int | None, bool, int]:
    return (None, word == "high", 1)


def nth_most(nth: str, word: str) -> tuple[int | None, bool, int]:
    return (None, word == "high", int(nth))


def most_few(word: str, number: int) -> tuple[int | None, bool, int] | None:
    return (number, word == "high", 1) if 0 < number <= 100 else None


def had_limit(glue: Glue, op: str, number: int) -> tuple[str, int, Frame] | None:
    """ "Had more than 100": a limit on what is counted, as "people over 25" is not."""
    return (op, number, EMPTY) if set(glue) & {"HAVE", "WITH", "VERB", "BE", "DO"} else None


def first_limit(first: str, op: str, number: int) -> tuple[str, int, Frame]:
    """ "First pass 10,000", "for the last time below 4,000"."""
    return f"{first} {op}", number, EMPTY


def ever_limit(time: Time, op: str, number: int) -> tuple[str, int, Frame] | None:
    """ "Did it ever exceed 6,000?": in any of all that is held."""
    return (op, number, Frame(time=time)) if time.whens == ("all",) else None


def counted_limit(op: str, number: int, frame: Frame) -> tuple[str, int, Frame] | None:
    people = frame == EMPTY or replace(frame, noun=False, words=EMPTY.words, plural=False) == EMPTY  # "over 200 people"
    return (op, number, frame) if frame.counts or people else None
