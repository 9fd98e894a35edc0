"""Changes of definition that bear on a tree, and what is shown in place of a comparison across one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.caveats import Applied, applied
from assistant.answer.model import Caveat
from assistant.asked.before import Before
from assistant.asked.each import Each
from assistant.asked.having import Having
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.people import joined
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.ratio import Ratio
from assistant.asked.running import Running
from assistant.asked.summary import Summary
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.asked.walk import TIME, axes, counts, over_of, rebuilt, walk
from assistant.catalog.lookup import Lookup
from assistant.plan.together import Taken


def bearing(taken: Sequence[Taken], lookup: Lookup) -> list[Applied]:
    """Every change and limit that bears on a leaf, once each, breaks first."""
    found: dict[str, Applied] = {}
    for one in taken:
        told = frozenset({"compared"} if len(one.leaf.spans) > 1 else ())
        for a in applied(one.plan, lookup, told):
            known = found.get(a.caveat.id)
            if known is None or (a.withhold and not known.withhold):
                found[a.caveat.id] = a
    order = ("break", "revision", "limit", "note")
    return sorted(found.values(), key=lambda a: order.index(a.caveat.kind))


def across(tree: Node) -> bool:
    """Does the tree compute from figures of different times?"""
    for node in walk(tree):
        if isinstance(node, Having) and isinstance(node.n, (int, float)) and not across(node.over):
            continue  # each is held to the limit, and to no other
        if isinstance(node, Before) or (isinstance(node, Running) and axes(node.over)):
            return True
        if over_of(node) is not None and any(o.axis in TIME for o in axes(over_of(node) or node)):
            return True
        if isinstance(node, (Minus, Truth, Ratio)) and len({count.when for count in counts(node)}) > 1:
            return True
    return False


def uncompared(node: Node) -> Node:
    """The tree with the figures side by side that it would have compared."""
    if isinstance(node, Minus):
        return Each((node.later, node.earlier))
    if isinstance(node, Truth):
        return node.left if isinstance(node.right, (int, float)) else Each((node.left, node.right))
    if isinstance(node, (Pick, Top, Having, Place, Summary, Running)):
        return uncompared(node.over)
    if isinstance(node, Ratio) and len({count.when for count in counts(node)}) > 1:
        return Each((node.part, node.whole))
    if isinstance(node, Over):
        return replace(node, of=uncompared(node.of))
    return rebuilt(node, uncompared)


def flat(node: Node) -> Node:
    """Things side by side within things side by side are all side by side."""
    node = rebuilt(node, flat)
    if isinstance(node, Each):
        parts = [one for part in node.of for one in (part.of if isinstance(part, Each) else (part,))]
        return Each(tuple(dict.fromkeys(parts)))
    return node


def why_not(changes: Sequence[Applied], lookup: Lookup) -> str:
    """Why nothing is compared, or empty."""
    titles = [f"“{lookup.changes[a.caveat.id].title}”" for a in changes if a.withhold and a.caveat.kind == "break"]
    if not titles:
        return ""
    return f"These are not compared, because a definitional change lies between them: {joined(titles)}."


def notes(tree: Node, lookup: Lookup) -> list[Caveat]:
    """Notes of the members and groups that are named."""
    found: dict[str, Caveat] = {}
    for count in counts(tree):
        for dimension, ids in count.where:
            for name in ids:
                plain = name.removeprefix("!")
                entry = lookup.member(dimension, plain) or lookup.group(dimension, plain)
                if entry is not None and entry.note:
                    key = f"{dimension}-{plain}".replace("_", "-")
                    found[key] = Caveat(key, "note", entry.note, "")
    return list(found.values())
