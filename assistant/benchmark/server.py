"""The web app as users have it, in a process of its own on a free port."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.errors import AssistantError

HOST = "127.0.0.1"
START = 60  # seconds that the server has to start


@contextmanager
def server() -> Iterator[tuple[int, int]]:
    """(port, process id) of ``serve`` in a process of its own, from when it answers; ended with the block."""
    with socket.socket() as door:
        door.bind((HOST, 0))
        port = int(door.getsockname()[1])
    command = [sys.executable, "-m", "assistant", "serve", "--host", HOST, "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(process, port)
            yield port, process.pid
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(START * 10):
        if process.poll() is not None:
            break
        try:
            connection = http.client.HTTPConnection(HOST, port, timeout=START)
            connection.request("GET", "/api/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssistantError("The server did not start: python -m assistant serve says why.")
