"""Turns of a conversation: only questions and links are kept; the address bar holds them all, answers are made anew."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TypedDict
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from assistant import log
from assistant.answer.model import Answer, Part
from assistant.api.answers import Answers
from assistant.asked import old
from assistant.asked.following import Following, apart, linked
from assistant.asked.link import to_url
from assistant.asked.meaning import Asked, Meaning
from assistant.asked.node import Node
from assistant.asked.unanswered import Unanswered, gone_before
from assistant.errors import AssistantError, LinkError
from assistant.web.shared import answers

MOST_TURNS = 50
MOST_KEPT = 20  # turns of a conversation that its address holds
MOST_PARTS = 10  # of one link
NOTHING = "-"  # of a turn that was not read and named a count of its own: nobody knows what a follow-up is of
BROKEN = "This link does not lead to an answer: part of it may be missing, or out of date."
PART, TURN, QUESTION = "part", "turn", "q"


class Turn(TypedDict):
    """``links`` holds the queries of a permalink that was opened; a question asked here has none.

    Of an answer that was given, ``given`` has its links, ``asked`` what a follow-up edits, ``told`` its headlines and ``name`` its question.
    ``kept``: links that a question stood beside in an address, to be opened if the question does not lead to them.
    ``shown``: drawn in full though others follow.
    """

    question: str
    links: list[str]
    kept: list[str]
    given: list[str]
    asked: str
    told: list[tuple[str, str]]
    name: str
    shown: bool


def turn(question: str = "", links: list[str] | None = None, kept: list[str] | None = None) -> Turn:
    return {
        "question": question, "links": links or [], "kept": kept or [], "given": [], "asked": "", "told": [], "name": "",
        "shown": False,
    }  # fmt: skip


def turns() -> list[Turn]:
    found: list[Turn] = st.session_state.setdefault("turns", [])
    return found


def ask(question: str) -> None:
    """A typed question, an example, a choice and a next question all come this way."""
    _add(turn(question))


def reread(tree: Node) -> None:
    """A changed reading is the next turn, as if its link had been opened."""
    _add(turn(links=[to_url(tree)]))


def follow(link: str) -> None:
    """A next question that is known by its link."""
    _add(turn(links=[link]))


def _add(new: Turn) -> None:
    turns().append(new)
    del turns()[:-MOST_TURNS]
    act()
    st.session_state["fresh"] = True


def start_over() -> None:
    """A new conversation; the one before is where the browser's Back leads."""
    st.session_state["turns"] = []
    act()
    st.session_state["fresh"] = True


def show_all(number: int) -> None:
    """An older turn in full again."""
    turns()[number]["shown"] = True
    act()


def act() -> None:
    """Something on the page was pressed: what this run draws was not led to by the address, which may be behind."""
    st.session_state["acted"] = True


def fresh() -> bool:
    """Was a question asked since the page was last drawn?"""
    return bool(st.session_state.pop("fresh", False))


def answered(number: int) -> Answer:
    """The answer of a turn, in the context of those before it. Raises :class:`AssistantError`, whatever went wrong: one
    bad turn must not take the conversation with it."""
    one = turns()[number]
    try:
        found = _answer(one, before(number))
    except LinkError as error:  # what is wrong with it is for whoever writes links: see the HTTP interface
        raise AssistantError(BROKEN) from error
    except AssistantError:
        raise
    except Exception as error:
        logging.getLogger(__name__).exception("A question could not be answered")
        raise AssistantError("Something went wrong with this question. Please put it in other words.") from error
    one["given"] = [apart(part.link)[0] for part in found.parts if part.link]  # what they followed are the turns before
    one["asked"] = next((text for part in reversed(found.parts) if (text := _asked_of(part))), "")
    one["name"] = found.question
    one["told"] = [(part.status, part.headline) for part in found.parts]
    return found


def _answer(one: Turn, earlier: Asked | Following | Unanswered | None) -> Answer:
    if one["kept"]:  # words beside a link are anybody's: they stand only where they lead to what the link says
        if not _leads(one, earlier):
            one["question"], one["links"] = "", one["kept"]
        one["kept"] = []
    if one["links"]:
        parts = tuple(_opened(answers(), link) for link in one["links"])
        return Answer(" ".join(dict.fromkeys(part.question for part in parts)), parts)
    return _asked(answers(), one["question"], earlier)


def _leads(one: Turn, earlier: Asked | Following | Unanswered | None) -> bool:
    """Does the question of a turn lead to the links kept beside it, whatever it follows?"""
    try:
        again = _asked(answers(), one["question"], earlier)
        kept = [apart(link)[0] for link in one["kept"]]
        return [apart(part.link)[0] for part in again.parts if part.link] == kept
    except AssistantError:
        return False


