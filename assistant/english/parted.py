"""Verbs in two parts, with what is meant between them: "break 2023 down by quarter", "add those two up"."""

from __future__ import annotations

from assistant.english.lexeme import Lexeme
from assistant.english.lexicon import lexicon

Items = tuple[Lexeme, ...]
HEAD = ("AND", "POLITE", "COMMA", "MARK", "NO", "GOESON", "PRONOUN")
DATED = ("T", "TM", "IN", "FOR")  # "for 2023, break the number down"
CUTS = ("GRAIN", "BREAKDOWN", "BY", "D")
TOLD = ("ARTICLE", "THOSE", "IT", "LATEST", "UNIT", "ANYOF", "HOWMANY", "EVERYONE")  # figures told before
MANY = ("TWO", "N", "BOTH")


def of_one_verb(items: Items) -> Items:
    """The clause with such a verb in one place, where it stands at the head."""
    at = next((i for i, x in enumerate(items) if not x.is_(*HEAD, *DATED)), None)
    kind = _kind(items[at]) if at is not None else ""
    if at is None or not kind:
        return items
    return _cut(items, at) if kind == "apart" else _added(items, at, kind == "sum")


def _kind(item: Lexeme) -> str:
    """What a verb does whose particle may stand further on: "can you break", "split", "add"."""
    words = lexicon().get((item.text.split()[-1],), ())
    return next((word.meaning for word in words if word.category == "PARTED"), "")


def _cut(items: Items, at: int) -> Items:
    """ "Break 2023 down by quarter", "split those up by age": by quarter, and nothing went down or up."""
    for i in range(at + 1, len(items) - 1):
        if items[i].is_("MOVE", "PARTICLE") and items[i + 1].is_(*CUTS):
            return (*items[:at], *items[at + 1 : i], *items[i + 1 :])
        down = items[i].get("BREAKDOWN")
        if down is not None and down.what == "down":
            return (*items[:at], *items[at + 1 : i], items[i].as_("BREAKDOWN", "breakdown"), *items[i + 1 :])
    behind = items[at + 1 :]
    dated = len(behind) > 1 and behind[0].is_("T", "TM") and behind[1].is_(*CUTS)
    return (*items[:at], *behind) if items[at].is_("BREAKDOWN") and dated else items


def _added(items: Items, at: int, sums: bool) -> Items:
    """ "Add those two up", "put the last three together": the sum of so many that were told. ``sums``: the verb says so
    by itself.
    """
    rest = [x for x in items[at + 1 :] if not x.is_("STOP", "POLITE", "MARK", "COMMA")]
    if rest and rest[-1].is_("MOVE", "SUM"):
        rest = rest[:-1]
    elif not sums:
        return items
    many = [x for x in rest if x.is_(*MANY)]
    if len(many) != 1 or not all(x in many or x.is_(*TOLD) for x in rest):
        return items
    said = tuple(x.as_("TWO", "two") if x.is_("BOTH") else x for x in many)
    return (*items[:at], items[at].as_("SUM", "sum"), *said)
