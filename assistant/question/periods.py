"""Periods in words. No date library knows quarters, financial years and "year to June", so this grammar is our own.

It works on the tokens joined by single spaces; every match is given back as a range of token positions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from assistant.period import Span, today
from assistant.words.atoms import (
    ATOMS,
    BEGAN,
    CALENDAR,
    COUNT,
    DAY,
    MON,
    MONTH,
    NUMBERS,
    OPEN,
    ORD,
    ORDINAL,
    SERIES,
    TO,
    YY,
    UnheldPeriod,
    full,
    quarter_of,
)
from assistant.words.tokens import Token


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


QUARTERS = re.compile(rf"((?:q[1-4](?: ?(?:,|and|&|or))? ?)+)(?:of |in )?{YY}\b")
SAME = re.compile(
    r"(?:the )?(?:same|corresponding|equivalent) (?:period|quarter|three months|months|time)(?: (?:of|in|for|last year))*"
    r" (?:the year )?((?:19|20)\d{2})\b"
)
QUARTER_RANGE = re.compile(rf"q([1-4]) {TO} q([1-4]) (?:of |in )?{YY}\b")
ORDINALS = re.compile(rf"(?:the )?{ORD} and {ORD} quarters? (?:of |in )?{YY}\b")
# "Q4 referrals in each year from 2019 to 2022": a quarter of years that are named elsewhere.
QUARTER_ALONE = re.compile(
    rf"(?:the )?(?:q([1-4])|quarter ([1-4]|one|two|three|four)|{ORD} (?:calendar )?(?:quarter|qtr))s?\b(?: (?:of|in|for))?(?: (?:each|every) year)?"
    r"(?! ?[,/]? ?(?:of |in |for )?(?:the )?\d)"
)
BOTH_SIDES = re.compile(rf"(?:before and after|either side of|pre and post) (?:{DAY}{MON} )?((?:19|20)\d{{2}})\b")
GRAIN = re.compile(r"\b(?:by|each|every|per|a) \Z")
# "The year before 2020", "the two quarters after Q1 2023"
BESIDE = re.compile(
    rf"(?:the (?P<one>year|quarter)|(?:the )?{COUNT} (?P<many>year|quarter)s) (?P<word>before|prior to|preceding|after|following) "
)
STEP_BACK = re.compile(r"\A(?:the )?previous (?:year|quarter)\b")
SHORT_YEARS = re.compile(r"(\d{4}) (?:and|&) ?(\d{2})\b(?! ?(?:%|\d|year|per))")

RELATIVES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (rf"(?:the |these |those )?(?:last|past|previous|most recent|latest|preceding|prior) {COUNT} (?:full |complete |calendar |whole )?(year|quarter|month)s?\b(?! (?:of|in) (?:the )?(?:year )?(?:19|20)\d\d\b)",
         lambda m: _last(m[1], m[2])),
        (r"(?:the |over the |in the )?(?:last|past) decade\b", lambda m: "last:10:year"),
        (rf"(?:since|from|after) {SERIES}{BEGAN}\b(?: in (?:19|20)\d\d)?(?: ,)? (?:to|until|up to|through) (?:the end of )?((?:19|20)\d\d)\b", lambda m: f"until:{m[1]}-Q4"),
        (rf"(?:since|from|after) {SERIES}{BEGAN}\b(?! of\b)(?: in (?:19|20)\d\d\b)?", lambda m: "all"),
        (r"(?:(?:in|of) )?all time\b|\bto date\b|\bso far\b|\bon record\b|\bever\b|\ball (?:the )?years(?: (?:available|held|published))?\b|\bevery year (?:available|held|published)\b|\bsince the (?:beginning|start)\b(?! of (?:the )?(?:year )?\w* ?(?:19|20)\d\d)|\bsince inception\b|\bsince its inception\b|\bacross all years\b|\bfrom the start\b|\bin the whole series\b|\bsince launch\b", lambda m: "all"),
        (r"(?:the )?(?:latest|most recent|newest|last|current) (?:available |published |held |single |full |complete )*(?:quarter|quarterly (?:figures?|data|statistics|release)|release|figures?|data|statistics|numbers?|bulletin|stats|qtr)\b(?! (?:of|in) (?:the )?(?:19|20))(?: (?:for|in) which (?:\w+ ){1,5}?(?:is|are|was|were) (?:published|available|held|known))?(?: (?:available|published|held))?", lambda m: "latest_quarter"),
        (r"(?:the )?(?:latest|most recent|newest|last|current|previous|past|this) (?:available |published |full |complete |calendar |whole )*(?:year|annual (?:figures?|data|statistics|total))\b(?: (?:for|in) which (?:\w+ ){1,5}?(?:is|are) (?:published|available|held))?(?: (?:available|published|held))?", lambda m: "latest_year"),
        (r"(?:the )?(?:financial|fiscal) year just ended\b", lambda m: "latest_financial"),
        (r"(?:the )?(?:last|latest|most recent|previous|past) (?:full |complete )?(?:financial|fiscal) year\b", lambda m: "latest_financial"),
        (r"\bcurrently\b|\bright now\b|\bat present\b|\bat the moment\b|\btoday\b|\bas of now\b|\bnowadays\b|\bthis quarter\b|\bcurrent quarter\b|\bnow\b", lambda m: "latest_quarter"),
        (r"(?:the )?(?:very )?(?:latest|most recent|newest)\b(?! (?:year|change|definit|methodolog))(?: available\b)?", lambda m: "latest_quarter"),
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
        if end < starts[last] + len(tokens[last].text):
            i += 1  # half a token, as in "2018-2022": the rest of it would be lost
            continue
        found.append(build(i, last))
        i = last + 1
    if any(one.spans for one in found):
        # "In 2023 compared with the previous year" steps back from 2023, and does not mean the newest year.
        found = [
            one
            for one in found
            if not (one.relative.startswith("latest") and STEP_BACK.search(text[starts[one.first] :]))
        ]
    return _of_years([_same(one, found) for one in found])


def _of_years(found: list[PeriodWords]) -> list[PeriodWords]:
    """A quarter named apart from its years is that quarter of each of them."""
    alone = [p for p in found if p.relative.startswith("quarter:")]
    years = [year for p in found for span in p.spans if span.is_year or p.joined for year in span.years]
    if not alone or not years:
        return found
    numbers = [int(p.relative[8:]) for p in alone]
    spans = tuple(quarter_of(str(year.start // 4), number) for year in years for number in numbers)
    first, *rest = alone
    whole = [replace(first, kind="span", relative="", problem="", spans=spans)]
    for p in [*rest, *(p for p in found if p not in alone)]:
        years_only = any(span.is_year or p.joined for span in p.spans)
        whole.append(
            replace(p, kind="span", relative="", problem="", spans=(), joined=False, ends=())
            if years_only or p in rest
            else p
        )
    return sorted(whole, key=lambda p: p.first)


def _same(one: PeriodWords, found: list[PeriodWords]) -> PeriodWords:
    """ "The same period of 2022": the months of another period of the question, in that year."""
    if not one.relative.startswith("same:"):
        return one
    like = next((p.spans[0] for p in found if p.spans), None)
    if like is None:
        return replace(
            one, kind="problem", relative="", problem="It is not said which period is meant by the same period."
        )
    start = int(one.relative[5:]) * 4 + like.start % 4
    return replace(one, relative="", spans=(Span(start, start + like.length - 1),))


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
            except UnheldPeriod as problem:
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
    if text.startswith("year ", at) and GRAIN.search(text, max(0, at - 12), at):
        return None  # "by year 2018 to 2023": the word asks for a breakdown
    if beside := _beside(text, at):
        return beside
    if found := CALENDAR.match(text, at):
        span = Span.year(today().year - (0 if found["this"] else 1))
        return found.end(), partial(PeriodWords, kind="span", spans=(span,))
    for pattern, name in RELATIVES:
        if found := pattern.match(text, at):
            relative = name(found)
            if relative == "month":
                problem = "Figures are published by quarter and by year, not by month."
                return found.end(), partial(PeriodWords, kind="problem", problem=problem)
            return found.end(), partial(PeriodWords, kind="relative", relative=relative)
    if found := SAME.match(text, at):
        return found.end(), partial(PeriodWords, kind="span", relative=f"same:{found[1]}")
    if found := QUARTER_RANGE.match(text, at):
        ends = tuple(quarter_of(found[3], int(found[k])) for k in (1, 2))
        span = Span(ends[0].start, ends[1].end)
        return found.end(), lambda a, b: PeriodWords(a, b, "span", (span,), joined=True, ends=ends)
    if (found := QUARTERS.match(text, at)) and len(re.findall(r"q[1-4]", found[1])) > 1:
        spans = tuple(quarter_of(found[2], int(q)) for q in re.findall(r"q([1-4])", found[1]))
        return found.end(), lambda a, b: PeriodWords(a, b, "span", spans)
    if found := BOTH_SIDES.match(text, at):
        sides = (Span.year(int(found[2]) - 1), Span.year(int(found[2]) + 1))
        return found.end(), lambda a, b: PeriodWords(a, b, "span", sides)
    if found := ORDINALS.match(text, at):
        pair = tuple(quarter_of(found[3], ORDINAL[found[k]]) for k in (1, 2))
        return found.end(), lambda a, b: PeriodWords(a, b, "span", pair)
    if found := SHORT_YEARS.match(text, at):
        both = (Span.year(int(found[1])), Span.year(full(found[2])))
        if both[0] < both[1]:
            return found.end(), lambda a, b: PeriodWords(a, b, "span", both)
    return _open(text, at) or _range(text, at) or _quarter_alone(text, at)


def _beside(text: str, at: int) -> tuple[int, Build] | None:
    """The years or quarters right before or after another one."""
    found = BESIDE.match(text, at)
    end, span = (found and _atom(text, found.end())) or (at, None)
    if not found or not isinstance(span, Span):
        return None
    size = 4 if (found["one"] or found["many"]) == "year" else 1
    if span.length != size:
        problem = "It is not said which period is meant: name its years or quarters."
        return end, partial(PeriodWords, kind="problem", problem=problem)
    many = 1 if found["one"] else 10 if found[2] == "decade" else NUMBERS.get(found[2]) or int(found[2])
    length = size * many
    earlier = found["word"] in ("before", "prior to", "preceding")
    there = Span(span.start - length, span.start - 1) if earlier else Span(span.end + 1, span.end + length)
    return end, lambda a, b: PeriodWords(a, b, "span", (there,), joined=length > size)


def _quarter_alone(text: str, at: int) -> tuple[int, Build] | None:
    found = QUARTER_ALONE.match(text, at)
    if not found:
        return None
    number = int(found[1]) if found[1] else ORDINAL[found[3]] if found[3] else NUMBERS.get(found[2]) or int(found[2])
    problem = "It is not said which year the quarter is of."
    return found.end(), partial(PeriodWords, kind="problem", relative=f"quarter:{number}", problem=problem)


def _open(text: str, at: int) -> tuple[int, Build] | None:
    found = OPEN.match(text, at)
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
    joined = re.compile(rf" (?:{TO}|and) ").match(text, end)
    if joined and _aligned(text, joined.end(), True):
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
            second = (short.end(), Span.year(full(short[1])))
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
