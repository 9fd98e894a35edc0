"""Everybody, said by all the parts there are: "all Sudanese, adults and children" are those of any age."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import replace

from assistant.asked.count import Where
from assistant.asked.node import Node
from assistant.asked.walk import axes, counts
from assistant.catalog.lookup import Lookup
from assistant.english.counting import Counting
from assistant.english.kinds import Kinds
from assistant.english.lexeme import Lexeme, Meaning
from assistant.words.vocabulary import Sense

Items = tuple[Lexeme, ...]
Limits = Callable[[Items], Where]

HEAD = ("AND", "COMMA", "MARK", "POLITE", "NO", "WHAT")
BOTH = ("BOTH", "ARTICLE")


def for_all(items: Items) -> Items:
    """ "And for all police": of all who are named, as "all police" says."""
    at = next((i for i, x in enumerate(items[:-1]) if not x.is_(*HEAD)), len(items))
    named = items[at + 1 : at + 2]
    if not named or not items[at].is_("FORALL") or not named[0].is_("F") or named[0].is_("D"):
        return items
    every = replace(items[at], meanings=(Meaning("ANYOF", "all"), Meaning("ARTICLE", "article")))
    return (*items[:at], every, *items[at + 1 :])


def of_all_types(items: Items, before: Node | None, kinds: Kinds, lookup: Lookup) -> Items:
    """ "UK nationals in 2023, all types": of any, where one breakdown alone has types that stand together; after those
    who refer, or after what is itself one of the kinds, nobody knows what the types are of.
    """
    typed = {d for d, _ in kinds.wider} & {*kinds.whole}
    at = next((i for i, x in enumerate(items) if x.is_("ALLTYPES")), None)
    if at is None or len(typed) != 1:
        return items
    told = counts(before) if before is not None else ()
    anew = any(x.is_("M", "W") for x in items)
    limits = {d for count in told for d, _ in count.where} | ({over.axis for over in axes(before)} if before else set())
    apart = any(lookup.measures[c.measure].part_of for c in told) or limits & kinds.agents
    if (apart and not (anew or limits & typed)) or any(x.is_("D") for x in items):
        return tuple(x.as_("X", x.text) if x.is_("ALLTYPES") else x for x in items)
    any_of = items[at].as_("ANYOF", "any"), items[at].as_("D", Sense("dimension", min(typed)))
    return (*items[:at], *any_of, *items[at + 1 :])


def of_everybody(items: Items, where: Limits, counting: Counting) -> Items:
    """The same with a list behind "all …," or "everyone," that leaves nobody out as any of its kind."""
    items = for_all(items)
    begin = next((i for i, x in enumerate(items) if not x.is_(*HEAD)), len(items))
    every = any(
        x.is_("EVERYONE") or ((m := x.get("ANYOF")) is not None and m.what == "all") for x in items[begin : begin + 1]
    )
    at = next((i for i in range(len(items) - 1, begin, -1) if items[i].is_("COMMA")), 0) if every else 0
    listed = tuple(x for x in items[at + 1 :] if not x.is_("MARK", "STOP", *BOTH))
    if not at or not all(x.is_("F", "AND") for x in listed):
        return items
    named = tuple(x for x in listed if x.is_("F"))
    if (kind := _kind(named, where, counting)) is None:
        return items
    any_of = named[0].as_("ANYOF", "any"), named[0].as_("D", Sense("dimension", kind))
    return (*items[:at], items[at], *any_of)


def without_some(items: Items, persons: Set[str]) -> Items:
    """ "How many people, including children, …": without those of an age or gender whom everybody includes."""
    at = next((i for i, x in enumerate(items) if i and x.is_("INCLUDING")), 0)
    before = at - 1 - (at > 1 and items[at - 1].is_("COMMA"))
    if not at or not items[before].is_("PEOPLE", "EVERYONE"):
        return items
    end = at + 1
    while end < len(items) and (items[end].is_("AND", "BOTH", "ARTICLE") or _of_persons(items[end], persons)):
        end += 1
    if (
        end == at + 1
        or not items[end - 1].is_("F")
        or any(_of_persons(x, persons) for x in (*items[:at], *items[end:]))
    ):
        return items
    return (*items[: before + 1], *items[end + items[end].is_("COMMA") if end < len(items) else end :])


def _of_persons(item: Lexeme, persons: Set[str]) -> bool:
    named = item.get("F")
    return named is not None and named.what.dimension in persons


def _kind(named: Items, where: Limits, counting: Counting) -> str | None:
    """The one breakdown of which all parts are named, and nothing besides."""
    limits = [where((x,)) for x in named]
    if len(limits) < 2 or any(len(one) != 1 or len(one[0][1]) != 1 for one in limits):
        return None
    kinds = {one[0][0] for one in limits}
    members = tuple(one[0][1][0] for one in limits)
    kind = kinds.pop() if len(kinds) == 1 else ""
    return kind if kind and (counting.names_all(kind, members) or _all_nouns(kind, members, counting)) else None


def _all_nouns(kind: str, members: tuple[str, ...], counting: Counting) -> bool:
    """ "Men and women": all that people of that kind are called by, of the few others whom the tables tell apart."""
    called = {m.id for m in counting.lookup.dimensions[kind].members if m.noun}
    return len(called) > 1 and called <= set(members)
