"""Where feedback is kept: one SQLite file of this user's, or the database that $ASSISTANT_DATABASE_URL names."""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, make_url, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, ProgrammingError, SQLAlchemyError

from assistant.errors import AssistantError
from assistant.feedback.model import MOST_QUESTION, Rating, Reply, Response, Unmet, clean
from assistant.feedback.tables import ASKED, RATED_DATASET, RATING, REPLY, RESPONSE, UNMET, create

VARIABLE = "ASSISTANT_DATABASE_URL"
FILE = "feedback.sqlite"
SECONDS = 2.0  # that a write may wait for a lock, a connection or a statement


class StoreError(AssistantError):
    """The store could not be read or written; the sentence says why and quotes nothing of what was to be kept."""


def address() -> URL:
    """$ASSISTANT_DATABASE_URL (postgresql://… or sqlite:///FILE), else a file in this user's data folder.

    Not in the folder of $ASSISTANT_CACHE: what is built can be built again, what users said cannot.
    Raises :class:`StoreError`.
    """
    named = os.environ.get(VARIABLE)
    if not named:
        return URL.create("sqlite", database=str(user_data_path("nrm-assistant") / FILE))
    try:
        url = make_url(named)
    except ArgumentError as error:
        raise StoreError(f"{VARIABLE} is not an address such as postgresql://host/database.") from error
    kind = url.drivername.partition("+")[0]
    if kind in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if kind == "sqlite" and url.database and url.database != ":memory:":
        return url
    raise StoreError(f"{VARIABLE} must begin with postgresql:// or name a file as sqlite:///FILE.")


