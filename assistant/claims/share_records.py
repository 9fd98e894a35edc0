"""Records of shares: "at 66%, the share that was positive was the lowest since 2014"."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.selection import Selection
from assistant.claims.apposed import Apposed
from assistant.claims.blank import without
from assistant.claims.orderings import EXTREME, FALL, MARK, RISE, SINCE, YEAR_SAW, Asserted, plain
from assistant.claims.runs import LOWEST
from assistant.english.phrases import pattern
from assistant.period import Span

# "Twice as likely", "80% more likely": said of shares, of which no count is told
LIKELY = pattern("shares.likely")

# What is said of a figure at several times, and what it is where the figure is a share.
OF_TIME = {
    "streak": "share_streak", "change": "points", "direction": "points", "comparison": "points", "multiple": "points", "steady": "unread",
}  # fmt: skip
OF_COUNTS = ("direction", "comparison", "multiple", "change", "difference", "steady", "streak", "extreme")


class ShareRecords(Apposed):
    """What a sentence says of the place of a share in time."""

    def _share_records(self, made: list[Asserted]) -> list[Asserted]:
        """That the one share of a sentence is the highest or lowest of its kind, since when it says; nothing where the
        sentence speaks of no share, or of several."""
        over_time = SINCE.search(self.sentence) or YEAR_SAW.search(self.sentence)
        if not (EXTREME.search(self.sentence) and over_time):
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
        share = told[0] if told else self._share_said(self.sentence)
        rest = [one for one in found if one not in moving]
        return [_of(share, one) for one in moving] + rest

    def _share_said(self, sentence: str) -> Selection | None:
        """The share that a sentence speaks of, whatever it says of it; None where that is not known, or it is of several."""
        text = FALL.sub(" ", RISE.sub(" ", plain(sentence)))
        share = next(filter(None, map(self.share_of, (text, *MARK.split(text)))), None)
        return None if share is None or share.by else share

    def _multiples_of_share(self, made: list[Asserted]) -> list[Asserted]:
        """ "Twice as high a share of children as of adults was confirmed": of the shares, and no counts; unread where it is
        not known which they are."""
        if not self._of_share() or any(s.kind not in ("multiple", "share") for s in self.stated):
            return made
        told = [one.queries[0] for one in made if one.kind == "share" and len(one.queries) == 1]
        share = told[0] if told else self._share_said(without(self.sentence, self.stated))
        return [_of(share, one) if one.kind == "multiple" else one for one in made]

    def _changes_of_share(self, made: list[Asserted]) -> list[Asserted]:
        """ "The share that was positive fell by 38%": by how much of itself the share fell, and no count."""
        moved = [one for one in made if one.kind == "change" and len(one.queries) == 2 and self._led_by_share(one)]
        if not moved:
            return made
        told = {one.queries[0] for one in made if one.kind == "share" and len(one.queries) == 1}
        alike = {replace(query, periods=(), relative="") for query in told}
        share = next(iter(alike)) if len(alike) == 1 else self._share_said(without(self.sentence, self.stated))
        return [_of(share, one) if one in moved else one for one in made] if share else made

    def _led_by_share(self, one: Asserted) -> bool:
        """Does the clause of a figure begin with a share, or a rate, and state no count?"""
        if one.stated is None or any(s.kind in ("count", "difference") for s in self.stated):
            return False
        lead = MARK.split(self.sentence[: one.stated.start])[-1]
        return self.names_of(lead).says("SHARE", "RATE")

    def _less_likely(self, found: list[Asserted]) -> list[Asserted]:
        """What a sentence says with "likely" that was not read as of shares: unread."""
        if not LIKELY.search(self.sentence):
            return found
        return [replace(one, kind="unread", queries=()) if one.kind in OF_COUNTS else one for one in found]

    def _of_share(self) -> bool:
        """Does the sentence speak of a share or a rate, and not of a count?"""
        return self.whole.says("SHARE", "RATE")

    @staticmethod
    def _from(query: Selection, since: Span | None) -> tuple[Selection, ...]:
        return (replace(query, periods=(since,)),) if since is not None else ()


def _of(share: Selection | None, one: Asserted) -> Asserted:
    """What was said of counts, of several times or of two groups, said of the share at these; unread of no share, or where
    the two are no wholes of which it is one."""
    ends = one.queries[::-1] if one.kind == "comparison" else one.queries  # the earlier of two stands last there
    ends = ends[:1] if one.kind == "streak" else ends
    sides = [_side(share, query, ends) for query in ends] if share else [None]
    if None in sides:
        return replace(one, kind="unread", queries=())
    return replace(one, kind=OF_TIME[one.kind], queries=tuple(side for side in sides if side is not None))


def _side(share: Selection, query: Selection, ends: tuple[Selection, ...]) -> Selection | None:
    """The share at the time and of the group of one of the counts that were set beside each other."""
    own = [pair for pair in query.where if any(pair not in other.where for other in ends)]
    if not own:
        return replace(share, periods=query.periods, relative="")
    wholes = {d for d, ids in share.where if d in (share.among or ())}
    if not {d for d, _ in own} <= wholes:
        return None
    where = tuple((d, dict(own).get(d, ids)) for d, ids in share.where)
    return replace(share, where=where, periods=query.periods, relative="")
