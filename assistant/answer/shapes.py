"""Figures of one time, or side by side, to columns, rows and a headline, one function a kind of answer."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer.known import known
from assistant.answer.model import Cell
from assistant.answer.numbers import count, listed, percent, ratio, share
from assistant.answer.phrases import figure_sentence, in_words, member_phrase, period_phrase, upper_first
from assistant.answer.work import Shaped, Work, number
from assistant.asked.name import NUMBERS
from assistant.asked.people import member_words
from assistant.asked.people import said as said_of
from assistant.asked.selection import SUM
from assistant.period import Span
from assistant.plan.figures import Key

MOST_TOLD = 6  # members that a sentence lists


def figure(work: Work) -> Shaped:
    value = work.value(unit := work.held()[0]) or 0
    printed = known(work.figures, unit, work.lookup)
    headline = figure_sentence(work.query, value, work.phrase(unit), work.lookup, printed)
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
    about = in_words(work.query, work.lookup, work.figures.by)
    by = listed(list(work.dimensions))
    what = f"{upper_first(about)} by {by} {work.phrase(unit)} were"
    if not ordered:
        headline = f"No {about} are listed by {by} {work.phrase(unit)}."
    elif len(ordered) > MOST_TOLD:
        top = [
            f"{_brief(work, key)} ({count(value)}{_portion(value, whole, work, ', ')})" for key, value in ordered[:5]
        ]
        headline = f"{what} highest for {listed(top)}; {len(ordered) - 5} more are in the table."
    else:
        told = [
            f"{count(value)}{_portion(value, whole, work, ' (', ')')} {for_members(work, key)}"
            for key, value in ordered
        ]
        headline = f"{what} {listed(told)}."
    calculated = f"shares of {total_of(work)}" if rows and len(rows[0]) > len(work.dimensions) + 1 else ""
    return Shaped(headline, (*work.dimensions, work.label, *_share_column(work)), tuple(rows), calculated=calculated)


def _portion(value: int, whole: int | None, work: Work, before: str, after: str = "") -> str:
    part = ratio(value, whole) if whole and work.query.percent else None
    return f"{before}{percent(part)}{after}" if part is not None else ""


def for_members(work: Work, key: Key) -> str:
    """ "For Albanian nationals", "for children, males"; of an outcome the word alone: "8,319 positive"."""
    dimensions = [work.lookup.dimensions[name] for name in work.figures.by]
    if [d.place for d in dimensions] == ["kind"]:
        return member_phrase(work.lookup, dimensions[0].id, key)
    return f"for {members(work, key)}"


def members(work: Work, key: Key) -> str:
    """ "Albanian nationals", "male children", "adults reporting labour exploitation alone"."""
    pairs = list(zip(work.figures.by, key, strict=True))
    together = said_of(tuple((d, (member,)) for d, member in sorted(pairs)), work.lookup)  # "female adults"
    if together.who and not (together.kind or together.by):
        return together.who
    return ", ".join(member_words(d, member, work.lookup) for d, member in pairs)


def _brief(work: Work, key: Key) -> str:
    """In a long list of one breakdown, which the sentence has named: the category's own name where it is no noun."""
    words = members(work, key)
    return _name(work, key) if len(key) == 1 and words.startswith("people ") else words


def _name(work: Work, key: Key) -> str:
    return ", ".join(work.names(key))


