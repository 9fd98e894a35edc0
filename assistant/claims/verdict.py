"""Each assertion judged at the precision that it states, and what else it would be true of."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from assistant.answer.model import Part
from assistant.answer.numbers import Number, count, percent, rounded
from assistant.answer.phrases import period_phrase, subject
from assistant.claims.model import Assertion, Verdict
from assistant.claims.read import Asserted
from assistant.claims.stated import Stated, agrees
from assistant.query import Query
from assistant.service import Assistant

SMALL = 6  # members: breakdowns small enough to try each
EXACT = 50  # a bare count below this agrees with too many other figures by chance


class Judge:
    """Reads the published figures of an assertion through the one path that answers use."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.lookup = assistant.lookup
        self.tolerances = assistant.catalog.language.tolerances

    def judge(self, asserted: Asserted) -> Assertion:
        """The verdict on one assertion, with the answer that it was held against."""
        kinds = {
            "count": self._count, "share": self._share, "change": self._change, "multiple": self._multiple,
            "direction": self._direction, "comparison": self._comparison, "rank": self._rank, "extreme": self._extreme,
        }  # fmt: skip
        return kinds[asserted.kind](asserted)

    def _part(self, query: Query) -> Part:
        return self.assistant.answer(query)

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
    ) -> Assertion:
        stated = asserted.stated.value if asserted.stated else None
        used = release or (part.sources[0].release if part.sources else None)
        return Assertion(asserted.text, verdict, stated, published, used, text, part)

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
        where = f"{subject(query, self.lookup)} {self._when(part, query)}"
        if agrees(stated, part.value, self.tolerances):
            return self._made(asserted, "supported", part.value, part, f"Published: {count(part.value)} {where}.")
        for release, value in self._history(query):
            if not agrees(stated, value, self.tolerances):
                continue
            if part.origin == "calculated":
                text = (
                    f"{count(value)} is printed in {release}; the published parts add to {count(part.value)} ({where})."
                )
                return self._made(asserted, "supported", value, part, text, release)
            if value != part.value:
                text = f"{count(value)} in the release {release}; since revised to {count(part.value)} ({where})."
                return self._made(asserted, "supported_at_release", part.value, part, text, release)
        other = self._other_meaning(query, stated)
        if other is not None:
            text = f"{count(part.value)} is published for {where}; {count(stated.value)} is {other}."
            return self._made(asserted, "needs_context", part.value, part, text)
        return self._made(asserted, "not_supported", part.value, part, f"Published: {count(part.value)} {where}.")

    def _when(self, part: Part, query: Query) -> str:
        resolved = Query.from_url(_url(part)) if part.query else query
        return period_phrase(resolved.periods[0], query, self.lookup) if resolved.periods else ""

    def _history(self, query: Query) -> list[tuple[str, int]]:
        """(release, value) of the same figure in every release, newest first, the publisher's own before reports."""
        part = self._part(replace(query, shape="history", as_of=""))
        rows = [(str(row[0]), row[2]) for row in reversed(part.rows) if len(row) > 2]
        return [(release, value) for release, value in rows if isinstance(value, int)]

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
            earlier = self._part(replace(query, as_of=release))
            if (
                earlier.value is not None
                and earlier.status == "answered"
                and agrees(stated, float(earlier.value), self.tolerances)
            ):
                text = f"{percent(float(earlier.value))} in the release {release}; {said[0].lower()}{said[1:]}"
                return self._made(asserted, "supported_at_release", value, part, text, release)
        return self._made(asserted, "not_supported", value, part, said)

    def _releases(self, part: Part) -> list[str]:
        used = {s.release for s in part.sources}
        table = {release for t in self.assistant.catalog.tables for release in t.sheets}
        return [r for r in sorted(table, key=self.lookup.release_key, reverse=True) if r not in used]

    def _values(self, asserted: Asserted) -> tuple[list[Part], list[Number]] | None:
        """Both figures of a change, from one release where one has both."""
        first, last = asserted.queries
        if first.periods != last.periods and first.where == last.where:
            both = self._part(replace(first, shape="compare", periods=(*first.periods, *last.periods)))
            values = [row[-1] for row in both.rows]
            if both.status == "answered" and len(values) == 2 and all(isinstance(v, int) for v in values):
                return [both, both], [v for v in values if isinstance(v, (int, float))]
        parts = [self._part(q) for q in asserted.queries]
        if any(p.status != "answered" or p.value is None for p in parts):
            return None
        return parts, [p.value for p in parts if p.value is not None]

    def _broken(self, asserted: Asserted) -> str:
        """A definitional change between the two periods that forbids comparing them, else empty."""
        first, last = asserted.queries
        if first.periods == last.periods or not first.periods or not last.periods:
            return ""
        part = self._part(replace(last, shape="change", periods=(*first.periods, *last.periods)))
        return next((c.text for c in part.caveats if c.kind == "break" and len(part.columns) == 2), "")

    def _change(self, asserted: Asserted) -> Assertion:
        stated = asserted.stated
        found = self._values(asserted)
        if found is None or stated is None:
            return self._none(asserted, None, "One of the two figures is not published.")
        parts, (a, b) = found
        if not a:
            return self._none(asserted, parts[1], "There is nothing to compare with.")
        change = rounded(100 * (b - a) / a, 1)
        said = f"Published: {count(a)} and {count(b)}, a change of {change:+.1f}%."
        broken = self._broken(asserted)
        signed = -change if stated.falling else change
        right = agrees(replace(stated, falling=False), signed, self.tolerances)
        if right and broken:
            return self._made(asserted, "needs_context", change, parts[1], f"{said} {broken}")
        if right:
            return self._made(asserted, "supported", change, parts[1], said)
        earlier = self._at_release(asserted, stated)
        if earlier is not None:
            return self._made(
                asserted,
                "supported_at_release",
                change,
                parts[1],
                f"It agrees with the figures of the release {earlier}. {said}",
                earlier,
            )
        return self._made(asserted, "not_supported", change, parts[1], said)

    def _at_release(self, asserted: Asserted, stated: Stated) -> str | None:
        """A release in which both figures stand and the stated change holds."""
        first, last = (dict(self._history(q)) for q in asserted.queries)
        for release in sorted(set(first) & set(last), key=self.lookup.release_key, reverse=True):
            a, b = first[release], last[release]
            change = rounded(100 * (b - a) / a, 1) if a else 0.0
            if a and agrees(stated, -change if stated.falling else change, self.tolerances):
                return release
        return None

    def _multiple(self, asserted: Asserted) -> Assertion:
        found = self._values(asserted)
        if found is None or asserted.stated is None:
            return self._none(asserted, None, "One of the two figures is not published.")
        parts, (a, b) = found
        if not a:
            return self._none(asserted, parts[1], "There is nothing to compare with.")
        ratio = rounded(b / a, 2)
        said = f"Published: {count(a)} and {count(b)}, {ratio:g} times."
        broken = self._broken(asserted)
        right = agrees(asserted.stated, ratio, self.tolerances)
        verdict: Verdict = "needs_context" if right and broken else "supported" if right else "not_supported"
        return self._made(asserted, verdict, ratio, parts[1], f"{said} {broken}".strip())

    def _direction(self, asserted: Asserted) -> Assertion:
        found = self._values(asserted)
        if found is None:
            return self._none(asserted, None, "One of the two figures is not published.")
        parts, (a, b) = found
        right = b < a if asserted.falling else b > a
        broken = self._broken(asserted)
        verdict: Verdict = "needs_context" if right and broken else "supported" if right else "not_supported"
        return self._made(asserted, verdict, b - a, parts[1], f"Published: {count(a)} and {count(b)}. {broken}".strip())

    def _comparison(self, asserted: Asserted) -> Assertion:
        found = self._values(asserted)
        if found is None:
            return self._none(asserted, None, "One of the two figures is not published.")
        parts, (a, b) = found
        right = a < b if asserted.falling else a > b
        said = f"Published: {count(a)} and {count(b)}."
        return self._made(asserted, "supported" if right else "not_supported", a - b, parts[0], said)

    def _rank(self, asserted: Asserted) -> Assertion:
        query = asserted.queries[0]
        part = self._part(query)
        if not part.rows:
            return self._none(asserted, part)
        dimension = query.by[0]
        label = self.lookup.label(dimension, asserted.text)
        names = [row[0] for row in part.rows]
        if label not in names:
            return self._none(asserted, part)
        place = names.index(label) + 1
        said = f"Published: {label} is number {place} of those listed. {part.headline}"
        return self._made(asserted, "supported" if place == asserted.rank else "not_supported", place, part, said)

    def _extreme(self, asserted: Asserted) -> Assertion:
        """Highest or lowest of the whole series, or of the series up to its own period."""
        query = asserted.queries[0]
        span = query.periods[0]
        every = replace(query, periods=(), relative=query.relative or "all", descending=not asserted.lowest)
        part = self._part(every)
        grain = query.by[0]
        own = self._part(replace(query, shape="figure", by=(), relative="", periods=(span,)))
        if not part.rows or own.value is None:
            return self._none(asserted, part)
        values = {str(row[0]): row[1] for row in part.rows if isinstance(row[1], int)}
        best = (min if asserted.lowest else max)(values.values())
        mine = values.get(span.label, own.value)
        word = "lowest" if asserted.lowest else "highest"
        if mine == best:
            return self._made(asserted, "supported", mine, part, f"Published: {count(mine)}, the {word} {grain}.")
        before = {label: v for label, v in values.items() if _end(label) <= _end(span.label)}
        then = (min if asserted.lowest else max)(before.values(), default=mine)
        if mine == then:
            text = f"{count(mine)} was the {word} {grain} up to then and has been passed since. {part.headline}"
            return self._made(asserted, "supported_at_release", mine, part, text)
        return self._made(asserted, "not_supported", mine, part, f"Published: {count(mine)}. {part.headline}")


def _end(label: str) -> tuple[int, int]:
    """Order of period labels as printed: "2023", "April to June 2023"."""
    months = ("January", "April", "July", "October")
    year = int(label[-4:])
    return year, next((i for i, month in enumerate(months) if label.startswith(month)), 3)


def _url(part: Part) -> str:
    return urlencode(part.query)
