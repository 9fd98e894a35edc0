"""The country that the statistics are of, named alone in a follow-up: one of the nationalities, or all of its parts."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from assistant.english.frame import Frame
from assistant.english.lexeme import Lexeme

NAMES = ("F", "M", "W", "V", "D")


def scoped(items: tuple[Lexeme, ...], known: Frame | None) -> tuple[Lexeme, ...]:
    """ "And the UK?" after Albanians: the nationality, where nationalities were spoken of and no more is named."""
    own = {d for d, _ in known.where} if known is not None else set()
    if any(item.is_(*NAMES) and not item.is_("SCOPE") for item in items):
        return items
    return tuple(_member(item, own) if item.is_("SCOPE") else item for item in items)


def _member(item: Lexeme, own: set[str]) -> Lexeme:
    senses = tuple(m for m in item.meanings if m.category == "F" and m.what.dimension in own)
    return replace(item, meanings=senses) if senses else item


def of_all_parts(items: tuple[Lexeme, ...], known: Frame | None, agents: AbstractSet[str]) -> bool:
    """ "Nationally?" after a count that is limited by who refers, or where."""
    limited = known is not None and any(d in agents for d, _ in known.where)
    return limited and any(item.is_("SCOPE") for item in items)
