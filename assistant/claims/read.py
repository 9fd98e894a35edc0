"""A sentence to the assertions it makes: each stated figure with the measure, people and period it is about."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from assistant.claims.stated import Stated, find
from assistant.period import Span
from assistant.query import Query
from assistant.question.parse import Parser
from assistant.question.periods import SAME, PeriodWords
from assistant.question.shape import candidate_measures, filters_where
from assistant.question.slots import Filter, Slots
from assistant.question.words import clean

FALL = re.compile(
    r"\b(?:fell|fall|fallen|falling|down|dropped|decreased|declined|lower|fewer|plunged|slumped)\b", re.IGNORECASE
)
RISE = re.compile(
    r"\b(?:rose|rise|risen|rising|up|increased|grew|grown|higher|climbed|soared|surged|jumped)\b", re.IGNORECASE
)
EXTREME = re.compile(
    r"\b(highest|largest|most|record(?: high| number)?|biggest|greatest|peak(?:ed)?|lowest|fewest|smallest|record low|never been (?:higher|lower))\b",
    re.IGNORECASE,
)
SINCE = re.compile(
    r"\b(?:since|ever|on record|all[- ]time|record|in (?:a|any) (?:year|quarter|calendar year)|for a (?:year|quarter))\b",
    re.IGNORECASE,
)
RANK = re.compile(
    r"\b(?:(second|third|fourth|fifth)[- ](?:most|largest|highest|biggest)|most common|commonest|largest (?:group|nationality)|most often|top|most)\b",
    re.IGNORECASE,
)
FROM = re.compile(
    r"\b(?:up|down|rise|rose|fell|fall|risen|increase|decrease|%|per ?cent)(?: \w+)? from(?: the)?$", re.IGNORECASE
)
ASIDE = re.compile(
    r",? (?:(?:more|fewer|less|higher|lower) than|than|compared (?:with|to)|whereas|while|versus)\b", re.IGNORECASE
)
OVERTOOK = re.compile(
    r"\b(?:overtook|overtaken|outnumber(?:ed)?|exceed(?:ed)?|surpass(?:ed)?|more|fewer|outstripped)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Asserted:
    """``queries``: one for a count or share, two for a change or comparison (earlier first)."""

    kind: str  # count, share, change, multiple, direction, extreme, rank, comparison
    text: str
    queries: tuple[Query, ...]
    stated: Stated | None = None
    falling: bool = False
    rank: int = 1
    lowest: bool = False


@dataclass
class Sentence:
    """What a sentence asserts; ``obstacle`` says why nothing of it can be checked."""

    text: str
    asserted: list[Asserted] = field(default_factory=list)
    obstacle: str = ""
    relevant: bool = True
    beside: str = ""  # what else it says that no table shows, a cause above all


class ClaimReader:
    """Uses the question parser's own vocabulary and slots; only the figures are read differently."""

    def __init__(self, parser: Parser, latest: Callable[[str], Span | None]) -> None:
        self.parser = parser
        self.latest = latest  # the newest year held of a measure: "since 2017" runs to it
        self.lookup = parser.lookup

    def _spelled_out(self, sentence: str) -> str:
        """ "The same period of 2023" as its months, so that each clause can be read on its own."""
        found = re.search(SAME.pattern, sentence, re.IGNORECASE)
        like = _spans(self.parser.slots_of(sentence).periods)[:1] if found else ()
        if not found or not like:
            return sentence
        start = int(found[1]) * 4 + like[0].start % 4
        label = Span(start, start + like[0].length - 1).label
        return f"{sentence[: found.start()]} {label}{sentence[found.end() :]}"

    def read(self, sentence: str, before: Query | None = None) -> Sentence:
        sentence = self._spelled_out(clean(sentence))
        stated = find(sentence)
        whole = self.parser.slots_of(_without(sentence, stated))
        made = Sentence(sentence)
        words = [whole.items[i].typed for i in whole.unknown]
        topics = [self.lookup.topics[t] for t in whole.topics if self.lookup.topics[t].hard]
        measures = candidate_measures(whole, self.lookup)
        strong = bool(whole.measures or whole.weak)
        made.relevant = bool(strong or whole.filters or whole.vague or (stated and (topics or before)))
        if topics:
            made.obstacle = f"{topics[0].label} is not published in these tables."
        elif words:
            made.obstacle = f"{', '.join(f'“{w}”' for w in words)} is not something these tables hold."
        elif whole.ambiguous:
            made.obstacle = f"“{whole.ambiguous[0][0]}” could mean more than one thing."
        elif whole.cue("why"):
            made.obstacle = "The tables do not show causes."
        elif not strong and not whole.periods and not before:
            made.obstacle = "No published count is named."
        elif any(p.problem for p in whole.periods):
            made.obstacle = next(p.problem for p in whole.periods if p.problem)
        elif not measures and before is None:
            made.obstacle = "No published count is named."
        elif len(measures) > 1 and not whole.measures:
            made.obstacle = "It is not clear which published count is meant."
        if made.obstacle:
            return made
        measure = measures[0] if measures else before.measure if before else ""
        context = _Context(self, sentence, stated, whole, measure, before)
        made.asserted = context.assertions()
        soft = [self.lookup.topics[t].why for t in whole.topics if not self.lookup.topics[t].hard]
        made.beside = " ".join(soft)
        return made


