"""The notes of a letter: each once, in a line; of many, what only helps to know is left to the officer."""

from __future__ import annotations

import re

from assistant.answer.model import Caveat, Part
from assistant.desk.draft import Draft

MOST = 5  # notes of a letter; past them only what changes how a figure may be used
SENTENCE = re.compile(r"(?<=[a-z0-9)%’”])(?:\.(?=\s[A-Z0-9]|$)|;(?=\s))")


def notes_of(part: Part, draft: Draft) -> list[Caveat]:
    """The caveats of an answer, without those that are told of a total alone where its figure is of some people."""
    limited = any(name.startswith("w.") for name in part.query) or "by" in part.query or "m" not in part.query
    return [caveat for caveat in part.caveats if not (limited and caveat.id in draft.letter.of_totals)]


def note_texts(caveat: Caveat, draft: Draft) -> list[str]:
    """A caveat as the catalog says it for letters, and what it adds of these figures; or its first sentence."""
    known = next((text for text in draft.imprint.briefs if caveat.text.startswith(text)), "")
    if known:
        return [text for text in (draft.imprint.briefs[known], caveat.text[len(known) :].strip()) if text]
    return [f"{SENTENCE.split(caveat.text)[0].rstrip('.')}."]


def held_back(draft: Draft) -> list[str]:
    """Of more than :data:`MOST` notes those that limit and break nothing."""
    parts = [part for item in draft.items for part in (item.part, *item.alternatives)]
    found: dict[str, set[str]] = {}
    for caveat in [caveat for part in parts for caveat in notes_of(part, draft)]:
        for text in note_texts(caveat, draft):
            found.setdefault(text, set()).add(caveat.kind)
    return [text for text, kinds in found.items() if kinds == {"note"}] if len(found) > MOST else []


def mark(numbers: list[int]) -> str:
    """ " [notes 1–3, 5]", of the numbers in order; empty for none."""
    if not numbers:
        return ""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return f" [note{'s' if len(numbers) > 1 else ''} {', '.join(said)}]"
