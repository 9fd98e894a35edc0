"""How a question was read, with every part of it to change: measure, people, period and breakdown."""

from __future__ import annotations

import streamlit as st

from assistant.answer.model import Part
from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.errors import AssistantError
from assistant.period import Span
from assistant.query import TIME, Query
from assistant.web.parts import escaped
from assistant.web.shared import assistant
from assistant.web.turns import reread

ANY = "any"


def edit(part: Part, key: str) -> None:
    """A form under an answer; a changed reading becomes the next turn, figures and all."""
    if "m" not in part.query or part.status not in ("answered", "partial", "not_published") or part.kind != "figure":
        return
    try:
        query = assistant().link(part)
    except AssistantError:
        return
    if query.measure not in assistant().lookup.measures:
        return
    st.markdown("**Change how it was read**")
    with st.container(horizontal=True, key=f"{key}-edit"):
        changed = _form(query, key)
    if st.button("Show this answer", key=f"{key}-reread", type="primary") and changed is not None:
        reread(changed)
        st.rerun()


def _form(query: Query, key: str) -> Node | None:
    lookup = assistant().lookup
    labels = {m.id: m.label for m in lookup.catalog.measures}
    names = list(labels)
    measure = st.selectbox(
        "Measure", names, index=names.index(query.measure), format_func=lambda name: labels[name], key=f"{key}-measure"
    )
    where: list[tuple[str, tuple[str, ...]]] = []
    for name in sorted(lookup.dimensions_of(measure)):
        where += _limit(query, name, f"{key}-{measure}-{name}")
    breakdowns = [ANY, *TIME, *sorted(lookup.dimensions_of(measure))]
    by = next((name for name in query.by if name in breakdowns), ANY)
    chosen = st.selectbox(
        "Broken down by", breakdowns, index=breakdowns.index(by), key=f"{key}-{measure}-by",
        format_func=lambda name: "nothing" if name == ANY else name if name in TIME else lookup.dimensions[name].label,
    )  # fmt: skip
    typed = st.text_input("Period", ", ".join(span.label for span in query.periods), key=f"{key}-period", max_chars=80)
    spans = _spans(typed)
    if typed.strip() and not spans:
        st.warning("This period cannot be read. Examples: 2023, January to March 2023, 2019 to 2023.")
        return None
    limits = tuple(sorted((name, ids) for name, ids in where if name != chosen))
    tree: Node = Count(measure, limits, spans[0] if spans else "latest_year", query.as_of)
    if chosen not in (ANY, *TIME):
        named = dict(where).get(chosen, ())
        tree = Over(tree, chosen, named if len(named) > 1 else ())
    if chosen in TIME or len(spans) > 1:
        tree = Over(tree, chosen if chosen in TIME else "period", spans if len(spans) > 1 else ())
    return tree


def _limit(query: Query, name: str, key: str) -> list[tuple[str, tuple[str, ...]]]:
    dimension = assistant().lookup.dimensions[name]
    labels = {ANY: "any", **{m.id: m.label for m in dimension.members}, **{g.id: g.label for g in dimension.groups}}
    now = query.filters.get(name, ())
    if len(now) > 1 or (now and now[0] not in labels):
        st.markdown(f"{escaped(dimension.label.capitalize())}: as asked")
        return [(name, now)]
    options = list(labels)
    chosen = st.selectbox(
        dimension.label.capitalize(), options, index=options.index(now[0]) if now else 0,
        format_func=lambda member: labels[member], key=key,
    )  # fmt: skip
    return [] if chosen == ANY else [(name, (chosen,))]


def _spans(text: str) -> tuple[Span, ...]:
    return assistant().unread.named(text).spans
