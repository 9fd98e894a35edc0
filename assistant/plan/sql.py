"""A plan to one SELECT: a union of one sub-select a group of tables, every value a bound parameter.

What differs between two plans of one shape is the values alone, so that the statement of a shape is written once and
kept: most of the time of a short question went into writing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock
from typing import Any

from cachetools import LRUCache, cached
from sqlglot import exp

from assistant.plan.model import Fetch, Plan

DIALECT = "duckdb"  # unless the engine is another
NAMED = ("spark",)  # dialects whose parameters have names: p1, p2 …
TEXT = exp.DataType.build("varchar")
CELLS = "cells"  # the step of a calculation that reads figures, and the only one
TEXTS = tuple(f"text_{i}" for i in range(8))  # columns of words beside a figure
FIXED = ("tag", "table_id", "release", "period")
SHAPES = 1_024  # texts that are kept, of some kB each

Row = tuple[Any, ...]
Among = tuple[str, tuple[int, ...]]  # a column, and the numbers of the parameters that it may be


@dataclass(frozen=True)
class Read:
    """A fetch whose values are numbers of parameters: what of it is in the statement's text."""

    tag: int
    dataset: str
    conditions: tuple[Among, ...]
    apart: tuple[tuple[str, int], ...]  # columns that are not the total
    releases: tuple[tuple[Among, Among], ...]  # release, and its periods
    by: tuple[str, ...]
    single_figures: bool


@dataclass(frozen=True)
class Added:
    """One row of all that is read: its label (the number of a parameter), and the titles of label and figure."""

    label: int
    first: str
    second: str


@dataclass(frozen=True)
class Shape:
    """All of a statement but its values."""

    reads: tuple[Read, ...]
    by: tuple[str, ...]
    dialect: str
    added: Added | None = None


@dataclass(frozen=True)
class Statement:
    """A ``tree``, or without one that of a ``shape``, with ``parameters`` in order ($1, $2 …).

    Columns: tag, table_id, release, period, each of ``by`` (dimensions), value, cells, url, quoted_by. ``joined``: the
    fetches that were read as one, by the tag of their rows.
    """

    tree: exp.Select | None
    parameters: tuple[str, ...]
    by: tuple[str, ...]
    dialect: str = DIALECT
    shape: Shape | None = None
    joined: tuple[tuple[str, tuple[Fetch, ...]], ...] = ()

    @cached_property
    def sql(self) -> str:
        """Rendered once: what runs and what is shown are the same text, but for the parameters."""
        return _text_of(self) if self.tree is None else _text(self.select, self.dialect)

    @cached_property
    def select(self) -> exp.Select:
        """The tree, which is made where only its shape was known; it is looked through before it is written."""
        if self.tree is not None:
            return self.tree
        assert self.shape is not None
        return _tree_of(self.shape)

    def readable(self) -> str:
        """For people: parameters written in. Never run."""

        def value(found: re.Match[str]) -> str:
            return "'" + self.parameters[int(found[1]) - 1].replace("'", "''") + "'"

        return re.sub(r"(?:\$|:p)(\d+)", value, self.sql)

    def rows(self, read: Iterable[Row]) -> list[Row]:
        """Rows as they were read, each under the tag of every fetch that names its period; in order."""
        joined = {
            tag: [(one.tag, {(p.release, p.period) for p in one.pieces}) for one in of] for tag, of in self.joined
        }
        found: list[Row] = []
        for row in read:
            of = joined.get(row[0])
            found += [row] if of is None else [(tag, *row[1:]) for tag, pieces in of if row[2:4] in pieces]
        width = len(FIXED) + len(self.by)
        return sorted(found, key=lambda row: [(value is None, value or "") for value in row[:width]])


class Parameters:
    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(self._places)

    def number(self, value: str) -> int:
        """The place of a value among the parameters, from 1."""
        return self._places.setdefault(value, len(self._places) + 1)

    def __call__(self, value: str) -> exp.Parameter:
        return _parameter(self.number(value))


def _parameter(number: int) -> exp.Parameter:
    return exp.Parameter(this=exp.Literal(this=str(number), is_string=False))


def _tree_of(shape: Shape) -> exp.Select:
    union = _union([_select(one, shape.by) for one in shape.reads])
    if shape.added is not None:
        titles = (shape.added.first, shape.added.second)
        figures = (_parameter(shape.added.label), exp.Sum(this=column("value")))
        named = [exp.alias_(node, title, quoted=True, copy=False) for node, title in zip(figures, titles, strict=True)]
        return exp.select(*named, copy=False).from_(union.subquery(CELLS, copy=False), copy=False)
    names = [*FIXED, *shape.by, "value", "cells", "url", "quoted_by"]
    # Every node is fresh, so none needs a copy: copying took most of the time of a question.
    return exp.select(*(column(name) for name in names), copy=False).from_(
        union.subquery("figures", copy=False), copy=False
    )


@cached(LRUCache(SHAPES), key=lambda statement: statement.shape, lock=Lock())
def _text_of(statement: Statement) -> str:
    return _text(statement.select, statement.dialect)


