"""Each: several things asked side by side, of which none is a part of another axis."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.asked.node import Node


@dataclass(frozen=True)
class Each:
    """Each of ``of`` beside the others: "referrals and Duty to Notify reports by quarter"."""

    of: tuple[Node, ...]
