"""Trees as selections, where all their counts read the same cells, and selections as trees."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from assistant.asked.before import Before
from assistant.asked.count import Count, Where
from assistant.asked.having import Having
from assistant.asked.history import History
from assistant.asked.mean import Mean
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.operand import EVERY, FIRST, LAST, WHOLE
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.selection import GRAINS, HISTORY, MEAN, SUM, Selection, share
from assistant.asked.summary import Summary
from assistant.asked.top import Top
from assistant.asked.walk import TIME
from assistant.period import Span

Limits = dict[str, tuple[str, ...]]


def tree_of(asked: Selection) -> Node | None:
    """What a selection asks for; None of a change whose periods are still to be found at two ends."""
    when: Span | str = asked.periods[0] if len(asked.periods) == 1 else asked.relative or "default"
    limits = asked.filters
    named = {d: limits.get(d, ()) for d in asked.listed}
    rest = _where({d: ids for d, ids in limits.items() if d not in asked.listed})
    count = Count(asked.measure, rest, when, asked.as_of)
    made = asked.calculation
    if asked.minus is not None:
        return _change(asked, asked.minus, count, named)
    if asked.among is not None:
        return _share(asked, asked.among, count, named)
    node: Node = count
    for name in reversed(asked.listed):
        node = Over(node, name, named[name])
    if asked.portions:
        node = Ratio(node, count)
    if asked.ranking:
        return replace(asked.having, over=node) if asked.having else Top(node, asked.first_of, asked.highest)
    if asked.extreme or isinstance(made, Summary):
        return _sought(asked, node)
    if asked.having is not None:
        return replace(asked.having, over=_times(asked, node))
    if made == SUM and len(asked.periods) < 2:
        return node
    node = _times(asked, node)
    return History(node) if made == HISTORY else node


def _where(limits: Limits) -> Where:
    return tuple(sorted(limits.items()))


def _times(asked: Selection, node: Node) -> Node:
    if asked.grain:
        return Over(node, asked.grain, asked.periods if len(asked.periods) > 1 else ())
    return Over(node, "period", asked.periods) if len(asked.periods) > 1 else node


def _sought(asked: Selection, node: Node) -> Node:
    """One period, or a mean, of those along the time axis."""
    over = _times(asked, node)
    if isinstance(asked.calculation, Summary):
        return Mean(over) if isinstance(over, Over) else over
    if asked.having is not None:
        return replace(asked.having, over=over)
    if asked.step is not None and isinstance(over, Over):
        last: Literal["year", "quarter"] = "quarter" if over.axis == "quarter" else "year"
        over = replace(over, of=Minus(over.of, Before(over.of, last), asked.step.as_))
    return Pick(over, asked.first_of or 1, asked.highest)


def _share(asked: Selection, among: tuple[str, ...], count: Count, named: Limits) -> Node:
    base = _where({d: ids for d, ids in asked.where if d in among})
    part: Node = count
    for name, ids in reversed(named.items()):
        part = Over(part, name, ids)
    return _times(asked, Ratio(part, replace(count, where=base)))


def _change(asked: Selection, minus: Minus, count: Count, named: Limits) -> Node | None:
    periods = asked.periods
    if named and len(periods) < 2:
        (dimension, ids), *others = named.items()
        if others or len(ids) != 2:
            return None
        first, second = (replace(count, where=_where({**dict(count.where), dimension: (one,)})) for one in ids)
        return Ratio(first, second, "times") if minus.as_ == "percent" else Minus(first, second)
    if len(periods) == 2:
        later: Node = replace(count, when=periods[1])
        earlier: Node = replace(count, when=periods[0])
    elif asked.relative in ("ends:last:2:year", "ends:last:2:quarter"):
        step: Literal["year", "quarter"] = "year" if asked.relative.endswith("year") else "quarter"
        later = replace(count, when=f"latest_{step}")
        earlier = Before(later, step)
    else:
        return None
    node: Node = Minus(later, earlier, minus.as_)
    if not named:
        return node
    for name, ids in reversed(named.items()):
        node = Over(node, name, ids)
    return Top(node, asked.first_of, asked.highest)


def selection_of(tree: Node) -> Selection | None:
    """The selection that says the same as a tree; None where its counts read different cells."""
    if isinstance(tree, Count):
        return _count(tree)
    if isinstance(tree, Over):
        return _over(tree)
    if isinstance(tree, Ratio):
        return _ratio(tree)
    if isinstance(tree, Minus):
        return _minus(tree)
    if isinstance(tree, History):
        inner = selection_of(tree.of)
        plain = inner is not None and inner.plain and not inner.by
        return replace(inner, calculation=HISTORY) if inner is not None and plain else None
    if isinstance(tree, (Pick, Having, Mean)):
        return _extreme(tree)
    if isinstance(tree, Top):
        return _top(tree)
    return None


def _cells(count: Count) -> Selection:
    spans = (count.when,) if isinstance(count.when, Span) else ()
    relative = "" if spans else str(count.when)
    return Selection(count.measure, where=count.where, periods=spans, relative=relative, as_of=count.as_of)


def _count(count: Count) -> Selection:
    """A stretch is told year by year (or quarter by quarter) beside its sum."""
    cells = _cells(count)
    span = count.when if isinstance(count.when, Span) else None
    long = span is not None and (span.length > 4 or span.length in (2, 3))
    if not long and not cells.relative.startswith(("since:", "until:", "last:", "all")):
        return cells
    years = span is None or (span.start % 4 == 0 and span.end % 4 == 3)
    cut = cells.relative.startswith("since:") and not cells.relative.endswith("Q1")
    cut = cut or (cells.relative.startswith("until:") and not cells.relative.endswith("Q4"))
    grain = "year" if years and not cut and not cells.relative.endswith("quarter") else "quarter"
    return replace(cells, by=(grain,), calculation=SUM)


def _over(tree: Over) -> Selection | None:
    axes: list[Over] = []
    node: Node = tree
    while isinstance(node, Over):
        axes.append(node)
        node = node.of
    if isinstance(node, Ratio):
        inner = _ratio(node)
        time = axes[0] if len(axes) == 1 and axes[0].axis in TIME else None
        return _timed(inner, time) if inner is not None and inner.among is not None and time is not None else None
    if not isinstance(node, Count):
        return None
    cells = _cells(node)
    where = dict(node.where)
    for over in axes:
        if over.axis not in TIME:
            if over.axis in where or len(over.values) == 1:
                return None
            where |= {over.axis: tuple(str(v) for v in over.values)} if over.values else {}
            cells = replace(cells, by=(*cells.by, over.axis))
    cells = replace(cells, where=_where(where))
    times = [over for over in axes if over.axis in TIME]
    if len(times) > 1:
        return None
    return _timed(cells, times[0]) if times else cells


def _timed(cells: Selection, over: Over) -> Selection:
    """A selection along a time axis."""
    spans = tuple(value for value in over.values if isinstance(value, Span))
    by = cells.by if over.axis == "period" else (over.axis, *cells.by)
    cells = replace(cells, by=by)
    if spans:
        return replace(cells, periods=spans, relative="")
    return replace(cells, relative="all") if cells.relative == "default" else cells


def _ratio(tree: Ratio) -> Selection | None:
    whole, part = tree.whole, tree.part
    if not isinstance(whole, Count) or tree.as_ != "percent":
        return None
    over = part if isinstance(part, Over) else None
    inner = part.of if isinstance(part, Over) else part
    if not isinstance(inner, Count) or (inner.measure, inner.when, inner.as_of) != (
        whole.measure,
        whole.when,
        whole.as_of,
    ):
        return None
    base, mine = dict(whole.where), dict(inner.where)
    if any(mine.get(d) != ids for d, ids in base.items()):
        return None
    cells = _cells(inner)
    if over is None:
        return replace(cells, calculation=share(tuple(base))) if len(mine) > len(base) else None
    if over.axis in TIME or over.axis in mine or mine != base:
        return None
    if not over.values:
        return replace(cells, by=(over.axis,), calculation=Ratio(EVERY, WHOLE))
    where = _where({**mine, over.axis: tuple(str(v) for v in over.values)})
    if len(over.values) < 2:
        return None
    return replace(cells, where=where, by=(over.axis,), calculation=share(tuple(base)))


def _minus(tree: Minus) -> Selection | None:
    """The same thing at two times."""
    later, earlier = tree.later, tree.earlier
    if not isinstance(later, Count) or tree.as_ == "points":
        return None
    moved = Minus(LAST, FIRST, tree.as_)
    if isinstance(earlier, Before) and earlier.of == later and later.when in ("latest_year", "latest_quarter"):
        unit = str(later.when).removeprefix("latest_")
        if earlier.step in (unit, "same"):
            return replace(_cells(later), relative=f"ends:last:2:{unit}", calculation=moved)
    if isinstance(earlier, Before) and earlier.of == later and isinstance(later.when, Span):
        quarters = {"year": 4, "quarter": 1, "same": later.when.length}[earlier.step]
        earlier = replace(later, when=Span(later.when.start - quarters, later.when.end - quarters))
    if not isinstance(earlier, Count) or replace(later, when="default") != replace(earlier, when="default"):
        return None
    if not (isinstance(later.when, Span) and isinstance(earlier.when, Span) and earlier.when.end < later.when.start):
        return None
    return replace(_cells(later), periods=(earlier.when, later.when), calculation=moved)


def _extreme(tree: Pick | Having | Mean) -> Selection | None:
    over = tree.over
    if not (isinstance(over, Over) and isinstance(over.of, Count) and over.axis in GRAINS):
        return _limited(tree)
    cells = _timed(_cells(over.of), over)
    if isinstance(tree, Mean):
        return replace(cells, calculation=MEAN)
    if isinstance(tree, Pick):
        return replace(cells, calculation=replace(tree, over=EVERY)) if tree.what == "which" else None
    return _above(cells, tree) if tree.what != "count" else None


def _above(cells: Selection, tree: Having) -> Selection | None:
    if tree.op not in (">", "<") or not isinstance(tree.n, int) or tree.what == "last":
        return None
    return replace(cells, calculation=replace(tree, over=EVERY))


def _limited(tree: Pick | Having | Mean) -> Selection | None:
    over = tree.over
    if not isinstance(over, Over) or not isinstance(over.of, Count) or over.values:
        return None
    if over.axis in ("period", *dict(over.of.where)):
        return None
    cells = replace(_cells(over.of), by=(over.axis,))
    if isinstance(tree, Pick):
        one = tree.nth == 1 and tree.what == "which"
        return replace(cells, calculation=Top(EVERY, 1, tree.highest)) if one else None
    return _above(cells, tree) if isinstance(tree, Having) and tree.what == "list" else None


def ranking_without(tree: Pick | Top) -> Selection | None:
    """The ranking of those of a breakdown that are not left out ("after the UK, which …?"); None of any other."""
    over, nth = tree.over, tree.nth if isinstance(tree, Pick) else 1
    count = over.of if isinstance(over, Over) else None
    if not (isinstance(over, Over) and isinstance(count, Count)) or over.axis in TIME or over.values:
        return None
    ids = dict(count.where).get(over.axis, ())
    if not ids or nth > 1 or not all(name.startswith("!") for name in ids):
        return None
    first = Top(EVERY, tree.n if isinstance(tree, Top) else 1, tree.highest)
    return replace(_cells(count), by=(over.axis,), calculation=first)


def _top(tree: Top) -> Selection | None:
    inner: Node | None = tree.over
    every: Node = EVERY
    if isinstance(inner, Ratio):
        shared = _ratio(inner)
        if shared is None or not shared.portions:
            return None
        inner, every = inner.part, shared.calculation
    if tree.what != "list" or not isinstance(inner, Over) or inner.axis in TIME:
        return None
    cells = selection_of(inner)
    if cells is None or len(cells.by) != 1 or inner.values:
        return None
    return replace(cells, calculation=Top(every, tree.n, tree.highest))
