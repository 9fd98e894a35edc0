"""What is published nearest to a part that has no figure as it was asked."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answer.model import Part
from assistant.asked.meaning import Asked
from assistant.asked.subject import subject_of
from assistant.desk.shown import FIGURES
from assistant.period import Span
from assistant.service import Assistant

FEW = 3  # choices of a refusal that are looked at
LIMITED = 2  # what a count is of, and when; more limits it

Ask = Callable[[str], tuple[Part, ...]]


def nearest(assistant: Assistant, ask: Ask, part: Part, doubt: bool, before: Asked | None = None) -> tuple[Part, ...]:
    """The figures that stand in the letter in place of a refused part, each under what it counts; of one that follows
    another only those of whom that was asked."""
    if doubt:
        if part.words.not_understood or part.asked is None:
            return ()
        tree = assistant.figure_of(part)
        if not _follows(tree, before):
            return ()
        found = [assistant.answer_tree(tree)]
    else:
        most = (
            FEW
            if part.status == "clarify"
            else 1
            if part.selection and part.selection.by and not part.words.not_understood
            else 0
        )
        found = [answer for choice in part.choices[:most] for answer in ask(choice)[:1]]
        found += [] if found or part.words.not_understood else _within(ask, part)
    when = _periods(part) if part.status == "not_published" else set()
    return tuple(one for one in found if one.status in FIGURES and (not when or when == _periods(one)))


def _follows(asked: Asked, before: Asked | None) -> bool:
    return before is None or {*subject_of(before).dimensions} <= {*subject_of(asked).dimensions}


def _periods(part: Part) -> set[Span]:
    """Of a question or an answer; figures of another time are not near."""
    return set(part.selection.periods) if part.selection else set()


def _within(ask: Ask, part: Part) -> list[Part]:
    """Of those that a refused part asks about, some whose figures are published: boys and adult men of males."""
    asked = _limits(part)
    if len(asked) <= LIMITED:
        return []
    found = [answer for choice in part.choices[:FEW] for answer in ask(choice)[:1]]
    return [one for one in found if asked <= _limits(one)]


def _limits(part: Part) -> set[object]:
    """What is counted, when, and of whom."""
    one = part.selection
    return set() if one is None else {one.measure, *([one.periods] if one.periods else []), *one.where}