def ranking(work: Work) -> Shaped:
    unit = work.held()[-1] if len(work.held()) == 1 else work.held()[0]
    shown = _shown(work, unit)
    sign = -1 if work.query.highest else 1
    ordered = sorted(shown, key=lambda item: (work.residual(item[0]), sign * item[1], work.names(item[0])))
    limit = work.query.first_of or len(ordered)
    kept = ordered[:limit]
    tie = ""
    if 0 < limit < len(ordered) and ordered[limit][1] == kept[-1][1] and not work.residual(ordered[limit][0]):
        also = [_name(work, key) for key, value in ordered[limit:] if value == kept[-1][1] and not work.residual(key)]
        tie = (
            f" {listed(also) if len(also) <= MOST_TOLD else f'{len(also)} others'} had the same figure as the last "
            f"one listed."
        )
    whole = work.figures.whole.get(unit)
    rows = [
        (*work.names(key), value, *((share(value, whole),) if whole and work.query.percent else ()))
        for key, value in kept
    ]
    kept_out = {name for name, ids in work.query.where if all(i.startswith("!") for i in ids)}
    about = in_words(work.query, work.lookup, tuple(n for n in work.figures.by if n not in kept_out))
    most = "most" if work.query.highest else "fewest"
    lead = [f"{_name(work, key)} ({count(value)})" for key, value in kept[: max(work.query.first_of or 3, 1)]]
    number = f"{NUMBERS[len(lead)]} " if 1 < len(lead) < len(NUMBERS) else ""
    ranked = listed(list(work.dimensions) if len(lead) == 1 else [plural(work, name) for name in work.figures.by])
    headline = (
        f"The {number}{ranked} with "
        f"the {most} {about} {work.phrase(unit)} {'was' if len(lead) == 1 else 'were'} {listed(lead)}.{tie}"
        if lead
        else f"No {about} are listed {work.phrase(unit)}."
    )
    value = kept[0][1] if kept and (work.query.first_of in (1, None)) else None
    return Shaped(
        headline,
        (*work.dimensions, work.label, *_share_column(work)),
        tuple(rows),
        value,
        work.unit if value is not None else None,
    )


def plural(work: Work, name: str) -> str:
    dimension = work.lookup.dimensions[name]
    return dimension.plural or f"{dimension.label}s"


def series(work: Work) -> Shaped:
    """One row a period, or a period and its members; also several members or periods side by side."""
    held = work.held()
    rows: list[tuple[Cell, ...]] = []
    many = len(work.plan.units) > 1 or not work.figures.by
    keys = work.figures.keys
    if work.figures.by and not work.query.named:
        keys = [key for key in keys if any(work.value(i, key) for i in held)]
    for i in range(len(work.plan.units)):
        for key in keys or [()]:
            value = work.value(i, key)
            if value is None and work.figures.by:
                continue
            rows.append((*((work.period(i),) if many else ()), *work.names(key), value))
    columns = (*((work.column,) if many else ()), *work.dimensions, work.label)
    about = in_words(work.query, work.lookup, work.figures.by)
    added = not work.figures.by and work.query.calculation == SUM and len(work.whole()) > 1
    if added and not work.stock:
        return _total(work, columns, rows)
    if not work.figures.by:
        said = _periods_sentence(work, about)
        if added:
            return Shaped(said, columns, tuple(rows), withheld=work.never("added"))
    elif many:
        said = _members_sentence(work, about, keys)
    elif not work.query.named:
        return replace(breakdown(work), columns=columns, rows=tuple(rows))
    else:
        told = [(key, value) for key in keys if (value := work.value(held[0], key)) is not None]
        parts = [f"{count(value)} {for_members(work, key)}" for key, value in told[:8]]
        more = f"; {len(told) - 8} more are in the table" if len(told) > 8 else ""
        said = f"{upper_first(about)} {work.phrase(held[0])} were {listed(parts) or 'not listed'}{more}."
    only = number(rows[0][-1]) if len(rows) == 1 else None
    return Shaped(said, columns, tuple(rows), only, work.unit if only is not None else None)


def _total(work: Work, columns: tuple[str, ...], rows: list[tuple[Cell, ...]]) -> Shaped:
    """The periods one by one, and their sum as the figure; only of periods that are held whole."""
    whole = work.whole()
    total = sum(work.value(i) or 0 for i in whole)
    spans = [work.plan.units[i].span for i in whole]
    stretch = Span(spans[0].start, spans[-1].end)
    gaps = stretch.length != sum(span.length for span in spans)
    when = period_phrase(stretch, work.query, work.lookup)
    if not gaps and stretch.start % 4 == 0 and stretch.end % 4 == 3 and all(span.length == 1 for span in spans):
        # "In 2025" is the year as it was published, which its quarters need not add up to.
        many = NUMBERS[len(spans)] if len(spans) < len(NUMBERS) else str(len(spans))
        when = f"in the {many} {work.column}s {'of' if stretch.is_year else 'from'} {stretch.label}"
    said = figure_sentence(work.query, total, when, work.lookup)
    note = " Periods that are not held are left out of the sum." if gaps else ""
    return Shaped(said + note, columns, tuple(rows), total, work.unit, f"sum of {len(whole)} {work.column}s")


