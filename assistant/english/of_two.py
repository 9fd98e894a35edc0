"""Which of the two figures told last is set against the other: "how many times bigger is the Albanian one?"."""

from __future__ import annotations

from assistant.asked.count import Count
from assistant.english.lexeme import Lexeme

ASKS = ("TIMES", "MORE", "ASKMORE")
NAMES = ("F", "T", "PICKED", "ORDINAL", "PAIRED")
BESIDE = ("THAT", "POLITE", "AND", "STOP", "MARK", "COMMA", "BE", "IT", "ARTICLE", "ONES", "IN", "FOR", "THOSE")
FIRST, SECOND = ("1", "former"), ("2", "last", "latter")


def set_apart(items: tuple[Lexeme, ...], two: tuple[Count, ...]) -> tuple[Count, Count] | None:
    """Of two counts the one that is named, and the other; the last where nothing is named, None where it is neither."""
    said = [x for x in items if not x.is_(*BESIDE) or x.is_(*ASKS, *NAMES)]
    named = [x for x in said if x.is_(*NAMES) and not x.is_(*ASKS)]
    rest = [x for x in said if x not in named and not x.is_(*ASKS) and not _figure(x)]
    if len(two) != 2 or len(named) > 1 or rest:
        return None
    meant = [bool(named) and _means(named[0], place, one) for place, one in enumerate(two)]
    if named and sum(meant) != 1:
        return None
    return (two[0], two[1]) if meant[0] else (two[1], two[0])


def _figure(item: Lexeme) -> bool:
    """ "The male figure"."""
    return (many := item.get("HOWMANY")) is not None and many.what == "figures"


def _means(item: Lexeme, place: int, one: Count) -> bool:
    """Does a word name that one, by whom it counts, by its time, or by its place?"""
    picked = item.get("PICKED") or item.get("ORDINAL") or item.get("PAIRED")
    if picked is not None:
        return str(picked.what) in (SECOND if place else FIRST)
    senses = [m.what for m in item.meanings if m.category == "F"]
    limited = any((sense.dimension, (sense.id,)) in one.where for sense in senses)
    return limited or any(m.category == "T" and m.what == one.when for m in item.meanings)
