"""The words of asking, reporting, comparing and counting: one row a phrase, read from ``lexicon/*.toml``.

``(a|b|)`` in a row stands for either or for nothing: "since (its|the) launch(| in 2009)" is four phrases.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from assistant.catalog.entry import spelt_out
from assistant.kept import kept
from assistant.words.tokens import phrase
from assistant.words.vocabulary import Sizes, sizes_of

FOLDER = Path(__file__).parent / "lexicon"
Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """What a phrase means: its category ("MOVE") and its meaning within it ("up")."""

    category: str
    meaning: str


KIND = "KIND"  # looked for where a question is not read, and no part of one that is


def rows() -> Iterator[tuple[str, str, str, str]]:
    """(file, category, meaning, phrase) of every row."""
    for path in _files():
        for category, meanings in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for meaning, phrases in meanings.items():
                for text in dict.fromkeys(each for row in phrases for each in spelt_out(row)):
                    yield path.name, category, meaning, text


def _files() -> list[Path]:
    return sorted(FOLDER.glob("*.toml"))


class _Words(NamedTuple):
    """What the rows say, looked at from each side."""

    phrases: dict[str, tuple[tuple[str, str], ...]]  # of each category, with their meanings, in order
    meanings: dict[Phrase, tuple[Word, ...]]
    kinds: dict[Phrase, tuple[str, ...]]
    sizes: Sizes
    words: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    """Cut into words when a row or what cuts it has changed; else as they were."""
    made_of = (path.name.encode() + path.read_bytes() for path in (*_files(), Path(__file__)))
    words: tuple[Any, ...] = kept("lexicon", made_of, lambda: tuple(_cut()))
    return _Words(*words)


def _cut() -> _Words:
    listed: dict[str, list[tuple[str, str]]] = {}
    found: dict[Phrase, dict[Word, None]] = {}
    asking: dict[Phrase, dict[str, None]] = {}
    same: dict[Any, Any] = {}  # one object for what is equal: less to keep, and sooner read
    for _, category, meaning, text in rows():
        listed.setdefault(category, []).append((meaning, text))
        if category == KIND:
            asking.setdefault(phrase(text), {})[meaning] = None
        else:
            word = Word(category, meaning)
            found.setdefault(phrase(text) or (text,), {})[same.setdefault(word, word)] = None
    meanings = {tuple(map(sys.intern, words)): tuple(said) for words, said in found.items()}
    return _Words(
        {category: tuple(each) for category, each in listed.items()},
        {words: same.setdefault(said, said) for words, said in meanings.items()},
        {words: tuple(kinds) for words, kinds in asking.items()},
        sizes_of(meanings),
        frozenset(word for words in meanings for word in words),
    )


@lru_cache(maxsize=1024)
def lexicon_words(category: str, meaning: str) -> tuple[str, ...]:
    """The phrases of one row."""
    return tuple(text for means, text in _words().phrases.get(category, ()) if means == meaning)


def lexicon_category(category: str) -> tuple[str, ...]:
    """The phrases of all rows of a category."""
    return tuple(text for _, text in _words().phrases.get(category, ()))


def lexicon() -> dict[Phrase, tuple[Word, ...]]:
    """Every phrase, in the form of a question's tokens, with what it may mean."""
    return _words().meanings


def lexicon_sizes() -> Sizes:
    """By first word: how many words its phrases have, the longest first."""
    return _words().sizes


def spoken() -> frozenset[str]:
    """Every word of any phrase."""
    return _words().words


@lru_cache(maxsize=1)
def _contracted() -> dict[str, Phrase]:
    return {text: (verb, "not") for verb, text in _words().phrases["CONTRACTED"]}


def in_full(words: Phrase) -> Phrase:
    """Each verb that holds its "not" as two words: "age was not known"."""
    return tuple(one for word in words for one in _contracted().get(word, (word,)))


def kinds() -> dict[Phrase, tuple[str, ...]]:
    """Every phrase that says which kind of question one is that asks for no figure, with the kinds."""
    return _words().kinds


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
