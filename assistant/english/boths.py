"""A list that ends in "both": "in the UK only, overseas only, or in both" names the member that combines the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from assistant.asked.count import Count
from assistant.english.lexeme import Lexeme
from assistant.words.vocabulary import Sense

Combined = Mapping[
    tuple[str, frozenset[str]], str
]  # (dimension, members that are combined) -> the member that has them
PLAIN = ("AND", "WHAT", "HOWMANY", "BE", "COMMA", "MARK", "STOP", "POLITE", "IN", "FOR", "BY")  # beside "both" alone
JOINS = ("AND", "OR", "COMMA", "IN", "ARTICLE", "BY")


def with_both(items: tuple[Lexeme, ...], combined: Combined) -> tuple[Lexeme, ...]:
    """The same, with a closing "both" as the member that it means, where the list before it has one."""
    at = next((i for i, item in enumerate(items) if i and (m := item.get("BOTH")) and m.what == "two"), None)
    if at is None or not _closes(items, at):
        return items
    listed = [m.what for item in items[:at] for m in item.meanings if m.category == "F" and m.what.kind == "member"]
    for dimension in dict.fromkeys(sense.dimension for sense in listed):
        named = frozenset(sense.id for sense in listed if sense.dimension == dimension)
        if (member := combined.get((dimension, named))) is not None:
            return (*items[:at], items[at].as_("F", Sense("member", member, dimension)), *items[at + 1 :])
    return items


def two_compared(items: tuple[Lexeme, ...], combined: Combined) -> tuple[Lexeme, ...]:
    """ "Compare labour and criminal exploitation": the one with the other, "the total of labour and criminal
    exploitation": the one and the other, and not those who report both.
    """
    named = [x for x in items if x.is_("F")]
    summed = [x for before, x in pairwise(items) if x.is_("F") and _sums(before)]
    compares = any(x.is_("COMPARE", "DIFF") for x in items) and not any(x.is_("VERSUS", "BASE", "THAN") for x in items)
    compares = compares and len(named) == 1 and sum(x.is_("T", "TM") for x in items) < 2
    named = summed or named
    if not (summed or compares):
        return items
    sense = named[0].meanings[0].what
    parts = next((held for (d, held), one in combined.items() if (d, one) == (sense.dimension, sense.id)), frozenset())
    if len(parts) != 2:
        return items
    one, other = (named[0].as_("F", Sense("member", name, sense.dimension)) for name in sorted(parts))
    return tuple(y for x in items for y in ((one, x.as_("AND", "plain"), other) if x is named[0] else (x,)))


def _sums(item: Lexeme) -> bool:
    total = item.get("TOTAL")
    return item.is_("SUM") or (total is not None and total.what == "of")


def _closes(items: tuple[Lexeme, ...], at: int) -> bool:
    """Joined by "and" or "or" to what stands before, and nobody named behind it."""
    before = at
    while before and items[before - 1].is_(*JOINS):
        before -= 1
    listed = before > 2 and items[before - 1].is_("F") and items[before - 2].is_("COMMA") and items[before - 3].is_("F")
    joined = listed or any(item.is_("AND", "OR") for item in items[before:at])  # "UK only, overseas only, both"
    return joined and not any(item.is_("F", "D", "M") for item in items[at + 1 :])


def both_alone(items: tuple[Lexeme, ...], told: Sequence[Count], combined: Combined) -> tuple[Lexeme, ...]:
    """ "And both?", "how many in both?", after those in the UK only and those overseas only: the member that combines
    the two told last; the sum of both, where none does.
    """
    said = [i for i, x in enumerate(items) if not x.is_(*PLAIN)]
    if len(said) != 1 or not items[said[0]].is_("BOTH") or len(told) < 2:
        return items
    one, other = dict(told[-2].where), dict(told[-1].where)
    at = said[0]
    for dimension in (d for d in one if one[d] != other.get(d)):
        named = frozenset((*one[dimension], *other.get(dimension, ())))
        if (member := combined.get((dimension, named))) is not None:
            return (*items[:at], items[at].as_("F", Sense("member", member, dimension)), *items[at + 1 :])
    return (*items, items[at].as_("SUM", "sum")) if any(x.is_("HOWMANY") for x in items) else items
