"""Which of several that were told one after the other: "which of the two referred most children?"."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.count import Count
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.top import Top
from assistant.asked.walk import with_when
from assistant.english.conversation import Context
from assistant.english.ends import GRAINS
from assistant.english.first_last import told_over
from assistant.english.followed import denied
from assistant.english.lexeme import Lexeme
from assistant.english.spans import unit_of
from assistant.english.told import WHEN, shares_told, side_by_side, told
from assistant.english.turned import DATED, OF_TOLD

Items = tuple[Lexeme, ...]
MANY = {"two": 2, "three": 3, "four": 4}
ACTS = ("W", "VERB")


def of_several(items: Items, context: Context) -> tuple[Items, Node | None]:
    """The clause and the table of those that were told, where it asks which of them had most."""
    if any(x.is_("MOVE", "GROWTH") for x in items):
        return _moved_most(items, context)
    at = next((i for i, x in enumerate(items) if x.is_("WHICH")), len(items))
    which = items[at].get("WHICH") if at < len(items) else None
    asks = any(x.is_("MOST", "MORE") for x in items) and not any(x.is_("M", "V", "THAN") for x in items)
    if which is None or not asks or any(x.is_("SHARE", "TOTAL") for x in items):
        return items, context.before
    shown = context.before.over if isinstance(context.before, (Pick, Top)) else context.before
    if any(x.is_("MORE") for x in items) and isinstance(shown, Over) and _told_of(items, shown):
        return tuple(x.as_("MOST", _utmost(m.what)) if (m := x.get("MORE")) else x for x in items), context.before
    of_them = which.what in OF_TOLD
    sought = any(x.is_("MORE") for x in items) or (which.what in ("which", "ones") and not any(map(_kind, items)))
    acts = sought and any(x.is_("F", "UNIT", *DATED, *ACTS) for x in items[at + 1 :])
    rest = items[at + 1 :]
    acts = acts and not (rest and rest[0].is_("F"))  # "which force made the most?" is of all forces
    number = rest[0].get("N") if of_them and rest else None
    many = MANY.get(str(which.what), int(number.what) if number is not None else 0)
    dated = any(x.is_("UNIT") for x in items[at + 1 :]) and not of_them
    table = (_around(context) if dated else None) or (several_told(context, many) if of_them or acts else None)
    if table is None:
        lost = of_them and _unlike_told(context)  # "which of them most?", of those that make no table
        return (tuple(x.as_("X", x.text) if x is items[at] else x for x in items) if lost else items), context.before
    rest = rest[1:] if number is not None else rest
    rows = table.part if isinstance(table, Ratio) else table
    if not isinstance(rows, Over):
        return items, context.before
    if rest and (_spans(rest, rows) if rows.axis == WHEN else _kind(rest[0]) == rows.axis):
        rest = rest[1:]
    if any(_kind(x) or x.is_("UNIT") for x in rest):
        return items, context.before
    out = (items[at].as_("WHICH", "which"), *(_plain(x, rows, many) for x in rest))
    return (*(x for x in items[:at] if not x.is_("COMMA", "MARK", "POLITE")), *out), table


def _moved_most(items: Items, context: Context) -> tuple[Items, Node | None]:
    """ "Which rose more since 2022?", "which fell the most?", after two of a kind: the table of them, and most."""
    asks = any(x.is_("WHICH") for x in items) and any(x.is_("MORE", "MOST") for x in items)
    named = any(x.is_("F", "M", "V", "D", "UNIT", "SHARE", "COMMA", "AND", "OR") for x in items)
    if not asks or named or not isinstance(context.before, Count):
        return items, context.before
    if any(x.is_("THAN") for x in items):  # "which grew more than in 2022?"
        return tuple(x.as_("X", x.text) if x.is_("THAN") else x for x in items), context.before
    table = several_told(context)
    if not isinstance(table, Over) or table.axis == WHEN:
        return items, context.before
    plain = (x.as_("WHICH", "which") if x.is_("WHICH") else x for x in items)
    return tuple(x.as_("MOST", _utmost(m.what)) if (m := x.get("MORE")) else x for x in plain), table


def _spans(rest: Items, table: Over) -> bool:
    """ "Which year …", after years that were told; not "which quarter of 2023 …"."""
    unit = rest[0].get("UNIT")
    return unit is not None and unit_of(table.values) == unit.what and not any(x.is_("T") for x in rest)


def _kind(item: Lexeme) -> str:
    """The breakdown that it names."""
    named = item.get("D")
    return str(named.what.id) if named is not None else ""


def _plain(item: Lexeme, table: Over, many: int) -> Lexeme:
    """ "Referred" says again what was counted; of more than two "more" is "most"."""
    counted = table.of.measure if isinstance(table.of, Count) else ""
    if any(m.category == "W" and m.what.id == counted for m in item.meanings):
        return item.as_("VERB", "happen")
    more = item.get("MORE") if len(table.values) > 2 or many > 2 else None
    return item if more is None else item.as_("MOST", _utmost(more.what))


def _utmost(more: str) -> str:
    return "low" if more == "fewer" else "high"


def _told_of(items: Items, table: Over) -> bool:
    """ "Which gender was higher?", after a table by gender."""
    named = [kind for x in items if (kind := _kind(x))]
    return not table.values and table.axis not in GRAINS and named in ([], [table.axis])


def several_told(context: Context, many: int = 0) -> Over | Ratio | None:
    """Those told last side by side, or the two sides of each comparison; of two that differ in more than their kind,
    both are limited as the later is.
    """
    before = context.before
    if isinstance(before, Ratio):
        return shares_told(context, many)
    if isinstance(before, Over) and len(before.values) >= max(many, 2):
        return before
    if (several := of_members(before)) is not None:
        return several
    series = told(context) if not _compared(context) else _sides(context)
    if len(series) > 1 and len(series) >= many:
        return side_by_side(series[-many:] if many else series)
    return side_by_side(_alike(context)) if many == 2 else None


def _around(context: Context) -> Over | None:
    """ "Which quarter was highest?", after a table by quarter and how far it moved from its first to its last: of all
    of its quarters, and not of those two.
    """
    change, gone = context.before, context.spoken[-2:-1]
    table = gone[0] if gone else None
    spans, count = told_over(table), table.of if isinstance(table, Over) else None
    if not isinstance(change, Minus) or len(spans) < 3 or not isinstance(count, Count):
        return None
    ends = with_when(count, spans[-1]), with_when(count, spans[0])
    return Over(count, WHEN, spans) if (change.later, change.earlier) == ends else None


def _unlike_told(context: Context) -> bool:
    """Were others counted right before, of whom the last are no part?"""
    last = context.before
    before = context.asked[-2] if len(context.asked) > 1 else None
    if not (isinstance(last, Count) and isinstance(before, Count)):
        return False
    return bool(dict(before.where).items() - dict(last.where).items())


def of_members(tree: Node | None) -> Over | None:
    """ "Indian, Pakistani or Bangladeshi nationals", counted together, each by itself."""
    many = [(d, ids) for d, ids in tree.where if len(ids) > 1] if isinstance(tree, Count) else []
    if not isinstance(tree, Count) or len(many) != 1 or denied(many[0][1]):
        return None
    dimension, ids = many[0]
    return Over(replace(tree, where=tuple(x for x in tree.where if x[0] != dimension)), dimension, ids)


def _compared(context: Context) -> bool:
    return isinstance(context.before, Minus)


def _sides(context: Context) -> tuple[Count, ...]:
    """ "Vietnamese? Compare with Albanians. And Eritreans?": each of them once."""
    found: list[Count] = []
    for tree in context.spoken if context.spoken[-1:] == (context.before,) else (*context.spoken, context.before):
        pair = (tree.later, tree.earlier) if isinstance(tree, Minus) else (tree,)
        found += [one for one in pair if isinstance(one, Count) and one not in found]
    return told(replace(context, before=found[-1], before_it=tuple(found), asked=[])) if found else ()


def _alike(context: Context) -> tuple[Count, ...]:
    """ "Filipinos referred by one, and all by another": all by the one, and by the other."""
    last = context.before
    if not isinstance(last, Count):
        return ()
    own = dict(last.where)
    for earlier in reversed(context.spoken):
        theirs = dict(earlier.where) if isinstance(earlier, Count) and earlier.measure == last.measure else {}
        apart = [d for d, ids in own.items() if d in theirs and theirs[d] != ids]
        if len(apart) == 1 and own.keys() <= theirs.keys():
            kept = tuple((d, theirs[d] if d == apart[0] else ids) for d, ids in last.where)
            return (replace(last, where=kept), last)
    return ()
