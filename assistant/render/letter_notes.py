"""The notes of a letter: each once, in a line; of many, what only helps to know is left to the officer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.dates import long_date
from assistant.answer.model import Caveat, Part
from assistant.answer.numbers import listed
from assistant.answer.phrases import upper_first
from assistant.desk.draft import Draft
from assistant.desk.tables import as_they_are, what

REPORTED = "reported-figure"
MOST = 5  # notes of a letter; past them only what changes how a figure may be used
SENTENCE = re.compile(r"(?<=[a-z0-9)%’”])(?:\.(?=\s[A-Z0-9]|$)|;(?=\s))")


def notes_of(part: Part, draft: Draft) -> list[Caveat]:
    """The caveats of an answer, without those that are told of a total alone where its figure is of some people."""
    asked = part.selection
    limited = bool(asked.where or asked.by) if asked is not None else not part.measure
    return [caveat for caveat in part.caveats if not (limited and caveat.id in draft.letter.of_totals)]


def note_texts(caveat: Caveat, part: Part, draft: Draft) -> list[str]:
    """A caveat in a line: what it says of these figures themselves, else as the catalog says it for letters, else its
    first sentence."""
    if caveat.id == REPORTED:
        days = sorted(
            {source.published for source in part.sources if source.quoted_by != "publisher" and source.published}
        )
        return [draft.letter.reported.format(days=listed(list(map(long_date, days))))] if days else [caveat.text]
    known = next((text for text in draft.imprint.briefs if caveat.text.startswith(text)), "")
    if known:
        return [caveat.text[len(known) :].strip() or draft.imprint.briefs[known]]
    said = [one.strip() for one in SENTENCE.split(caveat.text) if one.strip()]
    if caveat.kind == "revision":
        return [f"{_revised(caveat, said, part).rstrip('.')}."]
    return [f"{said[0].rstrip('.')}."]


def _revised(caveat: Caveat, said: list[str], part: Part) -> str:
    """Which figure of which periods was another, as first published; of some people it says of whom."""
    limited = as_they_are(part) and part.selection is not None and bool(part.selection.where)
    of = f"{what(part)}, " if limited else ""
    if len(caveat.rows) == 1:
        return f"{of}{caveat.rows[0] if of else upper_first(caveat.rows[0])}: {said[0].partition(': ')[2]}"
    if not re.search(r"\d", said[0]):
        told = [one for one in said[1:] if ":" in one]
        return f"{of}{'; '.join(told)}" if told else ". ".join(said)
    return said[0]


def held_back(draft: Draft) -> list[str]:
    """Of more than :data:`MOST` notes those that limit and break nothing."""
    parts = [part for item in draft.items for part in (item.part, *item.alternatives)]
    found: dict[str, set[str]] = {}
    for one, caveat in [(part, caveat) for part in parts for caveat in notes_of(part, draft)]:
        for text in note_texts(caveat, one, draft):
            found.setdefault(text, set()).add(caveat.kind)
    return [text for text, kinds in found.items() if kinds == {"note"}] if len(found) > MOST else []


def mark(numbers: list[int]) -> str:
    """ " [1–3, 5]", of the numbers in order; empty for none."""
    return f" [{', '.join(ranges(numbers))}]" if numbers else ""


def ranges(numbers: Sequence[int]) -> list[str]:
    """ "1–3" and "5" of 1, 2, 3 and 5: three or more in a row as one."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [text for run in runs for text in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run))]
