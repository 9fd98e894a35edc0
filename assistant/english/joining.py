"""Words that only join: what they stand between, and whether a verb stands in them."""

from __future__ import annotations

from typing import Any

from assistant.english.lexeme import Lexeme

GLUE = ("OF", "AMONG", "BE", "HAVE", "DO", "REL", "BY", "FROM", "FOR", "IN", "WITH", "TO", "AT", "AS", "VERB", "PLACE")
VERBAL = frozenset(("BE", "HAVE", "DO", "VERB", "PLACE"))


def relates(items: list[Lexeme], i: int) -> bool:
    """ "Those referred in 2023", "children who were referred": words that only join what they stand between."""
    item = items[i]
    if item.text == "who":
        return i > 0 and items[i - 1].is_("PEOPLE", "F", "M", "W", "PLURAL", "HOWMANY", "ARTICLE")
    following = i + 1 < len(items) and items[i + 1].is_("W", "M", "REL")
    return item.is_("THOSE") and following and not item.text.endswith("them")


def heads(items: list[Lexeme], i: int) -> bool:
    """Nothing stands before it that it could be said of: "which" asks there, and joins nothing; "which share" is
    "what".
    """
    if i + 1 < len(items) and items[i + 1].is_("SHARE"):
        return False
    return not any(x.is_("F", "M", "W", "PEOPLE", "TM", "THOSE") for x in items[:i])


def joining(item: Lexeme) -> dict[str, Any]:
    """What a joining word says: of, among, by; and whether a verb stands in it."""
    glue = [m.category for m in item.meanings if m.category in GLUE]
    if not glue:
        return {}
    what: dict[str, Any] = {"G": (glue[0],)}
    if glue[0] == "AMONG":
        what["AMONG"] = item.text
    if glue[0] in VERBAL or item.text.split()[0] in ("came", "made", "come", "were"):
        what["VB"] = item.text
    return what


def without_marks(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """Without the marks of a lettered list behind a word that only joins: "were for (a) adults and (b) children"."""
    return tuple(item for i, item in enumerate(items) if not (item.is_("COMMA") and i and _joins_alone(items[i - 1])))


def _joins_alone(item: Lexeme) -> bool:
    return all(m.category in (*GLUE, "AND", "TOPICAL", "ONWARDS", "BASE", "UNTIL", "SINCE") for m in item.meanings)


def noun(items: list[Lexeme], i: int) -> bool:
    """ "A record" is no verb."""
    return bool(i) and items[i - 1].text in ("a", "an") and items[i].is_("MOST")


def meaning_of(item: Lexeme, category: str) -> Any:
    found = item.get(category)
    return found.what if found is not None else None
