"""Times said by what was spoken of: "that year", "the same quarter", "Q4", "the whole year", "the second half"."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.truth import Truth
from assistant.asked.walk import counts, of_release, over_of
from assistant.english.conversation import Context
from assistant.english.ends import GRAINS, moved
from assistant.english.frame import Time
from assistant.english.joining import leads_on
from assistant.english.lexeme import Lexeme
from assistant.english.said_again import restated, whole_year
from assistant.english.spans import LENGTHS, MORE_THAN, that_time
from assistant.english.told import times_told, told
from assistant.period import Span

PARTS = {
    "whole": (0, 3),
    "first": (0, 1),
    "second": (2, 3),
    "first_three": (0, 2),
    "last_three": (1, 3),
}  # first and last quarter of a year
EDITIONS = ("AS_OF", "FIRSTPUBLISHED", "NEWLYPUBLISHED", "REVISED")  # beside "as it stands" they ask for both
MONTHS: dict[int, dict[str, tuple[str, Any]]] = {
    3: {"first": ("QUARTER", 1), "last": ("QUARTER", 4)},
    6: {"first": ("YEARPART", "first"), "last": ("YEARPART", "second")},
    9: {"first": ("YEARPART", "first_three"), "last": ("YEARPART", "last_three")},
}  # so many months, of the year's beginning or end
PARTED = ("MOST", "WHICH", "WHEN", "AVERAGE", "EACH", "BY", "QUARTER", "SHARE", "RATE", "MOVE", "GROWTH")
PICKS = ("MOST", "WHICH", "WHEN", "LATEST", "AVERAGE", "EACH", "N", "FASTEST", "BY")


def as_it_stands(items: tuple[Lexeme, ...], before: Node | None) -> tuple[tuple[Lexeme, ...], Node | None]:
    """ "As they stand today, all four quarters of that year", after what was first published, "2020 according to the
    latest series": without that.
    """
    at = [i for i, x in enumerate(items) if (m := x.get("NOW")) is not None and m.what == "standing"]
    dated = any(x.is_("T") or (before is not None and x.is_("THATTIME", "QUARTER", "GRAIN", "YEARPART")) for x in items)
    if len(at) != 1 or not dated:
        return items, before
    if any(x.is_("SINCE", "UNTIL", *EDITIONS) for i, x in enumerate(items) if i != at[0]):
        return items, before
    rest = tuple(x for i, x in enumerate(items) if i != at[0] and not (i == at[0] + 1 and x.is_("COMMA")))
    return rest, of_release(before, "") if before is not None else None


def of_its_own(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "How many of that quarter's were women?", "what share of that year were British?": of those of that time."""
    for i in range(1, len(items) - 1):
        parted = items[i - 1].is_("HOWMANY", "SHARE") and leads_on(items[i - 1])
        if items[i].is_("THATTIME") and parted and items[i + 1].is_("BE", "HAVE"):
            return (*items[: i + 1], items[i].as_("THOSE", "those"), *items[i + 1 :])
    return items


def of_both(items: tuple[Lexeme, ...], context: Context) -> tuple[Lexeme, ...]:
    """ "Over the same two years" after a change, or after two periods side by side, or one after the other: both."""
    many = [(m := x.get("THATTIME")) is not None and m.what in MORE_THAN for x in items]
    spans = (spans_of(context.before) or _told_at(context)) if any(many) else ()
    if len(spans) < 2:
        return items
    return tuple(x.as_("TM", Time(spans)) if several else x for x, several in zip(items, many, strict=True))


def spans_of(before: Node | None) -> tuple[Span, ...]:
    """The periods that are set side by side, or against each other."""
    if isinstance(before, Over) and before.axis == "period":
        return tuple(value for value in before.values if isinstance(value, Span))
    against = isinstance(before, (Minus, Truth)) or (isinstance(before, Ratio) and before.as_ == "times")
    found = {count.when for count in counts(before)} if before is not None and against else set()
    return tuple(sorted(when for when in found if isinstance(when, Span)))


def _told_at(context: Context) -> tuple[Span, ...]:
    """The periods of one length that one thing was told at, one after the other; of its number and its share two."""
    series = told(context)
    spans = sorted(count.when for count in series if isinstance(count.when, Span))
    alike = len({span.length for span in spans}) == 1
    if len({*spans}) == len(series) > 1 and alike:
        return tuple(spans)
    return two if len(two := times_told(context)) == 2 else ()


