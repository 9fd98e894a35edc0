"""What a follow-up asks of the figure before, or of several, in the order in which it is read."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.place import Place
from assistant.asked.walk import counts
from assistant.english.lexeme import Lexeme
from assistant.english.turned import DATED, HEAD
from assistant.words.vocabulary import Sense

NAMED = ("F", "D", "PEOPLE")
ASKING = ("M", "W", "HOWMANY", "SHARE", "WHICH", "WHEN", "BE", "HAVE", "DO", "MOVE", "MOST")
PICKS = ("PICKED", "NTH", "ORDINAL")  # one of a ranking
# Beside a total and how many it is of.
BESIDE_NUMBER = (
    "AND",
    "ARTICLE",
    "STOP",
    "POLITE",
    "WHAT",
    "BE",
    "DO",
    "VERB",
    "TO",
    "OF",
    "FOR",
    "IN",
    "BASE",
    "MARK",
)


def which_is(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Which is what % of all children?": it goes on about the figure before, as "that" does."""
    which = items[0].get("WHICH") if len(items) > 2 else None
    if which is None or not (items[1].is_("BE") and items[2].is_("SHARE")):
        return items
    stop = [x for x in items[3:] if x.is_("STOP")]
    return (items[2], *(x for x in items[3:] if x not in stop), items[0].as_("THAT", "that"), *stop)


