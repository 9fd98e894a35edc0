"""Keeps what users tell us from a thread of its own, so that no answer waits for it or fails with it."""

from __future__ import annotations

import atexit
import datetime as dt
import os
import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

from assistant import log
from assistant.answer.model import Part
from assistant.errors import AssistantError
from assistant.feedback.demand import unmet
from assistant.feedback.limits import Bucket
from assistant.feedback.model import Rating, Response, Unmet
from assistant.service import Assistant

if TYPE_CHECKING:
    from assistant.feedback.store import Store

KEEP = "ASSISTANT_KEEP_QUESTIONS"
WAITING = 1000  # writes that may wait for the store
PENDING = 5000  # kinds of unmet demand held while the store is away
PATIENCE = 6.0  # seconds that somebody who pressed a button waits for the store at most
PAUSE = 5.0  # seconds before an absent store is tried again for counts, which nobody waits for
BURST, PER_MINUTE = 300, 120.0  # sent by everybody together
COUNTED_BURST, COUNTED_PER_MINUTE = 600, 600.0  # questions without a figure, which programs ask as well
TOO_OFTEN = "That was not kept, because too much came at once. Please try again in a minute."
LOST = "Your feedback could not be kept: {reason} You can send it again later; the answers are not affected."

Job = tuple[Callable[[], None], "Future[None]"]


def keeps_questions() -> bool:
    """Does $ASSISTANT_KEEP_QUESTIONS say that the words of questions are kept?"""
    return os.environ.get(KEEP, "").strip().casefold() in ("1", "true", "yes", "on")


class Recorder:
    """One of a process. Every method returns within seconds and raises nothing; a sentence says what was not kept."""

    def __init__(
        self,
        store: Store | None = None,
        patience: float = PATIENCE,
        limit: Bucket | None = None,
        counted: Bucket | None = None,
    ) -> None:
        """Without a ``store``, the configured one from the first write on.

        ``limit`` holds for what everybody sends together, ``counted`` for questions without a figure: a program that
        asks in vain without end takes nothing from people who have something to say.
        """
        self._store = store
        self.patience = patience
        self.limit = limit or Bucket(BURST, PER_MINUTE)
        self.counted = counted or Bucket(COUNTED_BURST, COUNTED_PER_MINUTE)
        self._jobs: queue.Queue[Job | None] = queue.Queue(WAITING)
        self._pending: Counter[tuple[str, Unmet]] = Counter()  # the thread's own
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._away_until = 0.0

    def rate(self, rating: Rating) -> str:
        """Keep a rating. Empty when it is kept, else the sentence to show."""
        return self._kept(lambda store: store.rate(rating))

    def respond(self, response: Response) -> str:
        """Keep answers to the survey. Empty when they are kept, else the sentence to show."""
        return self._kept(lambda store: store.respond(response))

    def heard(self, assistant: Assistant, parts: Iterable[Part], day: dt.date | None = None) -> None:
        """Count what the parts of an answer could not give; nobody waits for it, and nothing is shown."""
        today = day or dt.date.today()
        for part in parts:
            if part.status == "not_published" and self.counted.take():
                self._later(partial(self._count, assistant, part, today))

    def close(self, seconds: float = 3.0) -> None:
        """Write what waits, for at most so long."""
        thread = self._thread
        if thread is not None and thread.is_alive():
            self._away_until = 0.0
            try:
                self._jobs.put(None, timeout=seconds)
            except queue.Full:
                return
            thread.join(seconds)

    def _kept(self, write: Callable[[Store], None]) -> str:
        if not self.limit.take():
            return TOO_OFTEN
        future = self._later(lambda: write(self._opened()))
        if future is None:
            return LOST.format(reason="The store is busy.")
        try:
            future.result(self.patience)
        except TimeoutError:
            if future.cancel() or not future.done():
                return LOST.format(reason="The store does not answer.")
        except AssistantError as error:
            return LOST.format(reason=str(error))
        except Exception as error:
            log.failure("feedback not kept", error)
            return LOST.format(reason="The store cannot be used.")
        return ""

    def _count(self, assistant: Assistant, part: Part, day: dt.date) -> None:
        """Note what was asked for in vain; whatever is written next takes the counts along."""
        asked = unmet(part, assistant)
        if asked is None:
            return
        key = (f"{day:%Y-%m}", asked)
        if key in self._pending or len(self._pending) < PENDING:
            self._pending[key] += 1
        if keeps_questions():
            self._opened().keep_question(day, asked.reason, part.question)

    def _later(self, job: Callable[[], None]) -> Future[None] | None:
        """To be done by the thread, one after the other; none where too many wait."""
        future: Future[None] = Future()
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="feedback", daemon=True)
                self._thread.start()
                atexit.unregister(self.close)
                atexit.register(self.close)
        try:
            self._jobs.put_nowait((job, future))
        except queue.Full:
            log.event("feedback not kept", reason="too much waits")
            return None
        return future

    def _opened(self) -> Store:
        if self._store is None:
            from assistant.feedback.store import Store  # with a database's library, when there is something to keep

            self._store = Store()
        return self._store

    def _work(self) -> None:
        while (taken := self._jobs.get()) is not None:
            job, future = taken
            if future.set_running_or_notify_cancel():
                try:
                    job()
                except Exception as error:
                    log.event("feedback not kept", error=type(error).__name__)
                    future.set_exception(error)
                else:
                    future.set_result(None)
            self._write_counts()
        self._write_counts()

    def _write_counts(self) -> None:
        """What is counted waits in memory until the store takes it, and is taken off only then."""
        taken = dict(self._pending)
        if not taken or time.monotonic() < self._away_until:
            return
        try:
            self._opened().count(taken)
        except Exception as error:
            self._away_until = time.monotonic() + PAUSE
            log.event("demand waits for the store", kinds=len(taken), error=type(error).__name__)
            return
        self._pending.clear()
