"""One thread that interrupts whatever runs past its time: starting a timer for every statement costs more than many
do.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Limit:
    """Interrupts calls past their time; safe between threads."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._running: dict[object, tuple[float, Callable[[], None]]] = {}  # when each is to be interrupted, and how
        self._next = float("inf")  # when the thread looks again
        self._thread: threading.Thread | None = None

    @contextmanager
    def of(self, seconds: float, interrupt: Callable[[], None]) -> Iterator[None]:
        """``interrupt`` is called once, while what stands inside still runs after ``seconds``, and never later."""
        me, end = object(), time.monotonic() + seconds
        with self._changed:
            self._running[me] = (end, interrupt)
            if (
                self._thread is None or not self._thread.is_alive()
            ):  # a process that forked has no threads of its parent
                self._thread = threading.Thread(target=self._watch, name="time limit", daemon=True)
                self._thread.start()
            if end < self._next:
                self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._running.pop(me, None)

    def _watch(self) -> None:
        with self._changed:
            while True:
                now = time.monotonic()
                for me, (end, interrupt) in list(self._running.items()):
                    if end <= now:
                        del self._running[me]
                        interrupt()
                self._next = min((end for end, _ in self._running.values()), default=float("inf"))
                self._changed.wait(None if self._next == float("inf") else max(0.0, self._next - now))
