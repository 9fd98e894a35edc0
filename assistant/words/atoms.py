"""Single periods as people write them: quarters, years, financial years, months that make up quarters."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.period import MONTHS, Span

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
ENDINGS = ("st", "nd", "rd", "th")
DAY = rf"(?:\d{{1,2}}(?: ?(?:{'|'.join(ENDINGS)}))? (?:of )?)?"
NAMES = (
    "jan(?:uary)? feb(?:ruary)? mar(?:ch)? apr(?:il)? may june? july? aug(?:ust)? sept?(?:ember)? oct(?:ober)? "
    "nov(?:ember)? dec(?:ember)?"
).split()
MON = rf"({'|'.join(NAMES)})(?: \.)?"
YEAR = (
    r"(?:the )?(?:(?:calendar|pandemic|covid|lockdown) )?(?:year )?(?:of )?(?:end )?((?:1[5-9]|2[01])\d{2})(?: "
    r"calendar year)?"
)
YY = r"((?:19|20)\d{2}|\d{2})"
TO = r"(?:to|-|until|till|through|thru|up to)"
ORD = r"(first|1st|second|2nd|third|3rd|fourth|4th|last|final)"


OPEN = re.compile(
    r"(since|starting (?:in|from)|from|after|before|prior to|until|up to and including|up to|up until|until the end of|"
    r"by (?:the )?end of|by (?:the )?close of|to the end of|through to|through|thru|pre|post) "
)
# Words of periods that a slip of spelling may be one of.
PERIOD_WORDS = frozenset(
    [name.lower() for name in MONTHS]
    + "first second third fourth final quarter quarters calendar financial fiscal "
    "ending ended latest newest recent current previous months through until between before after since".split()
)


class UnheldPeriod(Exception):
    """A period is plainly meant and cannot be had."""


def full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def months(first: tuple[int, int], last: tuple[int, int]) -> Span:
    """Whole quarters between two (year, month), or a problem."""
    if (first[1] - 1) % 3 or last[1] % 3 or last < first:
        raise UnheldPeriod(
            "Figures are published by whole quarters (January to March, April to June, July to September, "
            "October to December), so a period that cuts a quarter is not published."
        )
    return Span(first[0] * 4 + (first[1] - 1) // 3, last[0] * 4 + (last[1] - 1) // 3)


def month_range(found: re.Match[str]) -> Span:
    first, year1, last, year2 = found.groups()
    m1, m2, y2 = MONTH[first[:3]], MONTH[last[:3]], full(year2)
    y1 = full(year1) if year1 else (y2 if m1 <= m2 else y2 - 1)
    return months((y1, m1), (y2, m2))


def financial(found: re.Match[str]) -> Span:
    first, last = full(found[1]), found[2]
    end = first // 10 ** len(last) * 10 ** len(last) + int(last)
    if end == first + 1:
        return Span(first * 4 + 1, first * 4 + 4)
    if end > first and "financial" not in found.group():
        return Span(first * 4, end * 4 + 3)
    raise UnheldPeriod(
        f"{found.group().strip()} is not a financial year: those run from April to March, as in 2021/22."
    )


def consecutive_calendar(found: re.Match[str]) -> Span:
    return Span(int(found[1]) * 4, int(found[2]) * 4 + 3)


def year_to(found: re.Match[str]) -> Span:
    month, year = MONTH[found[1][:3]], full(found[2])
    if month % 3:
        months((year, 1), (year, month))
    end = year * 4 + month // 3 - 1
    return Span(end - 3, end)


def quarter_to(found: re.Match[str]) -> Span:
    month, year = MONTH[found[1][:3]], full(found[2])
    if month % 3:
        months((year, max(month - 2, 1)), (year, month))
    return quarter_of(found[2], month // 3)


def single_month(found: re.Match[str]) -> Span:
    raise UnheldPeriod(
        f"{MONTHS[MONTH[found[1][:3]] - 1]} {full(found[2])} is a single month, and these figures are published by "
        "quarter and by year, not by month."
    )


def end_of_month(found: re.Match[str]) -> Span:
    month, year = MONTH[found[1][:3]], full(found[2])
    return quarter_of(found[2], month // 3) if month % 3 == 0 else months((year, 1), (year, month))


def quarter_of(year: str, number: int) -> Span:
    start = full(year) * 4 + number - 1
    return Span(start, start)


def bad_quarter(found: re.Match[str]) -> Span:
    raise UnheldPeriod(f"There is no {found.group().strip()}: a year has four quarters.")


BESIDE = r"(?: \.)?(?: ,)?(?: and| &)? "


def listed_months(first: int, last: int) -> str:
    """ "July, August and September 2023": the months of whole quarters, each after the one before it."""
    return rf"{BESIDE.join(NAMES[3 * first - 3 : 3 * last])}(?: \.)?(?: ,)?(?: of| in)? ((?:19|20)\d{{2}})\b"


def _listed(first: int, last: int) -> tuple[str, Callable[[re.Match[str]], Span]]:
    return listed_months(first, last), lambda m: Span(int(m[1]) * 4 + first - 1, int(m[1]) * 4 + last - 1)


def half(year: str, second: bool) -> Span:
    start = full(year) * 4 + (2 if second else 0)
    return Span(start, start + 1)


ATOMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span]], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        # "the year to June 2023", "12 months ending March 2022"
        (rf"(?:the )?(?:year|12 months|twelve months) (?:to|ending|ended|up to|until)(?: in)?(?: the)?(?: end "
         rf"of)?(?: the)? ?{DAY}{MON} {YY}\b", year_to),
        # "the quarter to June 2023", "three months ending 30 June 2023"
        (rf"(?:the )?(?:quarter|qtr|three months|3 months) (?:to|ending|ended|up to|until)(?: in)?(?: the)?(?: end "
         rf"of)?(?: the)? ?{DAY}{MON} {YY}\b", quarter_to),
        # "financial year 2021 to 2022", "2021/22", "2015-2019" (a range of years unless the second follows the first)
        (r"(?:the )?(?:(?:financial|fiscal|tax) year|fy) (?:ending )?(\d{4}) ?(?:to|/|-) ?(\d{2,4})\b", financial),
        (r"(?:the )?(?:years? )?(\d{4})-(\d{4})(?! ?(?:financial|fiscal))\b", consecutive_calendar),
        (r"(?:the )?(?:financial year |fiscal year |fy ?)?(\d{4})[/-](\d{2,4})\b(?: (?:financial|fiscal|tax) years?)?",
        financial),
        (r"(?:the )?(?:financial year |fiscal year |fy )?(\d{4}) / (\d)\b", financial),
        (r"(?:the )?(?:financial year |fiscal year |fy )?(\d{2}) / (\d{2})\b", financial),
        (r"(?:the )?(?:financial year|fiscal year|tax year|fy) (\d{2}) (?:-|to) (\d{2})\b", financial),
        # "January to March 2023", "April 2022 to March 2023", "1 October to 31 December 2023"
        (rf"(?:the (?:three|six|nine) months )?(?:from |between )?{DAY}{MON} (?:{YY} )?(?:{TO}|and) (?:the end of "
         rf")?{DAY}{MON} (?:of |in )?{YY}\b", month_range),
        # "July, August and September 2023"
        *(_listed(first, last) for first in range(1, 5) for last in range(first, 5)),
        # "2023 up to the end of September", "January to September of 2023" without its first year
        (rf"{YEAR} (?:up )?(?:to|until) (?:the )?(?:end of )?{DAY}{MON}(?! ?\d)", lambda m: months((int(m[1]), 1),
        (int(m[1]), MONTH[m[2][:3]]))),
        # "Q3 2023", "quarter 3 of 2023", "2023 Q3", "the third quarter of 2023"
        (rf"(?:q|quarter|qtr) ?([1-4]|one|two|three|four)\b ?[,/-]? ?(?:of |in |for )?(?:the )?(?:calendar )?(?:year "
         rf")?{YY}\b", lambda m: quarter_of(m[2], NUMBERS.get(m[1]) or int(m[1]))),
        (r"(?:the )?(\d{4}) ?[-,/]? ?(?:q|quarter |qtr )([1-4])\b", lambda m: quarter_of(m[1], int(m[2]))),
        (rf"(?:the )?{ORD} (?:calendar )?(?:quarter|qtr) (?:of |in |for )?(?:the )?(?:calendar )?(?:year )?{YY}\b",
        lambda m: quarter_of(m[2], ORDINAL[m[1]])),
        (r"(?:q|quarter )(?:[05-9]|\d\d) ?(?:of )?\d{4}\b", bad_quarter),
        (r"(?:fifth|sixth|5th|6th) quarter (?:of )?\d{4}\b", bad_quarter),
        # "the first half of 2023", "H1 2023"
        (rf"(?:the )?(first|1st|second|2nd|latter|last) half (?:of |in )?(?:the year )?{YY}\b", lambda m: half(m[2],
        m[1] not in ("first", "1st"))),
        (rf"(?:the )?(first|opening|last|final) (?:three|3) months of {YY}\b", lambda m: quarter_of(m[2],
        1 if m[1] in ("first", "opening") else 4)),
        (rf"(?:the )?(first|opening|last|final) (?:six|6) months of {YY}\b", lambda m: half(m[2], m[1] in ("last",
        "final"))),
        (rf"(?:the )?(first|opening|last|final) (?:two|2) quarters of {YY}\b", lambda m: half(m[2], m[1] in ("last",
        "final"))),
        (rf"(?:the )?(?:last|final) (?:nine|9) months of {YY}\b", lambda m: Span(full(m[1]) * 4 + 1,
        full(m[1]) * 4 + 3)),
        (rf"(?:the )?(?:last|final) (?:three|3) quarters of {YY}\b", lambda m: Span(full(m[1]) * 4 + 1,
        full(m[1]) * 4 + 3)),
        (rf"(?:the )?first (?:nine|9) months of {YY}\b", lambda m: Span(full(m[1]) * 4, full(m[1]) * 4 + 2)),
        (rf"h([12]) (?:of )?{YY}\b", lambda m: half(m[2], m[1] == "2")),
        (rf"(?:the )?first (?:three|3) quarters of {YY}\b", lambda m: Span(full(m[1]) * 4, full(m[1]) * 4 + 2)),
        (rf"(?:the )?end of {DAY}{MON} ((?:19|20)\d{{2}})\b", end_of_month),
        (rf"{DAY}{MON} ((?:19|20)\d{{2}})\b", single_month),
        (r"(?:the )?(?:end|close) of (?:the )?(?:year )?((?:19|20)\d{2})\b", lambda m: Span.year(int(m[1]))),
        (rf"{YEAR}\b(?! ?%)", lambda m: Span.year(int(m[1]))),
    )
)  # fmt: skip

# "Q1 to Q3 2023" is one stretch; "Q3 and Q4 2023" are two periods.
