"""A list that was told with one more, without one, or some of it: "add Hungary", "leave out 2020", "the other two"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.top import Top
from assistant.english.conversation import Context
from assistant.english.ends import GRAINS
from assistant.english.follow import Editor
from assistant.english.frame import Time
from assistant.english.lexeme import Lexeme
from assistant.english.phrases import phrases
from assistant.english.told import side_by_side, together, told
from assistant.period import Span

AROUND = ("COMMA", "MARK", "STOP", "ARTICLE", "IN", "FOR")
MOST = 10  # of a ranking, to which another is added


def of_list(items: Sequence[Lexeme], context: Context, editor: Editor) -> Node | None:
    """What such words make of the list that was told; None of any others."""
    said = [x for x in items if not x.is_(*AROUND) or x.text in _words("without")]
    while said and said[0].is_("AND") and said[0].text not in _words("ahead"):
        said = said[1:]
    tree = context.before
    if tree is None or not said or len(said) > 6:
        return None
    return _some(said, tree, context, editor) or _with_another(said, tree, context) or _without_period(said, tree)


def with_another(items: Sequence[Lexeme], context: Context) -> Node | None:
    """ "And Hungary as well": a list with that one; None of other words."""
    said = [x for x in items if not x.is_(*AROUND)]
    said = said[1:] if said and said[0].is_("AND") and said[0].text not in _words("ahead") else said
    return _with_another(said, context.before, context) if said and context.before is not None else None


def listed_in(table: Over) -> Over | None:
    """A list by name; None of a table of all of a kind."""
    return table if table.values and table.axis not in (*GRAINS, "period") else None


def _words(name: str) -> tuple[str, ...]:
    return phrases("adding")[name]


def _with_another(said: list[Lexeme], tree: Node, context: Context) -> Node | None:
    """ "Add Hungary", "and Hungary as well": those that were told, and that one."""
    ahead, behind = said[0].text in _words("ahead"), said[-1].text in _words("behind")
    rest = said[int(ahead) : len(said) - int(behind)]
    named = [x for x in rest if not x.is_("AND", "PEOPLE")]
    if not (ahead or behind) or not named:
        return None
    if all(x.is_("T", "TM") for x in named):
        return _with_periods(named, tree)
    if not all(x.is_("F") for x in named):
        return None
    table = _listed(tree, context) if not isinstance(tree, Count) else _told_apart(tree, named, context, ahead)
    if table is None:
        return None
    more = [_of_axis(x, table.axis) for x in named]
    if not all(more):
        return None
    values = tuple(dict.fromkeys((*table.values, *(str(one) for one in more))))
    return replace(table, values=values)


def _with_periods(named: list[Lexeme], tree: Node) -> Node | None:
    spans = _spans(named)
    if not isinstance(tree, Over) or tree.axis != "period" or len(spans) < len(named):
        return None
    values = {*(v for v in tree.values if isinstance(v, Span)), *spans}
    return replace(tree, values=tuple(sorted(values)))


def _spans(items: Sequence[Lexeme]) -> list[Span]:
    """The periods that are named."""
    whens = [
        when
        for x in items
        for m in x.meanings
        if m.category in ("T", "TM")
        for when in (m.what.whens if isinstance(m.what, Time) else (m.what,))
    ]
    return [when for when in whens if isinstance(when, Span)]


def _of_axis(item: Lexeme, axis: str) -> str:
    """The member of that breakdown that a word names; empty where it is none or several."""
    found = {m.what.id for m in item.meanings if m.category == "F" and m.what.dimension == axis}
    return str(next(iter(found))) if len(found) == 1 else ""


def _listed(tree: Node, context: Context) -> Over | None:
    """A list by name; of a ranking of the first few, those that it shows."""
    if isinstance(tree, Over):
        return listed_in(tree)
    table = tree.over if isinstance(tree, Top) else None
    if not (isinstance(tree, Top) and isinstance(table, Over) and isinstance(table.of, Count)):
        return None
    if table.axis in (*GRAINS, "period") or table.values or not tree.n or tree.n > MOST or context.winner is None:
        return None
    found = [context.winner(Pick(table, place, tree.highest)) for place in range(1, tree.n + 1)]
    firsts = [dict(one.where).get(table.axis, ()) for one in found if isinstance(one, Count)]
    names = tuple(dict.fromkeys(ids[0] for ids in firsts if len(ids) == 1))
    return replace(table, values=names) if len(names) == tree.n else None


def _told_apart(tree: Count, named: list[Lexeme], context: Context, ahead: bool) -> Over | None:
    """ "Add Vietnam", after a figure of Albania: both, side by side."""
    series = side_by_side(told(context)) if len(told(context)) > 1 else None
    if series is not None and series.axis != "period" and isinstance(series.of, Count):
        return series
    where = dict(tree.where)
    axes = [d for d, ids in where.items() if len(ids) == 1 and not ids[0].startswith("!") and _of_axis(named[0], d)]
    if not ahead or len(axes) != 1:
        return None  # "and children as well", after those of one nationality
    kept = tuple((d, ids) for d, ids in tree.where if d != axes[0])
    return Over(replace(tree, where=kept), axes[0], where[axes[0]])


def _without_period(said: list[Lexeme], tree: Node) -> Node | None:
    """ "Leave out 2020", of a table over time: its other periods."""
    spans = _spans(said[1:])
    quarters = [int(m.what) for x in said[1:] if (m := x.get("QUARTER")) is not None]
    if said[0].text not in _words("without") or not isinstance(tree, Over) or len(said) < 2:
        return None
    if not all(x.is_("T", "TM", "QUARTER", "AND") for x in said[1:]) or tree.axis not in (*GRAINS, "period"):
        return None
    held = periods_of(tree)
    left = tuple(
        one
        for one in held
        if not any(span.start <= one.start and one.end <= span.end for span in spans)
        and not (one.length == 1 and one.start % 4 + 1 in quarters)
    )
    years = {one.start // 4 for one in held}
    if len(years) > 1 and any(not any(str(year) in x.text for year in years) for x in said[1:] if x.is_("T", "TM")):
        return None  # "drop Q1", of which year?
    if not left or len(left) == len(held) or (quarters and len(years) > 1):
        return None
    return Over(tree.of, "period", left) if len(left) > 1 else None


def periods_of(table: Over) -> tuple[Span, ...]:
    """The periods of a table over time, one by one."""
    if table.values or table.axis == "period":
        return tuple(v for v in table.values if isinstance(v, Span))
    when = table.of.when if isinstance(table.of, Count) else None
    if not isinstance(when, Span):
        return ()
    return tuple(when.years) if table.axis == "year" else tuple(Span(q, q) for q in when.quarters)


def _some(said: list[Lexeme], tree: Node, context: Context, editor: Editor) -> Node | None:
    """ "Both?", "the first two", "the other two": some of those that were told, or all; "… together" is their sum."""
    adds = said[-1].is_("SUM")
    said = said[:-1] if adds else said
    if len(said) == 1 and said[0].is_("BOTH", "TWO"):
        return None if adds else _both(tree, context)
    number = said[1].get("N") if len(said) == 2 else None
    if not said or len(said) > 2 or (len(said) == 2 and number is None):
        return None
    many = int(number.what) if number is not None else 0
    if said[0].text in (*_words("others"), *_words("other_one")):
        return _others(1 if said[0].text in _words("other_one") else many, tree, context, adds, editor)
    if isinstance(tree, Top):  # their sum is that of the ranking's own figures
        fewer = said[0].text in _words("first") and tree.n is not None and 1 < many < tree.n
        return replace(tree, n=many, what="sum" if adds else tree.what) if fewer else None
    table = _listed(tree, context)
    if table is None or not 1 < many < len(table.values):
        return None
    first, last = said[0].text in _words("first"), said[0].text in _words("last")
    if not (first or last):
        return None
    shown = _as_shown(table, editor)
    alike = [set(order[:many] if first else order[-many:]) for order in (table.values, shown)]
    if alike[0] != alike[1]:
        return None  # as they were named, or as they are shown?
    return summed(replace(table, values=tuple(str(v) for v in table.values if v in alike[0])), adds, editor)


def _as_shown(table: Over, editor: Editor) -> tuple[str, ...]:
    """Those of a list in the order in which they are shown."""
    known = [m.id for m in editor.lookup.dimensions[table.axis].members]
    return tuple(sorted(map(str, table.values), key=lambda v: known.index(v) if v in known else len(known)))


def _both(tree: Node, context: Context) -> Node | None:
    """Two that were told, side by side."""
    if isinstance(tree, Over):
        return tree if len(tree.values) == 2 else None
    two = told(context)[-2:]
    return side_by_side(two) if len(two) == 2 and isinstance(tree, Count) and two[-1] == tree else None


def _others(many: int, tree: Node, context: Context, adds: bool, editor: Editor) -> Node | None:
    """Those of the list told before that the one told last is not of; what is left of it, of so ``many``, if that is
    said.
    """
    if isinstance(tree, Over) and tree.values and many != 1 and len(tree.values) == (many or 2):
        return summed(tree, adds, editor)
    for one in reversed(context.spoken[:-1]):
        table = one if isinstance(one, Over) and one.values and one.axis not in (*GRAINS, "period") else None
        if table is None:
            continue
        gone = _names(tree, table)
        left = tuple(str(v) for v in table.values if v not in gone)
        if not gone or len(left) != (many or max(len(left), 2)):
            return None
        return summed(replace(table, values=left), adds, editor)
    return None


def _names(tree: Node, table: Over) -> tuple[str, ...]:
    """The members of that list that the tree told last is of; none where it is of something else."""
    if isinstance(tree, Over):
        return tuple(map(str, tree.values)) if (tree.axis, tree.of) == (table.axis, table.of) else ()
    if not isinstance(tree, Count) or not isinstance(table.of, Count):
        return ()
    ids = dict(tree.where).get(table.axis, ())
    kept = tuple(limit for limit in tree.where if limit[0] != table.axis)
    return ids if replace(tree, where=kept) == table.of and {*ids} <= {*table.values} else ()


def summed(table: Over, adds: bool, editor: Editor) -> Node | None:
    if len(table.values) == 1 or adds:
        each = [editor._limited(table.of, ((table.axis, (str(v),)),), True) for v in table.values]
        counted = tuple(one for one in each if isinstance(one, Count))
        if len(counted) < len(each):
            return None
        return together(editor, counted) if len(counted) > 1 else counted[0]
    return table
