"""History: one figure in every release that gives it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.asked.node import Node


@dataclass(frozen=True)
class History:
    """``of`` (a count, or a count over periods) as each release gave it: "how was Q1 2023 revised?"."""

    of: Node
