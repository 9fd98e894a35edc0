"""A built file made larger for measuring: every published cell copied, so that each filter keeps as large a share."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb


def multiply(path: Path, times: int, parquet: Path) -> int:
    """Write ``times`` copies of every cell to a Parquet file a table in ``parquet``, and from these put them in
    place of
    the file's tables; nothing may have it open. The number of cells that it holds now."""
    making = path.with_suffix(".larger")
    making.unlink(missing_ok=True)
    connection = duckdb.connect(str(making))
    try:
        connection.execute(f"ATTACH {_quoted(path)} AS small (READ_ONLY)")
        names = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'small'"
        cells = 0
        for (name,) in connection.execute(names).fetchall():
            file = _quoted(parquet / f"{name}.parquet")
            copies = f'SELECT t.* FROM small."{name}" AS t, range({int(times)}) AS copies'
            connection.execute(f"COPY ({copies}) TO {file} (FORMAT parquet)")
            row = connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM read_parquet({file})').fetchone()
            cells += int(row[0]) if row else 0
        connection.execute("DETACH small")
    finally:
        connection.close()
    os.replace(making, path)
    return cells


def opened(parquet: Path) -> duckdb.DuckDBPyConnection:
    """DuckDB alone over the Parquet files that :func:`multiply` wrote, a view for each under the name of its table."""
    connection = duckdb.connect()
    for file in sorted(parquet.glob("*.parquet")):
        connection.execute(f'CREATE VIEW "{file.stem}" AS SELECT * FROM read_parquet({_quoted(file)})')
    return connection


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
