"""Who was left out or limited to, and no longer is: "put them back in", "not only girls", "list them all"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from assistant.asked.count import Count, Where
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.summary import Summary
from assistant.asked.top import Top
from assistant.asked.walk import counts, with_counts
from assistant.english.lexeme import Lexeme
from assistant.period import Span

Items = tuple[Lexeme, ...]
HEAD = ("AND", "POLITE", "COMMA", "MARK", "NO", "GOESON")
ALL = ("EVERYONE", "TOTAL", "ARTICLE", "IN", "FOR", *HEAD)


def widened_by(items: Items, before: Node, where: Callable[[Items], Where]) -> tuple[Items, Node]:
    """What the clause says besides, and the tree before it with those whom it takes in again."""
    for found in (_restored(items, before, where), _not_only(items, before, where), _whole_list(items, before)):
        if found is not None:
            said, tree = found
            begin = next((i for i, x in enumerate(said) if not x.is_(*HEAD, "STOP", "HOWMANY")), len(said))
            rest = said[begin:] or _same_time(items[0], tree)
            return (rest, tree) if rest else (items, before)
    return items, before


def _restored(items: Items, before: Node, where: Callable[[Items], Where]) -> tuple[Items, Node] | None:
    """ "Put them back in, but count children only", "put the Albanians back in": nobody, or not they, left out."""
    at = next((i for i, x in enumerate(items) if x.is_("RESTORES") or _dangles(items, i)), None)
    if at is None:
        return None
    word, begin = items[at].get("RESTORES"), at
    gone: set[tuple[str, str]] = set()  # of all that were left out, where nobody is named
    if word is None or word.what == "back":
        begin = next((i for i, x in enumerate(items[:at]) if x.is_("PARTED")), at)
        gone = {(d, f"!{i}") for d, ids in where(items[begin + 1 : at]) for i in ids}
        if not gone:
            return None

    def taken_in(name: str, one: str) -> bool:
        return one.startswith("!") and (not gone or (name, one) in gone)

    def kept(count: Count) -> Count:
        limits = [(name, tuple(i for i in ids if not taken_in(name, i))) for name, ids in count.where]
        return replace(count, where=tuple((name, ids) for name, ids in limits if ids))

    tree = with_counts(before, kept)
    pairs = pairwise((*items[at + 1 :], items[at]))
    behind = tuple(x for x, noun in pairs if not (x.is_("HOWMANY") and noun.is_("F")))  # "but count children"
    return ((*items[:begin], *behind), tree) if tree != before else None


def _dangles(items: Items, i: int) -> bool:
    """ "Put the Albanians back in": in nothing that is named."""
    parted = items[i].is_("IN") and any(x.is_("PARTED") for x in items[:i])
    return parted and (i + 1 == len(items) or items[i + 1].is_("COMMA", "AND", "STOP", "MARK"))


def _not_only(items: Items, before: Node, where: Callable[[Items], Where]) -> tuple[Items, Node] | None:
    """ "Everyone, not only girls", "not just the police": the same without that limit."""
    at = next((i for i in range(len(items) - 2) if items[i].is_("NOT") and items[i + 1].is_("ONLY")), None)
    if at is None or not all(x.is_(*ALL) for x in items[:at]):
        return None
    end = next(
        (i for i in range(at + 2, len(items)) if not items[i].is_("F", "ARTICLE", "FOR", "BY", "OF")), len(items)
    )
    limits = set(where(items[at + 2 : end]))
    told = counts(before)
    if not limits or not all(limits <= set(count.where) for count in told):
        return None
    rest = tuple(x for x in items[end:] if not x.is_("EVERYONE", *HEAD))
    return rest, with_counts(before, lambda c: replace(c, where=tuple(x for x in c.where if x not in limits)))


def _whole_list(items: Items, before: Node) -> tuple[Items, Node] | None:
    """ "List them all", after which of them was highest; "same list, children only", after the average of it."""
    at = next((i for i, x in enumerate(items) if x.is_("WHOLELIST")), None)
    if at is None:
        return None
    again = any(m.category == "WHOLELIST" and m.what == "same" for m in items[at].meanings)
    tree = before.over if isinstance(before, (Pick, Summary) if again else (Pick, Summary, Top)) else before
    if not isinstance(tree, (Over, Top)):
        return None
    return tuple(x for i, x in enumerate(items) if i != at and not x.is_("ASK")), tree


def _same_time(item: Lexeme, tree: Node) -> Items:
    """A clause that asks for the tree as it is: at its own time."""
    whens = {count.when for count in counts(tree)}
    when = whens.pop() if len(whens) == 1 else None
    return (item.as_("T", when),) if isinstance(when, Span) else ()
