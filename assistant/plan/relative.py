"""Relative periods ("the latest quarter", "the last five years") resolved against what is held, and said."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.selection import MEAN, Selection
from assistant.catalog.lookup import Lookup
from assistant.period import Span, quarter
from assistant.plan.source import TableSource


def resolve(
    query: Selection, candidates: list[dict[str, TableSource]], lookup: Lookup
) -> tuple[Selection, tuple[str, ...]]:
    """The query with its periods as spans, and sentences on how relative words were read."""
    stock = lookup.measures[query.measure].kind == "stock"
    if query.periods and not query.relative:
        return _at_dates(query, candidates) if stock else (query, ())
    usable = candidates
    if query.listed and not query.named:
        usable = [c for c in candidates if c["part"].complete] or candidates
    held = sorted({Span.read(p) for c in usable for p in _of_all(c["part"])})
    quarters = sorted({s for s in held if s.length == 1})
    numbers = {s.start for s in quarters}
    years = sorted(
        {s for s in held if s.is_year}
        | {Span.year(s.start // 4) for s in quarters if set(Span.year(s.start // 4).quarters) <= numbers}
    )
    relative = query.relative
    if stock:
        return _stock_relative(query, quarters or held)
    latest_quarter, latest_year = (quarters[-1] if quarters else None), (years[-1] if years else None)
    if relative == "default":
        whole = lookup.publication_of(query.measure).default_period == "all"
        relative = "all" if whole or not latest_year or query.grain or query.extreme else "latest_year"
        if relative == "latest_year" and latest_year:
            said = f"No period was named, so this is the newest full year held: {latest_year.label}."
            return replace(query, periods=(latest_year,), relative=""), (said,)
    if relative == "to_latest":
        last = latest_year if query.periods[0].is_year else latest_quarter
        if last is None:
            return replace(query, relative=""), ()
        said = f"The newest {'year' if last.is_year else 'quarter'} held is {last.label}."
        return replace(query, periods=(query.periods[0], last), relative=""), (said,)
    by_grain = {"quarter": quarters, "year": years}.get(query.grain or "", []) or sorted([*quarters, *years])
    spans = _spans(relative, quarters, years, by_grain)
    if not spans:
        return replace(query, periods=(), relative=""), ()
    if query.minus and len(spans) == 1 and spans[0].length > 4:
        inside = [y for y in years if spans[0].start <= y.start and y.end <= spans[0].end]
        spans = (inside[0], inside[-1]) if len(inside) > 1 else spans
    said = "Figures are available for " + " and ".join(span.label for span in spans) + "."
    return replace(query, periods=spans, relative=""), (said,)


def _of_all(source: TableSource) -> list[str]:
    """Periods of which some release quotes every member asked for; where there are none, those that quote any."""
    whole = [
        p for p, pieces in source.periods.items() if any((x.release, x.period) not in source.lacking for x in pieces)
    ]
    return whole or list(source.periods)


def _spans(relative: str, quarters: list[Span], years: list[Span], every: list[Span]) -> tuple[Span, ...]:
    if not every:
        return ()
    first, last = min(s.start for s in every), max(s.end for s in every)
    if relative == "latest_quarter":
        return (quarters[-1],) if quarters else (years[-1],)
    if relative == "ends:year_earlier":
        earlier = quarters[-1].year_earlier() if quarters else None
        return (earlier, quarters[-1]) if earlier in quarters else ()
    if relative == "latest_year":
        return (years[-1],) if years else ()
    if relative == "latest_financial":
        ends = [
            s.start
            for s in quarters
            if s.start % 4 == 0 and {s.start - 1, s.start - 2, s.start - 3} <= {q.start for q in quarters}
        ]
        return (Span(ends[-1] - 3, ends[-1]),) if ends else ()
    if relative in ("all", "all_ends"):
        if relative == "all_ends" and len(years) > 1:
            return (years[0], years[-1])
        return (Span(first, last),)
    if relative.startswith("since:"):
        start = quarter(relative[6:])
        return (Span(start, last),) if start <= last else ()
    if relative.startswith("until:"):
        end = quarter(relative[6:])
        return (Span(first, end),) if end >= first else ()
    if relative.startswith(("last:", "ends:last:")):
        _, count, unit = relative.removeprefix("ends:").split(":")
        pool = (years if unit == "year" else quarters)[-int(count) :]
        if not pool:
            return ()
        if relative.startswith("ends:") and len(pool) > 1:
            return (pool[0], pool[-1])
        # "The last three years" follow one another, and those of them that are not held are said to be missing.
        newest = pool[-1]
        return (Span(newest.end + 1 - int(count) * newest.length, newest.end),)
    return ()


def _ends(query: Selection) -> tuple[Span, ...]:
    """A count at a date, by the end of each period: of every year or quarter where the answer runs over time.

    The highest of a stretch is sought among the ends of its quarters, whichever way it was asked.
    """
    ends: list[int] = []
    for span in query.periods:
        step = (
            1
            if query.grain == "quarter" or query.extreme or query.calculation == MEAN
            else 4
            if query.grain == "year"
            else 0
        )
        whole = step and span.length >= step
        ends += range(span.start + step - 1, span.end + 1, step) if whole else [span.end]
    return tuple(Span(end, end) for end in sorted(set(ends)))


def _at_dates(query: Selection, candidates: list[dict[str, TableSource]]) -> tuple[Selection, tuple[str, ...]]:
    """As :func:`_ends`; of a count that is taken on one day of each year, of that day where years are named."""
    ends = _ends(query)
    held = {Span.read(p) for c in candidates for p in c["part"].periods}
    days = {span.end % 4 for span in held}
    years = all(span.start % 4 == 0 and span.end % 4 == 3 for span in query.periods)
    if not years or len(days) != 1 or days == {3} or any(span.length > 1 for span in held):
        return replace(query, periods=ends), ()
    back = 3 - days.pop()
    spans = tuple(Span(end.end - back, end.end - back) for end in ends)
    said = f"Of each year the count {spans[0].end_phrase.rpartition(' ')[0]} is held."
    return replace(query, periods=spans), (said,)


def _stock_relative(query: Selection, held: list[Span]) -> tuple[Selection, tuple[str, ...]]:
    """As :func:`_ends`, of the ends that are held."""
    if query.relative == "to_latest" and held:
        first = Span(query.periods[0].end, query.periods[0].end)
        return replace(query, periods=(first, held[-1]), relative=""), ()
    ends_of_years = [span for span in held if span.end % 4 == 3]
    spans = _spans(query.relative, held, ends_of_years, held) if query.relative != "default" else tuple(held)
    kept = [span for span in held if any(s.start <= span.start <= s.end for s in spans)]
    reduced = query.extreme or query.calculation == MEAN
    if query.grain == "year" and not reduced:
        kept = [span for span in kept if span.end % 4 == 3]
    if not kept:
        return replace(query, periods=(), relative=""), ()
    if query.grain or reduced:
        return replace(query, periods=tuple(kept), relative=""), ()
    if query.relative == "ends:year_earlier" and kept[-1].year_earlier() in kept:
        return replace(query, periods=(kept[-1].year_earlier(), kept[-1]), relative=""), ()
    if query.relative.startswith(("ends:", "all_ends")) and len(kept) > 1:
        return replace(query, periods=(kept[0], kept[-1]), relative=""), ()
    return replace(query, periods=(kept[-1],), relative=""), (f"The newest count held is {kept[-1].end_phrase}.",)
