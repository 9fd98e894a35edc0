"""A question that nothing joins to what is said of it: its kind, its words, and the count nearest to them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asked.node import Node
from assistant.asked.operand import EVERY
from assistant.asked.selection import GRAINS, MEAN, Selection
from assistant.asked.top import Top
from assistant.catalog.lookup import Lookup
from assistant.english.chunks import Chunker
from assistant.english.intent import PLAIN, Found, intent, senses_of
from assistant.english.lexeme import Lexeme
from assistant.english.lexer import Lexer
from assistant.english.lexicon import kinds_said
from assistant.english.named import NameReader, Names
from assistant.english.said import Said
from assistant.period import Span
from assistant.words.tokens import WordUse, phrase

JOINS = ("AND", "COMMA", "VERSUS", "COMPARE", "TIMES")
SHAPED = (
    "SHARE",
    "MOVE",
    "GROWTH",
    "AVERAGE",
    "TREND",
    "REVISED",
    "FIRSTPUBLISHED",
    "MOST",
    "COMPARE",
    "VERSUS",
    "EARLIER",
)
SAYS = (*SHAPED, "HOWMANY", "THOSE", "WHICH", "TOTAL", "GRAIN", "LIMIT", "THAT")
BEFORE_PEOPLE = ("REL", "BE", "HAVE")
NEAR = 6  # lexemes


class Sayer:
    """Reads what questions name against one catalog; keeps nothing between them."""

    def __init__(self, lookup: Lookup, lexer: Lexer, chunker: Chunker, publication: str) -> None:
        self.lookup = lookup
        self.lexer = lexer
        self.chunker = chunker
        self.publication = publication
        self.names = NameReader(lookup, lexer, chunker)

    def names_of(self, text: str) -> Names:
        """What a text names."""
        return self.names.read(text)

    def each(self, said: Said) -> list[Selection]:
        """The count that is named, of each measure that may be meant."""
        names = self.names.of(list(said.lexemes))
        each = [self._query(names, measure) for measure in said.measures]
        return each if said.follows is None else [_filled(query, said.follows) for query in each]

    def read(self, text: str, lexemes: Sequence[Lexeme] = (), before: Selection | None = None) -> Said:
        """What the ``lexemes`` of ``text`` name; ``before`` was asked before it, and holds where it names no count."""
        items = list(lexemes) or self.lexer.read(text)
        names = self.names.of(items)
        found = self._found(text, names)
        what = intent(found)
        asking = {word for phrases in found.kinds.values() for words in phrases for word in words}
        names.unknown = [i for i in names.unknown if names.items[i].text not in asking]
        measures = self._measures(names)
        query = None
        if not measures and before is not None and _says(names):
            measures, query = (before.measure,), _filled(self._query(names, before.measure), before)
        elif len(measures) == 1 or len(set(names.counted)) > 1:
            query = self._query(names, measures[0])
        if not measures and what == "figure" and _period_alone(found):
            measures = tuple(m.id for m in self.lookup.catalog.measures if m.kind == "flow" and not m.printed)
        topics = dict.fromkeys(names.topics)
        cohort = self.lookup.publication.cohort_topic
        if cohort and self._of_cohort(names, measures):
            topics[cohort] = None
        said = names.measures or names.weak or names.vague or names.filters or names.by or topics or names.ambiguous
        return Said(
            text, what, query, measures, tuple(names.ambiguous), tuple(p.problem for p in names.periods if p.problem),
            tuple(topics),
            found.terms, found.changes, tuple(dict.fromkeys([*(f.dimension for f in names.filters), *names.by])),
            _spans(names),
            self._words(names), bool(measures or said), self.publication, (), tuple(items),
        )  # fmt: skip

    def _found(self, text: str, names: Names) -> Found:
        vocabulary = self.lexer.vocabulary
        alone: dict[str, None] = {}
        terms: dict[str, None] = {}
        changes: dict[str, None] = {}
        for item in names.items:
            senses = senses_of(item, vocabulary)
            named = dict.fromkeys(sense.id for sense in senses if sense.kind == "term")
            terms.update(named)
            alone.update(named if all(sense.kind == "term" for sense in senses) else {})
            changes.update(dict.fromkeys(sense.id for sense in senses if sense.kind == "change"))
        kept = [item for item in names.items if not all(m.category in PLAIN for m in item.meanings)]
        return Found(names, vocabulary, kinds_said(phrase(text)), tuple({**alone, **terms}), tuple(changes), kept)

    def _words(self, names: Names) -> WordUse:
        used: list[str] = []
        ignored: list[str] = []
        unknown: list[str] = []
        corrected: list[tuple[str, str]] = []
        for i, item in enumerate(names.items):
            if item.is_("MARK", "STOP", "COMMA"):
                continue
            says = self.chunker.says(item) or item.is_("N")
            (unknown if i in names.unknown else used if says else ignored).append(item.typed)
            corrected += item.slips
        return WordUse(tuple(used), tuple(ignored), tuple(unknown), tuple(corrected))

    def _measures(self, names: Names) -> tuple[str, ...]:
        """Measures that the words leave open: of strong words, then shared weak ones, then vague ones.

        One id is a decision; several are a question back; none means that nothing counted was named.
        """
        default = self.lookup.publication.default_measure
        wanted = {f.dimension for f in names.filters} | set(names.by)
        wanted |= {sense.dimension for _, senses in names.ambiguous for sense in senses[:1]}
        strong = names.counted
        if len(strong) > 1 and not _listed(names):
            return tuple(m for m in strong if m != default)  # "how many referrals received a negative … decision"
        if strong:
            return strong
        for listed in (names.weak, names.vague):
            shared = [ids for _, ids in listed if len(ids) > 1] or [ids for _, ids in listed]
            found = tuple(dict.fromkeys(measure for ids in shared for measure in ids))
            if found:
                return tuple(m for m in found if wanted <= self.lookup.dimensions_of(m)) or found
        if wanted:
            return self._having(wanted)
        return (default,) if default and names.periods and names.says(*SHAPED) else ()

    def _having(self, wanted: set[str]) -> tuple[str, ...]:
        """The usual count, where it has these breakdowns; else those that have them all, or what it lacks of them."""
        default = self.lookup.publication.default_measure
        own = self.lookup.dimensions_of(default) if default else frozenset()
        if default and wanted <= own:
            return (default,)
        ids = [m.id for m in self.lookup.catalog.measures]
        every = tuple(m for m in ids if wanted <= self.lookup.dimensions_of(m))
        return every or tuple(m for m in ids if (wanted - own) & self.lookup.dimensions_of(m))

    def _query(self, names: Names, measure: str) -> Selection:
        """The count of what is named, with its breakdowns and periods."""
        implied = self.lookup.measures[measure].includes
        where: dict[str, dict[str, None]] = {}
        for f in names.filters:
            if f.excluded or implied.get(f.dimension) != f.member:
                where.setdefault(f.dimension, {})[f"!{f.member}" if f.excluded else f.member] = None
        limits = tuple(sorted((d, tuple(ids)) for d, ids in where.items()))
        several = [d for d, ids in limits if sum(not name.startswith("!") for name in ids) > 1]
        listing = list(dict.fromkeys([*names.by, *several]))
        grain = next((str(m.what) for x in names.items for m in x.meanings if m.category == "GRAIN"), "")
        relative = next((p.relative for p in names.periods if p.relative), "") or "default"
        relative = "" if names.spans else relative
        made: Node = EVERY
        if names.says("AVERAGE") and not listing:
            made, listing = MEAN, [grain if grain in GRAINS else "quarter"]
        elif names.says("MOST", "RANK") and listing and not several:
            made = Top(EVERY)
        elif grain in GRAINS:
            listing = [grain, *listing]
        return Selection(measure, limits, tuple(listing), names.spans, relative, calculation=made)

    def _of_cohort(self, names: Names, measures: tuple[str, ...]) -> bool:
        """ "Of people referred in 2022, how many …": these follow people through; the tables count events."""
        default = self.lookup.publication.default_measure
        if not measures or default is None or default in measures:
            return False
        places = [i for i, ids in names.weak if ids == (default,)] + [i for i, m in names.measures if m == default]
        shares = [i for i, item in enumerate(names.items) if item.is_("SHARE")]
        first = min((i for i, m in names.measures if m != default), default=len(names.items))
        shared = any(share < i <= min(share + NEAR, first) for share in shares[:1] for i in places)
        return shared or any(_of_people(names.items, i) or _dated(names.items, i) for i in places)


def _spans(names: Names) -> tuple[Span, ...]:
    """The periods named; of a single month or day its quarter."""
    months = [m.what for item in names.items for m in item.meanings if m.category == "MONTH"]
    quarters = [Span(4 * year + (month - 1) // 3, 4 * year + (month - 1) // 3) for year, month in months]
    return tuple(dict.fromkeys((*names.spans, *quarters)))


def _listed(names: Names) -> bool:
    """Are the measures joined by "and", so that each is asked for?"""
    places = sorted(i for i, _ in names.measures)
    return any(item.is_(*JOINS) for item in names.items[places[0] : places[-1]])


def _of_people(items: list[Lexeme], i: int) -> bool:
    """ "Of the people referred", "for those who were referred"."""
    j = i - 1
    while j >= 0 and items[j].is_(*BEFORE_PEOPLE):
        j -= 1
    if j >= 0 and items[j].is_("THOSE"):
        return True
    people = j >= 0 and (items[j].is_("PEOPLE", "F") or items[j].is_("ARTICLE"))
    while people and j > 0 and items[j - 1].is_("ARTICLE"):
        j -= 1
    return people and j > 0 and items[j - 1].is_("OF", "FOR", "AMONG")


def _dated(items: list[Lexeme], i: int) -> bool:
    """ "Referred in 2022": the period is that of the item, and not of the decision named beside it."""
    following = next((x for x in items[i + 1 : i + 4] if not x.is_("IN", "MARK", "ARTICLE", "AT")), None)
    return following is not None and following.is_("TM")


def _period_alone(found: Found) -> bool:
    """ "Figures for 2023": when, and nothing else that is known or unknown."""
    names = found.names
    other = names.unknown or names.topics or found.terms or found.changes or names.ambiguous
    return bool(names.spans) and not other and not any(p.problem for p in names.periods)


def _says(names: Names) -> bool:
    """Is anything asked of what was counted before? Words that nothing knows alone are of something else."""
    return bool(names.filters or names.by or names.periods or names.vague) or (not names.unknown and names.says(*SAYS))


def _filled(query: Selection, before: Selection) -> Selection:
    """People and period of the question before, where none are named."""
    own = set(query.dimensions)
    kept = {d: ids for d, ids in before.where if d not in own}
    dated = query.periods or query.relative != "default"
    when = (query.periods, query.relative) if dated else (before.periods, before.relative)
    where = tuple(sorted({**dict(query.where), **kept}.items()))
    return Selection(query.measure, where, query.by, *when, calculation=query.calculation)
