"""Ask: a conversation over published figures."""

from __future__ import annotations

import streamlit as st

from assistant.asked.following import Following
from assistant.asked.node import Node
from assistant.claims.stated import states_figures
from assistant.errors import AssistantError
from assistant.query import Query
from assistant.web.edit import edit
from assistant.web.parts import escaped, show
from assistant.web.rating import rate
from assistant.web.shared import assistant
from assistant.web.turns import answer, ask, asked_of, fresh, open_link, show_link, turns

LONGEST_CLAIM = 400  # characters of a question that are looked through for a figure, whenever the page is drawn

# The new question is brought to the top of the window, so that its answer is read from the beginning. Charts take a
# moment to reach their height, and the page is too short to scroll before: hence three times.
SCROLL = """<script>
{{
  const turn = document.querySelector(".st-key-turn-{number}");
  if (turn) {{
    turn.style.scrollMarginTop = "4.5rem";
    for (const wait of [0, 250, 800]) setTimeout(() => turn.scrollIntoView(), wait);
  }}
}}
</script>"""


def draw(number: int, before: Query | Node | Following | None) -> Query | Node | Following | None:
    """One turn; the query that the next one follows up."""
    turn = turns()[number]
    with st.container(key=f"turn-{number}"):
        try:
            answered = answer(turn, before)
        except AssistantError as error:
            with st.chat_message("user", avatar=":material/person:"):
                st.markdown(escaped(turn["question"] or "The link that you opened"))
            with st.chat_message("assistant", avatar=":material/table_chart:"):
                st.error(escaped(str(error)))
            if number == len(turns()) - 1:
                show_link(())
            return before
        with st.chat_message("user", avatar=":material/person:"):
            st.markdown(escaped(answered.question))
        with st.chat_message("assistant", avatar=":material/table_chart:"):
            if states_figures(answered.question[:LONGEST_CLAIM]) and st.button("Check this claim", key=f"turn-{number}-claim"):
                st.session_state["claim"] = answered.question
                st.switch_page("app_pages/check.py")
            for place, part in enumerate(answered.parts):
                if len(answered.parts) > 1:
                    st.header(escaped(part.question))
                show(part, f"turn-{number}-{place}", ask)
                edit(part, f"turn-{number}-{place}")
                rate(part, f"turn-{number}-{place}")
                before = asked_of(part) or before
    if number == len(turns()) - 1:
        show_link(answered.parts)
    return before


def box() -> None:
    """Inside a container the box stands in the page's flow; pinned, it would pull every answer past its headline."""
    with st.container():
        st.chat_input("Ask a question about these statistics", max_chars=2000, key="question", on_submit=_typed)


def _typed() -> None:
    """Before the page is drawn, so that it is drawn once with the answer, and not first without."""
    if typed := st.session_state["question"]:
        ask(typed)


publication = assistant().lookup.publication
st.title("Ask published statistics")
st.markdown(
    f"Questions about {escaped(publication.subject)}. Every figure is a published cell of {publication.publisher} "
    "statistics, or a calculation from them that says so."
)
open_link()
before: Query | Node | Following | None = None
for number in range(len(turns())):
    before = draw(number, before)
box()
if not turns():
    st.markdown("**Examples to start with**")
    with st.container(gap="xsmall"):
        others = [p.examples[0] for p in assistant().catalog.publications[1:] if p.examples]
        for place, example in enumerate((*publication.examples, *others)):
            st.button(escaped(example), key=f"example-{place}", on_click=ask, args=(example,))
elif fresh():
    st.html(SCROLL.format(number=len(turns()) - 1), unsafe_allow_javascript=True)
