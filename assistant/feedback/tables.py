"""The tables of the store: the same on SQLite and PostgreSQL, their names apart from whatever else a database holds."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)
from sqlalchemy.schema import CreateIndex, CreateTable

METADATA = MetaData()


def _text(name: str) -> Column[str]:
    """Empty, and never null, where nothing was said: a null would be unequal to itself in a primary key."""
    return Column(name, Text, nullable=False, server_default="")


RATING = Table(
    "feedback_rating", METADATA,
    Column("id", Integer, primary_key=True), Column("day", Date, nullable=False), _text("measure"), _text("status"),
    Column("useful", Boolean), _text("wanted"), _text("comment"), _text("question"),
    Index("feedback_rating_day", "day"),
)  # fmt: skip
# The published tables that a rated answer read, those that belong together as one.
RATED_DATASET = Table(
    "feedback_rated_dataset", METADATA,
    Column("rating", ForeignKey(RATING.c.id), nullable=False), Column("name", Text, nullable=False),
    PrimaryKeyConstraint("rating", "name"),
)  # fmt: skip
RESPONSE = Table(
    "feedback_response", METADATA,
    Column("id", Integer, primary_key=True), Column("day", Date, nullable=False), _text("round"),
    Index("feedback_response_day", "day"),
)  # fmt: skip
# One line a thing said: a dataset chosen, a choice, a breakdown missed, a comment.
REPLY = Table(
    "feedback_reply", METADATA,
    Column("id", Integer, primary_key=True), Column("response", ForeignKey(RESPONSE.c.id), nullable=False),
    _text("question"), Column("kind", String(10), nullable=False), _text("value"),
    Index("feedback_reply_response", "response"),
)  # fmt: skip
# A count a month, and nothing of who asked or in what words.
UNMET = Table(
    "feedback_unmet", METADATA,
    Column("month", String(7), nullable=False), _text("measure"), _text("dimensions"), _text("reason"),
    _text("topics"), Column("times", Integer, nullable=False),
    PrimaryKeyConstraint("month", "measure", "dimensions", "reason", "topics"),
)  # fmt: skip
# Words of questions that got no figure: written to only where the configuration says so.
ASKED = Table(
    "feedback_asked", METADATA,
    Column("id", Integer, primary_key=True), Column("day", Date, nullable=False), _text("reason"), _text("question"),
)  # fmt: skip


def create(connection: Connection) -> None:
    """Make what is not there yet."""
    for table in METADATA.sorted_tables:
        connection.execute(CreateTable(table, if_not_exists=True))
        for index in table.indexes:
            connection.execute(CreateIndex(index, if_not_exists=True))
