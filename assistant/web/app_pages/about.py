"""About: what this is and is not, how a figure is chosen, what is known to differ, and how to report an error."""

from __future__ import annotations

import streamlit as st

from assistant import looked
from assistant.answer.standing import standing
from assistant.web.parts import escaped
from assistant.web.shared import assistant

lookup = assistant().lookup
publication = lookup.publication

st.title("About")
st.markdown(
    f"This tool answers questions about {escaped(publication.subject)} with published figures. It is not a "
    f"{escaped(publication.publisher)} service, and its answers are not official statistics. It uses no language model: the same "
    "question always gets the same answer."
)
st.header("How a figure is chosen")
st.markdown(
    "1. A figure is printed in a published table, or a calculation over categories that together make the whole, and says which.\n"
    "2. The table must have the measure, every breakdown asked for and the period. A printed figure goes before a sum, the "
    "newest release before older ones, and the publisher's own text before a report of it.\n"
    "3. Figures set side by side come from one release where one holds them all.\n"
    "4. Nothing is computed across a definitional change that breaks the breakdown: both figures are shown.\n"
    "5. If we do not recognise a word that might change the answer, we ask."
)
st.header("What is available")
for one in lookup.catalog.publications:
    measures = [m.label for m in lookup.catalog.measures if m.publication == one.id]
    st.markdown(
        f"- **{escaped(one.title)}** ({escaped(one.publisher)}, {escaped(one.status)}): {escaped(', '.join(measures))}. "
        f"[Publisher's page]({one.url})"
    )
for one in lookup.catalog.publications:
    st.markdown(
        f"{escaped(one.title)}: {escaped(standing(lookup, one.id, looked.read(assistant().folder).get(one.id)))}"
    )
st.header("Reconciliation and known differences")
differences = assistant().differences
st.markdown(
    "Before a workbook is taken in, every published total is compared with the sum of its parts. "
    f"{len(differences)} differences are known; an answer that uses such a table says so."
)
with st.expander("Every known difference"):
    for difference in differences:
        st.markdown(f"- {escaped(lookup.releases[difference.release].title)}: {escaped(difference.text)}")
st.header("Revisions and corrections")
st.markdown(
    "Every release is kept. An answer reads the newest one and says when an earlier one gave another figure; “How this was "
    "worked out” has both in one chart, and What changed has it in a table, for every series. A link to an "
    "answer stays with its release and says when a newer one exists. An error of this tool is corrected as soon as it is known, "
    "and the correction is recorded with the change that made it."
)
st.header("Accessibility")
st.markdown(
    "Every chart stands beside a table with the same figures and a text alternative; colour is never the only carrier; the "
    "pages work with a keyboard alone, at 320 pixels' width, and in light and dark as the device prefers. A program (axe) "
    "looks for failures of WCAG 2.2, levels A and AA, on every page before a change is taken in. The plain page of every answer needs no JavaScript."
)
st.markdown(
    "Known limits are those of the framework, Streamlit:\n"
    "- the R key, pressed outside a box to type in, draws the page again; nothing is lost (2.1.4);\n"
    "- the conversation is not announced as a whole; the headline of each new answer is (4.1.3);\n"
    "- the area for a saved email on the Reply page is not named to a screen reader; the button in it is."
)
st.header("Report an error, or ask the publisher")
st.markdown(
    f"Questions about the statistics: {escaped(publication.contact)}. An error of this tool can be told on the Feedback page, "
    "with the link to the answer."
)
st.header("Licence")
st.markdown(
    f"{escaped(publication.attribution)} ([licence]({publication.licence_url})). The code is under the MIT licence."
)
