"""A tree worked out: exact values from the figures of its counts, at one point of its axes or along them."""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product

from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.each import Each
from assistant.asked.having import Having
from assistant.asked.history import History
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
from assistant.asked.truth import Truth
from assistant.asked.walk import TIME, axes, counts, parts, percentage, without
from assistant.period import Span

Value = Fraction | None  # None: not held, or nothing to divide by
Key = tuple[str | Span, ...]
OPS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le, "=": operator.eq,
}  # fmt: skip


@dataclass(frozen=True)
class Point:
    """One value of each axis that is fixed, and the steps back in time that are taken from it.

    ``under`` are the axes that stand above what is worked out: a count is limited by those, and by no other.
    """

    at: tuple[tuple[str, str | Span], ...] = ()
    steps: tuple[str, ...] = ()
    under: frozenset[str] = frozenset()

    def on(self, names: tuple[str, ...], key: Key) -> Point:
        return replace(self, at=(*self.at, *zip(names, key, strict=True)))

    def inside(self, axis: str) -> Point:
        return replace(self, under=self.under | {axis})

    def back(self, step: str) -> Point:
        return replace(self, steps=(*self.steps, step))

    @property
    def bound(self) -> frozenset[str]:
        return frozenset(name for name, _ in self.at)

    def span(self, count: Count) -> Span:
        """The period of a count here. Its own has been settled to a span before."""
        span = next((value for name, value in self.at if name in TIME and name in self.under), count.when)
        assert isinstance(span, Span)
        for step in reversed(self.steps):
            quarters = {"year": 4, "quarter": 1, "same": span.length}[step]
            span = Span(span.start - quarters, span.end - quarters)
        return span

    @property
    def members(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, value) for name, value in self.at if isinstance(value, str) and name in self.under)


