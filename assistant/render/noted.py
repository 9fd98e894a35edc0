"""What must travel with figures that are taken away: what they lack, and their caveats, each once and with its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.model import Cell, Part

COLUMN = "Notes"
MISSING = "missing"  # the kind, and the name, of the note that says which part of what was asked is not there


@dataclass(frozen=True)
class Note:
    """``number`` as on the page, 0 of what is missing; ``rows`` as in a caveat: () where it is about all of them."""

    id: str
    kind: str
    text: str
    source: str
    number: int = 0
    rows: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        return f"[note {self.number}]" if self.number else ""

    def about(self, cells: Sequence[Cell | str]) -> bool:
        """Whether it bears on a row or column that has these labels."""
        labels = {row.casefold() for row in self.rows}
        return not labels or any(isinstance(cell, str) and cell.casefold() in labels for cell in cells)


def noted(part: Part) -> tuple[Note, ...]:
    """What is missing, then the caveats as on the page; a text that stands twice once, of the rows of both."""
    found: dict[str, Note] = {}
    if part.missing and part.rows:
        found[part.missing] = Note(MISSING, MISSING, part.missing, "")
    for number, caveat in enumerate(part.caveats, 1):
        note = Note(caveat.id, caveat.kind, caveat.text, caveat.source, number, caveat.rows)
        first = found.setdefault(caveat.text, note)
        if first is not note:
            of_both = (*first.rows, *note.rows) if first.rows and note.rows else ()
            found[caveat.text] = replace(first, rows=tuple(dict.fromkeys(of_both)))
    return tuple(found.values())


def marked(
    heads: Sequence[str], rows: Sequence[Sequence[Cell]], notes: Sequence[Note]
) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """A table whose headings name the notes of their columns, with a last column for the notes of its rows, if any.

    Labels of rows stay as they are, so that they can be looked up.
    """
    own = [note for note in notes if note.rows and note.mark]
    titles = tuple(" ".join([head, *(note.mark for note in own if note.about([head]))]) for head in heads)
    beside = [" ".join(note.mark for note in own if note.about(row)) for row in rows]
    if not any(beside):
        return titles, tuple(map(tuple, rows))
    return (*titles, COLUMN), tuple((*row, said) for row, said in zip(rows, beside, strict=True))
