"""Which engine holds the figures: the one place that knows them all, and opens the one that the environment names.

DuckDB in this process is the default (:mod:`assistant.store.duck`). $ASSISTANT_ENGINE names another, and
$ASSISTANT_FIGURES the figures that ``export-warehouse`` wrote for it:

    spark-local            Apache Spark inside this machine
    spark://host:7077      a standalone cluster (also yarn and k8s://…, as Spark names its masters)
    sc://host:15002        Spark Connect
    postgresql://host/db   PostgreSQL, which holds the figures itself

Ibis carries connections and dialects for all three. It is not used here, for what it carries is not what these modules
do: the statement is a sqlglot tree already, so that a dialect costs one argument, while bound parameters, locks, a time
limit and a lost engine told in a sentence are left to its caller. It would stand between us and each driver for the
five lines that open a connection.
"""

from __future__ import annotations

import os
from pathlib import Path

from assistant.catalog.model import Catalog
from assistant.errors import AssistantError
from assistant.store.duck import Warehouse
from assistant.store.engine import Engine
from assistant.store.fingerprint import confirm


def engine(catalog: Catalog, data: Path) -> Engine:
    """The engine that the environment names, its figures checked against ``data``. Raises :class:`AssistantError`."""
    address = os.environ.get("ASSISTANT_ENGINE", "").strip()
    if address in ("", "duckdb"):
        return Warehouse(catalog, data)
    made: Engine
    if address.startswith(("postgresql://", "postgres://")):
        from assistant.store.postgres import Postgres

        made = Postgres(address)
    elif address == "spark-local" or address.startswith(("spark://", "sc://", "k8s://", "local")) or address == "yarn":
        from assistant.store.spark import Spark

        figures = os.environ.get("ASSISTANT_FIGURES", "").strip()
        if not figures:
            raise AssistantError("ASSISTANT_FIGURES must name the folder that export-warehouse wrote for Spark.")
        made = Spark(address, figures)
    else:
        raise AssistantError(
            f"ASSISTANT_ENGINE is {address[:40]!r}: it can be duckdb, spark-local, spark://…, sc://… or postgresql://…"
        )
    try:
        confirm(made, catalog, data)
    except AssistantError:
        made.close()
        raise
    return made
