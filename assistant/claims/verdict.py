"""Each assertion judged at the precision that it states, and what else it would be true of."""

from __future__ import annotations

from dataclasses import replace
from math import log10

from assistant.answer.model import Part
from assistant.answer.numbers import count, percent, rounded
from assistant.asked.operand import EVERY
from assistant.asked.selection import Selection
from assistant.claims.bench import REVISED, exact
from assistant.claims.counts import Counts
from assistant.claims.model import UNREAD, Assertion
from assistant.claims.movement import Movement
from assistant.claims.orderings import Asserted
from assistant.claims.records import Records
from assistant.claims.stated import Stated, agrees
from assistant.claims.steps import Steps
from assistant.english.phrases import explanation

LOOSE = ("almost", "around")
LOOSELY, LOOSE_PART = 2.0, 0.1  # points, or part of it: "nearly half" of 46%
NOBODY = explanation("verdict.nobody")
ALL = 100.0  # percent


class Judge(Counts, Movement, Records, Steps):
    """The verdict on every kind of assertion."""

    def judge(self, asserted: Asserted) -> Assertion:
        """The verdict on one assertion, with the answer that it was held against."""
        kinds = {
            "count": self._count, "share": self._share, "change": self._change, "multiple": self._multiple,
            "direction": self._direction, "comparison": self._comparison, "rank": self._rank, "extreme": self._extreme,
            "streak": self._streak, "points": self._points, "first": self._first, "first_move": self._first_move,
            "difference": self._difference, "steady": self._steady, "unread": self._unread,
            "bound": self._bound, "mean": self._mean_of, "portion": self._portion,
            "contribution": self._contribution, "sum": self._sum, "share_extreme": self._share_extreme,
            "share_streak": self._share_streak, "margin": self._margin, "moves": self._moves,
            "pace": self._pace,
        }  # fmt: skip
        judged = kinds[asserted.kind](asserted)
        return self._otherwise_based(asserted, judged) if asserted.based else judged

    def _unread(self, asserted: Asserted) -> Assertion:
        return self._none(asserted, None, UNREAD)

    def _share(self, asserted: Asserted) -> Assertion:
        query, stated = asserted.queries[0], asserted.stated
        assert stated is not None
        part = self._part(query)
        if part.value is None or part.status != "answered":
            return self._of_single_figures(asserted) or self._none(asserted, part)
        value = exact(part)
        said = f"Published: {part.headline}"
        undated = not query.periods and not query.relative.startswith(("since:", "last:", "all"))
        if undated:
            return self._undated(asserted, part, query)
        if self._share_agrees(stated, value):
            if asserted.unlike:
                return self._made(asserted, "needs_context", value, part, f"{said} {asserted.unlike}")
            broken = self._broken(replace(asserted, queries=asserted.against)) if asserted.against else ""
            if broken:
                return self._made(asserted, "needs_context", value, part, f"{said} {broken}")
            edge = abs(value - float(stated.value)) > 0.45 and stated.step == 1
            note = f" {value:.1f}% rounds to it." if edge else ""
            return self._made(asserted, "supported", value, part, said + note)
        for release in self._releases(part):
            earlier = self._part(replace(self._resolved(part, query), as_of=release))
            if (
                earlier.value is not None
                and earlier.status == "answered"
                and self._share_agrees(stated, exact(earlier))
            ):
                text = f"{percent(float(earlier.value))} in {self._edition(release)}; {said[0].lower()}{said[1:]}"
                return self._made(asserted, "supported_at_release", value, part, text, release)
        printed = self._printed(query, stated)
        if printed is not None:
            text = f"{said} {printed.headline}"
            return self._made(asserted, "supported", printed.value, printed, text)
        worded, off = stated.step > 1, abs(value - float(stated.value))
        if (
            worded
            and (stated.qualifier in LOOSE or stated.barely)
            and off <= max(LOOSELY, float(stated.value) * LOOSE_PART)
        ):
            return self._made(asserted, "needs_context", value, part, f"{said} That is loosely said.")
        near = off <= 1 if worded or stated.qualifier else abs(rounded(value) - float(stated.value)) <= 1
        if near and self._kept_late(query):
            return self._made(asserted, "needs_context", value, part, f"{said} {REVISED}")
        if (other := self._of_some(asserted, stated)) is not None:
            return self._made(asserted, "supported", exact(other), other, f"Published: {other.headline}")
        if not value and len(query.where) > 1:
            return self._none(asserted, None, NOBODY)  # two groups that nobody is in: more likely two figures' groups
        if asserted.unlike:
            return self._made(asserted, "needs_context", value, part, f"{asserted.unlike} {said}")
        return self._made(asserted, "not_supported", value, part, said)

    def _of_some(self, asserted: Asserted, stated: Stated) -> Part | None:
        """The share of those of one limit alone, where it is that; "more than half" of some who are all of that kind says
        nothing of them."""
        for other in map(self._part, asserted.wholes):
            held = other.status == "answered" and other.value is not None
            if (
                held
                and self._share_agrees(stated, exact(other))
                and (rounded(exact(other)) < ALL or stated.value == ALL)
            ):
                return other
        return None

    def _of_single_figures(self, asserted: Asserted) -> Assertion | None:
        """A share of which no table holds the parts, of the printed figures of its part and its whole; None without them."""
        query = asserted.queries[0]
        if not query.periods or not query.where:
            return None
        part = replace(query, calculation=EVERY)
        whole = replace(part, where=tuple(pair for pair in query.where if pair[0] in (query.among or ())))
        held = all(self._part(one).status == "answered" for one in (part, whole)) and part.where != whole.where
        return self._portion(replace(asserted, queries=(part, whole))) if held else None

    def _sum(self, asserted: Asserted) -> Assertion:
        """A count of several together; no verdict against it where some of them may be counted among others."""
        judged = self._summed(asserted, asserted.queries)
        against = judged.verdict != "not_supported" or self._apart(asserted.queries)
        return judged if against else self._none(asserted, None, judged.explanation)

    def _portion(self, asserted: Asserted) -> Assertion:
        """A share of one count, or of several together, in another: "1,544 county lines referrals, 15% of all"."""
        stated = asserted.stated
        parts = [self._part(query) for query in asserted.queries]
        values = [part.value for part in parts if part.status == "answered" and part.value]
        if len(values) < len(parts) or stated is None:
            return self._none(asserted, parts[0], "One of the two figures is not published.")
        *some, whole = values
        value = 100 * sum(some) / whole
        told = f"{count(sum(some))} of {count(whole)}" if len(some) > 1 else self._both(asserted, parts, values)
        said = f"Published: {told}, which is {rounded(value, 1):g}%."
        if self._share_agrees(stated, value):
            return self._made(asserted, "supported", value, parts[0], said, beside=parts[1])
        loose = stated.qualifier in LOOSE and abs(value - float(stated.value)) <= float(stated.value) * LOOSE_PART
        if loose and len(some) > 1:
            return self._made(asserted, "needs_context", value, parts[0], said)
        if len(some) > 1:
            apart = self._apart(asserted.queries[:-1])  # else some may be counted among others
            made = self._made(asserted, "not_supported", value, parts[0], said)
            return made if apart else self._none(asserted, None, said)
        first, last = (dict(self._history(query)) for query in asserted.queries)
        for release in sorted(set(first) & set(last), key=self.lookup.release_key, reverse=True):
            if last[release] and self._share_agrees(stated, 100 * first[release] / last[release]):
                text = f"It agrees with the figures of {self._edition(release)}. {said}"
                return self._made(asserted, "supported_at_release", value, parts[0], text, release)
        return self._made(asserted, "not_supported", value, parts[0], said, beside=parts[1])

    def _apart(self, queries: tuple[Selection, ...]) -> bool:
        """Is each of another member of one breakdown, and none a group that may hold another?"""
        where = [pair for query in queries for pair in query.where]
        alone = len(where) == len(queries) and all(len(ids) == 1 for _, ids in where)
        groups = {group.id for d, _ in where for group in self.lookup.dimensions[d].groups}
        return alone and len({d for d, _ in where}) == 1 and not groups & {ids[0] for _, ids in where}

    def _printed(self, query: Selection, stated: Stated) -> Part | None:
        """The share as the publisher printed it, where that agrees: a bulletin's may be of figures that were not kept."""
        own = [
            m for limit, m in self.lookup.measures[query.measure].printed_shares.items() if _limits(query) == {limit}
        ]
        if not own or query.among or len(query.periods) != 1:
            return None
        part = self._part(Selection(own[0], periods=query.periods))
        held = part.status == "answered" and part.value is not None
        return part if held and self._share_agrees(stated, float(part.value or 0)) else None

    def _undated(self, asserted: Asserted, part: Part, query: Selection) -> Assertion:
        """A share does not say its period: true of the newest or the one before, it needs that said; else it is not known."""
        assert asserted.stated is not None
        newest = self._resolved(part, query)
        for span in (newest.periods[0], newest.periods[0].before()) if newest.periods else ():
            own = self._part(replace(newest, periods=(span,), relative=""))
            if own.status == "answered" and own.value is not None and self._share_agrees(asserted.stated, exact(own)):
                text = f"No period is named. It is true of {span.label}. Published: {own.headline}"
                return self._made(asserted, "needs_context", exact(own), own, text)
        return self._none(asserted, None, f"No period is named, and it is not the newest. {part.headline}")

    def _share_agrees(self, stated: Stated, value: float) -> bool:
        exact = not stated.qualifier and stated.step <= 1
        return _rounds(stated, value) if exact else agrees(stated, value, self.tolerances)

    def _releases(self, part: Part) -> list[str]:
        used = {s.release for s in part.sources}
        table = {release for t in self.assistant.catalog.tables for release in t.sheets}
        return [r for r in sorted(table, key=self.lookup.release_key, reverse=True) if r not in used]

    def _rank(self, asserted: Asserted) -> Assertion:
        query = asserted.queries[0]
        part = self._part(query)
        if not part.rows:
            return self._none(asserted, part)
        dimension = query.by[0]
        label = self.lookup.label(dimension, asserted.member)
        names = [row[0] for row in part.rows]
        if label not in names:
            return self._none(asserted, part)
        place = names.index(label) + 1
        said = f"Published: {label} is number {place} of those listed. {part.headline}"
        counts = [row[1] if isinstance(row[1], int | float) else 0 for row in part.rows]
        if asserted.rank < 0 and counts[place - 1] <= counts[max(asserted.rank, -len(names))]:
            return self._none(asserted, part)  # others, of whom nothing is held, may have fewer
        right = place <= asserted.rank if asserted.among else place == asserted.rank
        if not right and 0 < asserted.rank <= len(counts) and not asserted.among:
            right = counts[asserted.rank - 1] == counts[place - 1]  # of as many, either may be said first
        return self._made(asserted, "supported" if right else "not_supported", place, part, said)


def _limits(query: Selection) -> set[str]:
    return {f"{dimension}={'|'.join(ids)}" for dimension, ids in query.where}


def _rounds(stated: Stated, value: float) -> bool:
    """Is the stated share the exact one, rounded once?"""
    places = max(0, round(-log10(stated.step)))
    return abs(rounded(value, places) - float(stated.value)) < 1e-9
