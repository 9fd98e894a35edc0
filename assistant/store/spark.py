"""Apache Spark over the Parquet that ``export-warehouse`` wrote: local, a cluster, or Spark Connect.

Answers are small and the same statement gives the same rows, so the newest answers are kept. Small tables are held in
the workers' memory, larger ones are read where they lie with the filters pushed down.
"""

from __future__ import annotations

import socket
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from assistant.errors import AssistantError, EngineLost, QueryTooLarge
from assistant.store.engine import ROWS, TOO_LONG, Rows
from assistant.store.fingerprint import MANIFEST

SECONDS = 60.0  # a statement: a cluster that must read again what a lost worker held takes its time
OPENING = 180.0  # a session: workers that start, tables that are listed
GRACE = 5.0  # for the engine to stop what it was told to stop
LINGERS = 2  # seconds that the program which started Java may outlive it
KEPT = 4096  # answers
IN_MEMORY = 5_000_000  # cells of the largest table that the workers hold in memory
IN_ONE_PLACE = 100_000  # cells of the largest table that one of them holds whole: nothing is sent about to group it

SQL_SETTINGS = {
    # Groups of a table of figures are few, however many its cells: partial sums go to one place.
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",  # it plans between stages, which takes longer than these stages
}
SETTINGS = SQL_SETTINGS | {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.locality.wait": "0s",
}

T = TypeVar("T")


