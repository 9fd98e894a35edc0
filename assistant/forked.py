"""Processes that begin ready: copies of one that was made ready once, and that does nothing else.

That one holds no connection and no thread. It ends with its parent, and each copy as any child of
:mod:`assistant.apart` does. Where the system copies no processes, or that one fails, each process makes itself ready as
before.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from assistant import apart
from assistant.apart import STARTING, Child, Process, begun, itself, live

PROGRAM = "from assistant.forked import main; raise SystemExit(main())"
ABLE = sys.platform.startswith("linux")  # elsewhere libraries of the system do not bear to be copied
READY, COPY, REAP = b"ready", b"copy", b"reap "
SHORT = 64  # bytes of a message
QUICK = 10.0  # seconds in which a process is copied


class Seed:
    """The process that is copied, made ready by ``prepare(*given)``; safe between threads."""

    def __init__(self, prepare: Callable[..., Any], *given: Any) -> None:
        self._lock, self._waits, self._alive = threading.Lock(), True, ABLE
        if not ABLE:
            return
        self._door, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = begun(PROGRAM, theirs.fileno(), subprocess.DEVNULL)
        with contextlib.suppress(OSError):
            self._door.send(pickle.dumps((prepare.__module__, prepare.__qualname__, given)))

    @property
    def pid(self) -> int:
        """Zero where there is none."""
        return self._process.pid if self._alive else 0

    def child(self, make: apart.Make, *given: Any, megabytes: int = 0) -> Child:
        """A copy as a child, once there is one to copy; else a child from nothing."""
        return Child(make, *given, megabytes=megabytes, process=self._copy())

    def close(self) -> None:
        with self._lock:
            self._end()

    def _copy(self) -> Process | None:
        with self._lock:
            if not self._alive:
                return None
            try:
                self._await()
                return self._copied()
            except (OSError, ValueError):
                self._end()
                return None

    def _await(self) -> None:
        """Until the process is ready. Raises :class:`OSError`."""
        if self._waits:
            self._door.settimeout(apart.PATIENCE * STARTING)
            if self._door.recv(SHORT) != READY:
                raise OSError
            self._door.settimeout(QUICK)
            self._waits = False

    def _copied(self) -> Copy:
        there, writing = os.pipe()
        reading, here = os.pipe()
        try:
            socket.send_fds(self._door, [COPY], [there, here])
            pid = int(self._door.recv(SHORT))
        except (OSError, ValueError):
            os.close(writing)
            os.close(reading)
            raise
        finally:
            os.close(there)
            os.close(here)
        return Copy(self, pid, os.fdopen(writing, "wb"), os.fdopen(reading, "rb"))

    def reap(self, pid: int) -> None:
        """Have an ended copy forgotten by the system: until then its number is nobody else's."""
        with self._lock:
            if self._alive:
                try:
                    self._door.send(REAP + str(pid).encode())
                    self._door.recv(SHORT)
                except OSError:
                    self._end()

    def _end(self) -> None:
        if self._alive:
            self._alive = False
            self._door.close()
            self._process.kill()
            self._process.wait()


class Copy:
    """What there is to do with a copy: as with a process that was started here."""

    def __init__(self, seed: Seed, pid: int, writing: IO[bytes], reading: IO[bytes]) -> None:
        self._seed, self.pid = seed, pid
        self.stdin: IO[bytes] | None = writing
        self.stdout: IO[bytes] | None = reading
        self._lock, self._reaped, self._handle = threading.Lock(), False, -1
        with contextlib.suppress(OSError, AttributeError):
            self._handle = os.pidfd_open(pid)  # stays this process's, whoever has its number next

    def kill(self) -> None:
        with self._lock, contextlib.suppress(OSError):
            if self._reaped:
                return
            if self._handle >= 0:
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            else:
                os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> None:
        with self._lock:
            if self._reaped:
                return
            self._reaped = True
            self._seed.reap(self.pid)
            if self._handle >= 0:
                os.close(self._handle)


# In the process that is copied


def main() -> int:
    """Be made ready, then copied whenever the parent says so, until there is no parent any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    door = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    module, name, given = pickle.loads(door.recv(2**16))
    gc.disable()
    try:
        itself(module, name)(*given)
    except Exception:  # each child from nothing says what is wrong
        return 1
    gc.enable()
    gc.freeze()  # what is looked through is written to, and what is written to is no longer shared
    if threads() != 1:
        return 1
    with contextlib.suppress(OSError):  # a parent that is gone
        door.send(READY)
        _attend(door)
    return 0


def _attend(door: socket.socket) -> None:
    while True:
        message, given, _, _ = socket.recv_fds(door, SHORT, 2)
        if not message:
            return
        if message == COPY:
            pid = os.fork()
            if not pid:
                _become(door, *given)
            for one in given:
                os.close(one)
            door.send(str(pid).encode())
        else:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(int(message.removeprefix(REAP)), 0)
            door.send(REAP)


def _become(door: socket.socket, there: int, here: int) -> None:
    """In the copy: what any child is."""
    status = 1
    try:
        door.close()
        status = live(os.fdopen(there, "rb"), os.fdopen(here, "wb"))
    finally:
        os._exit(status)


def threads() -> int:
    """Of this process, those of libraries as well."""
    try:
        return len(list(Path("/proc/self/task").iterdir()))
    except OSError:
        return threading.active_count()
