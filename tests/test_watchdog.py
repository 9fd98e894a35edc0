"""Whoever restarts the process hears that it runs while its figures hold, and one that stands still ends itself."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.api.answers import InProcess
from assistant.api.pulse import Pulse
from assistant.service import Assistant
from assistant.web.watchdog import watched

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="systemd listens on such a socket"),
]


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """Where systemd would listen."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as door:
        door.bind(str(tmp_path / "notify"))
        door.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        yield door


def _first_turn(pulse: Pulse, door: socket.socket) -> list[bytes]:
    """What is said in the first turn of the loop."""

    async def turn() -> None:
        async with watched(pulse):
            await asyncio.sleep(0)  # the watch runs to its first wait

    asyncio.run(turn())
    said = []
    while True:
        try:
            said.append(door.recv(100))
        except BlockingIOError:
            return said


def test_systemd_is_told_while_every_known_figure_holds_and_no_longer(
    assistant: Assistant, heard: socket.socket
) -> None:
    pulse = Pulse(assistant.catalog, InProcess(assistant))
    pulse.beat()
    assert _first_turn(pulse, heard) == [b"READY=1", b"WATCHDOG=1"]
    first, *others = assistant.catalog.publications
    wrong = first.model_copy(update={"known_value": 1})
    pulse = Pulse(assistant.catalog.model_copy(update={"publications": (wrong, *others)}), InProcess(assistant))
    pulse.beat()
    assert _first_turn(pulse, heard) == [b"READY=1"]


FROZEN = """
import asyncio, threading
from assistant.web import watchdog

class Well:
    well = True

async def main():
    async with watchdog.watched(Well()):
        await asyncio.sleep(0)
        threading.Event().wait()  # the loop turns no more

watchdog.FROZEN = 1.0
asyncio.run(main())
"""


def test_a_process_whose_loop_stands_still_ends_itself() -> None:
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", FROZEN], cwd=root, capture_output=True, check=False, timeout=300)
    assert done.returncode == 1
    assert b"Timeout" in done.stderr, "files and lines of where it stood"
