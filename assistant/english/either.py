"""Lists whose every part is meant: "neither British nor Albanian", "a share of either", "after the UK and Albania"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from assistant.english.joining import PICKS
from assistant.english.lexeme import Lexeme, asks_of, breakdowns
from assistant.period import Span

APART = ("EACH", "BOTH", "COMPARE", "MORE", "LIKELY", "VERSUS", "SUM", "MOST", "D", "BOTHWAYS")  # each by itself


def neither(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Neither British nor Albanian": without those of either."""
    at = next((i for i, x in enumerate(items[:-3]) if x.is_("NEITHER")), None)
    if at is None:
        return items
    sides = [x for x in items[at + 1 :] if x.is_("F", "NEITHER")][:3]
    first, nor, other = sides if len(sides) == 3 else (items[at],) * 3
    alike = nor.is_("NEITHER") and {m.what.dimension for m in first.meanings if m.category == "F"} & {
        m.what.dimension for m in other.meanings if m.category == "F"
    }
    by = bool(at) and items[at - 1].is_("BY")
    if not (alike or (by and nor.is_("NEITHER"))):
        return items
    behind = items[at + 1 :]
    if by:  # "not made by the police or councils"
        either = (x.as_("OR", "or") if x is nor else x for x in behind)
        return (*items[: at - 1], items[at].as_("NOT", "not"), items[at - 1], *either)
    return (*items[:at], items[at].as_("EXCEPT", "except"), *(x.as_("AND", "plain") if x is nor else x for x in behind))


