"""Those of one kind alone, and those of it with others: where the two are two figures, which one a figure is of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answer.numbers import count
from assistant.asked.selection import Selection
from assistant.catalog.lookup import Lookup
from assistant.claims.model import AGREE, Assertion
from assistant.claims.orderings import Asserted
from assistant.claims.reach import own_clause
from assistant.english.phrases import explanation, pattern

MERELY = pattern("alone.merely")
MORE = explanation("alone.more")
ONLY, COMBINED = pattern("alone.only"), pattern("spans.combined")
# "1,590 | in combination with other types"
WITH_OTHERS = pattern("alone.with_others")


def with_others(one: Asserted, sentence: str, starts: list[int], lookup: Lookup) -> Asserted:
    """The assertion of those who are of a kind with others, where it says so; else with what it may be ``wider`` of, where it
    does not say "alone". ``starts``: where the figures of the sentence begin."""
    alone, wider = (tuple(_of(query, lookup, whole) for query in one.queries) for whole in (False, True))
    added = tuple(_added(query, lookup) for query in one.queries) if COMBINED.search(sentence) else one.queries
    if added != one.queries:
        return replace(one, wider=added)
    if wider == one.queries:
        return one
    if one.stated is None:
        return one if ONLY.search(sentence) else replace(one, wider=wider)
    end = min((at for at in starts if at > one.stated.start), default=len(sentence))
    behind = sentence[one.stated.end : end]
    said = WITH_OTHERS.search(behind)
    if said and one.kind == "count":
        words = set(said.group().lower().split())
        doubt = tuple(word for word in one.doubt if word.lower() not in words)
        return replace(one, queries=alone, bag=None, doubt=doubt)
    few = MERELY.search(sentence[: one.stated.start])
    clauses = [ONLY.sub("", text, count=1) if few else text for text in own_clause(sentence, one.stated)]
    if any(ONLY.search(text) for text in (behind, *clauses)):
        return one
    if WITH_OTHERS.search(sentence):  # said of another figure, it tells those alone from all
        return replace(one, queries=wider, bag=None)
    return replace(one, wider=wider)


def of_wider(
    judged: list[Assertion], asserted: list[Asserted], judge: Callable[[Asserted], Assertion], sentence: str
) -> list[Assertion]:
    """The verdicts, where a figure that is wrong of those of a kind alone is right of all of it; none is where a count of the
    sentence is of those alone. That "only" so many were of it needs said that more are, with others."""
    alone = {q.where for one, a in zip(judged, asserted, strict=True) if _counted(one, a) for q in a.queries}
    out = list(judged)
    for n, (one, a) in enumerate(zip(judged, asserted, strict=True)):
        if _counted(one, a) and a.stated and MERELY.search(sentence[: a.stated.start]):
            every = judge(replace(a, queries=a.wider, wider=(), bag=None))
            if every.published is not None and one.published is not None and every.published > one.published:
                text = f"{one.explanation} {MORE.format(value=count(every.published))}"
                out[n] = replace(one, verdict="needs_context", explanation=text)
            continue
        if one.verdict != "not_supported" or not a.wider or a.denied or alone & {q.where for q in a.queries}:
            continue
        other = judge(replace(a, queries=a.wider, wider=(), bag=None))
        out[n] = other if other.verdict in AGREE else one
    return out


def _counted(one: Assertion, a: Asserted) -> bool:
    return a.kind == "count" and bool(a.wider) and one.verdict in AGREE


def _of(query: Selection, lookup: Lookup, whole: bool) -> Selection:
    """The query of those of a kind with others; ``whole``: and of those of it alone."""
    return replace(query, where=tuple(_limit(lookup, d, ids, whole) for d, ids in query.where))


def _added(query: Selection, lookup: Lookup) -> Selection:
    """ "Labour and criminal exploitation together", which are those of the one and of the other, and not of both at once."""
    where = []
    for dimension, ids in query.where:
        member = lookup.member(dimension, ids[0]) if len(ids) == 1 else None
        several = member is not None and len(member.contains) > 1
        where.append((dimension, tuple(member.contains) if member is not None and several else ids))
    return replace(query, where=tuple(where))


def _limit(lookup: Lookup, dimension: str, ids: tuple[str, ...], whole: bool) -> tuple[str, tuple[str, ...]]:
    for group in lookup.dimensions[dimension].groups:
        members = lookup.expand(dimension, (group.id,))
        if len(ids) == 1 and group.containing == ids[0] and ids[0] in members:
            return dimension, (group.id,) if whole else tuple(m for m in members if m != ids[0])
    return dimension, ids
