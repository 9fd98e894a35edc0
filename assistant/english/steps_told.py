"""A follow-up of a series: how each of its periods changed on the one before, "and the change for each year?"."""

from __future__ import annotations

from itertools import pairwise

from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.ratio import Ratio
from assistant.asked.walk import with_when
from assistant.english.ends import GRAINS
from assistant.english.frame import Time
from assistant.english.turn import Turn
from assistant.period import Span

LENGTHS = {4: "year", 1: "quarter"}
FEWEST = 3  # periods of a series of which each step is meant without "each"


def steps(turn: Turn) -> Node | None:
    """The change of each period on the one before; None where no series was told, or another change is asked for."""
    tree, each = turn.tree, _each(turn)
    own = not (turn.frame.where or turn.frame.lists or turn.frame.less or turn.frame.counts or turn.frame.strong)
    if not turn.said & {"MOVE", "GROWTH"} or turn.said - {"MOVE", "GROWTH", "SHARE", "INPERCENT", "HOWMUCH"} or not own:
        return None
    spans = _spans(tree)
    if not isinstance(tree, Over) or not isinstance(tree.of, (Count, Ratio)) or len(spans) < 2:
        return None
    if not each and (len(spans) < FEWEST or turn.frame.time or turn.frame.step):
        return None
    kept = _kept(turn.frame.time, spans if each and len(spans) < FEWEST else spans[1:], spans)
    if kept is None:
        return None
    whole = with_when(tree.of, Span(kept[0].start, kept[-1].end))
    grain = LENGTHS[kept[0].length]
    percent = turn.percent or "SHARE" in turn.said
    as_ = "percent" if percent else "points" if isinstance(whole, Ratio) else "number"
    step = "year" if turn.frame.step == "year" else grain
    return Over(Minus(whole, Before(whole, step), as_), grain)  # type: ignore[arg-type]


def _each(turn: Turn) -> bool:
    """ "For each year", "in each of 2021 and 2022", "from one year to the next"."""
    grains = bool(turn.frame.axes) and {axis.name for axis in turn.frame.axes} <= set(GRAINS)
    every = any(item.is_("EACH", "BOTH") for item in turn.clause.lexemes)
    return grains or (every and not turn.frame.axes) or (turn.frame.step in GRAINS and not turn.frame.axes)


def _spans(tree: Node) -> tuple[Span, ...]:
    """The periods of a series, one after the other without a gap; none of anything else."""
    if not isinstance(tree, Over) or tree.axis not in ("period", *GRAINS):
        return ()
    spans = tuple(value for value in tree.values if isinstance(value, Span))
    when = tree.of.when if isinstance(tree.of, Count) else None
    if not spans and isinstance(when, Span):
        size = {"year": 4, "quarter": 1}.get(tree.axis, 0)
        spans = tuple(Span(at, at + size - 1) for at in range(when.start, when.end + 1, size)) if size else ()
    alike = len({span.length for span in spans}) == 1 and bool(spans) and spans[0].length in LENGTHS
    return spans if alike and all(a.end + 1 == b.start for a, b in pairwise(spans)) else ()


def _kept(time: Time | None, usual: tuple[Span, ...], spans: tuple[Span, ...]) -> tuple[Span, ...] | None:
    """Of the periods told the ``usual`` ones, or those that are named; None where others are named."""
    if time is None:
        return usual
    if len(time.whens) == 1 and str(time.whens[0]).startswith("last:"):
        _, number, unit = str(time.whens[0]).split(":")
        many = int(number)
        return spans[-many:] if unit == LENGTHS[spans[0].length] and many < len(spans) else None
    named = tuple(sorted(when for when in time.whens if isinstance(when, Span)))
    return named if len(named) == len(time.whens) and set(named) <= set(spans) else None
