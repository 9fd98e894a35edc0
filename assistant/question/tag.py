"""Mark every token of a question with what it may stand for: period, catalog phrase, cue, ignorable or unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.question.grammar import CUE_WORDS, CUES, LONGEST_CUE
from assistant.question.periods import PeriodWords, find_periods
from assistant.words.atoms import PERIOD_WORDS
from assistant.words.numbers import NUMBER_WORDS
from assistant.words.suggest import correction
from assistant.words.tokens import Token
from assistant.words.vocabulary import Sense, Vocabulary


@dataclass(frozen=True)
class Item:
    """One stretch of tokens and its possible meanings. ``kind``: period, phrase, cue, number, mark, ignored, unknown.

    A phrase may also be a cue ("share"), and an ignorable phrase keeps its cues; ``typed`` differs from ``text`` where
    the spelling was corrected.
    """

    kind: str
    text: str
    typed: str
    senses: tuple[Sense, ...] = ()
    cues: tuple[str, ...] = ()
    period: PeriodWords | None = None
    number: int | None = None
    proper: bool = False  # written with a capital inside the sentence
    start: int = -1  # of a slip of spelling: its offset

    def has(self, *kinds: str) -> bool:
        return any(sense.kind in kinds for sense in self.senses)


def tag(tokens: tuple[Token, ...], vocabulary: Vocabulary) -> list[Item]:
    """Items in the order of the tokens; every token belongs to exactly one item.

    A slip of spelling is put right and everything read again, so that it can be part of a phrase or a period.
    """
    tokens = _spelled(tokens, vocabulary)
    items = _items(tokens, vocabulary)
    slips = {(item.start, item.typed): item.text for item in items if item.kind == "corrected"}
    if not slips:
        return items
    right = tuple(replace(token, text=slips.get((token.start, token.raw), token.text)) for token in tokens)
    return [
        replace(item, kind="unknown", text=item.typed) if item.kind == "corrected" else item
        for item in _items(right, vocabulary)
    ]


def _items(tokens: tuple[Token, ...], vocabulary: Vocabulary) -> list[Item]:
    periods = {found.first: found for found in find_periods(tokens)}
    inside = {i for found in periods.values() for i in range(found.first, found.last + 1)}
    items: list[Item] = []
    i = 0
    while i < len(tokens):
        longest = max(vocabulary.longest, LONGEST_CUE)
        size, item = _phrase(tokens, i, min(len(tokens), i + longest), vocabulary)
        period = periods.get(i)
        if period is not None and (item is None or size <= period.last - period.first + 1):
            stretch = tokens[i : period.last + 1]
            items.append(Item("period", _text(stretch), _raw(stretch), period=period))
            i = period.last + 1
            continue
        # A catalog phrase may not eat half a period, or the year would be lost.
        while item is not None and size > 1 and i not in inside and _cuts(periods.values(), i, size, item):
            size, item = _phrase(tokens, i, i + size - 1, vocabulary)
        if item is None:
            items.append(_single(tokens[i], i, vocabulary))
            i += 1
        else:
            items.append(item)
            i += size
    return items


def _cuts(periods: Iterable[PeriodWords], start: int, size: int, item: Item) -> bool:
    """Does the phrase take part of a period? "The same quarter last year" takes the whole of one, and means another."""
    touched = [p for p in periods if p.first < start + size and start <= p.last]
    return any(p.first < start or p.last >= start + size or not item.cues for p in touched)


def _text(tokens: tuple[Token, ...]) -> str:
    return " ".join(token.text for token in tokens)


def _raw(tokens: tuple[Token, ...]) -> str:
    """As typed; an abbreviation that was written out as several words stands there once."""
    return " ".join(token.raw for i, token in enumerate(tokens) if not i or token.start != tokens[i - 1].start)


def _spelled(tokens: tuple[Token, ...], vocabulary: Vocabulary) -> tuple[Token, ...]:
    """Known misspellings and abbreviations put right before anything is looked up."""
    out: list[Token] = []
    for token in tokens:
        right = vocabulary.spellings.get(token.text) if token.kind == "word" else None
        out += [replace(token, text=word) for word in right] if right else [token]
    return tuple(out)


def _phrase(tokens: tuple[Token, ...], start: int, stop: int, vocabulary: Vocabulary) -> tuple[int, Item | None]:
    """The longest phrase from ``start`` that is known, marks inside it skipped ("not specified/unknown")."""
    words: list[str] = []
    best: tuple[int, Item | None] = (0, None)
    for j in range(start, stop):
        token = tokens[j]
        if token.kind == "mark" and token.text not in "&%":
            if j == start or token.text not in "-/()":
                break
            continue
        words.append(token.text)
        key = tuple(words)
        senses, cues = vocabulary.senses(key), CUES.get(key, ())
        if senses or cues or vocabulary.ignored(key):
            kind = "phrase" if senses else "cue" if cues else "ignored"
            stretch = tokens[start : j + 1]
            proper = any(t.raw[:1].isupper() for t in stretch) and start > 0
            item = Item(kind, " ".join(words), _raw(stretch), senses, cues, proper=proper)
            best = (j - start + 1, item)
    size, found = best
    for offset in range(
        1, size if found is not None and (found.kind == "ignored" or tokens[start].text == "the") else 0
    ):
        # "The Metropolitan Police | Service", "number of cases | outstanding": the longer name goes on beyond the phrase.
        longer, beyond = _phrase(tokens, start + offset, stop, vocabulary)
        shorter = _phrase(tokens, start, start + offset, vocabulary)
        if beyond is not None and beyond.senses and offset + longer > size and shorter[0] == offset:
            return shorter
    return best


def _single(token: Token, position: int, vocabulary: Vocabulary) -> Item:
    """One token that begins no known phrase: a number, a mark, a slip of spelling, or unknown."""
    if token.kind == "mark":
        # Signs of code, not of writing: what they were meant to do is not known.
        return Item("unknown" if token.text in "*=<>{}[]+|_" else "mark", token.text, token.raw)
    number = NUMBER_WORDS.get(token.text)
    if token.kind in ("number", "fy") or number is not None or token.text.isdigit():
        digits = token.text.replace(",", "")
        whole = int(digits) if digits.isdecimal() and len(digits) < 10 else None
        return Item("number", token.text, token.raw, number=number if number is not None else whole)
    proper = token.raw[:1].isupper() and position > 0 and not token.raw.isupper()
    right = correction(token.text, vocabulary, CUE_WORDS, proper, PERIOD_WORDS)
    if right is not None:
        return Item("corrected", right, token.raw, proper=proper, start=token.start)
    return Item("unknown", token.text, token.raw, proper=proper)
