"""A built file made larger for measuring: every published cell copied, so that each filter keeps as large a share."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb


def multiply(path: Path, times: int) -> int:
    """Put ``times`` copies of every cell in place of the file's tables; nothing may have it open. The cells it holds now."""
    making = path.with_suffix(".larger")
    making.unlink(missing_ok=True)
    connection = duckdb.connect(str(making))
    try:
        connection.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS small (READ_ONLY)")
        names = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'small'"
        cells = 0
        for (name,) in connection.execute(names).fetchall():
            made = f'CREATE TABLE "{name}" AS SELECT t.* FROM small."{name}" AS t, range(?) AS copies'
            row = connection.execute(made, [times]).fetchone()
            cells += int(row[0]) if row else 0
        connection.execute("DETACH small")
    finally:
        connection.close()
    os.replace(making, path)
    return cells
