"""The first and the last of several periods that were told: "from the first of those years to the last", "the last of
these".
"""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.ratio import Ratio
from assistant.asked.walk import with_when
from assistant.english.conversation import Context
from assistant.english.frame import Time
from assistant.english.lexeme import Lexeme
from assistant.english.told import side_by_side, told
from assistant.period import Span

BETWEEN = ("OF", "THOSE", "UNIT", "ARTICLE", "TO", "UNTIL", "AND", "POLITE", "THATTIME")
BEHIND = ("UNIT", "OF", "THOSE", "POLITE", "THATTIME", "FILLER")
OVER = ("FOR", "BASE")
ASKED = ("BE", "HAVE", "DO", "COMMA", "WE", "HOWMANY", "SHARE")
FIRST = ("1", "former")
PAIRED = ("former", "latter")
SUMMED = ("SUM", "TOTAL", "AVERAGE")
BETWEEN_TWO = ("DIFF", "RATIO", "TIMES")
ROUND = ("AND", "FOR", "IN", "ONLY", "ARTICLE", "WHAT", "COMMA", "MARK", "STOP", "POLITE", "F", "OF", "BY", "THATTIME")
HALVES = {"first": (0, 1), "second": (2, 3)}  # of a year, in quarters
SEVERAL = ("that", "years", "quarters", "periods")


def first_to_last(items: tuple[Lexeme, ...], before: Node | None) -> tuple[Lexeme, ...]:
    """The same with both ends of a table over time as periods, where a change between them is asked for."""
    spans = told_over(before)
    if len(spans) < 2 or not any(x.is_("MOVE", "GROWTH", "DIFF") for x in items):
        return items
    at = next((i for i, x in enumerate(items) if _nth(x) == 1), None)
    end = next((i for i, x in enumerate(items) if at is not None and i > at and _last(x)), None)
    if at is None or end is None:
        return _all_along(items, spans)
    joint = next((i for i in range(at + 1, end) if items[i].is_("TO", "UNTIL", "AND")), None)
    if joint is None or not all(x.is_(*BETWEEN) for x in items[at + 1 : end]):
        return items
    rest = end + 1
    while rest < len(items) and items[rest].is_(*BEHIND):
        rest += 1
    ends = items[at].as_("T", spans[0]), items[joint], items[end].as_("T", spans[-1])
    return (*items[:at], *ends, *items[rest:])


def one_of_them(items: tuple[Lexeme, ...], context: Context) -> tuple[Lexeme, ...]:
    """ "The last of these", "in the first of those", after a table over time or the figures of several periods: of the
    count in that one.
    """
    at = next((i for i, x in enumerate(items) if x.is_("PICKED")), None)
    table = context.before if isinstance(context.before, Over) else side_by_side(told(context))
    spans = told_over(table)
    if at is None or table is None or len(spans) < 2:
        return items
    place = len(spans) if _last(items[at]) else _nth(items[at])
    if place > len(spans):
        return (*items[:at], items[at].as_("X", items[at].text), *items[at + 1 :])
    span = spans[place - 1]
    context.before = with_when(table.of, span)
    rest = items[at + 1 :]
    rest = rest[1:] if rest and rest[0].is_("UNIT") else rest
    shared = at > 1 and items[at - 1].is_("BE") and any(x.is_("SHARE") for x in items[:at])
    said = items[at].as_("THAT", "that") if shared else items[at].as_("T", span)
    return (*(items[: at - 1] if shared else items[:at]), said, *rest)


