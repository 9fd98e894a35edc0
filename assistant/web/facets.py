"""Facets of one measure: every value with its count, chosen and left again with one press; the address says what is chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import streamlit as st

from assistant.answer.model import Part
from assistant.answer.phrases import upper_first
from assistant.asked.count import Count
from assistant.asked.link import to_url
from assistant.asked.over import Over
from assistant.catalog.dimension import Dimension
from assistant.errors import AssistantError
from assistant.period import Span
from assistant.render import card
from assistant.render.text import cell_text
from assistant.web.parts import escaped, html
from assistant.web.shared import assistant
from assistant.web.turns import opened

MOST_SHOWN = 8  # values of a facet at once; the others are in a list
LIMIT, PERIOD = "w.", "period"
Limits = dict[str, str]


def facets(measure: str, follow: Callable[[str], None]) -> None:
    """What a measure counts, by each of its breakdowns; ``follow`` opens the answer of a link."""
    lookup = assistant().lookup
    span = _period(measure)
    if span is None:
        return
    able = [d for d in lookup.catalog.dimensions if d.id in lookup.dimensions_of(measure)]
    chosen = {d.id: label for d in able if (label := _pressed(measure, d))}
    top = st.container()
    absent = [d.label for d in able if not _facet(measure, d, chosen, span)]
    if absent:
        st.caption(escaped(f"Not available for this choice: {', '.join(absent)}."))
    with top:
        _answer(_tree(measure, chosen, span), follow)
    _show_address(measure, chosen, span)


def _period(measure: str) -> Span | None:
    """The period that is looked at: the one of the address, or at first the newest year that most can be told of."""
    spans = _periods(measure)
    if not spans:
        return None
    usual = next((span for span in spans if span.id == st.query_params.get(PERIOD)), _telling(measure))
    return st.selectbox(
        "Period", spans, index=spans.index(usual), format_func=lambda span: span.label, key=f"facets-{measure}-period"
    )


@lru_cache(maxsize=64)
def _periods(measure: str) -> tuple[Span, ...]:
    """Years and their quarters, newest first."""
    held = assistant().coverage.spans(measure, frozenset())
    years = sorted({number // 4 for span in held for number in (span.start, span.end)}, reverse=True)
    quarters = {span for span in held if span.length == 1}
    return tuple(
        span
        for year in years
        for span in (Span.year(year), *(Span(n, n) for n in range(4 * year + 3, 4 * year - 1, -1)))
        if span.length > 1 or span in quarters
    )


@lru_cache(maxsize=64)
def _telling(measure: str) -> Span:
    """The newest year with the most breakdowns."""
    held = [
        {number for span in spans for number in range(span.start, span.end + 1)}
        for name in assistant().lookup.dimensions_of(measure)
        if (spans := assistant().coverage.spans(measure, frozenset((name,))))
    ]

    def told(span: Span) -> tuple[int, int]:
        return sum(set(range(span.start, span.end + 1)) <= quarters for quarters in held), span.start

    return max((span for span in _periods(measure) if span.length > 1), key=told)


def _pressed(measure: str, dimension: Dimension) -> str:
    """The value of a facet that was pressed, by its label; at first the one of the address."""
    key = _key(measure, dimension.id)
    asked = st.query_params.get(LIMIT + dimension.id)
    if key not in st.session_state and asked:
        st.session_state[key] = next((label for label, own in _ids(dimension).items() if own == asked), None)
    return st.session_state.get(key) or ""


def _key(measure: str, dimension: str) -> str:
    return f"facet-{measure}-{dimension}"


def _ids(dimension: Dimension) -> dict[str, str]:
    return {g.label: g.id for g in dimension.groups} | {m.label: m.id for m in dimension.members}


def _tree(measure: str, chosen: Limits, span: Span) -> Count:
    dimensions = assistant().lookup.dimensions
    where = [(name, (_ids(dimensions[name])[label],)) for name, label in chosen.items()]
    return Count(measure, tuple(sorted(where)), span)


def _facet(measure: str, dimension: Dimension, chosen: Limits, span: Span) -> bool:
    """The values of one breakdown with their counts, under what is chosen of the others; False where it has none."""
    others = {name: label for name, label in chosen.items() if name != dimension.id}
    counts = _counts(to_url(Over(_tree(measure, others, span), dimension.id)))
    mine = chosen.get(dimension.id)
    if not counts and not mine:
        return False
    key = _key(measure, dimension.id)
    shown = list(counts)[:MOST_SHOWN]
    if mine and mine not in shown:
        shown = [mine, *shown]
    st.pills(
        upper_first(dimension.label), shown, key=key,
        format_func=lambda label: escaped(f"{label}  {cell_text(counts.get(label, 0))}"),
    )  # fmt: skip
    rest = [label for label in counts if label not in shown]
    if rest:
        st.selectbox(
            f"{len(rest)} more by {dimension.label}", rest, index=None, key=f"{key}-more", placeholder="Choose one",
            format_func=lambda label: f"{label}  {cell_text(counts[label])}", on_change=_more, args=(key,),
        )  # fmt: skip
    return True


def _more(key: str) -> None:
    """What is chosen from the list is pressed, and the list is free again."""
    st.session_state[key] = st.session_state[f"{key}-more"]
    st.session_state[f"{key}-more"] = None


def _counts(link: str) -> dict[str, int]:
    """The values of a breakdown that occur, the most frequent first."""
    part = _part(link)
    if part is None or part.status != "answered" or len(part.columns) != 2:
        return {}
    found = {str(label): value for label, value in part.rows if isinstance(value, int) and value}
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def _part(link: str) -> Part | None:
    try:
        return opened(link)
    except AssistantError:
        return None


def _answer(tree: Count, follow: Callable[[str], None]) -> None:
    """What is chosen as one figure, with the way to its answer."""
    part = _part(to_url(tree))
    if part is None:
        return
    html(card.head(part, 3))
    if part.rows and st.button("Open this answer", key="facets-open", type="primary"):
        follow(to_url(tree))


def _show_address(measure: str, chosen: Limits, span: Span) -> None:
    dimensions = assistant().lookup.dimensions
    wanted = {"measure": measure, PERIOD: span.id}
    wanted |= {LIMIT + name: _ids(dimensions[name])[label] for name, label in chosen.items()}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
