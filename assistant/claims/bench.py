"""What every verdict needs: the published answer, its history, and the two figures of a comparison."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from assistant.answer.dates import long_date
from assistant.answer.model import Part
from assistant.answer.numbers import Number, count, listed
from assistant.answer.phrases import period_phrase, subject
from assistant.asked.minus import Minus
from assistant.asked.operand import FIRST, LAST
from assistant.asked.selection import HISTORY, Selection
from assistant.claims.model import Assertion, Published, Verdict
from assistant.claims.orderings import Asserted
from assistant.english.phrases import explanation
from assistant.period import Span

MOVED = Minus(LAST, FIRST)
ROUNDED = 0.1  # of a figure: "4,000" of 4,221
FIRST_OFF = 0.001  # of a count: as far as it was revised within a quarter
LATE = 4  # quarters after a period: figures that came out later have been revised by then
REVISED = explanation("bench.revised")


class Bench:
    """Reads the published figures of an assertion through the one path that answers use."""

    def __init__(self, assistant: Published) -> None:
        self.assistant = assistant
        self.lookup = assistant.lookup
        self._part: Callable[[Selection], Part] = lru_cache(maxsize=256)(assistant.answer)  # the figures do not change
        self.tolerances = assistant.catalog.language.tolerances

    def _none(self, asserted: Asserted, part: Part | None, why: str = "") -> Assertion:
        stated = asserted.stated.value if asserted.stated else None
        text = why or (part.missing if part and part.missing else "Nothing published here bears on it.")
        return Assertion(asserted.text, "cannot_check", stated, None, None, text, None)

    def _made(
        self,
        asserted: Asserted,
        verdict: Verdict,
        published: Number | None,
        part: Part,
        text: str,
        release: str | None = None,
        beside: Part | None = None,
    ) -> Assertion:
        """An assertion judged; its text says what the claim says where that is wrong, and names the release.

        ``beside``: the part that the other figure of a comparison comes from.
        """
        stated = asserted.stated.value if asserted.stated else None
        used = release or (part.sources[0].release if part.sources else None)
        if "release" not in text:
            sources = [release] if release else [s.sources[0].release for s in (part, beside) if s and s.sources]
            editions = listed(list(dict.fromkeys(self._edition(name) for name in sources)))
            opening = f"Published in {editions}:" if editions else "Published:"
            text = text.replace("Published:", opening, 1) if "Published:" in text else f"{text} From {editions}."
        if verdict == "not_supported" and asserted.stated:
            text += f" The claim says “{asserted.text}”."
        return Assertion(asserted.text, verdict, stated, published, used, text, part)

    def _history(self, query: Selection) -> list[tuple[str, int]]:
        """(release, value) of the same figure in every release, newest first, the publisher's own before reports."""
        part = self._part(replace(query, as_of="", calculation=HISTORY))
        rows = [(str(row[0]), row[2]) for row in reversed(part.rows) if len(row) > 2]
        return [(release, value) for release, value in rows if isinstance(value, int)]

    def _kept_late(self, query: Selection, newest: bool = False) -> bool:
        """Is a figure held only as it stood more than a year after its period, and not as it was first published?

        ``newest``: it is enough that the newest figure held is so.
        """
        ends, last = self._editions_of(query)
        return bool(ends) and (max if newest else min)(ends) >= last + LATE

    def _near_first(self, query: Selection, value: float) -> bool:
        """Is a number so near the oldest figure held, which is not that of the first release, that it may have been that?"""
        ends, last = self._editions_of(query)
        history = self._history(query)
        return bool(ends and history) and min(ends) > last and abs(value - history[-1][1]) <= FIRST_OFF * value

    def _editions_of(self, query: Selection) -> tuple[list[int], int]:
        """The last quarter of every release that has the figure, and that of its own period."""
        part = self._part(query)
        used = {s.release for s in part.sources} | {release for release, _ in self._history(query)}
        ends = [Span.read(self.lookup.releases[r].period).end for r in used if r in self.lookup.releases]
        periods = self._resolved(part, query).periods
        return (ends, periods[-1].end) if periods else ([], 0)

    def _edition(self, release: str) -> str:
        """ "The release of 7 March 2024"; one of unknown date by its id."""
        found = self.lookup.releases.get(release)
        when = found.published if found else None
        return f"the release of {long_date(when.isoformat())}" if when else f"the release {release}"

    def _when(self, part: Part, query: Selection) -> str:
        resolved = query if query.periods else self._resolved(part, query)
        return period_phrase(resolved.periods[0], query, self.lookup) if resolved.periods else ""

    def _resolved(self, part: Part, query: Selection) -> Selection:
        """The query with the period that its answer is of: "the latest year" is another year in an earlier release."""
        return query if query.periods else part.selection or query

    def _both(self, asserted: Asserted, parts: list[Part], values: list[Number]) -> str:
        """ "12,700 referrals in 2021 and 16,921 in 2022": each figure with what it counts and when."""
        (first, last), (a, b) = asserted.queries[:2], (count(value) for value in values)
        what = [subject(query, self.lookup) for query in (first, last)]
        when = [self._when(part, query) for part, query in zip(parts, (first, last), strict=True)]
        if what[0] == what[1]:
            return f"{a} {what[0]} {when[0]} and {b} {when[1]}"
        if when[0] == when[1]:
            return f"{a} {what[0]} and {b} {what[1]} {when[1]}"
        return f"{a} {what[0]} {when[0]} and {b} {what[1]} {when[1]}"

    def _values(self, asserted: Asserted) -> tuple[list[Part], list[Number]] | None:
        """Both figures of a change, from one release where one has both."""
        first, last = asserted.queries[:2]
        if first.periods != last.periods and first.where == last.where:
            both = self._part(replace(first, periods=(*first.periods, *last.periods), calculation=MOVED))
            values = [row[1] for row in both.rows]
            if first.periods > last.periods:
                values.reverse()  # time runs forwards in every table
            if both.status == "answered" and len(values) == 2 and all(isinstance(v, int) for v in values):
                return [both, both], [v for v in values if isinstance(v, (int, float))]
        parts = [self._part(q) for q in (first, last)]
        if any(p.status != "answered" or p.value is None for p in parts):
            return None
        return parts, [p.value for p in parts if p.value is not None]

    def _broken(self, asserted: Asserted, shares: bool = False) -> str:
        """Why the two periods are not to be compared without a word: one of them is held in part only; or a definitional
        change between them, which gives two ``shares`` different bases; else empty."""
        first, last = asserted.queries[:2]
        if first.periods == last.periods or not first.periods or not last.periods:
            return ""
        part = self._part(replace(last, periods=(*first.periods, *last.periods), calculation=MOVED))
        changed = next((c.text for c in part.caveats if c.kind == "break" and (shares or len(part.columns) == 2)), "")
        return changed or next((why for query in (first, last) if (why := self._begun_within(query))), "")

    def _begun_within(self, query: Selection) -> str:
        """Of a period after whose first day the counting of a measure began, what the catalog says of that; else empty."""
        span = query.periods[0]
        for change in self.lookup.catalog.changes:
            mine = any(scope.when == "touches" and query.measure in scope.measures for scope in change.scopes)
            within = change.date is not None and _first_day(span.start) < change.date < _first_day(span.end + 1)
            if mine and within and change.kind == "coverage":
                return change.text
        return ""


def _first_day(quarter: int) -> dt.date:
    """Of a quarter by its running number."""
    return dt.date(quarter // 4, quarter % 4 * 3 + 1, 1)


def exact(part: Part) -> float:
    """A share before it is rounded, where its part and whole are among the rows."""
    row = part.rows[0] if len(part.rows) == 1 else ()
    figures = [cell for cell in row if isinstance(cell, int)]
    if len(figures) == 2 and figures[1]:
        return 100 * figures[0] / figures[1]
    return float(part.value or 0)
