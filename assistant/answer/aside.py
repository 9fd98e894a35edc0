"""What was asked round a countable core and is not in the tables."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer.model import Caveat, Part
from assistant.catalog.lookup import Lookup
from assistant.question.parse import Reading


def beside(part: Part, reading: Reading, lookup: Lookup) -> Part:
    """What was asked round a countable core and is not in the tables: said beside the figure."""
    soft = [lookup.topics[name] for name in reading.topics if not lookup.topics[name].hard]
    if reading.aside and part.reading:
        quoted = " ".join(f"“{text}”" for text in reading.aside)
        part = replace(part, reading=f"{part.reading.rstrip('.')}. Left aside: {quoted}")
    notes = tuple(Caveat(topic.id.replace("_", "-"), "limit", topic.why, "") for topic in soft)
    return replace(part, caveats=(*part.caveats, *notes)) if notes else part
