"""What the sender would take instead: the same people and the same count, in a coarser breakdown or grain, or the whole."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer.model import Part
from assistant.desk.sense import Sense
from assistant.desk.settings import Settings
from assistant.query import TIME, Shape
from assistant.service import Assistant

FIGURES = ("answered", "partial")
COARSER = ("quarter", "year")  # the finer first


def second_best(assistant: Assistant, sense: Sense, words: Settings, part: Part, fallback: str) -> Part | None:
    """The answer to a refused part's second-best; None where that is another question, or not published either.

    Periods, people and count stay those of the question; the fallback may name a breakdown, a grain, or the whole.
    """
    if not part.query:
        return None
    refused = assistant.link(part)
    said = sense.said(fallback)
    if said.measures and refused.measure not in said.measures:
        return None
    dimensions = [name for name in said.kinds if name not in ("count", "period", "grain")]
    whole = words["whole"].found(fallback)
    grain = _grain(words, fallback)
    if not (dimensions or whole or grain):
        return None
    kept = tuple(name for name in refused.by if name in TIME)
    if grain:
        kept = (grain,)
    by = (*(name for name in dimensions if name not in refused.filters), *kept)
    shape: Shape = "breakdown" if len(by) > len(kept) else "series" if kept else "figure"
    shape = "compare" if shape == "figure" and len(refused.periods) > 1 else shape
    bare = replace(refused, by=by, base=(), percent=False, limit=None, shape=shape)
    if bare == refused:
        return None
    found = assistant.answer(bare)
    return found if found.status in FIGURES else None


def nationwide(assistant: Assistant, part: Part) -> Part | None:
    """The same people and count of the whole country, whoever referred them; None where that is not published either."""
    agents = {d.id for d in assistant.lookup.catalog.dimensions if d.place == "by"}
    refused = assistant.link(part)
    where = tuple(limit for limit in refused.where if limit[0] not in agents)
    found = assistant.answer(replace(refused, where=where, by=tuple(name for name in refused.by if name not in agents)))
    return found if found.status in FIGURES else None


def _grain(words: Settings, text: str) -> str:
    return next((name for name in COARSER if words[f"by_{name}"].found(text)), "")
