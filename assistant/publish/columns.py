"""Files with one figure a line, CSV or a sheet, to tidy cells: periods read, labels matched, totals kept apart."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.catalog.differences import read_differences
from assistant.catalog.model import Catalog, Columns, Dimension, Table
from assistant.period import MONTHS
from assistant.publish import confined, tidy
from assistant.publish.guard import FILE_LIMIT, WorkbookError
from assistant.publish.layout import TOTAL
from assistant.publish.tidy import Cell, TidyTable
from assistant.publish.workbook import text

# Printed in place of a figure: suppressed, not available, nil.
BLANKS = frozenset(["", "-", "–", "..", ".", ":", "*", "c", "[c]", "x", "[x]", "z", "[z]", "n/a", "na", "u", "[u]"])
MOST = 20  # problems said in full


@dataclass(frozen=True)
class Lines:
    """A file as text: its headings, and its lines with their place. ``name`` is for messages."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first: int = 2  # 1-based place of the first line below the headings

    def column(self, heading: str) -> list[str]:
        place = self.headings.index(heading)
        return [row[place] for row in self.rows]


def read(path: Path, sheet: str = "", header_row: int = 0) -> Lines:
    """The lines of a CSV file or of a workbook's sheet (the first with figures). Raises :class:`WorkbookError`."""
    if not path.is_file():
        raise WorkbookError(f"{path} is not a file.")
    if path.stat().st_size > FILE_LIMIT:
        raise WorkbookError(f"{path.name} is larger than {FILE_LIMIT // 2**20} MB.")
    start = path.read_bytes()[:4]
    grid = _sheet(path, sheet) if start == b"PK\x03\x04" else _csv(path)
    counts = [sum(bool(cell) for cell in row) for row in grid[:30]]
    place = header_row - 1 if header_row else counts.index(max(counts, default=0)) if counts else 0
    if len(grid) <= place + 1 or not any(grid[place]):
        raise WorkbookError(f"{path.name} holds no lines below its headings.")
    width = max(i for i, cell in enumerate(grid[place], 1) if cell)
    headings = tuple(grid[place][:width])
    if "" in headings or len(set(headings)) < width:
        raise WorkbookError(f"{path.name}, row {place + 1}: a heading is blank or stands twice.")
    rows = tuple((*row[:width], *[""] * (width - len(row))) for row in grid[place + 1 :] if any(row))
    return Lines(path.name, headings, rows, place + 2)


def _csv(path: Path) -> list[tuple[str, ...]]:
    raw = path.read_bytes()
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        content = raw.decode("cp1252", errors="replace")
    if "\x00" in content:
        raise WorkbookError(f"{path.name} is neither a CSV file nor a workbook.")
    first = content.partition("\n")[0]
    delimiter = max(",;\t|", key=first.count)
    try:
        return [
            tuple(" ".join(c.split()) for c in row) for row in csv.reader(io.StringIO(content), delimiter=delimiter)
        ]
    except csv.Error as error:
        raise WorkbookError(f"{path.name} cannot be read as CSV: {error}.") from error


def _sheet(path: Path, sheet: str) -> list[tuple[str, ...]]:
    names = [sheet] if sheet else confined.sheet_names(path)
    grids = confined.read(path, names)
    if sheet and sheet not in grids:
        raise WorkbookError(f"{path.name} has no sheet {sheet!r}: {', '.join(confined.sheet_names(path))}.")
    longest = max(grids.values(), key=lambda grid: len(grid.rows), default=None)
    return [tuple(text(cell) for cell in row) for row in longest.rows] if longest else []


def period_of(labels: Sequence[str]) -> str | None:
    """A period's id from its labels, or None: quarters of a calendar year and whole years.

    >>> period_of(["2023 Q1"]), period_of(["2023", "4"]), period_of(["Jan to Mar 2023"]), period_of(["2023-12-31"])
    ('2023-Q1', '2023-Q4', '2023-Q1', '2023-Q4')
    """
    joined = " ".join(labels).strip().casefold()
    iso = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?: 00:00:00)?", joined)
    if iso:
        month = int(iso[2])
        return f"{iso[1]}-Q{(month + 2) // 3}" if 1 <= month <= 12 else None
    year = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", joined)
    if len(set(year)) != 1 or re.search(r"\d{4}\s?[/-]\s?\d\d\b", joined):
        return None
    rest = re.sub(r"(?<!\d)(?:19|20)\d\d(?!\d)", " ", joined)
    if not rest.strip(" -"):
        return str(year[0])
    number = re.fullmatch(r"[\s-]*(?:q|quarter)?\s*([1-4])[\s-]*", rest)
    if number:
        return f"{year[0]}-Q{number[1]}"
    months = [m[:3].casefold() for m in MONTHS]
    named = [months.index(word[:3]) for word in re.findall(r"[a-z]{3,}", rest) if word[:3] in months]
    if len(named) == 2 and named[0] % 3 == 0 and named[1] == named[0] + 2:
        return f"{year[0]}-Q{named[0] // 3 + 1}"
    return str(year[0]) if re.fullmatch(r"[\s,]*(?:year|total|annual|all quarters)?[\s,]*", rest) else None


def number_of(label: str) -> int | None:
    """A whole figure ("1,234", "303.0"), or None. Raises ValueError for a fraction."""
    plain = label.replace(",", "").replace("\u00a0", "").replace(" ", "")
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", plain):
        return None
    value = float(plain)
    if not value.is_integer():
        raise ValueError(label)
    return int(value)


