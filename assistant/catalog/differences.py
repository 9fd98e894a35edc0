"""Differences that reconciliation found in a release: facts about its tables, kept beside the figures."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

DIFFERENCES = "differences.csv"


@dataclass(frozen=True)
class Difference:
    """A published total and what its parts add up to: one line of ``differences.csv``. ``what`` begins with the
    period.
    """

    release: str
    table: str
    what: str
    published: int
    parts: int
    text: str


def read_differences(data: Path) -> tuple[Difference, ...]:
    """Every recorded difference; none where there is no file."""
    path = data / DIFFERENCES
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Difference(r["release"], r["table"], r["what"], int(r["published"]), int(r["parts"]), r["text"])
            for r in csv.DictReader(file)
        )
