"""The sentences round a question: which of them ask, which limit what is asked, and which only introduce it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.question.filters import Filter
from assistant.question.findings import Slots
from assistant.question.split import Piece
from assistant.words.tokens import WordUse

ASKING = (
    "number", "which", "define", "catalogue", "changed", "why", "comparable", "share", "top", "bottom", "trend",
    "revised", "compare", "average", "change",
)  # fmt: skip
GREETING = re.compile(
    r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|(?:kind |best |warm )?regards|best wishes|yours|many thanks|"
    r"thanks|thank you|sincerely|cheers|from|sent from)\b",
    re.IGNORECASE,
)
# "I am looking at …", "My constituency is …", "This is about …": the writer speaks, and asks in another sentence.
SPEAKS = re.compile(
    r"(?:i|im|i['’]?m|ive|i['’]ve|we|we['’]?re|we['’]ve|my|our|this|these|it|looking|regarding|concerning|focusing|focussing|"
    r"in relation|with (?:reference|regard|respect)|re|just|only|assum\w+|limit\w*|restrict\w*|for (?:context|background|information)|"
    r"as (?:a|an|the)|all figures|thinking|following|further to|specifically|please (?:only|just|limit|restrict|use|consider))\b",
    re.IGNORECASE,
)
# "I am a student at …": who writes, and not what about.
INTRODUCES = re.compile(
    r"(?:(?:i am|i['’]?m|we are|we['’]?re) (?:a|an|the|part of|based|currently a|\w+ (?:student|researcher|journalist|reporter|teacher))\b|as (?:a|an|the) |"
    r"(?:my|our) (?:name|organisation|charity|constituency|constituent|employer|colleague|team|mp|boss|editor|teacher)\b)",
    re.IGNORECASE,
)
REQUESTS = re.compile(
    r"\b(?:need|want|would like|['’]d like|require|request|seek\w*|wish|after|looking for)\b", re.IGNORECASE
)
# Words that say that what follows limits the question, so that nothing of it may be passed over.
LIMITS = re.compile(
    r"\b(?:only|just|solely|specifically|interested in|looking (?:at|into|for)|focus\w*|asking (?:about|after)|concern\w*|"
    r"regarding|relat\w+ to|in relation|restrict\w*|limit\w*|this is about|question (?:is )?about|need|want|would like|all figures)\b",
    re.IGNORECASE,
)  # fmt: skip

# "I support women", "for our charity's report": the writer's own, and nothing that is asked about.
FIRST = re.compile(r"(?:and |but |so )?(?:i|im|i['’]?m|ive|i['’]ve|we|we['’]?re|we['’]ve|my|our)\b", re.IGNORECASE)
ABOUT = re.compile(r"\b(?:about|on|into|mean|meant|in mind|care)\b", re.IGNORECASE)
OWN = ("a", "an", "my", "our")


@dataclass
class Asked:
    """A piece that asks, with what the sentences round it add; ``aside`` are those that only introduce it."""

    piece: Piece
    slots: Slots
    around: list[tuple[Piece, Slots]] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)

    @property
    def measured(self) -> bool:
        """Does it name what is counted?"""
        return bool(self.slots.measures or self.slots.weak)


def asks(slots: Slots) -> bool:
    """Does a piece name anything, or ask anything? Greetings, thanks and background do not."""
    named = slots.measures or slots.weak or slots.filters or slots.by or slots.topics or slots.ambiguous
    cues = slots.cue("number", "which", "define", "catalogue", "changed", "why", "comparable", "share")
    return (
        bool(named)
        or bool(slots.vague and slots.periods)
        or bool(cues and slots.unknown)
        or bool(cues and (slots.vague or slots.terms or slots.periods or slots.changes))
    )


def gather(found: list[tuple[Piece, Slots]]) -> list[Asked]:
    """The pieces that ask, in order, each limited by what was said before them (or, where nothing was, after)."""
    if not found:
        return []
    kinds = [_kind(found, i) for i in range(len(found))]
    if "asks" not in kinds:
        kinds = ["asks" if asks(slots) or len(found) == 1 else "aside" for _, slots in found]
    if "asks" not in kinds:
        kinds[0] = "asks"
    asked: list[Asked] = []
    scopes: list[tuple[Piece, Slots]] = []
    aside: list[str] = []
    for (piece, slots), kind in zip(found, kinds, strict=True):
        if kind == "asks":
            asked.append(Asked(piece, slots, list(scopes), aside))
            aside = []
        elif kind == "scope":
            if asked and not scopes and LIMITS.search(piece.text):
                asked[-1].around.append((piece, slots))  # "How many were there in 2023? Only women, please."
            else:
                scopes.append((piece, slots))
        elif (slots.used or slots.unknown) and not GREETING.match(piece.text):
            aside.append(piece.text)
    for one in asked:
        for _, slots in one.around:
            _limit(one.slots, slots)
    for one in asked:
        for piece, slots in one.around:
            if LIMITS.search(piece.text):
                one.slots.topics += slots.topics
                one.slots.ambiguous += slots.ambiguous
    return asked


def _kind(found: list[tuple[Piece, Slots]], i: int) -> str:
    """ "asks", "scope" (limits the questions) or "aside"."""
    piece, slots = found[i]
    others = [j for j, (_, s) in enumerate(found) if j != i and asks(s)]
    question = piece.text.rstrip().endswith("?")
    if not others or question:
        follows = question and i > 0 and (piece.follows or slots.cue("number", "share"))
        return "asks" if asks(slots) or follows else _rest(slots)
    if piece.text.rstrip().endswith(":"):
        return "scope" if any(j > i for j in others) else "asks"
    speaks = SPEAKS.match(piece.text) and not slots.cue(*(name for name in ASKING if name != "which"))
    if (slots.cue(*ASKING) and not speaks) or GREETING.match(piece.text):
        return "asks" if asks(slots) else _rest(slots)
    if any(slots.items[n].number is not None for n in slots.unknown) and any(
        found[j][0].text.endswith("?") for j in others
    ):
        return "scope"  # "17,004 people were referred in 2023. How many were children?"
    if INTRODUCES.match(piece.text):
        return "aside"
    if not SPEAKS.match(piece.text):
        return "asks" if asks(slots) else _rest(slots)
    if (slots.measures or slots.weak) and REQUESTS.search(piece.text):
        following = [found[j][1] for j in others if j > i]
        return "scope" if following and not (following[0].measures or following[0].weak) else "asks"
    if FIRST.match(piece.text) and not LIMITS.search(piece.text):
        about = ABOUT.search(piece.text)
        slots.filters = [f for f in slots.filters if not _own(slots, f)] if about else []
        slots.cues = slots.cues if about else {k: v for k, v in slots.cues.items() if k not in ("year", "quarter")}
    named = slots.filters or slots.by or slots.periods or slots.measures or slots.weak or slots.cue("year", "quarter")
    if named or LIMITS.search(piece.text):
        return "scope"
    return "aside"


def _own(slots: Slots, f: Filter) -> bool:
    """ "A local authority", "our charity": who writes, or for whom."""
    return any(item.text.split()[0] in OWN for item in slots.items[max(0, f.at - 1) : f.at + 1])


def _rest(slots: Slots) -> str:
    return "scope" if slots.periods or slots.cue("year", "quarter") else "aside"


def _limit(slots: Slots, scope: Slots) -> None:
    """What a sentence beside the question names holds for it too, unless the question names another of the kind."""
    if not slots.measures and not slots.weak:
        slots.measures = [(-1, measure) for _, measure in scope.measures]
        slots.weak = [(-1, ids) for _, ids in scope.weak] if not scope.measures else []
    elif not slots.measures and scope.measures:
        shared = {measure for _, ids in slots.weak for measure in ids}
        slots.measures = [(-1, measure) for _, measure in scope.measures if measure in shared and len(shared) > 1]
    own = {f.dimension for f in slots.filters if f.at >= 0} | set(slots.by)
    slots.filters = [
        *(Filter(f.dimension, f.member, -1, f.excluded) for f in scope.filters if f.dimension not in own),
        *(f for f in slots.filters if f.at >= 0 or f.dimension not in {g.dimension for g in scope.filters}),
    ]
    taken = {f.dimension for f in slots.filters}
    if not slots.by:
        slots.by = [name for name in scope.by if name not in taken]
    for name in ("year", "quarter"):
        if scope.cue(name) and not slots.cue("year", "quarter"):
            slots.cues[name] = [-1]
    slots.release = slots.release or scope.release


def with_context(words: WordUse, one: Asked, uses: list[tuple[Piece, WordUse]]) -> WordUse:
    """The words of the question and of the sentences that limit it; unknown ones forbid a figure only where they limit."""
    used, ignored, unknown = list(words.used), list(words.ignored), list(words.not_understood)
    for piece, use in uses:
        used += use.used
        ignored += use.ignored
        (unknown if LIMITS.search(piece.text) else ignored).extend(use.not_understood)
    for text in one.aside:
        ignored += text.split()
    return WordUse(tuple(used), tuple(ignored), tuple(unknown), words.corrected)
