"""Whose a stated share is, and of whom, where the words beside it say so; and the share in words that it gives exactly."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.asked.selection import Selection
from assistant.claims.apposed import OF_COUNT
from assistant.claims.blank import names_whole
from assistant.claims.led import Led
from assistant.claims.orderings import Asserted
from assistant.claims.pairs import MARKED
from assistant.claims.stated import Stated, loose
from assistant.english.phrases import pattern
from assistant.period import Span

# "Albanians came first, ahead of | UK nationals at 25%"
SET_APART = pattern("shares.set_apart")
AT, MAKING_UP = pattern("shares.at"), pattern("shares.making_up")
BY = pattern("shares.by")
IN_BRACKETS = re.compile(r"\([^()]*\)")


class Whose(Led):
    """Who stand before the verb of a share, and those behind it of whom it is."""

    def _maker(self, s: Stated) -> dict[str, tuple[str, ...]]:
        """ "Men (12,903) made up | 76% of referrals, followed by women": by breakdown, who stand before the verb that says
        that they are the share."""
        lead = MARKED.split(IN_BRACKETS.sub(" ", self.sentence[: s.start]))[-1]
        named = self.names_of(lead).filters if MAKING_UP.search(lead) else []
        kinds = [f.dimension for f in named]
        return {f.dimension: (f.member,) for f in named if kinds.count(f.dimension) == 1 and not f.excluded}

    def _whole_of(self, s: Stated, query: Selection) -> set[str]:
        """ "Boys made up 80% | of child referrals, ahead of girls": by breakdown, those right behind a share of whom it is."""
        named = [f for f in self.names_of(names_whole(self.sentence, self._end(s))).filters if not f.excluded]
        return {f.dimension for f in named} if all((f.dimension, (f.member,)) in query.where for f in named) else set()

    def _by_how_much(self, s: Stated) -> Asserted | None:
        """ "Changed by | 5% and 20%": no share of anybody, and unread where it was not read as a change."""
        return Asserted("unread", self._quote(s), (), s) if BY.search(self.sentence[: s.start].rstrip()) else None

    def _of_what(self, s: Stated) -> str:
        """ "66% | of the 9,825 conclusive grounds decisions": what is counted beside a share, or beside the count of which it is one."""
        behind = next((o for o in self.stated if o.start >= s.end), None)
        whole = (
            behind is not None and behind.kind == "count" and OF_COUNT.fullmatch(self.sentence[s.end : behind.start])
        )
        return self._local(behind if behind is not None and whole else s)[1]

    def _past_base(self, s: Stated, periods: tuple[Span, ...]) -> tuple[Span, ...]:
        """ "3,804 in 2016 (16% up on 2015), of whom | a third were children": of the one period of the sentence, and not of
        that which something is compared with, unless it stands behind the share."""
        own = self.own_periods()
        based = self._bases_of_all().intersection(periods) and not self.names_of(self._behind(s)).spans
        return own if based and len(own) == 1 else periods

    def _one_of(self, s: Stated, query: Selection) -> Selection | None:
        """ "Albanians were the most referred in 2022, ahead of UK nationals on | 25%": of several who are set against each
        other, and not counted together, the last who is named before the one share; None where it cannot be told."""
        several = {d for d, ids in query.where if len(ids) > 1}
        marks = [mark.end() for mark in SET_APART.finditer(self.sentence) if mark.end() <= s.start]
        if not several or not SET_APART.search(self.sentence):
            return query
        alone = sum(o.kind == "share" for o in self.stated) == 1
        lead = self.sentence[marks[-1] : s.start] if marks and alone else ","
        named = [] if MARKED.search(lead) else self.names_of(lead).filters
        last = {f.dimension: (f.member,) for f in named if f.dimension in several and not f.excluded}
        if last.keys() != several or len(named) != len(several):
            return None
        return replace(query, where=tuple((d, last.get(d, ids)) for d, ids in query.where))

    def _said_roughly(self, s: Stated) -> Stated | None:
        """ "The majority of Albanians referred (78%)", "a third of adult referrals (2,141; 33%)": the share in words that a
        bracket gives exactly, or that ", at 31%" does; None where it gives none."""
        told = [o for o in self.stated if o.end <= s.start]
        if told and AT.search(self.sentence, told[-1].end, s.start) and told[-1].kind == "share" and s.step <= 1:
            rough = told[-1] if told[-1].step > 1 else None
            return rough if rough and abs(float(s.value) - float(rough.value)) <= loose(rough, s) else None
        opened = self.sentence.rfind("(", 0, s.start)
        closed = self.sentence[s.end :].lstrip("% ").startswith(")") or self._enclosed(s.start) is not None
        if opened < 0 or ")" in self.sentence[opened : s.start] or not closed:
            return None
        before = [o for o in self.stated if o.end <= opened]
        last = before[-1] if before and before[-1].kind == "share" and before[-1].step > 1 and s.step <= 1 else None
        if last is None:
            return None
        most = last.qualifier == "over" and s.value > last.value
        return last if most or abs(float(s.value) - float(last.value)) <= loose(last, s) else None
