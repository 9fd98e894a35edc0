"""Why there is no plan: what no table crosses, lists or holds of a period."""

from __future__ import annotations

from assistant.asked.selection import Selection
from assistant.catalog.lookup import Lookup
from assistant.period import Span
from assistant.plan.coverage import Coverage
from assistant.plan.model import NotHeld
from assistant.plan.source import TableSource


def no_member(query: Selection, lookup: Lookup, coverage: Coverage) -> NotHeld | None:
    """A member that no table lists, or None: what was not listed was not counted, which is not the same as none."""
    tables = [table for table in lookup.tables_of(query.measure) if table.complete]
    for d, ids in query.where:
        over = {table.dataset for table in tables if d in table.dimensions and d not in table.fixed}
        members = lookup.expand(d, ids)
        listed = any(coverage.lists(dataset, d, members) for dataset in over)
        if over and not listed and not lookup.dimensions[d].sparse:
            said = " or ".join(lookup.label(d, name) for name in ids)
            text = f"{lookup.measures[query.measure].label} for {said} ({lookup.dimensions[d].label})"
            return NotHeld("member", text, dimensions=(d,))
    return None


def unconfirmed(query: Selection, lookup: Lookup) -> NotHeld | None:
    """A question about what is counted, or about members that would be added, that nobody has answered; or None."""
    measure = lookup.measures[query.measure]
    if measure.confirm:
        return NotHeld("confirm", measure.confirm)
    named = set(query.dimensions)
    if not named <= lookup.dimensions_of(query.measure):
        return None
    added = {d for table in lookup.tables_of(query.measure) for d in table.dimensions} - {
        d for d in named if d not in dict(query.where)
    }
    asked = next((lookup.dimensions[d].confirm for d in sorted(added) if lookup.dimensions[d].confirm), "")
    return NotHeld("confirm", asked) if asked else None


def _withheld(query: Selection, lookup: Lookup) -> NotHeld | None:
    """A file of which some figures are withheld prints this breakdown, and not this figure; nor is it added up."""
    named = set(query.dimensions)
    tables = [t for t in lookup.tables_of(query.measure) if t.columns and not t.complete and named <= set(t.dimensions)]
    if not tables:
        return None
    said = [f"{lookup.label(d, name)}" for d, ids in query.where for name in ids]
    text = f"{lookup.measures[query.measure].label}{' for ' + ' and '.join(said) if said else ''}"
    return NotHeld("withheld", text, dimensions=query.dimensions)


def _within(coverage: Coverage, query: Selection, span: Span) -> bool:
    """Are periods inside this one printed?"""
    held = coverage.spans(query.measure, frozenset(query.dimensions))
    return any(span.start <= one.start and one.end <= span.end and one != span for one in held)


def not_crossed(query: Selection, lookup: Lookup, coverage: Coverage) -> NotHeld:
    """No table has the dimension, the crossing or the member."""
    if (open_ := unconfirmed(query, lookup)) is not None:
        return open_
    if (unlisted := no_member(query, lookup, coverage)) is not None:
        return unlisted
    names = query.dimensions
    if (kept_back := _withheld(query, lookup)) is not None:
        return kept_back
    labels = [lookup.dimensions[name].label for name in names]
    measure = lookup.measures[query.measure].label
    lacking = [d for d in names if d not in lookup.dimensions_of(query.measure)]
    if lacking:
        said = " or ".join(lookup.dimensions[name].label for name in lacking)
        return NotHeld("dimension", f"{measure} by {said}", dimensions=tuple(lacking))
    if query.among is not None and not all(lookup.dimensions[name].partition for name in names):
        return NotHeld("crossing", f"the share of {measure} by {' and '.join(labels)}", dimensions=names)
    if query.among is not None or len(names) > 1:
        return NotHeld("crossing", f"{measure} by {' and '.join(labels)} together", dimensions=names)
    return NotHeld("crossing", f"{measure} for that selection", dimensions=names)


def no_period(
    query: Selection, candidates: list[dict[str, TableSource]], lookup: Lookup, coverage: Coverage
) -> NotHeld:
    """The dimensions are held, but not of this period."""
    measure = lookup.measures[query.measure]
    if not measure.adds and any(_within(coverage, query, span) for span in query.periods):
        return NotHeld(
            "confirm", f"whether {measure.label} may be added over time: here each period that is printed stands alone"
        )
    if (unlisted := no_member(query, lookup, coverage)) is not None:
        return unlisted
    printed = coverage.spans(query.measure, frozenset(query.dimensions))
    kept_back = _withheld(query, lookup) if set(query.periods) <= set(printed) else None  # of others it is printed
    if kept_back is not None:
        return kept_back
    held = sorted({Span.read(p) for c in candidates for p in c["part"].periods})
    return NotHeld("period", lookup.measures[query.measure].label, held=tuple(held), dimensions=query.dimensions)