def how_far(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "How much of a fall is that?", "how big a rise was it?": by how much it moved, and no share of it."""
    at = next((i for i, x in enumerate(items) if x.is_("SHARE", "HOWMUCH")), len(items))
    behind = items[at + 1 : at + 3]
    moves = len(behind) == 2 and behind[0].is_("ARTICLE") and behind[1].is_("MOVE", "GROWTH")
    if not moves or any(x.is_("F", "M", "W", "V", "T", "TM") for x in items):
        return items
    return (*items[:at], items[at].as_("HOWMUCH", "much"), *items[at + 2 :])


def of_number(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "The total of the three", "what do the three years come to in total?", "the average of the two": of so many that
    were told last.
    """
    said = [x for x in items if not x.is_(*BESIDE_NUMBER)]
    kinds = (("TOTAL", "SUM", "AVERAGE"), ("N", "TWO"), ("UNIT",), ("IT",))
    asks, number, unit, they = ([x for x in said if x.is_(*kind)] for kind in kinds)
    known = [x for x in said if x.is_(*(name for kind in kinds for name in kind))]  # "them both" is two kinds in one
    if len(asks) != 1 or len(said) != len(known):
        return items
    if len(number) == 1 and len(unit) < 2 and not they:
        return (*asks, *number)
    theirs = len(they) == 1 and not (number or unit) and any(x.is_("DO") for x in items) and asks[0].is_("TOTAL")
    return (asks[0].as_("SUM", "sum"),) if theirs else items


def picked_first(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "What share of the total is the first one?": the first one, what share of the total."""
    said = [x for x in items if not x.is_("AND", "ARTICLE", "BE", "COMMA", "STOP", "MARK", "POLITE")]
    share, picked = ([x for x in said if x.is_(*kind)] for kind in (("SHARE",), PICKS))
    rest = [x for x in said if x not in share and x not in picked]
    if not (len(share) == len(picked) == len(rest) == 1 and rest[0].is_("WHOLE") and any(x.is_("BE") for x in items)):
        return items
    one = next(str(m.what) for m in picked[0].meanings if m.category in PICKS)
    return (picked[0].as_("PICKED", one), picked[0].as_("COMMA", ","), share[0], *rest)


def of_rank(items: tuple[Lexeme, ...], before: Node) -> tuple[Lexeme, ...]:
    """ "Where do they rank?", after a figure of one: where that one does."""
    one = before if isinstance(before, Count) else None
    if isinstance(before, Place) and isinstance(before.over.of, Count):
        one = replace(before.over.of, where=((before.over.axis, (before.member,)),))
    ids = one.where[0][1] if one is not None and len(one.where) == 1 else ()
    spoken = any(x.is_("RANK") for x in items) and not any(x.is_("D", "M", "MOST") for x in items)
    others = {m.what.dimension for x in items for m in x.meanings if m.category == "F"}  # "… for children"
    if one is None or len(ids) != 1 or not spoken or "" in others or one.where[0][0] in others:
        return items
    said = [x for x in items if not x.is_("POLITE", "AND", "STOP", "MARK", "PARTED")]
    if len(said) == 2 and any(m.category == "IT" and m.what == "they" for x in said for m in x.meanings):
        return items  # "rank them" is of several
    named = Sense("member", ids[0], one.where[0][0])
    it = next((i for i, x in enumerate(items) if x.is_("IT", "THAT")), None)
    if it is None:  # "how does that rank?"
        it = next((i for i, x in enumerate(items[:-1]) if x.is_("REL") and items[i + 1].is_("RANK")), None)
    return items if it is None else (*items[:it], items[it].as_("F", named), *items[it + 1 :])


def since_last(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Has that gone up since last year?", "since the year before": on the year before the one that was told."""
    at = next((i for i, x in enumerate(items[:-1]) if x.is_("SINCE")), None)
    moves = any(x.is_("MOVE", "GROWTH", "MORE") for x in items) and not any(x.is_("F", "M", "W") for x in items)
    if at is None or not moves:
        return items
    if items[at + 1].is_("EARLIER"):
        return (*items[:at], *items[at + 1 :])
    last, unit = items[at + 1].get("LATEST"), items[at + 2].get("UNIT") if at + 2 < len(items) else None
    if last is None or last.what != "last" or unit is None or unit.what not in ("year", "quarter"):
        return items
    return (*items[:at], items[at + 1].as_("EARLIER", str(unit.what)), *items[at + 3 :])


def than_again(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "And than a year before?", after whether it was more: beside that."""
    said = next((i for i, x in enumerate(items) if not x.is_(*HEAD, "WHAT")), 0)
    again = 0 < said < len(items) and items[said].is_("THAN") and not any(x.is_("MORE", "MOVE") for x in items)
    return (*items[:said], *items[said + 1 :]) if again else items


def among_picked(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "How many children among the top one?": of the top one, how many were children."""
    at = next((i for i, x in enumerate(items) if i > 1 and x.is_("PICKED")), 0)
    said = at and items[at - 1].is_("AMONG", "FOR", "IN", "FROM", "BY") and any(x.is_("HOWMANY") for x in items[:at])
    if not said or any(not x.is_("STOP", "MARK", "POLITE") for x in items[at + 1 :]):
        return items
    one = str(items[at].get("PICKED").what)  # type: ignore[union-attr]
    return (items[at].as_("PICKED", one), items[at].as_("COMMA", ","), *items[: at - 1])


def but_also(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "2023 but girls only": of that time, and of those."""
    at = [i for i, x in enumerate(items) if i and x.is_("BUT")]
    if len(at) != 1 or any(x.is_(*ASKING) for x in items):
        return items
    sides = (items[: at[0]], items[at[0] + 1 :])
    dated, named = ([any(x.is_(*kind) for x in side) for side in sides] for kind in (DATED, NAMED))
    if sorted(dated) != [False, True] or named != [not one for one in dated]:
        return items
    return (*sides[0], items[at[0]].as_("COMMA", ","), *sides[1])


def now_these(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Only UK nationals now": from here on those, at the time that was spoken of."""
    said = [i for i, x in enumerate(items) if not x.is_("STOP", "MARK", "POLITE", "COMMA") or x.is_("GOESON")]
    last = items[said[-1]] if len(said) > 2 else None
    narrows = any(items[i].is_("ONLY") for i in said) and any(items[i].is_(*NAMED) for i in said)
    if last is None or not last.is_("GOESON") or not narrows or any(x.is_(*ASKING, *DATED) for x in items):
        return items
    return (*items[: said[-1]], last.as_("POLITE", last.text), *items[said[-1] + 1 :])


def in_order(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """What a follow-up asks of the figure before, or of several, in the order in which it is read."""
    return picked_first(among_picked(of_number(how_far(which_is(since_last(than_again(now_these(but_also(items)))))))))


def how_many_for(items: tuple[Lexeme, ...], before: Node | None) -> tuple[Lexeme, ...]:
    """ "How many for people who arrived in 2025?": of whom was spoken of, and not of all who did."""
    if before is None or len(items) < 3 or not (items[0].is_("HOWMANY") and items[1].is_("FOR")):
        return items
    own = {count.measure for count in counts(before)}
    acts = (any(m.category in ("V", "W") and m.what.id in own for m in x.meanings) for x in items)
    return tuple(x.as_("VERB", "happen") if said else x for x, said in zip(items, acts, strict=True))
