"""The normal form of a tree: of several ways to ask the same, one."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.each import Each
from assistant.asked.mean import Mean
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.per import Per
from assistant.asked.ratio import Ratio
from assistant.asked.walk import TIME, counts, rebuilt, walk, with_counts
from assistant.period import Span


def simplified(tree: Node) -> Node:
    """An equal tree: limits sorted, steps back made, axes that both sides share put above them."""
    return _simple(with_counts(tree, lambda count: replace(count, where=tuple(sorted(count.where)))), frozenset())


def by_quarters(tree: Node) -> Node:
    """The same tree with what is spread over months, weeks or days of a longer stretch spread from its quarters.

    The average a month then goes with the average a quarter: a year as it is printed later, of which the quarters
    were not printed again, is another figure.
    """
    if isinstance(tree, Over) and tree.axis in TIME:
        return tree
    tree = rebuilt(tree, by_quarters)
    count = tree.of if isinstance(tree, Per) else None
    if isinstance(tree, Per) and isinstance(count, Count) and isinstance(count.when, Span) and count.when.length > 1:
        return replace(tree, of=Mean(Over(count, "quarter")))
    return tree


def _simple(node: Node, under: frozenset[str]) -> Node:
    """``under``: the axes that stand above."""
    inner = under | {node.axis} if isinstance(node, Over) else under
    node = rebuilt(node, lambda part: _simple(part, inner))
    if isinstance(node, (Before, Per)) and isinstance(node.of, Over):
        return replace(node.of, of=_simple(replace(node, of=node.of.of), under | {node.of.axis}))
    if isinstance(node, Before) and not under & set(TIME):
        return _back(node)
    if isinstance(node, Each):
        return _flat(node)
    if isinstance(node, Ratio):
        part, whole = node.part, node.whole
        if isinstance(part, Over) and isinstance(whole, Over) and _same(part, whole):
            return replace(part, of=_simple(replace(node, part=part.of, whole=whole.of), under | {part.axis}))
    if isinstance(node, Minus):
        later, earlier = node.later, node.earlier
        if isinstance(later, Over) and isinstance(earlier, Over) and _same(later, earlier):
            return replace(later, of=_simple(replace(node, later=later.of, earlier=earlier.of), under | {later.axis}))
    return node


def _same(first: Over, second: Over) -> bool:
    """One axis, with the same values: a stretch of time is that of the counts below."""
    stretches = {count.when for over in (first, second) for count in counts(over)} if first.axis in TIME else set()
    return (first.axis, first.values) == (second.axis, second.values) and len(stretches) < 2


def _back(node: Before) -> Node:
    """A step back from periods that are known is a tree of those before."""
    timed = any(isinstance(one, Over) and one.axis in TIME for one in walk(node.of))
    if timed or not all(isinstance(count.when, Span) for count in counts(node.of)):
        return node

    def earlier(count: Count) -> Count:
        assert isinstance(count.when, Span)
        quarters = {"year": 4, "quarter": 1, "same": count.when.length}[node.step]
        return replace(count, when=Span(count.when.start - quarters, count.when.end - quarters))

    return with_counts(node.of, earlier)


def _flat(node: Each) -> Node:
    parts = [one for part in node.of for one in (part.of if isinstance(part, Each) else (part,))]
    unique = tuple(dict.fromkeys(parts))
    return unique[0] if len(unique) == 1 else Each(unique)
