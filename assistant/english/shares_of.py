"""Shares of several: by a breakdown, and of others than those that were named."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.walk import counts, with_counts
from assistant.catalog.lookup import Lookup
from assistant.english.asks import Ask
from assistant.english.ends import GRAINS, Unfit
from assistant.english.frame import Axis, Frame, merge, without


def of_others(node: Node, others: Frame) -> Node:
    """ "… were positive for children, compared with adults?": the same of others, in place of those of their kind."""
    named = dict(others.where)
    if not all(any(d in dict(count.where) for count in counts(node)) for d in named):
        raise Unfit("sides that do not compare")
    return with_counts(
        node, lambda count: replace(count, where=tuple((d, named.get(d, ids)) for d, ids in count.where))
    )


def over_axes(share: Node, axes: list[Axis]) -> Node:
    """A share over breakdowns, those of time outermost."""
    for axis in sorted(axes, key=lambda one: one.name in GRAINS):
        if axis.where:
            raise Unfit("a breakdown of one kind")
        share = Over(share, axis.name)
    return share


def of_one(ask: Ask, side: int, many: tuple[Frame, ...], one: Frame) -> Ask:
    """A share of several counts, of one of them alone."""
    frame = ask.args[side]
    assert isinstance(frame, Frame)
    alone = merge(replace(frame, lists=tuple(x for x in frame.lists if x != many)), one)
    if alone is None:
        raise Unfit("a list that does not fit")
    return replace(ask, args=tuple(alone if i == side else arg for i, arg in enumerate(ask.args)))


def left_out(top: Frame, base: Frame, lookup: Lookup) -> tuple[Frame, Frame]:
    """ "What percentage were children, excluding age unknown?": what the part is not is left out of the whole; that
    "UK nationals" are no dual nationals only says who they are.
    """
    part, whole = dict(top.where), dict(base.where)
    for name, ids in top.where:
        apart = tuple(i for i in ids if i.startswith("!"))
        if apart and len(apart) < len(ids) and name not in whole:
            part[name] = tuple(i for i in ids if not i.startswith("!"))
            others = tuple(
                i for i in apart if not (_combines(lookup, name, i[1:]) or _without(lookup, name, part[name], i[1:]))
            )
            whole.update({name: others} if others else {})
    return replace(top, where=tuple(sorted(part.items()))), replace(base, where=tuple(sorted(whole.items())))


def narrowed(whole: Frame, part: Frame, lookup: Lookup) -> Frame:
    """ "What share of EU nationals were Romanian?": without those limits of which the part says some."""
    within = {
        name
        for name, ids in part.where
        if name in whole.filters and {*lookup.expand(name, ids)} < {*lookup.expand(name, whole.filters[name])}
    }
    return without(whole, within)


def _without(lookup: Lookup, dimension: str, ids: tuple[str, ...], name: str) -> bool:
    """ "Foreign nationals (not UK)": the group is of all but those anyway."""
    groups = [lookup.group(dimension, one) for one in ids]
    return any(group is not None and name in group.except_members for group in groups)


def _combines(lookup: Lookup, dimension: str, name: str) -> bool:
    """Is it a group of combinations alone?"""
    group = lookup.group(dimension, name)
    members = [lookup.member(dimension, one) for one in (group.members if group else ())]
    return bool(members) and all(one is not None and one.contains for one in members)


def rate_of_people(part: Frame, about: Frame, known: Frame, outcomes: set[str]) -> tuple[Frame, Frame, Frame]:
    """ "The positive rate for children", after decisions: of the decisions for children. The outcome, whom the rate is
    of, and what was spoken of without others of their kind.
    """
    people = {d: ids for d, ids in part.filters.items() if d not in outcomes}
    whose = merge(about, Frame(where=tuple(people.items())))
    if whose is None:
        raise Unfit("a rate of people who are not those it is asked of")
    return without(part, set(people)), whose, without(known, set(people))
