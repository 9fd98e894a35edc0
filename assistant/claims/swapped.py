"""Two figures of a sentence that are each the other's: "4,052 of UK nationals and 4,299 of Albanian nationals"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

from assistant.claims.model import AGREE, Assertion
from assistant.claims.orderings import Asserted
from assistant.english.phrases import explanation, pattern

IN_TURN = pattern("lists.in_turn")
EXPLAINED = explanation("swapped.explained")


def swapped(
    judged: list[Assertion], asserted: list[Asserted], judge: Callable[[Asserted], Assertion]
) -> list[Assertion]:
    """The verdicts, where two figures that are sure to be of one member each are true the other way round only."""
    out = list(judged)
    if len(judged) != len(asserted):
        return out
    doubtful = [n for n, one in enumerate(judged) if one.verdict == "needs_context" and _sure(asserted[n])]
    for i, j in combinations(doubtful, 2):
        a, b = asserted[i], asserted[j]
        if a.kind != b.kind or not (_set_against(a, b) if a.kind == "count" else _of_unlike(a, b)):
            continue
        crossed = [
            replace(a, stated=b.stated, text=b.text, bag=None),
            replace(b, stated=a.stated, text=a.text, bag=None),
        ]
        if all(judge(one).verdict in AGREE for one in crossed):
            for n in (i, j):
                out[n] = replace(out[n], verdict="not_supported", explanation=f"{out[n].explanation} {EXPLAINED}")
    return out


def in_turn(judged: list[Assertion], sentence: str) -> list[Assertion]:
    """The verdicts of a sentence said in turn ("3,948 and 5,406 respectively"), where two counts are each the other's."""
    out = list(judged)
    if not IN_TURN.search(sentence):
        return out
    for i, j in combinations([n for n, one in enumerate(judged) if one.verdict == "needs_context"], 2):
        a, b = judged[i], judged[j]
        if None not in (a.stated, b.stated) and (a.stated, a.published) == (b.published, b.stated) != (a.stated,) * 2:
            for n in (i, j):
                out[n] = replace(out[n], verdict="not_supported", explanation=f"{out[n].explanation} {EXPLAINED}")
    return out


def unclaimed(
    judged: list[Assertion], asserted: list[Asserted], judge: Callable[[Asserted], Assertion]
) -> list[Assertion]:
    """The verdicts, where a figure was read as of a period that another figure is right of, and is right of one that the
    sentence names and that no figure is of: "13% up in 2024 to 19,125, after 16,990 the year before"."""
    out = list(judged)
    if len(judged) != len(asserted):
        return out
    for n, (one, a) in enumerate(zip(judged, asserted, strict=True)):
        if one.verdict != "not_supported" or not _sure(a) or a.bag is None:
            continue
        same = [
            (other, b.queries[0].periods)
            for other, b in zip(judged, asserted, strict=True)
            if b is not a
            and b.kind == "count"
            and replace(b.queries[0], periods=()) == replace(a.queries[0], periods=())
        ]
        claimed = any(other.verdict in AGREE and periods == a.queries[0].periods for other, periods in same)
        free = [
            span for span in (*a.bag.spans, *a.bag.ends) if claimed and all((span,) != periods for _, periods in same)
        ]
        for span in free:
            own = judge(replace(a, queries=(replace(a.queries[0], periods=(span,)),), bag=None))
            if own.verdict in AGREE:
                out[n] = own
    return out


def _sure(one: Asserted) -> bool:
    """Is it a plain count or share, of one reading, that nothing denies or leaves in doubt?"""
    plain = len(one.queries) == 1 and not (one.denied or one.doubt or one.unlike)
    kind = one.kind == "share" or (one.kind == "count" and one.bag is not None)
    return plain and kind and one.stated is not None and not one.stated.qualifier


def _of_unlike(a: Asserted, b: Asserted) -> bool:
    """Are they shares of one period, of two counts or of two members of one breakdown?"""
    (first,), (second,) = a.queries, b.queries
    unlike = {*first.where} ^ {*second.where}
    members = len(unlike) == 2 and len({d for d, _ in unlike}) == 1
    return first.periods == second.periods and (members != (first.measure != second.measure)) and len(unlike) in (0, 2)


def _set_against(a: Asserted, b: Asserted) -> bool:
    """Are they of two counts, or of two members of one breakdown, each of them said of its figure, and else of the same?"""
    (first,), (second,) = a.queries, b.queries
    if first.measure != second.measure:
        said = all(bag is not None and len(bag.measures) == 1 for bag in (a.bag, b.bag))
        return said and replace(first, measure=second.measure) == second
    if (first.measure, first.periods) != (second.measure, second.periods):
        return False
    mine, theirs = dict(first.where), dict(second.where)
    unlike = [d for d in mine if mine[d] != theirs.get(d)]
    if mine.keys() != theirs.keys() or len(unlike) != 1:
        return False
    told = [
        {(unlike[0], member) for member in where[unlike[0]]} == {pair for pair in bag.direct if pair[0] == unlike[0]}
        for where, bag in ((mine, a.bag), (theirs, b.bag))
        if bag is not None
    ]
    return all(told)
