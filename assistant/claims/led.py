"""Several shares of one sentence: of whom it begins with, or each of its own clause."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.selection import Selection, share
from assistant.claims.share_records import ShareRecords
from assistant.claims.stated import Stated
from assistant.english.phrases import pattern

OF_LED = pattern("led.of_led")


class Led(ShareRecords):
    """What each of several shares may be of."""

    def _own_shares(self) -> list[Stated]:
        raise NotImplementedError

    def _either_of(self, s: Stated, made: Selection) -> list[Selection]:
        """What a share may be of, the likeliest first, where ``made`` is what all words of the sentence make of it."""
        return [*self._of_led(s, made), made, *self._of_clause(s, made)]

    def _of_led(self, s: Stated, made: Selection) -> list[Selection]:
        """ "Of children referred in 2023, 79% were boys, and | 45% exploited in the UK": one of several shares of those whom
        the sentence begins with, by its own clause."""
        led = OF_LED.match(self.sentence)
        shares = self._own_shares()
        if not led or s not in shares or len(shares) < 2 or len(led.group().rstrip()) > shares[0].start:
            return []
        base = self.names_of(led.group()).filters
        own = self.names_of(self._pieces(shares)[shares.index(s)][led.end() if s is shares[0] else 0 :]).filters
        own = [f for f in own if f.pair not in {g.pair for g in base}]  # "boys", of children
        told = [*base, *own]
        if not base or not own or any(f.excluded for f in told) or len({f.dimension for f in told}) < len(told):
            return []
        query = self._query(told, made.periods, made.measure)
        return [replace(query, calculation=share(tuple(sorted(f.dimension for f in base))))]

    def _of_clause(self, s: Stated, made: Selection) -> list[Selection]:
        """ "Sexual exploitation accounted for 10% of all, with | 9% of referrals relating to women": what else one of several
        shares may be of, those of its own clause or all that are named, of everybody."""
        shares = self._own_shares()
        if s not in shares or len(shares) < 2 or len(made.where) < 2:
            return []
        names = self.names_of(self._pieces(shares)[shares.index(s)]).filters
        own = tuple(pair for pair in made.where if any((f.dimension, (f.member,)) == pair for f in names))
        wheres = [own, made.where] if own and own != made.where else [made.where]
        return [replace(made, where=where, calculation=share()) for where in wheres]
