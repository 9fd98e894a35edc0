"""What is copied: the sentence, how it came about, the caveat that matters, every release, and where it stands."""

from __future__ import annotations

import re

from assistant.answer.dates import long_date
from assistant.answer.model import Part
from assistant.answer.numbers import listed
from assistant.render.noted import MISSING, noted
from assistant.render.text import grouped_sources

WEIGHTY = (MISSING, "break", "revision", "limit")  # kinds of note without which a sentence misleads, in this order
MOST_RELEASES = 2  # named in full under a picture; of more the dates, newest first
MOST_DATES = 5


def quoted(part: Part, address: str = "") -> str:
    """Text for a clipboard; ``address`` is the link to this answer."""
    lines = [part.headline]
    if part.origin == "calculated":
        lines[0] += " (Calculated from published figures.)"
    notes = sorted((n for n in noted(part) if n.kind in WEIGHTY), key=lambda note: WEIGHTY.index(note.kind))
    lines += [note.text for note in notes if not _told(note.text, part.headline)]
    if part.sources:
        lines.append(f"Source: {' '.join(said for said, _ in grouped_sources(part))}")
    return "\n".join(lines + ([address] if address else []))


def _told(text: str, headline: str) -> bool:
    """Does the sentence say it already, every sentence of it?"""
    return all(sentence in headline for sentence in re.split(r"(?<=[.]) (?=[A-Z])", text))


def foot(part: Part, publisher: str, licence: str, address: str = "") -> str:
    """The lines under a picture that is taken away: where its figures are from, whether they were worked out, the
    licence.
    """
    grouped = [text.rstrip(".") for text, _ in grouped_sources(part)]
    said = "; ".join(grouped) if len(grouped) <= MOST_RELEASES else _dates(part)
    how = " Calculated from published figures." if part.origin == "calculated" else ""
    source = f"Source: {publisher}, {said}.{how}" if said else ""
    return "\n".join(line for line in (source, f"{licence}.", address) if line)


def _dates(part: Part) -> str:
    """ "Modern slavery: NRM and DtN statistics, releases of 19 February 2026, 6 March 2025 and 2 more"."""
    days = sorted({source.published for source in part.sources if source.published}, reverse=True)
    titles = [(source.release_title or source.release).partition(",")[0] for source in part.sources]
    series = listed(list(dict.fromkeys(titles)))
    shown = [long_date(day) for day in days[:MOST_DATES]]
    more = [f"{len(days) - MOST_DATES} more"] if len(days) > MOST_DATES else []
    return f"{series}, releases of {listed([*shown, *more])}"
