"""Figures of one time, or side by side, to columns, rows and a headline, one function a shape."""

from __future__ import annotations

from assistant.answer.model import Cell
from assistant.answer.numbers import count, listed, percent, ratio, share
from assistant.answer.phrases import figure_sentence, limits, period_phrase, subject, upper_first
from assistant.answer.work import Shaped, Work, number, sure
from assistant.period import Span
from assistant.plan.figures import Key


def figure(work: Work) -> Shaped:
    unit = work.held()[0]
    value = work.value(unit) or 0
    headline = figure_sentence(work.query, value, work.phrase(unit), work.lookup)
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
        (*work.names(key), value, *((share(value, whole),) if whole and work.query.percent else ()))
        for key, value in shown
    ]
    ordered = sorted(shown, key=lambda item: (work.residual(item[0]), -item[1]))
    top = [f"{_name(work, key)} {count(value)}{_in_brackets(value, whole, work)}" for key, value in ordered[:6]]
    more = f" and {len(ordered) - 6} more" if len(ordered) > 6 else ""
    about = subject(work.query, work.lookup, work.figures.by)
    by = listed([label for label in work.dimensions])
    headline = f"{upper_first(about)} by {by} {work.phrase(unit)}: {'; '.join(top)}{more}."
    calculated = f"shares of {_total_of(work)}" if rows and len(rows[0]) > len(work.dimensions) + 1 else ""
    return Shaped(headline, (*work.dimensions, work.label, *_share_column(work)), tuple(rows), calculated=calculated)


def _in_brackets(value: int, whole: int | None, work: Work) -> str:
    part = ratio(value, whole) if whole and work.query.percent else None
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
        (*work.names(key), value, *((share(value, whole),) if whole and work.query.percent else ()))
        for key, value in kept
    ]
    about = subject(work.query, work.lookup, work.figures.by)
    most = "most" if work.query.descending else "fewest"
    lead = [f"{_name(work, key)} ({count(value)})" for key, value in kept[: max(work.query.limit or 3, 1)]]
    by = listed([label for label in work.dimensions])
    headline = (
        f"{upper_first(work.phrase(unit))}, the {most} {about} by {by}: {listed(lead)}.{tie}"
        if lead
        else f"No {about} are listed {work.phrase(unit)}."
    )
    value = kept[0][1] if kept and (work.query.limit in (1, None)) else None
    return Shaped(
        headline,
        (*work.dimensions, work.label, *_share_column(work)),
        tuple(rows),
        value,
        work.unit if value is not None else None,
    )


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
    added = not work.figures.by and work.query.together and len(work.whole()) > 1
    if added and not work.stock:
        return _total(work, columns, rows)
    if not work.figures.by:
        said = _periods_sentence(work, about)
        if added:
            return Shaped(said, columns, tuple(rows), withheld=work.never("added"))
    elif many:
        said = _members_sentence(work, about, keys)
    else:
        parts = [
            f"{_name(work, key)} {count(value)}" for key in keys if (value := work.value(held[0], key)) is not None
        ]
        said = f"{upper_first(about)} {work.phrase(held[0])}: {'; '.join(parts[:8])}{' and more' if len(parts) > 8 else ''}."
    only = number(rows[0][-1]) if len(rows) == 1 else None
    return Shaped(said, columns, tuple(rows), only, work.unit if only is not None else None)


def _total(work: Work, columns: tuple[str, ...], rows: list[tuple[Cell, ...]]) -> Shaped:
    """The periods one by one, and their sum as the figure; only of periods that are held whole."""
    whole = work.whole()
    total = sum(work.value(i) or 0 for i in whole)
    spans = [work.plan.units[i].span for i in whole]
    stretch = Span(spans[0].start, spans[-1].end)
    gaps = stretch.length != sum(span.length for span in spans)
    said = figure_sentence(work.query, total, period_phrase(stretch, work.query, work.lookup), work.lookup)
    note = " Periods that are not held are left out of the sum." if gaps else ""
    return Shaped(said + note, columns, tuple(rows), total, work.unit, f"sum of {len(whole)} {work.column}s")


def _named(work: Work) -> bool:
    return all(len(work.query.filters.get(name, ())) > 1 for name in work.figures.by)


def _periods_sentence(work: Work, about: str) -> str:
    held = work.held()
    points = [(i, value) for i in held if (value := work.value(i)) is not None]
    if len(points) <= 4:
        listed_ = "; ".join(f"{count(value)} {work.phrase(i)}" for i, value in points)
        return f"{upper_first(about)}: {listed_}. {work.broken}".strip()
    (first, a), (last, b) = points[0], points[-1]
    if work.broken:
        return f"{upper_first(about)}: {count(a)} {work.phrase(first)}; {count(b)} {work.phrase(last)}. {work.broken}"
    return (
        f"{upper_first(about)}: {count(a)} {work.phrase(first)} and {count(b)} {work.phrase(last)}."
        if a != b
        else (f"{upper_first(about)} were {count(a)} both {work.phrase(first)} and {work.phrase(last)}.")
    )


