"""One more of a kind, said last: "how many Albanians were referred in 2023, and Vietnamese?" lists them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.english.lexeme import Lexeme

JOINS = ("AND", "COMMA", "OR")
LEADS = ("BY", "FROM", "FOR", "OF", "ARTICLE", "IN", "WITH")


def beside_first(items: Sequence[Lexeme]) -> tuple[Lexeme, ...]:
    """The clause with those that it names last beside the one of their kind that it named before; empty where what is
    said last is anything else, or more than one of its kind was named before."""
    body = [item for item in items if not item.is_("STOP")]
    at = next((i for i in range(len(body) - 1, 0, -1) if not _listed(body[i])), 0)
    start = next((i for i in range(at + 1, len(body)) if body[i].is_("AND")), 0)
    tail = body[start:]
    told = [_kinds(item) for item in tail if item.is_("F")] if start else []
    kinds = told[0].intersection(*told[1:]) if told else frozenset()
    named = [i for i, item in enumerate(body[:start]) if _kinds(item) & kinds]
    if len(named) != 1 or start - named[0] < 2 or (start - named[0] == 2 and body[start - 1].is_("COMMA")):
        return ()
    head = body[: named[0] + 1]
    between = body[named[0] + 1 : start]
    while between and between[-1].is_("COMMA"):
        between.pop()
    return (*head, *tail, *between)


def _listed(item: Lexeme) -> bool:
    return item.is_("F", *JOINS, *LEADS) and not item.is_("T", "M", "W", "D")


def _kinds(item: Lexeme) -> frozenset[str]:
    """The breakdowns that a name may be of; of what names two at once ("boys"), that it does."""
    senses = [meaning.what for meaning in item.meanings if meaning.category == "F"]
    return frozenset(sense.dimension or sense.kind for sense in senses)
