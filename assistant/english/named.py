"""names(): what a stretch of text names, wherever it stands: counts, people, breakdowns, periods; and what nothing
knows.

A statement is cut at its figures, so that its stretches are no clauses that the grammar could join: the names in each
say what its figures can be of.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.catalog.lookup import Lookup
from assistant.english.chunk import PLAIN_PARTS
from assistant.english.chunks import Chunker
from assistant.english.frame import Time
from assistant.english.leaving import Leaving
from assistant.english.lexeme import Lexeme
from assistant.english.lexer import Lexer
from assistant.english.times import joined_times, of_a_day, single_times, today
from assistant.period import Span
from assistant.words.vocabulary import Sense

COUNTED = ("T", "TM", "M", "W", "V", "PUB", "TERM", "TOPIC")
ASKS_BY = ("BY", "EACH", "BREAKDOWN", "MOST", "WHICH", "RANK", "SHARE", "NTH", "FASTEST")
PASSED = ("ARTICLE", "OF", "MARK", "N", "COMMA", "FILLER", "POLITE", "PEOPLE")
NO_DAY = "It is not said on which day the text was written."
NO_ENDS = "It is not said between which years."
HOLE = "A stretch of time with a hole in it is not computed."


@dataclass(frozen=True)
class Name:
    """A member or group that is named, where it stands, and whether it is to be left out."""

    dimension: str
    member: str
    at: int
    excluded: bool = False

    @property
    def pair(self) -> tuple[str, str]:
        return self.dimension, self.member


@dataclass(frozen=True)
class When:
    """A period as it is said: whole ``spans`` side by side, or how it is found among what is held (``relative``), or
    why
    no table can have it; ``ends`` of a stretch that may also be read as its two ends."""

    at: int
    spans: tuple[Span, ...] = ()
    relative: str = ""
    ends: tuple[Span, ...] = ()
    problem: str = ""
    back: int | None = None  # "last year": so many years before that of the day when it is said

    @property
    def open(self) -> bool:
        return self.relative.startswith(("since:", "until:"))


@dataclass
class Names:
    """All that was named, in the order of the words; ``at`` positions index the items."""

    items: list[Lexeme]
    measures: list[tuple[int, str]] = field(default_factory=list)  # strong words
    weak: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    vague: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    filters: list[Name] = field(default_factory=list)
    by: list[str] = field(default_factory=list)
    periods: list[When] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    ambiguous: list[tuple[str, tuple[Sense, ...]]] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(dict.fromkeys(span for p in self.periods for span in p.spans))

    @property
    def counted(self) -> tuple[str, ...]:
        """The counts that are named beyond doubt, in the order of the words."""
        return tuple(dict.fromkeys(measure for _, measure in sorted(self.measures)))

    def says(self, *categories: str) -> bool:
        return any(item.is_(*categories) for item in self.items)

    def dimensions(self) -> set[str]:
        """Breakdowns that are named by their own word."""
        return {m.what.id for item in self.items for m in item.meanings if m.category == "D"}


def senses(item: Lexeme, *categories: str) -> list[Sense]:
    """What a lexeme stands for in the catalog."""
    wanted = categories or ("F", "M", "W", "V", "D", "TOPIC", "TERM", "CHANGE", "PUB")
    return [m.what for m in item.meanings if m.category in wanted and isinstance(m.what, Sense)]


class NameReader:
    """Reads stretches of text against one catalog; keeps nothing between them."""

    def __init__(self, lookup: Lookup, lexer: Lexer, chunker: Chunker) -> None:
        self.lookup = lookup
        self.lexer = lexer
        self.chunker = chunker
        self.vocabulary = lexer.vocabulary
        catalog = lookup.catalog
        self.compounds = catalog.language.compounds
        self.agents = frozenset(d.id for d in catalog.dimensions if d.place == "by")
        self.sources = frozenset(catalog.language.sources)
        self.reports = frozenset(catalog.language.reports)
        self.leaving = Leaving(catalog)

    def read(self, text: str) -> Names:
        """What ``text`` names."""
        return self.of(self.lexer.read(text))

    def of(self, items: list[Lexeme]) -> Names:
        """What the lexemes of a text name."""
        found = Names(_timed(items))
        asked: set[str] = set()
        for i, item in enumerate(found.items):
            if item.is_("TM", "BADTIME"):
                left_out = i > 0 and found.items[i - 1].is_("EXCEPT")
                found.periods.append(When(i, problem=HOLE) if left_out else _when(i, item))
            elif any(m.what == "decade" for m in item.meanings if m.category == "UNIT"):
                found.periods.append(When(i, problem=NO_ENDS))
            elif item.is_("X") or _first_of(found.items, i):
                found.unknown.append(i)
            elif item.is_("FOR"):
                found.topics += self._of_words(item)
            elif item.is_("F", "M", "W", "V", "D", "TOPIC", "SCOPE"):
                asked |= self._named(found, i, item)
        said = {f.dimension for f in found.filters}
        found.by = [d for d in found.by if d in asked or d not in said]
        return found

    def _named(self, found: Names, i: int, item: Lexeme) -> set[str]:
        """Adds what one lexeme names; gives the breakdowns that words beside it ask for."""
        asked: set[str] = set()
        before = len(found.filters) + len(found.by) + len(found.ambiguous) + len(found.unknown)
        members = tuple(s for s in senses(item, "F") if s.kind != "compound")
        if not members and item.is_("SCOPE") and self._is_nationality(found.items, i):
            words = tuple(item.text.removeprefix("the ").split())
            members = tuple(s for s in self.vocabulary.senses(words) if s.kind == "member")
        compound = next((s for s in senses(item, "F") if s.kind == "compound"), None)
        parts = self.compounds[compound.id] if compound else {}
        dimension = next((s.id for s in senses(item, "D")), "")
        if compound and (not members or {"by", "which", "topic"} & set(parts)):
            asked |= self._compound(found, i, parts)
        elif members and not (dimension and self._breaks_down(found.items, i)):
            self._members(found, i, members)
        elif dimension:
            asked |= self._dimension(found, i, dimension)
        strong = [s.id for s in senses(item, "M")]
        weak = tuple(s.id for s in senses(item, "W"))
        vague = tuple(s.id for s in senses(item, "V"))
        found.measures += [(i, measure) for measure in strong]
        if weak:
            found.weak.append((i, weak))
        elif vague and not members:
            found.vague.append((i, vague))
        changed = len(found.filters) + len(found.by) + len(found.ambiguous) + len(found.unknown) > before
        if not (changed or strong or weak):
            self._topics(found, i, item)
        return asked

    def _of_words(self, item: Lexeme) -> list[str]:
        """ "Because of": a reason, whatever it joins."""
        words = item.text.split()
        starts = [self.vocabulary.senses(tuple(words[:size])) for size in range(1, len(words) + 1)]
        return [s.id for named in starts for s in named if s.kind == "topic"]

    def _topics(self, found: Names, i: int, item: Lexeme) -> None:
        topics = [s.id for s in senses(item, "TOPIC")]
        last = next((x for x in reversed(found.items[:i]) if not x.is_("ARTICLE")), None)
        if topics and last is not None and last.is_("SINCE", "UNTIL") and not last.is_("FROM", "BY"):
            found.unknown.append(i)  # "after the Illegal Migration Act" is a time that is not named
        else:
            found.topics += topics

    def _breaks_down(self, items: list[Lexeme], i: int) -> bool:
        j = i - 1
        while j >= 0 and items[j].is_(*PASSED) and not items[j].is_(*ASKS_BY):
            j -= 1
        return j >= 0 and items[j].is_(*ASKS_BY) and not _agent(items[j])

    def _members(self, found: Names, i: int, named: tuple[Sense, ...]) -> None:
        if len({s.dimension for s in named}) > 1:
            near = self._near(found.items, i)
            narrowed = tuple(s for s in named if s.dimension in near)
            if not narrowed:
                found.ambiguous.append((found.items[i].typed, named))
                return
            named = narrowed
        plain = tuple(s for s in named if s.kind == "member") or named
        if len(plain) > 1 or plain[0].id.startswith("ambiguous_"):
            found.ambiguous.append((found.items[i].typed, named))
            return
        sense = plain[0]
        if self._quoted(found.items, i) or self._everywhere(found.items, i, sense.dimension):
            return
        if self.chunker.directed(found.items, i) and not found.says("COMPARE"):
            found.unknown.append(i)
            return
        excluded = self.leaving.out(found.items, found.filters, i, {s.dimension for s in named})
        if excluded is None:
            found.unknown.append(i)
            return
        if excluded and self.leaving.denied(found.items, i):
            sense = self.leaving.holding(sense)
        last = found.filters[-1] if found.filters else None
        if last and last.at == i - 1 and not excluded and self.leaving.inside(last.pair, sense):
            return  # "British-Nigerian | dual nationals" are those who are both
        apart = self.leaving.apart(found.items, found.filters, i, sense) if not excluded else ()
        for member in apart or (sense.id,):
            found.filters.append(Name(sense.dimension, member, i, excluded))

    def _compound(self, found: Names, i: int, parts: dict[str, str]) -> set[str]:
        named = [name for name in parts if name not in PLAIN_PARTS]
        excluded = self.leaving.out(found.items, found.filters, i, set(named))
        if excluded and len(named) != 1:
            found.unknown.append(i)  # "except boys" leaves out neither all children nor all males
            return set()
        asked: set[str] = set()
        single = i > 0 and found.items[i - 1].is_("WHICH", "MOST", "RANK")
        for name, member in parts.items():
            if name == "measure":
                found.measures.append((i, member))
            elif name == "topic":
                found.topics += [member] if single else []
            elif name in ("by", "which"):
                if self._breaks_down(found.items, i) if name == "by" else single:
                    asked |= self._asked(found, member)
            elif name not in PLAIN_PARTS:
                found.filters.append(Name(name, member, i, bool(excluded)))
        return asked

    def _dimension(self, found: Names, i: int, dimension: str) -> set[str]:
        last = found.filters[-1] if found.filters else None
        if last and last.at == i - 1 and {dimension, last.dimension} <= self.agents:
            return set()  # "by non-police | first responders": the noun of the limit
        following = found.items[i + 1 : i + 2]
        if self._breaks_down(found.items, i) or any(x.is_("BREAKDOWN", "SHARE") for x in following):
            return self._asked(found, dimension)
        if not any(f.dimension == dimension for f in found.filters):
            self._asked(found, dimension)
        return set()

    @staticmethod
    def _asked(found: Names, dimension: str) -> set[str]:
        if dimension not in found.by:
            found.by.append(dimension)
        return {dimension}

    def _near(self, items: list[Lexeme], i: int) -> set[str]:
        """Breakdowns named beside an ambiguous member: "unknown gender", "age … unknown"."""
        near = items[max(0, i - 4) : i] + items[i + 1 : i + 4]
        return {s.id for item in near for s in senses(item, "D")}

    def _quoted(self, items: list[Lexeme], i: int) -> bool:
        """ "What the Home Office says": who published the figure, and not who referred."""
        following = items[i + 1].text.split() if i + 1 < len(items) else []
        return items[i].text in self.sources and bool(following) and following[0] in self.reports

    def _is_nationality(self, items: list[Lexeme], i: int) -> bool:
        return self.chunker.nationality(items, i)

    def _everywhere(self, items: list[Lexeme], i: int, dimension: str) -> bool:
        """ "Referrals UK 2024": the area that all figures are of. Beside people, or other members, it is theirs."""
        if not items[i].is_("SCOPE") or self._is_nationality(items, i):
            return False
        others = [s for k, item in enumerate(items) if k != i for s in senses(item, "F", "D")]
        if any(dimension in (s.dimension, s.id) for s in others):
            return False
        after = next((x for x in items[i + 1 :] if not x.is_("MARK", "STOP")), None)
        if after is not None and after.is_("F", "W", "PEOPLE") and not after.is_("M"):
            return False
        return any(x is not None and x.is_(*COUNTED) for x in (after, items[i - 1] if i else None))


def _first_of(items: list[Lexeme], i: int) -> bool:
    """ "First-time victims" are some of them; "for the first time" says when."""
    return items[i].text == "first time" and i + 1 < len(items) and items[i + 1].is_("F", "M", "W", "V", "PEOPLE")


def _agent(item: Lexeme) -> bool:
    """ "Made by", "referred by the" name who acted, and ask for no breakdown."""
    return item.is_("BY") and item.text not in ("by",)


def _timed(items: list[Lexeme]) -> list[Lexeme]:
    """ "Last year, in 2023" is one year said twice, and no list of two."""
    single = single_times(items)
    return single if any(of_a_day(item) for item in single) else joined_times(single)


def _when(i: int, item: Lexeme) -> When:
    problem = item.get("BADTIME")
    if problem is not None:
        return When(i, problem=str(problem.what))
    meaning = item.get("TM")
    time: Time = meaning.what if meaning is not None else Time(())
    spans = tuple(when for when in time.whens if isinstance(when, Span))
    if spans and of_a_day(item):
        back = today().year - spans[0].start // 4
        return When(i, relative="latest_year" if back < 2 else "", problem=NO_DAY if back > 1 else "", back=back)
    relative = next((when for when in time.whens if isinstance(when, str)), "")
    return When(i, spans, relative, time.ends)
