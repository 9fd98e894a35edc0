"""A planned and read selection to an answered part: headline, table, chart, caveats, sources, origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answer.absent import only_part
from assistant.answer.caveats import Applied, applied
from assistant.answer.chart import chart_for
from assistant.answer.model import Part, Source
from assistant.answer.notes import notes
from assistant.answer.numbers import listed
from assistant.answer.origins import placed
from assistant.answer.over_time import told
from assistant.answer.phrases import period_label, reading, unit_label
from assistant.answer.questions import ask_text
from assistant.answer.work import Shaped, Work
from assistant.answer.written import Written
from assistant.asked.old import written
from assistant.asked.selection import HISTORY, MEAN, Selection
from assistant.catalog.differences import Difference
from assistant.catalog.lookup import Lookup
from assistant.period import runs
from assistant.plan.figures import Figures, Used
from assistant.plan.model import Plan
from assistant.plan.sql import Statement


def compose(
    plan: Plan,
    statement: Statement,
    figures: Figures,
    lookup: Lookup,
    text: str,
    differences: Sequence[Difference] = (),
) -> Part:
    """The answered (or partial) part of a question."""
    changes = applied(plan, lookup)
    broken = _broken(plan, changes, lookup)
    made = told(Work(plan, figures, lookup, broken))
    missing = " ".join(said for said in (_missing(plan, lookup), _later(plan, lookup), made.withheld) if said)
    calculated = made.calculated or _calculated(plan, figures, lookup)
    caveats = [a.caveat for a in changes] + notes(plan, figures, made, lookup, differences)
    said = " ".join(
        [reading(plan.query, lookup) + ".", *plan.said, f"Calculated: {calculated}." if calculated else ""]
    ).strip()
    headline = made.headline
    if plan.query.as_of == "first" and plan.query.calculation != HISTORY:
        headline = f"As first published: {headline}"
    if missing:
        headline = f"{missing} {headline}"
    part = Part(
        question=text,
        status="partial" if missing else "answered",
        headline=headline,
        caveats=tuple(caveats),
        sources=_sources(plan, figures, made, lookup),
        reading=said,
        value=made.value,
        unit=made.unit,
        columns=made.columns,
        rows=made.rows,
        origin="calculated" if calculated else "published",
        missing=missing or None,
        asked=plan.query,
        link=written(pinned(plan, figures, lookup)),
        shown=Written(statement.readable),
        chart=chart_for(plan, made, changes, lookup, figures),
    )
    return _refused(part, plan.query, lookup) if made.refused else part


def _refused(part: Part, query: Selection, lookup: Lookup) -> Part:
    """No figure, but the question whose figures there are."""
    listed_ = ask_text(query, lookup)
    return replace(
        part, status="not_published", columns=(), rows=(), unit=None, origin=None, chart=None, choices=(listed_,)
    )


def pinned(plan: Plan, figures: Figures, lookup: Lookup) -> Selection:
    """The query with the newest release that it used, so that a link shows the same figures later.

    A release that says nothing of somebody, where nothing means none, was used as well.
    """
    releases = {used.release for found in figures.used.values() for used in found}
    if releases:
        releases |= {piece.release for unit in plan.units for piece in unit.pieces}
    if plan.query.as_of or not releases:
        return plan.query
    newest = max(releases, key=lookup.release_key)
    return replace(plan.query, as_of=newest)


def _broken(plan: Plan, changes: list[Applied], lookup: Lookup) -> str:
    """Why nothing is computed over time, or empty."""
    query = plan.query
    reduced = query.minus is not None or query.extreme or query.calculation == MEAN
    across = [a for a in changes if a.withhold and a.caveat.kind == "break"]
    if not (reduced or query.over_time or query.compared) or not across:
        return ""
    titles = listed([f"“{lookup.changes[a.caveat.id].title}”" for a in across])
    return f"These are not compared, because a definitional change lies between them: {titles}."


def _missing(plan: Plan, lookup: Lookup) -> str:
    """What was asked for and is not held, as a sentence; empty when all of it is."""
    gaps = [unit for unit in plan.units if not unit.complete]
    if not gaps:
        if not plan.exhaustive:
            label = listed([lookup.dimensions[name].label for name in plan.query.by if name in lookup.dimensions])
            return f"A full breakdown by {label} is not held for this period; only single printed figures are shown."
        return ""
    quarters = sorted({number for unit in gaps for number in (unit.missing if unit.pieces else unit.span.quarters)})
    return only_part(lookup, plan.query, runs(quarters))


def _later(plan: Plan, lookup: Lookup) -> str:
    """Of an extreme over all that is held: the later periods that it says nothing of."""
    if not plan.later:
        return ""
    if lookup.measures[plan.query.measure].kind == "stock":
        said = [period_label(span, plan.query, lookup) for span in plan.later]
    else:
        stretches = runs([n for span in plan.later for n in span.quarters])
        said = [
            one.label for span in stretches for one in (span.years if span.length == 4 * len(span.years) else [span])
        ]
    are = "is" if len(said) == 1 else "are"
    return (
        f"{listed(said)} {are} not held at this detail{_detail(plan, lookup)}, and could be higher or lower than any "
        f"shown."
    )


def _detail(plan: Plan, lookup: Lookup) -> str:
    names = [lookup.dimensions[name].label for name in plan.query.dimensions]
    return f" ({listed(names)})" if names else ""


def _calculated(plan: Plan, figures: Figures, lookup: Lookup) -> str:
    """How a figure was made of several printed cells; empty when it is one."""
    bits = []
    counts = [len(unit.pieces) for unit in plan.units if unit.pieces]
    if counts and max(counts) > 1:
        kinds = {"year" if "Q" not in piece.period else "quarter" for unit in plan.units for piece in unit.pieces}
        word = "periods" if len(kinds) > 1 else f"{kinds.pop()}s"
        first = any(unit.quarters_as_published for unit in plan.units)
        bits.append(f"summed from {max(counts)} {word}" + (" as each was first published" if first else ""))
    parts = [fetch for fetch in plan.fetches if fetch.tag == "part"]
    summed = sorted({name for fetch in parts for name in fetch.summed})
    tables = {name for fetch in parts for name in fetch.tables}
    used = {u.table for found in figures.used.values() for u in found}
    if summed:
        bits.append("summed over " + listed([lookup.dimensions[name].label for name in summed]))
    elif len(tables & used or tables) > 1 and len({fetch.dataset for fetch in parts}) == 1 and not plan.query.by:
        bits.append(f"summed over the {len(tables)} tables that together hold every case")
    united = [d for d, ids in plan.where if len(ids) > 1 and d not in plan.query.by]
    if united:
        bits.append("summed over the members named")
    return ", ".join(bits)


def _sources(plan: Plan, figures: Figures, made: Shaped, lookup: Lookup) -> tuple[Source, ...]:
    """Where the figures are from, with the periods of each where the rows are of several."""
    given = {
        unit_label(unit, plan.query, lookup): read_from({place: figures.used.get(place, ())}, lookup)
        for place, unit in enumerate(plan.units)
    }
    return placed(read_from(figures.used, lookup), made.rows, given)


def read_from(used_by: Mapping[int, Sequence[Used]], lookup: Lookup) -> tuple[Source, ...]:
    """The tables, each in its release, that figures were read from, newest first."""
    found: dict[tuple[str, str, str], Source] = {}
    for used_list in used_by.values():
        for used in used_list:
            table, release = lookup.tables[used.table], lookup.releases[used.release]
            sheet = table.sheets.get(used.release)
            number = f"Table {sheet.number}" if sheet else table.number or table.title
            key = (used.release, used.table, used.url)
            published = release.published.isoformat() if release.published else ""
            url = used.url or release.url or release.workbook
            found[key] = Source(used.release, published, number, table.title, url, release.title, used.quoted_by)
    ordered = sorted(found.values(), key=lambda s: (s.published, s.release, s.table), reverse=True)
    return tuple(ordered)
