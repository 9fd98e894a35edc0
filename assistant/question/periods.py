"""Periods in words. No date library knows quarters, financial years and "year to June", so this grammar is our own.

It works on the tokens joined by single spaces; every match is given back as a range of token positions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from assistant.period import MONTHS, Span
from assistant.question.words import Token

MONTH = {name[:3].lower(): i for i, name in enumerate(MONTHS, 1)}
NUMBERS = {
    w: i
    for i, w in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}
ORDINAL = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": 4,
    "final": 4,
}
DAY = r"(?:\d{1,2}(?: ?(?:st|nd|rd|th))? (?:of )?)?"
MON = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)(?: \.)?"
)
YEAR = r"(?:the )?(?:calendar )?(?:year )?(?:of )?(?:end )?((?:1[5-9]|2[01])\d{2})(?: calendar year)?"
YY = r"((?:19|20)\d{2}|\d{2})"
TO = r"(?:to|-|until|till|through|thru|up to)"
ORD = r"(first|1st|second|2nd|third|3rd|fourth|4th|last|final)"
COUNT = r"(\d{1,2}|" + "|".join(NUMBERS) + r"|decade)"


@dataclass(frozen=True)
class PeriodWords:
    """A period found at tokens ``first`` to ``last`` (included).

    ``spans`` is empty for relative periods (``relative`` says how to resolve them) and for those that no table can
    answer (``problem`` is a sentence).
    """

    first: int
    last: int
    kind: Literal["span", "open", "relative", "problem"]
    spans: tuple[Span, ...] = ()
    relative: str = ""
    problem: str = ""
    joined: bool = False  # "from A to B": one stretch that may also be read as its two ends
    ends: tuple[Span, ...] = ()


class _Problem(Exception):
    """A period is plainly meant and cannot be had."""


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _months(first: tuple[int, int], last: tuple[int, int]) -> Span:
    """Whole quarters between two (year, month), or a problem."""
    if (first[1] - 1) % 3 or last[1] % 3 or last < first:
        raise _Problem(
            "Figures are published by whole quarters (January to March, April to June, July to September, "
            "October to December), so a period that cuts a quarter is not published."
        )
    return Span(first[0] * 4 + (first[1] - 1) // 3, last[0] * 4 + (last[1] - 1) // 3)


def _month_range(found: re.Match[str]) -> Span:
    first, year1, last, year2 = found.groups()
    m1, m2, y2 = MONTH[first[:3]], MONTH[last[:3]], _full(year2)
    y1 = _full(year1) if year1 else (y2 if m1 <= m2 else y2 - 1)
    return _months((y1, m1), (y2, m2))


def _financial(found: re.Match[str]) -> Span:
    first, last = _full(found[1]), found[2]
    end = first // 10 ** len(last) * 10 ** len(last) + int(last)
    if end == first + 1:
        return Span(first * 4 + 1, first * 4 + 4)
    if end > first and "financial" not in found.group():
        return Span(first * 4, end * 4 + 3)
    raise _Problem(f"{found.group().strip()} is not a financial year: those run from April to March, as in 2021/22.")


def _consecutive_calendar(found: re.Match[str]) -> Span:
    return Span(int(found[1]) * 4, int(found[2]) * 4 + 3)


def _year_to(found: re.Match[str]) -> Span:
    month, year = MONTH[found[1][:3]], _full(found[2])
    if month % 3:
        _months((year, 1), (year, month))
    end = year * 4 + month // 3 - 1
    return Span(end - 3, end)


def _single_month(found: re.Match[str]) -> Span:
    raise _Problem(
        f"{MONTHS[MONTH[found[1][:3]] - 1]} {_full(found[2])} is a single month, and these figures are published by "
        "quarter and by year, not by month."
    )


def _end_of_month(found: re.Match[str]) -> Span:
    month, year = MONTH[found[1][:3]], _full(found[2])
    return _quarter(found[2], month // 3) if month % 3 == 0 else _months((year, 1), (year, month))


def _quarter(year: str, number: int) -> Span:
    start = _full(year) * 4 + number - 1
    return Span(start, start)


def _bad_quarter(found: re.Match[str]) -> Span:
    raise _Problem(f"There is no {found.group().strip()}: a year has four quarters.")


def _half(year: str, second: bool) -> Span:
    start = _full(year) * 4 + (2 if second else 0)
    return Span(start, start + 1)


ATOMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span]], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        # "the year to June 2023", "12 months ending March 2022"
        (rf"(?:the )?(?:year|12 months|twelve months) (?:to|ending|ended|up to|until)(?: in)?(?: the end of)? {DAY}{MON} {YY}\b", _year_to),
        # "financial year 2021 to 2022", "2021/22", "2015-2019" (a range of years unless the second follows the first)
        (r"(?:the )?(?:financial|fiscal|tax) year (?:ending )?(\d{4}) ?(?:to|/|-) ?(\d{2,4})\b", _financial),
        (r"(\d{4})-(\d{4})(?! ?(?:financial|fiscal))\b", _consecutive_calendar),
        (r"(?:the )?(?:financial year |fiscal year |fy ?)?(\d{4})[/-](\d{2,4})\b(?: (?:financial|fiscal|tax) year)?", _financial),
        (r"(?:the )?(?:financial year |fiscal year |fy )?(\d{4}) / (\d)\b", _financial),
        (r"(?:the )?(?:financial year |fiscal year |fy )?(\d{2}) / (\d{2})\b", _financial),
        # "January to March 2023", "April 2022 to March 2023", "1 October to 31 December 2023"
        (rf"(?:the (?:three|six|nine) months )?(?:from |between )?{DAY}{MON} (?:{YY} )?(?:{TO}|and) (?:the end of )?{DAY}{MON} (?:of |in )?{YY}\b", _month_range),
        # "Q3 2023", "quarter 3 of 2023", "2023 Q3", "the third quarter of 2023"
        (rf"(?:q|quarter|qtr) ?([1-4]) ?,? (?:of |in |for )?(?:the )?(?:calendar )?(?:year )?{YY}\b", lambda m: _quarter(m[2], int(m[1]))),
        (r"(\d{4}) ?[-,/]? ?(?:q|quarter |qtr )([1-4])\b", lambda m: _quarter(m[1], int(m[2]))),
        (rf"(?:the )?{ORD} (?:calendar )?(?:quarter|qtr) (?:of |in |for )?(?:the )?(?:calendar )?(?:year )?{YY}\b", lambda m: _quarter(m[2], ORDINAL[m[1]])),
        (r"(?:q|quarter )(?:[05-9]|\d\d) ?(?:of )?\d{4}\b", _bad_quarter),
        (r"(?:fifth|sixth|5th|6th) quarter (?:of )?\d{4}\b", _bad_quarter),
        # "the first half of 2023", "H1 2023"
        (rf"(?:the )?(first|1st|second|2nd|latter|last) half (?:of |in )?(?:the year )?{YY}\b", lambda m: _half(m[2], m[1] not in ("first", "1st"))),
        (rf"(?:the )?(first|opening|last|final) (?:three|3) months of {YY}\b", lambda m: _quarter(m[2], 1 if m[1] in ("first", "opening") else 4)),
        (rf"(?:the )?(first|opening|last|final) (?:six|6) months of {YY}\b", lambda m: _half(m[2], m[1] in ("last", "final"))),
        (rf"(?:the )?first (?:nine|9) months of {YY}\b", lambda m: Span(_full(m[1]) * 4, _full(m[1]) * 4 + 2)),
        (rf"h([12]) (?:of )?{YY}\b", lambda m: _half(m[2], m[1] == "2")),
        (rf"(?:the )?first (?:three|3) quarters of {YY}\b", lambda m: Span(_full(m[1]) * 4, _full(m[1]) * 4 + 2)),
        (rf"(?:the )?end of {DAY}{MON} ((?:19|20)\d{{2}})\b", _end_of_month),
        (rf"{DAY}{MON} ((?:19|20)\d{{2}})\b", _single_month),
        (r"(?:the )?(?:end|close) of (?:the )?(?:year )?((?:19|20)\d{2})\b", lambda m: Span.year(int(m[1]))),
        (rf"{YEAR}\b(?! ?%)", lambda m: Span.year(int(m[1]))),
    )
)  # fmt: skip

# "Q1 to Q3 2023" is one stretch; "Q3 and Q4 2023" are two periods.
QUARTERS = re.compile(rf"((?:q[1-4] ?(?:,|and|&|or)? ?)+)(?:of |in )?{YY}\b")
QUARTER_RANGE = re.compile(rf"q([1-4]) {TO} q([1-4]) (?:of |in )?{YY}\b")
ORDINALS = re.compile(rf"(?:the )?{ORD} and {ORD} quarters? (?:of |in )?{YY}\b")
SHORT_YEARS = re.compile(r"(\d{4}) (?:and|&) ?(\d{2})\b(?! ?(?:%|\d|year|per))")

RELATIVES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (rf"(?:the |these |those )?(?:last|past|previous|most recent|latest|preceding|prior) {COUNT} (?:full |complete |calendar |whole )?(year|quarter|month)s?\b",
         lambda m: _last(m[1], m[2])),
        (r"(?:the |over the |in the )?(?:last|past) decade\b", lambda m: "last:10:year"),
        (r"(?:since|from|after) (?:the )?(?:records?|recording|nrm|series|data|scheme|system|statistics|figures|it|they|dtn|duty to notify|reporting|mechanism)(?: \w+)? (?:began|begins?|started|starts?|was introduced|were introduced|was set up|was launched)\b", lambda m: "all"),
        (r"(?:(?:in|of) )?all time\b|\bto date\b|\bso far\b|\bon record\b|\bever\b|\b(?:all|every) (?:the )?years?(?: (?:available|held|published))?\b|\bsince the (?:beginning|start)\b|\bsince inception\b|\bsince its inception\b|\bacross all years\b|\bfrom the start\b|\bin the whole series\b|\bsince launch\b", lambda m: "all"),
        (r"(?:the )?(?:latest|most recent|newest|last|current) (?:available |published |held |single |full |complete )*(?:quarter|quarterly (?:figures?|data|statistics|release)|release|figures?|data|statistics|numbers?|bulletin|stats|qtr)\b(?! (?:of|in) (?:the )?(?:19|20))(?: (?:for|in) which (?:\w+ ){1,5}?(?:is|are|was|were) (?:published|available|held|known))?(?: (?:available|published|held))?", lambda m: "latest_quarter"),
        (r"(?:the )?(?:latest|most recent|newest|last|current|previous|past|this) (?:available |published |full |complete |calendar |whole )*(?:year|annual (?:figures?|data|statistics|total))\b(?: (?:for|in) which (?:\w+ ){1,5}?(?:is|are) (?:published|available|held))?(?: (?:available|published|held))?", lambda m: "latest_year"),
        (r"(?:the )?(?:financial|fiscal) year just ended\b", lambda m: "latest_financial"),
        (r"(?:the )?(?:last|latest|most recent|previous|past) (?:full |complete )?(?:financial|fiscal) year\b", lambda m: "latest_financial"),
        (r"\bcurrently\b|\bright now\b|\bat present\b|\bat the moment\b|\btoday\b|\bas of now\b|\bnowadays\b|\bthis quarter\b|\bcurrent quarter\b|\bnow\b", lambda m: "latest_quarter"),
    )
)  # fmt: skip


def _last(count: str, unit: str) -> str:
    number = NUMBERS.get(count) or (10 if count == "decade" else int(count))
    if unit == "month":
        return f"last:{max(number // 3, 1)}:quarter" if number % 3 == 0 else "month"
    return f"last:{number}:{unit}"


def find_periods(tokens: tuple[Token, ...]) -> list[PeriodWords]:
    """Every period in the tokens, from the left, longest first; tokens of one are not read again."""
    text, starts = _joined(tokens)
    found: list[PeriodWords] = []
    i = 0
    while i < len(tokens):
        hit = _at(text, starts[i])
        if hit is None:
            i += 1
            continue
        end, build = hit
        last = max(j for j in range(i, len(tokens)) if starts[j] < end)
        found.append(build(i, last))
        i = last + 1
    return found


def _joined(tokens: tuple[Token, ...]) -> tuple[str, list[int]]:
    text, starts = "", []
    for token in tokens:
        starts.append(len(text))
        text += token.text + " "
    return text.rstrip(), starts


Build = Callable[[int, int], PeriodWords]


def _atom(text: str, at: int) -> tuple[int, Span | str] | None:
    for pattern, make in ATOMS:
        if found := pattern.match(text, at):
            try:
                return found.end(), make(found)
            except _Problem as problem:
                return found.end(), str(problem)
    return None


def _aligned(text: str, at: int, end: bool) -> tuple[int, Span] | None:
    """An atom, or a month that begins (or ends) a quarter: "since January 2020", "to June 2023"."""
    month = re.compile(rf"(?:the (?:start|beginning|end) of )?{DAY}{MON} ((?:19|20)\d{{2}})\b").match(text, at)
    if month:
        year, number = int(month[2]), MONTH[month[1][:3]]
        if (number % 3 == 0) if end else ((number - 1) % 3 == 0):
            index = year * 4 + (number - 1) // 3
            return month.end(), Span(index, index)
        return None
    skip = re.compile(r"(?:the )?(?:start|beginning|end) of ").match(text, at)
    atom = _atom(text, skip.end() if skip else at)
    return (atom[0], atom[1]) if atom and isinstance(atom[1], Span) else None


def _around(text: str) -> tuple[Span, ...]:
    """The quarter that a single month or day lies in, for questions about what changed then."""
    found = re.search(rf"{MON} ((?:19|20)\d{{2}})", text)
    if not found:
        return ()
    number = int(found[2]) * 4 + (MONTH[found[1][:3]] - 1) // 3
    return (Span(number, number),)


def _at(text: str, at: int) -> tuple[int, Build] | None:
    for pattern, name in RELATIVES:
        if found := pattern.match(text, at):
            relative = name(found)
            if relative == "month":
                problem = "Figures are published by quarter and by year, not by month."
                return found.end(), partial(PeriodWords, kind="problem", problem=problem)
            return found.end(), partial(PeriodWords, kind="relative", relative=relative)
    if found := QUARTER_RANGE.match(text, at):
        span = Span(_quarter(found[3], int(found[1])).start, _quarter(found[3], int(found[2])).end)
        return found.end(), lambda a, b: PeriodWords(a, b, "span", (span,), joined=True)
    if (found := QUARTERS.match(text, at)) and len(re.findall(r"q[1-4]", found[1])) > 1:
        spans = tuple(_quarter(found[2], int(q)) for q in re.findall(r"q([1-4])", found[1]))
        return found.end(), lambda a, b: PeriodWords(a, b, "span", spans)
    if found := ORDINALS.match(text, at):
        pair = tuple(_quarter(found[3], ORDINAL[found[k]]) for k in (1, 2))
        return found.end(), lambda a, b: PeriodWords(a, b, "span", pair)
    if found := SHORT_YEARS.match(text, at):
        years = (Span.year(int(found[1])), Span.year(_full(found[2])))
        if years[0] < years[1]:
            return found.end(), lambda a, b: PeriodWords(a, b, "span", years)
    return _open(text, at) or _range(text, at)


def _open(text: str, at: int) -> tuple[int, Build] | None:
    found = re.compile(r"(since|starting (?:in|from)|from|after|before|prior to|until|up to|up until|pre|post) ").match(
        text, at
    )
    if not found:
        return None
    word = found[1]
    forward = word in ("since", "from", "after", "post") or word.startswith("starting")
    atom = _aligned(text, found.end(), end=word == "after" or not forward)
    if not atom:
        return None
    end, span = atom
    onwards = re.compile(
        r" (?:onwards?|on|and later|to (?:the )?(?:present|now|date|latest)|until now|up to now|to today)\b"
    ).match(text, end)
    if re.compile(rf" (?:{TO}|and) ").match(text, end) and _aligned(
        text, re.compile(r" \S+ ").match(text, end).end(), True
    ):  # type: ignore[union-attr]
        return None  # a closed range, read by _range
    if word == "from" and not onwards:
        return None
    end = onwards.end() if onwards else end
    if word in ("after", "post"):
        return end, lambda a, b: PeriodWords(a, b, "open", relative=f"since:{Span(span.end + 1, span.end + 1).id}")
    if forward:
        return end, lambda a, b: PeriodWords(
            a, b, "open", relative=f"since:{Span(span.start, span.start).id}", ends=(span,)
        )
    last = span.start - 1 if word in ("before", "prior to", "pre") else span.end
    return end, lambda a, b: PeriodWords(a, b, "open", relative=f"until:{Span(last, last).id}")


def _range(text: str, at: int) -> tuple[int, Build] | None:
    lead = re.compile(r"(from|between) (?:the )?").match(text, at)
    start = lead.end() if lead else at
    first = _atom(text, start)
    opening = _aligned(text, start, end=False) if lead else None
    if opening and (first is None or isinstance(first[1], str) or opening[0] >= first[0]):
        first = opening
    if first is None:
        return None
    end, span = first
    join = re.compile(rf" (?:{TO}|and|vs|versus) " if lead else rf" {TO} ").match(text, end)
    if join and isinstance(span, Span):
        second = _aligned(text, join.end(), end=True) or _atom(text, join.end())
        if second is None and (short := re.compile(r"(\d{2})\b(?! ?%)").match(text, join.end())) and span.is_year:
            second = (short.end(), Span.year(_full(short[1])))
        if second and isinstance(second[1], Span) and second[1].end >= span.start:
            last = second[1]
            whole = Span(span.start, last.end)
            return second[0], lambda a, b: PeriodWords(a, b, "span", (whole,), joined=True, ends=(span, last))
        if second and isinstance(second[1], str):
            problem = second[1]
            return second[0], lambda a, b: PeriodWords(a, b, "problem", problem=problem)
    if isinstance(span, str):
        near = _around(text[start:end])
        return end, partial(PeriodWords, kind="problem", problem=span, ends=near)
    return end, partial(PeriodWords, kind="span", spans=(span,))
