"""How an answer was worked out: the question word by word, every part of it to change, the statement, earlier figures."""

from __future__ import annotations

import streamlit as st

from assistant.answer.model import Part
from assistant.errors import AssistantError
from assistant.render import card
from assistant.web.edit import draw_again, edit
from assistant.web.marked import marked, markup
from assistant.web.parts import escaped, html
from assistant.web.shared import assistant
from assistant.web.turns import with_earlier


def worked(part: Part, question: str, key: str) -> None:
    """A disclosure whose content is made when it is opened, so that no answer waits for it."""
    if (not part.reading and not part.sql) or card.helps(part):
        return
    _worked(part, question, key)


@st.fragment
def _worked(part: Part, question: str, key: str) -> None:
    draw_again()
    folded = st.expander("How this was worked out", key=f"{key}-worked", on_change="rerun")
    if not folded.open:
        return
    with folded:
        if question and part.words.used:
            publications = assistant().publications
            reader = assistant().asking.readers[publications.only(question, "") or publications.first].reader
            html(markup(marked(reader.lexer.read(question), part.words)))
        if part.reading:
            st.markdown(f"**How I read your question:** {escaped(part.reading)}")
        edit(part, key)
        _earlier(part)
        if part.sql:
            st.markdown("**The statement that read the figures**, its parameters written in:")
            # Not coloured as SQL: Streamlit's colours for words of a language have contrasts from 3:1 on.
            st.code(part.sql, language=None, wrap_lines=True)


def _earlier(part: Part) -> None:
    """The chart with what earlier releases gave, where some gave other figures."""
    if part.chart is None or part.chart.kind != "line" or not part.link:
        return
    try:
        drawn = with_earlier(part)
    except AssistantError:
        return
    if drawn.chart is not None and drawn.chart.vintages:
        html(card.picture(drawn, earlier=True))
