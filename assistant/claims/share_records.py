"""Records of shares: "at 66%, the share that was positive was the lowest since 2014"."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.selection import Selection
from assistant.claims.apposed import Apposed
from assistant.claims.orderings import EXTREME, FALL, MARK, RISE, SINCE, Asserted, plain
from assistant.claims.runs import LOWEST
from assistant.period import Span

# What is said of a figure at several times, and what it is where the figure is a share.
OF_TIME = {"streak": "share_streak", "direction": "points", "comparison": "points", "steady": "unread"}


class ShareRecords(Apposed):
    """What a sentence says of the place of a share in time."""

    def _share_records(self, made: list[Asserted]) -> list[Asserted]:
        """That the one share of a sentence is the highest or lowest of its kind, since when it says; nothing where the
        sentence speaks of no share, or of several."""
        if not (EXTREME.search(self.sentence) and SINCE.search(self.sentence)):
            return []
        told = [one.queries[0] for one in made if one.kind == "share" and len(one.queries) == 1]
        asked = None if made else self.share_of(SINCE.split(EXTREME.sub(" ", self.sentence))[0])
        own = told[:1] if len(told) == len(made) == 1 else [asked] if asked and self._of_share() else []
        query = own[0] if own else None
        if query is None or len(query.periods) != 1 or query.by:
            return []
        since = next((p.ends[0] for p in self.whole.periods if p.open and p.ends), None)
        queries = (query, *self._from(query, since))
        lowest = LOWEST.search(self.sentence) is not None
        return [Asserted("share_extreme", self.sentence, queries, lowest=lowest)]

    def _moves_of_share(self, found: list[Asserted], made: list[Asserted]) -> list[Asserted]:
        """ "The positive rate rose year by year from | 58% in 2016 to 91% in 2021": that the share moved so, and no count;
        unread where it is not known which share."""
        moving = [one for one in found if one.kind in OF_TIME]
        if not moving or not self._of_share():
            return found
        told = [one.queries[0] for one in made if one.kind == "share" and len(one.queries) == 1]
        text = FALL.sub(" ", RISE.sub(" ", plain(self.sentence)))
        pieces = (text, *MARK.split(text))
        share = told[0] if told else next(filter(None, map(self.share_of, pieces)), None)
        share = None if share is None or share.by else share
        rest = [one for one in found if one not in moving]
        return [_of(share, one) if share else replace(one, kind="unread", queries=()) for one in moving] + rest

    def _of_share(self) -> bool:
        """Does the sentence speak of a share or a rate, and not of a count?"""
        return self.whole.says("SHARE", "RATE")

    @staticmethod
    def _from(query: Selection, since: Span | None) -> tuple[Selection, ...]:
        return (replace(query, periods=(since,)),) if since is not None else ()


def _of(share: Selection, one: Asserted) -> Asserted:
    """What was said of a count at several times, said of a share at these."""
    ends = one.queries[::-1] if one.kind == "comparison" else one.queries  # the earlier of two stands last there
    times = [query.periods for query in ends[:1] if one.kind == "streak"] or [query.periods for query in ends]
    queries = tuple(replace(share, periods=spans, relative="") for spans in times)
    return replace(one, kind=OF_TIME[one.kind], queries=queries)
