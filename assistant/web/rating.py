"""Under every answer: was it useful, which breakdown was needed, and a comment. The figures never depend on it."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from assistant import log
from assistant.answer.model import Part
from assistant.feedback.choices import breakdowns, datasets_of, measure_of
from assistant.feedback.limits import Bucket
from assistant.feedback.model import MOST_COMMENT, Rating, clean
from assistant.feedback.recorder import TOO_OFTEN, keeps_questions
from assistant.web.parts import escaped
from assistant.web.shared import assistant, recorder

BURST, PER_MINUTE = 5, 6.0  # of one session
NO_NAMES = "Do not include personal information. Comments may be published in a summary, without who wrote them."
KEPT = (
    "We store the words of questions that are rated or that find no figure, on this server. "
    "Do not include personal information in a question."
)
NOT_KEPT = "We do not store your questions."
THANKS = "Thank you for your feedback."
EMPTY = "Nothing was chosen or written yet."


def notice() -> str:
    """What is done with the words of questions, to be said where questions are typed."""
    return KEPT if keeps_questions() else NOT_KEPT


def allowed() -> bool:
    """May this session send something more just now?"""
    limit: Bucket = st.session_state.setdefault("feedback-limit", Bucket(BURST, PER_MINUTE))
    return limit.take()


def rate(part: Part, key: str) -> None:
    """Draw the thumbs under a part, and count once what the part could not give. ``key``: unique on the page."""
    own = f"{key}-{log.query_id(part.question + part.link)}"  # a key may come to stand for another answer
    _hear(part, own)
    _form(part, own)


def _hear(part: Part, key: str) -> None:
    heard: set[str] = st.session_state.setdefault("feedback-heard", set())
    if part.status == "not_published" and key not in heard:
        heard.add(key)
        recorder().heard(assistant(), [part])


@st.fragment
def _form(part: Part, key: str) -> None:
    """Two thumbs, and a word for those who have one. Drawn again by itself: the answer above is left as it stands."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"{key}-rate"):
        st.markdown("Was this answer useful?", width="content")
        if st.session_state.get(f"{key}-rated"):
            st.markdown(THANKS, width="content")
        else:
            st.feedback("thumbs", key=f"{key}-thumbs", on_change=_thumb, args=(part, key))
        with st.popover("Say more", key=f"{key}-more"):
            _words(part, key)
    if problem := st.session_state.pop(f"{key}-problem", ""):
        st.warning(escaped(problem))


def _thumb(part: Part, key: str) -> None:
    """One click is enough."""
    chosen = st.session_state.get(f"{key}-thumbs")
    if chosen is None:
        return
    problem = _kept(part, useful=bool(chosen))
    st.session_state[f"{key}-problem" if problem else f"{key}-rated"] = problem or True


def _words(part: Part, key: str) -> None:
    if st.session_state.get(f"{key}-sent"):
        st.success(THANKS)
        return
    lookup = assistant().lookup
    measure = measure_of(part, lookup)
    publication = lookup.publication_of(measure) if measure else lookup.publication
    names = breakdowns(lookup, publication.id)
    place = st.empty()
    with place.form(f"{key}-form", border=False):
        wanted = st.selectbox(
            "Which breakdown did you need?", list(names), index=None, format_func=names.__getitem__,
            placeholder="Choose one, if any", key=f"{key}-wanted",
        )  # fmt: skip
        comment = st.text_area("Comment (optional)", max_chars=MOST_COMMENT, height=100, key=f"{key}-comment")
        st.caption(f"{NO_NAMES} {notice()}")
        sent = st.form_submit_button("Send feedback")
    if not sent:
        return
    said = clean(comment or "")
    if wanted is None and not said:
        st.info(EMPTY)
        return
    if problem := _kept(part, wanted=wanted or "", comment=said):
        st.warning(escaped(problem))
        return
    st.session_state[f"{key}-sent"] = True
    place.success(THANKS)  # where the form was


def _kept(part: Part, useful: bool | None = None, wanted: str = "", comment: str = "") -> str:
    """Keep what was said of a part; the sentence to show where that cannot be."""
    if not allowed():
        return TOO_OFTEN
    lookup = assistant().lookup
    return recorder().rate(
        Rating(
            day=dt.date.today(), measure=measure_of(part, lookup), status=part.status, useful=useful,
            datasets=datasets_of(part, lookup), wanted=wanted, comment=comment,
            question=part.question if keeps_questions() else "",
        )
    )  # fmt: skip
