"""Changes, differences and multiples as sentences state them: what changed, and between what."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.selection import Selection
from assistant.claims.bag import Pair
from assistant.claims.lists import IN_TURN
from assistant.claims.orderings import BESIDE, FALL, RISE, Asserted
from assistant.claims.pairs import THAN
from assistant.claims.shares import Shares
from assistant.claims.spans import following, starts_at
from assistant.claims.stated import Stated
from assistant.claims.sums import from_to
from assistant.english.lexicon import lexicon_category
from assistant.english.named import Name
from assistant.english.parts import SHARES
from assistant.english.phrases import pattern
from assistant.period import Span

ENDING = pattern("changes.ending")  # "from 4,580 | to reach 4,929 in 2023"
SINCE_THEN = pattern("changes.since_then")
FIGURE_BESIDE = pattern("changes.beside")  # "11% | lower | than"
MOVED_BY = pattern("stated.by")
TWICE = pattern("changes.twice")
TOTALS = frozenset(word for word in lexicon_category("TOTAL") if " " not in word)
MOVED = ("change", "difference", "multiple")


class Changes(Shares):
    """One sentence being read: what it says to have changed, by how much, and between which two counts."""

    def _change(self, s: Stated, counts: list[Stated]) -> Asserted | None:
        points = self._points(s, counts) if s.kind == "change" else None
        if points is not None:
            return points  # of shares, not of counts
        if told := self._than_told(s) or self._than_group(s) or self._two_times(s):
            return Asserted("change", self._quote(s), told, s, falling=s.falling)
        changes = [o for o in self.stated if o.kind in ("change", "difference")]
        moved = [o for o in self.stated if o.kind in MOVED]
        pair = (self._own_pair(s) if len(moved) > 1 or self._bases(s) else None) or self._pair()
        spans = self.whole.spans
        if (
            len(spans) == 1
            and len(changes) == 1
            and not any(len(p.ends) == 2 for p in self.whole.periods)  # "from 2023 to 2024"
            and starts_at(self.sentence, s, self.names_of(ENDING.split(self.sentence[s.end :])[0]))
        ):
            later = self.before.periods[-1:] if self.before is not None else ()
            runs_to = later[0] if later and later[0].length == spans[0].length and later[0] > spans[0] else None
            pair = spans[0], runs_to or following(spans[0])
        if len(spans) == 1 and SINCE_THEN.search(self.sentence[: s.start]) and (newest := self._newest()):
            pair = (spans[0], newest) if newest > spans[0] else None  # "… at the end of 2022, which has since trebled"
        if (alone := self._on_itself(s)) is not None:
            pair = alone, alone
        if pair is None or (alone is None and self._ends_unknown() and not self._own_pair(s)):
            return None  # "a 35% increase from the record of Q1 2024": until when is not said
        filters, measure = self._moved(s, counts)
        queries = tuple(self._query(filters, (span,), measure) for span in pair)
        no_end = not spans and any(p.open for p in self.whole.periods)
        based = (self._query(filters, (pair[1].before(),), measure),) if self._baseless(s, pair) else ()
        return Asserted("change", self._quote(s), queries, s, falling=s.falling, open=no_end, based=based)

    def _baseless(self, s: Stated, pair: tuple[Span, Span]) -> bool:
        """ "Fell by | 5% in Q2 2024": is a quarter set beside that of a year earlier, with no word of it by the figure?"""
        start = max((o.end for o in self.stated if o.end <= s.start), default=0)
        said = BESIDE.search(self.sentence[start : self._next(s)])
        return self.whole.spans == pair[1:] and pair[1].length == 1 and pair[0] == pair[1].year_earlier() and not said

    def _on_itself(self, s: Stated) -> Span | None:
        """ "23,411 in 2025, up | 22% on 2025": the newest period of a sentence, as what itself is measured from."""
        bases, ahead = self._bases(s), self.names_of(self.sentence[: s.start]).spans
        return bases[0] if len(bases) == 1 and bases[0] in ahead and bases[0] == max(self.whole.spans) else None

    def _moved(self, s: Stated, counts: list[Stated]) -> tuple[list[Name], str]:
        """What a change is of: all that the sentence names, or where it names several the count in front of the change."""
        if self._of_all_of_them(s):
            return [], ""
        if (told_in_turn := self._moved_in_turn(s, counts)) is not None:
            return told_in_turn
        if (turn := self._turn(s)) is not None:
            rest = [f for f in self.whole.filters if f.dimension != turn.dimension]
            return [*rest, turn], ""
        members = {(f.dimension, f.member) for f in self.whole.filters}
        several = len(self.whole.counted) > 1 or len(members) > len({f.dimension for f in self.whole.filters})
        # "10,627 in 2019, an increase of 52%, and 91 of these were made in Northern Ireland"
        behind = {f.pair for o in counts if o.start > s.end for f in self.names_of(self._behind(o)).filters}
        several = several or bool(behind & members)
        before = [o for o in counts if o.end <= s.start]
        after = next((o for o in counts if o.start >= s.end), None)
        # "23,411 people were referred, a rise of 22%, and reports came to 7,130": of what stands before it
        told = {self._local(o)[1] for o in (*before, *filter(None, [after] if before else []))}
        several = several or len(told) > 1
        last = max((o.end for o in self.stated if o.end <= s.start), default=0)
        lead = self.sentence[: s.start].rstrip()
        # "… and DtN reports (| up 27%", "… and of DtN reports, | up 27%"
        elided = MOVED_BY.search(self.sentence[: s.start]) or lead.endswith(("(", ","))
        own = self.names_of(self.sentence[last : s.start]) if last and several and elided else None
        if own is not None and len(own.counted) == 1:
            return own.filters, own.counted[0]  # "… and Duty to Notify reports by | 27%"
        changes = [o for o in self.stated if o.kind in MOVED]
        if len(changes) > 1 and not before and (theirs := self._of_other_changes(s, changes)):
            return [f for f in self.whole.filters if f.pair not in theirs], ""
        if several and len(changes) > 1 and not before:  # "overseas rose 44%, against | 13% for those in the UK"
            said = self.names_of(self._pieces(changes)[changes.index(s)])
            rest = [f for f in self.whole.filters if f.dimension not in {g.dimension for g in said.filters}]
            return [*rest, *said.filters], said.counted[0] if len(said.counted) == 1 else ""
        if (
            not several
            or not before
            or any(
                o.start > before[-1].start and o.end <= s.start
                for o in self.stated
                if o is not before[-1] and o.kind != "share"
            )
        ):
            apart = self._parts() | self._of_shares(s)
            return [f for f in self.whole.filters if f.pair not in apart], ""
        filters, measure, _ = self._local(before[-1])
        return filters, measure

    def _moved_in_turn(self, s: Stated, counts: list[Stated]) -> tuple[list[Name], str] | None:
        """ "23,411 referrals and 7,130 reports, up | 22% and 27% respectively": of the count in the same place as the change;
        None where they are not as many, or not said in turn."""
        changes = [o for o in self.stated if o.kind in MOVED]
        ahead = [o for o in counts if o.end <= changes[0].start] if changes else []
        if s not in changes or len(changes) < 2 or not len(changes) == len(ahead) == len(counts):
            return None
        if not IN_TURN.search(self.sentence[changes[-1].end :]):
            return None
        filters, measure, _ = self._local(ahead[changes.index(s)])
        return filters, measure

    def _of_all_of_them(self, s: Stated) -> bool:
        """ "The fall in Albanian referrals came as overall referrals | went up 13%": is the change of all, whomever the words
        before it name?"""
        last = max((o.end for o in self.stated if o.end <= s.start), default=0)
        ahead, behind = (
            self.names_of(self.sentence[last : s.start]),
            self.names_of(self.sentence[s.end : self._next(s)]),
        )
        named = max((f.at for f in ahead.filters), default=-1)
        items = ahead.items
        whole = next(
            (n for n, item in enumerate(items[:-1])
             if TOTALS & {*item.text.split()} and items[n + 1].is_("M") and n > named), None
        )  # fmt: skip
        if whole is None or behind.filters:
            return False
        # "Among children, overall referrals rose" is of them.
        before = self.sentence[: max(self.sentence.find(items[whole].typed, last), 0)]
        return bool(RISE.search(before) or FALL.search(before))

    def _of_other_changes(self, s: Stated, changes: list[Stated]) -> set[Pair]:
        """ "In 2018 referrals jumped | 36% and those of UK nationals 98%": those of whom a later change is, behind one that is
        said of all; none where its own words name some."""
        own, *rest = (self.names_of(piece) for piece in self._pieces(changes))
        behind = self.names_of(self.sentence[changes[-1].end :]).filters
        if s is not changes[0] or own.filters or behind or not (own.measures or own.weak):
            return set()
        return {f.pair for names in rest for f in names.filters}

    def _points_or_change(self, s: Stated, counts: list[Stated]) -> Asserted | None:
        """Percentage points are between shares; said of counts they can only be meant as percent."""
        made = self._points(s, counts)
        if made is not None or self.whole.says(*SHARES):
            return made
        change = self._change(replace(s, kind="change"), counts)
        return change and replace(change, unlike="Counts change by per cent; percentage points are between two shares.")

    def _difference(self, s: Stated, counts: list[Stated]) -> Asserted | None:
        """ "Rose by 349", "8,815 more men than women"."""
        compared = self._two_times(s) or self._sides(s)
        made = Asserted("change", self._quote(s), compared, s) if compared else self._change(s, counts)
        return replace(made, kind="difference", falling=s.falling) if made else None

    def _ends_told(self, counts: list[Stated]) -> tuple[Selection, ...]:
        """ "Reports have more than doubled, from 2,175 in 2020 to 4,580 in 2022": what the two counts of the sentence count,
        where they are one count at two times."""
        if len(counts) != 2 or not from_to(self.sentence, *counts):
            return ()
        first, last = (self._of_one(one) for one in counts)
        return (first, last) if first.periods != last.periods and replace(first, periods=last.periods) == last else ()

    def _two_times(self, s: Stated) -> tuple[Selection, ...]:
        """ "More than twice | as many in 2022 as in 2023": the second of the times and the first, whichever was earlier."""
        end = self._next(s)
        *_, than = [None, *THAN.finditer(self.sentence, s.end, end)]
        beside = s.kind == "multiple" or FIGURE_BESIDE.search(self._quote(s))
        if than is None or not beside or len(self.whole.spans) != 2:
            return ()
        here, there = (self.names_of(text) for text in (self.sentence[: than.start()], self.sentence[than.end() : end]))
        if [len(here.spans), len(there.spans)] != [1, 1] or there.filters or there.measures:
            return ()
        return tuple(self._query(self.whole.filters, names.spans) for names in (there, here))

    def _than_next_count(self, s: Stated, counts: list[Stated]) -> tuple[Selection, ...]:
        """ "5,218, nearly twice | the 2,757 made by Immigration Enforcement": the count behind a multiple and the one before."""
        ahead = [o for o in counts if o.end <= s.start]
        behind = next((o for o in counts if o.start >= s.end), None)
        if not ahead or behind is None or not TWICE.fullmatch(self.sentence[s.end : behind.start]):
            return ()
        first, last = self._of_one(behind), self._of_one(ahead[-1])
        return (first, last) if first != last and first.measure == last.measure else ()

    def _multiple(self, s: Stated, counts: list[Stated]) -> Asserted | None:
        if not self.whole.periods and self.before is None:
            return None  # "ten times higher than the referrals": beside what, and when, is not said
        compared = (
            self._ends_told(counts)
            or self._two_times(s)
            or self._than_told(s)
            or self._than_next_count(s, counts)
            or self._sides(s)
        )
        made = Asserted("multiple", self._quote(s), compared, s) if compared else self._change(s, counts)
        return replace(made, kind="multiple") if made else None
