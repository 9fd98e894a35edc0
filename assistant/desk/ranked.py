"""Which of a list is highest, asked after it: "and which of the four was highest?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.asked.count import Count
from assistant.asked.meaning import Asked
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.walk import unpinned
from assistant.desk.ask import Ask
from assistant.desk.earlier import Earlier
from assistant.period import Span

FEWEST = 2


def which_of_list(at: int, ask: Ask, earlier: Earlier) -> tuple[Node, ...]:
    """The highest (lowest) of the items above; none where it is not asked for, or they differ in more than one thing."""
    found = earlier.language.patterns["which_of_list"].match(ask.text)
    start = at
    while start and earlier.asks[start - 1].group and earlier.asks[start - 1].group == earlier.asks[at - 1].group:
        start -= 1
    if not found or at - start < FEWEST:
        return ()
    over = over_of(earlier.asked[start:at])
    return (Pick(over, 1, highest=not found["low"], what="which"),) if over is not None else ()


def over_of(items: Sequence[Asked | None]) -> Over | None:
    """Counts that differ in one thing alone, whom they name or when, as one count of each."""
    counts = [one for one in map(_plain, items) if one is not None]
    if len(counts) < len(items) or len({one.measure for one in counts}) != 1:
        return None
    spans = tuple(dict.fromkeys(one.when for one in counts if isinstance(one.when, Span)))
    if len({one.where for one in counts}) == 1:
        alike = len(spans) == len(items) and len({span.length for span in spans}) == 1
        return Over(counts[0], "period", spans) if alike else None
    where = [dict(one.where) for one in counts]
    apart = {name for one in where for name in one if any(other.get(name) != one[name] for other in where)}
    axis = next(iter(apart), "")
    named = tuple(dict.fromkeys(one.get(axis, ()) for one in where))
    single = all(len(ids) == 1 and not ids[0].startswith("!") for ids in named)
    if len(spans) != 1 or len(apart) != 1 or len(named) != len(items) or not single:
        return None
    shared = tuple(pair for pair in counts[0].where if pair[0] != axis)
    return Over(replace(counts[0], where=shared), axis, tuple(ids[0] for ids in named))


def _plain(one: Asked | None) -> Count | None:
    newest = unpinned(one) if isinstance(one, Count) else None
    return newest if isinstance(newest, Count) else None
