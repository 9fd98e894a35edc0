"""Names beside the word for what they are: "by these forces: Essex, Kent", "each of the four nationalities (…)"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from assistant.english.lexeme import Lexeme
from assistant.english.peers import with_names
from assistant.period import Span
from assistant.words.vocabulary import Vocabulary

JOINS = ("AND", "COMMA", "OR", "ARTICLE")
TIMES = ("T", "TM", "IN", "FOR", "THATTIME")
LEADS = ("EACH", "BOTH", "N", "ARTICLE", "SINCE", "TWO", "THOSE")


def apposed(
    items: Sequence[Lexeme],
    vocabulary: Vocabulary,
    agents: AbstractSet[str],
    single: AbstractSet[str],
    of: AbstractSet[str] = frozenset(),
) -> tuple[Lexeme, ...]:
    """The clause with the names of such a list alone, in the place of the word that they stand beside, and a place that
    is listed with forces as its force. Empty where no word has a list of its own kind beside it. ``agents`` are the
    breakdowns by who referred, ``single`` those of single organisations; ``of`` those whose words may head a list."""
    body = [item for item in items if not item.is_("STOP")]
    for at, head in enumerate(body):
        kinds = _kinds(head, "D", "F")
        opening = next((i for i in range(at + 1, len(body)) if not body[i].is_(*TIMES)), len(body))
        start = opening + (opening < len(body) and body[opening].is_("COMMA"))
        bare = opening > at + 1 and not any(item.is_("T", "TM", "THATTIME") for item in body[at + 1 : opening])
        if (
            not kinds
            or (of and not kinds & of)
            or bare
            or not (head.is_("D") or head.plural)
            or (start == at + 1 and not _led(body, at))
            or _alone(head, single)
        ):
            continue
        end = next((i for i in range(start, len(body)) if not _named(body[i])), len(body))
        told = _led(body, at) and head.plural
        listed = _members(body[start:end], kinds, vocabulary, (agents, single), 1 if told else 2)
        if listed and not _beside(head, listed):
            first = at
            while first and _leads(body, first - 1):
                first -= 1
            if first and body[first - 1].is_("MOST"):
                return ()  # "the three largest nationalities (…)" ranks them
            return (*body[:first], *listed, *body[at + 1 : opening], *body[end:])
    return ()


def acting_singly(compounds: Mapping[str, Mapping[str, str]]) -> set[str]:
    """The breakdowns by the single organisation that acts."""
    return {str(name) for parts in compounds.values() if (name := parts.get("by") or parts.get("which"))}


def without_gloss(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Children (age at exploitation)", "in their favour, i.e. positive", "the first full year, 2016": without what
    only says it in other words.
    """
    items = _without_described(items)
    for at in range(1, len(items) - 2):
        opens, name, closes = items[at : at + 3]
        brackets = opens.text == "(" and closes.text == ")"
        kind = name.is_("D") and _kinds(items[at - 1], "F") & _kinds(name, "D")
        if brackets and (kind or _alike(items[at - 1], name)):
            return (*items[:at], *items[at + 3 :])
    for at in range(2, len(items)):
        begin = at
        while begin > 1 and items[begin - 1].is_("COMMA", "MARK", "BOTH", "POLITE"):
            begin -= 1
        said = any(x.is_("BOTH") and x.is_("POLITE") for x in items[begin:at])  # "i.e."
        if said and items[at].is_("F") and _members_of(items[at]) == _members_of(items[begin - 1]):
            return (*items[:begin], *items[at + 1 :])
    return items


def _without_described(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "The first full year, 2016", "2025, the latest year": the year alone, which says which it is."""
    for at in range(1, len(items)):
        unit, place = items[at].get("UNIT"), items[at - 1]
        if unit is None or unit.what != "year" or not place.is_("ORDINAL", "LATEST"):
            continue
        begin = at - 2 if at > 1 and items[at - 2].is_("ARTICLE") else at - 1
        if _year_beside(items[at + 1 : at + 3]):
            return (*items[:begin], *items[at + 2 :])
        rest = items[at + 1 : at + 2]
        if _year_beside(items[max(begin - 2, 0) : begin][::-1]) and (not rest or rest[0].is_("STOP", "MARK", "COMMA")):
            return (*items[: begin - 1], *items[at + 1 :])
    return items


def _year_beside(two: Sequence[Lexeme]) -> bool:
    """Are they a comma and a year, beside what is said of it?"""
    named = two[1].get("T") if len(two) == 2 and two[0].is_("COMMA") else None
    return named is not None and isinstance(named.what, Span) and named.what.is_year


def _alike(item: Lexeme, name: Lexeme) -> bool:
    """ "UK Visas and Immigration (UKVI)", "the NRM (National Referral Mechanism)": one thing by two names."""
    either = [
        {(m.what.dimension, m.what.id) for m in x.meanings if m.category in ("F", "M", "W")} for x in (item, name)
    ]
    return bool(either[0] & either[1])


def _members_of(item: Lexeme) -> set[tuple[str, str]]:
    return {(m.what.dimension, m.what.id) for m in item.meanings if m.category == "F"}


def _leads(body: Sequence[Lexeme], at: int) -> bool:
    """Is a word one that only leads up to the list: "each of the following"?"""
    counted = body[at].is_("OF") and at > 0 and body[at - 1].is_("EACH", "BOTH", "N")
    return counted or (body[at].is_(*LEADS) and not body[at].is_("MOST", "T"))


def _beside(head: Lexeme, listed: Sequence[Lexeme]) -> bool:
    """Is the word itself one of the kind that is listed, and so one more of them?"""
    own = {m.what.dimension for m in head.meanings if m.category == "F" and m.what.kind == "member"}
    return any(_kinds(item, "F") & own for item in listed)


def _alone(head: Lexeme, single: AbstractSet[str]) -> bool:
    """Is the word a single organisation, beside which others are listed: "police, local authorities, NGOs"?"""
    return any(m.category == "F" and m.what.kind == "member" and m.what.dimension in single for m in head.meanings)


def _led(body: Sequence[Lexeme], at: int) -> bool:
    """Is it counted or told one by one before the word: "each of the forces Essex, Kent"?"""
    return at > 0 and body[at - 1].is_("EACH", "BOTH", "N", "ARTICLE", "SINCE")


def _named(item: Lexeme) -> bool:
    return item.is_("F", "TOPIC", "X", *JOINS) and not item.is_("T", "M", "D")


def _members(
    items: Sequence[Lexeme],
    kinds: AbstractSet[str],
    vocabulary: Vocabulary,
    who: tuple[AbstractSet[str], AbstractSet[str]],
    fewest: int,
) -> tuple[Lexeme, ...]:
    """The list, where it names so many at least of these kinds and nobody else; who refers is of any such kind."""
    agents, single = who
    wanted = kinds | agents if kinds & agents else kinds
    out = list(items)
    while out and out[-1].is_(*JOINS):
        out.pop()
    for name in sorted(single) if kinds & agents else ():
        out = list(with_names(tuple(out), name, vocabulary))
    names = [item for item in out if not item.is_(*JOINS)]
    alike = len(names) >= fewest and all(_kinds(item, "F") & wanted for item in names)
    return tuple(item.only("F") if item.is_("F") else item for item in out) if alike else ()


def _kinds(item: Lexeme, *categories: str) -> frozenset[str]:
    """The breakdowns that a word names, or names one of."""
    senses = [meaning.what for meaning in item.meanings if meaning.category in categories]
    return frozenset(sense.dimension or sense.id for sense in senses)
