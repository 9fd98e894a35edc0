"""Tidy files on disk: CSV, or Parquet where a table is so long that it would weigh too much as text.

A table of a release is one file, ``data/<release>/<table>.csv`` or ``.parquet``, with the same columns: ``period``,
``measure``, one for each breakdown, ``value``, all text but the last.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import duckdb

LONG = 20_000  # figures from which a file is Parquet
SUFFIXES = (".csv", ".parquet")
MEDIA = {".csv": "text/csv", ".parquet": "application/vnd.apache.parquet"}


def path_of(data: Path, release: str, table: str) -> Path:
    """Where the figures of a table are; the name that they would have as CSV where there are none."""
    plain = data / release / f"{table}.csv"
    packed = plain.with_suffix(".parquet")
    return packed if packed.is_file() and not plain.is_file() else plain


def source(path: Path) -> str:
    """The DuckDB function that reads such files, with its arguments after the list of files."""
    if path.suffix == ".parquet":
        return "read_parquet(?, union_by_name = true, filename = true)"
    return "read_csv(?, header = true, all_varchar = true, union_by_name = true, filename = true)"


def headings(path: Path) -> list[str]:
    """The columns of a tidy file."""
    if path.suffix == ".parquet":
        with duckdb.connect() as connection:
            rows = connection.execute(
                "SELECT name FROM parquet_schema(?) WHERE type IS NOT NULL", [str(path)]
            ).fetchall()
        return [row[0] for row in rows]
    with path.open(encoding="utf-8") as file:
        return file.readline().strip().split(",")


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The lines of a tidy file, everything as text."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
        return
    names = headings(path)
    with duckdb.connect() as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        while rows := found.fetchmany(10_000):
            for row in rows:
                yield dict(zip(names, map(str, row), strict=True))


def write(folder: Path, table: str, heading: Sequence[str], rows: Iterable[Sequence[str]], size: int) -> Path:
    """A table's file in ``folder``, in place of one of the other form. ``size``: how many rows there are, of ids and a
    figure: no cell has a comma.
    """
    plain, packed = folder / f"{table}.csv", folder / f"{table}.parquet"
    if size < LONG:
        packed.unlink(missing_ok=True)
        write_csv(plain, heading, rows)
        return plain
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        text = Path(scratch) / "rows.csv"
        with text.open("w", encoding="utf-8", newline="") as file:
            file.writelines(f"{','.join(row)}\n" for row in chain([heading], rows))
        names = ", ".join(f"'{name}': '{'BIGINT' if name == 'value' else 'VARCHAR'}'" for name in heading)
        with duckdb.connect() as connection:
            connection.execute("SET memory_limit = '128MB'")
            connection.execute("SET threads = 1")  # one order of rows, so that the same figures are the same bytes
            lines = f"read_csv('{_quoted(text)}', header = true, columns = {{{names}}})"
            ordered = ", ".join(f'"{name}"' for name in heading)
            connection.execute(
                f"COPY (SELECT * FROM {lines} ORDER BY {ordered}) TO '{_quoted(packed)}' "
                "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 15)"
            )
    plain.unlink(missing_ok=True)
    return packed


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def write_csv(path: Path, heading: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """A CSV file as this program writes them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)
