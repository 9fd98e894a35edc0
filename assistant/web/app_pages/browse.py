"""Browse: what is published, for someone who has no question yet."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from assistant.answer.absent import published_elsewhere
from assistant.answer.dates import long_date
from assistant.web.matrix import matrix
from assistant.web.parts import escaped
from assistant.web.shared import assistant, holdings
from assistant.web.turns import ask

lookup = assistant().lookup
MOST_MEMBERS = 60

st.title("Browse what is available")
st.markdown("Select a period to see the figures. “Some to” is the newest period with single figures.")


def put(question: str) -> None:
    ask(question)
    st.switch_page("app_pages/ask.py")


st.header("Measures and breakdowns")
for publication in lookup.publications:
    st.html(matrix(holdings().matrix(), lookup, publication))

st.header("Choose a measure")
labels = {m.id: m.label for m in lookup.catalog.measures}
chosen = st.selectbox(
    "Measure",
    list(labels),
    format_func=lambda name: labels[name][:1].upper() + labels[name][1:],
    key="measure",
    bind="query-params",
)
st.markdown(escaped(lookup.measures[chosen].definition))
cells = [cell for cell in holdings().matrix() if cell.measure == chosen and cell.periods]
st.markdown("**What it is broken down by, and how many categories there are**")
st.markdown(
    "\n".join(
        f"- {escaped(lookup.dimensions[cell.dimensions[0]].label.capitalize())} "
        f"({len(lookup.dimensions[cell.dimensions[0]].members)}): {escaped(cell.periods)}"
        for cell in cells
        if cell.dimensions
    )
    or "Totals only."
)
questions = [cell.question for cell in cells if cell.question]
st.markdown("**Example questions**")
with st.container(horizontal=True, gap="xsmall", key="browse-questions"):
    for place, question in enumerate(questions):
        if st.button(escaped(question), key=f"browse-{chosen}-{place}"):
            put(question)

st.header("Is a combination available?")
names = sorted(lookup.dimensions_of(chosen))
wanted = st.multiselect(
    "Breakdowns together", names, format_func=lambda name: lookup.dimensions[name].label, key=f"combination-{chosen}"
)
if wanted:
    held = holdings().held(chosen, tuple(wanted))
    said = " with ".join(lookup.dimensions[name].label for name in wanted)
    if held.periods:
        st.success(f"{escaped(labels[chosen].capitalize())} by {escaped(said)}: yes, {escaped(held.periods)}.")
    else:
        st.info(escaped(holdings().absence(chosen, tuple(wanted)).sentence))

st.header("Published elsewhere")
st.markdown("\n".join(f"- {escaped(sentence)}" for sentence in published_elsewhere(lookup)))

st.header("Tables")
for table in lookup.catalog.tables:
    with st.expander(escaped(table.title)):
        counted = ", ".join(labels[name] for name in table.measures)
        by = ", ".join(lookup.dimensions[name].label for name in table.dimensions) or "totals only"
        st.markdown(f"Measures: {escaped(counted)}. Breakdowns: {escaped(by)}.")
        releases = [lookup.releases[name] for name in table.sheets if name in lookup.releases]
        for release in releases:
            when = f", published {long_date(release.published)}" if release.published else ""
            st.markdown(f"- {escaped(release.title)}, table {escaped(table.sheets[release.id].number)}{when}")
        for difference in (d for d in assistant().differences if d.table == table.id):
            st.markdown(f"- Known difference: {escaped(difference.text)}")

st.header("Categories and their other words")
sought = st.text_input("Part of a name, such as a nationality or an organisation", max_chars=60)
if sought.strip():
    found = holdings().members(sought)
    if not found:
        st.info("No category has this in its name or its other words.")
    else:
        rows = pd.DataFrame(found[:MOST_MEMBERS], columns=pd.Index(["breakdown", "category", "other words"]))
        st.table(rows.set_index("breakdown"), alt="Categories that match")
        if len(found) > MOST_MEMBERS:
            st.caption(f"The first {MOST_MEMBERS} of {len(found)} are shown.")
