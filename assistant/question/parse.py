"""Text to readings: for every question in it, a Query in catalog terms or what stands in its way."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.catalog.lookup import Lookup
from assistant.period import Span
from assistant.query import Query
from assistant.question.account import unanswered
from assistant.question.context import GREETING, Asked, asks, gather, with_context
from assistant.question.filters import Filter
from assistant.question.findings import Slots
from assistant.question.followup import carry, is_followup, predicated, says_something, take_over, take_period
from assistant.question.intent import Intent, intent
from assistant.question.lists import groups
from assistant.question.ranks import by_period, left_out
from assistant.question.shape import build, candidate_measures, entangled, own_filters
from assistant.question.slots import SlotReader
from assistant.question.split import Piece, split
from assistant.question.tag import tag
from assistant.words.tokens import MAX_CHARACTERS, WordUse, clean, tokenise
from assistant.words.vocabulary import Sense, Vocabulary

COHORT = re.compile(
    r"\b(?:of|for|among|amongst) (?:all )?(?:the )?(?:those|people|individuals|persons|victims|cases|children|adults|women|men)(?: (?:who|that) (?:were|are))? $"
)
STATES = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|am)\b", re.IGNORECASE)
SCRAP = 6  # items


@dataclass(frozen=True)
class Reading:
    """One question as understood.

    ``query`` is set when a figure is asked for and the measure is decided; ``measures`` holds the candidates when
    it is not. ``ambiguous`` pairs a typed word with its possible members; ``problems`` are periods that cannot be had.
    """

    text: str
    intent: Intent
    query: Query | None = None
    measures: tuple[str, ...] = ()
    ambiguous: tuple[tuple[str, tuple[Sense, ...]], ...] = ()
    problems: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()  # periods named, the quarter of a single date among them
    words: WordUse = WordUse()
    aside: tuple[str, ...] = ()  # sentences before it that only introduce it
    meaningful: bool = True  # something of the publication was named
    publication: str = ""  # whose words it was read with; empty where nothing points at one
    unjoined: tuple[
        str, ...
    ] = ()  # words of ``words.not_understood`` that are known, and that the query does not answer
    others: tuple[Reading, ...] = ()  # how other publications read it, where it could mean either


class Parser:
    """Reads questions against one catalog; keeps nothing between questions."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        self.vocabulary = Vocabulary(lookup.catalog)
        self.agents = frozenset(d.id for d in lookup.catalog.dimensions if d.place == "by")
        self.persons = frozenset(d.id for d in lookup.catalog.dimensions if d.persons)
        self.sets = frozenset((d.id, g.id) for d in lookup.catalog.dimensions for g in d.groups)
        self.slots = SlotReader(lookup.catalog, self.vocabulary)

    def parse(self, text: str, before: Query | None = None) -> list[Reading]:
        """Readings of every question in ``text``; ``before`` is the query that a follow-up edits."""
        found = [(piece, self.slots_of(piece.text)) for piece in split(text[: MAX_CHARACTERS * 5])]
        found = self._fragments(found)
        asked = gather(found)
        _share_measures(asked)
        _share_periods([slots for _, slots in found], [one.slots for one in asked])
        readings: list[Reading] = []
        previous = root = before
        said: list[tuple[tuple[str, tuple[str, ...]], ...]] = []  # the people of each count that was named
        for one in asked:
            lean = self._leans(one, previous, root, first=not readings)
            if len(set(said)) > 1 and one.measured and not one.slots.filters and not one.slots.cue("of_those"):
                lean = (
                    replace(lean, where=()) if lean else None
                )  # "how many X, how many Y, which Z made the most referrals"
            own = predicated(one.slots)
            for reading in self._readings(one, lean, first=not readings):
                readings.append(reading)
                previous = reading.query or previous
                if one.measured and previous is not None:
                    said.append(previous.where)
                if (one.measured or root is None) and previous is not None:
                    # "Of the referrals, how many were children, and how many were women?": not women among the children.
                    root = replace(previous, where=tuple((d, ids) for d, ids in previous.where if d not in own))
        return readings

    def _leans(self, one: Asked, previous: Query | None, root: Query | None, first: bool) -> Query | None:
        """The query whose people this question is about: "of those" the one before, else the one that named a count."""
        if first or one.slots.cue("of_those"):
            return previous
        return root or previous

    def _fragments(self, found: list[tuple[Piece, Slots]]) -> list[tuple[Piece, Slots]]:
        """A short scrap with a word that nothing knows ("In Birmingham?") belongs to the question before it."""
        out: list[tuple[Piece, Slots]] = []
        for piece, slots in found:
            short = slots.unknown and len(slots.items) <= SCRAP and not asks(slots)
            scrap = short and not GREETING.match(piece.text) and not STATES.search(piece.text)
            if scrap and out:
                joined = Piece(f"{out[-1][0].text} {piece.text}", out[-1][0].follows)
                out[-1] = (joined, self.slots_of(joined.text))
            else:
                out.append((piece, slots))
        return out

    def slots_of(self, text: str) -> Slots:
        """What one piece of text names, before anything is decided."""
        return self.slots.read(tag(tokenise(text), self.vocabulary))

    def _readings(self, one: Asked, previous: Query | None, first: bool) -> list[Reading]:
        piece, slots = one.piece, one.slots
        what = intent(slots)
        if what in ("figure", "history"):
            slots.unknown += [*slots.aside, *entangled(slots, self.lookup)]
        words = with_context(word_use(slots), one, [(p, word_use(s)) for p, s in one.around])
        edits = first and previous is not None and is_followup(piece.text, slots)
        same = not first and piece.leans and not one.measured and not slots.cue("total") and not slots.by
        takes_over = previous is not None and (edits or piece.follows or slots.cue("of_those") or same)
        if takes_over and previous is not None:
            own = self.lookup.dimensions_of(slots.measures[0][1]) if edits and slots.measures else None
            kinds = frozenset(d.id for d in self.lookup.catalog.dimensions if d.place == "kind")
            take_over(piece.text, slots, previous, self.persons, frozenset() if own is None else kinds - own)
        if edits and previous is not None:
            take_period(slots, previous)
        measures = candidate_measures(slots, self.lookup)
        if not measures and previous is None and what == "figure" and _period_alone(slots):
            measures = [m.id for m in self.lookup.catalog.measures if m.kind == "flow" and not m.printed]
        strong = len({m for _, m in slots.measures}) > 1
        if (
            not slots.measures
            and not slots.weak
            and previous is not None
            and says_something(slots)
            and (
                takes_over
                or slots.vague
                or (not measures and not _foreign(slots))
                or (
                    len(measures) > 1 and previous.measure in measures
                )  # "number that were positive": of the decisions before
            )
        ):
            wanted = {f.dimension for f in slots.filters} | set(slots.by)
            if wanted <= self.lookup.dimensions_of(previous.measure) or takes_over:
                measures = [previous.measure]
        cohort = self.lookup.publication.cohort_topic
        if cohort and _asks_of_cohort(slots, measures, self.lookup.publication.default_measure):
            slots.topics.append(cohort)
        meaningful = bool(measures) or bool(
            slots.measures or slots.weak or slots.vague or slots.filters or slots.by or slots.topics or slots.ambiguous
        )
        base = Reading(
            piece.text, what, None, tuple(measures), tuple(slots.ambiguous),
            tuple(p.problem for p in slots.periods if p.problem), tuple(dict.fromkeys(slots.topics)),
            _terms(slots), tuple(dict.fromkeys(slots.changes)),
            tuple(dict.fromkeys([*(f.dimension for f in slots.filters), *slots.by])),
            tuple(s for p in slots.periods for s in (p.spans or (p.ends if p.problem else ()))), words, tuple(one.aside),
            meaningful,
        )  # fmt: skip
        if what not in ("figure", "history") or not measures:
            query = build(slots, measures[0], self.lookup) if len(measures) == 1 else None
            return [replace(base, query=query)]
        if len(measures) > 1 and not strong:
            return [base]
        readings = []
        known = [slots.items[i].typed for i in slots.unknown if slots.items[i].kind not in ("unknown", "number")]
        for measure in measures:
            told = groups(own_filters(slots, measure, measures, self.lookup), slots, self.agents, self.sets)
            for group in told:
                query = build(replace_filters(slots, group), measure, self.lookup)
                if edits and previous is not None:
                    query = carry(query, previous, slots)
                elif takes_over and previous is not None and query.relative == "default":
                    query = replace(query, periods=previous.periods, relative=previous.relative)
                rankings, unsaid = by_period(query, slots)
                lost = {
                    *left_out(slots, query),
                    *unsaid,
                    *unanswered(rankings[0], slots, len(measures), len(measures) * len(told)),
                }
                idle = tuple(slots.items[i].typed for i in sorted(lost) if i >= 0)
                said = replace(words, not_understood=(*words.not_understood, *idle)) if idle else words
                readings += [
                    replace(base, query=one_of, measures=(measure,), words=said, unjoined=(*idle, *known))
                    for one_of in rankings
                ]
        return readings


