"""The first few of a ranking together: "what do they add up to?", "what share of the total do those five make up?"."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.ratio import Ratio
from assistant.asked.top import Top
from assistant.english.clause_reader import Clause
from assistant.english.frame import Frame

SHARES = ("SHARE", "SHAREOF", "INPERCENT")


def few_together(tree: Node, frame: Frame, clause: Clause) -> Node | None:
    """The sum of those that a ranking has shown, or its share of all; None where nothing says that they are meant."""
    few = tree if isinstance(tree, Top) else None
    if (
        few is None
        or few.n is None
        or few.n < 2
        or not isinstance(few.over, Over)
        or not isinstance(few.over.of, Count)
    ):
        return None
    count, items = few.over.of, clause.lexemes
    numbers = {int(m.what) for x in items if (m := x.get("N")) is not None}
    if numbers - {few.n} or not _nobody_else(frame, count):
        return None
    points = bool(numbers) or any(x.is_("THAT", "THOSE") for x in items)
    added = any(x.is_("SUM") for x in items) or (points and any(x.is_("TOTAL") for x in items))
    together = replace(few, what="sum")
    if any(x.is_(*SHARES) for x in items):
        return Ratio(together, count, "percent") if added or points or few == together else None
    asks = not any(x.is_("MOST", "RANK", "AVERAGE", "MOVE", "GROWTH", "DIFF", "REST", "MINUS") for x in items)
    return together if added and asks else None


def added(few: Node | None) -> Node | None:
    """ "The top three together": their sum."""
    plain = isinstance(few, Top) and few.n and isinstance(few.over, Over) and isinstance(few.over.of, Count)
    return replace(few, what="sum") if isinstance(few, Top) and plain else None


def _nobody_else(frame: Frame, count: Count) -> bool:
    """Does it name the count and the period of the ranking alone, or nothing?"""
    named = (
        set(frame.where) - set(count.where)
        or frame.axes
        or frame.lists
        or frame.less
        or frame.step
        or frame.weak
        or frame.vague
    )
    whens = frame.time.whens if frame.time is not None else (count.when,)
    return not named and tuple(whens) == (count.when,) and set(frame.strong) <= {count.measure}
