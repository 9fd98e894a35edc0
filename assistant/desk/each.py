"""What is asked of each of several figures: the same again, of another time; each as a share."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.each import Each
from assistant.asked.meaning import Asked
from assistant.asked.node import Node
from assistant.asked.pick import Pick
from assistant.asked.subject import subject_of
from assistant.asked.top import Top
from assistant.desk.again import again
from assistant.desk.ask import Ask
from assistant.desk.earlier import Earlier
from assistant.desk.shares import share_asked
from assistant.period import Span


def each_again(ask: Ask, earlier: Earlier) -> list[Node]:
    """ "The same two figures for 2022", of those that the quoted message told, or that one question asked; none where they
    are not so many."""
    if not (ask.several or ask.same):
        return []
    quoted = ask.several and not ask.like
    told = earlier.told(ask.above or earlier.quoted) if quoted else earlier.trees(ask.like)
    followed = earlier.of(ask.like) if ask.like else None
    if followed is not None and earlier.language.so_many(ask.said) == len(told) + 1 == 2:
        told = [followed, *told]  # "of those, how many were children? The same two figures for 2022"
    single = not quoted and earlier.language.words["single"].found(ask.said)  # "the same total for 2022"
    if len(told) == 1 and isinstance(told[0], (Top, Pick)):
        return _each_time(again(earlier.assistant, ask.text, told[0]))
    if len(told) < 2 or single or (quoted and len(told) != ask.several):
        return []
    edited = [again(earlier.assistant, ask.text, one) for one in told]
    return [one for one in edited if one is not None] if None not in edited else []


def _each_time(edited: Node | None) -> list[Node]:
    """ "The same for 2021 and 2022", of a ranking: that of each; none of anything else."""
    return list(edited.of) if isinstance(edited, Each) else []


def each_share(at: int, ask: Ask, earlier: Earlier) -> list[Node]:
    """The share at each of several times of the count asked for before it in its paragraph: "in each year, what was that as
    a percentage of all?"; none of one time, or of several counts."""
    start = max(at - 1 if ask.after is None else ask.after, 0)
    told = [one for n in range(start, at) for one in earlier.trees(f"#{n}")]
    subjects = [subject_of(one) for one in told]
    alike = {(one.measure, one.where, one.by) for one in subjects}
    times = earlier.language.words["each_time"]
    if len(told) < 2 or len(alike) > 1 or not times.found(ask.text):
        return []
    plain = replace(ask, text=times.pattern.sub(" ", ask.text).strip(" ,"))
    found = [share_asked(earlier.assistant, plain, one, None, earlier.sense, earlier.language) for one in told]
    return [one for one in found if one is not None] if None not in found else []


def share_of_one(at: int, ask: Ask, before: Asked | None, earlier: Earlier) -> list[Node]:
    """ "The 2025 one as a percentage of arrivals", after a question of several years: of the one figure of some of those
    that it names all of; none where one was asked ``before`` for that year alone, or several might be meant."""
    if not (at and ask.shares and before is None):
        return []
    words = earlier.language.words
    frame = earlier.sense.frame(words["leaning"].pattern.sub(" ", ask.text), strict=False)
    whens = [when for when in (frame.time.whens if frame and frame.time else ()) if isinstance(when, Span)]
    if len(whens) != 1:
        return []
    told = [one for one in earlier.trees(f"#{at - 1}") if subject_of(one).where and whens[0] in subject_of(one).periods]
    one = again(earlier.assistant, f"for {whens[0].label}", told[0]) if len(told) == 1 else None
    found = share_asked(earlier.assistant, ask, one, None, earlier.sense, earlier.language) if one is not None else None
    return [found] if found is not None else []
