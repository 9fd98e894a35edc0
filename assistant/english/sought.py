"""What is looked for, in the order of other questions: "the first quarter in which …", "was there a quarter when …",
"list all …", "children compared with adults: …".
"""

from __future__ import annotations

from assistant.english.added import added_share, one_plus_another
from assistant.english.either import (
    by_others,
    by_when,
    each_named,
    either_share,
    limited_behind,
    more_people,
    neither,
    of_these_alone,
    of_two_named,
    told_numbers,
    who_of_kinds,
    without_quarter,
)
from assistant.english.first_in_time import any_before, first_in_time, grain, numbered, so_far
from assistant.english.highest import nth_highest, parts_again, two_highest
from assistant.english.lexeme import Lexeme
from assistant.english.lexicon import lexicon_category
from assistant.english.moved_by import come_down_by, higher_than, moved_by_many, percent_by, year_on_year
from assistant.english.none_made import none_made
from assistant.english.share_behind import share_behind
from assistant.period import Span

COMPUTED = ("MOVE", "GROWTH", "SHARE", "SHAREOF", "RATE", "MORE", "VERSUS", "DIFF", "MOST", "AVERAGE", "TREND", "GRAIN")
FIRST_YEAR, NEWEST = 9, 40  # of the years that two digits may stand for
AS_MANY = lexicon_category("ASMANY")


