"""The first period past a figure, and the largest step from one period to the next."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from assistant.answer.model import Cell
from assistant.answer.numbers import count, percent, ratio, share
from assistant.answer.phrases import in_words, upper_first
from assistant.answer.work import Shaped, Work


def first_past(work: Work, made: Shaped, values: list[tuple[int, int]], over: int) -> Shaped:
    """When a count first rose above ``over`` (or fell below it), or that it has not."""
    rising = work.query.highest
    about = upper_first(in_words(work.query, work.lookup))
    before = [over, *(value for _, value in values)] if not rising else [over] * len(values)
    # To fall below a figure, a count must have been at it; the first period held can only be below it.
    past = [
        (i, value)
        for n, (i, value) in enumerate(values)
        if (value > over if rising else value < over <= before[n] and n > 0)
    ]
    stretch = f"of {work.among([i for i, _ in values])}"
    if not past:
        end, best = (max if rising else min)(values, key=lambda pair: pair[1])
        word, most = ("exceeded", "highest") if rising else ("fallen below", "lowest")
        said = (
            f"{about} have not {word} {count(over)} in any {stretch}: the {most} is {count(best)} {work.phrase(end)}."
        )
        return replace(made, headline=said)
    i, value = past[0]
    word = "exceeded" if rising else "fell below"
    already = f", the first {work.column} held" if i == values[0][0] else ""
    said = (
        f"{about} first {word} {count(over)} in a {work.column} {work.phrase(i)} ({count(value)}){already}, {stretch}."
    )
    return replace(made, headline=said, value=value, unit=work.unit)


def largest_step(work: Work, made: Shaped, values: list[tuple[int, int]]) -> Shaped:
    """The largest rise or fall between neighbouring periods, in number or (``percent``) in percent."""
    units = work.plan.units
    steps: list[tuple[float, int, int, int, int]] = []
    rows: list[tuple[Cell, ...]] = [(work.period(values[0][0]), values[0][1], None, None)]
    for (i, a), (j, b) in pairwise(values):
        beside = units[i].span.end + 1 == units[j].span.start
        relative = share(b - a, a) if beside else None
        rows.append((work.period(j), b, b - a if beside else None, relative))
        size = relative if work.query.percent else b - a
        if beside and size is not None:
            steps.append((size, i, a, j, b))
    if not steps:
        return made
    rising = work.query.highest
    size, i, a, j, b = (max if rising else min)(steps)
    noun = "increase" if rising else "decrease"
    about = in_words(work.query, work.lookup)
    columns = (*made.columns[:1], work.label, "change", "change (%)")
    if (size > 0) != rising or not size:
        said = (
            f"There was no {noun} in {about} from one {work.column} to the next {work.stretch([n for n, _ in values])}."
        )
        return Shaped(said, columns, tuple(rows))
    by = f" ({percent(abs(ratio(b - a, a) or 0.0))})" if a else ""
    said = (
        f"The largest {'percentage ' if work.query.percent else ''}{noun} in {about} from one {work.column} to the "
        f"next was "
        f"{count(abs(b - a))}{by}: {count(a)} {work.phrase(i)}, {count(b)} {work.phrase(j)}."
    )
    unit = "percent" if work.query.percent else work.unit
    value = size if work.query.percent else b - a
    return Shaped(said, columns, tuple(rows), value, unit, f"difference of each {work.column} and the one before")
