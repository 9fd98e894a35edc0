"""Pick: which value of an axis is highest or lowest, and how many it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.asked.node import Node


@dataclass(frozen=True)
class Pick:
    """The ``nth`` highest (or lowest) of ``over``. ``what``: "which" and how many, or the number alone ("value")."""

    over: Node
    nth: int = 1
    highest: bool = True
    what: Literal["which", "value"] = "which"
