"""When a chart helps and what it shows, as data; drawing is for the renderers."""

from __future__ import annotations

from itertools import pairwise

from assistant.answer.caveats import Applied
from assistant.answer.model import Chart
from assistant.answer.numbers import listed
from assistant.answer.phrases import in_words, period_label, unit_label, upper_first
from assistant.answer.titles import at, bracketed, by, dated, fitting, ranked
from assistant.answer.vintages import vintages, words
from assistant.answer.work import Shaped, sure
from assistant.asked.pick import Pick
from assistant.asked.selection import HISTORY, Selection
from assistant.catalog.lookup import Lookup
from assistant.period import Span, runs
from assistant.plan.figures import Figures
from assistant.plan.model import Plan

FEWEST = 3  # points or bars: below this a sentence says it better
MOST_SERIES = 4
MOST_NAMED = 6  # periods that are named one by one, where others lie between them
PERIODS = ("year", "quarter", "period")
OF_TOTAL = "share of total (%)"


def chart_for(
    plan: Plan, made: Shaped, changes: list[Applied], lookup: Lookup, figures: Figures | None = None
) -> Chart | None:
    """A line over time, bars otherwise; None where the table is as good."""
    if plan.query.calculation == HISTORY:
        return _vintages(plan, made, lookup)
    if not made.rows or plan.query.one or plan.query.minus:
        return None
    time = made.columns[0] in PERIODS
    percent = plan.query.among is not None or (plan.query.portions and made.columns[-1] == OF_TOTAL)
    y = made.columns[-1] if percent else lookup.measures[plan.query.measure].label
    if sum(row[made.columns.index(y)] is not None for row in made.rows) < FEWEST:
        return None
    periods = list(dict.fromkeys(str(row[0]) for row in made.rows)) if time else []
    # Of periods picked out by their figure the ones between are missing: bars, for nothing leads from one to the next.
    line = time and len(periods) >= FEWEST and plan.query.grain is not None and not _picked(plan)
    labels = [
        c
        for c in made.columns
        if c not in (*PERIODS, y, "part", OF_TOTAL, lookup.measures[plan.query.measure].label)
        and not c.startswith("all ")
    ]
    series = labels[0] if labels and time else None
    if series and len({row[made.columns.index(series)] for row in made.rows}) > MOST_SERIES and line:
        return None
    if len(labels) > 1 or (labels and time and not line):
        return None
    when = _when(plan, lookup)
    rows = series or (labels[0] if labels and not time else None)
    subtitle = f"{_unit(plan, made, percent, rows, lookup)}{_area(plan, lookup)}, {when}"
    breaks = _breaks(plan, changes, periods, lookup) if line else ()
    x = made.columns[0] if time else labels[0]
    title = _message(made, plan, (x, y, when), (bool(series), bool(changes and breaks)), lookup)
    earlier = vintages(plan, figures, figures.others, lookup) if line and figures and not percent else ()
    alt = f"{'Line' if line else 'Bar'} chart. {made.headline} The figures are in the table beside it.{words(earlier)}"
    return Chart("line" if line else "bar", title, subtitle, x, y, series if line else None, breaks, alt, earlier)


def _when(plan: Plan, lookup: Lookup) -> str:
    """From the first period that has figures to the last; of a few with others between them, each."""
    spans = _spans(plan)
    first, last = spans[0], spans[-1]
    stock = lookup.measures[plan.query.measure].kind == "stock"
    if _apart(plan, lookup):
        return listed([period_label(span, plan.query, lookup) for span in spans])
    when = period_label(first if first == last else Span(first.start, last.end), plan.query, lookup)
    return f"{period_label(first, plan.query, lookup)} to {when}" if stock and first != last else when


def _spans(plan: Plan) -> list[Span]:
    """The periods of the figures: of "2019 to 2023", held from April 2022 on, no more than that."""
    held = [unit for unit in plan.units if unit.pieces]
    return [span for unit in held for span in runs(unit.covered)] or [unit.span for unit in plan.units]


def _apart(plan: Plan, lookup: Lookup) -> bool:
    """Is it a few periods with others between them, which its picture does not show?"""
    spans = _spans(plan)
    stock = lookup.measures[plan.query.measure].kind == "stock"
    between = any(after.start > before.end + 1 for before, after in pairwise(spans))
    return between and not stock and len(spans) <= MOST_NAMED


