"""What a clause says beside what it asks, and takes nothing from it: a period glossed in brackets, a breakdown not
wanted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.english.clauses import content, strange
from assistant.english.lexeme import Lexeme, breakdowns
from assistant.english.period_tokens import MONTH_STARTS

JOINING = ("COMMA", "AND", "UNTIL", "TO", "MARK")
UNMEANT = ("F", "SCOPE", "ARTICLE", "AND", "OR", "PEOPLE", "IN", "FROM", "BY", "OF", "FOR", "UNTIL")
SIDES = ("MORE", "LIKELY", "DIFF", "COMPARE", "MOST", "BETWEEN")
WITHOUT = ("NOT", "EXCEPT", "NO")


def asides(items: Sequence[Lexeme]) -> tuple[Lexeme, ...]:
    """The lexemes of all these kinds; what is left of the clause is read without them."""
    kinds = (_glosses, _unwanted, _disclaimed, _contrasted, _named_again, _repeated, _guesses, _said_twice, _years_of)
    return tuple(item for found in kinds for item in found(items))


def only_beside(items: Sequence[Lexeme]) -> bool:
    """Does all that a clause says stand beside what is asked?"""
    beside = asides(items)
    rest = (item for item in items if item not in beside and not item.is_("ONLY"))
    # "What share is that, in per cent?" asks for a share of what was spoken of.
    return bool(beside) and not any(content(item) or strange(item) or item.is_("SHARE", "RATE") for item in rest)


def _glosses(items: Sequence[Lexeme]) -> list[Lexeme]:
    """ "Q3 2023 and Q4 2023 (July-Sept and Oct-Dec)", "2019-20 (1 April to 31 March)": the months of what is named;
    "last quarter (Q4 2025)": of a time that is said twice, the words round its name.
    """
    found: list[Lexeme] = []
    for i, item in enumerate(items):
        end = next((j for j in range(i + 1, len(items)) if items[j].text == ")"), 0)
        if item.text == "(" and i and items[i - 1].is_("T", "TM") and end:
            inner = items[i + 1 : end]
            months = [x.text[:3] in MONTH_STARTS for x in inner if not (x.is_(*JOINING) or _day(x))]
            if (months and all(months)) or (inner and all(x.is_("UNIT") for x in inner)):
                found += items[i : end + 1]
            elif len(inner) == 1 and _newest(items[i - 1]) and not _newest(inner[0]) and inner[0].is_("TM"):
                found += [*items[i - 1 : i + 1], items[end]]
    return found


def _newest(item: Lexeme) -> bool:
    """ "Last quarter", "the latest year": whichever is the newest."""
    time = item.get("TM")
    return time is not None and all(isinstance(when, str) for when in time.what.whens)


def complete(items: Sequence[Lexeme], sizes: Mapping[str, int]) -> tuple[Lexeme, ...]:
    """The items less a bracket with every member of the breakdown before it: "types of first responder (police, …)"."""
    for i, item in enumerate(items):
        end = next((j for j in range(i + 1, len(items)) if items[j].text == ")"), 0) if item.text == "(" else 0
        inner = [x for x in items[i + 1 : end] if not x.is_(*JOINING, "OR")]
        kinds = [sizes.get(m.what.id) for x in items[max(0, i - 2) : i] for m in x.meanings if m.category == "D"]
        if end and len(inner) > 1 and len(inner) in kinds and all(x.is_("F") for x in inner):
            return (*items[:i], *items[end + 1 :])
    return tuple(items)


def _years_of(items: Sequence[Lexeme]) -> list[Lexeme]:
    """ "2015, the year of the Act, and 2025": what is known of a year that is named."""
    found: list[Lexeme] = []
    for i in range(len(items) - 3):
        end = next((j for j in range(i + 2, len(items)) if items[j].is_("COMMA", "MARK")), len(items))
        inner = [x for x in items[i + 2 : end] if not x.is_("ARTICLE")]
        named = (
            inner
            and inner[0].is_("UNIT", "THATTIME", "FIRST")
            and any(x.is_("X", "TOPIC", "TERM", "CHANGE") for x in inner[1:])
        )
        limits = any(
            (content(x) and not x.is_("VERB")) or x.is_("W", "V", "HOWMANY", "WHAT", "WHICH", "SHARE")
            for x in inner[1:]
        )
        if items[i].is_("T", "TM") and items[i + 1].is_("COMMA") and named and not limits:
            goes_on = any(x.is_("AND") for x in items[end + 1 : end + 2])
            found += items[i + 1 : end + goes_on]
    return found


def _day(item: Lexeme) -> bool:
    """ "1" of "1 April to 31 March"."""
    return item.text.isdecimal() and 0 < int(item.text) <= 31


def _named_again(items: Sequence[Lexeme]) -> list[Lexeme]:
    """ "Over the last decade, 2015 to 2025": a stretch that is counted back from now, and then named by its years."""
    for i in range(len(items) - 2):
        back = _newest(items[i]) and items[i + 1].is_("COMMA")
        if back and items[i + 2].is_("TM") and not _newest(items[i + 2]):
            return list(items[i : i + 2])
    return []


def _repeated(items: Sequence[Lexeme]) -> list[Lexeme]:
    """ "British kids - what proportion of child referrals were UK nationals": people named again behind it."""
    at = next((i for i, item in enumerate(items) if item.is_("COMMA", "MARK")), 0)
    head, rest = items[:at], items[at:]
    if not head or not all(item.is_("F", "AND", "ARTICLE", "PEOPLE") for item in head):
        return []
    again = {_member(item) for item in rest if item.is_("F")}
    named = {_member(item) for item in head if item.is_("F")}
    asks = any(item.is_("HOWMANY", "SHARE", "WHICH", "WHAT") for item in rest)
    return list(items[: at + 1]) if asks and named and named <= again else []


def _member(item: Lexeme) -> tuple[str, str]:
    named = item.get("F")
    assert named is not None
    return named.what.dimension, named.what.id


def _said_twice(items: Sequence[Lexeme]) -> list[Lexeme]:
    """ "The female share of referrals, per cent": the unit of a share; "was 2025 the highest year ever?"."""
    if len(items) > 2 and items[-1].is_("SHARE", "INPERCENT") and items[-2].is_("COMMA"):
        return list(items[-2:]) if any(item.is_("SHARE", "RATE") for item in items[:-2]) else []
    ever = [item for item in items if (m := item.get("TM")) is not None and m.what.whens == ("all",)]
    dated = any(item.is_("TM") for item in items if item not in ever)
    return ever if dated and items[0].is_("BE") and any(item.is_("MOST") for item in items) else []


def _guesses(items: Sequence[Lexeme]) -> list[Lexeme]:
    """ "Is it 5,598 or 5,589 reports for 2024?": whichever was read somewhere, the number is asked for."""
    for i in range(len(items) - 3):
        two = items[i].is_("N") and items[i + 1].is_("OR") and items[i + 2].is_("N")
        if two and items[i + 3].is_("M", "W") and all(item.is_("POLITE", "THAT", "COMMA") for item in items[:i]):
            return list(items[i : i + 3])
    return []


def _contrasted(items: Sequence[Lexeme]) -> list[Lexeme]:
    """ "Exploited abroad only, rather than in this country": what is not meant, of the breakdown that is named."""
    at = next((i for i, item in enumerate(items) if item.is_("RATHER")), None)
    if at is None:
        return []
    than = bool(items[at + 1 : at + 2]) and items[at + 1].is_("THAN")
    sides = than and any(x.is_(*SIDES) for x in items)
    end = next((i for i in range(at + 1 + than, len(items)) if not items[i].is_(*UNMEANT)), len(items))
    named, other = breakdowns(items[:at]), breakdowns(items[at:end])
    scope = any(x.is_("SCOPE") for x in items[at:end]) and not other
    meant = bool(other and named) and (than or other <= named)
    if not (meant and not sides) and not scope:  # "more men rather than women" sets them side by side
        return []
    return list(items[at - 1 if at and items[at - 1].is_("COMMA") else at : end])


def _unwanted(items: Sequence[Lexeme]) -> list[Lexeme]:
    """ "No breakdown by nationality", "not broken down by age": what is not asked for."""
    found: list[Lexeme] = []
    for i, item in enumerate(items):
        if not (item.is_("BREAKDOWN") and i and items[i - 1].is_(*WITHOUT)):
            continue
        end = i + 1
        while end < len(items) and items[end].is_("BY", "OF", "D", "GRAIN", "UNIT", "AND", "OR", "COMMA"):
            end += 1
        found += items[i - 1 : end]
    return found


def _disclaimed(items: Sequence[Lexeme]) -> list[Lexeme]:
    """ "Not asking about decisions, just the people referred": a count that is not meant."""
    start = next((i for i, item in enumerate(items) if item.is_("DISCLAIM")), None)
    end = next((i for i in range(start, len(items)) if items[i].is_("COMMA")), None) if start is not None else None
    if start is None or end is None or any(item.is_("F", "D", "T", "TM") for item in items[start:end]):
        return []
    behind = items[end + 1 : end + 2]  # "…, only how many were referred"
    return list(items[start : end + 1 + bool(behind and behind[0].is_("ONLY"))])


def said_once(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Identified as potential victims | and referred to the NRM" is one count, said twice; so is "between the number
    of referrals in 2023 | and the number | in 2024".
    """
    apart = any(item.is_("BETWEEN", "DIFF") for item in items)
    for i in range(2, len(items) - 1):
        again = (
            items[i].is_("HOWMANY") and items[i - 1].is_("AND", "ARTICLE") and items[i + 1].is_("IN", "FOR", "T", "TM")
        )
        if apart and again and any(x.is_("M", "W") for x in items[:i]) and not items[i].is_("M", "W"):
            return said_once((*items[: i - items[i - 1].is_("ARTICLE")], *items[i + 1 :]))
    for i in range(len(items) - 2):
        first, joins, second = items[i : i + 3]
        alike = {m.what.id for m in first.meanings if m.category == "W"} & {
            m.what.id for m in second.meanings if m.category == "W"
        }
        if joins.is_("AND") and alike and not first.is_("F", "M") and not second.is_("F"):
            return said_once((*items[:i], *items[i + 2 :]))
    return items
