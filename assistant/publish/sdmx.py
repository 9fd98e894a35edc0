"""SDMX-CSV, and Eurostat's TSV: columns whose names say what they are in every such file, with labels beside codes
where it has both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.publish import lines as any_file
from assistant.publish.find import ACROSS, FIGURE
from assistant.publish.lines import Lines

WHEN, VALUE = "TIME_PERIOD", "OBS_VALUE"
# About the file and not about a figure: https://github.com/sdmx-twg/sdmx-csv, "The header row".
ABOUT = ("DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "DECIMALS", "TIME_FORMAT", "COLLECTION")
FREQUENCY = "FREQ"
# The same thing said in another way: lines of two of these are never added. Cross-domain concepts of SDMX.
APART = ("UNIT_MEASURE", "ADJUSTMENT", "TRANSFORMATION", "PRICE_BASE", "BASE_PER", "SEASONAL_ADJUST", FREQUENCY)
# The same in files of Eurostat, and in any where units stand beside periods across.
EUROSTAT = {"freq": FREQUENCY, "unit": "UNIT_MEASURE", "s_adj": "ADJUSTMENT"}
BOTH = re.compile(r"([^\s:]+): (.+)")  # "M: Male"


def read(path: Path, sheet: str = "", header_row: int = 0) -> Lines:
    """The lines of a published file, as :func:`assistant.publish.lines.read` has them; those of SDMX-CSV in words."""
    return plain(any_file.read(path, sheet, header_row))


def plain(lines: Lines) -> Lines:
    """A file of that form with labels for codes, without the columns about the file; any other as it is."""
    codes = tuple(_code(heading) for heading in lines.headings)
    if EUROSTAT.keys() & set(codes):
        known = {**EUROSTAT, ACROSS: WHEN, FIGURE: VALUE}
        codes = tuple(known.get(code, code) for code in codes)
    if not {WHEN, VALUE} <= set(codes):
        return lines
    dropped = {i for i, code in enumerate(codes) if code in ABOUT or _redundant(lines, codes, i)}
    kept = [i for i in range(len(codes)) if i not in dropped]
    names = {i: _label(lines, [row[i] for row in lines.rows]) for i in kept}
    rows = tuple(tuple(names[i].get(row[i], row[i]) for i in kept) for row in lines.rows)
    notes = [f"Not read: {lines.headings[i]}, which is about the file." for i in sorted(dropped)]
    return replace(
        lines, headings=tuple(_heading(lines.headings[i], codes) for i in kept), rows=rows,
        columns=tuple(lines.columns[i] for i in kept), notes=(*lines.notes, *notes),
        apart=tuple(_heading(lines.headings[i], codes) for i in kept if codes[i] in APART),
    )  # fmt: skip


def _code(heading: str) -> str:
    found = BOTH.fullmatch(heading)
    return found[1] if found else heading


def _heading(heading: str, codes: Sequence[str]) -> str:
    """The label of a heading that has both; the code of what is known by it, and where two labels would be alike."""
    found = BOTH.fullmatch(heading)
    if found is None or found[1] in (WHEN, VALUE, *APART) or found[2] in codes:
        return found[1] if found else heading
    return found[2]


def _label(lines: Lines, column: Sequence[str]) -> dict[str, str]:
    """Cells with their labels, where all have both and no two codes have one label."""
    cells = dict.fromkeys(cell for cell in column if cell)
    found = {cell: match[2] for cell in cells if (match := BOTH.fullmatch(cell))}
    return found if len(found) == len(cells) == len(set(found.values())) else {}


def _redundant(lines: Lines, codes: Sequence[str], place: int) -> bool:
    """How often is said by the period itself, where each has one frequency."""
    if codes[place] != FREQUENCY:
        return False
    when = codes.index(WHEN)
    pairs = {(row[when], row[place]) for row in lines.rows}
    return len(pairs) == len({period for period, _ in pairs})
