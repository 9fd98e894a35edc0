"""Long files: how far they are read, told on stderr where a person watches, and read without pauses."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

STEP = 100_000  # lines between two words of it


class Progress:
    """Writes over its own line; says nothing of short files, nor where stderr is no terminal."""

    def __init__(self, name: str) -> None:
        self.name = name

    def at(self, count: int, what: str) -> None:
        if count % STEP == 0 and sys.stderr.isatty():
            print(f"\r{self.name}: {count:,} {what}", end="", file=sys.stderr, flush=True)


@contextmanager
def unswept() -> Iterator[None]:
    """Of a million lines and figures, which hold no cycles, the collector's rounds take a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
