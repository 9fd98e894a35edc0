"""What a sentence was about, which the next may go on about."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.selection import Selection
from assistant.claims.dated import Dated
from assistant.claims.model import AGREE, Assertion
from assistant.claims.orderings import Asserted
from assistant.claims.spans import COMPARED
from assistant.period import Span


def found_as(asserted: Asserted, judged: Assertion) -> Asserted:
    """A count with the people and the period that it was found to be of, where it is right of them."""
    told = judged.answer if asserted.kind == "count" and judged.verdict in AGREE else None
    query = told.selection if told else None
    if query is None or not query.one:
        return asserted
    own = asserted.queries[0]
    return replace(asserted, queries=(replace(own, where=query.where, periods=own.periods or query.periods),))


def main_of(asserted: list[Asserted]) -> Selection | None:
    """What a sentence was about: its first figure's count, of whom all its figures are, at the latest of its periods."""
    counted = [a for a in asserted if a.queries and a.kind != "rank"]  # a ranking is of all of a kind
    told = [a.queries[-1] for a in counted or asserted if a.queries]
    if not told:
        return None
    same = [query for query in told if query.measure == told[0].measure]
    shared = [limit for limit in told[0].where if all(limit in query.where for query in same)]
    periods = [query.periods for query in same if query.periods and query.periods[-1].length == _length(told[0])]
    return replace(told[0], where=tuple(shared), periods=max(periods, default=told[0].periods))


def of_day(before: Selection | None, day: Dated) -> bool:
    """Has a text named no period of its own yet?"""
    query = day.query()
    return before is None or (query is not None and set(before.periods) <= set(query.periods))


def goes_on(
    main: Selection | None, before: Selection | None, sentence: str, own: tuple[Span, ...], first: int
) -> Selection | None:
    """What the next sentence may go on about: this one's main count, at the period spoken of before where this one names
    none, only one that it compares with, or one before the ``first`` quarter of the statistics; ``own``: the periods that
    it names and compares with none."""
    if main is not None and main.periods and own and main.periods[-1] < own[-1] and main.periods[-1] not in own:
        main = replace(main, periods=own[-1:])  # "Referrals in 2023 were much the same as in 2022"
    if main is None or before is None or not before.periods:
        return main or before
    compared = COMPARED.search(f" {sentence.lower()}") is not None
    earlier = bool(main.periods) and main.periods[-1] < before.periods[-1]
    unheld = bool(main.periods) and main.periods[-1].end < first
    if not main.periods or unheld or (earlier and (compared or main.periods[-1] not in own)):
        return replace(main, periods=before.periods, relative="")
    return main


def _length(query: Selection) -> int:
    return query.periods[-1].length if query.periods else 0
