"""What a sentence denies: "there were not 16,990", "did not rise", "were not the most common"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.catalog.saying import ClaimWords
from assistant.claims.stated import DOWN, UP
from assistant.english.phrases import any_of, pattern

# What can be denied behind the word: a figure, a movement, a multiple, an order.
TARGET = (
    rf"(?:\d|(?:{UP}|{DOWN})\b|change\b|doubl|trebl|tripl|quadrupl|halv|twice|exceed|overt[ao]|outnumber|"
    r"(?:the )?(?:most|highest|lowest|largest|biggest|fewest|smallest|second|third|fourth|fifth)\b|(?:at )?a record)"
)
BETWEEN = r"(?: (?:in fact|actually|yet|ever|even|any|the|an?|been|have|has|as many as|exactly|made))?"
MOVEMENT = pattern("denials.movement")
COMMA = re.compile(r"[,;:]")
ASIDE = ("far from", "rather than", "instead of")  # they deny no more than what stands right behind them
BUT = pattern("denials.but")


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
        return any(start <= position < end and not (figure and start in self.moving) for start, end in self.stretches)


def _whole(words: ClaimWords) -> tuple[re.Pattern[str], ...]:
    """How a whole sentence is denied; what remains of it is the rest, or what ``said`` holds."""
    false, claims, falsely, denies = (any_of(w) for w in (words.false, words.claims, words.falsely, words.denies))
    says = any_of((*words.saying, *words.reporting))
    judged = rf"(?:is|are|was|were|['’]s) (?:\w+ly )?(?:{false})"
    patterns = (
        rf"\bit(?: | (?:is|was) )?{judged}(?: to \w+)?(?: that)? ",
        rf"\b(?:(?:the|any|his|her|their|this) )?(?:{claims}) that (?P<said>.+?) {judged}\b",
        rf"^(?:.{{0,60}}? )?(?:{denies})(?: (?:the |any |that |for )*(?:{claims}))? that ",
        rf"^(?:.{{0,60}}? )?(?:{falsely})(?: (?:{says}))?(?: that)? ",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


class Denials:
    """The words of denial of a catalog, as patterns."""

    def __init__(self, words: ClaimWords) -> None:
        some, never = any_of(words.denials), any_of(words.no_denials)
        pattern = rf"(?P<never>\b(?:{never})\b)|\b(?P<word>{some})\b(?P<between>{BETWEEN}) (?={TARGET})"
        self._some = re.compile(pattern, re.IGNORECASE)
        self._whole = _whole(words)

    def whole(self, sentence: str) -> str | None:
        """What a sentence says is not so; None where it does not deny the whole of it."""
        for denying in self._whole:
            if found := denying.search(sentence):
                said = found.groupdict().get("said") or ""
                return f"{sentence[: found.start()]}{said} {sentence[found.end() :]}".strip()
        return None

    def of(self, sentence: str) -> Denied:
        """The sentence without its denials, and how far each of them reaches."""
        stretches: list[tuple[int, int]] = []
        moving: set[int] = set()
        for hit in reversed([hit for hit in self._some.finditer(sentence) if not hit["never"]]):
            behind = sentence[hit.end() :]
            sentence = f"{sentence[: hit.start()]}{hit['between'].strip()} {behind}"
            stops = COMMA if hit["word"].lower() in ASIDE else BUT
            end = stops.search(sentence, hit.start())
            stretches.append((hit.start(), end.start() if end else len(sentence)))
            if MOVEMENT.match(behind):
                moving.add(hit.start())
        return Denied(sentence, tuple(stretches), frozenset(moving))
