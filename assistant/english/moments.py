"""Days of what is counted at a moment: "on 31 March 2023" is the end of a quarter there, and no period of a flow."""

from __future__ import annotations

import re
from calendar import monthrange

from assistant.english.lexeme import Lexeme
from assistant.english.lexicon import lexicon_words
from assistant.period import Span


def of_moments(items: tuple[Lexeme, ...], stocks: frozenset[str], known: tuple[str, ...] = ()) -> tuple[Lexeme, ...]:
    """The last day of a quarter, or its last month, as that quarter, where all that is counted is a stock.

    ``known``: what was counted before, where the words themselves name no count.
    """
    named = {m.what.id for item in items for m in item.meanings if m.category == "M"}
    follows = not named
    named = named or set(known)
    if not named or not named <= stocks:
        return items
    items = _at_the_end(items if follows else _how_many(items))
    return tuple(_year_end(_moment(item)) if follows else _moment(item) for item in items)


def _at_the_end(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "How many were waiting by the end of 2023?": then, and not at each end until then."""
    bound = [i for i, x in enumerate(items) if x.is_("UNTIL", "SINCE", "FROM", "BETWEEN")]
    trend = any(x.is_("MOVE", "GROWTH", "TREND", "EACH", "GRAIN", "BY", "MOST") for x in items)
    if len(bound) != 1 or trend or not items[bound[0]].is_("UNTIL"):
        return items
    return tuple(x.as_("IN", "in") if i == bound[0] else x for i, x in enumerate(items))


def _how_many(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "What is the backlog of people waiting for a decision?" asks how many wait, and not what a backlog is."""
    said = [item for item in items if not item.is_("ARTICLE", "STOP", "MARK", "POLITE")]
    plain = len(said) > 2 and said[0].is_("WHAT") and said[1].is_("BE") and all(x.is_("M") for x in said[2:])
    named = sum(len(item.text.split()) for item in said[2:])
    return tuple(x.as_("HOWMANY", "many") if x is said[0] else x for x in items) if plain and named > 1 else items


def _year_end(item: Lexeme) -> Lexeme:
    """ "And at the end of 2024?", after the end of each quarter of 2025: at one moment, not four."""
    named = item.get("T")
    span = named.what if named is not None else None
    if not (isinstance(span, Span) and span.is_year and item.text.startswith(lexicon_words("ENDOF", "whole"))):
        return item
    return item.as_("T", Span(span.end, span.end))


def _moment(item: Lexeme) -> Lexeme:
    month, end = item.get("MONTH"), item.get("ENDOF")
    if end is not None:
        if end.what == "whole":  # "the end of last year"
            return item.as_("ARTICLE", "article")
        return item.as_("QUARTER", int(end.what))  # "the end of September", of the year that is spoken of
    if month is None:
        return item
    year, number = month.what
    day = re.match(r"\d{1,2}\b", item.text)
    if number % 3 or (day is not None and int(day.group()) != monthrange(year, number)[1]):
        return item
    quarter = year * 4 + number // 3 - 1
    return item.as_("T", Span(quarter, quarter))
