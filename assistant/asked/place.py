"""Place: where one member stands among all."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.asked.over import Over


@dataclass(frozen=True)
class Place:
    """The rank of ``member`` among the values of ``over``, by size; for a time axis, of that period's id."""

    over: Over
    member: str
    highest: bool = True
