"""Where a number comes from, and what lies between two: asked as "where does 4,746 come from", "why do A and B
differ".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer.dates import long_date
from assistant.answer.model import Caveat, Part, Source
from assistant.answer.numbers import count, listed
from assistant.answer.origins import united
from assistant.answer.overview import statements
from assistant.answer.phrases import period_phrase, subject
from assistant.asked.count import Count
from assistant.asked.history import History
from assistant.asked.node import Node
from assistant.asked.subject import Subject
from assistant.catalog.lookup import Lookup
from assistant.english.lexicon import lexicon_words
from assistant.english.named import Names
from assistant.period import Span
from assistant.store.values import ADDED, LEAST, MIXED, Meaning, Values
from assistant.words.tokens import WordUse, clean, tokenise

NUMBER = re.compile(
    r"(?<![\w.,£$€])(?<!\d/)(?<!\d{4}-)\d{1,3}(?:,\d{3})+(?!\w|,\d)|(?<![\w.,£$€])(?<!\d/)(?<!\d{4}-)\d{2,7}(?![\w%,.]\d|\w|%)"
)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
YEAR = re.compile(r"(?:19|20)\d\d")
LONGEST = 200  # characters of a question about a number
SURE = 100  # a smaller number alone may mean anything
NEAR = 3  # how far a total is looked for beside a number that nothing has
TOLD = 4  # meanings that are written out
LISTED = 12  # … that are listed


@dataclass(frozen=True)
class Provenance:
    """One thing that a number is the figure of, and the releases that gave it, oldest first."""

    subject: Subject
    releases: tuple[str, ...]
    kind: int

    @property
    def count(self) -> Count:
        return Count(self.subject.measure, self.subject.where, self.subject.periods[0])


class Meanings:
    """Answers questions about numbers; none where a text asks for anything else."""

    def __init__(
        self, lookup: Lookup, values: Values, names_of: Callable[[str], Names], answer: Callable[[Node], Part]
    ) -> None:
        self.lookup = lookup
        self.values = values
        self.names_of = names_of
        self.answer = answer
        words = lookup.catalog.claims.provenance
        self.words = words
        self.others = {
            word for phrase in (*words.others, *words.where, *words.bare, *words.differ) for word in phrase.split()
        }

    def parts(self, text: str) -> tuple[Part, ...]:
        """The answer to a question about one number or two."""
        asked = self._asked(text) if len(text) <= LONGEST else None
        if asked is None:
            return ()
        numbers, names = asked
        senses = [self._senses(number, names) for number in numbers]
        if len(numbers) == 2 and all(senses):
            parts = [self._between(text, numbers, senses)]
        else:
            parts = [self._one(text, number, found) for number, found in zip(numbers, senses, strict=True)]
        # Nothing is left over here: a text with a word that is not read asks for something else.
        words = WordUse(used=tuple(token.text for token in tokenise(clean(text)) if token.kind != "mark"))
        return tuple(replace(part, words=words) for part in parts)

    def _asked(self, text: str) -> tuple[list[int], Names] | None:
        """The numbers asked about, and what else the question names; None where it asks for something else."""
        text = clean(text)  # digits of another script are digits
        found = [hit for hit in NUMBER.finditer(text) if not YEAR.fullmatch(hit.group())]
        numbers = list(dict.fromkeys(int(hit.group().replace(",", "")) for hit in found))
        if not 1 <= len(numbers) <= 2 or min(numbers) < LEAST:
            return None
        rest = NUMBER.sub(lambda hit: hit.group() if YEAR.fullmatch(hit.group()) else " ", text)
        said = " ".join(WORD.findall(rest.lower().replace("’", "'")))
        counts_some = any(re.search(rf"\b{re.escape(words)}\b", said) for words in lexicon_words("HOWMANY", "asked"))
        if counts_some or not self._opens(said, len(numbers), min(numbers)):
            return None
        names = self.names_of(
            " ".join(w for w in re.findall(r"[^\s,.;:?!\"“”()]+", rest) if w.lower() not in self.others)
        )
        if names.unknown or names.topics or names.ambiguous or len(found) > 2:
            return None
        return numbers, names

    def _opens(self, said: str, size: int, smallest: int) -> bool:
        bare = not said or said in self.words.bare
        if bare and smallest < SURE:
            return False
        where, differ = (
            any(re.search(rf"\b{re.escape(p)}\b", said) for p in phrases)
            for phrases in (self.words.where, self.words.differ)
        )
        if size == 2:
            return differ or where
        return bare or where or (differ and smallest >= SURE)

    def _senses(self, number: int, names: Names) -> list[Provenance]:
        """What the number is, nearest to what the question names; most widely meant first."""
        named = {(f.dimension, f.member) for f in names.filters}
        measures = {m for _, m in names.measures} | {m for _, among in names.weak for m in among}
        spans = {span for p in names.periods for span in p.spans}
        groups: dict[Subject, list[Meaning]] = {}
        for m in self.values.of(number):
            fits = (
                named <= set(m.where) and (not measures or m.measure in measures) and (not spans or m.period in spans)
            )
            if fits:
                where = tuple((d, (member,)) for d, member in m.where)
                groups.setdefault(Subject(m.measure, where, periods=(m.period,)), []).append(m)
        senses = []
        for of, meanings in groups.items():
            kind = min(m.kind for m in meanings)
            releases = {m.release for m in meanings if m.kind == kind}
            senses.append(Provenance(of, tuple(sorted(releases, key=self.lookup.release_key)), kind))
        return sorted(senses, key=lambda s: (len(s.subject.where), s.kind, -s.subject.periods[0].end))

    def _one(self, text: str, number: int, senses: list[Provenance]) -> Part:
        if not senses:
            return self._nothing(text, number)
        if len(senses) == 1:
            return self._single(text, number, senses[0])
        rows, now_parts = [], []
        for sense in senses[:LISTED]:
            now = self.answer(sense.count)
            now_parts.append(now)
            rows.append((*self._row(sense), number, now.value))
        more = len(senses) - TOLD
        told = [self._told(sense) for sense in senses[:TOLD]] + ([f"{more} more"] if more > 0 else [])
        headline = f"{count(number)} is the figure of {len(senses)} things held: {listed(told)}."
        columns = ("what it counts", "period", "first release with it", "figure", "figure now")
        sources = _sources(now_parts)
        return Part(
            text, "answered", headline, _caveats(now_parts[:TOLD]), sources,
            reading=f"what {count(number)} is the figure of",
            columns=columns, rows=tuple(rows), origin="published", shown=statements(now_parts),
        )  # fmt: skip

    def _single(self, text: str, number: int, sense: Provenance) -> Part:
        """One meaning: with the figure of every release."""
        now = self.answer(sense.count)
        history = self.answer(History(sense.count))
        shown = history if history.status == "answered" and history.rows else now
        headline = f"{count(number)} is {self._told(sense)}."
        if isinstance(now.value, int) and now.value != number:
            when = _published(now.sources)
            headline = f"{headline} The figure is now {count(now.value)}{f', published {when}' if when else ''}."
        elif now.value is not None:
            headline = f"{headline} It is the newest figure held."
        sources = united((*now.sources, *shown.sources))
        return replace(
            shown, question=text, headline=headline, value=now.value, unit=now.unit, sources=sources,
            reading=f"what {count(number)} is the figure of: {now.reading}", caveats=_caveats([shown, now]),
            status="answered",
        )  # fmt: skip

    def _nothing(self, text: str, number: int) -> Part:
        publication = self.lookup.publication
        missing = (
            f"{count(number)} is no figure of any release held, and no sum of their figures over a year or up to "
            f"three breakdowns."
        )
        near = self.values.total_near(number, NEAR)
        if near is not None:
            value, m = near
            told = self._told(Provenance(Subject(m.measure, periods=(m.period,)), (m.release,), m.kind))
            missing = f"{missing} The nearest total is {count(value)}: {told}."
        choices = tuple(
            m.example for m in self.lookup.catalog.measures if m.publication == publication.id and m.example
        )[:3]
        return Part(
            text,
            "not_published",
            missing,
            (),
            (),
            missing=missing,
            choices=choices,
            reading=f"where {count(number)} comes from",
        )

    def _between(self, text: str, numbers: list[int], senses: list[list[Provenance]]) -> Part:
        """What lies between two numbers: of all pairs of their meanings the one that has most in common."""
        pairs = [(a, b) for a in senses[0][:LISTED] for b in senses[1][:LISTED]]
        first, last = max(
            pairs, key=lambda pair: (_common(*pair), -len(pair[0].subject.where) - len(pair[1].subject.where))
        )
        parts = [self.answer(sense.count) for sense in (first, last)]
        gap = f"{count(abs(numbers[1] - numbers[0]))} {'more' if numbers[1] > numbers[0] else 'fewer'}"
        told = f"{count(numbers[0])} is {self._told(first)}; {count(numbers[1])} is {self._told(last)}, {gap}."
        why = self._why(first, last)
        rows = tuple((*self._row(s), n, part.value) for s, n, part in zip((first, last), numbers, parts, strict=True))
        columns = ("what it counts", "period", "first release with it", "figure", "figure now")
        now = ""
        if first.subject == last.subject:
            history = self.answer(History(first.count))
            if history.rows:
                parts.append(history)
            if parts[0].value is not None and parts[0].value not in numbers:
                now = f" It is now {count(parts[0].value)}."
        return Part(
            text, "answered", f"{told} {why}{now}", _caveats(parts),
            _sources(parts),
            reading=f"what lies between {count(numbers[0])} and {count(numbers[1])}", columns=columns, rows=rows,
            origin="published", shown=statements(parts),
        )  # fmt: skip

    def _why(self, a: Provenance, b: Provenance) -> str:
        if a.subject == b.subject:
            if ADDED in (a.kind, b.kind) or MIXED in (a.kind, b.kind):
                return "Both count the same: one is printed, the other is added from published parts."
            return "Both count the same: the figure was revised between the releases."
        apart = []
        if a.subject.measure != b.subject.measure:
            apart.append("what is counted")
        if a.subject.where != b.subject.where:
            apart.append("whom they count")
        if a.subject.periods != b.subject.periods:
            apart.append("the period")
        return f"They differ in {listed(apart)}."

    def _row(self, sense: Provenance) -> tuple[str, str, str]:
        span: Span = sense.subject.periods[0]
        return subject(sense.subject, self.lookup), span.label, sense.releases[0]

    def _told(self, sense: Provenance) -> str:
        """ "Referrals from January to March 2023, as published on 4 May 2023"."""
        of = sense.subject
        what = f"{subject(of, self.lookup)} {period_phrase(of.periods[0], of, self.lookup)}"
        if sense.kind == MIXED:
            return f"{what}, added from the quarters of several releases"
        releases = [self.lookup.releases[name] for name in sense.releases if name in self.lookup.releases]
        days = [r.published for r in releases if r.published]
        when = f" on {_day(days[0])}" if days else f" in {releases[0].id}" if releases else ""
        return f"{what}, {'added from the tables published' if sense.kind == ADDED else 'as published'}{when}"


def _sources(parts: Sequence[Part]) -> tuple[Source, ...]:
    return united(source for part in parts for source in part.sources)


def _day(day: date) -> str:
    return long_date(day.isoformat())


def _published(sources: tuple[Source, ...]) -> str:
    days = [s.published for s in sources if s.published]
    return f"on {long_date(days[0])}" if days else ""


def _common(a: Provenance, b: Provenance) -> int:
    one, other = a.subject, b.subject
    same = (one.measure == other.measure) + (one.where == other.where) + (one.periods == other.periods)
    return 2 * same + (a.kind == b.kind)


def _caveats(parts: list[Part]) -> tuple[Caveat, ...]:
    return tuple({caveat.id: caveat for part in parts for caveat in part.caveats}.values())
