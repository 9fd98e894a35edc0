"""A sentence that asks again all that was asked in the text before it: "then the same for 2023", "just the children",
"how many of those were boys?".
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.asked.count import Count, Where
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.walk import counts
from assistant.english.followed import frame_of
from assistant.english.lexeme import Lexeme

Limits = Callable[[tuple[Lexeme, ...]], Where]

BESIDE = ("AND", "COMMA", "POLITE", "MARK", "STOP")
PLAIN = ("ONLY", "F", "ARTICLE", "ONES", "FOR", "BY", "IN")
ASKING = ("HOWMANY", "SHARE", "WHAT", "OF", "BE", "HAVE")


def asks_all_again(items: tuple[Lexeme, ...], told: tuple[Node, ...], where: Limits) -> bool:
    """Is every tree of those that were ``told`` together meant again: the same of others, at another time, or narrowed
    by what limits none of them?
    """
    said = [item for item in items if not item.is_(*BESIDE)]
    if len(said) > 1 and said[0].is_("REPEAT"):
        return not any(item.is_("HOWMANY", "SHARE") for item in said[1:])
    later = [item for item in said if not (item.is_("WHAT", "IN", "FOR") or _they(item, said))]
    if len(later) == 1 and later[0].is_("T", "EARLIER"):
        stepped = not later[0].is_("T") and any(isinstance(one, Pick) for one in told)  # "and the next one?"
        return not stepped and len({frame_of(one).time for one in told}) == 1
    limits = where(tuple(item for item in said if item.is_("F")))
    if _parts(said, told):
        return True
    return bool(limits) and any(meant(said, told, limits) for meant in (_narrows, _of_those, _of_others))


def _they(item: Lexeme, said: list[Lexeme]) -> bool:
    """ "What were they in 2022?": all of them."""
    they = any(m.category == "IT" and m.what == "they" for x in said for m in x.meanings)
    return (they and item.is_("IT", "BE")) or item.is_("THAT")


def _narrows(said: list[Lexeme], told: tuple[Node, ...], limits: Where) -> bool:
    """ "Just the children please", "Albanians only"."""
    only = [item for item in said if item.is_("ONLY")]
    plain = len(only) == 1 and all(item.is_(*PLAIN) for item in said)
    return plain and all(isinstance(one, Count) for one in told) and _new(limits, told)


def _of_those(said: list[Lexeme], told: tuple[Node, ...], limits: Where) -> bool:
    """ "How many of those were children?", "what share were British?"; after all and a part of them it is the part."""
    asks = bool(said) and said[0].is_("HOWMANY", "SHARE", "OF", "THOSE") and all(_asks(item) for item in said)
    of_those = any(item.is_("THOSE") for item in said) or (bool(said) and said[0].is_("SHARE"))
    alike = all(isinstance(one, (Count, Pick)) for one in told) and not _nested(told)
    return bool(asks and of_those) and alike and _new(limits, told)


def _asks(item: Lexeme) -> bool:
    return item.is_(*PLAIN, *ASKING, "THOSE")


def _parts(said: list[Lexeme], told: tuple[Node, ...]) -> bool:
    """ "By quarter", "broken down by age"."""
    named = [item for item in said if item.is_("D", "GRAIN")]
    plain = len(named) == 1 and all(item.is_("BY", "BREAKDOWN", "D", "GRAIN", "EACH") for item in said)
    kinds = {m.what.id for item in named for m in item.meanings if m.category == "D"}
    counted = all(isinstance(one, Count) for one in told) and not _nested(told)
    return plain and counted and not kinds & _limited(told)


def _of_others(said: list[Lexeme], told: tuple[Node, ...], limits: Where) -> bool:
    """ "And Vietnamese?", after the Albanians among children and among adults: those of another kind than that in which
    what was told differs.
    """
    named = [item for item in said if item.is_("F")]
    wheres = [dict(one.where) for one in told if isinstance(one, Count)]
    plain = bool(named) and all(item.is_("F", "WHAT", "ARTICLE", "ONES", "FOR") for item in said)
    if not plain or len(wheres) != len(told) or len({frozenset(where) for where in wheres}) > 1:
        return False
    apart = {name for where in wheres for name in where if any(other[name] != where[name] for other in wheres)}
    return len(apart) < 2 and not {d for d, _ in limits} & apart


def _new(limits: Where, told: tuple[Node, ...]) -> bool:
    """Is somebody named of a kind by which none of them was limited, and else of what all were: girls of children?"""
    known = _limited(told)
    anew = [limit for limit in limits if limit[0] not in known]
    shared = all(limit in count.where for limit in limits if limit[0] in known for one in told for count in counts(one))
    return bool(anew) and shared


def _limited(told: tuple[Node, ...]) -> set[str]:
    ranked = {one.over.axis for one in told if isinstance(one, Pick) and isinstance(one.over, Over)}
    return ranked | {d for one in told for count in counts(one) for d, _ in count.where}


def _nested(told: tuple[Node, ...]) -> bool:
    """Is one of them a part of another?"""
    known = [one for one in told if isinstance(one, Count)]
    return any(set(a.where) < set(b.where) and a.measure == b.measure for a in known for b in known)
