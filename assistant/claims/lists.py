"""Figures and names in one order: who stands before, behind or in front of the bracket of each figure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from assistant.asked.selection import Selection
from assistant.catalog.lookup import Lookup
from assistant.claims.bag import Pair
from assistant.claims.bases import OF_THEM, base_of, part_of
from assistant.claims.ranking import AFTER
from assistant.claims.stated import ENDS, Stated
from assistant.english.named import Name, Names
from assistant.english.phrases import pattern
from assistant.period import Span
from assistant.plan.source import Where

BEHIND = pattern("lists.behind")  # a figure, up to what is said of another
IN_TURN = pattern("lists.in_turn")
JOINED = pattern("lists.joined")  # between two figures that stand side by side
CLAUSE = pattern("lists.clause")
PART = pattern("lists.part")  # behind a share: who are its part
IN_BRACKET = re.compile(r" (?=[^\w,;:()]*\w)[^,;:()]* \(")  # from a share to the bracket with its count
FIGURES = ("count", "share")  # that are of people, and no change
WINDOW = 400  # characters of a sentence round a figure that can say what it is of


@dataclass
class Listed:
    """A sentence with its figures, and which of the names that it lists belongs to each."""

    lookup: Lookup
    share_of: Callable[[str], Selection | None]
    latest: Callable[[str, Where], Span | None]  # the newest year held of a measure: "since 2017" runs to it
    sentence: str
    stated: list[Stated]
    whole: Names
    measure: str
    before: Selection | None
    unknown: tuple[str, ...] = ()  # words that were not understood and may narrow what is counted
    names_of: Callable[[str], Names] = field(kw_only=True)
    same_people: bool = field(default=False, kw_only=True)  # about whom the sentence before was, though nothing says so

    def _kind(self, f: Name) -> str:
        """The breakdown that a filter is of; those of who made a referral are one."""
        return "by" if self.lookup.dimensions[f.dimension].place == "by" else f.dimension

    def _bracketed(self, s: Stated, o: Stated) -> bool:
        """ "8,622 (51%) of referrals", "109 of them (27%)": the same people, said twice."""
        between = self.sentence[s.end : o.start].rstrip().removesuffix("(").rstrip()
        opened = self.sentence[s.end : o.start].rstrip().endswith("(") and self.sentence[o.end :].startswith(")")
        return opened and (not between or OF_THEM.fullmatch(between) is not None)

    def _counted_again(self, s: Stated, o: Stated) -> bool:
        """ "A quarter of referrals in 2023 (3,933)": is it the count of the share before it, alone in a bracket?"""
        between = self.sentence[s.end : o.start]
        alone = IN_BRACKET.fullmatch(between) is not None and self.sentence[o.end :].startswith(")")
        return (s.kind, o.kind) == ("share", "count") and alone and not self.names_of(between).filters

    def _enclosed(self, at: int) -> tuple[int, int] | None:
        """Where the bracket round a place opens and closes, if nothing but figures stands in it."""
        opened = self.sentence.rfind("(", max(0, at - WINDOW), at)
        closed = self.sentence.find(")", at, at + WINDOW)
        if opened < 0 or closed < 0 or ")" in self.sentence[opened:at]:
            return None
        left = self.sentence[opened:closed]
        for o in self.stated:
            if opened < o.start and o.end <= closed:
                left = left.replace(self.sentence[o.start : o.end], "", 1)
        return None if re.search(r"[^\W\d]{3,}", left) else (opened, closed)

    def _end(self, s: Stated) -> int:
        """Where a figure ends, with the bracket of figures that it stands in or that says it again."""
        same = next((o for o in self.stated if self._bracketed(s, o)), s)
        enclosed = self._enclosed(same.start)
        return enclosed[1] + 1 if enclosed else s.end

    def _bracket(self, s: Stated) -> str:
        """ "UK nationals (4,305), Albanians (24%; 4,055)": the words before the bracket that figures stand in, else empty."""
        enclosed = self._enclosed(s.start)
        if enclosed is None:
            return ""
        opened = enclosed[0]
        earlier = max((o.end for o in self.stated if o.end <= opened), default=0)
        before = self.sentence[earlier:opened].lstrip(" );,")
        names = self.names_of(before)
        rest = any(item.is_("REST") for item in names.items[names.filters[-1].at :]) if names.filters else False
        return before if names.filters and not rest else ""  # "… and the rest (22%; 965) were sent to …"

    def _direct(self, s: Stated) -> list[Name]:
        """Who the words right behind a figure, or before its bracket, say that it counts: "7,432 were children"."""
        bracket = self._bracket(s)
        if bracket:
            return [
                replace(f, excluded=False) if AFTER.search(bracket) else f for f in self.names_of(bracket).filters[-1:]
            ]
        end, theirs = self._end(s), self._of_next(s)
        behind = BEHIND.split(self.sentence[end : end + WINDOW])[0]
        return [f for f in self.names_of(behind).filters if (f.dimension, f.member) not in theirs]

    def _parts(self) -> set[Pair]:
        """Who are said of a part alone: "of 100 people, 41 were | children"."""
        counts = [o for o in self.stated if o.kind == "count"]
        return {f.pair for o in counts if part_of(self.sentence, o, counts) for f in self._direct(o)}

    def _of_shares(self, s: Stated) -> set[Pair]:
        """Who are named behind a later share alone, or as the subject of it, and so are its part: "512 referrals, and 60% of
        all related to | labour", "up by 33%, and | adults made up 58% of the rise"."""
        found: set[Pair] = set()
        for o in self.stated:
            told = PART.match(self.sentence, o.end) or (
                ENDS.match(self.sentence, o.end) and not self._enclosed(o.start)
            )
            if o.kind == "share" and o.start > s.start and told:
                later = min((x.start for x in self.stated if x.start >= o.end), default=len(self.sentence))
                rest = f"{self.sentence[: o.start]} {self.sentence[later:]}"
                behind = {f.pair for f in self.names_of(self.sentence[o.end : later]).filters}
                found |= behind - {f.pair for f in self.names_of(rest).filters}
                start = max((x.end for x in self.stated if x.end <= o.start), default=0)
                *_, subject = CLAUSE.split(f"{self.sentence[start : o.start].rstrip()} ")
                led = {f.pair for f in self.names_of(subject).filters} if start >= s.end else set()
                ahead = self.sentence[: max(start, o.start - len(subject))]
                found |= led - {f.pair for f in self.names_of(ahead).filters}
        return found

    def _of_next(self, s: Stated) -> set[Pair]:
        """ "1,330 (45%) were children, for whom criminal exploitation (52%; 690) was …": who stands before the bracket of
        the next count, and is not counted by this one."""
        end = self._end(s)
        behind = [o for o in self.stated if o.kind == "count" and o.start >= end]
        enclosed = self._enclosed(behind[0].start) if behind else None
        own = s.kind == "count" or any(o.kind == "count" and s.end <= o.start < end for o in self.stated)
        if enclosed is None or not own or any(end <= o.start < enclosed[0] for o in self.stated):
            return set()
        names = self.names_of(self.sentence[end : enclosed[0]]).filters
        return {(f.dimension, f.member) for f in names[-1:]} if len(names) > 1 else set()

    def _members_in_order(self, s: Stated, counts: list[Stated]) -> set[Pair]:
        """ "Adults and children numbered 8,622 and 7,432": as many members of one breakdown as counts, named before them;
        or one before each."""
        found = {(f.dimension, f.member) for f in self._named_before(s).values()}
        if s not in counts or len(counts) < 2:
            return found
        counts = self._in_turn(s, counts)
        lead = self.names_of(self.sentence[: counts[0].start]).filters
        for kind in {self._kind(f) for f in lead}:
            members = list(dict.fromkeys((f.dimension, f.member) for f in lead if self._kind(f) == kind))
            if len(members) == len(counts):
                found.add(members[counts.index(s)])
        return found

    def _in_turn(self, s: Stated, counts: list[Stated]) -> list[Stated]:
        """The last counts that stand side by side, where "respectively" behind them says that they go in turn and this is
        one of them: "7,901 in 2023: | 3,946 and | 3,955 respectively"; else all."""
        first = len(counts) - 1
        while first > 0 and JOINED.fullmatch(self.sentence[counts[first - 1].end : counts[first].start]):
            first -= 1
        turn = first < len(counts) - 1 and IN_TURN.search(self.sentence, counts[-1].end) and s in counts[first:]
        return counts[first:] if turn else counts

    def _turn(self, s: Stated) -> Name | None:
        """ "Eritrean and Somali nationals, up 81% and 337% respectively": of as many members of one breakdown as changes,
        the one whose turn it is; None where nothing says that they go in turn."""
        moved = [o for o in self.stated if o.kind == s.kind]
        if len(moved) < 2 or not IN_TURN.search(self.sentence, moved[-1].end):
            return None
        for text in (self.sentence[: moved[0].start], self.sentence[moved[-1].end :]):  # "…, respectively, for A and B"
            told = self.names_of(text).filters
            named = list({f.pair: f for f in told if f.dimension == told[-1].dimension}.values())[-len(moved) :]
            if len(named) == len(moved):
                return named[moved.index(s)]
        return None

    def _named_before(self, s: Stated) -> dict[str, Name]:
        """ "The police made 23% (3,946) and local authorities 23% (3,955)": by kind, the one member named before each
        figure; none where a figure has none, or the last has one behind it."""
        if base_of(self.sentence, s):
            return {}
        groups = self._groups()
        if len(groups) < 2:
            return {}
        pieces = [self.names_of(text).filters for text in self._ahead(groups)]
        behind = {self._kind(f) for f in self.names_of(self.sentence[groups[-1][-1].end :]).filters}
        mine = next((n for n, group in enumerate(groups) if any(one is s for one in group)), 0)
        found = {}
        for kind in {self._kind(f) for f in pieces[0]} - behind:
            each = [[f for f in piece if self._kind(f) == kind] for piece in pieces]
            alone = all(len(one) == 1 and not one[0].excluded for one in each)
            if alone and len({(one[0].dimension, one[0].member) for one in each}) == len(each):
                found[kind] = each[mine][0]
        return found

    def _groups(self) -> list[list[Stated]]:
        """The figures, those together that give the same people twice, without the whole of which others are parts."""
        groups: list[list[Stated]] = []
        for one in self.stated:
            if base_of(self.sentence, one):
                continue  # "Out of 6,993, …": of all of them
            if groups and (self._bracketed(groups[-1][-1], one) or self._counted_again(groups[-1][-1], one)):
                groups[-1].append(one)
            else:
                groups.append([one])
        return groups

    def _ahead(self, groups: list[list[Stated]]) -> list[str]:
        """The words in front of each figure, or of those that say the same, up to the one before."""
        starts = [0, *(group[-1].end for group in groups)][: len(groups)]
        return [self.sentence[start : group[0].start] for start, group in zip(starts, groups, strict=True)]

    def _counted_before(self, s: Stated) -> str:
        """ "Reasonable grounds decisions numbered 16,747 and conclusive grounds decisions 6,152": what is counted, where each
        figure has another thing in front of it and the last has none behind it; else empty. What changed is what is counted
        in front of it: "…, and the number of potential victims was 16,938, a 33% increase"."""
        groups = [group for group in self._groups() if group[0].kind in FIGURES]
        ahead = [self._counted_last(text) for text in self._ahead(groups)]
        alone = len(groups) > 1 and all(len(one) == 1 for one in ahead) and len(set(ahead)) == len(ahead)
        if not alone or self.names_of(self.sentence[groups[-1][-1].end :]).counted:
            return ""
        if s.kind not in FIGURES:
            last = max((o.end for o in self.stated if o.end <= s.start), default=0)
            before = [one[0] for one, group in zip(ahead, groups, strict=True) if group[-1].end <= s.start]
            return before[-1] if before and not self.names_of(self.sentence[last : s.start]).counted else ""
        return next((one[0] for one, group in zip(ahead, groups, strict=True) if s in group), "")

    def _counted_last(self, text: str) -> tuple[str, ...]:
        """What the last clause of a text that counts anything counts; "potential victims" are what alone they may mean."""
        pieces = [self.names_of(piece) for piece in CLAUSE.split(text)]
        told = [names.counted or tuple({m for _, among in names.weak for m in among}) for names in pieces]
        return next((one for one in reversed(told) if one), ())

    def _spans_in_order(self, s: Stated, counts: list[Stated]) -> tuple[Span, ...]:
        """ "In 2023 and 2024 they were 16,990 and 19,125": as many periods listed as counts side by side behind them, or
        in front of them where "respectively" says so; the one that is this figure's."""
        if s not in counts or len(counts) < 2:
            return ()
        starts = [0, *(o.end for o in counts)]
        ends = [*(o.start for o in counts), len(self.sentence)]
        gaps = [self.sentence[a:b] for a, b in zip(starts, ends, strict=True)]
        # "16,990 in 2023 (2022: 16,921)": before the bracket stands when the figure before it was.
        named = [self.names_of(gap if ")" in gap else gap.rpartition("(")[2]).spans for gap in gaps]
        at = counts.index(s)
        for first in range(at, -1, -1):
            many = len(named[first])
            if many > 1 and at < first + many <= len(counts) and not any(named[first + 1 : first + many]):
                return (named[first][at - first],)
        for last in range(at + 1, len(named)):
            many, first = len(named[last]), last - len(named[last])
            alone = many > 1 and 0 <= first <= at and not any(named[first:last])
            if alone and IN_TURN.search(gaps[last]):
                return (named[last][at - first],)
        return self._respective(counts, gaps, at)

    def _respective(self, counts: list[Stated], gaps: list[str], at: int) -> tuple[Span, ...]:
        """ "2,337 in 2014 and 16,921 in 2022, of which | 672 and 7,004 respectively": as many last figures side by side as
        periods were said before them; that of the figure ``at`` its place. ``gaps`` are the words round the figures."""
        first = len(counts) - 1
        while first > 0 and JOINED.fullmatch(gaps[first]):
            first -= 1
        if at < first or not IN_TURN.search(gaps[-1]) or self.names_of(gaps[-1]).spans:
            return ()
        ahead = self.names_of(self.sentence[: counts[first].start]).periods
        said = list(dict.fromkeys(span for period in ahead for span in (period.ends or period.spans)))
        return (said[at - first],) if len(counts) - first == len(said) > 1 else ()

    def _measures_in_order(self, s: Stated, counts: list[Stated]) -> tuple[str, ...]:
        """ "RG and CG decisions numbered 15,247 and 9,825": as many things counted as counts, named before them; or as the
        last of the counts, or behind them, where "respectively" says so."""
        if s not in counts or len(counts) < 2:
            return ()
        first = len(counts) - 1
        while first > 0 and JOINED.fullmatch(self.sentence[counts[first - 1].end : counts[first].start]):
            first -= 1
        if 0 < first < len(counts) - 1 and IN_TURN.search(self.sentence, counts[-1].end):
            counts = counts[first:]
            if s not in counts:
                return ()
        sides = [
            self.names_of(text).counted for text in (self.sentence[: counts[0].start], self.sentence[counts[-1].end :])
        ]
        named = sides[0] if sides[0] or not IN_TURN.search(self.sentence, counts[-1].end) else sides[1]
        return (named[counts.index(s)],) if len(named) == len(counts) else ()