def either_share(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "What share came from Albania or Vietnam?": of both together."""
    ahead = next((i for i, x in enumerate(items) if x.is_("SHARE")), len(items))
    apart = any(x.is_(*APART) for x in items)
    ors = [i for i in range(ahead + 1, len(items) - 1) if items[i].is_("OR")]
    if len(ors) != 1 or apart:
        return items
    named = [items[ors[0] - 1].get("F"), items[ors[0] + 1].get("F")]
    if None in named or named[0].what.dimension != named[1].what.dimension:  # type: ignore[union-attr]
        return items
    says = items[ahead].text.split()[0] in PICKS or any(x.is_("BE", "HAVE") for x in items[ahead : ors[0]])
    at = ors[0] + 2 if says else ahead  # "… were men or women | combined", "the | combined share of men or women"
    return (*items[:at], items[ors[0]].as_("SUM", "sum"), *items[at:])


def each_named(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Men and women: how many of each were referred?", "how many of each, men and women, …": each by itself."""
    each = next((i for i, x in enumerate(items) if i and x.is_("EACH") and items[i - 1].is_("HOWMANY")), None)
    if each is None or any(x.is_("D", "UNIT", "GRAIN") for x in items[each + 1 : each + 2]):
        return items
    marks = [-1, *(i for i, x in enumerate(items) if x.is_("COMMA", "MARK", "STOP")), len(items)]
    for start, end in pairwise(marks):
        listed = tuple(x for x in items[start + 1 : end] if not x.is_("BOTH"))
        if sum(x.is_("F") for x in listed) > 1 and all(
            x.is_("F", "AND", "OR", "ARTICLE", "PEOPLE", "M") for x in listed
        ):
            ahead = (*items[: max(start, 0)], *items[end + 1 : each]) if end < each else items[:each]
            behind = (*items[each + 1 : start], *items[end + 1 :]) if start > each else items[each + 1 :]
            return (*ahead, items[each].as_("BOTH", "both"), *listed, *behind)
    return items


def told_numbers(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "How do the numbers compare with 2022?": those that were told, and no number of its own."""
    for i in range(len(items) - 3):
        do, article, number, versus = items[i : i + 4]
        if do.is_("DO") and article.is_("ARTICLE") and number.is_("HOWMANY") and versus.is_("VERSUS"):
            return (*items[: i + 1], number.as_("THAT", "that"), *items[i + 3 :])
    return items


def of_these_alone(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "How many of | these received …": of those that were spoken of."""
    for i in range(1, len(items) - 1):
        many = items[i - 1].is_("HOWMANY") and asks_of(items[i - 1])
        if many and items[i].is_("ARTICLE") and items[i + 1].is_("BE", "HAVE", "DO", "VERB", "OBTAIN"):
            return (*items[:i], items[i].as_("THOSE", "those"), *items[i + 1 :])
    return items


def after_those(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "After the UK and Albania, which nationality was most common?", "the biggest nationality after the UK and
    Albania": of the others.
    """
    at = next((i for i in range(1, len(items) - 1) if _after(items[i]) and _ranked_before(items, i)), 0)
    if at:
        return (*items[:at], items[at].as_("EXCEPT", "except"), *items[at + 1 :])
    asks = next((i for i, x in enumerate(items) if x.is_("WHICH", "WHAT")), 0)
    named = [x for x in items[1:asks] if not x.is_("ARTICLE", "AND", "COMMA")]
    ranked = any(x.is_("MOST") for x in items[asks:])
    if not (asks and ranked and _after(items[0]) and named and all(x.is_("F", "SCOPE") for x in named)):
        return items
    return (items[0].as_("EXCEPT", "except"), *items[1:])


def _ranked_before(items: tuple[Lexeme, ...], at: int) -> bool:
    """Does "the biggest nationality" stand before, and members of it behind?"""
    most, kind = items[at - 2 : at - 1], items[at - 1].get("D")
    named = items[at + 1 + items[at + 1].is_("ARTICLE") :][:1]
    first = bool(most) and most[0].is_("MOST") and not any(x.is_("NTH") for x in items[:at])
    alike = kind is not None and bool(named) and (kind.what.id in breakdowns(named) or named[0].is_("SCOPE"))
    return first and alike


def _after(item: Lexeme) -> bool:
    since = item.get("SINCE")
    return since is not None and since.what == "after"


def without_quarter(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "2023 excluding Q1": the rest of the year, where that is one stretch."""
    at = next((i for i, x in enumerate(items[:-1]) if x.is_("EXCEPT", "NOT")), None)
    quarter = items[at + 1].get("QUARTER") or items[at + 1].get("T") if at is not None else None
    years = [i for i, x in enumerate(items) if i != (at or 0) + 1 and (t := x.get("T")) is not None and _year(t.what)]
    if at is None or quarter is None or len(years) != 1:
        return items
    year: Span = items[years[0]].get("T").what  # type: ignore[union-attr]
    out = (
        quarter.what
        if isinstance(quarter.what, Span)
        else Span(year.start + quarter.what - 1, year.start + quarter.what - 1)
    )
    if out.length != 1 or out not in (Span(year.start, year.start), Span(year.end, year.end)):
        return items  # a stretch with a hole in it is none
    rest = Span(year.start + 1, year.end) if out.start == year.start else Span(year.start, year.end - 1)
    kept = (x.as_("T", rest) if i == years[0] else x for i, x in enumerate(items) if i not in (at, at + 1))
    return tuple(kept)


def _year(when: object) -> bool:
    return isinstance(when, Span) and when.is_year


def count_and_share(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "How many referrals, and what share of all of them, came from Kent Police?": number and share of what is said
    behind both.
    """
    marks = [i for i, x in enumerate(items) if x.is_("COMMA")][:2]
    if len(marks) < 2 or not items[0].is_("HOWMANY") or marks[0] != 2 or not items[1].is_("M", "W", "PEOPLE"):
        return items
    aside, rest = items[marks[0] + 1 : marks[1]], items[marks[1] + 1 :]
    share = next((x for x in aside if x.is_("SHARE")), None)
    whole = ("AND", "WHAT", "SHARE", "OF", "EVERYONE", "THOSE", "ANYOF", "TOTAL", "ARTICLE", "M", "W")
    if share is None or not aside[0].is_("AND") or not all(x.is_(*whole) for x in aside) or not rest:
        return items
    counted = next((x for x in (items[1], *aside) if x.is_("M", "W")), items[1])
    of = () if asks_of(share) else (share.as_("OF", "of"),)
    return (items[0], aside[0], share, *of, counted, *rest)


def more_people(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Did the police or councils refer more people?": make more referrals."""
    refer = next((i for i, x in enumerate(items) if x.is_("W") and x.is_("REFERRING")), None)
    either = refer is not None and any(x.is_("OR") for x in items[:refer])
    if refer is None or not either or any(x.is_("M") for x in items):
        return items
    for i in range(refer + 1, len(items) - 1):
        if items[i].is_("MORE") and items[i + 1].is_("PEOPLE") and not items[i + 1].is_("F"):
            measure = replace(items[refer].get("W").what, kind="measure")  # type: ignore[union-attr]
            made = items[refer].as_("VERB", "happen")
            return (*items[:refer], made, *items[refer + 1 : i + 1], items[i + 1].as_("M", measure), *items[i + 2 :])
    return items


def of_two_named(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "The Met v GMP: who referred more, and by how many?", "of the UK and Albania, which had the most referrals?":
    which of the two, said behind what is asked.
    """
    at = next((i for i, x in enumerate(items) if x.is_("COMMA", "MARK")), 0)
    named = [x for x in items[:at] if not x.is_("BETWEEN", "OF", "OUT", "ARTICLE")]
    if len(named) != 3 or not named[1].is_("AND", "OR", "VERSUS"):
        return items
    one, other = named[0].get("F"), named[2].get("F")
    rest = items[at + 1 :]
    picks = next((i for i, x in enumerate(rest) if x.is_("MORE", "MOST")), len(rest))
    who = rest[0].is_("WHICH") or (rest[0].is_("D") and rest[0].text.split()[0] in PICKS)
    if one is None or other is None or one.what.dimension != other.what.dimension or not who or picks == len(rest):
        return items
    kind = rest[1].get("D") if rest[0].is_("WHICH") and len(rest) > 1 else None
    if kind is not None and kind.what.id != one.what.dimension:
        return items  # "the Met v GMP: which nationality …" is of neither
    if kind is not None:
        rest = (rest[0], *rest[2:])  # "which nationality", which the two are
    marks = (i for i, x in enumerate(rest) if i > picks and x.is_("COMMA", "AND", "STOP", "MARK"))
    end = next(marks, len(rest))
    two = (named[0], named[1].as_("OR", "or"), named[2])
    asked = tuple(_more(x) for x in rest[:end])
    return (*asked, items[at].as_("COMMA", ","), *two, *rest[end:])


def _more(item: Lexeme) -> Lexeme:
    """Of two, the most is more."""
    most = item.get("MOST")
    return item if most is None else item.as_("MORE", "more" if most.what == "high" else "fewer")


def by_others(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "By first responders other than police and councils": not by the police or councils."""
    for i in range(len(items) - 3):
        by, who, other, first = items[i : i + 4]
        if by.is_("BY") and who.is_("D") and other.is_("EXCEPT") and first.is_("F") and not who.is_("F"):
            behind = items[i + 3 :]
            ends = (j for j, x in enumerate(behind) if not x.is_("F", "AND", "OR", "COMMA", "ARTICLE"))
            end = next(ends, len(behind))
            listed = (x.as_("OR", "or") if x.is_("AND") else x for x in behind[:end])
            return (*items[:i], other.as_("NOT", "not"), by, *listed, *behind[end:])
    return items


def who_of_kinds(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Who referred most adults in 2023, police or councils?": which of these kinds, and not which one of them."""
    who = items[0].get("D") if items else None
    at = next((i for i, x in enumerate(items) if x.is_("COMMA")), 0)
    listed = [x for x in items[at + 1 :] if not x.is_("STOP", "ARTICLE", "COMMA")]
    named = sum(x.is_("F") for x in listed)
    ranked = who is not None and at and any(x.is_("MOST") for x in items[:at]) and not items[0].is_("WHICH")
    if not ranked or named < 2 or not all(x.is_("F", "OR") for x in listed):
        return items
    return (items[0].as_("WHICH", "which"), *(x.only("MOST") if x.is_("MOST") else x for x in items[1:]))


def by_when(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Referred by the end of September 2023": until then, and by nobody."""
    return tuple(
        x.as_("UNTIL", "by") if x.is_("BY") and len(x.text.split()) > 1 and _moment(items, i + 1) else x
        for i, x in enumerate(items)
    )


def _moment(items: tuple[Lexeme, ...], at: int) -> bool:
    return at < len(items) and items[at].is_("T") and len(items[at].text.split()) > 2


def limited_behind(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Was the number of referrals in 2025 over 20,000?", "which years had referrals over 20,000?": were there over
    20,000 of them, which years had so many.
    """
    at = next((i for i in range(len(items) - 1) if items[i].is_("LIMIT") and items[i + 1].is_("N")), 0)
    if not items or not items[0].is_("BE", "DO", "HAVE", "WHICH"):
        return items
    dated = ("T", "OF") if items[0].is_("WHICH") else ()  # "which quarters of 2023 had …"
    opens = ("BE", "DO", "HAVE", "WHICH", "UNIT", "HOWMANY", "ARTICLE", *dated)
    start = next((i for i, x in enumerate(items) if not x.is_(*opens)), 0)
    between = items[start:at]
    counts = any(x.is_("M", "W") for x in between) and between[0].is_("M", "F", "PEOPLE")
    if not counts or not all(x.is_("M", "W", "F", "PEOPLE", "OF", "IN", "FOR", "T", "BE", "ARTICLE") for x in between):
        return items
    opening = tuple(x for x in items[:start] if not x.is_("HOWMANY", "ARTICLE"))
    return (*opening, *items[at : at + 2], *between, *items[at + 2 :])
