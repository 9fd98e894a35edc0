"""Truth: yes or no, with the figures."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.asked.having import Op
from assistant.asked.node import Node


@dataclass(frozen=True)
class Truth:
    """Is ``left`` ``op`` ``right``? ``right`` is a number or another thing asked; ``factor`` multiplies it.

    "Has it doubled since 2019?" is ``Truth(now, ">=", then, 2)``.
    """

    left: Node
    op: Op
    right: int | float | Node
    factor: float = 1
