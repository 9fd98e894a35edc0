"""Notes that follow from the figures: other releases, quarters as first published, what a figure is alone."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.caveats import engine_caveat
from assistant.answer.dates import long_date
from assistant.answer.model import Caveat
from assistant.answer.numbers import count, listed
from assistant.answer.phrases import period_label, upper_first
from assistant.answer.work import Shaped
from assistant.asked.selection import HISTORY, SUM
from assistant.catalog.differences import Difference
from assistant.catalog.lookup import Lookup
from assistant.period import Span
from assistant.plan.alone import side_by_side, whole_years
from assistant.plan.figures import Figures, Key, Used
from assistant.plan.model import Plan, Unit

SPELT_OUT = 3  # revised periods whose every value is told
Told = tuple[str, tuple[str, ...]]  # a sentence, and the rows of the table that it is about
TOLD = 6  # figures that differ from what is answered alone


def notes(
    plan: Plan, figures: Figures, made: Shaped, lookup: Lookup, differences: Sequence[Difference]
) -> list[Caveat]:
    """Caveats that follow from the figures, and the notes of the members that were named."""
    return _engine_caveats(plan, figures, made, lookup, differences) + _member_notes(plan, lookup)


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
    told = [_revised(plan, figures, made, lookup), _alone(plan, figures, made, lookup)]
    revised = " ".join(said for said, _ in told if said)
    if revised:
        rows = tuple(dict.fromkeys(label for said, labels in told for label in labels if said))
        found.append(engine_caveat(lookup, "revised", "revision", revised, rows))
    reported = _reported(plan, figures, lookup)
    if reported is not None:
        named = f"The figure{'s' if len(reported) > 1 else ''} for {listed(list(reported))}"
        whose = f"{named} {'were' if len(reported) > 1 else 'was'}" if reported else "This figure was"
        text = f"{whose} read in someone else's report of the release, not in the publisher's own text."
        found.append(engine_caveat(lookup, "reported-figure", "limit", text, reported))
    return found + _known_differences(plan, figures, differences)


def _reported(plan: Plan, figures: Figures, lookup: Lookup) -> tuple[str, ...] | None:
    """The periods whose figure others reported, () of all that are shown; None where none was."""
    found = [
        period_label(unit.span, plan.query, lookup)
        for number, unit in enumerate(plan.units)
        if any(used.quoted_by != "publisher" for used in figures.used.get(number, ()))
    ]
    if not found:
        return None
    return () if len(found) == sum(1 for unit in plan.units if unit.pieces) else tuple(found)


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
    if not plan.query.one or not different or made.value is None:
        return ""
    release, value = different[-1]
    return f" {_release_name(release, lookup)} gives {count(value)}; the quarters add to {count(made.value)}."


def _release_name(release: str, lookup: Lookup) -> str:
    entry = lookup.releases.get(release)
    if entry is None or entry.published is None:
        return f"The release {entry.title if entry else release}"
    return f"The release of {long_date(entry.published)}"


def _revised(plan: Plan, figures: Figures, made: Shaped, lookup: Lookup) -> Told:
    """ "4,746 when first published on 4 May 2023; 4,742 in the release of 7 November 2024"."""
    alone = (plan.query.one or plan.query.calculation == HISTORY) and len(plan.units) == 1
    said: dict[str, str] = {}
    superseded = any(fetch.tag == "parts" for fetch in plan.fetches)
    for number, unit in enumerate(plan.units):
        values = [(r, v) for r, v, _ in _other_values(figures, unit.span)]
        shown = figures.part.get((number, ()))
        if superseded and values and shown is not None and unit.pieces[0].release not in dict(values):
            values.append((unit.pieces[0].release, shown))  # a sum itself, it is none of the printed cells
            values.sort(key=lambda pair: lookup.release_key(pair[0]))
        vintages = _vintages(values, unit.span, lookup)
        if len(vintages) > 1:
            said[period_label(unit.span, plan.query, lookup)] = "; ".join(vintages)
    if not said or (alone and made.value is None):
        return "", ()
    if len(said) == 1:
        label, text = next(iter(said.items()))
        what = "total" if plan.query.among is not None else "figure"
        return f"The {what} for {label} has been revised: {text}.", tuple(said)
    if len(said) <= SPELT_OUT:
        each = " ".join(f"{upper_first(label)}: {text}." for label, text in said.items())
        return f"Figures have been revised. {each}", tuple(said)
    return f"Figures have been revised. Other releases give others for {listed(list(said))}.", tuple(said)


def _vintages(values: list[tuple[str, int]], span: Span, lookup: Lookup) -> list[str]:
    """Every value that a release changed, with the release's date, oldest first."""
    said: list[str] = []
    last: int | None = None
    for release, value in values:
        entry = lookup.releases.get(release)
        if value == last or entry is None:
            continue
        last = value
        first = not said and Span.read(entry.period).end == span.end
        said.append(
            f"{count(value)} {'when first published on' if first else 'in the release of'} {_day(release, lookup)}"
        )
    return said


