"""Walking a tree: its parts, its counts, and the same tree with something put in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any, cast

from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.each import Each
from assistant.asked.having import Having
from assistant.asked.history import History
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.per import Per
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.ratio import Ratio
from assistant.asked.running import Running
from assistant.asked.summaries import SUMMARIES
from assistant.asked.summary import Summary
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.period import Span

NODES = (
    Count, Over, Each, Before, Ratio, Minus, Running, Per, Pick, Top, Having, Place, Truth, History, Summary,
)  # fmt: skip
KINDS: dict[str, type] = {kind.__name__.lower(): kind for kind in NODES if kind is not Summary} | SUMMARIES  # by name
TIME = ("year", "quarter", "period")


_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in KINDS.values()}


def names(node: Node) -> tuple[str, ...]:
    """The fields of a node, in order."""
    return _FIELDS[type(node)]


def parts(node: Node) -> Iterator[Node]:
    """The nodes directly under one, in the order of the fields."""
    for name in names(node):
        value = getattr(node, name)
        for found in value if isinstance(value, tuple) and name == "of" else (value,):
            if isinstance(found, NODES):
                yield found


def walk(node: Node) -> Iterator[Node]:
    """Every node of the tree, each before its parts."""
    yield node
    for part in parts(node):
        yield from walk(part)


def counts(node: Node) -> list[Count]:
    """The counts of a tree without repeats, in the order of the words."""
    return list(dict.fromkeys(found for found in walk(node) if isinstance(found, Count)))


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with ``change`` made to each of its parts."""
    new: dict[str, Any] = {}
    for name in names(node):
        value = getattr(node, name)
        if isinstance(value, NODES):
            new[name] = change(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], NODES):
            new[name] = tuple(change(part) for part in value)
    return cast(Node, replace(cast(Any, node), **new)) if new else node


def with_counts(node: Node, change: Callable[[Count], Node]) -> Node:
    """The tree with ``change`` made to each of its counts."""
    return change(node) if isinstance(node, Count) else rebuilt(node, lambda part: with_counts(part, change))


def with_when(node: Node, when: Span | str) -> Node:
    """The tree with each of its counts at ``when``."""
    return with_counts(node, lambda count: replace(count, when=when))


def with_member(node: Node, dimension: str, member: str) -> Node:
    """The tree with each of its counts of one member of a breakdown."""
    limit = {dimension: (member,)}
    return with_counts(node, lambda count: replace(count, where=tuple(sorted({**dict(count.where), **limit}.items()))))


def of_release(node: Node, as_of: str) -> Node:
    """The tree with each of its counts as published in the release ``as_of``; empty for the newest that holds it."""
    return with_counts(node, lambda count: replace(count, as_of=as_of))


def unpinned(node: Node) -> Node:
    """The tree of the newest figures again: a link pins the release that it was answered from."""
    return with_counts(node, lambda count: replace(count, as_of="first" if count.as_of == "first" else ""))


def in_periods(node: Node, periods: tuple[Span, ...]) -> Node:
    """The tree with each of its counts in a period, or in each of several."""
    return with_when(node, periods[0]) if len(periods) == 1 else Over(node, "period", periods)


def axes(node: Node) -> list[Over]:
    """The axes along which the tree is a table, outermost first: those that no node below it reduces to one value."""
    if isinstance(node, Over):
        return [node, *(inner for inner in axes(node.of) if inner.axis != node.axis)]
    if isinstance(node, (Pick, Summary, Place, Having, Top)):
        return []
    found: dict[str, Over] = {}
    for part in parts(node):
        for over in axes(part):
            found.setdefault(over.axis, over)
    return list(found.values())


def percentage(node: Node) -> bool:
    """Is the node's figure a percentage, or a change in one?"""
    if isinstance(node, Ratio):
        return node.as_ == "percent"
    if isinstance(node, Minus):
        return node.as_ != "number"
    if isinstance(node, (Count, Place, Truth)) or (isinstance(node, Having) and node.what == "count"):
        return False
    return any(percentage(part) for part in parts(node))


def compared(node: Having) -> Minus | None:
    """The two things of which a limit asks where one is more than the other; None of any other limit."""
    inner: Node = node.over
    while isinstance(inner, Over):
        inner = inner.of
    two = isinstance(inner, Minus) and inner.as_ == "number" and node.n == 0 and node.op in (">", "<")
    return inner if two and isinstance(inner, Minus) and isinstance(inner.later, Count) else None


def over_of(node: Node) -> Node | None:
    """What a node reduces or ranks; None of one that does neither."""
    return node.over if isinstance(node, (Pick, Summary, Place, Having, Top)) else None


def without(node: Node, axis: str) -> Node:
    """The tree as it is of the whole of an axis: "each age" becomes all ages."""
    if isinstance(node, Over) and node.axis == axis:
        return node.of
    return rebuilt(node, lambda part: without(part, axis))


def undivided(tree: Node, when: Any) -> Node:
    """A table by year of some quarters is none: "and in Q4 2023?" after 2022 to 2024 by year."""
    if not isinstance(tree, Over) or not isinstance(when, Span):
        return tree
    cut = tree.axis == "year" and (when.start % 4 or when.length % 4)
    return undivided(tree.of, when) if cut else replace(tree, of=undivided(tree.of, when))


def since_first(node: Node) -> bool:
    """Is it how far a figure has moved since it was first published?"""
    if not isinstance(node, Minus) or not (isinstance(node.later, Count) and isinstance(node.earlier, Count)):
        return False
    first, now = node.earlier, node.later
    return first.as_of == "first" != now.as_of and replace(now, as_of="first") == first and node.as_ == "number"
