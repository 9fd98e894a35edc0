"""A planned and read query to an answered part: headline, table, chart, caveats, sources, origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answer.absent import only_part
from assistant.answer.caveats import Applied, applied, engine_caveat
from assistant.answer.chart import chart_for
from assistant.answer.dates import long_date
from assistant.answer.model import Caveat, Part, Source
from assistant.answer.numbers import count, listed
from assistant.answer.over_time import shape
from assistant.answer.phrases import period_label, reading, upper_first
from assistant.answer.work import Shaped, Work
from assistant.catalog.differences import Difference
from assistant.catalog.lookup import Lookup
from assistant.period import Span, runs
from assistant.plan.figures import Figures, Used
from assistant.plan.model import Plan
from assistant.plan.sql import Statement
from assistant.query import Query

SPELT_OUT = 3  # revised periods whose every value is told
OVER_TIME = ("change", "extreme", "average", "series", "compare")


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
    made = shape(Work(plan, figures, lookup, broken))
    missing = _missing(plan, lookup)
    calculated = made.calculated or _calculated(plan, figures, lookup)
    caveats = (
        [a.caveat for a in changes]
        + _engine_caveats(plan, figures, made, lookup, differences)
        + _member_notes(plan, lookup)
    )
    said = " ".join(
        [reading(plan.query, lookup) + ".", *plan.said, f"Calculated: {calculated}." if calculated else ""]
    ).strip()
    headline = made.headline
    if plan.query.as_of == "first" and plan.query.shape != "history":
        headline = f"As first published: {headline}"
    if missing:
        headline = f"{missing} {headline}"
    return Part(
        question=text,
        status="partial" if missing else "answered",
        headline=headline,
        caveats=tuple(caveats),
        sources=read_from(figures.used, lookup),
        reading=said,
        value=made.value,
        unit=made.unit,
        columns=made.columns,
        rows=made.rows,
        origin="calculated" if calculated else "published",
        missing=missing or None,
        query=plan.query.as_dict(),
        link=pinned(plan, figures, lookup).to_url(),
        sql=statement.readable(),
        chart=chart_for(plan, made, changes, lookup, figures),
    )


def pinned(plan: Plan, figures: Figures, lookup: Lookup) -> Query:
    """The query with the newest release that it used, so that a link shows the same figures later."""
    releases = {used.release for found in figures.used.values() for used in found}
    if plan.query.as_of or not releases:
        return plan.query
    newest = max(releases, key=lookup.release_key)
    return replace(plan.query, as_of=newest)


def _broken(plan: Plan, changes: list[Applied], lookup: Lookup) -> str:
    """Why nothing is computed over time, or empty."""
    over_time = plan.query.shape in OVER_TIME
    across = [a for a in changes if a.withhold and a.caveat.kind == "break"]
    if not over_time or not across:
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


def _engine_caveats(
    plan: Plan, figures: Figures, made: Shaped, lookup: Lookup, differences: Sequence[Difference]
) -> list[Caveat]:
    """Caveats that follow from the figures: quarters as first published, other releases, differences in a release."""
    found: list[Caveat] = []
    quarters = next((unit for unit in plan.units if unit.quarters_as_published), None)
    if quarters is not None:
        change = lookup.changes.get("sum-of-quarters")
        text = (
            change.text
            if change
            else "Quarters as first published do not add up to the annual figure as later revised."
        )
        other = _annual_alternative(plan, figures, made, lookup)
        found.append(engine_caveat(lookup, "sum-of-quarters", "limit", f"{text}{other}"))
    revised = _revised(plan, figures, made, lookup)
    if revised:
        found.append(engine_caveat(lookup, "revised", "revision", revised))
    reported = [u for us in figures.used.values() for u in us if u.quoted_by != "publisher"]
    if reported:
        text = "This figure was read in someone else's report of the release, not in the publisher's own text."
        found.append(engine_caveat(lookup, "reported-figure", "limit", text))
    return found + _known_differences(plan, figures, differences)


def _known_differences(plan: Plan, figures: Figures, differences: Sequence[Difference]) -> list[Caveat]:
    """Differences inside a release that reconciliation recorded for a table and period used here."""
    tables = {(u.release, u.table) for us in figures.used.values() for u in us}
    periods = {(piece.release, piece.period) for unit in plan.units for piece in unit.pieces}
    texts = dict.fromkeys(
        d.text
        for d in differences
        if (d.release, d.table) in tables and (d.release, d.what.partition(" ")[0]) in periods
    )
    return [Caveat("known-difference", "note", " ".join(texts), "")] if texts else []


def _other_values(figures: Figures, span: Span) -> list[tuple[str, int, Used]]:
    return [(release, value, used) for release, period, value, used in figures.others if period == span.id]


def _annual_alternative(plan: Plan, figures: Figures, made: Shaped, lookup: Lookup) -> str:
    different = [(r, v) for r, v, _ in _other_values(figures, plan.units[0].span) if v != made.value]
    if plan.query.shape != "figure" or not different or made.value is None:
        return ""
    release, value = different[-1]
    return f" {_release_name(release, lookup)} gives {count(value)}; the quarters add to {count(made.value)}."


def _release_name(release: str, lookup: Lookup) -> str:
    entry = lookup.releases.get(release)
    if entry is None or entry.published is None:
        return f"The release {entry.title if entry else release}"
    return f"The release of {long_date(entry.published)}"


def _revised(plan: Plan, figures: Figures, made: Shaped, lookup: Lookup) -> str:
    """ "4,746 when first published on 4 May 2023; 4,742 in the release of 7 November 2024"."""
    alone = plan.query.shape in ("figure", "history") and len(plan.units) == 1
    said: dict[str, str] = {}
    for number, unit in enumerate(plan.units):
        shown = figures.whole.get(number) if plan.query.shape == "share" else figures.part.get((number, ()))
        values = [(r, v) for r, v, u in _other_values(figures, unit.span) if u.quoted_by == "publisher" or v == shown]
        vintages = _vintages(values, lookup)
        if len(vintages) > 1:
            said[period_label(unit.span, plan.query, lookup)] = "; ".join(vintages)
    if not said or (alone and made.value is None):
        return ""
    if len(said) == 1:
        label, text = next(iter(said.items()))
        what = "total" if plan.query.shape == "share" else "figure"
        return f"The {what} for {label} has been revised: {text}."
    if len(said) <= SPELT_OUT:
        return "Figures have been revised. " + " ".join(
            f"{upper_first(label)}: {text}." for label, text in said.items()
        )
    return f"The figures for {listed(list(said))} have been revised: other releases give others."


def _vintages(values: list[tuple[str, int]], lookup: Lookup) -> list[str]:
    """Every value that a release changed, with the release's date, oldest first."""
    said: list[str] = []
    last: int | None = None
    for release, value in values:
        entry = lookup.releases.get(release)
        if value == last or entry is None or entry.published is None:
            continue
        last = value
        when = long_date(entry.published)
        said.append(f"{count(value)} {'in the release of' if said else 'when first published on'} {when}")
    return said


def _member_notes(plan: Plan, lookup: Lookup) -> list[Caveat]:
    """Notes of the members and groups that were named."""
    notes = []
    for dimension, ids in plan.query.where:
        for name in ids:
            plain = name.removeprefix("!")
            entry = lookup.member(dimension, plain) or lookup.group(dimension, plain)
            if entry is not None and entry.note:
                notes.append(Caveat(f"{dimension}-{plain}".replace("_", "-"), "note", entry.note, ""))
    return notes


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
