"""Having: those values of an axis whose figure keeps to a limit, or the first or last of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.asked.node import Node

Op = Literal[">", ">=", "<", "<=", "="]


@dataclass(frozen=True)
class Having:
    """Values of ``over`` that are ``op`` ``n`` (a number, or another thing asked: "more than Kent Police").

    ``what``: "list" them, "count" them, or the "first" or "last" in time.
    """

    over: Node
    op: Op
    n: int | float | Node
    what: Literal["list", "count", "first", "last"] = "list"

    @property
    def one(self) -> bool:
        """Is a single one of them sought?"""
        return self.what in ("first", "last")
