""" "How many were referred there?": at the place that was spoken of; where none was, nobody knows where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.catalog.lookup import Lookup
from assistant.english.frame import Frame
from assistant.english.lexeme import Lexeme, Meaning
from assistant.english.phrases import phrases
from assistant.words.tokens import phrase
from assistant.words.vocabulary import Sense, Vocabulary

BEHIND = ("W", "M", "V", "F", "VERB", "PEOPLE")  # behind these "there" says where; behind "were" it says nothing
BEFORE = ("BE", "HAVE")  # "how many people there are"
LED = phrases("place")["led"]  # before the words of a place


def pointing(items: Sequence[Lexeme]) -> list[Lexeme]:
    """The lexemes of a text, each "there" that says where as a word that nothing knows yet."""
    out: list[Lexeme] = []
    for i, item in enumerate(items):
        says = item.is_("THERE") and i > 0 and items[i - 1].is_(*BEHIND)
        if says and not (i + 1 < len(items) and items[i + 1].is_(*BEFORE)):
            item = replace(item, meanings=(Meaning("X", item.text), Meaning("THERE", item.text)))
        out.append(item)
    return out


def placed(
    items: tuple[Lexeme, ...], spoken: Iterable[Frame | None], lookup: Lookup, vocabulary: Vocabulary
) -> tuple[Lexeme, ...]:
    """The lexemes with the one place that was spoken of, by itself or as a limit of what was asked, for "there"."""
    if not any(item.is_("THERE") and item.is_("X") for item in items):
        return items
    limits = {limit for frame in spoken if frame is not None for limit in frame.where}
    known = [
        Sense("member", ids[0], name)
        for name, ids in limits
        if len(ids) == 1 and _is_place(name, ids[0], lookup, vocabulary)
    ]
    if len(known) != 1:
        return items
    return tuple(item.as_("F", known[0]) if item.is_("THERE") and item.is_("X") else item for item in items)


def place_said(frame: Frame | None, lookup: Lookup, vocabulary: Vocabulary) -> str:
    """ "In Scotland", of what a sentence says of one place; empty of any other sentence."""
    limits = [(name, ids[0]) for name, ids in frame.where if len(ids) == 1] if frame is not None else []
    said = [f"{LED[0]} {lookup.label(*limit)}" for limit in limits]
    known = [text for limit, text in zip(limits, said, strict=True) if _means(limit, text, vocabulary)]
    return known[0] if len(known) == 1 else ""


def _is_place(dimension: str, member: str, lookup: Lookup, vocabulary: Vocabulary) -> bool:
    """Can somebody be there: is "in Scotland", "exploited overseas" said of it?"""
    label = lookup.label(dimension, member)
    return any(_means((dimension, member), f"{word} {label}", vocabulary) for word in LED)


def _means(limit: tuple[str, str], text: str, vocabulary: Vocabulary) -> bool:
    return any((sense.dimension, sense.id) == limit for sense in vocabulary.senses(phrase(text)))
