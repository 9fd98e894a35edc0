"""The day of a text: what "last year" and "this quarter" are in it, and the release that it was written beside."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from assistant.asked.selection import Selection
from assistant.claims.model import Published
from assistant.claims.spans import COMPARED
from assistant.english.named import Names, When
from assistant.english.phrases import pattern, phrases
from assistant.period import MONTHS, Span

# Words for a period before another that is spoken of, and not before the day of the text
OF_ANOTHER = (*phrases("way")["before"], *phrases("way")["beside"])
# "Between July and September", without a year
STARTS, ENDS = MONTHS[::3], MONTHS[2::3]
MONTHS_ONLY = pattern("dated.months_only")


IN_THE_YEAR = pattern("dated.in_the_year")
ISSUED = pattern("dated.issued")
ON_LAST = pattern("dated.on_last")
SAME, TODAY = phrases("back")["same"], phrases("back")["today"]
NEAR = 40  # characters before a period in which it is said to be only compared with


class Dated:
    """Reads a text as of its day."""

    def __init__(self, assistant: Published, day: dt.date) -> None:
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

    def query(self) -> Selection | None:
        """What a figure without a period is of: the period of that release."""
        newest = self.newest
        if newest is None:
            return None
        year = Span.year(newest.start // 4) if newest.end % 4 == 3 else None
        return Selection(self._measure, periods=tuple(dict.fromkeys(span for span in (newest, year) if span)))

    def spelled(self, sentence: str, names_of: Callable[[str], Names]) -> str:
        """The sentence with its relative periods written out."""
        sentence = MONTHS_ONLY.sub(self._months, sentence)
        names = names_of(sentence)
        for period in names.periods:
            item = names.items[period.at]
            span = self._span(period, item.text)
            lead = sentence[: max(sentence.find(item.typed), 0)]
            if ISSUED.search(lead):  # "figures published today": when they came out
                sentence = sentence.replace(item.typed, "", 1)
                continue
            if span is not None and self._its_own(span) and (COMPARED.search(lead[-NEAR:]) or ON_LAST.search(lead)):
                span = span.before()  # "compared with 57% in the last quarter", "up 8% from last year"
            if span is not None and lead.rstrip().endswith(SAME):
                sentence = sentence.replace(item.typed, f"of {span.label}", 1)  # "the same period | last year"
            elif span is not None:
                sentence = sentence.replace(item.typed, span.label, 1)
        return sentence

    def over_the_year(self, sentence: str) -> list[str]:
        """ "Rose by a third in the last year", of a text written beside the figures of a quarter: what else that may mean, the
        quarter or the four that end with it, beside those of the year before."""
        newest = self.newest
        if newest is None or not IN_THE_YEAR.search(sentence):
            return []
        year = Span(newest.end - 3, newest.end)
        return [
            IN_THE_YEAR.sub(f"in {span.label} compared with {span.year_earlier().label}", sentence, count=1)
            for span in (newest, year)
        ]

    def _its_own(self, span: Span) -> bool:
        """Is it the very quarter, or the year, of the release, which is set beside an earlier one?"""
        newest = self.newest
        return span.length == 1 or (newest is not None and newest.end % 4 == 3 and span == Span.year(newest.end // 4))

    def _span(self, period: When, text: str) -> Span | None:
        relative, newest = period.relative, self.newest
        if any(word in text.split() for word in OF_ANOTHER):
            return None
        if period.back:
            return Span.year(self.day.year - period.back)
        if "year" in text and "quarter" not in text:
            if relative != "latest_year" and period.back is None:
                return None
            if period.back is None and not any(word in text.split() for word in TODAY):
                return Span.year(self.day.year - 1)
            # Beside a release of last year's figures, "this year" is that year: there are none of this one yet.
            return Span.year(newest.end // 4 if newest else self.day.year)
        return Span(newest.end, newest.end) if relative == "latest_quarter" and newest else None

    def _months(self, found: re.Match[str]) -> str:
        """The last such quarters of which there were figures."""
        first, last = STARTS.index(found["first"].title()), ENDS.index(found["last"].title())
        newest = self.newest
        if newest is None or last < first:
            return found.group()
        year = {"this": self.day.year, "last": self.day.year - 1}.get(
            (found["rel"] or "").lower(), (newest.end - last) // 4
        )
        return Span(4 * year + first, 4 * year + last).label
