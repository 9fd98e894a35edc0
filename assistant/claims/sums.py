"""Arithmetic inside a sentence: "from 56 to 112, a 50% increase" is wrong whatever it is about."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answer.numbers import count, rounded
from assistant.claims.stated import Stated, agrees
from assistant.english.phrases import pattern

FROM, TO = pattern("sums.from"), pattern("sums.to")


@dataclass(frozen=True)
class Sum:
    """A stated change, and in words what the two figures beside it come to."""

    stated: Stated
    text: str


def within(stated: list[Stated], sentence: str) -> tuple[Sum, ...]:
    """The change of a sentence that says "from A to B", where A and B come to another."""
    counts = [s for s in stated if s.kind == "count" and not s.qualifier and s.step == 1]
    changes = [s for s in stated if s.kind in ("change", "multiple")]
    if len(counts) != 2 or len(changes) != 1 or len(stated) != 3:
        return ()
    a, b = counts
    if not from_to(sentence, a, b) or not a.value:
        return ()
    change, ratio = changes[0], b.value / a.value
    percent = 100 * (ratio - 1)
    if change.kind == "multiple":
        right, said = agrees(change, ratio, {}), f"{rounded(ratio, 2):g} times as many"
    else:
        signed = -percent if change.falling else percent
        right = bool(change.qualifier) or agrees(replace(change, falling=False), signed, {})
        said = f"a {'rise' if percent > 0 else 'fall'} of {rounded(abs(percent), 1):g}%"
    return () if right else (Sum(change, f"From {count(a.value)} to {count(b.value)} is {said}."),)


def from_to(sentence: str, a: Stated, b: Stated) -> bool:
    """ "From A in 2020 to B in 2022": are they the two ends of what moved?"""
    return bool(FROM.search(sentence[: a.start].rstrip()) and TO.search(sentence[a.end : b.start]))
