"""Over: the same thing asked of every value of an axis; its answer is a table."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.asked.node import Node
from assistant.period import Span


@dataclass(frozen=True)
class Over:
    """``of`` for every value of ``axis``: "year", "quarter", "period" (``values`` are spans) or a dimension.

    Every count inside ``of`` is limited to the value, so that ``Over(Ratio(a, b), "age")`` is a share within each age,
    while ``Ratio(Over(a, "age"), b)`` is the share that each age has of one whole. ``values``: the members named, in
    the
    order of the words; empty for all that are published.
    """

    of: Node
    axis: str
    values: tuple[str, ...] | tuple[Span, ...] = ()
