"""Ask: a conversation over published figures. Only questions and canonical queries are kept, and answers drawn anew."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import streamlit as st

from assistant.answer.model import Answer
from assistant.errors import AssistantError
from assistant.query import Query
from assistant.web.parts import escaped, show
from assistant.web.shared import assistant

MOST_TURNS = 50


def ask(question: str) -> None:
    """A typed question, an example and a choice all come this way."""
    turns = st.session_state.setdefault("turns", [])
    turns.append({"question": question, "link": ""})
    del turns[:-MOST_TURNS]


def answer(turn: dict[str, str], before: Query | None) -> Answer:
    if turn["link"]:
        return Answer(turn["question"], (assistant().answer(Query.from_url(turn["link"])),))
    return assistant().ask(turn["question"], before=before)


def open_link() -> None:
    """A permalink opened in a fresh browser: its query is answered as it stands."""
    link = urlencode([(name, st.query_params[name]) for name in st.query_params])
    if not link or "turns" in st.session_state or "m" not in st.query_params:
        return
    st.session_state["turns"] = [{"question": "The answer of the link that you opened", "link": link}]


publication = assistant().lookup.publication
st.title("Ask published statistics")
st.markdown(
    f"Questions about {publication.subject}. Every figure is a published cell of {publication.publisher} statistics, "
    "or a calculation from them that says so."
)
open_link()
turns: list[dict[str, str]] = st.session_state.get("turns", [])
if not turns:
    chosen = st.pills("Examples to start with", publication.examples, key="example")
    if chosen:
        ask(chosen)
        st.rerun()

before: Query | None = None
for number, turn in enumerate(turns):
    with st.chat_message("user", avatar=":material/person:"):
        st.markdown(escaped(turn["question"]))
    with st.chat_message("assistant", avatar=":material/table_chart:"):
        try:
            answered = answer(turn, before)
        except AssistantError as error:
            st.error(str(error))
            continue
        for place, part in enumerate(answered.parts):
            if len(answered.parts) > 1:
                st.subheader(escaped(part.question))
            show(part, f"turn-{number}-{place}", ask)
            if part.query and part.status in ("answered", "partial"):
                before = Query.from_url(urlencode(part.query))
                if number == len(turns) - 1 and part.link:
                    st.query_params.from_dict(dict(parse_qsl(part.link)))

if typed := st.chat_input("Ask a question about these statistics", max_chars=2000, key="question"):
    ask(typed)
    st.rerun()
