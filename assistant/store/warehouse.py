"""Tidy files to one DuckDB file: a table a dataset, every release kept. Built once, then only read."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import duckdb

from assistant.catalog.model import Catalog, Table
from assistant.errors import AssistantError

FORMAT = "3"  # raise when the tables below change shape
EXTRA = ("url", "quoted_by")  # columns of tables of single printed figures
TOTAL = "'total'"  # of a breakdown that a file does not have


def tidy_files(catalog: Catalog, data: Path) -> dict[str, list[tuple[Table, str, Path]]]:
    """dataset id -> (table, release, file) for every tidy file that the catalog names and ``data`` holds."""
    found: dict[str, list[tuple[Table, str, Path]]] = {dataset.id: [] for dataset in catalog.datasets}
    for table in catalog.tables:
        for release in (*table.sheets, *table.releases):
            path = data / release / f"{table.id}.csv"
            if path.is_file():
                found[table.dataset].append((table, release, path))
    return found


def fingerprint(catalog: Catalog, data: Path) -> str:
    """Changes when a tidy file, the catalog's list of them or the engine changes."""
    digest = hashlib.sha256(f"{FORMAT} {duckdb.__version__}".encode())
    for dataset, files in sorted(tidy_files(catalog, data).items()):
        for table, release, path in files:
            stat = path.stat()
            columns = ",".join(table.dimensions)
            digest.update(
                f"{dataset} {table.id} {columns} {release} {path} {stat.st_size} {stat.st_mtime_ns}\n".encode()
            )
    return digest.hexdigest()[:24]


def cache_folder() -> Path:
    """A private folder for built files: $ASSISTANT_CACHE, else one of this user's in the temporary folder."""
    named = os.environ.get("ASSISTANT_CACHE")
    user = getattr(os, "getuid", lambda: os.environ.get("USERNAME", "user"))()
    folder = Path(named) if named else Path(tempfile.gettempdir()) / f"published-figures-{user}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Somebody else's folder of that name could hand us figures of their own.
        if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
            raise PermissionError(folder)
        if not os.access(folder, os.W_OK):
            raise PermissionError(folder)
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="published-figures-"))
    return folder


def built(catalog: Catalog, data: Path) -> Path:
    """The DuckDB file for these figures, built if it is not there yet. Raises :class:`AssistantError`."""
    path = cache_folder() / f"{fingerprint(catalog, data)}.duckdb"
    if path.exists():
        return path
    handle, name = tempfile.mkstemp(suffix=".building", dir=path.parent)
    os.close(handle)
    os.unlink(name)  # duckdb wants to create the file itself
    try:
        _build(catalog, data, Path(name))
        os.replace(name, path)  # another process may have been as quick: both files say the same
    except duckdb.Error as error:
        raise AssistantError(f"The figures in {data} cannot be read: {str(error).splitlines()[0]}") from error
    finally:
        Path(name).unlink(missing_ok=True)
    return path


def _build(catalog: Catalog, data: Path, path: Path) -> None:
    connection = duckdb.connect(str(path))
    try:
        for dataset, files in tidy_files(catalog, data).items():
            tables = [table for table in catalog.tables if table.dataset == dataset]
            dimensions = list(dict.fromkeys(d for table in tables for d in table.dimensions))
            extra = EXTRA if any(not table.complete for table in tables) else ()
            columns = {
                "period": "VARCHAR",
                "measure": "VARCHAR",
                **dict.fromkeys(dimensions, "VARCHAR"),
                "value": "BIGINT",
            }
            columns |= dict.fromkeys(extra, "VARCHAR")
            named = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
            connection.execute(f'CREATE TABLE "{dataset}" (release VARCHAR, table_id VARCHAR, {named})')
            for table in tables:
                mine = [(release, file) for t, release, file in files if t.id == table.id]
                if mine:
                    _insert(connection, dataset, table, mine, list(columns))
    finally:
        connection.close()


def _insert(
    connection: duckdb.DuckDBPyConnection, dataset: str, table: Table, files: list[tuple[str, Path]], columns: list[str]
) -> None:
    present = set(files[0][1].read_text(encoding="utf-8").partition("\n")[0].strip().split(","))
    lacking = {name: "NULL" for name in EXTRA}  # where a figure stands is then its release's to say
    chosen = ", ".join(
        f'"{name}"' if name in present else f'{lacking.get(name, TOTAL)} AS "{name}"' for name in columns
    )
    connection.execute(
        f"INSERT INTO \"{dataset}\" SELECT regexp_extract(replace(filename, chr(92), '/'), '([^/]+)/[^/]+$', 1), ?, {chosen} "
        "FROM read_csv(?, header = true, all_varchar = true, union_by_name = true, filename = true)",
        [table.id, [str(file) for _, file in files]],
    )
