"""When a question is asked of, where it is said beside it: before it, or by one that follows."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.over import Over
from assistant.asked.walk import counts, in_periods, with_when
from assistant.english.clause_reader import Clause
from assistant.english.conversation import Question
from assistant.english.frame import Frame
from assistant.period import Span


def dated_by(clause: Clause) -> Frame | None:
    """The time of a clause that says when, and nothing of what is counted."""
    frame = clause.frame
    if frame is None or frame.time is None or frame.counts or frame.where or frame.lists or frame.axes:
        return None
    if any((m := item.get("HOWMANY")) is not None and m.what == "asked" for item in clause.lexemes):
        return None  # "… in 2014 and how many in 2023" asks
    return Frame(time=frame.time) if clause.said <= {"HOWMANY", "COMMA"} else None


def when_of(frame: Frame) -> Frame:
    """When, and by year or quarter, a count was asked for: what is said at the end holds for all before it."""
    return Frame(time=frame.time, axes=frame.axes)


def with_later_period(found: list[Question]) -> list[Question]:
    """A question without a period has that of the first question after it that names one."""
    periods = [period_of(one) or _several(one) for one in found]
    out = []
    for i, one in enumerate(found):
        later = next((p for p in periods[i + 1 :] if p), None)
        if one.trees and one.read and _undated(one) and later and not any(periods[:i]):
            out.append(_at(one, later))
        else:
            out.append(one)
    return out


def _undated(one: Question) -> bool:
    return all(count.when == "default" for tree in one.trees for count in counts(tree))


def period_of(one: Question) -> Span | str | None:
    whens = {count.when for tree in one.trees for count in counts(tree)}
    return next(iter(whens)) if len(whens) == 1 and whens != {"default"} else None


def _several(one: Question) -> tuple[Span, ...]:
    """The periods that a question names side by side."""
    tree = one.trees[0] if len(one.trees) == 1 else None
    values = tree.values if isinstance(tree, Over) and tree.axis == "period" else ()
    return tuple(value for value in values if isinstance(value, Span))


def _at(one: Question, when: Span | str | tuple[Span, ...]) -> Question:
    if isinstance(when, tuple):
        return replace(one, trees=(in_periods(one.trees[0], when),))
    return replace(one, trees=(with_when(one.trees[0], when),))
