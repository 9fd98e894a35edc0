"""Which definitional changes and limits bear on a query: attached when, and only when, a scope meets it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer.model import Caveat
from assistant.answer.phrases import unit_label
from assistant.asked.selection import MEAN, Selection
from assistant.catalog.lookup import Lookup
from assistant.catalog.model import Change, Scope
from assistant.period import quarter
from assistant.plan.model import Plan, Unit

ORDER = {"break": 0, "revision": 1, "limit": 2, "note": 3}


@dataclass(frozen=True)
class Applied:
    """A caveat and, for breaks, the first quarters counted the new way; ``withhold`` forbids computing across.

    ``before``: the change came after all that is asked about, which tells why something is not there.
    """

    caveat: Caveat
    quarters: tuple[int, ...] = ()
    withhold: bool = False
    before: bool = False


def applied(plan: Plan, lookup: Lookup, told: frozenset[str] | None = None) -> list[Applied]:
    """Changes and limits whose scope meets the plan, breaks first. ``told``: whether its figures are "compared" or
    "divided", where that does not follow from what is asked.
    """
    told = _told(plan.query) if told is None else told
    found: list[Applied] = []
    for change in lookup.changes_of(plan.query.measure):
        hits = [scope for scope in change.scopes if _meets(scope, change, plan, told)]
        if hits:
            scope = min(hits, key=lambda s: ORDER[s.kind])
            rows = _rows(scope, change, plan, lookup)
            caveat = Caveat(change.id, scope.kind, scope.text or change.text, change.source, rows)
            quarters = tuple(quarter(q) for q in (change.first_quarter, *change.again) if q)
            found.append(Applied(caveat, quarters, any(s.withhold for s in hits), scope.when == "before"))
    return sorted(found, key=lambda a: ORDER[a.caveat.kind])


def _rows(scope: Scope, change: Change, plan: Plan, lookup: Lookup) -> tuple[str, ...]:
    """The periods of a table that a dated change is about: of a break the first counted the new way; none if it is
    all.
    """
    if scope.when not in ("spans", "touches") or not change.first_quarter:
        return ()
    firsts = [quarter(q) for q in (change.first_quarter, *change.again)]
    last = quarter(change.to_quarter) if change.to_quarter else firsts[-1]
    about = set(firsts) if scope.when == "spans" else set(range(firsts[0], last + 1))
    met = [unit for unit in plan.units if about & set(unit.covered)]
    return tuple(unit_label(unit, plan.query, lookup) for unit in met) if len(met) < len(plan.units) else ()


def hypothetical(query: Selection, lookup: Lookup) -> list[Applied]:
    """Changes that would bear on a query whose figures are not held."""
    where = tuple((d, lookup.expand(d, ids)) for d, ids in query.where)
    units = tuple(Unit(span, "", ()) for span in query.periods)
    return applied(Plan(query, where, units, (), True), lookup)


def would_bear(query: Selection, lookup: Lookup) -> tuple[Caveat, ...]:
    """Dated changes that would bear on figures of these periods, were they held."""
    bearing = [a.caveat for a in hypothetical(query, lookup) if a.before or a.caveat.kind in ("break", "note")]
    return tuple(c for c in bearing if lookup.changes[c.id].date)


def engine_caveat(lookup: Lookup, name: str, kind: str, text: str, rows: tuple[str, ...] = ()) -> Caveat:
    """A caveat that depends on the figures themselves; its source is the catalog's."""
    change = lookup.changes.get(name)
    return Caveat(name, kind, text or (change.text if change else ""), change.source if change else "", rows)


def _told(query: Selection) -> frozenset[str]:
    """Are the figures compared, or divided among members? Those of a ranking are both."""
    reduced = query.minus is not None or query.extreme or query.calculation == MEAN
    compared = reduced or query.ranking or query.over_time or query.compared
    divided = query.ranking or query.among is not None or query.divided
    return frozenset(word for word, so in (("compared", compared), ("divided", divided)) if so)


def _meets(scope: Scope, change: Change, plan: Plan, told: frozenset[str]) -> bool:
    query = plan.query
    if scope.measures and query.measure not in scope.measures:
        return False
    if scope.told and not told & set(scope.told):
        return False
    if scope.dimensions and not any(name in query.dimensions for name in scope.dimensions):
        return False
    if scope.members and not any(_member(pair, plan, query.listed) for pair in scope.members):
        return False
    tables = {name for fetch in plan.fetches if fetch.tag == "part" for name in fetch.tables}
    if scope.tables and not tables & set(scope.tables):
        return False
    return _when(scope, change, plan)


def _member(pair: str, plan: Plan, listed: tuple[str, ...]) -> bool:
    dimension, _, member = pair.partition("=")
    chosen = dict(plan.where).get(dimension)
    if chosen is None:
        return dimension in listed
    return member == "*" or member in chosen


def _when(scope: Scope, change: Change, plan: Plan) -> bool:
    if scope.when == "always":
        return True
    held = [unit for unit in plan.units if unit.pieces] or plan.units
    quarters = {number for unit in held for number in unit.covered}
    if not quarters or not change.first_quarter:
        return False
    firsts = [quarter(q) for q in (change.first_quarter, *change.again)]
    low, high = min(quarters), max(quarters)
    if scope.when == "spans":
        return any(low < first <= high for first in firsts)
    if scope.when == "before":
        return high < firsts[0]
    if scope.when == "after":
        return low >= firsts[0]
    last = quarter(change.to_quarter) if change.to_quarter else firsts[-1]
    return any(firsts[0] <= number <= last for number in quarters)
