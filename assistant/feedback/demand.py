"""What was asked for and is not published, in catalog ids: no word of the question survives here."""

from __future__ import annotations

from assistant.answer.model import Part
from assistant.asked.selection import Selection
from assistant.feedback.model import Unmet
from assistant.plan.model import NotHeld
from assistant.service import Assistant


def unmet(part: Part, assistant: Assistant) -> Unmet | None:
    """What a part of status ``not_published`` asked for in vain; None for any other.

    ``reason``: "topic" for what the catalog lists as not published, "words" where a word was not understood, "period"
    where only the time is not held, else "breakdown".
    """
    if part.status != "not_published":
        return None
    every = assistant.unread.said_of(part.question)
    topics = tuple(sorted({name for one in every for name in one.topics}))
    query = part.selection
    if query is None:  # a question about what exists, or one that got no further than a topic
        query = next((one.query for one in every if one.query), None)
    if query is not None:
        measure, dimensions = query.measure, set(query.dimensions)
    else:
        counted = {name for one in every for name in one.measures}
        measure = counted.pop() if len(counted) == 1 else ""
        dimensions = {name for one in every for name in one.dimensions}
    known = tuple(sorted(name for name in dimensions if name in assistant.lookup.dimensions))
    return Unmet(measure, known, _reason(part, query, topics, assistant), topics)


def _reason(part: Part, query: Selection | None, topics: tuple[str, ...], assistant: Assistant) -> str:
    if topics:
        return "topic"
    if part.words.not_understood:
        return "words"
    if query is None:
        return "breakdown"
    plan = assistant.planner.plan(query)
    return "breakdown" if isinstance(plan, NotHeld) and plan.code != "period" else "period"
