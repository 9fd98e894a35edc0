"""Minus: how far apart two things are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.asked.node import Node


@dataclass(frozen=True)
class Minus:
    """``later`` less ``earlier``: as a number, in percent of the earlier, or (of two shares) in percentage points."""

    later: Node
    earlier: Node
    as_: Literal["number", "percent", "points"] = "number"
