""" "In early 2022": a part of a year that is no period of the tables."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.claims.model import Assertion
from assistant.english.phrases import pattern
from assistant.period import Span

# "In six months of 2024": any of them
SOME_MONTHS = pattern("vague.some_months")
PART_OF_YEAR = pattern("vague.part_of_year")
VAGUE = "“{words}” is no period of these tables, and may mean another than the one tried."


def with_quarter(sentence: str) -> tuple[str, str]:
    """The sentence with the quarter that it may mean, and the words that leave it open; these empty where none do."""
    found = PART_OF_YEAR.search(sentence)
    return PART_OF_YEAR.sub(_quarter, sentence), found.group() if found else ""


def open_to_doubt(judged: list[Assertion], words: str) -> list[Assertion]:
    """The verdicts, none of them against what is said of a time that is not sure."""
    why = VAGUE.format(words=words)
    return [
        replace(one, verdict="cannot_check", published=None, answer=None, explanation=f"{why} {one.explanation}")
        if one.verdict == "not_supported"
        else one
        for one in judged
    ]


def unsaid(sentence: str, conditions: re.Pattern[str]) -> str:
    """Why nothing can be checked of what is said on a condition, or of "six months of 2024", of which nobody knows which
    they are; else empty."""
    if conditions.match(sentence):
        return "It is said on a condition, and states nothing."
    found = SOME_MONTHS.search(sentence)
    return f"“{found.group()}” is no period of these tables." if found else ""


def _quarter(found: re.Match[str]) -> str:
    first = 4 * int(found["year"])
    at = first if found["early"] else first + 3
    return Span(at, at).label if found["early"] or found["late"] else found["year"]
