"""What is asked "in each" of those that were told: of a ranking those it shows, of a change both its periods."""

from __future__ import annotations

from collections.abc import Callable

from assistant.asked.count import Count, Where
from assistant.asked.minus import Minus
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.top import Top
from assistant.asked.walk import TIME, axes, with_when
from assistant.english.changed import two_sides
from assistant.english.conversation import Context
from assistant.english.ends import when_of
from assistant.english.few_shown import shown
from assistant.english.lexeme import Lexeme
from assistant.english.told import WHEN, differ_in, side_by_side, told
from assistant.period import Span
from assistant.words.vocabulary import Sense

Items = tuple[Lexeme, ...]
ASKED = ("AND", "HOWMANY", "F", "BE", "HAVE", "DO", "THERE", "IN", "WHAT", "ARTICLE", "POLITE", "COMMA", "STOP", "MARK")


def in_each(items: Items, context: Context, where: Callable[[Items], Where]) -> Items:
    """ "How many women in each?", "how many of those were women?" after the first few: how many women, of the table of
    them, which the context then follows.
    """
    few = context.before if isinstance(context.before, Top) and (context.before.n or 0) > 1 else None
    at = next((i for i, x in enumerate(items) if x.is_("EACH") or (few is not None and x.is_("THOSE"))), None)
    each = at is not None and items[at].is_("EACH")
    rest = tuple(x for i, x in enumerate(items) if i != at and not (each and x.is_("W") and x.is_("REFERRING")))
    those = [x for x in items[at + 1 : at + 2] if each and x.is_("THOSE")] if at is not None else []
    share = [x for x in rest if x.is_("SHARE")] if each else []
    plain = all(x.is_(*ASKED) or x in (*share, *those) or (x.is_("OF") and share) for x in rest)
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
    if isinstance(tree, Pick) and isinstance(tree.over, Over) and tree.over.values and tree.over.axis not in TIME:
        tree = tree.over  # of those of whom the biggest was told
    if isinstance(tree, Top):
        return shown(tree, context)
    if isinstance(tree, Over) and isinstance(tree.of, Count):
        return tree
    two = (tree.earlier, tree.later) if isinstance(tree, Minus) else ()
    counted = [one for one in two if isinstance(one, Count)]
    if len(counted) == 2 and differ_in(*counted) not in ("", WHEN):
        return side_by_side(tuple(counted))  # "which was larger?", of two that were told
    sides = two_sides(tree) if isinstance(tree, Minus) else None
    if sides is not None:
        spans = tuple(sorted(when for side in sides if isinstance(when := when_of(side), Span)))
        return Over(with_when(sides[0], spans[0]), WHEN, spans) if len(spans) == 2 else None
    series = told(context)
    return side_by_side(series) if series[-1:] == (tree,) else None


def by_both(items: Items, context: Context) -> Items:
    """ "By both", after a table by age and one by gender: by the two."""
    said = [x for x in items if not x.is_("AND", "WHAT", "COMMA", "MARK", "STOP", "POLITE", "BY", "BREAKDOWN", "ALSO")]
    both = said[0].get("BOTH") if len(said) == 1 else None
    two = context.spoken[-2:]
    kinds = [[over.axis for over in axes(one)] for one in two]
    if both is None or not any(x.is_("BY", "BREAKDOWN") for x in items) or len(two) != 2:
        return items
    if any(len(kind) != 1 or kind[0] in TIME for kind in kinds) or kinds[0] == kinds[1]:
        return items
    one, other = (said[0].as_("D", Sense("dimension", kind[0])) for kind in kinds)
    return said[0].as_("BY", "by"), one, said[0].as_("AND", "plain"), other
