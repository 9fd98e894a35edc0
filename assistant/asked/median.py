"""Median: the middle of the values of an axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from assistant.asked.summary import Summary


@dataclass(frozen=True)
class Median(Summary):
    """The middle value of ``over``, or halfway between the two that are: "median per police force"."""

    word = "median"
    function = "MEDIAN"
    how = "the middle value"

    @classmethod
    def work(cls, values: Sequence[Fraction]) -> Fraction:
        return Fraction(median(values))
