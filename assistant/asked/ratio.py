"""Ratio: one thing as a share of another, as so many times it, or per one of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.asked.node import Node


@dataclass(frozen=True)
class Ratio:
    """``part`` over ``whole``: in percent (a share: the part lies within the whole), as "times", or "per" one of the
    whole.
    """

    part: Node
    whole: Node
    as_: Literal["percent", "times", "per"] = "percent"
