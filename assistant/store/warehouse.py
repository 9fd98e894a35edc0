"""Tidy files to one DuckDB file: a table a dataset, every release kept. Built once, then only read."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb

from assistant.catalog.model import Catalog, Table
from assistant.errors import AssistantError
from assistant.kept import SUFFIX, cache_folder
from assistant.manifest import replace_whole, settle, sha256
from assistant.tidyfile import SUFFIXES, headings, path_of, source

FORMAT = "3"  # raise when the tables below change shape
EXTRA = ("url", "quoted_by")  # columns of tables of single printed figures
DAY = 86_400
KEPT = {".duckdb": 7 * DAY, ".sha256": 8 * DAY, ".building": DAY, SUFFIX: 7 * DAY}  # seconds without a start
TOTAL = "'total'"  # of a breakdown that a file does not have


def tidy_files(catalog: Catalog, data: Path) -> dict[str, list[tuple[Table, str, Path]]]:
    """dataset id -> (table, release, file) for every tidy file that the catalog names and ``data`` holds."""
    found: dict[str, list[tuple[Table, str, Path]]] = {dataset.id: [] for dataset in catalog.datasets}
    for table in catalog.tables:
        for release in (*table.sheets, *table.releases):
            path = path_of(data, release, table.id)
            if path.is_file():
                found[table.dataset].append((table, release, path))
    return found


def fingerprint(catalog: Catalog, data: Path) -> str:
    """Changes when the content of a tidy file, the catalog's list of them or the engine changes."""
    digest = hashlib.sha256(f"{FORMAT} {duckdb.__version__}".encode())
    for dataset, files in sorted(tidy_files(catalog, data).items()):
        for table, release, path in files:
            columns = ",".join(table.dimensions)
            digest.update(f"{dataset} {table.id} {columns} {release} {sha256(path)}\n".encode())
    return digest.hexdigest()[:24]


def built(catalog: Catalog, data: Path) -> Path:
    """The DuckDB file for these figures, built if it is not there as it was built. Raises :class:`AssistantError`."""
    folder = cache_folder()
    path = folder / f"{fingerprint(catalog, data)}.duckdb"
    with _alone(folder):
        if not _whole(path):
            _made(catalog, data, path)
        with contextlib.suppress(OSError):
            os.utime(path)
        _tidy_up(folder, path)
    return path


def _made(catalog: Catalog, data: Path, path: Path) -> None:
    """Written under another name and down to the disk first: what has the name is whole."""
    handle, name = tempfile.mkstemp(suffix=".building", dir=path.parent)
    os.close(handle)
    os.unlink(name)  # duckdb wants to create the file itself
    try:
        _build(catalog, data, Path(name))
        with open(name, "rb+") as file:
            os.fsync(file.fileno())
        replace_whole(_sum_of(path), sha256(Path(name)).encode())
        os.replace(name, path)
        settle(path.parent)
    except duckdb.Error as error:
        raise AssistantError(f"The figures in {data} cannot be read: {str(error).splitlines()[0]}") from error
    finally:
        Path(name).unlink(missing_ok=True)


def _sum_of(path: Path) -> Path:
    return path.with_suffix(".sha256")


def _whole(path: Path) -> bool:
    """Is the file there as it was built?"""
    try:
        return _sum_of(path).read_text(encoding="utf-8") == sha256(path)
    except (OSError, ValueError):
        return False


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Of the processes that start together one builds, and the others wait for it, where the system has such locks."""
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _tidy_up(folder: Path, mine: Path) -> None:
    """Remove what was built of figures that nothing has asked for in a while, and what never came to be built."""
    now = time.time()
    for path in folder.iterdir():
        kept = KEPT.get(path.suffix)
        with contextlib.suppress(OSError):  # another's, or open on a system that minds
            if kept is not None and path.stem != mine.stem and now - path.stat().st_mtime > kept:
                path.unlink()


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
                for suffix in SUFFIXES:
                    alike = [(release, file) for release, file in mine if file.suffix == suffix]
                    if alike:
                        _insert(connection, dataset, table, alike, list(columns))
    finally:
        connection.close()


def _insert(
    connection: duckdb.DuckDBPyConnection, dataset: str, table: Table, files: list[tuple[str, Path]], columns: list[str]
) -> None:
    present = set(headings(files[0][1]))
    lacking = {name: "NULL" for name in EXTRA}  # where a figure stands is then its release's to say
    chosen = ", ".join(
        f'"{name}"' if name in present else f'{lacking.get(name, TOTAL)} AS "{name}"' for name in columns
    )
    connection.execute(
        f"INSERT INTO \"{dataset}\" SELECT regexp_extract(replace(filename, chr(92), '/'), '([^/]+)/[^/]+$', 1), "
        f"?, {chosen} "
        f"FROM {source(files[0][1])}",
        [table.id, [str(file) for _, file in files]],
    )
