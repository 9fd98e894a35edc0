"""Follow-ups: a short turn that edits the query before it ("and for women?", "what about 2022?", "by nationality")."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.query import TIME, Query
from assistant.question.slots import Filter, Slots

OPENING = re.compile(
    r"^(?:and|what about|how about|what of|only|just|no|but|same|the same|now|or|by|as a|as an|since|for|in|then|also|instead|"
    r"show|make that|i meant|sorry|broken|split|per|over|with|without|excluding|among|compared|versus|vs)\b",
    re.IGNORECASE,
)
VERB = re.compile(r"\b(?:were|was|are|is|had|have|been|being|who|that)\b", re.IGNORECASE)
BE = ("were", "are", "was", "is")
SHORT = 5  # items that carry meaning


def is_followup(text: str, slots: Slots) -> bool:
    """Does this turn lean on the one before? It names no measure, and is short or opens as an edit does."""
    if slots.measures or slots.weak or slots.topics:
        return False
    opens = bool(OPENING.match(text))
    if slots.periods and (slots.filters or slots.by) and not opens:
        return False  # whole in itself: nothing of the question before is meant
    said = [item for item in slots.items if item.kind not in ("mark", "ignored") and item.cues != ("of",)]
    return edits_something(slots) and (opens or len(said) <= SHORT)


def edits_something(slots: Slots) -> bool:
    """People, a breakdown, a period or a shape is named."""
    return bool(
        slots.filters
        or slots.by
        or slots.periods
        or slots.cue("share", "year", "quarter", "top", "bottom", "change", "average", "trend", "revised")
    )


def predicated(slots: Slots) -> frozenset[str]:
    """Breakdowns of what "how many were …" says of the people counted: it is no limit of the questions beside it."""
    for i, item in enumerate(slots.items):
        if item.text in BE and i and slots.items[i - 1].cues in (("number",), ("of_those",)):
            return frozenset(f.dimension for f in slots.filters if f.at > i)
    return frozenset()


def take_over(text: str, slots: Slots, before: Query, persons: frozenset[str]) -> None:
    """Filters of the query before stay, unless the turn names others of the same breakdown.

    "And how many children?" after women asks for all children, "and how many were children?" for those among them:
    without a verb, one word for persons takes the place of another.
    """
    own = {f.dimension for f in slots.filters} | set(slots.by)
    if own & persons and not slots.cue("of_those") and not VERB.search(text):
        own |= persons
    kept = [
        Filter(dimension, name.removeprefix("!"), -1, name.startswith("!"))
        for dimension, ids in before.where
        if dimension not in own
        for name in ids
    ]
    listing = [name for name in before.by if name not in TIME]
    if listing and not slots.by and not slots.filters and slots.cue("top", "bottom", "rank", "share"):
        slots.by = listing  # "top five", "as a percentage": the same breakdown, ordered or shared out
    slots.filters = kept + slots.filters


def carry(query: Query, before: Query) -> Query:
    """Period and shape of the query before, where the turn names none."""
    if query.relative == "default":
        query = replace(query, periods=before.periods, relative=before.relative)
    if query.shape == "figure" and before.shape in ("breakdown", "series", "ranking", "share", "change", "compare"):
        named = {d for d, _ in query.where}
        by = tuple(name for name in before.by if name in TIME or name not in named)
        if by or before.shape in ("share", "change") or len(query.periods) > 1:
            base = tuple(d for d in before.base if d in named)
            query = replace(
                query,
                shape=before.shape,
                by=by,
                base=base,
                limit=before.limit,
                percent=before.percent,
                descending=before.descending,
            )
    return query
