"""What a stretch of text names, before anything is decided: counts, people, breakdowns, periods, words of asking."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.asked.node import Node
from assistant.english.asides import asides
from assistant.english.clause_reader import Reader
from assistant.english.clauses import content
from assistant.english.ends import Undecided, Unfit
from assistant.english.frame import Frame, fill
from assistant.english.lexeme import Lexeme
from assistant.english.times import read_times

ALL = ("F", "M", "W", "V", "T", "MONTH", "SINCE", "UNTIL", "ONWARDS")  # what a figure is of, whatever else is said
NOISE = ("N", "ARTICLE", "REPORT", "POLITE", "PRONOUN", "MEDIA", "EVALUATION", "FILLER", "STOP")
WRITER = ("i", "we")  # whose verb follows: "I met" is not the Met
GRAINS = ("year", "quarter", "month")
PLACED = ("F", "T", "TM", "D", "GRAIN", "UNIT", "QUARTER", "MONTH", "BADTIME")


@dataclass(frozen=True)
class Named:
    """``kinds``: the breakdowns limited or asked for; ``signs``: the categories of its words; ``typed``: the first
    words
    that limit; ``unknown``: words that nothing knows."""

    kinds: frozenset[str]
    measures: tuple[str, ...]
    signs: frozenset[str]
    unknown: tuple[str, ...]
    typed: str = ""
    same_time: str = ""  # "the same period"
    same_which: str = ""  # of that: itself ("that"), its "year" or the "end" of that


def named(reader: Reader, text: str) -> Named:
    """All that is named in ``text``, joined or not."""
    said = [item for item in reader.lexer.read(text) if not item.is_("STOP")]
    items = read_times(
        [item for i, item in enumerate(said) if not (item.is_("F") and i and said[i - 1].text in WRITER)]
    )
    unwanted = asides(items)
    items = [item for item in items if item not in unwanted]
    cut = reader.chunker.read(items)
    frames = [chunk.what["FR"] for chunk in cut.chunks if "FR" in chunk.what]
    kinds = {d for frame in frames for d in _dimensions(frame)}
    kinds |= {chunk.what["D"].name for chunk in cut.chunks if "D" in chunk.what and "FR" not in chunk.what}
    measures = dict.fromkeys(m for frame in frames for m in (*frame.strong, *(w for many in frame.weak for w in many)))
    signs = {m.category for item in items for m in item.meanings} | {"COUNT" for frame in frames if frame.counts}
    signs |= {"GRAIN OF TIME" for i, item in enumerate(items) if _grain(items, i)}
    placed = next((item.typed for item in items if item.is_(*PLACED) and not item.is_("SCOPE")), "")
    directed = [item for item in cut.unknown if item.is_("F")]  # "passed to Kent Police"
    unknown = tuple(item.typed for item in items if all(m.category == "X" for m in item.meanings) or item in directed)
    same = next(((item.typed, str(m.what)) for item in items if (m := item.get("THATTIME")) is not None), ("", ""))
    return Named(frozenset(kinds), tuple(measures), frozenset(signs), unknown, placed, *same)


def _grain(items: list[Lexeme], i: int) -> bool:
    """ "By quarter", "each year", "quarterly"; "for many years" is none."""
    grain, unit = items[i].get("GRAIN"), items[i].get("UNIT")
    if grain is not None:
        return grain.what in GRAINS
    return unit is not None and unit.what in GRAINS and bool(i) and items[i - 1].is_("EACH", "BY", "BREAKDOWN")


def _dimensions(frame: Frame) -> set[str]:
    found = {d for d, _ in frame.where} | set(frame.dims) | {axis.name for axis in frame.axes}
    return found | {d for many in frame.lists for one in many for d in _dimensions(one)}


def frame_said(reader: Reader, text: str, strict: bool = True) -> Frame | None:
    """What a text says of one count; None where that cannot be joined.

    ``strict``: with a word in it that nothing knows there is none, for it could limit. What stands before the first
    words of the tables ("a newspaper wrote that") limits nothing.
    """
    items = tuple(item for item in reader.lexer.read(text) if not item.is_("STOP"))
    start = next((i for i, item in enumerate(items) if content(item) and not item.is_("N")), len(items))
    start -= 1 if start and items[start - 1].is_("SINCE", "UNTIL", "NOT", "EXCEPT", "NEITHER") else 0
    kept = tuple(item for item in items[start:] if not _noise(item))
    if not strict:
        kept = tuple(item for item in kept if item.is_(*ALL))
    clause = reader.clause(kept)
    return None if clause.unknown else clause.frame


def _noise(item: Lexeme) -> bool:
    return (item.is_(*NOISE) and not content(item)) or item.is_("N")


def tree_said(reader: Reader, text: str, before: Frame | None = None) -> tuple[Node, Frame] | None:
    """The count that a statement is of ("In 2022, 16,921 people were referred."), what it leaves unsaid as in
    ``before``.
    """
    frame = frame_said(reader, text)
    if frame is None:
        return None
    frame = fill(frame, before) if before is not None else frame
    try:
        return reader.builder.thing(frame), frame
    except (Undecided, Unfit):
        return None