def sought(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """The clause with what it looks for named as in "in which quarter did referrals first top 5,000"."""
    for kind in KINDS:
        items = kind(items)
    return items


def _some_period(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Was there a quarter in 2020 when …": any quarter, and no fourth part."""
    for i in range(1, len(items) - 1):
        opens = items[i].is_("GRAIN") and not items[i].is_("UNIT") and items[i - 1].is_("BE")
        behind = next((x for x in items[i + 1 :] if not x.is_("IN", "T", "TM")), None)
        if opens and behind is not None and behind.is_("WHEN", "WHICH", "REL"):
            return (*items[:i], items[i].as_("UNIT", grain(items[i])), *items[i + 1 :])
    return items


def _sides_behind(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Children compared with adults: the positive rate in 2023": the two sides behind what is compared."""
    at = next((i for i, item in enumerate(items) if item.is_("COMMA", "MARK")), 0)
    head, rest = items[:at], items[at + 1 :]
    sides = [item for item in head if not item.is_("ARTICLE")]
    two = len(sides) == 3 and sides[0].is_("F") and sides[1].is_("VERSUS") and sides[2].is_("F")
    asked = any(item.is_("SHARE", "RATE", "HOWMANY", "M") for item in rest) and not any(x.is_("F") for x in rest[-1:])
    return (*rest, items[at], *head) if two and asked else items


def _over_stretch(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "The change over 2019 to 2023": within the stretch, and not on it as a base."""
    return tuple(
        x.as_("FOR", "for") if x.is_("FOR") and x.is_("BASE") and _stretches(items[i + 1 : i + 4]) else x
        for i, x in enumerate(items)
    )


def _stretches(items: tuple[Lexeme, ...]) -> bool:
    named = items[0].get("T") if items else None
    if named is not None and isinstance(named.what, Span) and named.what.length > 4:  # "2019-2023"
        return True
    return len(items) == 3 and items[0].is_("T") and items[2].is_("T") and items[1].is_("TO", "UNTIL", "COMMA")


def _either(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Immigration Enforcement v UKVI: which made more?": one or the other."""
    at = next((i for i, item in enumerate(items) if item.is_("COMMA", "MARK")), 0)
    asked = any(x.is_("WHICH") for x in items[at + 1 : at + 2]) and any(x.is_("MORE") for x in items[at:])
    two = at == 3 and items[0].is_("F") and items[1].is_("VERSUS") and items[2].is_("F")
    return (items[0], items[1].as_("OR", "or"), *items[2:]) if two and asked else items


def _many_periods(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "In how many quarters did referrals exceed 4,000?": how many had more than that."""
    head = len(items) > 3 and items[0].is_("IN") and items[1].is_("HOWMANY") and items[2].is_("UNIT")
    limit = next((i for i, item in enumerate(items) if item.is_("LIMIT") and numbered(items, i)), 0)
    counted = [item for item in items[3:limit] if item.is_("M", "W")]
    if not (head and limit):
        return items
    rest = tuple(x for x in items[3:limit] if x not in counted and not x.is_("DO", "BE", "HAVE"))
    number = next(i for i in range(limit, len(items)) if items[i].is_("N"))
    return (
        *items[1:3],
        *rest,
        items[limit].as_("HAVE", "have"),
        *items[limit : number + 1],
        *counted,
        *items[number + 1 :],
    )


def _each_of(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "For each of the last five years": every year by itself, and no sum of them."""
    return tuple(
        x.as_("EACH", "each") if x.is_("BOTH") and any(y.is_("LATEST") for y in items[i + 1 : i + 2]) else x
        for i, x in enumerate(items)
    )


def _several_sides(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Police vs councils vs charities": more than two sides are a list."""
    sides = [i for i, x in enumerate(items) if x.is_("VERSUS") and 0 < i < len(items) - 1]
    between = [i for i in sides if items[i - 1].is_("F") and items[i + 1].is_("F", "ARTICLE")]
    if len(between) < 2:
        return items
    return tuple(
        x.as_("COMMA", ",") if i in between[:-1] else x.as_("AND", "plain") if i == between[-1] else x
        for i, x in enumerate(items)
    )


def _more_of_either(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Were more UK or more Albanian nationals referred?": which of the two were more."""
    more = [i for i, x in enumerate(items) if x.is_("MORE")]
    again = len(more) == 2 and any(x.is_("OR") for x in items[more[0] : more[1]])
    if not more or not (again or any(x.is_("ORMORE") for x in items[more[0] + 1 :])):
        return items
    if again:
        return (*items[: more[1]], *items[more[1] + 1 :])
    at = next((i for i in range(more[0] + 1, len(items)) if items[i].is_("ORMORE")), 0)
    two = at > 1 and items[at - 1].is_("F", "PEOPLE") and any(x.is_("F") for x in items[at + 1 : at + 2])
    return (*items[:at], items[at].as_("OR", "or"), *items[at + 1 :]) if two else items


def _moved_on_base(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Did referrals in Q4 rise compared with Q3?", "… rise in Q4 from Q3?": did they rise in Q4 compared with Q3."""
    if not any(item.is_("MOVE") for item in items):
        return items
    for i in range(2, len(items) - 2):
        when, moved, base = items[i - 1 : i + 2]
        behind = items[i + 2].is_("T", "EARLIER", "SAMEPERIOD")
        if when.is_("T") and moved.is_("MOVE") and base.is_("BASE", "VERSUS") and behind:
            at = i - 1 - items[i - 2].is_("IN")
            items = (*items[:at], moved, *items[at:i], *items[i + 1 :])
            break
    return tuple(
        x.as_("VERSUS", "versus") if x.is_("FROM") and x.is_("BASE") and _later_first(items, i) else x
        for i, x in enumerate(items)
    )


def _later_first(items: tuple[Lexeme, ...], at: int) -> bool:
    """ "In Q4 | from Q3": does a period stand before, and an earlier one behind?"""
    sides = [items[i].get("T") for i in (at - 1, at + 1) if 0 <= i < len(items)]
    spans = [side.what for side in sides if side is not None and isinstance(side.what, Span)]
    return len(spans) == 2 and spans[1].start < spans[0].start


def _short_years(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "How many in 22 and how many in 24": years, where nothing is counted by the number."""
    out = list(items)
    for i in range(1, len(items)):
        number = items[i].get("N") if items[i].text.isdecimal() and len(items[i].text) == 2 else None
        ends = i + 1 == len(items) or items[i + 1].is_("AND", "COMMA", "MARK", "VERSUS", "TO", "HOWMANY", "STOP", "OR")
        part = i > 1 and items[i - 2].is_("N")  # "1 in 10"
        if (
            number is not None
            and items[i - 1].is_("IN")
            and ends
            and not part
            and FIRST_YEAR <= int(items[i].text) <= NEWEST
        ):
            out[i] = items[i].as_("T", Span.year(2000 + int(items[i].text)))
    return tuple(out)


def _both_editions(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "As first published and as most recently published": the figure in every release."""
    first = next((i for i, x in enumerate(items) if x.is_("FIRSTPUBLISHED")), None)
    newest = next((i for i, x in enumerate(items) if x.is_("NEWLYPUBLISHED")), None)
    if first is None or newest is None:
        return items
    low, high = sorted((first, newest))
    if not all(x.is_("AND", "COMMA", "ARTICLE", "HOWMANY", "BOTH", "VERSUS") for x in items[low + 1 : high]):
        return items
    return (*items[:low], items[low].as_("REVISED", "revised"), *items[high + 1 :])


def _all_listed(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "List all nationalities with more than 200": those that keep to the limit, and no whole of them."""
    limited = any(x.is_("LIMIT", "ORMORE") for x in items)
    return tuple(
        x.as_("ARTICLE", "article") if limited and x.is_("ANYOF") and i and items[i - 1].is_("WHAT", "WHICH") else x
        for i, x in enumerate(items)
    )


def _split_in_percent(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Gender split of referrals, as percentages": the share of each."""
    at = next((i for i, x in enumerate(items) if x.is_("INPERCENT")), None)
    kinds = any(x.is_("D") for x in items) and any(x.is_("BREAKDOWN", "BY") for x in items)
    # Of "sexual exploitation by gender" alone it could be meant what share of each gender was.
    if at is None or not kinds or not any(x.is_("M", "W") for x in items) or any(x.is_(*COMPUTED) for x in items):
        return items
    rest = (*items[:at], *items[at + 1 :])
    named = next((i for i, x in enumerate(rest) if x.is_("M", "W", "F", "D")), 0)
    return (*rest[:named], items[at].as_("SHARE", "percent"), *rest[named:])


def all_included(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Include cases where it was one of several types": those of one type alone are counted as well."""
    at = next((i for i, x in enumerate(items) if x.is_("INCLUDING")), len(items))
    return tuple(x.as_("ALSO", "containing") if i > at and x.is_("ALSO") else x for i, x in enumerate(items))


def _said_ahead(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Counting combinations, how many …": as behind those whom it widens."""
    ahead = len(items) > 2 and items[0].is_("ALSO") and items[1].is_("COMMA")
    return (*items[2:], items[1], items[0]) if ahead else items


def _by_how_much(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "By how many, and by what per cent, did …": a change is told with both."""
    asked = [i for i, x in enumerate(items) if x.is_("HOWMUCH")]
    if len(asked) != 2 or not all(x.is_("COMMA", "AND", "OR") for x in items[asked[0] + 1 : asked[1]]):
        return items
    behind = asked[1] + 1
    behind += items[behind : behind + 1] != () and items[behind].is_("COMMA")
    number = next((items[i] for i in asked if not any(m.what == "percent" for m in items[i].meanings)), items[asked[0]])
    return (*items[: asked[0]], number, *items[behind:])


def _each_ahead(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "For every woman referred in 2023, how many men were?": the one for each of whom is said behind the others."""
    at = next((i for i, x in enumerate(items) if x.is_("HOWMANY")), 0)
    head = tuple(x for x in items[:at] if not x.is_("COMMA"))
    ahead = len(head) > 1 and head[0].is_("EACH") and head[1].is_("F") and not any(x.is_("D", "UNIT") for x in head)
    if not ahead:
        return items
    behind = items[at:]
    counted = any(x.is_("M", "W") for x in behind)
    return (*behind, *(x for x in head if not (counted and x.is_("M", "W", "BE"))))


def _as_many_as(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Twice as many men as women", "how many times as many in 2022 as in 2020": the second "as" sets beside."""
    many = next((i for i, x in enumerate(items) if x.text.endswith(AS_MANY)), len(items))
    for i in range(many + 1, len(items) - 1):
        word = items[i].get("AS")
        if word is not None and word.what == "plain":
            return (*items[:i], items[i].as_("THAN", "than"), *items[i + 1 :])
    return items


def _all_added(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "If you add up every year from 2009 to 2013, how many were referred?": over the stretch, which is their sum."""
    at = next((i for i, x in enumerate(items) if x.is_("SUM")), None)
    if (
        at is not None
        and [x.is_("EACH", "M", "W") for x in items[at + 1 : at + 3]] == [True, True]
        and items[at + 1].is_("EACH")
    ):
        return (*items[:at], *items[at + 2 :])  # "add up every referral made in …"
    every = [i for i, x in enumerate(items) if x.is_("GRAIN")]
    if at is None or len(every) != 1 or any(x.is_("D", "AVERAGE", "MOST", "SHARE") for x in items):
        return items
    behind = items[every[0] + 1 :]
    dated = behind[:1] and (behind[0].is_("T") or (behind[0].is_("FROM", "BETWEEN", "IN") and behind[1:2]))
    return tuple(x for i, x in enumerate(items) if i not in (at, every[0])) if dated else items


def _once_in_percent(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "What fraction of them, in percentage terms, were children?": a share is told so anyway."""
    at = next((i for i, x in enumerate(items) if x.is_("INPERCENT")), 0)
    if not at or not any(x.is_("SHARE") for x in items[:at]):
        return items
    marks = items[at - 1].is_("COMMA") and items[at + 1 : at + 2] != () and items[at + 1].is_("COMMA")
    return (*items[: at - marks], *items[at + 1 + marks :])


def _more_in_percent(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "How much higher is that in per cent?": by what percentage."""
    said = [x for x in items if not x.is_("THAT", "STOP", "AND", "MARK", "BE")]
    alone = len(said) == 2 and said[0].is_("ASKMORE") and said[1].is_("INPERCENT")
    return (said[0].as_("HOWMUCH", "percent"),) if alone else items


KINDS = (
    none_made, neither, limited_behind, by_when, by_others, of_two_named, each_named, either_share, without_quarter,
    more_people, share_behind, come_down_by, year_on_year, moved_by_many, higher_than, percent_by, parts_again,
    two_highest,
    who_of_kinds, _once_in_percent, _all_added, one_plus_another, added_share, nth_highest, _more_in_percent,
    told_numbers, of_these_alone, any_before, so_far, first_in_time, _some_period, _many_periods, _all_listed, _each_of,
    _either, _several_sides, _sides_behind, _over_stretch, _split_in_percent, _more_of_either, _short_years,
    _moved_on_base, _both_editions, all_included, _said_ahead, _as_many_as, _by_how_much, _each_ahead,
)  # fmt: skip
