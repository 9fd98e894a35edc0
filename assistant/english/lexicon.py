"""The words of asking, reporting, comparing and counting: one row a phrase, read from ``lexicon/*.toml``.

``(a|b|)`` in a row stands for either or for nothing: "since (its|the) launch(| in 2009)" is four phrases.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.catalog.entry import spelt_out
from assistant.words.tokens import phrase

FOLDER = Path(__file__).parent / "lexicon"
Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """What a phrase means: its category ("MOVE") and its meaning within it ("up")."""

    category: str
    meaning: str


KIND = "KIND"  # looked for where a question is not read, and no part of one that is


@lru_cache(maxsize=1024)
def rows() -> tuple[tuple[str, str, str, str], ...]:
    """(file, category, meaning, phrase) of every row."""
    return tuple(_rows())


def _rows() -> Iterator[tuple[str, str, str, str]]:
    for path in sorted(FOLDER.glob("*.toml")):
        for category, meanings in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for meaning, phrases in meanings.items():
                for text in dict.fromkeys(each for row in phrases for each in spelt_out(row)):
                    yield path.name, category, meaning, text


@lru_cache(maxsize=1024)
def lexicon_words(category: str, meaning: str) -> tuple[str, ...]:
    """The phrases of one row."""
    return tuple(text for _, named, means, text in rows() if (named, means) == (category, meaning))


def lexicon_category(category: str) -> tuple[str, ...]:
    """The phrases of all rows of a category."""
    return tuple(text for _, named, _, text in rows() if named == category)


@lru_cache(maxsize=1024)
def lexicon() -> dict[Phrase, tuple[Word, ...]]:
    """Every phrase, in the form of a question's tokens, with what it may mean."""
    found: dict[Phrase, dict[Word, None]] = {}
    for _, category, meaning, text in rows():
        if category != KIND:
            words = phrase(text) or (text,)
            found.setdefault(words, {})[Word(category, meaning)] = None
    return {words: tuple(meanings) for words, meanings in found.items()}


@lru_cache(maxsize=1)
def _contracted() -> dict[str, Phrase]:
    return {text: (verb, "not") for _, category, verb, text in rows() if category == "CONTRACTED"}


def in_full(words: Phrase) -> Phrase:
    """Each verb that holds its "not" as two words: "age was not known"."""
    return tuple(one for word in words for one in _contracted().get(word, (word,)))


@lru_cache(maxsize=1024)
def kinds() -> dict[Phrase, tuple[str, ...]]:
    """Every phrase that says which kind of question one is that asks for no figure, with the kinds."""
    found: dict[Phrase, dict[str, None]] = {}
    for _, category, meaning, text in rows():
        if category == KIND:
            found.setdefault(phrase(text), {})[meaning] = None
    return {words: tuple(meanings) for words, meanings in found.items()}


@lru_cache(maxsize=1024)
def _longest_kind() -> int:
    return max(len(words) for words in kinds())


def kinds_said(words: Phrase) -> dict[str, tuple[Phrase, ...]]:
    """The kinds that the words say, with the phrases that say so: of those that begin at one word the longest."""
    found: dict[str, tuple[Phrase, ...]] = {}
    i = 0
    while i < len(words):
        sizes = range(min(_longest_kind(), len(words) - i), 0, -1)
        size = next((size for size in sizes if words[i : i + size] in kinds()), 0)
        for kind in kinds().get(words[i : i + size], ()):
            found[kind] = (*found.get(kind, ()), words[i : i + size])
        i += size or 1
    return found
