"""Many callers at once, in this process and over HTTP: answers a second, how long each waits, and whether all are
right.
"""

from __future__ import annotations

import http.client
import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from assistant.benchmark.anew import ask_anew
from assistant.benchmark.measure import Row, percentile, timed
from assistant.benchmark.server import HOST, server
from assistant.errors import AssistantError
from assistant.render.json_view import answer_view
from assistant.service import Assistant

CALLERS, LONG_CALLERS = (1, 8, 64), (1, 8, 64, 256)
ANSWERS, LONG_ANSWERS = 300, 1024  # of each number of callers
RATE, WAIT = 100, 250  # targets: answers a second in process; milliseconds at 64 callers over HTTP, p95
WARM = 10  # one question in so many is asked before the server is measured

Ask = Callable[[str], Any]


@dataclass(frozen=True)
class Run:
    """One number of callers: answers a second, milliseconds of each, and how many failed or differed."""

    rate: float
    taken: list[float]
    errors: int
    wrong: int

    @property
    def note(self) -> str:
        return (
            f"p50 {percentile(self.taken, 50):,.0f} ms, p95 {percentile(self.taken, 95):,.0f} ms, "
            f"errors {self.errors}, wrong {self.wrong}"
        )


def load(assistant: Assistant, questions: list[str], long: bool) -> Iterator[Row]:
    """Rows of answers a second beside one caller in process; wrong: differs from the answer to one caller alone."""
    expected = {question: _said(answer_view(assistant.ask(question))) for question in questions}
    number = LONG_ANSWERS if long else ANSWERS

    def here(question: str) -> Any:
        return answer_view(ask_anew(assistant, question))

    one = together(here, expected, 1, number)
    beside = "1 caller in process"
    for callers in LONG_CALLERS if long else CALLERS:
        run = one if callers == 1 else together(here, expected, callers, number)
        yield Row(
            f"{callers} {'caller' if callers == 1 else 'callers'} in process", run.rate, "answers/s", one.rate, beside,
            note=run.note,
            target="100 a second", met=run.rate >= RATE,
        )  # fmt: skip
    with server() as (port, _):
        local = threading.local()

        def there(question: str) -> Any:
            if not hasattr(local, "connection"):
                local.connection = http.client.HTTPConnection(HOST, port, timeout=60)
            local.connection.request("GET", f"/api/ask?q={quote(question)}")
            answer = local.connection.getresponse()
            body = answer.read()
            if answer.status != 200:
                raise AssistantError(f"status {answer.status}")
            return json.loads(body)

        warm = dict(itertools.islice(expected.items(), 0, None, WARM))
        together(there, warm, 8, len(warm))  # not counted: a server that has just started is slower
        fresh = {question: said for question, said in expected.items() if question not in warm}
        run = together(there, fresh, 64, len(fresh))
        yield Row(
            "64 callers over HTTP, each question for the first time",
            run.rate,
            "answers/s",
            one.rate,
            beside,
            note=run.note,
        )
        for callers in LONG_CALLERS if long else CALLERS:
            run = together(there, fresh, callers, number)
            target, met = ("p95 250 ms", percentile(run.taken, 95) <= WAIT) if callers == 64 else ("", True)
            what = f"{callers} {'caller' if callers == 1 else 'callers'} over HTTP, questions asked before"
            yield Row(what, run.rate, "answers/s", one.rate, beside, target, met, note=run.note)


def together(ask: Ask, expected: dict[str, Any], callers: int, number: int) -> Run:
    """``number`` answers to ``callers`` who ask at once, each the next question when it has its answer."""
    asked = list(itertools.islice(itertools.cycle(expected), max(number, callers)))

    def call(question: str) -> tuple[float, str]:
        try:
            taken, view = timed(lambda: ask(question))
            return taken, "" if _said(view) == expected[question] else "wrong"
        except Exception:  # whatever it is, that caller has no answer: it is counted
            return 0.0, "error"

    start = time.perf_counter()
    with ThreadPoolExecutor(callers) as pool:
        outcomes = list(pool.map(call, asked))
    seconds = time.perf_counter() - start
    said = [outcome for _, outcome in outcomes]
    taken = [value for value, outcome in outcomes if outcome != "error"]
    return Run(len(taken) / seconds, taken or [0.0], said.count("error"), said.count("wrong"))


def _said(view: Any) -> Any:
    """What an answer says in each part, in the form that it has over HTTP."""
    parts = json.loads(json.dumps(view, default=str))["parts"]
    return [[part.get(name) for name in ("status", "headline", "value", "rows")] for part in parts]
