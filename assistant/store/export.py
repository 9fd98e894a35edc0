"""The figures for another engine: the tables of the DuckDB file as Parquet folders or PostgreSQL tables, and a manifest.

The manifest is a table beside the others (dataset, cells, content), so that every engine can read it. ``content`` is of
the bytes of the tidy files: an engine that holds other figures than ``data/`` is refused, not believed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from assistant.catalog.model import Catalog
from assistant.errors import AssistantError
from assistant.store.warehouse import FORMAT, built, tidy_files

if TYPE_CHECKING:
    from assistant.store.engine import Engine

MANIFEST = "export_manifest"
AGAIN = "run export-warehouse again"


@dataclass(frozen=True)
class Exported:
    """Where the figures went and the number of cells of each dataset."""

    target: str
    cells: dict[str, int]

    def __str__(self) -> str:
        return f"{len(self.cells)} tables, {sum(self.cells.values()):,} cells: {self.target}"


def content(catalog: Catalog, data: Path) -> str:
    """Changes when a published cell or the shape of a table does, and not with a file's place or time; "" for no files."""
    digest = hashlib.sha256(FORMAT.encode())
    held = False
    for dataset, files in sorted(tidy_files(catalog, data).items()):
        for table, release, path in files:
            held = True
            digest.update(f"\n{dataset} {table.id} {','.join(table.dimensions)} {release}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:24] if held else ""


def confirm(engine: Engine, catalog: Catalog, data: Path) -> None:
    """Hold an engine's tables to the catalog and to ``data``. Raises :class:`AssistantError`."""
    held = engine.describe()
    for dataset in catalog.datasets:
        wanted = {d for table in catalog.tables if table.dataset == dataset.id for d in table.dimensions}
        lacking = {"release", "table_id", "period", "measure", "value", *wanted} - set(held.get(dataset.id, ()))
        if lacking:
            what = "the table" if dataset.id not in held else f"{', '.join(sorted(lacking))} in the table"
            raise AssistantError(f"The engine's figures lack {what} {dataset.id!r}: {AGAIN}.")
    quoted = "`" if engine.dialect == "spark" else '"'
    rows = engine.run(f"SELECT content FROM {quoted}{MANIFEST}{quoted}").rows if MANIFEST in held else ()
    wanted_content = content(catalog, data)
    # A machine without the tidy files has nothing to compare with, and its engine holds the only figures.
    if wanted_content and {row[0] for row in rows} != {wanted_content}:
        raise AssistantError(f"The engine's figures are not those of {data}: {AGAIN}.")


def export(catalog: Catalog, data: Path, target: str) -> Exported:
    """Write the figures to a folder (Parquet) or a ``postgresql://`` database. Raises :class:`AssistantError`."""
    with _opened(catalog, data) as source:
        if target.startswith(("postgresql://", "postgres://")):
            from assistant.store.postgres import load

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
    """A folder a table. Written beside the target and put in its place at the end, so that no reader sees half of it."""
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
