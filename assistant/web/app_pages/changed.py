"""What changed: definitional changes, what they mean for a comparison, and figures that were revised."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from assistant.answer.dates import long_date
from assistant.catalog.model import Change
from assistant.web.parts import escaped
from assistant.web.revised import revised
from assistant.web.shared import assistant
from assistant.web.turns import ask

lookup = assistant().lookup
EVERY = "all"

st.title("What changed")
st.markdown(
    "Changes of definition, organisation or method that bear on comparisons, and figures that later releases revised."
)


def bears(change: Change, measure: str, dimension: str) -> bool:
    for scope in change.scopes:
        named = set(scope.dimensions) | {member.partition("=")[0] for member in scope.members}
        if (measure == EVERY or not scope.measures or measure in scope.measures) and (
            dimension == EVERY or not named or dimension in named
        ):
            return True
    return not change.scopes


labels = {EVERY: "every count", **{m.id: m.label for m in lookup.catalog.measures}}
breakdowns = {EVERY: "every breakdown", **{d.id: d.label for d in lookup.catalog.dimensions}}
left, right = st.columns(2)
measure = left.selectbox("Count", list(labels), format_func=lambda name: labels[name])
dimension = right.selectbox("Breakdown", list(breakdowns), format_func=lambda name: breakdowns[name])
found = [c for c in lookup.catalog.changes if bears(c, measure, dimension)]
if measure != EVERY:
    allowed = {c.id for c in lookup.changes_of(measure)}
    found = [c for c in found if c.id in allowed]
dated = sorted((c for c in found if c.date), key=lambda c: str(c.date))

st.header("Timeline")
if dated:
    rows = pd.DataFrame(
        [(long_date(c.date) if c.date else "", c.title, c.kind) for c in dated],
        columns=pd.Index(["from", "change", "kind"]),
    )
    st.table(rows.set_index("from"), alt="Dated changes in order of time")
else:
    st.info("No dated change bears on this.")

st.header("What each means for a comparison")
for change in [*dated, *(c for c in found if not c.date)]:
    when = f"{long_date(change.date)}: " if change.date else ""
    with st.expander(escaped(f"{when}{change.title}")):
        st.markdown(escaped(change.text))
        if change.effect:
            st.markdown(f"**For comparisons:** {escaped(change.effect)}")
        if change.source.startswith("http"):
            st.markdown(f"[Source: {escaped(change.source_title or 'announcement')}]({change.source})")
        if change.example:
            for part in assistant().ask(change.example).parts[:2]:
                st.markdown(f"**Example.** {escaped(change.example)}  \n{escaped(part.headline)}")
            if st.button("Open this example", key=f"example-{change.id}"):
                ask(change.example)
                st.switch_page("app_pages/ask.py")

st.header("Revised figures")
st.markdown(
    "A series as it stands now, with what earlier releases gave in grey; then any one of its figures in every release."
)
revised(lookup)
