"""Figures to columns, rows and a headline, one function a shape. Nothing here reads a word of the question."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answer.dates import long_date
from assistant.answer.model import Cell
from assistant.answer.numbers import Number, count, listed, percent, rounded, share
from assistant.answer.phrases import (
    figure_sentence,
    member_phrase,
    period_label,
    period_phrase,
    subject,
    upper_first,
)
from assistant.catalog.lookup import Lookup
from assistant.plan.figures import Figures, Key
from assistant.plan.model import Plan
from assistant.query import Query


@dataclass(frozen=True)
class Shaped:
    """What a shape makes of the figures; ``calculated`` says how, empty for printed cells."""

    headline: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    value: Number | None = None
    unit: str | None = None
    calculated: str = ""
    note: str = ""


@dataclass(frozen=True)
class Work:
    """All that a shape needs. ``broken`` forbids computing over time, and says why."""

    plan: Plan
    figures: Figures
    lookup: Lookup
    broken: str = ""

    @property
    def query(self) -> Query:
        return self.plan.query

    @property
    def label(self) -> str:
        return self.lookup.measures[self.query.measure].label

    @property
    def unit(self) -> str:
        return self.lookup.measures[self.query.measure].unit

    def value(self, unit: int, key: Key = ()) -> int | None:
        return self.figures.part.get((unit, key))

    def names(self, key: Key) -> list[str]:
        return [self.lookup.label(d, m) for d, m in zip(self.figures.by, key, strict=True)]

    def period(self, unit: int) -> str:
        return period_label(self.plan.units[unit].span, self.query, self.lookup)

    def phrase(self, unit: int) -> str:
        return period_phrase(self.plan.units[unit].span, self.query, self.lookup)

    def held(self) -> list[int]:
        return [i for i, unit in enumerate(self.plan.units) if unit.pieces]

    def whole(self) -> list[int]:
        return [i for i, unit in enumerate(self.plan.units) if unit.complete]

    def residual(self, key: Key) -> bool:
        members = (self.lookup.member(d, m) for d, m in zip(self.figures.by, key, strict=True))
        return any(member is not None and member.residual for member in members)

    @property
    def column(self) -> str:
        return "period" if self.query.grain is None else self.query.grain

    @property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(self.lookup.dimensions[name].label for name in self.figures.by)


def shape(work: Work) -> Shaped:
    """Columns, rows and headline for the plan's shape."""
    made = {
        "figure": figure, "breakdown": breakdown, "ranking": ranking, "series": series, "share": shares,
        "change": change, "compare": series, "extreme": extreme, "average": average, "history": history,
    }[work.query.shape](work)  # fmt: skip
    return made


def figure(work: Work) -> Shaped:
    unit = work.held()[0]
    value = work.value(unit) or 0
    span = work.plan.units[unit].span
    headline = figure_sentence(work.query, value, span, work.lookup)
    return Shaped(headline, ("period", work.label), ((work.period(unit), value),), value, work.unit)


def _shown(work: Work, unit: int) -> list[tuple[Key, int]]:
    """Members with a figure; those listed by name are kept at zero, the others left out."""
    named = {d for d, ids in work.query.where if len(ids) > 1}
    found = []
    for key in work.figures.keys:
        value = work.value(unit, key)
        if value is not None and (value or any(d in named for d in work.figures.by)):
            found.append((key, value))
    return found


def _share_column(work: Work) -> tuple[str, ...]:
    return ("share of total (%)",) if work.query.percent and work.figures.whole else ()


def breakdown(work: Work) -> Shaped:
    units = work.held()
    if len(units) > 1:
        return series(work)
    unit = units[0]
    shown = _shown(work, unit)
    whole = work.figures.whole.get(unit)
    rows = [
        (*work.names(key), value, *((share(value, whole),) if whole and work.query.percent else ())) for key, value in shown
    ]
    ordered = sorted(shown, key=lambda item: (work.residual(item[0]), -item[1]))
    top = [f"{_name(work, key)} {count(value)}{_in_brackets(value, whole, work)}" for key, value in ordered[:6]]
    more = f" and {len(ordered) - 6} more" if len(ordered) > 6 else ""
    about = subject(work.query, work.lookup, work.figures.by)
    by = listed([label for label in work.dimensions])
    headline = f"{upper_first(about)} by {by} {work.phrase(unit)}: {'; '.join(top)}{more}."
    calculated = "shares of the published total" if rows and len(rows[0]) > len(work.dimensions) + 1 else ""
    return Shaped(headline, (*work.dimensions, work.label, *_share_column(work)), tuple(rows), calculated=calculated)


