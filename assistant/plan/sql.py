"""A plan to one SELECT: a union of one sub-select a group of tables, every value a bound parameter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlglot import exp

from assistant.plan.model import Fetch, Plan

DIALECT = "duckdb"  # unless the engine is another
NAMED = ("spark",)  # dialects whose parameters have names: p1, p2 …
CELLS = "cells"  # the step of a calculation that reads figures, and the only one
TEXTS = tuple(f"text_{i}" for i in range(8))  # columns of words beside a figure
FIXED = ("tag", "table_id", "release", "period")


@dataclass(frozen=True)
class Statement:
    """``tree`` with ``parameters`` in order ($1, $2 …); ``by`` are the dimension columns of its rows.

    Columns: tag, table_id, release, period, each of ``by``, value, cells, url, quoted_by.
    """

    tree: exp.Select
    parameters: tuple[str, ...]
    by: tuple[str, ...]
    dialect: str = DIALECT

    @cached_property
    def sql(self) -> str:
        """Rendered once: what runs and what is shown are the same text, but for the parameters."""
        tree = self.tree.transform(_named) if self.dialect in NAMED else self.tree
        # Nothing reads the tree after it was written, so that the writer may work on it and not on a copy.
        return tree.sql(dialect=self.dialect, pretty=True, copy=False)

    def readable(self) -> str:
        """For people: parameters written in. Never run."""

        def value(found: re.Match[str]) -> str:
            return "'" + self.parameters[int(found[1]) - 1].replace("'", "''") + "'"

        return re.sub(r"(?:\$|:p)(\d+)", value, self.sql)


class Parameters:
    def __init__(self) -> None:
        self.values: list[str] = []

    def __call__(self, value: str) -> exp.Parameter:
        if value not in self.values:
            self.values.append(value)
        return exp.Parameter(this=exp.Literal.number(self.values.index(value) + 1))


def column(name: str) -> exp.Column:
    return exp.Column(this=exp.Identifier(this=name, quoted=True))


def _named(node: exp.Expression) -> exp.Expression:
    return exp.Placeholder(this=f"p{node.name}") if isinstance(node, exp.Parameter) else node


def held(dataset: str, columns: Sequence[str], dialect: str = DIALECT) -> str:
    """The SELECT of every combination of ``columns`` that occurs in a dataset, in order."""
    tree = exp.select(*(column(name) for name in columns)).distinct().from_(_table(dataset))
    return tree.order_by(*(exp.Ordered(this=column(name), nulls_first=False) for name in columns)).sql(dialect=dialect)


def _table(dataset: str) -> exp.Table:
    return exp.Table(this=exp.to_identifier(dataset, quoted=True))


def statement(plan: Plan, dialect: str = DIALECT) -> Statement:
    """The one SELECT of a plan, to be rendered in the dialect of the engine."""
    bind = Parameters()
    by = tuple(dict.fromkeys(name for fetch in plan.fetches for name in fetch.by))
    union = cells(plan, by, bind)
    names = [*FIXED, *by, "value", "cells", "url", "quoted_by"]
    ordered = [exp.Ordered(this=column(name), nulls_first=False) for name in (*FIXED, *by)]
    # Every node is fresh, so none needs a copy: copying took most of the time of a question.
    tree = exp.select(*(column(name) for name in names), copy=False).from_(
        union.subquery("figures", copy=False), copy=False
    )
    tree = tree.order_by(*ordered, copy=False)
    return Statement(tree, tuple(bind.values), by, dialect)


def cells(plan: Plan, by: tuple[str, ...], bind: Parameters) -> exp.Query:
    """Every cell that a plan reads: one sub-select a group of tables, added up by release, period and members."""
    selects = [_fetch(fetch, by, bind) for fetch in plan.fetches]
    union: exp.Query = selects[0]
    for select in selects[1:]:
        union = exp.union(union, select, distinct=False, copy=False)
    return union


def _fetch(fetch: Fetch, by: tuple[str, ...], bind: Parameters) -> exp.Select:
    conditions: list[Any] = [_among("measure", (fetch.measure,), bind), _among("table_id", fetch.tables, bind)]
    conditions += [_among(name, members, bind) for name, members in fetch.where]
    conditions += [_among(name, ("total",), bind) for name in fetch.totals]
    apart = [*fetch.summed, *(name for name in fetch.by if name not in dict(fetch.where))]
    conditions += [exp.NEQ(this=column(name), expression=bind("total")) for name in apart]
    conditions.append(_pieces(fetch, bind))
    kept = [column(name) if name in fetch.by else exp.null() for name in by]
    extra = [
        exp.func("MIN", column(n)) if fetch.single_figures else exp.cast(exp.null(), "varchar")
        for n in ("url", "quoted_by")
    ]
    groups = [column(name) for name in ("table_id", "release", "period", *fetch.by)]
    return (
        exp.select(
            exp.alias_(bind(fetch.tag), "tag", quoted=True, copy=False),
            *(column(name) for name in FIXED[1:]),
            *(exp.alias_(node, name, quoted=True, copy=False) for node, name in zip(kept, by, strict=True)),
            exp.alias_(exp.func("SUM", column("value")), "value", quoted=True, copy=False),
            exp.alias_(exp.Count(this=exp.Star()), "cells", quoted=True, copy=False),
            *(
                exp.alias_(node, name, quoted=True, copy=False)
                for node, name in zip(extra, ("url", "quoted_by"), strict=True)
            ),
        )
        .from_(_table(fetch.dataset), copy=False)
        .where(exp.and_(*conditions, copy=False), copy=False)
        .group_by(*groups, copy=False)
    )


def _among(name: str, values: tuple[str, ...], bind: Parameters) -> exp.Expression:
    if len(values) == 1:
        return exp.EQ(this=column(name), expression=bind(values[0]))
    return exp.In(this=column(name), expressions=[bind(value) for value in values])


def _pieces(fetch: Fetch, bind: Parameters) -> Any:
    """(release, period) pairs, one condition a release."""
    by_release: dict[str, list[str]] = {}
    for piece in fetch.pieces:
        by_release.setdefault(piece.release, []).append(piece.period)
    pairs = [
        exp.and_(_among("release", (release,), bind), _among("period", tuple(dict.fromkeys(periods)), bind), copy=False)
        for release, periods in by_release.items()
    ]
    return pairs[0] if len(pairs) == 1 else exp.or_(*pairs, copy=False)
