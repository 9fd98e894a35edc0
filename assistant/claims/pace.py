"""Two movements set against each other: "grew faster in 2022 than in 2023", "the rise in 2025 was larger than in 2024"."""

from __future__ import annotations

from assistant.claims.orderings import FALL, Asserted, Said
from assistant.english.phrases import pattern

MOVED, SIZE, THAN = pattern("pace.moved"), pattern("pace.size"), pattern("pace.than")


def pace(said: Said) -> list[Asserted]:
    """The movement on each side of "than", each from the year before: the first and the second of two times, or of two groups;
    unread where it is not sure which are meant."""
    found = MOVED.search(said.sentence) or SIZE.search(said.sentence)
    than = THAN.search(said.sentence, found.end()) if found else None
    if found is None or than is None:
        return []
    here, there = (said.names_of(text) for text in (said.sentence[: than.start()], said.sentence[than.end() :]))
    unread = [Asserted("unread", found.group(), ())]
    counts = {*here.counted, *there.counted}
    if said.counts or len(counts) > 1 or len(here.periods) > 1 or len(there.periods) > 1:
        return unread
    times = here.spans, there.spans
    if all(len(spans) == 1 for spans in times) and not there.filters:
        sides = [(here.filters, times[0][0]), (here.filters, times[1][0])]
    elif len(said.spans) == 1 and len({f.dimension for f in (*here.filters, *there.filters)}) <= 1:
        sides = [(here.filters, said.spans[0]), (there.filters, said.spans[0])]
    else:
        return unread
    if sides[0] == sides[1] or not all(span.is_year for _, span in sides):
        return unread
    queries = tuple(said.query(who, (when,), "") for who, span in sides for when in (span.before(), span))
    return [
        Asserted("pace", found.group(), queries, falling=bool(FALL.search(found["move"])), lowest=bool(found["less"]))
    ]
