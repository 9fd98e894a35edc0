"""Plain text for a terminal, in the fixed order of an answer, wrapped at 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from assistant.answer.crosstab import crossed
from assistant.answer.dates import long_date
from assistant.answer.model import Answer, Cell, Part, Source
from assistant.answer.numbers import count, listed
from assistant.answer.phrases import upper_first

WIDTH = 80
MOST_ROWS = 40
HEADING = 12  # characters: periods over a column of figures stand in two or three lines


def named(part: Part, parts: Sequence[Part]) -> str:
    """The heading of a part: its question, or where one question has several answers, how each was read."""
    alike = sum(one.question == part.question for one in parts) > 1
    return upper_first(part.reading.partition(". ")[0].rstrip(".")) if alike and part.reading else part.question


def answer_text(answer: Answer) -> str:
    """All parts, each under its own question where there are several."""
    blocks = []
    for number, part in enumerate(answer.parts, 1):
        lead = f"{number}. {named(part, answer.parts)}\n" if len(answer.parts) > 1 else ""
        blocks.append(lead + part_text(part))
    return "\n\n".join(blocks) + "\n"


def part_text(part: Part) -> str:
    """Headline, reading, table, caveats, sources, choices."""
    blocks = [_wrap(part.headline)]
    if part.reading:
        blocks.append(_wrap(f"Read as: {part.reading}"))
    if part.words.corrected:
        pairs = ", ".join(f"“{typed}” as “{read}”" for typed, read in part.words.corrected)
        blocks.append(_wrap(f"Spelling read: {pairs}."))
    if len(part.rows) > 1:
        blocks.append(_table(part))
    if part.caveats:
        notes = [_wrap(f"[note {i}] {c.text}", "  ") for i, c in enumerate(part.caveats, 1)]
        blocks.append("Notes\n" + "\n".join(notes))
    if part.sources:
        blocks.append("Source\n" + "\n".join(_wrap(line, "  ") for line in source_lines(part)))
    if part.choices:
        blocks.append("You could ask\n" + "\n".join(_wrap(f"- {choice}", "  ") for choice in part.choices))
    return "\n\n".join(blocks)


def source_lines(part: Part) -> list[str]:
    """One line a release: title, its tables, date, address; how the figure came about at the end."""
    lines = [f"{said} {url}" for said, url in grouped_sources(part)]
    how = {"published": "As published.", "calculated": "Calculated from published figures."}
    return lines + ([how[part.origin]] if part.origin else [])


def grouped_sources(part: Part) -> list[tuple[str, str]]:
    """(what to say, address) of each release that a part used, newest first."""
    groups: dict[tuple[str, str], list[Source]] = {}
    for source in part.sources:
        groups.setdefault((source.release, source.url), []).append(source)
    found = []
    for (release, url), sources in groups.items():
        first = sources[0]
        when = f", published {long_date(first.published)}" if first.published else ""
        via = " (as reported by others)" if first.quoted_by != "publisher" else ""
        numbers = sorted({s.table.removeprefix("Table ") for s in sources}, key=lambda n: (len(n), n))
        tables = f"Tables {listed(numbers)}" if len(sources) > 1 else first.table
        found.append((f"{first.release_title or release}, {tables}{when}{via}.", url))
    return found


def cell_text(value: Cell, column: str = "") -> str:
    """Thousands in commas, percentages to one decimal, nothing for what is not held."""
    if value is None:
        return "not available" if column and "change" not in column else ""
    if isinstance(value, float):
        return f"{value:,.1f}"
    return count(value) if isinstance(value, int) else value


def _table(part: Part) -> str:
    """As rows and columns where two things name each figure and a line has room for it, else one figure a line."""
    table = crossed(part.columns, part.rows)
    text = table_text(*table, HEADING) if table is not None else ""
    return text if text and max(map(len, text.splitlines())) <= WIDTH else table_text(part.columns, part.rows)


def table_text(columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], heading: int = WIDTH) -> str:
    """Columns of text. ``heading``: characters of a line of a heading over figures."""
    cells = [[cell_text(value, column) for column, value in zip(columns, row, strict=True)] for row in rows[:MOST_ROWS]]
    numeric = [all(isinstance(row[i], (int, float)) or row[i] is None for row in rows) for i in range(len(columns))]
    heads = [textwrap.wrap(name, heading) if right else [name] for name, right in zip(columns, numeric, strict=True)]
    deep = max(map(len, heads))
    over = [[""] * (deep - len(head)) + head for head in heads]
    widths = [
        min(44, max(map(len, (*head, *column)))) for head, column in zip(heads, zip(*cells, strict=True), strict=True)
    ]
    lines = [_row(line, widths, numeric) for line in zip(*over, strict=True)]
    lines += ["  ".join("-" * width for width in widths), *(_row(tuple(row), widths, numeric) for row in cells)]
    if len(rows) > MOST_ROWS:
        lines.append(f"and {len(rows) - MOST_ROWS:,} more rows")
    return "\n".join(lines)


def _row(cells: tuple[str, ...], widths: list[int], numeric: list[bool]) -> str:
    parts = [
        (text[:width].rjust(width) if right else text[:width].ljust(width))
        for text, width, right in zip(cells, widths, numeric, strict=True)
    ]
    return "  ".join(parts).rstrip()


def _wrap(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent + ("  " if indent else ""),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
