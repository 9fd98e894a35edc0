"""The blocks of a letter, and its tables: as long as a letter has room for."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer.model import Cell, Part
from assistant.answer.phrases import upper_first
from assistant.render.text import cell_text

LONGEST = 20  # rows of a table in a letter; the attachment has the rest


@dataclass(frozen=True)
class Block:
    """``kind``: "text", "question", "heading", "table", "note", "source" or "pre" (lines kept)."""

    kind: str
    text: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    title: str = ""
    numeric: tuple[bool, ...] = ()


def says_all(part: Part, sentence: str) -> bool:
    """Does a sentence give every figure of the table itself?"""
    if not all(isinstance(row[-1], (int, float)) for row in part.rows[-1:]):
        return False
    figures = [cell for row in part.rows for cell in row[1:] if isinstance(cell, (int, float))]
    return all(f"{abs(one):,}" in sentence or f"{abs(one):.0f}%" in sentence for one in figures)


def title_of(part: Part) -> str:
    """What the table of an answer shows."""
    said = part.chart.subtitle if part.chart else part.reading.split(". ")[0].rstrip(".").replace(", compare", "")
    return upper_first(said)


def _largest(columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """Of a table too long for a letter, its largest rows; of a series its first."""
    if len(rows) <= LONGEST or columns[0].lower() in ("year", "quarter", "period"):
        return rows
    sized = [row[-1] if isinstance(row[-1], (int, float)) else -1 for row in rows]
    return tuple(rows[n] for n in sorted(range(len(rows)), key=lambda n: -sized[n]))


def table_of(columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], title: str) -> Block:
    """A table with its first or largest rows; its title says how many there are."""
    ordered = _largest(columns, rows)
    first = "first" if ordered is rows else "largest"
    shown = tuple(
        tuple(cell_text(cell, name) for name, cell in zip(columns, row, strict=True)) for row in ordered[:LONGEST]
    )
    numeric = tuple(
        all(isinstance(row[i], (int, float)) or row[i] is None for row in rows) for i in range(len(columns))
    )
    more = f" The {first} {LONGEST} of {len(rows)} rows; all are in the attachment." if len(rows) > LONGEST else ""
    heads = tuple(upper_first(name) for name in columns)
    return Block("table", columns=heads, rows=shown, title=f"{title.rstrip('.')}.{more}", numeric=numeric)
