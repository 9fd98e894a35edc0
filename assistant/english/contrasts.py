"""Builders of two sides: what is set against what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.english.asks import Ask
from assistant.english.frame import Frame, merge
from assistant.english.lexeme import Lexeme
from assistant.english.portions import Glue, limited

LISTING = ("COMMA", "AND", "OR", "VERSUS", "THAN", "ARTICLE", "HOWMANY", "BOTH")  # between things of a list


def contrasted(a: Frame | Ask, word: Any, b: Frame | Ask) -> Ask | None:
    return Ask("contrast", (a, b), (("beside", word == "versus"),))


def ratio(word: Any, a: Frame, glue: Glue, b: Frame) -> Ask | None:
    return Ask("times", (a, b)) if glue[-1] == "TO" and (limited(a) or a.counts) and (limited(b) or b.counts) else None


def more_of(a: Frame, mark: Any, way: str, many: Frame, than: Any, b: Frame) -> tuple[Ask, tuple[str, Any]] | None:
    """ "Kent Police: more or fewer referrals than Essex Police?"."""
    one = merge(a, many) if limited(a) and many.counts and not b.counts else None
    return (Ask("contrast", (one, b)), ("MORE", way)) if one is not None else None


def per(a: Frame, word: Any, b: Frame) -> Ask | None:
    """ "Referrals per positive decision"; "(how many adults) each | referred" divides by no number of referrals."""
    acts = bool(b.weak) and not b.strong and not limited(b) and b.words < 2
    return Ask("per", (a, b)) if (a.counts or limited(a)) and (b.counts or limited(b)) and not acts else None


def each_many(word: Any, one: Frame, mark: Any, many: Any, other: Frame) -> Ask | None:
    """ "For every woman referred in 2023, how many men were there?"."""
    sides = (limited(one) or one.counts) and (limited(other) or other.counts)
    return Ask("times", (other, one)) if sides else None


def outnumber(a: Frame, more: str, b: Frame) -> tuple[Ask, tuple[str, Any]] | None:
    sides = (limited(a) and limited(b)) or (a.counts and b.counts)
    return (Ask("contrast", (a, b)), ("MORE", more)) if sides else None


def compared(word: Any, a: Frame, glue: Glue, b: Frame) -> Ask | None:
    return contrasted(a, word, b) if glue[0] in ("WITH", "TO") and set(glue[1:]) <= {"REL", "IN", "FOR"} else None


def set_beside(
    items: Sequence[Lexeme], at: int, dimensions: set[str], compounds: Mapping[str, Mapping[str, str]]
) -> bool:
    """Does a list that the lexeme stands in name members of those breakdowns: "men, women, boys and girls"? One of
    another kind, as in "women and children", says nothing of the women's age.
    """
    for step in (-1, 1):
        i = at + step
        while 0 <= i < len(items) and items[i].is_("F", *LISTING):
            named = items[i].get("F")
            if named is not None and dimensions < set(compounds.get(named.what.id, {})):
                return True
            i += step
    return False
