"""What stretch of time a stated figure is of, where it is no single period: a mean, a sum since a year, a change on one."""

from __future__ import annotations

import re

from assistant.claims.stated import Stated
from assistant.period import Span
from assistant.question.slots import Slots

AVERAGE = re.compile(r"\b(?:averag(?:ed?|ing)|mean|on average)\b", re.IGNORECASE)
EACH = re.compile(
    r"\b(?:a|an|per|each|every) (?P<unit>year|quarter|month|week|day)\b|\b(?P<ly>annual|yearly|quarterly|monthly|weekly|daily)\b",
    re.IGNORECASE,
)
# "Up 34% on 2021", "33% more than in 2021": the year is where the change starts.
ON = re.compile(
    r"\s*(?:on|from|against|compared (?:with|to)|(?:\w+ ){0,3}?than)\b(?!(?: the| in)* (?:previous|year|last|same|quarter))",
    re.IGNORECASE,
)


def averaged(sentence: str, s: Stated) -> str:
    """ "Averaged 4,250 a quarter": the unit of a figure that is a mean, else empty."""
    if not AVERAGE.search(sentence) or not (found := EACH.search(sentence)):
        return ""
    unit = (found["unit"] or found["ly"]).lower()
    return {"annual": "year", "yearly": "year", "quarterly": "quarter"}.get(unit, unit)


def since(whole: Slots) -> str:
    """ "Have been referred since 2009": how the query names the stretch that a count is the sum of, else empty."""
    found = [p.relative for p in whole.periods if not p.spans]
    return next((name for name in found if name.startswith("since:") or name == "all"), "")


def starts_at(sentence: str, s: Stated, after: Slots) -> bool:
    """Is the one period behind a change that which it starts from?"""
    return bool(ON.match(sentence[s.end :])) and any(p.spans for p in after.periods)


def following(span: Span) -> Span:
    return Span(span.end + 1, span.end + span.length)
