"""What asks for no figure: the kind of thing that is asked, and the published figures nearest to its nouns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer.absent import Absences
from assistant.answer.model import Part
from assistant.answer.near import Nearby
from assistant.answer.overview import overview
from assistant.answer.questions import ask_text
from assistant.answer.refuse import Refusals
from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.question import question
from assistant.asked.selection import Selection
from assistant.asked.walk import walk, with_counts
from assistant.catalog.absent import Unfigured
from assistant.catalog.lookup import Lookup
from assistant.english.named import Names
from assistant.english.said import Said
from assistant.english.saying import Sayer
from assistant.words.tokens import phrase

Words = tuple[str, ...]
NO_COUNT = ("figure", "definition", "catalogue", "undefined")  # intents that a bare subject may be read with
GAP = 8  # words at most between the halves of an opening
MOST = 3  # questions offered
SUBJECT = ("F", "M", "W", "V", "TERM", "PUB", "PEOPLE", "SCOPE", "ARTICLE", "POLITE", "MARK", "STOP", "COMMA", "FILLER")


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

    def before(
        self, said: Said, sayer: Sayer, answer: Callable[[Node], Part], overview: Callable[[], Sequence[Node]]
    ) -> Part | None:
        """A greeting, an overview, or what plainly asks for no figure; None for everything else.

        ``overview`` gives what the publication's overview asks; ``answer`` answers one of them.
        """
        if self.greets(said.text):
            return self.greeting(said)
        subject = self.subject(said.text) if self.lookup.publication.overview and said.intent in NO_COUNT else ""
        where = subject_limits(sayer.names_of(subject)) if subject else None
        if where is not None:
            return self.overview(said, where, answer, overview())
        opening = self.opening(said.text) if said.intent == "figure" else None
        if opening is None or not opening.rest or not said.meaningful:
            return None
        about = sayer.read(opening.rest)
        return self.part(said, opening.kind, about) if about.meaningful else self._refusals.out_of_scope(said)

    def instead(self, said: Said, part: Part) -> Part:
        """For a refusal that only says which words are unknown: the kind of thing that is asked, where it is no
        figure.
        """
        unread = part.status == "not_published" and (part.words.not_understood or said.topics)
        kind = self.hinted(said) if unread and not said.spans else None
        return self.part(said, kind, said) if kind else part

    def opening(self, text: str) -> Opening | None:
        """The kind of a text that opens with one of its phrases and counts nothing; the earliest and longest."""
        words = phrase(text)
        found = [(at, -end, kind) for halves, kind in self._openings for at, end in _stretches(halves, words)]
        if not found:
            return None
        _, end, kind = min(found, key=lambda one: one[:2])
        rest = words[-end:]
        return None if self.counts(rest) else Opening(kind, " ".join(rest))

    def hinted(self, said: Said) -> Unfigured | None:
        """The kind of a sentence that could not be answered and counts nothing, by its topics and then its words."""
        words = phrase(said.text)
        if self.counts(words):
            return None
        kinds = self.lookup.catalog.unfigured
        by_topic = (kind for kind in kinds if set(kind.topics) & set(said.topics))
        by_word = (kind for hint, kind in self._hints if _places(hint, words))
        opened = self.opening(said.text)
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

    def part(self, said: Said, kind: Unfigured, about: Said) -> Part:
        """The sentence of the kind, the figures nearest to what it is ``about``, and the newest bulletin's address."""
        newest = self._absences.newest()
        bulletin = f" The newest bulletin held is at {newest.url}." if newest and newest.url else ""
        return Part(
            question=said.text, status="not_published", headline=f"{kind.sentence}{bulletin}", caveats=(), sources=(),
            missing=kind.sentence, reason="not_published", choices=self.nearest(about), words=said.words,
        )  # fmt: skip

    def nearest(self, about: Said) -> tuple[str, ...]:
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

    def _queries(self, about: Said) -> Iterator[Selection]:
        publication = self.lookup.publication
        default = publication.default_measure or self.lookup.catalog.measures[0].id
        measure = about.query.measure if about.query else default
        where = about.query.where if about.query else ()
        if where:
            for relative in ("latest_year", "latest_quarter"):
                yield Selection(measure, where=where, relative=relative)
            if len(where) > 1:
                yield from (Selection(measure, where=(one,), relative="latest_year") for one in where)
        if not where and any(self.lookup.topics[name].hard for name in about.topics if name in self.lookup.topics):
            return  # the topic has figures of its own that are nearer
        for name in dict.fromkeys((measure, default, *about.measures)):
            yield Selection(name, relative="latest_quarter")
            yield Selection(name, relative="latest_year")

    def greeting(self, said: Said) -> Part:
        """What can be asked, with examples."""
        abouts = list(self.near.lookup.publications.values())
        told = "; ".join(about.subject for about in abouts)
        helpline = self.lookup.publication.helpline
        examples = tuple(self.lookup.publication.examples)
        return Part(
            question=said.text, status="clarify", kind="catalogue",
            headline=f"You can ask about {told}: a count, a share, a change or a ranking, by period and "
                     f"breakdown. {helpline}".strip(),
            caveats=(), sources=(), choices=examples,
            reading="what can be asked", words=said.words,
        )  # fmt: skip

    def overview(
        self, said: Said, where: Sequence[tuple[str, Words]], answer: Callable[[Node], Part], asked: Sequence[Node]
    ) -> Part:
        """The subject in a few figures: total and change, largest groups, decisions, newest release.

        ``asked`` are the publication's own questions; ``where`` limits each that can be; ``answer`` answers one.
        """
        kinds = {name for name, _ in where}
        trees = [with_counts(tree, self._limiting(where)) for tree in asked if not _axes(tree) & kinds]
        told = [(tree, answer(tree)) for tree in trees]
        made = [(tree, part) for tree, part in told if part.status in ("answered", "partial")]
        newest = self._absences.newest()
        release = self._absences.later(newest) if newest else ""
        made_of = overview([part for _, part in made], self.lookup)
        return replace(
            made_of, question=said.text, headline=f"{made_of.headline} {release}".strip(),
            choices=tuple(question(tree, self.near.lookup) for tree, part in made if part.status == "answered")[:4],
            reading="an overview of the newest figures held", words=said.words,
        )  # fmt: skip

    def _limiting(self, where: Sequence[tuple[str, Words]]) -> Callable[[Count], Count]:
        """A count limited by what its measure has of these."""

        def limited(count: Count) -> Count:
            own = self.lookup.dimensions_of(count.measure)
            more = {d: ids for d, ids in where if d in own}
            return replace(count, where=tuple(sorted({**dict(count.where), **more}.items())))

        return limited


def _axes(tree: Node) -> set[str]:
    return {node.axis for node in walk(tree) if isinstance(node, Over)}


def subject_limits(names: Names) -> tuple[tuple[str, Words], ...] | None:
    """The people that a bare subject is about, () for everybody; None where more than a subject is named."""
    more = names.measures or names.by or names.periods or names.unknown or names.topics or names.ambiguous
    plain = all(item.is_(*SUBJECT) or not item.meanings for item in names.items)
    if more or not plain or not (names.vague or names.weak) or any(f.excluded for f in names.filters):
        return None
    return tuple((f.dimension, (f.member,)) for f in names.filters)


def _places(sought: Words, words: Words, start: int = 0) -> list[int]:
    """Where a phrase stands in the words."""
    if sought[:1] and sought[0] not in words:
        return []
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
