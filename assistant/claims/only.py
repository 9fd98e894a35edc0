"""What is said of one period alone: "2022 was the only year in which Albanians outnumbered UK nationals"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answer.numbers import listed
from assistant.asked.selection import Selection
from assistant.claims.model import AGREE, Assertion
from assistant.claims.orderings import Asserted
from assistant.claims.stated import far
from assistant.english.phrases import explanation, pattern
from assistant.period import Span

ONLY = pattern("only.only")
FIRST = pattern("only.first")
JUDGED = ("comparison", "rank", "count", "share", "change", "direction")
FIGURES = ("count", "share", "change")  # that more than one period may be past
SO_TOO, UNSURE = explanation("only.so_too"), explanation("only.unsure")
DONE = ("moves", "first", "first_move")  # of which it was judged already


def alone_in_time(
    judged: list[Assertion],
    asserted: list[Asserted],
    sentence: str,
    judge: Callable[[Asserted], Assertion],
    spans_of: Callable[[str], list[Span]],
) -> list[Assertion]:
    """The verdicts, where what is right of one period is said of no other, or of none before it: whether it was so of those
    as well is looked up, and said where it is not known."""
    first = FIRST.search(sentence)
    if not (first or ONLY.search(sentence)) or len(judged) != len(asserted):
        return judged
    if any(a.kind in DONE for a in asserted):
        return judged
    out = list(judged)
    for n, (one, a) in enumerate(zip(judged, asserted, strict=True)):
        if one.verdict not in AGREE or (first and a.kind not in JUDGED):
            continue
        found = _others(a, judge, spans_of, bool(first))
        so, known = found if found is not None else ([], False)
        if so:
            text = f"{one.explanation} {SO_TOO.format(when=listed([span.label for span in so]))}"
            out[n] = replace(one, verdict="not_supported", explanation=text)
        elif not known:
            out[n] = replace(one, verdict="needs_context", explanation=f"{one.explanation} {UNSURE}")
    return out


def _others(
    a: Asserted, judge: Callable[[Asserted], Assertion], spans_of: Callable[[str], list[Span]], before: bool
) -> tuple[list[Span], bool] | None:
    """The other periods of which it is so, and whether it is known of all of them; None of what cannot be moved in time."""
    bounded = a.stated is not None and bool(a.stated.qualifier)
    if a.kind not in JUDGED or (a.kind in FIGURES and not bounded) or a.denied or a.doubt:
        return None
    own = max((span for query in a.queries for span in query.periods), default=None)
    if own is None:
        return None
    so, known = [], True
    held = spans_of(a.queries[0].measure)
    first = min((span for span in held if span.length == own.length), default=own)
    for span in held:
        if span.length != own.length or span == own or (before and span > own):
            continue
        if any(_at(q, span.start - own.start).periods[:1] < (first,) for q in a.queries):
            continue  # nothing is held of what it moved from
        moved = replace(a, queries=tuple(_at(q, span.start - own.start) for q in a.queries), bag=None, wider=())
        one = judge(moved)
        past = a.stated is not None and one.published is not None and far(a.stated, one.published)
        if one.verdict in AGREE or (past and a.kind in FIGURES):
            so.append(span)
        elif one.verdict != "not_supported":
            known = False
    return so, known


def _at(query: Selection, quarters: int) -> Selection:
    """The same some quarters later."""
    return replace(query, periods=tuple(Span(s.start + quarters, s.end + quarters) for s in query.periods))
