"""Each assertion judged at the precision that it states, and what else it would be true of."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer.model import Part
from assistant.answer.numbers import count, percent
from assistant.answer.phrases import subject
from assistant.claims.model import Assertion
from assistant.claims.movement import Movement
from assistant.claims.orderings import Asserted
from assistant.claims.stated import Stated, agrees, far
from assistant.query import Query

SMALL = 6  # members: breakdowns small enough to try each
EXACT = 50  # a bare count below this agrees with too many other figures by chance


class Judge(Movement):
    """The verdict on every kind of assertion."""

    def judge(self, asserted: Asserted) -> Assertion:
        """The verdict on one assertion, with the answer that it was held against."""
        kinds = {
            "count": self._count, "share": self._share, "change": self._change, "multiple": self._multiple,
            "direction": self._direction, "comparison": self._comparison, "rank": self._rank, "extreme": self._extreme,
            "streak": self._streak, "points": self._points, "first": self._first,
            "difference": self._difference, "steady": self._steady, "unread": self._unread,
        }  # fmt: skip
        return kinds[asserted.kind](asserted)

    def _count(self, asserted: Asserted) -> Assertion:
        query, stated = asserted.queries[0], asserted.stated
        assert stated is not None
        part = self._part(query)
        if part.value is None or part.status != "answered":
            other = self._other_meaning(query, stated)
            if other is None:
                return self._none(asserted, part)
            text = f"{count(stated.value)} is {other}; for what the sentence says, nothing is published."
            return Assertion(asserted.text, "needs_context", stated.value, stated.value, None, text, part)
        if query.shape == "average":
            right = agrees(stated, part.value, self.tolerances) or agrees(stated, round(part.value), self.tolerances)
            text = f"Calculated from what is published: {part.headline[0].lower()}{part.headline[1:]}"
            return self._made(asserted, "supported" if right else "not_supported", part.value, part, text)
        where = f"{subject(query, self.lookup)} {self._when(part, query)}"
        if agrees(stated, part.value, self.tolerances):
            return self._made(asserted, "supported", part.value, part, f"Published: {count(part.value)} {where}.")
        for release, value in self._history(query):
            if not agrees(stated, value, self.tolerances):
                continue
            if part.origin == "calculated":
                text = f"{count(value)} is printed in {self._edition(release)}; the published parts add to {count(part.value)} ({where})."
                return self._made(asserted, "supported", value, part, text, release)
            if value != part.value:
                latest = f" in {self._edition(part.sources[0].release)}" if part.sources else ""
                text = f"{count(value)} in {self._edition(release)}; since revised to {count(part.value)}{latest} ({where})."
                return self._made(asserted, "supported_at_release", part.value, part, text, release)
        if self._in_breakdown(query, stated):
            text = f"The detailed tables add to {count(stated.value)}; {count(part.value)} is printed ({where})."
            return self._made(asserted, "supported", part.value, part, text)
        other = self._other_meaning(query, stated)
        if other is not None:
            text = f"{count(part.value)} is published for {where}; {count(stated.value)} is {other}."
            return self._made(asserted, "needs_context", part.value, part, text)
        said = f"Published: {count(part.value)} {where}."
        if far(stated, part.value):
            return self._made(asserted, "needs_context", part.value, part, f"True, but far from the figure. {said}")
        return self._made(asserted, "not_supported", part.value, part, said)

    def _unread(self, asserted: Asserted) -> Assertion:
        return self._none(asserted, None, "No published figure could be found that says the same as this one.")

    def _in_breakdown(self, query: Query, stated: Stated) -> bool:
        """Is it what the detailed tables give, where a figure printed elsewhere goes before them?"""
        if len(query.where) != 1 or stated.qualifier:
            return False
        (dimension, ids), *_ = query.where
        table = self._part(replace(query, shape="breakdown", where=(), by=(dimension,)))
        labels = {self.lookup.label(dimension, name) for name in ids}
        return table.status == "answered" and any(row[0] in labels and row[1] == stated.value for row in table.rows)

    def _other_meaning(self, query: Query, stated: Stated) -> str | None:
        """What the figure is true of instead: a narrower or wider group, another count, another period of a year."""
        if stated.kind != "count" or stated.qualifier or stated.step != 1 or stated.value < EXACT:
            return None
        for other in self._neighbours(query):
            part = self._part(other)
            if part.status != "answered" or part.value is None:
                continue
            if part.value == stated.value or any(value == stated.value for _, value in self._history(other)):
                return f"{subject(other, self.lookup)} {self._when(part, other)}"
        return None

    def _neighbours(self, query: Query) -> list[Query]:
        found = []
        for measure in self.lookup.measures.values():
            has = self.lookup.dimensions_of(measure.id)
            if measure.id != query.measure and all(d in has for d, _ in query.where):
                found.append(replace(query, measure=measure.id))
        for i in range(len(query.where)):
            found.append(replace(query, where=query.where[:i] + query.where[i + 1 :]))
        used = dict(query.where)
        for name, ids in query.where:
            wider = [g for g in self.lookup.dimensions[name].groups if g.containing and (g.containing,) == ids]
            found += [query.with_where(**{name: (g.id,)}) for g in wider]
            members = self.lookup.dimensions[name].members
            if len(members) <= SMALL:
                found += [query.with_where(**{name: (m.id,)}) for m in members if (m.id,) != ids]
        found += [
            other.with_where(**{d.id: (m.id,)})
            for other in list(found)
            for d in self.lookup.catalog.dimensions
            if other.measure != query.measure and d.place == "kind" and d.id in self.lookup.dimensions_of(other.measure)
            for m in d.members
        ]
        for name in sorted(self.lookup.dimensions_of(query.measure)):
            members = self.lookup.dimensions[name].members
            if name not in used and len(members) <= SMALL:
                found += [query.with_where(**{name: (m.id,)}) for m in members]
        return found

    def _share(self, asserted: Asserted) -> Assertion:
        query, stated = asserted.queries[0], asserted.stated
        assert stated is not None
        part = self._part(query)
        if part.value is None or part.status != "answered":
            return self._none(asserted, part)
        value = float(part.value)
        said = f"Published: {part.headline}"
        if agrees(stated, value, self.tolerances):
            edge = abs(value - float(stated.value)) > 0.45 and stated.step == 1
            note = f" {value:.1f}% rounds to it." if edge else ""
            return self._made(asserted, "supported", value, part, said + note)
        for release in self._releases(part):
            earlier = self._part(replace(self._resolved(part, query), as_of=release))
            if (
                earlier.value is not None
                and earlier.status == "answered"
                and agrees(stated, float(earlier.value), self.tolerances)
            ):
                text = f"{percent(float(earlier.value))} in {self._edition(release)}; {said[0].lower()}{said[1:]}"
                return self._made(asserted, "supported_at_release", value, part, text, release)
        return self._made(asserted, "not_supported", value, part, said)

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
        right = place <= asserted.rank if asserted.among else place == asserted.rank
        return self._made(asserted, "supported" if right else "not_supported", place, part, said)