class Store:
    """Reads and writes, each in one transaction; the tables are made at the first write. Threads may share it."""

    def __init__(self, url: URL | None = None, seconds: float = SECONDS) -> None:
        """Opens nothing yet. Raises :class:`StoreError` for an address that cannot be used."""
        self.url = url or address()
        self.seconds = seconds
        self._engine: Engine | None = None
        self._ready = False
        self._lock = threading.Lock()

    @property
    def file(self) -> Path | None:
        """The file of SQLite, else none."""
        return Path(self.url.database) if self.url.get_backend_name() == "sqlite" and self.url.database else None

    def rate(self, rating: Rating) -> None:
        """Keep a rating whole or not at all. Raises :class:`StoreError`."""
        values = {
            "day": rating.day, "measure": rating.measure, "status": rating.status, "useful": rating.useful,
            "wanted": rating.wanted, "comment": clean(rating.comment), "question": clean(rating.question,
            MOST_QUESTION),
        }  # fmt: skip
        with self.writing() as connection:
            made = connection.execute(insert(RATING).values(values)).inserted_primary_key
            datasets = [{"rating": made[0], "name": name} for name in dict.fromkeys(rating.datasets)] if made else []
            if datasets:
                connection.execute(insert(RATED_DATASET), datasets)

    def respond(self, response: Response) -> None:
        """Keep the answers to the survey, all or none. Raises :class:`StoreError`."""
        with self.writing() as connection:
            made = connection.execute(
                insert(RESPONSE).values(day=response.day, round=response.round)
            ).inserted_primary_key
            said = [pair for reply in response.replies for pair in _said(reply)]
            if made and said:
                connection.execute(insert(REPLY), [{"response": made[0], **one} for one in said])

    def count(self, asked: Mapping[tuple[str, Unmet], int]) -> None:
        """Add to the months' counts of what was asked for in vain. Raises :class:`StoreError`."""
        with self.writing() as connection:
            # Both have INSERT … ON CONFLICT, each in a class of its own.
            made: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
            # One order for all: two servers that add to the same counts never wait for each other in a ring.
            for month, unmet in sorted(asked, key=repr):
                times = asked[month, unmet]
                statement = made(UNMET).values(
                    month=month, measure=unmet.measure, dimensions=" ".join(unmet.dimensions), reason=unmet.reason,
                    topics=" ".join(unmet.topics), times=times,
                )  # fmt: skip
                connection.execute(
                    statement.on_conflict_do_update(
                        index_elements=list(UNMET.primary_key.columns), set_={"times": UNMET.c.times + times}
                    )
                )

    def keep_question(self, day: dt.date, reason: str, question: str) -> None:
        """Keep the words of a question that got no figure. Raises :class:`StoreError`."""
        with self.writing() as connection:
            connection.execute(insert(ASKED).values(day=day, reason=reason, question=clean(question, MOST_QUESTION)))

    def ratings(self, first: dt.date, last: dt.date) -> list[Rating]:
        """Of the days from ``first`` to ``last``, in the order kept. Raises :class:`StoreError`."""
        days = RATING.c.day.between(first, last)
        with self.reading() as connection:
            if connection is None:
                return []
            datasets: dict[int, list[str]] = {}
            joined = select(RATED_DATASET).join(RATING).where(days).order_by(RATED_DATASET.c.name)
            for rating, name in connection.execute(joined):
                datasets.setdefault(rating, []).append(name)
            return [
                Rating(
                    row.day, row.measure, row.status, row.useful, tuple(datasets.get(row.id, ())), row.wanted,
                    row.comment, row.question,
                )
                for row in connection.execute(select(RATING).where(days).order_by(RATING.c.id))
            ]  # fmt: skip

    def responses(self, first: dt.date, last: dt.date) -> list[Response]:
        """Survey responses of the days from ``first`` to ``last``. Raises :class:`StoreError`."""
        days = RESPONSE.c.day.between(first, last)
        with self.reading() as connection:
            if connection is None:
                return []
            said: dict[int, dict[str, list[tuple[str, str]]]] = {}
            for row in connection.execute(select(REPLY).join(RESPONSE).where(days).order_by(REPLY.c.id)):
                said.setdefault(row.response, {}).setdefault(row.question, []).append((row.kind, row.value))
            return [
                Response(row.day, row.round, tuple(_reply(q, pairs) for q, pairs in said.get(row.id, {}).items()))
                for row in connection.execute(select(RESPONSE).where(days).order_by(RESPONSE.c.id))
            ]

    def unmet(self, first: str, last: str) -> dict[tuple[str, Unmet], int]:
        """Counts by month ("2026-11") from ``first`` to ``last``. Raises :class:`StoreError`."""
        with self.reading() as connection:
            if connection is None:
                return {}
            return {
                (row.month, Unmet(row.measure, tuple(row.dimensions.split()), row.reason,
                tuple(row.topics.split()))): row.times
                for row in connection.execute(select(UNMET).where(UNMET.c.month.between(first, last)))
            }  # fmt: skip

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is kept whole or not at all. Raises :class:`StoreError` within seconds."""
        with _told():
            engine = self._made()
            if not self._ready:
                self._create(engine)
            with engine.begin() as connection:
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        """A connection, or none where nothing has been kept yet. Raises :class:`StoreError`."""
        if self.file is not None and not self.file.exists():
            yield None
            return
        with self.writing() as connection:  # makes the tables of an empty database, and writes nothing else
            yield connection

    def close(self) -> None:
        if self._engine is not None:
            self._engine.dispose()

    def _made(self) -> Engine:
        with self._lock:
            if self._engine is None:
                self._engine = _engine(self.url, self.seconds)
            return self._engine

    def _create(self, engine: Engine) -> None:
        if self.file is not None:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.file.touch(mode=0o600)
        # Two servers that start together may both find nothing; the second then finds the work of the first.
        with suppress(IntegrityError, ProgrammingError), engine.begin() as connection:
            create(connection)
            self._ready = True
            return
        with engine.begin() as connection:
            create(connection)
        self._ready = True


def _engine(url: URL, seconds: float) -> Engine:
    if url.get_backend_name() == "sqlite":
        made = create_engine(url, connect_args={"timeout": seconds})

        @event.listens_for(made, "connect")
        def configure(connection: Any, _: Any) -> None:
            # Readers and the writer do not wait for each other; what was said to be kept outlives a power cut.
            for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
                connection.execute(f"PRAGMA {setting}").close()

        return made
    milliseconds = int(1000 * seconds)
    own = url.query.get("options", "")  # a search path, say: ours are added to it
    limits = f"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds}"
    options = " ".join([*((own,) if isinstance(own, str) else own), limits]).strip()
    wait = {"connect_timeout": max(2, int(seconds)), "tcp_user_timeout": 2 * milliseconds}
    try:
        return create_engine(
            url.difference_update_query(["options"]), pool_pre_ping=True, pool_size=2, max_overflow=2,
            pool_timeout=seconds,
            connect_args={key: value for key, value in wait.items() if key not in url.query} | {"options": options},
        )  # fmt: skip
    except ImportError as error:
        raise StoreError("PostgreSQL needs psycopg: pip install 'nrm-assistant[postgres]'.") from error


# What the two databases say, by a part of it, and what is said here instead: theirs quotes values and addresses.
REASONS = (
    ("locked", "the store is busy"), ("lock timeout", "the store is busy"), ("statement timeout", "the store is busy"),
    ("full", "there is no space left"), ("no space", "there is no space left"), ("disk i/o",
    "there is no space left or the disk fails"),
    ("readonly", "the store cannot be written"), ("read-only", "the store cannot be written"),
    ("unable to open", "the store cannot be opened"), ("not a database", "the file is not a store of feedback"),
    ("connect", "the store cannot be reached"), ("terminat", "the store cannot be reached"),
)  # fmt: skip


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except StoreError:
        raise
    except (SQLAlchemyError, OSError) as error:
        said = str(error.orig if isinstance(error, DBAPIError) else error).casefold()
        reason = next((text for part, text in REASONS if part in said), "the store cannot be used")
        raise StoreError(f"{reason[:1].upper()}{reason[1:]}.") from error


def _said(reply: Reply) -> Iterator[dict[str, str]]:
    listed = [("dataset", name) for name in reply.datasets] + [("wanted", name) for name in reply.wanted]
    for kind, value in (*listed, ("choice", reply.choice), ("comment", clean(reply.comment))):
        if value:
            yield {"question": reply.question, "kind": kind, "value": value}


def _reply(question: str, pairs: list[tuple[str, str]]) -> Reply:
    of = {kind: tuple(value for k, value in pairs if k == kind) for kind in ("dataset", "wanted", "choice", "comment")}
    return Reply(question, of["dataset"], "".join(of["choice"]), of["wanted"], "".join(of["comment"]))
