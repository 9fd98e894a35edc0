"""Periods as publishers write them, read as whole calendar quarters; what is no such stretch is named by its form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.period import MONTHS

SHORT = [month[:3].casefold() for month in MONTHS]
NAMES = "|".join(f"{m[:3]}(?:{m[3:]})?" if m != "September" else "sept?(?:ember)?" for m in MONTHS).casefold()
YEAR = r"(?:1[5-9]|2[01])\d\d"
STARTS = {"april": 4, "july": 7, "october": 10, "january": 1}
PROVISIONAL = re.compile(
    r"\s*(?:\((?:p|r|e|prov\w*|est\w*|rev\w*)\)|\[[a-z][\w ,]{0,11}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰*]+|(?<=\d)[pre])$"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """``id`` is a period's id, empty where it is no stretch of whole quarters; ``form`` says what was found."""

    id: str
    form: str


NONE = Stamp("", "")
DATE = "a date"


def _span(year: int, month: int) -> str:
    """Twelve months from the first of a quarter: ``_span(2022, 4) == "2022-Q2..2023-Q1"``."""
    first = (month - 1) // 3 + 1
    return str(year) if first == 1 else f"{year}-Q{first}..{year + 1}-Q{first - 1}"


def _quarter(year: int, number: int) -> str:
    return f"{year}-Q{number}"


@lru_cache(maxsize=16384)
def stamp_of(labels: tuple[str, ...], basis: str = "") -> Stamp:
    """A period from the labels of its columns. ``basis`` is the month in which a year of the file begins, where not
    January.

    >>> stamp_of(("2023 Q1",)).id, stamp_of(("2023", "4")).id, stamp_of(("Jan to Mar 2023",)).id
    ('2023-Q1', '2023-Q4', '2023-Q1')
    >>> stamp_of(("2022/23",), "april").id, stamp_of(("January 2023",))
    ('2022-Q2..2023-Q1', Stamp(id='', form='a month'))
    """
    joined = " ".join(" ".join(labels).casefold().replace("–", "-").replace("—", "-").split())
    joined = PROVISIONAL.sub("", joined).replace(",", "").strip()
    joined = re.sub(rf"^({YEAR})\.0+$", r"\1", joined)  # a year as a program writes numbers
    if re.fullmatch(rf"{YEAR}\.\d+", joined):
        return Stamp("", "a part of a year")
    joined = re.sub(rf"^(?:q([1-4])|([1-4])q)({YEAR})$", r"q\1\2 \3", joined)  # "Q42010"
    for reader in (_date, _ending, _two_years, _months):
        found = reader(joined, basis)
        if found.form:
            return found
    return _plain(joined, basis)


def _date(text: str, basis: str) -> Stamp:
    text = re.sub(r"^(?:as )?(?:at|of|on) ", "", text)
    iso = re.fullmatch(rf"({YEAR})[-/](\d\d)[-/](\d\d)(?:[ t]00:00(?::00)?)?", text)
    iso = iso or re.fullmatch(rf"({YEAR})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", text)
    if re.fullmatch(rf"{YEAR}[-/]\d\d[-/]\d\d[ t]\d\d:\d\d.*", text) and not iso:
        return Stamp("", "an hour of a day")
    slashed = re.fullmatch(rf"(\d\d?)[/.](\d\d?)[/.]({YEAR})", text)
    named = re.fullmatch(rf"(\d\d?)(?:st|nd|rd|th)?[ -]({NAMES})[ -]({YEAR})", text)
    american = re.fullmatch(rf"({NAMES}) (\d\d?) ({YEAR})", text)
    if iso:
        year, month, day = int(iso[1]), int(iso[2]), int(iso[3])
    elif slashed:
        year, month, day = int(slashed[3]), int(slashed[2]), int(slashed[1])
    elif named:
        year, month, day = int(named[3]), SHORT.index(named[2][:3]) + 1, int(named[1])
    elif american:
        year, month, day = int(american[3]), SHORT.index(american[1][:3]) + 1, int(american[2])
    else:
        return NONE
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return Stamp("", "a date whose day and month cannot be told apart")
    last = {3: 31, 6: 30, 9: 30, 12: 31}.get(month)
    if day == last:
        return _dated(year, month, basis)
    if day == 1 and month % 3 == 1:
        # What stands at the first of a quarter stood at the end of the one before.
        return _dated(*((year, month) if basis != "date" else (year - (month == 1), (month - 2) % 12 + 1)), basis)
    return Stamp("", "a day that is neither the first nor the last of a quarter")


