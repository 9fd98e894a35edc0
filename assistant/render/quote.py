"""What is copied: the sentence, how it came about, the caveat that matters, every release, and where it stands."""

from __future__ import annotations

from assistant.answer.model import Part
from assistant.render.text import grouped_sources

WEIGHTY = ("break", "revision")  # kinds of caveat without which a sentence misleads
MOST_CAVEATS = 3


def quoted(part: Part, address: str = "") -> str:
    """Text for a clipboard; ``address`` is the link to this answer."""
    lines = [part.headline]
    if part.origin == "calculated":
        lines[0] += " (Calculated from published figures.)"
    lines += [caveat.text for caveat in part.caveats if caveat.kind in WEIGHTY][:MOST_CAVEATS]
    if part.sources:
        lines.append(f"Source: {' '.join(said for said, _ in grouped_sources(part))}")
    return "\n".join(lines + ([address] if address else []))


def foot(part: Part, publisher: str, licence: str, address: str = "") -> str:
    """The lines under a picture that is taken away: where its figures are from, whether they were worked out, the licence."""
    said = "; ".join(text.rstrip(".") for text, _ in grouped_sources(part)[:3])
    more = len(grouped_sources(part)) - 3
    how = " Calculated from published figures." if part.origin == "calculated" else ""
    source = f"Source: {publisher}, {said}{f', and {more} more releases' if more > 0 else ''}.{how}" if said else ""
    return "\n".join(line for line in (source, f"{licence}.", address) if line)
