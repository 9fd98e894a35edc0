"""Limits on a figure: "had more than 100", "fewer than 10 referrals", "at least 5", "1,000 or more"."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.question.tag import Item

ABOVE = ("more than", "over", "above", "exceeding", "exceed", "exceeded", "greater than", "in excess of", "upwards of")
BELOW = ("fewer than", "less than", "under", "below")
AT_LEAST = ("at least", "no fewer than", "no less than")
AT_MOST = ("at most", "no more than", "up to")
OR_MORE = ("or more", "or above", "or over", "and over", "and above")
OR_FEWER = ("or fewer", "or less", "or under", "and under")
# What the words say: above or below, and by how much "at least" differs from "more than".
Words = tuple[tuple[tuple[str, ...], bool, int], ...]
BEFORE: Words = ((AT_LEAST, True, -1), (AT_MOST, False, 1), (ABOVE, True, 0), (BELOW, False, 0))
BEHIND: Words = ((OR_MORE, True, -1), (OR_FEWER, False, 1))
LONGEST = 3  # items
# "People over 25" are of an age; "with over 25 referrals" and "made over 25" are counts.
HAVING = frozenset(
    "had have has having with made make makes saw see seen recorded record received receive were was there referred "
    "registered reported submitted".split()
)
OPENS = frozenset("was were is are did do does has have had".split())
COUNTED = ("measure", "weak_measure", "vague_measure")
NO_COUNT = frozenset(("%", "percent", "per cent", "year", "years", "years old", "quarters", "times"))


@dataclass(frozen=True)
class Limit:
    """A figure lies above ``over`` (below it, where not ``above``); ``at``: the places of its items."""

    over: int
    above: bool
    at: range


def find_limit(items: list[Item]) -> Limit | None:
    """The first number that words of comparison make a limit on what is counted."""
    for at, item in enumerate(items):
        if item.kind != "number" or item.number is None:
            continue
        for texts, above, step in BEFORE:
            for start in range(at - 1, max(at - 1 - LONGEST, -1), -1):
                if _said(items[start:at]) in texts and _of_count(items, start, at):
                    return Limit(item.number + step, above, range(start, at + 1))
        for texts, above, step in BEHIND:
            for end in range(at + 2, min(at + 1 + LONGEST, len(items)) + 1):
                if _said(items[at + 1 : end]) in texts and _of_count(items, at, end - 1):
                    return Limit(item.number + step, above, range(at, end))
    return None


def opens(items: list[Item]) -> bool:
    """Is a yes or a no asked for? "Did the police make more than 100?"."""
    return bool(items) and items[0].text.split()[0] in OPENS


def _said(items: list[Item]) -> str:
    return " ".join(item.text for item in items)


def _of_count(items: list[Item], first: int, last: int) -> bool:
    """Is the number one of what is counted, and not of years or percent?"""
    before = items[first - 1].text.split()[-1:] if first else []
    following = items[last + 1] if last + 1 < len(items) else None
    if following is not None and following.text in NO_COUNT:
        return False
    alone = first <= 1 and (following is None or following.kind == "mark")  # "and more than 200?"
    return alone or bool(HAVING & set(before)) or (following is not None and following.has(*COUNTED))
