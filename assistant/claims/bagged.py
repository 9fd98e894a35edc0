"""What of a sentence must be said of one stated figure, and what may be."""

from __future__ import annotations

from assistant.asked.selection import Selection
from assistant.claims.bag import Bag, Pair
from assistant.claims.bases import own_part, past_base
from assistant.claims.local import Local
from assistant.claims.orderings import EXTREME
from assistant.claims.reach import beside
from assistant.claims.spans import after_base, clause, following
from assistant.claims.stated import Stated
from assistant.claims.unlike import OF_THEM
from assistant.english.phrases import pattern
from assistant.period import Span

APART = pattern("bagged.apart")  # behind a figure, up to what is said of more
ALL = pattern("bagged.all")
QUARTERS = pattern("bagged.quarters")
NEAR_BEFORE, NEAR_BEHIND = 20, 12  # characters round a figure in which a word says that it is of all


class Bagged(Local):
    """One sentence being read: the bag of words of each of its counts."""

    def bag(self, s: Stated, query: Selection) -> Bag:
        """All that the sentence names, and what of it must be said of this figure."""
        named: set[Pair] = {(f.dimension, f.member) for f in self.whole.filters if not f.excluded}
        named -= self._overtaken(s)
        direct = {(f.dimension, f.member) for f in self._direct(s) if not f.excluded} if len(self.stated) > 1 else set()
        others = self._of_others(s) | self._of_next(s)
        counts = [o for o in self.stated if o.kind == "count"]
        alone = {
            (d, m)
            for d, m in named
            if len([1 for e, _ in named if e == d]) == 1 and (d, m) not in others and not self._said_of_all(s)
        }
        inherited = {(f.dimension, f.member) for f in self.inherited}
        kinds = {self._kind(f) for f in self.whole.filters}
        theirs = [f for f in self.inherited if self._kind(f) not in kinds]  # "of those, 12,903 were male"
        bound = {f.pair for f in theirs} if OF_THEM.search(self.sentence) else set()
        spans = () if self._only_bases() else self.whole.spans
        own = self._in_order(s, counts)
        if not own:
            behind = self.names_of(clause(self._behind(s), len(counts) > 1, False)).spans
            main = query.periods if past_base(self.sentence, s, counts) else self._just_before(s)
            own = after_base(behind[:1], self.sentence[s.end :]) or main
        if query.periods and query.periods[0] not in spans and spans:
            own = query.periods  # of several years together
        measures = (
            self._measures_in_order(s, counts)
            or self._one_before(s)
            or self._measure_behind(s)
            or tuple(dict.fromkeys(m for _, m in self.whole.measures))
        )
        if any(f.excluded for f in self.whole.filters):
            direct.add(("", ""))  # the rest of a breakdown has no cell of its own
        if self._relative_before(s):
            own, spans = (), ()  # "last year, 17,004": of another period than those that are named
        base = self._base_alone(s)
        if base is not None:
            own = (following(base),)
        # "The highest since records began" names no period of the figure.
        said = [p for p in self.whole.periods if p.spans or p.relative != "all" or p.problem]
        inherits = self.before is not None and (not said or self._only_bases())
        dated = spans or (self.before.periods if self.before is not None and inherits else ())
        ordered = self._members_in_order(s, counts)
        led = {f.pair for f in self.names_of(f"{self.sentence[: s.start]} , {self._behind(s)}").filters}
        return Bag(
            frozenset(named | inherited), frozenset(direct | alone | ordered | bound), dated, own, measures or (query.measure,),
            certain=self._certain(s, counts, bool(own) or (len(spans) == 1 and not self._ends_unknown()) or query.relative not in ("", "latest_year"), bool(direct | ordered)),
            bracketed=bool(self._bracket(s)),
            ends=tuple(span for period in self.whole.periods for span in period.ends),
            near=frozenset(led & (direct | alone | ordered) - {("", "")}),
            undated=not dated and not EXTREME.search(self.sentence),
        )  # fmt: skip

    def _relative_before(self, s: Stated) -> bool:
        """Does "last year" stand just before the figure, in a text whose day is not known?"""
        start = max((o.end for o in self.stated if o.start < s.start), default=0)
        return any(
            p.relative.startswith(("latest_", "last:")) for p in self.names_of(self.sentence[start : s.start]).periods
        )

    def _said_of_all(self, s: Stated) -> bool:
        """ "Of a total of 16,990": the figure of everybody, in a sentence about some of them."""
        near = ALL.search(self.sentence[max(0, s.start - NEAR_BEFORE) : s.start]) or ALL.search(
            self.sentence[s.end : s.end + NEAR_BEHIND]
        )
        return bool(near) and len(self.stated) > 1 and not self._direct(s)

    def _just_before(self, s: Stated) -> tuple[Span, ...]:
        """The one period between the figure before and this one: "in 2019, | 12,700"."""
        start = max((o.end for o in self.stated if o.start < s.start), default=0)
        found = self.names_of(self.sentence[start : s.start]).spans
        if own_part(self.sentence[start : s.start]) and len(self.own_periods()) == 1:
            return self.own_periods()  # "17,004 (0.5% up on 2022), of whom | 7,432 were …"
        return found if len(found) == 1 and self._pair() is not None else ()

    def _one_before(self, s: Stated) -> tuple[str, ...]:
        counted = self._counted_before(s)
        return (counted,) if counted else ()

    def _measure_behind(self, s: Stated) -> tuple[str, ...]:
        """ "20,090 reasonable grounds decisions and …": what the words right behind a figure say that it counts."""
        behind = APART.split(self._behind(s))[0]
        names = self.names_of(behind)
        named = {m for _, m in names.measures}
        other = any(
            named.isdisjoint(among) for _, among in names.weak
        )  # "referred or reported under the duty to notify"
        return tuple(named) if len(named) == 1 and not other else ()

    def _certain(self, s: Stated, counts: list[Stated], when: bool, who: bool) -> bool:
        """Is it sure who and when a figure is of, so that another figure would contradict it?"""
        members = {(f.dimension, f.member): self._kind(f) for f in self.whole.filters}
        several = (len(members) > 1 and len(counts) > 1) or len(members) > len(set(members.values()))
        part = (
            QUARTERS.search(self.sentence) is not None
            and bool(self.whole.spans)
            and all(span.is_year for span in self.whole.spans)
        )
        sure = (
            not beside(self.sentence, s, list(self.unknown)) and not part
        )  # "of the four quarters of 2023, the first …"
        return sure and when and not self._relative_before(s) and self._base_alone(s) is None and (who or not several)
