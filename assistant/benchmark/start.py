"""What a process costs: its start and its memory, beside a process that only imports the two largest libraries."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from assistant.benchmark.measure import Row, timed
from assistant.errors import AssistantError

IMPORTS = "import duckdb, sqlglot"
COLD, RUNS = 1.6, 5
# What the kernel says of the process: `resource` would give its parent's memory where that was larger.
STATUS = "/proc/self/status"
MEMORY = f"print(next(line for line in open('{STATUS}') if line.startswith('VmHWM')).split()[1])"  # kB, at its highest
ASKING = "import sys; from assistant.service import Assistant; made = Assistant(); [made.ask(q) for q in sys.argv[1:]]"


def start(questions: list[str]) -> Iterator[Row]:
    """Cold start of ``ask``, and memory after every question was asked once."""
    ask = [sys.executable, "-m", "assistant", "ask", questions[0]]
    imports = [sys.executable, "-c", IMPORTS]
    _done(ask)  # the figures' file is built, and everything is in the disk's cache
    _done(imports)
    # In turn, so that another program's work falls on both.
    pairs = [(timed(lambda: _done(ask))[0], timed(lambda: _done(imports))[0]) for _ in range(RUNS)]
    ours, other = (statistics.median(values) for values in zip(*pairs, strict=True))
    yield Row("cold start of `ask`", ours, "ms", other, f"`{IMPORTS}`", target="1.6 times", met=ours <= COLD * other)
    if Path(STATUS).exists():  # Linux
        held = int(_done([sys.executable, "-c", f"{ASKING}; {MEMORY}", *questions])) / 1024
        bare = int(_done([sys.executable, "-c", f"{IMPORTS}; {MEMORY}"])) / 1024
        yield Row(f"memory after {len(questions)} questions", held, "MB", bare, f"`{IMPORTS}`")


def _done(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if "Traceback" in done.stderr:
        raise AssistantError(f"The command failed: {done.stderr.strip().splitlines()[-1]}")
    return done.stdout.strip()
