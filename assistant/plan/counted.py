"""Axes and counts of a tree as named queries over its cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlglot import exp

from assistant.asked.count import Count
from assistant.asked.over import Over
from assistant.asked.walk import TIME
from assistant.asked.work import Key, Point
from assistant.catalog.lookup import Lookup
from assistant.period import Span
from assistant.plan.model import ReleasedPeriod
from assistant.plan.sql import CELLS, Parameters, column
from assistant.plan.terms import both, double, named, number, of, source
from assistant.plan.together import Taken
from assistant.plan.tree_figures import Figures


@dataclass(frozen=True)
class Relation:
    """A named query with ``keys`` and a column "figure"; ``axes`` are the keys in order."""

    name: str
    axes: tuple[Over, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(over.axis for over in self.axes)


@dataclass
class Counted:
    """Names a query once; ``parts`` are those named, in the order in which they build on each other."""

    figures: Figures
    lookup: Lookup
    bind: Parameters
    parts: dict[str, exp.Query] = field(default_factory=dict)
    _axes: dict[tuple[str, Key], str] = field(default_factory=dict)

    def name(self, word: str, query: exp.Query) -> str:
        name = f"{word}_{1 + sum(known.startswith(f'{word}_') for known in self.parts)}"
        self.parts[name] = query
        return name

    def axis(self, over: Over) -> str:
        """The values of an axis: id, label, its place, and whether it is a residual that is never picked."""
        values = self.figures.values(over)
        same = self._axes.get((over.axis, values))
        if same is None:
            rows = []
            for place, value in enumerate(values, 1):
                ident = value.id if isinstance(value, Span) else value
                last = int(self.figures.last(over.axis, value))
                rows.append(
                    [self.bind(ident), self.bind(self.figures.label(over.axis, value)), number(place), number(last)]
                )
            same = self.name("axis", self.values(rows, ("id", "label", "place", "last")))
            self._axes[over.axis, values] = same
        return same

    def values(self, rows: list[list[Any]], columns: tuple[str, ...]) -> exp.Select:
        """Rows of parameters as a query."""
        alias = exp.TableAlias(
            this=exp.to_identifier("given", quoted=True), columns=[exp.to_identifier(c, quoted=True) for c in columns]
        )
        table = exp.Values(expressions=[exp.Tuple(expressions=row) for row in rows], alias=alias)
        return exp.select(*(column(name) for name in columns), copy=False).from_(table, copy=False)

    def count(self, node: Count, under: tuple[Over, ...], steps: tuple[str, ...]) -> Relation:
        """The cells of a count, added over the pieces of each period; what a whole table does not list is zero."""
        time = next((over for over in under if over.axis in TIME), None)
        dimensions = tuple(over for over in under if over.axis not in TIME)
        spans: Key = self.figures.values(time) if time else ("",)
        pieces_of: list[tuple[str, ReleasedPeriod, Taken]] = []
        point = Point(steps=steps, under=frozenset(over.axis for over in under))
        for span in spans:
            here = point.on((time.axis,), (span,)) if time else point
            leaf = self.figures.cells.leaf(node, self._any(here, dimensions))
            unit = self.figures.taken[leaf].units.get(self.figures.cells.span(node, here))
            if unit is not None and self.figures.usable(unit):
                ident = span.id if isinstance(span, Span) else span
                pieces_of += [(ident, piece, self.figures.taken[leaf]) for piece in unit.pieces]
        leaf = self.figures.cells.leaf(
            node, self._any(point.on((time.axis,), (spans[0],)) if time else point, dimensions)
        )
        taken = self.figures.taken[leaf]
        rows: list[list[Any]] = [[self.bind(x) for x in (at, p.release, p.period)] for at, p, _ in pieces_of]
        fills = [one.fills(p) for _, p, one in pieces_of]
        some = any(fills) and not taken.complete  # of whole tables beside figures that were printed singly
        if some:
            rows = [[*row, number(0) if fill else exp.null()] for row, fill in zip(rows, fills, strict=True)]
        rows = rows or [[self.bind(""), self.bind(""), self.bind("")]]
        pieces = self.name("pieces", self.values(rows, ("at", "release", "period", *(("none",) if some else ()))))
        value: Any = exp.func("COALESCE", of("c", "value"), of("p", "none")) if some else of("c", "value")
        on: list[Any] = [exp.EQ(this=of("c", "tag"), expression=self.bind(taken.tag))]
        on += [exp.EQ(this=of("c", n), expression=of("p", n)) for n in ("release", "period")]
        tables = [(self._members(over), over.axis) for over in dimensions]
        on += [
            exp.EQ(this=of("c", axis), expression=of(name, "member" if name.startswith("members") else "id"))
            for name, axis in tables
        ]
        kept = [named(of("p", "at"), time.axis)] if time else []
        kept += [named(of(name, "id"), axis) for name, axis in tables]
        total: Any = exp.Sum(this=value)
        if taken.complete:
            total = exp.func("COALESCE", total, number(0))
        query = exp.select(*kept, named(double(total), "figure"), copy=False).from_(source(pieces, "p"), copy=False)
        for name, _ in tables:
            query = query.join(source(name), join_type="cross", copy=False)
        query = query.join(source(CELLS, "c"), on=both(on), join_type="left", copy=False)
        groups = [*([of("p", "at")] if time else []), *(of(name, "id") for name, _ in tables)]
        if groups:
            query = query.group_by(*groups, copy=False)
        if not taken.complete:
            held = exp.EQ(this=exp.Count(this=value), expression=exp.Count(this=exp.Star()))
            query = query.having(held, copy=False)
        return Relation(self.name("count", query), (*([time] if time else []), *dimensions))

    def _any(self, point: Point, dimensions: tuple[Over, ...]) -> Point:
        names = tuple(over.axis for over in dimensions)
        return point.on(names, tuple((self.figures.values(over) or ("",))[0] for over in dimensions))

    def _members(self, over: Over) -> str:
        """The members of each value of an axis: a group has several; where none is named the axis says it."""
        values = [str(value) for value in self.figures.values(over)]
        if values and all(self.lookup.expand(over.axis, (value,)) == (value,) for value in values):
            return self.axis(over)
        rows = [
            [self.bind(str(value)), self.bind(member)]
            for value in self.figures.values(over)
            for member in self.lookup.expand(over.axis, (str(value),))
        ]
        known = f"members_{over.axis}"
        if known not in self.parts:
            self.parts[known] = self.values(rows or [[self.bind(""), self.bind("")]], ("id", "member"))
        return known
