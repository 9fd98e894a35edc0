"""Words of a follow-up that add nothing: "than the number of …", "did it keep rising in 2024", "…, so Oct to Dec"."""

from __future__ import annotations

from typing import Any

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.top import Top
from assistant.asked.walk import TIME, counts
from assistant.english.lexeme import Lexeme
from assistant.english.spans import SIZE
from assistant.period import Span

Items = tuple[Lexeme, ...]
YEAR = SIZE["year"]  # in quarters
STEPS = {"year": -1, "year_on": 1}
RANGED = ("FROM", "SINCE", "UNTIL", "TO", "SINCETHEN")


def said_once_more(items: Items, before: Node) -> Items:
    """The clause without them."""
    return goes_on_moving(times_as(than_these(of_that(of_ranked_kind(in_percent_alone(items), before), before))))


def in_percent_alone(items: Items) -> Items:
    """ "And percentages?": of what was told in numbers."""
    said = [x for x in items if not x.is_("AND", "COMMA", "MARK", "STOP", "POLITE")]
    alone = len(said) == 1 and said[0].is_("BOTHWAYS")
    return tuple(x.as_("INPERCENT", "percent") if alone and x.is_("BOTHWAYS") else x for x in items)


def of_ranked_kind(items: Items, before: Node) -> Items:
    """ "Who's top for adults?", after the first nationalities: which nationality; "who referred most?" acts."""
    at = next((i for i, x in enumerate(items) if (m := x.get("WHICH")) is not None and m.what == "who"), None)
    table = before.over if isinstance(before, (Pick, Top)) else before
    ranked = isinstance(table, Over) and table.axis not in TIME and isinstance(before, (Pick, Top))
    rest = items[at + 1 :] if at is not None else ()
    most = next((x for x in rest if x.is_("MOST")), None)
    if at is None or not ranked or most is None or any(x.is_("W", "M", "VERB", "D", "REFERRING") for x in rest):
        return items
    high = most.get("MOST")
    plain = (most.as_("MOST", high.what) if x is most and high is not None else x for x in rest)
    return (*items[:at], items[at].as_("WHICH", "which"), *plain)


def of_that(items: Items, before: Node) -> Items:
    """ "How many cases is that?": how many that is; "was that also the case in 2022?": what was asked, then."""
    said = [x for x in items if not x.is_("POLITE", "AND", "COMMA", "MARK", "STOP") or x.is_("THAT")]
    measures = {count.measure for count in counts(before)}
    if len(said) == 3 and said[0].is_("HOWMANY") and said[2].is_("THAT"):
        named = {getattr(m.what, "id", "") for m in said[1].meanings if m.category in ("M", "W", "V")}
        return tuple(x for x in items if x is not said[1]) if named & measures else items
    if len(said) > 2 and said[0].is_("THAT") and said[1].is_("ALIKE"):
        compared = isinstance(before, (Count, Ratio)) and any(x.is_("T", "EARLIER", "THATTIME") for x in said[2:])
        head = (said[1].as_("VERSUS", "versus"),) if compared else ()
        rest = said[2:] if not compared else [x for x in said[2:] if not x.is_("IN", "FOR")]
        return (*head, *rest)
    return items


def than_these(items: Items) -> Items:
    """ "How much higher is that than the number of negatives?": than the negatives."""
    at = next((i for i, x in enumerate(items) if x.is_("THAN", "LIMIT")), None)
    if at is None:
        return items
    many = next((i for i in range(at + 1, len(items)) if not items[i].is_("ARTICLE", "T", "IN")), len(items))
    number = items[many].get("HOWMANY") if many < len(items) - 1 else None
    if number is None or number.what == "asked" or not items[many + 1].is_("F"):
        return items
    between = items[at + 1 : many]
    dated = tuple(x for x in between if x.is_("T"))  # "the 2022 number of negatives"
    head = tuple(x for x in between if not x.is_("T", "IN"))
    return (*items[: at + 1], *head, items[many + 1], *dated, *items[many + 2 :])


def times_as(items: Items) -> Items:
    """ "How many times higher than in 2014?": how many times as high as then; "how many times as many boys as girls?":
    more boys than girls.
    """
    at = next((i for i, x in enumerate(items) if x.is_("TIMES")), None)
    joint = next((i for i, x in enumerate(items) if at is not None and i > at and x.is_("AS", "THAN")), None)
    if at is None or joint is None:
        return items
    kinds = [_kinds(side) for side in (items[at + 1 : joint], items[joint + 1 :])]
    two = bool(kinds[0]) and kinds[0] == kinds[1]  # not "as many children as Kent"
    plain = ("THAN", "than") if two else ("AS", "plain")
    return tuple(x.as_(*plain) if x.is_("THAN") or (two and i == joint) else x for i, x in enumerate(items))


def _kinds(items: Items) -> set[str]:
    """What those are of who are named: a breakdown, or several at once ("boys")."""
    return {m.what.dimension or m.what.kind for x in items for m in x.meanings if m.category == "F"}


def goes_on_moving(items: Items) -> Items:
    """ "Did it keep going up in 2024?": did it go up then. Over a stretch it would be of each of its years."""
    at = next((i for i, x in enumerate(items[:-1]) if x.is_("KEEPS") and items[i + 1].is_("MOVE")), None)
    named = sum(x.is_("T", "TM", "EARLIER", "THATTIME") for x in items)
    if at is None or named != 1 or any(x.is_(*RANGED) for x in items[:at] + items[at + 2 :]):
        return items
    return (*items[:at], *items[at + 1 :])


def whole_year(items: Items, whens: tuple[Any, ...]) -> Items:
    """ "The whole year before", after a quarter: all of that year, and not its quarter alone."""
    when = whens[0] if len(whens) == 1 else None
    if not isinstance(when, Span) or when.length >= YEAR or when.start // YEAR != when.end // YEAR:
        return items
    for i, item in enumerate(items[:-1]):
        whole, step = item.get("ARTICLE"), items[i + 1].get("EARLIER")
        by = STEPS.get(str(step.what), 0) if step is not None else 0
        if whole is not None and whole.what == "whole" and by:
            year = Span.year(when.start // YEAR + by)
            return (*items[:i], items[i + 1].as_("T", year), *items[i + 2 :])
    return items


def restated(items: Items) -> Items:
    """ "The same quarter of 2024, so October to December": that quarter once."""
    for i, item in enumerate(items[:-2]):
        named = item.get("T")
        span = named.what if named is not None else None
        if not isinstance(span, Span) or span.length != 1 or not items[i + 1].is_("COMMA"):
            continue
        behind = next((k for k in range(i + 2, len(items)) if not items[k].is_("POLITE")), len(items))
        again = items[behind].get("QUARTER") if behind < len(items) else None
        if again is not None and int(again.what) == span.start % 4 + 1:
            return (*items[: i + 1], *items[behind + 1 :])
    return items
