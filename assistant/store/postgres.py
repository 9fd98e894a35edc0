"""PostgreSQL that holds the figures itself, as ``export-warehouse postgresql://…`` wrote them; read-only sessions."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.errors import AssistantError, EngineLost, QueryTooLarge
from assistant.store.engine import ROWS, TOO_LONG, Rows
from assistant.store.fingerprint import MANIFEST

SECONDS = 30.0
WAIT = 5.0  # for a connection
KINDS = {"VARCHAR": 'TEXT COLLATE "C"', "BIGINT": "BIGINT"}  # "C": texts in the order of their bytes, as elsewhere
READ_ONLY = "-c default_transaction_read_only=on"

# The pool's warnings of a lost server are for whoever set logging up; everybody else is told in a sentence.
logging.getLogger("psycopg.pool").addHandler(logging.NullHandler())


class Postgres:
    """A pool of read-only connections; one that broke is replaced at the next question."""

    dialect = "postgres"

    def __init__(self, address: str) -> None:
        """Raises :class:`AssistantError` without psycopg or for an address that cannot be read."""
        psycopg = _psycopg()
        from psycopg_pool import ConnectionPool

        try:
            parts = psycopg.conninfo.conninfo_to_dict(address)
        except psycopg.ProgrammingError as error:
            raise AssistantError("ASSISTANT_ENGINE is not an address of a PostgreSQL database.") from error
        options = f"{parts.pop('options', '') or ''} {READ_ONLY}".strip()
        self._pool = ConnectionPool(
            psycopg.conninfo.make_conninfo(**{"connect_timeout": 3, **parts, "options": options}),
            min_size=0, max_size=8, timeout=WAIT, reconnect_timeout=WAIT, check=ConnectionPool.check_connection,
            kwargs={"cursor_factory": psycopg.RawCursor}, open=True,
        )  # fmt: skip

    def run(self, sql: str, parameters: Sequence[Any] = (), seconds: float | None = None, limit: int = ROWS) -> Rows:
        """Rows of one checked SELECT whose parameters are $1, $2 …; see :class:`assistant.store.engine.Engine`."""
        psycopg = _psycopg()
        try:
            with self._pool.connection() as connection, connection.cursor() as cursor:
                milliseconds = max(1, int(1000 * (SECONDS if seconds is None else seconds)))
                cursor.execute(f"SET LOCAL statement_timeout = {milliseconds}")
                cursor.execute(sql, list(parameters))
                columns = tuple(column.name for column in cursor.description or ())
                rows = cursor.fetchmany(limit + 1)
        except psycopg.errors.QueryCanceled as error:
            raise QueryTooLarge(TOO_LONG) from error
        except psycopg.OperationalError as error:
            raise EngineLost("The engine that holds the figures cannot be reached; ask again in a while.") from error
        except psycopg.Error as error:
            raise AssistantError(f"The engine cannot run the statement: {str(error).splitlines()[0]}") from error
        return Rows(columns, tuple(tuple(row) for row in rows[:limit]), len(rows) > limit)

    def describe(self) -> Mapping[str, tuple[str, ...]]:
        """Every table of figures with its columns."""
        found: dict[str, tuple[str, ...]] = {}
        for table, column in self.run(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position"
        ).rows:
            found[table] = (*found.get(table, ()), column)
        return found

    def close(self) -> None:
        self._pool.close()


def load(address: str, source: Any, tables: Sequence[str]) -> None:
    """Copy tables of a DuckDB connection into the address's first schema, all or nothing.

    Tables of an earlier export are replaced. Raises :class:`AssistantError`, also where a table of that name is not
    ours.
    """
    psycopg = _psycopg()
    try:
        with psycopg.connect(address, connect_timeout=5) as connection, connection.cursor() as cursor:
            here = {row[0] for row in cursor.execute(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
            )}  # fmt: skip
            if MANIFEST not in here and here & set(tables):
                raise AssistantError(f"The database holds a table {min(here & set(tables))!r} that is somebody else's.")
            for table in tables:
                _copy(cursor, source, table)
    except psycopg.Error as error:
        raise AssistantError(f"The figures cannot be written: {str(error).splitlines()[0]}") from error


def _copy(cursor: Any, source: Any, table: str) -> None:
    found = source.execute(f'SELECT * FROM "{table}"')
    columns = [(column[0], KINDS[str(column[1])]) for column in found.description]
    cursor.execute(f'DROP TABLE IF EXISTS "{table}"')
    cursor.execute(
        f'CREATE TABLE "{table}" ({", ".join(f"{chr(34)}{name}{chr(34)} {kind}" for name, kind in columns)})'
    )
    with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
        while rows := found.fetchmany(10_000):
            for row in rows:
                copy.write_row(row)
    if {"measure", "release", "period"} <= {name for name, _ in columns}:
        cursor.execute(f'CREATE INDEX ON "{table}" (measure, release, period)')
    cursor.execute(f'ANALYZE "{table}"')


def _psycopg() -> Any:
    try:
        import psycopg
        import psycopg.conninfo
        import psycopg.errors
    except ImportError as error:
        raise AssistantError("PostgreSQL needs psycopg: pip install 'nrm-assistant[postgres]'.") from error
    return psycopg
