"""A share in one bracket with a count: "(41%; 931)", "41% (931)". The count says whom and when the share is of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.asked.operand import EVERY
from assistant.asked.selection import Selection
from assistant.claims.model import AGREE, Assertion
from assistant.claims.orderings import Asserted
from assistant.claims.stated import Stated, loose
from assistant.english.phrases import pattern

BESIDE = pattern("brackets.beside")
# "Three quarters | of the 2,209 (| 75%)"; "a quarter of all, and UK nationals (25%)" speaks of others.
GIVES = pattern("brackets.gives")
WHOLE = pattern("brackets.whole")
OUT_OF = pattern("brackets.out_of")  # "(932 | out of | 1,017)"


def of_counts(
    judged: list[Assertion], asserted: list[Asserted], sentence: str, judge: Callable[[Asserted], Assertion]
) -> list[Assertion]:
    """The verdicts, where a share whose people or period could not be told is that of the count beside it.

    A share that was read as of the same people and period as the count keeps its verdict.
    """
    out = list(judged)
    if len(judged) != len(asserted):
        return out
    for n, (one, a) in enumerate(zip(judged, asserted, strict=True)):
        beside = _beside(n, judged, asserted, sentence) if _open(one, a) else None
        counted = _query(judged[beside]) if beside is not None else None
        if counted is None:
            continue
        alike = _alike(a, counted)  # its verdict stands, but where the counts of another release give the share
        for whole in _wholes(a, counted, alike):
            made = judge(replace(a, kind="portion", queries=(counted, whole), unlike=""))
            if made.verdict == "supported_at_release" or (made.verdict == "supported" and not alike):
                out[n] = made
                break
    out = _counts_of_wholes(_counts_of_shares(out, asserted, sentence, judge), asserted, sentence, judge)
    return _in_words(out, asserted, sentence)


def _counts_of_wholes(
    judged: list[Assertion], asserted: list[Asserted], sentence: str, judge: Callable[[Asserted], Assertion]
) -> list[Assertion]:
    """The verdicts, where a count that was not found is of all of whom the share before it is: "89% of reasonable grounds
    decisions (16,747) were positive"."""
    out = list(judged)
    for one, a in zip(judged, asserted, strict=True):
        s, query = a.stated, a.queries[0] if a.queries else None
        if a.kind != "share" or one.verdict not in AGREE or s is None or query is None:
            continue
        behind = next((m for m, b in enumerate(asserted) if b.stated and b.stated.start >= s.end), None)
        other = asserted[behind] if behind is not None else None
        if behind is None or other is None or other.kind != "count" or not other.stated or out[behind].verdict in AGREE:
            continue
        if WHOLE.fullmatch(sentence[s.end : other.stated.start]) and sentence[other.stated.end :].startswith(")"):
            where = tuple(pair for pair in query.where if pair[0] in (query.among or ()))
            made = judge(replace(other, queries=(replace(query, where=where, calculation=EVERY),), bag=None))
            out[behind] = made if made.verdict in AGREE else out[behind]
    return out


def _counts_of_shares(
    judged: list[Assertion], asserted: list[Asserted], sentence: str, judge: Callable[[Asserted], Assertion]
) -> list[Assertion]:
    """The verdicts, where a count that was not found is of those whose share stands with it and is right."""
    out = list(judged)
    for one, a in zip(judged, asserted, strict=True):
        s = a.stated
        if a.kind != "share" or one.verdict not in AGREE or s is None or not a.queries[0].periods:
            continue
        said = one.answer.selection if one.answer else None
        part = replace(a.queries[0], where=said.where if said else a.queries[0].where, calculation=EVERY)
        for m, other in enumerate(asserted):
            if other.kind != "count" or judged[m].verdict in AGREE or other.denied or not other.stated:
                continue
            own = next((query for query, o in _given(a, asserted, sentence) if o is other.stated), None)
            if own or _together(s, other.stated, sentence):
                made = judge(replace(other, queries=(own or part,), bag=None))
                wrong = own is not None and judged[m].verdict == "not_supported"  # it is known what it should be
                out[m] = made if made.verdict in AGREE or wrong else judged[m]
    return out