class Spark:
    """One session for all questions, opened again after it was lost. ``figures``: a folder, or its address."""

    dialect = "spark"

    def __init__(self, address: str, figures: str, in_one_place: int = IN_ONE_PLACE) -> None:
        """Raises :class:`EngineLost` where nothing answers at ``address``, :class:`AssistantError` without figures."""
        self._address, self._in_one_place = address, in_one_place
        self._connect = address.startswith("sc://")
        self._figures = figures.rstrip("/") if "://" in figures else Path(figures).expanduser().resolve().as_uri()
        self._opening = threading.Lock()
        self._session: Any = None
        self._content: set[str] = set()
        self._columns: dict[str, tuple[str, ...]] = {}
        self._kept = lru_cache(maxsize=KEPT)(self._fetch)
        self._opened()

    def run(self, sql: str, parameters: Sequence[Any] = (), seconds: float | None = None, limit: int = ROWS) -> Rows:
        """Rows of one checked SELECT whose parameters are :p1, :p2 …; see :class:`assistant.store.engine.Engine`."""
        return self._kept(sql, tuple(parameters), SECONDS if seconds is None else seconds, limit)

    def describe(self) -> Mapping[str, tuple[str, ...]]:
        """Every table of figures with its columns."""
        return dict(self._columns)

    def close(self) -> None:
        self._forget(self._session)

    def _fetch(self, sql: str, parameters: tuple[Any, ...], seconds: float, limit: int) -> Rows:
        session = self._opened()
        tag = f"question-{uuid4().hex}"

        def collect() -> Rows:
            # A tag is of this thread alone, so that stopping one question stops no other.
            (session.addTag if self._connect else session.sparkContext.addJobTag)(tag)
            frame = session.sql(sql, args={f"p{number}": value for number, value in enumerate(parameters, 1)})
            rows = [tuple(row) for row in frame.limit(limit + 1).collect()]
            return Rows(tuple(frame.columns), tuple(rows[:limit]), len(rows) > limit)

        asked = _started(collect)
        try:
            return asked.result(seconds)
        except Exception as error:
            if asked.done():
                raise self._failure(session, error) from error
            raise self._stopped(session, tag, asked) from error

    def _stopped(self, session: Any, tag: str, asked: Future[Rows]) -> AssistantError:
        """Stop a statement that ran past its time; a session that does not heed is given up."""
        idle = not self._workers(session)
        # Once is not enough: a statement that is still being planned has no job yet that could be stopped.
        stop = session.interruptTag if self._connect else session.sparkContext.cancelJobsWithTag
        for _ in range(10):
            _started(lambda: stop(tag))
            with suppress(Exception):
                asked.result(GRACE / 10)
            if asked.done():
                break
        else:
            self._forget(session)
        if idle:
            return EngineLost("The engine has no workers at the moment, so that the figures cannot be read; ask again.")
        return QueryTooLarge(TOO_LONG)

    def _failure(self, session: Any, error: Exception) -> AssistantError:
        from pyspark.errors import AnalysisException

        if isinstance(error, AnalysisException) and not self._connect:
            return AssistantError(f"The engine cannot run the statement: {_first_line(error)}")
        # A Connect server that started again knows this session's id and none of its tables: begin anew in any case.
        alive = not self._connect and _within(GRACE, lambda: not session.sparkContext._jsc.sc().isStopped(), False)
        if alive:
            return AssistantError(f"The engine could not read the figures: {_first_line(error)}")
        self._forget(session)
        return EngineLost("The engine that holds the figures was lost; ask again.")

    def _workers(self, session: Any) -> int:
        """How many workers there are, the driver counted where it works itself or where nobody can tell."""
        if self._connect or _master(self._address).startswith("local"):
            return 1
        return _within(GRACE, lambda: session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1, 0)

    def _opened(self) -> Any:
        """The session, opened if there is none. Others wait: they need the same one."""
        with self._opening:
            if self._session is None:
                _reachable(self._address)
                opened = _started(self._open)
                try:
                    self._session = opened.result(OPENING)
                except AssistantError:
                    raise
                except Exception as error:
                    raise EngineLost(f"The engine at {self._address} cannot be used: {_first_line(error)}") from error
                self._kept.cache_clear()
            return self._session

    def _open(self) -> Any:
        try:
            from pyspark.errors import AnalysisException
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise AssistantError("Spark needs pyspark: pip install 'nrm-assistant[spark]'.") from error
        builder = SparkSession.builder.appName("published figures")
        for name, value in (SQL_SETTINGS if self._connect else SETTINGS).items():
            builder = builder.config(name, value)
        session = _connected(builder, self._address) if self._connect else _classic(builder, self._address)
        try:
            manifest = session.read.parquet(f"{self._figures}/{MANIFEST}")
            manifest.createOrReplaceTempView(MANIFEST)
            held = manifest.collect()
            columns = {MANIFEST: tuple(manifest.columns)}
            for row in held:
                table = session.read.parquet(f"{self._figures}/{row['dataset']}")
                columns[row["dataset"]] = tuple(table.columns)
                small = row["cells"] <= self._in_one_place
                if row["cells"] <= IN_MEMORY:
                    table = table.coalesce(1) if small else table.repartition(max(2, row["cells"] // 500_000))
                table.createOrReplaceTempView(row["dataset"])
                if row["cells"] <= IN_MEMORY:
                    session.catalog.cacheTable(row["dataset"])
            large = any(row["cells"] > IN_MEMORY for row in held)
            # To write and compile Java for every statement pays only where there is much to read.
            session.conf.set("spark.sql.codegen.wholeStage", str(large).lower())
        except AnalysisException as error:
            raise AssistantError(f"{self._figures} holds no exported figures: run export-warehouse.") from error
        content = {row["content"] for row in held}
        if self._content and content != self._content:
            raise AssistantError("The figures were exported anew: start the program again to read them.")
        self._content, self._columns = content, columns
        return session

    def _forget(self, session: Any) -> None:
        """Let go of a session, so that the next question opens one. Safe for one that is lost already."""
        with self._opening:
            if session is None or self._session is not session:
                return  # another question that failed with it was first
            self._session = None
            _within(GRACE, session.stop, None)
            if not self._connect:
                _drop_lost_gateway()


def _master(address: str) -> str:
    return "local[*]" if address == "spark-local" else address


def _connected(builder: Any, address: str) -> Any:
    from pyspark.sql.connect.client.retries import DefaultPolicy

    session = builder.remote(address).create()
    session.client.set_retry_policies([DefaultPolicy(max_retries=4)])  # some seconds: its own way is ten minutes
    return session


def _classic(builder: Any, address: str) -> Any:
    from pyspark.errors import PySparkRuntimeError

    try:
        return builder.master(_master(address)).getOrCreate()
    except PySparkRuntimeError as error:
        raise AssistantError(f"Spark needs Java 17 or newer on this machine: {_first_line(error)}") from error


def _drop_lost_gateway() -> None:
    """pyspark keeps the connection to its Java process for good, also when that process is gone."""
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    process = getattr(SparkContext._gateway, "proc", None)
    if process is not None and _ended(process):
        SparkContext._gateway = SparkContext._jvm = SparkContext._active_spark_context = None
        SparkSession._instantiatedSession = SparkSession._activeSession = None


def _ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether the Java process is gone; what started it follows it in a moment."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(LINGERS)
    return process.poll() is not None


def _reachable(address: str) -> None:
    """Ask the door first: Spark itself goes on knocking for a minute or more. Raises :class:`EngineLost`."""
    scheme, _, rest = address.partition("://")
    if scheme not in ("spark", "sc"):
        return
    for place in rest.split("/")[0].split(";")[0].split(","):
        host, _, port = place.rpartition(":") if ":" in place else (place, "", "")
        try:
            socket.create_connection((host, int(port or (15002 if scheme == "sc" else 7077))), timeout=3).close()
        except (OSError, ValueError):
            continue
        return
    raise EngineLost(f"The engine at {scheme}://{rest.split(';')[0]} cannot be reached; ask again in a while.")


def _started(call: Callable[[], T]) -> Future[T]:
    """Run in a thread that nothing waits for at the end: a call to a lost engine may never come back."""
    future: Future[T] = Future()

    def work() -> None:
        try:
            future.set_result(call())
        except BaseException as error:  # handed to whoever asks for the result
            future.set_exception(error)

    threading.Thread(target=work, daemon=True).start()
    return future


def _within(seconds: float, call: Callable[[], T], otherwise: T) -> T:
    """What ``call`` gives in time, else ``otherwise``."""
    try:
        return _started(call).result(seconds)
    except Exception:  # of a lost engine, whatever it was
        return otherwise


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
