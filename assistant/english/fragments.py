"""Notes of a few words each: "Pakistan and Bangladesh. Labour. Adults. 2023." is one question and not four."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.english.clause_reader import Reader
from assistant.english.clauses import Sentence, content
from assistant.english.lexeme import Lexeme, Meaning

LONGEST = 8  # words of a note
ASKS = (
    "WHAT",
    "WHICH",
    "WHEN",
    "TIMES",
    "HOWMUCH",
    "MORE",
    "TREND",
    "BE",
    "HAVE",
    "DO",
    "PRONOUN",
    "IT",
    "THOSE",
    "ASK",
)


def as_one(told: Sequence[Sentence], reader: Reader) -> list[Sentence]:
    """The sentences of a line; notes of which no two count something or name a time are one, where that can be read."""
    plain = list(told)
    if len(plain) < 2 or not all(_is_note(one) for one in plain) or any(one.stop == "?" for one in plain[:-1]):
        return plain
    counts, dates = ([any(x.is_(*kinds) for x in one.lexemes) for one in plain] for kinds in (("M", "W"), ("T", "TM")))
    if sum(counts) > 1 or sum(dates) > 1 or any(both == (True, True) for both in zip(counts, dates, strict=True)):
        return plain  # "Referrals in 2023. Children." asks once, and again
    joined: list[Lexeme] = []
    for one in plain:
        if joined:
            joined.append(_comma(joined[-1]))
        joined += one.lexemes
    clause = reader.clause(tuple(joined))
    if clause.unknown or not (clause.ways or clause.frame):
        return plain
    return [Sentence(tuple(joined), plain[-1].stop)]


def _is_note(one: Sentence) -> bool:
    goes_on = one.lexemes[0].is_("GOESON", "REPEAT")
    return not goes_on and len(one.lexemes) <= LONGEST and not any(x.is_(*ASKS) and not content(x) for x in one.lexemes)


def _comma(last: Lexeme) -> Lexeme:
    return replace(last, start=last.end, text=",", typed=",", meanings=(Meaning("COMMA", "comma"),), slips=())