def replace_filters(slots: Slots, filters: list[Filter]) -> Slots:
    return replace(slots, filters=filters)


def _asks_of_cohort(slots: Slots, measures: list[str], default: str | None) -> bool:
    """ "What share of referrals got a positive decision?", "of people referred in 2022, how many …": these follow people
    through; the tables count events."""
    if default in measures or default is None or not measures:
        return False
    named = [i for i, ids in slots.weak if ids == (default,)] + [i for i, named in slots.measures if named == default]
    first = min((i for i, measure in slots.measures if measure != default), default=len(slots.items))
    shared = slots.cue("share") and any(
        slots.cues["share"][0] < i <= min(slots.cues["share"][0] + 6, first) for i in named
    )
    return shared or any(_of_people(slots, i) or _dated(slots, i) for i in named)


def _of_people(slots: Slots, i: int) -> bool:
    """ "Of the people referred", "for those referred" before the item."""
    return bool(COHORT.search(" ".join(item.text for item in slots.items[max(0, i - 5) : i]) + " "))


def _dated(slots: Slots, i: int) -> bool:
    """ "Referred in 2022": the period is that of the item, and not of the decision named beside it."""
    following = [
        item for item in slots.items[i + 1 : i + 4] if item.cues != ("of",) and item.kind not in ("ignored", "mark")
    ]
    return bool(following) and following[0].kind == "period"


