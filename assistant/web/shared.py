"""What all pages and programs share: one assistant for every session, its checker, and what keeps feedback."""

from __future__ import annotations

from functools import cache

from assistant.answer.holdings import Holdings
from assistant.claims.check import Checker
from assistant.feedback.recorder import Recorder
from assistant.service import Assistant


@cache
def assistant() -> Assistant:
    """Read-only and without state, so that one serves all sessions and the HTTP interface."""
    return Assistant()


@cache
def checker() -> Checker:
    return Checker(assistant())


@cache
def recorder() -> Recorder:
    """One writer for all sessions: it opens the store when there is something to keep."""
    return Recorder()


@cache
def holdings() -> Holdings:
    return Holdings(assistant().lookup, assistant().near)
