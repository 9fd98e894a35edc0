"""Work in a process of its own, which its parent can end: past its time or its memory it is killed, never waited for.

A pattern that runs away holds the interpreter's lock, and a workbook may ask for more memory than there is: neither a
thread nor a signal ends those. What passes between the two processes is pickled, and comes from this program alone.
"""

from __future__ import annotations

import contextlib
import faulthandler
import importlib
import logging
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import IO, Any, Protocol

from assistant.errors import AssistantError
from assistant.home import PACKAGE

Make = Callable[..., Callable[..., Any]]
PROGRAM = (
    "from assistant.apart import main; raise SystemExit(main())"  # not -m: what is pickled needs the module's name
)
SIZE = struct.Struct(">Q")
GRACE = 2.0  # seconds after which a child ends itself, should its parent be gone
STARTING = 30.0  # seconds in which a child must be ready, on a machine that does nothing else
SHARE, PATIENCE = (
    0.6,
    4,
)  # of its seconds that a process must have had of a processor to be late; how many times it waits
NICER = 2  # a child is this much nicer than its parent: whoever is waited for goes first


class Ended(AssistantError):
    """The process was killed, or died, before it had an answer. ``late``: past its time."""

    def __init__(self, late: bool = False) -> None:
        self.late = late
        super().__init__(
            "The work took too long and was stopped." if late else "The work needed too much and was stopped."
        )


class Unforeseen(AssistantError):
    """An error that nobody foresaw, in the other process; its kind and place are in that process's log."""


class Process(Protocol):
    """What :class:`Child` needs of the process that it is."""

    stdin: IO[bytes] | None
    stdout: IO[bytes] | None
    pid: int

    def kill(self) -> None: ...

    def wait(self) -> object: ...


def begun(program: str, stdin: int, stdout: int, quiet: bool = False) -> subprocess.Popen[bytes]:
    """A process of this program, which finds these modules wherever it is started."""
    path = filter(None, (str(PACKAGE.parent), os.environ.get("PYTHONPATH")))
    return subprocess.Popen(
        [sys.executable, "-P", "-c", program], stdin=stdin, stdout=stdout,
        stderr=subprocess.DEVNULL if quiet else None, env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
    )  # fmt: skip


