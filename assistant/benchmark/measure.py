"""A row of the table, and how a time is taken."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

HEADING = ("| what | ours | beside it | ratio | target |", "| --- | --- | --- | --- | --- |")


@dataclass(frozen=True)
class Row:
    """``ours`` and ``other`` are of one unit, such as "ms"; ``target`` and ``met``, where one is set."""

    what: str
    ours: float
    unit: str
    other: float
    beside: str  # what was run beside it
    target: str = ""
    met: bool = True
    note: str = ""

    @property
    def line(self) -> str:
        """The row in Markdown."""
        ratio = f"{self.ours / self.other:.2f}" if self.other else "-"
        target = f"{self.target}: {'met' if self.met else 'missed'}" if self.target else ""
        ours = f"{shown(self.ours)} {self.unit}{f', {self.note}' if self.note else ''}"
        return f"| {self.what} | {ours} | {self.beside}: {shown(self.other)} {self.unit} | {ratio} | {target} |"


def shown(value: float) -> str:
    """Three figures that count.

    >>> shown(0.01234), shown(3.456), shown(1234.5)
    ('0.0123', '3.46', '1,234')
    """
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def milliseconds(call: Callable[[], Any], repeat: int) -> list[float]:
    """The time of each of ``repeat`` calls, after one that is not counted."""
    call()
    return [timed(call)[0] for _ in range(repeat)]


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """(milliseconds, what the call gave)."""
    start = time.perf_counter()
    given = call()
    return 1000 * (time.perf_counter() - start), given


def percentile(values: Sequence[float], share: int) -> float:
    """The smallest value that ``share`` in a hundred do not exceed.

    >>> percentile((1.0, 2.0, 3.0, 40.0), 50), percentile((1.0, 2.0, 3.0, 40.0), 95)
    (2.0, 40.0)
    """
    return sorted(values)[-(-len(values) * share // 100) - 1]
