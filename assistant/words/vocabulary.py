"""Every phrase the catalog knows, and what it stands for; longest phrases win."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from assistant.catalog.dimension import Group, Member
from assistant.catalog.model import Catalog
from assistant.kept import kept
from assistant.words.tokens import phrase

Phrase = tuple[str, ...]
Sizes = dict[str, tuple[int, ...]]
FEW = 200  # phrases that take no time to speak of


@dataclass(frozen=True, order=True)
class Sense:
    """What a phrase may stand for. ``kind``: publication, measure, weak_measure, vague_measure, member, group,
    dimension, weak_dimension, beside, compound, term, topic,
    change, release, ignore. ``dimension`` is set for members and groups."""

    kind: str
    id: str
    dimension: str = ""


def sizes_of(phrases: Iterable[Phrase]) -> Sizes:
    """By first word: how many words its phrases have, the longest first.

    >>> sizes_of([("police",), ("police", "force"), ("uk",)])
    {'police': (2, 1), 'uk': (1,)}
    """
    found: dict[str, set[int]] = {}
    for words in phrases:
        found.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(sizes, reverse=True)) for word, sizes in found.items()}


def both_sizes(some: Sizes, others: Sizes) -> Sizes:
    """Of the phrases of two.

    >>> both_sizes({"police": (2,), "uk": (1,)}, {"police": (1,)})
    {'police': (2, 1), 'uk': (1,)}
    """
    shared = some.keys() & others.keys()
    return {**some, **others, **{word: tuple(sorted({*some[word], *others[word]}, reverse=True)) for word in shared}}


class _Forms(NamedTuple):
    """What a vocabulary keeps from one start to the next."""

    senses: dict[Phrase, tuple[Sense, ...]]
    sizes: Sizes  # of phrases that have a sense
    single_words: dict[str, tuple[Sense, ...]]


def _single(senses: Mapping[Phrase, tuple[Sense, ...]]) -> dict[str, tuple[Sense, ...]]:
    """Each word of any phrase with the senses it may lead to, for corrections of spelling."""
    found: dict[str, set[Sense]] = defaultdict(set)
    for words, means in senses.items():
        for word in words:
            if len(word) > 3 and word.isalpha():
                found[word].update(means)
    same: dict[tuple[Sense, ...], tuple[Sense, ...]] = {}
    return {
        word: same.setdefault(all_of, all_of) for word, all_of in ((w, tuple(sorted(found[w]))) for w in sorted(found))
    }


class Vocabulary:
    """Phrases of a catalog in matching form, each with its senses.

    >>> Vocabulary.plural(("child",))
    ('childs',)
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        spelt = ((phrase(wrong), right) for wrong, right in catalog.language.spellings.items())
        self.spellings = {words[0]: phrase(right) for words, right in spelt if len(words) == 1}
        self._ignored: set[Phrase] = {phrase(text) for text in catalog.language.ignore}
        self.confusable = frozenset(d.id for d in catalog.dimensions if d.confusable)
        given = [(sense, tuple(texts)) for sense, texts in self._given(catalog)]
        if sum(len(texts) for _, texts in given) < FEW:
            forms = self._forms(given)
        else:  # known by its very words, so that those of no other catalog can be taken for them
            made_of = (repr(given).encode(), repr(self.spellings).encode())
            values: tuple[Any, ...] = kept("vocabulary", made_of, lambda: tuple(self._forms(given)))
            forms = _Forms(*values)
        self._senses, self.sizes, self.single_words = forms

    @classmethod
    def _given(cls, catalog: Catalog) -> Iterator[tuple[Sense, Iterable[str]]]:
        """What a phrase may stand for, with its phrases as the catalog writes them."""
        for publication in catalog.publications:
            yield Sense("publication", publication.id), publication.words
            if publication.default_measure:
                yield Sense("weak_measure", publication.default_measure), publication.words
        for measure in catalog.measures:
            yield Sense("measure", measure.id), (measure.label, *measure.words)
            yield Sense("weak_measure", measure.id), measure.weak_words
            yield Sense("vague_measure", measure.id), measure.vague_words
        for dimension in catalog.dimensions:
            yield Sense("dimension", dimension.id), dimension.words
            yield Sense("weak_dimension", dimension.id), dimension.weak_words
            yield Sense("beside", dimension.id), dimension.beside
            for member in dimension.members:
                yield Sense("member", member.id, dimension.id), cls.member_words(member)
            for group in dimension.groups:
                yield Sense("group", group.id, dimension.id), (group.label, *group.words)
        for text in catalog.language.compounds:
            yield Sense("compound", text), (text,)
        for term in catalog.terms:
            yield Sense("term", term.id), (term.term, *term.words)
        for topic in catalog.unpublished:
            yield Sense("topic", topic.id), topic.words
        for change in catalog.changes:
            yield Sense("change", change.id), change.words

    def _forms(self, given: Iterable[tuple[Sense, Iterable[str]]]) -> _Forms:
        senses: dict[Phrase, list[Sense]] = defaultdict(list)
        for sense, texts in given:
            for words in filter(None, map(phrase, texts)):
                for form in dict.fromkeys((words, self.plural(words), self._spelt(words))):
                    if sense not in senses[form]:
                        senses[form].append(sense)
        found = {tuple(map(sys.intern, words)): tuple(means) for words, means in senses.items()}
        return _Forms(found, sizes_of(found), _single(found))

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

    def _spelt(self, words: Phrase) -> Phrase:
        """As a question has it once its abbreviations are written out."""
        return tuple(part for word in words for part in self.spellings.get(word, (word,)))

    def phrases(self) -> Iterable[Phrase]:
        """Every phrase that has a sense."""
        return self._senses.keys()

    def senses(self, words: Phrase) -> tuple[Sense, ...]:
        return self._senses.get(words, ())

    def ignored(self, words: Phrase) -> bool:
        return words in self._ignored

    def known(self, words: Phrase) -> bool:
        return words in self._senses or words in self._ignored

    @cached_property
    def plain_words(self) -> frozenset[str]:
        """Words of the ignore list and its phrases."""
        return frozenset(word for words in self._ignored for word in words)