def before(number: int) -> Asked | Following | Unanswered | None:
    """What a turn follows up: the last answer before it that can be edited."""
    for earlier in reversed(turns()[:number]):
        if earlier["asked"] == NOTHING:
            return None
        link = earlier["asked"] or (earlier["kept"] or earlier["links"] or [""])[-1]
        if link:
            try:
                return gone_before(link)
            except LinkError:
                continue
    return None


# Every turn is answered again whenever the page is drawn: the same question of the same assistant has one answer.
@lru_cache(maxsize=256)
def _asked(by: Answers, question: str, earlier: Asked | Following | Unanswered | None) -> Answer:
    answer = by.ask(question, before=earlier)
    log.answered("app", answer.parts, answer.timings_ms["total"])
    return answer


@lru_cache(maxsize=512)
def _opened(by: Answers, link: str) -> Part:
    return by.open(link)


def opened(link: str) -> Part:
    """The answer to a link; kept, since a next question is tried before it is offered. Raises :class:`AssistantError`."""
    return _opened(answers(), link)


@lru_cache(maxsize=64)
def _drawn(by: Answers, link: str) -> Part:
    return by.open(link, drawn=True)


def with_earlier(part: Part) -> Part:
    """An answer with what earlier releases gave in its chart. Raises :class:`AssistantError`."""
    return _drawn(answers(), part.link)


def _asked_of(part: Part) -> str:
    """The link of what a follow-up edits: what was answered, or read and has no figure."""
    if part.follow:
        return part.follow
    if part.anew:
        return NOTHING
    if part.asked is None or part.status not in ("answered", "partial"):
        return ""
    own, went = apart(part.link)
    own = own if own.startswith("t=") else urlencode(part.query)
    return own if went is None else linked(own, went)


def tree(part: Part) -> Node | None:
    """What a part answers, its periods settled; None of what is no figure of a tree."""
    asked = old.whole(part.asked) if part.asked is not None else None
    return None if isinstance(asked, Meaning) else asked


def open_address(elsewhere: bool) -> None:
    """The conversation that the address says, where that is not the one shown: a link, Reload, Back and Forward.

    ``elsewhere``: was another page shown before? Then an empty address is the menu's, which keeps the conversation.
    """
    now = _params()
    acted = st.session_state.pop("acted", False)
    if "turns" in st.session_state and (acted or now == st.session_state.get("address", {})):
        return
    if not now and (elsewhere or "turns" not in st.session_state):
        turns()
        return
    st.session_state["fresh"] = bool(st.session_state.get("turns"))
    st.session_state["turns"] = _read(now)
    st.session_state["address"] = now
    st.session_state["fresh"] |= bool(turns())


def _read(params: dict[str, list[str]]) -> list[Turn]:
    questions = params.get(QUESTION, [])
    if TURN in params:
        links = [text.split(" ")[:MOST_PARTS] if text else [] for text in params[TURN][-MOST_KEPT:]]
        asked = questions[-MOST_KEPT:] if len(questions) == len(params[TURN]) else [""] * len(links)
        return [_turn(question, each) for question, each in zip(asked, links, strict=True) if question or each]
    if "m" in params or "t" in params:
        link = urlencode([(name, values[0]) for name, values in params.items() if name != QUESTION])
        return [_turn(questions[0] if questions else "", [link])]
    single = params.get(PART, [])[:MOST_PARTS]
    return [_turn("", single)] if single else [turn(questions[0])] if questions else []


def _turn(question: str, links: list[str]) -> Turn:
    return turn(question, kept=links) if question and links else turn(question, links)


def _params() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def show_address() -> None:
    """The address bar holds the conversation: one answer as its own link, several as theirs in order."""
    wanted = _address(turns()[-MOST_KEPT:])
    if _params() != wanted:
        st.query_params.from_dict(wanted)
    st.session_state["address"] = wanted


def _address(shown: list[Turn]) -> dict[str, list[str]]:
    if len(shown) == 1 and len(shown[0]["given"]) == 1:
        question = {QUESTION: [shown[0]["question"]]} if shown[0]["question"] else {}
        return question | {name: [value] for name, value in parse_qsl(shown[0]["given"][0])}
    if not shown:
        return {}
    links = [" ".join(one["given"] or one["links"] or one["kept"]) for one in shown]
    return {QUESTION: [one["question"] for one in shown], TURN: links}
