"""Ask: an operation over frames, before what is not said of one is taken from another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from assistant.english.frame import EMPTY, Frame, merge


@dataclass(frozen=True)
class Ask:
    """``kind`` of ``args``, with ``options``; ``outer`` says what holds for every count inside."""

    kind: str
    args: tuple[Frame | Ask, ...]
    options: tuple[tuple[str, Any], ...] = ()
    outer: Frame = EMPTY

    def option(self, name: str, default: Any = None) -> Any:
        return dict(self.options).get(name, default)


def attach(ask: Ask, frame: Frame) -> Ask | None:
    """``frame`` said of the whole of ``ask``."""
    both = merge(ask.outer, frame)
    return replace(ask, outer=both) if both is not None else None
