"""What a text has said so far, and what one question of it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.ratio import Ratio
from assistant.english.clause_reader import Clause
from assistant.english.followed import frame_of
from assistant.english.frame import Frame, fill
from assistant.english.joining import LINKING
from assistant.english.lexeme import Lexeme, typed
from assistant.english.meaning import Topic
from assistant.words.tokens import WordUse

Winner = Callable[[Any], Any]  # a tree -> a tree, or None
Valued = Callable[[Any], float | None]  # a tree -> its figure, if it has one

GLUED = frozenset((*LINKING, "AMONG", "REL", "AND", "COMMA"))


@dataclass(frozen=True)
class Question:
    """One question of a text. ``trees``: its meaning, or several that it may have; ``undecided``: counts that could
    be meant.

    ``aside``: clauses before or in it that ask nothing; ``unknown``: words that stand in the way of a reading.
    """

    text: str
    trees: tuple[Node, ...] = ()
    undecided: tuple[str, ...] = ()
    words: WordUse = WordUse()
    aside: tuple[str, ...] = ()
    of_tables: bool = False  # it asks what the tables hold, and for no figure
    why: bool = False  # it asks for the reason of the change that its tree is
    terms: tuple[str, ...] = ()  # words of the glossary whose meaning it asks for
    lexemes: tuple[Lexeme, ...] = ()  # where it is not read: all that it says
    publication: str = ""  # in whose words it is read
    vetoes: bool = False  # it limits what is asked beside it by something that nothing knows
    whole: Node | None = None  # what the count that it asks for is said to be of

    @property
    def read(self) -> bool:
        return len(self.trees) == 1 or bool(self.terms)


@dataclass
class Context:
    """What has been said so far: the tree before, and what was said of a count without asking."""

    before: Node | None
    setting: Frame | None = None
    mentioned: Frame | None = None  # people in a sentence that asks nothing, whom "of them" may mean
    told: Frame | None = None  # whom and when a figure was told of in the sentence before, which asks nothing
    quoted: Frame | None = None  # the same of the figure told last in this text
    claimed: Node | None = None  # what somebody says a share or a change of
    ours: Frame | None = None  # who acts at a place that the writer has named: whom "our force" means
    asked: list[Node] = field(default_factory=list)  # every question so far
    before_it: tuple[Node, ...] = ()  # what was asked before this text, oldest first: three at the most
    stated: bool = False  # a sentence before tells something of which nothing was made
    lost: bool = False  # the sentence before asked something that could not be read
    unread: Frame | None = None  # when that is of which nothing could be read
    lists: bool = False  # the setting is that of a list, and holds for all of its lines
    lead: tuple[Lexeme, ...] = ()  # the words above such a list, where they ask for more than a count
    topic: Topic | None = None  # of a term whose meaning was asked before
    valued: Valued | None = None  # the figure of a count that was answered before
    winner: Winner | None = None  # whom a ranking has put first, which only its answer shows

    @property
    def spoken(self) -> tuple[Node, ...]:
        """What was asked so far, oldest first."""
        return (*self.before_it, *self.asked)

    @property
    def frame(self) -> Frame | None:
        known = frame_of(self.before) if self.before is not None else None
        if known is not None and self.setting is not None:
            return fill(self.setting, known)
        return self.setting or known

    @property
    def of_part(self) -> Frame | None:
        """The same, of a share as its part is limited: "and Kent?", after what share was by Essex Police."""
        part = self.before.part if isinstance(self.before, Ratio) and self.before.as_ == "percent" else None
        return frame_of(part) if isinstance(part, Count) else self.frame


class Aside(Exception):
    """The sentence asks nothing."""


def word_use(clause: Clause, aside: tuple[Lexeme, ...]) -> WordUse:
    """The leaves of the tree are used; politeness, reporting and what is set aside is ignored."""
    dropped = {id(item) for item in clause.dropped}
    used = tuple(item.typed for item in clause.lexemes if id(item) not in dropped and not _glue(item))
    ignored = [item.typed for item in clause.lexemes if id(item) in dropped or _glue(item)]
    return WordUse(
        used,
        (*ignored, *(item.typed for item in aside)),
        (),
        tuple(slip for item in clause.lexemes for slip in item.slips),
    )


def _glue(item: Lexeme) -> bool:
    return all(m.category in GLUED for m in item.meanings)


def unread(text: str, items: tuple[Lexeme, ...], clause: Clause, aside: tuple[Lexeme, ...]) -> Question:
    """What is asked and cannot be read; ``aside`` is what was set aside of ``items``."""
    words = WordUse(not_understood=tuple(x.typed for x in clause.unknown))
    of_tables = any(item.is_("CATALOGUE") for item in items)
    if aside and not clause.unknown and clause.lexemes and clause.lexemes[0].is_("COMMA"):
        items = clause.lexemes
        text = typed(clause.lexemes).lstrip(":,;- ")  # what is told of it is told of what asks
    return Question(text, words=words, aside=(typed(aside),) if aside else (), of_tables=of_tables, lexemes=items)
