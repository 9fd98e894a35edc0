"""The words of asking, reporting, comparing and counting: one row a word, read from ``lexicon/*.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.words.tokens import phrase

FOLDER = Path(__file__).parent / "lexicon"
Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """What a phrase means: its category ("MOVE") and its meaning within it ("up")."""

    category: str
    meaning: str


def rows() -> Iterator[tuple[str, str, str, str]]:
    """(file, category, meaning, phrase) of every row."""
    for path in sorted(FOLDER.glob("*.toml")):
        for category, meanings in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for meaning, phrases in meanings.items():
                for text in phrases:
                    yield path.name, category, meaning, text


def lexicon_words(category: str, meaning: str) -> tuple[str, ...]:
    """The phrases of one row."""
    return tuple(text for _, named, means, text in rows() if (named, means) == (category, meaning))


def lexicon_category(category: str) -> tuple[str, ...]:
    """The phrases of all rows of a category."""
    return tuple(text for _, named, _, text in rows() if named == category)


@cache
def lexicon() -> dict[Phrase, tuple[Word, ...]]:
    """Every phrase, in the form of a question's tokens, with what it may mean."""
    found: dict[Phrase, dict[Word, None]] = {}
    for _, category, meaning, text in rows():
        words = phrase(text) or (text,)
        found.setdefault(words, {})[Word(category, meaning)] = None
    return {words: tuple(meanings) for words, meanings in found.items()}
