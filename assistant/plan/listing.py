"""The one SELECT of rows of which each is one figure: the cells that it is made of are named row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlglot import exp

from assistant.plan.model import Plan, ReleasedPeriod
from assistant.plan.sql import CELLS, DIALECT, TEXTS, Parameters, Statement, cells, column
from assistant.plan.terms import both, named, number, of, source


@dataclass(frozen=True)
class ListedRow:
    """A row: its words before and after the figure, and the cells whose sum that is.

    ``tables`` limits them to some tables, ``members`` to those of the plan's breakdown; ``none`` is what no cell means:
    zero, or (None) that the figure is not held.
    """

    before: tuple[str | None, ...]
    tag: str
    pieces: tuple[ReleasedPeriod, ...]
    members: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    none: int | None = None
    after: tuple[str | None, ...] = ()


def listing(plan: Plan, lines: Sequence[ListedRow], titles: Sequence[str], dialect: str = DIALECT) -> Statement:
    """``titles`` are those of all columns, the figure's among them."""
    bind = Parameters()
    by = tuple(dict.fromkeys(name for fetch in plan.fetches for name in fetch.by))
    read = cells(plan, by, bind)
    width = len(lines[0].before)
    texts = TEXTS[: width + len(lines[0].after)]
    keys = by if any(line.members for line in lines) else ()
    columns = ("place", *texts, "tag", "table_id", "release", "period", *keys, "none")
    given = exp.Values(
        expressions=[
            exp.Tuple(expressions=row) for place, line in enumerate(lines, 1) for row in _rows(place, line, bind)
        ],
        alias=exp.TableAlias(this=_name("given"), columns=[_name(name) for name in columns]),
    )
    wanted = exp.select(*(column(name) for name in columns), copy=False).from_(given, copy=False)
    on: list[Any] = [exp.EQ(this=of("c", name), expression=of("w", name)) for name in ("tag", "release", "period")]
    on += [exp.EQ(this=of("c", name), expression=of("w", name)) for name in keys]
    here = exp.EQ(this=of("c", "table_id"), expression=of("w", "table_id"))
    on.append(exp.or_(exp.EQ(this=of("w", "table_id"), expression=bind("")), here, copy=False))
    figure = exp.func("COALESCE", exp.func("SUM", of("c", "value")), exp.func("MIN", of("w", "none")))
    shown = [of("w", text) for text in texts]
    shown.insert(width, figure)  # type: ignore[arg-type]
    query = exp.select(*(named(one, title) for one, title in zip(shown, titles, strict=True)), copy=False)
    query = query.from_(source("rows", "w"), copy=False)
    query = query.join(source(CELLS, "c"), on=both(on), join_type="left", copy=False)
    query = query.group_by(of("w", "place"), *(of("w", text) for text in texts), copy=False)
    query = query.order_by(exp.Ordered(this=of("w", "place"), nulls_first=False), copy=False)
    for name, step in ((CELLS, read), ("rows", wanted)):
        query = query.with_(_name(name), as_=step, copy=False)
    return Statement(query, bind.values, (), dialect)


def _name(text: str) -> exp.Identifier:
    return exp.to_identifier(text, quoted=True)


def _rows(place: int, line: ListedRow, bind: Parameters) -> list[list[Any]]:
    """One for each piece and table of a line; a line without any has one that no cell meets."""
    texts = [exp.null() if text is None else bind(text) for text in (*line.before, *line.after)]
    none = exp.cast(exp.null() if line.none is None else number(line.none), "bigint")
    keys = [bind(member) for member in line.members]
    return [
        [number(place), *texts, bind(line.tag), bind(table), bind(one.release), bind(one.period), *keys, none]
        for one in line.pieces or (ReleasedPeriod("", ""),)
        for table in line.tables or ("",)
    ]
