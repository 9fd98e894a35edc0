"""The former and the latter of two that are named, by their names."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.english.named import Names
from assistant.english.phrases import pattern

NAMED, EITHER = pattern("former.named"), pattern("former.either")
WORDS = 4  # that a name may have
WORD = re.compile(r"\S+")


def by_name(sentence: str, names_of: Callable[[str], Names], earlier: str = "") -> str:
    """ "Of the boys and girls referred, the former numbered 5,839 and the latter 1,593": with who they are in place of both
    words; ``earlier``: the sentence before, which may have named them."""
    found = NAMED.search(sentence)
    if not found:
        return sentence
    pairs = [_pair(text, names_of) for text in (sentence[: found.start()], earlier)]
    named = next((pair for pair in pairs if pair), None)
    return NAMED.sub(lambda said: named[said["last"] is not None], sentence) if named else sentence


def _pair(text: str, names_of: Callable[[str], Names]) -> tuple[str, str] | None:
    """The last two of one kind that stand on the two sides of "and"; None where none do."""
    for joined in reversed(list(EITHER.finditer(text))):
        before = [word.start() for word in WORD.finditer(text[: joined.start()])][-WORDS:][::-1]
        behind = [joined.end() + word.end() for word in WORD.finditer(text[joined.end() :])][:WORDS]
        firsts = [text[at : joined.start()] for at in before]
        lasts = [text[joined.end() : at].rstrip(" ,;.") for at in behind]
        read = [(first, last, _kinds(names_of(first)), _kinds(names_of(last))) for last in lasts for first in firsts]
        alike = [(first, last) for first, last, one, other in read if one & other]
        alone = [(first, last) for first, last, one, other in read if len(one) == len(other) == 1]
        if alike or alone:
            return (alike or alone)[0]
    return None


def _kinds(names: Names) -> set[str]:
    """The breakdowns of those named, or that something is counted."""
    if names.unknown or any(f.excluded for f in names.filters):
        return set()
    return {f.dimension for f in names.filters} or ({"counted"} if names.counted else set())
