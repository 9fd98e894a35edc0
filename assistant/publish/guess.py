"""What the columns of an unknown file are: when, how many, by what; every guess is there to be confirmed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.publish.columns import BLANKS, Lines, is_number, number_of, period_of
from assistant.publish.guard import WorkbookError

TOTALS = re.compile(r"(?:grand |sub)?totals?|all(?: \w+){0,2}|overall|both(?: \w+)?|.+ total|total .+", re.IGNORECASE)
GENERIC = re.compile(
    r"values?|counts?|numbers?|n|figures?|totals?|obs[_ ]?values?|amount|quantity|frequency", re.IGNORECASE
)
MOST_MEMBERS = 500


@dataclass(frozen=True)
class Breakdown:
    """A column of labels: its members in order of appearance, and the labels taken for its published total."""

    heading: str
    members: tuple[str, ...]
    totals: tuple[str, ...]


@dataclass(frozen=True)
class Guess:
    """What was made of a file. ``ignored`` pairs a heading with why nothing is read from it."""

    period: tuple[str, ...]
    periods: tuple[str, ...]  # ids, in order of time
    values: tuple[str, ...]
    breakdowns: tuple[Breakdown, ...]
    ignored: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]

    @property
    def totals(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(label for b in self.breakdowns for label in b.totals))


def guess(lines: Lines) -> Guess:
    """The likely meaning of every column. Raises :class:`WorkbookError` where there is no period or no figure."""
    period = _period(lines)
    if not period:
        raise WorkbookError(
            f"{lines.name}: no column says when: give one whose labels are years or quarters (2023, 2023 Q1, 2023-03-31)."
        )
    ignored: list[tuple[str, str]] = []
    values: list[str] = []
    labels: list[str] = []
    for heading in lines.headings:
        column = lines.column(heading)
        if heading in period:
            continue
        if all(period_of([label]) for label in column if label) and any(column):
            ignored.append((heading, "says when a second time"))
        elif _numeric(column):
            values.append(heading)
        elif len(set(column)) == 1:
            ignored.append((heading, f"is {column[0]!r} in every line"))
        elif len(set(column)) > MOST_MEMBERS:
            ignored.append((heading, f"has {len(set(column))} different labels, too many for a breakdown"))
        else:
            labels.append(heading)
    if not values:
        raise WorkbookError(f"{lines.name}: no column holds figures.")
    breakdowns = [_breakdown(lines, heading) for heading in labels]
    stamps = {period_of(stamp) for stamp in zip(*(lines.column(heading) for heading in period), strict=True)}
    notes = _unsummed(lines, period, values, breakdowns)
    ordered = tuple(sorted(stamp for stamp in stamps if stamp))
    return Guess(period, ordered, tuple(values), tuple(breakdowns), tuple(ignored), tuple(notes))


def _numeric(column: Sequence[str]) -> bool:
    filled = [label for label in column if label.casefold() not in BLANKS]
    return bool(filled) and all(is_number(label) for label in filled)


def _period(lines: Lines) -> tuple[str, ...]:
    """One column of quarters, else a year with a quarter beside it, else one of years."""
    single = {}
    for heading in lines.headings:
        column = [label for label in lines.column(heading) if label and not TOTALS.fullmatch(label)]
        found = [period_of([label]) for label in column]
        if found and all(found):
            single[heading] = any("Q" in str(period) for period in found)
    named = sorted(single, key=lambda h: (not single[h], "date" in h.casefold(), lines.headings.index(h)))
    if named and single[named[0]]:
        return (named[0],)
    for year in named:
        for heading in lines.headings:
            numbers = {label for label in lines.column(heading) if label}
            if re.search(r"quarter|qtr", heading, re.IGNORECASE) and all(period_of(["2000", n]) for n in numbers):
                return (year, heading)
    return (named[0],) if named else ()


def _breakdown(lines: Lines, heading: str) -> Breakdown:
    distinct = list(dict.fromkeys(lines.column(heading)))
    totals = [label for label in distinct if not label or TOTALS.fullmatch(label)]
    if len(totals) == len(distinct):
        totals = []
    return Breakdown(heading, tuple(label for label in distinct if label not in totals), tuple(totals))


def _unsummed(lines: Lines, period: Sequence[str], values: Sequence[str], breakdowns: Sequence[Breakdown]) -> list[str]:
    """Totals that differ from the sum of their members: a sentence a breakdown."""
    notes = []
    at = {heading: place for place, heading in enumerate(lines.headings)}
    value = at[values[0]]
    for one in breakdowns:
        if not one.totals:
            continue
        rest = [at[h] for h in (*period, *(b.heading for b in breakdowns)) if h != one.heading]
        whole: dict[tuple[str, ...], int] = {}
        parts: dict[tuple[str, ...], int] = defaultdict(int)
        for row in lines.rows:
            try:
                figure = number_of(row[value]) or 0
            except ValueError:
                continue
            key = tuple(row[i] for i in rest)
            if row[at[one.heading]] in one.totals:
                whole[key] = figure
            else:
                parts[key] += figure
        differ = sum(parts[key] != total for key, total in whole.items() if key in parts)
        if differ:
            notes.append(
                f"{one.heading}: {differ} of {len(whole)} published totals are not the sum of their members; "
                "the totals are used as printed."
            )
    return notes
