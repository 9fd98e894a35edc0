"""Answers that stand side by side: several questions over one series become one table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.answer.crosstab import crossed as crosstab
from assistant.answer.model import Cell, Part, Source
from assistant.answer.numbers import listed
from assistant.answer.origins import placed, united
from assistant.answer.phrases import upper_first
from assistant.asked.selection import HISTORY
from assistant.desk.draft import Answered
from assistant.english.phrases import pattern

HEAD = pattern("tables.head")
SUM = "Total"
TIMES = ("year", "quarter", "period")
WIDE = 6  # columns of figures that a letter has room for
NAMED = 100  # characters of what a row counts that a letter has room for
FEWEST = 3  # answers or cells that make a table worth reading


@dataclass(frozen=True)
class Group:
    """Neighbouring answers told together; ``table`` is theirs, or None where each has its own sentence."""

    items: tuple[Answered, ...]
    labels: tuple[str, ...]
    table: Part | None = None


def numbered(items: Sequence[Answered]) -> list[str]:
    """The sender's numbers; where there are none and several questions, numbers in the order of the letter."""
    asked = [item.part.question for item in items]
    if len(set(asked)) > 1 and not any(item.label for item in items):
        # what is asked again of the next item of a list has a number of its own
        return [str(1 + sum(one != before for before, one in pairwise(asked[: n + 1]))) for n in range(len(asked))]
    return [item.label for item in items]


def groups(items: Sequence[Answered]) -> list[Group]:
    """The answers in order, neighbours over one series together."""
    labels = numbered(items)
    out: list[Group] = []
    start = 0
    while start < len(items):
        end = start + 1
        while end < len(items) and _alike(items[start:end], items[end]):
            end += 1
        run, names = tuple(items[start:end]), tuple(labels[start:end])
        if len(run) > 1 and sum(len(item.part.rows) for item in run) >= FEWEST:
            out.append(Group(run, names, _table(run, names)))
        else:
            out += [Group((item,), (name,)) for item, name in zip(run, names, strict=True)]
        start = end
    return out


def what(part: Part) -> str:
    """What an answer counts, without when: "Referrals (Albanian nationals)"."""
    found = HEAD.match(part.reading.partition(". ")[0].rstrip("."))
    return upper_first(found["what"] if found else part.reading)


def how(part: Part) -> str:
    """How a calculated figure came about, as its reading says."""
    if part.origin != "calculated":
        return ""
    found = re.search(r"Calculated: (.+?)(?:\. |\.?$)", part.reading)
    return found[1] if found else "from published figures"


def crossed(part: Part) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """A long table of two labels and a figure as a small one, periods down where the others fit across; any other as it is."""
    table = crosstab(part.columns, part.rows, WIDE) if len(part.rows) >= WIDE else None
    return table or (part.columns, part.rows)


def added_up(part: Part) -> bool:
    """Is the answer the sum of the figures in its rows?"""
    cells = [row[-1] for row in part.rows]
    return len(cells) > 1 and all(isinstance(cell, int) for cell in cells) and part.value == _sum(cells)


def as_they_are(part: Part) -> bool:
    """Are the figures told as they are, one of them, along time or side by side?"""
    asked = part.selection
    return asked is not None and (asked.one or asked.compared or asked.over_time)


def historic(part: Part) -> bool:
    """Is one figure told through its releases?"""
    return part.selection is not None and part.selection.calculation == HISTORY


def _plain(item: Answered) -> bool:
    """One figure a period and nothing written over it."""
    part = item.part
    return (
        part.status in ("answered", "partial") and part.kind == "figure" and as_they_are(part)
        and not item.text and not item.instead_of and not item.quoted and bool(part.rows) and len(part.columns) == 2
    )  # fmt: skip


