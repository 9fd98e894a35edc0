"""Queries of older links as trees, and trees as queries where one says the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from assistant.asked.before import Before
from assistant.asked.count import Count, Where
from assistant.asked.having import Having
from assistant.asked.history import History
from assistant.asked.link import from_url
from assistant.asked.mean import Mean
from assistant.asked.meaning import Meaning
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.top import Top
from assistant.period import Span
from assistant.query import TIME, Query

Step = Literal["year", "quarter", "same"]
Change = Literal["number", "percent", "points"]
Limits = dict[str, tuple[str, ...]]


def tree_of(query: Query) -> Node | None:
    """What a query asks for; None of one whose periods are still to be found at two ends."""
    when: Span | str = query.periods[0] if len(query.periods) == 1 else query.relative or "default"
    limits = query.filters
    listed = [name for name in query.by if name not in TIME]
    named = {d: limits.get(d, ()) for d in listed}
    count = Count(query.measure, _where({d: ids for d, ids in limits.items() if d not in listed}), when, query.as_of)
    if query.shape == "change":
        return _change(query, count, named)
    if query.shape == "share":
        return _share(query, count, named)
    whole = count
    node: Node = count
    for name in reversed(listed):
        node = Over(node, name, named[name])
    if query.percent and query.shape in ("breakdown", "ranking"):
        node = Ratio(node, whole)
    if query.shape in ("extreme", "average", "ranking"):
        return _ranked(query, node)
    if query.shape == "series" and query.over is not None:
        return Having(_times(query, node), ">" if query.descending else "<", query.over)
    if query.together and len(query.periods) < 2:
        return node
    node = _times(query, node)
    return History(node) if query.shape == "history" else node


def opened(link: str) -> Node | Meaning:
    """What a link of today, or one of before trees, asks; of a change whose ends were still to be found, its count.

    Raises :class:`LinkError`; ids are checked against the catalog by who answers.
    """
    if link.startswith("t="):
        return from_url(link)
    query = Query.from_url(link)
    if query.term:
        return Meaning(Count(query.measure), query.term)
    return tree_of(query) or Count(query.measure, query.where, "all", query.as_of)


def _where(limits: Limits) -> Where:
    return tuple(sorted(limits.items()))


def _times(query: Query, node: Node) -> Node:
    if query.grain:
        return Over(node, query.grain, query.periods if len(query.periods) > 1 else ())
    return Over(node, "period", query.periods) if len(query.periods) > 1 else node


def _ranked(query: Query, node: Node) -> Node:
    if query.shape == "ranking":
        if query.over is not None:
            return Having(node, ">" if query.descending else "<", query.over)
        return Top(node, query.limit, query.descending)
    over = _times(query, node)
    if query.shape == "average":
        return Mean(over) if isinstance(over, Over) else over
    if query.over is not None:
        return Having(over, ">" if query.descending else "<", query.over, "first")
    if query.step and isinstance(over, Over):
        step: Step = "quarter" if over.axis == "quarter" else "year"
        as_: Change = "percent" if query.percent else "number"
        over = replace(over, of=Minus(over.of, Before(over.of, step), as_))
    return Pick(over, query.limit or 1, query.descending)


def _share(query: Query, count: Count, named: Limits) -> Node:
    base = _where({d: ids for d, ids in query.where if d in query.base})
    part: Node = count
    for name, ids in reversed(named.items()):
        part = Over(part, name, ids)
    return _times(query, Ratio(part, replace(count, where=base)))


def _change(query: Query, count: Count, named: Limits) -> Node | None:
    as_: Change = "percent" if query.percent else "number"
    periods = query.periods
    if named and len(periods) < 2:
        (dimension, ids), *others = named.items()
        if others or len(ids) != 2:
            return None
        first, second = (replace(count, where=_where({**dict(count.where), dimension: (one,)})) for one in ids)
        return Ratio(first, second, "times") if query.percent else Minus(first, second)
    if len(periods) == 2:
        later: Node = replace(count, when=periods[1])
        earlier: Node = replace(count, when=periods[0])
    elif query.relative in ("ends:last:2:year", "ends:last:2:quarter"):
        step: Step = "year" if query.relative.endswith("year") else "quarter"
        later = replace(count, when=f"latest_{step}")
        earlier = Before(later, step)
    else:
        return None
    if not named:
        return Minus(later, earlier, as_)
    node: Node = Minus(later, earlier, as_)
    for name, ids in reversed(named.items()):
        node = Over(node, name, ids)
    return Top(node, query.limit, query.descending)


def query_of(tree: Node) -> Query | None:
    """The query that says the same as a tree; None where a query cannot."""
    if isinstance(tree, Count):
        return _count(tree)
    if isinstance(tree, Over):
        return _over(tree)
    if isinstance(tree, Ratio):
        return _ratio(tree)
    if isinstance(tree, Minus):
        return _minus(tree)
    if isinstance(tree, History):
        inner = query_of(tree.of)
        plain = inner is not None and inner.shape in ("figure", "compare") and not inner.by
        return replace(inner, shape="history") if inner is not None and plain else None
    if isinstance(tree, (Pick, Having, Mean)):
        return _extreme(tree)
    if isinstance(tree, Top):
        return _top(tree)
    return None


def _base(count: Count) -> Query:
    spans = (count.when,) if isinstance(count.when, Span) else ()
    relative = "" if spans else str(count.when)
    return Query(count.measure, where=count.where, periods=spans, relative=relative, as_of=count.as_of)


def _count(count: Count) -> Query:
    """A stretch is told year by year (or quarter by quarter) beside its sum."""
    query = _base(count)
    span = count.when if isinstance(count.when, Span) else None
    long = span is not None and (span.length > 4 or span.length in (2, 3))
    if not long and not query.relative.startswith(("since:", "until:", "last:", "all")):
        return query
    years = span is None or (span.start % 4 == 0 and span.end % 4 == 3)
    cut = query.relative.startswith("since:") and not query.relative.endswith("Q1")
    cut = cut or (query.relative.startswith("until:") and not query.relative.endswith("Q4"))
    grain = "year" if years and not cut and not query.relative.endswith("quarter") else "quarter"
    return replace(query, shape="series", by=(grain,), together=True)


def _over(tree: Over) -> Query | None:
    axes: list[Over] = []
    node: Node = tree
    while isinstance(node, Over):
        axes.append(node)
        node = node.of
    if isinstance(node, Ratio):
        inner = _ratio(node)
        time = axes[0] if len(axes) == 1 and axes[0].axis in (*TIME, "period") else None
        return _timed(inner, time) if inner is not None and inner.shape == "share" and time is not None else None
    if not isinstance(node, Count):
        return None
    query = _base(node)
    where = dict(node.where)
    for over in axes:
        if over.axis not in (*TIME, "period"):
            if over.axis in where or len(over.values) == 1:
                return None
            where |= {over.axis: tuple(str(v) for v in over.values)} if over.values else {}
            query = replace(query, by=(*query.by, over.axis))
    query = replace(query, where=_where(where), shape="compare" if _all_named(axes) else "breakdown")
    times = [over for over in axes if over.axis in (*TIME, "period")]
    if len(times) > 1:
        return None
    return _timed(query, times[0]) if times else query


def _all_named(axes: list[Over]) -> bool:
    return all(over.values for over in axes if over.axis not in (*TIME, "period"))


def _timed(query: Query, over: Over) -> Query:
    """A query along a time axis."""
    spans = tuple(value for value in over.values if isinstance(value, Span))
    shape = query.shape if query.shape == "share" else "compare" if over.axis == "period" else "series"
    by = query.by if over.axis == "period" else (over.axis, *query.by)
    query = replace(query, shape=shape, by=by)
    if spans:
        return replace(query, periods=spans, relative="")
    return replace(query, relative="all") if query.relative == "default" else query


def _ratio(tree: Ratio) -> Query | None:
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
    query = _base(inner)
    if over is None:
        return replace(query, shape="share", base=tuple(base), percent=True) if len(mine) > len(base) else None
    if over.axis in (*TIME, "period") or over.axis in mine or mine != base:
        return None
    if not over.values:
        return replace(query, shape="breakdown", by=(over.axis,), percent=True)
    where = _where({**mine, over.axis: tuple(str(v) for v in over.values)})
    if len(over.values) < 2:
        return None
    return replace(query, shape="share", where=where, by=(over.axis,), base=tuple(base), percent=True)


def _minus(tree: Minus) -> Query | None:
    """The same thing at two times."""
    later, earlier = tree.later, tree.earlier
    if not isinstance(later, Count) or tree.as_ == "points":
        return None
    percent = tree.as_ == "percent"
    if isinstance(earlier, Before) and earlier.of == later and later.when in ("latest_year", "latest_quarter"):
        unit = str(later.when).removeprefix("latest_")
        if earlier.step in (unit, "same"):
            return replace(_base(later), shape="change", relative=f"ends:last:2:{unit}", percent=percent)
    if isinstance(earlier, Before) and earlier.of == later and isinstance(later.when, Span):
        quarters = {"year": 4, "quarter": 1, "same": later.when.length}[earlier.step]
        earlier = replace(later, when=Span(later.when.start - quarters, later.when.end - quarters))
    if not isinstance(earlier, Count) or replace(later, when="default") != replace(earlier, when="default"):
        return None
    if not (isinstance(later.when, Span) and isinstance(earlier.when, Span) and earlier.when.end < later.when.start):
        return None
    return replace(_base(later), shape="change", periods=(earlier.when, later.when), percent=percent)


def _extreme(tree: Pick | Having | Mean) -> Query | None:
    over = tree.over
    if not (isinstance(over, Over) and isinstance(over.of, Count) and over.axis in TIME):
        return _limited(tree)
    query = _timed(_base(over.of), over)
    if isinstance(tree, Mean):
        return replace(query, shape="average")
    if isinstance(tree, Pick):
        limit = tree.nth if tree.nth > 1 else None
        return replace(query, shape="extreme", limit=limit, descending=tree.highest) if tree.what == "which" else None
    shape = "extreme" if tree.what == "first" else "series"
    return _above(replace(query, shape=shape), tree) if tree.what != "count" else None  # type: ignore[arg-type]


def _above(query: Query, tree: Having) -> Query | None:
    if tree.op not in (">", "<") or not isinstance(tree.n, int):
        return None
    return replace(query, over=tree.n, descending=tree.op == ">")


def _limited(tree: Pick | Having | Mean) -> Query | None:
    over = tree.over
    if (
        not isinstance(over, Over)
        or not isinstance(over.of, Count)
        or over.axis in ("period", *over.of.where)
        or over.values
    ):
        return None
    query = replace(_base(over.of), shape="ranking", by=(over.axis,))
    if over.axis in dict(over.of.where):
        return None
    if isinstance(tree, Pick):
        one = tree.nth == 1 and tree.what == "which"
        return replace(query, limit=1, descending=tree.highest) if one else None
    return _above(query, tree) if isinstance(tree, Having) and tree.what == "list" else None


def ranking_without(tree: Pick | Top) -> Query | None:
    """The ranking of those of a breakdown that are not left out ("after the UK, which …?"); None of any other."""
    over, nth = tree.over, tree.nth if isinstance(tree, Pick) else 1
    count = over.of if isinstance(over, Over) else None
    if not (isinstance(over, Over) and isinstance(count, Count)) or over.axis in (*TIME, "period") or over.values:
        return None
    ids = dict(count.where).get(over.axis, ())
    if not ids or nth > 1 or not all(name.startswith("!") for name in ids):
        return None
    limit = tree.n if isinstance(tree, Top) else 1
    return replace(_base(count), shape="ranking", by=(over.axis,), limit=limit, descending=tree.highest)


def _top(tree: Top) -> Query | None:
    inner, percent = tree.over, False
    if isinstance(inner, Ratio):
        shared = _ratio(inner)
        if shared is None or shared.shape != "breakdown":
            return None
        inner, percent = inner.part, True
    if tree.what != "list" or not isinstance(inner, Over) or inner.axis in (*TIME, "period"):
        return None
    query = query_of(inner)
    if query is None or len(query.by) != 1 or inner.values:
        return None
    return replace(query, shape="ranking", limit=tree.n, descending=tree.highest, percent=percent)