def _in_brackets(value: int, whole: int | None, work: Work) -> str:
    part = share(value, whole) if whole and work.query.percent else None
    return f" ({percent(part)})" if part is not None else ""


def _name(work: Work, key: Key) -> str:
    return ", ".join(work.names(key))


def ranking(work: Work) -> Shaped:
    unit = work.held()[-1] if len(work.held()) == 1 else work.held()[0]
    shown = _shown(work, unit)
    sign = -1 if work.query.descending else 1
    ordered = sorted(shown, key=lambda item: (work.residual(item[0]), sign * item[1], work.names(item[0])))
    limit = work.query.limit or len(ordered)
    kept = ordered[:limit]
    tie = ""
    if 0 < limit < len(ordered) and ordered[limit][1] == kept[-1][1] and not work.residual(ordered[limit][0]):
        also = [_name(work, key) for key, value in ordered[limit:] if value == kept[-1][1] and not work.residual(key)]
        tie = f" {listed(also)} had the same figure as the last one listed."
    whole = work.figures.whole.get(unit)
    rows = [
        (*work.names(key), value, *((share(value, whole),) if whole and work.query.percent else ())) for key, value in kept
    ]
    about = subject(work.query, work.lookup, work.figures.by)
    most = "most" if work.query.descending else "fewest"
    lead = [f"{_name(work, key)} ({count(value)})" for key, value in kept[: max(work.query.limit or 3, 1)]]
    by = listed([label for label in work.dimensions])
    headline = f"{upper_first(work.phrase(unit))}, the {most} {about} by {by}: {listed(lead)}.{tie}" if lead else f"No {about} are listed {work.phrase(unit)}."
    value = kept[0][1] if kept and (work.query.limit in (1, None)) else None
    return Shaped(headline, (*work.dimensions, work.label, *_share_column(work)), tuple(rows), value, work.unit if value is not None else None)


def series(work: Work) -> Shaped:
    """One row a period, or a period and its members; also several members or periods side by side."""
    held = work.held()
    rows: list[tuple[Cell, ...]] = []
    many = len(work.plan.units) > 1 or not work.figures.by
    keys = work.figures.keys
    if work.figures.by and not _named(work):
        keys = [key for key in keys if any(work.value(i, key) for i in held)]
    for i in range(len(work.plan.units)):
        for key in keys or [()]:
            value = work.value(i, key)
            if value is None and work.figures.by:
                continue
            rows.append((*((work.period(i),) if many else ()), *work.names(key), value))
    columns = (*((work.column,) if many else ()), *work.dimensions, work.label)
    about = subject(work.query, work.lookup, work.figures.by)
    if not work.figures.by:
        said = _periods_sentence(work, about)
    elif many:
        said = _members_sentence(work, about, keys)
    else:
        parts = [f"{_name(work, key)} {count(value)}" for key in keys if (value := work.value(held[0], key)) is not None]
        said = f"{upper_first(about)} {work.phrase(held[0])}: {'; '.join(parts[:8])}{' and more' if len(parts) > 8 else ''}."
    only = rows[0][-1] if len(rows) == 1 else None
    value = only if isinstance(only, (int, float)) else None
    return Shaped(said, columns, tuple(rows), value, work.unit if value is not None else None)


def _named(work: Work) -> bool:
    return all(len(work.query.filters.get(name, ())) > 1 for name in work.figures.by)


