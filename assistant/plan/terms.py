"""The few terms that statements of trees are made of; every name is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlglot import exp

TYPES = {name: exp.DataType.build(name) for name in ("bigint", "double", "decimal(28, 9)")}
COMPARE: dict[str, type[exp.Binary]] = {">": exp.GT, ">=": exp.GTE, "<": exp.LT, "<=": exp.LTE, "=": exp.EQ}


def of(table: str, name: str) -> exp.Column:
    return exp.Column(this=exp.Identifier(this=name, quoted=True), table=exp.Identifier(this=table, quoted=True))


def named(node: Any, name: str) -> Any:
    return exp.alias_(node, name, quoted=True, copy=False)


def source(name: str, alias: str = "") -> exp.Table:
    table = exp.Table(this=exp.to_identifier(name, quoted=True))
    if alias:
        table.set("alias", exp.TableAlias(this=exp.to_identifier(alias, quoted=True)))
    return table


def both(conditions: Sequence[Any]) -> Any:
    return exp.and_(*conditions, copy=False)


def number(value: object) -> Any:
    return exp.Literal.number(str(value))


def cast(node: Any, kind: str) -> exp.Cast:
    """``node`` as one of :data:`TYPES`; their names are read once, and not for every statement."""
    return exp.Cast(this=node, to=TYPES[kind].copy())


def double(node: Any) -> exp.Cast:
    return cast(node, "double")


def rounded(node: Any, decimals: int) -> exp.Round:
    return exp.Round(this=node, decimals=number(decimals))
