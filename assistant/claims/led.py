"""Several shares of one sentence: of whom it begins with, or each of its own clause."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.selection import Selection, share
from assistant.claims.bases import OF_THEM
from assistant.claims.blank import names_whole
from assistant.claims.orderings import Asserted
from assistant.claims.ranking import MARK_OR_BRACKET
from assistant.claims.share_records import ShareRecords
from assistant.claims.stated import Stated
from assistant.english.named import Name
from assistant.english.phrases import pattern

OF_LED = pattern("led.of_led")


class Led(ShareRecords):
    """What each of several shares may be of."""

    def _own_shares(self) -> list[Stated]:
        raise NotImplementedError

    def _either_of(self, s: Stated, made: Selection) -> list[Selection]:
        """What a share may be of, the likeliest first, where ``made`` is what all words of the sentence make of it; one alone
        of a sentence is of no other."""
        shares = self._own_shares()
        if s not in shares or len(shares) < 2:
            return [made, *self._of_either(s, made)]
        led, told, subject = (
            self._led(shares[0]),
            self._told(made),
            self.names_of(self.sentence[: shares[0].start]).filters,
        )
        own = self._of_clause(s, shares)
        whole = self.names_of(names_whole(self.sentence, self._end(s))).filters if s is not shares[0] else []
        of_whole = self._part(whole, subject, made) if whole and subject else None
        sure = [base for base in (led, told if OF_THEM.search(self.sentence) else []) if base]
        bases = [*sure, told, subject, []]
        read = [query for base in bases if (query := self._part(base, own, made)) is not None]
        every = [replace(made, calculation=share())]
        first = [of_whole] if of_whole else read[:1] if sure and read else [made]  # "…, and | 45% of child referrals"
        return list(dict.fromkeys([*first, made, *read, *every]))

    def _of_led(self, s: Stated) -> Asserted | None:
        """ "For Albanian nationals, | 75% of referrals were for adults": the one share of a sentence that begins with those of
        whom it is; None where nobody else stands behind it."""
        led = self._led(s) if self.stated[0] is s and self._own_shares() == [s] else []
        kinds = {f.dimension for f in led}
        own = [f for f in self.names_of(MARK_OR_BRACKET.split(self._behind(s))[0]).filters if f.dimension not in kinds]
        _, measure, spans = self._local(s)
        query = self._part(led, own, self._query([], spans, measure)) if led else None
        return Asserted("share", self._quote(s), (query,), s) if query else None

    def _of_either(self, s: Stated, made: Selection) -> list[Selection]:
        """ "The most common form for children was criminal exploitation, at | 42%": of two limits, the one that may be the
        whole where the sentence does not say of whom it is a share."""
        if made.among or len(made.where) != 2 or names_whole(self.sentence, self._end(s)).strip():
            return []
        return [replace(made, calculation=share((dimension,))) for dimension, _ in made.where]

    def _led(self, first: Stated) -> list[Name]:
        """ "Of children referred in 2023, 79% were boys, and 45% …": those whom the sentence begins with."""
        found = OF_LED.match(self.sentence)
        ahead = found is not None and len(found.group().rstrip()) <= first.start
        return self.names_of(found.group()).filters if found and ahead else []

    def _told(self, made: Selection) -> list[Name]:
        """Whom the sentence before was about."""
        where = self.before.where if self.before is not None and self.before.measure == made.measure else ()
        return [Name(d, ids[0], -1) for d, ids in where if len(ids) == 1 and not ids[0].startswith("!")]

    def _of_clause(self, s: Stated, shares: list[Stated]) -> list[Name]:
        """Those of the clause of one of the shares; of the first, those behind it where there are any."""
        piece = self._pieces(shares)[shares.index(s)]
        behind = self.names_of(piece[s.end :]).filters if s is shares[0] else []
        return behind or self.names_of(piece).filters

    def _part(self, base: list[Name], own: list[Name], made: Selection) -> Selection | None:
        """The share of those of a clause in others; None where they are not of two kinds."""
        part = [f for f in own if f.pair not in {g.pair for g in base}]  # "boys", of children
        told = [*base, *part]
        if not part or any(f.excluded for f in told) or len({f.dimension for f in told}) < len(told):
            return None
        query = self._query(told, made.periods, made.measure)
        return replace(query, calculation=share(tuple(sorted(f.dimension for f in base))))
