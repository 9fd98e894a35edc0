"""Feedback: the survey's questions while a round is open, and what closed rounds led to."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from assistant.answer.dates import long_date
from assistant.catalog.survey import Round, Survey, SurveyQuestion, survey
from assistant.errors import AssistantError
from assistant.feedback.choices import breakdowns, datasets
from assistant.feedback.model import MOST_COMMENT, Reply, Response, clean
from assistant.feedback.recorder import TOO_OFTEN
from assistant.home import home
from assistant.web.parts import escaped
from assistant.web.rating import EMPTY, NO_NAMES, THANKS, allowed, notice
from assistant.web.shared import assistant, recorder


def asked(question: SurveyQuestion) -> Reply:
    """Draw one question inside the form; its answer as it stands."""
    lookup = assistant().lookup
    chosen: list[str] = []
    wanted: list[str] = []
    choice, comment = None, ""
    if question.kind == "datasets":
        tables = datasets(lookup)
        chosen = st.multiselect(
            question.text, list(tables), format_func=tables.__getitem__, placeholder="Choose any number of tables",
            key=f"survey-{question.id}",
        )  # fmt: skip
    elif question.kind == "choice":
        choice = st.radio(question.text, question.choices, index=None, horizontal=True, key=f"survey-{question.id}")
    else:
        comment = st.text_area(question.text, max_chars=MOST_COMMENT, height=140, key=f"survey-{question.id}")
    if question.breakdowns:
        names = breakdowns(lookup)
        wanted = st.multiselect(
            "Which breakdowns do you need and not find?", list(names), format_func=names.__getitem__,
            placeholder="Choose any number of breakdowns", key=f"survey-{question.id}-wanted",
        )  # fmt: skip
    return Reply(question.id, tuple(chosen), choice or "", tuple(wanted), clean(comment or ""))


def form(found: Survey, now: Round) -> None:
    st.header(escaped(now.title))
    since = f"from {long_date(now.opens)} " if now.opens else ""
    st.markdown(f"Open {since}to {long_date(now.closes)}. {escaped(now.text)}")
    if st.session_state.get(f"survey-{now.id}-sent"):
        st.success(THANKS)
        return
    with st.form("survey"):
        replies = [asked(question) for question in found.questions]
        st.caption(NO_NAMES)
        sent = st.form_submit_button("Send", type="primary")
    if not sent:
        return
    said = tuple(reply for reply in replies if reply != Reply(reply.question))
    if not said:
        st.info(EMPTY)
        return
    response = Response(dt.date.today(), now.id, said)
    problem = recorder().respond(response) if allowed() else TOO_OFTEN
    if problem:
        st.warning(escaped(problem))
        return
    st.session_state[f"survey-{now.id}-sent"] = True
    st.rerun()


def told(closed: Round) -> None:
    """A round that is over, with what was published of it."""
    st.subheader(escaped(closed.title))
    since = f"from {long_date(closed.opens)} " if closed.opens else ""
    lines = [f"By {escaped(closed.by)}, open {since}until {long_date(closed.closes)}.", escaped(closed.text)]
    lines.append(escaped(closed.summary or "Its summary is not published yet."))
    st.markdown("\n\n".join(line for line in lines if line))
    for point in closed.points:
        st.markdown(f"**Users said:** {escaped(point.said)}\n\n**Response:** {escaped(point.response)}")
    if closed.source:
        link = f" [Open the source]({closed.source_url})" if closed.source_url.startswith("https://") else ""
        st.markdown(f"Source: {escaped(closed.source)}.{link}")


def page() -> None:
    st.title("Feedback")
    try:
        found = survey(home() / "catalog")
    except AssistantError as error:
        st.error(escaped(str(error)))
        return
    st.markdown(
        "What you say here and under the answers is counted, and its summary is given to whoever looks after these "
        f"statistics. Kept are the day, what you choose and what you write; nothing says who you are. {notice()} "
        "Of a question that finds no figure, what it counts and by what it is broken down is counted by month."
    )
    today = dt.date.today()
    now = found.open(today)
    if now is not None and found.questions:
        form(found, now)
    else:
        coming = min((r.opens for r in found.rounds if r.own and r.opens and r.opens > today), default=None)
        st.info(f"No survey is open at present.{f' The next one opens on {long_date(coming)}.' if coming else ''}")
    closed = found.closed(today)
    if closed:
        st.header("Closed rounds")
    for one in closed:
        told(one)


page()
