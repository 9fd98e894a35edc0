"""Yes or no from printed percentages, where the counts that they were worked out from are not held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.model import Part
from assistant.answer.overview import overview, statements
from assistant.asked.count import Count
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.question import question
from assistant.asked.ratio import Ratio
from assistant.asked.truth import Truth
from assistant.catalog.lookup import Lookup
from assistant.period import Span

NEAR = "The printed percentages are rounded and too near one another to say."
Bounds = tuple[float, float]


def sides(tree: Node, lookup: Lookup) -> tuple[Node, ...]:
    """The percentages that settle a yes-or-no question, each to be answered by itself; () where none would."""
    if not isinstance(tree, Truth) or tree.factor != 1:
        return ()
    left, right = tree.left, tree.right
    if isinstance(left, Ratio) and left.as_ == "percent":
        if isinstance(right, Ratio) and right.as_ == "percent":
            return (left, right)
        return (left,) if isinstance(right, (int, float)) else ()
    if not (isinstance(left, Count) and isinstance(right, Count) and lookup.measures[left.measure].printed_change):
        return ()
    earlier, later = sorted((left, right), key=lambda count: str(count.when))
    if replace(earlier, when=later.when) != later or not isinstance(later.when, Span):
        return ()
    return (Minus(later, earlier, "percent"),) if earlier.when == later.when.before() else ()


def judged(tree: Truth, figures: Sequence[Part], part: Part, lookup: Lookup) -> Part | None:
    """The answer that printed figures of :func:`sides` give; None where one of them is none."""
    if not figures or any(figure.value is None or figure.status != "answered" for figure in figures):
        return None
    left, right = _bounds(figures, tree)
    holds = _holds(tree.op, left, right)
    joined = overview(figures, lookup)
    missing = NEAR if holds is None else None
    return replace(
        part,
        status="partial" if missing else "answered",
        headline=f"{missing or ('Yes.' if holds else 'No.')} {joined.headline}",
        caveats=joined.caveats,
        sources=joined.sources,
        reading=question(tree, lookup),
        columns=joined.columns,
        rows=joined.rows,
        origin="calculated" if any(figure.origin == "calculated" for figure in figures) else "published",
        missing=missing,
        reason=None,
        choices=(),
        shown=statements(figures),
        chart=None,
    )


def _bounds(figures: Sequence[Part], tree: Truth) -> tuple[Bounds, Bounds]:
    """Between what the exact figures of both sides lie: a change is set against no change, later to earlier."""
    first = _rounded(figures[0].value)
    if isinstance(tree.left, Count):
        backwards = str(tree.left.when) < str(getattr(tree.right, "when", ""))
        return ((0.0, 0.0), first) if backwards else (first, (0.0, 0.0))
    if len(figures) > 1:
        return first, _rounded(figures[1].value)
    limit = float(tree.right) if isinstance(tree.right, (int, float)) else 0.0
    return first, (limit, limit)


def _rounded(value: int | float | None) -> Bounds:
    """The figures that a printed one may stand for: a whole number stands for half a point either way."""
    half = 0.5 if isinstance(value, int) else 0.05
    return float(value or 0) - half, float(value or 0) + half


def _holds(op: str, left: Bounds, right: Bounds) -> bool | None:
    if left[0] >= right[1]:
        return op in (">", ">=")
    if left[1] <= right[0]:
        return op in ("<", "<=")
    named = right[0] == right[1]  # a number, which the printed one rounds to
    return True if op == "=" and named else None
