"""Trees as a follow-up finds them: their axis, their one period, what they are without it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import Any, TypeGuard

from assistant.asked.before import Before
from assistant.asked.count import Count, Where
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.place import Place
from assistant.asked.ratio import Ratio
from assistant.asked.walk import counts, over_of, rebuilt, with_counts, with_when
from assistant.english.ends import GRAINS, Unfit
from assistant.english.frame import Frame, Time, less_those
from assistant.english.lexeme import Lexeme
from assistant.period import Span


def of_its_periods(tree: Node, time: Time) -> Node:
    """What is picked or averaged of periods named one by one, or of years, has none of another one: it is its count."""
    table = over_of(tree)
    if not isinstance(table, Over) or table.axis not in ("year", "quarter", "period"):
        return unlisted(tree)
    size = {"year": 4, "quarter": 1}.get(table.axis, 0)
    single = [w for w in time.whens if isinstance(w, Span) and w.length <= size]
    return table.of if table.axis == "period" or len(single) == len(time.whens) else unlisted(tree)


def unlisted(tree: Node) -> Node:
    """A table over time without the years or quarters that it was told at: those of another stretch are others."""
    if isinstance(tree, Over) and tree.axis in GRAINS:
        tree = replace(tree, values=())
    return rebuilt(tree, unlisted)


def is_one_of(table: Over, when: Any) -> bool:
    """ "Just Q4", of a table by quarter: one figure of it."""
    return isinstance(when, Span) and when.length <= {"year": 4, "quarter": 1}.get(table.axis, 0)


def is_series(tree: Node) -> TypeGuard[Over]:
    return isinstance(tree, Over) and tree.axis in (*GRAINS, "period")


def single(tree: Node) -> Node:
    """ "What's the most recent?" after a change: where both sides have become one, that one."""
    if isinstance(tree, Over):
        return replace(tree, of=single(tree.of))
    if isinstance(tree, Minus) and tree.later == tree.earlier:
        return tree.later
    return tree.whole if isinstance(tree, Ratio) and tree.part == tree.whole else tree


def along(tree: Node) -> Node:
    """ "And each year?" after a change between two periods: what changed, over the stretch from one to the other."""
    if not isinstance(tree, Minus):
        return tree
    later, earlier = (
        next(iter(whens)) if len(whens := {count.when for count in counts(side)}) == 1 else None
        for side in (tree.later, tree.earlier)
    )
    if not isinstance(later, Span) or not isinstance(earlier, Span) or later.start <= earlier.start:
        return tree
    stretch = Span(earlier.start, later.end)
    whole = with_when(tree.later, stretch)
    return whole if whole == with_when(tree.earlier, stretch) else tree


def left_out(count: Count, less: Any) -> Count:
    """ "Not the girls", of females."""
    limits = less_those(count.where, less)
    if limits is None:
        raise Unfit("those to be left out are not told apart")
    return replace(count, where=limits)


def at_place_of(tree: Node, where: Where) -> Node | None:
    """ "And Thames Valley?", after where another force stands in the order: where it does."""
    alone = len(where) == 1 and len(where[0][1]) == 1 and not denied(where[0][1])
    if not (isinstance(tree, Place) and alone and where[0][0] == tree.over.axis):
        return None
    return replace(tree, member=where[0][1][0])


def placed(tree: Place) -> Node:
    """Whom a rank was asked of, or the period: its count."""
    table = tree.over
    if table.axis in (*GRAINS, "period"):
        return with_when(table.of, span) if (span := Span.named(tree.member)) is not None else tree
    limit = (table.axis, (tree.member,))
    return with_counts(table.of, lambda c: replace(c, where=tuple(sorted({*c.where, limit}))))


def denied(ids: tuple[str, ...]) -> bool:
    """Is this only who is left out?"""
    return all(i.startswith("!") for i in ids)


def axis_of(tree: Node) -> str:
    """The axis of a table, or of a table of shares of one whole."""
    if isinstance(tree, Ratio):
        return axis_of(tree.part)
    return tree.axis if isinstance(tree, Over) else ""


def without_axes(tree: Node) -> Node:
    while isinstance(tree, Over) and tree.axis not in (*GRAINS, "period"):
        tree = tree.of
    return tree.of if isinstance(tree, Before) else tree


def headed(many: tuple[Frame, ...], alike: tuple[Set[str], ...]) -> tuple[Where, tuple[Frame, ...]]:
    """ "Ghanaians, men and women": what stands first limits those listed behind it, where it alone is of its kind.

    ``alike``: breakdowns that are of one kind though they are several.
    """
    first, *rest = many
    kinds = {d for one in rest for d, _ in one.where}
    if len(rest) < 2 or len(kinds) != 1 or len(first.where) != 1:
        return (), many
    both = {*kinds, first.where[0][0]}
    return (first.where, tuple(rest)) if len(both) == 2 and not any(both <= kind for kind in alike) else ((), many)


def frame_of(node: Node) -> Frame:
    """The count that a tree is of, as what a later question may leave unsaid: of a share, its whole."""
    inner: Any = node
    spans: tuple[Any, ...] = ()
    many: Where = ()
    while not isinstance(inner, Count):
        if isinstance(inner, Over) and inner.axis == "period":
            spans = inner.values  # each of them, and not the first alone
        elif isinstance(inner, Over) and inner.values:
            many = (*many, (inner.axis, tuple(str(value) for value in inner.values)))  # and of nobody else
        if isinstance(inner, Ratio):
            inner = inner.whole
        elif hasattr(inner, "of"):
            inner = inner.of[0] if isinstance(inner.of, tuple) else inner.of
        else:
            inner = counts(inner)[0]
    time = Time(spans) if spans else None if inner.when == "default" else Time((inner.when,))
    return Frame(strong=(inner.measure,), where=tuple(sorted({*inner.where, *many})), time=time, as_of=inner.as_of)


SPEAKING = ("WHAT", "BE", "AND", "COMMA", "MARK", "STOP", "THAT", "HOWMANY")


def asks_newest(items: tuple[Lexeme, ...], before: Node) -> bool:
    """ "What is the latest figure for that quarter?": of what was spoken of, as it stands now; "and what is it now?",
    of a figure of a release.
    """
    said = [x for x in items if not x.is_(*SPEAKING)]
    released = any(count.as_of for count in counts(before))
    return len(said) == 1 and (said[0].is_("NEWLYPUBLISHED") or (released and said[0].is_("NOW", "LATEST")))
