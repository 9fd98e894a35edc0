"""A follow-up that its words alone tell: "when did it first pass 10,000?", "from what number to what number?"."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.count import Count
from assistant.asked.having import Having
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.top import Top
from assistant.asked.walk import with_when
from assistant.english.changed import STEPS, two_sides
from assistant.english.conversation import Context
from assistant.english.ends import GRAINS, Unfit, back, when_of
from assistant.english.frame import Time
from assistant.english.in_each import table_told
from assistant.english.lexeme import Lexeme
from assistant.period import Span

Items = tuple[Lexeme, ...]
BESIDE = ("AND", "COMMA", "MARK", "STOP", "POLITE", "IN", "DO", "BE", "HAVE", "ARTICLE", "WITH")


def shaped(items: Items, tree: Node, context: Context) -> Node | None:
    """What such words ask of the tree before; None of any others. Raises :class:`Unfit` where that was not told."""
    return _first_past(items, tree) or _from_and_to(items, tree) or _in_order(items, context)


def _in_order(items: Items, context: Context) -> Top | None:
    """ "Rank them", "put them in order": those that were told, by size."""
    said = [x for x in items if not x.is_("AND", "COMMA", "MARK", "STOP", "POLITE", "PARTED", "VERB")]
    asks = len(said) == 2 and any(x.is_("RANK") for x in said) and any(x.is_("IT", "THOSE") for x in said)
    table = table_told(context) if asks else None
    return Top(table) if table is not None and table.axis not in GRAINS else None


def _first_past(items: Items, tree: Node) -> Having | None:
    """ "In which quarter did it first go over 5,000?": of all that is held, whatever stretch was told."""
    said = [x for x in items if not x.is_(*BESIDE) and not x.is_("IT", "THAT")]
    if len(said) not in (4, 5) or not (said[-2].is_("LIMIT") and said[-1].is_("N")):
        return None
    units = [str(m.what) for x in said[1:-2] if (m := x.get("UNIT")) is not None]
    asks = said[0].is_("WHEN") or (said[0].is_("WHICH", "WHAT") and bool(units))
    if not (asks and any(x.is_("FIRST") for x in said[1:-2]) and len(units) == len(said) - 4):
        return None
    table = tree if isinstance(tree, Over) and tree.axis in GRAINS else None
    count = table.of if table is not None else tree
    if not isinstance(count, Count):
        return None
    short = isinstance(count.when, Span) and count.when.length == 1
    grain = units[0] if units else table.axis if table is not None else "quarter" if short else "year"
    limit, number = said[-2].get("LIMIT"), said[-1].get("N")
    if grain not in GRAINS or limit is None or number is None or limit.what not in (">", ">="):
        return None
    every = Over(with_when(count, "all"), grain)
    return Having(every, ">" if limit.what == ">" else ">=", int(number.what), "first")


def _from_and_to(items: Items, tree: Node) -> Node | None:
    """ "From what number to what number?": the change that was told, both of whose figures it shows; "from what in the
    quarter before to what?", after a figure, the change on that.
    """
    said = [x for x in items if not x.is_("AND", "COMMA", "MARK", "STOP", "POLITE", "IN")]
    times = [m.what for x in said if (m := x.get("TM")) is not None]
    steps = [str(time.step) for time in times if isinstance(time, Time) and not time.whens]
    asked = [x for x in said if not x.is_("TM")]
    shape = len(asked) == 4 and asked[0].is_("FROM") and asked[2].is_("TO")
    if not (shape and all(x.is_("WHAT", "HOWMANY") for x in (asked[1], asked[3]))) or len(steps) != len(times):
        return None
    step = steps[0] if steps else ""
    if isinstance(tree, Count) and step in STEPS:
        return Minus(tree, back(tree, step))
    sides = two_sides(tree) if isinstance(tree, Minus) else None
    if not isinstance(tree, Minus) or sides is None or (step and step not in STEPS):
        return None
    later, earlier = (when_of(side) for side in sides)
    gap = later.start - earlier.start if isinstance(later, Span) and isinstance(earlier, Span) else 0
    if gap != STEPS.get(step, gap):
        raise Unfit("another change than was told")
    return as_number(tree)


def points_apart(tree: Node) -> Minus | None:
    """ "By how many percentage points?", after which of two shares was bigger; None of a change of numbers."""
    return tree if isinstance(tree, Minus) and tree.as_ == "points" else None


def as_number(tree: Node) -> Minus | None:
    """ "And in numbers?", after a change in percent; None of what is no change."""
    if not isinstance(tree, Minus):
        return None
    return replace(tree, as_="number") if tree.as_ == "percent" else tree
