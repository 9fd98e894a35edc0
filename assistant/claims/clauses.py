"""A sentence that says one thing of one group and another of another, as the two that it is made of."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.claims.orderings import FALL, RISE
from assistant.claims.spans import FROM_FIGURE, following
from assistant.claims.stated import find
from assistant.english.named import Names
from assistant.english.phrases import pattern

LEADING = pattern("clauses.leading")
BREAK = pattern("clauses.break")
COMMA = pattern("clauses.comma")
# "Fell in 2020 and | rose in 2021", "rose in 2021 after | falling in 2020": of one subject
TURN = pattern("clauses.turn")
# "After falling in 2020, referrals rose in 2021"
AFTER = pattern("clauses.after")


ORDER = pattern("clauses.order")
BASIS = pattern("clauses.basis")  # behind these stands what a figure is compared with
MARK = re.compile(r"[,;]")
AND = pattern("clauses.and")
ALONE = pattern("clauses.alone")


def apart(sentence: str, names_of: Callable[[str], Names]) -> list[str]:
    """The sentence as clauses each of which states figures of people of its own; nothing where it is of one piece.

    Each has the period that the sentence names once. Words between them may mean more ("of these"), so that this is one
    way to read the sentence, and not the only one.
    """
    led = LEADING.match(sentence)
    pieces: list[str] = []
    for piece in [led["first"], led["second"]] if led else ALONE.split(sentence):
        if pieces and not (_states(piece) and _own(names_of(piece))):
            start = sentence.find(pieces[-1])
            pieces[-1] = sentence[start : sentence.find(piece, start + len(pieces[-1])) + len(piece)]
        else:
            pieces.append(piece)
    named_in = [names_of(piece) for piece in pieces]
    about = {
        (frozenset((f.dimension, f.member) for f in names.filters), *names.measures[:1], *names.spans)
        for names in named_in
    }
    if len(pieces) < 2 or len(about) < len(pieces) or not all(_states(piece) for piece in pieces):
        return []
    spans = list(dict.fromkeys(span for names in named_in for span in names.spans))
    when = f" in {spans[0].label}" if len(spans) == 1 else ""
    if spans and not when and not all(names.spans for names in named_in):
        return []
    return [piece if names.spans else piece.rstrip(" .") + when for piece, names in zip(pieces, named_in, strict=True)]


def _own(names: Names) -> bool:
    """It says of whom its figures are, or of what and when."""
    return bool(names.filters or (names.measures and names.spans))


def in_turn(sentence: str, names_of: Callable[[str], Names]) -> list[str]:
    """ "15,247 RG and 9,825 CG decisions, of which 55% and 66% respectively were positive", "…; 55% of the former and
    66% of the latter were positive": each with its own share."""
    found = find(sentence)
    counts, shares = ([s for s in found if s.kind == kind] for kind in ("count", "share"))
    if not 1 < len(counts) == len(shares) or counts[-1].end > shares[0].start:
        return []
    said = [ORDER.search(sentence, share.end) for share in shares]
    if not said[-1] or (len(counts) > 2 and said[-1]["both"] is None):
        return []
    turned = said[-1]["first"] is not None  # "56% of the latter and 53% of the former"
    before, mark, _ = MARK.sub(r"\g<0>\n", sentence[counts[-1].end : shares[0].start]).rpartition("\n")
    if not mark:
        return []
    ends = [count.start for count in counts[1:]] + [counts[-1].end + len(before)]
    tail = ORDER.sub("", sentence[shares[-1].end :])
    parts = [AND.sub("", sentence[count.start : end]) for count, end in zip(counts, ends, strict=True)]
    named = [names_of(f"{sentence[: counts[0].start]}{part}").spans for part in parts]
    known = list(dict.fromkeys(span for spans in named for span in spans))
    when = f" in {known[0].label}" if len(known) == 1 else ""
    return [
        f"{sentence[: counts[0].start]}{part}{'' if spans else when}, of which {sentence[share.start : share.end]}{tail}"
        for part, spans, share in zip(parts, named, shares[::-1] if turned else shares, strict=True)
    ]


def _states(piece: str) -> bool:
    return any(s.kind in ("count", "share") for s in find(piece))


def turns(sentence: str, names_of: Callable[[str], Names]) -> list[str]:
    """What is said to have moved one way and then the other, each movement with the subject and its own period; the
    sentence itself where it says figures, or one movement."""
    first, *more = TURN.split(AFTER.sub(r"\g<rest> after \g<move>", sentence))
    moving = RISE.search(first) or FALL.search(first)
    if not more or not moving or find(sentence) or not all(names_of(piece).periods for piece in (first, *more)):
        return [sentence]
    return [first, *(f"{first[: moving.start()]}{piece}" for piece in more)]


def clauses(sentence: str, names_of: Callable[[str], Names]) -> list[str]:
    """The clauses, each with its own subject, change or figure, and the period of the other where it names none; the
    sentence itself where they do not stand alone."""
    led = LEADING.match(sentence)
    pieces = [led["first"], led["second"]] if led else BREAK.split(sentence)
    if len(pieces) < 2:
        pieces = COMMA.split(sentence)
        if len(pieces) < 2 or not all(any(s.kind == "change" for s in find(piece)) for piece in pieces):
            return [sentence]
    named_in = [names_of(piece) for piece in pieces]
    moving = all(RISE.search(piece) or FALL.search(piece) for piece in pieces)
    stated = all(any(s.kind in ("count", "change") for s in find(piece)) for piece in pieces)
    about = [frozenset((f.dimension, f.member) for f in s.filters) | {*s.measures, *s.weak} for s in named_in]
    if len(pieces) < 2 or not (moving or (stated and not led)) or not all(about) or len(set(about)) < len(about):
        return [sentence]
    named = list(dict.fromkeys(span for s in named_in for span in s.spans))
    told = {span for piece in pieces for span in names_of(BASIS.split(piece)[0]).spans}
    named = named if told or len(named) != 1 else []  # the only one is what another is compared with
    starts = FROM_FIGURE.search(sentence)
    if len(named) == 1 and starts and named[0].label == starts["year"]:
        named = [following(named[0])]  # "from 16,990 in 2023 to 19,125, whilst reports rose …": a year later
    if any(not s.spans for s in named_in):
        if not named:
            return pieces
        if len(named) > 2:
            return [sentence]
        when = f" in {named[0].label}" if len(named) == 1 else f" between {named[0].label} and {named[1].label}"
        pieces = [piece if s.spans else piece.rstrip(" .") + when for piece, s in zip(pieces, named_in, strict=True)]
    return pieces
