"""The same with a change: what was asked before, what is said now in the place of its part of that kind."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer.model import Part
from assistant.asked.having import Having
from assistant.asked.meaning import Meaning
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.walk import TIME, unpinned
from assistant.desk.earlier import Before
from assistant.english.ends import Unfit
from assistant.english.frame import Frame
from assistant.english.part_of import as_share, share_of
from assistant.service import Assistant

PLAIN = frozenset({"AND", "COMMA", "THOSE", "BOTH", "D", "ONLY"})  # words of a clause that ask for nothing else


def again(assistant: Assistant, text: str, before: Before, whole: bool = False) -> Node | None:
    """The tree of "the same for 2022"; None where the text says more than a change, or nothing that can be changed.

    ``whole``: not by quarter or year, as what was asked before may be ("for 2022 as a whole").
    """
    tree = _newest(before)
    while whole and isinstance(tree, Over) and tree.axis in TIME:
        tree = tree.of
    reader = assistant.asking.readers[assistant.trees.publication(tree)]
    said = tuple(item for item in reader.reader.lexer.read(text) if not item.is_("STOP"))
    clause = reader.reader.clause(said)
    if clause.unknown or clause.frame is None or clause.said - PLAIN:
        return None
    try:
        edited = reader.editor.edit(tree, clause.frame)
    except Unfit:
        return None
    return edited if edited != tree else None


def share(assistant: Assistant, said: Frame | None, before: Before) -> Node | None:
    """The figure before as a share of all, or of what ``said`` names: "what share of child referrals that represents"."""
    tree = _newest(before)
    where = said.where if said is not None else ()
    inner = tree.of if isinstance(tree, Over) and tree.axis in TIME else tree
    try:
        found = share_of(inner, Frame(where=where)) if where else as_share(inner)
    except Unfit:
        return None
    return replace(tree, of=found) if isinstance(tree, Over) and inner is not tree else found


def over_time(assistant: Assistant, part: Part) -> bool:
    """ "Which year had most?": asked of all years."""
    tree = assistant.asked_of(part) if part.query or part.link else None
    return isinstance(tree, (Pick, Having)) and isinstance(tree.over, Over) and tree.over.axis in TIME


def undivided(before: Before, of_time: bool = False) -> Node:
    """The whole of what was asked for in its parts, in the same period: "and the total"; ``of_time`` not by year or
    quarter either."""
    tree = _whole(_newest(before))
    while of_time and isinstance(tree, Over):
        tree = tree.of
    return tree


def _whole(tree: Node) -> Node:
    """The tree without its breakdowns but those by time."""
    if not isinstance(tree, Over):
        return tree
    inner = _whole(tree.of)
    return replace(tree, of=inner) if tree.axis in TIME else inner


def _newest(before: Before) -> Node:
    return unpinned(before.of if isinstance(before, Meaning) else before)
