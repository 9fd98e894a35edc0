"""What was told, added up: "what would be the total for the four?", "so what do the three come to?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.top import Top
from assistant.asked.walk import with_when
from assistant.english.conversation import Context
from assistant.english.ends import GRAINS
from assistant.english.follow import Editor
from assistant.english.lexeme import Lexeme
from assistant.english.list_edits import listed_in, periods_of, summed, with_another
from assistant.english.phrases import phrases
from assistant.english.told import side_by_side, together, told
from assistant.period import Span

ADDS = ("TOTAL", "SUM")
AROUND = (
    "ARTICLE",
    "WHAT",
    "BE",
    "CLITIC",
    "DO",
    "OF",
    "FOR",
    "FORALL",
    "ANYOF",
    "COMMA",
    "MARK",
    "STOP",
    "POLITE",
    "AND",
)
TWO = 2


def summed_up(items: Sequence[Lexeme], context: Context, editor: Editor) -> Node | None:
    """What such words make of what was told; None of any others."""
    tree = context.before
    if tree is None or isinstance(tree, Top):
        return None
    more = next((i for i, x in enumerate(items) if x.text in phrases("adding")["behind"]), 0)
    if 0 < more < len(items) - 1 and _adds(items[more + 1 :]) and not _many(items[more + 1 :]):
        table = with_another(items[: more + 1], context)  # "and Hungary as well: what's the total now?"
        return (
            summed(table, True, editor) if isinstance(table, Over) and table.axis not in (*GRAINS, "period") else None
        )
    many = _many(items)
    if not _adds(items) or not (many or (_now(items) and _grown(tree, context))):
        return None
    if isinstance(tree, Over):
        return _of_table(tree, many, editor)
    series = told(context)
    if not many or many > len(series) or series[-1:] != (tree,):
        return None
    table = side_by_side(series[-many:])
    if table is not None and table.axis not in (*GRAINS, "period"):
        return summed(table, True, editor)
    return together(editor, series[-many:])


def _adds(items: Sequence[Lexeme]) -> bool:
    """Do they ask for a sum, and for nothing else?"""
    comes = [i for i, x in enumerate(items[:-1]) if x.is_("VERB") and x.text in phrases("adding")["comes"]]
    known = {i for at in comes for i in (at, at + 1) if items[at + 1].is_("TO")}
    known |= {i for i, x in enumerate(items) if x.is_(*ADDS)}
    rest = [x for i, x in enumerate(items) if i not in known]
    number = sum(x.is_("N", "TWO", "BOTH") for x in rest)
    now = [x for x in rest if x.text in phrases("adding")["now"]]
    left = [x for x in rest if x not in now and not x.is_(*AROUND, "N", "TWO", "BOTH")]
    return bool(known) and not left and number <= 1 and len(now) <= 1


def _now(items: Sequence[Lexeme]) -> bool:
    return any(x.text in phrases("adding")["now"] for x in items)


def _grown(tree: Node, context: Context) -> bool:
    """Was one added to a list just now, so that its total now is that of the list, and not of today?"""
    gone = [one for one in context.spoken if one != tree]
    if not isinstance(tree, Over) or not isinstance(tree.of, Count) or not gone:
        return False
    if isinstance(one := gone[-1], Count):
        ids = dict(one.where).get(tree.axis, ())
        own = replace(one, where=tuple(x for x in one.where if x[0] != tree.axis))
        return own == tree.of and {*ids} < {*tree.values} and bool(ids)
    return isinstance(one, Over) and (one.of, one.axis) == (tree.of, tree.axis) and {*one.values} < {*tree.values}


def _many(items: Sequence[Lexeme]) -> int:
    """How many they are said to be; none where that is not said."""
    for x in items:
        if x.is_("TWO", "BOTH"):
            return TWO
        if (number := x.get("N")) is not None:
            return int(number.what) if float(number.what).is_integer() else -1
    return 0


def _of_table(table: Over, many: int, editor: Editor) -> Node | None:
    """All that a table shows, where they are so many."""
    if table.axis not in (*GRAINS, "period"):
        named = listed_in(table)
        return summed(named, True, editor) if named is not None and many in (0, len(named.values)) else None
    spans = sorted(periods_of(table))
    beside = all(a.end + 1 == b.start for a, b in pairwise(spans))
    if not isinstance(table.of, Count) or not beside or not spans or many != len(spans):
        return None
    return with_when(table.of, Span(spans[0].start, spans[-1].end))
