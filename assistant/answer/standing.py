"""How current what is held is: the newest release held, the newest there is, when that was looked for, and the next
day due.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assistant.answer.dates import long_date
from assistant.answer.model import Caveat, Part
from assistant.catalog.lookup import Lookup
from assistant.looked import Looked, read


def standing(lookup: Lookup, publication: str, found: Looked | None) -> str:
    """In sentences. ``found`` is None where nobody has looked yet."""
    mine = [r.id for r in lookup.catalog.releases if r.publication == publication]
    newest = lookup.releases[max(mine, key=lookup.release_key)] if mine else None
    day = f", published {long_date(newest.published)}" if newest and newest.published else ""
    said = f"The newest release held is {newest.title}{day}." if newest else "No release is held."
    if found is None:
        return f"{said} Whether there is a newer one has not been looked for yet."
    return f"{said} {looked_for(found)}"


def looked_for(found: Looked) -> str:
    """ "Newer ones were last looked for on 25 November 2026: the newest there is …"."""
    day = f" ({long_date(found.published)})" if found.published else ""
    there = (
        f": the newest there is {found.newest}{day}, {'held' if found.held else 'not held in full'}"
        if found.newest
        else ""
    )
    said = f"Newer ones were last looked for on {long_date(found.day)}{there}."
    if found.due and found.state != "cancelled":
        return (
            f"{said} The next is due on {found.due}."
            if found.state == "confirmed"
            else f"{said} The next is due {found.due}."
        )
    return (
        f"{said} The next one announced was cancelled{f': {found.due}' if found.due else ''}." if found.state else said
    )


def with_standing(part: Part, lookup: Lookup, home: Path) -> Part:
    """A part on what is not held, with how current what is held is; others, and where nobody looked, as they are."""
    if part.reason != "not_held":
        return part
    measure = lookup.measures.get(part.measure)
    publication = measure.publication if measure else lookup.publication.id
    found = read(home).get(publication)
    if found is None:
        return part
    text = standing(lookup, publication, found)
    url = lookup.publications[publication].url
    return replace(part, caveats=(*part.caveats, Caveat("looked-for", "note", text, url)))
