"""Whose a stated share is, and of whom, where the words beside it say so; and the share in words that it gives exactly."""

from __future__ import annotations

import re

from assistant.asked.selection import Selection
from assistant.claims.blank import names_whole
from assistant.claims.led import Led
from assistant.claims.pairs import MARKED
from assistant.claims.stated import Stated, loose
from assistant.english.phrases import pattern

AT, MAKING_UP = pattern("shares.at"), pattern("shares.making_up")
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

    def _said_roughly(self, s: Stated) -> Stated | None:
        """ "The majority of Albanians referred (78%)", "a third of adult referrals (2,141; 33%)": the share in words that a
        bracket gives exactly, or that ", at 31%" does; None where it gives none."""
        told = [o for o in self.stated if o.end <= s.start]
        if told and AT.search(self.sentence, told[-1].end, s.start) and told[-1].kind == "share" and s.step <= 1:
            rough = told[-1] if told[-1].step > 1 else None
            return rough if rough and abs(float(s.value) - float(rough.value)) <= loose(rough, s) else None
        opened = self.sentence.rfind("(", 0, s.start)
        if (
            opened < 0
            or ")" in self.sentence[opened : s.start]
            or not self.sentence[s.end :].lstrip("% ").startswith(")")
        ):
            return None
        before = [o for o in self.stated if o.end <= opened]
        last = before[-1] if before and before[-1].kind == "share" and before[-1].step > 1 and s.step <= 1 else None
        if last is None:
            return None
        most = last.qualifier == "over" and s.value > last.value
        return last if most or abs(float(s.value) - float(last.value)) <= loose(last, s) else None
