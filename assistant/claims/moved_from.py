"""What a sentence says that a quarter moved from: "fell in the last three months of 2025, | from 6,407 to 6,021"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.claims.model import AGREE, Assertion
from assistant.claims.orderings import Asserted
from assistant.claims.sums import from_to
from assistant.english.phrases import explanation
from assistant.period import Span

UNSURE = explanation("check.unsure")
CHANGES = ("change", "difference", "direction", "multiple")


def from_quarter_before(
    judged: list[Assertion], asserted: list[Asserted], sentence: str, judge: Callable[[Asserted], Assertion]
) -> list[Assertion]:
    """The verdicts, where the first of two figures is wrong of the same quarter a year earlier and right of the quarter before:
    what changed is then measured from there."""
    counts = [n for n, a in enumerate(asserted) if a.kind == "count"]
    if len(judged) != len(asserted) or len(counts) != 2:
        return judged
    first, last = (asserted[n] for n in counts)
    if not (first.stated and last.stated and from_to(sentence, first.stated, last.stated)):
        return judged
    mine, theirs = first.queries[0].periods, last.queries[0].periods
    quarter = len(theirs) == 1 and theirs[0].length == 1 and mine == (theirs[0].year_earlier(),)
    if not quarter or judged[counts[0]].verdict != "not_supported":
        return judged
    before = _of(first, mine, theirs[0].before())
    own = judge(replace(before, bag=None))
    if own.verdict not in AGREE:
        return judged
    out = list(judged)
    out[counts[0]] = own
    for n, a in enumerate(asserted):
        if a.kind in CHANGES and a.queries[0].periods == mine:
            queries = (replace(a.queries[0], periods=before.queries[0].periods), *a.queries[1:2])
            out[n] = judge(replace(a, queries=queries, based=()))
    return out


def of_what_was_found(
    judged: list[Assertion], asserted: list[Asserted], judge: Callable[[Asserted], Assertion]
) -> list[Assertion]:
    """The verdicts, where a count is right of others than it was read of, as of all: which way it moved is then theirs,
    "fell to 5,999 for children and | rose to 19,125 overall"."""
    counts = [n for n, a in enumerate(asserted) if a.kind == "count"]
    moves = [n for n, a in enumerate(asserted) if a.kind == "direction"]
    if len(judged) != len(asserted) or len(counts) != len(moves) or len(counts) < 2:
        return judged
    out = list(judged)
    for at, n in zip(counts, moves, strict=True):
        one, count, move = judged[at], asserted[at], asserted[n]
        read, found = count.queries[0], one.answer.selection if one.answer else None
        same = read.where == move.queries[-1].where and read.measure == move.queries[-1].measure
        if judged[n].verdict != "not_supported" or not same:
            continue
        if found is not None and one.verdict in AGREE and found.where != read.where:
            queries = tuple(replace(q, where=found.where, measure=found.measure) for q in move.queries)
            out[n] = judge(replace(move, queries=queries))
        elif one.verdict == "needs_context" and one.stated is not None and one.published != one.stated:
            out[n] = Assertion(judged[n].text, "cannot_check", None, None, None, f"{UNSURE} {judged[n].explanation}")
    return out


def _of(a: Asserted, periods: tuple[Span, ...], span: Span) -> Asserted:
    """The same of another period."""
    return replace(a, queries=tuple(replace(q, periods=(span,)) if q.periods == periods else q for q in a.queries))
