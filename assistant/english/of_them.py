"""Whom a follow-up is of, where it says so by little: "all of them", "how many were men?", "theirs in 2022"."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import replace

from assistant.asked.count import Count
from assistant.asked.walk import counts
from assistant.english.conversation import Context
from assistant.english.frame import Frame
from assistant.english.lexeme import Lexeme
from assistant.english.told import side_by_side, told
from assistant.period import Span

Items = tuple[Lexeme, ...]
Named = Callable[[Items], Frame | None]

BESIDE = ("AND", "POLITE", "WHAT", "COMMA", "MARK", "STOP", "HOWMANY", "SUM", "TOTAL", "GOESON", "BE", "THAT")
LEFT = ("AND", "POLITE", "COMMA", "MARK", "STOP", "ARTICLE", "GOESON")
HALF = 2  # of a year, in quarters


def of_them(items: Items, context: Context, named: Named, persons: Set[str], agents: Set[str]) -> Items:
    """The same with what says whom as a word that every clause has."""
    items = _which_half(_picked_acts(items), context)
    _beside_parts(items, context, named, persons)
    return _theirs(_who_were(_all_of_them(items, context, persons), context, named, persons), context, agents)


def _all_of_them(items: Items, context: Context, persons: Set[str]) -> Items:
    """ "All of them", after two charities: their sum; after men and women it is everybody."""
    at = [i for i, x in enumerate(items) if (m := x.get("EVERYONE")) is not None and m.what == "them"]
    series = told(context)
    table = side_by_side(series) if series[-1:] == (context.before,) else None
    if len(at) != 1 or table is None or table.axis in persons:
        return items
    if not all(i in at or x.is_(*BESIDE) for i, x in enumerate(items)):
        return items
    return (items[at[0]].as_("SUM", "sum"),)


def _who_were(items: Items, context: Context, named: Named, persons: Set[str]) -> Items:
    """ "How many were men?", after adults: of these; after everybody and adults, who may be set beside men, of all."""
    said = [x for x in items if not x.is_(*LEFT)]
    last = context.before
    if len(said) != 3 or not isinstance(last, Count) or not (said[0].is_("HOWMANY") and said[1].is_("BE")):
        return items
    frame = named((said[2],)) if said[2].is_("F") else None
    if frame is None or not frame.beside or not set(frame.beside) <= set(last.where):
        return items
    if {d for d, _ in frame.where} & {d for d, _ in last.where}:
        return items
    rest = tuple(x for x in last.where if x[0] not in persons)
    if any(isinstance(one, Count) and (one.measure, one.where) == (last.measure, rest) for one in context.spoken):
        return items
    return said[0], said[0].as_("THOSE", "those"), said[1], said[2]


def _theirs(items: Items, context: Context, agents: Set[str]) -> Items:
    """ "Theirs in 2022?", after those whom a force referred: of that force."""
    at = [i for i, x in enumerate(items) if (m := x.get("IT")) is not None and m.what == "theirs"]
    tree = context.before
    known = tree is not None and all({d for d, _ in one.where} & agents for one in counts(tree)[:1])
    named = any(x.is_("T", "TM", "F", "EARLIER", "THATTIME") for x in items)
    plain = known and named and not any(x.is_("OF", "SHARE", "M", "W", "THAN") for x in items)
    return tuple(
        (x.as_("POLITE", x.text) if plain else x.as_("X", x.text)) if i in at else x for i, x in enumerate(items)
    )


def _which_half(items: Items, context: Context) -> Items:
    """ "Which half was bigger?", after the two halves of a year: which of the two."""
    at = next((i for i, x in enumerate(items[:-1]) if x.is_("WHICH")), None)
    half = items[at + 1].get("SHARE") if at is not None else None
    spans = [one.when for one in told(context)[-2:] if isinstance(one.when, Span)]
    if at is None or half is None or half.what != "half" or [span.length for span in spans] != [HALF, HALF]:
        return items
    return (*items[:at], items[at].as_("WHICH", "two"), *items[at + 2 :])


def _picked_acts(items: Items) -> Items:
    """ "How many did the top one refer?", after a ranking of who refers: how many the top one."""
    plain = all(x.is_("PICKED", "HOWMANY", "DO", "HAVE", "W", *LEFT) for x in items)
    if not (plain and any(x.is_("PICKED") for x in items) and any(x.is_("HOWMANY") for x in items)):
        return items
    return tuple(x for x in items if not x.is_("DO", "HAVE", "W"))


def _beside_parts(items: Items, context: Context, named: Named, persons: Set[str]) -> None:
    """ "171 by Essex Police. How many boys? How many girls? How many adults?": adults of the 171, and not the females
    among them.
    """
    said = [x for x in items if not x.is_(*LEFT, "BE")]
    last = context.before
    if len(said) != 2 or not said[0].is_("HOWMANY") or not said[1].is_("F") or not isinstance(last, Count):
        return
    frame = named((said[1],))
    own = {d for d, _ in last.where} & persons
    if frame is None or len(own) < 2 or not frame.where or not {d for d, _ in frame.where} < own:
        return
    if any(limit in last.where for limit in frame.where):
        return
    whole = replace(last, where=tuple(x for x in last.where if x[0] not in persons))
    context.before = whole if whole in context.spoken else last
