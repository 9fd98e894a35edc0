"""One text to its questions: sentences, numbered lines and "… and how many …" joined to the question before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.question.words import clean

MAX_PARTS = 50
# A number or letter opens a question at the start of a line or after another; inside a sentence it only lists:
# "how many (a) children and (b) adults" is "how many children and adults".
MARK = r"\(?(?:[a-h]|i{1,3}|iv|v|\d)\)(?=\s)"
FIRST_MARK = re.compile(rf"(?<=[a-z,:])[^\S\n]+\(?(?:a|i|1)\)(?=\s)|(?:,?[^\S\n]+and|,)[^\S\n]+{MARK}")
NEXT_MARK = re.compile(rf"(?<=[a-z\d])[^\S\n]+{MARK}")
AGAIN = re.compile(r"\b(?:same as|as in|as for) (?:question|part|q) ?\d+,?(?: but)?", re.IGNORECASE)
# "pursuant to the Answer of 4 March to Question 1234", "(FOI 2023/0456)": what a letter refers to, not a period.
REFERENCE = re.compile(
    r",? ?\b(?:pursuant to|further to|following|with reference to) (?:the |his |her |their |your )?(?:written )?(?:answer|letter|reply|response|email)"
    r"(?: (?:of|on|dated|given on))?(?: \d{1,2}(?:st|nd|rd|th)? \w+(?: \d{4})?)?(?: to (?:question|pq) ?\S+)?,?",
    re.IGNORECASE,
)
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
    """``follows`` says that the piece was joined by "and" to the one before and takes over its people.

    ``leans`` says that it stands in one paragraph after another sentence, and so may be about the same people.
    """

    text: str
    follows: bool = False
    leans: bool = False


def _unmarked(text: str) -> str:
    """Letters and numbers that list within a sentence become "and"."""
    return NEXT_MARK.sub(
        " and", FIRST_MARK.sub(lambda found: " and" if found.group()[0] == "," or "and" in found.group() else "", text)
    )


def split(text: str) -> list[Piece]:
    """The questions of a text in order; background sentences are among them, for the reader to drop."""
    pieces: list[Piece] = []
    for line in AGAIN.sub("and", _unmarked(REFERENCE.sub("", text))).splitlines() or [text]:
        for bullet in NUMBERED.split(line):
            start = len(pieces)
            for sentence in SENTENCE.split(bullet or ""):
                sentence = clean(sentence)
                if sentence:
                    parts = JOINED.split(sentence)
                    joined = bool(pieces) and sentence.lower().startswith("and ")
                    pieces += [
                        Piece(part, i > 0 or joined, len(pieces) > start)
                        for i, part in enumerate(parts)
                        if part.strip()
                    ]
    return pieces[:MAX_PARTS]