def _unit(plan: Plan, made: Shaped, percent: bool, axis: str | None, lookup: Lookup) -> str:
    """What a figure of the picture is one of: "Referrals of children", "Per cent of all referrals", "Referrals by
    gender".
    """
    whole = next((name for name in made.columns if name.startswith("all ")), "")
    if percent and whole:
        return f"Per cent of {whole}"
    if percent:
        return f"Per cent of {in_words(plan.query, lookup)}"
    told = tuple(name for name in plan.query.by if name in lookup.dimensions) if axis else ()
    return upper_first(in_words(plan.query, lookup, told)) + (f" by {axis}" if axis else "")


def _picked(plan: Plan) -> bool:
    """Are the rows those whose figure lies beyond a limit, or in the order of their figures?"""
    query = plan.query
    return (query.having is not None and query.having.what == "list") or _by_size(query)


def _by_size(query: Selection) -> bool:
    return isinstance(query.calculation, Pick) and not query.step


def _area(plan: Plan, lookup: Lookup) -> str:
    area = lookup.area_of([plan.query.measure])
    return f" in {area}" if area else ""


def _vintages(plan: Plan, made: Shaped, lookup: Lookup) -> Chart | None:
    """The same figure in every release, oldest first; None where two sources of a release differ or nothing was
    revised.
    """
    dates = [row[1] for row in made.rows]
    values = [row[2] for row in made.rows]
    if len(set(zip(dates, values, strict=True))) != len(set(dates)) or None in dates or len(set(values)) < 2:
        return None
    y = made.columns[2]
    when = period_label(plan.units[0].span, plan.query, lookup)
    what = f"{upper_first(in_words(plan.query, lookup))} in {when}, by release"
    was, now = f"{sure(values[0]):,}", f"{sure(values[-1]):,}"
    title = fitting(f"{what}: {was} in the first, {now} in the newest", f"{what}: {was} first, {now} last", what)
    return Chart(
        "bar",
        title,
        f"{upper_first(in_words(plan.query, lookup))}{_area(plan, lookup)}, {when}, by date of the release",
        made.columns[1],
        y,
        alt=f"Bar chart. {made.headline} The figures are in the table beside it.",
    )


def _message(made: Shaped, plan: Plan, shown: tuple[str, str, str], drawn: tuple[bool, bool], lookup: Lookup) -> str:
    """The chart's message, from the data: of its axis, its figures and when they are of; no movement is claimed
    across a break. ``drawn``: are there several lines, and a break in them?
    """
    x, y, when = shown
    several, broken = drawn
    percent = "%" in y
    named = in_words(plan.query, lookup)
    axis = in_words(plan.query, lookup, tuple(d for d in plan.query.by if d in lookup.dimensions))
    share = made.headline.partition(" was ")[0].removeprefix("The ")
    about = (
        upper_first(named)
        if not percent
        else upper_first(share)
        if share.startswith("share of")
        else f"Share of {named}"
    )
    place, value = made.columns.index(x), made.columns.index(y)
    rows = [row for row in made.rows if row[value] is not None]
    points = [(str(row[place]), sure(row[value])) for row in rows]
    if points and (x not in PERIODS or plan.query.grain is None or _picked(plan)):
        label = lookup.measures[plan.query.measure].label
        exact = made.columns.index(label) if label in made.columns else value
        order = {str(row[place]): -sure(row[exact]) for row in rows}  # shares that are rounded alike have one still
        points.sort(key=lambda point: order[point[0]])
        return _largest(points, (about,) if percent else (named, axis), (x, when), percent, plan, lookup)
    if several:
        return _newest(made, about if percent else axis, value)
    if len(points) < 2 or broken or not all(unit.complete for unit in plan.units):
        return _ending(about, when, points, percent, plan, lookup)
    return _moved(about, points[0], points[-1], percent)


def _ending(
    about: str, when: str, points: list[tuple[str, int | float]], percent: bool, plan: Plan, lookup: Lookup
) -> str:
    """Of a line whose ends are not compared: what it is, and its newest figure of a whole period."""
    each = by(about, plan.query.grain or "period")
    heads = (dated(each, when), dated(about, when), each, about)
    whole = {unit_label(unit, plan.query, lookup) for unit in plan.units if unit.complete}
    told = next((point for point in reversed(points) if point[0] in whole), None)
    newest = [f"{head}: {_shown(told[1], percent)} {at(told[0])}" for head in heads] if told else []
    return fitting(*newest, *heads[:3])


