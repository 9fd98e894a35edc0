"""The counts of a tree as cells to read: each with the axes that keep its figures apart and the periods needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.walk import TIME, counts, walk
from assistant.asked.work import Key, Point, Work
from assistant.catalog.lookup import Lookup
from assistant.period import Span
from assistant.plan.source import Where

ANY = "*"  # every member that is found


@dataclass(frozen=True)
class Leaf:
    """Cells of one measure: ``where`` in members, kept apart by ``by``, of those ``spans``.

    ``listed``: each member of ``by`` was named, so that a table of single figures can do.
    """

    measure: str
    where: Where
    by: tuple[str, ...]
    as_of: str
    listed: bool
    spans: tuple[Span, ...] = ()


class Cells:
    """The leaves of a settled tree, and how a count at a point reads its figure among theirs."""

    def __init__(self, tree: Node, lookup: Lookup, times: Callable[[Over], tuple[Span, ...]]) -> None:
        self.times = times
        self.lookup = lookup
        self.named = {
            node.axis: tuple(str(v) for v in node.values)
            for node in walk(tree)
            if isinstance(node, Over) and node.axis not in TIME and node.values
        }
        self._known: dict[tuple[Count, tuple[str, ...]], Leaf] = {}
        self._spans: dict[Leaf, dict[Span, None]] = {}
        Work(self._note, self._every).table(tree)

    def _note(self, count: Count, point: Point) -> Fraction:
        self._spans.setdefault(self.leaf(count, point), {})[self.span(count, point)] = None
        return Fraction(1)

    def _every(self, over: Over) -> Key:
        return self.times(over) if over.axis in TIME else over.values[:1] or (ANY,)

    def span(self, count: Count, point: Point) -> Span:
        span = point.span(count)
        stock = self.lookup.measures[count.measure].kind == "stock"
        return Span(span.end, span.end) if stock else span

    def leaf(self, count: Count, point: Point) -> Leaf:
        """The cells that hold a count at a point, without their spans."""
        members = point.members
        key = (count, tuple(name for name, _ in members))
        if key not in self._known:
            self._known[key] = self._leaf(count, tuple(sorted(key[1])))
        return self._known[key]

    def _leaf(self, count: Count, by: tuple[str, ...]) -> Leaf:
        where = {d: self.lookup.expand(d, ids) for d, ids in count.where}
        listed = True
        for d in by:
            named = self.named.get(d, ())
            if named:
                members = self.lookup.expand(d, named)
                where[d] = tuple(m for m in members if m in where[d]) if d in where else members
            listed &= bool(named) and not any(self.lookup.group(d, v) or v.startswith("!") for v in named)
        return Leaf(count.measure, tuple(sorted(where.items())), by, count.as_of, listed)

    def within(self, node: Node) -> frozenset[Leaf]:
        """The leaves of a node of the tree, where it stands in no axis of another."""
        return frozenset(
            leaf for leaf in self._spans if (leaf.measure, leaf.as_of) in {(c.measure, c.as_of) for c in counts(node)}
        )

    @property
    def leaves(self) -> list[Leaf]:
        return [replace(leaf, spans=tuple(spans)) for leaf, spans in self._spans.items()]
