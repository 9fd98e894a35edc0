"""Bounds over many periods: "in no year before 2024 did it exceed 5,000"; and means of less than a quarter."""

from __future__ import annotations

from assistant.english.phrases import pattern, phrases
from assistant.period import Span

SIDES = phrases("bound")
BOUNDED = ("over", "under", "at least", "at most")
NONE = pattern("bounds.none")
# "Before the Act of 2015, the NRM had | never handled more than 1,000 referrals in a year"
NEVER_LED = pattern("bounds.never_led")
NEVER = pattern("bounds.never")
OPEN = 9999  # the year of an end that is not said
DAYS = {"month": 365.25 / 12, "week": 7.0, "day": 1.0}


def never(sentence: str) -> str:
    """ "Had never exceeded 5,000 before 2024", as it is said of every year."""
    sentence = NEVER_LED.sub(r"\g<who> in no year \g<side> \g<year> \g<what>", sentence)
    return NEVER.sub(r"in no year \g<side> \g<year> \g<what>", sentence)


def bounded(sentence: str, before: int, named: tuple[Span, ...]) -> tuple[str, Span] | None:
    """The unit and the stretch of time that a bound behind ``before`` holds for; None where none is said.

    ``named``: the periods of the sentence; of a bound that says no end of its own they are the stretch.
    """
    found = NONE.search(sentence[:before])
    if not found:
        return None
    year, side = int(found["year"] or 0), (found["side"] or "").lower()
    if (side in SIDES["between"]) != bool(found["last"]):
        return None
    if not side and named:
        return found["unit"].lower(), Span(min(named).start, max(span.end for span in named))
    low, high = 0, OPEN
    if side in SIDES["before"]:
        high = year - 1
    elif side in SIDES["until"]:
        high = year
    elif side in SIDES["of"]:
        low = high = year
    elif side:
        low, high = year + (side in SIDES["after"]), int(found["last"] or OPEN)
    return found["unit"].lower(), Span(4 * low, 4 * high + 3)


def parts_of(span: Span, unit: str) -> float:
    """How many months, weeks or days a span holds."""
    if unit == "month":
        return 3.0 * span.length
    return span.length * DAYS["month"] * 3 / DAYS[unit]