def _moved(about: str, start: tuple[str, int | float], end: tuple[str, int | float], percent: bool) -> str:
    (first, was), (last, now) = start, end
    then, new = _shown(was, percent), _shown(now, percent)
    if was == now:
        return fitting(f"{about}: {new} {at(last)}, the same as {at(first)}", f"{about}: {new}, no change")
    moved = "rose" if now > was else "fell"
    return fitting(
        f"{about} {moved} from {then} {at(first)} to {new} {at(last)}",
        f"{about} {moved} from {then} {bracketed(first)} to {new} {bracketed(last)}",
        f"{about}: {then} {bracketed(first)}, {new} {bracketed(last)}",
        f"{about}: {new} {at(last)}",
    )


def _newest(made: Shaped, about: str, value: int) -> str:
    """Of several lines: where the highest of them end."""
    last = str(made.rows[-1][0])
    ends = [(str(row[1]), sure(row[value])) for row in made.rows if str(row[0]) == last and row[value] is not None]
    told = [f"{name} ({_shown(number, '%' in made.columns[value])})" for name, number in sorted(ends, key=_down)]
    return ranked(tuple(f"{upper_first(head)} {at(last)}" for head in (by(about, made.columns[1]), about)), told)


def _down(point: tuple[str, int | float]) -> float:
    return -point[1]


def _head(about: str, percent: bool, plan: Plan, lookup: Lookup) -> str:
    """What is ranked: "Most referrals"; from below, the fewest; of those beyond a limit, the limit: "Quarters with more
    than 4,000 referrals".
    """
    query = plan.query
    limit = None if query.extreme else query.limit
    if limit is not None and not percent:
        beyond = f"{'fewer' if _fewest(query) else 'more'} than {limit:,} {about}"
        return f"{upper_first(_listed(query, lookup))} with {beyond}"
    few = any(fetch.single_figures for fetch in plan.fetches if fetch.tag == "part")  # others may be larger
    return about if percent else upper_first(about) if few else f"{'Fewest' if _fewest(query) else 'Most'} {about}"


def _fewest(query: Selection) -> bool:
    return ((not query.extreme and query.limit is not None) or query.ranking or query.extreme) and not query.highest


def _largest(
    points: list[tuple[str, int | float]],
    names: tuple[str, ...],
    axis: tuple[str, str],
    percent: bool,
    plan: Plan,
    lookup: Lookup,
) -> str:
    """ "Most referrals by nationality, 2023: UK (1,138), then Albanian (802)", the largest first or, from below, the
    smallest. Bars that are periods say themselves when they are of.
    """
    x, when = axis
    low, limit = _fewest(plan.query), plan.query.limit
    told = [
        f"{label} ({_shown(number, percent)})"
        for label, number in sorted(points, key=lambda point: point[1] if low else -point[1])[:3]
    ]
    heads = [_head(names[0], percent, plan, lookup)]
    if names[-1] != names[0]:  # the most of those that were named, not of all that there are
        heads.append(f"{upper_first(names[-1])}, {len(points)} {_listed(plan.query, lookup)} compared")
    below = ", lowest first" if low and not heads[0].startswith("Fewest") and limit is None else ""
    if x in PERIODS and _apart(plan, lookup):
        return ranked(tuple(f"{head} in {when}{below}" for head in heads), told, (f"{heads[-1]} in the {x}s shown",))
    named = [name for head in heads for name in ([head] if head is not heads[0] or limit else [by(head, x), head])]
    full = tuple(f"{dated(name, when)}{below}" for name in named)
    bare = tuple(f"{head}{below}" for head in heads)
    return ranked((*full, *bare), told) if x in PERIODS else ranked(full, told, bare)


def _listed(query: Selection, lookup: Lookup) -> str:
    """What the rows are, as a plural: "quarters", "nationalities"."""
    found = [lookup.dimensions[name] for name in query.by if name in lookup.dimensions]
    return next((one.plural or f"{one.label}s" for one in found), f"{query.grain or 'period'}s")


def _shown(number: int | float, percent: bool) -> str:
    return f"{number:.0f}%" if percent else f"{number:,}"


def _breaks(plan: Plan, changes: list[Applied], periods: list[str], lookup: Lookup) -> tuple[tuple[str, str], ...]:
    """(label of the first period counted the new way, title of the change)."""
    found = []
    for a in changes:
        if a.caveat.kind != "break":
            continue
        for number in a.quarters:
            unit = next((u for u in plan.units if u.span.start <= number <= u.span.end), None)
            if unit is not None:
                label = unit_label(unit, plan.query, lookup)
                if label in periods:
                    found.append((label, lookup.changes[a.caveat.id].title))
    return tuple({label: (label, title) for label, title in reversed(found)}.values())[::-1]
