"""Each node of a tree as a named query over those of its parts: key columns, and the exact figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlglot import exp

from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.having import Having
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.per import Per
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.ratio import Ratio
from assistant.asked.running import Running
from assistant.asked.summary import Summary
from assistant.asked.top import Top
from assistant.asked.walk import TIME, axes, counts, over_of, without
from assistant.asked.work import Point, spread_over
from assistant.period import Span
from assistant.plan.counted import Counted, Relation
from assistant.plan.sql import column
from assistant.plan.terms import COMPARE, both, named, number, of, source

NOTHING = Count("")  # under an axis of which only the values matter


@dataclass
class Relations(Counted):
    """Every node by its parts."""

    _made: dict[tuple[Node, tuple[Over, ...], tuple[str, ...]], Relation] = field(default_factory=dict)

    def relation(self, node: Node, under: tuple[Over, ...] = (), steps: tuple[str, ...] = ()) -> Relation:
        """The query of a node that stands under these axes, so many steps back in time."""
        key = (node, under, steps)
        if key not in self._made:
            self._made[key] = self._make(node, under, steps)
        return self._made[key]

    def _make(self, node: Node, under: tuple[Over, ...], steps: tuple[str, ...]) -> Relation:
        if isinstance(node, Over):
            mine = Over(NOTHING, node.axis, self.figures.values(node))  # type: ignore[arg-type]
            inner = under if any(over.axis == node.axis for over in under) else (*under, mine)
            return self.relation(node.of, inner, steps)
        if isinstance(node, Before):
            return self.relation(node.of, under, (*steps, node.step))
        if isinstance(node, Count):
            return self.count(node, under, steps)
        if isinstance(node, (Ratio, Minus)):
            return self._pair(node, under, steps)
        if isinstance(node, Running):
            return self._running(node, under, steps)
        if isinstance(node, Per):
            return self._per(node, under, steps)
        assert over_of(node) is not None
        return self._reduced(node, under, steps)

    # Arithmetic

    def _joined(self, first: Relation, second: Relation) -> tuple[exp.Select, tuple[Over, ...], str, str]:
        """Two relations side by side on the keys that both have."""
        shared = [key for key in first.keys if key in second.keys]
        a, b = "a", "b"
        all_ = (*first.axes, *(over for over in second.axes if over.axis not in first.keys))
        kept = [named(of(a if over.axis in first.keys else b, over.axis), over.axis) for over in all_]
        query = exp.select(*kept, copy=False).from_(source(first.name, a), copy=False)
        if shared:
            on = both([exp.EQ(this=of(a, key), expression=of(b, key)) for key in shared])
            query = query.join(source(second.name, b), on=on, copy=False)
        else:
            query = query.join(source(second.name, b), join_type="cross", copy=False)
        return query, all_, a, b

    def _pair(self, node: Ratio | Minus, under: tuple[Over, ...], steps: tuple[str, ...]) -> Relation:
        first, second = (node.part, node.whole) if isinstance(node, Ratio) else (node.later, node.earlier)
        query, all_, a, b = self._joined(self.relation(first, under, steps), self.relation(second, under, steps))
        x, y = of(a, "figure"), of(b, "figure")
        nonzero = exp.Nullif(this=of(b, "figure"), expression=number(0))
        difference = exp.Sub(this=x, expression=y)
        figure: Any = difference
        if isinstance(node, Ratio):
            figure = exp.Div(this=x, expression=nonzero)
            if node.as_ == "percent":
                figure = exp.Div(this=exp.Mul(this=number(100), expression=x), expression=nonzero)
        elif node.as_ == "percent":
            figure = exp.Div(this=exp.Mul(this=number(100), expression=exp.Paren(this=difference)), expression=nonzero)
        word = (
            {"percent": "share", "times": "times", "per": "per"}[node.as_] if isinstance(node, Ratio) else "difference"
        )
        return Relation(self.name(word, query.select(named(figure, "figure"), copy=False)), all_)

    def _running(self, node: Running, under: tuple[Over, ...], steps: tuple[str, ...]) -> Relation:
        inner = self.relation(node.over, under, steps)
        time = next(over for over in inner.axes if over.axis in TIME)
        others = [of("r", key) for key in inner.keys if key != time.axis]
        total = exp.Window(
            this=exp.Sum(this=of("r", "figure")), partition_by=others,
            order=exp.Order(expressions=[exp.Ordered(this=of("x", "place"), nulls_first=False)]),
        )  # fmt: skip
        query = exp.select(*(of("r", key) for key in inner.keys), named(total, "figure"), copy=False)
        query = query.from_(source(inner.name, "r"), copy=False)
        on = exp.EQ(this=of("x", "id"), expression=of("r", time.axis))
        query = query.join(source(self.axis(time), "x"), on=on, copy=False)
        return Relation(self.name("running", query), inner.axes)

    def _per(self, node: Per, under: tuple[Over, ...], steps: tuple[str, ...]) -> Relation:
        inner = self.relation(node.of, under, steps)
        count = counts(node)[0]
        time = next((over for over in inner.axes if over.axis in TIME), None)
        cases = (
            [(value, spread_over(node, value)) for value in self.figures.values(time) if isinstance(value, Span)]
            if time
            else []
        )
        if not cases:
            span = Point(steps=steps).span(count)
            by: Any = number(float(spread_over(node, span)))
        else:
            by = exp.Case(ifs=[
                exp.If(this=exp.EQ(this=of("r", time.axis if time else ""), expression=self.bind(v.id)),
                true=number(float(n)))
                for v, n in cases
            ])  # fmt: skip
        query = exp.select(*(of("r", key) for key in inner.keys), copy=False).from_(source(inner.name, "r"), copy=False)
        figure = exp.Div(this=of("r", "figure"), expression=by)
        return Relation(self.name("per", query.select(named(figure, "figure"), copy=False)), inner.axes)

    # Reductions

    def _reduced(self, node: Node, under: tuple[Over, ...], steps: tuple[str, ...]) -> Relation:
        over = over_of(node)
        assert over is not None
        inner = self.relation(over, under, steps)
        mine = {o.axis for o in axes(over)} - {o.axis for o in under}
        kept = tuple(o for o in inner.axes if o.axis not in mine)
        reduced = tuple(o for o in inner.axes if o.axis in mine)
        make: Callable[..., exp.Query] = {
            Pick: self._pick,
            Top: self._top,
            Having: self._having,
            Place: self._place,
        }.get(type(node), self._summary)  # type: ignore[assignment]
        query = make(node, inner, kept, reduced, under, steps)
        return Relation(self.name(type(node).__name__.lower(), query), kept)

    def _from(self, inner: Relation, reduced: tuple[Over, ...], *, picked: bool = False) -> exp.Select:
        """The relation with the places of the axes that it is reduced over; ``picked`` leaves residuals out."""
        query = exp.Select().from_(source(inner.name, "r"), copy=False)
        for i, over in enumerate(reduced):
            on: list[Any] = [exp.EQ(this=of(f"x{i}", "id"), expression=of("r", over.axis))]
            if picked:
                on.append(exp.EQ(this=of(f"x{i}", "last"), expression=number(0)))
            query = query.join(source(self.axis(over), f"x{i}"), on=both(on), copy=False)
        return query

    @staticmethod
    def _keys(kept: tuple[Over, ...], table: str = "r") -> list[exp.Column]:
        return [of(table, over.axis) for over in kept]

    def _grouped(self, query: exp.Select, kept: tuple[Over, ...], figure: Any, table: str = "r") -> exp.Select:
        query = query.select(*self._keys(kept, table), named(figure, "figure"), copy=False)
        return query.group_by(*self._keys(kept, table), copy=False) if kept else query

    def _summary(self, node: Summary, inner: Relation, kept: tuple[Over, ...], *_: Any) -> exp.Query:
        figure = exp.func(node.function, of("r", "figure"))
        return self._grouped(exp.Select().from_(source(inner.name, "r"), copy=False), kept, figure)

    def ordered(self, reduced: tuple[Over, ...], highest: bool, figure: exp.Column) -> list[exp.Ordered]:
        """By size, residuals last, ties by name, periods in order."""
        last = [exp.Ordered(this=of(f"x{i}", "last"), nulls_first=False) for i in range(len(reduced))]
        places = [
            exp.Ordered(this=of(f"x{i}", "place" if over.axis in TIME else "label"), nulls_first=False)
            for i, over in enumerate(reduced)
        ]
        return [*last, exp.Ordered(this=figure, desc=highest, nulls_first=False), *places]

    def _numbered(
        self, inner: Relation, kept: tuple[Over, ...], reduced: tuple[Over, ...], highest: bool, picked: bool
    ) -> exp.Select:
        """Each figure with its place among those of the same kept keys."""
        place = exp.Window(
            this=exp.RowNumber(), partition_by=self._keys(kept),
            order=exp.Order(expressions=self.ordered(reduced, highest, of("r", "figure"))),
        )  # fmt: skip
        query = self._from(inner, reduced, picked=picked)
        query = query.select(*self._keys(kept), of("r", "figure"), named(place, "place"), copy=False)
        return query.where(exp.Not(this=exp.Is(this=of("r", "figure"), expression=exp.null())), copy=False)

    def _pick(
        self, node: Pick, inner: Relation, kept: tuple[Over, ...], reduced: tuple[Over, ...], *_: Any
    ) -> exp.Query:
        ranked = self.name("ranked", self._numbered(inner, kept, reduced, node.highest, True))
        query = exp.select(*self._keys(kept), of("r", "figure"), copy=False).from_(source(ranked, "r"), copy=False)
        return query.where(exp.EQ(this=of("r", "place"), expression=number(node.nth)), copy=False)

    def _top(
        self, node: Top, inner: Relation, kept: tuple[Over, ...], reduced: tuple[Over, ...],
        under: tuple[Over, ...], steps: tuple[str, ...],
    ) -> exp.Query:  # fmt: skip
        ranked = self.name("ranked", self._numbered(inner, kept, reduced, node.highest, False))
        query = exp.Select().from_(source(ranked, "r"), copy=False)
        if node.n is not None:
            query = query.where(exp.LTE(this=of("r", "place"), expression=number(node.n)), copy=False)
        first = self._grouped(query, kept, exp.Sum(this=of("r", "figure")))
        if node.what != "rest":
            return first
        whole: Node = node.over
        for over in reduced:
            whole = without(whole, over.axis)
        top = Relation(self.name("first", first), kept)
        joined, _, a, b = self._joined(self.relation(whole, under, steps), top)
        return joined.select(named(exp.Sub(this=of(a, "figure"), expression=of(b, "figure")), "figure"), copy=False)

    def limit(self, node: Having, under: tuple[Over, ...], steps: tuple[str, ...]) -> Any:
        """The number of a limit, as a literal or a query of one value."""
        if isinstance(node.n, (int, float)):
            return number(node.n)
        inner = self.relation(node.n, under, steps)
        return exp.select(column("figure"), copy=False).from_(source(inner.name), copy=False).subquery(copy=False)

    def _having(
        self, node: Having, inner: Relation, kept: tuple[Over, ...], reduced: tuple[Over, ...],
        under: tuple[Over, ...], steps: tuple[str, ...],
    ) -> exp.Query:  # fmt: skip
        condition = COMPARE[node.op](this=of("r", "figure"), expression=self.limit(node, under, steps))
        if node.what == "count":
            counted = self._from(inner, reduced, picked=True).where(condition, copy=False)
            return self._grouped(counted, kept, exp.Count(this=exp.Star()))
        place = [
            exp.Ordered(this=of(f"x{i}", "place"), desc=node.what == "last", nulls_first=False)
            for i in range(len(reduced))
        ]
        numbered = exp.Window(this=exp.RowNumber(), partition_by=self._keys(kept), order=exp.Order(expressions=place))
        query = self._from(inner, reduced, picked=True).where(condition, copy=False)
        query = query.select(*self._keys(kept), of("r", "figure"), named(numbered, "place"), copy=False)
        first = self.name("kept", query)
        query = exp.select(*self._keys(kept), of("r", "figure"), copy=False).from_(source(first, "r"), copy=False)
        return query.where(exp.EQ(this=of("r", "place"), expression=number(1)), copy=False)

    def _place(
        self, node: Place, inner: Relation, kept: tuple[Over, ...], reduced: tuple[Over, ...], *_: Any
    ) -> exp.Query:
        query = self._from(inner, reduced, picked=True)
        on: list[Any] = [exp.EQ(this=of("m", reduced[-1].axis), expression=self.bind(node.member))]
        on += [exp.EQ(this=of("m", over.axis), expression=of("r", over.axis)) for over in kept]
        query = query.join(source(inner.name, "m"), on=both(on), copy=False)
        above = exp.GT if node.highest else exp.LT
        query = query.where(above(this=of("r", "figure"), expression=of("m", "figure")), copy=False)
        return self._grouped(query, kept, exp.Add(this=exp.Count(this=exp.Star()), expression=number(1)))
