"""What asks for no figure: the kind of thing that is asked, and the published figures nearest to its nouns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answer.absent import Absences
from assistant.answer.model import Caveat, Part, Source
from assistant.answer.near import Nearby
from assistant.answer.questions import ask_text
from assistant.answer.refuse import Refusals
from assistant.catalog.absent import Unfigured
from assistant.catalog.lookup import Lookup
from assistant.query import Query
from assistant.question.findings import Slots
from assistant.question.parse import Reading
from assistant.question.route import Router
from assistant.words.tokens import phrase

Words = tuple[str, ...]
NO_COUNT = ("figure", "definition", "catalogue", "undefined")  # intents that a bare subject may be read with
GAP = 8  # words at most between the halves of an opening
MOST = 3  # questions offered


@dataclass(frozen=True)
class Opening:
    """A kind of question found in a text, and the ``rest`` of the text, which names what it is about."""

    kind: Unfigured
    rest: str


class Beside:
    """Knows the kinds of question that ask for no figure; answers them with what is published beside."""

    def __init__(self, lookup: Lookup, near: Nearby, refusals: Refusals) -> None:
        self.lookup = lookup
        self.near = near
        self._refusals = refusals
        self._absences = Absences(lookup, near)
        language = lookup.catalog.language
        self._counting = [phrase(text) for text in language.counting]
        self._frame = [phrase(text) for text in language.overview]
        self._greetings = {phrase(text) for text in language.greetings}
        kinds = lookup.catalog.unfigured
        self._openings = [
            (tuple(phrase(half) for half in text.split("…")), kind) for kind in kinds for text in kind.openings
        ]
        self._hints = [(phrase(text), kind) for kind in kinds for text in kind.words]

    def before(self, reading: Reading, router: Router, figure: Callable[[Query], Part]) -> Part | None:
        """A greeting, an overview, or what plainly asks for no figure; None for everything else."""
        if self.greets(reading.text):
            return self.greeting(reading)
        publication = self.lookup.publication
        subject = self.subject(reading.text) if publication.overview and reading.intent in NO_COUNT else ""
        where = subject_limits(router.slots_of(subject, publication.id)) if subject else None
        if where is not None:
            asked = [router.parsers[publication.id].parse(text)[0].query for text in publication.overview]
            return self.overview(reading, where, figure, [query for query in asked if query is not None])
        opening = self.opening(reading.text) if reading.intent == "figure" else None
        about = next(iter(router.parse(opening.rest)), None) if opening and opening.rest else None
        if opening is None or about is None or not reading.meaningful:
            return None
        return self.part(reading, opening.kind, about) if about.meaningful else self._refusals.out_of_scope(reading)

    def bare(self, text: str) -> bool:
        """May :meth:`before` have something to say? By the words alone."""
        return self.greets(text) or bool(self.subject(text)) or self.opening(text) is not None

    def instead(self, reading: Reading, part: Part) -> Part:
        """For a refusal that only says which words are unknown: the kind of thing that is asked, where it is no
        figure.
        """
        unread = part.status == "not_published" and (part.words.not_understood or reading.topics)
        kind = self.hinted(reading) if unread and not reading.spans else None
        return self.part(reading, kind, reading) if kind else part

    def opening(self, text: str) -> Opening | None:
        """The kind of a text that opens with one of its phrases and counts nothing; the earliest and longest."""
        words = phrase(text)
        found = [(at, -end, kind) for halves, kind in self._openings for at, end in _stretches(halves, words)]
        if not found:
            return None
        _, end, kind = min(found, key=lambda one: one[:2])
        rest = words[-end:]
        return None if self.counts(rest) else Opening(kind, " ".join(rest))

    def hinted(self, reading: Reading) -> Unfigured | None:
        """The kind of a sentence that could not be answered and counts nothing, by its topics and then its words."""
        words = phrase(reading.text)
        if self.counts(words):
            return None
        kinds = self.lookup.catalog.unfigured
        by_topic = (kind for kind in kinds if set(kind.topics) & set(reading.topics))
        by_word = (kind for hint, kind in self._hints if _places(hint, words))
        opened = self.opening(reading.text)
        return next(by_topic, None) or (opened.kind if opened else next(by_word, None))

    def counts(self, words: Words) -> bool:
        """Whether a word says that a figure is asked for."""
        return any(_places(counting, words) for counting in self._counting)

    def greets(self, text: str) -> bool:
        """ "Hello", "help": asks what can be asked."""
        return phrase(text) in self._greetings

    def subject(self, text: str) -> str:
        """What is left of a text without the words that ask for an overview; empty where it has none of them."""
        words = phrase(text)
        kept = list(words)
        for frame in sorted(self._frame, key=len, reverse=True):
            for at in reversed(_places(frame, tuple(kept))):
                del kept[at : at + len(frame)]
        return " ".join(kept) if len(kept) < len(words) else ""

    def part(self, reading: Reading, kind: Unfigured, about: Reading) -> Part:
        """The sentence of the kind, the figures nearest to what it is ``about``, and the newest bulletin's address."""
        newest = self._absences.newest()
        bulletin = f" The newest bulletin held is at {newest.url}." if newest and newest.url else ""
        return Part(
            question=reading.text, status="not_published", headline=f"{kind.sentence}{bulletin}", caveats=(),
            sources=(),
            missing=kind.sentence, reason="not_published", choices=self.nearest(about), words=reading.words,
        )  # fmt: skip

    def nearest(self, about: Reading) -> tuple[str, ...]:
        """Two or three questions that answer: the people named, then the total, the newest first."""
        found: dict[str, int] = {}
        for query in self._queries(about):
            resolved = self.near.answers(query)
            if resolved is not None and len(found) < MOST:
                end = max((span.end for span in resolved.periods), default=0)
                found.setdefault(ask_text(resolved, self.lookup), end)
        newest = sorted(found, key=lambda question: -found[question])
        offered = (q for name in about.topics if name in self.lookup.topics for q in self.lookup.topics[name].nearest)
        return tuple(dict.fromkeys([*newest, *offered]))[:MOST]

    def _queries(self, about: Reading) -> Iterator[Query]:
        publication = self.lookup.publication
        default = publication.default_measure or self.lookup.catalog.measures[0].id
        measure = about.query.measure if about.query else default
        where = about.query.where if about.query else ()
        if where:
            for relative in ("latest_year", "latest_quarter"):
                yield Query(measure, where=where, relative=relative)
            if len(where) > 1:
                yield from (Query(measure, where=(one,), relative="latest_year") for one in where)
        if not where and any(self.lookup.topics[name].hard for name in about.topics if name in self.lookup.topics):
            return  # the topic has figures of its own that are nearer
        for name in dict.fromkeys((measure, default, *about.measures)):
            yield Query(name, relative="latest_quarter")
            yield Query(name, relative="latest_year")

    def greeting(self, reading: Reading) -> Part:
        """What can be asked, with examples."""
        abouts = list(self.near.lookup.publications.values())
        told = "; ".join(about.subject for about in abouts)
        helpline = self.lookup.publication.helpline
        examples = tuple(self.lookup.publication.examples)
        return Part(
            question=reading.text, status="clarify", kind="catalogue",
            headline=f"You can ask about {told}: a count, a share, a change or a ranking, by period and "
                     f"breakdown. {helpline}".strip(),
            caveats=(), sources=(), choices=examples,
            reading="what can be asked", words=reading.words,
        )  # fmt: skip

    def overview(
        self,
        reading: Reading,
        where: Sequence[tuple[str, Words]],
        ask: Callable[[Query], Part],
        queries: Sequence[Query],
    ) -> Part:
        """The subject in a few figures: total and change, largest groups, decisions, newest release.

        ``queries`` are the publication's own; ``where`` limits each that can be; ``ask`` answers one.
        """
        fitting = [query for query in queries if not set(query.by) & {name for name, _ in where}]
        made = [part for part in (ask(self._limited(query, where)) for query in fitting) if part.status == "answered"]
        newest = self._absences.newest()
        release = self._absences.later(newest) if newest else ""
        caveats: dict[str, Caveat] = {c.id: c for part in made for c in part.caveats}
        sources: dict[Source, None] = dict.fromkeys(s for part in made for s in part.sources)
        choices = [ask_text(Query.from_url(part.link), self.near.lookup) for part in made if part.link]
        return Part(
            question=reading.text, status="answered", kind="catalogue",
            headline=" ".join([*(part.headline for part in made), release]).strip(),
            caveats=tuple(caveats.values()), sources=tuple(sources), columns=("figure", "number"),
            rows=tuple((part.headline, part.value) for part in made), choices=tuple(dict.fromkeys(choices))[:4],
            reading="an overview of the newest figures held", words=reading.words,
        )  # fmt: skip

    def _limited(self, query: Query, where: Sequence[tuple[str, Words]]) -> Query:
        own = self.lookup.dimensions_of(query.measure)
        return query.with_where(**{d: ids for d, ids in where if d in own})


def subject_limits(slots: Slots) -> tuple[tuple[str, Words], ...] | None:
    """The people that a bare subject is about, () for everybody; None where more than a subject is named."""
    more = slots.measures or slots.by or slots.periods or slots.unknown or slots.topics or slots.cues or slots.ambiguous
    if more or not (slots.vague or slots.weak) or any(f.excluded for f in slots.filters):
        return None
    return tuple((f.dimension, (f.member,)) for f in slots.filters)


def _places(sought: Words, words: Words, start: int = 0) -> list[int]:
    """Where a phrase stands in the words."""
    size = len(sought)
    return [i for i in range(start, len(words) - size + 1) if words[i : i + size] == sought]


def _stretches(halves: tuple[Words, ...], words: Words) -> list[tuple[int, int]]:
    """Where an opening stands: its first word and the word after its last, with at most a few words in its gaps."""
    found = [(i, i + len(halves[0])) for i in _places(halves[0], words)]
    for half in halves[1:]:
        found = [
            (start, at + len(half)) for start, end in found for at in _places(half, words, end)[:1] if at - end <= GAP
        ]
    return found
