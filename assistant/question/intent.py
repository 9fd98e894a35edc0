"""What kind of answer is wanted: a figure, a definition, what exists, or what changed."""

from __future__ import annotations

from typing import Literal

from assistant.question.findings import Slots
from assistant.question.limits import opens
from assistant.question.tag import Item

Intent = Literal["figure", "history", "definition", "catalogue", "release", "change", "comparable", "why", "undefined"]


def intent(slots: Slots) -> Intent:
    """The kind of answer, from the cues; a figure unless something else is plainly meant."""
    averages = any(slots.items[i].text != "mean" or not slots.cue("define") for i in slots.cues.get("average", []))
    counts = averages or slots.cue("number", "share", "top", "bottom", "threshold") or bool(slots.numbers)
    counts = counts or slots.beyond is not None
    dated = bool(slots.periods)
    if slots.cue("changed") and not counts:
        return "change"
    moved = {slots.items[i].text for i in slots.cues.get("change", [])} - {"difference"}
    if (
        moved
        and not dated
        and not counts
        and any("definition" in slots.items[i].text for i in slots.cues.get("define", []))
    ):
        return "change"  # "did the definition of … change?"
    asked_of = any(slots.items[i].number is not None for i in slots.unknown)
    if slots.cue("when") and slots.terms and not (counts or dated or slots.changes or asked_of):
        return "definition"  # "when was the IECA set up?"
    plain = not (counts or dated or slots.by)
    if plain and any(_asks_meaning(item) or (_term_alone(item) and opens(slots.items)) for item in slots.items):
        return "definition"  # "who can refer to the NRM?", "do adults have to consent?"
    if slots.cue("comparable"):
        return "comparable"
    if slots.cue("why") and slots.cue("change", "top", "bottom", "compare"):
        return "why"
    if (
        slots.cue("revised", "first_published")
        and any(p.relative.startswith("latest") for p in slots.periods)
        and any(p.spans for p in slots.periods)
    ):
        return "history"  # "when first published and now"
    if slots.cue("revised") and (dated or slots.measures or slots.weak):
        return "history"
    if slots.cue("define", "change") and slots.terms and not counts and not dated and _all_terms(slots):
        return "definition"
    if slots.cue("release") and not counts and not slots.filters:
        return "release"
    if slots.cue("number") and _counts_members(slots) and not slots.measures and not dated:
        return "catalogue"  # "how many first responders are there?"
    named = slots.measures or slots.weak or slots.vague or slots.filters or slots.by
    if slots.cue("catalogue") and not counts and not (dated and named) and not slots.cue("change", "trend"):
        return "catalogue"
    if not dated and not counts and slots.cue("change") and slots.changes:
        return "change"
    if slots.changes and slots.cue("change", "when") and not counts and not slots.cue("by"):
        return "change"
    if slots.changes and not (counts or dated or slots.measures or slots.weak or slots.filters or slots.by):
        return "change"
    if not (slots.measures or slots.weak or slots.vague or slots.filters or slots.by or counts) and _release(slots):
        return "release"
    if not (counts or dated or slots.measures or slots.weak or slots.vague or slots.by or slots.topics) and _meaning(
        slots
    ):
        return "undefined"
    alone = not (
        slots.filters
        or slots.by
        or counts
        or dated
        or slots.cue("change", "trend", "breakdown", "by", "quarter", "year")
    )
    if alone and slots.terms and not slots.topics and _only_term(slots):
        return "definition"
    return "figure"


def _term_alone(item: Item) -> bool:
    """A word of the glossary that names nothing in the tables."""
    return bool(item.senses) and all(sense.kind == "term" for sense in item.senses)


def _asks_meaning(item: Item) -> bool:
    """A question that the glossary answers as a whole: "who can refer"."""
    return _term_alone(item) and item.text.split()[0] in ("who", "how", "what", "which")


def _meaning(slots: Slots) -> bool:
    """ "What is Albania?", "what counts as a child?": a meaning is asked for, and a category is all that is named."""
    texts = (
        "what is",
        "what is a",
        "what is an",
        "whats a",
        "what s a",
        "define",
        "definition of",
        "meaning of",
        "what counts as",
    )
    told = any(slots.items[i].text in texts for i in slots.cues.get("define", []))
    other = slots.cue("breakdown", "by", "quarter", "year", "change", "trend", "share", "compare", "exclude")
    return told and bool(slots.filters) and not other


def _counts_members(slots: Slots) -> bool:
    """ "How many nationalities": the word after the number asks for a breakdown's own members."""
    return any(
        i + 1 < len(slots.items)
        and slots.items[i + 1].has("dimension")
        and not slots.items[i + 1].has("measure", "member")
        for i in slots.cues.get("number", [])
    )


def _all_terms(slots: Slots) -> bool:
    """Everything named is a glossary term: "the difference between … and …" is a definition of both."""
    changes = {slots.items[i].text for i in slots.cues.get("change", [])}
    if (
        slots.cue("by", "year", "quarter")
        or (slots.cue("trend") and not slots.cue("define"))
        or changes - {"difference"}
    ):
        return False
    named = [item for item in slots.items if item.has("member", "group", "dimension", "compound", "topic")]
    return all(item.has("term") for item in named)


def _release(slots: Slots) -> bool:
    """ "What is the latest release?": the period stands for the publication itself."""
    return any(
        item.kind == "period"
        and (item.text.endswith("release") or (item.period and item.period.relative.startswith("latest")))
        for item in slots.items
    )


def _only_term(slots: Slots) -> bool:
    """The whole text is one glossary term: "IECA", "conclusive grounds decision?"."""
    meaningful = [item for item in slots.items if item.kind not in ("mark", "ignored")]
    return len(meaningful) == 1 and meaningful[0].has("term")
