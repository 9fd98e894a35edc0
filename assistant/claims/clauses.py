"""A sentence that says one thing of one group and another of another, as the two that it is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from assistant.claims.orderings import EXTREME, FALL, RISE
from assistant.claims.ranking import RANK
from assistant.claims.sides import LIKENED
from assistant.claims.spans import FROM_FIGURE, following
from assistant.claims.stated import find
from assistant.english.named import Names
from assistant.english.phrases import pattern
from assistant.period import Span

JOINED = pattern("lists.joined")  # between two figures that stand side by side
LEADING = pattern("clauses.leading")
BREAK = pattern("clauses.break")
COMMA = pattern("clauses.comma")
# "Fell in 2020 and | rose in 2021", "rose in 2021 after | falling in 2020": of one subject
TURN = pattern("clauses.turn")
AGAIN = pattern("clauses.again")
AGAIN_BY = pattern("clauses.again_by")
TURN_FIGURES = pattern("clauses.turn_figures")
RECOVERING, RECOVERED = pattern("clauses.recovering"), pattern("clauses.recovered")
# "After falling in 2020, referrals rose in 2021"
AFTER = pattern("clauses.after")


ORDER = pattern("clauses.order")
BASIS = pattern("clauses.basis")  # behind these stands what a figure is compared with
DID_NOT = pattern("clauses.did_not")
DID_NOT_THEN, DID_THEN = pattern("clauses.did_not_then"), pattern("clauses.did_then")
DENIED_HEAD = pattern("clauses.denied_head")
FORMER = pattern("clauses.former")
FOREMOST = pattern("clauses.foremost")
BASED = pattern("clauses.based")  # "22% | on 2024"
MARK = re.compile(r"[,;]")
CLAUSE = pattern("lists.clause")
AND = pattern("clauses.and")
ALONE = pattern("clauses.alone")
PLACING = pattern("clauses.placing")


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
    spans = _spans([BASED.sub(" ", piece) for piece in pieces], names_of) or _spans(pieces, names_of)
    when = f" in {spans[0].label}" if len(spans) == 1 else ""
    if spans and not when and not all(names.spans for names in named_in):
        return []
    return [piece if names.spans else piece.rstrip(" .") + when for piece, names in zip(pieces, named_in, strict=True)]


def ranked(sentence: str, names_of: Callable[[str], Names], has: Callable[[str], Collection[str]]) -> list[str]:
    """ "The most common nationalities in 2023 were UK and Albanian, | and 15,247 reasonable grounds decisions were made": a
    ranking without figures, and what is said of a count that does not have its kind (``has``: the kinds of each), or of all
    who were counted before it; each with the period of both. The sentence itself where it is of one piece."""
    for found in PLACING.finditer(sentence):
        first, second = sentence[: found.start()], sentence[found.end() :]
        placing, other = (second, first) if find(first) else (first, second)
        named, theirs = names_of(placing), names_of(other)
        kinds = {f.dimension for f in named.filters}
        bare = not find(placing) and RANK.search(placing) and len(kinds) == 1 and kinds <= named.dimensions()
        apart = theirs.counted and not kinds & {f.dimension for f in theirs.filters}
        of_another = placing is second or not any(kinds <= {*has(measure)} for measure in theirs.counted)
        spans = dict.fromkeys((*named.spans, *theirs.spans))
        if bare and apart and of_another and find(other) and len(spans) == 1:
            when = f"In {next(iter(spans)).label}, "
            return [
                first if names_of(first).spans else when + first,
                second if names_of(second).spans else when + second,
            ]
    return [sentence]


def _own(names: Names) -> bool:
    """It says of whom its figures are, or of what and when."""
    return bool(names.filters or (names.measures and names.spans))


def in_turn(sentence: str, names_of: Callable[[str], Names], earlier: str = "") -> list[str]:
    """ "15,247 RG and 9,825 CG decisions, of which 55% and 66% respectively were positive", "…; 55% of the former and
    66% of the latter were positive": each with its own share, or part; the shares alone where the sentence before, ``earlier``, gives
    the counts."""
    found = find(sentence)
    told = [s for s in find(earlier) if s.kind == "count"] if found and all(s.kind == "share" for s in found) else []
    if len(told) == len(found) > 1:
        lead = earlier.rstrip(" .")
        whole = in_turn(f"{lead}, of which {sentence[found[0].start :]}", names_of)
        return [_of_whole(piece) for piece in whole]
    counts, shares = ([s for s in found if s.kind == kind] for kind in ("count", "share"))
    if not shares and len(counts) > 3 and JOINED.fullmatch(sentence[counts[-2].end : counts[-1].start]):
        counts, shares = counts[:-2], counts[-2:]  # "Of the 6,346 RG and 7,406 CG decisions, 3,948 and 5,406 …"
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
    lead = sentence[: counts[0].start]
    starts = [0, *(count.end for count in counts[:-1])]
    ahead = [sentence[start : count.end] for start, count in zip(starts, counts, strict=True)]
    if all(names_of(text).filters for text in ahead) and not names_of(parts[-1]).filters:
        lead, parts = "", [CLAUSE.split(text)[-1] for text in ahead]  # "The police made 3,946 and councils | 3,955"
    if len(names_of(lead).spans) == len(counts):  # "In 2022 and 2023 there were | 16,921 and 16,990 referrals"
        what = sentence[counts[-1].end : ends[-1]]
        parts = [
            f"{sentence[count.start : count.end]}{what} in {span.label}"
            for count, span in zip(counts, names_of(lead).spans, strict=True)
        ]
        lead = ""
    named = [names_of(f"{lead}{part}").spans for part in parts]
    known = list(dict.fromkeys(names_of(sentence[: shares[0].start]).spans))
    when = f" in {known[0].label}" if len(known) == 1 else ""
    return [
        f"{lead}{part}{'' if spans else when}, of which {sentence[share.start : share.end]}{tail}"
        for part, spans, share in zip(parts, named, shares[::-1] if turned else shares, strict=True)
    ]


def of_former(sentence: str, names_of: Callable[[str], Names]) -> list[str]:
    """ "Adults and children accounted for 8,622 and 7,432 in 2023; the former number was down on 2022, the latter up": what is
    said of each of the two, as of the period of the figures; nothing where it says no such thing."""
    found = FORMER.search(sentence)
    spans = names_of(found["said"]).spans if found else ()
    if not found or len(spans) != 1 or not all(names_of(found[who]).filters for who in ("a", "b")):
        return []
    base = "" if found["own"] else found["base"]
    moved = ((found["a"], found["one"]), (found["b"], f"{found['two']}{base}"))
    return [found["said"], *(f"In {spans[0].label} {who} were {how}" for who, how in moved)]


def foremost_each(sentence: str, names_of: Callable[[str], Names]) -> list[str]:
    """ "Labour exploitation was the most common type for adults in 2023, and criminal exploitation for children": who came
    first in each of two groups; nothing where it says no such thing."""
    found = FOREMOST.search(sentence)
    sides = [names_of(found[who]).filters for who in ("x", "y", "a", "b")] if found else []
    if not found or any(len({f.dimension for f in named}) != 1 for named in sides):
        return []
    x, y, a, b = (named[0] for named in sides)
    if x.dimension != y.dimension or a.dimension != b.dimension or x.dimension == a.dimension:
        return []
    on, then = found["on"] or found["then"] or "", found["then"] or found["on"] or ""
    return [
        f"{found['when'] or ''}{found[who]} {found['was']} {found['for']} {found[whose]}{when}"
        for who, whose, when in (("x", "a", on), ("y", "b", then))
    ]


def _of_whole(piece: str) -> str:
    """ "15,247 RG decisions in 2023, of which 55% were positive" as a share of them, whatever their number."""
    count, share = (next(s for s in find(piece) if s.kind == kind) for kind in ("count", "share"))
    whole = f"{piece[: count.start]} {piece[count.end : share.start].rpartition(',')[0]}".strip()
    return f"Of {whole}, {piece[share.start :]}"


def _spans(pieces: list[str], names_of: Callable[[str], Names]) -> list[Span]:
    """The periods that clauses name, without those of which a figure is only said to be like another."""
    return list(dict.fromkeys(span for piece in pieces for span in names_of(LIKENED.sub("", piece)).spans))


def _states(piece: str) -> bool:
    return any(s.kind in ("count", "share") for s in find(piece))


def turns(sentence: str, names_of: Callable[[str], Names]) -> list[str]:
    """What is said to have moved one way and then the other, each movement with the subject and its own period; the
    sentence itself where it says figures, or one movement."""
    sentence = RECOVERED.sub("rose", RECOVERING.sub("rising", sentence))
    sentence = DID_NOT_THEN.sub(r"\g<move>\g<mid> and did not \g<move>", sentence)
    sentence = DID_THEN.sub(r"\g<not> \g<move>\g<mid> and \g<move>", sentence)
    sentence = sentence if find(sentence) else AGAIN.sub(r"\g<move>\g<mid> in \g<a> and \g<move> in \g<b>", sentence)
    sentence = AGAIN_BY.sub(r"\g<move>\g<a> and \g<move> \g<b>", sentence)
    told = AFTER.sub(r"\g<rest> after \g<move>", sentence)
    first, *more = TURN.split(told)
    if find(first):
        first, *more = TURN_FIGURES.split(told)
    moving = RISE.search(first) or FALL.search(first)
    if not more or not moving or not all(names_of(piece).periods for piece in (first, *more)):
        return [sentence]
    head = DENIED_HEAD.sub("", first[: moving.start()])  # "did not rise in 2020 but rose in 2022"
    return [first, *(f"{head}{piece}" for piece in more)]


def clauses(sentence: str, names_of: Callable[[str], Names]) -> list[str]:
    """The clauses, each with its own subject, change or figure, and the period of the other where it names none; the
    sentence itself where they do not stand alone."""
    sentence = DID_NOT.sub(r"\g<move>\g<mid> but \g<who> \g<not> \g<move>", sentence)
    led = LEADING.match(sentence)
    pieces = [led["first"], led["second"]] if led else BREAK.split(sentence)
    if len(pieces) < 2:
        pieces = COMMA.split(sentence)
        if len(pieces) < 2 or not all(any(s.kind == "change" for s in find(piece)) for piece in pieces):
            return [sentence]
    named_in = [names_of(piece) for piece in pieces]
    placed = led is not None and EXTREME.search(pieces[-1]) is not None  # "despite fewer adults, | the third-highest …"
    moving = all(RISE.search(piece) or FALL.search(piece) for piece in (pieces[:1] if placed else pieces))
    stated = all(any(s.kind in ("count", "change", "multiple") for s in find(piece)) for piece in pieces)
    about = [frozenset((f.dimension, f.member) for f in s.filters) | {*s.measures, *s.weak} for s in named_in]
    if len(pieces) < 2 or not (moving or (stated and not led)) or not all(about) or len(set(about)) < len(about):
        return [sentence]
    if not moving and _goes_on(named_in):
        return [sentence]
    named = _spans(pieces, names_of)
    told = {span for piece in pieces for span in names_of(BASIS.split(piece)[0]).spans}
    told = told or {span for piece in pieces for span in names_of(BASED.sub(" ", piece)).spans}
    named = named if told or len(named) != 1 else []  # the only one is what another is compared with
    starts = FROM_FIGURE.search(sentence)
    if len(named) == 1 and starts and named[0].label == starts["year"]:
        named = [following(named[0])]  # "from 16,990 in 2023 to 19,125, whilst reports rose …": a year later
    if any(not s.spans for s in named_in):
        if not named:
            return pieces
        if len(named) > 2:
            return [sentence]
        pieces = [
            piece if s.spans else piece.rstrip(" .") + _when(piece, named, told)
            for piece, s in zip(pieces, named_in, strict=True)
        ]
    return pieces


def _goes_on(named_in: list[Names]) -> bool:
    """ "Of those from Scotland, 114 were from Vietnam, | while 52 were from China": are the later clauses each only of
    another of one kind, of whoever the first limits by a second kind, which holds of all?"""
    first, *rest = ({f.dimension: f.member for f in names.filters} for names in named_in)
    bare = not any((*names.measures, *names.weak, *names.spans) for names in named_in[1:])
    return bare and all(
        len(own) == 1 and own.keys() < first.keys() and own.items().isdisjoint(first.items()) for own in rest
    )


def _when(piece: str, named: list[Span], told: set[Span]) -> str:
    """When what a clause without a period is said of was: in the one that the others name, or between the two; of a count,
    and of a change from the year before, not between them where one of the two is only what another is compared with."""
    based = len(named) == 2 and len(told) == 1
    last = next(iter(told)) if based else named[0]
    moving = RISE.search(piece) or FALL.search(piece)
    if len(named) == 1 or (based and (not moving or following(min(named)) == last)):
        return f" in {last.label}"
    return f" between {named[0].label} and {named[1].label}"
