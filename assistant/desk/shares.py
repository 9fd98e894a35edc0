"""Shares of the figures of a letter: which figure, and a part of whom: "what percentage is that?", "the 2023 figure as a share"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asked.count import Where
from assistant.asked.meaning import Asked, Meaning
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.ratio import Ratio
from assistant.asked.subject import Subject, subject_of
from assistant.asked.walk import walk
from assistant.desk.again import share
from assistant.desk.ask import Ask
from assistant.desk.sense import TIMES, Sense
from assistant.desk.sentences import Language
from assistant.english.frame import Frame
from assistant.service import Assistant


def figure_of_time(at: int, ask: Ask, asked: Sequence[Asked | None], sense: Sense, language: Language) -> int | None:
    """The place of the ask whose figure is asked for as a share: the one before, or the nearest of the time that is named."""
    frame = sense.frame(_without_leaning(ask, language), strict=False)
    whens = frame.time.whens if frame is not None and frame.time is not None else ()
    for n in range(at - 1, -1, -1):
        one = asked[n]
        if not whens or (one is not None and tuple(whens) == tuple(subject_of(one).periods)):
            return n
    return None


def of_its_own(ask: Ask, sense: Sense, language: Language) -> bool:
    """ "How many referrals did Kent Police make in 2023, and how many of those were of children?": of those that the
    question itself has counted before."""
    found = language.patterns["those"].search(ask.text)
    head = ask.text[: found.start()] if found else ""
    said = sense.said(head)
    return said.counts and language.counts(head) and not said.those and sense.several(ask.text)


def part_of(ask: Ask, told: Sequence[Asked], followed: Asked | None, sense: Sense) -> tuple[Asked, Where] | None:
    """What an ask counts of those that were counted before it or that it names, and what limits those: "of those, how many
    were children?"; None where it does not. ``told`` is what each of its figures counts, ``followed`` what it was asked of."""
    if not told:
        return None
    part, named = subject_of(told[-1]), sense.of_whom(ask.text)
    if named and set(named) < set(part.where):
        return told[-1], named
    whole = told[-2] if len(told) > 1 else followed
    if whole is None or not sense.said(ask.text).those:
        return None
    of = subject_of(whole)
    lies = (part.measure, part.periods) == (of.measure, of.periods) and set(of.where) < set(part.where)
    return (told[-1], of.where) if lies else None


def share_asked(
    assistant: Assistant,
    ask: Ask,
    before: Asked,
    part: tuple[Asked, Where] | None,
    sense: Sense,
    language: Language,
) -> Node | None:
    """The figure before as a share: of all that the ask names, else of those that it was said to be a ``part`` of; None
    of what counts something else."""
    text = _without_leaning(ask, language)
    said = sense.said(text)
    if said.measures and subject_of(before).measure not in said.measures:
        return None
    if part is not None and not (said.counts or said.limits):
        return share(assistant, Frame(where=part[1]), part[0], each=True)
    return share(assistant, sense.frame(text), before)


def is_share_of(asked: Asked, before: Asked | None) -> bool:
    """Does it ask for the figure before as a share of something?"""
    if before is None or not isinstance(asked, Ratio) or asked.as_ != "percent":
        return False
    part, known = subject_of(asked.part), subject_of(before)
    return (part.measure, part.periods) == (known.measure, known.periods) and set(known.where) <= set(part.where)


def leans(text: str, sense: Sense, language: Language) -> bool:
    """Does a text ask for the figure before it as a share: not "how much is that up in per cent", nor "how many are there,
    and what share is that"?"""
    said = sense.said(text)
    anew = said.counts and language.patterns["number_asked"].search(text)
    share = language.words["leaning"].found(text) and language.words["shares"].found(text)
    return bool(share) and not (said.moves or anew)


def of_all(text: str, sense: Sense, language: Language) -> bool:
    """ "What percentage of all referrals local authorities made", after how many of theirs were of children."""
    said = sense.said(text)
    whom = said.counts and said.kinds - TIMES - {"count"}
    return bool(whom) and language.patterns["share_of_all"].search(text) is not None


def counted_part(found: Asked | None, asked: Sequence[Asked | None]) -> Asked | None:
    """What a change from one time to another is of, after a share: the part, where that was asked for by itself; else
    it is not known whether the share or the number is meant."""
    tree = found.of if isinstance(found, Meaning) else found
    while isinstance(tree, Over):
        tree = tree.of
    if not isinstance(tree, Ratio):
        return found
    part = subject_of(tree.part)
    alike = [one for one in asked if one is not None and _same_people(subject_of(one), part)]
    trees = [(one, one.of if isinstance(one, Meaning) else one) for one in alike]
    plain = [one for one, node in trees if not any(isinstance(inner, Ratio) for inner in walk(node))]
    return plain[-1] if plain else None


def _same_people(one: Subject, other: Subject) -> bool:
    return (one.measure, one.where, one.by) == (other.measure, other.where, other.by)


def _without_leaning(ask: Ask, language: Language) -> str:
    return language.words["leaning"].pattern.sub(" ", ask.text)
