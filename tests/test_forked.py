"""Workers are copies of one process that has the words ready, and end and are replaced as any other process."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant import apart
from assistant.api.workers import Workers
from assistant.forked import ABLE, Seed
from assistant.home import home
from assistant.ready import Ready
from assistant.service import Assistant

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (ABLE and Path("/proc/self/stat").exists()), reason="no process is copied here"),
]
QUESTION = "How many referrals were there in 2019?"
WORKING = """
import time
from assistant.api.workers import Workers
workers = Workers()
workers.settled()
print(*workers.pids(), workers._seed.pid, flush=True)
time.sleep(600)
"""


def _state(pid: int) -> str:
    """The state and the parent of a process, "" for none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].strip()
    except OSError:
        return ""


def _parent(pid: int) -> int:
    return int(_state(pid).split()[1])


def _soon(holds: Callable[[], bool], seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


@pytest.fixture
def seed() -> Iterator[Seed]:
    made = Seed(len, "")
    yield made
    made.close()


def test_a_copy_is_a_child_with_its_own_limits(seed: Seed) -> None:
    import resource

    some, other = seed.child(apart.itself, "os", "getpid"), seed.child(apart.itself, "os", "getppid")
    limited = seed.child(apart.itself, "resource", "getrlimit", megabytes=900)
    for child in (some, other, limited):
        child.ready()
    assert (some.call(5), other.call(5)) == (some.pid, seed.pid)
    assert limited.call(5, resource.RLIMIT_AS)[0] == 900 * 2**20
    for child in (some, other, limited):
        child.close()
        child.close()
    assert not any(_state(child.pid) for child in (some, other, limited)), "ended, and not left as a name"


def test_a_copy_past_its_time_or_that_stands_still_is_ended(seed: Seed) -> None:
    late, still = (seed.child(apart.itself, "time", "sleep") for _ in range(2))
    late.ready()
    still.ready()
    with pytest.raises(apart.Ended) as ended:
        late.call(0.2, 600)
    assert ended.value.late
    os.kill(still.pid, signal.SIGSTOP)
    with pytest.raises(apart.Ended) as ended:
        still.call(0.2, 600)
    assert not ended.value.late
    assert not _state(late.pid) and not _state(still.pid)


def test_where_there_is_nothing_to_copy_a_child_begins_from_nothing() -> None:
    for seed in (Seed(apart.itself, "nowhere", "nothing"), Seed(len, "")):
        if seed.pid:
            os.kill(seed.pid, signal.SIGKILL)
        child = seed.child(apart.itself, "os", "getppid")
        try:
            child.ready()
            assert child.call(5) == os.getpid()
        finally:
            child.close()
            seed.close()


def test_a_worker_that_is_killed_is_replaced_by_another_copy() -> None:
    workers = Workers()
    try:
        workers.settled()
        seed, before = workers._seed.pid, workers.pids()
        assert {_parent(pid) for pid in before} == {seed}
        os.kill(before[0], signal.SIGKILL)
        for _ in range(2 * len(before)):  # they are asked in turn
            assert workers.ask(QUESTION).parts[0].status == "answered"
        workers.settled()
        assert len(workers.pids()) == len(before) and before[0] not in workers.pids() and not _state(before[0])
        assert {_parent(pid) for pid in workers.pids()} == {seed}
        os.kill(seed, signal.SIGKILL)  # what they are copies of: those that are there stay, others begin from nothing
        os.kill(workers.pids()[0], signal.SIGKILL)
        for _ in range(2 * len(before)):
            assert workers.ask(QUESTION).parts[0].status == "answered"
        workers.settled()
        assert len(workers.pids()) == len(before) and os.getpid() in map(_parent, workers.pids())
    finally:
        pids = [*workers.pids(), workers._seed.pid]
        workers.close()
    assert _soon(lambda: not any(_state(pid) for pid in pids if pid))


def test_nothing_outlives_the_process_that_started_it() -> None:
    with subprocess.Popen([sys.executable, "-c", WORKING], stdout=subprocess.PIPE, text=True, cwd=home()) as started:
        assert started.stdout is not None
        pids = [int(pid) for pid in started.stdout.readline().split()]
        started.kill()
    assert len(pids) == 4
    assert _soon(lambda: not any(_state(pid)[:1] not in ("", "Z") for pid in pids))


def test_a_worker_reads_the_catalog_that_is_there_when_it_begins(tmp_path: Path) -> None:
    shutil.copytree(home() / "catalog", tmp_path / "catalog")
    (tmp_path / "data").symlink_to(home() / "data")
    ready = Ready(tmp_path)
    assert Assistant(tmp_path, ready).catalog is ready.catalog
    path = tmp_path / "catalog" / "measures.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"referred to it"', '"zorbed"', 1), encoding="utf-8")
    changed = Assistant(tmp_path, ready)
    assert changed.catalog is not ready.catalog
    assert "zorbed" in repr(changed.catalog) and "zorbed" not in repr(ready.catalog)
