"""A figure that is said of each of two years: "around 10,600 people in each of 2019 and 2021"."""

from __future__ import annotations

from assistant.claims.orderings import FALL, RISE
from assistant.claims.stated import find
from assistant.english.phrases import pattern

BOTH = pattern("in_both.both")
ALIKE = ("count", "share")


def in_both(sentence: str) -> list[str]:
    """The sentence once of each year; the sentence itself where it says no one figure of both, or that something moved."""
    found, stated = BOTH.search(sentence), find(sentence)
    if found is None or [s.kind in ALIKE for s in stated] != [True] or RISE.search(sentence) or FALL.search(sentence):
        return [sentence]
    head, rest = sentence[: found.start()], sentence[found.end() :]
    return [f"{head}in {found[year]}{rest}" for year in ("a", "b")]
