"""Whom a question of a letter means by those that it names or points at: "of those children", "how many of them were there?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.model import Part
from assistant.asked.meaning import Asked
from assistant.asked.subject import Subject, subject_of
from assistant.catalog.lookup import Lookup
from assistant.desk.again import limited_to
from assistant.desk.ask import Ask
from assistant.desk.sense import TIMES, Sense
from assistant.desk.sentences import Language
from assistant.english.frame import Frame
from assistant.service import Assistant


@dataclass(frozen=True)
class Named:
    """``asked`` is what asked for those that are named; None, and ``lost``, where what came before is of others."""

    asked: Asked | None = None
    lost: bool = False


def worded(subject: Subject) -> str:
    """ "For 2022 and 2023", of what was counted then."""
    return "for " + " and ".join(span.label for span in subject.periods)


def named_before(
    ask: Ask,
    parts: Sequence[Sequence[Part]],
    usual: Asked | None,
    assistant: Assistant,
    sense: Sense,
    language: Language,
) -> Named:
    """Those that "of those children" names, of all that was asked; ``usual`` is what "of those" alone would be of."""
    found = language.patterns["those_who"].search(ask.text)
    frame = sense.frame(found["who"], strict=False) if found else None
    if frame is None or not frame.where or frame.lists or frame.counts or usual is None:
        return Named()
    if _holds(frame, usual):
        return Named(usual)
    told = (assistant.asked_of(p) for ps in reversed(parts) for p in reversed(ps) if p.query or p.link)
    near = next((one for one in told if _holds(frame, one)), None)
    own = subject_of(usual).filters
    return Named(near, near is None and any(own.get(name, ids) != ids for name, ids in frame.where))


def _holds(frame: Frame, asked: Asked) -> bool:
    filters = subject_of(asked).filters
    return all(filters.get(name) == ids for name, ids in frame.where)


def spoken_of(ask: Ask, before: Asked, assistant: Assistant, sense: Sense) -> Asked | None:
    """ "The Vietnamese are more numerous; how many of them were there that year?": those whom the sentence before the ask
    speaks of, which asks nothing; None where it speaks of nobody, or the ask says itself whom it counts."""
    sentence = re.split(r"(?<=[.?!]) ", ask.context)[-1]
    said, own = sense.said(sentence), sense.said(ask.text)
    if not sentence or sentence.endswith("?") or own.kinds - TIMES or not own.those or said.counts:
        return None
    frame = sense.frame(sentence, strict=False)
    if frame is None or not frame.where or frame.lists or frame.time or sense.refers(name for name, _ in frame.where):
        return None
    return limited_to(assistant, frame.where, before)


def begins_anew(ask: Ask, sense: Sense, language: Language) -> bool:
    """ "Finally, which nationality was most common in 2023?", "separately, how many were referred in 2022?": of nobody that
    was asked about before it; "finally, how many were Albanian?" may be of those."""
    said = sense.said(ask.text)
    dated = "period" in said.kinds and not (said.those or said.moves or ask.like or ask.same or ask.shares or ask.above)
    points = language.patterns["leans"].search(ask.text) or language.patterns["those"].search(ask.text)
    counts = said.picks or said.counts or language.patterns["counts_anew"].search(ask.text) is not None
    return dated and counts and not points and language.patterns["opens_anew"].match(ask.said) is not None


def holds(limit: tuple[str, tuple[str, ...]], before: Subject, lookup: Lookup) -> bool:
    """Is a limit one of what was asked, or does it leave out none of those that are named there?"""
    dimension, ids = limit
    own = before.filters.get(dimension, ())
    named = [one.removeprefix("!") for one in (*ids, *own)]
    apart = all(one.startswith("!") for one in ids) and not any(one.startswith("!") for one in own)
    plain = all(lookup.group(dimension, one) is None for one in named)
    return own == ids or (bool(own) and apart and plain and len(set(named)) == len(named))
