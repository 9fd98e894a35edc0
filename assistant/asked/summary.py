"""Summary: one figure of all values of an axis. Each kind is a file of its own, which says all about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from assistant.asked.over import Over


@dataclass(frozen=True)
class Summary:
    """One figure of the values of ``over``: "average per police force", "median a quarter".

    A kind says its ``word`` in sentences, the aggregate ``function`` of SQL, ``how`` it is worked out, and whether it
    ``sums``: what is added must be such as can be added. Its name in links, and in the lexicon, is that of its class.
    """

    over: Over

    word: ClassVar[str]
    function: ClassVar[str]
    how: ClassVar[str]
    sums: ClassVar[bool] = False

    @classmethod
    def work(cls, values: Sequence[Fraction]) -> Fraction:
        """The figure of one value or more."""
        raise NotImplementedError
