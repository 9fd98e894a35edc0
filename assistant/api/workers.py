"""A few processes that answer, each with a time for every question: one that passes it is ended and another started.

Two kinds of work wait in two lines: questions of ordinary length, and texts (claims, emails, long questions), of which
there is always one worker fewer at work than there are workers, so that no text holds up a question.
"""

from __future__ import annotations

import atexit
import datetime as dt
import gc
import os
import queue
import threading
import time
from collections.abc import Callable
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from assistant import log
from assistant.answer.model import Answer, Part
from assistant.apart import Child, Ended
from assistant.api.answers import InProcess
from assistant.asked.following import Following
from assistant.asked.meaning import Asked
from assistant.asked.node import Node
from assistant.asked.unanswered import Unanswered
from assistant.claims.model import Checked
from assistant.errors import AssistantError, EngineLost, QueryTooLarge
from assistant.forked import Seed
from assistant.home import home
from assistant.ready import Ready
from assistant.service import Assistant

if TYPE_CHECKING:
    from assistant.desk.draft import Draft

WORKERS = 3
SECONDS = 2.5  # for one question, claim or email; with what stands round it an answer comes in three
MEGABYTES = 3_000  # of address space for each worker: it uses about 150 MB of memory
SHORT = 400  # bytes of a question that waits with the questions; a longer one waits with the texts
WAIT = 20.0  # seconds in line
MOST_QUESTIONS, MOST_TEXTS = 500, 20  # in line or answered: more are told to come back
AGAIN = (1.0, 30.0)  # seconds before another start where one failed: the first, and the most
WARM = 3  # questions of each publication that a worker has answered before it is ready
CLAIM = "There were 100 in 2020."  # and a claim
TOO_LONG = "This took too long and was stopped: nothing was answered. A shorter text, or fewer figures at once, may do."
BUSY = "Too much is being asked at this moment. Please try again in a few seconds."


class _Line:
    """So many at once, so many more who wait, for so long. Raises :class:`EngineLost` for others."""

    def __init__(self, at_once: int, most: int) -> None:
        self._places, self._waiting = threading.Semaphore(at_once), threading.Semaphore(most)

    def enter(self) -> None:
        if not self._waiting.acquire(blocking=False):
            raise EngineLost(BUSY)
        if not self._places.acquire(timeout=WAIT):
            self._waiting.release()
            raise EngineLost(BUSY)

    def leave(self) -> None:
        self._places.release()
        self._waiting.release()


