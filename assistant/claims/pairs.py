"""The two figures that a change, a multiple or a gap lies between."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.asked.selection import Selection
from assistant.claims.bagged import Bagged
from assistant.claims.lists import IN_TURN
from assistant.claims.local import STARTS, THESE
from assistant.claims.orderings import EXTREME, Asserted, members, two_counts
from assistant.claims.spans import COMPARED, FROM_FIGURE, TILL
from assistant.claims.stated import Stated
from assistant.english.counted import where_of
from assistant.english.named import Name
from assistant.english.phrases import numbered, pattern
from assistant.period import Span

QUARTER_BACK = pattern("pairs.quarter_back")
YEAR_BACK = pattern("pairs.year_back")
THAN_FIGURE = pattern("pairs.than_figure")
# "By 2020 this had increased to 128": from where it stood before
FROM_THERE = pattern("pairs.from_there")
# "There were 15 in 2012. | By 2020 there were 128, a rise of 753%": the same, unless another base is named
BY_THEN = pattern("pairs.by_then")
# "An increase | in referrals compared to the second quarter"
BASED = pattern("pairs.based")
# "… of the rise in referrals | was due to children"
SIDES = pattern("pairs.sides")
THAN, THAN_NEXT = pattern("pairs.than"), pattern("pairs.than_next")
BASE_FIGURE = pattern("pairs.base_figure")
OVER_YEARS = pattern("pairs.over_years")
YEARS = numbered("count")
OF_SAID = pattern("pairs.of_said")
CHANGED = pattern("pairs.changed")
MARKED = re.compile(r"[;.)]|, ")
CLAUSE = pattern("pairs.clause")
TWO_YEARS = 8  # quarters


class Pairs(Bagged):
    """Two periods of one group, or two groups of one period."""

    def _pair(self) -> tuple[Span, Span] | None:
        """The two periods of a change, earlier first."""
        joined = next((p for p in self.whole.periods if len(p.ends) == 2), None)
        if joined:
            return joined.ends[0], joined.ends[1]
        spans = self.whole.spans
        if (years := self._over_years()) and (last := self._last()):
            return Span(last.start - 4 * years, last.end - 4 * years), last
        if not self._periods_said() and self.before is not None:
            spans = self.before.periods[-1:]
            if spans and spans[0].start % 4 == 0 and spans[0].length == TWO_YEARS:  # "between 2023 and 2024: …"
                return Span.year(spans[0].start // 4), Span.year(spans[0].end // 4)
        if len(spans) >= 2:
            ordered = sorted(spans[:2])
            return ordered[0], ordered[1]
        since = next((p.ends[0] for p in self.whole.periods if p.open and p.ends), None)
        if since is not None:
            last = spans[0] if spans else self._newest()
            return (since, last) if last and last > since else None
        if len(spans) == 1 and self._only_bases() and self.before is not None:
            known = self.before.periods[-1]
            if known.length == spans[0].length and known > spans[0]:
                return spans[0], known
        alone = len(spans) == 1 and spans[0].is_year
        if alone and (self._starts_from(spans[0]) or self._of_base_figure(spans[0])):
            return spans[0], Span(spans[0].end + 1, spans[0].end + 4)
        if len(spans) == 1:
            text = " ".join(item.text for item in self.whole.items)
            quarter_back = QUARTER_BACK.search(text)
            last = spans[0]
            if (start := self._started()) is not None and start.length == last.length and start < last:
                return start, last
            return (last.before() if quarter_back or last.length >= 4 else last.year_earlier()), last
        newest = (
            None if self.whole.periods or self.before else self._newest()
        )  # "DtN reports up 27%": in the newest year
        return (newest.before() if newest.is_year else newest.year_earlier(), newest) if newest else None

    def _over_years(self) -> int:
        """ "Up 38% | in two years": how many years a change is said to have taken; none of a record or a first time."""
        found = OVER_YEARS.search(self.sentence)
        if found is None or EXTREME.search(self.sentence):
            return 0
        return YEARS.get(found["n"].lower()) or int(found["n"])

    def _last(self) -> Span | None:
        """When a change ended that is said by its length: in the one period of the sentence, or of the one before, or now."""
        said = self.own_periods() or (self.before.periods if self.before is not None else ())
        return said[-1] if said else None if self.whole.spans else self._newest()

    def _started(self) -> Span | None:
        """ "In 2012 there were 15. By 2020 this had risen to 128": when the sentence before was, which a change goes on from."""
        said = self.before.periods[-1:] if self.before is not None else ()
        goes_on = THESE.match(self.sentence) and FROM_THERE.search(self.sentence)
        by_then = BY_THEN.match(self.sentence) and not YEAR_BACK.search(self.sentence)
        return said[0] if said and (goes_on or by_then) else None

    def _starts_from(self, year: Span) -> bool:
        """ "A rise to 19,125 from 16,990 in 2023": is the one year named that of the figure which a change starts from?"""
        return any(int(found["year"]) == year.start // 4 for found in FROM_FIGURE.finditer(self.sentence))

    def _of_base_figure(self, year: Span) -> bool:
        """ "Almost double | the number from 2017": is the one year named that of a figure that another is set beside?"""
        return any(year in self.names_of(found.group()).spans for found in BASE_FIGURE.finditer(self.sentence))

    def _own_pair(self, s: Stated) -> tuple[Span, Span] | None:
        """ "Up 10% on the quarter and 15% on the year": where a sentence makes several comparisons, the base of each."""
        if turn := self._period_turn(s):
            return turn.year_earlier(), turn
        end = self._next(s)
        if THAN_FIGURE.search(self.sentence[s.end : end]):  # "9% higher than the | 5,538 of a year earlier"
            end = min((o.start for o in self.stated if o.start > end), default=len(self.sentence))
        tail = CLAUSE.split(self.sentence[s.end : end])[0]
        named = self.names_of(tail).spans
        main = [*self.own_periods()]
        main = main or ([*self.before.periods] if self.before is not None else [])
        last = main[0] if main else max(self.whole.spans, default=None)
        if last is None:
            return None
        base = next((span for span in named if span != last and span.length == last.length), None)
        if base is None and QUARTER_BACK.search(tail):
            base = last.before() if last.length == 1 else None
        elif base is None and YEAR_BACK.search(tail):
            base = last.year_earlier()
        return (base, last) if base and base < last else None

    def _period_turn(self, s: Stated) -> Span | None:
        """ "In 2024 and 2025 they rose by 13% and | 22% respectively": of as many periods as changes, the one whose turn it is."""
        moved = [o for o in self.stated if o.kind == s.kind]
        spans = self.whole.spans
        if (
            len(moved) != len(spans)
            or len(moved) < 2
            or self._turn(s)
            or not IN_TURN.search(self.sentence, moved[-1].end)
        ):
            return None
        return None if any(len(p.ends) == 2 for p in self.whole.periods) else spans[moved.index(s)]

    def own_periods(self) -> tuple[Span, ...]:
        """The periods of the sentence without those that a change is measured from."""
        bases = self._bases_of_all()
        return tuple(span for span in self.whole.spans if span not in bases)

    def _bases_of_all(self) -> frozenset[Span]:
        """The periods that the sentence only sets others beside."""
        bases = {span for o in self.stated if o.kind in ("change", "difference") for span in self._bases(o)}
        for o in self.stated:  # "an increase from 3,773 in the first quarter of 2022"
            if o.kind in ("count", "share") and STARTS.search(self.sentence[: o.start]):
                bases |= set(self.names_of(MARKED.split(self.sentence[o.end : self._next(o)])[0]).spans[:1])
        for found in BASE_FIGURE.finditer(self.sentence):  # "more than double | the 2020 figure of 10,582"
            bases |= set(self.names_of(found.group()).spans)
        for found in COMPARED.finditer(self.sentence):  # "… (compared to 50% in the quarter before)"
            bases |= set(self.names_of(MARKED.split(self.sentence[found.end() :])[0]).spans)
        return frozenset(bases)

    def _of_change(self, s: Stated) -> Asserted | None:
        """ "Children accounted for 39% | of the increase from 2018 to 2019": a share of what changed, and of no count; unread
        where it cannot be told who they are, or between which periods."""
        said = OF_SAID.search(self._quote(s))  # "| Most of the increase …"
        behind = f"{said.group() if said else ''}{self.sentence[self._end(s) : self._next(s)]}"
        items = self.names_of(behind).items
        at = next((i for i, item in enumerate(items) if not item.is_("OF", "ARTICLE", "THOSE", "TOTAL", "POLITE")), 0)
        way = next((str(m.what) for m in items[at].meanings if m.category == "MOVE"), "") if at else ""
        if way not in ("up", "down") or not items[0].is_("OF"):
            return None
        base = self.names_of(CHANGED.split(behind)[0]).filters
        part = [f for f in self.whole.filters if f.pair not in {g.pair for g in base}]
        pair = self._pair()
        if not part or pair is None or any(f.excluded for f in self.whole.filters):
            return Asserted("unread", self._quote(s), (), s)
        queries = [self._query(filters, (span,)) for filters in ([*base, *part], base) for span in pair]
        return Asserted("contribution", self._quote(s), tuple(queries), s, falling=way == "down")

    def _next(self, s: Stated) -> int:
        """Where the words behind a figure end: at the next figure that is not the same one said again in brackets."""
        later = [o.start for o in self.stated if o.start >= s.end and not self._bracketed(s, o)]
        return min(later, default=len(self.sentence))

    def _bases(self, s: Stated) -> tuple[Span, ...]:
        """Periods behind a change that it is measured from: "on 2022", "compared with Q3 2023"."""
        tail = CLAUSE.split(self.sentence[s.end : self._next(s)])[0]
        return self.names_of(tail).spans if BASED.match(tail) else ()

    def _than_told(self, s: Stated) -> tuple[Selection, ...]:
        """ "That is | a third more than all police forces (3,933)": others of the kind of whom the sentence before was, and
        those; none where it does not go on about them."""
        before = self.before
        if before is None or not THESE.match(self.sentence) or not THAN.match(self.sentence, s.end):
            return ()
        others = self.names_of(self._behind(s)).filters
        kinds = [{self._kind(f) for f in named} for named in (others, [Name(d, "", -1) for d, _ in before.where])]
        if not others or kinds[0] != kinds[1] or any(f.excluded for f in others) or len(others) > 1:
            return ()
        return replace(before, where=where_of(others)), before

    def _than_group(self, s: Stated) -> tuple[Selection, ...]:
        """ "6% more UK nationals | than Albanians": those behind "than" and those of their kind before it, where it sets no
        period beside another."""
        found = THAN_NEXT.search(self.sentence, s.end)
        if found is None or MARKED.search(self.sentence, s.end, found.start()):
            return ()
        behind = self.names_of(TILL.split(self.sentence[found.end() :])[0])
        if behind.spans or len(behind.filters) != 1 or behind.filters[0].excluded:
            return ()
        kind = self._kind(behind.filters[0])
        ahead = self.names_of(self.sentence[: found.start()]).filters
        same = [f for f in ahead if self._kind(f) == kind and f.pair != behind.filters[0].pair and not f.excluded]
        if len({f.pair for f in same}) != 1:
            return ()
        rest = [f for f in self.whole.filters if self._kind(f) != kind]
        spans = self.whole.spans[:1]
        return self._query([behind.filters[0], *rest], spans), self._query([same[0], *rest], spans)

    def _sides(self, s: Stated) -> tuple[Selection, ...]:
        """Two groups or two counts set against each other behind a figure, the second named first; none else."""
        if not SIDES.search(self.sentence[s.end :]):
            return ()  # "more than doubled" sets nobody beside another
        spans = self.whole.spans[:1]
        if pair := members(self.whole.filters):
            return tuple(self._query(f, spans) for f in reversed(pair))
        return tuple(self._query(self.whole.filters, spans, m) for m in reversed(two_counts(self.whole)))
