"""Browsers that stay open: what each of them costs the server in memory."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from assistant.benchmark.measure import Row, timed
from assistant.benchmark.server import HOST, server
from assistant.benchmark.visit import Visit
from assistant.errors import AssistantError
from assistant.service import Assistant

OPEN = 100
STATUS = Path("/proc/self/status")  # Linux alone says what a process holds


def sessions(assistant: Assistant, questions: list[str]) -> Iterator[Row]:
    """A row of the server's memory with :data:`OPEN` sessions, each at the link of an answer, beside that with one."""
    if not STATUS.exists():
        return
    links = [part.link for question in questions for part in assistant.ask(question).parts if part.link]
    if not links:
        raise AssistantError("No question of the sample has an answer with a link.")
    with ExitStack() as browsers, server() as (port, process):
        _open(browsers, port, links[0])  # what the first page loads is not the session's
        one = _held(process)
        following = itertools.islice(itertools.cycle(links), 1, OPEN)
        taken = [timed(partial(_open, browsers, port, link))[0] for link in following]
        held = _held(process)
        note = f"{(held - one) / (OPEN - 1):.2f} MB each, slowest page {max(taken):,.0f} ms"
        yield Row(f"memory of the server, {OPEN} open sessions", held, "MB", one, "1 session", note=note)


def _open(browsers: ExitStack, port: int, link: str) -> None:
    Visit(browsers, f"{HOST}:{port}").open(link)


def _held(process: int) -> float:
    """MB that the process holds now."""
    text = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(text.split("VmRSS:")[1].split()[0]) / 1024
