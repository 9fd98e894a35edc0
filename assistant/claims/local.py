"""What the words round one stated figure name: people, measure and period."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from assistant.asked.operand import EVERY
from assistant.asked.selection import Selection
from assistant.claims.bag import Pair
from assistant.claims.bases import OF_THEM, base_of, own_part, part_of
from assistant.claims.blank import without
from assistant.claims.lists import IN_TURN, Listed
from assistant.claims.orderings import EXTREME, MARK, OVERTAKING
from assistant.claims.sides import LIKENED
from assistant.claims.spans import ASIDE, COMPARED, ON, after_base, clause, following
from assistant.claims.stated import Stated
from assistant.claims.ways import WAY
from assistant.english.counted import candidates, where_of
from assistant.english.named import Name, Names, When
from assistant.english.phrases import pattern
from assistant.period import Span

FROM = pattern("local.from")
FROM_TO, OPENS = pattern("local.from_to"), pattern("local.opens")
# "This rose to 228", "of these, 5,877 were boys": of the people of the sentence before.
THESE = pattern("local.these")
COMPARED_FROM = pattern("local.compared_from")
TO, TO_NEXT = pattern("local.to"), pattern("local.to_next")
STARTS = pattern("local.starts")
WITH = pattern("local.with")
APART = pattern("local.apart")
UNSPOKEN = ("TM", "IN", "ARTICLE", "MARK", "STOP", "COMMA")


class Local(Listed):
    """One sentence being read: its figures, and what its words name."""

    def _newest(self) -> Span | None:
        """The newest period held of what the sentence counts."""
        return self.latest(self.measure, self._query(self.whole.filters, ()).where)

    @cached_property
    def inherited(self) -> list[Name]:
        """Whom the sentence before was about, where this one says that it goes on about them."""
        goes_on = self.same_people or self.elliptic or THESE.search(self.sentence)
        if self.before is None or not goes_on:
            return []
        return [Name(d, ids[0], -1) for d, ids in self.before.where if len(ids) == 1 and ids[0][0] != "!"]

    @cached_property
    def elliptic(self) -> bool:
        """ "4,609 the year before.": is it a figure and a time alone, of whom the sentence before says?"""
        return len(self.stated) == 1 and all(item.is_(*UNSPOKEN) for item in self.whole.items)

    def _query(self, filters: list[Name], spans: tuple[Span, ...], measure: str = "") -> Selection:
        measure = measure or self.measure
        implied = self.lookup.measures[measure].includes
        named = {f.dimension for f in filters}
        filters = [*filters, *(f for f in self.inherited if f.dimension not in named)]
        filters = [f for f in filters if f.excluded or implied.get(f.dimension) != f.member]
        return Selection(measure, where=where_of(filters), periods=spans, relative="" if spans else "latest_year")

    def _local(self, s: Stated) -> tuple[list[Name], str, tuple[Span, ...]]:
        """Filters, measure and period nearest to a figure: the words after it up to the next, then those before."""
        end = self._end(s)
        later = [o.start for o in self.stated if o.start >= end]
        stop = min(later) if later else len(self.sentence)
        first = min(o.start for o in self.stated)
        base = base_of(self.sentence, s)
        bracket = self._bracket(s)
        after = "" if bracket else clause(self.sentence[end:stop], bool(later), bool(base))
        own = self.names_of(after)
        lead = self.names_of(self.sentence[:first])
        earlier_stop = max((o.end for o in self.stated if o.start < s.start), default=0)
        between = self.sentence[earlier_stop : s.start]
        between = between if bracket else APART.split(between)[-1]
        based = not bracket and bool(ON.match(between)) and TO.search(between) is not None
        just = self.names_of(bracket or ("" if based else between))  # "rose by 35% on 2016 to 5,142": not of 2016
        near = self._of_base(between) or just
        filters: dict[str, list[Name]] = {}
        elsewhere, theirs = self._of_others(s), self._of_next(s) | self._of_shares(s) | self._overtaken(s)
        led = WITH.search(self.sentence[: s.start]) is not None and bool(just.filters)
        for source in (own, just, lead):
            if led and source is own:
                continue  # "UK Visas and Immigration with 5,218 and Immigration Enforcement with 2,757"
            here: dict[str, list[Name]] = {}  # who made it is one thing, whichever breakdown names it
            before = self._of_last_figure(earlier_stop) if source is just and not bracket else set()
            for f in source.filters:
                if (f.dimension, f.member) in theirs:
                    continue
                if source is not own and not (bracket and source is just) and (f.dimension, f.member) in elsewhere:
                    continue
                here.setdefault(self._kind(f), []).append(f)
            for kind, named in here.items():
                # "1,130 Albanians, with UK nationals second at | 1,013"
                found = [f for f in named if f.pair not in before] or named
                filters.setdefault(kind, found[-1:] if (bracket or led) and source is just else found)
        main = self.names_of(ASIDE.split(self._main(s))[0])
        for f in [] if base else main.filters:  # said once for the whole sentence, but not of its whole
            same = {g.member for g in main.filters if g.dimension == f.dimension}
            if len(same) == 1 and not _in_parts(f, main.filters) and (f.dimension, f.member) not in elsewhere | theirs:
                filters.setdefault(self._kind(f), [f])
        counts = [o for o in self.stated if o.kind == "count"]
        larger = part_of(self.sentence, s, counts)
        for f in self._local(larger)[0] if larger else []:
            filters.setdefault(self._kind(f), [f])  # "176 were passed to …, including | 22 children"
        for dimension, member in self._members_in_order(s, counts):
            ordered = Name(dimension, member, -1)
            filters[self._kind(ordered)] = [ordered]
        chosen = [f for found in filters.values() for f in found[:1]]
        measures = candidates(own, self.lookup) if own.measures or own.weak else []
        measure = measures[0] if len(measures) == 1 and not self._particular(measures[0]) else self.measure
        measure = self._counted_before(s) or measure
        if IN_TURN.search(self.sentence, s.end):
            measure = next(iter(self._measures_in_order(s, counts)), measure)
        spans = self._local(larger)[2] if larger and not own.spans else self._spans(s, own, near, lead)
        if (
            measure != self.measure
        ):  # "4,929 adults were reported under the Duty to Notify, and | 17,004 people referred"
            implied = self.lookup.measures[self.measure].includes
            chosen = [f for f in chosen if f in own.filters or implied.get(f.dimension) != f.member]
        return chosen, measure, spans

    def _of_last_figure(self, at: int) -> set[Pair]:
        """The first of those named right behind the figure that ends here, whom it counts."""
        last = next((o for o in self.stated if o.end == at), None)
        return {f.pair for f in self._direct(last)[:1]} if last else set()

    def _of_base(self, between: str) -> Names | None:
        """ "… in Q2 2024, up on the quarter before (": what a figure is only compared with, where that says when it was."""
        found = WAY.search(between)
        named = self.names_of(found["base"]) if found else None
        return named if named and named.spans else None

    def _overtaken(self, s: Stated) -> set[Pair]:
        """ "Labour exploitation overtook criminal exploitation, with 6,153": whom somebody of their kind overtook, and who are
        not counted by a figure that does not stand with them."""
        found = OVERTAKING.search(self.sentence, 0, s.start)
        if found is None or any(o.kind == "count" and o.end <= found.start() for o in self.stated):
            return set()  # "The 1,130 Albanians outnumbered UK nationals, at 1,013"
        first = self.names_of(self.sentence[: found.start()]).filters
        behind = self.names_of(MARK.split(self.sentence[found.end() : s.start])[0]).filters
        kinds = {self._kind(f) for f in first}
        return {f.pair for f in behind if self._kind(f) in kinds} - {f.pair for f in self._direct(s)}

    def _spans(self, s: Stated, own: Names, just: Names, lead: Names) -> tuple[Span, ...]:
        spans = after_base(self._period(s, own, just, lead), self.sentence[s.end :])
        pair = self._pair()
        if pair and (not own.spans or any(len(p.ends) == 2 for p in own.periods)):
            before, after_it = self.sentence[: s.start].rstrip(), self.sentence[s.end :]
            joined = TO_NEXT.match(after_it) and (STARTS.search(before) or OPENS.search(before))
            if joined or FROM.search(before):
                return pair[:1]  # "up 14% from 4,929", "from 4,580 to 4,929": the earlier of the two periods
            if FROM_TO.search(before) or (TO.search(before) and self._from_figure(s)):
                return pair[1:]
        return spans

    def _from_figure(self, s: Stated) -> bool:
        """ "From 16,921 in 2022 to | 16,990": does the figure in front of this one start the change?"""
        before = [o for o in self.stated if o.end <= s.start]
        return bool(before) and STARTS.search(self.sentence[: before[-1].start].rstrip()) is not None

    def _pair(self) -> tuple[Span, Span] | None:
        raise NotImplementedError

    def _of_others(self, s: Stated) -> set[tuple[str, str]]:
        """Members that other figures of the sentence count, where this one counts members of another breakdown."""
        mine = {f.dimension for f in self._direct(s)}
        theirs = [self._direct(o) for o in self.stated if o is not s] if mine else []
        apart = self._parts() | self._of_shares(s)
        return (apart - {f.pair for f in self._direct(s)}) | {
            (f.dimension, f.member) for found in theirs if not mine & {g.dimension for g in found} for f in found
        }

    def _particular(self, measure: str) -> bool:
        """ "County lines accounted for 2,281 referrals": the general count gives way to the one that the sentence is about."""
        # The comma that stands for a figure lists nothing.
        bare = re.sub(r"\s+,\s+", " ", without(self.sentence, self.stated))
        among = candidates(self.names_of(bare), self.lookup)
        return among == [self.measure] and measure != self.measure and len(self.whole.measures) > 1

    def _main(self, s: Stated) -> str:
        """The sentence without figures, up to a part of the figure's own: "…, 66% of them positive"."""
        later = [o for o in self.stated if o.start > s.start]
        for o in later:
            between, behind = self.sentence[s.end : o.start], self.sentence[o.end :]
            if own_part(between) or OF_THEM.match(behind) or ";" in between:
                return without(self.sentence[: o.start], [x for x in self.stated if x.end <= o.start])
        return without(self.sentence, self.stated)

    def _period(self, s: Stated, own: Names, just: Names, lead: Names) -> tuple[Span, ...]:
        apart = self._base_alone(s) is not None or self._only_bases()
        everywhere = self.names_of("") if apart else self._of_main(s)
        near = (
            (just, own) if self._enclosed(s.start) else (own, just)
        )  # "from the quarter before (1,420) (April to June 2023)"
        for names in (*near, lead, everywhere):
            spans = names.spans
            if names is everywhere:
                spans = tuple(span for span in spans if span not in self._likes()) or spans
            if spans:
                return spans[:1] if names is own or names is everywhere else spans[-1:]
        base = self._base_alone(s)
        if base is not None:
            return (following(base),)
        relative = next((p.relative for p in self._periods_said() if p.relative), "")
        if not relative and self.before is not None:
            return self.before.periods[-1:]
        return ()

    def _periods_said(self) -> list[When]:
        """The periods that the sentence names, without that of a record: "4,088, the highest on record"."""
        record = EXTREME.search(self.sentence) is not None
        return [p for p in self.whole.periods if not (record and p.relative == "all")]

    def _only_bases(self) -> bool:
        """ "1,148 reports, a fall of 19% from the quarter before": are the only periods named those that it changed from,
        in a text whose period is known?"""
        known = self.before is not None and bool(self.before.periods)
        return known and bool(self.whole.spans) and not self.own_periods()

    def _ends_unknown(self) -> bool:
        """Are quarters that something changed from all the periods that a text names?"""
        alone = self.before is None or not self.before.periods
        quarters = bool(self.whole.spans) and all(span.length == 1 for span in self.whole.spans)
        return alone and quarters and not self.own_periods()

    def own_periods(self) -> tuple[Span, ...]:
        raise NotImplementedError

    def _base_alone(self, s: Stated) -> Span | None:
        """ "16,921, compared with 12,700 in 2021": the only period of a sentence, where it is not the figure's own; the
        figure is likely to be of the next."""
        whole = self.whole.spans
        if self.before is not None or len(whole) != 1 or any(p.relative for p in self.whole.periods):
            return None
        found = COMPARED_FROM.search(self.sentence, s.end)
        behind = found is not None and any(o.start > found.start() for o in self.stated)
        apart = found is not None and behind and not self.names_of(self.sentence[: found.start()]).spans
        return whole[0] if apart and whole[0].is_year else None

    def _likes(self) -> tuple[Span, ...]:
        """ "…, much the same as | in 2019": when a figure was hardly different, of which no other figure is."""
        return tuple(span for found in LIKENED.finditer(self.sentence) for span in self.names_of(found["base"]).spans)

    def _of_main(self, s: Stated) -> Names:
        """All that the sentence names; without what is only compared with, for a figure in front of that."""
        found = COMPARED.search(self.sentence, s.end)
        last = max((o.end for o in self.stated if o.start < found.start()), default=0) if found else 0
        behind = found is not None and any(o.start > found.start() for o in self.stated)
        return self.names_of(self.sentence[: found.start()]) if found and behind and s.end <= last else self.whole

    def _quote(self, s: Stated) -> str:
        return self.sentence[s.start : s.end].strip()

    def _together(self, counts: list[Stated], filters: list[Name]) -> list[Name] | None:
        """ "Police and local authorities made 7,901": several members of one breakdown for the one count; None where not."""
        found = list(filters)
        for f in filters:
            found += [
                g for g in self.whole.filters if g.dimension == f.dimension and g.member != f.member and not g.excluded
            ]
        own = [o for o in counts if not base_of(self.sentence, o)]  # "7,901 | of the 17,004"
        return found if len(own) == 1 and len(found) > len(filters) else None

    def _behind(self, s: Stated) -> str:
        end = self._end(s)
        return self.sentence[end : min((o.start for o in self.stated if o.start >= end), default=len(self.sentence))]

    def _in_order(self, s: Stated, counts: list[Stated]) -> tuple[Span, ...]:
        """The period of a figure that is one of a list; of all counts of the sentence, or of some of them side by side."""
        lead = self.names_of(self.sentence[: counts[0].start]).spans if counts else ()
        # "Up 22% on 2024 (19,125) and 38% on 2023 (16,990)": each stands behind its own.
        apart = any(self.names_of(self.sentence[a.end : b.start]).spans for a, b in pairwise(counts))
        whole = s in counts and len(lead) == len(counts) > 1 and not apart
        return (lead[counts.index(s)],) if whole else self._spans_in_order(s, counts)


def _in_parts(f: Name, named: list[Name]) -> bool:
    """ "2,347 women, 6,281 men and 1,508 girls": is it one half of a word whose other half differs by figure?"""
    halves = {g.dimension for g in named if g.at == f.at >= 0} - {f.dimension}
    return any(len({g.member for g in named if g.dimension == dimension}) > 1 for dimension in halves)


def with_filters(query: Selection, where: tuple[Pair, ...], span: Span) -> Selection:
    """The query of a figure that was found by its value."""
    return replace(
        query, where=tuple((d, (m,)) for d, m in where), periods=(span,), relative="", by=(), calculation=EVERY
    )
