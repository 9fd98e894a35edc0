"""Programs that the engine tests start and stop: a Spark cluster of its own processes, a PostgreSQL server."""

from __future__ import annotations

import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

HOST = "127.0.0.1"
JAVA = (
    "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # for processes of minutes: start fast, and leave the cores to the work
)


def free_port() -> int:
    with socket.socket() as door:
        door.bind((HOST, 0))
        return int(door.getsockname()[1])


class Daemon:
    """A program whose lines can be waited for; killed with all that it started."""

    def __init__(self, command: list[str], env: Mapping[str, str], cwd: Path) -> None:
        self.process = subprocess.Popen(
            command, env={**os.environ, **env}, cwd=cwd, text=True, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self.lines.put(line)
        self.lines.put(None)

    def until(self, pattern: str, seconds: float = 60) -> re.Match[str]:
        """The next line that matches; whatever came before is dropped. Raises AssertionError."""
        seen = []
        while True:
            try:
                line = self.lines.get(timeout=seconds)
            except queue.Empty:
                line = None
            assert line is not None, f"no line {pattern!r} in: {''.join(seen)[-2000:]}"
            seen.append(line)
            if found := re.search(pattern, line):
                return found

    def kill(self) -> None:
        """At once and with its children, as a machine that goes dark."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Cluster:
    """A standalone Spark cluster on loopback: a master and workers of one core each."""

    def __init__(self, folder: Path) -> None:
        import pyspark

        self.folder = folder
        self.home = Path(pyspark.__file__).parent
        self.env = {
            "SPARK_HOME": str(self.home), "SPARK_LOCAL_IP": HOST, "SPARK_LOCAL_DIRS": str(folder),
            "SPARK_WORKER_DIR": str(folder), "SPARK_MASTER_OPTS": "", "SPARK_DAEMON_MEMORY": "256m",
            "JAVA_TOOL_OPTIONS": JAVA,
        }  # fmt: skip
        self.workers: list[Daemon] = []
        self.master = self._daemon("master.Master", "--host", HOST, "--port", "0", "--webui-port", "0")
        self.address = self.master.until(r"Starting Spark master at (spark://\S+)")[1]

    def add_worker(self) -> Daemon:
        """A worker that the master knows."""
        worker = self._daemon(
            "worker.Worker", "--host", HOST, "--cores", "1", "--memory", "1g", "--webui-port", "0", self.address
        )
        self.workers.append(worker)
        self.master.until("Registering worker")
        return worker

    def stop(self) -> None:
        for daemon in (*self.workers, self.master):
            daemon.kill()

    def _daemon(self, name: str, *arguments: str) -> Daemon:
        program = str(self.home / "bin" / "spark-class")
        return Daemon([program, f"org.apache.spark.deploy.{name}", *arguments], self.env, self.folder)


def postgres_programs() -> Path | None:
    """The folder of initdb, where PostgreSQL is installed and may be run: it refuses to be run by root."""
    found = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    program = Path(found) if found else debian[-1] if debian else None
    if program is None or (_root() and not _unprivileged()):
        return None
    return program.parent


def _root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _unprivileged() -> str:
    import pwd  # not on every system, nor needed there

    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), "")


class PostgresServer:
    """A server of its own on loopback; ``start`` and ``kill`` as often as needed."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.data, self.port = programs, folder / "data", free_port()
        self.user = _unprivileged() if _root() else None
        if self.user:
            shutil.chown(folder, self.user)
        self.address = f"postgresql://figures@{HOST}:{self.port}/postgres"
        self._run("initdb", "-D", str(self.data), "-U", "figures", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when it takes connections."""
        options = f"-h {HOST} -p {self.port} -k '' -F"
        self._run("pg_ctl", "-D", str(self.data), "-w", "-l", str(self.data / "log"), "-o", options, "start")

    def kill(self) -> None:
        self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self.programs / program), *arguments], user=self.user, cwd=self.data.parent, check=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip


@contextmanager
def open_folder() -> Iterator[Path]:
    """A temporary folder that other users may enter, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp(prefix="engine-test-"))
    try:
        folder.chmod(0o755)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """A server of its own, started, and killed at the end."""
    programs = postgres_programs()
    assert programs is not None
    with open_folder() as folder:
        made = PostgresServer(programs, folder)
        made.start()
        try:
            yield made
        finally:
            made.kill()
