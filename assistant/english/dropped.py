"""What a writer lets go before asking something whole: "forget Hackney. Which charity referred most in 2023?"."""

from __future__ import annotations

from dataclasses import replace

from assistant.english.clauses import ASKING, Sentence, sentences
from assistant.english.lexeme import Lexeme

Items = tuple[Lexeme, ...]

HEAD = ("AND", "POLITE", "COMMA", "MARK", "NO", "GOESON")
POINTING = ("IT", "THAT", "THOSE", "COMMA", "MARK", "STOP", "ARTICLE", "POLITE", "ONES")
DATES = ("T", "TM", "LATEST")


def spoken(lexemes: list[Lexeme]) -> list[Sentence]:
    """The sentences with what is let go as words that say nothing, where the one behind it asks something whole; a
    sentence of which those let go are a part ("forget the girls. And in 2022?") stays.
    """
    told = sentences(lexemes)
    out = list(told)
    for i, sentence in enumerate(told):
        behind = told[i + 1].lexemes if i + 1 < len(told) else ()
        end = _end(sentence.lexemes)
        if not end:
            continue
        rest = sentence.lexemes[end:]
        if (_bare(sentence.lexemes[:end]) and (rest or behind)) or _whole(rest or behind):
            out[i] = replace(sentence, lexemes=(*_silent(sentence.lexemes[:end]), *rest))
    return out


def _end(items: Items) -> int:
    """Behind what is let go: up to the comma, or the end of the sentence; nothing where nothing is."""
    at = next((i for i, x in enumerate(items) if not x.is_(*HEAD) or x.is_("DROPS")), len(items))
    if at == len(items) or not items[at].is_("DROPS") or any(x.is_(*ASKING) for x in items[:at]):
        return 0
    end = next((i for i in range(at + 1, len(items)) if items[i].is_("COMMA", "MARK")), len(items))
    return 0 if any(x.is_(*ASKING) for x in items[at + 1 : end]) else end


def _bare(items: Items) -> bool:
    """ "Never mind", "forget it": nobody is named."""
    return all(x.is_(*HEAD, *POINTING, "DROPS") for x in items)


def _whole(items: Items) -> bool:
    """A question, or a count with its period, that leans on nothing that was asked before."""
    counted = any(x.is_("M", "W") for x in items)
    return counted and any(x.is_(*DATES) for x in items) and not any(x.is_("THOSE", "THAT", "SAMEONES") for x in items)


def _silent(items: Items) -> Items:
    return tuple(x.as_("POLITE", x.text) for x in items)
