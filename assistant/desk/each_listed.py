"""What a lead-in asks of each item of the list under it: "for each of the forces below, the number of referrals in 2023 and
how many of those were children"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.desk.lines import Line
from assistant.desk.sense import Sense
from assistant.desk.sentences import Language
from assistant.desk.wording import apart, is_time

FEWEST = 2  # items of a list


def with_asked_below(lines: Sequence[Line], sense: Sense, language: Language) -> list[Line]:
    """The lines, with what is asked under a list of each that stands in it ("for these forces:", …, "please provide the
    number of referrals in 2023") as the line that leads the list in."""
    out: list[Line] = []
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and lines[end].level == 1 and _is_item(lines[end].text, sense, language):
            end += 1
        if end - start < FEWEST or end == len(lines) or lines[end].level:
            out.append(lines[start])
            start += 1
            continue
        only = bool(out) and not out[-1].level and language.patterns["only_which"].match(out[-1].text) is not None
        first, *others = language.sentences(lines[end].text) or [""]
        asked = language.patterns["of_each_above"].match(first)
        wanted = asked["asks"] if asked else first if only and language.counts(first) else ""
        if wanted and (only or asked):
            lead = language.words.letter.each_below.format(text=wanted.rstrip(" .?"))
            head = out.pop() if only else lines[end]
            out += [replace(head, text=lead), *lines[start:end]]
            out += [replace(lines[end], text=" ".join(others))] if others else []
            start = end + 1
        else:
            out += lines[start:end]
            start = end
    return out


def asked_of_each(text: str, below: str, sense: Sense, language: Language) -> list[str]:
    """The things that are asked of each; empty where the line leads in no list of those who are counted."""
    found = language.patterns["of_each_below"].match(text) or language.patterns["each_below_last"].match(text)
    if found is None or not _is_item(below, sense, language) or is_time(below, sense):
        return []
    things = apart(found["asks"], sense, language)
    if len(things) == 1:
        things = [piece for piece in language.patterns["of_those_next"].split(things[0]) if piece.strip()]
    counted = sense.said(things[0]).counts and not sense.said(things[0]).those
    rest = all(sense.said(one).those or sense.said(one).counts or language.asks_directly(one) for one in things[1:])
    return things if counted and rest else []


def _is_item(text: str, sense: Sense, language: Language) -> bool:
    """Does a line only name who is counted: "Kent Police"?"""
    said = sense.said(text)
    named = bool(said.kinds) and not (said.counts or said.unknown or said.topics or "period" in said.kinds)
    return named and not (language.asks_directly(text) or language.counts(text))