def _without(sentence: str, stated: list[Stated]) -> str:
    """The sentence with its figures blanked, so that what is left can be read as a question is."""
    text = sentence
    for s in reversed(stated):
        text = f"{text[: s.start]} {'percentage' if s.kind == 'share' else ','} {text[s.end :]}"
    return text


@dataclass
class _Context:
    reader: ClaimReader
    sentence: str
    stated: list[Stated]
    whole: Slots
    measure: str
    before: Query | None

    def assertions(self) -> list[Asserted]:
        counts = [s for s in self.stated if s.kind == "count"]
        out: list[Asserted] = []
        for s in self.stated:
            made = {"count": self._count, "share": self._share, "change": self._change, "multiple": self._multiple}[
                s.kind
            ](s, counts)
            if made is not None:
                out.append(made)
        if len(counts) == 2 and len(out) == 2 and (RISE.search(self.sentence) or FALL.search(self.sentence)):
            a, b = out[0].queries[0], out[1].queries[0]
            if a.where == b.where and a.periods != b.periods and a.measure == b.measure:
                pair = tuple(sorted((a, b), key=lambda q: q.periods))
                falling = bool(FALL.search(self.sentence)) and not re.search(r"\bup\b", self.sentence)
                out.append(Asserted("direction", _word(self.sentence), pair, falling=falling))
        if not out:
            return self._wordless()
        if len(counts) == 1 and EXTREME.search(self.sentence) and SINCE.search(self.sentence):
            out += [made for made in self._wordless() if made.kind == "extreme"]
        return out

    def _query(self, filters: list[Filter], spans: tuple[Span, ...], measure: str = "") -> Query:
        measure = measure or self.measure
        return Query(measure, where=filters_where(filters), periods=spans, relative="" if spans else "latest_year")

    def _local(self, s: Stated) -> tuple[list[Filter], str, tuple[Span, ...]]:
        """Filters, measure and period nearest to a figure: the words after it up to the next, then those before."""
        later = [o.start for o in self.stated if o.start > s.start]
        stop = min(later) if later else len(self.sentence)
        first = min(o.start for o in self.stated)
        after = ASIDE.split(self.sentence[s.end : stop])[0]  # "…, more than the police" is about somebody else
        own = self.reader.parser.slots_of(after)
        lead = self.reader.parser.slots_of(self.sentence[:first])
        earlier_stop = max((o.end for o in self.stated if o.start < s.start), default=0)
        just = self.reader.parser.slots_of(self.sentence[earlier_stop : s.start])
        filters: dict[str, list[Filter]] = {}
        for source in (own, just, lead):
            here: dict[str, list[Filter]] = {}
            for f in source.filters:
                here.setdefault(f.dimension, []).append(f)
            for dimension, found in here.items():
                filters.setdefault(dimension, found)
        base = re.search(r"\bof (?:the |all |those )*$", self.sentence[: s.start].rstrip() + " ", re.IGNORECASE)
        main = self.reader.parser.slots_of(ASIDE.split(_without(self.sentence, self.stated))[0])
        for f in [] if base else main.filters:  # said once for the whole sentence, but not of its whole
            same = {g.member for g in main.filters if g.dimension == f.dimension}
            if len(same) == 1:
                filters.setdefault(f.dimension, [f])
        chosen = [f for found in filters.values() for f in found[:1]]
        measures = candidate_measures(own, self.reader.lookup) if own.measures or own.weak else []
        measure = measures[0] if len(measures) == 1 else self.measure
        spans = self._period(own, just, lead)
        pair = self._pair()
        if pair and not _spans(own.periods) and FROM.search(self.sentence[: s.start].rstrip()):
            spans = pair[:1]  # "up 14% from 4,929": the earlier of the two periods
        return chosen, measure, spans

    def _period(self, own: Slots, just: Slots, lead: Slots) -> tuple[Span, ...]:
        for slots in (own, just, lead, self.whole):
            spans = _spans(slots.periods)
            if spans:
                return spans[:1] if slots is own or slots is self.whole else spans[-1:]
        relative = next((p.relative for p in self.whole.periods if p.relative), "")
        if not relative and self.before is not None:
            return self.before.periods
        return ()

    def _count(self, s: Stated, counts: list[Stated]) -> Asserted | None:
        filters, measure, spans = self._local(s)
        return Asserted("count", self._quote(s), (self._query(filters, spans, measure),), s)

    def _quote(self, s: Stated) -> str:
        return self.sentence[s.start : s.end].strip()

    def _share(self, s: Stated, counts: list[Stated]) -> Asserted | None:
        others = [o for o in self.stated if o is not s]
        blanked = self.sentence
        for o in sorted([*others, s], key=lambda x: -x.start):
            blanked = f"{blanked[: o.start]} {_blank(s) if o is s else ' '} {blanked[o.end :]}"
        readings = [r for r in self.reader.parser.parse(blanked) if r.query and r.query.shape == "share"]
        if not readings or readings[0].query is None:
            return None
        query = replace(readings[0].query, by=())
        if query.relative == "default":
            spans = self._local(s)[2]
            query = replace(query, periods=spans, relative="" if spans else "default")
        if len(query.periods) > 1:
            query = replace(query, periods=self._local(s)[2] or query.periods[:1])
        return Asserted("share", self._quote(s), (query,), s)

    def _pair(self) -> tuple[Span, Span] | None:
        """The two periods of a change, earlier first."""
        joined = next((p for p in self.whole.periods if len(p.ends) == 2), None)
        if joined:
            return joined.ends[0], joined.ends[1]
        spans = _spans(self.whole.periods)
        if len(spans) >= 2:
            ordered = sorted(spans[:2])
            return ordered[0], ordered[1]
        since = next((p.ends[0] for p in self.whole.periods if p.kind == "open" and p.ends), None)
        if since is not None:
            last = spans[0] if spans else self.reader.latest(self.measure)
            return (since, last) if last and last > since else None
        if len(spans) == 1:
            text = " ".join(item.text for item in self.whole.items)
            quarter_back = re.search(r"previous quarter|quarter before|preceding quarter", text)
            last = spans[0]
            return (last.before() if quarter_back or last.length >= 4 else last.year_earlier()), last
        return None

    def _change(self, s: Stated, counts: list[Stated]) -> Asserted | None:
        pair = self._pair()
        filters = self.whole.filters
        if pair is None:
            return None
        queries = tuple(self._query(filters, (span,)) for span in pair)
        return Asserted("change", self._quote(s), queries, s, falling=s.falling)

    def _multiple(self, s: Stated, counts: list[Stated]) -> Asserted | None:
        pair = self._members()
        if pair is not None and re.search(r"\bas\b|\bthan\b", self.sentence[s.start :]):
            spans = _spans(self.whole.periods)[:1]
            return Asserted("multiple", self._quote(s), tuple(self._query(f, spans) for f in reversed(pair)), s)
        made = self._change(s, counts)
        return replace(made, kind="multiple") if made else None

    def _members(self) -> tuple[list[Filter], list[Filter]] | None:
        """Two members of one breakdown set against each other: (first named, second named)."""
        for f in self.whole.filters:
            same = [g for g in self.whole.filters if g.dimension == f.dimension]
            if len({g.member for g in same}) == 2:
                rest = [g for g in self.whole.filters if g.dimension != f.dimension]
                return [same[0], *rest], [same[1], *rest]
        return None

    def _wordless(self) -> list[Asserted]:
        """Orderings, comparisons and directions that state no figure."""
        spans = _spans(self.whole.periods)
        pair = self._members()
        if pair and OVERTOOK.search(self.sentence) and spans:
            queries = tuple(self._query(f, spans[:1]) for f in pair)
            fewer = bool(re.search(r"\bfewer\b", self.sentence, re.IGNORECASE))
            return [Asserted("comparison", self.sentence, queries, falling=fewer)]
        if RANK.search(self.sentence) and self.whole.filters and self.whole.by and spans:
            word = RANK.search(self.sentence)
            rank = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}.get((word[1] or "").lower(), 1) if word else 1
            named = next((f for f in self.whole.filters if f.dimension in self.whole.by), None)
            if named is not None:
                rest = [f for f in self.whole.filters if f is not named]
                listing = replace(self._query(rest, spans[:1]), shape="ranking", by=(named.dimension,))
                return [Asserted("rank", named.member, (listing,), rank=rank)]
        if (
            EXTREME.search(self.sentence)
            and (SINCE.search(self.sentence) or "peak" in self.sentence or self.whole.cue("year", "quarter"))
            and spans
        ):
            lowest = bool(re.search(r"\b(?:lowest|fewest|smallest|record low)\b", self.sentence, re.IGNORECASE))
            since = next((p.ends[0].start for p in self.whole.periods if p.kind == "open" and p.ends), None)
            query = replace(
                self._query(self.whole.filters, spans[:1]),
                shape="extreme",
                by=("year" if spans[0].is_year else "quarter",),
            )
            if since is not None:
                query = replace(query, relative=f"since:{Span(since, since).id}")
            return [Asserted("extreme", self.sentence, (query,), lowest=lowest)]
        change = FALL.search(self.sentence) or RISE.search(self.sentence)
        span_pair = self._pair() if change else None
        if change and span_pair:
            queries = tuple(self._query(self.whole.filters, (span,)) for span in span_pair)
            return [Asserted("direction", change.group(), queries, falling=bool(FALL.search(self.sentence)))]
        return []


def _blank(s: Stated) -> str:
    """What stands for a share in the question: "most referrals" is a percentage of them."""
    return "percentage of" if s.qualifier == "over" and s.value == 50 and s.step == 5 else "percentage"


def _word(sentence: str) -> str:
    found = RISE.search(sentence) or FALL.search(sentence)
    return found.group() if found else sentence


def _spans(periods: list[PeriodWords]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(span for p in periods for span in p.spans))
