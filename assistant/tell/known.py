"""What a tree that comes from outside must hold to: known ids and sane bounds, as a query's."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.place import Place
from assistant.asked.selection import Selection
from assistant.asked.walk import TIME, axes, counts, parts, walk
from assistant.catalog.lookup import Lookup
from assistant.errors import LinkError
from assistant.links import wrong
from assistant.period import Span

MOST_NODES = 100


def confirm(tree: Node, lookup: Lookup) -> None:
    """Raises :class:`LinkError` with the first thing that is wrong with a tree."""
    for sentence in wrongs(tree, lookup):
        raise LinkError(sentence)


def wrongs(tree: Node, lookup: Lookup) -> Iterator[str]:
    """A sentence for each thing in the tree that the catalog does not know, or that no question would ask."""
    nodes = list(walk(tree))
    if not counts(tree) or len(nodes) > MOST_NODES:
        yield "The link cannot be read as a question."
        return
    for count, over in _under(tree, ()):
        where = {**dict(count.where)}
        spans = [count.when] if isinstance(count.when, Span) else []
        for axis in over:
            spans += [value for value in axis.values if isinstance(value, Span)]
            members = tuple(value for value in axis.values if isinstance(value, str))
            if axis.axis in TIME and (members or (axis.axis == "period" and not axis.values)):
                yield "The link cannot be answered: a period of it is none."
            elif axis.axis not in TIME and len(members) < len(axis.values):
                yield "The link cannot be answered: a category of it is a period."
            elif members:
                where[axis.axis] = members
        by = tuple(axis.axis for axis in over if axis.axis != "period")
        relative = "" if isinstance(count.when, Span) else count.when
        query = Selection(
            count.measure, where=tuple(sorted(where.items())), by=by, periods=tuple(spans), relative=relative,
            as_of=count.as_of,
        )  # fmt: skip
        for found in wrong(query, lookup):
            yield f"The link cannot be answered: {found.sentence[0].lower()}{found.sentence[1:]}"
    for node in nodes:
        if isinstance(node, Place) and not axes(node.over):
            yield "The link cannot be read as a question."


def _under(node: Node, over: tuple[Over, ...]) -> Iterator[tuple[Count, tuple[Over, ...]]]:
    if isinstance(node, Count):
        yield node, over
        return
    inner = (*over, node) if isinstance(node, Over) else over
    for part in parts(node):
        yield from _under(part, inner)
