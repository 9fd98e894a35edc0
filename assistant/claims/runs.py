"""Records, runs and first times as sentences state them."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.operand import EVERY
from assistant.asked.pick import Pick
from assistant.asked.top import Top
from assistant.claims.each import moves
from assistant.claims.orderings import (
    EXTREME,
    FALL,
    NUMBERS,
    PLACE,
    RANKS,
    RISE,
    SINCE,
    STREAK,
    WITHIN,
    YEAR_SAW,
    Asserted,
    Said,
    each_of,
)
from assistant.english.phrases import pattern
from assistant.period import Span

LOWEST = pattern("runs.lowest")
NTH_EXTREME = pattern("runs.nth_extreme")
# "Since records began", "ever": over all that was ever published, and not only over what is held.
EVER = pattern("runs.ever")
PAST_RECORD = pattern("runs.past_record")
# "A record 19,125", "the record number", "a new high": what was set then
SET = pattern("runs.set")
STILL = pattern("runs.still")
NOW = pattern("runs.now")  # "remains", "still"
FIRST_TIME = pattern("runs.first_time")


def extremes(said: Said) -> list[Asserted]:
    """ "The highest quarter since records began"."""
    if PAST_RECORD.search(said.sentence):
        return []  # it says of another period that it was the highest
    year_saw = YEAR_SAW.search(said.sentence) is not None and not SINCE.search(said.sentence)
    over_time = year_saw or SINCE.search(said.sentence) or "peak" in said.sentence or said.whole.says("UNIT", "GRAIN")
    over_time = over_time or any(item.text in ("year", "quarter") for item in said.whole.items)
    if not (EXTREME.search(said.sentence) and over_time and said.nearest):
        return []
    lowest = bool(LOWEST.search(said.sentence))
    nth = NTH_EXTREME.search(said.sentence)
    rank = NUMBERS[nth["n"].lower()] if nth else 1
    ever = year_saw or bool(EVER.search(said.sentence))
    since = next((p.ends[0].start for p in said.whole.periods if p.open and p.ends), None)
    span = said.nearest[0] if len(said.counts) < 2 else max(said.nearest, key=lambda s: (-s.length, s))  # the latest
    inside = [
        part
        for part in said.nearest
        if any(part != o and o.start <= part.start and part.end <= o.end for o in said.spans)
    ]
    span = inside[0] if inside and WITHIN.search(said.sentence) else span
    query = replace(
        said.query(said.whole.filters, (span,), ""),
        by=("year" if span.is_year else "quarter",),
        calculation=Pick(EVERY),
    )
    if since is not None:
        query = replace(query, relative=f"since:{Span(since, since).id}")
    year = next((Span.year(int(found["year"])) for found in WITHIN.finditer(said.sentence)), None)
    within = (
        [year]
        if year and year != span
        else [other for other in said.spans if other != span and other.start <= span.start and span.end <= other.end]
    )
    if within:  # "the busiest quarter of 2022"
        return [
            Asserted("extreme", said.sentence, (query, replace(query, periods=(within[0],))), lowest=lowest, rank=rank)
        ]
    then = SET.search(said.sentence) is not None and not STILL.search(said.sentence)
    still = NOW.search(said.sentence) is not None
    each = each_of(said) if said.bare else [said.whole.filters]  # "the highest for UK, Eritrean and Somali nationals"
    return [
        Asserted(
            "extreme",
            said.sentence,
            (replace(query, where=said.query(who, (span,), "").where),),
            lowest=lowest,
            rank=rank,
            ever=ever,
            then=then,
            still=still,
        )
        for who in each
    ]


def streak(said: Said) -> list[Asserted]:
    """ "Fell for the third consecutive quarter": as many changes in one direction, up to the period named."""
    if STREAK.search(said.sentence) is None:
        return moves(said)
    found, change = STREAK.search(said.sentence), FALL.search(said.sentence) or RISE.search(said.sentence)
    if not (found and change and said.spans):
        return []
    unit = (found["unit"] or found["late"]).lower()
    size = 4 if unit == "year" else 1
    last = Span(said.spans[-1].end - size + 1, said.spans[-1].end)
    if size == 4 and not last.is_year:
        return []
    run = [
        Span(last.start - size * back, last.end - size * back) for back in range(NUMBERS[found["n"].lower()], -1, -1)
    ]
    query = said.query(said.whole.filters, tuple(run), "")
    return [Asserted("streak", found.group().strip(), (query,), falling=bool(FALL.search(said.sentence)))]


def places(said: Said) -> list[Asserted]:
    """ "From third place in 2022 to fifth in 2023": the rank of the one member named, at each period."""
    found = list(PLACE.finditer(said.sentence))
    named = {(f.dimension, f.member) for f in said.whole.filters}
    if not found or len(named) != 1:
        return []
    ((dimension, member),) = named
    out = []
    for hit, after in zip(found, [*found[1:], None], strict=True):
        behind = said.sentence[hit.end() : after.start() if after else None]
        spans = said.names_of(behind).spans or said.spans[:1]
        if not spans:
            return []
        listing = replace(said.query([], spans[:1], ""), by=(dimension,), calculation=Top(EVERY))
        out.append(Asserted("rank", hit.group(), (listing,), rank=RANKS[hit["n"].lower()], member=member))
    return out


def first_move(said: Said) -> list[Asserted]:
    """ "Fell for the first time in 2020": no earlier period moved that way."""
    change = FALL.search(said.sentence) or RISE.search(said.sentence)
    if not (FIRST_TIME.search(said.sentence) and change and said.spans):
        return []
    span = said.spans[0]
    unit = "year" if span.is_year else "quarter"
    query = replace(said.query(said.whole.filters, (span,), ""), by=(unit,))
    return [Asserted("first_move", change.group(), (query,), falling=bool(FALL.search(said.sentence)))]


def never_since(one: Asserted) -> Asserted:
    """ "Have not fallen since 2020": a movement denied of all the time since is one the other way from each year to the next."""
    first, last = (query.periods[0] for query in one.queries[:2]) if len(one.queries) > 1 else (None, None)
    if one.kind != "direction" or first is None or last is None or first.length != last.length:
        return one
    run = tuple(Span(at, at + first.length - 1) for at in range(first.start, last.end, first.length))
    queries = (replace(one.queries[-1], periods=run),)
    return replace(one, kind="streak", queries=queries, falling=not one.falling, denied=False)
