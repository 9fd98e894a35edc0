"""A series as it stands now beside the earliest figure held of each period: how far releases have moved it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.compose import read_from
from assistant.answer.dates import long_date
from assistant.answer.model import Cell, Part, Vintage
from assistant.answer.numbers import count, percent, ratio
from assistant.answer.phrases import in_words, period_label, unit_label, upper_first
from assistant.answer.vintages import Other, history, older, printed, vintage, words
from assistant.catalog.lookup import Lookup
from assistant.plan.figures import Figures, Used
from assistant.plan.model import Plan, Unit

COLUMNS = ("earliest figure held", "published on", "change since then")


@dataclass(frozen=True)
class Told:
    """A period's figure in the newest release that gives it, and in the earliest; ``used`` is where both stand."""

    unit: Unit
    release: str
    before: int
    now: int
    used: tuple[Used, ...]
    vintages: tuple[Vintage, ...]  # every other figure in between


def revised_part(part: Part, plan: Plan, figures: Figures, others: Sequence[Other], lookup: Lookup) -> Part | None:
    """The series ``part``, each period in the newest release that gives it, beside the earliest; None without
    revisions.

    Unlike an answer, which takes a series from one release, this gives what is known of each period.
    """
    if not part.rows or not printed(plan):
        return None
    told = [_told(number, unit, plan, figures, others, lookup) for number, unit in enumerate(plan.units)]
    vintages = tuple(each for one in told if one for each in one.vintages)
    if not vintages:
        return None
    rows = [
        _row(one, unit, figures.part.get((n, ())), plan, lookup)
        for n, (one, unit) in enumerate(zip(told, plan.units, strict=True))
    ]
    headline = _headline([one for one in told if one], plan, lookup)
    chart = part.chart and replace(
        part.chart,
        title=_title([one for one in told if one], plan, lookup) or part.chart.title,
        alt=f"Line chart. {headline} The figures are in the table beside it.{words(vintages)}",
        vintages=vintages,
    )
    used = {n: list(one.used) if one else figures.used.get(n, []) for n, one in enumerate(told)}
    return replace(
        part,
        status="answered",
        headline=headline,
        missing=None,
        reading=f"{part.reading} Each in the newest release that gives it, beside the earliest held.",
        columns=(*part.columns[:2], *COLUMNS),
        rows=tuple(rows),
        value=None,
        origin="calculated",
        caveats=tuple(c for c in part.caveats if c.kind != "revision"),
        sources=read_from(used, lookup),
        chart=chart,
        link="",  # a link opens an answer, and its series is of one release
    )


def _told(
    number: int, unit: Unit, plan: Plan, figures: Figures, others: Sequence[Other], lookup: Lookup
) -> Told | None:
    """None of a period that is not held, is no printed cell, or that no release but the one shown gives."""
    shown = figures.part.get((number, ()))
    found = history(unit, shown, others) if shown is not None else []
    if shown is None or not found:
        return None
    _, now, where = found[-1]
    if older(found[-1][0], unit.pieces[0].release, lookup):
        now, where = shown, figures.used[number][0]
    release, before, there = found[0]
    off = tuple(vintage(unit, plan, name, value, now, lookup) for name, value, _ in found if value != now)
    return Told(unit, release, before, now, (where, there), off)


def _row(one: Told | None, unit: Unit, shown: int | None, plan: Plan, lookup: Lookup) -> tuple[Cell, ...]:
    label = unit_label(unit, plan.query, lookup)
    if one is None:
        return (label, shown, None, None, None)
    return (label, one.now, one.before, _day(one.release, lookup), one.now - one.before)


def _day(release: str, lookup: Lookup) -> str:
    day = lookup.releases[release].published
    return long_date(day) if day else release


def _headline(told: list[Told], plan: Plan, lookup: Lookup) -> str:
    grain = plan.query.grain or "period"
    moved = [one for one in told if one.now != one.before]
    what = f"{upper_first(in_words(plan.query, lookup))} by {grain}"
    if not moved:
        return (
            f"{what}: the earliest figure held stands for each of the {count(len(told))} {grain}s; releases between "
            f"gave others."
        )
    most = _furthest(moved)
    size = f" ({percent(abs(ratio(most.now - most.before, most.before) or 0.0))})" if most.before else ""
    by = f"{count(abs(most.now - most.before))} {'lower' if most.now < most.before else 'higher'}{size}"
    return (
        f"{what}: {count(len(moved))} of the {count(len(told))} {grain}s "
        f"shown {'has' if len(moved) == 1 else 'have'} been "
        f"revised. The largest change is that "
        f"of {period_label(most.unit.span, plan.query, lookup)}: {count(most.before)} in "
        f"the release of {_day(most.release, lookup)}, {count(most.now)} now, {by}."
    )


def _title(told: list[Told], plan: Plan, lookup: Lookup) -> str:
    """ "January to March 2023: 4,746 when first published, 4,742 now": the message, of the period that moved most."""
    most = _furthest(told)
    if most.now == most.before:
        return ""
    first = lookup.releases[most.release].period == most.unit.span.id
    when = "when first published" if first else "in an earlier release"
    label = upper_first(period_label(most.unit.span, plan.query, lookup))
    return f"{label}: {count(most.before)} {when}, {count(most.now)} now"


def _furthest(told: list[Told]) -> Told:
    return max(told, key=lambda one: abs(one.now - one.before))
