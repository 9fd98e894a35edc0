"""Words of a sentence for periods that it has named, as those periods: "in that year", "the following three quarters"."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.claims.chained import chained
from assistant.claims.halves import halves
from assistant.english.named import Names
from assistant.english.phrases import fragment, numbered, pattern, phrases
from assistant.period import Span

SIZES = {"year": 4, "quarter": 1}
# "The same quarter of 2022" and "the same year as" stand for another period.
THAT = pattern("referring.that")
# "In the following quarter": the one after that which was said last.
AFTER = pattern("referring.after")
MANY = {word: n for word, n in numbered("count").items() if 1 < n < 9} | {str(n): n for n in range(2, 9)}
# "A decade later", "three years earlier"
YEARS = pattern("referring.years")
COUNTS, LATER, DECADES, DECADE = numbered("count"), phrases("way")["later"], phrases("ago")["ten"][0], 10
# "Up 13% on the second quarter", behind a quarter of a year: the last such before it
BASE_QUARTER, PLACES = pattern("referring.base_quarter"), numbered("nth")
RUN = pattern("referring.run")
EACH_NEXT = pattern("referring.each_next")
# "For three consecutive quarters", "for five years running"
CONSECUTIVE = pattern("referring.consecutive")
# "In the second half of 2023, from 8,731 in | the first half"
NUMBER, THEN = fragment("shared.number"), fragment("referring.then")
BEHIND = phrases("order")["both"][0]


def referred(sentence: str, names_of: Callable[[str], Names], before: str = "") -> str:
    """The sentence with such words written out; ``before``: the sentence before it, which may have named the period."""
    sentence = chained(sentence, lambda text: _said(text, names_of), before)
    sentence = halves(_base(_years(sentence, names_of, before), names_of), names_of)
    return _runs(_each(_after(_that(sentence, names_of, before), names_of, before), names_of, before), names_of)


def otherwise(sentence: str, names_of: Callable[[str], Names], before: str) -> list[str]:
    """The sentence as it may be meant instead, where the one before it names several periods: "in that year"."""
    found = THAT.search(sentence)
    if not found or _that(sentence, names_of, before) != sentence:
        return []
    size = SIZES[found["unit"].lower()]
    meant = {span for span in _said(before, names_of) if span.length == size}
    return [f"{sentence[: found.start()]}{span.label}{sentence[found.end() :]}" for span in sorted(meant)]


def _said(text: str, names_of: Callable[[str], Names]) -> list[Span]:
    """The periods of a text in the order in which they are said; of "since 2016" that year."""
    found = sorted(names_of(text).periods, key=lambda period: period.at) if text else []
    return [span for period in found for span in (period.ends or period.spans)]


def _that(sentence: str, names_of: Callable[[str], Names], before: str) -> str:
    at = 0
    while found := THAT.search(sentence, at):
        size = SIZES[found["unit"].lower()]
        said = [span for span in _said(sentence[: found.start()], names_of) if span.length == size]
        if not said:
            earlier = {span for span in _said(before, names_of) if span.length == size}
            said = [*earlier] if len(earlier) == 1 else []
        label = said[-1].label if said else found.group()
        sentence = f"{sentence[: found.start()]}{label}{sentence[found.end() :]}"
        at = found.start() + len(label)
    return sentence


def _after(sentence: str, names_of: Callable[[str], Names], before: str) -> str:
    """ "The following year" behind a year; "A year later" at the head, of a sentence before it that names one."""
    found = AFTER.search(sentence)
    lead = _said(sentence[: found.start()], names_of) if found and found["unit"] else []
    said = lead or (_said(before, names_of) if found else [])
    if not found or not said or (not lead and len(set(said)) > 1):
        return sentence
    if said[-1].length != SIZES[(found["unit"] or found["later"]).lower()]:
        return sentence
    following = Span(said[-1].end + 1, said[-1].end + said[-1].length)
    return f"{sentence[: found.start()]}{'' if found['unit'] else 'In '}{following.label}{sentence[found.end() :]}"


def _years(sentence: str, names_of: Callable[[str], Names], before: str) -> str:
    """ "64% in 2013 and | a decade later only 24%": the year that lies so many after, or before, the one that was said last."""
    found = YEARS.search(sentence)
    said = [span for span in _said(sentence[: found.start()], names_of) or _said(before, names_of)] if found else []
    if not found or not said or not said[-1].is_year or names_of(sentence[found.end() :]).spans:
        return sentence
    words = found["n"].lower().split()
    many = (
        DECADE * (2 if words[0] in MANY else 1)
        if words[-1].startswith(DECADES)
        else COUNTS.get(words[0]) or int(words[0])
    )
    size = SIZES["year"] * many * (1 if found["way"].lower() in LATER else -1)
    year = Span(said[-1].start + size, said[-1].end + size)
    return f"{sentence[: found.start()]}{found['lead']}in {year.label}{sentence[found.end() :]}"


def _base(sentence: str, names_of: Callable[[str], Names]) -> str:
    """ "2,490 from July to September 2020, up on the second quarter": the last such quarter before the one that was said."""
    found = BASE_QUARTER.search(sentence)
    said = _said(sentence[: found.start()], names_of) if found else []
    if not found or not said or said[0].length != 1:
        return sentence
    place = PLACES[found["nth"].lower()] if found["nth"] else int(found["n"])
    back = (said[0].start - place) % 4 + 1
    quarter = said[0].start - back
    label = Span(quarter, quarter).label
    return f"{sentence[: found.end('lead')].removesuffix('the ')}{label}{sentence[found.end() :]}"


def _each(sentence: str, names_of: Callable[[str], Names], before: str) -> str:
    """ "Rose in each of the following three quarters": up to which one, where the one before them has been said."""
    sentence = CONSECUTIVE.sub(_in_each, sentence)
    found = EACH_NEXT.search(sentence)
    if not found:
        return sentence
    size = SIZES[found["unit"].lower()]
    said = _said(sentence[: found.start()], names_of) or _said(before, names_of)
    if not said or said[-1].length != size:
        return sentence
    last = said[-1].end + size * MANY[found["n"].lower()]
    label = f"the {found['n']} {found['unit']}s to {Span(last - size + 1, last).label}"
    return f"{sentence[: found.start('what')]}{label}{sentence[found.end() :]}"


def _in_each(found: re.Match[str]) -> str:
    unit = found["unit"] or found["late"]
    return f"{found['then'] or ''}in each of the {'following ' if found['then'] else ''}{found['n']} {unit}s"


def _runs(sentence: str, names_of: Callable[[str], Names]) -> str:
    """ "The first two quarters of 2024 saw 4,521 and 4,312": the quarters one by one, where as many figures are listed."""
    at = 0
    while found := RUN.search(sentence, at):
        at = found.end()
        spans = _run(found, _said(sentence[: found.start()], names_of))
        listed = rf"{NUMBER}(?:{THEN} {NUMBER}){{{len(spans) - 1}}}(?!{THEN} {NUMBER})"
        follows = re.match(rf"\D{{0,60}}?{listed}", sentence[found.end() :]) if spans else None
        precedes = (
            re.search(rf"(?<!\d)(?<!\d[,.]){listed}[^\d,;.()]{{0,60}}$", sentence[: found.start()]) if spans else None
        )
        if not spans or not (follows or precedes):
            continue
        *most, last = (span.label for span in spans)
        label = f"{', '.join(most)} and {last}{'' if follows else f' {BEHIND}'}"
        sentence = f"{sentence[: found.start()]}{label}{sentence[found.end() :]}"
        at = found.start() + len(label)
    return sentence


def _run(found: re.Match[str], said: list[Span]) -> list[Span]:
    """The periods of a run, in time's order; none where it is not known where it starts."""
    if found["next"]:
        size = SIZES[found["unit"].lower()]
        first = said[-1].end + 1 if said and said[-1].length == size else 0
        return (
            [Span(first + size * n, first + size * n + size - 1) for n in range(MANY[found["n"].lower()])]
            if first
            else []
        )
    many, year = MANY[found["m"].lower()], 4 * int(found["year"])
    if many > 4 or (many < 4) == (not found["place"]):
        return []  # "the two quarters of 2023" are not told
    start = year if (found["place"] or "first").lower() == "first" else year + 4 - many
    return [Span(start + n, start + n) for n in range(many)]
