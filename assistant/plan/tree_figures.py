"""Rows of the one SELECT of a tree as the figures of its counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from typing import Any

from assistant.asked.count import Count
from assistant.asked.over import Over
from assistant.asked.selection import Selection
from assistant.asked.walk import TIME
from assistant.asked.work import Key, Point, Value
from assistant.catalog.lookup import Lookup
from assistant.period import Span
from assistant.plan.figures import Used
from assistant.plan.leaves import Cells, Leaf
from assistant.plan.model import Plan, Unit
from assistant.plan.sql import Statement
from assistant.plan.together import Taken


def whole_plan(taken: Sequence[Taken]) -> Plan:
    """All leaves as one plan, to be compiled to one SELECT."""
    units = tuple(unit for one in taken for unit in one.units.values())
    query = Selection(taken[0].leaf.measure, periods=tuple(dict.fromkeys(s for one in taken for s in one.leaf.spans)))
    return Plan(query, (), units, tuple(fetch for one in taken for fetch in one.fetches), True)


@dataclass
class Figures:
    """Figures by leaf; ``used`` says which cells they came from, ``found`` which members have any."""

    cells: Cells
    taken: dict[Leaf, Taken]
    lookup: Lookup
    numbers: dict[tuple[str, tuple[str, ...], str, str, str], int] = field(default_factory=dict)
    used: dict[str, list[Used]] = field(default_factory=dict)
    found: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def figure(self, count: Count, point: Point) -> Value:
        """A count at a point; None where its period is not held whole, or no figure of it is printed."""
        leaf = self.cells.leaf(count, point)
        taken = self.taken[leaf]
        unit = taken.units.get(self.cells.span(count, point))
        if unit is None or not self.usable(unit):
            return None
        total: int | None = None
        for key in self._keys(leaf, point):
            for piece in unit.pieces:
                number = self.numbers.get((taken.tag, key, unit.dataset, piece.release, piece.period))
                if number is None and not (taken.fills(piece) and self._lists_all(taken)):
                    return None
                total = (total or 0) + (number or 0)
        return Fraction(total or 0)

    def _lists_all(self, taken: Taken) -> bool:
        """Does a missing line mean none in the tables read?"""
        return all(self.lookup.tables[name].absent == "zero" for fetch in taken.fetches for name in fetch.tables)

    def usable(self, unit: Unit) -> bool:
        """Is a period's figure told? One that is held in part is none."""
        return unit.complete

    def _keys(self, leaf: Leaf, point: Point) -> list[tuple[str, ...]]:
        """The members that a point means, of each breakdown of the leaf."""
        if not leaf.by:
            return [()]
        where, members = dict(leaf.where), dict(point.members)
        chosen = [[m for m in self.lookup.expand(d, (members[d],)) if d not in where or m in where[d]] for d in leaf.by]
        return list(product(*chosen))

    def values(self, over: Over) -> Key:
        """The values of an axis: those named, else the members that have a figure."""
        return self.cells.times(over) if over.axis in TIME else over.values or self.found.get(over.axis, ())

    def label(self, axis: str, value: str | Span) -> str:
        """A value of an axis in words; of counts at a date, the date."""
        if isinstance(value, str):
            return self.lookup.label(axis, value)
        stock = all(self.lookup.measures[leaf.measure].kind == "stock" for leaf in self.taken)
        return value.end_phrase.removeprefix("at the ") if stock else value.label

    def last(self, axis: str, value: str | Span) -> bool:
        member = self.lookup.member(axis, value) if isinstance(value, str) else None
        return member is not None and member.residual

    def missing(self) -> list[tuple[Taken, Unit]]:
        return [(one, unit) for one in self.taken.values() for unit in one.units.values() if not unit.complete]


def figures(
    cells: Cells, taken: Sequence[Taken], statement: Statement, rows: Sequence[tuple[Any, ...]], lookup: Lookup
) -> Figures:
    """The rows by leaf, members and piece."""
    made = Figures(cells, {replace(one.leaf, spans=()): one for one in taken}, lookup)
    by_of = {one.tag: one.leaf.by for one in taken}
    places = {name: i for i, name in enumerate(statement.by)}
    found: dict[str, dict[str, None]] = {}
    for tag, table, release, period, *rest in rows:
        key = tuple(rest[places[name]] for name in by_of[tag])
        value, _, url, quoted_by = rest[len(statement.by) :]
        place = (tag, key, lookup.tables[table].dataset, release, period)
        made.numbers[place] = made.numbers.get(place, 0) + int(value)
        used = Used(table, release, url or "", quoted_by or "publisher")
        if used not in made.used.setdefault(tag, []):
            made.used[tag].append(used)
        if int(value):
            for name, member in zip(by_of[tag], key, strict=True):
                found.setdefault(name, {})[member] = None
    made.found = {
        name: tuple(sorted(members, key=lambda m, name=name: lookup.position(name, m)))  # type: ignore[misc]
        for name, members in found.items()
    }
    return made
