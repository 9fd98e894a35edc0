"""A figure that the sender quotes and asks about: set beside every release that gave one, and else judged as a claim is."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer.dates import long_date
from assistant.answer.model import Cell, Part
from assistant.claims.check import Checker
from assistant.claims.model import Assertion
from assistant.claims.stated import Stated, find, states_figures
from assistant.desk.sense import Sense
from assistant.desk.sentences import IS_IT_SO
from assistant.period import Span
from assistant.query import Query
from assistant.service import Assistant

LONGEST = 600  # characters of a passage
SHORT = 80  # characters of a question that states nothing itself
# What only asks for it, and who printed it: "can you confirm whether the figure … which the BBC quoted … is still correct".
AROUND = re.compile(
    r"^(?:(?!\d).){0,120}?\b(?:confirm|verify|check|tell (?:me|us)|is it (?:true|right|correct|the case))\b(?: (?:to me|for me|please))?(?: (?:whether|if|that))?,? |"
    r",? ?\b(?:is|are|was|were) (?:it |this |that )?(?:still |indeed )?(?:correct|right|true|accurate|the case|wrong)\b|"
    r",? ?\b(?:which|that) (?:the )?(?:\w+(?: \w+){0,3}) (?:has |have )?(?:quoted|reported|used|published|cited|gave|printed|mentioned)\b|"
    r",? ?\b(?:quoted|reported|used|cited|given|printed|mentioned) (?:by|in|on) (?:the )?(?:[A-Z]\w+ ?){1,4}",
    re.IGNORECASE,
)
VERDICTS = {
    "supported": "{stated} is what is published.",
    "supported_at_release": "{stated} was published, and has been revised since.",
    "needs_context": "{stated} needs to be read with care.",
    "not_supported": "{stated} is not the published figure.",
}
# The same of what is no count: a share, a record, a direction.
SAID = {
    "supported": "“{stated}” agrees with what is published.",
    "supported_at_release": "“{stated}” agreed with what was published, which has been revised since.",
    "needs_context": "“{stated}” needs to be read with care.",
    "not_supported": "“{stated}” does not agree with what is published.",
}
QUOTED = re.compile(r"[“\"]([^”\"]{12,})[”\"]")


def confirmed(sense: Sense, text: str, before: Query | None, context: str = "") -> tuple[Part, ...]:
    """Answers that say whether the figures quoted are published; none where none is quoted, or they cannot be held
    against the tables. Without a word for what is counted, it is what was asked about before. ``context`` is the
    sentence before, for "is that right?"."""
    assistant, said = sense.assistant, text[:LONGEST]
    around = [] if _quoted(said) or not (IS_IT_SO.match(said) or len(said) < SHORT) else _sentences(context)
    passages = [passage for passage in (said, *around) if _quoted(passage)]
    for passage in passages:
        found = [stated for stated in find(passage) if stated.kind == "count"]
        if len(found) == 1 and (told := _released(sense, passage, found[0], before)):
            return (replace(told, question=text),)
    return _judged(assistant, _quoted(passages[0]), text, before) if passages else ()


def _sentences(text: str) -> list[str]:
    """The nearest first."""
    return re.split(r"(?<=[.?!]) (?=[A-Z])", text[-LONGEST:])[::-1]


def _released(sense: Sense, text: str, stated: Stated, before: Query | None) -> Part | None:
    """What the releases gave for the quoted figure's period: the one that gave this figure, and the newest. None where
    no release gave it."""
    bare = f"{text[: stated.start]} {text[stated.end :]}"
    assistant, frame, named = sense.assistant, sense.frame(bare, strict=False), sense.said(bare).measures
    known = before.measure if before else assistant.lookup.publication.default_measure
    measure = named[0] if named else known
    whens = frame.time.whens if frame and frame.time else ()
    periods = tuple(when for when in whens if isinstance(when, Span)) or (before.periods if before else ())
    if not measure or len(periods) != 1:
        return None
    where = frame.where if frame and (frame.where or named) else before.where if before else ()
    part = assistant.answer(Query(measure, "history", where, periods=periods), text)
    rows = [row for row in part.rows if isinstance(row[2], int)] if part.kind == "figure" else []
    given = [row for row in rows if row[2] == stated.value]
    if not given:
        return None
    newest, value = rows[-1], f"{int(stated.value):,}"
    label = periods[0].label
    if newest[2] == stated.value:
        says = f"{value} is what is published for {label}, last in {_release(assistant, newest)}."
    else:
        says = (
            f"Both have been published for {label}: {value} in {_release(assistant, given[0])}, since revised to "
            f"{newest[2]:,} in {_release(assistant, newest)}. Please use {newest[2]:,}."
        )
    return replace(part, headline=says)


def _release(assistant: Assistant, row: tuple[Cell, ...]) -> str:
    """A release by its day, and by its title where that is not known."""
    held = assistant.lookup.releases.get(str(row[0]))
    return f"the release of {long_date(str(row[1]))}" if row[1] else f"“{held.title if held else row[0]}”"


def _judged(assistant: Assistant, bare: str, text: str, before: Query | None) -> tuple[Part, ...]:
    counted = [before.measure] if before else []
    counted += [name for name in [assistant.lookup.publication.default_measure] if name and name not in counted]
    figure = next((s.start for s in find(bare) if s.kind == "count"), 0)
    claims = [
        bare,
        *(f"{said} {assistant.lookup.measures[name].label}" for name in counted for said in (bare, bare[figure:])),
    ]
    checker = Checker(assistant)
    read = [
        [one for one in checker.check(claim).assertions if one.answer and one.verdict in VERDICTS] for claim in claims
    ]
    order = list(VERDICTS)
    held = sorted((found for found in read if found), key=lambda found: max(order.index(one.verdict) for one in found))
    return tuple(_part(one, text) for one in held[0]) if held else ()  # what it is, before what it is not


def _quoted(text: str) -> str:
    """The passage that states figures: what stands in quotation marks, or the sentence without what only asks for it."""
    found = [passage for passage in QUOTED.findall(text) if states_figures(passage)]
    bare = re.sub(r"\s+", " ", found[0] if found else AROUND.sub(" ", text)).strip(" ,.?!")
    return bare if states_figures(bare) else ""


def _part(one: Assertion, text: str) -> Part:
    assert one.answer is not None
    count = isinstance(one.stated, int) and "%" not in one.text
    said = (
        VERDICTS[one.verdict].format(stated=f"{one.stated:,}") if count else SAID[one.verdict].format(stated=one.text)
    )
    return replace(one.answer, question=text, headline=f"{said} {one.explanation}")
