"""What is asked "in each" of those that were told: of a ranking those it shows, of a change both its periods."""

from __future__ import annotations

from collections.abc import Callable

from assistant.asked.count import Count, Where
from assistant.asked.minus import Minus
from assistant.asked.over import Over
from assistant.asked.top import Top
from assistant.asked.walk import with_when
from assistant.english.changed import two_sides
from assistant.english.conversation import Context
from assistant.english.ends import when_of
from assistant.english.few_shown import shown
from assistant.english.lexeme import Lexeme
from assistant.english.told import WHEN, side_by_side, told
from assistant.period import Span

Items = tuple[Lexeme, ...]
ASKED = ("AND", "HOWMANY", "F", "BE", "HAVE", "DO", "THERE", "IN", "WHAT", "ARTICLE", "POLITE", "COMMA", "STOP", "MARK")


def in_each(items: Items, context: Context, where: Callable[[Items], Where]) -> Items:
    """ "How many women in each?", "how many of those were women?" after the first few: how many women, of the table of
    them, which the context then follows.
    """
    few = context.before if isinstance(context.before, Top) and (context.before.n or 0) > 1 else None
    at = next((i for i, x in enumerate(items) if x.is_("EACH") or (few is not None and x.is_("THOSE"))), None)
    rest = tuple(x for i, x in enumerate(items) if i != at)
    share = [x for x in rest if x.is_("SHARE")] if at is not None and items[at].is_("EACH") else []
    plain = all(x.is_(*ASKED) or x in share or (x.is_("OF") and share) for x in rest)
    if at is None or not any(x.is_("F") for x in rest) or not plain or len(share) > 1:
        return items
    named = {d for d, _ in where(tuple(x for x in rest if x.is_("F")))}
    if (table := table_told(context)) is None or table.axis in named or (share and not table.values):
        return items
    context.before = table
    return (
        rest if not share else (*share, items[at].as_("THOSE", "those"), *(x for x in rest if x.is_("BE", "F", "AND")))
    )


def table_told(context: Context) -> Over | None:
    """Those that were told last, side by side; None where they were not several."""
    tree = context.before
    if isinstance(tree, Top):
        return shown(tree, context)
    if isinstance(tree, Over) and isinstance(tree.of, Count):
        return tree
    sides = two_sides(tree) if isinstance(tree, Minus) else None
    if sides is not None:
        spans = tuple(sorted(when for side in sides if isinstance(when := when_of(side), Span)))
        return Over(with_when(sides[0], spans[0]), WHEN, spans) if len(spans) == 2 else None
    series = told(context)
    return side_by_side(series) if series[-1:] == (tree,) else None
