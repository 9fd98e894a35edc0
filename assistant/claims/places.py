"""Where in the text each assertion stands; and of every other number of the text, why it is no claim."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from assistant.catalog.saying import NoClaim
from assistant.claims.model import Assertion, NotClaim, Place
from assistant.claims.numbers import Number, no_claim, numbers

AGAIN = "said again of the same figure"
ELSEWHERE = "another subject: nothing of these tables is named with it"
UNREAD = "not read as a figure of its own"
TOO_MUCH = "beyond what is checked of one text"


def placed(text: str, sentence: Place, found: Iterable[Assertion], taken: set[int]) -> list[Assertion]:
    """The assertions of a sentence with the places of their figures; the offsets of those numbers go to ``taken``."""
    here = list(numbers(text, *sentence))
    out = []
    for assertion in found:
        number = _figure(assertion, here, taken)
        if number is not None:
            taken.add(number.start)
            end = number.end + (1 if text[number.end : number.end + 1] == "%" else 0)
            span = (number.start, end)
        else:
            at = text.find(assertion.text, *sentence) if assertion.text else -1
            span = (at, at + len(assertion.text)) if at >= 0 else sentence
            if at < 0 and assertion.stated is None:
                assertion = replace(assertion, text=text[slice(*sentence)].strip())  # it was read in other words
            if assertion.stated is not None and at >= 0:
                taken.update(n.start for n in here if span[0] <= n.start < span[1])  # "9 in 10"
        read_as = assertion.read_as or (assertion.answer.reading if assertion.answer else "")
        out.append(replace(assertion, span=span, read_as=read_as))
    return sorted(out, key=lambda one: one.span[0]) if all(one.stated is not None for one in out) else out


def _figure(assertion: Assertion, here: list[Number], taken: set[int]) -> Number | None:
    """The number of the text that an assertion states, from the left; one in words has none."""
    if assertion.stated is None:
        return None
    same = [n for n in here if n.value is not None and abs(n.value - float(assertion.stated)) < 0.001]
    free = [n for n in same if n.start not in taken]
    return free[0] if free else None


def others(
    text: str, taken: set[int], named: list[Place], left: list[Place], rules: tuple[NoClaim, ...]
) -> tuple[NotClaim, ...]:
    """Every number of the text that no assertion has, with its reason. ``named``: the sentences that name something of
    these tables; ``left``: those that were not read for want of time."""
    out = []
    again = _again(text, named, taken)
    for number in numbers(text):
        if number.start in taken:
            continue
        reason = no_claim(text, number, rules)
        if not reason and number.start in again:
            reason = AGAIN
        elif not reason and _inside(number, left):
            reason = TOO_MUCH
        elif not reason:
            reason = UNREAD if _inside(number, named) else ELSEWHERE
        out.append(NotClaim(number.text, (number.start, number.end), reason))
    return tuple(out)


def _inside(number: Number, places: list[Place]) -> bool:
    at = bisect_right(places, (number.start, sys.maxsize))
    return at > 0 and places[at - 1][0] <= number.start < places[at - 1][1]


def _again(text: str, places: list[Place], taken: set[int]) -> set[int]:
    """Offsets of numbers that say a figure again which an assertion of their sentence has."""
    found: set[int] = set()
    for start, end in dict.fromkeys(places):
        here = list(numbers(text, start, end))
        values = {n.value for n in here if n.start in taken}
        found.update(n.start for n in here if n.start not in taken and n.value in values)
    return found
