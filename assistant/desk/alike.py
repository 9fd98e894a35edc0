"""Items of a list that ask of those before them in the same words: "how many of these were children", "how many of these
were Romanian"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asked.meaning import Asked
from assistant.desk.ask import Ask
from assistant.desk.sense import TIMES, Sense
from assistant.desk.sentences import Language


def beside(at: int, asks: Sequence[Ask], language: Language) -> bool:
    """Is it one of two lines without a number that both begin with "of those", of the question above them?"""
    begins, ask, last = language.patterns["begins_those"], asks[at], asks[at - 1]
    number = language.patterns["those_number"]  # "the number of these who were men, and the number of those who …"
    if ask.after is not None and ask.at == last.at and number.match(ask.text) and number.match(last.text):
        return True
    alike = ask.group == last.group > 0 and ask.at != last.at and not (ask.label or last.label)
    return alike and all(begins.match(one.said) is not None for one in (ask, last))


def _kinds(
    at: int, asks: Sequence[Ask], sense: Sense, language: Language
) -> tuple[frozenset[str], frozenset[str]] | None:
    """What an item limits by, and what the item before it does, where both ask in the same words of those before them."""
    ask, last = asks[at], asks[at - 1]
    if not (at and ask.group == last.group > 0 and bool(ask.label) == bool(last.label) and ask.at != last.at):
        return None
    own, above = (language.patterns["of_these_were"].match(one.text) for one in (ask, last))
    said, before = sense.said(ask.text), sense.said(last.text)
    if own is None or above is None or own["those"].lower() != above["those"].lower() or said.counts or before.counts:
        return None
    return said.kinds - TIMES, before.kinds - TIMES


def of_the_same(at: int, asks: Sequence[Ask], sense: Sense, language: Language) -> bool:
    """Is an item of those that the item before it is of: one limits by what the other does ("men", "women"), or by nothing
    of that ("children", "Romanian")?"""
    kinds = _kinds(at, asks, sense, language)
    plain = kinds is not None and all(kinds) and (kinds[0] == kinds[1] or not kinds[0] & kinds[1])
    return plain or beside(at, asks, language)


def narrower(
    at: int, asks: Sequence[Ask], asked: Sequence[Asked | None], sense: Sense, language: Language
) -> Asked | None:
    """What the item before it counts, of which an item that limits by something else may be, too."""
    kinds = _kinds(at, asks, sense, language)
    unlike = kinds is not None and all(kinds) and not kinds[0] & kinds[1]
    return asked[at - 1] if unlike and asks[at].after is None else None  # under another item both are of that
