"""What the sender would take instead: the same people and the same count, in a coarser breakdown or grain, or the whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.answer.model import Part
from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.subject import Subject, subject_of
from assistant.asked.walk import TIME, counts, in_periods, rebuilt
from assistant.desk.sense import Sense
from assistant.desk.settings import Settings
from assistant.desk.shown import FIGURES
from assistant.service import Assistant

COARSER = ("quarter", "year")  # the finer first


def second_best(assistant: Assistant, sense: Sense, words: Settings, part: Part, fallback: str) -> Part | None:
    """The answer to a refused part's second-best; None where that is another question, or not published either.

    Periods, people and count stay those of the question; the fallback may name a breakdown, a grain, or the whole.
    """
    if not part.query:
        return None
    refused = assistant.figure_of(part)
    subject = subject_of(refused)
    said = sense.said(fallback)
    if said.measures and subject.measure not in said.measures:
        return None
    dimensions = [name for name in said.kinds if name not in ("count", "period", "grain")]
    whole = words["whole"].found(fallback)
    grain = _grain(words, fallback)
    if not (dimensions or whole or grain):
        return None
    grain = grain or next((name for name in subject.by if name in TIME), "")
    bare = _bare(refused, subject, [name for name in dimensions if name not in subject.filters], grain)
    if bare == refused:
        return None
    found = assistant.answer_tree(bare)
    return found if found.status in FIGURES else None


def _bare(refused: Node, subject: Subject, dimensions: Sequence[str], grain: str) -> Node:
    """The count alone, in these breakdowns and of the same periods."""
    first = counts(refused)[0]
    several = subject.periods if len(subject.periods) > 1 else ()
    node: Node = replace(first, where=subject.where, when=subject.periods[0] if subject.periods else first.when)
    for name in reversed(dimensions):
        node = Over(node, name)
    if grain:
        return Over(node, grain, several)
    return in_periods(node, several) if several else node


def nationwide(assistant: Assistant, part: Part) -> Part | None:
    """The same people and count of the whole country, whoever referred them; None where that is not published either."""
    agents = {d.id for d in assistant.lookup.catalog.dimensions if d.place == "by"}
    found = assistant.answer_tree(_without(assistant.figure_of(part), agents))
    return found if found.status in FIGURES else None


def _without(node: Node, kinds: Collection[str]) -> Node:
    """The tree limited and broken down by none of these dimensions."""
    if isinstance(node, Count):
        return replace(node, where=tuple(limit for limit in node.where if limit[0] not in kinds))
    if isinstance(node, Over) and node.axis in kinds:
        return _without(node.of, kinds)
    return rebuilt(node, lambda part: _without(part, kinds))


def _grain(words: Settings, text: str) -> str:
    return next((name for name in COARSER if words[f"by_{name}"].found(text)), "")
