"""The SQL of an answer to a query: a calculation that gives its rows, where one does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from assistant.answer.model import Cell, Part
from assistant.answer.phrases import unit_label
from assistant.answer.written import Written
from assistant.asked.count import Count
from assistant.asked.having import Having
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.selection import HISTORY
from assistant.asked.top import Top
from assistant.asked.walk import TIME
from assistant.asked.work import Key, Point, Value, Work
from assistant.catalog.lookup import Lookup
from assistant.period import Span
from assistant.plan import figures as folded
from assistant.plan.calculate import Shown, calculation, single
from assistant.plan.guard import Guard
from assistant.plan.leaves import Cells
from assistant.plan.listing import listing
from assistant.plan.model import Plan, Unit
from assistant.plan.sql import Statement
from assistant.plan.together import Taken
from assistant.plan.tree_figures import Figures
from assistant.tell.lines import lines
from assistant.tell.numbers import Kind, cell

ROUNDED: dict[str, Kind] = {"whole": "count", "one": "percent"}


@dataclass
class Folded(Figures):
    """The figures of a plan as those of the counts of a tree."""

    plan: Plan | None = None
    old: folded.Figures | None = None

    def figure(self, count: Count, point: Point) -> Value:
        assert self.plan is not None and self.old is not None
        taken = self.taken[self.cells.leaf(count, point)]
        span = self.cells.span(count, point)
        place = next((i for i, unit in enumerate(self.plan.units) if unit.span == span), -1)
        members = dict(point.members)
        if taken.tag == "whole":
            found = self.old.whole.get(place)
        else:
            found = self.old.part.get((place, tuple(members[name] for name in self.old.by)))
        return None if found is None else Fraction(found)

    def usable(self, unit: Unit) -> bool:
        return bool(unit.pieces)

    def label(self, axis: str, value: str | Span) -> str:
        assert self.plan is not None
        unit = next((unit for unit in self.plan.units if unit.span == value), None)
        return super().label(axis, value) if unit is None else unit_label(unit, self.plan.query, self.lookup)


@dataclass(frozen=True)
class Form:
    """How the rows of an answer are made: the tree that orders them, their axes, and the figures of each."""

    tree: Node
    axes: tuple[Over, ...]
    nodes: tuple[tuple[Node, str], ...]  # with how they are rounded
    last: int = 0  # so many of the figures are told in the last row alone


def with_calculation(
    part: Part, plan: Plan, figures: folded.Figures, lookup: Lookup, guard: Guard, dialect: str
) -> Part:
    """The part with SQL that gives its rows; the cells alone where no calculation is known to."""

    def write() -> str:
        statement = _statement(part, plan, figures, lookup, dialect)
        if statement is None:
            return part.sql
        guard.check(statement)
        return statement.readable()

    return replace(part, shown=Written(write))


def _statement(part: Part, plan: Plan, figures: folded.Figures, lookup: Lookup, dialect: str) -> Statement | None:
    untold = plan.query.calculation == HISTORY or figures.replaced or not part.rows
    first = None if untold else _form(part, plan, figures, lookup)
    for form in (first, _by_time(first)):
        if form is None:
            continue
        made = _figures(form, plan, figures, lookup)
        shown = [
            Shown(part.columns[len(form.axes) + i], node, how, i >= len(form.nodes) - form.last)
            for i, (node, how) in enumerate(form.nodes)
        ]
        if _rows(form, shown, made) == list(part.rows):
            cells = replace(plan, fetches=tuple(fetch for fetch in plan.fetches if fetch.tag in ("part", "whole")))
            heads = part.columns[: len(form.axes)]
            if len(part.rows) == 1 and len(part.columns) == 2 and not figures.by and part.rows[0][1]:
                return single(cells, str(part.rows[0][0]), (part.columns[0], part.columns[1]), dialect)
            return calculation(form.tree, form.axes, shown, (), cells, made, lookup, dialect, heads)
    return _by_line(part, plan, figures, lookup, dialect)


def _by_line(part: Part, plan: Plan, figures: folded.Figures, lookup: Lookup, dialect: str) -> Statement | None:
    """Each row as the sum of its own cells."""
    found = lines(part, plan, figures, lookup) if part.rows else []
    if not found:
        return None
    tags = {line.tag for line in found}
    cells = replace(plan, fetches=tuple(fetch for fetch in plan.fetches if fetch.tag in tags))
    return listing(cells, found, part.columns, dialect)


def _by_time(form: Form | None) -> Form | None:
    """The rows of an extreme that is not told: in the order of time."""
    return replace(form, tree=form.tree.over) if form is not None and isinstance(form.tree, Pick) else None


def _form(part: Part, plan: Plan, figures: folded.Figures, lookup: Lookup) -> Form | None:
    """The form of an answer; None of one that has none."""
    query = plan.query
    spans = tuple(unit.span for unit in plan.units)
    limits = dict(plan.where)
    listed = [name for name in figures.by]
    rest = tuple((d, ids) for d, ids in plan.where if d not in listed)
    count = Count(query.measure, rest, spans[0], query.as_of)
    node: Node = count
    for name in reversed(listed):
        named = len(query.filters.get(name, ())) > 1
        members = sorted(limits.get(name, ()), key=lambda member, name=name: lookup.position(name, member))  # type: ignore[misc]
        node = Over(node, name, tuple(members) if named else ())
    whole = _whole(plan, spans[0])
    timed = len(spans) > 1 or not listed or query.among is not None
    axis = query.grain or "period"
    if timed:
        node = Over(node, axis, spans)
    axes = _axes(node)
    figure = _along(count, axes)
    if len(part.columns) == len(axes) + 1:
        tree: Node = node
        if isinstance(query.calculation, Pick) and not query.step:
            tree = Pick(node, highest=query.highest)
        elif query.ranking:
            tree = Top(node, len(part.rows), query.highest)
        elif query.having is not None and not query.extreme:
            tree = replace(query.having, over=node)
        return Form(tree, axes, ((figure, "whole"),))
    if query.minus and len(spans) == 2 and not listed:
        moved = Minus(figure, count)
        told: tuple[tuple[Node, str], ...] = (
            (figure, "whole"),
            (moved, "whole"),
            (replace(moved, as_="percent"), "one"),
        )
        kept = told[: len(part.columns) - len(axes)]  # of printed figures no percentage is told
        return Form(node, axes, kept, len(kept) - 1)
    if whole is None:
        return None
    total: Node = Over(whole, axis, spans) if timed else whole
    share = (Ratio(figure, total), "one")
    if query.among is not None and len(part.columns) == len(axes) + 3:
        return Form(node, axes, ((figure, "whole"), (total, "whole"), share))
    if len(part.columns) == len(axes) + 2:
        tree = Top(node, len(part.rows), query.highest) if query.ranking else node
        return Form(tree, axes, ((figure, "whole"), share))
    return None


def _whole(plan: Plan, span: Span) -> Count | None:
    fetch = next((fetch for fetch in plan.fetches if fetch.tag == "whole"), None)
    return Count(plan.query.measure, fetch.where, span, plan.query.as_of) if fetch else None


def _axes(node: Node) -> tuple[Over, ...]:
    found = []
    while isinstance(node, Over):
        found.append(node)
        node = node.of
    return tuple(found)


def _along(count: Count, axes: Sequence[Over]) -> Node:
    node: Node = count
    for over in reversed(axes):
        node = replace(over, of=node)
    return node


def _figures(form: Form, plan: Plan, old: folded.Figures, lookup: Lookup) -> Folded:
    tree = form.nodes[0][0]
    cells = Cells(tree, lookup, lambda over: tuple(value for value in over.values if isinstance(value, Span)))
    made = Folded(cells, {}, lookup, plan=plan, old=old)
    units = {unit.span: unit for unit in plan.units}
    for tag in ("part", "whole"):
        fetches = tuple(fetch for fetch in plan.fetches if fetch.tag == tag)
        complete = all(not fetch.single_figures for fetch in fetches)
        if fetches:
            first = fetches[0]
            count = Count(
                plan.query.measure,
                tuple((d, ids) for d, ids in first.where if d not in first.by),
                plan.units[0].span,
                plan.query.as_of,
            )
            point = Point(tuple((name, "") for name in first.by), under=frozenset(first.by))
            leaf = cells.leaf(count, point)
            made.taken[leaf] = Taken(leaf, tag, units, fetches, complete)
    for place, name in enumerate(old.by):
        members = dict.fromkeys(key[place] for key in old.keys)
        made.found[name] = tuple(sorted(members, key=lambda m, name=name: lookup.position(name, m)))  # type: ignore[misc]
    return made


def _rows(form: Form, shown: Sequence[Shown], figures: Folded) -> list[tuple[Cell, ...]]:
    """The rows as the calculation gives them."""
    work = Work(figures.figure, figures.values, figures.last)
    names = tuple(over.axis for over in form.axes)
    named = all(over.values or over.axis in TIME for over in form.axes)
    found: list[tuple[tuple[object, ...], tuple[Cell, ...]]] = []
    kept = [key for key, _ in work.kept(form.tree)] if isinstance(form.tree, Having) else []
    keys: list[Key] = list(product(*(figures.values(over) for over in form.axes)))
    for place, key in enumerate(keys, 1):
        values = [work.value(one.node, Point().on(names, key)) for one in shown]
        if all(value is None for value in values) or not (named or values[0]):
            continue
        cells = [cell(v, ROUNDED[one.rounded]) for v, one in zip(values, shown, strict=True)]
        cells = [None if one.last and place < len(keys) else c for c, one in zip(cells, shown, strict=True)]
        labels = [figures.label(n, v) for n, v in zip(names, key, strict=True)]
        order: tuple[object, ...] = (place,)
        if isinstance(form.tree, Having) and key not in kept:
            continue
        if isinstance(form.tree, (Pick, Top)):
            last = [figures.last(n, v) for n, v in zip(names, key, strict=True)]
            size = values[0] or Fraction(0)
            tie = labels if isinstance(form.tree, Top) else place
            order = (last, -size if form.tree.highest else size, tie)
        found.append((order, (*labels, *cells)))
    return [row for _, row in sorted(found, key=lambda item: item[0])][
        : len(found) if not isinstance(form.tree, Top) else form.tree.n
    ]
