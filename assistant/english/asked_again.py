"""A sentence that asks again all that the sentence before it asked: "then the same for 2023", "just the children"."""

from __future__ import annotations

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.walk import counts
from assistant.english.followed import frame_of
from assistant.english.lexeme import Lexeme

BESIDE = ("AND", "COMMA", "POLITE", "MARK")
PLAIN = ("ONLY", "F", "ARTICLE", "ONES", "FOR", "STOP")


def asks_all_again(items: tuple[Lexeme, ...], told: tuple[Node, ...]) -> bool:
    """Is every tree of those that were ``told`` together meant again: the same of others, at another time, or narrowed
    by what limits none of them?
    """
    said = [item for item in items if not item.is_(*BESIDE)]
    if len(said) > 1 and said[0].is_("REPEAT"):
        return not any(item.is_("HOWMANY", "SHARE") for item in said[1:])
    later = [item for item in said if not item.is_("WHAT", "IN", "FOR", "STOP")]
    if len(later) == 1 and later[0].is_("T", "EARLIER"):
        return len({frame_of(one).time for one in told}) == 1
    return _narrows(said, told)


def _narrows(said: list[Lexeme], told: tuple[Node, ...]) -> bool:
    """ "Just the children please", "Albanians only"."""
    only = [item for item in said if item.is_("ONLY")]
    named = [item for item in said if item.is_("F")]
    if len(only) != 1 or not named or not all(item.is_(*PLAIN) for item in said):
        return False
    kinds = {m.what.dimension for item in named for m in item.meanings if m.category == "F"}
    limited = {d for one in told for count in counts(one) for d, _ in count.where}
    return all(isinstance(one, Count) for one in told) and not kinds & limited
