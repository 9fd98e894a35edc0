"""Whom a ranking shows: the first few as a table of their own, "which of those grew most?", and "the next three"."""

from __future__ import annotations

from assistant.asked.each import Each
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.top import Top
from assistant.english.conversation import Context
from assistant.english.ends import GRAINS
from assistant.english.turn import Turn

MOST = 10  # who are looked up by their places


def shown(tree: Node, context: Context) -> Over | None:
    """The table of those alone whom a ranking shows; None where that cannot be told."""
    over = tree.over if isinstance(tree, Top) else None
    if not (isinstance(tree, Top) and isinstance(over, Over)) or context.winner is None or over.axis in GRAINS:
        return None
    if tree.n is None or over.values:
        return over
    names: list[str] = []
    for place in range(1, tree.n + 1) if tree.n <= MOST else ():
        found = context.winner(Pick(over, place, tree.highest))
        ids = dict(found.where).get(over.axis, ()) if found is not None else ()
        if len(ids) != 1:
            return None
        names += ids
    return Over(over.of, over.axis, tuple(names)) if names else None


def next_few(turn: Turn) -> Node | None:
    """ "And the next three?": so many behind the first few, or behind the first, each at its place."""
    tree, many = turn.tree, int(turn.signs.get("N", 0))
    last = tree.n if isinstance(tree, Top) else tree.nth if isinstance(tree, Pick) else None
    if last is None or not isinstance(tree, (Top, Pick)) or not 1 < many <= MOST:
        return None
    return Each(tuple(Pick(tree.over, last + place, tree.highest) for place in range(1, many + 1)))
