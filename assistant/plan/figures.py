"""Rows of the one SELECT folded into the plan's periods: what each figure is and which cells it came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.catalog.lookup import Lookup
from assistant.period import Span
from assistant.plan.alone import side_by_side
from assistant.plan.model import NotHeld, Plan, Unit
from assistant.plan.sql import Statement

Run = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]
Key = tuple[str, ...]  # member ids in the order of ``by``


@dataclass(frozen=True)
class Used:
    """A release of a table that a figure was read from."""

    table: str
    release: str
    url: str = ""
    quoted_by: str = "publisher"


@dataclass
class Figures:
    """``part`` and ``whole`` by unit and members; ``others`` are the same figure in every release, oldest first.

    ``alone`` is what is printed newest of a period (an id) and members, where that is read beside: see ``plan.alone``.
    A missing key is a figure that is not held; a zero is a published or listed-as-absent zero.
    """

    by: tuple[str, ...]
    part: dict[tuple[int, Key], int] = field(default_factory=dict)
    whole: dict[int, int] = field(default_factory=dict)
    used: dict[int, list[Used]] = field(default_factory=dict)
    cells: dict[int, int] = field(default_factory=dict)
    others: list[tuple[str, str, int, Used]] = field(default_factory=list)  # release, period, value
    keys: list[Key] = field(default_factory=list)
    alone: dict[tuple[str, Key], tuple[int, Used]] = field(default_factory=dict)
    replaced: bool = False  # a figure of ``part`` is one of ``alone``, and not of its cells


def fold(plan: Plan, statement: Statement, rows: Sequence[tuple[Any, ...]], lookup: Lookup) -> Figures:
    """Sum the rows of each unit's pieces; every piece belongs to the unit that named it."""
    by = statement.by
    figures = Figures(by)
    index: dict[tuple[str, str, str], list[int]] = {}
    for number, unit in enumerate(plan.units):
        for piece in unit.pieces:
            index.setdefault((unit.dataset, piece.release, piece.period), []).append(number)
    others: dict[tuple[str, str, str], tuple[int, Used]] = {}
    for tag, table, release, period, *rest in rows:
        key: Key = tuple(rest[: len(by)])
        value, cells, url, quoted_by = rest[len(by) :]
        used = Used(table, release, url or "", quoted_by or "publisher")
        if tag in ("other", "parts"):
            if tag == "parts":
                period = next(u.span.id for u in plan.units if Span.read(period).start in u.span.quarters)
            place = (lookup.tables[table].dataset, release, period)
            before = others.get(place, (0, used))
            others[place] = (before[0] + int(value), used)
            continue
        if tag == "alone":
            _newest(figures, (period, () if None in key else key), int(value), used, lookup)
            continue
        for number in index.get((lookup.tables[table].dataset, release, period), []):
            if tag == "whole":
                figures.whole[number] = figures.whole.get(number, 0) + int(value)
                continue
            figures.part[number, key] = figures.part.get((number, key), 0) + int(value)
            figures.cells[number] = max(figures.cells.get(number, 0), int(cells))
            if used not in figures.used.setdefault(number, []):
                figures.used[number].append(used)
    figures.others = sorted(
        ((release, period, value, used) for (_, release, period), (value, used) in others.items()),
        key=lambda item: lookup.release_key(item[0]),
    )
    _zeroes(plan, figures, lookup)
    _without_reports(plan, figures, lookup)
    if side_by_side(plan.query):
        _each_alone(plan, figures)
    return figures


def _newest(figures: Figures, place: tuple[str, Key], value: int, used: Used, lookup: Lookup) -> None:
    """Keep what the newest release prints; of one day, the publisher's own text before a report of it."""

    def age(one: Used) -> tuple[str, bool, int]:
        return lookup.release_key(one.release)[0], one.quoted_by == "publisher", -lookup.tables[one.table].order

    before = figures.alone.get(place)
    if before is None or age(used) > age(before[1]):
        figures.alone[place] = (value, used)


def _without_reports(plan: Plan, figures: Figures, lookup: Lookup) -> None:
    """Leave out what others report of a release that is no newer than the figures shown."""
    for number, unit in enumerate(plan.units):
        read = max((lookup.release_key(used.release)[0] for used in figures.used.get(number, [])), default="")
        for key in [*figures.keys, ()]:
            _, used = figures.alone.get((unit.span.id, key), (0, None))
            if used and used.quoted_by == "reported" and lookup.release_key(used.release)[0] <= read:
                del figures.alone[unit.span.id, key]


def _each_alone(plan: Plan, figures: Figures) -> None:
    """Members that were named one by one have the figures that each has alone."""
    for number, unit in enumerate(plan.units):
        for key in figures.keys:
            value, used = figures.alone.get((unit.span.id, key), (None, None))
            if value is not None and used is not None and (number, key) in figures.part:
                figures.replaced |= figures.part[number, key] != value
                figures.part[number, key] = value
                if used not in figures.used[number]:
                    figures.used[number].append(used)


def _zeroes(plan: Plan, figures: Figures, lookup: Lookup) -> None:
    """Where the publisher lists only what occurs, a held period without a row is a zero."""
    where = dict(plan.where)
    found = {key for _, key in figures.part}
    if figures.by:
        if all(len(where.get(name, ())) > 0 for name in figures.by) and len(figures.by) == 1:
            found |= {(member,) for member in where[figures.by[0]]}
    else:
        found.add(())
    figures.keys = sorted(
        found, key=lambda key: tuple(lookup.position(d, m) for d, m in zip(figures.by, key, strict=True))
    )
    for number, unit in enumerate(plan.units):
        if unit.pieces and _zero_means_none(plan, unit, lookup):
            for key in figures.keys:
                figures.part.setdefault((number, key), 0)
            figures.whole.setdefault(number, 0)
            if number not in figures.used:
                figures.used[number] = [
                    Used(name, piece.release)
                    for fetch in plan.fetches
                    if fetch.tag == "part" and fetch.dataset == unit.dataset
                    for piece in unit.pieces
                    for name in fetch.tables
                ]


def unlisted(plan: Plan, figures: Figures, lookup: Lookup) -> NotHeld | None:
    """One figure of which the tables have no line, where that does not mean none; or None."""
    if not plan.query.one or any(key == () for _, key in figures.part):
        return None
    said = " and ".join(lookup.label(d, name) for d, ids in plan.query.where for name in ids) or "all"
    return NotHeld("member", f"no line stands for {said}", dimensions=plan.query.dimensions)


def _zero_means_none(plan: Plan, unit: Unit, lookup: Lookup) -> bool:
    tables = [lookup.tables[name] for fetch in plan.fetches if fetch.dataset == unit.dataset for name in fetch.tables]
    return bool(tables) and all(table.complete and table.absent == "zero" for table in tables)
