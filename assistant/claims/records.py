"""Verdicts on records, runs and first times: over all periods that are held, and no verdict where too few are."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from itertools import pairwise

from assistant.answer.model import Part
from assistant.answer.numbers import Number, count, listed
from assistant.answer.phrases import subject
from assistant.asked.operand import EVERY
from assistant.asked.pick import Pick
from assistant.asked.selection import Selection
from assistant.claims.bench import Bench, exact
from assistant.claims.model import Assertion, Verdict
from assistant.claims.orderings import Asserted
from assistant.english.phrases import explanation
from assistant.period import Span

LATER = "{when} is not held, and may have moved the other way."
OF_WHOLE = explanation("records.of_whole")
FEW = 3  # periods of which one is no record worth the name
ORDINALS = {2: "second ", 3: "third ", 4: "fourth ", 5: "fifth "}


class Records(Bench):
    """Extremes of a series, how long it has moved one way, and when it first did."""

    def _first(self, asserted: Asserted) -> Assertion:
        """The first period above a figure: is it the one named?"""
        first, named = asserted.queries
        part, own = self._part(first), self._part(named)
        if part.status != "answered" and named.periods and own.value is not None:
            held = self.assistant.coverage.spans(named.measure, frozenset(d for d, _ in named.where))
            since = min((span.start for span in held), default=named.periods[0].start)
            until = (Span(since, named.periods[-1].end),)  # what came later is not asked
            part = self._part(replace(first, periods=until, relative=""))
        if part.status != "answered" or own.value is None:
            return self._none(asserted, part)
        over = first.limit or 0
        past = [row for row in part.rows if isinstance(row[-1], int) and row[-1] > over]
        # A quarter passed "in 2025" is one of that year.
        right = bool(past) and str(past[0][0]).endswith(self._resolved(own, named).periods[0].label)
        # Without a year it may have been written when it was news: it is true, but of that year.
        other: Verdict = "needs_context" if past and not named.periods else "not_supported"
        return self._made(asserted, "supported" if right else other, own.value, part, f"Published: {part.headline}")

    def _streak(self, asserted: Asserted) -> Assertion:
        part = self._part(asserted.queries[0])
        numbers = [v for v in _last(part) if isinstance(v, int)]
        if part.status != "answered" or len(numbers) != len(asserted.queries[0].periods):
            return self._none(asserted, part, "One of the figures is not published.")

        def moved(a: Number, b: Number) -> bool:
            return b < a if asserted.falling else b > a

        steps = {
            span: moved(a, b) for span, (a, b) in zip(asserted.queries[0].periods[1:], pairwise(numbers), strict=True)
        }
        right = all(so for span, so in steps.items() if span not in asserted.but)
        said = f"Published: {listed([count(v) for v in numbers])}, up to {part.rows[-1][0]}."
        verdict: Verdict = "supported" if right else "not_supported"
        like = [span.label for span in asserted.but if steps.get(span)]
        if right and like:  # "every year except 2021", which was no exception
            return self._made(asserted, "needs_context", numbers[-1], part, f"{said} So it did in {listed(like)}.")
        if right and asserted.open and (later := self._later(asserted, numbers[-1], self._count_at)):
            return self._made(asserted, later[0], numbers[-1], part, f"{said} {later[1]}")
        if not right and len(asserted.queries) > 1:
            own, earlier = (_last(self._part(query)) for query in asserted.queries[1:])
            if len(own) == len(earlier) and all(moved(a, b) for a, b in zip(earlier, own, strict=True)):
                verdict, said = "needs_context", f"{said} True of each beside the same quarter of the year before only."
        return self._made(asserted, verdict, numbers[-1], part, said)

    def _share_streak(self, asserted: Asserted) -> Assertion:
        """A share that moved one way from each period to the next."""
        query = asserted.queries[0]
        shares = [self._share_at(query, span) for span in query.periods]
        known = [share for share in shares if share is not None]
        if len(known) < len(shares):
            return self._none(asserted, None, "One of the figures is not published.")
        steps = zip(query.periods[1:], pairwise(known), strict=True)
        right = all((b < a if asserted.falling else b > a) for span, (a, b) in steps if span not in asserted.but)
        said = f"Published: {listed([f'{share:.1f}%' for share in known])}, up to {query.periods[-1].label}."
        part = self._part(replace(query, periods=query.periods[-1:]))
        later = self._later(asserted, known[-1], self._share_at) if right and asserted.open else None
        verdict: Verdict = later[0] if later else "supported" if right else "not_supported"
        return self._made(asserted, verdict, known[-1], part, f"{said} {later[1] if later else ''}".strip())

    def _later(
        self, asserted: Asserted, known: Number, value_at: Callable[[Selection, Span], Number | None]
    ) -> tuple[Verdict, str] | None:
        """Of a run that goes on to this day: the first period after it that is not held, or that moved the other way;
        None where it goes on to the newest that was published."""
        query, last = asserted.queries[0], asserted.queries[0].periods[-1]
        names = {query.measure, self.lookup.publication_of(query.measure).default_measure}
        spans = {s for name in filter(None, names) for s in self.assistant.coverage.spans(name, frozenset())}
        for span in sorted(span for span in spans if span > last and span.length == last.length):
            value = value_at(query, span)
            if value is None:
                return "needs_context", LATER.format(when=span.label)
            if not (value < known if asserted.falling else value > known):
                return "not_supported", f"{span.label}: {value:,g}."
            known = value
        return None

    def _count_at(self, query: Selection, span: Span) -> Number | None:
        part = self._part(replace(query, periods=(span,)))
        return part.value if part.status == "answered" else None

    def _extreme(self, asserted: Asserted) -> Assertion:
        """The nth highest or lowest of the whole series, or of the series up to its own period."""
        query = asserted.queries[0]
        span = query.periods[0]
        if not (span.is_year or span.length == 1):  # "January to June 2023 was a record": of no other halves is it told
            return self._none(asserted, None, OF_WHOLE.format(when=span.label))
        sought = Pick(EVERY, highest=not asserted.lowest)
        if len(asserted.queries) > 1:
            every = replace(asserted.queries[1], calculation=sought)
        else:
            every = replace(query, periods=(), relative=query.relative or "all", calculation=sought)
        part = self._part(every)
        own = self._part(replace(query, by=(), relative="", periods=(span,), calculation=EVERY))
        if not part.rows or own.value is None:
            return self._none(asserted, part)
        values = _whole(part)
        if query.relative.startswith("since:"):
            # "The lowest since 2018": 2018 itself was lower, and what came later is not meant.
            first = Span.read(query.relative.removeprefix("since:"))
            start = first.label if query.by[0] == "quarter" else str(first.start // 4)
            values = {k: v for k, v in values.items() if k != start and _end(k) <= _end(span.label)} or values
        return self._ranked(asserted, query, part, own, {**values, span.label: values.get(span.label, own.value)})

    def _ranked(
        self, asserted: Asserted, query: Selection, part: Part, own: Part, values: dict[str, int | float]
    ) -> Assertion:
        span = query.periods[0]
        mine = values[span.label]

        def place(among: dict[str, int | float]) -> int:
            return 1 + sum((v < mine) if asserted.lowest else (v > mine) for v in among.values())

        word = f"{ORDINALS.get(asserted.rank, '')}{'lowest' if asserted.lowest else 'highest'} {query.by[0]}"
        told = f"{count(mine)} {subject(query, self.lookup)} {self._when(own, replace(query, periods=(span,)))}"
        before = {label: v for label, v in values.items() if _end(label) <= _end(span.label)}
        lacking = self._lacking(asserted, query, values)
        if place(values) == asserted.rank:
            if lacking and not self._lacking(asserted, query, values, span):
                text = f"{told} was the {word} up to then; {lacking}, all of them later."
                return self._made(asserted, "supported_at_release", mine, part, text)
            if lacking:
                return self._of_held(
                    asserted, part, mine, values, f"{told} is the {word} of those held, but {lacking}."
                )
            return self._made(asserted, "supported", mine, part, f"Published: {told}, the {word}.")
        if place(before) == asserted.rank and len(asserted.queries) == 1 and len(before) > FEW:
            if lacking:
                told = f"{told} was the {word} of those held up to then, but {lacking}."
                return self._of_held(asserted, part, mine, before, told)
            text = f"{told} was the {word} up to then and has been passed since. {part.headline}"
            if asserted.still:
                return self._made(asserted, "not_supported", mine, part, text)
            verdict: Verdict = "supported" if asserted.then and query.periods else "supported_at_release"
            return self._made(asserted, verdict, mine, part, text)
        return self._made(asserted, "not_supported", mine, part, f"Published: {told}. {part.headline}")

    def _of_held(
        self, asserted: Asserted, part: Part, mine: Number, values: dict[str, int | float], told: str
    ) -> Assertion:
        """A record over all time of which not every period is held: true as far as is known, where several are."""
        if len(values) <= FEW:
            return self._none(asserted, part, told)
        return self._made(asserted, "needs_context", mine, part, told)

    def _margin(self, asserted: Asserted) -> Assertion:
        """ "The highest quarter since records began, by 16": by how much it passed the one that was highest before it."""
        query = asserted.queries[0]
        span = query.periods[0]
        values = _whole(self._part(replace(query, periods=(), relative="all", calculation=EVERY)))
        spans = {
            s.label: s for s in self.assistant.coverage.spans(query.measure, frozenset()) if s.length == span.length
        }
        earlier = [label for label in values if label in spans and spans[label] < span]
        if not earlier:
            return self._none(asserted, None, "No earlier period is held.")
        past = (min if asserted.lowest else max)(earlier, key=lambda label: values[label])
        queries = tuple(
            replace(query, by=(), relative="", periods=(s,), calculation=EVERY) for s in (spans[past], span)
        )
        return self._difference(replace(asserted, queries=queries))

    def _difference(self, asserted: Asserted) -> Assertion:
        raise NotImplementedError

    def _share_extreme(self, asserted: Asserted) -> Assertion:
        """The highest or lowest share of all periods like its own, or of those since one that was past it."""
        query, since = asserted.queries[0], [other.periods[0] for other in asserted.queries[1:]]
        span = query.periods[0]
        every = {s for s in self.assistant.coverage.spans(query.measure, frozenset()) if s.length == span.length}
        first = since[0].end if since else -1
        among = [s for s in {*every, span} if not since or (first < s.start and s <= span)]
        shares = {s: self._share_at(query, s) for s in among}
        mine, own = shares[span], self._part(query)
        if mine is None:
            return self._none(asserted, own)

        def then(others: Collection[Span]) -> bool:  # all later, so that it was the record of several when it was set
            return not since and min(others) > span and sum(s <= span for s in shares) > FEW

        past = {s: v for s, v in shares.items() if v is not None and (v < mine if asserted.lowest else v > mine)}
        word = "lowest" if asserted.lowest else "highest"
        told = f"Published: {own.headline}"
        if past:
            furthest = (min if asserted.lowest else max)(past, key=lambda s: past[s])
            part = self._part(replace(query, periods=(furthest,)))
            said = f"{told} {word.capitalize()} was {furthest.label}: {part.headline}"
            return self._made(asserted, "supported_at_release" if then(past) else "not_supported", mine, own, said)
        if lacking := [s for s, v in shares.items() if v is None]:
            if then(lacking):
                text = f"{told} It was the {word} up to then; {listed([s.label for s in sorted(lacking)])} is not held."
                return self._made(asserted, "supported_at_release", mine, own, text)
            return self._none(asserted, None, f"It is the {word} of those held, but not that of every period.")
        return self._made(asserted, "supported", mine, own, f"{told} It is the {word} of {len(shares)}.")

    def _share_at(self, query: Selection, span: Span) -> float | None:
        part = self._part(replace(query, periods=(span,)))
        return exact(part) if part.status == "answered" and part.value is not None else None

    def _lacking(
        self, asserted: Asserted, query: Selection, values: dict[str, int | float], until: Span | None = None
    ) -> str:
        """What a record over all time, or over that up to ``until``, needs and is not held: years in which the measure was
        counted; else empty."""
        if not asserted.ever or len(asserted.queries) > 1:
            return ""
        if not any(table.complete for table in self.lookup.tables_of(query.measure)):
            return f"only {len(values)} figures of single {query.by[0]}s are held"
        every = self.assistant.coverage.spans(query.measure, frozenset())
        years = (
            {s.label for s in every if s.is_year}
            if query.by[0] == "year"
            else {s.label for s in every if s.length == 1}
        )
        lacking = [label for label in years - set(values) if until is None or _end(label) <= _end(until.label)]
        lacking = self._not_below(asserted, query, values, lacking)
        missing = len(lacking)
        return f"of {missing} other {query.by[0]}{'s' if missing > 1 else ''} no such figure is held" if missing else ""

    def _not_below(
        self, asserted: Asserted, query: Selection, values: dict[str, int | float], labels: list[str]
    ) -> list[str]:
        """The periods in which the figure may have been higher: not those in which all together were fewer."""
        own = values.get(query.periods[0].label)
        if asserted.lowest or not query.where or own is None or not labels:
            return labels
        whole = _whole(self._part(replace(query, where=(), periods=(), relative="all", calculation=EVERY)))
        return [label for label in labels if whole.get(label, own) >= own]

    def _bound(self, asserted: Asserted) -> Assertion:
        """ "In no year before 2024 more than 5,000", "in each more than 4,000": every period of that stretch, none missing."""
        query, stated = asserted.queries[0], asserted.stated
        assert stated is not None
        stretch, unit = query.periods[0], query.by[0]
        part = self._part(replace(query, periods=(), relative="all"))
        values = {
            x: v
            for x, v in _whole(part).items()
            if stretch.start <= sum(a * b for a, b in zip(_end(x), (4, unit == "quarter"), strict=True)) <= stretch.end
        }
        spans = self.assistant.coverage.spans(query.measure, frozenset())
        inside = [
            s for s in spans if s.length == (4 if unit == "year" else 1) and stretch.start <= s.start <= stretch.end
        ]
        if not values or part.status not in ("answered", "partial"):
            return self._none(asserted, part)
        target, over = float(stated.value), stated.qualifier in ("over", "at least")
        strict = stated.qualifier in ("over", "under")

        def within(v: Number) -> bool:
            return ((v > target) if over else (v < target)) or (v == target and not strict)

        past = [x for x, v in values.items() if within(v) != asserted.every]
        most = over != asserted.every
        furthest = past[0] if past else (max if most else min)(values, key=lambda x: values[x])
        said = f"Published: {count(values[furthest])} {subject(query, self.lookup)} in {furthest}"
        if past:
            side = f"which is not “{asserted.text}”" if asserted.every else f"which is past {count(stated.value)}"
            return self._made(asserted, "not_supported", values[furthest], part, f"{said}, {side}.")
        extreme = "most" if most else "fewest"
        if {s.label for s in inside} - set(values):
            return self._none(asserted, part, f"Not every {unit} is held. {said}, the {extreme} of those held.")
        told = f"{said}, the {extreme} of {len(values)} {unit}s."
        return self._made(asserted, "supported", values[furthest], part, told)

    def _first_move(self, asserted: Asserted) -> Assertion:
        """Is it the first period that moved this way, of all that are held?"""
        query = asserted.queries[0]
        part = self._part(replace(query, periods=(), relative="all"))
        values = _whole(part)
        labels = sorted(values, key=_end)
        moved = [
            b for a, b in pairwise(labels) if (values[b] < values[a] if asserted.falling else values[b] > values[a])
        ]
        if part.status not in ("answered", "partial") or query.periods[0].label not in values:
            return self._none(asserted, part)
        if self._lacking(replace(asserted, ever=True), query, values):
            return self._none(asserted, part, "Too few periods are held to know which was the first.")
        right = moved[:1] == [query.periods[0].label]
        first = f"the first {'fall' if asserted.falling else 'rise'} was in {moved[0]}" if moved else "there was none"
        text = f"Published: {listed([f'{count(values[x])} in {x}' for x in labels[-6:]])}; {first}."
        return self._made(
            asserted, "supported" if right else "not_supported", values[query.periods[0].label], part, text
        )


def _last(part: Part) -> list[Number]:
    """The figures of an answer, a row each."""
    return [row[-1] for row in part.rows if isinstance(row[-1], (int, float))]


def _whole(part: Part) -> dict[str, int | float]:
    """The figures of an answer over time by period; what is held in part only is left out."""
    return {str(row[0]): row[1] for row in part.rows if isinstance(row[1], int) and not str(row[0]).endswith("only)")}


def _end(label: str) -> tuple[int, int]:
    """Order of period labels as printed: "2023", "April to June 2023"."""
    months = ("January", "April", "July", "October")
    year = int(label[-4:]) if label[-4:].isdigit() else 0
    return year, next((i for i, month in enumerate(months) if label.startswith(month)), 3)
