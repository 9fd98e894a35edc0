"""What kind of answer is wanted: a figure, a definition, what exists, or what changed."""

from __future__ import annotations

from typing import Literal

from assistant.question.slots import Slots
from assistant.question.vocabulary import Vocabulary

Intent = Literal["figure", "history", "definition", "catalogue", "change", "comparable", "why"]


def intent(slots: Slots, vocabulary: Vocabulary) -> Intent:
    """The kind of answer, from the cues; a figure unless something else is plainly meant."""
    counts = slots.cue("number", "share", "average", "top", "bottom") or bool(slots.numbers)
    dated = bool(slots.periods)
    if slots.cue("changed") and not counts:
        return "change"
    if slots.cue("comparable"):
        return "comparable"
    if slots.cue("why") and slots.cue("change", "top", "bottom", "compare"):
        return "why"
    if slots.cue("revised") and (dated or slots.measures or slots.weak):
        return "history"
    if slots.cue("define") and slots.terms and not counts and not dated and not slots.by and not slots.cue("by", "change", "compare"):
        return "definition"
    if slots.cue("catalogue") and not counts and not dated and not slots.cue("change", "trend"):
        return "catalogue"
    if not dated and not counts and slots.cue("change") and slots.changes:
        return "change"
    alone = not (slots.filters or slots.by or counts or dated or slots.cue("change", "trend", "breakdown", "by", "quarter", "year"))
    if alone and slots.terms and not slots.topics and _only_term(slots):
        return "definition"
    return "figure"


def _only_term(slots: Slots) -> bool:
    """The whole text is one glossary term: "IECA", "conclusive grounds decision?"."""
    meaningful = [item for item in slots.items if item.kind not in ("mark", "ignored")]
    return len(meaningful) == 1 and meaningful[0].has("term")
