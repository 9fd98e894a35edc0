"""Per: spread evenly over the months, weeks or days of its period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.asked.node import Node


@dataclass(frozen=True)
class Per:
    """``of`` divided by the number of ``unit``s in its period: "per month", "a day".

    Of a count by quarter, averaged, it is that average by the ``unit``s of a quarter (a fourth of those of a year).
    """

    of: Node
    unit: Literal["month", "week", "day"]
