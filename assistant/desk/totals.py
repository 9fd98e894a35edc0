"""A total that says itself of whom it is, after others: "the total referred by the police", "of all nationalities"."""

from __future__ import annotations

from assistant.asked.count import Count
from assistant.asked.meaning import Asked
from assistant.asked.node import Node
from assistant.asked.subject import subject_of
from assistant.desk.ask import Ask
from assistant.desk.earlier import Earlier
from assistant.desk.sense import TIMES
from assistant.period import Span


def total_of_others(at: int, ask: Ask, before: Asked | None, earlier: Earlier) -> Node | None:
    """What was counted ``before`` and when, or by the item above, of those whom a total names, or of all of a kind; None
    where it names nobody, or that was no one count in one stretch."""
    sense, words = earlier.sense, earlier.language.words
    before = before or _item_above(at, ask, earlier)
    if before is None:
        return None
    subject, frame = subject_of(before), sense.frame(ask.text, strict=False)
    if words.patterns["total_by"].match(ask.text):
        if frame is None or not frame.where or frame.lists or frame.axes:
            return None
        where = frame.where
    elif words.patterns["total_all"].match(ask.text):
        kinds = sense.said(ask.text).kinds - TIMES - {"count"}
        where = tuple((dimension, ids) for dimension, ids in subject.where if dimension not in kinds)
        if not kinds or where == subject.where:
            return None
    else:
        return None
    spans = frame.time.whens if frame and frame.time else subject.periods
    when = spans[0] if len(spans) == 1 else None
    return Count(subject.measure, where, when) if isinstance(when, Span) else None


def _item_above(at: int, ask: Ask, earlier: Earlier) -> Asked | None:
    """What the item before was found to ask, of one of the same list or right under it."""
    above = earlier.asks[at - 1].group if at else 0
    return earlier.asked[at - 1] if above and ask.group in (0, above) and at - 1 not in earlier.lost_at else None
