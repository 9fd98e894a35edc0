"""What changed: definitional changes, what they mean for a comparison, and figures that were revised."""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st

from assistant.answer.dates import long_date
from assistant.catalog.model import Change
from assistant.render.markup import Markup, el
from assistant.web.parts import html
from assistant.web.revised import revised
from assistant.web.shared import assistant

lookup = assistant().lookup
EVERY = "all"

st.title("What changed")
st.markdown("Changes that affect comparisons, newest first, and figures that were later revised.")


def bears(change: Change, measure: str, dimension: str) -> bool:
    for scope in change.scopes:
        named = set(scope.dimensions) | {member.partition("=")[0] for member in scope.members}
        if (measure == EVERY or not scope.measures or measure in scope.measures) and (
            dimension == EVERY or not named or dimension in named
        ):
            return True
    return not change.scopes


def timeline(shown: list[Change]) -> Markup:
    """Newest first, each with what it means for a comparison."""
    if not shown:
        return el("p", "No change bears on this.")
    entries = [el("li", *_entry(change)) for change in shown]
    return el(
        "div",
        el("ol", *entries, class_="timeline"),
        class_="wide",
        tabindex="0",
        role="region",
        **{"aria-label": "Changes, newest first"},
    )


def _entry(change: Change) -> list[Markup]:
    inside = [el("p", change.text)]
    if change.effect:
        inside.append(el("p", el("b", "For comparisons: "), change.effect))
    if change.example:
        inside.append(el("p", el("a", change.example, href=f"./?q={quote(change.example, safe='')}")))
    if change.source.startswith("http"):
        inside.append(el("p", el("a", f"Source: {change.source_title or 'announcement'}", href=change.source)))
    when = long_date(change.date) if change.date else "Standing"
    named = el("summary", el("b", when), f" {change.title} ", el("span", change.kind, class_="mark"))
    return [el("details", named, *inside)]


changes, figures = st.tabs(["Changes", "Revised figures"])
labels = {EVERY: "All measures", **{m.id: m.label for m in lookup.catalog.measures}}
breakdowns = {EVERY: "All breakdowns", **{d.id: d.label for d in lookup.catalog.dimensions}}
left, right = changes.columns(2)
measure = left.selectbox(
    "Measure", list(labels), format_func=lambda name: labels[name], key="measure", bind="query-params"
)
dimension = right.selectbox(
    "Breakdown", list(breakdowns), format_func=lambda name: breakdowns[name], key="breakdown", bind="query-params"
)
found = [c for c in lookup.catalog.changes if bears(c, measure, dimension)]
if measure != EVERY:
    allowed = {c.id for c in lookup.changes_of(measure)}
    found = [c for c in found if c.id in allowed]
dated = sorted((c for c in found if c.date), key=lambda c: str(c.date), reverse=True)

with changes:
    html(timeline([*dated, *(c for c in found if not c.date)]))
with figures:
    st.markdown(
        "A series as it stands now, with what earlier releases gave in grey; then any one figure in every release."
    )
    revised(lookup)
