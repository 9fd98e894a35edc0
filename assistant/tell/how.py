"""How a figure is made of those shown, in a few words."""

from __future__ import annotations

from assistant.asked.count import Count
from assistant.asked.each import Each
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.ratio import Ratio
from assistant.asked.summary import Summary


def how(tree: Node) -> str:
    """How the figure is made of those shown; empty of counts alone."""
    node = tree
    while isinstance(node, Over):
        node = node.of
    if isinstance(node, Ratio):
        return {
            "percent": "part of the whole, in percent",
            "times": "one divided by the other",
            "per": "one divided by the other",
        }[node.as_]
    if isinstance(node, Minus):
        return "difference in percent of the earlier" if node.as_ == "percent" else "difference of the two"
    if isinstance(node, Summary):
        return node.how
    return "" if isinstance(node, (Count, Each)) else "from the figures shown"
