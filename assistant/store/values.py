"""From a value to what it counts: every printed cell of every release, and the natural sums of up to three breakdowns.

Kept in a SQLite file beside the figures, for one lookup takes some microseconds there and no figure is held in memory.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from threading import Lock

import duckdb

from assistant.catalog.lookup import Lookup
from assistant.catalog.model import Catalog
from assistant.period import Span
from assistant.store.duck import CONFIG
from assistant.store.warehouse import built

FORMAT = "4"  # raise when the tables below change shape
LARGEST = 2**63 - 1  # that the file holds
LEAST = 10  # a smaller count agrees with too many cells for the number to say which is meant
TELLING = 1000  # … of half a million cells
CROSSED = 3  # breakdowns that a sum may be limited by
GROUPED = 2  # … where one of the limits is a named group, such as all that involve labour exploitation
PRINTED, ADDED, MIXED = 0, 1, 2  # a cell as printed; added from cells of one table; from quarters of several releases
SELECT = (
    "SELECT m.value, s.measure, s.limits, m.period, r.name, m.kind FROM meaning m "
    "JOIN subject s ON s.id = m.subject JOIN release r ON r.id = m.release"
)
Where = tuple[tuple[str, str], ...]
# What a sum is of, as (columns, condition): each period as it is held, or the years of tables that restate nothing.
QUARTERS = ("period, release", "true")
YEARS = (
    "substr(period, 1, 4), max(release)",
    "period LIKE '%-Q%' AND substr(period, 1, 4) IN (SELECT substr(period, 1, 4) FROM \"{dataset}\" "
    "WHERE period LIKE '%-Q%' GROUP BY 1 HAVING count(DISTINCT period) = 4 AND count(DISTINCT release) = 4)",
)
WHOLE_YEARS = (  # of a series, in each of its releases
    "substr(period, 1, 4), release",
    "period LIKE '%-Q%' AND (release, substr(period, 1, 4)) IN (SELECT (release, substr(period, 1, 4)) FROM "
    '"{dataset}" '
    "WHERE period LIKE '%-Q%' GROUP BY release, substr(period, 1, 4) HAVING count(DISTINCT period) = 4)",
)


@dataclass(frozen=True)
class Meaning:
    """What one value counts in one release: ``where`` pairs dimensions with one member or group each."""

    measure: str
    where: Where
    period: Span
    release: str
    kind: int

    @property
    def printed(self) -> bool:
        return self.kind == PRINTED


@dataclass(frozen=True)
class _Cell:
    where: Where
    measure: str
    period: str
    release: str
    value: int
    kind: int


class Values:
    """Looks values up; opened when one is first looked up, and safe to share between threads."""

    def __init__(self, catalog: Catalog, data: Path) -> None:
        self._catalog, self._data = catalog, data
        self._connection: sqlite3.Connection | None = None
        self._lock = Lock()

    def of(self, value: int, limit: int = 200) -> list[Meaning]:
        """Meanings of a count, in no order; none of one below :data:`LEAST`."""
        return [meaning for _, meaning in self._found("m.value = ? LIMIT ?", (value, limit))]

    def total_near(self, value: int, most: int) -> tuple[int, Meaning] | None:
        """The printed total, of everybody, that is nearest to a value, where one lies within ``most`` of it."""
        condition = "m.value BETWEEN ? AND ? AND s.limits = '' AND m.kind = 0"
        found = self._found(condition, (value - most, value + most))
        return min(found, key=lambda pair: (abs(pair[0] - value), -pair[1].period.end), default=None)

    def _found(self, condition: str, parameters: tuple[int, ...]) -> list[tuple[int, Meaning]]:
        if max(map(abs, parameters)) > LARGEST:
            return []  # a number of any length may stand in a text: no figure is as large
        with self._lock:
            if self._connection is None:
                path = values_file(self._catalog, self._data)
                self._connection = sqlite3.connect(
                    f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False
                )
                weakref.finalize(self, self._connection.close)
            rows = self._connection.execute(f"{SELECT} WHERE {condition}", parameters).fetchall()
        return [(value, Meaning(m, _limits(limits), Span.read(p), r, kind)) for value, m, limits, p, r, kind in rows]


def values_file(catalog: Catalog, data: Path) -> Path:
    """The file of values beside the figures, written where it is not there yet. Raises :class:`AssistantError`."""
    figures = built(catalog, data)
    path = figures.with_suffix(f".values-{FORMAT}")
    if path.exists():
        return path
    handle, name = tempfile.mkstemp(suffix=".building", dir=path.parent)
    os.close(handle)
    connection = duckdb.connect(str(figures), read_only=True, config=CONFIG)  # as the engine of this process has it
    try:
        _write(Path(name), _cells(connection, Lookup(catalog)))
        os.replace(name, path)  # another process may have been as quick: both files say the same
    finally:
        connection.close()
        Path(name).unlink(missing_ok=True)
    return path


def _limits(text: str) -> Where:
    pairs = (part.partition("=") for part in text.split("&") if part)
    return tuple((dimension, member) for dimension, _, member in pairs)


def _write(path: Path, cells: Iterable[_Cell]) -> None:
    subjects: dict[tuple[str, Where], int] = {}
    releases: dict[str, int] = {}
    kinds: dict[tuple[int, int, str, int], int] = {}
    for cell in cells:
        subject = subjects.setdefault((cell.measure, cell.where), len(subjects))
        release = releases.setdefault(cell.release, len(releases))
        key = (cell.value, subject, cell.period, release)
        kinds[key] = min(kinds.get(key, cell.kind), cell.kind)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE subject (id INTEGER PRIMARY KEY, measure TEXT, limits TEXT);"
            "CREATE TABLE release (id INTEGER PRIMARY KEY, name TEXT);"
            "CREATE TABLE meaning (value INTEGER, subject INTEGER, period TEXT, release INTEGER, kind INTEGER,"
            " PRIMARY KEY (value, subject, period, release)) WITHOUT ROWID;"
        )
        named = ((n, measure, "&".join(f"{d}={m}" for d, m in where)) for (measure, where), n in subjects.items())
        connection.executemany("INSERT INTO subject VALUES (?, ?, ?)", named)
        connection.executemany("INSERT INTO release VALUES (?, ?)", ((n, name) for name, n in releases.items()))
        connection.executemany(
            "INSERT INTO meaning VALUES (?, ?, ?, ?, ?)", ((*key, kind) for key, kind in sorted(kinds.items()))
        )


def _cells(connection: duckdb.DuckDBPyConnection, lookup: Lookup) -> Iterator[_Cell]:
    for dataset in lookup.datasets:
        tables = [table for table in lookup.catalog.tables if table.dataset == dataset]
        dimensions = list(dict.fromkeys(d for table in tables for d in table.dimensions))
        flows = [m for t in tables for m in t.measures if lookup.measures[m].kind == "flow"]
        if tables and all(lookup.publication_of(m).by_words for t in tables for m in t.measures):
            counted = all(lookup.measures[m].kind == "flow" for t in tables for m in t.measures)
            for when in (QUARTERS, WHOLE_YEARS) if counted else (QUARTERS,):
                yield from _totals(connection, dataset, dimensions, lookup, when)
            continue
        yield from _printed(connection, dataset, dimensions)
        if not tables:
            continue  # single figures alone
        if tables[0].complete:
            for names in _crossings(dimensions, lookup):
                yield from _crossed(connection, dataset, dimensions, names, lookup, QUARTERS)
                if not tables[0].series and flows:
                    yield from _crossed(connection, dataset, dimensions, names, lookup, YEARS)
        if not tables[0].complete or tables[0].series:
            yield from _years(connection, dataset, dimensions, flows, lookup)


def _totals(
    connection: duckdb.DuckDBPyConnection, dataset: str, dimensions: list[str], lookup: Lookup, when: tuple[str, str]
) -> Iterator[_Cell]:
    """Of a publication that only its own words mean: large sums over all but one breakdown, for a number alone
    hardly means more.
    """
    for names in _crossings(dimensions, lookup):
        if len(names) <= 1:
            cells = _crossed(connection, dataset, dimensions, names, lookup, when)
            yield from (cell for cell in cells if cell.value >= TELLING)


def _printed(connection: duckdb.DuckDBPyConnection, dataset: str, dimensions: list[str]) -> Iterator[_Cell]:
    """Cells as they stand, limited by no more breakdowns than a sentence would name."""
    columns = ", ".join(f'"{d}"' for d in dimensions)
    sql = f'SELECT measure, period, release, value{", " if columns else ""}{columns} FROM "{dataset}" WHERE value >= ?'
    for measure, period, release, value, *members in connection.execute(sql, [LEAST]).fetchall():
        where = _where(dimensions, members)
        yield _Cell(where, measure, period, release, value, PRINTED)


def _where(dimensions: Iterable[str], members: Iterable[str]) -> Where:
    return tuple(sorted((d, m) for d, m in zip(dimensions, members, strict=True) if m != "total"))


def _crossings(dimensions: list[str], lookup: Lookup) -> Iterator[tuple[str, ...]]:
    """Which breakdowns a sum is limited by; those added over must make the total."""
    for size in range(min(CROSSED, len(dimensions)) + 1):
        for names in combinations(dimensions, size):
            if all(lookup.dimensions[d].partition for d in dimensions if d not in names):
                yield names


def _crossed(
    connection: duckdb.DuckDBPyConnection, dataset: str, dimensions: list[str], names: tuple[str, ...],
    lookup: Lookup, when: tuple[str, str],
) -> Iterator[_Cell]:  # fmt: skip
    """Sums over the finest cells; a named group stands as a member where few breakdowns are crossed."""
    finest = " AND ".join(f"\"{d}\" <> 'total'" for d in dimensions) or "true"
    joins, columns = "", []
    for name in names:
        groups = _groups(lookup, name) if len(names) <= GROUPED else []
        if not groups:
            columns.append(f'f."{name}"')
            continue
        connection.execute(f'CREATE OR REPLACE TEMP TABLE "named_{name}" (member VARCHAR, name VARCHAR)')
        connection.executemany(f'INSERT INTO "named_{name}" VALUES (?, ?)', groups)
        own = f'SELECT DISTINCT "{name}" AS member, "{name}" AS name FROM "{dataset}"'
        joins += f' JOIN ({own} UNION ALL FROM "named_{name}") AS "of_{name}" ON "of_{name}".member = f."{name}"'
        columns.append(f'"of_{name}".name')
    listed = "".join(f", {column}" for column in columns)
    sql = (
        f'SELECT measure, {when[0]}, sum(value){listed} FROM "{dataset}" f{joins} '
        f"WHERE {finest} AND {when[1].format(dataset=dataset)} GROUP BY ALL HAVING sum(value) >= {LEAST}"
    )
    for measure, period, release, value, *members in connection.execute(sql).fetchall():
        yield _Cell(_where(names, members), measure, period, release, int(value), ADDED)


def _groups(lookup: Lookup, dimension: str) -> list[tuple[str, str]]:
    """(member, group) of every named group."""
    return [
        (member, group.id)
        for group in lookup.dimensions[dimension].groups
        for member in lookup.expand(dimension, (group.id,))
    ]


def _years(
    connection: duckdb.DuckDBPyConnection, dataset: str, dimensions: list[str], flows: list[str], lookup: Lookup
) -> Iterator[_Cell]:
    """Years added from four printed quarters: of one release, and of the newest and the first release of each."""
    quarters: dict[tuple[str, Where], dict[str, dict[str, int]]] = {}
    for cell in _printed(connection, dataset, dimensions):
        if cell.measure in flows and "Q" in cell.period:
            quarters.setdefault((cell.measure, cell.where), {}).setdefault(cell.period, {})[cell.release] = cell.value
    for (measure, where), by_period in quarters.items():
        for year in sorted({period[:4] for period in by_period}):
            four = [by_period.get(f"{year}-Q{n}") for n in range(1, 5)]
            for release, value, kind in _sums([f for f in four if f], lookup) if all(four) else ():
                yield _Cell(where, measure, year, release, value, kind)


def _sums(four: list[dict[str, int]], lookup: Lookup) -> set[tuple[str, int, int]]:
    """(release, sum, kind) of four quarters, each given by release."""
    shared = set.intersection(*(set(quarter) for quarter in four))
    found = {(release, sum(quarter[release] for quarter in four), ADDED) for release in shared}
    for choose in (max, min):
        chosen = [choose(quarter, key=lookup.release_key) for quarter in four]
        total = sum(quarter[release] for quarter, release in zip(four, chosen, strict=True))
        found.add((max(chosen, key=lookup.release_key), total, MIXED))
    return found
