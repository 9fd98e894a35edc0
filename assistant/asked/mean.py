"""Mean: the average (or the middle) over the values of an axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.asked.over import Over


@dataclass(frozen=True)
class Mean:
    """The average of ``over``: "average per police force", "average a quarter"; ``kind`` "median" is the middle value."""

    over: Over
    kind: Literal["mean", "median"] = "mean"
