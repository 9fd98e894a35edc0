"""Single periods among the tokens of a text: "Q1 2023", "July to September 2017", "2019-20"."""

from __future__ import annotations

import re

from assistant.period import Span
from assistant.words.atoms import ATOMS, DAY, MON, MONTH, PERIOD_WORDS, UnheldPeriod
from assistant.words.tokens import Token

Period = Span | tuple[int, int] | str  # whole quarters; (year, month) of a single month; or what is wrong with it
MONTH_STARTS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
BEGINS = frozenset("the year end close opening three six nine last final latter twelve 12 qtr fy half of".split())


def periods_of(tokens: tuple[Token, ...]) -> dict[int, tuple[int, Period]]:
    """At each token where a single period begins: the token after it, and its span (or why it cannot be had)."""
    text, starts = "", []
    for token in tokens:
        starts.append(len(text))
        text += token.text + " "
    text = text.rstrip()
    ends = {start + len(token.text): i + 1 for i, (start, token) in enumerate(zip(starts, tokens, strict=True))}
    found: dict[int, tuple[int, Period]] = {}
    for i, start in enumerate(starts):
        if not _may_begin(tokens[i].text) or (i and tokens[i].text == "year" and tokens[i - 1].text == "by"):
            continue  # "by year 2021 to 2023" is each of them
        for pattern, make in ATOMS:
            hit = pattern.match(text, start)
            if hit and hit.end() in ends and not _listed_year(hit.group(), tokens, ends[hit.end()]):
                try:
                    found[i] = (ends[hit.end()], make(hit))
                except UnheldPeriod as problem:
                    found[i] = (ends[hit.end()], _month(hit.group()) or str(problem))
                break
    return found


def _listed_year(text: str, tokens: tuple[Token, ...], after: int) -> bool:
    """ "2023, Q2 2023": the quarter is of the year behind it, and not of the one before the comma."""
    following = tokens[after].text if after < len(tokens) else ""
    return "," in text and re.fullmatch(r"(?:19|20)\d\d", following) is not None


def kind(period: Period) -> str:
    return "T" if isinstance(period, Span) else "BADTIME" if isinstance(period, str) else "MONTH"


def _month(text: str) -> tuple[int, int] | None:
    """(year, month) of a single month, which may bound a stretch: "since July 2023"."""
    found = re.fullmatch(rf"{DAY}{MON} ((?:19|20)\d{{2}})", text)
    return (int(found[2]), MONTH[found[1][:3]]) if found else None


def _may_begin(word: str) -> bool:
    return word[:1].isdigit() or word in PERIOD_WORDS or word[:3] in MONTH_STARTS or word[:1] in "qh" or word in BEGINS
