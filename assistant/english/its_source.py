"""Where one of the figures told was read: "source for the 2025 figure?"."""

from __future__ import annotations

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.walk import counts, with_when
from assistant.english.turn import Turn


def asks_source(turn: Turn) -> bool:
    """Is the source asked for, of what was told or of one time of it?"""
    if turn.named:
        return False
    return turn.said == {"SOURCE"} and (not turn.frame.time or _told_then(turn) is not None)


def with_source(turn: Turn) -> Node | None:
    """The figure that it is asked of; its source is shown beside it."""
    return _told_then(turn) if turn.frame.time else turn.tree


def _told_then(turn: Turn) -> Count | None:
    whens = turn.frame.time.whens if turn.frame.time is not None else ()
    last = turn.context.before or turn.tree
    own = {with_when(one, "default") for one in counts(last)}
    gone = (one for tree in turn.context.spoken for one in counts(tree) if with_when(one, "default") in own)
    found = {one for one in (*counts(last), *gone) if (one.when,) == tuple(whens)}
    return found.pop() if len(found) == 1 else None
