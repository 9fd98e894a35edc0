"""Parts of several years: "the first quarter of 2024 and 2025"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from assistant.english.lexeme import Lexeme, Meaning
from assistant.english.spans import BACK, LISTS, SIZE
from assistant.period import Span


def same_parts(items: list[Lexeme]) -> list[Lexeme]:
    """ "The first quarter of 2024 and 2025", "Q1 of 2024, and of 2025": a bare year behind one part of a year is that
    part of it."""
    out = list(items)
    for i in range(len(out) - 2):
        at = _listed_next(out, i)
        part, year = out[i].get("T"), out[at].get("T") if at else None
        if part is None or year is None or (i and out[i - 1].is_("BETWEEN")):
            continue
        first, whole = part.what, year.what
        by = whole.start - first.start // 4 * 4
        back = _listed_before(out, i)
        before = out[back].get("T") if back >= 0 else None
        alike = before is None or (before.what.start % 4, before.what.length) == (first.start % 4, first.length)
        if alike and first.length < 4 and whole.is_year and by and first.start // 4 == first.end // 4:
            shifted = Span(first.start + by, first.end + by)
            out[at] = replace(out[at], meanings=(Meaning("T", shifted),))
    return out


def told_again(items: list[Lexeme]) -> list[Lexeme]:
    """ "From the previous quarter April to June 2017": the period that is named, of that length, is the one meant."""
    spans = [span.what for item in items if (span := item.get("T")) is not None]
    if not spans or any(span.length != spans[0].length for span in spans):
        return items  # "the same quarter of the previous year 2022"
    again = {i for i, (step, named) in enumerate(pairwise(items)) if named.is_("T") and _steps(step) == spans[0].length}
    return [item for i, item in enumerate(items) if i not in again]


def _steps(item: Lexeme) -> int | None:
    """How many quarters "the previous quarter" holds; "the year before" counts from what stands behind it."""
    unit = item.get("EARLIER") if not item.text.endswith(BACK) else None
    last = item.get("LATEST")
    return SIZE.get(str(unit.what)) if unit is not None else 4 if last is not None and last.what == "previous" else None


def _listed_next(items: list[Lexeme], i: int) -> int:
    """Where the bare year stands that a list goes on with behind a part of a year; 0 for none."""
    at = i + 1
    while at < len(items) and at <= i + 2 and items[at].is_(*LISTS, "VERSUS"):
        at += 1
    bare = at > i + 1 and at < len(items) and items[at].text.removeprefix("of ").isdecimal()
    return at if bare else 0


def _listed_before(items: list[Lexeme], i: int) -> int:
    """Where the one stands that is listed before another; -1 for none."""
    back = i - 1
    while back >= 0 and back >= i - 2 and items[back].is_(*LISTS):
        back -= 1
    return back if back < i - 1 else -1
