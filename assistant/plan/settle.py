"""Relative periods of a tree found among what is held, and time axes cut into their years or quarters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.refused import Refused
from assistant.asked.selection import GRAINS, Selection
from assistant.asked.truth import Truth
from assistant.asked.walk import TIME, counts, parts, rebuilt, walk
from assistant.period import Span
from assistant.plan.absent import no_period, not_crossed
from assistant.plan.model import NotHeld
from assistant.plan.relative import resolve
from assistant.plan.together import Together


class NotSettled(Exception):
    """A count whose period cannot be found; ``reason`` as the planner gives it."""

    def __init__(self, count: Count, reason: NotHeld) -> None:
        super().__init__(reason.text)
        self.count = count
        self.reason = reason


def settled(tree: Node, planner: Together) -> tuple[Node, tuple[str, ...]]:
    """The tree with every relative period found among what is held, and sentences on how. Raises :class:`NotSettled`,
    and :class:`Refused` where a figure would be compared with itself.

    Counts that say the same ("the latest year") get the same period, the one that all of them have.
    """
    found: dict[tuple[str, str], list[tuple[tuple[Span, ...], tuple[str, ...]]]] = {}
    for count, over in _relative(tree, ()):
        key = (str(count.when), _grain(over))
        found.setdefault(key, []).append(_resolved(count, over, planner))
    spans: dict[tuple[str, str], Span] = {}
    said: list[str] = []
    for key, options in found.items():
        first = max(min(span.start for span in one) for one, _ in options)
        narrowest = min(options, key=lambda option: max(span.end for span in option[0]))
        last = max(span.end for span in narrowest[0])
        own = min(span.start for span in narrowest[0])
        spans[key] = Span(first if key[1] and own <= first <= last else own, last)
        if not key[1]:
            said += [sentence for sentence in narrowest[1] if sentence not in said]
    found_tree = _put(tree, (), spans)
    _moved(found_tree)
    return found_tree, tuple(said)


def _moved(tree: Node) -> None:
    """ "Has it risen since then?", where nothing newer is held: a figure is not compared with itself. Raises
    :class:`Refused`.
    """
    for node in walk(tree):
        alike = isinstance(node, Minus) and node.later == node.earlier
        if alike or (isinstance(node, Truth) and node.left == node.right):
            span = next((count.when for count in counts(node) if isinstance(count.when, Span)), None)
            when = f"than {span.label} " if span is not None else ""
            raise Refused(f"Nothing newer {when}is held at this detail, so there is nothing to compare it with.")
        if isinstance(node, Truth) and (alone := _alone(node)):
            raise Refused(f"No other {alone} is held at this detail, so there is nothing to compare it with.")


def _alone(node: Truth) -> str:
    """ "Was that a record?", of one year, where no other is held: which kind of period; empty where others are."""
    over = node.right.over if isinstance(node.right, Pick) else None
    times = {count.when for count in counts(node)}
    size = {"year": 4, "quarter": 1}.get(over.axis, 0) if isinstance(over, Over) else 0
    single = len(times) == 1 and size and all(isinstance(when, Span) and when.length == size for when in times)
    return over.axis if isinstance(over, Over) and single else ""


def _relative(node: Node, over: tuple[Over, ...]) -> Iterator[tuple[Count, tuple[Over, ...]]]:
    if isinstance(node, Count):
        if isinstance(node.when, str) and not any(o.axis in TIME and o.values for o in over):
            yield node, over
        return
    inner = (*over, node) if isinstance(node, Over) else over
    for part in parts(node):
        yield from _relative(part, inner)


def _grain(over: tuple[Over, ...]) -> str:
    return next((o.axis for o in over if o.axis in GRAINS), "")


def _resolved(count: Count, over: tuple[Over, ...], planner: Together) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    grain = _grain(over)
    by = tuple(o.axis for o in over if o.axis not in TIME)
    names = tuple(o.values for o in over if o.axis not in TIME)
    where = dict(count.where)
    where |= {d: tuple(str(v) for v in ids) for d, ids in zip(by, names, strict=True) if ids}
    expanded = tuple((d, planner.lookup.expand(d, ids)) for d, ids in sorted(where.items()))
    axes = (*([grain] if grain else []), *by)
    query = Selection(count.measure, tuple(sorted(where.items())), axes, relative=str(count.when), as_of=count.as_of)
    candidates = planner.options(query, [("part", expanded, by)])
    if not candidates:
        raise NotSettled(count, not_crossed(query, planner.lookup, planner.coverage))
    answer, said = resolve(query, candidates, planner.lookup)
    if not answer.periods:
        raise NotSettled(count, no_period(query, candidates, planner.lookup, planner.coverage))
    return answer.periods, said


def _put(node: Node, over: tuple[Over, ...], spans: dict[tuple[str, str], Span]) -> Node:
    if isinstance(node, Count):
        return (
            node if isinstance(node.when, Span) else replace(node, when=spans.get((node.when, _grain(over)), node.when))
        )
    inner = (*over, node) if isinstance(node, Over) else over
    return rebuilt(node, lambda part: _put(part, inner, spans))


class Times:
    """The periods of a time axis: those named, or the years or quarters of what the counts under it span."""

    def __init__(self, planner: Together) -> None:
        self.planner = planner

    def __call__(self, over: Over) -> tuple[Span, ...]:
        spans = tuple(value for value in over.values if isinstance(value, Span))
        count = next(counts_now(over.of), counts(over.of)[0])
        if spans or not isinstance(count.when, Span):
            return spans
        return tuple(self.planner.spans(Selection(count.measure, by=(over.axis,), periods=(count.when,))))


def counts_now(node: Node) -> Iterator[Count]:
    """The counts that no step back in time is taken from."""
    if isinstance(node, Count):
        yield node
    elif not isinstance(node, Before):
        for part in parts(node):
            yield from counts_now(part)
