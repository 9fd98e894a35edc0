"""A follow-up that asks whether there ever was a fall, or a rise: "did it ever fall?", "which years went up?"."""

from __future__ import annotations

from itertools import pairwise

from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.having import Having
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.ratio import Ratio
from assistant.asked.walk import counts, over_of, with_when
from assistant.catalog.lookup import Lookup
from assistant.english.ends import GRAINS, when_of
from assistant.english.turn import Turn
from assistant.period import Span

SAID = frozenset(("MOVE", "GROWTH", "UNIT", "WHICH", "WHEN"))
WAYS = {"up": ">", "down": "<"}


def asks_ever(turn: Turn) -> bool:
    """Of any period, and of nobody else; "did it fall?" asks of the last."""
    moves, time = turn.said & {"MOVE", "GROWTH"}, turn.frame.time
    ever = time is not None and time.whens == ("all",)
    if (
        not moves
        or turn.said - SAID
        or turn.named
        or turn.frame.step
        or turn.frame.counts
        or not (time is None or ever)
    ):
        return False
    items = turn.clause.lexemes
    any_at_all = any(a.is_("ANYOF") and b.is_("MOVE", "GROWTH") for a, b in pairwise(items))  # "any drops?"
    return _way(turn) in WAYS and (ever or any_at_all or bool(turn.said & {"UNIT", "WHICH", "WHEN"}))


def ever_moved(lookup: Lookup, turn: Turn) -> Node | None:
    """The years (quarters) in which it fell, of those that were told, else of all that are held."""
    table = _table(turn.tree)
    figure = table.of if isinstance(table, Over) else table
    if isinstance(figure, Minus):
        figure = figure.later
    if not isinstance(figure, Count) and not (isinstance(figure, Ratio) and figure.as_ == "percent"):
        return None
    told = _told(table) if isinstance(table, Over) else when_of(figure)
    stock = lookup.measures[counts(figure)[0].measure].kind == "stock"
    axis = table.axis if isinstance(table, Over) and table.axis in GRAINS else "quarter" if stock else "year"
    grain = turn.signs.get("UNIT", axis)
    if grain not in GRAINS or (isinstance(table, Over) and told is None):
        return None
    size = {"year": 4, "quarter": 1}[grain]
    figure = with_when(figure, told if isinstance(told, Span) and told.length > size else "all")
    as_ = "points" if isinstance(figure, Ratio) else "number"
    step = Minus(figure, Before(figure, grain), as_)  # type: ignore[arg-type]
    return Having(Over(step, grain), WAYS[_way(turn)], 0)  # type: ignore[arg-type]


def _way(turn: Turn) -> str:
    return str(turn.signs.get("MOVE") or turn.signs.get("GROWTH"))


def _table(tree: Node) -> Node:
    """What was picked or ranked of several periods is one of them: all of those are asked of."""
    over = over_of(tree)
    return over if over is not None and isinstance(over, Over) and over.axis in (*GRAINS, "period") else tree


def _told(table: Over) -> Span | str | None:
    """The stretch that a table over time tells; nothing where there are gaps in it, or it is no such table."""
    if table.axis in GRAINS:
        whens = {count.when for count in counts(table.of)}
        return next(iter(whens)) if len(whens) == 1 else None
    spans = sorted(value for value in table.values if isinstance(value, Span))
    beside = len(spans) > 1 and all(a.end + 1 == b.start for a, b in pairwise(spans))
    return Span(spans[0].start, spans[-1].end) if beside else None
