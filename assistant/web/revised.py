"""The revisions of a series on the page: which series and periods, how it has moved, and one figure in every release."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from assistant.answer.model import Part
from assistant.answer.phrases import upper_first
from assistant.asked.count import Count
from assistant.asked.history import History
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.walk import counts, with_when
from assistant.catalog.lookup import Lookup
from assistant.errors import AssistantError
from assistant.period import Span
from assistant.web.parts import escaped, lead, show
from assistant.web.shared import assistant
from assistant.web.turns import ask

ALL = ""
YEARS = 4  # shown at first of a series by quarter, up to the last one that was revised: a phone has room for that
GRAINS = {"quarter": "by quarter", "year": "by year"}


def revised(lookup: Lookup) -> None:
    """Choices, the series with its earlier figures, and below it one period of it."""
    series = _series(lookup)
    try:
        whole = _revisions(series)
    except AssistantError as error:
        st.error(escaped(str(error)))
        return
    if whole is None:
        st.info("No figure of this series differs between the releases held.")
        return
    part = _revisions(with_when(series, _stretch(whole, series)))
    if part is None:
        st.info("No figure of these years differs between the releases held.")
    else:
        lead(part)
        show(part, "revised", ask, earlier=True)
    st.subheader("One figure in every release")
    moved = _moved(whole)
    picked = st.selectbox("Figure", list(moved), index=len(moved) - 1, format_func=lambda span: moved[span])
    if picked is not None:
        one = History(replace(counts(series)[0], when=picked))
        told = assistant().answer_tree(one)
        lead(told)
        show(told, "revision", ask)


def _moved(part: Part) -> dict[Span, str]:
    """The periods for which a release gave another figure, in order of time, and what they are called."""
    vintages = part.chart.vintages if part.chart else ()
    return {Span.read(vintage.period): upper_first(vintage.x) for vintage in vintages}


def _stretch(whole: Part, series: Over) -> Span:
    """The years from and to which the series is shown, as chosen."""
    count = counts(series)[0]
    held = assistant().coverage.spans(count.measure, frozenset(dict(count.where)))
    years = list(range(held[0].start // 4, held[-1].end // 4 + 1))
    moved = list(_moved(whole))
    last = moved[-1].end // 4 if moved else years[-1]
    few = series.axis == "quarter"
    left, right = st.columns(2)
    first = max(last - YEARS + 1, years[0]) if few else years[0]
    start = left.selectbox("From", years, index=years.index(first))
    later = [year for year in years if year >= (start or first)]
    end = right.selectbox("To", later, index=later.index(last) if few and last in later else len(later) - 1)
    return Span(Span.year(later[0]).start, Span.year(end or later[-1]).end)


def _series(lookup: Lookup) -> Over:
    """The count, the category and the grain that are chosen."""
    measures = {m.id: m.label for m in lookup.catalog.measures}
    left, middle, right = st.columns(3)
    which = left.selectbox("Measure that was revised", list(measures), format_func=lambda name: measures[name])
    members = _members(lookup, which)
    member = middle.selectbox("Category", list(members), format_func=lambda name: members[name])
    grain = right.selectbox("Periods", list(GRAINS), format_func=lambda name: GRAINS[name])
    dimension, _, name = member.partition("=")
    return Over(Count(which, ((dimension, (name,)),) if member else (), "all"), grain)


def _members(lookup: Lookup, measure: str) -> dict[str, str]:
    """What a series can be limited to: the members of breakdowns of which some period is in several releases."""
    found = {ALL: "all"}
    for name in sorted(lookup.dimensions_of(measure)):
        dimension = lookup.dimensions[name]
        if _restated(lookup, measure, name):
            found |= {f"{name}={m.id}": f"{dimension.label}: {m.label}" for m in dimension.members}
    return found


def _restated(lookup: Lookup, measure: str, dimension: str) -> bool:
    periods: list[tuple[str, str]] = []
    for table in lookup.tables_of(measure):
        if dimension not in table.dimensions:
            continue
        for release, held in assistant().coverage.periods(table.dataset, measure).items():
            periods += [(period, release) for period, names in held.items() if table.id in names]
    several = set(periods)
    return len({period for period, _ in several}) < len(several)


@lru_cache(maxsize=64)
def _revisions(series: Node) -> Part | None:
    """What is held does not change while the server runs."""
    return assistant().revised_series(series)
