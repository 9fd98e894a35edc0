"""Printed percentages and numbers of days: what leads to them, and that one is given only as it stands."""

from __future__ import annotations

from assistant.catalog.lookup import Lookup
from assistant.english.said import Said
from assistant.plan.model import NotHeld, Plan
from assistant.query import Query

SHAPES = ("figure", "average")  # "average number of days": the average is the printer's


def of_topic(said: Said, lookup: Lookup) -> Query | None:
    """The printed figure for a subject that the tables lack ("how long …"), where nothing else limits what is asked."""
    hard = [lookup.topics[name] for name in dict.fromkeys(said.topics) if lookup.topics[name].hard]
    query = said.query
    barred = said.words.not_understood or said.ambiguous or said.problems or said.others
    if len(hard) != 1 or not hard[0].printed or barred or (query is None and said.dimensions):
        return None
    if query is not None and (query.where or query.by or query.shape not in SHAPES or query.over is not None):
        return None
    counted = query.measure if query else said.measures[0] if len(said.measures) == 1 else ""
    name = hard[0].printed.get(counted) or hard[0].printed.get("")
    if name is None:
        return None
    if query is None:
        return Query(name, periods=said.spans, relative="" if said.spans else "default")
    return Query(name, periods=query.periods, relative=query.relative, as_of=query.as_of)


def of_share(query: Query, plan: Plan | NotHeld, lookup: Lookup) -> Query | None:
    """The printed share, where its counts are not held for the whole of one period."""
    complete = isinstance(plan, Plan) and all(unit.complete for unit in plan.units)
    if query.shape != "share" or complete or len(query.where) != 1 or query.by:
        return None
    (dimension, members), *_ = query.where
    name = lookup.measures[query.measure].printed_shares.get(f"{dimension}={','.join(members)}")
    return Query(name, periods=query.periods, relative=query.relative, as_of=query.as_of) if name else None


def as_it_stands(plan: Plan) -> bool:
    """Whether a plan of a printed figure reads one printed cell and does nothing with it."""
    if plan.query.shape not in SHAPES or len(plan.units) != 1 or plan.query.by or plan.where:
        return False
    (unit,) = plan.units
    return unit.complete and len(unit.pieces) == 1 and unit.pieces[0].period == unit.span.id
