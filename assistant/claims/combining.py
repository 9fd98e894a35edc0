"""What one figure may count together: several of one kind, or two things that are counted apart."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.selection import Selection
from assistant.claims.bases import base_of
from assistant.claims.changes import Changes
from assistant.claims.stated import Stated
from assistant.english.phrases import pattern

# "…, bringing the total number of potential victims to | 21,933"
TOTAL = pattern("combining.total")
WITH_OTHERS = pattern("combining.with_others")


class Combining(Changes):
    """Counts of a sentence that one of its figures may add up."""

    def _added_up(self, s: Stated, counts: list[Stated]) -> tuple[Selection, ...]:
        """ "UK and Albanian nationals made up | 6,933 of the 19,125": those of one kind whom a figure may count together, who
        all stand before it or behind it; none where other figures may be theirs."""
        own = [o for o in counts if not base_of(self.sentence, o)]
        if s.qualifier or own != [s] or len(counts) < len(self.stated) or any(f.excluded for f in self.whole.filters):
            return ()
        sides = [self.names_of(text).filters for text in (self.sentence[: s.start], self.sentence[s.end :])]
        listed = [
            found
            for side, other in (sides, sides[::-1])
            for kind in {self._kind(f) for f in side} - {self._kind(f) for f in other}
            if len(found := list({f.pair: f for f in side if self._kind(f) == kind}.values())) > 1
        ]
        if len(listed) != 1:
            return ()
        rest = [f for f in self.whole.filters if self._kind(f) != self._kind(listed[0][0])]
        _, measure, spans = self._local(s)
        return tuple(self._query([*rest, f], spans or self.whole.spans[:1], measure) for f in listed[0])

    def _added(self, query: Selection, s: Stated, counts: list[Stated]) -> tuple[Selection, ...]:
        """ "21,919 were referred or reported under the Duty to Notify": the counts that one figure may be of together."""
        whole = TOTAL.search(self.sentence[: s.start]) or WITH_OTHERS.match(self.sentence, s.end)
        if counts != [s] and not whole:
            return ()
        weak = {among[0] for _, among in self.whole.weak if len(among) == 1}
        named = sorted({*(m for _, m in self.whole.measures), *weak})
        limits = {dimension for dimension, _ in query.where}
        held = [m for m in named if limits <= self.lookup.dimensions_of(m) or not limits]
        return tuple(replace(query, measure=m) for m in held) if len(held) == len(named) > 1 else ()
