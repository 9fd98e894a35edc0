"""One answered part on the page, each thing once: figure card, chart, table, notes, take away, how it was worked out."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assistant import looked
from assistant.answer.model import Part
from assistant.asked.count import Count
from assistant.asked.link import to_url
from assistant.asked.over import Over
from assistant.asked.ratio import Ratio
from assistant.asked.walk import TIME
from assistant.errors import AssistantError
from assistant.render import card
from assistant.render.markup import Markup, el
from assistant.web.matrix import matrix
from assistant.web.shared import assistant, holdings
from assistant.web.take_away import take_away
from assistant.web.turns import opened, tree

MATRIX = ("measure", "breakdowns", "periods")  # columns of an answer about what there is
MOST_SHARED = 400  # rows of a breakdown whose shares of the whole are given


def escaped(text: str) -> str:
    """Text as it is: no word of a question is read as markup."""
    for mark in "\\`*_{}[]<>#|~$:":
        text = text.replace(mark, f"\\{mark}")
    return text


def html(*inside: Markup) -> None:
    """Markup of a card, where it has any."""
    if any(inside):
        st.html(el("div", *inside, class_="card"))


def lead(part: Part, level: int = 3) -> None:
    """What a part says, and how far it can be relied on."""
    badges = card.badges(part, assistant().lookup, looked.read(assistant().folder))
    html(card.head(part, level), _doubts(part), card.badge_list(badges), card.warnings(part))


def show(part: Part, key: str, ask: Callable[[str], None], level: int = 3, earlier: bool = False) -> None:
    """The figures under the lead; ``ask`` is called with the question of a button, ``earlier`` as in :func:`card.picture`."""
    take_away(part, key)  # in sight of the headline, however long what follows is
    if part.kind == "catalogue" and part.columns == MATRIX:
        _matrices(part)
    else:
        html(card.picture(part, earlier))
        html(card.table(part, _whole(part)))
    html(card.notes(part, level + 1), card.sources(part, level + 1))
    _buttons(part, key, ask)


def _matrices(part: Part) -> None:
    """What is held of the measures of an answer about breakdowns, as a picture in which every bar leads to figures."""
    lookup = assistant().lookup
    named = {m.id for m in lookup.catalog.measures if m.label in {row[0] for row in part.rows}}
    cells = [cell for cell in holdings().matrix() if cell.measure in named]
    for publication in dict.fromkeys(lookup.measures[cell.measure].publication for cell in cells):
        st.html(matrix(cells, lookup, publication))


def _doubts(part: Part) -> Markup:
    """How words were taken that could have been taken otherwise."""
    said = []
    if part.words.corrected:
        pairs = ", ".join(f"“{typed}” as “{read}”" for typed, read in part.words.corrected)
        said.append(el("p", f"Spelling read: {pairs}."))
    unused = [word for word in part.words.not_understood if f"“{word}”" not in part.headline]
    if unused:
        said.append(el("p", f"Words I did not understand: {', '.join(unused)}."))
    return Markup("".join(said))


def _whole(part: Part) -> int | None:
    """The figure of what a breakdown breaks down, read by itself; None of anything else."""
    asked = tree(part) if len(part.rows) <= MOST_SHARED else None
    over = asked.part if isinstance(asked, Ratio) else asked
    if not (isinstance(over, Over) and isinstance(over.of, Count)) or over.values or over.axis in TIME:
        return None
    try:
        whole = opened(to_url(over.of))
    except AssistantError:
        return None
    return whole.value if isinstance(whole.value, int) and whole.status == "answered" else None


def _buttons(part: Part, key: str, ask: Callable[[str], None]) -> None:
    questions = list(dict.fromkeys((*part.choices, *part.next_questions)))
    if not questions:
        return
    with st.container(horizontal=True, gap="xsmall", key=f"{key}-choices"):
        for i, question in enumerate(questions):
            st.button(escaped(question), key=f"{key}-choice-{i}", on_click=ask, args=(question,))
