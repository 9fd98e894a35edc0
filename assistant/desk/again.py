"""The same with a change: what was asked before, what is said now in the place of its part of that kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.answer.model import Part
from assistant.answer.printed import worked_out
from assistant.asked.count import Count, Where
from assistant.asked.having import Having
from assistant.asked.meaning import Asked, Meaning
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.top import Top
from assistant.asked.walk import TIME, unpinned, with_when
from assistant.desk.shown import FIGURES, doubted
from assistant.english.ends import Unfit
from assistant.english.frame import Frame
from assistant.english.part_of import as_share, share_of
from assistant.period import Span
from assistant.service import Assistant

QUARTERS = 4  # of a year
PLAIN = frozenset({"AND", "COMMA", "THOSE", "BOTH", "D", "ONLY"})  # words of a clause that ask for nothing else


def again(assistant: Assistant, text: str, before: Asked, whole: bool = False) -> Node | None:
    """The tree of "the same for 2022"; None where the text says more than a change, or nothing that can be changed.

    ``whole``: not by quarter or year, as what was asked before may be ("for 2022 as a whole").
    """
    tree = worked_out(_newest(before), assistant.lookup)  # of a printed share the share
    while whole and isinstance(tree, Over) and tree.axis in TIME:
        tree = tree.of
    reader = assistant.asking.readers[assistant.trees.publication(tree)]
    said = tuple(item for item in reader.reader.lexer.read(text) if not item.is_("STOP"))
    clause = reader.reader.clause(said)
    if clause.frame is None and any(item.is_("ONLY") for item in said):
        clause = reader.reader.clause(
            tuple(item for item in said if not item.is_("AND"))
        )  # "for 2022 and children only"
    if clause.unknown or clause.frame is None or clause.said - PLAIN:
        return None
    try:
        moved, told = _in_year(tree, clause.frame)
        edited = moved if moved != tree and told.bare and not told.counts else reader.editor.edit(moved, told)
    except Unfit:
        return None
    return edited if edited != tree else None


def _in_year(tree: Node, said: Frame) -> tuple[Node, Frame]:
    """Quarters of one year side by side are those of the year that is said: "Q1 and Q2 of 2022", and "the same for 2021";
    with them what else is said. As they are, where it is otherwise."""
    spans = [one for one in tree.values if isinstance(one, Span)] if isinstance(tree, Over) else []
    years = {one.start // QUARTERS for one in spans}
    whens = said.time.whens if said.time is not None else ()
    year = whens[0] if len(whens) == 1 else None
    several = len(spans) > 1 and len(years) == 1 and all(one.length == 1 for one in spans)
    if not (isinstance(tree, Over) and several and isinstance(year, Span) and year.is_year):
        return tree, said
    by = year.start - years.pop() * QUARTERS
    return replace(tree, values=tuple(Span(one.start + by, one.end + by) for one in spans)), replace(said, time=None)


def limited_to(assistant: Assistant, where: Where, before: Asked) -> Node | None:
    """What was asked before, of those; None where it has no such limit."""
    tree = _newest(before)
    reader = assistant.asking.readers[assistant.trees.publication(tree)]
    try:
        return reader.editor.edit(tree, Frame(where=where))
    except Unfit:
        return None


def share(assistant: Assistant, said: Frame | None, before: Asked, each: bool = False) -> Node | None:
    """The figure before as a share of all, or of what ``said`` names: "what share of child referrals that represents";
    ``each`` of several that were counted side by side, as a share of its own whole."""
    tree = _newest(before)
    where = said.where if said is not None else ()
    inner = tree.of if isinstance(tree, Over) and (each or tree.axis in TIME) else tree
    where = tuple(limit for limit in where if inner is tree or limit[0] != getattr(tree, "axis", ""))
    try:
        found = share_of(inner, Frame(where=where)) if where or (inner is not tree and each) else as_share(inner)
    except Unfit:
        return None
    return replace(tree, of=found) if isinstance(tree, Over) and inner is not tree else found


def over_time(assistant: Assistant, part: Part) -> bool:
    """ "Which year had most?": asked of all years."""
    tree = assistant.asked_of(part) if part.query or part.link else None
    return isinstance(tree, (Pick, Having)) and isinstance(tree.over, Over) and tree.over.axis in TIME


def undivided(before: Asked, of_time: bool = False, named: bool = False) -> Node:
    """The whole of what was asked for in its parts, in the same period: "and the total"; ``of_time`` not by year or
    quarter either, ``named`` of those parts alone that were named."""
    tree = _newest(before)
    tree = _whole(tree.over if isinstance(tree, Top) and isinstance(tree.over, Over) else tree, named)
    while of_time and isinstance(tree, Over):
        spans = [value for value in tree.values if isinstance(value, Span)]
        if any(a.end + 1 != b.start for a, b in pairwise(spans)):
            return tree  # of periods that are no stretch there is no one whole
        tree = with_when(tree.of, Span(spans[0].start, spans[-1].end)) if spans else tree.of
    return tree


def in_all(assistant: Assistant, part: Part) -> Node | None:
    """The whole of what a part asks for in its parts; None where it does not, or has no figure and was read otherwise."""
    if not part.query or not (part.status in FIGURES or doubted(part)):
        return None
    tree = assistant.figure_of(part) if doubted(part) else assistant.asked_of(part)
    whole = undivided(tree, of_time=True)
    return whole if whole != tree else None


def by_year(told: Sequence[Asked]) -> Node | None:
    """Each year of what was asked for by quarter: "and the total for the year", "for each of those two years"; None where
    that is no one count, or no whole years."""
    trees = [_whole(_newest(one)) for one in told]
    tables = [
        tree for tree in trees if isinstance(tree, Over) and tree.axis == "quarter" and isinstance(tree.of, Count)
    ]
    counted = {with_when(tree.of, "default") for tree in tables}
    quarters = sorted({n for tree in tables for span in _times(tree) for n in span.quarters})
    years = [Span(n, n + 3) for n in quarters if n % 4 == 0 and {n, n + 1, n + 2, n + 3} <= {*quarters}]
    if len(counted) != 1 or len(tables) != len(trees) or 4 * len(years) != len(quarters):
        return None
    (count,) = counted
    return with_when(count, years[0]) if len(years) == 1 else Over(count, "period", tuple(years))


def _times(tree: Over) -> list[Span]:
    when = tree.of.when if isinstance(tree.of, Count) else None
    return [value for value in tree.values if isinstance(value, Span)] or ([when] if isinstance(when, Span) else [])


def _whole(tree: Node, named: bool = False) -> Node:
    """The tree without its breakdowns but those by time; ``named`` of those that it breaks down by their names."""
    if not isinstance(tree, Over):
        return tree
    inner = _whole(tree.of, named)
    members = tuple(value for value in tree.values if isinstance(value, str)) if named else ()
    if members and isinstance(inner, Count):
        inner = replace(inner, where=tuple(sorted({**dict(inner.where), tree.axis: members}.items())))
    return replace(tree, of=inner) if tree.axis in TIME else inner


def _newest(before: Asked) -> Node:
    return unpinned(before.of if isinstance(before, Meaning) else before)
