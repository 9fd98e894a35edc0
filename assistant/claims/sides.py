"""What a sentence says beside its figure: "more than the police", "for the first time"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from assistant.asked.having import Having
from assistant.asked.operand import EVERY
from assistant.claims.orderings import ANY_OTHER, FEWER, Asserted
from assistant.claims.spans import COMBINED
from assistant.claims.stated import Stated
from assistant.english.counted import where_of
from assistant.english.named import Name, Names
from assistant.english.phrases import pattern
from assistant.period import Span

THAN, THAN_NEXT = pattern("sides.than"), pattern("sides.than_next")
FIRST, QUARTER = pattern("sides.first"), pattern("sides.quarter")
LIKE_FIGURE = pattern("sides.like_figure")
LIKENED = pattern("sides.likened")  # "16,990 in 2023, | much the same number as in 2022"
DIGIT = pattern("sides.digit")
OR = pattern("sides.or")


def passed_first(sentence: str, stated: list[Stated]) -> bool:
    """ "Exceeded 10,000 for the first time": a figure passed, and not people counted once."""
    return bool(FIRST.search(sentence)) and any(s.kind == "count" and s.qualifier == "over" for s in stated)


def first_past(made: Asserted, sentence: str, span: Span) -> Asserted:
    """The count of one period as the first of all periods above the figure stated; ``span`` is of its kind."""
    query, stated = made.queries[0], made.stated
    unit = "quarter" if span.length == 1 or QUARTER.search(sentence) else "year"
    assert stated is not None
    passed = Having(EVERY, ">", int(stated.value), "first")
    first = replace(query, by=(unit,), periods=(), relative="all", calculation=passed)
    return Asserted("first", sentence, (first, query), stated)


def than(made: Asserted, sentence: str, names_of: Callable[[str], Names], agents: frozenset[str]) -> list[Asserted]:
    """ "3,946 referrals, more than local authorities": the figure's own group set against another, or another period."""
    stated = made.stated
    found = THAN.search(sentence, stated.end if stated else 0)
    if stated is None or not found or ANY_OTHER.search(sentence) or DIGIT.search(found["rest"]):
        return []
    other, query = names_of(found["rest"]), made.queries[0]
    spans: tuple[Span, ...] = other.spans
    if not (other.filters or spans) or other.unknown or other.measures or other.weak:
        return []
    named = {f.dimension for f in other.filters}
    named |= agents if named & agents else frozenset()
    own = [(d, ids) for d, ids in query.where if d not in named]
    fewer = FEWER.fullmatch(found["word"]) is not None
    made_of = []
    for others in _each(other.filters, found.group(), fewer):
        against = replace(query, where=tuple(sorted([*own, *where_of(others)])), periods=spans[:1] or query.periods)
        if against != query:
            made_of.append(Asserted("comparison", found.group().strip(), (query, against), falling=fewer))
    return made_of


def _each(named: list[Name], said: str, fewer: bool) -> list[list[Name]]:
    """ "More than Kent Police or Essex Police": each of those of one breakdown; all at once where it is said of them together,
    or where fewer than all of them may be meant."""
    kinds = [d for d in {f.dimension for f in named} if len({f.member for f in named if f.dimension == d}) > 1]
    together = COMBINED.search(said) or (fewer and not OR.search(said))
    if len(kinds) != 1 or together or any(f.excluded for f in named):
        return [named]
    rest = [f for f in named if f.dimension != kinds[0]]
    return [[f, *rest] for f in {f.pair: f for f in named if f.dimension == kinds[0]}.values()]


def than_next(made: list[Asserted], sentence: str, names_of: Callable[[str], Names]) -> list[Asserted]:
    """ "242 referrals, more than | West Yorkshire Police (236)", "more than the | 236 of West Yorkshire Police": one count set
    against the next, of somebody else."""
    out = []
    for one, other in pairwise(one for one in made if one.kind == "count"):
        if one.stated is None or other.stated is None:
            continue
        first, last = one.queries[0], other.queries[0]
        found = THAN_NEXT.search(sentence[one.stated.end : other.stated.start].rstrip())
        bare = found is not None and found["rest"] is None
        if found is None or first == last or not (bare or names_of(found["rest"]).filters):
            continue
        fewer = FEWER.fullmatch(found["word"]) is not None
        out.append(Asserted("comparison", found["text"], (first, last), falling=fewer))
    return out


def likened(made: list[Asserted], sentence: str, names_of: Callable[[str], Names]) -> list[Asserted]:
    """ "16,990 in 2023, much the same number as in 2022": the count in front of that as one that has hardly moved."""
    found = LIKENED.search(sentence)
    told = [one for one in made if found and one.kind == "count" and one.stated and one.stated.end <= found.start()]
    if (pair := _like_figure(made, sentence)) is not None:
        return [pair]
    if found is None or not told:
        return []
    query, base = told[-1].queries[0], names_of(found["base"])
    alike = len(base.spans) == len(query.periods) == 1 and base.spans[0].length == query.periods[0].length
    if not alike or base.filters or base.spans == query.periods or told[-1].stated is None:
        return []
    return [Asserted("steady", found.group().strip(" ,(–—-"), (replace(query, periods=base.spans), query))]


def _like_figure(made: list[Asserted], sentence: str) -> Asserted | None:
    """ "19,125 in 2024, similar to the | 16,990 of the year before": two counts of the same people at two times."""
    counts = [one for one in made if one.kind == "count" and one.stated is not None]
    for one, base in pairwise(counts):
        a, b = one.queries[0], base.queries[0]
        like = LIKE_FIGURE.search(sentence[: base.stated.start].rstrip()) if base.stated else None
        alike = (a.measure, a.where) == (b.measure, b.where) and len(a.periods) == len(b.periods) == 1
        if like and alike and a.periods != b.periods and a.periods[0].length == b.periods[0].length:
            return Asserted("steady", like.group().strip(" ,(–—-"), (b, a))
    return None