def is_number(label: str) -> bool:
    try:
        return number_of(label) is not None
    except ValueError:
        return True


def ingest_columns(path: Path, table: Table, catalog: Catalog) -> TidyTable:
    """The cells of one table's file. Raises :class:`WorkbookError` with every label and figure that is not understood."""
    assert table.columns
    lines = read(path, table.columns.sheet, table.columns.header_row)
    dimensions = [d for d in catalog.dimensions if d.id in table.dimensions]
    cells, problems, withheld = cells_of(lines, table.columns, table.dimensions, dimensions, table.fixed)
    if withheld and (table.complete or table.absent == "zero"):
        problems.append(
            f"{withheld[0]}: the figure is withheld, so that nothing of this table may be added up or taken for zero: "
            f'set complete = false and absent = "unknown" in tables/{table.id}.toml.'
        )
    problems += [
        f"{lines.name}: figures stand by {', '.join(sorted(level)) or 'nothing (a total)'}, which is none of the table's levels."
        for level in sorted(levels_of(cells, table.dimensions) - _levels(table), key=sorted)
    ]
    if problems:
        more = f" And {len(problems) - MOST} more." if len(problems) > MOST else ""
        raise WorkbookError(" ".join(problems[:MOST]) + more)
    kept = tuple(cell for cell in cells if cell.value or table.absent != "zero")
    return TidyTable(table, kept)


def _levels(table: Table) -> set[frozenset[str]]:
    return {frozenset(level) for level in table.levels} or {frozenset(table.dimensions)}


def levels_of(cells: Iterable[Cell], dimensions: Sequence[str]) -> set[frozenset[str]]:
    """The breakdowns at which there are figures: the dimensions that do not stand at their total."""
    shapes = {tuple(m != TOTAL for m in cell.members) for cell in cells}
    return {frozenset(d for d, apart in zip(dimensions, shape, strict=True) if apart) for shape in shapes}


def cells_of(
    lines: Lines, columns: Columns, order: Sequence[str], dimensions: Sequence[Dimension], fixed: dict[str, str]
) -> tuple[list[Cell], list[str], list[str]]:
    """Cells in the file's order, a sentence for each label, period or figure that cannot be read, and the places of
    figures that are withheld."""
    named = [*columns.period, *(h for hs in columns.dimensions.values() for h in hs), *columns.values.values()]
    missing = [heading for heading in dict.fromkeys(named) if heading not in lines.headings]
    if missing:
        return [], [f"{lines.name} has no column {heading!r}." for heading in missing], []
    at = {heading: place for place, heading in enumerate(lines.headings)}
    spelt = {d.id: {_plain(s): m.id for m in d.members for s in (m.label, *m.printed)} for d in dimensions}
    totals = {_plain(label) for label in columns.total}
    cells: list[Cell] = []
    withheld: list[str] = []
    problems: dict[str, None] = {}
    seen: dict[tuple[str, str, tuple[str, ...]], int] = {}
    for place, row in enumerate(lines.rows, lines.first):
        stamps = [row[at[heading]] for heading in columns.period]
        if any(_plain(stamp) in totals for stamp in stamps):
            continue  # a total over all periods is no period
        period = period_of(stamps)
        if period is None:
            problems[f"{lines.name}, row {place}: {' '.join(stamps)!r} is not a quarter or a year."] = None
            continue
        members = []
        for d in order:
            if d not in columns.dimensions:
                members.append(fixed.get(d, TOTAL))
                continue
            label = ": ".join(row[at[heading]] for heading in columns.dimensions[d])
            found = TOTAL if _plain(label) in totals else spelt[d].get(_plain(label))
            if found is None:
                problems[f"{lines.name}, row {place}: {label!r} is no member of {d}."] = None
            members.append(found or TOTAL)
        where = f"{lines.name}, row {place}"
        for measure, heading in columns.values.items():
            raw = row[at[heading]]
            if raw.casefold() in BLANKS:
                withheld.append(where)
                continue
            value = _figure(raw, where, problems)
            key = (period, measure, tuple(members))
            if key in seen:
                problems[f"{where}: the same labels stand in row {seen[key]} as well."] = None
            seen[key] = place
            if value is not None:
                cells.append(Cell(*key, value))
    return cells, list(problems), withheld


def _figure(raw: str, where: str, problems: dict[str, None]) -> int | None:
    try:
        value = number_of(raw)
    except ValueError:
        problems[f"{where}: {raw} is not a whole number; only counts are held."] = None
        return None
    if value is None:
        problems[f"{where}: {raw!r} is not a figure."] = None
    return value


def _plain(label: str) -> str:
    return " ".join(label.casefold().split())


def ingest_file(path: Path, release: str, table: str, catalog: Catalog, data: Path) -> str:
    """Take one file with a figure a line into ``data``; a sentence on what was written. Raises :class:`WorkbookError`."""
    described = [t for t in catalog.tables if t.columns and release in t.releases and table in ("", t.id)]
    if len(described) != 1:
        known = ", ".join(t.id for t in catalog.tables if t.columns and release in t.releases) or "none"
        raise WorkbookError(f"Say which table of {release!r} this is with --table: {known}.")
    cells = ingest_columns(path, described[0], catalog)
    folder = tidy.write(data, release, [cells], [d for d in read_differences(data) if d.release == release])
    return f"{path.name}: {len(cells.cells):,} figures in {folder / described[0].id}.csv."
