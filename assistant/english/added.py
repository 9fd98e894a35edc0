"""Two that are asked for as one: "Sudanese plus Eritrean nationals", "… combined as a percentage of the total"."""

from __future__ import annotations

from assistant.english.lexeme import Lexeme


def one_plus_another(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Sudanese plus Eritrean nationals": both together, where nothing else is listed."""
    joints = [i for i, x in enumerate(items) if x.is_("AND", "OR") and i and items[i - 1].is_("F", "PEOPLE", "M", "W")]
    at = joints[0] if len(joints) == 1 else 0
    joint = items[at].get("AND") if 0 < at < len(items) - 1 else None
    if (
        joint is None
        or joint.what != "added"
        or not items[at + 1].is_("F")
        or any(x.is_("SUM", "BOTH", "EACH") for x in items)
    ):
        return items
    end = at + 2
    while end < len(items) and items[end].is_("PEOPLE"):
        end += 1
    return (*items[:at], items[at].as_("AND", "and"), *items[at + 1 : end], items[at].as_("SUM", "sum"), *items[end:])


def added_share(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "UK and Albanian nationals combined as a percentage of the total, 2023": their combined share."""
    at = next((i for i, x in enumerate(items) if i and x.is_("SUM") and items[i - 1].is_("F", "PEOPLE")), 0)
    begin = at
    while begin and items[begin - 1].is_("F", "PEOPLE", "AND", "COMMA", "ARTICLE"):
        begin -= 1
    rest = tuple(x for x in items[at + 2 :] if not x.is_("OF", "TOTAL", "ARTICLE"))
    shared = 0 < at < len(items) - 1 and items[at + 1].is_("SHARE", "SHAREOF")
    if not shared or not all(x.is_("COMMA", "IN", "FOR", "T", "TM", "STOP", "POLITE", "MARK") for x in rest):
        return items
    share = items[at + 1].as_("SHARE", "percent")
    return (*items[:begin], items[at], share, *items[begin:at], *rest)
