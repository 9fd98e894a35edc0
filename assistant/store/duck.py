"""Read-only access to the figures: a locked connection, a time limit and a row cap; nothing can be written or
opened.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from assistant.catalog.model import Catalog
from assistant.errors import QueryTooLarge
from assistant.store.engine import ROWS, TOO_LONG, Rows
from assistant.store.limit import Limit
from assistant.store.warehouse import built

SECONDS = 5.0

# Order matters: a temporary directory may not be named together with closed external access.
CONFIG: dict[str, Any] = {
    "threads": 2, "memory_limit": "512MB", "default_null_order": "nulls_last",
    "autoload_known_extensions": False, "autoinstall_known_extensions": False,
    "allow_community_extensions": False, "allow_persistent_secrets": False,
    "python_enable_replacements": False,
}  # fmt: skip
LOCKS = ("SET temp_directory = ''", "SET enable_external_access = false", "SET lock_configuration = true")


class Warehouse:
    """The figures of a catalog in DuckDB. One shared connection; a query has a cursor of its own while it runs."""

    dialect = "duckdb"

    def __init__(self, catalog: Catalog, data: Path) -> None:
        self.path = built(catalog, data)
        self._connection = duckdb.connect(str(self.path), read_only=True, config=CONFIG)
        self._limit, self._idle = Limit(), deque[duckdb.DuckDBPyConnection]()
        # A second warehouse of this process on the same file shares the engine, which the first has locked already.
        locked = self._connection.execute("SELECT current_setting('lock_configuration')").fetchone()
        for statement in () if locked and locked[0] else LOCKS:
            self._connection.execute(statement)

    def run(self, sql: str, parameters: Sequence[Any] = (), seconds: float | None = None, limit: int = ROWS) -> Rows:
        """Rows of one checked SELECT. Raises :class:`QueryTooLarge` past ``seconds``; cuts at ``limit`` rows."""
        cursor = self._cursor()
        try:
            with self._limit.of(SECONDS if seconds is None else seconds, cursor.interrupt):
                cursor.execute(sql, list(parameters))
                columns = tuple(column[0] for column in cursor.description or ())
                rows = cursor.fetchmany(limit + 1)
        except BaseException as error:
            cursor.close()
            if isinstance(error, (duckdb.InterruptException, duckdb.OutOfMemoryException)):
                raise QueryTooLarge(TOO_LONG) from error
            raise
        if len(rows) > limit:
            cursor.close()  # it holds the rest of its rows
        else:
            self._idle.append(cursor)
        return Rows(columns, tuple(tuple(row) for row in rows[:limit]), len(rows) > limit)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """One that nobody uses, or another: there are as many as statements ran at once."""
        try:
            return self._idle.pop()
        except IndexError:
            return self._connection.cursor()

    def describe(self) -> Mapping[str, tuple[str, ...]]:
        """Every table of figures with its columns."""
        found: dict[str, tuple[str, ...]] = {}
        for table, column in self.run(
            "SELECT table_name, column_name FROM duckdb_columns() ORDER BY table_name, column_index"
        ).rows:
            found[table] = (*found.get(table, ()), column)
        return found

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()
        self._connection.close()
