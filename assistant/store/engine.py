"""What every engine of figures is: it runs one checked SELECT with its parameters, and describes the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

ROWS = 5000
TOO_LONG = "The question took too long to answer and was stopped; try a shorter period."


@dataclass(frozen=True)
class Rows:
    """Result of one SELECT; ``truncated`` where there was more than the cap."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False


class Engine(Protocol):
    """What runs the one SELECT of a question. ``dialect``: how sqlglot names its SQL."""

    @property
    def dialect(self) -> str: ...

    def run(self, sql: str, parameters: Sequence[Any] = (), seconds: float | None = None, limit: int = ROWS) -> Rows:
        """Rows of one checked SELECT in the engine's dialect; ``seconds`` None is the engine's own limit.

        Raises :class:`QueryTooLarge` past its time, :class:`EngineLost` where the engine cannot be reached.
        """

    def describe(self) -> Mapping[str, tuple[str, ...]]:
        """Every table of figures with its columns."""

    def close(self) -> None: ...
