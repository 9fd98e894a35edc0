"""Turns of a conversation: only questions and canonical queries are kept; answers are made anew each time."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TypedDict
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from assistant import log
from assistant.answer.model import Answer, Part
from assistant.api.answers import Answers
from assistant.asked.following import Following
from assistant.asked.node import Node
from assistant.errors import AssistantError, LinkError
from assistant.query import Query
from assistant.web.shared import answers, assistant

MOST_TURNS = 50
MOST_PARTS = 10  # of one link
PART = "part"  # the link of an answer in several parts names each under this


class Turn(TypedDict):
    """``links`` holds the queries of a permalink that was opened; a question asked here has none."""

    question: str
    links: list[str]


def turns() -> list[Turn]:
    found: list[Turn] = st.session_state.setdefault("turns", [])
    return found


def ask(question: str) -> None:
    """A typed question, an example, a choice and a next question all come this way."""
    turns().append({"question": question, "links": []})
    del turns()[:-MOST_TURNS]
    st.session_state["fresh"] = True


def reread(query: Query) -> None:
    """A changed reading is the next turn, as if its link had been opened."""
    turns().append({"question": "", "links": [query.to_url()]})
    del turns()[:-MOST_TURNS]
    st.session_state["fresh"] = True


def fresh() -> bool:
    """Was a question asked since the page was last drawn?"""
    return bool(st.session_state.pop("fresh", False))


def answer(turn: Turn, before: Query | Node | Following | None) -> Answer:
    """Raises :class:`AssistantError`, whatever went wrong: one bad turn must not take the conversation with it."""
    try:
        if turn["links"]:
            parts = tuple(_opened(answers(), link) for link in turn["links"])
            return Answer(" ".join(part.question for part in parts), parts)
        return _asked(answers(), turn["question"], before)
    except AssistantError:
        raise
    except Exception as error:
        logging.getLogger(__name__).exception("A question could not be answered")
        raise AssistantError("Something went wrong with this question. Please put it in other words.") from error


# Every turn is answered again whenever the page is drawn: the same question of the same assistant has one answer.
@lru_cache(maxsize=256)
def _asked(by: Answers, question: str, before: Query | Node | Following | None) -> Answer:
    answer = by.ask(question, before=before, drawn=True)
    log.answered("app", answer.parts, answer.timings_ms["total"])
    return answer


@lru_cache(maxsize=256)
def _opened(by: Answers, link: str) -> Part:
    return by.open(link, drawn=True)


def open_link() -> None:
    """A permalink opened in a fresh browser becomes the first turn."""
    if "turns" in st.session_state:
        return
    links = st.query_params.get_all(PART)[:MOST_PARTS]
    if "m" in st.query_params or "t" in st.query_params:
        links = [urlencode([(name, st.query_params[name]) for name in st.query_params])]
    if links:
        turns().append({"question": "", "links": links})


def show_link(parts: tuple[Part, ...]) -> None:
    """The address bar holds the answer shown last, and nothing where it has none to hold."""
    links = [part.link for part in parts if part.link]
    wanted = {PART: links} if len(links) > 1 else dict(parse_qsl(links[0])) if links else {}
    if {name: st.query_params.get_all(name) for name in st.query_params} != {
        name: value if isinstance(value, list) else [value] for name, value in wanted.items()
    }:
        st.query_params.from_dict(wanted)


def asked_of(part: Part) -> Query | Node | Following | None:
    """What a follow-up edits."""
    if not part.query or part.status not in ("answered", "partial"):
        return None
    try:
        return assistant().following(part)
    except LinkError:
        return None
