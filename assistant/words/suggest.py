"""Near words: a slip of spelling put right when only one word can be meant, and suggestions where several can."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from assistant.words.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spellchecker import SpellChecker

SHORTEST = 5  # letters: below this a slip and another word look alike


def _allowed(word: str) -> int:
    return 1 if len(word) < 9 else 2


@cache
def _dictionary() -> SpellChecker:
    from spellchecker import SpellChecker  # 0.2 s, so only once a word is met that nothing knows

    return SpellChecker(language="en", distance=1)


def is_english(word: str) -> bool:
    """A word of the language means itself: "miners" are not "minors", nor "Romani" people "Romania"."""
    return word in _dictionary()


def correction(
    word: str, vocabulary: Vocabulary, cues: Collection[str], proper: bool, periods: Collection[str] = ()
) -> str | None:
    """The one known word that ``word`` is a slip of, or None.

    Never chosen between two members of the catalog or between a word of ``periods`` and another, and a capitalised word
    (a name) only becomes another name, or a month.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return None
    known = vocabulary.single_words
    pool = [*known, *periods, *(() if proper else (*vocabulary.plain_words, *cues))]
    limit = _allowed(word)
    wider = {
        found: distance
        for found, distance, _ in process.extract(word, pool, scorer=OSA.distance, score_cutoff=limit + 1, limit=40)
        if found[:1] == word[:1] and len(found) >= SHORTEST - 1
    }
    near = {found: distance for found, distance in wider.items() if distance <= limit}
    if not near or is_english(word):
        return None
    best = min(near.values())
    closest = sorted(found for found, distance in near.items() if distance == best)
    meanings = {found: _members(found, vocabulary) for found in wider}
    stems = {re.sub(r"(?:e?s)+$", "", found) for found in closest}
    if len(stems) > 1 and (not meanings[closest[0]] or len({meanings[found] for found in closest}) > 1):
        return None  # "turend" may be "turned" or "trend"; "Albanin" is Albanian or Albania, which is the same
    whole = [found for found in closest if vocabulary.known((found,)) or found in cues]
    closest = whole or closest  # a word that stands alone goes before one that only occurs inside phrases
    closest.sort(key=lambda found: found.endswith("s") != word.endswith("s"))
    # A second member of the same breakdown within one letter more makes the first a guess.
    mine = meanings[closest[0]]
    kinds = {dimension for dimension, _ in mine if dimension in vocabulary.confusable}
    for found, distance in wider.items():
        if distance <= best + 1 and any(dimension in kinds for dimension, _ in meanings[found] - mine):
            return None
    return closest[0]


def _members(word: str, vocabulary: Vocabulary) -> frozenset[tuple[str, str]]:
    """Members that this word alone names (a word inside a longer name does not)."""
    senses = vocabulary.senses((word,))
    return frozenset((sense.dimension, sense.id) for sense in senses if sense.kind in ("member", "group"))


def nearest(word: str, choices: Collection[str], limit: int = 6) -> list[str]:
    """Catalog words that look or sound like ``word``, best first."""
    found = process.extract(word, sorted(choices), scorer=fuzz.ratio, processor=str.lower, score_cutoff=75, limit=limit)
    return [text for text, _, _ in found]
