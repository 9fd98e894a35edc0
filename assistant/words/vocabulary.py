"""Every phrase the catalog knows, and what it stands for; longest phrases win."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from assistant.catalog.dimension import Group, Member
from assistant.catalog.model import Catalog
from assistant.words.tokens import phrase

Phrase = tuple[str, ...]


@dataclass(frozen=True, order=True)
class Sense:
    """What a phrase may stand for. ``kind``: publication, measure, weak_measure, vague_measure, member, group,
    dimension, weak_dimension, beside, compound, term, topic,
    change, release, ignore. ``dimension`` is set for members and groups."""

    kind: str
    id: str
    dimension: str = ""


def sizes_of(phrases: Iterable[Phrase]) -> dict[str, tuple[int, ...]]:
    """By first word: how many words its phrases have, the longest first.

    >>> sizes_of([("police",), ("police", "force"), ("uk",)])
    {'police': (2, 1), 'uk': (1,)}
    """
    found: dict[str, set[int]] = {}
    for words in phrases:
        found.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(sizes, reverse=True)) for word, sizes in found.items()}


class Vocabulary:
    """Phrases of a catalog in matching form, each with its senses.

    >>> Vocabulary.plural(("child",))
    ('childs',)
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._senses: dict[Phrase, list[Sense]] = defaultdict(list)
        spelt = ((phrase(wrong), right) for wrong, right in catalog.language.spellings.items())
        self.spellings = {words[0]: phrase(right) for words, right in spelt if len(words) == 1}
        self._ignored: set[Phrase] = {phrase(text) for text in catalog.language.ignore}
        self.confusable = frozenset(d.id for d in catalog.dimensions if d.confusable)
        self._fill(catalog)

    def _fill(self, catalog: Catalog) -> None:
        for publication in catalog.publications:
            self._add(Sense("publication", publication.id), publication.words)
            if publication.default_measure:
                self._add(Sense("weak_measure", publication.default_measure), publication.words)
        for measure in catalog.measures:
            self._add(Sense("measure", measure.id), (measure.label, *measure.words))
            self._add(Sense("weak_measure", measure.id), measure.weak_words)
            self._add(Sense("vague_measure", measure.id), measure.vague_words)
        for dimension in catalog.dimensions:
            self._add(Sense("dimension", dimension.id), dimension.words)
            self._add(Sense("weak_dimension", dimension.id), dimension.weak_words)
            self._add(Sense("beside", dimension.id), dimension.beside)
            for member in dimension.members:
                self._add(Sense("member", member.id, dimension.id), self.member_words(member))
            for group in dimension.groups:
                self._add(Sense("group", group.id, dimension.id), (group.label, *group.words))
        for text in catalog.language.compounds:
            self._add(Sense("compound", text), (text,))
        for term in catalog.terms:
            self._add(Sense("term", term.id), (term.term, *term.words))
        for topic in catalog.unpublished:
            self._add(Sense("topic", topic.id), topic.words)
        for change in catalog.changes:
            self._add(Sense("change", change.id), change.words)

    @staticmethod
    def member_words(member: Member | Group) -> Iterable[str]:
        """Printed spellings are for reading workbooks: a heading such as "Other" is no word of a question."""
        return (member.label, *member.words)

    @staticmethod
    def plural(words: Phrase) -> Phrase:
        last = words[-1]
        if last.endswith("y") and last[-2:-1] not in "aeiou":
            last = last[:-1] + "ies"
        elif last.endswith(("s", "x", "ch", "sh")):
            last += "es"
        else:
            last += "s"
        return (*words[:-1], last)

    def _add(self, sense: Sense, texts: Iterable[str]) -> None:
        for text in texts:
            words = phrase(text)
            if not words:
                continue
            for form in dict.fromkeys((words, self.plural(words), self._spelt(words))):
                senses = self._senses[form]
                if not senses or sense not in senses:
                    senses.append(sense)

    def _spelt(self, words: Phrase) -> Phrase:
        """As a question has it once its abbreviations are written out."""
        return tuple(part for word in words for part in self.spellings.get(word, (word,)))

    def phrases(self) -> Iterable[Phrase]:
        """Every phrase that has a sense."""
        return self._senses.keys()

    @cached_property
    def sizes(self) -> dict[str, tuple[int, ...]]:
        """Of phrases that have a sense."""
        return sizes_of(self._senses)

    def senses(self, words: Phrase) -> tuple[Sense, ...]:
        return tuple(self._senses.get(words, ()))

    def ignored(self, words: Phrase) -> bool:
        return words in self._ignored

    def known(self, words: Phrase) -> bool:
        return words in self._senses or words in self._ignored

    @cached_property
    def single_words(self) -> dict[str, tuple[Sense, ...]]:
        """Each word of any phrase with the senses it may lead to, for corrections of spelling."""
        found: dict[str, set[Sense]] = defaultdict(set)
        for words, senses in self._senses.items():
            for word in words:
                if len(word) > 3 and word.isalpha():
                    found[word].update(senses)
        return {word: tuple(sorted(senses)) for word, senses in sorted(found.items())}

    @cached_property
    def plain_words(self) -> frozenset[str]:
        """Words of the ignore list and its phrases."""
        return frozenset(word for words in self._ignored for word in words)
