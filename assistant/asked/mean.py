"""Mean: the average over the values of an axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assistant.asked.summary import Summary


@dataclass(frozen=True)
class Mean(Summary):
    """The average of ``over``: "average per police force", "average a quarter"."""

    word = "average"
    function = "AVG"
    how = "sum divided by how many there are"
    sums = True

    @classmethod
    def work(cls, values: Sequence[Fraction]) -> Fraction:
        return sum(values, Fraction(0)) / len(values)
