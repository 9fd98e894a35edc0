"""A question word by word, each with what it became: period, people, measure, breakdown or operation, in colour and in text."""

from __future__ import annotations

from typing import NamedTuple

from assistant.english.lexeme import Lexeme
from assistant.render.markup import Markup, el
from assistant.words.tokens import WordUse

KINDS = {
    "M": "measure", "W": "measure", "V": "measure", "F": "people", "D": "breakdown", "T": "period", "GRAIN": "period",
    **dict.fromkeys(("SINCE", "ONWARDS", "UNTIL", "LATEST", "NOW", "UNIT", "LATER", "EARLIER", "THATTIME", "SAMEPERIOD"), "period"),
}  # fmt: skip
SAID = {
    "measure": "measure", "people": "who or what", "breakdown": "breakdown", "period": "period", "operation": "operation",
    "unused": "not used", "unknown": "not understood",
}  # fmt: skip


class Word(NamedTuple):
    """``kind``: a key of SAID."""

    text: str
    kind: str


def marked(lexemes: list[Lexeme], use: WordUse) -> list[Word]:
    """The words of a question in order; what the reading left aside is "unused", whatever it could have meant."""
    return [Word(each.typed, _kind(each, use)) for each in lexemes if not each.is_("STOP", "COMMA")]


def _kind(lexeme: Lexeme, use: WordUse) -> str:
    if _in(lexeme.typed, use.not_understood):
        return "unknown"
    if not _in(lexeme.typed, use.used):
        return "unused"
    return next((KINDS[m.category] for m in lexeme.meanings if m.category in KINDS), "operation")


def _in(typed: str, phrases: tuple[str, ...]) -> bool:
    """Is it one of the phrases, or whole words of one?"""
    return any(f" {typed.casefold()} " in f" {phrase.casefold()} " for phrase in phrases)


def markup(words: list[Word]) -> Markup:
    """Each word over what it became; read aloud as a list of pairs."""
    items = [
        el("li", el("b", word.text), el("span", SAID[word.kind]), class_=f"word {word.kind}")
        for word in words
        if word.text.strip()
    ]
    return el("ul", *items, class_="words", **{"aria-label": "The question, word by word"})