def parts_of_it(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "In the last quarter of that", "the first half of it": of the year that was spoken of."""
    said = [x for x in items if not x.is_("MARK", "STOP")]
    at = len(said) - 2
    year = said[-1].get("UNIT") if at > 0 else None
    if at < 1 or not said[at].is_("OF") or not (said[-1].is_("IT", "REL", "THAT") or (year and year.what == "year")):
        return items
    if said[at - 1].is_("QUARTER", "YEARPART"):
        return tuple(said[:at])
    number = said[at - 2].get("N") if said[at - 2].is_("N") and at > 1 else None
    begin = at - 2 if number is None else at - 3
    unit, edge = said[at - 1].get("UNIT"), said[max(begin, 0)]
    many = int(number.what) if number is not None else 1
    months = {"quarter": 3, "month": many}.get(str(unit.what), 0) if unit is not None else 0
    last = (latest := edge.get("LATEST")) is not None and latest.what == "last"
    first = (nth := edge.get("ORDINAL")) is not None and int(nth.what) == 1
    part = MONTHS.get(months, {}).get("last" if last else "first" if first else "")
    return (*said[:begin], edge.as_(*part)) if part is not None else items


SAID = ("AND", "ARTICLE", "WHAT", "BE", "POLITE", "COMMA", "MARK", "ALSO", "ASK", "PRONOUN")


def in_total(items: tuple[Lexeme, ...], before: Node | None) -> tuple[Lexeme, ...]:
    """ "And the total for the year?" after a table by quarter: no longer by quarter."""
    whole = [x for x in items if (m := x.get("YEARPART")) is not None and m.what == "whole"]
    series = over_of(before) if isinstance(before, Pick) else before
    table = isinstance(series, Over) and series.axis in GRAINS
    return (*items, whole[0].as_("TOTAL", "total")) if table and whole and not whole[0].is_("UNIT") else items


def of_whole_year(items: tuple[Lexeme, ...], before: Node | None) -> tuple[tuple[Lexeme, ...], Node | None]:
    """ "Albanians, the whole of 2023", "the annual total", after quarters or the highest: no longer by quarter."""
    table = over_of(before) if isinstance(before, Pick) else before
    said = [_of_year_said(items, i) for i in range(len(items))]
    if not (isinstance(table, Over) and table.axis == "quarter") or not any(said) or any(x.is_(*PARTED) for x in items):
        return items, before
    rest = tuple(x for x, whole in zip(items, said, strict=True) if not whole)
    if any(x.is_("T") for x in rest):
        return rest, table.of
    yearly, when = items[said.index(True)], counts(table)[0].when
    if yearly.is_("YEARPART") and not yearly.is_("UNIT"):
        return items, table.of
    if not isinstance(when, Span) or not when.is_year:
        return items, before
    return (*(x for x in rest if not x.is_("TOTAL")), yearly.as_("T", when)), table.of


def _of_year_said(items: tuple[Lexeme, ...], i: int) -> bool:
    """ "The whole of" before a year, "the full year" beside it, "2022 total"."""
    part, article, every = (items[i].get(name) for name in ("YEARPART", "ARTICLE", "ANYOF"))
    yearly = items[i].is_("YEARLY") and not (items[i].is_("GRAIN") and any(x.is_("T", "TM") for x in items))
    if yearly or (part is not None and part.what == "whole"):
        return True
    named = [x.get("T") for x in (*items[i + 1 : i + 2], *items[max(i - 1, 0) : i])]
    beside = [m for m in named if m is not None and isinstance(m.what, Span) and m.what.is_year]
    if not beside:
        return False
    whole = article is not None and article.what == "whole"
    return whole or (every is not None and every.what == "all") or items[i].is_("TOTAL")


def without_so_far(items: tuple[Lexeme, ...], whens: tuple[Any, ...]) -> tuple[Lexeme, ...]:
    """ "How many have had a decision so far?", of those who came in 2022: of their year, and not of the newest."""
    cohort = len(whens) == 1 and isinstance(whens[0], Span) and any(x.is_("HAVE") for x in items)
    return tuple(x.as_("POLITE", x.text) if cohort and x.is_("SOFAR") else x for x in items)


def of_same(items: tuple[Lexeme, ...], whens: tuple[Any, ...]) -> tuple[Lexeme, ...]:
    """ "The same quarter of 2024" as that quarter, where one part of a year was named before it."""
    out: list[Lexeme] = []
    known = [span for span in whens if isinstance(span, Span)]
    for item in whole_year(without_so_far(items, whens), whens):
        named = item.get("T")
        span = named.what if named is not None else None
        if out and _same(out[-1]) and isinstance(span, Span) and span.is_year and len({*known}) == 1:
            part = known[0]
            if part.length < span.length and part.start // 4 == part.end // 4:
                start = span.start + part.start % 4
                out[-1] = item.as_("T", Span(start, start + part.length - 1))
                continue
        if isinstance(span, Span):
            known = [span]
        out.append(item)
    return restated(tuple(out))


def _same(item: Lexeme) -> bool:
    that = item.get("THATTIME")
    return item.is_("SAMEPERIOD") or (that is not None and (that.what in LENGTHS or that.what == "that"))


def of_then(items: tuple[Lexeme, ...], whens: tuple[Any, ...], ranked: bool = False) -> tuple[Lexeme, ...]:
    """The lexemes with such times as periods, where one span was spoken of; of several in one year, the parts of that.

    ``ranked``: "the second" is of a ranking.
    """
    when = whens[0] if len(whens) == 1 else None
    if not isinstance(when, Span):
        items = items[1:] if whens and len(items) > 1 and items[0].is_("GOESON") else items
        years = {one.start // 4 for one in whens if isinstance(one, Span) and one.start // 4 == one.end // 4}
        if len(years) == 1 and len(whens) > 1 and not any(x.is_("T") for x in items):
            year = Span.year(years.pop())
            parts = [(year if _that_year(x) else _part(items, i, year), x) for i, x in enumerate(items)]
            return tuple(x.as_("T", span) if span is not None else x for span, x in parts)
        dated = [i for i, x in enumerate(items) if x.is_("T")]
        return tuple(x for i, x in enumerate(items) if not (x.is_("THATTIME") and dated and dated[0] < i))
    items = _beside_step(_before(items if ranked else _ordinal(items, when), when), when)
    alone = not (any(x.is_("T") for x in items) or _newest_year(items))
    out: list[Lexeme] = []
    for i, item in enumerate(items):
        if _beside_quarter(items, i):
            continue
        if item.is_("SINCETHEN") or (item.is_("SINCE") and item.is_("BASE") and not _goes_on(items[i + 1 :])):
            out += [item.as_("SINCE", "from"), item.as_("T", when)]
        elif item.is_("ONES") and i and items[i - 1].is_("T"):
            out.append(item.as_("THOSE", "those"))  # "how many of the 2019 ones were Vietnamese"
        elif item.is_("THATTIME") and any(x.is_("T") for x in items[:i]):
            continue  # "in Q4 2023, and of men in the same quarter"
        elif (that := item.get("THATTIME")) is not None and not any(x.is_("T") for x in items[i + 1 : i + 3]):
            span = that_time(str(that.what), when)
            out.append(item.as_("T", span) if span is not None else item)
        elif alone and (ahead := item.get("AHEAD")) is not None and not any(x.is_("M") for x in items):
            out.append(item.as_("EARLIER", ahead.what))
        elif alone and (span := _part(items, i, when)) is not None:
            out.append(item.as_("T", span))
        else:
            out.append(item)
    return tuple(x for i, x in enumerate(out) if not (x.is_("GOESON") and len(out) > 1 and i == 0))


def _beside_step(items: tuple[Lexeme, ...], when: Span) -> tuple[Lexeme, ...]:
    """ "In the quarter before, and in Q1 2024", "… and in the same quarter of 2024", "… and a year earlier": two times,
    neither counted from the other."""
    at = next((i for i, x in enumerate(items) if x.is_("EARLIER")), None)
    step = items[at].get("EARLIER") if at is not None else None
    if at is None or step is None or step.what not in GRAINS or any(x.is_("T", "THAN") for x in items[:at]):
        return items  # "higher than in the quarter before and in Q1 2024" are two questions
    joined = at + 1 + (items[at + 1 : at + 2] != () and items[at + 1].is_("COMMA"))
    if joined >= len(items) or not items[joined].is_("AND"):
        return items
    then = next((i for i in range(joined + 1, len(items)) if not items[i].is_("IN", "ARTICLE")), len(items))
    rest = items[then:]
    if not rest:
        return items
    other = rest[0].get("EARLIER")
    if rest[0].is_("T"):
        second, rest = rest[0], rest[1:]
    elif _same(rest[0]) and len(rest) > 1 and (year := rest[1].get("T")) is not None and year.what.length == 4:
        second, rest = rest[1].as_("T", moved(when, f"to:{year.what.start // 4}")), rest[2:]
    elif other is not None and other.what in GRAINS and other.what != step.what:
        second, rest = rest[0].as_("T", moved(when, other.what)), rest[1:]
    else:
        return items
    first = items[at].as_("T", moved(when, step.what))
    return (*items[:at], first, *items[joined:then], second, *rest)


def _goes_on(rest: tuple[Lexeme, ...]) -> bool:
    """Does anything follow a word? "By how much has it risen since?" leaves unsaid since when."""
    return any(not item.is_("STOP", "MARK", "POLITE") for item in rest)


def _newest_year(items: tuple[Lexeme, ...]) -> bool:
    """ "The first quarter of last year" is of that year, whatever was spoken of."""
    said = [x for x in items if not x.is_("OF")]
    return any(a.is_("QUARTER", "YEARPART") and b.is_("LATEST") for a, b in pairwise(said))


def _that_year(item: Lexeme) -> bool:
    that = item.get("THATTIME")
    return that is not None and that.what == "year"


def _before(items: tuple[Lexeme, ...], when: Span) -> tuple[Lexeme, ...]:
    """ "The previous twelve months", "the preceding three years": those before what was spoken of."""
    at = next((i for i, x in enumerate(items) if (m := x.get("LATEST")) is not None and m.what == "previous"), None)
    if at is None or any(x.is_("T") for x in items):
        return items
    number = items[at + 1].get("N") if at + 1 < len(items) else None
    end = at + (2 if number is not None else 1)
    unit = items[end].get("UNIT") if end < len(items) else None
    size = {"year": 4, "quarter": 1}.get(str(unit.what)) if unit is not None else None
    many = int(number.what) if number is not None else 1
    if unit is not None and unit.what == "month" and many % 3 == 0:
        size, many = 1, many // 3
    if size is None:
        return items
    span = Span(when.start - size * many, when.start - 1)
    return (*items[:at], items[at].as_("T", span), *items[end + 1 :])


def _beside_quarter(items: tuple[Lexeme, ...], i: int) -> bool:
    """ "Q4 of that year" is that quarter."""
    if not any(x.is_("QUARTER") for x in items):
        return False
    return items[i].is_("THATTIME") or (items[i].is_("OF") and any(x.is_("THATTIME") for x in items[i + 1 : i + 2]))


def _part(items: tuple[Lexeme, ...], i: int, when: Span) -> Span | None:
    """ "Q4", "the whole year", "the second half": of the year that was spoken of last."""
    quarter, part = items[i].get("QUARTER"), items[i].get("YEARPART")
    if quarter is not None:
        start = when.start // 4 * 4 + int(quarter.what) - 1
        return Span(start, start)
    if part is None or any(x.is_(*PICKS) for x in items) or when.start // 4 != when.end // 4:
        return None
    return _of_year(str(part.what), when)


def _of_year(part: str, when: Span) -> Span | None:
    """The whole year of ``when``, one half of it, what comes after ``when``, or the other half."""
    start = when.start // 4 * 4
    if part == "rest":
        return Span(when.end + 1, start + 3) if when.end < start + 3 else None
    if part == "other":
        part = {start: "second", start + 2: "first"}.get(when.start, "") if when.length == 2 else ""
    if part == "half" and when.length <= 2:
        half = when.start - when.start % 2
        return Span(half, half + 1) if when.end <= half + 1 else None
    first, last = PARTS.get(part, (0, -1))
    return Span(start + first, start + last) if last >= 0 else None


def _ordinal(items: tuple[Lexeme, ...], when: Span) -> tuple[Lexeme, ...]:
    """ "And the second?" after the first half, or the first quarter, of a year; "and the next?" after any."""
    said = [item for item in items if not item.is_("AND", "ARTICLE", "COMMA", "MARK", "POLITE", "WHAT")]
    if len(said) == 1 and said[0].is_("NEXT"):
        return tuple(item.as_("EARLIER", "same_on") if item is said[0] else item for item in items)
    nth = said[0].get("NTH") if len(said) == 1 else None
    if nth is None or when.length > 2 or when.start % when.length or int(nth.what) > 4 // when.length:
        return items
    first = when.start // 4 * 4 + (int(nth.what) - 1) * when.length
    span = Span(first, first + when.length - 1)
    return tuple(item.as_("T", span) if item is said[0] else item for item in items)
