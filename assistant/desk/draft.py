"""A reply before it is sent: frozen, each change gives a new draft, and figures stay tied to their queries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from assistant.answer.model import Part
from assistant.asked.node import Node
from assistant.desk.settings import Letter
from assistant.service import Assistant

FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Answered:
    """One part of the reply. ``text`` replaces the sentence where the officer wrote another; ``alternatives`` answer
    the choices of a part that cannot be answered as asked, or are nearest to it. ``instead_of`` is what a fallback stands
    for; ``doubted`` says, for the officer, what was read of a question that was not read as a whole. ``total`` is what
    the figures add up to, where their number was asked for too."""

    part: Part
    label: str = ""
    text: str = ""
    alternatives: tuple[Part, ...] = ()
    instead_of: str = ""
    doubted: str = ""
    quoted: bool = False  # says whether a figure that the sender quoted is right
    at: int = 0  # the line of the email in which it is asked
    total: int | None = None

    @property
    def sentence(self) -> str:
        return self.text or self.part.headline

    @property
    def checked(self) -> bool:
        """Does every figure of the sentence stand in the answer that it is tied to, and in its order where there are several?"""
        if not self.text:
            return True
        typed = _figures(self.text)
        told = _figures(f"{self.part.headline} {self.part.reading}")
        cells = [f"{cell:g}" if isinstance(cell, float) else str(cell) for row in self.part.rows for cell in row]
        in_rows = [figure for cell in cells for figure in _figures(cell)]
        if not set(typed) <= {*told, *in_rows}:
            return False
        # One figure may stand anywhere in its sentence; of several, one that changed places is another figure.
        return len(self.part.rows) < 2 or _in_order(typed, told) or _in_order(typed, in_rows)


@dataclass(frozen=True)
class Unread:
    """A question that could not be read: ``after`` so many answers, in line ``at`` of the email."""

    text: str
    after: int = 0
    at: int = 0


@dataclass(frozen=True)
class Thread:
    """Where the reply goes: the address of the sender, the id of the email and those before it."""

    sender: str = ""
    message_id: str = ""
    references: str = ""


@dataclass(frozen=True)
class Imprint:
    """Of the publications: the sites that are the publisher's own, ``pages`` that list the releases of these titles, whom they name to be asked, the licence's line, and the ``briefs`` of caveats by their text."""

    hosts: tuple[str, ...] = ()
    pages: dict[str, str] = field(default_factory=dict)
    contacts: tuple[str, ...] = ()
    attribution: str = ""
    briefs: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """``unread`` is what could not be read, for the officer, before anything else; ``notes`` what else they should know;
    ``letter`` the standing sentences, ``imprint`` the publisher's; ``thread`` what an answer by mail is joined to."""

    subject: str
    items: tuple[Answered, ...]
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
    thread: Thread = Thread()
    imprint: Imprint = Imprint()
    letter: Letter = field(kw_only=True)

    def dropped(self, index: int) -> Draft:
        return replace(self, items=self.items[:index] + self.items[index + 1 :])

    def moved(self, index: int, to: int) -> Draft:
        rest = [*self.items]
        rest.insert(max(0, min(to, len(rest) - 1)), rest.pop(index))
        return replace(self, items=tuple(rest))

    def written(self, index: int, text: str) -> Draft:
        """The officer's own sentence; empty puts the computed one back."""
        item = self.items[index]
        own = "" if text.strip() == item.part.headline.strip() else text.strip()
        return self._with(index, replace(item, text=own))

    def reread(self, index: int, tree: Node, assistant: Assistant) -> Draft:
        """Another reading of one part: its sentence, table, caveats and sources are drawn again."""
        item = self.items[index]
        part = replace(assistant.answer_tree(tree), question=item.part.question)
        return self._with(index, Answered(part, item.label, at=item.at))

    def _with(self, index: int, item: Answered) -> Draft:
        return replace(self, items=(*self.items[:index], item, *self.items[index + 1 :]))


def _figures(text: str) -> list[str]:
    return [found.rstrip(",.").replace(",", "") for found in FIGURE.findall(text)]


def _in_order(some: list[str], among: list[str]) -> bool:
    rest = iter(among)
    return all(figure in rest for figure in some)
