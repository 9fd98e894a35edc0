"""Which way a count is said to lie from one that stands behind it: "4,316, an increase on the quarter before (4,521)"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from assistant.claims.lists import JOINED
from assistant.claims.orderings import FALL, Asserted
from assistant.claims.stated import Stated
from assistant.english.phrases import pattern
from assistant.period import Span

# A word for the way and the base behind it, up to that base's figure, with nothing else between them.
WAY = pattern("ways.way")
TO = pattern("ways.to")
YEAR = 4  # quarters


def ways(made: list[Asserted], sentence: str) -> list[Asserted]:
    """The directions that a sentence gives between its own counts of the same people at two times."""
    counts = [one for one in made if one.kind == "count" and one.stated is not None]
    bases: list[Asserted] = []
    out: list[Asserted] = []
    for one, base in pairwise(counts):
        ahead = next((told for told in reversed(counts[: counts.index(one) + 1]) if told not in bases), one)
        found = _between(one, base, made, sentence)
        if found is None or not _two_times(ahead, base):
            continue
        bases.append(base)
        queries = (base.queries[0], ahead.queries[0])
        down = found["falls"] or found["short"]
        out.append(Asserted("direction", found["word"], queries, falling=down is not None))
    return out


def moved_each(
    made: list[Asserted], sentence: str, stated: list[Stated], pair: tuple[Span, Span] | None
) -> list[Asserted]:
    """ "Decisions fell to | 15,247 in 2023 and reports rose to | 4,929": the direction of each of several counts, from the
    first of a ``pair`` of periods where the sentence names one."""
    told: list[Asserted] = []
    counts = [one for one in made if one.kind == "count" and one.stated is not None]
    if len(counts) < 2 or any(one.kind == "direction" for one in made):
        return told
    found = None
    for one in counts:
        at = one.stated.start if one.stated else 0
        start = max((o.end for o in stated if o.end <= at), default=0)
        ahead = sentence[start:at]
        found = found if found and JOINED.fullmatch(ahead) else TO.search(ahead.strip())  # "to 2,153 and | 1,702"
        span = next(iter(one.queries[0].periods), None)
        if found is None or span is None or span.length not in (1, YEAR):
            continue
        queries = tuple(replace(one.queries[0], periods=(when,)) for when in _moved_between(span, pair))
        told.append(Asserted("direction", found.group(), queries, falling=bool(FALL.search(found["word"]))))
    return told


def _moved_between(span: Span, pair: tuple[Span, Span] | None) -> list[Span]:
    """From when to a period something moved: a year earlier, and of a quarter from the one before it as well."""
    if pair is not None and pair[1] == span and pair[0].length == span.length:
        return [*pair]
    return [span.before(), span] if span.is_year else [span.year_earlier(), span, span.before()]


def _between(one: Asserted, base: Asserted, made: list[Asserted], sentence: str) -> re.Match[str] | None:
    """The word for the way between two counts, where no other figure stands behind it."""
    assert one.stated is not None and base.stated is not None
    others = [o.stated.end for o in made if o.stated and one.stated.end <= o.stated.end <= base.stated.start]
    return WAY.search(sentence[max([one.stated.end, *others]) : base.stated.start])


def _two_times(one: Asserted, base: Asserted) -> bool:
    """Are two counts of the same people, at two times of one length?"""
    a, b = one.queries[0], base.queries[0]
    alike = (a.measure, a.where) == (b.measure, b.where) and len(a.periods) == len(b.periods) == 1
    return alike and a.periods != b.periods and a.periods[0].length == b.periods[0].length
