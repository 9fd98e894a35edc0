"""One follow-up: the tree that it edits, what it names, and its words of asking."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from assistant.asked.having import Having
from assistant.asked.history import History
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.ratio import Ratio
from assistant.asked.summary import Summary
from assistant.asked.top import Top
from assistant.asked.walk import counts
from assistant.english.clause_reader import Clause
from assistant.english.conversation import Context
from assistant.english.frame import Frame


@dataclass(frozen=True)
class Turn:
    """A follow-up: the tree that it edits, what it names, and its words of asking."""

    tree: Node
    frame: Frame
    clause: Clause
    context: Context

    @cached_property
    def said(self) -> frozenset[str]:
        kept = self.clause.said - {
            "COMMA",
            "AND",
            "WHAT",
            "HOWMANY",
            "BOTH",
            "D",
            "ONLY",
            "VERSUS",
            "BREAKDOWN",
            "PICKED",
        }
        return frozenset(
            kept | {name for name in ("EVERYONE", "TOTAL") if any(item.is_(name) for item in self.clause.lexemes)}
        )

    @cached_property
    def signs(self) -> dict[str, Any]:
        return dict(self.clause.signs)

    @property
    def named(self) -> bool:
        return _named(self.frame)

    @property
    def bare(self) -> bool:
        """It names neither a count, nor anybody, nor a time."""
        return not (self.named or self.frame.time or self.frame.counts)

    @property
    def percent(self) -> bool:
        return bool(self.said & {"GROWTH", "INPERCENT"})

    @property
    def of_release(self) -> bool:
        back = _newest(self.frame) and not self.named and any(c.as_of == "first" for c in counts(self.tree))
        return "FIRSTPUBLISHED" in self.said or back


def _named(frame: Frame) -> bool:
    return bool(frame.where or frame.axes or frame.lists or frame.strong)


def _newest(frame: Frame) -> bool:
    return frame.time is not None and frame.time.whens == ("latest_quarter",)


def counted(tree: Node) -> Node:
    """ "Of those, how many were girls?" after a share: those are its part."""
    if isinstance(tree, Ratio):
        return tree.part
    return replace(tree, of=counted(tree.of)) if isinstance(tree, Over) else tree


def again(tree: Node, frame: Frame, clause: Clause) -> Node:
    """The tree that a follow-up edits: of what was computed its count, where a number or others are asked for."""
    if isinstance(tree, History):
        tree = tree.of  # what follows is of its figure again
    if "HOWMANY" in clause.said:
        if isinstance(tree, (Pick, Top, Having, Place, Summary)):
            tree = counts(tree)[0]  # a new number is asked for, and no other ranking
        if isinstance(tree, Minus) and frame.time and not clause.said & {"MOVE", "GROWTH", "DIFF"}:
            tree = counts(tree)[0]  # of a period of its own, and no change
        if "THOSE" in clause.said or (isinstance(tree, Ratio) and tree.as_ == "percent" and frame.where):
            tree = counted(tree)
    # A ratio was of two counts: what follows is of one again.
    return counts(tree)[0] if isinstance(tree, Ratio) and tree.as_ != "percent" and _named(frame) else tree


def of_table(tree: Node) -> Node:
    """What a ranking is of, and of a share its whole."""
    if isinstance(tree, Ratio) and tree.as_ == "percent":
        return tree.whole
    return counts(tree)[0] if isinstance(tree, (Pick, Top)) else tree
