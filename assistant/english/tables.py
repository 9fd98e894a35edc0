"""What is picked of a table of tables: of each period, or of each of those named, by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assistant.asked.count import Count
from assistant.asked.each import Each
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.walk import with_member
from assistant.catalog.lookup import Lookup
from assistant.english.ends import GRAINS, Unfit, at_time, when_of
from assistant.period import Span

MOST_TOLD = 8  # members of a breakdown of which a ranking is told one by one
LONGEST = 40  # quarters of which a ranking is told one by one


def in_each(over: Node, made: Callable[[Any], Node], lookup: Lookup) -> Node:
    """What is made of a table, or of that of each period: "the top three in each quarter"."""
    several = isinstance(over, Over) and isinstance(over.of, Over)
    each = tables(over, lookup) if isinstance(over, Over) and several else ()
    if several and not each:
        raise Unfit("an order in every period")
    return Each(tuple(map(made, each))) if each else made(over)


def tables(over: Over, lookup: Lookup) -> tuple[Over, ...]:
    """ "The top three in Q3 and in Q4 2023", "for women and for men", "the top nationality in each quarter of 2023",
    "for each gender": the table of each period, or of each of those named, or of their breakdown; none of what is too
    much to tell.
    """
    inner = over.of
    assert isinstance(inner, Over)
    if not inner.values and inner.axis in lookup.dimensions and isinstance(inner.of, Count):
        each = _members(lookup, inner.axis)
        return tuple(Over(with_member(inner.of, inner.axis, member), over.axis) for member in each)
    if inner.values and inner.axis not in (*GRAINS, "period") and isinstance(inner.of, Count):
        members = [value for value in inner.values if isinstance(value, str)]
        return tuple(Over(with_member(inner.of, inner.axis, member), over.axis) for member in members)
    when = when_of(inner.of)
    if inner.axis == "period":
        spans = [value for value in inner.values if isinstance(value, Span)]
    elif inner.axis in GRAINS and isinstance(when, Span) and when.length <= LONGEST:
        spans = list(when.years) if inner.axis == "year" else [Span(q, q) for q in when.quarters]
    else:
        return ()
    return tuple(Over(at_time(inner.of, span), over.axis) for span in spans)


def _members(lookup: Lookup, dimension: str) -> tuple[str, ...]:
    """Those of whom each can be told; of many no combinations, and none where they are still too many."""
    told = [m for m in lookup.dimensions[dimension].members if not (m.residual or m.former)]
    told = told if len(told) <= MOST_TOLD else [m for m in told if len(m.contains) < 2]
    return tuple(m.id for m in told) if len(told) <= MOST_TOLD else ()
