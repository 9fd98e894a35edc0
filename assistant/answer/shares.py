"""Shares of a whole to columns, rows and a headline."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer.model import Cell
from assistant.answer.numbers import count, listed, percent, ratio, share
from assistant.answer.phrases import had, in_words, limits, member_phrase
from assistant.answer.shapes import for_members, total_of
from assistant.answer.work import Shaped, Work, number, sure
from assistant.plan.figures import Key


def shares(work: Work) -> Shaped:
    """Part, whole and percentage, a row a period (and member where several are compared)."""
    query, among = work.query, work.query.among or ()
    apart = bool(work.figures.by) and set(among) <= set(work.figures.by)  # each is told by its own name
    base = in_words(
        replace(query, by=()) if apart else query, work.lookup, tuple(d for d, _ in query.where if d not in among)
    )
    what = "" if apart else ", ".join(limits(query, work.lookup, (*among, *work.figures.by)).all)
    rows: list[tuple[Cell, ...]] = []
    for i in work.held():
        for key in work.figures.keys or [()]:
            counted, whole = work.value(i, key), work.figures.whole.get(i)
            if counted is not None and whole is not None:
                rows.append((work.period(i), *work.names(key), counted, whole, share(counted, whole)))
    columns = (work.column, *work.dimensions, "part", f"all {base}", "share (%)")
    if not rows:
        return Shaped("No share can be calculated.", columns, ())
    if len(rows) == 1:
        _, *names, part, of, found = rows[0]
        key = work.figures.keys[0] if names else ()
        named = [member_phrase(work.lookup, d, (m,)) for d, m in zip(work.figures.by, key, strict=True)]
        who = ", ".join([*named, *([what] if what else [])])
        if not sure(of):
            none = f"There were no {base} {work.phrase(work.held()[0])}, so that no share of them can be told."
            return Shaped(none, columns, tuple(rows), None, "percent", f"share of {total_of(work)}")
        said = (
            f"{count(sure(part))} of {count(sure(of))} {base} {work.phrase(work.held()[0])} ({_percent(rows[0])}) "
            f"{had(who)}."
        )
        return Shaped(said, columns, tuple(rows), number(found), "percent", f"share of {total_of(work)}")
    that = "" if not what else f" {what}" if what.startswith(("by ", "with ")) else f" that {had(what)}"
    told = [(_percent(row), i, key) for row, (i, key) in zip(rows, _told(work), strict=True)]
    if work.figures.by and len(work.held()) == 1:
        shown = [f"{share_} {for_members(work, key)}" for share_, _, key in told[:6]]
        said = f"The share of {base}{that} {work.phrase(work.held()[0])} was {listed(shown)}."
    else:
        ends = [
            f"{share_} {work.phrase(i)}{f' {for_members(work, key)}' if key else ''}"
            for share_, i, key in (told[0], told[-1])
        ]
        said = f"The share of {base}{that} was {listed(ends)}."
    return Shaped(said, columns, tuple(rows), None, "percent", f"shares of {total_of(work)}")


def _percent(row: tuple[Cell, ...]) -> str:
    """Of a row that ends in part, whole and share: from the counts, rounded once."""
    return percent(ratio(sure(row[-3]), sure(row[-2])) or 0.0)


def _told(work: Work) -> list[tuple[int, Key]]:
    """The period and the members of each row that has a share."""
    found = [(i, key) for i in work.held() for key in work.figures.keys or [()]]
    return [(i, key) for i, key in found if work.value(i, key) is not None and work.figures.whole.get(i) is not None]