def _periods_sentence(work: Work, about: str) -> str:
    held = work.held()
    points = [(i, value) for i in held if (value := work.value(i)) is not None]
    if len(points) <= 4:
        return f"{upper_first(about)}: {'; '.join(f'{count(value)} {work.phrase(i)}' for i, value in points)}."
    (first, a), (last, b) = points[0], points[-1]
    return f"{upper_first(about)} went from {count(a)} {work.phrase(first)} to {count(b)} {work.phrase(last)}." if a != b else (
        f"{upper_first(about)} were {count(a)} both {work.phrase(first)} and {work.phrase(last)}."
    )


def _members_sentence(work: Work, about: str, keys: list[Key]) -> str:
    held = work.held()
    first, last = held[0], held[-1]
    parts = []
    for key in sorted(keys, key=lambda k: (work.residual(k), -(work.value(last, k) or 0)))[:4]:
        a, b = work.value(first, key), work.value(last, key)
        if a is not None and b is not None:
            parts.append(f"{_name(work, key)} {count(a)} {work.phrase(first)} and {count(b)} {work.phrase(last)}")
    more = f"; {len(keys) - 4} more in the table" if len(keys) > 4 else ""
    return f"{upper_first(about)}: {'; '.join(parts)}{more}."


def shares(work: Work) -> Shaped:
    """Part, whole and percentage, a row a period (and member where several are compared)."""
    query = work.query
    part_only = tuple(d for d, _ in query.where if d not in query.base)
    base = subject(query, work.lookup, tuple(d for d, _ in query.where if d not in query.base))
    what = ", ".join(member_phrase(work.lookup, d, query.filters[d]) for d in part_only if d not in work.figures.by)
    rows: list[tuple[Cell, ...]] = []
    for i in work.held():
        for key in work.figures.keys or [()]:
            part, whole = work.value(i, key), work.figures.whole.get(i)
            if part is not None and whole is not None:
                rows.append((work.period(i), *work.names(key), part, whole, share(part, whole)))
    columns = (work.column, *work.dimensions, "part", f"all {base}", "share (%)")
    if not rows:
        return Shaped("No share can be calculated.", columns, ())
    if len(rows) == 1:
        _, *names, part, whole, found = rows[0]
        who = ", ".join([*map(str, names), *([what] if what else [])])
        said = f"{count(_int(part))} of {count(_int(whole))} {base} {work.phrase(work.held()[0])} ({percent(float(_int(found)))}): {who}."
        return Shaped(said, columns, tuple(rows), _number(found), "percent", "share of the published total")
    first, last = rows[0], rows[-1]
    said = f"Share of {base}: {what or 'by ' + listed(list(work.dimensions))}: {_row_share(first)} to {_row_share(last)}."
    if work.figures.by and len(work.held()) == 1:
        said = f"Share of {base} {work.phrase(work.held()[0])}: " + "; ".join(f"{row[1]} {percent(float(_int(row[-1])))}" for row in rows[:6]) + "."
    return Shaped(said, columns, tuple(rows), None, "percent", "shares of the published totals")


def _row_share(row: tuple[Cell, ...]) -> str:
    return f"{percent(float(_int(row[-1])))} in {row[0]}"


def _int(value: Cell) -> Number:
    return value if isinstance(value, (int, float)) else 0


def _number(value: Cell) -> Number | None:
    return value if isinstance(value, (int, float)) else None


def change(work: Work) -> Shaped:
    held = work.whole()
    columns = ("period", work.label, "change", "change (%)")
    values = [(i, work.value(i)) for i in held]
    if len(values) < 2 or values[0][1] is None or values[-1][1] is None:
        return replace(series(work), value=None)
    (i, a), (j, b) = values[0], values[-1]
    assert a is not None and b is not None
    about = subject(work.query, work.lookup)
    if work.broken:
        said = f"{upper_first(about)}: {count(a)} {work.phrase(i)} and {count(b)} {work.phrase(j)}. {work.broken}"
        return Shaped(said, columns[:2], ((work.period(i), a), (work.period(j), b)))
    difference = b - a
    relative = rounded(100 * difference / a, 1) if a else None
    said = _change_sentence(work, about, (i, a), (j, b), relative)
    rows: tuple[tuple[Cell, ...], ...] = ((work.period(i), a, None, None), (work.period(j), b, difference, relative))
    percent_asked = work.query.percent and relative is not None
    value: Number | None = relative if percent_asked else difference
    return Shaped(said, columns, rows, value, "percent" if percent_asked else work.unit, f"difference of {work.period(j)} and {work.period(i)}")


