"""What is counted, of an ask that says only "the totals for 2019 and 2020": what the sentences or the list before it speak of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.desk.ask import Ask
from assistant.desk.sense import TIMES, Said, Sense
from assistant.desk.sentences import Language


@dataclass(frozen=True)
class Told:
    """A sentence that asks nothing, and how many asks stand before it."""

    text: str
    at: int


def with_counts(asks: Sequence[Ask], told: Sequence[Told], sense: Sense, language: Language) -> list[Ask]:
    """The asks, each that counts nothing itself under what it is of, where that is certain."""
    out: list[Ask] = []
    for n, ask in enumerate(asks):
        measure = _measure(ask, n, out, told, sense, language) if _bare(ask, sense, language) else ""
        label = sense.assistant.lookup.measures[measure].label if measure else ""
        text = language.total_of(ask.text, label) if label else _with_unit(ask, n, out, told, sense, language)
        out.append(replace(ask, text=text, written=ask.shown) if text != ask.text else ask)
    return _with_statements(out, told, sense, language)


def _with_statements(asks: Sequence[Ask], told: Sequence[Told], sense: Sense, language: Language) -> list[Ask]:
    """The asks, each that says no more than "how many in 2018?" with the statement of a figure that stands right before
    it: "There were 31 referrals from Wales in 2017."."""
    out: list[Ask] = []
    for n, ask in enumerate(asks):
        said = sense.said(ask.text)
        leans = ask.like or ask.same or ask.after is not None or ask.shares or ask.person or ask.scopes or ask.above
        alone = "period" in said.kinds <= TIMES and not (said.unknown or said.topics or said.those or leans)
        last = next((one.text for one in reversed(told) if one.at == n and _figure(one.text, sense)), "")
        open_ = alone and last and language.words["asks"].opening.match(ask.text)
        out.append(replace(ask, context=f"{last.rstrip(' .')}. {ask.context}".strip()) if open_ else ask)
    return out


def _figure(text: str, sense: Sense) -> bool:
    """Does a sentence state how many of what it counts there were, at a time?"""
    said = sense.said(text)
    return said.counts and said.numbers and "period" in said.kinds


def _bare(ask: Ask, sense: Sense, language: Language) -> bool:
    """Is it a total at a time, and of nothing that was said?"""
    said = sense.said(ask.text)
    only = "period" in said.kinds <= TIMES and not (said.unknown or said.topics or said.those or said.moves)
    leans = ask.like or ask.same or ask.after is not None or ask.whole or ask.shares or ask.person
    counted = any(sense.said(scope).counts for scope in ask.scopes)
    return only and not (leans or counted) and language.words["whole"].found(ask.text)


def _with_unit(ask: Ask, at: int, before: Sequence[Ask], told: Sequence[Told], sense: Sense, language: Language) -> str:
    """ "The number of reports in 2023", of what the sentences or asks before it count in that unit; its text where it
    says anything else that nothing knows."""
    said = sense.said(ask.text)
    if said.counts or len(said.unknown) != 1 or ask.like or ask.same:
        return ask.text
    measure = _measure(ask, at, before, told, sense, language)
    known = sense.assistant.lookup.measures.get(measure)
    if known is None or said.unknown[0] != known.unit:
        return ask.text
    return re.sub(rf"(?<!\w){re.escape(known.unit)}(?!\w)", known.label, ask.text, count=1)


def _measure(ask: Ask, at: int, before: Sequence[Ask], told: Sequence[Told], sense: Sense, language: Language) -> str:
    """The measure that such a total is of; empty where several might be meant."""
    asked = [(one, sense.said(one.text)) for one in before]
    counting = [(one, said) for one, said in asked if said.counts]
    if counting:
        totals = {said.measures for one, said in counting if language.words["whole"].found(one.text)}
        all_of = {said.measures for _, said in counting}
        return _one(totals) if len(all_of) > 1 else ""
    near = [_wanted(one.text, sense, language) for one in told if one.at <= at]
    spoken = [said for said in near if said.counts and not _limits(said)]
    return _one({spoken[-1].measures}) if spoken else ""


def _wanted(text: str, sense: Sense, language: Language) -> Said:
    """What a sentence names behind its request, where that counts ("we act for a council and require, of reports only:")."""
    asked = language.words["requests"].pattern.search(text)
    behind = sense.said(text[asked.end() :]) if asked else Said()
    return behind if behind.counts else sense.said(text)


def _one(found: set[tuple[str, ...]]) -> str:
    measures = next(iter(found)) if len(found) == 1 else ()
    return measures[0] if len(measures) == 1 else ""


def _limits(said: Said) -> bool:
    return bool(said.kinds - TIMES - {"count"}) or said.topics
