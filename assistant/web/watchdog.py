"""Whoever restarts this process is told that it runs; and one that stands still ends itself, so that it is restarted.

systemd is told at the socket that it names in $NOTIFY_SOCKET (``Type=notify``, ``WatchdogSec=``), as long as questions are
answered. Everywhere, a thread outside the interpreter ends a process whose own loop has not turned for a while.
"""

from __future__ import annotations

import asyncio
import contextlib
import faulthandler
import os
import socket
import sys
from collections.abc import AsyncIterator

from assistant.api.pulse import Pulse

EVERY = 2.0  # seconds
FROZEN = 30.0  # seconds without a turn of the loop after which the process ends itself


def notify(state: str) -> None:
    """Tell systemd, where it listens: "READY=1", "WATCHDOG=1"."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address or not hasattr(socket, "AF_UNIX"):
        return
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as door:
        door.sendto(state.encode(), f"\0{address[1:]}" if address.startswith("@") else address)


@contextlib.asynccontextmanager
async def watched(pulse: Pulse) -> AsyncIterator[None]:
    """While it lasts, this process is watched."""
    watching = asyncio.create_task(_watch(pulse))
    try:
        yield
    finally:
        watching.cancel()
        faulthandler.cancel_dump_traceback_later()


async def _watch(pulse: Pulse) -> None:
    notify("READY=1")
    while True:
        faulthandler.dump_traceback_later(FROZEN, exit=True, file=sys.__stderr__ or sys.stderr)  # files and lines alone
        if pulse.well:
            notify("WATCHDOG=1")
        await asyncio.sleep(EVERY)
