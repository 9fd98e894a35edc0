"""Calendar quarters and the spans made of them: how they are written, read back and said in words."""

from __future__ import annotations

import datetime as dt
import os
import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.errors import AssistantError

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def quarter(text: str) -> int:
    """The running number of a quarter: ``quarter("2023-Q1") == 2023 * 4``. Raises ValueError."""
    found = re.fullmatch(r"(\d{4})-Q([1-4])", text)
    if not found:
        raise ValueError(f"{text!r} is not a quarter such as 2023-Q1")
    return int(found[1]) * 4 + int(found[2]) - 1


def quarter_id(number: int) -> str:
    """
    >>> quarter_id(quarter("2023-Q4"))
    '2023-Q4'
    """
    return f"{number // 4}-Q{number % 4 + 1}"


@dataclass(frozen=True, order=True)
class Span:
    """Whole quarters from ``start`` to ``end``, both included, as running numbers."""

    start: int
    end: int

    @classmethod
    def year(cls, year: int) -> Span:
        return cls(year * 4, year * 4 + 3)

    @classmethod
    @lru_cache(maxsize=4096)  # every held period is read for every question
    def read(cls, text: str) -> Span:
        """Read what :attr:`id` writes: "2023", "2023-Q1", "2022-Q3..2023-Q2", "2015..2019". Raises ValueError."""
        first, dots, last = text.partition("..")
        if dots:
            return cls(cls.read(first).start, cls.read(last).end)
        if re.fullmatch(r"\d{4}", text):
            return cls.year(int(text))
        return cls(quarter(text), quarter(text))

    @property
    def id(self) -> str:
        if self.start == self.end:
            return quarter_id(self.start)
        if self.start % 4 == 0 and self.end % 4 == 3:
            years = (self.start // 4, self.end // 4)
            return str(years[0]) if years[0] == years[1] else f"{years[0]}..{years[1]}"
        return f"{quarter_id(self.start)}..{quarter_id(self.end)}"

    @property
    def is_year(self) -> bool:
        return self.start % 4 == 0 and self.end == self.start + 3

    @property
    def is_financial(self) -> bool:
        """April to March."""
        return self.start % 4 == 1 and self.end == self.start + 3

    @property
    def length(self) -> int:
        return self.end - self.start + 1

    @property
    def quarters(self) -> range:
        return range(self.start, self.end + 1)

    @property
    def years(self) -> list[Span]:
        """The calendar years that the span holds whole."""
        first = -(-self.start // 4)
        return [Span.year(y) for y in range(first, (self.end + 1) // 4)]

    @property
    def label(self) -> str:
        """
        >>> Span.read("2023").label, Span.read("2023-Q1").label, Span.read("2022-Q3..2023-Q2").label
        ('2023', 'January to March 2023', 'July 2022 to June 2023')
        """
        if self.start % 4 == 0 and self.end % 4 == 3:
            return self.id.replace("..", " to ")
        first, last = MONTHS[self.start % 4 * 3], MONTHS[self.end % 4 * 3 + 2]
        if self.start // 4 == self.end // 4:
            return f"{first} to {last} {self.end // 4}"
        return f"{first} {self.start // 4} to {last} {self.end // 4}"

    @classmethod
    def named(cls, label: str) -> Span | None:
        """The year or quarter of a :attr:`label`; None where it is that of neither.

        >>> Span.named("January to March 2023").id, Span.named("the whole year")
        ('2023-Q1', None)
        """
        year = label[-4:]
        if not year.isdigit():
            return None
        spans = (cls.year(int(year)), *(cls(q, q) for q in cls.year(int(year)).quarters))
        return next((span for span in spans if span.label == label), None)

    @property
    def phrase(self) -> str:
        """As it stands in a sentence: "in 2023", "from January to March 2023"."""
        return f"in {self.label}" if self.is_year else f"from {self.label}"

    @property
    def end_phrase(self) -> str:
        """For counts at a date: "at the end of December 2025"."""
        return f"at the end of {MONTHS[self.end % 4 * 3 + 2]} {self.end // 4}"

    def before(self) -> Span:
        """The span of the same length just before."""
        return Span(self.start - self.length, self.start - 1)

    def year_earlier(self) -> Span:
        return Span(self.start - 4, self.end - 4)


def span_ids(spans: tuple[Span, ...]) -> str:
    """Canonical text of several spans: "2022,2023"."""
    return ",".join(span.id for span in spans)


def runs(quarters: list[int]) -> list[Span]:
    """Sorted quarters as spans without gaps.

    >>> [span.label for span in runs([8092, 8093, 8095])]
    ['January to June 2023', 'October to December 2023']
    """
    spans: list[Span] = []
    for number in quarters:
        if spans and spans[-1].end == number - 1:
            spans[-1] = Span(spans[-1].start, number)
        else:
            spans.append(Span(number, number))
    return spans


def today() -> dt.date:
    """The day that relative dates are read from: ASSISTANT_TODAY where it is set, as when answers are repeated later.

    Raises :class:`AssistantError` where that is no date such as 2026-11-25.
    """
    text = os.environ.get("ASSISTANT_TODAY", "")
    try:
        return dt.date.fromisoformat(text) if text else dt.date.today()
    except ValueError as error:
        raise AssistantError(f"ASSISTANT_TODAY is {text[:40]!r}, which is no date such as 2026-11-25.") from error
