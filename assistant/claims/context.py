"""One sentence of a claim: for each stated figure the measure, people and period it is about."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.claims.blank import as_question, names_whole, without
from assistant.claims.orderings import (
    EXTREME,
    FALL,
    RISE,
    SINCE,
    Asserted,
    Said,
    extremes,
    members,
    moved_to,
    ranks,
    spans_of,
    streak,
    two_counts,
    wordless,
)
from assistant.claims.sides import first_past, passed_first, than
from assistant.claims.spans import ASIDE, after_base, averaged, clause, combined, following, since, starts_at
from assistant.claims.stated import NUMBER, Stated
from assistant.period import Span
from assistant.plan.source import Where
from assistant.query import Query
from assistant.question.filters import Filter
from assistant.question.findings import Slots
from assistant.question.parse import Parser
from assistant.question.shape import candidate_measures, filters_where

FROM = re.compile(
    r"\b(?:up|down|rise|rose|fell|fall|risen|increase|decrease|%|per ?cent)(?: \w+)? from(?: the)?$", re.IGNORECASE
)


@dataclass
class Context:
    """One sentence being read: its figures, and what its words name."""

    parser: Parser
    latest: Callable[[str, Where], Span | None]  # the newest year held of a measure: "since 2017" runs to it
    sentence: str
    stated: list[Stated]
    whole: Slots
    measure: str
    before: Query | None

    def assertions(self) -> list[Asserted]:
        counts = [s for s in self.stated if s.kind == "count"]
        out: list[Asserted] = []
        left: list[Asserted] = []  # figures that nothing was found for: said, and not passed over
        makers = {
            "count": self._count, "share": self._share, "change": self._change, "multiple": self._multiple,
            "points": self._points, "difference": self._difference,
        }  # fmt: skip
        for s in self.stated:
            made = makers[s.kind](s, counts)
            if made is not None:
                out.append(made)
            else:
                left.append(Asserted("unread", self._quote(s), (), s))
        if len(counts) == 2 and len(out) == 2 and (RISE.search(self.sentence) or FALL.search(self.sentence)):
            a, b = out[0].queries[0], out[1].queries[0]
            if a.where == b.where and a.periods != b.periods and a.measure == b.measure:
                pair = tuple(sorted((a, b), key=lambda q: q.periods))
                falling = bool(FALL.search(self.sentence)) and not re.search(r"\bup\b", self.sentence)
                out.append(Asserted("direction", _word(self.sentence), pair, falling=falling))
        said = Said(self.sentence, self.whole, self.parser.slots_of, self._query, self._pair, self._newest)
        if not out:
            return wordless(said)
        if passed_first(self.sentence, self.stated):
            out = [self._first(made) for made in out]
        if len(out) == 1 and out[0].kind == "count":
            agents = frozenset(d.id for d in self.parser.lookup.catalog.dimensions if d.place == "by")
            out += than(out[0], self.sentence, self.parser.slots_of, agents)
        told = FALL.search(self.sentence) or RISE.search(self.sentence)
        moved = self._shares([made for made in out if made.kind == "share"])
        if told and moved and not any(made.kind == "points" for made in out):
            out.append(Asserted("points", told.group(), moved, falling=bool(FALL.search(self.sentence))))
        if len(out) == len(counts) == 1 and out[0].stated is counts[0]:
            out += moved_to(said, counts[0], out[0])
        if len(counts) == 1 and EXTREME.search(self.sentence) and SINCE.search(self.sentence):
            whose = next((made.queries[0].where for made in out if made.stated is counts[0]), None)
            out += [
                e if whose is None else replace(e, queries=tuple(replace(q, where=whose) for q in e.queries))
                for e in extremes(said)
            ]
        elif len(counts) < 2:
            out += ranks(said)
        return [*out, *streak(said), *left]

    def _first(self, made: Asserted) -> Asserted:
        over = made.kind == "count" and made.stated is not None and made.stated.qualifier == "over"
        span = next(iter(made.queries[0].periods), None) or self._newest()
        return first_past(made, self.sentence, span) if over and span and span.length in (1, 4) else made

    def _newest(self) -> Span | None:
        return self.latest(self.measure, filters_where(self.whole.filters))

    def _query(self, filters: list[Filter], spans: tuple[Span, ...], measure: str = "") -> Query:
        measure = measure or self.measure
        implied = self.parser.lookup.measures[measure].includes
        filters = [f for f in filters if f.excluded or implied.get(f.dimension) != f.member]
        return Query(measure, where=filters_where(filters), periods=spans, relative="" if spans else "latest_year")

    def _local(self, s: Stated) -> tuple[list[Filter], str, tuple[Span, ...]]:
        """Filters, measure and period nearest to a figure: the words after it up to the next, then those before."""
        later = [o.start for o in self.stated if o.start > s.start and not self._bracketed(s, o)]
        stop = min(later) if later else len(self.sentence)
        first = min(o.start for o in self.stated)
        base = re.search(r"\bof (?:the |all |those )*$", self.sentence[: s.start].rstrip() + " ", re.IGNORECASE)
        after = "" if self._in_brackets(s) else clause(self.sentence[s.end : stop], bool(later), bool(base))
        own = self.parser.slots_of(after)
        lead = self.parser.slots_of(self.sentence[:first])
        earlier_stop = max((o.end for o in self.stated if o.start < s.start), default=0)
        just = self.parser.slots_of(self.sentence[earlier_stop : s.start])
        filters: dict[str, list[Filter]] = {}
        elsewhere = self._of_others(s)
        for source in (own, just, lead):
            here: dict[str, list[Filter]] = {}
            for f in source.filters:
                if source is not own and (f.dimension, f.member) in elsewhere:
                    continue
                here.setdefault(f.dimension, []).append(f)
            for dimension, found in here.items():
                filters.setdefault(dimension, found)
        main = self.parser.slots_of(ASIDE.split(self._main(s))[0])
        for f in [] if base else main.filters:  # said once for the whole sentence, but not of its whole
            same = {g.member for g in main.filters if g.dimension == f.dimension}
            if len(same) == 1 and (f.dimension, f.member) not in elsewhere:
                filters.setdefault(f.dimension, [f])
        chosen = [f for found in filters.values() for f in found[:1]]
        measures = candidate_measures(own, self.parser.lookup) if own.measures or own.weak else []
        measure = measures[0] if len(measures) == 1 and not self._particular(measures[0]) else self.measure
        spans = after_base(self._period(own, just, lead), self.sentence[s.end :])
        pair = self._pair()
        if pair and (not spans_of(own.periods) or any(len(p.ends) == 2 for p in own.periods)):
            before, after_it = self.sentence[: s.start].rstrip(), self.sentence[s.end :]
            joined = re.match(r" to (?=\d)", after_it) and re.search(r"\bfrom(?: the)?$", before, re.IGNORECASE)
            if joined or FROM.search(before):
                spans = pair[:1]  # "up 14% from 4,929", "from 4,580 to 4,929": the earlier of the two periods
            elif re.search(rf"\bfrom(?: the)? {NUMBER}(?: ?%| ?per ?cent)? to(?: the)?$", before, re.IGNORECASE):
                spans = pair[1:]
        return chosen, measure, spans

    def _bracketed(self, s: Stated, o: Stated) -> bool:
        """ "8,622 (51%) of referrals": the same people, said twice."""
        return self.sentence[s.end : o.start].strip() == "(" and self.sentence[o.end :].startswith(")")

    def _in_brackets(self, s: Stated) -> bool:
        """ "UK nationals (4,305) and Albanians (4,055)": each is of what stands before its bracket."""
        earlier = max((o.end for o in self.stated if o.start < s.start), default=0)
        before, behind = self.sentence[earlier : s.start].rstrip(), self.sentence[s.end :].lstrip()
        return before.endswith("(") and behind.startswith(")") and bool(self.parser.slots_of(before).filters)

    def _direct(self, s: Stated) -> list[Filter]:
        """Who the words right behind a figure say that it counts: "7,432 were children"."""
        return self.parser.slots_of(re.split(r"[,;.]| and | in | from ", self.sentence[s.end :])[0]).filters

    def _of_others(self, s: Stated) -> set[tuple[str, str]]:
        """Members that other figures of the sentence count, where this one counts members of another breakdown."""
        mine = {f.dimension for f in self._direct(s)}
        theirs = [self._direct(o) for o in self.stated if o is not s] if mine else []
        return {(f.dimension, f.member) for found in theirs if not mine & {g.dimension for g in found} for f in found}

    def _particular(self, measure: str) -> bool:
        """ "County lines accounted for 2,281 referrals": the general count gives way to the one that the sentence is about."""
        # The comma that stands for a figure lists nothing.
        bare = re.sub(r"\s+,\s+", " ", without(self.sentence, self.stated))
        among = candidate_measures(self.parser.slots_of(bare), self.parser.lookup)
        return among == [self.measure] and measure != self.measure and len(self.whole.measures) > 1

    def _main(self, s: Stated) -> str:
        """The sentence without figures, up to a part of the figure's own: "…, 66% of them positive"."""
        later = [o for o in self.stated if o.start > s.start]
        for o in later:
            between, behind = self.sentence[s.end : o.start], self.sentence[o.end :]
            if re.search(
                r"\b(?:including|among (?:them|whom)|of (?:whom|which|them|those|these))\b", between
            ) or re.match(r" of (?:them|those|these|whom|which)\b", behind):
                return without(self.sentence[: o.start], [x for x in self.stated if x.end <= o.start])
        return without(self.sentence, self.stated)

    def _period(self, own: Slots, just: Slots, lead: Slots) -> tuple[Span, ...]:
        for slots in (own, just, lead, self.whole):
            spans = spans_of(slots.periods)
            if spans:
                return spans[:1] if slots is own or slots is self.whole else spans[-1:]
        relative = next((p.relative for p in self.whole.periods if p.relative), "")
        if not relative and self.before is not None:
            return self.before.periods
        return ()

    def _count(self, s: Stated, counts: list[Stated]) -> Asserted | None:
        filters, measure, spans = self._local(s)
        spans = combined(self.sentence, spans, spans_of(self.whole.periods))
        query = self._query(filters, spans, measure)
        unit = averaged(self.sentence, s)
        if unit and spans and spans[0].length > (4 if unit == "year" else 1):
            query = replace(query, shape="average", by=(unit,))
        elif unit:
            return None  # of a month, or of less than one year or quarter
        elif not spans and since(self.whole) and not EXTREME.search(self.sentence):
            query = replace(query, shape="series", by=("year",), relative=since(self.whole), together=True)
        return Asserted("count", self._quote(s), (query,), s)

    def _quote(self, s: Stated) -> str:
        return self.sentence[s.start : s.end].strip()

    def _share(self, s: Stated, counts: list[Stated]) -> Asserted | None:
        others = [o for o in self.stated if o is not s]
        blanked = as_question(self.sentence, self.stated, s)
        readings = [r for r in self.parser.parse(blanked) if r.query and r.query.shape == "share"]
        if not readings or readings[0].query is None:
            return None
        query = replace(readings[0].query, by=())
        if query.relative == "default":
            spans = self._local(s)[2]
            query = replace(query, periods=spans, relative="" if spans else "default")
        pair = self._pair()
        joined = pair is not None and query.periods == (Span(pair[0].start, pair[1].end),) and pair[0] != pair[1]
        if len(query.periods) > 1 or (joined and len(others) == 1):
            query = replace(query, periods=self._local(s)[2] or query.periods[:1])
        query = replace(query, where=tuple((d, self._nearest(s, d, ids)) for d, ids in query.where))
        of = {(f.dimension, f.member) for f in self.parser.slots_of(names_whole(self.sentence, s)).filters}
        alone = not any(o.kind == "share" and o.start < s.start for o in self.stated)
        if alone and query.where and of >= {(d, m) for d, ids in query.where for m in ids}:
            return None  # "small boat arrivals were 22% of referrals": the share of the other, which was not read
        # "…, but only 55% of reasonable grounds decisions were": of another count than the first
        own = self._local(s)[1]
        if own != query.measure and {d for d, _ in query.where} <= set(self.parser.lookup.dimensions_of(own)):
            query = replace(query, measure=own)
        return Asserted("share", self._quote(s), (query,), s)

    def _nearest(self, s: Stated, dimension: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        """ "Adults made up 51% and children 44%": of several members, the one that stands with the figure."""
        shares = [o for o in self.stated if o.kind == "share"]
        if len(ids) < 2 or len(shares) != len(ids):
            return ids
        at = shares.index(s)
        lead, own = (
            self.sentence[: shares[0].start],
            self.sentence[s.end : shares[at + 1].start if at + 1 < len(shares) else None],
        )
        before = any(f.dimension == dimension for f in self.parser.slots_of(lead).filters)
        text = self.sentence[shares[at - 1].end if at else 0 : s.start] if before else own
        found = [f.member for f in self.parser.slots_of(text).filters if f.dimension == dimension]
        return (found[0],) if len(set(found)) == 1 else ids

    def _points(self, s: Stated, counts: list[Stated]) -> Asserted | None:
        """A change between the two shares of the sentence, in percentage points."""
        shares = [made for o in self.stated if o.kind == "share" and (made := self._share(o, counts))]
        queries = self._shares(shares)
        pair = self._pair()
        if not queries and s.kind == "points" and pair and not shares and (made := self._share(s, counts)):
            queries = tuple(replace(made.queries[0], periods=(span,), relative="") for span in pair)
        return Asserted("points", self._quote(s), queries, s, falling=s.falling) if queries else None

    @staticmethod
    def _shares(shares: list[Asserted]) -> tuple[Query, ...]:
        """The same share at two times, earlier first, or nothing."""
        queries = sorted((made.queries[0] for made in shares), key=lambda q: q.periods)
        same = len(queries) == 2 and queries[0].periods != queries[1].periods and queries[0].where == queries[1].where
        return tuple(queries) if same else ()

    def _pair(self) -> tuple[Span, Span] | None:
        """The two periods of a change, earlier first."""
        joined = next((p for p in self.whole.periods if len(p.ends) == 2), None)
        if joined:
            return joined.ends[0], joined.ends[1]
        spans = spans_of(self.whole.periods)
        if len(spans) >= 2:
            ordered = sorted(spans[:2])
            return ordered[0], ordered[1]
        since = next((p.ends[0] for p in self.whole.periods if p.kind == "open" and p.ends), None)
        if since is not None:
            last = spans[0] if spans else self._newest()
            return (since, last) if last and last > since else None
        if len(spans) == 1:
            text = " ".join(item.text for item in self.whole.items)
            quarter_back = re.search(r"previous quarter|quarter before|preceding quarter", text)
            last = spans[0]
            return (last.before() if quarter_back or last.length >= 4 else last.year_earlier()), last
        newest = (
            None if self.whole.periods or self.before else self._newest()
        )  # "DtN reports up 27%": in the newest year
        return (newest.before() if newest.is_year else newest.year_earlier(), newest) if newest else None

    def _change(self, s: Stated, counts: list[Stated]) -> Asserted | None:
        points = self._points(s, counts) if s.kind == "change" else None
        if points is not None:
            return points  # of shares, not of counts
        pair = self._pair()
        spans = spans_of(self.whole.periods)
        if len(spans) == 1 and starts_at(self.sentence, s, self.parser.slots_of(self.sentence[s.end :])):
            pair = spans[0], following(spans[0])
        if pair is None:
            return None
        queries = tuple(self._query(self.whole.filters, (span,)) for span in pair)
        return Asserted("change", self._quote(s), queries, s, falling=s.falling)

    def _difference(self, s: Stated, counts: list[Stated]) -> Asserted | None:
        """ "Rose by 349", "8,815 more men than women"."""
        compared = self._sides(s)
        made = Asserted("change", self._quote(s), compared, s) if compared else self._change(s, counts)
        return replace(made, kind="difference", falling=s.falling) if made else None

    def _sides(self, s: Stated) -> tuple[Query, ...]:
        """Two groups or two counts set against each other behind a figure, the second named first; none else."""
        if not re.search(r"\bas\b|\bthan\b", self.sentence[s.start :]):
            return ()
        spans = spans_of(self.whole.periods)[:1]
        if pair := members(self.whole.filters):
            return tuple(self._query(f, spans) for f in reversed(pair))
        return tuple(self._query(self.whole.filters, spans, m) for m in reversed(two_counts(self.whole)))

    def _multiple(self, s: Stated, counts: list[Stated]) -> Asserted | None:
        compared = self._sides(s)
        made = Asserted("multiple", self._quote(s), compared, s) if compared else self._change(s, counts)
        return replace(made, kind="multiple") if made else None


def _word(sentence: str) -> str:
    return found.group() if (found := RISE.search(sentence) or FALL.search(sentence)) else sentence
