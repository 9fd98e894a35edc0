"""Two members of one breakdown, of which nobody can be both: "how many adults were exploited as children?"."""

from __future__ import annotations

from itertools import pairwise

from assistant.english.lexeme import Lexeme, breakdowns

BETWEEN = ("BE", "HAVE", "IT", "REPORT", "SAYS", "VERB", "REL", "THAT", "T", "TM", "IN", "REFERRING")
SAYS_WHAT = 3  # words: "exploited as children" says what happened to them, and is no name in a list
Compounds = dict[str, dict[str, str]]  # "girls": their age and their gender


def contradicted(items: tuple[Lexeme, ...], compounds: Compounds) -> tuple[Lexeme, ...]:
    """The same, with the second as a word that nothing knows: it is no list of the two, and no figure is of both."""
    named = [i for i, item in enumerate(items) if item.is_("F")]
    for i in range(1, len(items) - 2):  # "in the UK, alone or with overseas" is no list of two either
        either, beside, other = items[i : i + 3]
        both = either.is_("OR") and beside.is_("WITH") and other.is_("F")
        if both and breakdowns((other,)) & breakdowns(items[:i]):
            return (*items[: i + 2], other.as_("X", other.text), *items[i + 3 :])
    for i, j in pairwise(named):
        asked = i > 0 and items[i - 1].is_("HOWMANY", "ARTICLE")
        between = items[i + 1 : j]
        says = all(item.is_(*BETWEEN) for item in between)
        says = says and (any(not x.is_("T", "TM", "IN") for x in between) or len(items[j].text.split()) >= SAYS_WHAT)
        if says and asked and _excludes(_whom(items[i], compounds), _whom(items[j], compounds)):
            return (*items[:j], items[j].as_("X", items[j].text), *items[j + 1 :])
    return items


def _whom(item: Lexeme, compounds: Compounds) -> dict[str, set[str]]:
    """The members that it may name, by their breakdown."""
    found: dict[str, set[str]] = {}
    for sense in (m.what for m in item.meanings if m.category == "F"):
        compound = compounds.get(sense.id) if sense.kind == "compound" else {sense.dimension: sense.id}
        for dimension, member in (compound or {}).items():
            found.setdefault(dimension, set()).add(member)
    return found


def _excludes(one: dict[str, set[str]], other: dict[str, set[str]]) -> bool:
    """Is there a breakdown of which the two name different members, and is the other one of that alone?"""
    return len(other) == 1 and all(d in one and one[d].isdisjoint(members) for d, members in other.items())