def _text(tree: exp.Select, dialect: str) -> str:
    written = tree.transform(_named) if dialect in NAMED else tree
    # Nothing reads the tree after it was written, so that the writer may work on it and not on a copy.
    return written.sql(dialect=dialect, pretty=True, copy=False)


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
    fetches, joined = _joined(plan.fetches)
    shape = Shape(tuple(read(fetch, bind) for fetch in fetches), by, dialect)
    return Statement(None, bind.values, by, dialect, shape, joined)


def _joined(fetches: Sequence[Fetch]) -> tuple[list[Fetch], tuple[tuple[str, tuple[Fetch, ...]], ...]]:
    """Fetches that differ in their periods alone, read as one: the engine's time goes by how many there are."""
    groups: dict[Fetch, list[Fetch]] = {}
    for fetch in fetches:
        groups.setdefault(replace(fetch, tag="", pieces=()), []).append(fetch)
    taken = {fetch.tag for fetch in fetches}
    found: list[Fetch] = []
    joined: list[tuple[str, tuple[Fetch, ...]]] = []
    for of in groups.values():
        if len(of) == 1:
            found.append(of[0])
            continue
        tag = name = " and ".join(dict.fromkeys(one.tag for one in of))
        while tag in taken:
            tag = f"{name} ({len(taken)})"
        taken.add(tag)
        pieces = tuple(dict.fromkeys(piece for one in of for piece in one.pieces))
        found.append(replace(of[0], tag=tag, pieces=pieces))
        joined.append((tag, tuple(of)))
    return found, tuple(joined)


def cells(plan: Plan, by: tuple[str, ...], bind: Parameters) -> exp.Query:
    """Every cell that a plan reads: one sub-select a group of tables, added up by release, period and members."""
    return _union([_select(read(fetch, bind), by) for fetch in plan.fetches])


def _union(selects: Sequence[exp.Select]) -> exp.Query:
    union: exp.Query = selects[0]
    for select in selects[1:]:
        union = exp.union(union, select, distinct=False, copy=False)
    return union


def read(fetch: Fetch, bind: Parameters) -> Read:
    def among(name: str, values: Sequence[str]) -> Among:
        return name, tuple(bind.number(value) for value in values)

    conditions = [among("measure", (fetch.measure,)), among("table_id", fetch.tables)]
    conditions += [among(name, members) for name, members in fetch.where]
    conditions += [among(name, ("total",)) for name in fetch.totals]
    apart = [*fetch.summed, *(name for name in fetch.by if name not in dict(fetch.where))]
    by_release: dict[str, dict[str, None]] = {}
    for piece in fetch.pieces:
        by_release.setdefault(piece.release, {})[piece.period] = None
    return Read(
        dataset=fetch.dataset,
        conditions=tuple(conditions),
        apart=tuple((name, bind.number("total")) for name in apart),
        releases=tuple((among("release", (r,)), among("period", tuple(periods))) for r, periods in by_release.items()),
        tag=bind.number(fetch.tag),
        by=fetch.by,
        single_figures=fetch.single_figures,
    )


def _select(one: Read, by: tuple[str, ...]) -> exp.Select:
    conditions: list[Any] = [_among(*among) for among in one.conditions]
    conditions += [exp.NEQ(this=column(name), expression=_parameter(total)) for name, total in one.apart]
    pieces = [exp.and_(_among(*release), _among(*periods), copy=False) for release, periods in one.releases]
    conditions.append(pieces[0] if len(pieces) == 1 else exp.or_(*pieces, copy=False))
    kept = [column(name) if name in one.by else exp.null() for name in by]
    extra = [
        exp.Min(this=column(n)) if one.single_figures else exp.Cast(this=exp.null(), to=TEXT.copy())
        for n in ("url", "quoted_by")
    ]
    groups = [column(name) for name in ("table_id", "release", "period", *one.by)]
    return (
        exp.select(
            exp.alias_(_parameter(one.tag), "tag", quoted=True, copy=False),
            *(column(name) for name in FIXED[1:]),
            *(exp.alias_(node, name, quoted=True, copy=False) for node, name in zip(kept, by, strict=True)),
            exp.alias_(exp.Sum(this=column("value")), "value", quoted=True, copy=False),
            exp.alias_(exp.Count(this=exp.Star()), "cells", quoted=True, copy=False),
            *(
                exp.alias_(node, name, quoted=True, copy=False)
                for node, name in zip(extra, ("url", "quoted_by"), strict=True)
            ),
        )
        .from_(_table(one.dataset), copy=False)
        .where(exp.and_(*conditions, copy=False), copy=False)
        .group_by(*groups, copy=False)
    )


def _among(name: str, numbers: tuple[int, ...]) -> exp.Expression:
    if len(numbers) == 1:
        return exp.EQ(this=column(name), expression=_parameter(numbers[0]))
    return exp.In(this=column(name), expressions=[_parameter(number) for number in numbers])