def _dated(year: int, month: int, basis: str) -> Stamp:
    """A date taken as confirmed: of the quarter or year that holds it, the year that ends with it, or a count at it."""
    quarter_ = _quarter(year, (month + 2) // 3)
    if basis == "ending":
        return Stamp(_span(year if month == 12 else year - 1, month % 12 + 1) if month % 3 == 0 else "", DATE)
    return Stamp(str(year) if basis == "year" else quarter_, DATE)


def _ending(text: str, basis: str) -> Stamp:
    found = re.fullmatch(
        rf"(?:12 months|year|y/?e|rolling year)?\s?(?:ending|ended|to|end)\s(?:\d\d? )?({NAMES}) ({YEAR})", text
    )
    if not found or text.startswith("to "):
        return NONE
    month, year = SHORT.index(found[1][:3]) + 1, int(found[2])
    if month % 3:
        return Stamp("", "a year that ends in the middle of a quarter")
    return Stamp(_span(year if month == 12 else year - 1, month % 12 + 1), "a year ending in a month")


def _two_years(text: str, basis: str) -> Stamp:
    text = re.sub(r"^(?:fy|financial year|academic year)\s?", "", text)
    found = re.fullmatch(rf"({YEAR})\s?[/\-]\s?(\d\d|{YEAR})(?:\s?(?:q|quarter )([1-4]))?", text)
    bare = re.fullmatch(rf"({YEAR})(\d\d)", text)
    found = found or (bare if bare and int(bare[2]) == (int(bare[1]) + 1) % 100 else None)
    if not found:
        return NONE
    if int(found[2]) % 100 != (int(found[1]) + 1) % 100:
        return Stamp("", "a stretch of several years") if 0 < (int(found[2]) - int(found[1])) % 100 <= 10 else NONE
    if basis not in STARTS:
        return Stamp("", "an academic year" if basis == "academic" else "a year that runs over two calendar years")
    number = found[3] if found.re.groups > 2 else None
    if number:
        start = int(found[1]) * 4 + (STARTS[basis] - 1) // 3 + int(number) - 1
        return Stamp(_quarter(start // 4, start % 4 + 1), "a quarter of a financial year")
    return Stamp(_span(int(found[1]), STARTS[basis]), "a financial year")


def _months(text: str, basis: str) -> Stamp:
    years = set(re.findall(rf"(?<!\d){YEAR}(?!\d)", text))
    named = [SHORT.index(word[:3]) for word in re.findall(rf"\b(?:{NAMES})\b", text)]
    rest = re.sub(rf"\b(?:{NAMES})\b|(?<!\d){YEAR}(?!\d)|\bto\b|[-/ ]", "", text)
    if rest or not named:
        return _numbered(text)
    if len(years) != 1:
        return Stamp("", "months without one year")
    year = int(next(iter(years)))
    if len(named) == 1:
        return Stamp("", "a month")
    if len(named) == 2 and named[0] % 3 == 0 and named[1] == named[0] + 2:
        return Stamp(_quarter(year, named[0] // 3 + 1), "a quarter")
    if named == [0, 11]:
        return Stamp(str(year), "a year")
    return Stamp("", "a stretch of months that is no calendar quarter")


def _numbered(text: str) -> Stamp:
    """Months and weeks as numbers: "2023-01", "2023M01", "202301"."""
    if re.fullmatch(rf"{YEAR}[- ]?m?(?:0[1-9]|1[0-2])", text) or re.fullmatch(rf"(?:0[1-9]|1[0-2])/{YEAR}", text):
        return Stamp("", "a month")
    return Stamp("", "a week") if re.fullmatch(rf"{YEAR}[- ]?w(?:eek )?\d\d?", text) else NONE


def _plain(text: str, basis: str) -> Stamp:
    years = re.findall(rf"(?<!\d){YEAR}(?!\d)", text)
    if not years or len(set(years)) != 1:
        return NONE
    year = int(years[0])
    rest = re.sub(rf"(?<!\d){YEAR}(?!\d)", " ", text).strip(" -/:")
    number = re.fullmatch(r"(?:q|quarter|qtr)?\s*([1-4])(?:st|nd|rd|th)?(?: quarter| qtr)?", rest)
    if number and basis:
        return Stamp("", "a quarter of a year that does not begin in January")
    if number:
        return Stamp(_quarter(year, int(number[1])), "a quarter")
    if re.fullmatch(r"(?:(?:calendar )?year|cy|total|annual|all quarters|january|reporting year)?", rest):
        if basis == "academic":
            return Stamp("", "an academic year")
        if basis.startswith("ending "):
            month = STARTS[basis.removeprefix("ending ")]
            return Stamp(_span(year - (month > 1), month), "a year ending in a month")
        return Stamp("", "a financial year named by one calendar year") if basis else Stamp(str(year), "a year")
    return NONE


def day_of(label: str) -> str:
    """A day as "2023-05-02", from the ways in which releases are dated; "" for what is no day.

    >>> day_of("02/05/2023"), day_of("2 May 2023"), day_of("Final")
    ('2023-05-02', '2023-05-02', '')
    """
    text = label.casefold().strip()
    iso = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:[ t].*)?", text)
    british = re.fullmatch(r"(\d\d?)/(\d\d?)/(\d{4})", text)
    named = re.fullmatch(rf"(\d\d?) ({NAMES}) (\d{{4}})", text)
    if iso:
        return f"{iso[1]}-{iso[2]}-{iso[3]}"
    if british and int(british[2]) <= 12:
        return f"{british[3]}-{int(british[2]):02d}-{int(british[1]):02d}"
    return f"{named[3]}-{SHORT.index(named[2][:3]) + 1:02d}-{int(named[1]):02d}" if named else ""