@dataclass(frozen=True)
class Work:
    """``figure`` of a count at a point; ``values`` of an axis; ``last``: values that are never picked ("unknown")."""

    figure: Callable[[Count, Point], Value]
    values: Callable[[Over], Key]
    last: Callable[[str, str | Span], bool] = lambda axis, value: False
    label: Callable[[str, str | Span], str] = lambda axis, value: ident(value)
    _told: dict[tuple[int, Point], tuple[Node, dict[Key, Fraction]]] = field(default_factory=dict, repr=False)

    def free(self, node: Node, point: Point) -> list[Over]:
        return [over for over in axes(node) if over.axis not in point.bound]

    def table(self, node: Node, point: Point = Point()) -> dict[Key, Value]:
        """The value at each key of the axes that ``point`` leaves open, in their order; one key () of a single
        value.
        """
        free = self.free(node, point)
        names = tuple(over.axis for over in free)
        return {key: self.value(node, point.on(names, key)) for key in product(*(self.values(over) for over in free))}

    def told(self, node: Node, point: Point = Point()) -> dict[Key, Fraction]:
        """As :meth:`table`, without what is not held."""
        known = self._told.get((id(node), point))
        if known is None or known[0] is not node:
            found = {key: value for key, value in self.table(node, point).items() if value is not None}
            self._told[id(node), point] = known = (node, found)
        return known[1]

    def ranked(self, node: Pick | Top | Place, point: Point = Point()) -> list[tuple[Key, Fraction]]:
        """The values in their order; a residual category ("unknown") comes last."""
        names = [over.axis for over in self.free(node.over, point)]
        sign = -1 if node.highest else 1

        def order(item: tuple[Key, Fraction]) -> tuple[list[bool], Fraction, list[str]]:
            axes_ = list(zip(names, item[0], strict=True))
            said = [v.id if isinstance(v, Span) else self.label(a, v) for a, v in axes_]
            return ([self.last(a, v) for a, v in axes_], sign * item[1], said)

        return sorted(self.told(node.over, point).items(), key=order)

    def picked(self, node: Pick, point: Point = Point()) -> list[tuple[Key, Fraction]]:
        """The value of that place, and every key that has it."""
        names = [over.axis for over in self.free(node.over, point)]
        ranked = [(key, value) for key, value in self.ranked(node, point) if not self._residual(names, key)]
        return [item for item in ranked if item[1] == ranked[node.nth - 1][1]] if len(ranked) >= node.nth else []

    def kept(self, node: Having, point: Point = Point()) -> list[tuple[Key, Fraction]]:
        """Those that keep to the limit, in the order of the axis; what is not known ("unspecified") is none of them."""
        limit = self.limit(node.n, point)
        names = [over.axis for over in self.free(node.over, point)]
        return [
            (key, value)
            for key, value in self.told(node.over, point).items()
            if limit is not None and OPS[node.op](value, limit) and not self._residual(names, key)
        ]

    def _residual(self, names: list[str], key: Key) -> bool:
        return any(self.last(axis, value) for axis, value in zip(names, key, strict=True))

    def limit(self, n: int | float | Node, point: Point = Point()) -> Value:
        return Fraction(str(n)) if isinstance(n, (int, float)) else self.value(n, point)

    def value(self, node: Node, point: Point = Point()) -> Value:
        """The exact value at a point that fixes every axis of ``node``."""
        if isinstance(node, Count):
            return self.figure(node, point)
        if isinstance(node, Over):
            return self.value(node.of, point.inside(node.axis))
        if isinstance(node, Before):
            return self.value(node.of, point.back(node.step))
        if isinstance(node, (Ratio, Minus)):
            return self._pair(node, point)
        if isinstance(node, Per):
            return self._per(node, point)
        if isinstance(node, Running):
            return self._running(node, point)
        if isinstance(node, Truth):
            left, right = self.value(node.left, point), self.limit(node.right, point)
            return None if left is None or right is None else Fraction(truth(node, left, right))
        if isinstance(node, (Each, History)):
            found = [self.value(part, point) for part in parts(node)]
            return found[0] if len(found) == 1 else None
        return self._reduced(node, point)

    def _pair(self, node: Ratio | Minus, point: Point) -> Value:
        first, second = (node.part, node.whole) if isinstance(node, Ratio) else (node.later, node.earlier)
        a, b = self.value(first, point), self.value(second, point)
        if a is None or b is None:
            return None
        if isinstance(node, Minus) and node.as_ != "percent":
            return a - b
        if not b:
            return None
        if isinstance(node, Minus):
            return 100 * (a - b) / b
        return a / b * (100 if node.as_ == "percent" else 1)

    def _per(self, node: Per, point: Point) -> Value:
        value = self.value(node.of, point)
        inner, here = node.of, point
        while isinstance(inner, (Before, Over)):
            here = here.back(inner.step) if isinstance(inner, Before) else here.inside(inner.axis)
            inner = inner.of
        span = here.span(counts(inner)[0])
        return None if value is None else value / spread_over(node, span)

    def _running(self, node: Running, point: Point) -> Value:
        """The sum from the first value of the axis to the one of the point."""
        axis = next(over for over in axes(node.over) if over.axis in TIME)
        here = dict(point.at)[axis.axis]
        total = Fraction(0)
        for value in self.values(axis):
            at = tuple((name, value if name == axis.axis else old) for name, old in point.at)
            found = self.value(node.over, replace(point, at=at))
            if found is None:
                return None
            total += found
            if value == here:
                return total
        return None

    def _reduced(self, node: Node, point: Point) -> Value:
        if isinstance(node, Pick):
            return next((value for _, value in self.picked(node, point)), None)
        if isinstance(node, Summary):
            told = list(self.told(node.over, point).values())
            return node.work(told) if told else None
        if isinstance(node, Top):
            return self._top(node, point)
        if isinstance(node, Having):
            kept = [value for _, value in self.kept(node, point)]
            if node.what == "count":
                return Fraction(len(kept))
            return kept[-1 if node.what == "last" else 0] if kept else None
        if isinstance(node, Place):
            return self._place(node, point)
        return None

    def _top(self, node: Top, point: Point) -> Value:
        first = sum((value for _, value in self.ranked(node, point)[: node.n]), Fraction(0))
        if node.what != "rest":
            return first
        whole: Node = node.over
        for over in self.free(node.over, point):
            whole = without(whole, over.axis)
        all_ = self.value(whole, point)
        return None if all_ is None else all_ - first

    def _place(self, node: Place, point: Point) -> Value:
        told = self.told(node.over, point)
        mine = next((value for key, value in told.items() if ident(key[-1]) == node.member), None)
        if mine is None:
            return None
        names = [over.axis for over in self.free(node.over, point)]
        above = [
            value
            for key, value in told.items()
            if (value > mine if node.highest else value < mine) and not self._residual(names, key)
        ]
        return Fraction(len(above) + 1)


def truth(node: Truth, left: Fraction, right: Fraction) -> bool:
    """Does it hold? A percentage is as much as one that is named where it rounds to it: 43.7 % is "44%"."""
    if node.op == "=" and percentage(node.left) and isinstance(node.right, (int, float)):
        decimals = len(f"{node.right:g}".partition(".")[2])
        return bool(abs(left - right) * 2 * 10**decimals <= 1)
    return OPS[node.op](left, right * Fraction(str(node.factor)))


def ident(value: str | Span) -> str:
    return value if isinstance(value, str) else value.id


def units(span: Span, unit: str) -> Fraction:
    """How many months, weeks or days a span has.

    >>> units(Span.year(2023), "month"), units(Span.year(2024), "day")
    (Fraction(12, 1), Fraction(366, 1))
    """
    if unit == "month":
        return Fraction(3 * span.length)
    days = (_first(span.end + 1) - _first(span.start)).days
    return Fraction(days, 7) if unit == "week" else Fraction(days)


def spread_over(node: Per, span: Span) -> Fraction:
    """How many of its units the figure below is spread over, where its counts are of that span."""
    return units(span, node.unit) / (span.length if isinstance(node.of, Summary) else 1)


def _first(quarter: int) -> dt.date:
    return dt.date(quarter // 4, quarter % 4 * 3 + 1, 1)
