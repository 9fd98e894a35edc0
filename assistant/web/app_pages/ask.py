"""Ask: a conversation over published figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.answer.model import Part
from assistant.claims.stated import states_figures
from assistant.errors import AssistantError
from assistant.render.markup import Markup, el
from assistant.render.text import named
from assistant.web.ahead import ahead
from assistant.web.parts import escaped, html, lead, show
from assistant.web.rating import rate
from assistant.web.shared import assistant
from assistant.web.told import intro as intro_text
from assistant.web.told import title
from assistant.web.turns import (
    answered,
    ask,
    follow,
    fresh,
    open_address,
    opened,
    show_address,
    show_all,
    start_over,
    tree,
    turns,
)
from assistant.web.worked import worked

LONGEST_CLAIM = 400  # characters of a question that are looked through for a figure, whenever the page is drawn
MOST_EXAMPLES = 6
LINK = "The link that you opened"


def draw(number: int, new: bool = False) -> Callable[[], None] | None:
    """One turn in full, its headline first; a ``new`` one is told to screen readers and brought to the top as soon as it is.

    Returns what is still to be drawn when all else stands: next questions, each of which is tried first.

    What follows the question stands in a container that the style sheet hides once another turn follows: Streamlit itself
    takes it away only when all of that turn is drawn.
    """
    last = number == len(turns()) - 1
    try:
        found = answered(number)
    except AssistantError as error:
        html(el("h2", turns()[number]["question"] or LINK, class_="asked"))
        with st.container(key=f"full-{number}" if last else f"open-{number}"):
            st.error(escaped(str(error)))
            st.markdown("Ask in other words in the box below, or see what is available on the **Browse** page.")
        return None
    html(el("h2", found.question, class_="asked"))
    several = len(found.parts) > 1
    later = None
    with st.container(key=f"full-{number}" if last else f"open-{number}"):
        for place, part in enumerate(found.parts):
            key = f"turn-{number}-{place}"
            if several:
                html(el("h3", named(part, found.parts)))
            lead(part, 4 if several else 3)
            if new and not place:
                with after:
                    st.html(call("turn", number, told(number)), unsafe_allow_javascript=True)
            show(part, key, ask, 4 if several else 3)
            if last and not several and part.status in ("answered", "partial") and tree(part) is not None:
                later = partial(pills, part, key, st.container(key=f"{key}-next"))
            worked(part, turns()[number]["question"] if not several else part.question, key)
            rate(part, key)
        if states_figures(found.question[:LONGEST_CLAIM]) and st.button("Check this claim", key=f"turn-{number}-claim"):
            st.session_state["claim"] = found.question
            st.switch_page("app_pages/check.py")
    return later


def pills(part: Part, key: str, place: DeltaGenerator) -> None:
    """Next questions, each of which answers."""
    asked = tree(part)
    found = ahead(asked, assistant().lookup, opened, part.headline) if asked is not None else {}
    own = f"{key}-pills-{part.link}"  # a key may come to stand for another answer
    with place:
        if found:
            st.pills("Ask next", list(found), key=own, on_change=_next, args=(own, found))


def _next(key: str, found: dict[str, str]) -> None:
    if chosen := st.session_state.get(key):
        follow(found[chosen])


def fold(number: int) -> None:
    """An older turn: its question, headlines and figure, so that a long conversation draws as fast as a short one."""
    one = turns()[number]
    if not one["told"]:
        try:
            answered(number)
        except AssistantError as error:
            one["told"] = [("error", str(error))]
    words = one["name"] or one["question"] or LINK
    lines = [el("p", told, class_="told") for _, told in one["told"]]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        html(el("h2", words, class_="asked"), *lines)
        st.button("Show all", key=f"turn-{number}-show", on_click=show_all, args=(number,), type="tertiary")


def box() -> None:
    """Always in reach at the foot of the window; in a place of its own, so that it keeps the focus."""
    st.chat_input("Ask a question", max_chars=2000, key="question", on_submit=_typed)
    if turns():
        st.button("New conversation", key="start-over", on_click=start_over)


def _typed() -> None:
    """Before the page is drawn, so that it is drawn once with the answer, and not first without."""
    if typed := st.session_state["question"]:
        ask(typed)


def examples() -> None:
    st.markdown("**Examples**")
    others = [p.examples[0] for p in assistant().catalog.publications[1:] if p.examples]
    chosen = (*assistant().lookup.publication.examples, *others)[:MOST_EXAMPLES]
    with st.container(horizontal=True, gap="xsmall", key="examples"):
        for place, example in enumerate(chosen):
            st.button(escaped(example), key=f"example-{place}", on_click=ask, args=(example,))
    st.page_link("app_pages/browse.py", label="Or browse which figures and breakdowns are available")


def told(number: int) -> str:
    """What a screen reader is told when an answer has come."""
    return " ".join(headline for _, headline in turns()[number]["told"])


def call(function: str, *arguments: object) -> Markup:
    """A call of script.js; no text can end the script."""
    given = ", ".join(json.dumps(one).replace("<", "\\u003c") for one in arguments)
    return Markup(f"<script>window.figureFinder && window.figureFinder.{function}({given})</script>")


open_address(elsewhere=st.session_state.get("shown-page", "ask") != "ask")
publication = assistant().lookup.publication
st.title(escaped(title(publication)))
intro, conversation = st.container(key="intro"), st.container(key="conversation")
foot = st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="box")
after = st.container()
with conversation:
    places = [st.container(key=f"turn-{number}") for number in range(len(turns()))]
with foot:
    box()
new = fresh()
if not turns():
    with intro:
        st.markdown(escaped(intro_text(publication)))
    with after:
        with st.container(key="first"):
            examples()
        st.html(call("start"), unsafe_allow_javascript=True)
    if new:  # a conversation was ended: its address goes with it
        show_address()
else:
    last = len(turns()) - 1
    if last and not turns()[last - 1]["shown"]:
        with places[last - 1]:  # first, or the new answer would be pushed down by it later
            fold(last - 1)
    with places[last]:
        later = draw(last, new)
    show_address()
    for number in range(last - 1 if last and not turns()[last - 1]["shown"] else last):
        with places[number]:
            if turns()[number]["shown"]:
                draw(number)
            else:
                fold(number)
    show_address()  # a question that did not lead to the link beside it is gone
    if later is not None:
        later()
