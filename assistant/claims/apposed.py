"""Shares beside the count that they are: "the police made 3,933 referrals, or 23% of the total"."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.selection import Selection, share
from assistant.claims.bases import OF_THEM, base_of
from assistant.claims.elided import Elided
from assistant.claims.lists import IN_BRACKET
from assistant.claims.orderings import MARK, Asserted
from assistant.claims.spans import COMBINED
from assistant.claims.stated import Stated
from assistant.english.phrases import pattern

# "…, or 23% of the total", "…, making up 24% of all referrals"
APPOSED = pattern("shares.apposed")
OF_TOTAL = pattern("shares.of_total")
# "98 referrals, 44% | of the | 221"
OF_COUNT = pattern("shares.of_count")


class Apposed(Elided):
    """Shares of a count that the sentence gives as well."""

    def _said_as_share(self, s: Stated) -> Asserted | None:
        """ "County lines accounted for 13% of all referrals in 2022, or | 2,281 people": the count of the part that the share
        in front of it is of."""
        before = [o for o in self.stated if o.end <= s.start]
        told = before[-1] if before and before[-1].kind == "share" and len(before) == 1 else None
        between = self.sentence[told.end : s.start] if told else ""
        if told is None or not APPOSED.search(between) or self.names_of(self._behind(s)).filters:
            return None
        portion = self._of_larger(told)
        return Asserted("count", self._quote(s), portion.queries[:1], s) if portion else None

    def _of_larger(self, s: Stated) -> Asserted | None:
        raise NotImplementedError

    def _of_count(self, s: Stated, counts: list[Stated]) -> Asserted | None:
        """ "The police made 3,933 referrals, or 23% of the total": the share of the count in front of it."""
        before = [o for o in self.stated if o.end <= s.start]
        between = self.sentence[before[-1].end : s.start] if before else ""
        enclosed = (
            IN_BRACKET.fullmatch(between)
            and self.sentence[s.end :].startswith(")")
            and not any(base_of(self.sentence, o) for o in before)
        )
        alone = self.sentence[: s.start].endswith("(") and self.sentence[s.end :].startswith(")")
        if len(before) > 1 and (alone or enclosed or APPOSED.search(between)) and self._part_of(*before[-2:]):
            part = self._of_one(before[-2])
            whose = self._query(self._direct(before[-1]), ()).where
            whose = () if whose == part.where else whose  # "1,452 | of 4,746 people referred were Albanian"
            queries = (part, replace(part, where=whose))
            return Asserted("portion" if len(set(queries)) > 1 else "unread", self._quote(s), queries, s)
        if alone and len(before) > 1 and OF_THEM.fullmatch(between.removesuffix(" (")):
            queries = (self._of_one(before[-1]), self._of_one(counts[0]))
            return Asserted("portion" if len(set(queries)) > 1 else "unread", self._quote(s), queries, s)
        if not before or before[-1] not in counts or not (enclosed or APPOSED.search(between)):
            return None
        whole = next(
            (o for o in counts if o.start >= s.end and OF_COUNT.fullmatch(self.sentence[s.end : o.start])), None
        )
        if whole is not None:
            queries = (self._of_one(before[-1]), self._of_one(whole))
            return Asserted("portion", self._quote(s), queries, s)
        behind = OF_TOTAL.match(self.sentence[s.end :])
        if behind is None or self.names_of(behind.group()).filters:
            return None
        if COMBINED.search(between):
            together = self._both(before)
            return Asserted("portion" if together else "unread", self._quote(s), together, s)
        filters, measure, spans = self._local(before[-1])
        larger = self.lookup.measures[measure].part_of
        if larger and not filters:
            queries = (self._query([], spans, measure), self._query([], spans, larger))
            return Asserted("portion", self._quote(s), queries, s)
        if not filters or any(f.excluded for f in filters):
            return None
        query = replace(self._query(filters, spans, measure), calculation=share())
        # "The main form for children (2,689, or 49%)": of all or, where no whole is said, of those of either limit.
        open_ = self.sentence[s.end :].startswith(")") and len(query.where) == 2
        wholes = [replace(query, calculation=share((dimension,))) for dimension, _ in query.where] if open_ else []
        return Asserted("share", self._quote(s), (query,), s, wholes=tuple(wholes)) if query.where else None

    def _part_of(self, part: Stated, whole: Stated) -> bool:
        """ "352 of the 406", "5,999 children among the 19,125"."""
        counted = part.kind == whole.kind == "count" and base_of(self.sentence, whole)
        return counted and not MARK.search(self.sentence[part.end : whole.start])

    def _both(self, counts: list[Stated]) -> tuple[Selection, ...]:
        """ "3,944 from local authorities and 3,933 from the police, together almost half": these counts, and that of all."""
        queries = [self._of_one(count) for count in counts if count.kind == "count"]
        whole = replace(queries[0], where=())
        alike = len(queries) > 1 and all(replace(q, where=()) == whole and len(q.where) == 1 for q in queries)
        kinds = {self.lookup.dimensions[q.where[0][0]].place or q.where[0][0] for q in queries} if alike else set()
        return (*queries, whole) if alike and len(kinds) == 1 and len(set(queries)) == len(queries) else ()

    def _of_one(self, count: Stated) -> Selection:
        """What a count of the sentence counts."""
        filters, measure, spans = self._local(count)
        return self._query(filters, spans, measure)
