"""The day of a text: what "last year" and "this quarter" are in it, and the release that it was written beside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from assistant.english.named import Names, When
from assistant.period import Span
from assistant.query import Query
from assistant.service import Assistant


class Dated:
    """Reads a text as of its day."""

    def __init__(self, assistant: Assistant, day: dt.date) -> None:
        self.day = day
        known = [r for r in assistant.catalog.releases if r.published and r.published <= day]
        first = assistant.publications.first
        own = [r for r in known if r.publication == first]
        self.release = max(own, key=lambda r: (r.published, r.period), default=None)
        measures = assistant.publications.lookups[first].publication.default_measure
        self._measure = measures or next(iter(assistant.lookup.measures))

    @property
    def newest(self) -> Span | None:
        """The newest period of the release of that day."""
        return Span.read(self.release.period) if self.release else None

    def query(self) -> Query | None:
        """What a figure without a period is of: the period of that release."""
        newest = self.newest
        if newest is None:
            return None
        year = Span.year(newest.start // 4) if newest.end % 4 == 3 else None
        return Query(self._measure, periods=tuple(dict.fromkeys(span for span in (newest, year) if span)))

    def spelled(self, sentence: str, names_of: Callable[[str], Names]) -> str:
        """The sentence with its relative periods written out."""
        names = names_of(sentence)
        for period in names.periods:
            item = names.items[period.at]
            span = self._span(period, item.text)
            if span is not None:
                sentence = sentence.replace(item.typed, span.label, 1)
        return sentence

    def _span(self, period: When, text: str) -> Span | None:
        relative = period.relative
        if period.back is not None:
            return Span.year(self.day.year - period.back)
        if "year" in text and "quarter" not in text:
            if relative == "latest_year":
                back = 0 if any(word in text.split() for word in ("this", "current")) else 1
                return Span.year(self.day.year - back)
            return None
        newest = self.newest
        if relative != "latest_quarter" or newest is None:
            return None
        last = Span(newest.end, newest.end)
        return last.before() if any(word in text.split() for word in ("previous", "preceding", "prior")) else last
