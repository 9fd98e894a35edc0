"""Dates and years in forms that the period grammar does not read, put into those that it does."""

from __future__ import annotations

import calendar
import re

from assistant.period import MONTHS

ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
SPELT = {name: i for i, name in enumerate((*ONES, *TEENS), 1)}
LOW = "|".join(sorted(SPELT, key=len, reverse=True))
# "two thousand and nineteen", "twenty nineteen", "twenty twenty-three"
CENTURY = re.compile(
    rf"\b(?:two thousand (?:and )?(?:(twenty)(?:[- ]({'|'.join(ONES)}))?|({LOW}))|twenty[- ](?:(twenty)(?:[- "
    rf"]({'|'.join(ONES)}))?|({'|'.join(TEENS)})))\b",
    re.IGNORECASE,
)
# "in2016", "2016to 2018"
GLUED = re.compile(r"\b(in|of|for|since|from|to|by|and|year)(?=(?:19|20)\d\d\b)", re.IGNORECASE)
BEHIND = re.compile(r"\b((?:19|20)\d\d)(?=(?:to|and|onwards)\b)", re.IGNORECASE)
# "FY22/23"
FISCAL = re.compile(r"\bfy(?=\d\d)", re.IGNORECASE)
# "exceeded 10,000 in a year for the first time"
FIRST_TIME = re.compile(
    r"\b(exceed|pass|reach|top|surpass|hit|go above|go over|went above|went over|rise above|rose above)(\w*) "
    r"(\d[\d,]*)\b([^.?!]{0,40}?),? for the first time\b",
    re.IGNORECASE,
)
# "no. of"; "small boats 2022 - no.?"
NUMBER_OF = re.compile(r"\b(no)\.(?= of\b)", re.IGNORECASE)
NUMBER_ASKED = re.compile(r"\bnos?\.? ?\?", re.IGNORECASE)
# "RG +ve rate", "-ve decisions"
SIGNED = re.compile(r"(?<!\w)([+-]) ?ve\b", re.IGNORECASE)
# "CY2023"
CALENDAR = re.compile(r"\bcy ?(?=(?:19|20)\d\d\b)", re.IGNORECASE)
# "more then in 2023", a slip for "than"
THEN = re.compile(
    r"\b(more|less|fewer|higher|lower|bigger|larger|smaller|greater|rather) then\b(?! than\b)", re.IGNORECASE
)
# "age group x gender"
CROSSED = re.compile(r"(?<=[a-z)]) x (?=[a-z])", re.IGNORECASE)
# "2022 as a whole"
WHOLE = re.compile(r"\b((?:19|20)\d\d) as a whole\b", re.IGNORECASE)
# "indicator 16.2.2"
DOTTED = re.compile(r"\b\d+(?:\.\d+){2,}\b")
# "2019:2023"
RANGED = re.compile(r"\b((?:19|20)\d\d):(?=(?:19|20)\d\d\b)")
# "end Q4 2025"
END_OF = re.compile(r"\bend (?=q[1-4]\b|quarter\b)", re.IGNORECASE)
# "2020 then 2022", one after the other
AND_THEN = re.compile(r"\b((?:19|20)\d\d),? (?:and )?then (?:again )?(?=(?:in )?(?:19|20)\d\d\b)", re.IGNORECASE)
# "the first quarter of (a) 2024 and (b) 2025"
LETTERED = re.compile(r"\((?:[a-h]|i{1,3}|iv|vi{0,3})\) ?(?=(?:19|20)\d\d\b)", re.IGNORECASE)
# "2o22", with the letter
LETTER_O = re.compile(r"\b2[oO](\d\d)\b")
# "in '23"
SHORT_YEAR = re.compile(r"(?<!\w)['’‘]([012]\d)\b(?!['’\w])")
# "2022's total"
POSSESSIVE = re.compile(r"\b((?:19|20)\d\d)['’]s\b")
# "31/03/2023", "31.3.2023"; "2023-03-31"
DAY_FIRST = re.compile(r"\b(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)\b")
YEAR_FIRST = re.compile(r"\b((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})\b")
# "on or after 1 October 2023 and before 1 January 2024"
BOUNDS = re.compile(
    r"\b(?:on or after|from|since) (?:the )?(\d{1,2} \w+ \d{4})(?:,| and|, and| but)? (?:and )?(before|up to and "
    r"including|on or before|until|up to) (?:the )?(\d{1,2}) (\w+) (\d{4})\b",
    re.IGNORECASE,
)


def rewrite(text: str) -> str:
    """
    >>> rewrite("from 01/01/2023 to 31/03/2023, or in two thousand and nineteen")
    'from 1 January 2023 to 31 March 2023, or in 2019'
    """
    text = FIRST_TIME.sub(r"first \1\2 \3\4", NUMBER_ASKED.sub("number?", NUMBER_OF.sub(r"\1", text)))
    text = SIGNED.sub(lambda m: "pos" if m[1] == "+" else "neg", CALENDAR.sub("", text))
    text = WHOLE.sub(r"\1", RANGED.sub(r"\1 to ", text))
    text = CROSSED.sub(" by ", END_OF.sub("end of ", text))
    text = THEN.sub(r"\1 than", LETTERED.sub("", text))
    text = SHORT_YEAR.sub(r"20\1", FISCAL.sub("FY ", LETTER_O.sub(r"20\1", text)))
    text = POSSESSIVE.sub(r"\1", BEHIND.sub(r"\1 ", GLUED.sub(r"\1 ", text)))
    text = AND_THEN.sub(r"\1 and ", CENTURY.sub(_century, text))
    text = DAY_FIRST.sub(lambda m: _date(m, m[1], m[3], m[4]), text)
    text = YEAR_FIRST.sub(lambda m: _date(m, m[3], m[2], m[1]), text)
    text = DOTTED.sub(lambda m: m[0].replace(".", " "), text)
    return BOUNDS.sub(_bounds, text)


def _century(found: re.Match[str]) -> str:
    tens = 20 if found[1] or found[4] else 0
    rest = next((SPELT[word.lower()] for word in (found[2], found[3], found[5], found[6]) if word), 0)
    return str(2000 + tens + rest)


def _date(found: re.Match[str], day: str, month: str, year: str) -> str:
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return found.group()
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


def _bounds(found: re.Match[str]) -> str:
    """Both ends of a stretch; "before" a day ends on the day before it."""
    names = [name[:3].lower() for name in MONTHS]
    day, month, year = int(found[3]), found[4][:3].lower(), int(found[5])
    if month not in names:
        return found.group()
    number = names.index(month) + 1
    if found[2].lower() == "before":
        if day == 1:
            number, year = (12, year - 1) if number == 1 else (number - 1, year)
            day = calendar.monthrange(year, number)[1]
        else:
            day -= 1
    return f"from {found[1]} to {day} {MONTHS[number - 1]} {year}"
