"""How often something may be done: a bucket that fills evenly, so that a burst is allowed and a flood is not."""

from __future__ import annotations

import threading
import time


class Bucket:
    """``burst`` at once, then ``per_minute``. Threads may share it."""

    def __init__(self, burst: int, per_minute: float) -> None:
        self.burst, self.rate = float(burst), per_minute / 60
        self._held, self._seen = self.burst, time.monotonic()
        self._lock = threading.Lock()

    def take(self) -> bool:
        """One, if there is one."""
        with self._lock:
            now = time.monotonic()
            self._held = min(self.burst, self._held + self.rate * (now - self._seen))
            self._seen = now
            if self._held < 1:
                return False
            self._held -= 1
            return True