def _terms(slots: Slots) -> tuple[str, ...]:
    """Glossary terms, those first whose words name nothing else."""
    alone = [s.id for item in slots.items for s in item.senses if all(x.kind == "term" for x in item.senses)]
    return tuple(dict.fromkeys([*alone, *slots.terms]))


def _period_alone(slots: Slots) -> bool:
    """ "Figures for 2023": when, and nothing else that is known or unknown."""
    other = slots.unknown or slots.topics or slots.terms or slots.changes or slots.ambiguous
    return bool(slots.periods) and not other and not any(p.problem for p in slots.periods)


def _foreign(slots: Slots) -> bool:
    """Words that nothing knows and none that anything does: what the question before counted is not meant."""
    return bool(slots.unknown) and not (slots.filters or slots.by or slots.ambiguous)


def _share_measures(asked: list[Asked]) -> None:
    """ "How many children and how many adults had …": what is counted stands in the second half for both."""
    for one, later in pairwise(asked):
        slots, following = one.slots, later.slots
        if later.piece.follows and not slots.measures and not slots.weak and following.measures:
            slots.measures = [(-1, measure) for _, measure in following.measures]
            own = {f.dimension for f in slots.filters}
            slots.filters += [
                Filter(f.dimension, f.member, -1, f.excluded) for f in following.filters if f.dimension not in own
            ]


def _share_periods(every: list[Slots], asked: list[Slots]) -> None:
    """A period stated once holds for all questions of the text: the nearest before, else the first after."""
    known = [slots.periods for slots in every]
    for i, slots in enumerate(every):
        defines = intent(slots) in ("definition", "catalogue", "release", "change")
        if not slots.periods and not defines and any(slots is one for one in asked):
            before = next((found for found in reversed(known[:i]) if found), None)
            after = next((found for found in known[i + 1 :] if found), None)
            slots.periods = list(before or after or [])


def word_use(slots: Slots) -> WordUse:
    """Every word of the part as used, ignored or not understood."""
    used, ignored, unknown, corrected = [], [], [], []
    for i, item in enumerate(slots.items):
        if item.kind == "mark" and item.text != "%":
            continue
        if i in slots.unknown:
            unknown.append(item.typed)
        elif i in slots.used or (item.cues and item.cues != ("of",)):
            used.append(item.typed)
        else:
            ignored.append(item.typed)
        plain = clean(item.typed).casefold().replace("'", "").replace("’", "")
        if i not in slots.unknown and item.kind in ("phrase", "cue", "ignored") and tokens_of(plain) != item.text:
            corrected.append((item.typed, item.text))
    return WordUse(tuple(used), tuple(ignored), tuple(unknown), tuple(corrected))


def tokens_of(text: str) -> str:
    return " ".join(token.text for token in tokenise(text) if token.kind != "mark" or token.text in "&%")
