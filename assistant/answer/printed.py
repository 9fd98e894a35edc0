"""Printed percentages and numbers of days: what leads to them, and that one is given only as it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answer.caveats import engine_caveat
from assistant.answer.model import Part
from assistant.asked.before import Before
from assistant.asked.count import Count, Where
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.ratio import Ratio
from assistant.asked.selection import MEAN, Selection
from assistant.asked.walk import with_counts
from assistant.catalog.lookup import Lookup
from assistant.english.said import Said
from assistant.plan.model import NotHeld, Plan

Figure = Callable[[Selection], Part]  # of a selection alone
WITHIN = 0.55  # between a share to one decimal and the same as a whole number
NUMBER = "How many more or fewer that is is not held here; the percentage is given as printed."


def of_topic(said: Said, lookup: Lookup) -> Selection | None:
    """The printed figure for a subject that the tables lack ("how long …"), where nothing else limits what is asked."""
    hard = [lookup.topics[name] for name in dict.fromkeys(said.topics) if lookup.topics[name].hard]
    query = said.query
    barred = said.words.not_understood or said.ambiguous or said.problems or said.others
    if len(hard) != 1 or not hard[0].printed or barred or (query is None and said.dimensions):
        return None
    if query is not None and (query.where or query.by or not _as_asked(query)):
        return None
    counted = query.measure if query else said.measures[0] if len(said.measures) == 1 else ""
    name = hard[0].printed.get(counted) or hard[0].printed.get("")
    if name is None:
        return None
    if query is None:
        return Selection(name, periods=said.spans, relative="" if said.spans else "default")
    return Selection(name, periods=query.periods, relative=query.relative, as_of=query.as_of)


def of_share(query: Selection, plan: Plan | NotHeld, lookup: Lookup) -> Selection | None:
    """The printed share, where its counts are not held for the whole of one period."""
    return None if _complete(plan) else _printed_share(query, lookup)


def _printed_share(query: Selection, lookup: Lookup) -> Selection | None:
    """The share that is asked for as a printed figure."""
    if query.among is None or query.by:
        return None
    measure = lookup.measures[query.measure]
    whole = "|".join(_limit(d, ids) for d, ids in query.where if d in query.among)
    part = tuple((d, ids) for d, ids in query.where if d not in query.among)
    own = measure.printed_shares.get(_limit(*part[0])) if len(part) == 1 and not whole else None
    name = own or measure.printed_parts.get(whole)
    where = () if own else part
    return (
        Selection(name, where=where, periods=query.periods, relative=query.relative, as_of=query.as_of)
        if name
        else None
    )


def of_change(query: Selection, plan: Plan | NotHeld, lookup: Lookup) -> Selection | None:
    """The printed change of a year on the one before, where the counts of both are not held whole."""
    name = lookup.measures[query.measure].printed_change
    if query.minus is None or query.by or not name or _complete(plan) or len(query.periods) != 2:
        return None
    earlier, later = query.periods
    return (
        Selection(name, where=query.where, periods=(later,), as_of=query.as_of) if earlier == later.before() else None
    )


def printed_otherwise(part: Part, query: Selection, lookup: Lookup, figure: Figure) -> Part:
    """A share of counts with the caveat that another was printed: its counts had not been revised, or are not held."""
    printed = _printed_share(query, lookup)
    if printed is None or len(printed.periods) != 1 or part.value is None:
        return part
    other = figure(printed)
    if other.value is None or abs(part.value - other.value) <= WITHIN:
        return part
    return replace(part, caveats=(*part.caveats, engine_caveat(lookup, "printed-figure", "limit", other.headline)))


def worked_out(tree: Node, lookup: Lookup) -> Node:
    """The tree with the share or the change that a printed percentage stands for in its place: what follows it may be
    of another count, or of another part.
    """
    return with_counts(tree, lambda one: _stands_for(one, lookup) if lookup.measures[one.measure].printed else one)


def _stands_for(count: Count, lookup: Lookup) -> Node:
    for measure in lookup.catalog.measures:
        if count.measure == measure.printed_change:
            own = replace(count, measure=measure.id)
            return Minus(own, Before(own, "year"), "percent")
        own_limit = next((limit for limit, name in measure.printed_shares.items() if name == count.measure), "")
        whole = next((limit for limit, name in measure.printed_parts.items() if name == count.measure), None)
        if own_limit or whole is not None:
            all_of = replace(count, measure=measure.id, where=_limits(whole or ""))
            part = tuple(sorted({**dict(all_of.where), **dict(count.where), **dict(_limits(own_limit))}.items()))
            return Ratio(replace(all_of, where=part), all_of, "percent")
    return count


def _limits(text: str) -> Where:
    """The limits of "age=child|gender=male"."""
    pairs = (limit.partition("=") for limit in text.split("|") if limit)
    return tuple((dimension, tuple(members.split(","))) for dimension, _, members in pairs)


def without_number(part: Part) -> Part:
    """A printed percentage where the number of people was asked for: it is not that number, and is given beside."""
    return replace(part, status="partial", value=None, missing=NUMBER, headline=f"{NUMBER} {part.headline}")


def _complete(plan: Plan | NotHeld) -> bool:
    return isinstance(plan, Plan) and all(unit.complete for unit in plan.units)


def _as_asked(query: Selection) -> bool:
    """Is nothing worked out? Of an "average number of days" the average is the printer's."""
    return (query.plain and not query.compared) or query.calculation == MEAN


def _limit(dimension: str, members: tuple[str, ...]) -> str:
    return f"{dimension}={','.join(members)}"


def as_it_stands(plan: Plan, apart: bool = False) -> bool:
    """Whether a plan of a printed figure reads one printed cell and does nothing with it.

    ``apart``: how far two of one release lie apart may be told.
    """
    if apart and _set_apart(plan):
        return True
    if not _as_asked(plan.query) or len(plan.units) != 1 or plan.query.by:
        return False
    (unit,) = plan.units
    return unit.complete and len(unit.pieces) == 1 and unit.pieces[0].period == unit.span.id


def _set_apart(plan: Plan) -> bool:
    """Whether a plan of a printed figure asks how far two cells of one release lie apart."""
    query = plan.query
    pieces = [piece for unit in plan.units for piece in unit.pieces]
    number = query.minus is not None and query.minus.as_ == "number"
    return number and not query.by and len(pieces) == len(plan.units) == 2 and len({p.release for p in pieces}) == 1
