"""A sentence to the assertions it makes, or to what stands in the way of checking it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assistant.answer.absent import absent_topics
from assistant.answer.numbers import Number
from assistant.asked.selection import Selection
from assistant.catalog.absent import Unpublished
from assistant.catalog.lookup import Lookup
from assistant.claims.alone import with_others
from assistant.claims.asides import of_most
from assistant.claims.blank import without
from assistant.claims.context import Context
from assistant.claims.degrees import degree_of
from assistant.claims.denials import Denials, Denied
from assistant.claims.excepted import excepted
from assistant.claims.local import THESE
from assistant.claims.narrowing import Narrowing
from assistant.claims.orderings import EXTREME, FALL, OVERTOOK, RISE, Asserted, plain
from assistant.claims.portion import Portion
from assistant.claims.reach import apart_from, beside, clauses_of, narrowing, own_clause, proper
from assistant.claims.reduced import Reduced
from assistant.claims.runs import never_since
from assistant.claims.scoped import Scoped
from assistant.claims.sides import FIRST, passed_first
from assistant.claims.spans import AVERAGE, SHORT
from assistant.claims.stated import Stated, find
from assistant.claims.sums import Sum, within
from assistant.claims.uncounted import of_people
from assistant.claims.unlike import OF_THEM, Unlike
from assistant.claims.vague import unsaid
from assistant.english.counted import candidates, of_single_figures, where_of
from assistant.english.named import NameReader, Names, senses
from assistant.english.phrases import any_of, pattern
from assistant.english.text import TextReader
from assistant.period import Span
from assistant.plan.source import Where

MOVES = pattern("read.moves")  # said of what went before
FIGURES = ("count", "share")
ORDERED = {"extreme": EXTREME, "comparison": OVERTOOK}  # said with one word of a sentence
PLACED = ("direction", "rank")  # said in a clause of their own, with or without a figure
CHANGES = ("change", "multiple", "direction", "difference")


@dataclass
class Sentence:
    """What a sentence asserts; ``obstacle`` says why nothing of it can be checked. With both, the assertions are of each
    count that it could mean."""

    text: str
    asserted: list[Asserted] = field(default_factory=list)
    obstacle: str = ""
    relevant: bool = True
    states: bool = False  # a figure
    subject: Selection | None = None  # whom it names, of one that cannot be judged: "Women were once the majority"
    about: Selection | None = None  # the count that it names, whether or not it says a figure of it
    aside: str = ""  # what is not checked where no table says whether it is so of most of them
    beside: str = ""  # what else it says that no table shows, a cause above all
    figures: tuple[tuple[str, Number], ...] = ()  # each as it is written, and its value
    own: tuple[Span, ...] = ()  # the periods that it names, without those that it only compares with
    sums: tuple[Sum, ...] = ()  # changes that its own figures do not come to


class ClaimReader:
    """Reads with the words of questions; only the figures are read differently."""

    def __init__(self, lookup: Lookup, reader: TextReader, latest: Callable[[str, Where], Span | None]) -> None:
        self.latest = latest  # the newest year held of a measure: "since 2017" runs to it
        self.lookup = lookup
        # The same stretch is read for every figure that it stands beside; nobody changes what was read.
        named = NameReader(lookup, reader.reader.lexer, reader.reader.chunker).read
        self.names_of = lru_cache(maxsize=512)(named)
        # Of a mean "a month" is no period.
        self.mean_names_of = lru_cache(maxsize=128)(lambda text: named(SHORT.sub(" ", text)))
        self.share_of = Portion(lookup, reader, self.names_of).query
        self.words = lookup.catalog.claims
        self.everybody = frozenset(self.words.everybody)
        self.narrowing = Narrowing(lookup.catalog, reader.reader.lexer)
        self.unlike = Unlike(lookup, self.names_of)
        self.reduced = Reduced(lookup, self.names_of)
        self.conditions = re.compile(rf"(?:{any_of(self.words.conditions)})\b", re.IGNORECASE)
        self.denials = Denials(self.words)
        self.scoped = Scoped(self.words.scope, self.words.receives.verbs)

    def read(
        self, sentence: str, before: Selection | None = None, earlier: str = "", same_people: bool = False
    ) -> Sentence:
        """What one sentence asserts; ``before``: what the one before it was about, and ``earlier`` its words. One that
        is of the ``same_people`` is about the same people, though it does not say so."""
        sentence, aside, most = self.reduced.aside(self.reduced.plain(sentence))
        denied = self.denials.whole(sentence)
        told = before.periods if before is not None else ()
        sentence = self.reduced.told(sentence if denied is None else denied, told, before.measure if before else "")
        sentence, but = excepted(self._of_these(sentence, before), self.names_of)
        denial = self.denials.of(sentence) if denied is None else Denied(sentence, ((0, len(sentence)),))
        sentence = denial.sentence
        stated = find(sentence)
        rest = plain(without(sentence, stated))
        news = passed_first(sentence, stated) or (not stated and (RISE.search(sentence) or FALL.search(sentence)))
        rest = FIRST.sub(" ", rest) if news else rest
        whole = self._names_of(sentence, None)(rest)
        whole = self._names_of(sentence, whole)(rest)
        figures = tuple((sentence[s.start : s.end].strip(), s.value) for s in stated)
        made = Sentence(sentence, states=bool(stated), figures=figures)
        strong = bool(whole.measures or whole.weak)
        topics = [self.lookup.topics[t] for t in whole.topics]
        goes_on = before is not None and (stated or (THESE.search(sentence) and MOVES.search(sentence)))
        made.relevant = bool(strong or whole.filters or whole.vague or (stated and topics) or goes_on)
        unknown = self._unknown(sentence, whole)
        measures = candidates(whole, self.lookup)
        bare = not (whole.filters or whole.vague)  # "In 2024, there was a further rise of 14%"
        if before is not None and not strong and (bare or OF_THEM.search(sentence) or THESE.match(sentence)):
            has = self.lookup.dimensions_of(before.measure)
            measures = [before.measure] if not has or {f.dimension for f in whole.filters} <= has else measures
        if before is not None and not strong and len(measures) > 1 and before.measure in measures:
            measures = [before.measure]  # "Reasonable grounds decisions fell. In 2022, 88% were positive."
        measures = self._with_all(whole, measures) or (of_single_figures(whole, self.lookup) if before is None else [])
        made.sums = within(stated, sentence)
        made.obstacle = self._obstacle(sentence, stated, whole, unknown, before)
        if not made.obstacle and not measures and before is None:
            made.obstacle = "No published count is named."
        if not made.obstacle and len(measures) > 1 and not whole.measures:
            made.obstacle = "It is not clear which published count is meant."
            made.asserted = [
                one for name in measures for one in self._context(sentence, stated, whole, name, before, [], same_people).assertions()
                if one.queries
            ]  # fmt: skip
        made.subject = self._subject(whole, measures)
        if strong and len(measures) == 1:
            made.about = Selection(measures[0], periods=whole.spans[-1:] or (before.periods if before else ()))
        if made.obstacle:
            return made
        measure = measures[0] if measures else before.measure if before else ""
        context = self._context(sentence, stated, whole, measure, before, unknown, same_people)
        made.own = () if context.elliptic else context.own_periods()
        if made.about and made.own:
            made.about = replace(made.about, periods=made.own[-1:])
        found = of_people(sentence, context.assertions())
        found.sort(key=lambda one: one.stated.start if one.stated else len(sentence))
        made.asserted = [self._marked(one, sentence, denial, unknown) for one in found]
        made.asserted = [
            replace(
                one,
                doubt=(*one.doubt, *(word for q in one.queries[:1] for word in self.unlike.cohort(whole, q.measure))),
            )
            for one in made.asserted
        ]
        absent = [] if stated else self._absent(whole)
        if absent or (unknown and not stated):
            apart = [item.typed for item in whole.items if item.is_("TOPIC")] if absent else []
            comment = not any(map(self._says, clauses_of(sentence, [*unknown, *apart])))
            made.asserted = [one for one in made.asserted if comment and self._clear(one, sentence, apart)]
            why = absent_topics(self.lookup, absent[:1]).sentence if absent else ""
            made.obstacle = "" if made.asserted else why or f"{_quoted(unknown)} is not something these tables hold."
        made.asserted = [replace(_of_counts(one, made.asserted), but=but) for one in made.asserted]
        starts = [s.start for s in stated]
        made.asserted = [with_others(one, sentence, starts, self.lookup) for one in made.asserted]
        apart = [item.typed for item in whole.items if item.is_("TOPIC") and any(t.hard for t in topics)]
        made.asserted = [_not_held(one, sentence, apart) for one in made.asserted]
        said = [topic.why for topic in topics if not topic.hard]
        mostly = of_most(most, made.asserted, len(sentence), self.names_of)
        made.asserted += mostly
        made.aside, said = (aside, said) if mostly else ("", [*said, aside] if aside else said)
        made.beside = " ".join(filter(None, [*said, self.unlike.of(sentence, whole, found, before, earlier)]))
        return made

    def _context(
        self,
        sentence: str,
        stated: list[Stated],
        whole: Names,
        measure: str,
        before: Selection | None,
        unknown: list[str],
        same_people: bool,
    ) -> Context:
        return Context(
            self.lookup,
            self.share_of,
            self.latest,
            sentence,
            stated,
            whole,
            measure,
            before,
            tuple(unknown),
            names_of=self._names_of(sentence, whole),
            same_people=same_people,
        )

    def _says(self, clause: str) -> bool:
        """Does a clause name people, counts or times, and not only comment on what the others say?"""
        names = self.names_of(clause)
        return bool(names.filters or names.measures or names.weak or names.periods)

    def _clear(self, one: Asserted, sentence: str, apart: list[str]) -> bool:
        """Does an ordering stand in a clause that names whom or what it is of, and nothing that is not known, or held?"""
        where = None if one.doubt or one.named else _place(one, sentence)
        if where and beside(sentence, where, apart):
            return False
        names = self.names_of(" ".join(own_clause(sentence, where))) if where else None
        return names is not None and bool(names.filters or names.measures or names.weak)

    def _names_of(self, sentence: str, whole: Names | None) -> Callable[[str], Names]:
        """What reads a stretch of the sentence; ``whole``: all that it names, where that is known."""
        mean = AVERAGE.search(sentence) and SHORT.search(sentence)
        names_of: Callable[[str], Names] = self.mean_names_of if mean else self.names_of
        return names_of if whole is None else self.scoped.reader(names_of, whole, sentence)

    def _unknown(self, sentence: str, whole: Names) -> list[str]:
        # "The lowest since 2018" is read by what orders; elsewhere "since" beside another period says nothing known.
        apart = EXTREME.search(sentence)
        found = [w for i in whole.unknown if not ((w := whole.items[i].typed).startswith("since ") and apart)]
        return self.narrowing.of(sentence, whole, found)

    def _obstacle(
        self, sentence: str, stated: list[Stated], whole: Names, unknown: list[str], before: Selection | None
    ) -> str:
        """Why nothing that a sentence says can be checked, else empty."""
        if why := unsaid(sentence, self.conditions):
            return why
        strong = bool(whole.measures or whole.weak)
        topics = self._absent(whole) if stated else []
        if topics and not _elsewhere(sentence, stated, whole):
            return absent_topics(self.lookup, topics[:1]).sentence
        if whole.ambiguous and not apart_from(sentence, stated, [word for word, _ in whole.ambiguous]):
            return f"“{whole.ambiguous[0][0]}” could mean more than one thing."
        if not strong and not whole.periods and not before:
            return "No published count is named."
        return "" if whole.spans else next((p.problem for p in whole.periods if p.problem), "")

    def _subject(self, whole: Names, measures: list[str]) -> Selection | None:
        """Whom a sentence names, if it is one of a kind at most; of a count that it does not name, of all that are referred."""
        kinds = [f.dimension for f in whole.filters]
        default = (
            next(iter(self.lookup.catalog.publications)).default_measure if self.lookup.catalog.publications else ""
        )
        measure = measures[0] if len(measures) == 1 else default if not measures else ""
        if not measure or not kinds or len(set(kinds)) < len(kinds) or any(f.excluded for f in whole.filters):
            return None
        return Selection(measure, where=where_of(whole.filters), periods=whole.spans[-1:])

    def _absent(self, whole: Names) -> list[Unpublished]:
        """The topics named of which no table holds anything."""
        excused = self._excused(whole) if whole.measures or whole.weak else frozenset()
        return [self.lookup.topics[t] for t in whole.topics if self.lookup.topics[t].hard and t not in excused]

    def _with_all(self, whole: Names, measures: list[str]) -> list[str]:
        """Of the counts that "victims" may mean, the one that has every breakdown named; all where not one alone has."""
        named = {f.dimension for f in whole.filters if not f.excluded}
        fit = [name for name in measures if named <= self.lookup.dimensions_of(name)]
        return fit if len(fit) == 1 and not whole.measures else measures

    def _excused(self, whole: Names) -> frozenset[str]:
        """Topics that are only named as who acts: "Border Force staff made 242 referrals"."""
        items = whole.items
        acting = [
            item
            for before, item in zip([None, *items], items, strict=False)
            if item.typed.lower() in self.everybody
            and (before is None or before.typed.lower() in self.everybody or before.is_("F"))
        ]
        named = [s.id for item in items for s in senses(item, "TOPIC") if item not in acting]
        return frozenset(s.id for item in acting for s in senses(item, "TOPIC")) - set(named)

    def _marked(self, one: Asserted, sentence: str, denial: Denied, unknown: list[str]) -> Asserted:
        """An assertion with what bears on its verdict: a denial, words that may narrow it, a word for how far.

        The denial of a movement leaves the figures that are said beside it as they are.
        """
        at = one.stated.start if one.stated else sentence.find(one.text) if one.kind in PLACED else None
        denied = denial.at(at, bool(one.stated and one.kind in FIGURES and not one.stated.qualifier))
        where = one.stated or _place(one, sentence)
        doubt = tuple(beside(sentence, where, unknown) if where else narrowing(unknown))
        named = tuple(word for word in proper(sentence, unknown) if word not in doubt)
        if not one.stated:
            doubt, named = (*doubt, *named), ()  # "up from 89" has no clause of its own
        own = " ".join(own_clause(sentence, where)) if where and one.kind == "direction" else sentence
        degree = degree_of(own, one.text, self.names_of, self.words.degrees)
        if denied and one.stated and one.kind == "multiple" and not one.stated.qualifier:
            one = replace(one, stated=replace(one.stated, qualifier="at least"))  # more than doubled has doubled
        made = replace(one, doubt=doubt, named=named, denied=denied, degree=degree)
        return never_since(made) if denied and any(p.open for p in self.names_of(sentence).periods) else made

    def _of_these(self, sentence: str, before: Selection | None) -> str:
        """ "Most of these referrals", after a sentence about those of one kind: they are of that kind."""
        found = OF_THEM.search(sentence)
        larger = self.lookup.measures[before.measure].part_of if before is not None else ""
        noun = re.match(r" \w+", sentence[found.end() :]) if found and larger else None
        if not found or not noun or self.names_of(noun.group()).counted != (larger,):
            return sentence
        return sentence[: found.end()] + sentence[found.end() + noun.end() :]


def _of_counts(one: Asserted, all_of_it: list[Asserted]) -> Asserted:
    """ "Demand grew by 60%, from 10,606 referrals in 2019 to 17,004 in 2023": what a change lies between says what changed,
    whatever it is called."""
    counted = {other.queries[0] for other in all_of_it if other.kind == "count" and not (other.doubt or other.named)}
    known = one.kind in CHANGES and len(one.queries) == 2 and set(one.queries) <= counted
    return replace(one, doubt=(), named=()) if known else one


def _not_held(one: Asserted, sentence: str, words: list[str]) -> Asserted:
    """An ordering in whose own clause stands what no table holds is none that can be judged: "most commonly in Libya"."""
    where = _place(one, sentence) if one.stated is None and words else None
    return replace(one, kind="unread", queries=()) if where and beside(sentence, where, words) else one


def _place(one: Asserted, sentence: str) -> Stated | None:
    """Where the words of an assertion without a figure stand; None of one that the whole sentence makes."""
    if one.kind in ORDERED and (found := ORDERED[one.kind].search(sentence)):
        return Stated("count", 0, *found.span())
    at = sentence.find(one.text) if one.text != sentence and one.kind in PLACED else -1
    return Stated("count", 0, at, at + len(one.text)) if at >= 0 else None


def _elsewhere(sentence: str, stated: list[Stated], whole: Names) -> bool:
    """Do the topics that are not held stand in clauses without a figure?"""
    words = [item.typed for item in whole.items if item.is_("TOPIC")]
    return apart_from(sentence, stated, words)


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"“{w}”" for w in words)
