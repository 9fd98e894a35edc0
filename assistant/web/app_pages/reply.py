"""Reply to an email: a draft that an officer reads, changes and sends. The email is kept in memory only, for some hours."""

from __future__ import annotations

from html import escape

import streamlit as st

from assistant.desk.draft import Answered, Draft
from assistant.desk.message import MAX_BYTES, read_message
from assistant.desk.thread import lines_in
from assistant.errors import AssistantError
from assistant.render.document import docx_bytes
from assistant.render.email_draft import attachments, draft_eml, draft_text
from assistant.render.letter import officer, to_check
from assistant.web.drafts import HOURS, Work, begun, drafts
from assistant.web.parts import escaped
from assistant.web.shared import answers, assistant

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHOWN = 400  # lines of an email that are shown beside the parts

st.title("Reply to an email")
st.markdown(
    f"Paste an email with questions, or choose a saved .eml file. The draft is kept in this server's memory for {HOURS} hours, "
    "under the address of this page, and nowhere else."
)
token = st.query_params.get("draft", "") or st.session_state.get("draft", "")
work = drafts().get(token) if token else None


def keep(changed: Work) -> None:
    drafts().keep(token, changed)
    st.session_state["drafted"] = st.session_state.get("drafted", 0) + 1


def started() -> str:
    """The token of a new draft; empty where the email could not be read."""
    if dropped is None and not pasted.strip():
        st.error("Paste an email or choose a saved one.")
        return ""
    raw = dropped.getvalue()[: MAX_BYTES + 1] if dropped is not None else pasted.encode()
    try:
        draft = answers().reply(raw)
        return drafts().add(begun(tuple(lines_in(read_message(raw).text)), draft))
    except AssistantError as error:
        st.error(escaped(str(error)))
        return ""


def reread(current: Work, index: int, question: str) -> None:
    """Another question for one part: its figures are read again."""
    part = next((p for p in answers().ask(question).parts if p.query), None)
    if part is not None:
        keep(current.with_parts(current.draft.reread(index, assistant().figure_of(part), assistant())))


pasted = st.text_area("The email", height=200, max_chars=100_000, key="email")
dropped = st.file_uploader("Or a saved email (.eml or .txt, at most 1 MB)", type=["eml", "txt"])
if st.button("Draft a reply", type="primary"):
    token = started()
    work = drafts().get(token) if token else None
    st.session_state["drafted"] = st.session_state.get("drafted", 0) + 1
if token and work is not None:
    st.session_state["draft"] = token
    st.query_params["draft"] = token


def typed() -> None:
    """What the officer types is kept at once, so that no other button, page or reload loses it."""
    current = drafts().get(token)
    if current is not None:
        drafts().keep(token, current.typed(st.session_state[f"letter-{st.session_state.get('drafted', 0)}"]))


def latest(shown: Work) -> tuple[Draft, str]:
    """The draft and the officer's text as they are when a file is asked for: it may be typed since the page was drawn."""
    current = drafts().get(token) or shown
    return current.draft, current.text if current.edited else ""


def letter(current: Work) -> None:
    st.header("The reply")
    if current.behind:
        st.warning("The parts have changed since you edited this text.")
        if st.button("Take the new draft"):
            keep(current.taken(draft_text(current.draft)))
            st.rerun()
    version = st.session_state.get("drafted", 0)
    st.text_area("The reply, to be changed as you like", current.text, 480, key=f"letter-{version}", on_change=typed)
    current = drafts().get(token) or current
    if new := current.unchecked():
        st.warning(f"Not in the draft, so not checked against the tables: {escaped(', '.join(new))}")
    if current.earlier:
        with st.expander("Earlier texts"):
            for number, text in enumerate(current.earlier):
                st.code(text, language=None, wrap_lines=True)
                if st.button("Take this text back", key=f"back-{version}-{number}"):
                    keep(current.taken(text))
                    st.rerun()
    with st.container(horizontal=True):
        st.download_button(
            "Download as email", lambda: draft_eml(*latest(current)), "reply.eml", "message/rfc822", on_click="ignore"
        )
        st.download_button(
            "Download as document", lambda: docx_bytes(*latest(current)), "reply.docx", DOCX, on_click="ignore"
        )
        for name, raw in attachments(current.draft).items():
            st.download_button(f"Download {name}", raw, name, on_click="ignore", key=f"file-{name}")


def check(draft: Draft) -> None:
    found = officer(draft)
    if found:
        st.header("To look at before it is sent")
        st.markdown("\n".join(f"- {escaped(text)}" for text in found))


def mail(current: Work) -> None:
    """The email, each question in bold with a link to its part, or a word that it was not read."""
    asked: dict[int, list[int]] = {}
    for index, item in enumerate(current.draft.items):
        asked.setdefault(item.at, []).append(index)
    unread = {one.at for one in current.draft.unread}
    lines = []
    for number, line in enumerate(current.mail[:SHOWN]):
        links = "".join(f' <a href="#part-{index + 1}">part {index + 1}</a>' for index in asked.get(number, ()))
        links += " <em>not read</em>" if number in unread else ""
        lines.append(
            f'<div id="line-{number + 1}">{f"<strong>{escape(line)}</strong>{links}" if links else escape(line)}</div>'
        )
    with st.expander("The email, with its questions"):
        st.html("".join(lines))


def part(current: Work, index: int, item: Answered) -> None:
    draft = current.draft
    key = f"part-{st.session_state.get('drafted', 0)}-{index}"
    label = f"{item.label}. " if item.label not in ("", str(index + 1)) else ""
    st.subheader(escaped(f"Part {index + 1}: {label}{item.part.question}"), anchor=f"part-{index + 1}")
    st.markdown(
        f"**Read as:** {escaped(item.part.reading or item.part.headline)} ([in the email](#line-{item.at + 1}))"
    )
    for text in to_check(item):
        st.warning(escaped(text))
    asked = st.text_input("Ask it in other words", key=f"{key}-ask", placeholder=item.part.question)
    with st.container(horizontal=True):
        if st.button("Read again", key=f"{key}-read") and asked.strip():
            reread(current, index, asked)
            st.rerun()
        if st.button("Move up", key=f"{key}-up", disabled=index == 0):
            keep(current.with_parts(draft.moved(index, index - 1)))
            st.rerun()
        if st.button("Move down", key=f"{key}-down", disabled=index == len(draft.items) - 1):
            keep(current.with_parts(draft.moved(index, index + 1)))
            st.rerun()
        if st.button("Leave out", key=f"{key}-drop"):
            keep(current.with_parts(draft.dropped(index)))
            st.rerun()


if work is not None:
    check(work.draft)
    letter(work)
    st.header("Parts")
    mail(work)
    for at, one in enumerate(work.draft.items):
        part(work, at, one)
elif token:
    st.info("That draft is no longer kept. Paste the email again.")
