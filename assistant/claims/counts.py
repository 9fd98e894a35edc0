"""The verdict on a stated count: the number finds its cell, and the words confirm or contradict it."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer.model import Part
from assistant.answer.numbers import Number, count, rounded
from assistant.answer.phrases import period_phrase, subject
from assistant.asked.selection import MEAN, Selection
from assistant.claims.bag import Bag, Pair, meant
from assistant.claims.bench import REVISED, ROUNDED
from assistant.claims.bounds import BOUNDED, parts_of
from assistant.claims.local import with_filters
from assistant.claims.model import AGREE, Assertion, Verdict
from assistant.claims.orderings import Asserted
from assistant.claims.stated import Stated, agrees, far
from assistant.claims.totals import Totals
from assistant.english.phrases import explanation
from assistant.period import Span
from assistant.store.values import ADDED, MIXED, Meaning

UNSURE = "It is not sure which published figure this is: {said}"
UNDATED = explanation("counts.undated")
CLOSE = 200  # from here on a mean that is cut off instead of rounded is as good
NEARLY = 0.01  # of a count: as far as revisions go
YEAR = 4  # quarters
BY_ONE = 2  # so near a figure that has been revised, it may have been one of those between
OTHERS = 3  # other meanings of a number that are told

SCALE = 100  # times as many as a claim says: it is hardly of all of them, whoever it is of


class Counts(Totals):
    """Counts and means."""

    def _count(self, asserted: Asserted) -> Assertion:
        query, stated, bag = asserted.queries[0], asserted.stated, asserted.bag
        assert stated is not None
        part = self._part(query)
        held = part.value is not None and part.status == "answered"
        if held and query.calculation == MEAN:
            return self._mean(asserted, part, stated)
        agreeing = self._agreeing(asserted, query, part, stated) if held else None
        if agreeing is not None:
            return self._when_said(agreeing, asserted, query)
        for other in asserted.queries[1:]:
            judged = self._agreeing(asserted, other, self._part(other), stated)
            if judged is not None:
                return judged
        if (together := self._together(asserted, stated)) is not None:
            return together
        if asserted.parts and (summed := self._summed(asserted, asserted.parts)).verdict in AGREE:
            return summed
        meanings = self._meanings(stated)
        found = meant(meanings, bag, self._implied) if bag else None
        if found is not None:
            m = found.meaning
            own = with_filters(replace(query, measure=m.measure), m.where, m.period)
            judged = self._agreeing(asserted, own, self._part(own), stated)
            if judged is not None:
                return judged if found.dated else self._true_of(judged, own)
        return self._disagreeing(asserted, query, part, stated, meanings)

    def elsewhere(self, asserted: Asserted, why: str) -> Assertion | None:
        """What a figure is of the people and the period that its sentence names, whatever that says they were counted as."""
        stated, bag = asserted.stated, asserted.bag
        if stated is None or bag is None or not bag.named:
            return None
        every = replace(bag, measures=tuple(self.lookup.measures))
        found = meant(self._meanings(stated), every, self._implied)
        if found is None or not found.dated:  # "confirmed 16,938 people as victims", who were all that were referred
            found = meant(self._meanings(stated), replace(every, direct=frozenset()), self._implied)
            if found is None or not found.dated or not found.meaning.printed:
                return None
        text = f"{count(stated.value)} is {self._told(found.meaning)}. {why}"
        query = with_filters(asserted.queries[0], found.meaning.where, found.meaning.period)
        part = self._part(replace(query, measure=found.meaning.measure))
        return Assertion(asserted.text, "needs_context", stated.value, stated.value, None, text, part)

    def _agreeing(self, asserted: Asserted, query: Selection, part: Part, stated: Stated) -> Assertion | None:
        """Supported by the newest figure, by an earlier release or by the detailed tables; None where by none."""
        if part.value is None or part.status != "answered":
            return None
        where = f"{subject(query, self.lookup)} {self._when(part, query)}"
        if agrees(stated, part.value, self.tolerances):
            return self._made(asserted, "supported", part.value, part, f"Published: {count(part.value)} {where}.")
        meanings = self._meanings(stated)
        printed = [(m.release, int(stated.value)) for m in meanings if m.printed and self._same(m, query)]
        printed.sort(key=lambda pair: self.lookup.release_key(pair[0]), reverse=True)
        for release, value in printed or (
            self._history(query) if not query.over_time else []
        ):  # a cell found by its value need not be looked for
            if not agrees(stated, value, self.tolerances):
                continue
            if part.origin == "calculated":
                text = f"{count(value)} is printed in {self._edition(release)}; the published parts add to {count(part.value)} ({where})."
                newer = all(self.lookup.release_key(s.release) > self.lookup.release_key(release) for s in part.sources)
                revised: Verdict = "supported_at_release" if newer and value != part.value else "supported"
                held = part.value if revised != "supported" else value
                return self._made(asserted, revised, held, part, text, release)
            if value != part.value:
                latest = f" in {self._edition(part.sources[0].release)}" if part.sources else ""
                text = f"{count(value)} in {self._edition(release)}; since revised to {count(part.value)}{latest} ({where})."
                return self._made(asserted, "supported_at_release", part.value, part, text, release)
        together = self._of_one_release(query, int(stated.value)) if stated.step == 1 and not stated.qualifier else ""
        if together:
            text = f"{count(stated.value)} in {self._edition(together)}, of its quarters; since revised to {count(part.value)} ({where})."
            return self._made(asserted, "supported_at_release", part.value, part, text, together)
        if self._of_years(query) == stated.value:
            text = f"The newest figures of its years add to {count(stated.value)}; of one release they come to {count(part.value)} ({where})."
            return self._made(asserted, "supported", part.value, part, text)
        sums = [m for m in meanings if m.kind == ADDED and m.where and self._same(m, query)]
        if sums:
            text = f"The detailed tables add to {count(stated.value)}; {count(part.value)} is printed ({where})."
            return self._made(asserted, "supported", part.value, part, text)
        return None

    def _of_one_release(self, query: Selection, value: int) -> str:
        """The release whose quarters of a longer period add to a value; empty where none does, or where it is one quarter."""
        if not query.one or len(query.periods) != 1 or not 1 < query.periods[0].length <= YEAR:
            return ""
        span = query.periods[0]
        quarters = [
            dict(self._history(replace(query, periods=(Span(at, at),)))) for at in range(span.start, span.end + 1)
        ]
        shared = set(quarters[0]).intersection(*quarters[1:])
        found = [release for release in shared if sum(quarter[release] for quarter in quarters) == value]
        return max(found, key=self.lookup.release_key, default="")

    def _of_years(self, query: Selection) -> Number | None:
        """The newest figures of the years of a stretch together; None where it is no stretch of whole years."""
        span = query.periods[0] if len(query.periods) == 1 else None
        if not query.one or span is None or span.length % YEAR or span.length == YEAR or span.start % YEAR:
            return None
        years = [Span(at, at + YEAR - 1) for at in range(span.start, span.end, YEAR)]
        values = [self._part(replace(query, periods=(year,))).value for year in years]
        return None if None in values else sum(value for value in values if value is not None)

    def _between(self, query: Selection, stated: Stated) -> bool:
        """Does a figure lie between those of two releases that are not neighbours of one year?"""
        held = [value for _, value in self._history(query)]
        return len(held) > 1 and min(held) < stated.value < max(held)

    def _same(self, m: Meaning, query: Selection) -> bool:
        where = tuple((d, ids[0]) for d, ids in query.where if len(ids) == 1)
        return (m.measure, m.where, (m.period,)) == (query.measure, where, query.periods)

    def _disagreeing(
        self, asserted: Asserted, query: Selection, part: Part, stated: Stated, meanings: list[Meaning]
    ) -> Assertion:
        others = [m for m in self._others(query, meanings) if not self._by_chance(m, query, asserted.bag)]
        told = " and ".join(dict.fromkeys(self._told(m) for m in others[:OTHERS]))
        if part.value is None or part.status != "answered":
            own = {(d, id_) for d, ids in query.where for id_ in ids}
            if not any(own & {*m.where} or not m.where for m in others[:1]):
                return self._none(asserted, part)  # of people of whom nothing was said: so many by chance
            text = f"{count(stated.value)} is {told}; for what the sentence says, nothing is published."
            return Assertion(asserted.text, "needs_context", stated.value, stated.value, None, text, part)
        where = f"{subject(query, self.lookup)} {self._when(part, query)}"
        bag = asserted.bag
        certain = bag is None or (bag.certain and not self._left_out(query, bag))
        if others:
            text = f"{count(part.value)} is published for {where}; {count(stated.value)} is {told}."
            same = [m for m in others if self._same(m, replace(query, periods=(m.period,)))]
            # "4,929 reports in 2022", when that were those of 2023: what else the number is of 2022 is chance.
            against = certain and any(self._contradicts(m, query, bag) for m in (others[0], *same))
            return self._made(asserted, "not_supported" if against else "needs_context", part.value, part, text)
        said = f"Published: {count(part.value)} {where}."
        if far(stated, part.value):
            return self._made(asserted, "needs_context", part.value, part, f"True, but far from the figure. {said}")
        if not certain or (not part.value and len(query.where) > 1):
            return self._none(asserted, None, UNSURE.format(said=said))
        off = abs(float(stated.value) - part.value)
        if not stated.qualifier and 1 < stated.step >= 2 * off and off <= ROUNDED * part.value:
            return self._made(asserted, "needs_context", part.value, part, f"It is rounded. {said}")
        near = not stated.qualifier and off <= NEARLY * part.value
        late = near and query.one and (self._kept_late(query, off <= BY_ONE) or self._between(query, stated))
        if late or (near and query.one and self._near_first(query, float(stated.value))):
            return self._made(asserted, "needs_context", part.value, part, f"{said} {REVISED}")
        if not query.where and 0 < stated.value * SCALE < part.value:
            return self._none(asserted, part, f"It is far below the number of all of them, and may be of some. {said}")
        return self._made(asserted, "not_supported", part.value, part, said + _slip(stated.value, part.value))

    def _contradicts(self, m: Meaning, query: Selection, bag: Bag | None) -> bool:
        """Is it of another period, of another actor, or of other people than stand right with the figure?"""
        theirs, own = dict(m.where), {d: ids[0] for d, ids in query.where}
        if m.measure != query.measure:  # "17,304 cases were awaiting a decision", when as many were made in the year
            stock = self.lookup.measures[query.measure].kind == "stock"
            alone = stock and bag is not None and bag.measures == (query.measure,) and not bag.direct
            return alone and theirs == own and m.printed and (m.period,) == query.periods
        if m.measure != query.measure or theirs.keys() != own.keys() or m.kind == MIXED:
            return False
        unlike = {d for d in own if own[d] != theirs[d]}
        said = {d for d, member in bag.direct if own.get(d) == member} if bag and bag.bracketed else set()
        if bag and len(bag.named) == len(own):  # of each breakdown one member is named, and no other
            said = {d for d, member in bag.named if own.get(d) == member}
        return all(d in said or self.lookup.dimensions[d].place == "by" for d in unlike) and not self._same(m, query)

    def _by_chance(self, m: Meaning, query: Selection, bag: Bag | None) -> bool:
        """ "457 were for UK nationals", when so many were county lines referrals: is it another count, of others than those
        who are said right beside the figure?"""
        theirs = {*m.where, *self._implied(m.measure).items()}
        return bag is not None and m.measure != query.measure and bool(bag.near - theirs)

    def _mean(self, asserted: Asserted, part: Part, stated: Stated) -> Assertion:
        assert part.value is not None
        right = agrees(stated, part.value, self.tolerances)
        # Of quarters as each was published, or of the year as revised: the means lie within one.
        right = right or (not stated.qualifier and abs(float(stated.value) - part.value) <= 1)
        text = f"Calculated from what is published: {part.headline[0].lower()}{part.headline[1:]}"
        return self._made(asserted, "supported" if right else "not_supported", part.value, part, text)

    def _mean_of(self, asserted: Asserted) -> Assertion:
        """A mean of months, weeks or days: the count of the whole period over how many of them it holds."""
        query, stated = asserted.queries[0], asserted.stated
        assert stated is not None
        part, many = self._part(query), parts_of(query.periods[0], asserted.per)
        if part.value is None or part.status != "answered":
            return self._none(asserted, part)
        mean = rounded(part.value / many, 1)
        said = f"Calculated from what is published: {part.headline} That is {mean:,.1f} a {asserted.per}."
        exact = mean if stated.qualifier in BOUNDED else round(mean)  # "more than 20 a day", of 20.4
        if agrees(stated, exact, self.tolerances):
            return self._made(asserted, "supported", mean, part, said)
        if not stated.qualifier and abs(float(stated.value) - mean) < 1:
            near: Verdict = "supported" if mean >= CLOSE else "needs_context"
            return self._made(asserted, near, mean, part, said)
        for release, value in self._history(query):
            if agrees(stated, round(value / many), self.tolerances):
                text = f"It agrees with {count(value)} in {self._edition(release)}. {said}"
                return self._made(asserted, "supported_at_release", mean, part, text, release)
        if asserted.bag is None or not asserted.bag.certain:
            return self._none(asserted, None, UNSURE.format(said=said))
        return self._made(asserted, "needs_context" if far(stated, mean) else "not_supported", mean, part, said)

    def _when_said(self, judged: Assertion, asserted: Asserted, query: Selection) -> Assertion:
        """A figure that agrees with the newest period, of a sentence that names none, is true of that period."""
        undated = asserted.bag is not None and asserted.bag.undated and query.relative == "latest_year"
        return self._true_of(judged, query) if undated else judged

    def _true_of(self, judged: Assertion, query: Selection) -> Assertion:
        if judged.verdict not in AGREE:
            return judged
        text = (
            f"{UNDATED}It is true of {query.periods[0].label}: "
            if query.periods
            else f"{UNDATED}It is true of the newest: "
        )
        return replace(judged, verdict="needs_context", explanation=f"{text}{judged.explanation}")

    def _meanings(self, stated: Stated) -> list[Meaning]:
        """What the number itself counts anywhere; nothing where it is rounded or only a bound."""
        plain = stated.step == 1 or (stated.step == 100 and stated.value >= 1000)
        exact = not stated.qualifier and plain and isinstance(stated.value, int)
        return self.assistant.values.of(int(stated.value)) if exact else []

    def _left_out(self, query: Selection, bag: Bag) -> set[Pair]:
        """Of those who stand with a figure, or lead up to it, whom a query does not limit to."""
        implied = self._implied(query.measure)
        limited = {self.lookup.dimensions[d].place for d, _ in query.where}
        kinds = {d for d, _ in query.where} | implied.keys()
        left = {pair for pair in bag.near if pair[0] not in kinds}
        return {pair for pair in left if self.lookup.dimensions[pair[0]].place != "by" or "by" not in limited}

    def _implied(self, measure: str) -> dict[str, str]:
        return dict(self.lookup.measures[measure].includes)

    def _others(self, query: Selection, meanings: list[Meaning]) -> list[Meaning]:
        """What the number is true of instead, nearest first: of the same period, or of the same people at another."""
        publication = self.lookup.measures[query.measure].publication
        own = dict(query.where)

        def beside(m: Meaning) -> bool:
            """One breakdown apart at most at the same period; at another, the same; of another publication, all as said."""
            if m.period not in query.periods:
                return m.measure == query.measure and not apart(m)
            same = self.lookup.measures[m.measure].publication == publication
            return apart(m) <= (2 if same else 0)

        def apart(m: Meaning) -> int:
            return len(m.where) + len(own) - 2 * sum(own.get(d) == (member,) for d, member in m.where)

        return sorted(
            filter(beside, meanings),
            key=lambda m: (m.period not in query.periods, apart(m), m.measure != query.measure),
        )

    def _told(self, m: Meaning) -> str:
        query = with_filters(Selection(m.measure), m.where, m.period)
        how = " (added from the quarters of several releases)" if m.kind == MIXED else ""
        return f"{subject(query, self.lookup)} {period_phrase(m.period, query, self.lookup)}{how}"


def _slip(stated: Number, published: Number) -> str:
    """ "19,152 for 19,125": how a figure may have come to differ, where its digits show it."""
    a, b = str(stated), str(published)
    if len(a) == len(b) and a != b and sorted(a) == sorted(b):
        return " The claim has the same digits in another order."
    if isinstance(stated, int) and abs(stated - float(published)) <= 0.02 * float(published):
        return " The claim is close to it."
    return ""
