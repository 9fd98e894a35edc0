"""What may not be computed, told before anything is read: stocks, printed percentages, parts that are no partition."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.having import Having
from assistant.asked.history import History
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.per import Per
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.ratio import Ratio
from assistant.asked.running import Running
from assistant.asked.summary import Summary
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.asked.walk import NODES, TIME, axes, counts, percentage, walk
from assistant.catalog.lookup import Lookup
from assistant.period import Span

COMPUTING = (Running, Summary, Top, Per, Ratio, Pick, Place, Having, Minus, Truth)
LENGTHS = {"latest_quarter": 1, "latest_year": 4}


class Refused(Exception):
    """A tree that would be a wrong figure; ``str`` is one sentence for the reader."""


ONE_PERIOD = ("default", "latest_year", "latest_quarter")  # of the times that are told against what is held


def check(tree: Node, lookup: Lookup) -> None:
    """Raises :class:`Refused` where the tree asks for what may not be computed."""
    for sentence in _wrong(tree, lookup):
        raise Refused(sentence)


def allowed(tree: Node, lookup: Lookup) -> bool:
    """May the tree be computed?"""
    return not any(True for _ in _wrong(tree, lookup))


def _wrong(tree: Node, lookup: Lookup) -> Iterator[str]:
    for node in walk(tree):
        if isinstance(node, Count) and lookup.excludes(node.where):
            named = [lookup.label(d, one) for d, ids in node.where if lookup.dimensions[d].place == "by" for one in ids]
            yield f"No first responder is of both kinds: {' and '.join(named)}."
        if isinstance(node, COMPUTING):
            yield from _printed(node, lookup)
        if isinstance(node, (Running, Summary, Top, Per)):
            yield from _added(node, lookup)
        elif isinstance(node, Ratio) and node.as_ == "percent":
            yield from _share(node, lookup)
        elif isinstance(node, (Minus, Truth)) or (isinstance(node, Ratio) and node.as_ == "times"):
            yield from _sides(node, lookup)
        elif isinstance(node, History) and not _by_itself(node.of):
            yield "What a figure has been in each release is told for one year or quarter at a time."
        elif isinstance(node, Over) and node.axis in TIME and any(o.axis in TIME for o in axes(node.of)):
            yield "A figure cannot be asked by year and by quarter at once."


def _printed(node: Node, lookup: Lookup) -> Iterator[str]:
    """Of a printed figure only a limit is asked, or how far two of one kind lie apart, where they are of that kind."""
    kinds = {count.measure for count in counts(node)}
    printed = [lookup.measures[name] for name in sorted(kinds) if lookup.measures[name].printed]
    apart = isinstance(node, Minus) and node.as_ == "number" and isinstance(node.later, Count)
    right = node.right if isinstance(node, Truth) and isinstance(node.left, Count) else node
    limit, longer = not isinstance(right, NODES), isinstance(right, Count)
    if printed and not limit and not ((apart or longer) and len(kinds) == 1 and printed[0].apart):
        yield (
            f"Figures of {printed[0].label} are given as printed: they are not added, averaged, divided, ranked or set "
            "against others."
        )


def _sides(node: Minus | Truth | Ratio, lookup: Lookup) -> Iterator[str]:
    """Two things that are set against each other: of one unit, not one thing twice, and counted over as long."""
    one, other = _two(node)
    if isinstance(one, (Truth, History)) or isinstance(other, (Truth, History)):
        yield "Only figures are set against each other."
    if isinstance(node, Truth) and (isinstance(one, Over) or isinstance(other, Over)):
        yield "Whether it is so is asked of one figure at a time."
    if isinstance(node, Minus) and node.as_ == "points" and not (percentage(one) and percentage(node.earlier)):
        yield "Percentage points lie between two percentages only."
    elif isinstance(other, NODES) and percentage(one) != percentage(other):
        yield "A number and a percentage are not compared."
    elif isinstance(other, NODES) and isinstance(one, Place) != isinstance(other, Place):
        yield "A place in an order and a number are not compared."
    elif one == other:
        yield "Both sides are the same figure, so that there is nothing to compare."
    elif (a := _length(one, lookup)) and (b := _length(other, lookup)) and a != b:
        yield (
            "The two periods are not of the same length, so that their numbers are not compared. "
            "The same quarters of each year can be."
        )


def _two(node: Minus | Truth | Ratio) -> tuple[Node, object]:
    if isinstance(node, Minus):
        return node.later, node.earlier
    return (node.left, node.right) if isinstance(node, Truth) else (node.part, node.whole)


def _length(node: object, lookup: Lookup) -> int | None:
    """In quarters, of the period that a number is counted over; None of one at a date or of no number."""
    while isinstance(node, Over) and node.axis not in TIME:
        node = node.of
    if not isinstance(node, Count):
        return None
    measure = lookup.measures[node.measure]
    if measure.kind == "stock" or measure.printed:
        return None
    return node.when.length if isinstance(node.when, Span) else LENGTHS.get(node.when)


def _by_itself(node: Node) -> bool:
    if isinstance(node, Over) and node.axis == "period":
        return True  # each by itself
    when = node.when if isinstance(node, Count) else None
    return when in ONE_PERIOD or (isinstance(when, Span) and (when.is_year or when.length == 1))


def _added(node: Running | Summary | Top | Per, lookup: Lookup) -> Iterator[str]:
    """Sums and averages: of counts of events, never of a number at a date over time, nor of percentages."""
    over = node.of if isinstance(node, Per) else node.over
    along = "time" if isinstance(node, Per) else next((o.axis for o in axes(over)), "")
    adds = not isinstance(node, Top) or node.what != "list"
    if adds and (along in TIME or along == "time"):
        for count in counts(over):
            if lookup.measures[count.measure].kind == "stock":
                label = lookup.measures[count.measure].label
                yield f"The number of {label} is counted at a date, so that it is neither added nor averaged over time."
            elif not lookup.measures[count.measure].adds:
                label = lookup.measures[count.measure].label
                yield f"Nobody has confirmed that {label} may be added over time, so that each period stands alone."
    bare = over.of if isinstance(over, Over) else over
    if percentage(bare) and not isinstance(node, Top) and not (isinstance(node, Summary) and not node.sums):
        yield "Percentages are not added or averaged: the wholes that they are of differ."
    if isinstance(node, Top) and node.what != "list":
        yield from _partition(over, lookup)


def _partition(over: Node, lookup: Lookup) -> Iterator[str]:
    for axis in axes(over):
        if axis.axis not in TIME and not lookup.dimensions[axis.axis].partition:
            label = lookup.dimensions[axis.axis].label
            yield f"The categories of {label} overlap, so that they are not added."


def _share(node: Ratio, lookup: Lookup) -> Iterator[str]:
    """A share: each count of the part lies within one of the whole, and its breakdowns are partitions."""
    wholes = [c for c in _plain(node.whole)]
    for part in _plain(node.part):
        if not any(_within(part, whole, lookup) for whole in wholes):
            yield "A share needs a part that lies within its whole; these are two different things."
        for dimension, ids in part.where:
            # One printed category is part of a printed total, whether or not all of them add up to it.
            added = len(ids) > 1 or lookup.group(dimension, ids[0]) is not None or ids[0].startswith("!")
            if (
                added
                and not lookup.dimensions[dimension].partition
                and any(dimension not in dict(w.where) for w in wholes)
            ):
                label = lookup.dimensions[dimension].label
                yield f"The categories of {label} do not make up a whole, so that no share of it is given."


def _plain(node: Node) -> list[Count]:
    return [] if isinstance(node, Before) else counts(node)


def _within(part: Count, whole: Count, lookup: Lookup) -> bool:
    among = (part.measure, lookup.measures[part.measure].part_of)  # county lines referrals are referrals
    if whole.measure not in among or part.as_of != whole.as_of:
        return False
    if isinstance(part.when, Span) and isinstance(whole.when, Span):
        inside = whole.when.start <= part.when.start and part.when.end <= whole.when.end
        same = inside or part.when.length == whole.when.length
    else:
        same = True
    mine = dict(part.where)
    return same and all(
        d in mine and set(lookup.expand(d, mine[d])) <= set(lookup.expand(d, ids)) for d, ids in whole.where
    )
