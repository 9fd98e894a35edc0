"""Those of whom it is asked, named first with how many they are: "Of the 17,004 people referred, how many were …"."""

from __future__ import annotations

from dataclasses import replace

from assistant.english.either import after_those
from assistant.english.lexeme import Lexeme, Meaning, asks_of
from assistant.english.scope import PLACED

ASKING = ("HOWMANY", "HOWMUCH", "SHARE", "WHAT", "WHICH")
WHEN = ("IN", "T", "TM", "FOR")
SMALLEST = 100  # of the figures that are told so: "of the two forces" counts things


def named_whole(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """Without how many they are, which asks and limits nothing, where something is asked of them behind."""
    items = _who_were(_in_percent(_shared_whole(_told_ahead(_each_named(_left_out_behind(after_those(items)))))))
    at = next((i for i, x in enumerate(items) if not x.is_("OF", "ARTICLE", "FROM", "OUT", "AMONG", "POLITE")), 0)
    if not at or not items[at - 1].is_("OF", "ARTICLE", "FROM", "AMONG") or items[0].is_("ARTICLE", "POLITE"):
        return items
    if not any(x.is_("HOWMANY", "SHARE", "WHICH", "WHAT") for x in items[at + 1 :]):
        return items
    end = at
    while end < len(items) - 1 and (_counts(items[end]) or _figure(items[end])):
        end += 1
    if end == at + 1 and items[end].is_("COMMA") and _figure(items[at]) and not items[at - 1].is_("WHOLE"):
        return (items[at].as_("THOSE", "those"), *items[end:])  # "of the 17,004, how many …"
    if end == at or not items[end].is_("M", "W", "F", "PEOPLE", "V"):
        return items
    told = (replace(x, meanings=(Meaning("POLITE", x.text),)) for x in items[at:end])
    return (*items[:at], *told, *items[end:])


def _left_out_behind(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Leaving out the Met, which force made most?": who is left out of a ranking, said behind it."""
    at = next((i for i, item in enumerate(items) if item.is_("COMMA")), 0)
    head, tail = items[:at], items[at + 1 :]
    ranks = bool(tail) and tail[0].is_("WHICH") and any(item.is_("MOST") for item in tail)
    if (
        not ranks
        or not head
        or not head[0].is_("EXCEPT")
        or not all(x.is_("EXCEPT", "F", "ARTICLE", "AND") for x in head)
    ):
        return items
    end = next((j for j in range(len(tail), 0, -1) if not tail[j - 1].is_("STOP", "MARK")), len(tail))
    return (*tail[:end], items[at], *head, *tail[end:])


def _each_named(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Kalayaan, Unseen, Migrant Help: what did each refer?", "comparing men and women, what share of each group was
    positive?": each of those.
    """
    at = next((i for i, x in enumerate(items) if x.is_("COMMA") and items[i + 1 : i + 2] and _asks(items[i + 1])), 0)
    head, tail = items[:at], items[at + 1 :]
    head = head[1:] if head and head[0].is_("COMPARE") else head
    listed = sum(item.is_("F") for item in head) > 1 and all(item.is_("F", "COMMA", "AND", "ARTICLE") for item in head)
    each = next((i for i, item in enumerate(tail) if item.is_("EACH")), 0)
    behind = each + 1 + bool(tail[each + 1 :] and tail[each + 1].is_("ONES"))
    if not listed or not each or (tail[behind:] and tail[behind].is_("D", "UNIT", "T", "TM", "N", "F")):
        return items
    told = tail[each].text != "each" or behind > each + 1  # "for each", "each group": those, and no more
    return (*tail[:each], *head, *tail[behind if told else each :])


def _asks(item: Lexeme) -> bool:
    return item.is_("WHAT", "HOWMANY", "SHARE")


def _shared_whole(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "What proportion of the 9,825 decisions …", "how many of the 17,004 people …": without the number told."""
    for i in range(2, len(items) - 1):
        asked = items[i - 2 : i]
        asks = asked[0].is_("SHARE", "OF", "HOWMANY", "OUT") and asked[1].is_("OF", "ARTICLE", "FROM", "THOSE")
        asks = asks and not asked[1].is_("AMONG")  # "how many out of 1,000 referrals" asks for a rate
        if asks and _figure(items[i]) and items[i + 1].is_("M", "W", "F", "PEOPLE", "V"):
            of = asked[1].as_("OF", "of") if asked[1].is_("THOSE") else asked[1]
            told = replace(items[i], meanings=(Meaning("POLITE", items[i].text),))
            return (*items[: i - 1], of, told, *items[i + 1 :])
    return items


def _in_percent(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "How many of the child referrals were by councils, | as a percentage?": what share of them."""
    rest = items[:-1] if items and items[-1].is_("STOP") else items
    while rest and rest[-1].is_("COMMA", "MARK"):
        rest = rest[:-1]
    of = len(rest) > 2 and rest[0].is_("HOWMANY") and (asks_of(rest[0]) or rest[1].is_("OF"))
    verb = next((i for i, item in enumerate(rest) if item.is_("BE", "HAVE", "VERB") and i > 1), 0)
    whom = any(item.is_("F") for item in rest[:verb]) and any(item.is_("F") for item in rest[verb:])
    if not (of and verb and whom and rest[-1].is_("SHARE", "INPERCENT") and rest[-2].is_("COMMA", "MARK")):
        return items
    return (rest[0].as_("SHARE", "percent"), *rest[1:-2])


def _who_were(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "The percentage of women | exploited overseas": of them, those who were."""
    for i, item in enumerate(items[:-2]):
        if not item.is_("SHARE") or not (asks_of(item) or items[i + 1].is_("OF")):
            continue
        end = i + 1
        while end < len(items) - 1 and items[end].is_("OF", "ARTICLE", "POLITE"):
            end += 1
        named = end
        while end < len(items) and items[end].is_("F", "PEOPLE", *WHEN) and not _exploited(items[end]):
            end += 1
        whom = any(x.is_("F") for x in items[named:end])
        if whom and end < len(items) and _exploited(items[end]):
            return (*items[:end], items[end].as_("REL", "rel"), *items[end:])
    return items


def _exploited(item: Lexeme) -> bool:
    """ "Sexually exploited", "exploited overseas": what happened to them."""
    return item.is_("F") and PLACED in item.text.split()


def _told_ahead(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "In 2022, almost 17,000 people were referred - an increase of what percentage?": without the figure told."""
    for at in (i for i, item in enumerate(items) if item.is_("COMMA")):
        told = [i for i in range(at) if _figure(items[i]) and items[i + 1].is_("M", "W", "F", "PEOPLE", "COMMA", *WHEN)]
        if any(item.is_(*ASKING) for item in items[:at]):
            return items
        if len(told) == 1 and items[at + 1 :] and _asks_change(items[at + 1 :]):
            start = told[0] - (told[0] > 0 and items[told[0] - 1].is_("NEARLY", "LIMIT", "TOTAL", "EXACTLY"))
            start -= start < told[0] and start > 0 and items[start - 1].is_("EXACTLY")  # "just over"
            return (*items[:start], *items[told[0] + 1 :])
    return items


def _asks_change(items: tuple[Lexeme, ...]) -> bool:
    asked = any(item.is_(*ASKING) for item in items[:4])
    return asked and any(item.is_("MOVE") for item in items) and not any(_figure(item) for item in items)


def _counts(item: Lexeme) -> bool:
    """ "(From the) total number of", "the total of", "total"; behind "of" the lexicon has the first as one word."""
    return item.is_("HOWMANY", "TOTAL") and not item.is_("M", "F")


def _figure(item: Lexeme) -> bool:
    number = item.get("N")
    return number is not None and float(number.what) >= SMALLEST
