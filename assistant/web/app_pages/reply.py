"""Reply to an email: a draft that an officer reads, changes and sends. Nothing of the email outlives the session."""

from __future__ import annotations

import streamlit as st

from assistant.desk.draft import Draft
from assistant.desk.message import MAX_BYTES
from assistant.errors import AssistantError
from assistant.render.document import docx_bytes
from assistant.render.email_draft import draft_eml, draft_text
from assistant.web.parts import escaped
from assistant.web.shared import answers, assistant

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

st.title("Reply to an email")
st.markdown("Paste an email with questions, or choose a saved .eml file. The draft stays in this session only.")
pasted = st.text_area("The email", height=200, max_chars=100_000, key="email")
dropped = st.file_uploader("Or a saved email (.eml or .txt, at most 1 MB)", type=["eml", "txt"])
if st.button("Draft a reply", type="primary"):
    raw = dropped.getvalue()[: MAX_BYTES + 1] if dropped is not None else pasted.encode()
    try:
        st.session_state["draft"] = answers().reply(raw)
        st.session_state["drafted"] = st.session_state.get("drafted", 0) + 1
    except AssistantError as error:
        st.session_state.pop("draft", None)
        st.error(escaped(str(error)))


def keep(draft: Draft) -> None:
    st.session_state["draft"] = draft
    st.session_state["drafted"] = st.session_state.get("drafted", 0) + 1


def reread(index: int, question: str) -> None:
    """Another question for one part: its figures are read again."""
    part = next((p for p in answers().ask(question).parts if p.query), None)
    if part is not None:
        keep(st.session_state["draft"].reread(index, assistant().link(part), assistant()))


draft: Draft | None = st.session_state.get("draft")
if draft is not None:
    version = st.session_state["drafted"]
    for text in draft.unread:
        st.warning(f"Could not be read, please answer by hand: {escaped(text)}")
    for text in draft.notes:
        st.info(escaped(text))
    st.header("Parts")
    for index, item in enumerate(draft.items):
        label = f"{item.label}. " if item.label else f"Part {index + 1}. "
        with st.expander(escaped(f"{label}{item.part.question}"), expanded=item.part.status == "clarify"):
            key = f"part-{version}-{index}"
            if not item.checked:
                st.error("The figures of this sentence are no longer checked against the tables.")
            st.markdown(f"**Read as:** {escaped(item.part.reading or item.part.headline)}")
            typed = st.text_area("Sentence", item.sentence, key=f"{key}-text")
            asked = st.text_input("Ask it in other words", key=f"{key}-ask", placeholder=item.part.question)
            with st.container(horizontal=True):
                if st.button("Keep the sentence", key=f"{key}-keep"):
                    keep(draft.written(index, typed))
                    st.rerun()
                if st.button("Read again", key=f"{key}-read") and asked.strip():
                    reread(index, asked)
                    st.rerun()
                if st.button("Move up", key=f"{key}-up", disabled=index == 0):
                    keep(draft.moved(index, index - 1))
                    st.rerun()
                if st.button("Move down", key=f"{key}-down", disabled=index == len(draft.items) - 1):
                    keep(draft.moved(index, index + 1))
                    st.rerun()
                if st.button("Leave out", key=f"{key}-drop"):
                    keep(draft.dropped(index))
                    st.rerun()
    st.header("Draft")
    st.code(draft_text(draft), language=None, wrap_lines=True)
    final = draft
    with st.container(horizontal=True):
        st.download_button(
            "Download as email", lambda: draft_eml(final), "reply.eml", "message/rfc822", on_click="ignore"
        )
        st.download_button("Download as document", lambda: docx_bytes(final), "reply.docx", DOCX, on_click="ignore")
