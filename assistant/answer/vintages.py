"""Vintages: what earlier releases gave for the periods of a series, where it differs from the figure shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer.model import Part, Vintage
from assistant.answer.numbers import count, listed
from assistant.answer.phrases import unit_label
from assistant.asked.selection import HISTORY, Selection
from assistant.catalog.lookup import Lookup
from assistant.period import MONTHS
from assistant.plan.choose import MOST_VINTAGES, Planner
from assistant.plan.figures import Figures, Used
from assistant.plan.model import NotHeld, Plan, Unit

MOST_TOLD = 8  # in a text alternative; beyond it the largest speaks for the rest
Other = tuple[str, str, int, Used]  # release, period, value and where it stands
Read = Callable[[Plan], Figures | None]  # None where there is too much to read


def printed(plan: Plan) -> bool:
    """Is each figure one that a release can print? Members that this tool adds up because a question named them are
    not.
    """
    parts = [fetch for fetch in plan.fetches if fetch.tag == "part"]
    return not any(fetch.by or any(len(ids) > 1 for _, ids in fetch.where) for fetch in parts)


def history(unit: Unit, shown: int, others: Sequence[Other]) -> list[tuple[str, int, Used]]:
    """(release, value, where) of each release that gave a period another figure than the one before, oldest first.

    ``others`` come oldest first. Of several values that a release prints the one of ``shown`` goes before.
    """
    if len(unit.pieces) != 1 or unit.pieces[0].period != unit.span.id:
        return []
    releases: dict[str, list[tuple[int, Used]]] = {}
    for release, period, value, used in others:
        if period == unit.span.id and used.quoted_by == "publisher":
            releases.setdefault(release, []).append((value, used))
    found: list[tuple[str, int, Used]] = []
    for release, values in releases.items():
        value, used = next((pair for pair in values if pair[0] == shown), values[0])
        if not found or found[-1][1] != value:
            found.append((release, value, used))
    return found


def older(release: str, than: str, lookup: Lookup) -> bool:
    """Was a release published before the day of another?"""
    return lookup.release_key(release)[0] < lookup.release_key(than)[0]


def vintage(unit: Unit, plan: Plan, release: str, value: int, shown: int, lookup: Lookup) -> Vintage:
    """The figure that ``release`` gave, beside the one shown."""
    label = f"{count(value)} {_published(release, lookup)}"
    return Vintage(unit_label(unit, plan.query, lookup), value, release, label, value - shown, unit.span.id)


def vintages(plan: Plan, figures: Figures, others: Sequence[Other], lookup: Lookup) -> tuple[Vintage, ...]:
    """Every other figure that an older release gave for a period of the plan; empty for sums and breakdowns."""
    if figures.by or not printed(plan):
        return ()
    found: list[Vintage] = []
    for number, unit in enumerate(plan.units):
        shown = figures.part.get((number, ()))
        if shown is not None:
            found += [
                vintage(unit, plan, release, value, shown, lookup)
                for release, value, _ in history(unit, shown, others)
                if value != shown and older(release, unit.pieces[0].release, lookup)
            ]
    return tuple(found)


def words(found: Sequence[Vintage]) -> str:
    """The vintages as the end of a chart's text alternative: " In grey, …", or empty."""
    if not found:
        return ""
    periods = dict.fromkeys(vintage.x for vintage in found)
    told = [f"{vintage.label} for {vintage.x}" for vintage in found]
    if len(told) > MOST_TOLD:
        largest = max(found, key=lambda vintage: abs(vintage.off))
        said = f"the figures of {len(periods)} periods; the furthest off is {largest.label} for {largest.x}"
    else:
        said = listed(told)
    return f" In grey, what earlier releases gave: {said}."


def read_others(query: Selection, units: Sequence[Unit], planner: Planner, read: Read) -> list[Other]:
    """What every release gave for these periods, oldest first: some periods at a time, as many as a plan looks up."""
    spans = [unit.span for unit in units if unit.pieces]
    found: list[Other] = []
    for start in range(0, len(spans), MOST_VINTAGES):
        some = tuple(spans[start : start + MOST_VINTAGES])
        plan = planner.plan(Selection(query.measure, query.where, periods=some, calculation=HISTORY))
        figures = None if isinstance(plan, NotHeld) else read(plan)
        found += figures.others if figures else []
    return found


def with_vintages(part: Part, query: Selection, planner: Planner, read: Read, lookup: Lookup) -> Part:
    """A part whose line is too long for its answer to have looked up other releases, with them; else as it is."""
    chart = part.chart
    if chart is None or chart.kind != "line" or chart.series or chart.vintages or len(part.rows) <= MOST_VINTAGES:
        return part
    plan = planner.plan(query)
    if isinstance(plan, NotHeld) or query.among is not None or not printed(plan):
        return part
    figures = read(plan)
    found = vintages(plan, figures, read_others(query, plan.units, planner, read), lookup) if figures else ()
    return replace(part, chart=replace(chart, vintages=found, alt=chart.alt + words(found)))


def _published(release: str, lookup: Lookup) -> str:
    """ "published May 2023", short enough to stand at a point."""
    day = lookup.releases[release].published
    return f"published {MONTHS[day.month - 1][:3]} {day.year}" if day else "in an earlier release"
