"""Words that point at a publication: phrases, and phrases with others between them."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.words.tokens import phrase
from assistant.words.vocabulary import Phrase, Vocabulary


def gapped(listed: Iterable[tuple[str, tuple[str, ...]]]) -> list[tuple[tuple[Phrase, ...], str]]:
    """Phrases with words between them ("victims … detected"), each with its publication."""
    return [
        (tuple(phrase(part) for part in text.split("…")), name)
        for name, texts in listed
        for text in texts
        if "…" in text
    ]


def in_order(parts: tuple[Phrase, ...], words: Phrase) -> bool:
    """Do the phrases stand in the text one after the other, whatever is between them?"""
    i = 0
    for part in parts:
        i = next((j + len(part) for j in range(i, len(words) - len(part) + 1) if words[j : j + len(part)] == part), -1)
        if i < 0:
            return False
    return True


def phrases(listed: Iterable[tuple[str, tuple[str, ...]]]) -> dict[Phrase, str]:
    """Each phrase, and its plural, with the publication that it points at."""
    return {
        form: name
        for name, texts in listed
        for text in texts
        if "…" not in text
        for form in (phrase(text), Vocabulary.plural(phrase(text)))
    }
