"""Orderings, directions and comparisons as sentences state them, with or without figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.asked.selection import Selection
from assistant.claims.bag import Bag
from assistant.claims.spans import COMBINED, combined
from assistant.claims.stated import Stated, find
from assistant.english.named import Name, Names
from assistant.english.phrases import numbered, pattern
from assistant.period import Span

FALL = pattern("orderings.fall")
RISE = pattern("orderings.rise")

EXTREME = pattern("orderings.extreme")

SINCE = pattern("orderings.since")
WITHIN = pattern("orderings.within")

OVERTOOK = pattern("orderings.overtook")
THAN = pattern("orderings.than")
OVERTAKING = pattern("orderings.overtaking")  # behind these stands who had fewer
PASSIVE = pattern("orderings.passive")
# "More than any other force", "the highest of any type"
ANY_OTHER = pattern("orderings.any_other")
YEAR_SAW = pattern("orderings.year_saw")
TIMES = pattern("often.times")
MARK = re.compile(r"[,;]")
RANKS = numbered("nth")
NUMBERS = {word: n for word, n in RANKS.items() if n > 1}
# "for the third consecutive quarter", "the fifth year in a row"
STREAK = pattern("orderings.streak")


PLACE = pattern("orderings.place")
# "Broadly unchanged", "barely changed", "flat"
STEADY = pattern("orderings.steady")
COLOUR = pattern("orderings.colour")
# What a quarter is set beside, where a sentence says so.
BESIDE = pattern("orderings.beside")
NEAR = 12  # characters behind "from" in which the figure stands that something moved from
TO_FIGURE, ON_BASE = pattern("orderings.to_figure"), pattern("orderings.on_base")
BARE_MOVE = pattern("orderings.bare_move")
FEWER, APART = pattern("orderings.fewer"), pattern("orderings.apart")


@dataclass(frozen=True)
class Asserted:
    """``queries``: one for a count or share, two for a change or comparison (earlier first), a run for a streak."""

    kind: str  # count, share, change, multiple, direction, extreme, rank, comparison, streak
    text: str
    queries: tuple[Selection, ...]
    stated: Stated | None = None
    falling: bool = False
    rank: int = 1
    member: str = ""  # whose rank it is
    among: bool = False  # of the first ``rank``, in whatever place
    lowest: bool = False
    bag: Bag | None = None  # of a count: all that its sentence names
    doubt: tuple[str, ...] = ()  # words of the figure's own clause that may narrow it
    named: tuple[str, ...] = ()  # proper names of other clauses that no table holds, and that all may be said of
    denied: bool = False
    unlike: str = ""  # why a share is not what it is said to be of
    wholes: tuple[
        Selection, ...
    ] = ()  # of a share: those of some of them that it may be ("children … (2,689, or 49%)")
    wider: tuple[Selection, ...] = ()  # of those of a kind with others as well, where it does not say "alone"
    open: bool = False  # "since 2014": the end is not said
    undated: bool = False  # nothing says when it was
    per: str = ""  # of a mean: "month", "week" or "day"
    every: bool = False  # of a bound: in every period, and not in none
    ever: bool = False  # of a record: over all that was ever published
    then: bool = False  # "a record 19,125": it was one when it was set, whatever came later
    still: bool = False  # "remains the record year": nothing has passed it since
    against: tuple[
        Selection, ...
    ] = ()  # of a share: it and the same one at another time, which the sentence gives as well
    based: tuple[Selection, ...] = ()  # of a change whose base is not said: the other that it may be measured from
    added: tuple[Selection, ...] = ()  # counts of which one figure may be the sum
    parts: tuple[Selection, ...] = ()  # of several of one kind, whom one figure may count together
    but: tuple[Span, ...] = ()  # of a streak: periods that it is not said of
    aside: bool = False  # said last of most of those counted: no verdict of its own where no table has it
    degree: tuple[str, float, float] | None = None  # "slightly": a word for how far, with its bounds in percent


@dataclass(frozen=True)
class Said:
    """A sentence, what it names, and how to ask for the figures that it is about."""

    sentence: str
    whole: Names
    names_of: Callable[[str], Names]
    query: Callable[[list[Name], tuple[Span, ...], str], Selection]
    pair: Callable[[], tuple[Span, Span] | None]
    newest: Callable[[], Span | None]
    counts: tuple[Stated, ...] = ()
    bare: bool = False  # without a figure
    before: tuple[Span, ...] = ()  # the period of the sentence before
    own: tuple[Span, ...] = ()  # the periods named without those that it is compared with

    @property
    def spans(self) -> tuple[Span, ...]:
        return self.whole.spans

    @property
    def nearest(self) -> tuple[Span, ...]:
        """The periods named, or the newest held where none is: "referrals at a record 23,411"."""
        if self.whole.spans:
            return (
                self.own or self.before
            )  # "up on Q3 2021, and the highest yet" is not of the quarter that it is set beside
        if any(p.open for p in self.whole.periods):
            return self.before  # "the lowest since 2018", of the period spoken of
        newest = self.newest()
        return (newest,) if newest else ()


def plain(text: str) -> str:
    """The text without the phrases that only order or colour, so that what is left can be read as a question is."""
    text = TIMES.sub(r"\g<move>", text)
    return PLACE.sub(" ", STEADY.sub(" ", COLOUR.sub(" ", STREAK.sub(" ", ANY_OTHER.sub(" ", text)))))


def members(filters: list[Name]) -> tuple[list[Name], list[Name]] | None:
    """Two members of one breakdown set against each other: (first named, second named)."""
    for f in filters:
        same = [g for g in filters if g.dimension == f.dimension]
        if len({g.member for g in same}) == 2:
            rest = [g for g in filters if g.dimension != f.dimension]
            return [same[0], *rest], [same[1], *rest]
    return None


def comparison(said: Said) -> list[Asserted]:
    """ "More adults than children were referred"."""
    first = said.names_of(MARK.split(said.sentence)[0]).filters  # "… overtook UK nationals, with Eritreans third"
    pair = None if ANY_OTHER.search(said.sentence) else members(said.whole.filters) or members(first) or _apart(said)
    than = THAN.search(said.sentence)
    if pair and than and pair[1][0].pair not in {f.pair for f in said.names_of(said.sentence[than.end() :]).filters}:
        pair = None  # "UK and Albanian nationals were higher than in 2023": neither than the other
    when = said.spans[:1] or said.before  # "… was higher than that of adults", of the period spoken of
    if not (OVERTOOK.search(said.sentence) and when):
        return []
    counts = two_counts(said.whole)
    if pair:
        queries = tuple(said.query(f, when, "") for f in pair)
    elif counts and len(said.spans) == 1:
        queries = tuple(said.query(said.whole.filters, said.spans, measure) for measure in counts)
    else:
        return []
    if queries[0] == queries[1]:
        return []  # "A made more than B, and B more than C" sets no two against each other
    fewer = bool(FEWER.search(said.sentence)) != bool(PASSIVE.search(said.sentence))
    return [Asserted("comparison", said.sentence, queries, falling=fewer)]


def two_counts(whole: Names) -> tuple[str, ...]:
    """ "More Duty to Notify reports than referrals": two published counts set against each other, in the order of the words."""
    named = tuple(dict.fromkeys(measure for _, measure in sorted(whole.measures)))
    return named if len(named) == 2 else ()


def _apart(said: Said) -> tuple[list[Name], list[Name]] | None:
    """ "The police referred more people than local authorities": one of each breakdown, on the two sides of "than"."""
    first, than, second = said.sentence.partition(" than ")
    here, there = said.names_of(first).filters, said.names_of(second).filters
    one_each = len(here) == len(there) == 1 and here[0].dimension != there[0].dimension
    return (here, there) if than and one_each else None


def periods_compared(said: Said) -> list[Asserted]:
    """ "There were more referrals in Q3 2023 than in Q2 2023": one group at two times."""
    word = APART.search(said.sentence)
    if not word or ANY_OTHER.search(said.sentence):
        return []
    here, there = (said.names_of(part) for part in (said.sentence[: word.end()], said.sentence[word.end() :]))
    sides = here.spans, combined(said.sentence[word.end() :], there.spans, there.spans)
    if there.filters or [len(side) for side in sides] != [1, 1] or sides[0] == sides[1]:
        return []
    fewer = bool(FEWER.fullmatch(word[1]))
    return [
        Asserted("comparison", said.sentence, tuple(said.query(who, side, "") for side in sides), falling=fewer)
        for who in each_of(said)
    ]


def steady(said: Said) -> list[Asserted]:
    """ "Referrals were stable in 2023": two figures that hardly differ."""
    found, pair = STEADY.search(said.sentence), said.pair()
    if not found or pair is None:
        return []
    queries = tuple(said.query(said.whole.filters, (span,), "") for span in pair)
    return [Asserted("steady", found.group(), queries)]


def direction(said: Said) -> list[Asserted]:
    """ "Referrals rose in 2023"; of a quarter that is set beside no other, beside the one before it as well."""
    fall, rise = FALL.search(said.sentence), RISE.search(said.sentence)
    change = fall or rise
    pair = said.pair() if change else None
    if not (change and pair) or (fall and rise):  # of two movements it is not said which is of these periods
        return []
    spans = [*pair]
    if len(said.spans) == 1 and said.spans[0].length == 1 and not BESIDE.search(said.sentence):
        spans.append(said.spans[0].before())
    falling = bool(FALL.search(said.sentence))
    return [
        Asserted("direction", change.group(), tuple(said.query(who, (span,), "") for span in spans), falling=falling)
        for who in each_of(said)
    ]


def each_of(said: Said) -> list[list[Name]]:
    """ "Referrals of Albanians and of Vietnamese nationals fell": each of those of one kind of whom it is said; all at once
    where it is said of them together."""
    named = said.whole.filters
    if len(named) == 2 and _listed(said.whole, *named):
        return [[f] for f in named]
    kinds = [d for d in {f.dimension for f in named} if len({f.member for f in named if f.dimension == d}) > 1]
    if len(kinds) != 1 or COMBINED.search(said.sentence) or any(f.excluded for f in named):
        return [named]
    rest = [f for f in named if f.dimension != kinds[0]]
    return [[f, *rest] for f in {f.pair: f for f in named if f.dimension == kinds[0]}.values()]


def _listed(whole: Names, first: Name, second: Name) -> bool:
    """ "Referrals of women and of children": two of different kinds, with nothing but "and" between them?"""
    between = [item for item in whole.items[first.at + 1 : second.at] if not item.is_("OF", "FOR", "ARTICLE", "THOSE")]
    joined = len(between) == 1 and between[0].is_("AND")
    return joined and first.dimension != second.dimension and not (first.excluded or second.excluded)


def word_of(sentence: str, falling: bool) -> str:
    """The word of a sentence for a movement that way."""
    found = (FALL if falling else RISE).search(sentence)
    return found.group() if found else sentence


def moved_to(said: Said, stated: Stated, made: Asserted) -> list[Asserted]:
    """ "Fell to 6,021 in Q4 2025", "7,432 were referred, a rise on 2022": the direction of the one figure stated."""
    before, behind = said.sentence[: stated.start], said.sentence[stated.end :]
    to = TO_FIGURE.search(before.strip())
    found = to or ON_BASE.match(behind) or BARE_MOVE.match(behind)
    if found and not to and any(s.kind != "count" for s in find(behind[: found.end() + NEAR])):
        return []  # "…, 56% were positive, a drop from 66%" is no fall of the count
    told = direction(replace(said, sentence=found["word"])) if found else []
    return (
        [
            replace(d, text=found.group()[found.start("word") - found.start() :].strip(" ,"), queries=_told_of(d, made))
            for d in told
        ]
        if found
        else []
    )


def _told_of(told: Asserted, made: Asserted) -> tuple[Selection, ...]:
    """The periods of a direction, of what the figure beside it counts."""
    return tuple(replace(made.queries[0], periods=query.periods, relative=query.relative) for query in told.queries)
