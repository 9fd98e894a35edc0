"""One sentence of a claim: for each stated figure the measure, people and period it is about."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.operand import EVERY
from assistant.asked.selection import MEAN, SUM, Selection
from assistant.claims.bases import base_of
from assistant.claims.bounds import BOUNDED, DAYS, bounded
from assistant.claims.combining import Combining
from assistant.claims.contrary import contrary
from assistant.claims.each import SIZES, each
from assistant.claims.lists import FIGURES
from assistant.claims.often import often
from assistant.claims.orderings import (
    EXTREME,
    FALL,
    OVERTAKING,
    RISE,
    SINCE,
    WITHIN,
    YEAR_SAW,
    Asserted,
    Said,
    comparison,
    moved_to,
    word_of,
)
from assistant.claims.ranking import ranks
from assistant.claims.reach import own_clause
from assistant.claims.runs import extremes, places, streak
from assistant.claims.sides import first_past, likened, passed_first, than, than_next
from assistant.claims.spans import COMBINED, EVERY_ONE, SHORT, averaged, combined, short_of, since
from assistant.claims.stated import Stated
from assistant.claims.ways import moved_each, ways
from assistant.claims.wordless import wordless
from assistant.english.counted import where_of
from assistant.english.phrases import pattern
from assistant.period import Span

# "More Albanians than Britons were referred, 4,055 against 4,305"
BESIDE_COUNTS = pattern("context.beside_counts")
MOVED = ("change", "difference", "multiple", "points", "direction", "extreme", "steady", "rank")
CHANGED = ("change", "difference", "multiple", "points")  # by a figure
KINDS = pattern("context.kinds")
MANY_KINDS = 400  # above it a number is of people: there are not so many nationalities, countries or forces
UP = pattern("context.up")
BY_MARGIN = pattern("context.by_margin")
PEAKED, BEFORE = pattern("context.peaked"), pattern("context.before")
MORE_THAN = pattern("context.more_than")
NUMBER_RECORD = pattern("context.number_record")


class Context(Combining):
    """One sentence being read: its figures, and what its words name."""

    def assertions(self) -> list[Asserted]:
        counts = [s for s in self.stated if s.kind == "count"]
        if moved_often := often(self._said(counts), self.stated):
            return self._when_known(moved_often)
        out: list[Asserted] = []
        left: list[Asserted] = []  # figures that nothing was found for: said, and not passed over
        makers = {
            "count": self._count, "share": self._share, "change": self._change, "multiple": self._multiple,
            "points": self._points_or_change, "difference": self._difference,
        }  # fmt: skip
        for s in self.stated:
            made = makers[s.kind](s, counts) if not (self._unheld(s) or self._of_kinds(s)) else None
            if made is not None and not self._in_each(made):
                out.append(made)
            else:
                left.append(Asserted("unread", self._quote(s), (), s))
        moved_between = [
            m for way in (RISE, FALL) for m in way.finditer(self.sentence) if not self._within_figure(m.start())
        ]
        if len(counts) == 2 and len(out) == 2 and any(self._tells(m.start(), counts) for m in moved_between):
            a, b = out[0].queries[0], out[1].queries[0]
            if a.where == b.where and a.periods != b.periods and a.measure == b.measure:
                pair = tuple(replace(q, by=(), calculation=EVERY) for q in sorted((a, b), key=lambda q: q.periods))
                falling = bool(FALL.search(self.sentence)) and not UP.search(self.sentence)
                out.append(Asserted("direction", word_of(self.sentence, falling), pair, falling=falling))
        said = self._said(counts)
        if not out:
            bare = [] if any(p.problem for p in self.whole.periods) else self._share_records([]) or wordless(said)
            if self._of_share() and not self.stated:  # of a share no record of the count
                bare = [one for one in bare if one.kind != "extreme"]
                bare = self._moves_of_share(bare, [])
            apart = [one for one in bare if one.kind != "direction" or not self._in_figure(one.text)]
            return self._when_known([*apart, *left])
        if passed_first(self.sentence, self.stated):
            out = [self._first(made) for made in out]
        if len(out) == 1 and out[0].kind == "count":
            agents = frozenset(d.id for d in self.lookup.catalog.dimensions if d.place == "by")
            out += than(out[0], self.sentence, self.names_of, agents)
        two = len(out) == 2 and all(made.kind == "count" for made in out) and MORE_THAN.search(self.sentence)
        if two or OVERTAKING.search(self.sentence):
            out += comparison(said)
        out += than_next(out, self.sentence, self.names_of)
        if not any(made.kind == "direction" for made in out):
            out += ways(out, self.sentence)
        out += contrary(out, self.sentence, self.names_of) or likened(out, self.sentence, self.names_of)
        if moved := self._shares([made for made in out if made.kind == "share"]):
            out = [replace(made, against=moved) if made.kind == "share" else made for made in out]
            out = [  # "the share tripled from 11% to 34%"
                replace(made, kind="points", queries=moved) if made.kind == "multiple" and not counts else made
                for made in out
            ]
        out = self._changes_of_share(self._multiples_of_share(out))
        told = FALL.search(self.sentence) or RISE.search(self.sentence) if moved else None
        if told and not any(made.kind == "points" for made in out):
            out.append(Asserted("points", told.group(), moved, falling=bool(FALL.search(self.sentence))))
        if len(counts) == 1 and len(alone := [made for made in out if not self._said_with(made, counts[0])]) == 1:
            out += moved_to(said, replace(counts[0], end=self._end(counts[0])), alone[0]) if alone[0].stated else []
        else:
            out += moved_each(out, self.sentence, self.stated, self._pair())
        out += self._orders(said, counts, out)
        return self._when_known([*out, *places(said), *self._moves_of_share(streak(said), out), *left])

    def _orders(self, said: Said, counts: list[Stated], out: list[Asserted]) -> list[Asserted]:
        """The record that a sentence with figures claims, or the place among others; of a record share no place."""
        numbers = self._number_record(said, out)
        if numbers:
            return numbers
        shares = self._share_records(out)
        if counts and EXTREME.search(self.sentence) and any(w.search(self.sentence) for w in (SINCE, WITHIN, YEAR_SAW)):
            return [*shares, *self._records(said, counts, out)]
        return shares or ranks(said)

    def _said_with(self, made: Asserted, count: Stated) -> bool:
        """ "Adults (| 51%; 8,622) saw an increase": is it the share of a count in one bracket with it, or in its own?"""
        if made.kind != "share" or made.stated is None or made.stated is count:
            return False
        bracket = self._enclosed(made.stated.start)
        return bracket is not None and bracket[1] < self._end(count) <= bracket[1] + 1

    def _within_figure(self, at: int) -> bool:
        """ "| Fewer than 1,000 in 2023, but more than 2,000 in 2024": is a word part of how a figure is said?"""
        return any(s.start <= at < s.end for s in self.stated)

    def _in_figure(self, word: str) -> bool:
        """ "Ten times | higher": is the word part of a figure?"""
        return any(word in self._quote(s) for s in self.stated)

    def _when_known(self, found: list[Asserted]) -> list[Asserted]:
        """Marks what moved or led "this quarter", in a text whose day and whose quarter are not known, and what moved at a
        time that nothing says."""
        found = self._less_likely(found)
        told = any(p.spans or p.ends for p in self.whole.periods)
        if told or (self.before is not None and self.before.periods):
            return found
        relative = any(p.relative.startswith("latest_") or p.back is not None for p in self.whole.periods)
        doubtful = MOVED if relative else CHANGED if not (self.whole.periods or self.before) else ()
        return [replace(one, undated=one.kind in doubtful) for one in found]

    def _said(self, counts: list[Stated]) -> Said:
        return Said(
            self.sentence,
            self.whole,
            self.names_of,
            self._query,
            self._pair,
            self._said_or_newest,
            tuple(counts),
            not self.stated,
            self.before.periods[-1:] if self.before is not None else (),
            self.own_periods(),
        )

    def _unheld(self, s: Stated) -> bool:
        """Is a figure of a period that no table can have ("in January 2023"), in a sentence that names another as well?"""
        if not any(p.problem for p in self.whole.periods):
            return False
        if s.kind in ("change", "difference", "multiple"):
            return True  # either end may be meant
        start = max((o.end for o in self.stated if o.start < s.start), default=0)
        near = [self.names_of(text) for text in (self._behind(s), self.sentence[start : s.start])]
        said = next((names for names in near if names.periods), self.whole)
        return any(p.problem for p in said.periods) and (said is not self.whole or not said.spans)

    def _of_kinds(self, s: Stated) -> bool:
        # "From 130 different nationalities": does it count kinds, and not those who are of them?
        return s.kind == "count" and s.value < MANY_KINDS and KINDS.match(self.sentence, s.end) is not None

    def _said_or_newest(self) -> Span | None:
        """The period of the sentence before, or the newest held."""
        return self.before.periods[-1] if self.before is not None and self.before.periods else self._newest()

    def _tells(self, at: int, counts: list[Stated]) -> bool:
        """Is a movement said of the two counts, and not of the years that went before ("following years of growth")?"""
        return at < counts[-1].end or bool(BESIDE_COUNTS.search(self.sentence[counts[-1].end : at]))

    def _records(self, said: Said, counts: list[Stated], out: list[Asserted]) -> list[Asserted]:
        """The record that a sentence with figures claims, of the people whom its figures count; none where they differ."""
        told = [
            # "27% of the record | 4,171": all of them had it
            (s, self._query(self._direct(s), made.queries[0].periods) if base_of(self.sentence, s) else made.queries[0])
            for made in out
            for s in counts
            if made.stated is s
        ]
        of = [query for _, query in told]
        if len({(q.measure, q.where) for q in of}) > 1:
            return []
        for s, query in told:  # "peaked at | 7,432 in 2023 before falling to 5,999 in 2024"
            if PEAKED.search(self.sentence[: s.start].rstrip()):
                then = BEFORE.match(self.sentence, self._end(s)) is not None  # it is said of that time
                return [replace(self._of_own(e, query), then=e.then or then) for e in extremes(said)]
        whose = of[0] if of else None
        if whose is not None and len(counts) == 1:
            return [self._of_own(e, whose) for e in extremes(said)]
        return [
            e if whose is None else replace(e, queries=tuple(replace(q, where=whose.where) for q in e.queries))
            for e in extremes(said)
        ]

    def _number_record(self, said: Said, out: list[Asserted]) -> list[Asserted]:
        """ "44% were children; this was the highest number | of referrals of children since …": a record of the count of those
        of a share, whom it names again or who are the only ones told; nothing of a record share, or of who else."""
        found = NUMBER_RECORD.search(self.sentence)
        told = dict.fromkeys(q.where for one in out if one.kind in FIGURES for q in one.queries[:1] if not q.by)
        if not (found and SINCE.search(self.sentence) and any(one.kind == "share" for one in out)):
            return []
        again = where_of(self.names_of(SINCE.split(self.sentence[found.start() :])[0]).filters)
        whose = [where for where in told if where == again] or ([*told] if not again else [])
        if len(whose) != 1:
            return []
        queries = [q for one in out for q in one.queries[:1] if q.where == whose[0]]
        own = replace(queries[0], calculation=EVERY)
        return [self._of_own(one, own) for one in extremes(replace(said, counts=()))]

    def _of_own(self, record: Asserted, whose: Selection) -> Asserted:
        """The record of the one count of a sentence, at its own period: "a record 12,700, 20% more than in 2020"."""
        span = next(iter(whose.periods), None) or self._newest()
        if span in self._bases_of_all():
            return record  # "a 38% increase on Q3 2021 (3,317), and the highest yet": of the quarter spoken of
        queries = tuple(replace(query, where=whose.where) for query in record.queries)
        if len(queries) == 1 and span is not None and span.length == queries[0].periods[0].length:
            queries = (replace(queries[0], periods=(span,)),)
        return replace(record, queries=queries)

    def _first(self, made: Asserted) -> Asserted:
        if made.kind != "count" or made.stated is None or made.stated.qualifier != "over":
            return made
        query, main = made.queries[0], self.own_periods()
        if len(main) == 1 and query.periods and main[0] not in query.periods:
            # "Up 52% on 2018 and the first time that the number was over 10,000".
            made = replace(made, queries=(replace(query, periods=main),))
        span = next(iter(made.queries[0].periods), None) or self._newest()
        return first_past(made, self.sentence, span) if span and span.length in (1, 4) else made

    def _in_each(self, made: Asserted) -> bool:
        """ "In every year from 2018 to 2022 adults were more than half": of no one share of them all."""
        span = next((span for query in made.queries for span in query.periods), None)
        if made.kind != "share" or made.stated is None or span is None or averaged(self.sentence):
            return False
        said = [found.group() for one in own_clause(self.sentence, made.stated) for found in EVERY_ONE.finditer(one)]
        return any(span.length > size for words in said for unit, size in SIZES.items() if words.endswith(unit))

    def _by_margin(self, s: Stated) -> Asserted | None:
        """ "The highest number on record, by | 16": by how much it passed the record before it."""
        lead = self.sentence[: s.start]
        if not (BY_MARGIN.search(lead) and EXTREME.search(lead)):
            return None
        found = extremes(replace(self._said([]), counts=()))
        if not found or len(found[0].queries) > 1:
            return Asserted("unread", self._quote(s), (), s)
        return replace(found[0], kind="margin", text=self._quote(s), stated=s)

    def _count(self, s: Stated, counts: list[Stated]) -> Asserted | None:
        if (margin := self._by_margin(s) or self._said_as_share(s)) is not None:
            return margin
        added_up = self._added_up(s, counts)
        if added_up and COMBINED.search(self.sentence):
            return Asserted("sum", self._quote(s), added_up, s)
        filters, measure, spans = self._local(s)
        spans = self._in_order(s, counts) or combined(self.sentence, spans, self.own_periods())
        query = self._query(filters, spans, measure)
        unit = averaged(self.sentence, self._behind(s))
        bound = bounded(self.sentence, s.start, self.whole.spans) if s.qualifier in BOUNDED else None
        run = each(self._said(counts)) if s.qualifier in BOUNDED and not bound else None
        if run and run.spans and run.spans[0].length in SIZES.values():
            stretch = Span(run.spans[0].start, run.spans[-1].end)
            grain = "year" if run.spans[0].is_year else "quarter"
            every = replace(query, by=(grain,), periods=(stretch,), relative="")
            return Asserted("bound", self._quote(s), (every,), s, every=True)
        if bound:
            every = replace(query, by=(bound[0],), periods=(bound[1],), relative="")
            return Asserted("bound", self._quote(s), (every,), s)
        if unit in DAYS and SHORT.search(self.sentence):
            if not short_of(self.sentence, s, self.stated):
                return Asserted("count", self._quote(s), (query,), s, bag=self.bag(s, query))  # "…, 16,921 in all"
            adds = self.lookup.measures[query.measure].kind == "flow"
            return (
                Asserted("mean", self._quote(s), (query,), s, bag=self.bag(s, query), per=unit)
                if spans and adds
                else None
            )
        if not unit and any(SHORT.search(piece) or EVERY_ONE.search(piece) for piece in own_clause(self.sentence, s)):
            return (
                None  # "each month": no figure of less than a quarter is published; "each quarter": of no one of them
            )
        if unit and spans and spans[0].length > (4 if unit == "year" else 1):
            query = replace(query, by=(unit,), calculation=MEAN)
        elif unit:
            return None  # of a month, or of less than one year or quarter
        elif not spans and since(self.whole) and not EXTREME.search(self.sentence):
            query = replace(query, by=("year",), relative=since(self.whole), calculation=SUM)
        together = self._together(counts, filters)
        queries = (query,) if together is None else (query, replace(query, where=where_of(together)))
        if base_of(self.sentence, s):  # "Children represented 45% of the 4,131": the whole is not of those before it
            queries = (*queries, self._query(self._direct(s), spans, measure))
        made = Asserted("count", self._quote(s), queries, s, bag=self.bag(s, query), parts=added_up)
        return replace(made, added=self._added(query, s, counts))
