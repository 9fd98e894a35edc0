"""From a published workbook to tidy files: read as the catalog says, reconcile, then write everything or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.catalog.differences import Difference
from assistant.catalog.layouts import Sheet
from assistant.catalog.model import Catalog, Measure, Release, Table
from assistant.errors import AssistantError
from assistant.period import Span, quarter, quarter_id
from assistant.publish import layout, tidy
from assistant.publish.confined import read
from assistant.publish.guard import WorkbookError
from assistant.publish.layout import TOTAL, Counts
from assistant.publish.reconcile import Gap, totals
from assistant.publish.tidy import TidyCell, TidyTable
from assistant.publish.workbook import Grid


class IngestError(AssistantError):
    """The workbook was not taken in. ``problems`` are sentences naming sheet, row and column; nothing was written."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"Nothing was written: {problems[0]}{more}")


@dataclass(frozen=True)
class TableReport:
    """What became of one table."""

    table: str
    sheet: str
    figures: int
    totals_checked: int


@dataclass(frozen=True)
class IngestReport:
    """What was written for a release, and the differences that are recorded with it."""

    release: str
    folder: Path
    tables: tuple[TableReport, ...]
    differences: tuple[Difference, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The report as sentences."""
        said = [
            f"{t.sheet}: {t.figures:,} figures in {t.table}.csv, {t.totals_checked:,} totals checked."
            for t in self.tables
        ]
        said.extend(dict.fromkeys(f"Recorded: {difference.text}" for difference in self.differences))
        return (*said, f"Written to {self.folder}.")


def ingest(workbook: Path, release: str, catalog: Catalog, data: Path) -> IngestReport:
    """Read a workbook as ``release`` into ``data``. Raises :class:`IngestError`, having written nothing."""
    entry = next((r for r in catalog.releases if r.id == release), None)
    described = [table for table in catalog.tables if release in table.sheets and table.layout]
    if entry is None or not described:
        known = sorted({name for table in catalog.tables for name in table.sheets})
        raise IngestError((
            f"The catalog describes no workbook of the release {release!r}: it knows {', '.join(known) or 'none'}. "
            "A new release is described in releases.toml and under [sheets] of each table first.",
        ))  # fmt: skip
    try:
        grids = read(workbook, [table.sheets[release].sheet for table in described])
    except WorkbookError as error:
        raise IngestError((str(error),)) from error
    problems: list[str] = []
    tables: list[TidyTable] = []
    reports: list[TableReport] = []
    differences: list[Difference] = []
    for table in described:
        sheet = table.sheets[release]
        if sheet.sheet not in grids:
            problems.append(f"{workbook.name} has no sheet {sheet.sheet!r}, where {table.title!r} is expected.")
            continue
        reading = _Reading(catalog, entry, table, sheet)
        counts = reading.counts(grids[sheet.sheet], problems)
        if counts is None or problems:
            continue
        checked, gaps = totals(counts, reading.unsummed)
        cells = reading.cells(counts)
        tables.append(TidyTable(table, cells))
        reports.append(TableReport(table.id, sheet.sheet, len(cells), checked))
        differences.extend(reading.difference(gap, counts) for gap in gaps)
    if problems:
        raise IngestError(tuple(problems))
    differences.extend(tidy.disagreements(catalog, entry, tables, data))
    try:
        folder = tidy.write(data, entry.id, tables, differences)
    except OSError as error:
        raise IngestError((f"{data} cannot be written to: {error.strerror or error}.",)) from error
    return IngestReport(entry.id, folder, tuple(reports), tuple(differences))


class _Reading:
    """One table's sheet in one release: from counts to cells and to sentences about them."""

    def __init__(self, catalog: Catalog, release: Release, table: Table, sheet: Sheet) -> None:
        self.release, self.table, self.sheet = release, table, sheet
        self.dimensions = [d for d in catalog.dimensions if d.id in table.dimensions]
        self.measure: Measure = next(m for m in catalog.measures if m.id in table.measures)
        self.labels = {(d.id, m.id): m.label for d in self.dimensions for m in d.members}
        self.names = {d.id: d.label for d in self.dimensions} | {"year": "year", "quarter": "quarter"}

    @property
    def unsummed(self) -> list[str]:
        """Levels whose members do not add up to their total."""
        overlapping = [d.id for d in self.dimensions if not d.partition]
        return overlapping + (list(layout.TIME) if self.measure.kind == "stock" else [])

    def counts(self, grid: Grid, problems: list[str]) -> Counts | None:
        assert self.table.layout  # chosen by the caller
        shape = self.table.layout
        shape = shape.model_copy(update={"rows": self.sheet.rows}) if self.sheet.rows else shape
        counts = layout.read(grid, shape, self.sheet, layout.LabelIndex(self.dimensions), problems)
        if counts and not counts.values:
            problems.append(f"{grid.name} holds no figures.")
        elif counts and "quarter" in counts.levels:
            problems.extend(f"{grid.name}: {sentence}" for sentence in self._gaps_in_time(counts))
        return counts

    def _gaps_in_time(self, counts: Counts) -> list[str]:
        """Quarters run without a gap from the table's first to the release's newest: a mislabelled row breaks that."""
        printed = self._quarters(counts)
        first = quarter(self.table.start) if self.table.start else min(printed, default=0)
        newest = Span.read(self.release.period).end
        missing = [quarter_id(n) for n in range(first, newest + 1) if n not in printed]
        beyond = [quarter_id(n) for n in sorted(printed) if not first <= n <= newest]
        said = [f"no row stands for {', '.join(missing)}."] if missing else []
        return said + ([f"{', '.join(beyond)} cannot be in a release up to {quarter_id(newest)}."] if beyond else [])

    def _quarters(self, counts: Counts) -> set[int]:
        found = (self._period(dict(zip(counts.levels, (*r, *c), strict=True))) for r, c in counts.values)
        return {quarter(period) for period in found if period and "Q" in period}

    def _period(self, key: dict[str, str]) -> str | None:
        """ "2023-Q4", "2023", or none for a total over all years."""
        if "year" not in key:
            return self.release.period
        if key["year"] == TOTAL:
            return None
        return key["year"] if key.get("quarter", TOTAL) == TOTAL else f"{key['year']}-{key['quarter']}"

    def _whole(self, period: str, printed: set[int]) -> bool:
        """Whether a year has all its quarters, or all from the series' first on. A quarter is whole."""
        begins = quarter(self.table.start) if self.table.start else 0
        return not printed or all(n in printed for n in Span.read(period).quarters if n >= begins)

    def cells(self, counts: Counts) -> tuple[TidyCell, ...]:
        """Tidy cells in printed order. A year that lacks quarters is left out: its total is not the year's."""
        printed = self._quarters(counts)
        cells = []
        for (row, column), value in counts.values.items():
            key = dict(zip(counts.levels, (*row, *column), strict=True))
            period = self._period(key)
            unsaid = value == 0 and self.table.absent == "zero"
            if unsaid or period is None or not self._whole(period, printed):
                continue
            members = tuple(self.table.fixed.get(d, key.get(d, TOTAL)) for d in self.table.dimensions)
            cells.append(TidyCell(period, self.measure.id, members, value))
        return tuple(cells)

    def difference(self, gap: Gap, counts: Counts) -> Difference:
        cell = dict(gap.cell)
        period = self._period(cell)
        when = "all years" if period is None else Span.read(period).label
        if period and not self._whole(period, self._quarters(counts)):
            when += " so far"
        named = [self.labels.get(pair, pair[1]) for pair in gap.cell if pair[0] not in layout.TIME and pair[1] != TOTAL]
        over = " and ".join(self.names[level] for level in gap.over)
        members = [f"{level}={key}" for level, key in gap.cell if level not in layout.TIME]
        what = " ".join([period or TOTAL, *members, "over", *gap.over])
        text = (
            f"Table {self.sheet.number} prints {gap.published:,} for {', '.join([when, *named])}; "
            f"its figures by {over} add up to {gap.parts:,}."
        )
        return Difference(self.release.id, self.table.id, what, gap.published, gap.parts, text)