def _members_sentence(work: Work, about: str, keys: list[Key]) -> str:
    last = work.held()[-1]
    parts: list[str] = []
    for key in sorted(keys, key=lambda k: (work.residual(k), -(work.value(last, k) or 0))):
        points = [(i, value) for i in work.whole() if (value := work.value(i, key)) is not None]
        if points and len(parts) < 4:
            ends = points[:1] + points[1:][-1:]
            parts.append(f"{_name(work, key)} " + " and ".join(f"{count(value)} {work.phrase(i)}" for i, value in ends))
    if not parts:
        return f"{upper_first(about)} {work.stretch(work.held())}: see the table. {work.broken}".strip()
    more = f"; {len(keys) - len(parts)} more in the table" if len(keys) > len(parts) else ""
    larger = "" if work.broken else _larger(work, keys)
    return f"{upper_first(about)}: {'; '.join(parts)}{more}. {larger}{work.broken}".strip()


def _larger(work: Work, keys: list[Key]) -> str:
    """Of two members over several periods: which is the larger, and when."""
    pairs = [(i, [work.value(i, key) for key in keys]) for i in work.whole()] if len(keys) == 2 else []
    told = [(i, a, b) for i, (a, b) in pairs if a is not None and b is not None]
    if len(told) < 3 or not _named(work) or work.query.grain is None:
        return ""
    for key, above in ((keys[0], [i for i, a, b in told if a > b]), (keys[1], [i for i, a, b in told if b > a])):
        if len(above) == len(told):
            return f"{_name(work, key)} is the larger in every {work.column}. "
        if len(above) <= len(told) // 2 and above:
            when = (
                listed([work.period(i) for i in above])
                if len(above) <= 4
                else f"{len(above)} of {len(told)} {work.column}s"
            )
            return f"{_name(work, key)} is the larger in {when}. "
    return ""


def shares(work: Work) -> Shaped:
    """Part, whole and percentage, a row a period (and member where several are compared)."""
    query = work.query
    base = subject(query, work.lookup, tuple(d for d, _ in query.where if d not in query.base))
    what = ", ".join(limits(query, work.lookup, (*query.base, *work.figures.by)).all)
    rows: list[tuple[Cell, ...]] = []
    for i in work.held():
        for key in work.figures.keys or [()]:
            counted, whole = work.value(i, key), work.figures.whole.get(i)
            if counted is not None and whole is not None:
                rows.append((work.period(i), *work.names(key), counted, whole, share(counted, whole)))
    columns = (work.column, *work.dimensions, "part", f"all {base}", "share (%)")
    if not rows:
        return Shaped("No share can be calculated.", columns, ())
    if len(rows) == 1:
        _, *names, part, of, found = rows[0]
        who = ", ".join([*map(str, names), *([what] if what else [])])
        said = f"{count(sure(part))} of {count(sure(of))} {base} {work.phrase(work.held()[0])} ({_percent(rows[0])}): {who}."
        return Shaped(said, columns, tuple(rows), number(found), "percent", f"share of {_total_of(work)}")
    first, last = rows[0], rows[-1]
    said = (
        f"Share of {base}: {what or 'by ' + listed(list(work.dimensions))}: {_row_share(first)} to {_row_share(last)}."
    )
    if work.figures.by and len(work.held()) == 1:
        said = (
            f"Share of {base} {work.phrase(work.held()[0])}: "
            + "; ".join(f"{row[1]} {_percent(row)}" for row in rows[:6])
            + "."
        )
    return Shaped(said, columns, tuple(rows), None, "percent", f"shares of {_total_of(work)}")


def _percent(row: tuple[Cell, ...]) -> str:
    """Of a row that ends in part, whole and share: from the counts, rounded once."""
    return percent(ratio(sure(row[-3]), sure(row[-2])) or 0.0)


def _row_share(row: tuple[Cell, ...]) -> str:
    return f"{_percent(row)} in {row[0]}"


def _total_of(work: Work) -> str:
    """What shares are of: a total that is printed, or one that is a sum and says so."""
    wholes = [fetch for fetch in work.plan.fetches if fetch.tag == "whole"]
    added = any(len(unit.pieces) > 1 for unit in work.plan.units) or any(
        fetch.summed or len(fetch.tables) > 1 or any(len(ids) > 1 for _, ids in fetch.where) for fetch in wholes
    )
    several = "s" if len(work.held()) > 1 else ""
    return f"total{several} added up from the tables" if added or len(wholes) > 1 else f"the published total{several}"
