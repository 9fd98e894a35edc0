"""The name of the scheme beside what is counted in it: it counts nothing itself."""

from __future__ import annotations

from assistant.english.lexeme import Lexeme
from assistant.words.vocabulary import Vocabulary


def without_scheme(items: tuple[Lexeme, ...], vocabulary: Vocabulary) -> tuple[Lexeme, ...]:
    """ "National Referral Mechanism decisions" and "decisions made under the NRM": the scheme's name counts nothing."""
    out = list(items)
    for i, item in enumerate(items):
        if not item.is_("W"):
            continue
        words = tuple(item.text.split())
        behind = next((x for x in items[i + 1 :] if not x.is_("F")), None)
        before = next((x for x in reversed(items[:i]) if not x.is_("F", "BE")), None)
        led = any(_term(words[n:], vocabulary) for n in range(1, len(words)))  # "under the NRM"
        if (_term(words, vocabulary) and _other(item, behind)) or (led and _other(item, before)):
            out[i] = item.as_("POLITE", item.text)
    return tuple(out)


def _term(words: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    return any(sense.kind == "term" for sense in vocabulary.senses(words))


def _other(item: Lexeme, beside: Lexeme | None) -> bool:
    """Is another measure than the scheme's own counted beside it?"""
    if beside is None or not beside.is_("M"):
        return False
    return bool(item.get("W").what.id != beside.get("M").what.id)  # type: ignore[union-attr]
