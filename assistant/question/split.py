"""One text to its questions: sentences, numbered lines and "… and how many …" joined to the question before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.words.tokens import clean

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
    r",?\s+(?:and|as well as|plus)\s+(?=(?:(?:also|then)\s+)?(?:how many|how much|what (?:is|was|were|are|percentage|proportion|share|fraction|number|about|happened)|"
    r"which|who|the (?:percentage|proportion|share|number)|of (?:those|these|them)|how (?:does|do|did|has|have)|"
    r"(?:has|have|is|are|was|were|did|does|do|can) (?:the|it|this|that|there|these|those|they|you|(?-i:[A-Z]\w+)))\b)",
    re.IGNORECASE,
)
# "… in 2023, how many of them …, which nationality …": in a list of questions each begins as a question does.
LISTED = re.compile(
    r",\s+(?=(?:how many|how much|what (?:is|was|were|are|percentage|proportion|share|fraction|number|happened)|"
    r"which(?! (?:is|are|was|were|has|have|had|can|may|will|would|do|does|did|include|includes|included)\b))\b)",
    re.IGNORECASE,
)
# "My council has asked me how many …": who asks stands apart from what is asked.
PREAMBLE = re.compile(
    r"^((?:my|our|i|we|a|an|the)\b[^?,]{0,80}?\b(?:asked|asks|asking|wondering|(?:wants?|wanted|like|need(?:s|ed)?|trying) to (?:know|find out|establish))(?: me| us)?),? "
    r"(?=(?:how many|how much|what|which)\b)",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"\b(?:how (?:many|much|often)|number of|percentage|proportion|total)\b|^(?:and |also |so )*(?:what|which|who)\b",
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
    """Letters and numbers that list within a sentence become "and"; "(top 5)" lists nothing."""

    def following(found: re.Match[str]) -> str:
        before = found.string[: found.start()]
        closes = "(" not in found.group() and before.count("(") > before.count(")")
        return found.group() if closes else ", and"

    # A comma stays before "and": "(a) labour and (b) criminal" are two, and not the combination of both.
    first = FIRST_MARK.sub(lambda found: ", and" if found.group()[0] == "," or "and" in found.group() else "", text)
    return NEXT_MARK.sub(following, first)


def _listed(sentence: str) -> list[str]:
    """The questions of a list in one sentence; "In 2023, how many …" is one."""
    found: list[str] = []
    for part in LISTED.split(sentence):
        if found and not ASKS.search(found[-1]):
            found[-1] = f"{found[-1]}, {part}"
        else:
            found.append(part)
    return found


def split(text: str) -> list[Piece]:
    """The questions of a text in order; background sentences are among them, for the reader to drop."""
    pieces: list[Piece] = []
    for line in AGAIN.sub("and", _unmarked(REFERENCE.sub("", text))).splitlines() or [text]:
        for bullet in NUMBERED.split(line):
            start = len(pieces)
            for sentence in SENTENCE.split(bullet or ""):
                sentence = clean(sentence)
                if sentence:
                    lead = PREAMBLE.match(sentence)
                    if lead:
                        pieces.append(Piece(lead[1], False, len(pieces) > start))
                        sentence = sentence[lead.end() :]
                    parts = [part for asked in _listed(sentence) for part in JOINED.split(asked)]
                    joined = bool(pieces) and sentence.lower().startswith("and ")
                    pieces += [
                        Piece(part, i > 0 or joined, len(pieces) > start)
                        for i, part in enumerate(parts)
                        if part.strip()
                    ]
    return pieces[:MAX_PARTS]
