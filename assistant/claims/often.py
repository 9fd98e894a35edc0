"""How often something is said to have moved one way in a stretch of time: "fell only once in the past ten years"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.asked.operand import EVERY
from assistant.claims.each import SIZES, stretch_of
from assistant.claims.orderings import FALL, RISE, Asserted, Said
from assistant.claims.stated import Stated
from assistant.english.named import Names, When
from assistant.english.phrases import fragment, numbered, pattern, phrases
from assistant.period import Span

WAYS = {kind: pattern(f"often.{kind}") for kind in ("times", "but", "first", "only")}
COUNTS, ONCE = numbered("count"), numbered("once")
QUARTER, DECADE = pattern("often.quarter"), phrases("ago")["ten"][0]
NEVER, NOT_ONCE = pattern("often.never"), phrases("once")["0"][0]
WITHIN, HAVING, THEY = pattern("often.within"), pattern("often.having"), fragment("often.they")
TEN = 10


def never_moved(sentence: str, names_of: Callable[[str], Names]) -> str:
    """ "Never fell between 2010 and 2019", as it is said of each year of a stretch: "fell not once"."""
    found = NEVER.search(sentence)
    times = names_of(sentence).periods if found else []
    closed = len(times) == 1 and (len(times[0].ends) == 2 or times[0].relative.startswith("last:"))
    return NEVER.sub(rf"\g<move> {NOT_ONCE}", sentence) if closed else sentence


def goes_on(sentence: str) -> list[str]:
    """ "Referrals rose by 22% in 2025, having | fallen only once since 2010": what is said of them besides is a sentence of
    its own."""
    found = HAVING.search(sentence)
    return [sentence[: found.start()], f"{THEY}{sentence[found.end() :]}"] if found and found.start() else [sentence]


def often(said: Said, stated: list[Stated]) -> list[Asserted]:
    """The one assertion of such a sentence; none of another, and of one that states a figure as well."""
    kind, found = next(((kind, hit) for kind, way in WAYS.items() if (hit := way.search(said.sentence))), ("", None))
    if found is None or any(not (found.start() <= s.start and s.end <= found.end()) for s in stated):
        return []
    words = found.groupdict()
    way = words.get("move") or said.sentence
    if not (FALL.search(way) or RISE.search(way)):
        return []  # "the only year in which Albanians outnumbered UK nationals"
    size = SIZES["quarter" if QUARTER.search(said.sentence) else "year"]
    named = tuple(span for span in said.whole.spans if span.length == size)
    run = _back(found, named, size) if kind == "first" else _stretch(said, size)
    # "Rose twice in 2023": of its quarters
    within = (kind == "times" and WITHIN.match(said.sentence, found.end())) or len(named) < len(said.whole.spans)
    if run is None and (kind == "first" or said.before or within):
        return [Asserted("unread", found.group().strip(), ())]
    if run and not all(run.start <= span.start and span.end <= run.end for span in named):
        return []
    many = words.get("n") or words.get("m")
    query = replace(
        said.query(said.whole.filters, (run,) if run else (), ""),
        by=("year" if size == SIZES["year"] else "quarter",),
        calculation=EVERY,
    )
    when = (replace(query, periods=named),) if named else ()
    falling = bool(FALL.search(way))
    goes_on = any(p.open for p in said.whole.periods)
    return [
        Asserted(
            "moves",
            found.group().strip(),
            (query, *when),
            falling=falling,
            rank=_number(many) if many else 1,
            every=kind == "but",
            open=goes_on,
        )
    ]


def _number(text: str) -> int:
    """ "Twice", "three times", "10 years"."""
    first = text.lower().split()[0]
    return ONCE[text.lower()] if text.lower() in ONCE else COUNTS.get(first) or int(first)


def _back(found: re.Match[str], named: tuple[Span, ...], size: int) -> Span | None:
    """ "Fell in 2020, the first fall in ten years": from so long before it, which it moved from, to the one period named."""
    if len(named) != 1:
        return None
    many = TEN if DECADE in found["many"].lower() else _number(found["many"])
    return Span(named[0].start - (many - 1) * size, named[0].end)


def _stretch(said: Said, size: int) -> Span | None:
    """From the first period that something moved from to the last that it moved to; None where none is said."""
    long: list[When] = [p for p in said.whole.periods if p.relative or any(span.length > size for span in p.spans)]
    told = next((span for span in said.before if span.length > size), None) if not said.whole.periods else None
    if told is not None:
        return told
    if len(long) != 1:
        return None
    spans, moved_first = stretch_of(said, long[0], size, between=True)
    return Span(spans[0].start - (size if moved_first else 0), spans[-1].end) if spans else None
