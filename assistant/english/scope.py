"""What a short follow-up names by what was spoken of: "and the UK?", "in the UK?", "unknown"."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise

from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.walk import counts, walk
from assistant.english.frame import Frame
from assistant.english.lexeme import Lexeme, breakdowns
from assistant.words.vocabulary import Sense, Vocabulary

NAMES = ("F", "M", "W", "V", "D")
SIDES = ("THAN", "VERSUS", "COMPARE", "BETWEEN", "OR", "RATIO")
PLACED = "exploited"  # before the words of a place where exploitation happened


def spoken_of(known: Frame | None, before: Node | None) -> set[str]:
    """The breakdowns that were spoken of: by limits, of a share also those of its part, and by what was listed."""
    own = {d for d, _ in known.where} if known is not None else set()
    if before is None:
        return own
    listed = {node.axis for node in walk(before) if isinstance(node, Over)}
    return own | listed | {d for count in counts(before) for d, _ in count.where}


def scoped(items: tuple[Lexeme, ...], own: set[str], vocabulary: Vocabulary) -> tuple[Lexeme, ...]:
    """ "And the UK?" after Albanians, "in the UK?" after those exploited overseas, "unknown" after women: of the kind
    that was spoken of, ``own``.
    """
    items = _exploited(_with_ones(tuple(_of_kind(item, own) for item in items), own, vocabulary), vocabulary)
    items = _without_opposite(items, vocabulary)
    if any(item.is_(*SIDES) for item in items):  # "exploited overseas compared with in the UK"
        named = breakdowns(items)
        items = tuple(_placed(item, named, vocabulary) if item.is_("SCOPE") else item for item in items)
    if any(item.is_("THOSE") for item in items):  # "of which UK": of those people
        return tuple(item.only("F") if item.is_("SCOPE") and item.is_("F") else item for item in items)
    if not own or any(item.is_(*NAMES) and not item.is_("SCOPE") for item in items):
        return items
    return tuple(_member(item, own, vocabulary) if item.is_("SCOPE") else item for item in items)


def _exploited(items: tuple[Lexeme, ...], vocabulary: Vocabulary) -> tuple[Lexeme, ...]:
    """ "Sexually exploited in the UK": where that happened, not where the figures are from."""
    out = list(items)
    for i, (how, place) in enumerate(pairwise(items)):
        named = how.get("F")
        if place.is_("SCOPE") and named is not None and named.what.kind == "member" and PLACED in how.text.split():
            out[i + 1] = _at_exploitation(place, vocabulary)
    return tuple(out)


def _at_exploitation(place: Lexeme, vocabulary: Vocabulary) -> Lexeme:
    senses = _places(place, vocabulary)
    return place.as_("F", senses[0]) if len(senses) == 1 else place


def _with_ones(items: tuple[Lexeme, ...], own: set[str], vocabulary: Vocabulary) -> tuple[Lexeme, ...]:
    """ "Only the UK ones": those from there, or of the kind that was spoken of, and no place that all are in."""
    out = list(items)
    for i, item in enumerate(items[:-1]):
        if item.is_("SCOPE") and items[i + 1].is_("ONES"):
            made = _member(item, own, vocabulary)
            senses = vocabulary.senses(tuple(item.text.removeprefix("the ").split()))
            people = [sense for sense in senses if sense.kind == "member"]
            out[i] = item.as_("F", people[0]) if made is item and len(people) == 1 else made
    return tuple(out)


def _without_opposite(items: tuple[Lexeme, ...], vocabulary: Vocabulary) -> tuple[Lexeme, ...]:
    """ "Exploited overseas, not in the UK": the one place says already that it was not the other."""
    for i, (no, place) in enumerate(pairwise(items)):
        before = i - 1 - (i > 1 and items[i - 1].is_("COMMA"))
        named = items[before].get("F") if before >= 0 else None
        if not (no.is_("NOT") and place.is_("SCOPE")) or named is None or named.what.kind != "member":
            continue
        other = _placed(place, {named.what.dimension}, vocabulary)
        if (sense := other.get("F")) is not None and other is not place and sense.what != named.what:
            end = i + 2 + (before < i - 1 and items[i + 2 : i + 3] != () and items[i + 2].is_("COMMA"))
            return (*items[: before + 1], *items[end:])
    return items


def _of_kind(item: Lexeme, own: set[str]) -> Lexeme:
    """Of several members that a word may name, the one of a kind that was spoken of."""
    senses = [m for m in item.meanings if m.category == "F"]
    near = [m for m in senses if m.what.dimension in own]
    members = all(m.what.kind == "member" for m in senses)
    if not members or len({m.what.dimension for m in senses}) < 2 or len(near) != 1:
        return item
    return replace(item, meanings=tuple(m for m in item.meanings if m.category != "F" or m is near[0]))


def _placed(item: Lexeme, named: set[str], vocabulary: Vocabulary) -> Lexeme:
    """A place as where exploitation happened, beside another of those."""
    places = [sense for sense in _places(item, vocabulary) if sense.kind == "member" and sense.dimension in named]
    return item.as_("F", places[0]) if len(places) == 1 else item


def _places(item: Lexeme, vocabulary: Vocabulary) -> tuple[Sense, ...]:
    """What the place means behind "exploited"."""
    words = item.text.split()
    return vocabulary.senses((PLACED, *words)) or vocabulary.senses((PLACED, "in", *words))


def _member(item: Lexeme, own: set[str], vocabulary: Vocabulary) -> Lexeme:
    senses = [m.what for m in item.meanings if m.category == "F"] + list(_places(item, vocabulary))
    named = [sense for sense in senses if sense.kind == "member" and sense.dimension in own]
    return item.as_("F", named[0]) if len(named) == 1 else item


def of_all_parts(items: tuple[Lexeme, ...], known: Frame | None, agents: AbstractSet[str]) -> bool:
    """ "Nationally?" after a count that is limited by who refers, or where."""
    limited = known is not None and any(d in agents for d, _ in known.where)
    return limited and any(item.is_("SCOPE") for item in items)
