"""What to ask next: close to what was just answered, each tried before it is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.answer.model import Part
from assistant.catalog.lookup import Lookup
from assistant.errors import AssistantError
from assistant.period import Span
from assistant.query import TIME, Query

MOST = 5
MOST_BREAKDOWNS = 3


def ahead(query: Query, lookup: Lookup, answer: Callable[[str], Part]) -> dict[str, str]:
    """Label -> link, of questions that are answered in full. ``answer`` raises :class:`AssistantError`."""
    found: dict[str, str] = {}
    breakdowns = 0
    for label, each in _near(replace(query, as_of=""), lookup):
        by = label.startswith("By ") and each.shape == "breakdown"
        if each == query or label in found or (by and breakdowns == MOST_BREAKDOWNS):
            continue
        link = each.to_url()
        if _answers(link, answer):
            found[label] = link
            breakdowns += by
        if len(found) == MOST:
            break
    return found


def _answers(link: str, answer: Callable[[str], Part]) -> bool:
    try:
        part = answer(link)
    except AssistantError:
        return False
    return part.status == "answered" and bool(part.rows)


def _near(query: Query, lookup: Lookup) -> Iterator[tuple[str, Query]]:
    """Candidates, the likeliest first."""
    count = Query(query.measure, where=query.where, periods=query.periods, relative=query.relative)
    by = [name for name in query.by if name not in TIME]
    one = query.periods[0] if len(query.periods) == 1 else None
    if query.shape == "figure" and one is not None:
        yield "Change on the year before", replace(count, shape="change", periods=(one.year_earlier(), one))
    if query.shape in ("figure", "change", "compare"):
        yield "Over time", replace(count, shape="series", by=("year",), periods=(), relative="all")
    if query.shape in ("breakdown", "ranking", "share") and one is not None:
        yield "The year before", replace(query, periods=(one.year_earlier(),), relative="")
    if query.shape == "breakdown" and len(by) == 1:
        yield "Over time", replace(count, shape="series", by=("year", by[0]), periods=(), relative="all")
    if query.shape == "share":
        yield "Over time", replace(query, by=("year",), periods=(), relative="all")
        yield "As a number", replace(count, shape="figure")
    if query.where and query.shape == "figure":
        yield "As a share of all", replace(count, shape="share", percent=True)
    if query.grain == "year" and query.shape == "series":
        yield "By quarter", replace(query, by=tuple("quarter" if name == "year" else name for name in query.by))
        yield "Latest year only", replace(count, periods=(), relative="latest_year")
    if query.grain == "quarter" and query.shape == "series":
        yield (
            "By year",
            replace(
                query, by=tuple("year" if name == "quarter" else name for name in query.by), periods=(), relative="all"
            ),
        )
    if query.shape == "figure" and one is not None and _whole_year(one):
        yield "By quarter", replace(count, shape="series", by=("quarter",))
    yield from _breakdowns(count, {*by, *query.filters}, lookup)


def _whole_year(span: Span) -> bool:
    return span.length == 4 and span.start % 4 == 0


def _breakdowns(count: Query, used: set[str], lookup: Lookup) -> Iterator[tuple[str, Query]]:
    """In the catalog's order."""
    able = lookup.dimensions_of(count.measure)
    for dimension in lookup.catalog.dimensions:
        if dimension.id in able and dimension.id not in used:
            yield f"By {dimension.label}", replace(count, shape="breakdown", by=(dimension.id,))
