"""What a term of the glossary counts: its measure, or those of the publication's plain count whom it names."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.asked.count import Count, Where
from assistant.catalog.dimension import Dimension, Group, Member
from assistant.catalog.lookup import Lookup
from assistant.words.tokens import phrase
from assistant.words.vocabulary import Phrase, Vocabulary


def meant_by(term: str, lookup: Lookup) -> Count | None:
    """The count that a question after the meaning of ``term`` is of: of the IECA the referrals that it decides, of a
    first responder all referrals. None of a term that names nobody who is counted.
    """
    known = lookup.terms.get(term)
    counted = (known.measure or lookup.plain_measure(known.publication)) if known is not None else ""
    if known is None or not counted:
        return None
    if known.measure:
        return Count(counted)
    limits = named(term, lookup)
    return Count(counted, limits) if limits or breakdown(term, lookup) else None


def named(term: str, lookup: Lookup) -> Where:
    """The one member or group that a term names: "Salvation Army", "labour exploitation"; none of any other term."""
    words = _words(term, lookup)
    found = [
        (dimension.id, (one.id,))
        for dimension in _dimensions(term, lookup)
        for one in _members(dimension)
        if any(phrase(text) in words for text in Vocabulary.member_words(one))
    ]
    return (found[0],) if len(found) == 1 else ()


def breakdown(term: str, lookup: Lookup) -> str:
    """The breakdown that a term names: "first responder"; empty of any other term."""
    words = _words(term, lookup)
    found = [d.id for d in _dimensions(term, lookup) if words & {phrase(text) for text in d.words}]
    return found[0] if len(found) == 1 and not named(term, lookup) else ""


def _words(term: str, lookup: Lookup) -> set[Phrase]:
    return {phrase(text) for text in (lookup.terms[term].term, *lookup.terms[term].words)}


def _dimensions(term: str, lookup: Lookup) -> Iterator[Dimension]:
    """Those of the publication of a term."""
    home = lookup.terms[term].publication or lookup.publication.id
    return (d for d in lookup.catalog.dimensions if (d.publication or lookup.publication.id) == home)


def _members(dimension: Dimension) -> Iterator[Member | Group]:
    yield from dimension.members
    yield from dimension.groups
