"""Labels that are written once and left blank in the lines below, where a blank stands for the label above it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.publish.marks import is_figure
from assistant.publish.periods import stamp_of

SEEN = 200  # labels looked at for what a column holds

Row = tuple[str, ...]


def written_out(headings: Row, rows: Sequence[Row]) -> tuple[Sequence[Row], list[str]]:
    """The lines with such labels written out, and what to say of it, where nothing else can be meant: as the blanks
    stand, lines have the same labels as others; written out, none has, and under each label stand the same others.

    A blank that is a total stands beside the members that it is the total of, and is left as it is.
    """
    blank = [i for i in range(len(headings)) if rows[0][i] and not all(row[i] for row in rows)]
    if not blank:
        return rows, []
    keys = [i for i in range(len(headings)) if _labels([row[i] for row in rows])]
    made = rows
    found: list[int] = []
    for place in (i for i in keys if i in blank):
        below = _below(made, place)
        if _alike(below, keys) < _alike(made, keys) and _regular(made, below, place, keys):
            made, found = below, [*found, place]
    if not found or _alike(made, keys):
        return rows, []
    return made, [f"{headings[i]}: a blank stands for the label above it." for i in found]


def once(column: Sequence[str]) -> bool:
    """May each label be written once for the lines below it? The first has a blank below it, and none comes again."""
    labels = [label for label in column if label]
    return len(column) > 1 and bool(column[0]) and not column[1] and len(labels) == len(set(labels))


def _labels(column: Sequence[str]) -> bool:
    """Do labels or periods stand here, and no figures?"""
    cells = [cell for cell in dict.fromkeys(column) if cell][:SEEN]
    if cells and all(stamp_of((cell,)).form for cell in cells):
        return True
    return sum(map(is_figure, cells)) * 2 < len(cells)


def _below(rows: Sequence[Row], place: int) -> tuple[Row, ...]:
    label = ""
    made = []
    for row in rows:
        label = row[place] or label
        made.append(row if row[place] else (*row[:place], label, *row[place + 1 :]))
    return tuple(made)


def _alike(rows: Sequence[Row], keys: Sequence[int]) -> int:
    """How many lines have the labels of another."""
    return len(rows) - len({tuple(row[i] for i in keys) for row in rows})


def _regular(rows: Sequence[Row], below: Sequence[Row], place: int, keys: Sequence[int]) -> bool:
    """Do the same labels stand to the right of each label and the blanks below it? Else one may be a total of all."""
    right = [i for i in keys if i > place]
    blocks: list[set[Row]] = []
    for row, whole in zip(rows, below, strict=True):
        if row[place]:
            blocks.append(set())
        blocks[-1].add(tuple(whole[i] for i in right))
    return all(block == blocks[0] for block in blocks)
