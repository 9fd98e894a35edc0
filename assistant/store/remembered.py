"""The rows of the statements that were run last: the figures of a process do not change, so neither do they."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from threading import Lock
from typing import Any

from cachetools import LRUCache

from assistant.store.engine import ROWS, Engine, Rows

CELLS = 100_000  # of all that is kept
PLAIN = 20  # what a statement takes, in cells
MOST = 20_000  # cells of a result that is kept


class Remembered:
    """An engine that runs a statement once, where nobody else can change what it holds; safe between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._alone = engine.dialect == "duckdb"  # a file that is known by its content, and only read
        self._kept: LRUCache[Hashable, Rows] = LRUCache(CELLS, getsizeof=_cells)
        self._lock = Lock()

    @property
    def dialect(self) -> str:
        return self._engine.dialect

    def run(self, sql: str, parameters: Sequence[Any] = (), seconds: float | None = None, limit: int = ROWS) -> Rows:
        """What an engine's does; errors, and what was cut short, are not kept."""
        if not self._alone:
            return self._engine.run(sql, parameters, seconds, limit)
        key = (sql, tuple(parameters), limit)
        with self._lock:
            found = self._kept.get(key)
        if found is not None:
            return found
        rows = self._engine.run(sql, parameters, seconds, limit)
        if not rows.truncated and _cells(rows) <= MOST:
            with self._lock:
                self._kept[key] = rows
        return rows

    def forget(self) -> None:
        """As when nothing had been asked."""
        with self._lock:
            self._kept.clear()

    def describe(self) -> Mapping[str, tuple[str, ...]]:
        return self._engine.describe()

    def close(self) -> None:
        self._engine.close()


def _cells(rows: Rows) -> int:
    return PLAIN + len(rows.rows) * len(rows.columns)
