"""Whether an engine holds the figures of ``data/``: its manifest is a table (dataset, cells, content) beside the
others.

``content`` is of the bytes of the tidy files: an engine that holds other figures than ``data/`` is refused, not
believed.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from assistant.catalog.model import Catalog
from assistant.errors import AssistantError
from assistant.store.engine import Engine
from assistant.store.warehouse import FORMAT, tidy_files

MANIFEST = "export_manifest"
AGAIN = "run export-warehouse again"


def content(catalog: Catalog, data: Path) -> str:
    """Changes when a published cell or the shape of a table does, and not with a file's place or time; "" for no
    files.
    """
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
