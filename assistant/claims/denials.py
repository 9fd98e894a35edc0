"""What a sentence denies: "there were not 16,990", "did not rise", "were not the most common"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.catalog.saying import ClaimWords
from assistant.claims.stated import DOWN, UP

# What can be denied behind the word: a figure, a movement, a multiple, an order.
TARGET = (
    rf"(?:\d|(?:{UP}|{DOWN})\b|change\b|doubl|trebl|tripl|quadrupl|halv|twice|exceed|overt[ao]|outnumber|"
    r"(?:the )?(?:most|highest|lowest|largest|biggest|fewest|smallest|second|third|fourth|fifth)\b|(?:at )?a record)"
)
BETWEEN = r"(?: (?:in fact|actually|yet|ever|even|any|the|an?|been|have|has|as many as|exactly|made))?"
VERBS = {
    "increase": "increased",
    "decrease": "decreased",
    "decline": "declined",
    "drop": "dropped",
    "growth": "grew",
    "reduction": "decreased",
}
MOVEMENT = re.compile(rf"(?:{UP}|{DOWN}|change|doubl|trebl|tripl|quadrupl|halv)", re.IGNORECASE)
BUT = re.compile(r"[,;]? but |;|: | [-–—] ", re.IGNORECASE)


@dataclass(frozen=True)
class Denied:
    """The sentence as if it asserted what it denies, and the stretches of it that it denies."""

    sentence: str
    stretches: tuple[tuple[int, int], ...] = ()
    moving: frozenset[int] = frozenset()  # starts of those that deny a movement

    def at(self, position: int | None, figure: bool = False) -> bool:
        """Is what stands there denied? Without a place of its own, is anything?

        ``figure``: a count or share that something moved from or to, which the denial of a movement leaves as it is.
        """
        if position is None:
            return bool(self.stretches)
        return any(
            start <= position < end and not (figure and start in self.moving) for start, end in self.stretches
        )


class Denials:
    """The words of denial of a catalog, as patterns."""

    def __init__(self, words: ClaimWords) -> None:
        longest = [
            sorted(listed, key=len, reverse=True) for listed in (words.denials, words.no_denials, words.denies_all)
        ]
        some, never, whole = ("|".join(map(re.escape, listed)) or "(?!)" for listed in longest)
        pattern = rf"(?P<never>\b(?:{never})\b)|\b(?P<word>{some})\b(?P<between>{BETWEEN}) (?={TARGET})"
        self._some = re.compile(pattern, re.IGNORECASE)
        self._whole = re.compile(rf"\b(?:{whole})\b ?", re.IGNORECASE)

    def of(self, sentence: str) -> Denied:
        """The sentence without its denials, and how far each of them reaches."""
        found = self._whole.search(sentence)
        if found:
            text = sentence[: found.start()] + sentence[found.end() :]
            return Denied(text, ((found.start(), len(text)),))
        stretches: list[tuple[int, int]] = []
        moving: set[int] = set()
        for hit in reversed([hit for hit in self._some.finditer(sentence) if not hit["never"]]):
            behind = sentence[hit.end() :]
            noun = re.match(rf"(?:{'|'.join(VERBS)})\b", behind, re.IGNORECASE)
            if noun:
                behind = VERBS[noun.group().lower()] + behind[noun.end() :]
            sentence = f"{sentence[: hit.start()]}{hit['between'].strip()} {behind}"
            end = BUT.search(sentence, hit.start())
            stretches.append((hit.start(), end.start() if end else len(sentence)))
            if MOVEMENT.match(behind):
                moving.add(hit.start())
        return Denied(sentence, tuple(stretches), frozenset(moving))
