""" "In early 2022": a part of a year that is no period of the tables."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.claims.model import Assertion
from assistant.english.phrases import pattern
from assistant.period import Span

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


def _quarter(found: re.Match[str]) -> str:
    first = 4 * int(found["year"])
    at = first if found["early"] else first + 3
    return Span(at, at).label if found["early"] or found["late"] else found["year"]
