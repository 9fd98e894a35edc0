"""Tidy files: comparing a release's tables with each other, and replacing a release's folder in one step."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import NamedTuple

from assistant.catalog.differences import DIFFERENCES, Difference, read_differences
from assistant.catalog.model import Catalog, Dataset, Release, Table
from assistant.period import Span
from assistant.publish.layout import TOTAL
from assistant.tidyfile import path_of, rows_of, write_csv
from assistant.tidyfile import write as write_tidy


class TidyCell(NamedTuple):
    """One published figure; ``members`` in the order of its table's dimensions."""

    period: str
    measure: str
    members: tuple[str, ...]
    value: int


@dataclass(frozen=True, slots=True)
class TidyTable:
    """The figures of one table in one release."""

    table: Table
    cells: tuple[TidyCell, ...]

    def grand_totals(self) -> dict[tuple[str, str], int]:
        """The published total over every free dimension, by measure and period."""
        whole = tuple(self.table.fixed.get(d, TOTAL) for d in self.table.dimensions)
        return {(c.measure, c.period): c.value for c in self.cells if c.members == whole}


COLUMNS = tuple(field.name for field in fields(Difference))


def disagreements(catalog: Catalog, release: Release, tables: Sequence[TidyTable], data: Path) -> Iterator[Difference]:
    """Where two datasets of one release give different totals for the same measure and period.

    Figures carried as tidy files without a workbook take part where ``data`` holds them.
    """
    carried = [_carried(table, release.id, data) for table in catalog.tables if release.id in table.releases]
    held = [*tables, *(table for table in carried if table)]
    complete: list[tuple[Dataset, list[TidyTable], dict[tuple[str, str], int]]] = []
    for dataset in catalog.datasets:
        mine = [t for t in held if t.table.dataset == dataset.id]
        expected = [t for t in catalog.tables if t.dataset == dataset.id and {release.id} & {*t.sheets, *t.releases}]
        if mine and len(mine) == len(expected):
            complete.append((dataset, mine, _added(mine)))
    complete.sort(key=lambda entry: (len(entry[1]) > 1, entry[0].order))  # one table's total is the surer reference
    references: dict[tuple[str, str], tuple[Dataset, list[TidyTable], int]] = {}
    for dataset, mine, sums in complete:
        for (measure, period), value in sums.items():
            against, theirs, published = references.setdefault((measure, period), (dataset, mine, value))
            if published == value:
                continue
            text = (
                f"{_name(dataset, mine, release.id)} of this release {'add up to' if len(mine) > 1 else 'gives'} "
                f"{value:,} for {Span.read(period).label}, where the total "
                f"published with it is {published:,} ({_name(against, theirs, release.id)})."
            )
            for tidy in mine:
                yield Difference(release.id, tidy.table.id, f"{period} {measure}", published, value, text)


def _added(tables: Sequence[TidyTable]) -> dict[tuple[str, str], int]:
    """Grand totals of a dataset, where every one of its tables has one."""
    totals = [table.grand_totals() for table in tables]
    shared = [key for key in totals[0] if all(key in total for total in totals)]
    return {key: sum(total[key] for total in totals) for key in shared}


def _name(dataset: Dataset, tables: Sequence[TidyTable], release: str) -> str:
    numbers = sorted((t.table.sheets[release].number for t in tables if release in t.table.sheets), key=_natural)
    if not numbers:
        return dataset.title[:1].lower() + dataset.title[1:]
    if len(numbers) == 1:
        return f"Table {numbers[0]}"
    return f"Tables {', '.join(numbers[:-1])} and {numbers[-1]}"


def _natural(number: str) -> tuple[int, str]:
    digits = "".join(character for character in number if character.isdigit())
    return int(digits or 0), number


def _carried(table: Table, release: str, data: Path) -> TidyTable | None:
    path = path_of(data, release, table.id)
    if not path.is_file():
        return None
    cells = tuple(
        TidyCell(row["period"], row["measure"], tuple(row[d] for d in table.dimensions), int(row["value"]))
        for row in rows_of(path)
    )
    return TidyTable(table, cells)


def write(data: Path, release: str, tables: Sequence[TidyTable], differences: Sequence[Difference]) -> Path:
    """Replace the release's folder, keeping its other files, and its lines in ``differences.csv``.

    Everything is written beside its place first and then renamed, so that a failure leaves what was there.
    """
    data.mkdir(parents=True, exist_ok=True)
    folder = data / release
    with tempfile.TemporaryDirectory(prefix=".ingest-", dir=data) as scratch:
        fresh, old = Path(scratch) / "new", Path(scratch) / "old"
        if folder.is_dir():
            shutil.copytree(folder, fresh)
        else:
            fresh.mkdir()
        for tidy in tables:
            header = ["period", "measure", *tidy.table.dimensions, "value"]
            rows = ((c.period, c.measure, *c.members, str(c.value)) for c in tidy.cells)
            write_tidy(fresh, tidy.table.id, header, rows, len(tidy.cells))
        listed = Path(scratch) / DIFFERENCES
        others = [line for line in read_differences(data) if line.release != release]
        lines = sorted((*others, *differences), key=lambda line: (line.release, line.table, line.what))
        write_csv(listed, COLUMNS, (astuple(line) for line in lines))
        if folder.is_dir():
            os.replace(folder, old)
        try:
            os.replace(fresh, folder)
            if lines:
                os.replace(listed, data / DIFFERENCES)
            else:
                (data / DIFFERENCES).unlink(missing_ok=True)
        except OSError:
            if old.is_dir():
                shutil.rmtree(folder, ignore_errors=True)
                os.replace(old, folder)
            raise
    return folder
