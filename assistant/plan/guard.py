"""The last look before a statement runs: one SELECT over catalog tables and columns, nothing else."""

from __future__ import annotations

import threading
from collections.abc import Collection

from cachetools import LRUCache
from sqlglot import exp

from assistant.catalog.model import Catalog
from assistant.errors import GuardError
from assistant.plan.sql import CELLS, SHAPES, TEXTS, Shape, Statement

# Exact types: a subclass may be another statement altogether.
ALLOWED = frozenset((
    exp.Select, exp.From, exp.Where, exp.Group, exp.Order, exp.Ordered, exp.Subquery, exp.Union, exp.Table,
    exp.TableAlias, exp.Alias, exp.Column, exp.Identifier, exp.Parameter, exp.Literal, exp.Null, exp.Star, exp.And,
    exp.Or, exp.Paren, exp.EQ, exp.NEQ, exp.In, exp.Sum, exp.Count, exp.Min, exp.Cast, exp.DataType,
))  # fmt: skip
# What a calculation may have beside.
CALCULATING = frozenset((
    exp.Values, exp.Tuple, exp.Join, exp.Having, exp.Limit, exp.Offset, exp.Coalesce, exp.Nullif,
    exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Avg, exp.Median, exp.Round, exp.Abs, exp.Case, exp.If, exp.Window,
    exp.RowNumber, exp.Not, exp.Is, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.DataTypeParam,
))  # fmt: skip
COMPUTED = {"tag", "table_id", "release", "period", "measure", "value", "cells", "url", "quoted_by"}
WORKED_OUT = {"figure", "place", "last", "id", "label", "member", "at", "what", "year", "quarter", "none", *TEXTS}


class Guard:
    """Knows a catalog's tables and columns; every statement passes here."""

    def __init__(self, catalog: Catalog) -> None:
        self.tables = {dataset.id for dataset in catalog.datasets}
        self.columns = COMPUTED | {dimension.id for dimension in catalog.dimensions}
        self._passed: LRUCache[tuple[Shape | str, int], bool] = LRUCache(SHAPES)
        self._lock = threading.Lock()

    def check(self, statement: Statement) -> str:
        """The SQL to run. Raises :class:`GuardError`. What is known by its shape, or by its whole text, is looked
        through once.
        """
        known = statement.shape if statement.tree is None and statement.shape is not None else statement.sql
        key = (known, len(statement.parameters))
        with self._lock:
            passed = self._passed.get(key, False)
        sql = statement.sql if passed else self._checked(statement)
        with self._lock:
            self._passed[key] = True
        return sql

    def _checked(self, statement: Statement) -> str:
        tree = statement.select
        if type(tree) is not exp.Select:
            raise GuardError("Only one SELECT may run.")
        if tree.args.get("with_"):
            return self._check_steps(statement)
        self._walk(tree, statement, ALLOWED, self.tables, self.columns)
        return statement.sql

    def _check_steps(self, statement: Statement) -> str:
        """A calculation: one step reads figures as any statement does, the others and the whole read steps alone."""
        steps = {cte.alias: cte.this for cte in statement.select.args["with_"].expressions}
        if CELLS not in steps or set(steps) & self.tables:
            raise GuardError("The steps of a statement are not those of a calculation.")
        self._walk(steps.pop(CELLS), statement, ALLOWED, self.tables, self.columns)
        allowed, columns = ALLOWED | CALCULATING, self.columns | WORKED_OUT
        for step in steps.values():
            self._walk(step, statement, allowed, {CELLS, *steps}, columns)
        for name, value in statement.select.args.items():
            for node in value if isinstance(value, list) else [value]:
                if name != "with_" and isinstance(node, exp.Expression):
                    self._walk(node, statement, allowed, {CELLS, *steps}, columns)
        return statement.sql

    @staticmethod
    def _walk(
        tree: exp.Expression,
        statement: Statement,
        allowed: Collection[type],
        tables: Collection[str],
        columns: Collection[str],
    ) -> None:
        for node in tree.walk():
            if type(node) not in allowed:
                raise GuardError(f"{type(node).__name__} is not allowed in a statement.")
            if isinstance(node, exp.Table) and (node.name not in tables or node.args.get("db")):
                raise GuardError(f"{node.name!r} is not a table of the catalog.")
            if isinstance(node, exp.Column) and node.name not in columns:
                raise GuardError(f"{node.name!r} is not a column of the catalog.")
            if isinstance(node, exp.Literal) and node.is_string:
                raise GuardError("A value stands in the statement where a parameter belongs.")
            if isinstance(node, exp.Parameter) and not 1 <= int(node.name) <= len(statement.parameters):
                raise GuardError("A parameter has no value.")
