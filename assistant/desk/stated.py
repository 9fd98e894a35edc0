"""A figure that the sender quotes and asks about: set beside every release that gave one, and else judged as a claim is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.dates import long_date
from assistant.answer.model import Cell, Part
from assistant.answer.numbers import listed
from assistant.asked.count import Count
from assistant.asked.history import History
from assistant.asked.node import Node
from assistant.asked.subject import Subject
from assistant.claims.check import Checker
from assistant.claims.confirmed import VERDICTS, told
from assistant.claims.model import Assertion
from assistant.claims.stated import Stated, find, states_figures
from assistant.desk.sense import Sense
from assistant.desk.settings import Settings
from assistant.period import Span
from assistant.service import Assistant

LONGEST = 600  # characters of a passage
MOST = 3  # figures of one passage that are held against one series
SHORT = 80  # characters of a question that states nothing itself
QUOTED = re.compile(r"[“\"]([^”\"]{12,})[”\"]")


def confirmed(sense: Sense, words: Settings, text: str, before: Subject | None, context: str = "") -> tuple[Part, ...]:
    """Answers that say whether the figures quoted are published; none where none is quoted, or they cannot be held
    against the tables. Without a word for what is counted, it is what was asked about before. ``context`` is the
    sentence before, for "is that right?"."""
    assistant, said = sense.assistant, text[:LONGEST]
    around = (
        []
        if _quoted(said, words) or not (words.patterns["is_it_so"].match(said) or len(said) < SHORT)
        else _sentences(context)
    )
    passages = [passage for passage in (said, *around) if _quoted(passage, words)]
    one_of = bool(words.patterns["which_of_two"].match(said))
    for passage in passages:
        stated = find(passage)
        found = [one for one in stated if one.kind == "count"]
        if (
            found
            and len(found) < len(stated)
            and len(all_ := _judged(assistant, _quoted(passage, words), text, before)) >= len(stated)
        ):
            return all_  # "7,432 were children, 44% of all"
        if 1 <= len(found) <= MOST and (told := _released(sense, passage, found, before, one_of)):
            return (replace(told, question=text),)
    return _judged(assistant, _quoted(passages[0], words), text, before) if passages else ()


def judged(sense: Sense, text: str) -> tuple[Part, ...]:
    """Whether a statement of the letter is right; none where nothing published bears on it."""
    found = [stated for stated in find(text[:LONGEST]) if stated.kind == "count"]
    told = _released(sense, text[:LONGEST], found, None) if len(found) == 1 else None
    return (replace(told, question=text),) if told else _judged(sense.assistant, text[:LONGEST], text, None)


def counted(sense: Sense, text: str) -> Node | None:
    """What a sentence counts whose figure some release gave, whatever other words it says; None where none did."""
    found = [stated for stated in find(text[:LONGEST]) if stated.kind == "count"]
    count = _counted(sense, text[:LONGEST], found, None) if len(found) == 1 else None
    rows = sense.assistant.answer_tree(History(count)).rows if count else ()
    return count if any(row[2] == found[0].value for row in rows if len(row) > 2) else None


def exactly(text: str) -> str:
    """ "Made 70 referrals" of "made over 70 referrals": a statement with each number that it states alone."""
    for one in reversed([stated for stated in find(text[:LONGEST]) if stated.kind == "count"]):
        text = f"{text[: one.start]} {one.value:,.0f} {text[one.end :]}"
    return re.sub(r"\s+", " ", text)


def _sentences(text: str) -> list[str]:
    """The nearest first."""
    return re.split(r"(?<=[.?!]) (?=[A-Z])", text[-LONGEST:])[::-1]


def _counted(sense: Sense, text: str, stated: Sequence[Stated], before: Subject | None) -> Count | None:
    """What a passage counts, by its words of the tables alone; None where they name no single period."""
    bare = text
    for one in reversed(stated):
        bare = f"{bare[: one.start]} {bare[one.end :]}"
    frame, named = sense.frame(bare, strict=False), sense.said(bare).measures
    known = before.measure if before else sense.assistant.lookup.publication.default_measure
    measure = named[0] if named else known
    whens = frame.time.whens if frame and frame.time else ()
    periods = tuple(when for when in whens if isinstance(when, Span)) or (before.periods if before else ())
    if not measure or len(periods) != 1:
        return None
    where = frame.where if frame and (frame.where or named) else before.where if before else ()
    return Count(measure, where, periods[0])


def _released(
    sense: Sense, text: str, stated: Sequence[Stated], before: Subject | None, one_of: bool = False
) -> Part | None:
    """What the releases gave for the period of the quoted figures: those that gave them, and the newest. None where one of
    them was given by no release; of ``one_of`` them ("which of the two is it?") where none was."""
    assistant, count = sense.assistant, _counted(sense, text, stated, before)
    if count is None:
        return None
    part = assistant.answer_tree(History(count), text)
    rows = [row for row in part.rows if isinstance(row[2], int)] if part.kind == "figure" else []
    given = [next((row for row in rows if row[2] == one.value), None) for one in stated]
    if not rows or not any(given) or (None in given and not one_of):
        return None
    newest, label = rows[-1], count.when.label if isinstance(count.when, Span) else ""
    older = list(dict.fromkeys(row for row in given if row is not None and row[2] != newest[2]))
    if not older:
        says = f"{newest[2]:,} is what is published for {label}, last in {_release(assistant, newest)}."
    else:
        were = listed([f"{row[2]:,} in {_release(assistant, row)}" for row in older])
        says = (
            f"Both have been published for {label}: {were}, since revised to "
            f"{newest[2]:,} in {_release(assistant, newest)}. Please use {newest[2]:,}."
        )
    if strange := [f"{one.value:,}" for one, row in zip(stated, given, strict=True) if row is None]:
        says = f"{says} No release gives {listed(strange)}."
    return replace(part, headline=says)


def _release(assistant: Assistant, row: tuple[Cell, ...]) -> str:
    """A release by its day, and by its title where that is not known."""
    held = assistant.lookup.releases.get(str(row[0]))
    return f"the release of {long_date(str(row[1]))}" if row[1] else f"“{held.title if held else row[0]}”"


def _judged(assistant: Assistant, bare: str, text: str, before: Subject | None) -> tuple[Part, ...]:
    counted = [before.measure] if before else []
    counted += [name for name in [assistant.lookup.publication.default_measure] if name and name not in counted]
    figure = next((s.start for s in find(bare) if s.kind == "count"), 0)
    claims = [
        bare,
        *(f"{said} {assistant.lookup.measures[name].label}" for name in counted for said in (bare, bare[figure:])),
    ]
    checker = Checker(assistant)
    read = [
        [
            one
            for one in checker.check(claim).assertions
            if one.answer and one.verdict in VERDICTS and not _of_itself(one)
        ]
        for claim in claims
    ]
    if read[0]:
        read = [one for one, claim in zip(read, claims, strict=True) if claim.startswith(bare)]  # whom it names is kept
    order = list(VERDICTS)
    # Of several ways to read it the one that judges most, and of those what it is, before what it is not.
    held = sorted(filter(None, read), key=lambda all_: (-len(all_), max(order.index(one.verdict) for one in all_)))
    return tuple(told(one, text) for one in held[0]) if held else ()


def _of_itself(one: Assertion) -> bool:
    """Was a share read as one of itself, which nobody states?"""
    return "%" in one.text and one.published == 100 and one.verdict == "not_supported"


def _quoted(text: str, words: Settings) -> str:
    """The passage that states figures: what stands in quotation marks, or the sentence without what only asks for it."""
    found = [passage for passage in QUOTED.findall(text) if states_figures(passage)]
    bare = re.sub(r"\s+", " ", found[0] if found else words.patterns["around"].sub(" ", text)).strip(" ,.?!")
    return bare if states_figures(bare) else ""