class Child:
    """A process that was made ready once by ``make(*given)``, and then does what it returned, call after call.

    One thread calls it at a time; ``quiet``: what it says on stderr, as it dies, is for nobody. ``megabytes`` is the
    address space that it may have, where the system limits that. ``process``: one that has begun :func:`live` already.
    """

    def __init__(
        self, make: Make, *given: Any, megabytes: int = 0, quiet: bool = False, process: Process | None = None
    ) -> None:
        self._process = process or begun(PROGRAM, subprocess.PIPE, subprocess.PIPE, quiet)
        with contextlib.suppress(OSError):
            _send(self._writing, (megabytes, make.__module__, make.__qualname__, given))

    @property
    def pid(self) -> int:
        return self._process.pid

    def ready(self, seconds: float = STARTING) -> None:
        """Returns once the process can be called. Raises :class:`AssistantError`."""
        self._answer(seconds)

    def call(self, seconds: float, *arguments: Any) -> Any:
        """What the process makes of ``arguments``. Raises :class:`Ended` where it had to be killed, and what it
        raised.
        """
        with contextlib.suppress(OSError):
            _send(self._writing, (seconds, arguments))
        return self._answer(seconds)

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for stream in (self._writing, self._reading):
            with contextlib.suppress(OSError):
                stream.close()

    @property
    def _writing(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _reading(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout

    def _answer(self, seconds: float) -> Any:
        """Waits for ``seconds``; on a busy machine until as much was worked, or for :data:`PATIENCE` times as long.

        A process that was stopped from elsewhere is killed without being late: what it was given is not at fault.
        """
        late, done = threading.Event(), threading.Event()
        begun, last = worked(self.pid), time.monotonic() + PATIENCE * seconds

        def end() -> None:
            wait = seconds
            while not done.wait(wait):
                lacking = SHARE * seconds - (worked(self.pid) - begun)
                stopped = _stopped(self.pid)
                if stopped or lacking <= 0 or time.monotonic() >= last:
                    if not stopped:
                        late.set()
                    self._process.kill()
                    return
                wait = max(lacking, 0.05)

        threading.Thread(target=end, daemon=True).start()
        try:
            raised, found = _receive(self._reading)
        except (EOFError, OSError) as error:
            self.close()
            raise Ended(late.is_set()) from error
        finally:
            done.set()
        if raised:
            raise found
        return found


def worked(pid: int) -> float:
    """Seconds that a process has had of a processor; where that cannot be known, those that have passed."""
    try:
        fields = _state(pid)
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return time.monotonic()


def _stopped(pid: int) -> bool:
    """Whether a signal holds the process, so that it neither works nor waits for anything; False where nobody knows."""
    try:
        return _state(pid)[0] in "Tt"
    except (OSError, IndexError):
        return False


def _state(pid: int) -> list[str]:
    """What Linux tells of a process after its name: its state, then numbers."""
    with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
        return file.read().rpartition(")")[2].split()


def once(function: Callable[..., Any], *arguments: Any, seconds: float, megabytes: int) -> Any:
    """``function(*arguments)`` in a process that ends with it. Raises :class:`Ended`, and what the function raises."""
    child = Child(itself, function.__module__, function.__qualname__, megabytes=megabytes, quiet=True)
    try:
        child.ready()
        return child.call(seconds, *arguments)
    finally:
        child.close()


def itself(module: str, name: str) -> Callable[..., Any]:
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def _send(stream: IO[bytes], value: Any) -> None:
    raw = pickle.dumps(value, 5)
    stream.write(SIZE.pack(len(raw)) + raw)
    stream.flush()


def _receive(stream: IO[bytes]) -> Any:
    head = stream.read(SIZE.size)
    if len(head) < SIZE.size:
        raise EOFError
    (size,) = SIZE.unpack(head)
    raw = stream.read(size)
    if len(raw) < size:
        raise EOFError
    return pickle.loads(raw)


# In the child


def _limit(megabytes: int) -> None:
    if not megabytes:
        return
    try:
        import resource
    except ImportError:  # not on every system
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (wanted if most < 0 else min(wanted, most), most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold what was sent


def _raised(error: Exception) -> AssistantError:
    """The error as the parent can raise it again: those made on purpose are told, of others only that they were."""
    if not isinstance(error, AssistantError):
        logging.getLogger("assistant").error("work failed", exc_info=error)
        return Unforeseen("Something went wrong here. It may do in other words, or in a shorter text.")
    try:
        again = pickle.loads(pickle.dumps(error))
    except Exception:
        return AssistantError(str(error))
    return again if isinstance(again, AssistantError) and str(again) == str(error) else AssistantError(str(error))


def main() -> int:
    """Read what to make, make it, then answer every call until there is no parent any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent's, who then ends this process
    reading = os.fdopen(os.dup(0), "rb")
    writing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not break what is sent
    return live(reading, writing)


def live(reading: IO[bytes], writing: IO[bytes]) -> int:
    """What a child does until its parent is gone; 1 where it could not be made."""
    megabytes, module, name, given = _receive(reading)
    try:
        _limit(megabytes)
        work = itself(module, name)(*given)
    except Exception as error:
        _send(writing, (True, _raised(error)))
        return 1
    if hasattr(os, "nice"):
        os.nice(NICER)
    with contextlib.suppress(BrokenPipeError):  # a parent that is gone
        _send(writing, (False, None))
        _serve(reading, writing, work)
    os._exit(0)


def _serve(reading: IO[bytes], writing: IO[bytes], work: Callable[..., Any]) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    while True:
        try:
            seconds, arguments = _receive(reading)
        except EOFError:
            return
        faulthandler.dump_traceback_later(PATIENCE * seconds + GRACE, exit=True, file=nowhere)
        try:
            found = (False, work(*arguments))
        except Exception as error:
            found = (True, _raised(error))
        faulthandler.cancel_dump_traceback_later()
        _send(writing, found)