class Workers:
    """:class:`Answers` given by processes of their own; safe between threads.

    Raises :class:`QueryTooLarge` for work that had to be stopped, :class:`EngineLost` where no worker was free in time,
    and what the assistant itself raises.
    """

    def __init__(self, folder: Path | None = None, workers: int = WORKERS, seconds: float | None = None) -> None:
        self.seconds = seconds or float(os.environ.get("ASSISTANT_SECONDS") or SECONDS)
        self._folder, self._closed, self._workers = folder, False, workers
        self._seed = Seed(prepare, str(folder or ""))
        self._free: queue.SimpleQueue[Child] = queue.SimpleQueue()
        self._questions, self._texts = _Line(workers, MOST_QUESTIONS), _Line(max(1, workers - 1), MOST_TEXTS)
        self._children: set[Child] = set()
        self._lock = threading.Lock()
        self._ready, self._as_many = 0, threading.Condition()
        self._start(partial(self._start_others, workers - 1))  # the first has both processors to get ready
        atexit.register(self.close)

    def ask(
        self, text: str, as_of: str = "", before: Asked | Following | Unanswered | None = None, drawn: bool = False
    ) -> Answer:
        line = self._questions if len(text.encode("utf-8", "replace")) <= SHORT else self._texts
        return cast(Answer, self._run(line, "ask", text, as_of, before, drawn))

    def open(self, asked: Node | str, drawn: bool = False) -> Part:
        return cast(Part, self._run(self._questions, "open", asked, drawn))

    def check(self, claim: str, dated: dt.date | None = None) -> Checked:
        return cast(Checked, self._run(self._texts, "check", claim, dated))

    def reply(self, raw: bytes) -> Draft:
        return cast("Draft", self._run(self._texts, "reply", raw))

    def pids(self) -> list[int]:
        """Of the workers that are alive."""
        with self._lock:
            return [child.pid for child in self._children]

    def settled(self) -> None:
        """Returns once there are as many workers as there shall be, and each can be asked."""
        with self._as_many:
            self._as_many.wait_for(lambda: self._closed or self._ready == self._workers)

    def close(self) -> None:
        """End every worker."""
        with self._lock:
            self._closed = True
            children, self._children = list(self._children), set()
        for child in children:
            child.close()
        self._seed.close()
        self._count(0)

    def _run(self, line: _Line, name: str, *arguments: Any) -> Any:
        try:
            return self._once(line, name, *arguments)
        except Ended as error:
            if error.late:
                raise QueryTooLarge(TOO_LONG) from error
        try:  # killed or stopped from elsewhere, or out of memory: only what does that itself will do it twice
            return self._once(line, name, *arguments)
        except Ended as error:
            raise QueryTooLarge(TOO_LONG) from error

    def _once(self, line: _Line, name: str, *arguments: Any) -> Any:
        line.enter()
        try:
            child = self._free.get(timeout=WAIT)
        except queue.Empty as error:
            line.leave()
            raise EngineLost(BUSY) from error
        try:
            found = child.call(self.seconds, name, *arguments)
        except Ended as error:
            log.event("worker ended", work=name, late=error.late)
            self._count(-1)
            self._forget(child)
            self._start(line.leave)  # its place is taken until there is another: questions keep what they have
            raise
        except BaseException:
            self._back(child, line)
            raise
        self._back(child, line)
        return found

    def _back(self, child: Child, line: _Line) -> None:
        self._free.put(child)
        line.leave()

    def _start(self, then: Callable[[], None] = lambda: None) -> None:
        """Another worker, as soon as it is ready."""
        threading.Thread(target=self._starting, args=(then,), name="worker starting", daemon=True).start()

    def _start_others(self, number: int) -> None:
        for _ in range(number):
            self._start()

    def _starting(self, then: Callable[[], None]) -> None:
        wait, most = AGAIN
        while not self._closed:
            child = self._seed.child(answering, str(self._folder or ""), megabytes=MEGABYTES)
            with self._lock:
                self._children.add(child)
            try:
                child.ready()
            except AssistantError as error:
                self._forget(child)
                if not self._closed:
                    log.failure("worker not started", error)
                time.sleep(wait)
                wait = min(2 * wait, most)
                continue
            if self._closed:
                child.close()
            else:
                self._free.put(child)
                self._count(1)
            then()
            return

    def _count(self, more: int) -> None:
        with self._as_many:
            self._ready += more
            self._as_many.notify_all()

    def _forget(self, child: Child) -> None:
        with self._lock:
            self._children.discard(child)
        child.close()


@lru_cache(maxsize=1)
def _ready(folder: str) -> Ready:
    return Ready(Path(folder) if folder else home())


def prepare(folder: str) -> None:
    """In the process that workers are copies of: the words that each of them needs, and no figures."""
    for name in ("assistant.claims.check", "assistant.desk.reply", "assistant.render.reply_view"):
        import_module(name)
    _ready(folder).make()


def answering(folder: str) -> Callable[..., Any]:
    """In the worker: what answers a call by its name."""
    log.setup()
    answers = InProcess(Assistant(Path(folder) if folder else None, _ready(folder)))
    for publication in answers.assistant.catalog.publications:  # what is first made when it is needed is needed now
        for question in publication.examples[:WARM]:
            answers.ask(question, drawn=True)
    answers.check(CLAIM)
    gc.collect()
    gc.freeze()  # what is made by now stays: looking through all of it again holds up an answer
    calls: dict[str, Callable[..., Any]] = {
        "ask": answers.ask, "open": answers.open, "check": answers.check, "reply": answers.reply,
    }  # fmt: skip

    def work(name: str, *arguments: Any) -> Any:
        return calls[name](*arguments)

    return work
