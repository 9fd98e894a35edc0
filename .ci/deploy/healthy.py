"""The container's health check: does the process answer, and do its figures hold?

With "--end", a process that does not in three tries is ended, so that ``restart: always`` starts another: a container
is not restarted for being unhealthy. That needs ``init: true``, since the first process of one cannot be killed.
"""

import os
import signal
import sys
import time
import urllib.request

ADDRESS = "http://127.0.0.1:8501/api/health"
TRIES, SECONDS = 3, 3


def well() -> bool:
    """Status 200, within its time."""
    try:
        with urllib.request.urlopen(ADDRESS, timeout=SECONDS) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def main() -> int:
    for turn in range(TRIES):
        if well():
            return 0
        time.sleep(SECONDS if turn < TRIES - 1 else 0)
    if "--end" in sys.argv[1:]:
        os.kill(-1, signal.SIGKILL)  # everything that this user runs here, but itself
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
