"""To whom cases were sent, where who sends them is named alike: "Kent Police were sent 74", "had 74 referred to it"."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from assistant.english.lexeme import Lexeme, breakdowns
from assistant.english.peers import plain_name, shared_names
from assistant.words.vocabulary import Sense, Vocabulary

BY_ONE = 2  # words: "by England" may ask for a table by each of them
DOER = ("BY", "FROM", "OF", "FOR")  # before who sends


def given_to(items: tuple[Lexeme, ...], agents: AbstractSet[str], vocabulary: Vocabulary) -> tuple[Lexeme, ...]:
    """The same, with whom they were sent to as a member of the breakdown by that; where there is none, the verb is no
    word that says nothing. ``agents`` are the breakdowns by who referred.
    """
    items = made_by(items, {d.id for d in vocabulary.catalog.dimensions if d.receives})
    for i, item in enumerate(items):
        end = _receives(items, i) if agents & breakdowns((item,)) else 0
        if not end:
            continue
        found = _named(item, vocabulary)
        if found is None:
            return (*items[:end], items[end].as_("X", items[end].text), *items[end + 1 :])
        verb = items[end].as_("VERB", "happen") if not items[end].is_("W") else items[end]
        return (*items[:i], item.as_("F", found), *items[i + 1 : end], verb, *items[end + 1 :])
    return items


def made_by(items: tuple[Lexeme, ...], receivers: AbstractSet[str]) -> tuple[Lexeme, ...]:
    """ "Referrals by Scottish police", "how many English forces made referrals?": the same, with who is sent cases, and
    refers nobody here, as a word that nothing knows. ``receivers`` are the breakdowns by whom cases are passed to.
    """
    for i, item in enumerate(items):
        kinds = breakdowns((item,))
        if kinds and kinds <= receivers and _makes(items, i):
            return (*items[:i], item.as_("X", item.text), *items[i + 1 :])
    return items


def _makes(items: tuple[Lexeme, ...], i: int) -> bool:
    before, behind = items[i - 1 : i] if i else (), items[i + 1 : i + 2]
    by = bool(before) and before[0].is_("BY") and len((before[0].text + " " + items[i].text).split()) > BY_ONE
    acts = bool(behind) and behind[0].is_("REFERRING")
    return by or (acts and (any(x.is_("DO") for x in items[:i]) or (bool(before) and before[0].is_("HOWMANY"))))


def _receives(items: tuple[Lexeme, ...], i: int) -> int:
    """Where the verb stands by which whoever is named at ``i`` is given something; 0 where there is none."""
    if i and items[i - 1].is_(*DOER):
        return 0
    following = items[i + 1 : i + 2]
    if following and following[0].is_("OBTAIN") and any(x.is_("DO") for x in items[:i]):
        return i + 1
    if following and following[0].is_("GIVEN"):
        return i + 1
    if following and following[0].is_("HAVE"):
        return next((j for j in range(i + 2, len(items)) if items[j].is_("GIVENTO")), 0)
    return 0


def _named(item: Lexeme, vocabulary: Vocabulary) -> Sense | None:
    """The member that the name is of in the breakdown whose members are told apart by a word beside them."""
    for one in vocabulary.catalog.dimensions:
        name = shared_names(vocabulary, one.id).get(plain_name(item)) if one.beside else None
        if name is not None:
            return Sense("member", name, one.id)
    return None
