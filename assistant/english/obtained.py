"""Decisions counted by whom they were given to: "how many referrals received a positive conclusive decision"."""

from __future__ import annotations

from assistant.english.lexeme import Lexeme

COUNTS = ("M", "W", "V")
BETWEEN = ("TOTAL", "COMMA", "REL", "WHICH", "HAVE", "BE", "F", "OF", "ANYOF", "D")  # before the verb, of no time
BEFORE = ("ARTICLE", "F")  # before what was given


def of_obtained(items: tuple[Lexeme, ...], default: str) -> tuple[Lexeme, ...]:
    """The same, whoever was given something as people: what they were given is counted, in the time that the question
    says. Those of whom it says a time themselves ("referrals in 2023 received") are left as they are.
    """
    for i, item in enumerate(items[:-2]):
        if not item.is_("HOWMANY") or items[i + 1].is_("OF", "ANYOF"):
            continue
        verb = _verb(items, i + 1, default)
        given = next((x for x in items[verb + 1 :] if not x.is_(*BEFORE)), None)
        said = [x for x in items[i + 1 : verb] if not x.is_("TOTAL", "COMMA")]
        if verb and given is not None and _other(given, default) and any(_named(x, default) for x in said):
            whom = [x for x in _without_everybody(said) if x.is_("F") and not _named(x, default)]
            people = next(x for x in said if _named(x, default)).as_("PEOPLE", "people")
            return (*items[: i + 1], *whom, people, items[verb].as_("VERB", "happen"), *items[verb + 1 :])
    return items


def _verb(items: tuple[Lexeme, ...], at: int, default: str) -> int:
    """Where the verb stands, past words that say of whom; 0 where there is none, or another word before it."""
    for n in range(at, len(items)):
        if items[n].is_("OBTAIN"):
            return n
        joins = items[n].is_("TO", "ARTICLE") and any(_named(x, default) for x in items[n + 1 : n + 3])  # "to the NRM"
        if not (items[n].is_(*BETWEEN) or joins or _named(items[n], default)) or items[n].is_("T", "TM"):
            return 0
    return 0


def _without_everybody(items: list[Lexeme]) -> list[Lexeme]:
    """Without "of all nationalities", which leaves nobody out."""
    gone = {n + 1 for n, x in enumerate(items) if x.is_("ANYOF")}
    return [x for n, x in enumerate(items) if n not in gone]


def _named(item: Lexeme, default: str) -> bool:
    return any(m.category in COUNTS and m.what.id == default for m in item.meanings)


def _other(item: Lexeme, default: str) -> bool:
    return item.is_("M") and not _named(item, default)
