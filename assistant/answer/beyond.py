"""Which members or periods have a figure above or below a limit, and how many have any."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer.numbers import count, listed
from assistant.answer.phrases import in_words
from assistant.answer.shapes import plural
from assistant.answer.work import Shaped, Work, number

COUNTED = "counted from the figures listed"
NAMED = 6  # in the headline; the table has all


def members(work: Work, made: Shaped) -> Shaped:
    """Of a ranking, the members beyond the limit. What is not specified is no member, and a zero is not counted."""
    names = len(work.dimensions)
    residual = {tuple(work.names(key)) for key in work.figures.keys if work.residual(key)}
    listed_rows = [row for row in made.rows if row[:names] not in residual and number(row[names])]
    kept = [row for row in listed_rows if _beyond(work, number(row[names]))]
    lead = [f"{', '.join(map(str, row[:names]))} ({count(number(row[names]) or 0)})" for row in kept]
    by = listed(list(work.dimensions))
    if not work.plan.exhaustive:
        # Of the figures that were quoted only: how many members there are is not known.
        said = f"There {_were(work)} {work.phrase(work.held()[0])} for these, of those quoted by {by}"
        return replace(made, headline=_with(said, lead), rows=tuple(kept), value=None, unit=None)
    when = work.phrase(work.held()[0])
    plurals = listed([plural(work, name) for name in work.figures.by])
    if not work.query.limit and work.query.highest:
        about = in_words(work.query, work.lookup, work.figures.by)
        said = f"{count(len(kept))} {plurals} had any {about} {when}"
    else:
        had = f"had {_were(work).removeprefix('were ')}"
        said = f"{count(len(kept))} of the {count(len(listed_rows))} {plurals} listed {had} {when}"
    return replace(made, headline=_with(said, lead), rows=tuple(kept), value=len(kept), unit=None, calculated=COUNTED)


def periods(work: Work, made: Shaped) -> Shaped:
    """Of a series, the periods beyond the limit; those held only in part are left out."""
    whole = [(i, value) for i in work.whole() if (value := work.value(i)) is not None]
    kept = [(i, value) for i, value in whole if _beyond(work, value)]
    stretch = work.stretch([i for i, _ in whole]) if whole else ""
    said = f"There {_were(work)} in {count(len(kept))} of the {count(len(whole))} {work.column}s {stretch}"
    rows = tuple((work.period(i), value) for i, value in kept)
    lead = [f"{work.period(i)} ({count(value)})" for i, value in kept]
    return replace(
        made,
        headline=f"{_with(said, lead)} {work.broken}".strip(),
        rows=rows,
        value=len(kept),
        unit=None,
        calculated=COUNTED,
    )


def _beyond(work: Work, value: float | None) -> bool:
    over = work.query.limit or 0
    return value is not None and (value > over if work.query.highest else value < over)


def _were(work: Work) -> str:
    """ "Were more than 100 referrals", with the rounder of the two numbers that say the same."""
    over, about = work.query.limit or 0, in_words(work.query, work.lookup, work.figures.by)
    other = over + 1 if work.query.highest else over - 1
    if not over and work.query.highest:
        return f"were {about}"
    if _rounder(other, over):
        return f"were {'at least' if work.query.highest else 'at most'} {count(other)} {about}"
    return f"were {'more' if work.query.highest else 'fewer'} than {count(over)} {about}"


def _rounder(a: int, b: int) -> bool:
    return len(str(a).rstrip("0")) < len(str(b).rstrip("0"))


def _with(said: str, lead: list[str]) -> str:
    more = f" and {count(len(lead) - NAMED)} more" if len(lead) > NAMED else ""
    return f"{said}{': ' + '; '.join(lead[:NAMED]) + more if lead else ''}."
