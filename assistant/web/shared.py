"""What all pages and programs share: one assistant for every session, its checker, and what keeps feedback."""

from __future__ import annotations

from functools import cache

from assistant.answer.holdings import Holdings
from assistant.api.answers import Answers, InProcess
from assistant.api.workers import Workers
from assistant.feedback.recorder import Recorder
from assistant.service import Assistant


@cache
def assistant() -> Assistant:
    """Read-only and without state, so that one serves all sessions and the HTTP interface."""
    return Assistant()


_workers: list[Workers] = []


def start(workers: Workers) -> None:
    """From here on, what users send is answered by these."""
    _workers.append(workers)


def workers() -> Workers | None:
    return _workers[-1] if _workers else None


@cache
def _here() -> InProcess:
    return InProcess(assistant())


def answers() -> Answers:
    """Whatever answers what users send: workers in a service, this process where a page is run without one."""
    return workers() or _here()


@cache
def recorder() -> Recorder:
    """One writer for all sessions: it opens the store when there is something to keep."""
    return Recorder()


@cache
def holdings() -> Holdings:
    return Holdings(assistant().lookup, assistant().near)