def _given(a: Asserted, asserted: list[Asserted], sentence: str) -> list[tuple[Selection, Stated]]:
    """ "More than nine in ten of those … were children | (932 out of 1,017)": the part and the whole of the share in front
    of a bracket, each with its figure; nothing where no such bracket, or another share, is the next."""
    s = a.stated
    behind = [b.stated for b in asserted if s and b.stated and b.stated.start >= s.end]
    if s is None or len(behind) < 2 or any(o.kind != "count" for o in behind[:2]):
        return []
    first, last = behind[:2]
    bracketed = sentence[: first.start].rstrip().endswith("(") and sentence[last.end :].startswith((")", ";", ","))
    if not bracketed or not OUT_OF.fullmatch(sentence[first.end : last.start].strip()):
        return []
    query = replace(a.queries[0], calculation=EVERY)
    among = a.queries[0].among or ()
    whole = replace(query, where=tuple(pair for pair in query.where if pair[0] in among))
    return [(query, first), (whole, last)]


def _open(one: Assertion, a: Asserted) -> bool:
    """Is it a share that was not found as it was read?"""
    return bool(a.stated and a.stated.kind == "share" and a.stated.step <= 1) and one.verdict not in AGREE


def _beside(n: int, judged: list[Assertion], asserted: list[Asserted], sentence: str) -> int | None:
    """Where the count stands that is said together with a share, and is published."""
    s = asserted[n].stated
    for m, other in enumerate(asserted):
        o = other.stated
        if s is None or o is None or other.kind != "count" or judged[m].verdict not in AGREE or other.denied:
            continue
        if _together(s, o, sentence):
            return m
    return None


def _together(s: Stated, o: Stated, sentence: str) -> bool:
    """Do two figures stand in one bracket, or one in a bracket behind the other?"""
    first, last = (s, o) if s.start < o.start else (o, s)
    between, behind = sentence[first.end : last.start], sentence[last.end : last.end + 1]
    opened = "(" in between or sentence[: first.start].rstrip().endswith("(")
    return bool(BESIDE.fullmatch(between)) and opened and behind in (")", ";", ",")


def _query(one: Assertion) -> Selection | None:
    query = one.answer.selection if one.answer else None
    return query if query and query.one and query.periods else None


def _alike(a: Asserted, counted: Selection) -> bool:
    """Was the share read as of the very people and period of the count?"""
    read = a.queries[0] if a.kind == "share" and a.queries else None
    return read is not None and (read.measure, read.where, read.periods) == (
        counted.measure,
        counted.where,
        counted.periods,
    )


def _wholes(a: Asserted, counted: Selection, alike: bool) -> Iterator[Selection]:
    """What the count may be a part of: the base that was read, else all the others that are said of it; of a share that
    was read ``alike``, its base only."""
    named = {dimension for dimension, _ in counted.where}
    base = set(a.queries[0].among or ()) & named if a.kind == "share" and a.queries else set()
    if base and base != named:
        yield replace(counted, where=tuple(pair for pair in counted.where if pair[0] in base))
        return
    if alike:
        yield replace(counted, where=())
        return
    for left_out in counted.where:
        yield replace(counted, where=tuple(pair for pair in counted.where if pair != left_out))
    if len(counted.where) > 1:  # "| 82% (328) of these were male children"
        yield replace(counted, where=())


def _in_words(judged: list[Assertion], asserted: list[Asserted], sentence: str) -> list[Assertion]:
    """ "Three quarters of the 2,209 (75%)": a share in words that was not found is that of the exact one in its bracket."""
    out = list(judged)
    for n, (one, a) in enumerate(zip(judged, asserted, strict=True)):
        rough, exact = (
            a.stated,
            next((b.stated for b in asserted[n + 1 :] if b.stated and b.stated.kind == "share"), None),
        )
        if one.verdict in AGREE or not rough or not exact or rough.kind != "share" or rough.step <= 1 or exact.step > 1:
            continue
        if not GIVES.fullmatch(sentence[rough.end : exact.start]):
            continue
        found = next(x for x, b in zip(judged, asserted, strict=True) if b.stated is exact)
        near = abs(float(rough.value) - float(exact.value)) <= loose(rough, exact)
        if near and found.verdict in AGREE and found.published is not None:
            out[n] = replace(found, text=one.text, stated=one.stated)
    return out
