"""One text to its questions: sentences, numbered lines and "… and how many …" joined to the question before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.question.words import clean

MAX_PARTS = 50
# A number or letter opens a question at the start of a line or after another; inside a sentence it only lists.
INLINE = re.compile(r"(?<=[a-z,:])\s+\(?(?:[a-h]|i{1,3}|iv|v|\d)\)(?=\s)")
AGAIN = re.compile(r"\b(?:same as|as in|as for) (?:question|part|q) ?\d+,?(?: but)?", re.IGNORECASE)
NUMBERED = re.compile(
    r"(?:^|(?<=[?.;:]\s))(?:\(?(?:\d{1,2}|[a-h]|i{1,3}|iv|v)[.)]|\([a-h\d]{1,2}\))\s+(?=\S)|^\s*[•*–-]\s+"
)
SENTENCE = re.compile(r"(?<=[?!;])\s+|(?<=[a-z0-9)][.])\s+(?=[A-Z\"'(])|\n+")
# "… in 2023, and how many of them were children": a second question with the first one's people and period.
JOINED = re.compile(
    r",?\s+(?:and|as well as|plus)\s+(?=(?:(?:also|then)\s+)?(?:how many|how much|what (?:is|was|were|are|percentage|proportion|share|fraction|number|about)|"
    r"which|who|the (?:percentage|proportion|share|number)|of (?:those|these|them)|how (?:does|do|did|has|have))\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Piece:
    """``follows`` says that the piece was joined by "and" to the one before and takes over its people."""

    text: str
    follows: bool = False


def split(text: str) -> list[Piece]:
    """The questions of a text in order; background sentences are among them, for the reader to drop."""
    pieces: list[Piece] = []
    for line in AGAIN.sub("and", INLINE.sub("", text)).splitlines() or [text]:
        for bullet in NUMBERED.split(line):
            for sentence in SENTENCE.split(bullet or ""):
                sentence = clean(sentence)
                if sentence:
                    parts = JOINED.split(sentence)
                    leans = bool(pieces) and sentence.lower().startswith("and ")
                    pieces += [Piece(part, i > 0 or leans) for i, part in enumerate(parts) if part.strip()]
    return pieces[:MAX_PARTS]
