"""Halves and quarters of a year that is said once: "96 in the first six months of 2023, then 146 in the second six"."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.english.named import Names
from assistant.english.phrases import numbered, pattern
from assistant.period import Span

PART = pattern("halves.part")
YEAR = 4  # quarters
PLACES = numbered("quarter")


def halves(sentence: str, names_of: Callable[[str], Names]) -> str:
    """The sentence with each part of a year that is named by its place alone as its months: the year is that of the part
    before it, or the only one that is named."""
    if not PART.search(sentence):
        return sentence
    every = names_of(PART.sub(_kept, sentence)).spans
    out, end = "", 0
    for found in PART.finditer(sentence):
        out += sentence[end : found.start()]
        span = _meant(found, [span for span in names_of(out).spans if _is_part(span)], every)
        out += f"{found['in']} {span.label}" if span else found.group()
        end = found.end()
    return f"{out}{sentence[end:]}"


def _meant(found: re.Match[str], before: list[Span], every: tuple[Span, ...]) -> Span | None:
    """The part of a year that is meant behind those ``before`` it; None where that cannot be told, and of a bare "second"
    quarter, which is read by itself."""
    told = before[-1:] or [span for span in every if _is_part(span)][:1]
    size = 2 if found["six"] else 1 if found["three"] else told[0].length if told else 0
    years = {span.start // YEAR for span in every}
    year = int(found["year"]) if found["year"] else told[0].start // YEAR if told else None
    year = years.pop() if year is None and len(years) == 1 else year
    late = found["last"] and not (before or found["year"])  # "in the last six months" may be those before today
    if not size or year is None or late or (size == 1 and not found["three"]):
        return None
    if found["next"] or found["after"]:
        at = before[-1].end + 1 if before and before[-1].length == size else None
    elif found["other"]:
        at = year * YEAR + 2 * (told[0].start % YEAR == 0) if told and size == told[0].length == 2 else None
    else:
        last = YEAR // size - 1
        place = last if found["last"] else PLACES[found["nth"].lower()]
        at = year * YEAR + size * place if place <= last else None
    return None if at is None else Span(at, at + size - 1)


def _is_part(span: Span) -> bool:
    """A quarter, or half a year."""
    return span.length in (1, 2) and span.start % span.length == 0


def _kept(found: re.Match[str]) -> str:
    """A part whose year is said with it; nothing of others."""
    return found.group() if found["year"] else ""
