"""Operand: the figures of a selection, where a calculation takes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Operand:
    """Every figure that is selected, those of the ``first`` or of the ``last`` period, or the ``whole`` that a share
    is of.

    ``among``: of a whole, the breakdowns whose limits hold for it as well; None: all that no axis divides.
    """

    which: Literal["every", "first", "last", "whole"] = "every"
    among: tuple[str, ...] | None = None


EVERY = Operand()
FIRST, LAST, WHOLE = Operand("first"), Operand("last"), Operand("whole")