def _member_notes(plan: Plan, lookup: Lookup) -> list[Caveat]:
    """Notes of the members and groups that were named, and of what becomes of the unknown where some are left out."""
    notes = []
    for dimension, ids in plan.query.where:
        members = lookup.dimensions[dimension].members
        residual = [member for member in members if member.residual and member.id in dict(plan.where)[dimension]]
        if residual and all(name.startswith("!") for name in ids):
            text = f"Only those named are left out: what is listed as “{residual[0].label}” is counted."
            notes.append(Caveat(f"{dimension}-unknown-counted".replace("_", "-"), "note", text, ""))
        for name in ids:
            plain = name.removeprefix("!")
            entry = lookup.member(dimension, plain) or lookup.group(dimension, plain)
            if entry is not None and entry.note:
                notes.append(Caveat(f"{dimension}-{plain}".replace("_", "-"), "note", entry.note, ""))
    return notes


def _alone(plan: Plan, figures: Figures, made: Shaped, lookup: Lookup) -> Told:
    """Where a figure shown differs from what is answered when it is asked for alone: both, and where the other
    stands.
    """
    if side_by_side(plan.query):
        return "", ()
    told: dict[str, str] = {}
    rows: list[str] = []
    for number, unit in enumerate(plan.units):
        if unit.missing:  # what is here of it is of fewer months than the other figure
            continue
        for key in [(), *figures.keys] if figures.by else [()]:
            shown = _shown(plan, figures, number, key)
            value, used = figures.alone.get((unit.span.id, key), (None, None))
            if value is None or used is None or shown is None or value == shown:
                continue
            label = ", ".join(lookup.label(d, m) for d, m in zip(figures.by, key, strict=True)) if key else ""
            when = period_label(unit.span, plan.query, lookup)
            name = f"{label} in {when}" if label and len(plan.units) > 1 else label or when
            rows += [label or when] if name in (label, when) else []
            told[name] = f"{name}: {count(value)} in the release of {_day(used.release, lookup)}, {count(shown)} here"
    stretch = _stretch(plan, figures, made, lookup) or _years(plan, figures, lookup)
    if not told and not stretch:
        return "", ()
    more = f"; {len(told) - TOLD} more differ likewise" if len(told) > TOLD else ""
    how = _how(plan, [unit for unit in plan.units if unit.pieces])
    said = f"{upper_first('; '.join(list(told.values())[:TOLD]))}{more}. {how}" if told else ""
    return " ".join(text for text in (said, stretch) if text), tuple(rows)


def _shown(plan: Plan, figures: Figures, number: int, key: Key) -> int | None:
    """The figure shown of a member; with no member, of the whole: its parts added where they make it up."""
    if key or not figures.by:
        return figures.part.get((number, key))
    parts = [value for (n, _), value in figures.part.items() if n == number]
    return sum(parts) if parts and plan.exhaustive else None


def _how(plan: Plan, units: Sequence[Unit]) -> str:
    if any(unit.quarters_as_published for unit in units):
        return "The tables used here are added up from quarters as each was first published."
    if any(len(unit.pieces) > 1 for unit in units):
        return "The figures used here are added up from those of shorter periods."
    if plan.query.by and any(fetch.by for fetch in plan.fetches if fetch.tag == "part"):
        return "The figures side by side here are those of one table."
    return "The figures compared here are those of one release."


def _stretch(plan: Plan, figures: Figures, made: Shaped, lookup: Lookup) -> str:
    """Of periods that were added: what is printed of the whole stretch."""
    if plan.query.calculation != SUM or made.value is None:
        return ""
    span = Span(plan.units[0].span.start, plan.units[-1].span.end)
    value, used = figures.alone.get((span.id, ()), (None, None))
    if value is None or used is None or value == made.value:
        return ""
    label = period_label(span, plan.query, lookup)
    return (
        f"{upper_first(label)} is {count(value)} in the release of {_day(used.release, lookup)}; "
        f"the {plan.query.grain or 'period'}s here add up to {count(int(made.value))}."
    )


def _years(plan: Plan, figures: Figures, lookup: Lookup) -> str:
    """Of years that are shown by their quarters: what the year is alone, where the quarters do not add up to it."""
    if figures.by or lookup.measures[plan.query.measure].kind == "stock":
        return ""
    shown = {unit.span.start: figures.part.get((n, ())) for n, unit in enumerate(plan.units)}
    said = []
    for span in whole_years(plan.query, plan.units):
        value, used = figures.alone.get((span.id, ()), (None, None))
        parts = [shown.get(quarter) for quarter in range(span.start, span.end + 1)]
        added = sum(part for part in parts if part is not None)
        if value is not None and used is not None and None not in parts and value != added:
            label, day = period_label(span, plan.query, lookup), _day(used.release, lookup)
            said.append(
                f"{label} is {count(value)} in the release of {day}; its quarters here add up to {count(added)}"
            )
    return f"{'. '.join(said)}." if said else ""


def _day(release: str, lookup: Lookup) -> str:
    day = lookup.releases[release].published
    return long_date(day) if day else lookup.releases[release].title
