"""Words of rank: which place, of how many, and what no ranking answers."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from assistant.catalog.lookup import Lookup
from assistant.period import Span
from assistant.query import Query
from assistant.question.findings import Slots
from assistant.question.steps import moves, unplaced

PLACES = ("top", "number one", "most common", "commonest")
MOST_PERIODS = 12  # rankings side by side
TOGETHER = ("combined", "together", "altogether", "in total", "sum of", "total of", "added together", "taken together")
NTH = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}


def placed(query: Query, lookup: Lookup) -> tuple[Query, list[str]]:
    """ "Was Albania top?" is about the place of one member among all of its breakdown."""
    named = [d for d, ids in query.where if _one(d, ids, lookup)]
    if len(named) != 1:
        return query, []
    return replace(query, by=(*query.by, named[0])), named


def among_all(query: Query, listing: list[str], lookup: Lookup) -> Query:
    """ "Is Albania the most common nationality?" ranks all of them: a ranking of one says nothing."""
    where = tuple((d, ids) for d, ids in query.where if not (d in listing and _one(d, ids, lookup)))
    return replace(query, where=where)


def _one(dimension: str, ids: tuple[str, ...], lookup: Lookup) -> bool:
    return len(ids) == 1 and not ids[0].startswith("!") and len(lookup.expand(dimension, ids)) == 1


def by_period(query: Query, slots: Slots) -> tuple[list[Query], list[int]]:
    """One ranking a period, for places in one say nothing of places in another; and the words that this leaves out.

    "Q3 and Q4 combined" is one stretch where they touch; "each year" of a stretch not yet known is left out.
    """
    if query.shape != "ranking":
        return [query], []
    unit = next((name for name in ("quarter", "year") if slots.cue(name)), "")
    each = slots.cues.get(unit, [])
    spans = list(query.periods)
    if each and not spans and query.relative not in ("", "default"):
        return [query], each
    if each and unit == "quarter":
        spans = [Span(number, number) for span in spans for number in span.quarters]
    elif each:
        spans = [year for span in spans for year in span.years]
    added = [i for i in slots.cues.get("total", []) if slots.items[i].text in TOGETHER]
    if added and len(spans) > 1:
        touching = all(after.start == before.end + 1 for before, after in pairwise(spans))
        return ([replace(query, periods=(Span(spans[0].start, spans[-1].end),))], []) if touching else ([query], added)
    return [replace(query, periods=(span,)) for span in spans[:MOST_PERIODS]] or [query], []


def nth(slots: Slots) -> int | None:
    """ "The second highest"."""
    return next((n for i in slots.cues.get("nth", []) for word, n in NTH.items() if word in slots.items[i].text), None)


def one_period(query: Query) -> bool:
    """A single year or quarter, in which nothing over time can be highest."""
    return len(query.periods) == 1 and query.periods[0].length in (1, 4)


def left_out(slots: Slots, query: Query) -> list[int]:
    """Words such as "most" and "percentage" that the shape of the answer leaves out: they must not be dropped."""
    lost = unplaced(slots, query)
    if lost:
        return lost
    if slots.cue("share") and not query.percent and query.shape not in ("share", "change"):
        return [i for i in slots.cues["share"] if i >= 0]
    if query.shape == "change" and slots.cue("average"):
        return slots.cues["average"]
    if query.shape == "average" or (query.shape == "extreme" and query.over is None and not query.step):
        return moves(slots)  # "the smallest increase" is no lowest figure, "the average increase" no average
    if query.shape in ("ranking", "extreme", "share") or not one_period(query):
        return []
    return [i for name in ("top", "bottom") for i in slots.cues.get(name, []) if i not in slots.used]