def _alike(run: Sequence[Answered], item: Answered) -> bool:
    """Do they differ only in when, or only in who, or count several things over the same few periods?"""
    if not all(map(_plain, (*run, item))):
        return False
    asked = [one.part.selection for one in (*run, item)]
    counted = {one.measure for one in asked if one}
    rows = item.part.rows
    if len({what(one.part) for one in (*run, item)}) > 1 and any(len(what(one.part)) > NAMED for one in (*run, item)):
        return False
    if len(counted) > 1 and not (1 < len(rows) <= WIDE and item.part.columns[0] in TIMES):
        return False
    if len(counted) == 1 and len({one.where for one in asked if one}) == 1:
        return all(len(one.part.rows) == 1 for one in (*run, item))
    return (
        len({tuple(row[0] for row in one.part.rows) for one in (*run, item)}) == 1
        and len({one.part.columns[0] for one in (*run, item)}) == 1
    )


def _table(run: tuple[Answered, ...], labels: tuple[str, ...]) -> Part:
    parts = [item.part for item in run]
    first = parts[0]
    same = len({(one.measure, one.where) for part in parts if (one := part.selection)}) == 1
    if same:
        columns: tuple[str, ...] = first.columns
        rows: tuple[tuple[Cell, ...], ...] = tuple(row for part in parts for row in part.rows)
        title = f"{what(first)}, by period"
    else:
        periods = [str(row[0]) for row in first.rows]
        columns = ("counted", *periods)
        names = [f"{label}. {what(part)}" if label else what(part) for label, part in zip(labels, parts, strict=True)]
        rows = tuple((name, *(row[1] for row in part.rows)) for name, part in zip(names, parts, strict=True))
        if all(map(added_up, parts)):  # what was asked for is the sum
            periods.append(SUM)
            columns = (*columns, SUM)
            rows = tuple((*row, part.value) for row, part in zip(rows, parts, strict=True))
        if len(periods) > WIDE >= len(parts):  # more periods than fit across stand down
            columns = (first.columns[0], *names)
            rows = tuple((period, *(row[n] for row in rows)) for n, period in enumerate(periods, 1))
        measure = (
            re.split(r" \(|, ", what(first))[0]
            if len({re.split(r" \(|, ", what(p))[0] for p in parts}) == 1
            else "Figures"
        )
        times = [str(row[0]) for row in first.rows]
        told = listed(times) if len(times) < FEWEST else f"{times[0]} to {times[-1]}"
        title = f"{measure}, {told}" if first.columns[0] in TIMES else f"{measure}, by {first.columns[0]}"
    missing = " ".join(dict.fromkeys(part.missing for part in parts if part.missing))
    return replace(
        first, headline=title, columns=columns, rows=rows, chart=None, value=None, missing=missing or None, link="",
        caveats=tuple(dict.fromkeys(c for part in parts for c in part.caveats)),
        sources=_sources(parts, rows),
    )  # fmt: skip


def _sources(parts: Sequence[Part], rows: Sequence[Sequence[Cell]]) -> tuple[Source, ...]:
    """Every source once, with the rows that are its own where each answer is a row."""
    given: dict[str, set[Source]] = {}
    if len(rows) == len(parts):
        for part, row in zip(parts, rows, strict=True):
            given.setdefault(str(row[0]), set()).update(part.sources)
    found = united(replace(source, rows=()) for part in parts for source in part.sources)
    return placed(found, rows, given)


def totalled(part: Part) -> tuple[int, tuple[str, ...], tuple[tuple[Cell, ...], ...]] | None:
    """Of a count by two things, nobody of whom is left out: the sum of all, and the crosstab with its sums; else None."""
    asked = part.selection
    whole = asked and asked.divided and len(asked.by) == 2 and not set(asked.by) & set(asked.filters)
    if not whole or not all(isinstance(row[-1], int) for row in part.rows):
        return None
    table = crosstab(part.columns, part.rows, WIDE - 1)
    if table is None or len(part.rows) < FEWEST:
        return None
    heads, lines = table
    rows = [(*line, _sum(line[1:])) for line in lines]
    sums = [_sum([row[n] for row in rows]) for n in range(1, len(heads) + 1)]
    return sums[-1], (*heads, "total"), (*rows, ("Total", *sums))


def _sum(cells: Sequence[Cell]) -> int:
    return sum(cell for cell in cells if isinstance(cell, int))
