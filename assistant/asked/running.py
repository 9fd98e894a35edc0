"""Running: cumulated along time."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.asked.over import Over


@dataclass(frozen=True)
class Running:
    """Each year or quarter of ``over`` with all those before it added: "running total by quarter"."""

    over: Over
