"""What the tables know of a sentence: the one place where the desk looks into the reading of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.question.followup import edits_something
from assistant.question.words import clean
from assistant.service import Assistant

MOST = 400  # sentences of one mail that are looked at
LONGEST = 600  # characters of a sentence


@dataclass(frozen=True)
class Said:
    """What a text names. ``kinds``: "period", "quarter of", "count", "grain" and the dimensions it limits or breaks down by;
    ``unknown`` are words that nothing knows; ``first`` is where in the text the first limit stands, -1 without one."""

    kinds: frozenset[str] = frozenset()
    asked: bool = False  # for a number, a share, a definition …
    vague: bool = False  # "figures", "data"
    topics: bool = False
    those: bool = False  # "of those"
    changed: bool = False  # an edit of what was asked before
    unknown: tuple[str, ...] = ()
    first: int = -1
    dated: bool = False  # a change of a definition or a rule
    withheld: bool = False  # what is not held: a place, a month

    @property
    def counts(self) -> bool:
        return "count" in self.kinds

    @property
    def limits(self) -> bool:
        return bool(self.kinds - {"count"})

    @property
    def names(self) -> bool:
        """Anything of the tables."""
        return bool(self.kinds - {"period", "quarter of", "grain"}) or self.topics


class Sense:
    """Looks texts up once each, and no more than :data:`MOST` of a mail: ``tired`` says that there were more."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.seen: dict[str, Said] = {}
        self.tired = False

    def known(self, text: str) -> bool:
        """Does the whole text mean something to the tables?"""
        return not self.said(text).unknown

    def several(self, text: str) -> bool:
        """Does a text ask more than one thing?"""
        return len(self.assistant.parser.parse(text[:LONGEST])) > 1

    def said(self, text: str) -> Said:
        text = text[:LONGEST]
        if text not in self.seen:
            if len(self.seen) >= MOST:
                self.tired = True
                return Said()
            self.seen[text] = self._read(text)
        return self.seen[text]

    def _read(self, text: str) -> Said:
        slots = self.assistant.parser.slots_of(text)
        kinds = {f.dimension for f in slots.filters} | set(slots.by)
        bare = all(
            p.relative.startswith("quarter:") for p in slots.periods
        )  # "the second quarter", of a year said elsewhere
        kinds |= ({"quarter of"} if bare else {"period"}) if slots.periods else set()
        kinds |= {"count"} if slots.measures or slots.weak else set()
        kinds |= {"grain"} if slots.cue("year", "quarter") else set()
        places = [f.at for f in slots.filters] + [i for i, x in enumerate(slots.items) if x.kind == "period"]
        places += [i for i, x in enumerate(slots.items) if x.has("dimension") or {"year", "quarter"} & set(x.cues)]
        typed = slots.items[min(places)].typed if places and min(places) >= 0 else ""
        found = re.search(rf"(?<!\w){re.escape(typed)}", clean(text), re.IGNORECASE) if typed else None
        return Said(
            frozenset(kinds), slots.cue("number", "share", "define", "which", "catalogue", "changed", "why", "comparable", "top"),
            bool(slots.vague), bool(slots.topics or slots.terms or slots.changes), slots.cue("of_those"), edits_something(slots),
            tuple(slots.items[i].typed for i in slots.unknown), found.start() if found else -1, bool(slots.changes),
            bool(slots.topics),
        )  # fmt: skip
