"""The day of a text that says "last year" or nothing, told by a figure that was new on that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.claims.model import AGREE, Assertion, Checked, Published
from assistant.claims.stated import Stated, find
from assistant.english.phrases import explanation, pattern
from assistant.period import Span

FEW = 3  # days that the figures of one text may be of
FIRST = 3  # months of a year in which figures of the year before come out
LEAST = 100  # a smaller count is new on too many days
YEARS = pattern("shared.year")
MOVED = ("change", "difference")
TRUE_THEN = explanation("undated.true_then")


def days(assistant: Published, sentences: list[str]) -> list[dt.date]:
    """The days on which a count of the text was first published as the newest of its kind; none where they are many."""
    found = {day for sentence in sentences for s in find(sentence) if s.kind == "count" for day in _days(assistant, s)}
    return sorted(found) if len(found) <= FEW else []


def _days(assistant: Published, stated: Stated) -> Iterator[dt.date]:
    if stated.qualifier or stated.step != 1 or not isinstance(stated.value, int) or stated.value < LEAST:
        return
    releases = assistant.lookup.releases
    for m in assistant.values.of(stated.value):
        release = releases.get(m.release)
        if m.printed and release and release.published and Span.read(release.period).end == m.period.end:
            yield release.published


def told(plain: Checked, days: list[dt.date], check: Callable[[dt.date], Checked]) -> Checked:
    """The text as checked on the one of the days on which most of it is right; as it was where on none more is.

    What is right on that day alone needs it said, unless the text says what it is compared with.
    """
    best = max(((_right(made), day, made) for day in days if (made := check(day))), default=None, key=lambda x: x[0])
    if best is None or best[0] <= _right(plain) or len(best[2].assertions) != len(plain.assertions):
        return plain
    _, day, made = best
    if _based(made, day):
        return made
    when = f"{day.day} {day:%B %Y}"
    pairs = zip(plain.assertions, made.assertions, strict=True)
    return replace(made, assertions=tuple(_then(one, other, when) for one, other in pairs))


def _based(made: Checked, day: dt.date) -> bool:
    """ "Between July and September, a 15% rise on the same period in 2023": is all of it right, with a change from a year that
    is named, that year or the one before it?"""
    years = {int(year) for year in YEARS.findall(made.claim)}
    moved = any(s.kind in MOVED for one in made.assertions for s in find(one.text))
    right = all(one.verdict in AGREE for one in made.assertions)
    return right and moved and bool(years) and day.year - 1 <= max(years) <= day.year and day.month > FIRST


def _then(plain: Assertion, on_day: Assertion, when: str) -> Assertion:
    if plain.verdict in AGREE:
        return plain
    if on_day.verdict not in AGREE:
        return on_day
    return replace(on_day, verdict="needs_context", explanation=f"{TRUE_THEN.format(day=when)}{on_day.explanation}")


def _right(checked: Checked) -> int:
    return sum(one.verdict in AGREE for one in checked.assertions)
