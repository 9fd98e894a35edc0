"""Browse: what is published, for someone who has no question yet."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from assistant.answer.absent import published_elsewhere
from assistant.answer.dates import long_date
from assistant.answer.phrases import upper_first
from assistant.web.facets import facets
from assistant.web.matrix import matrix
from assistant.web.parts import escaped
from assistant.web.shared import assistant, holdings
from assistant.web.turns import follow as follow_link

lookup = assistant().lookup
MOST_MEMBERS = 60

labels = {m.id: upper_first(m.label) for m in lookup.catalog.measures}


def follow(link: str) -> None:
    follow_link(link)
    st.switch_page("app_pages/ask.py")


def choose() -> str:
    """The measure that is looked through: that of the address at first."""
    names = list(labels)
    asked = st.query_params.get("measure")
    found = st.selectbox(
        "Measure",
        names,
        index=names.index(asked) if asked in labels else 0,
        format_func=lambda name: labels[name],
        key="measure",
    )
    return found or names[0]


st.title("Browse what is available")
st.markdown("A bar shows from when to when figures are available. Select one to see them.")
first, *others = lookup.publications
st.html(matrix(holdings().matrix(), lookup, first))
for publication in others:
    with st.expander(escaped(lookup.publications[publication].title)):
        st.html(matrix(holdings().matrix(), lookup, publication))

st.header("Look through the figures")
chosen = choose()
st.markdown(escaped(lookup.measures[chosen].definition))
facets(chosen, follow)

st.header("Is a combination available?")
names = sorted(lookup.dimensions_of(chosen))
wanted = st.multiselect(
    "Breakdowns together", names, format_func=lambda name: lookup.dimensions[name].label, key=f"combination-{chosen}"
)
if wanted:
    held = holdings().held(chosen, tuple(wanted))
    said = " with ".join(lookup.dimensions[name].label for name in wanted)
    if held.periods:
        st.success(f"{escaped(labels[chosen])} by {escaped(said)}: yes, {escaped(held.periods)}.")
    else:
        st.info(escaped(holdings().absence(chosen, tuple(wanted)).sentence))

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

st.header("Tables")
with st.expander(f"The {len(lookup.catalog.tables)} tables, their releases and known differences"):
    for table in lookup.catalog.tables:
        counted = ", ".join(labels[name] for name in table.measures)
        by = ", ".join(lookup.dimensions[name].label for name in table.dimensions) or "totals only"
        st.markdown(f"**{escaped(table.title)}**\n\nMeasures: {escaped(counted)}. Breakdowns: {escaped(by)}.")
        releases = [lookup.releases[name] for name in table.sheets if name in lookup.releases]
        lines = []
        for release in releases:
            when = f", published {long_date(release.published)}" if release.published else ""
            lines.append(f"{release.title}, table {table.sheets[release.id].number}{when}")
        lines += [f"Known difference: {found.text}" for found in assistant().differences if found.table == table.id]
        st.markdown("\n".join(f"- {escaped(line)}" for line in lines))

st.header("Published elsewhere")
with st.expander("Figures that are published and not available here"):
    st.markdown("\n".join(f"- {escaped(sentence)}" for sentence in published_elsewhere(lookup)))
