"""The one SELECT that gives the rows of a tree as they are shown, the calculation included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlglot import exp

from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.having import Having
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.top import Top
from assistant.asked.walk import TIME, compared
from assistant.catalog.lookup import Lookup
from assistant.plan.model import Plan
from assistant.plan.relations import Relations
from assistant.plan.sql import CELLS, DIALECT, Added, Parameters, Shape, Statement, cells, column, read
from assistant.plan.terms import COMPARE, both, cast, double, named, number, of, rounded, source
from assistant.plan.tree_figures import Figures


@dataclass(frozen=True)
class Shown:
    """A figure of each row: its title, the node that it is, and how it is rounded ("whole", "one" decimal, "some")."""

    title: str
    node: Node
    rounded: str
    last: bool = False  # told in the last row alone


def calculation(
    tree: Node, axes: Sequence[Over], shown: Sequence[Shown], texts: Sequence[str], plan: Plan, figures: Figures,
    lookup: Lookup, dialect: str = DIALECT, headings: Sequence[str] = (),
) -> Statement:  # fmt: skip
    """``texts`` are the first column where each row is one figure; else a row is a value of each axis.

    ``headings`` are those of the axes, where they are not their own names.
    """
    bind = Parameters()
    by = tuple(dict.fromkeys(name for fetch in plan.fetches for name in fetch.by))
    relations = Relations(figures, lookup, bind, {CELLS: cells(plan, by, bind)})
    final = _steps(shown, texts, relations) if texts else _table(tree, axes, shown, relations, headings)
    for name, query in relations.parts.items():
        final = final.with_(exp.to_identifier(name, quoted=True), as_=query, copy=False)
    return Statement(final, bind.values, (), dialect)


def single(plan: Plan, label: str, titles: tuple[str, str], dialect: str = DIALECT) -> Statement:
    """One figure of one period: its cells added."""
    bind = Parameters()
    by = tuple(dict.fromkeys(name for fetch in plan.fetches for name in fetch.by))
    reads = tuple(read(fetch, bind) for fetch in plan.fetches)
    shape = Shape(reads, by, dialect, Added(bind.number(label), *titles))
    return Statement(None, bind.values, (), dialect, shape)


def _rounded(figure: Any, how: str) -> Any:
    """Rounded once, half away from zero, from the exact figure."""
    exact = cast(figure, "decimal(28, 9)")
    if how == "whole":
        return cast(rounded(exact, 0), "bigint")
    if how == "one":
        return rounded(exact, 1)
    small = exp.LT(this=exp.Abs(this=exact), expression=number(10))
    two, one = (double(rounded(exact.copy(), n)) for n in (2, 1))
    return exp.Case(ifs=[exp.If(this=small, true=two)], default=one)


def _steps(shown: Sequence[Shown], texts: Sequence[str], relations: Relations) -> exp.Select:
    selects: list[exp.Select] = []
    for place, (one, text) in enumerate(zip(shown, texts, strict=True), 1):
        found = relations.relation(one.node)
        single = exp.select(column("figure"), copy=False).from_(source(found.name), copy=False).subquery(copy=False)
        selects.append(
            exp.select(
                named(relations.bind(text), "what"),
                named(double(_rounded(single, one.rounded)), "figure"),
                named(number(place), "place"),
                copy=False,
            )
        )
    union: exp.Query = selects[0]
    for select in selects[1:]:
        union = exp.union(union, select, distinct=False, copy=False)
    query = exp.select(column("what"), column("figure"), copy=False)
    query = query.from_(union.subquery("steps", copy=False), copy=False)
    return query.order_by(exp.Ordered(this=column("place"), nulls_first=False), copy=False)


def _table(
    tree: Node, axes: Sequence[Over], shown: Sequence[Shown], relations: Relations, headings: Sequence[str]
) -> exp.Select:
    query = exp.Select()
    labels = []
    heads = headings or [relations.lookup.dimensions[o.axis].label if o.axis not in TIME else o.axis for o in axes]
    for i, over in enumerate(axes):
        table = source(relations.axis(over), f"x{i}")
        query = query.join(table, join_type="cross", copy=False) if i else query.from_(table, copy=False)
        labels.append(named(of(f"x{i}", "label"), heads[i]))
    places = {over.axis: f"x{i}" for i, over in enumerate(axes)}
    figures = []
    for i, one in enumerate(shown):
        found = relations.relation(one.node)
        on = [exp.EQ(this=of(f"c{i}", key), expression=of(places[key], "id")) for key in found.keys]
        condition: Any = both(on) if on else exp.EQ(this=number(1), expression=number(1))
        query = query.join(source(found.name, f"c{i}"), on=condition, join_type="left", copy=False)
        figure = _rounded(of(f"c{i}", "figure"), one.rounded)
        if one.last:
            final = exp.EQ(this=of("x0", "place"), expression=number(len(relations.figures.values(axes[0]))))
            figure = exp.Case(ifs=[exp.If(this=final, true=figure)])
        figures.append(named(figure, one.title))
    query = query.select(*labels, *figures, copy=False)
    for condition in _kept(tree, axes, shown, relations):
        query = query.where(condition, copy=False)
    last = of(f"c{len(shown) - 1}", "figure")
    if not isinstance(tree, (Pick, Top, Place)):
        order = [exp.Ordered(this=of(f"x{i}", "place"), nulls_first=False) for i in range(len(axes))]
        return query.order_by(*order, copy=False)
    query = query.order_by(*relations.ordered(tuple(axes), tree.highest, last), copy=False)
    if isinstance(tree, Top) and tree.n is not None:
        return query.offset(tree.n, copy=False) if tree.what == "rest" else query.limit(tree.n, copy=False)
    return query


def _kept(tree: Node, axes: Sequence[Over], shown: Sequence[Shown], relations: Relations) -> list[Any]:
    """Which rows are shown: those with a figure, of members nobody named those that have one above zero."""
    columns = [of(f"c{i}", "figure") for i in range(len(shown))]
    found: list[Any] = [exp.or_(*(_held(one) for one in columns), copy=False)]
    if not all(over.values or over.axis in TIME for over in axes):
        counted = [c for c, one in zip(columns, shown, strict=True) if isinstance(_bare(one.node), (Count, Before))]
        found.append(exp.or_(*(exp.NEQ(this=one, expression=number(0)) for one in counted or columns), copy=False))
    if isinstance(tree, (Pick, Top, Place, Having)):
        found.append(_held(columns[-1]))
    if isinstance(tree, Having) and not tree.one and compared(tree) is None:
        found.append(COMPARE[tree.op](this=columns[-1], expression=relations.limit(tree, (), ())))
        found += [exp.EQ(this=of(f"x{i}", "last"), expression=number(0)) for i in range(len(axes))]
    return found


def _held(figure: exp.Column) -> exp.Not:
    return exp.Not(this=exp.Is(this=figure, expression=exp.null()))


def _bare(node: Node) -> Node:
    while isinstance(node, Over):
        node = node.of
    return node
