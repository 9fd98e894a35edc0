"""What a sentence denies: "there were not 16,990", "did not rise", "were not the most common"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.catalog.saying import ClaimWords
from assistant.english.phrases import filled, pattern

MOVEMENT = pattern("denials.movement")
COMMA = re.compile(r"[,;:]")
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
    said = {"false": words.false, "claims": words.claims, "falsely": words.falsely, "denies": words.denies}
    says = (*words.saying, *words.reporting)
    return tuple(filled(f"denials.{name}", **said, says=says) for name in ("it", "claim", "denied", "falsely"))


class Denials:
    """The words of denial of a catalog, as patterns."""

    def __init__(self, words: ClaimWords) -> None:
        self._some = filled("denials.some", some=(*words.denials, *words.asides), never=words.no_denials)
        self._asides = frozenset(words.asides)
        self._whole = _whole(words)

    def whole(self, sentence: str) -> str | None:
        """What a sentence says is not so; None where it does not deny the whole of it."""
        for denying in self._whole:
            if found := denying.search(sentence):
                said = found.groupdict().get("said") or ""
                return f"{sentence[: found.start()]}{said} {sentence[found.end() :]}".strip()
        return None

    def apart(self, sentence: str) -> list[str]:
        """ "The idea that most are children is a myth: 44% are": what is denied, and what is said instead."""
        head, colon, rest = sentence.partition(": ")
        return [head, rest] if colon and self.whole(head) is not None and self.whole(rest) is None else [sentence]

    def of(self, sentence: str) -> Denied:
        """The sentence without its denials, and how far each of them reaches."""
        stretches: list[tuple[int, int]] = []
        moving: set[int] = set()
        for hit in reversed([hit for hit in self._some.finditer(sentence) if not hit["never"]]):
            behind = sentence[hit.end() :]
            sentence = f"{sentence[: hit.start()]}{hit['between'].strip()} {behind}"
            stops = COMMA if hit["word"].lower() in self._asides else BUT
            end = stops.search(sentence, hit.start())
            stretches.append((hit.start(), end.start() if end else len(sentence)))
            if MOVEMENT.match(behind):
                moving.add(hit.start())
        return Denied(sentence, tuple(stretches), frozenset(moving))
