"""Whom a name stands beside, after parts of one group were told: "children? boys? girls? adults?"."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.walk import with_when
from assistant.english.conversation import Context
from assistant.english.frame import Frame


def of_both(tree: Node, frame: Frame, context: Context, persons: Set[str]) -> Node:
    """Without the limit that told the boys from the girls of a group, where another such group is named: "adults"."""
    said = [x for x in frame.where if isinstance(tree, Count) and x not in tree.where]  # "UK adults", of UK boys
    if not isinstance(tree, Count) or len(said) != 1 or frame.lists or frame.beside or frame.axes:
        return tree
    ((name, ids),) = said
    own = dict(tree.where)
    apart = [d for d in own if d in persons and d not in dict(frame.where)]
    if name not in persons or own.get(name, ids) == ids or len(apart) != 1:
        return tree
    (parted,) = apart
    group = _without(tree, parted)
    gone = [_undated(one) for one in context.spoken if isinstance(one, Count)]
    alone = _undated(_without(tree, name)) in gone  # "males? boys? adults?": of males
    parts = {dict(one.where).get(parted) for one in gone if _without(one, parted) == _undated(group)} - {None}
    return group if not alone and (_undated(group) in gone or len(parts) > 1) else tree


def _without(count: Count, name: str) -> Count:
    return replace(count, where=tuple(x for x in count.where if x[0] != name))


def _undated(count: Count) -> Count:
    bare = with_when(count, "default")
    assert isinstance(bare, Count)
    return bare
