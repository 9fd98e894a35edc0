"""How far a long file is read, told on stderr where a person watches."""

from __future__ import annotations

import sys

STEP = 100_000  # lines between two words of it


class Progress:
    """Writes over its own line; says nothing of short files, nor where stderr is no terminal."""

    def __init__(self, name: str) -> None:
        self.name = name

    def at(self, count: int, what: str) -> None:
        if count % STEP == 0 and sys.stderr.isatty():
            print(f"\r{self.name}: {count:,} {what}", end="", file=sys.stderr, flush=True)
