"""A stated share as the question that it answers."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.operand import EVERY
from assistant.asked.selection import Selection, share
from assistant.claims.apposed import OF_TOTAL
from assistant.claims.bases import OF_THEM, base_of
from assistant.claims.blank import as_question, names_whole
from assistant.claims.local import COMPARED_FROM, STARTS
from assistant.claims.orderings import EXTREME, FALL, RISE, Asserted
from assistant.claims.pairs import MARKED
from assistant.claims.spans import ASIDE, COMBINED
from assistant.claims.stated import Stated
from assistant.claims.whose import IN_BRACKETS, Whose
from assistant.english.named import Name
from assistant.english.phrases import pattern
from assistant.period import Span

AMONG = pattern("shares.among")
PARTS = pattern("shares.parts")
# "8,242 referrals in 2023 (48%)"
BESIDE = pattern("shares.beside")
# "89% were positive in 2022, but only | 27% in 2023"
THEN_SHARE = pattern("shares.then")


class Shares(Whose):
    """Shares, and changes between two of them."""

    def _share(self, s: Stated, counts: list[Stated]) -> Asserted | None:
        told = (
            self._by_how_much(s)
            or self._combined(s)
            or self._of_change(s)
            or self._of_led(s)
            or self._elided(s)
            or self._parallel(s)
            or self._of_larger(s)
        )
        if told is not None:
            return told
        rough = self._said_roughly(s)
        if rough is not None:
            made = self._share(rough, counts)
            return made and replace(made, stated=s, text=self._quote(s))
        if (counted := self._of_count(s, counts)) is not None:
            return counted
        ordered = list(self._named_before(s).values())
        if self._bracket(s) or len(ordered) == 1:
            return self._of_those(s, ordered)
        if (beside := self._set_beside(s, counts)) is not None:
            return beside
        others = [o for o in self.stated if o is not s and o.kind != "multiple"]  # "quadrupled, from 11% to | 45%"
        apart = PARTS.search(self.sentence, s.end)  # "…, among whom British (255) and Albanian (227) minors": of those
        text = self.sentence[: apart.start() if apart else None]
        blanked = as_question(text, [o for o in self.stated if o.end <= len(text)], s)
        found = self.share_of(blanked)
        if found is None:
            return self._with_count(s) or self._plain_share(s)
        query = replace(found, by=())
        of_record = query.relative == "all" and EXTREME.search(self.sentence)  # "24%, the highest on record"
        if query.relative == "default" or of_record:
            spans = self._local(s)[2]
            query = replace(query, periods=spans, relative="" if spans else "default")
        query = replace(query, periods=self._of_last(s, counts) or self._past_base(s, query.periods))
        pair = self._pair()
        joined = pair is not None and query.periods == (Span(pair[0].start, pair[1].end),) and pair[0] != pair[1]
        if len(query.periods) > 1 or (joined and len(others) == 1) or self._only_bases():
            query = replace(query, periods=self._local(s)[2] or query.periods[:1])
        whose = self._whom(s, query)
        if whose is None:
            return None  # whose share each of them is cannot be told
        query = whose
        if not query.among and (base := self._before_verb(s) or self._whole_of(s, query)):
            both = {d for d, _ in query.where}
            query = replace(query, calculation=share(tuple(sorted(base)))) if base < both else query
        of = {(f.dimension, f.member) for f in self.names_of(names_whole(self.sentence, self._end(s))).filters}
        alone = not any(o.kind == "share" and o.start < s.start for o in self.stated)
        if alone and query.where and of >= {(d, m) for d, ids in query.where for m in ids}:
            return None  # "small boat arrivals were 22% of referrals": the share of the other, which was not read
        # "…, but only 55% of reasonable grounds decisions were": of another count than the first
        own = self._of_what(s)
        has = self.lookup.dimensions_of(own)
        if own != query.measure and not has and query.where:  # of a count of which no breakdown is held, a printed part
            part = replace(query, measure=own, calculation=EVERY)
            return Asserted("portion", self._quote(s), (part, replace(part, where=())), s)
        if own != query.measure and {d for d, _ in query.where} <= has:
            query = replace(query, measure=own)
        read = self._among(query, s)
        first, *rest = self._either_of(s, read)
        return Asserted("share", self._quote(s), (first,), s, unlike=self._unlike(s, query), wholes=tuple(rest))

    def _whom(self, s: Stated, query: Selection) -> Selection | None:
        """The share of those of several who stand with the figure; None where the sentence gives others theirs."""
        led = self._maker(s)
        near = replace(query, where=tuple((d, led.get(d) or self._nearest(s, d, ids)) for d, ids in query.where))
        one = self._one_of(s, near)
        several = one is not None and any(len(ids) > 1 for _, ids in one.where)
        return None if several and len(self._own_shares()) > 1 else one

    def _of_larger(self, s: Stated) -> Asserted | None:
        """ "County lines accounted for | 13% of referrals": of a count that is a part of another."""
        ahead = self.names_of(self.sentence[: s.start])
        whole = self.names_of(names_whole(self.sentence, self._end(s)))
        part_of = {measure: self.lookup.measures[measure].part_of for measure in ahead.counted}
        parts = [
            measure for measure in part_of if measure not in part_of.values()
        ]  # "referrals flagged as county lines"
        larger = part_of[parts[0]] if len(parts) == 1 else ""
        if not larger or whole.counted != (larger,) or whole.filters or ahead.filters:
            return None
        spans = self._local(s)[2]
        queries = (self._query([], spans, parts[0]), self._query([], spans, larger))
        return Asserted("portion", self._quote(s), queries, s)

    def _of_last(self, s: Stated, counts: list[Stated]) -> tuple[Span, ...]:
        """ "From 2,839 in 2021 to 6,152 in 2022, and nearly nine out of ten | of those were positive": the period of the last
        count in front of the share that is not only set beside another; none where it does not say "of those"."""
        told = [o for o in counts if o.end <= s.start and not self._set_off(self._lead(o))]
        return self._local(told[-1])[2][:1] if told and OF_THEM.match(self.sentence, s.end) else ()

    @staticmethod
    def _set_off(lead: str) -> bool:
        """ "…, up | from 16,921": does a figure start a change, or is another only compared with it?"""
        return bool(COMPARED_FROM.search(lead) or STARTS.search(lead))

    def _lead(self, o: Stated) -> str:
        """The words between the figure before and this one."""
        return self.sentence[max((x.end for x in self.stated if x.end <= o.start), default=0) : o.start]

    def _combined(self, s: Stated) -> Asserted | None:
        """ "Albanian and UK nationals together made up | 52% of all": a share of several members of one breakdown."""
        lead = self.sentence[: s.start]
        others = [o for o in self._own_shares() if o is not s and not self._enclosed(o.start)]  # "Britons (25%) and …"
        if not COMBINED.search(lead) or others:
            return None
        named = [f for f in self.names_of(lead).filters if not f.excluded]
        members = list(dict.fromkeys(f.member for f in named))
        if len(members) < 2 or len({f.dimension for f in named}) > 1 or len(members) < len(self.whole.filters):
            return None
        behind = OF_TOTAL.match(self.sentence[s.end :])
        if behind is None or RISE.search(behind.group()) or FALL.search(behind.group()):
            return None  # "52% of the increase"
        _, measure, spans = self._local(s)
        whole = self._query([], spans, measure)
        parts = tuple(replace(whole, where=((named[0].dimension, (member,)),)) for member in members)
        return Asserted("portion", self._quote(s), (*parts, whole), s)

    def _set_beside(self, s: Stated, counts: list[Stated]) -> Asserted | None:
        """ "64% claimed exploitation in the UK, compared to | 57% in the quarter before": the share in front of it, at
        another period, or of others."""
        before = [o for o in self.stated if o.kind == "share" and o.end <= s.start]
        between = self.sentence[before[-1].end : s.start] if before else ""
        beside = BESIDE.search(between) is not None
        if not beside and not THEN_SHARE.search(between):
            return None
        names = self.names_of(MARKED.split(self.sentence[s.end :])[0])
        others = {f.dimension: (f.member,) for f in names.filters if not f.excluded}
        bare = (
            (names.spans or (others and beside))
            and not (names.measures or names.weak)
            and len(others) == len(names.filters)
        )
        made = self._share(before[-1], counts) if bare else None
        if made is None or made.kind != "share" or not others.keys() <= {d for d, _ in made.queries[0].where}:
            return None
        query = made.queries[0]
        where = tuple((d, others.get(d, ids)) for d, ids in query.where)  # "…, versus | 76% of children"
        query = replace(
            query, where=where, periods=names.spans[:1] or query.periods, relative="" if names.spans else query.relative
        )
        return replace(made, text=self._quote(s), queries=(query,), stated=s)

    def _own_shares(self) -> list[Stated]:
        """The shares of the sentence that are each of other people: without those that are said twice or compared with."""
        shares = [o for o in self.stated if o.kind == "share"]
        said = [self._said_roughly(o) for o in shares]
        starts = [max((o.end for o in shares if o.end <= s.start), default=0) for s in shares]
        compared = [
            BESIDE.search(self.sentence[a : s.start]) is not None and a > 0 for a, s in zip(starts, shares, strict=True)
        ]
        return [s for s, aside in zip(shares, compared, strict=True) if s not in said and not aside]

    def _before_verb(self, s: Stated) -> set[str]:
        """ "60% of all cases reported from Scotland | related to labour exploitation": by breakdown, those of whom it is a
        share; none where the verb or what stands behind it cannot be told."""
        names = self.names_of(self.sentence[s.end :])
        if not self.sentence[s.end :].startswith(" of "):
            return set()
        verbs = [
            i for i, item in enumerate(names.items[:-1])
            if item.is_("VERB", "BE", "HAVE") and not names.items[i + 1].is_("TO", "BY", "FROM", "IN")
        ]  # fmt: skip
        whole = {f.dimension for f in names.filters if verbs and f.at < verbs[0] and not f.excluded}
        part = {f.dimension for f in names.filters if verbs and f.at > verbs[0]}
        return whole if part and not whole & part else set()

    def _with_count(self, s: Stated) -> Asserted | None:
        """ "75% (3,134) were sent to the …": of everybody, or of those whose part they are, the people whom the count in its
        bracket counts."""
        count = next((o for o in self.stated if o.kind == "count" and self._bracketed(s, o)), None)
        query = self._of_one(count) if count else None
        if query is None or not query.where or any(d.startswith("!") for _, ids in query.where for d in ids):
            return None
        made = replace(query, calculation=share())
        return Asserted("share", self._quote(s), (self._among(made, s),), s)

    def _among(self, query: Selection, s: Stated) -> Selection:
        """ "Of the 7,432 children referred, 80% (5,935) were boys": the share with those as its whole who are said to be."""
        counts = [o for o in self.stated if o.kind == "count" and o.end <= s.start and base_of(self.sentence, o)]
        whole = self._of_one(counts[-1]) if counts and not query.among else None
        if whole is None:
            return self._of_earlier(query)
        alike = whole.measure == query.measure and set(whole.where) < set(query.where)
        return replace(query, calculation=share(tuple(dimension for dimension, _ in whole.where))) if alike else query

    def _of_earlier(self, query: Selection) -> Selection:
        """ "Of these, 42% were boys": the share with those as its whole whom the sentence before was about."""
        before, own = self.before, {dimension for dimension, _ in query.where}
        if query.among or before is None or before.measure != query.measure:
            return query
        told = tuple((f.dimension, (f.member,)) for f in self.inherited)
        more = tuple(limit for limit in told if limit[0] not in own)
        again = tuple(limit for limit in told if limit in query.where)  # "boys", of children
        if not more and len(again) == len(query.where):
            return query  # "they made up 31% of the total"
        return replace(
            query,
            where=tuple(sorted((*query.where, *more))),
            calculation=share(tuple(sorted(dimension for dimension, _ in (*more, *again)))),
        )

    def _of_those(self, s: Stated, ordered: list[Name]) -> Asserted | None:
        """ "UK (23%; 4,441), Albanian (13%; 2,492)": of the people whom the sentence is about, those before the figure."""
        named = {(f.dimension, f.member) for o in self.stated for f in self._direct(o) if self._bracket(o)}
        own = ordered or [f for f in self._direct(s) if not f.excluded]
        base = [f for f in self.whole.filters if (f.dimension, f.member) not in named and not f.excluded]
        base = [f for f in base if self._kind(f) not in {self._kind(o) for o in own}]
        if len(base) == len(own) == 1 and AMONG.search(self._bracket(s)):
            own, base = base, own  # "criminal exploitation was most common among children (42%)"
        if len(own) != 1 or any(f.excluded and (f.dimension, f.member) not in named for f in self.whole.filters):
            return None
        _, measure, spans = self._local(s)
        query = self._query([*base, *own], spans, measure)
        dimensions = tuple(sorted({d for d, _ in query.where} - {own[0].dimension}))
        return Asserted("share", self._quote(s), (replace(query, calculation=share(dimensions)),), s)

    def _plain_share(self, s: Stated) -> Asserted | None:
        """Of everybody counted, the people that stand with the figure: "UK (23%; 4,441)", "overseas in 2021 (51%)"."""
        filters, measure, spans = self._local(s)
        filters = filters or self.inherited
        if len(filters) != 1 or filters[0].excluded or filters[0].dimension in self.lookup.measures[measure].includes:
            return None
        if len({(f.dimension, f.member) for f in self.whole.filters}) > 1:
            return None
        query = replace(self._query(filters, spans, measure), calculation=share())
        return Asserted("share", self._quote(s), (query,), s)

    def _unlike(self, s: Stated, query: Selection) -> str:
        """ "Of those referred, 55% received a positive decision": decisions of a period are not of the people of it."""
        lead = self.sentence[: s.start]
        names = self.names_of(
            names_whole(self.sentence, self._end(s)) or lead
        )  # "once referred, 68% were found to be victims"
        named = {m for _, m in names.measures} or {m for _, among in names.weak for m in among}
        if not named or query.measure in named:
            return ""
        label, other = self.lookup.measures[query.measure].label, self.lookup.measures[min(named)].label
        return f"It is a share of {label}, not of {other}: the one are not made of the other of the same period."

    def _nearest(self, s: Stated, dimension: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        """ "Adults made up 51% and children 44%": of several members, the one that stands with the figure."""
        shares = self._own_shares()
        rough = next((o for o in self.stated if o.kind == "share" and self._said_roughly(o) is s), None)
        s = rough or s  # a share in words is that of the exact one in its bracket
        if s not in shares:
            return ids
        led = list(
            {f.pair: f for f in self.names_of(self.sentence[: shares[0].start]).filters if f.member in ids}.values()
        )
        if len(led) == len(shares) == len(ids):  # "Adults and children made up 51% and 44%"
            return (led[shares.index(s)].member,)
        if len(ids) > 1 and len(shares) < len(ids):  # "Men made up three quarters, women a quarter"
            start = max((o.end for o in self.stated if o.end <= s.start), default=0)
            names = self.names_of(self.sentence[start : s.start])
            lead_in = {f.member for f in names.filters if f.dimension == dimension}
            if not lead_in:  # "Men (12,903) made up | three quarters of referrals, followed by women (4,088)"
                bare = MARKED.split(IN_BRACKETS.sub(" ", self.sentence[: s.start]))[-1]
                lead_in = {f.member for f in self.names_of(bare).filters if f.dimension == dimension}
            if not lead_in:  # "Almost a quarter were of UK nationality, with the second most common being Albanian"
                lead_in = {
                    f.member for f in self.names_of(ASIDE.split(self._behind(s))[0]).filters if f.dimension == dimension
                }
            if not lead_in:  # "Four in five referrals (13,704) went to the SCA, and | 3,300 to the IECA"
                lead_in = {f.member for f in self.names_of(self._piece(s)).filters if f.dimension == dimension}
            return tuple(lead_in) if len(lead_in) == 1 and lead_in <= set(ids) else ids
        if len(ids) < 2 or len(shares) != len(ids):
            return ids
        at = shares.index(s)
        lead, own = (
            self.sentence[: shares[0].start],
            self.sentence[s.end : shares[at + 1].start if at + 1 < len(shares) else None],
        )
        last = {f.member for f in self.names_of(self.sentence[shares[-1].end :]).filters if f.dimension == dimension}
        # "Men …: three quarters were male and a quarter female": whose the last is stands behind it, and so of the others.
        before = len(last) != 1 and any(f.dimension == dimension for f in self.names_of(lead).filters)
        text = self.sentence[shares[at - 1].end if at else 0 : s.start] if before else own
        found = [f.member for f in self.names_of(text).filters if f.dimension == dimension]
        if not before and at + 1 < len(shares) and len(found) == 2 and self._bracket(shares[at + 1]):
            found = found[:1]  # the second stands before the bracket of the next share
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
    def _shares(shares: list[Asserted]) -> tuple[Selection, ...]:
        """The same share at two times, earlier first, or nothing."""
        queries = sorted((made.queries[0] for made in shares), key=lambda q: q.periods)
        same = len(queries) == 2 and queries[0].periods != queries[1].periods and queries[0].where == queries[1].where
        return tuple(queries) if same else ()
