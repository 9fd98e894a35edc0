"""Shares of which one clause says the part and another only the whole: "74% for children were positive, for adults | 41%"."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.selection import Selection, share
from assistant.claims.blank import as_question
from assistant.claims.orderings import Asserted
from assistant.claims.pairs import Pairs
from assistant.claims.stated import Stated, find
from assistant.english.named import Name
from assistant.english.phrases import pattern

BEFORE_WHOLE = ("FOR", "AMONG", "OF", "IN", "WITH")  # what stands before those of whom a share is
APART = pattern("elided.apart")


class Elided(Pairs):
    """Shares that take what they do not say from the share in front of them."""

    def _elided(self, s: Stated) -> Asserted | None:
        """The share of the clause before, of others; None where this one says its own part, or another count."""
        before, shares = self.before, [o for o in self.stated if o.kind == "share"]
        own = [f for f in self.whole.filters if not f.excluded]
        if before is None or before.among is None or shares != [s] or self.whole.measures or self.whole.weak:
            return None
        turned = self._turned(before, own) if all(map(self._of_whole, own)) else None
        if turned is None or not {f.dimension for f in own} <= set(turned.among or ()):
            return None
        query = replace(turned, periods=self.whole.spans[:1] or before.periods, relative="")
        return Asserted("share", self._quote(s), (query,), s)

    def _parallel(self, s: Stated) -> Asserted | None:
        """ "Children made up 41% of police referrals and | 91% of those by councils": the first share, with those who are
        named beside this one; None where they do not stand for some of the first."""
        shares = [o for o in self.stated if o.kind == "share"]
        if s not in shares or len(shares) < 2 or len(shares) < len(self.stated):
            return None
        pieces = self._pieces(shares)
        named = [self.names_of(piece) for piece in pieces]
        spans = self.whole.spans
        when = f" in {spans[0].label}" if len(spans) == 1 and not named[0].spans else ""
        text = f"{pieces[0].rstrip(' .,')}{when}"
        first = self.share_of(as_question(text, found, found[0])) if len(found := find(text)) == 1 else None
        if first is None or not first.periods or first.by or any(len(ids) > 1 for _, ids in first.where):
            return None
        turned = [self._turned(first, names.filters) for names in named[1:]]
        alike = all(not names.measures or names.counted == (first.measure,) for names in named)
        other = any(t is None and names.filters for t, names in zip(turned, named[1:], strict=True))
        if not any(turned) or other or not alike:
            return None
        query = [first, *turned][shares.index(s)]
        own = named[shares.index(s)].spans
        if query is None:  # "…, and 44% of all", "… and 27% in 2022"
            query = first if own else _of_all(first)
        if not query.where:
            return Asserted("unread", self._quote(s), (), s)
        return Asserted("share", self._quote(s), (replace(query, periods=own[:1] or query.periods),), s)

    def _piece(self, s: Stated) -> str:
        """The words behind a figure, up to where the next one begins a clause of its own."""
        starts = {o.start for o in self.stated}
        ends = [mark.start() for mark in APART.finditer(self.sentence, s.end) if starts & {mark.end(), mark.end() + 1}]
        return self.sentence[s.end : ends[0] if ends else len(self.sentence)]

    def _pieces(self, shares: list[Stated]) -> list[str]:
        """The sentence, cut between its shares where a clause or a member of a list begins."""
        cuts = [0]
        stops = [*(share.start for share in shares[2:]), len(self.sentence)]
        for a, b, stop in zip(shares, shares[1:], stops, strict=False):
            marks = [mark.end() for mark in APART.finditer(self.sentence, a.end, b.start)]
            naming = [at for at in marks if self.names_of(self.sentence[at:stop]).filters]
            cuts.append((naming or marks or [b.start])[-1])
        return [self.sentence[start:end] for start, end in zip(cuts, [*cuts[1:], len(self.sentence)], strict=True)]

    def _turned(self, told: Selection, own: list[Name]) -> Selection | None:
        """The share with others in the place of those of their kind; None where it limits to none of that kind."""
        kinds = {self._kind(Name(d, "", -1)): d for d, _ in told.where}
        mine = {self._kind(f): f for f in own}
        if not own or len(mine) < len(own) or not mine.keys() <= kinds.keys() or any(f.excluded for f in own):
            return None
        where = {d: ids for d, ids in told.where if d not in {kinds[kind] for kind in mine}}
        where |= {f.dimension: (f.member,) for f in own}
        base = {mine[kind].dimension if kind in mine else d for kind, d in kinds.items() if d in (told.among or ())}
        return replace(told, where=tuple(sorted(where.items())), calculation=share(tuple(sorted(base))))

    def _of_whole(self, name: Name) -> bool:
        return name.at > 0 and self.whole.items[name.at - 1].is_(*BEFORE_WHOLE)


def _of_all(told: Selection) -> Selection:
    """The share without those of whom it is one; limited to nobody where it was of all before."""
    among = told.among or ()
    where = tuple((d, ids) for d, ids in told.where if d not in among) if among else ()
    return replace(told, where=where, calculation=share())
