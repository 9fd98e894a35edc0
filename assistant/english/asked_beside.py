"""Where a sentence goes on to ask for more: "the overseas share | and the UK share", "… | and as a share of all"."""

from __future__ import annotations

from assistant.english.lexeme import Lexeme, asks_of


def share_of_it(items: tuple[Lexeme, ...], i: int) -> int:
    """ "Children referred in 2023, | and as a share of all referrals": where it begins; 0 of no such thing."""
    at = i
    while at and items[at - 1].is_("AND", "COMMA", "MARK"):
        at -= 1
    counted = any(x.is_("F", "M", "W") for x in items[:at]) and not any(x.is_("SHARE") for x in items[:i])
    return at if items[i].is_("SHAREOF") and counted and any(x.is_("AND") for x in items[at:i]) else 0


def second_share(items: tuple[Lexeme, ...], i: int) -> int:
    """ "The overseas share in 2024, | and the UK share", "the number of children, | and the share of women": where it
    begins; 0 of a first.
    """
    if not items[i].is_("SHARE"):
        return 0
    first = next((j for j in range(i) if items[j].is_("SHARE")), None)
    if first is None and asks_of(items[i]):
        many = next((j for j in range(i) if items[j].is_("HOWMANY")), i)
        first = next((j for j in range(many, i) if items[j].is_("F", "M", "W")), None)  # "number and share of women"
    return next((j for j in range(i - 1, first, -1) if items[j].is_("AND")), 0) if first is not None else 0


def total_alone(items: tuple[Lexeme, ...], i: int) -> bool:
    """ "The total referrals | , the number of children": does a mark end a total there, before another number?"""
    total = i > 0 and items[i].is_("M") and items[i - 1].is_("TOTAL")
    return total and len(items) > i + 2 and items[i + 1].is_("COMMA") and items[i + 2].is_("HOWMANY")


def ranking_beside(items: tuple[Lexeme, ...], i: int) -> int:
    """ "How many were children, | and the five most common nationalities of those": where the ranking begins; 0 of what
    ranks nothing, or of a first.
    """
    ranks = items[i].is_("MOST", "NTH", "RANK") and any(x.is_("D") for x in items[i + 1 : i + 3])
    if not ranks or not any(x.is_("HOWMANY") for x in items[:i]) or any(x.is_("MOST", "WHICH") for x in items[:i]):
        return 0
    at = i
    while at and items[at - 1].is_("N", "ARTICLE", "LIMIT", "FEW"):
        at -= 1
    counted = any(x.is_("F", "M", "W", "PEOPLE") for x in items[:at])
    if not counted or at < 2 or not items[at - 1].is_("AND"):
        return 0
    return at - 1 - items[at - 2].is_("COMMA")
