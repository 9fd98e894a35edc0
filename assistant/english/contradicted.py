"""Two members of one breakdown, of which nobody can be both: "how many adults were exploited as children?"."""

from __future__ import annotations

from itertools import pairwise

from assistant.english.lexeme import Lexeme, breakdowns

BETWEEN = ("BE", "HAVE", "IT", "REPORT", "SAYS", "VERB", "REL", "THAT")


def contradicted(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """The same, with the second as a word that nothing knows: it is no list of the two, and no figure is of both."""
    named = [i for i, item in enumerate(items) if item.is_("F")]
    for i in range(1, len(items) - 2):  # "in the UK, alone or with overseas" is no list of two either
        either, beside, other = items[i : i + 3]
        both = either.is_("OR") and beside.is_("WITH") and other.is_("F")
        if both and breakdowns((other,)) & breakdowns(items[:i]):
            return (*items[: i + 2], other.as_("X", other.text), *items[i + 3 :])
    for i, j in pairwise(named):
        one, two = breakdowns((items[i],)), breakdowns((items[j],))
        asked = i > 0 and items[i - 1].is_("HOWMANY", "ARTICLE")
        says = j > i + 1 and all(item.is_(*BETWEEN) for item in items[i + 1 : j])
        if says and asked and len(one) == 1 and one == two and _ids(items[i]).isdisjoint(_ids(items[j])):
            return (*items[:j], items[j].as_("X", items[j].text), *items[j + 1 :])
    return items


def _ids(item: Lexeme) -> set[str]:
    return {m.what.id for m in item.meanings if m.category == "F"}
