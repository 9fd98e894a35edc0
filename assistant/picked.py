"""What an answer alone shows: whom a ranking has picked, and of what period the latest is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answer.model import Cell, Part
from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.selection import Selection
from assistant.asked.top import Top
from assistant.catalog.lookup import Lookup
from assistant.english.ends import GRAINS
from assistant.english.told import WHEN
from assistant.period import Span


def picked(tree: Node, answer: Callable[[Node], Part], lookup: Lookup) -> Node | None:
    """The count of the member or period that a ranking has picked, of a count its own period ("the latest");
    None where several were, or had as many.
    """
    if isinstance(tree, Count):
        asked = answer(tree).asked
        spans = asked.periods if isinstance(asked, Selection) else ()
        return replace(tree, when=spans[0]) if len(spans) == 1 else None
    one = isinstance(tree, Pick) or (isinstance(tree, Top) and tree.n == 1)
    over = getattr(tree, "over", None) if one else None
    if not (isinstance(over, Over) and isinstance(over.of, Count)):
        return None
    nth = tree.nth if isinstance(tree, Pick) else 1
    count, name, rows = over.of, over.axis, _in_rank(tree, answer(tree).rows)
    if len(rows) < nth or [row[-1] for row in rows].count(rows[nth - 1][-1]) > 1:
        return None
    label = rows[nth - 1][0]
    if name in (*GRAINS, WHEN):
        return replace(count, when=named) if (named := Span.named(str(label))) is not None else None
    axis = lookup.dimensions.get(name)
    ids = [m.id for m in axis.members if m.label == label] if axis is not None else []
    if axis is None or len(ids) != 1:
        return None
    # Who referred is now named: what kind of referrer it is says no more.
    kept = {d: i for d, i in count.where if lookup.dimensions[d].place != "by" or axis.place != "by"}
    return replace(count, where=tuple(sorted({**kept, name: tuple(ids)}.items())))


def _in_rank(tree: Node, rows: tuple[tuple[Cell, ...], ...]) -> list[tuple[Cell, ...]]:
    """The rows of a ranking in its order: periods that are not compared are shown in theirs, and tell which it is."""
    known = [(row[-1], row) for row in rows if isinstance(row[-1], (int, float))]
    over = getattr(tree, "over", None)
    if not (isinstance(tree, Pick) and isinstance(over, Over) and over.axis in GRAINS) or len(known) < len(rows):
        return list(rows)
    return [row for _, row in sorted(known, key=lambda one: one[0], reverse=tree.highest)]
