"""Words of rank: which place, of how many, and what no ranking answers."""

from __future__ import annotations

from dataclasses import replace

from assistant.catalog.lookup import Lookup
from assistant.query import Query
from assistant.question.slots import Slots

PLACES = ("top", "number one", "most common", "commonest")
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


def nth(slots: Slots) -> int | None:
    """ "The second highest"."""
    return next((n for i in slots.cues.get("nth", []) for word, n in NTH.items() if word in slots.items[i].text), None)


def one_period(query: Query) -> bool:
    """A single year or quarter, in which nothing over time can be highest."""
    return len(query.periods) == 1 and query.periods[0].length in (1, 4)


def left_out(slots: Slots, query: Query) -> list[int]:
    """Words such as "most" and "percentage" that the shape of the answer leaves out: they must not be dropped."""
    if slots.cue("share") and not query.percent and query.shape not in ("share", "change"):
        return [i for i in slots.cues["share"] if i >= 0]
    if query.shape in ("ranking", "extreme", "share") or not one_period(query):
        return []
    return [i for name in ("top", "bottom") for i in slots.cues.get(name, []) if i not in slots.used]
