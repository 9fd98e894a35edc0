"""Figures named by two things as a table of rows and columns: periods down and members across where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.model import Cell

TIME = ("year", "quarter", "period")
MOST_ACROSS = 6  # columns of figures on a page: what has more goes down it instead
Rows = tuple[tuple[Cell, ...], ...]


def crossed(heads: Sequence[str], rows: Rows, most: int = MOST_ACROSS) -> tuple[tuple[str, ...], Rows] | None:
    """Headings and rows of the crosstab of two columns that name and one of figures; None of any other table.

    ``most``: columns of figures that there is room for. Members that go down stand by size; a pair that is not held
    is None.
    """
    if len(heads) != 3 or any(not (isinstance(row[0], str) and isinstance(row[1], str)) for row in rows):
        return None
    if any(not (row[2] is None or isinstance(row[2], (int, float))) for row in rows):
        return None
    found = {(str(row[0]), str(row[1])): row[2] for row in rows}
    names = [list(dict.fromkeys(str(row[side]) for row in rows)) for side in (0, 1)]
    if len(found) < len(rows) or min(map(len, names)) < 2:
        return None
    down = _down(heads, names, most)
    across = 1 - down
    if len(names[across]) > most:
        return None

    def cells(name: str) -> tuple[Cell, ...]:
        return tuple(found.get((name, other) if down == 0 else (other, name)) for other in names[across])

    lines = [(name, *cells(name)) for name in names[down]]
    if heads[down] not in TIME:
        lines.sort(key=lambda line: -sum(value for value in line[1:] if isinstance(value, (int, float))))
    return (heads[down], *names[across]), tuple(lines)


def _down(heads: Sequence[str], names: list[list[str]], most: int) -> int:
    """Which of the two goes down: the periods if the members fit across, else the longer."""
    time = next((side for side in (0, 1) if heads[side] in TIME), None)
    if time is not None and len(names[1 - time]) <= most:
        return time
    return 0 if len(names[0]) >= len(names[1]) else 1
