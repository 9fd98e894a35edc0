"""The figures for another engine: the tables of the DuckDB file as Parquet folders or PostgreSQL tables, and a
manifest.

The manifest is a table beside the others, so that every engine can read it: see :mod:`assistant.store.fingerprint`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from assistant.catalog.model import Catalog
from assistant.errors import AssistantError
from assistant.store.fingerprint import MANIFEST, content
from assistant.store.postgres import load
from assistant.store.warehouse import built


@dataclass(frozen=True)
class Exported:
    """Where the figures went and the number of cells of each dataset."""

    target: str
    cells: dict[str, int]

    def __str__(self) -> str:
        return f"{len(self.cells)} tables, {sum(self.cells.values()):,} cells: {self.target}"


def export(catalog: Catalog, data: Path, target: str) -> Exported:
    """Write the figures to a folder (Parquet) or a ``postgresql://`` database. Raises :class:`AssistantError`."""
    with _opened(catalog, data) as source:
        if target.startswith(("postgresql://", "postgres://")):
            cells = _cells(source)
            load(target, source, [*cells, MANIFEST])
            return Exported(target.rpartition("@")[2], cells)  # an address may hold a password
        if "://" in target:
            raise AssistantError(
                "export-warehouse writes to a folder or to postgresql://…; copy the folder from there."
            )
        return _folder(source, Path(target))


@contextmanager
def _opened(catalog: Catalog, data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The built file read-only, with the manifest beside it. A connection of its own: the warehouse's may not write."""
    path = built(catalog, data)
    connection = duckdb.connect()
    try:
        connection.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS built (READ_ONLY)")
        connection.execute(f'CREATE TABLE "{MANIFEST}" (dataset VARCHAR, cells BIGINT, content VARCHAR)')
        digest = content(catalog, data)
        for dataset in catalog.datasets:
            connection.execute(f'CREATE VIEW "{dataset.id}" AS SELECT * FROM built."{dataset.id}"')
            connection.execute(
                f'INSERT INTO "{MANIFEST}" SELECT ?, count(*), ? FROM "{dataset.id}"', [dataset.id, digest]
            )
        yield connection
    except duckdb.Error as error:
        raise AssistantError(f"The figures cannot be exported: {str(error).splitlines()[0]}") from error
    finally:
        connection.close()


def _cells(source: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return dict(source.execute(f'SELECT dataset, cells FROM "{MANIFEST}" ORDER BY ALL').fetchall())


def _folder(source: duckdb.DuckDBPyConnection, target: Path) -> Exported:
    """A folder a table. Written beside the target and put in its place at the end, so that no reader sees half of
    it.
    """
    target = target.expanduser().resolve()
    if target.exists() and not (target / MANIFEST).is_dir() and (not target.is_dir() or any(target.iterdir())):
        raise AssistantError(f"{target} holds something else: name a new folder, or one that export-warehouse wrote.")
    target.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        making.chmod(0o755)  # the workers of a cluster read it as another user
        for name in (cells := _cells(source)) | {MANIFEST: 0}:
            (making / name).mkdir()
            place = str(making / name / "part-0.parquet").replace("'", "''")
            source.execute(f"COPY (SELECT * FROM \"{name}\") TO '{place}' (FORMAT parquet, COMPRESSION zstd)")
        if target.exists():
            old = making.with_name(f"{making.name}-old")
            os.replace(target, old)
            os.replace(making, target)
            shutil.rmtree(old)
        else:
            os.replace(making, target)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return Exported(str(target), cells)