def part_of_each(items: tuple[Lexeme, ...], before: Node | None) -> tuple[Lexeme, ...]:
    """ "And for Q1?", "just the second half", after years side by side: of each of them."""
    spans = told_over(before) if isinstance(before, Over) and before.axis == "period" else ()
    parts = [i for i, x in enumerate(items) if x.is_("QUARTER", "YEARPART")]
    years = [span.start // 4 for span in spans if span.start // 4 == span.end // 4]
    if len(parts) != 1 or not spans or len({*years}) < len(spans):
        return items
    if not all(i in parts or x.is_(*ROUND) for i, x in enumerate(items)):
        return items
    said = items[parts[0]]
    quarter, part = said.get("QUARTER"), said.get("YEARPART")
    first, last = HALVES.get(str(part.what), (0, -1)) if part is not None else (0, -1)
    if quarter is not None:
        first = last = int(quarter.what) - 1
    each = tuple(Span(4 * year + first, 4 * year + last) for year in years) if last >= first else ()
    return tuple(x.as_("TM", Time(each)) if x is said else x for x in items) if each else items


def last_told(items: tuple[Lexeme, ...], context: Context) -> tuple[Lexeme, ...]:
    """ "How many of the last were women?", "of the latter, how many …", after figures told one after the other that
    differ in one thing: of those.
    """
    at = next((i for i, x in enumerate(items[:-1]) if i and _one_of(x) and items[i + 1].is_(*ASKED)), None)
    if at is None or not items[at - 1].is_("OF", "AMONG", "HOWMANY", "SHARE", "WHOLE"):
        return items
    series, place = one_by_one(context), _one_of(items[at])
    if len(series) < 2 or (place in PAIRED and len(series) != 2):
        return items
    context.before = series[0] if place in FIRST else series[-1]
    begin = at if items[at - 1].is_("HOWMANY", "SHARE") else at - 1
    return (*items[:begin], items[at].as_("THOSE", "those"), *items[at + 1 :])


def one_by_one(context: Context) -> tuple[Count, ...]:
    """The figures told one after the other up to the last, or up to one of which the last is a part."""
    series = told(context)
    if len(series) > 1 and series[-1] == context.before:
        return series
    last, gone = context.before, context.spoken
    if not isinstance(last, Count) or gone[-1:] != (last,):
        return ()
    series = told(replace(context, before_it=gone[:-1], asked=[]))
    part = (one for one in series if one.when == last.when and one.measure == last.measure)
    return series if any({*one.where} < {*last.where} for one in part) else ()


def few_of_them(items: tuple[Lexeme, ...], before: Node | None) -> tuple[Lexeme, ...]:
    """ "Just the last two years", "only the first three", after a table over time: those of it, and not the newest."""
    spans = told_over(before)
    at = next((i for i, x in enumerate(items[:-1]) if _last(x) or x.is_("LATEST") or _nth(x) == 1), None)
    number = items[at + 1].get("N") if at is not None else None
    narrows = any(x.is_("ONLY", "THOSE", "SUM") for x in items)
    narrows = narrows and not any(x.is_("T", "TM", "HOWMANY", "MOST") for x in items)
    if at is None or number is None or not narrows or not 1 < int(number.what) < len(spans):
        return items
    many, rest = int(number.what), items[at + 2 :]
    if rest and (unit := rest[0].get("UNIT")) is not None:
        if unit.what != ("year" if spans[0].length > 1 else "quarter"):
            return items
        rest = rest[1:]
    kept = spans[:many] if _nth(items[at]) == 1 else spans[-many:]
    if kept[-1].end - kept[0].start + 1 != sum(span.length for span in kept):
        return items  # with others between them
    return (
        *items[:at],
        items[at].as_("T", Span(kept[0].start, kept[-1].end)),
        *(x for x in rest if not x.is_("THOSE")),
    )


def last_together(items: tuple[Lexeme, ...], before: Node | None) -> tuple[Lexeme, ...]:
    """ "Those last two together", "the difference between the last two", after figures told one after the other: so
    many of those, and of a table none.
    """
    at = next((i for i, x in enumerate(items[:-1]) if _last(x)), None)
    number = items[at + 1].get("N") if at is not None else None
    asked = SUMMED if number is None or int(number.what) != 2 else (*SUMMED, *BETWEEN_TWO)
    named = any(x.is_("F", "M", "W", "D", "T", "TM", "UNIT", "MOST") for x in items)
    if at is None or number is None or named or not any(x.is_(*asked) for x in items):
        return items
    if not isinstance(before, (Count, Ratio)):
        return items
    said = items[at + 1].as_("TWO", "two") if int(number.what) == 2 else items[at + 1]
    return (*items[:at], said, *items[at + 2 :])


def told_over(before: Node | None) -> tuple[Span, ...]:
    """The periods of a table over time, in order; none of anything else."""
    if not isinstance(before, Over):
        return ()
    if before.axis == "period":
        return tuple(sorted(value for value in before.values if isinstance(value, Span)))
    when = before.of.when if isinstance(before.of, Count) else None
    if not isinstance(when, Span):
        return ()
    if before.axis == "year":
        return tuple(when.years)
    return tuple(Span(q, q) for q in when.quarters) if before.axis == "quarter" else ()


def _all_along(items: tuple[Lexeme, ...], spans: tuple[Span, ...]) -> tuple[Lexeme, ...]:
    """ "How much has it grown over those years?": from the first of them to the last."""
    at = next((i for i, x in enumerate(items) if _along(x)), None)
    if at is None or any(x.is_("T") for x in items):
        return items
    one = items[at]
    begin = at - 1 if at and items[at - 1].is_(*OVER) else at
    ends = one.as_("FROM", "from"), one.as_("T", spans[0]), one.as_("TO", "to"), one.as_("T", spans[-1])
    return (*items[:begin], *ends, *items[at + 1 :])


def _along(item: Lexeme) -> bool:
    """ "Over the whole period", "over those years"."""
    that = item.get("THATTIME")
    return item.is_("OVERALL") or (that is not None and that.what in SEVERAL)


def _nth(item: Lexeme) -> int:
    meaning = item.get("PICKED") or item.get("ORDINAL")
    return int(meaning.what) if meaning is not None and not _last(item) else 0


def _one_of(item: Lexeme) -> str:
    """Which of those that were told it names: the "first", "last", "former" or "latter"."""
    found = item.get("PAIRED") or item.get("PICKED") or item.get("ORDINAL") or item.get("LATEST")
    place = str(found.what) if found is not None else ""
    return place if place in ("1", "last", *PAIRED) else ""


def _last(item: Lexeme) -> bool:
    meaning = item.get("PICKED") or item.get("LATEST")
    return meaning is not None and meaning.what == "last"
