"""The limbs of one question, each with its mark: "how many (a) positive and (b) negative decisions were made in 2021"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.desk.inline import INLINE
from assistant.desk.references import several_named, unmarked
from assistant.desk.sense import Said, Sense
from assistant.desk.sentences import Language
from assistant.desk.wording import time_said

ENDS = re.compile(r"[;?]|\.(?=\s|$)")  # where the question of the limbs ends
FIRST = {"a": "abcdefgh", "1": "12345678", "i": ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")}
LEAST = 2
LONGEST = 40  # words of the last limb and what is said of all


@dataclass(frozen=True)
class Limbs:
    """``asked`` are the whole questions by their marks; ``before`` and ``after`` what the line says besides; ``leans`` says
    that each is of what stood before them all ("of those", "for each of those years")."""

    before: str
    asked: tuple[tuple[str, str], ...]
    after: str
    leans: bool = False


def limbs(text: str, letter: str, sense: Sense, language: Language) -> Limbs | None:
    """The questions that the marks of one sentence stand for, where each can be told by itself, and the sentence cannot, or
    another of the ``letter`` is of one of them."""
    marks = _first_run(list(INLINE.finditer(text)))
    if len(marks) < LEAST or several_named(text, language.words) is not None:
        return None
    *before, head = language.sentences(text[: marks[0].start()])
    last = text[marks[-1].end() :]
    end = ENDS.search(last)
    last, after = (last[: end.start()], last[end.end() :]) if end else (last, "")
    whole = unmarked(f"{head} {text[marks[0].start() : marks[-1].end()]}{last}", language.words)
    asks = language.asks_directly(head) or language.words["requests"].found(head) or sense.said(head).counts
    asks = asks or language.counts(head)  # "for each of those years, the number who were (a) …"
    if not asks or len(last.split()) > LONGEST or ENDS.search(text[marks[0].end() : marks[-1].start()]):
        return None
    labels = [one["label"].lower() for one in marks]
    named = {one["label"].lower() for one in language.patterns["limb_named"].finditer(letter)} & {*labels}
    said = sense.said(head)
    leans = bool(said.those or said.same_time) and not (said.counts or "period" in said.kinds)
    if not (named or leans) and _told(whole, sense, language, len(labels)):
        return None  # of several that are told as one figure, each is asked for
    pieces = [
        language.patterns["between_limbs"].sub("", text[one.end() : following.start()])
        for one, following in pairwise(marks)
    ]
    divided = _divided(unmarked(last, language.words))
    unlike = [(own, tail) for own, tail in divided if not tail or language.words["open"].opening.match(tail)]
    for own, tail, alike in [*((*one, True) for one in divided), *((*one, False) for one in unlike)]:
        if _doubled(pieces[0], tail, language):
            continue  # "negative conclusive grounds", beside "positive conclusive grounds decision"
        asked = [f"{head} {piece} {tail}".strip() for piece in [*pieces, own]]
        pointed = sense.said(tail or own).same_time  # "in that year"
        when = time_said(" ".join(before), sense) if pointed else ""
        dated = [one.replace(pointed, when) for one in asked] if when else asked
        fit = _alike([*pieces, own], sense) if alike else _apart([*pieces, own], sense)
        sure = [_when_told(one, said, letter, sense) for one in dated]
        if fit and (
            (leans and _of_those(said, tail)) or all(_told(one, sense, language, partly=leans) for one in sure)
        ):
            return Limbs(" ".join(before), tuple(zip(labels, asked, strict=True)), after.strip(), leans)
    # "How many (a) women and (b) girls": neither is asked for as a part of the other
    separately = language.words.letter.separately.format(text=whole.rstrip(" ?."))
    told = not named and _told(separately, sense, language, len(labels))
    return Limbs(" ".join(before), (("", separately),), after.strip()) if told else None


def _first_run(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """The marks that count on from the first: of "(a) … (b) … (i) … (ii)" two."""
    row = FIRST.get(marks[0]["label"].lower(), "") if marks else ""
    return [one for one, label in zip(marks, row, strict=False) if one["label"].lower() == label]


def _divided(last: str) -> list[tuple[str, str]]:
    """The last limb and what is said of all, the shortest limb first: "negative" and "decisions were made in 2021"."""
    words = last.split()
    return [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words) + 1)]


def _alike(pieces: list[str], sense: Sense) -> bool:
    """Do all limbs name the same kinds of thing, and none a word that nothing knows?"""
    said = [sense.said(piece) for piece in pieces]
    kinds = {one.kinds - {"count"} for one in said}
    alike = len(kinds) == 1 or all(map(sense.refers, kinds))  # a force, and a kind of organisation
    return alike and all(one.kinds and not one.unknown for one in said)


def _apart(pieces: list[str], sense: Sense) -> bool:
    """The same of limbs that name different things ("children", "Albanians"), none a part of what another does ("women",
    beside "girls")."""
    said = [sense.said(piece) for piece in pieces]
    kinds = [one.kinds - {"count"} for one in said]
    part = any(one and one < other for one in kinds for other in kinds)
    return not part and all(one.kinds and not one.unknown for one in said)


def _of_those(head: Said, tail: str) -> bool:
    """ "Of those, the number who were (a) children (b) Vietnamese": told only after those, each limb by itself."""
    return head.those and not tail


def _when_told(text: str, head: Said, letter: str, sense: Sense) -> str:
    """A question of "those years" with a time that its letter says, for which it can be told whether there is a figure."""
    when = time_said(letter, sense) if head.same_time else ""
    return text.replace(head.same_time, when) if when else text


def _doubled(piece: str, tail: str, language: Language) -> bool:
    """Would what follows the last limb say again what the first ends with, or does it itself: "were made were received"?"""
    verbs = language.words["open"]
    return piece.split()[-1:] == tail.split()[:1] or (verbs.opening.match(tail) is not None and verbs.found(piece))


def _told(text: str, sense: Sense, language: Language, many: int = 1, partly: bool = False) -> bool:
    return sense.told(language.plain(text, lambda _: False), many, partly)
