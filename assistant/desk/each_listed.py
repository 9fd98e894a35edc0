"""What a lead-in asks of each item of the list under it: "for each of the forces below, the number of referrals in 2023 and
how many of those were children"."""

from __future__ import annotations

from assistant.desk.sense import Sense
from assistant.desk.sentences import Language
from assistant.desk.wording import apart, is_time


def asked_of_each(text: str, below: str, sense: Sense, language: Language) -> list[str]:
    """The things that are asked of each; empty where the line leads in no list of those who are counted."""
    found = language.patterns["of_each_below"].match(text) or language.patterns["each_below_last"].match(text)
    if found is None or not _is_item(below, sense, language) or is_time(below, sense):
        return []
    things = apart(found["asks"], sense, language)
    if len(things) == 1:
        things = [piece for piece in language.patterns["of_those_next"].split(things[0]) if piece.strip()]
    counted = sense.said(things[0]).counts and not sense.said(things[0]).those
    rest = all(sense.said(one).those or sense.said(one).counts for one in things[1:])
    return things if counted and rest else []


def _is_item(text: str, sense: Sense, language: Language) -> bool:
    """Does a line only name who is counted: "Kent Police"?"""
    said = sense.said(text)
    named = bool(said.kinds) and not (said.counts or said.unknown or said.topics or "period" in said.kinds)
    return named and not (language.asks_directly(text) or language.counts(text))
