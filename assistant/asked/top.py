"""Top: the first few of an axis: as a list, added, or all but them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.asked.node import Node


@dataclass(frozen=True)
class Top:
    """The ``n`` highest (lowest) of ``over``; ``n`` None ranks all. "sum" adds them, "rest" is the whole less them."""

    over: Node
    n: int | None = None
    highest: bool = True
    what: Literal["list", "sum", "rest"] = "list"
