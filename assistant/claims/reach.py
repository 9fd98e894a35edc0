"""How far a word reaches: whether it stands in a figure's own clause, and so may say whom the figure counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claims.digits import VALUES
from assistant.claims.stated import PARTS, QUALIFIERS, Stated
from assistant.english.lexicon import lexicon_category
from assistant.english.phrases import pattern, phrases

MARK = pattern("reach.mark")
# "In Leeds, …", "…, had been sleeping rough": no clause of its own, but a part of the one beside it. Of these the first
# also begin a remark ("in a sign of …"), which a name shows that they do not.
PLACES, GROUPS, WHO, ADVERBS, CIRCUMSTANCE = (
    phrases("reach")[name] for name in ("place", "group", "who", "adverb", "circumstance")
)
OF_THEM = pattern("reach.of_them")
AUXILIARIES = frozenset((*lexicon_category("BE"), *lexicon_category("HAVE"), *WHO))
MEASURING = frozenset((*QUALIFIERS, *PARTS, *(f"{part}s" for part in PARTS)))
Stretch = tuple[int, int]


def own_clause(sentence: str, stated: Stated) -> list[str]:
    """The stretches of a sentence that may say whom and when a figure counts."""
    return [sentence[a:b] for a, b in _own(sentence, stated)]


def apart_from(sentence: str, stated: list[Stated], words: list[str]) -> bool:
    """Does none of the words stand in the clause of a figure?"""
    return bool(stated) and not any(beside(sentence, s, words) for s in stated)


def beside(sentence: str, stated: Stated, unknown: list[str]) -> list[str]:
    """Words of the figure's own clause that are not understood and may say whom it counts; not how or how much."""
    own = list(_own(sentence, stated))
    return [
        word
        for word in narrowing(unknown)
        if any(a < end and start < b for start, end in _places(word, sentence) for a, b in own)
    ]


def clauses_of(sentence: str, words: list[str]) -> list[str]:
    """The stretches between marks in which any of the words stands."""
    places = [place for word in words for place in _places(word, sentence)]
    return [sentence[a:b] for a, b in _pieces(sentence) if any(a < end and start < b for start, end in places)]


def _places(words: str, sentence: str) -> list[Stretch]:
    """Where the words stand, whatever marks are between them ("first-time")."""
    parts = re.findall(r"[\w'’]+", words) or [words]
    joined = r"(?<!\w)" + r"\W{0,3}".join(map(re.escape, parts)) + r"(?!\w)"
    return [found.span() for found in re.finditer(joined, sentence)]


def narrowing(words: list[str]) -> list[str]:
    """Without adverbs, which say how or how much, and words for how much a figure is and how exact ("two | thirds")."""
    return [word for word in words if not word.lower().endswith("ly") and word.lower() not in MEASURING]


def proper(sentence: str, words: list[str]) -> list[str]:
    """Those that are names: "referred to | Northumbria Police"; a capital at the head of a sentence is none."""
    return [
        word for word in words if word[:1].isupper() and (" " in word or not sentence.lstrip("\"'“‘ ").startswith(word))
    ]


def _own(sentence: str, stated: Stated) -> Iterator[Stretch]:
    """The stretch between marks that a figure stands in, and those beside it that are no clauses of their own."""
    pieces = list(_pieces(sentence))
    mine = [n for n, (a, b) in enumerate(pieces) if a < stated.end and stated.start < b]
    if not mine:
        return
    yield pieces[mine[0]][0], pieces[mine[-1]][1]
    for n in range(mine[0] - 1, -1, -1):
        bracket = sentence[: pieces[n + 1][0]].endswith("(")  # "Greater London (2,661 cases)"
        if not bracket and not _fragment(sentence, pieces[n]):
            break
        yield pieces[n]
    for n in range(mine[-1] + 1, len(pieces)):
        piece = pieces[n]
        if not _fragment(sentence, piece) and not _predicate(sentence, piece):
            break
        yield piece


def _pieces(sentence: str) -> Iterator[Stretch]:
    start = 0
    for found in MARK.finditer(sentence):
        if re.match(r",\d{3}", sentence[found.start() :]) and sentence[found.start() - 1 : found.start()].isdigit():
            continue  # inside a number
        yield start, found.start()
        start = found.end()
    yield start, len(sentence)


def _fragment(sentence: str, piece: Stretch) -> bool:
    """Is it a phrase that limits what stands beside it: "in Leeds", "among the homeless"?"""
    words = sentence[piece[0] : piece[1]].split()
    if not words:
        return True
    if OF_THEM.match(sentence[piece[0] : piece[1]].lstrip()) and not any(word[:1].isdigit() for word in words):
        return True
    first = words[0].lower()
    if first in CIRCUMSTANCE and not sentence[: piece[0]].strip():
        return False  # "With borders shut, …" says what went on, and of nobody
    named = any(word[:1].isupper() or word[:1].isdigit() or VALUES.get(word, 1) > 1 for word in words[1:])
    return first in GROUPS or (first in PLACES and named)


def _predicate(sentence: str, piece: Stretch) -> bool:
    """Is it what is said of the figure in front of it: ", had been sleeping rough", " and later deported"?"""
    words = [word.lower().rstrip(".!?") for word in sentence[piece[0] : piece[1]].split()]
    while words and (words[0] in ADVERBS or words[0].endswith("ly")):
        words = words[1:]
    joined = sentence[: piece[0]].rstrip().endswith((" and", " but"))
    return bool(words) and (words[0] in AUXILIARIES or (joined and words[0].endswith("ed")))
