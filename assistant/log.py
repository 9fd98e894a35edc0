"""Logs as JSON, one line a record: ids, outcomes and milliseconds, and never a word that somebody typed.

A record of another library says only where it was made, since its message may quote what it was given.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sys
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from assistant.answer.model import Part

LOGGER = logging.getLogger("assistant")
TRUSTED = ("assistant",)  # whose messages are known to quote nobody
PLAIN = ("uvicorn",)  # whose messages are known to quote nobody until addresses and paths are filled in
FRAMES = 12  # of a traceback, the innermost

_plain = logging.getLogRecordFactory()


def setup(stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Every record of this process as one JSON line, whichever handler writes it; our own go to ``stream`` (stderr)."""
    logging.captureWarnings(True)
    logging.setLogRecordFactory(_record)
    logging.basicConfig(stream=stream or sys.stderr, level=logging.WARNING, format="%(message)s", force=True)
    LOGGER.setLevel(level)


def event(name: str, **fields: Any) -> None:
    """Note that something happened. ``fields`` hold ids, counts and times, never text that was typed."""
    LOGGER.info(name, extra={"fields": fields})


def failure(name: str, error: BaseException, **fields: Any) -> None:
    """Note an error that nobody foresaw: its kind and its place, without its message."""
    LOGGER.error(name, exc_info=error, extra={"fields": fields})


def answered(surface: str, parts: Iterable[Part], milliseconds: float) -> None:
    """Note the outcome of a question: of each part the status and the id of its query."""
    outcome = [{"status": part.status, "kind": part.kind, "query": query_id(part.link)} for part in parts]
    event("answer", surface=surface, parts=outcome, ms=round(milliseconds, 1))


def query_id(link: str) -> str:
    """A short name for a canonical query; the same query has the same name everywhere. Empty for none.

    >>> query_id("m=a&s=figure"), query_id("")
    ('083363af53c3', '')
    """
    return hashlib.sha256(link.encode()).hexdigest()[:12] if link else ""


class _Line(logging.LogRecord):
    """A record whose message is its JSON line: formatters of other libraries can add nothing to it."""

    fields: dict[str, Any]

    def getMessage(self) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(self.created, UTC).isoformat(timespec="milliseconds"),
            "level": self.levelname.lower(),
            "logger": self.name,
        }
        if self.name.split(".")[0] in TRUSTED:
            line["event"] = super().getMessage().strip()
        elif self.name.split(".")[0] in PLAIN:
            line["event"] = str(self.msg).strip()
        else:
            line["at"] = f"{self.module}:{self.lineno}"
        line |= getattr(self, "fields", {})
        if self.error is not None:
            line["error"] = type(self.error).__name__
            line["trace"] = _trace(self.error.__traceback__)
        return json.dumps(line, ensure_ascii=False, default=str)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.error = self.exc_info[1] if self.exc_info else None
        self.exc_info = None  # a formatter would print the error's message
        self.stack_info = None


def _record(*arguments: Any, **named: Any) -> logging.LogRecord:
    return _Line(*arguments, **named)


def _trace(found: TracebackType | None) -> list[str]:
    return [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(found)[-FRAMES:]]


def plain() -> None:
    """Undo :func:`setup`, for tests."""
    logging.setLogRecordFactory(_plain)
    logging.captureWarnings(False)
