"""A follow-up that leaves open what it asks for: "so that is a rise of?", "a rise of what, in per cent?"."""

from __future__ import annotations

from assistant.asked.node import Node
from assistant.asked.walk import counts
from assistant.english.ends import GRAINS
from assistant.english.lexeme import Lexeme

Items = tuple[Lexeme, ...]

BESIDE = ("AND", "POLITE", "FILLER", "COMMA", "ARTICLE", "BE", "THAT", "IT", "REL", "REASON", "VERB", "GOESON")
WISH = ("NO", "POLITE", "COMMA", "MARK", "STOP", "PRONOUN", "FILLER", "WHAT", "ASK", "AND", "SHOW")


def left_open(items: Items) -> Items:
    """ "So that's a rise of?", "making it a difference of …", "a fall of what, in per cent?": what it is, is asked."""
    items = _for_every(items)
    said = [x for x in items if not x.is_("STOP", "MARK")]
    percent = len(said) > 3 and said[-1].is_("INPERCENT")
    end = len(said) - percent
    end -= percent and said[end - 1].is_("COMMA")
    asked = end > 2 and said[end - 1].is_("WHAT")
    end -= asked
    if end < 2 or not said[end - 1].is_("OF") or not all(x.is_(*BESIDE) for x in said[: end - 2]):
        return items
    if len(said) < 3 or (percent and not asked):
        return items
    for kind in ("MOVE", "DIFF"):
        if (moved := said[end - 2].get(kind)) is not None:  # a "drop" is no leaving out
            word = said[end - 1]
            open_ = word.as_("HOWMUCH", "percent") if percent else word.as_("WHAT", "what")
            return open_, said[end - 2].as_(kind, moved.what)
    return items


def _for_every(items: Items) -> Items:
    """ "So how many boys for every girl?": the ratio of boys to girls."""
    said = [x for x in items if not x.is_("STOP", "MARK", "POLITE", "AND", "COMMA", "TO")]
    if len(said) != 4 or not (said[0].is_("HOWMANY") and said[2].is_("EACH") and said[3].is_("F")):
        return items
    one, other = ({(m.what.kind, m.what.dimension) for m in x.meanings if m.category == "F"} for x in said[1::2])
    if not one & other or said[3].is_("PLURAL"):
        return items
    return said[0].as_("RATIO", "ratio"), said[1], said[2].as_("TO", "to"), said[3]


def grains_meant(items: Items, before: Node) -> Items:
    """ "No, I meant quarters", after years: the same by quarter."""
    grains = [i for i, x in enumerate(items) if (m := x.get("UNIT")) is not None and m.what in GRAINS]
    meant = any(x.is_("NO", "FILLER", "ASK") for x in items)
    if len(grains) != 1 or not meant or not all(i in grains or x.is_(*WISH) for i, x in enumerate(items)):
        return items
    if not counts(before):
        return items
    said = items[grains[0]]
    unit = said.get("UNIT")
    return tuple(x.as_("GRAIN", unit.what) if unit is not None and x is said else x for x in items)


def much_in_percent(items: Items) -> Items:
    """ "By how much in percentage terms?": by what percentage."""
    said = [x for x in items if not x.is_("AND", "COMMA", "MARK", "STOP", "POLITE")]
    if len(said) == 2 and said[0].is_("HOWMUCH") and said[1].is_("INPERCENT"):
        return (said[0].as_("HOWMUCH", "percent"),)
    return items
