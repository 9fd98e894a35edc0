"""What a figure was in other releases, asked after it: "has it been revised?"."""

from __future__ import annotations

from assistant.asked.count import Count
from assistant.asked.history import History
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.english.ends import GRAINS
from assistant.period import Span


def revised(tree: Node) -> Node | None:
    """ "Has it been revised?": of a table over time, and of several years together, each of its periods."""
    grain = tree.axis if isinstance(tree, Over) and tree.axis in GRAINS else "year"
    count = tree.of if isinstance(tree, Over) and tree.axis in GRAINS else tree
    when = count.when if isinstance(count, Count) else None
    if isinstance(when, Span) and (tree is not count or len(when.years) > 1):
        single = [Span(q, q) for q in when.quarters]
        tree = Over(count, "period", tuple(when.years if grain == "year" else single))
    return History(tree) if isinstance(tree, (Count, Over)) else None
