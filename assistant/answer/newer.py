"""Says of figures of a release that was asked for by name that a newer one would be read now."""

from __future__ import annotations

from assistant.answer.dates import long_date
from assistant.answer.model import Caveat, Part
from assistant.catalog.lookup import Lookup


def newer_release(part: Part, latest: Part, as_of: str, lookup: Lookup) -> Caveat | None:
    """``part`` as of a release beside what is read without naming one; None where nothing newer is read."""
    used = {source.release for source in part.sources}
    since = lookup.release_key(as_of)[0]
    newer = [source for source in latest.sources if source.release not in used and source.published > since]
    if not newer:
        return None
    when = f" of {long_date(newer[0].published)}" if newer[0].published else ""
    text = f"A newer release{when} is held and may give updated figures ({newer[0].release})."
    return Caveat("newer-release", "revision", text, newer[0].url)
