"""What every kind of answer works on and gives back."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from assistant.answer.model import Cell
from assistant.answer.numbers import Number, listed
from assistant.answer.phrases import period_phrase, unit_label, unit_phrase
from assistant.asked.selection import Selection
from assistant.catalog.lookup import Lookup
from assistant.period import Span
from assistant.plan.figures import Figures, Key
from assistant.plan.model import Plan


@dataclass(frozen=True)
class Shaped:
    """What a kind of answer makes of the figures; ``calculated`` says how, empty for printed cells."""

    headline: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    value: Number | None = None
    unit: str | None = None
    calculated: str = ""
    withheld: str = ""  # why what was asked is not worked out, where the figures are shown without it
    refused: bool = False  # what was asked has no figure at all: those it would be made of are told, and asked for


@dataclass(frozen=True)
class Work:
    """All that a kind of answer needs. ``broken`` forbids computing over time, and says why."""

    plan: Plan
    figures: Figures
    lookup: Lookup
    broken: str = ""

    @property
    def query(self) -> Selection:
        return self.plan.query

    @property
    def label(self) -> str:
        return self.lookup.measures[self.query.measure].label

    @property
    def unit(self) -> str:
        return self.lookup.measures[self.query.measure].unit

    @property
    def stock(self) -> bool:
        """Is a count at a date shown, which is neither added nor averaged over time?"""
        return self.lookup.measures[self.query.measure].kind == "stock"

    @property
    def printed(self) -> bool:
        """Is a figure shown that is printed as it stands, a median or a number of days, and counts nothing?"""
        return bool(self.lookup.measures[self.query.measure].printed)

    def never(self, what: str) -> str:
        """Why counts at dates are not ``what`` ("added", "averaged")."""
        return f"{self.label[:1].upper()}{self.label[1:]} are counted at a date, so they are not {what} over time."

    def among(self, units: list[int]) -> str:
        """What an extreme is the extreme of: "the 15 years from 2009 to 2023 held"."""
        if self.stock:
            ends = [self.period(i) for i in units]
            return f"the {len(units)} dates held ({ends[0]} to {ends[-1]})"
        return f"the {len(units)} {self.column}s {self.stretch(units)} held"

    def value(self, unit: int, key: Key = ()) -> int | None:
        return self.figures.part.get((unit, key))

    def names(self, key: Key) -> list[str]:
        return [self.lookup.label(d, m) for d, m in zip(self.figures.by, key, strict=True)]

    def period(self, unit: int) -> str:
        return unit_label(self.plan.units[unit], self.query, self.lookup)

    def phrase(self, unit: int) -> str:
        return unit_phrase(self.plan.units[unit], self.query, self.lookup)

    def inside(self, unit: int) -> str:
        """As :meth:`phrase`, where another "from" stands before it: "in January to March 2023"."""
        said = self.phrase(unit)
        return f"in {said[5:]}" if said.startswith("from ") else said

    def stretch(self, units: list[int]) -> str:
        """ "in 2023" or "from 2009 to 2025" of several units; their names where they do not follow one another."""
        spans = [self.plan.units[i].span for i in units]
        if all(b.start == a.end + 1 for a, b in pairwise(spans)):
            return period_phrase(Span(spans[0].start, spans[-1].end), self.query, self.lookup)
        return f"named ({listed([self.period(i) for i in units])})"

    def held(self) -> list[int]:
        return [i for i, unit in enumerate(self.plan.units) if unit.pieces]

    def whole(self) -> list[int]:
        return [i for i, unit in enumerate(self.plan.units) if unit.complete]

    def residual(self, key: Key) -> bool:
        members = (self.lookup.member(d, m) for d, m in zip(self.figures.by, key, strict=True))
        return any(member is not None and member.residual for member in members)

    @property
    def column(self) -> str:
        return "period" if self.query.grain is None else self.query.grain

    @property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(self.lookup.dimensions[name].label for name in self.figures.by)


def number(value: Cell) -> Number | None:
    """A cell's number, or None of text and gaps."""
    return value if isinstance(value, (int, float)) else None


def sure(value: Cell) -> Number:
    """A cell that is known to hold a number."""
    return number(value) or 0