def _change_sentence(work: Work, about: str, first: tuple[int, int], last: tuple[int, int], relative: float | None) -> str:
    (i, a), (j, b) = first, last
    if a == b:
        return f"{upper_first(about)} were {count(a)} both {work.phrase(i)} and {work.phrase(j)}."
    verb, noun = ("rose", "increase") if b > a else ("fell", "decrease")
    tail = f", {'an' if noun == 'increase' else 'a'} {noun} of {count(abs(b - a))}"
    if relative is not None:
        tail += f" ({percent(abs(relative))})" if abs(relative) >= 1 else f" ({percent(abs(relative))}, similar to before)"
    return f"{upper_first(about)} {verb} from {count(a)} {work.phrase(i)} to {count(b)} {work.phrase(j)}{tail}."


def extreme(work: Work) -> Shaped:
    values = [(i, value) for i in work.whole() if (value := work.value(i)) is not None]
    made = series(work)
    if work.broken:
        return replace(made, headline=f"{made.headline} {work.broken}")
    best = (max if work.query.descending else min)(value for _, value in values)
    tied = [i for i, value in values if value == best]
    where = listed([work.phrase(i) for i in tied])
    word = "highest" if work.query.descending else "lowest"
    about = subject(work.query, work.lookup)
    first, last = work.period(values[0][0]), work.period(values[-1][0])
    said = f"The {word} {work.column} for {about} was {count(best)}, {where}, of the {work.column}s from {first} to {last}."
    order = sorted(made.rows, key=lambda row: -_int(row[-1]) if work.query.descending else _int(row[-1]))
    return replace(made, headline=said, value=best, unit=work.unit, rows=tuple(order))


def average(work: Work) -> Shaped:
    values = [(i, value) for i in work.whole() if (value := work.value(i)) is not None]
    made = series(work)
    if work.figures.by or not values:
        return made
    total = sum(value for _, value in values)
    mean = rounded(total / len(values), 1)
    about = subject(work.query, work.lookup)
    said = (
        f"An average of {count(mean)} {about} a {work.column} "
        f"from {work.period(values[0][0])} to {work.period(values[-1][0])} ({count(total)} over {len(values)} {work.column}s)."
    )
    value: Number = int(mean) if mean.is_integer() else mean
    return replace(made, headline=said, value=value, unit=work.unit, calculated=f"mean of {len(values)} {work.column}s")


def history(work: Work) -> Shaped:
    """The same figure in every release held, oldest first."""
    rows: list[tuple[Cell, ...]] = []
    seen: list[int] = []
    for release, _, value, used in work.figures.others:
        entry = work.lookup.releases.get(release)
        published = entry.published.isoformat() if entry and entry.published else None
        by = "" if used.quoted_by == "publisher" else "reported elsewhere"
        if any(row[0] == release and row[2] == value for row in rows):
            continue
        rows.append((release, published, value, work.lookup.tables[used.table].title, by))
        seen.append(value)
    about = f"{subject(work.query, work.lookup)} {work.phrase(0)}"
    columns = ("release", "published", work.label, "table", "quoted by")
    if len(set(seen)) <= 1:
        said = f"{upper_first(about)}: {count(seen[0]) if seen else 'no figure'} in every release held ({len({r[0] for r in rows})}); it has not been revised in them."
        return Shaped(said, columns, tuple(rows), seen[-1] if seen else None, work.unit)
    (first, first_date), (last, last_date) = _dated(rows[0]), _dated(rows[-1])
    said = f"{upper_first(about)}: {count(_int(rows[0][2]))} in the release of {first_date}, {count(_int(rows[-1][2]))} in the release of {last_date}. It has been revised."
    return Shaped(said, columns, tuple(rows), _number(rows[-1][2]), work.unit)


def _dated(row: tuple[Cell, ...]) -> tuple[str, str]:
    return str(row[0]), long_date(str(row[1])) if row[1] else str(row[0])
