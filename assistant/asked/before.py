"""Before: the same thing one year, or one quarter, earlier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.asked.node import Node


@dataclass(frozen=True)
class Before:
    """``of`` with its period one ``step`` earlier; ``step`` "same" is a period of the same length just before."""

    of: Node
    step: Literal["year", "quarter", "same"] = "year"
