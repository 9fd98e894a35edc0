"""Everything at once for minutes on end: questions, claims, emails and pages, with what failed and what was held in
memory.
"""

from __future__ import annotations

import http.client
import itertools
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from assistant.benchmark.measure import Row, percentile, timed
from assistant.benchmark.server import HOST, server
from assistant.benchmark.visit import Visit
from assistant.errors import AssistantError
from assistant.service import Assistant

MINUTES, LONG_MINUTES = 1, 15
PAUSE = 0.5  # seconds of each caller between two requests: what is looked for is growth, not the most at once
SAMPLES = 30  # of memory, over the whole time
SETTLED = 5  # samples after which everything has been loaded once
CLAIMS = "{} people were referred in {}, of whom {}% were children. That was up from {} the year before."
EMAILS = (
    "Dear team,\n\n1. How many people were referred in {}?\n2. And how many of them were children?\n\nKind "
    "regards\nA. Reader"
)
YEARS = range(2014, 2024)


@dataclass
class Tally:
    """Milliseconds of what succeeded, and what was said of what did not."""

    taken: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    @property
    def failed(self) -> str:
        """How many did not succeed, and why."""
        why = "; ".join(f"{count} {said}" for said, count in self.errors.most_common(3))
        return f"errors {self.errors.total()}{f' ({why})' if why else ''}"


def soak(assistant: Assistant, questions: list[str], long: bool) -> Iterator[Row]:
    """Rows of each kind of request, and of the memory of the server and its workers, beside that once all was
    loaded.
    """
    seconds = 60 * (LONG_MINUTES if long else MINUTES)
    links = [part.link for question in questions[:20] for part in assistant.ask(question).parts if part.link]
    if not links:
        raise AssistantError("No question of the sample has an answer with a link.")
    with server() as (port, process):
        done = threading.Event()
        tallies = {kind: Tally() for kind in ("questions", "claims", "emails", "pages")}
        calls: dict[str, Callable[[int], None]] = {
            "questions": lambda n: _get(port, f"/api/ask?q={quote(questions[n % len(questions)])}"),
            "claims": lambda n: _check(port, CLAIMS.format(f"{9_000 + n:,}", YEARS[n % 10], n % 60, f"{5_000 + n:,}")),
            "emails": lambda n: _reply(port, EMAILS.format(YEARS[n % 10])),
            "pages": lambda n: _page(port, links[n % len(links)]),
        }

        def keep(kind: str) -> None:
            for number in itertools.count():
                if done.is_set():
                    return
                try:
                    tallies[kind].taken.append(timed(lambda n=number: calls[kind](n))[0])  # type: ignore[misc]
                except Exception as error:  # whatever it is, it was no answer: it is counted
                    tallies[kind].errors[str(error)] += 1
                done.wait(PAUSE)

        held: list[float] = []
        with ThreadPoolExecutor(len(calls)) as pool:
            for kind in calls:
                pool.submit(keep, kind)
            begun = time.monotonic()
            for number in range(1, SAMPLES + 1):
                done.wait(max(0.0, begun + number * seconds / SAMPLES - time.monotonic()))
                held.append(_held(process))
            done.set()
    before = f"{seconds // 60} minutes of everything at once"
    for kind, tally in tallies.items():
        taken = tally.taken or [0.0]
        note = f"p50 {percentile(taken, 50):,.0f} ms, p95 {percentile(taken, 95):,.0f} ms, {tally.failed}"
        whole = sum(len(one.taken) for one in tallies.values()) / seconds
        yield Row(
            f"{before}: {kind}",
            len(tally.taken) / seconds,
            "a second",
            whole,
            "all kinds",
            "no errors",
            not tally.errors,
            note,
        )
    rest = held[SETTLED:]
    note = f"least {min(rest):,.0f}, most {max(rest):,.0f}"
    yield Row(
        f"{before}: memory of the server and its workers at the end",
        held[-1],
        "MB",
        rest[0],
        "when all was loaded",
        note=note,
    )


def _get(port: int, path: str) -> None:
    _sent(port, "GET", path, None)


def _check(port: int, claim: str) -> None:
    _sent(port, "POST", "/api/check", json.dumps({"claim": claim}))


def _sent(port: int, method: str, path: str, body: str | None) -> None:
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    try:
        connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
        answer = connection.getresponse()
        said = answer.read().decode()
        if answer.status != 200:
            raise AssistantError(f"status {answer.status}: {json.loads(said).get('detail', '')[:60]}")
    finally:
        connection.close()


def _page(port: int, link: str) -> None:
    with ExitStack() as browsers:
        Visit(browsers, f"{HOST}:{port}").open(link)


def _reply(port: int, email: str) -> None:
    with ExitStack() as browsers:
        page = Visit(browsers, f"{HOST}:{port}")
        page.open(page="reply")
        page.send(email)


def _held(process: int) -> float:
    """MB of a process and of those that it started; 0 where nobody says."""
    try:
        children = [
            one
            for path in Path(f"/proc/{process}/task").iterdir()
            for one in (path / "children").read_text(encoding="utf-8").split()
        ]
        texts = [Path(f"/proc/{one}/status").read_text(encoding="utf-8") for one in (process, *children)]
    except OSError:
        return 0.0
    return sum(int(text.split("VmRSS:")[1].split()[0]) for text in texts if "VmRSS:" in text) / 1024