def _periods_sentence(work: Work, about: str) -> str:
    points = [(i, value) for i in work.held() if (value := work.value(i)) is not None]
    ends = points if len(points) <= 4 else [points[0], points[-1]]
    if len(ends) == 2 and ends[0][1] == ends[1][1] and not work.broken:
        return (
            f"{upper_first(about)} were {count(ends[0][1])} both {work.phrase(ends[0][0])} "
            f"and {work.phrase(ends[1][0])}."
        )
    if work.printed or not points:
        figures = "; ".join(f"{count(value)} {work.phrase(i)}" for i, value in ends)
        return f"{upper_first(about)}: {figures}. {work.broken}".strip()
    (first, value), *others = ends
    one = about.replace(work.label, _singular(work), 1) if value == 1 else about
    told = [f"{count(value)} {one} {work.phrase(first)}", *(f"{count(v)} {work.phrase(i)}" for i, v in others)]
    peak = "" if work.broken else _peak(work, points, ends)
    return f"There {'was' if value == 1 else 'were'} {listed(told)}{peak}. {work.broken}".strip()


def _singular(work: Work) -> str:
    """What is counted, of one: "reasonable grounds decision"."""
    measure = work.lookup.measures[work.query.measure]
    if measure.label.endswith(measure.unit):
        return measure.label.removesuffix(measure.unit) + measure.singular
    return measure.singular if measure.label.startswith(measure.singular) else measure.label


def _peak(work: Work, points: list[tuple[int, int]], ends: list[tuple[int, int]]) -> str:
    """The highest of a stretch of which only the ends are told."""
    best = max(points, key=lambda point: point[1])
    tied = sum(value == best[1] for _, value in points) > 1
    if best in ends or tied or work.query.grain is None:
        return ""
    return f"; the highest was {count(best[1])}, {work.phrase(best[0])}"


def _members_sentence(work: Work, about: str, keys: list[Key]) -> str:
    """The first and the last figures of a few members."""
    units = work.whole()
    ends = [i for i in dict.fromkeys((*units[:1], *units[-1:]))]
    ordered = sorted(keys, key=lambda k: (work.residual(k), -(work.value(units[-1] if units else 0, k) or 0)))
    told = [key for key in ordered if all(work.value(i, key) is not None for i in ends)][:4]
    if not told or not ends:
        return f"{upper_first(about)} {work.stretch(work.held())}: see the table. {work.broken}".strip()
    first = [f"{count(work.value(ends[0], key) or 0)} {for_members(work, key)}" for key in told]
    said = f"{upper_first(about)} {work.phrase(ends[0])} were {listed(first)}"
    if len(ends) > 1:
        said += f"; {work.phrase(ends[1])} they were {listed([count(work.value(ends[1], key) or 0) for key in told])}"
    more = f"; {len(keys) - len(told)} more are in the table" if len(keys) > len(told) else ""
    larger = "" if work.broken else _larger(work, keys)
    return f"{said}{more}. {larger}{work.broken}".strip()


def _larger(work: Work, keys: list[Key]) -> str:
    """Of two members over several periods: which is the larger, and when."""
    pairs = [(i, [work.value(i, key) for key in keys]) for i in work.whole()] if len(keys) == 2 else []
    told = [(i, a, b) for i, (a, b) in pairs if a is not None and b is not None]
    if len(told) < 3 or not work.query.named or work.query.grain is None:
        return ""
    for key, above in ((keys[0], [i for i, a, b in told if a > b]), (keys[1], [i for i, a, b in told if b > a])):
        if len(above) == len(told):
            return f"The figure {for_members(work, key)} is the larger in every {work.column}. "
        if len(above) <= len(told) // 2 and above:
            when = (
                listed([work.period(i) for i in above])
                if len(above) <= 4
                else f"{len(above)} of {len(told)} {work.column}s"
            )
            return f"The figure {for_members(work, key)} is the larger in {when}. "
    return ""


def total_of(work: Work) -> str:
    """What shares are of: a total that is printed, or one that is a sum and says so."""
    wholes = [fetch for fetch in work.plan.fetches if fetch.tag == "whole"]
    added = any(len(unit.pieces) > 1 for unit in work.plan.units) or any(
        fetch.summed or len(fetch.tables) > 1 or any(len(ids) > 1 for _, ids in fetch.where) for fetch in wholes
    )
    several = "s" if len(work.held()) > 1 else ""
    return f"total{several} added up from the tables" if added or len(wholes) > 1 else f"the published total{several}"
