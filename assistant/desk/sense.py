"""What the tables know of a sentence: the one place where the desk looks into the reading of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.asked.count import Count, Where
from assistant.asked.node import Node
from assistant.asked.truth import Truth
from assistant.english.frame import Frame
from assistant.english.stretch import Named, frame_said, named, tree_said
from assistant.english.text import TextReader
from assistant.english.there import place_said
from assistant.service import Assistant
from assistant.words.tokens import clean

MOST = 400  # sentences of one mail that are looked at
LONGEST = 600  # characters of a sentence
ASKED = frozenset(("HOWMANY", "SHARE", "WHICH", "WHAT", "WHEN", "CATALOGUE", "MOST", "FASTEST", "COMPARE", "REVISED"))
# What edits the question before it, beside people, a breakdown and a period.
CHANGING = frozenset(
    ("SHARE", "INPERCENT", "MOST", "MOVE", "GROWTH", "DIFF", "AVERAGE", "TREND", "REVISED", "EARLIER", "WHY", "COMPARE", "FIRSTPUBLISHED")
)  # fmt: skip
OVERVIEW = ("figure", "number")  # what the lines of an overview are
TIMED = frozenset(("TM", "BADTIME"))
TIMES = frozenset(("period", "quarter of", "grain"))  # of what a text names, that which says when
BESIDE = frozenset(("COMPARE", "VERSUS"))
OF_TABLES = frozenset(("F", "M", "W", "V", "D", "PUB", "TM", "BADTIME", "SCOPE", "TERM", "TOPIC"))


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
    measures: tuple[str, ...] = ()
    same_time: str = ""  # "the same period", where it names none itself
    same_which: str = ""  # of that: itself, its "year", or the "end" of that
    numbers: bool = False  # a number that is no period
    why: bool = False  # the reason of a change
    picks: bool = False  # which has most
    moves: bool = False  # by how much something changed

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

    def of_tables(self, text: str) -> bool:
        """Is the whole text a name that the tables hold, so that it is nobody's?"""
        reader, found = self._named(text)
        items = [item for item in reader.reader.lexer.read(text) if not item.is_("STOP", "MARK", "COMMA")]
        return not found.unknown and all(item.is_(*OF_TABLES, "T", "AND", "OF", "ARTICLE") for item in items)

    def several(self, text: str) -> bool:
        """Does a text ask more than one thing?"""
        reader, _ = self._named(text[:LONGEST])
        return len(reader.read(text[:LONGEST])) > 1

    def of_whom(self, text: str) -> Where:
        """What limits those of whom a text counts some: "how many of the Scottish referrals were of children"."""
        reader, _ = self._named(text[:LONGEST])
        wholes = [one.whole for one in reader.read(text[:LONGEST])]
        last = wholes[-1] if wholes else None
        return last.where if isinstance(last, Count) else ()

    def bounds(self, text: str) -> bool:
        """Is it asked whether a figure is above or below a number, which is answered by yes or no?"""
        reader, _ = self._named(text[:LONGEST])
        trees = [tree for one in reader.read(text[:LONGEST]) for tree in one.trees]
        return any(
            isinstance(tree, Truth) and isinstance(tree.right, (int, float)) and "=" not in tree.op for tree in trees
        )

    def breakdown(self, dimensions: Iterable[str]) -> str:
        """ "By age at exploitation and gender", of what limits or breaks down by those."""
        known = self.assistant.lookup.dimensions
        labels = [known[name].label for name in sorted(dimensions) if name in known]
        return f"by {' and '.join(labels)}" if labels else ""

    def overview(self, text: str) -> bool:
        """Is the whole subject asked for, in a few figures?"""
        return [(part.status, part.columns) for part in self.assistant.ask(text[:LONGEST]).parts] == [
            ("answered", OVERVIEW)
        ]

    def told(self, text: str, many: int = 1, partly: bool = False) -> bool:
        """Is there a figure for all that a text asks, ``partly`` for some of its time, and are there so ``many``?"""
        parts = self.assistant.ask(text[:LONGEST]).parts
        good = ("answered", "partial") if partly else ("answered",)
        all_told = all(part.status in good and part.query for part in parts)
        return all_told and sum(max(1, len(part.rows)) for part in parts) >= many

    def alike(self, kinds: Iterable[str], own: Iterable[str]) -> bool:
        """Do these limit by what ``own`` limits by, or both by who referred ("each force", of named forces)?"""
        agents = {one.id for one in self.assistant.lookup.catalog.dimensions if one.place == "by"}
        asked, held = set(kinds), set(own)
        return asked <= held or (asked <= agents and bool(held & agents))

    def refers(self, kinds: Iterable[str]) -> bool:
        """Is any of these who referred?"""
        agents = {one.id for one in self.assistant.lookup.catalog.dimensions if one.place == "by"}
        return bool(agents & set(kinds))

    def examples(self, text: str) -> str:
        """ "By exploitation type", of some exploitation types; empty where they are not all of one kind."""
        said = self.said(text)
        kinds = said.kinds - {"count"}
        return self.breakdown(kinds) if len(kinds) == 1 and not said.unknown else ""

    def said(self, text: str) -> Said:
        text = text[:LONGEST]
        if text not in self.seen:
            if len(self.seen) >= MOST:
                self.tired = True
                return Said()
            self.seen[text] = self._read(text)
        return self.seen[text]

    def frame(self, text: str, strict: bool = True) -> Frame | None:
        """What a text says of one count; None where its words cannot be joined."""
        reader, _ = self._named(text[:LONGEST])
        return frame_said(reader.reader, text[:LONGEST], strict)

    def place(self, text: str) -> str:
        """ "In Scotland", of a text that says so of one place, or "in Scotland" of "about Scotland"."""
        reader, _ = self._named(text[:LONGEST])
        return place_said(self.frame(text, strict=False), self.assistant.lookup, reader.reader.lexer.vocabulary)

    def statement(self, text: str, before: Frame | None = None) -> tuple[Node, Frame] | None:
        """What a sentence that states a figure counts."""
        reader, _ = self._named(text[:LONGEST])
        return tree_said(reader.reader, text[:LONGEST], before)

    def _named(self, text: str) -> tuple[TextReader, Named]:
        """What is named in the words of the publication that knows most of them: of several the first that holds it all."""
        best: tuple[TextReader, Named] | None = None
        for reader in self.assistant.asking.readers.values():
            found = named(reader.reader, text)
            if best is None or (
                _strange(found) < _strange(best[1]) and (found.measures or found.unknown != best[1].unknown)
            ):
                best = reader, found
            if not any(_strange(found)):
                break
        assert best is not None
        return best

    def _read(self, text: str) -> Said:
        _, found = self._named(text)
        signs = found.signs
        kinds = set(found.kinds)
        kinds |= {"period"} if signs & TIMED else {"quarter of"} if "QUARTER" in signs else set()
        kinds |= {"count"} if "COUNT" in signs and found.measures else set()
        kinds |= {"grain"} if "GRAIN OF TIME" in signs else set()
        alone = not signs & TIMED or bool(signs & BESIDE)  # "how does that year compare with 2023?"
        words = r"\W*".join(map(re.escape, found.typed.split()))
        place = re.search(rf"(?<!\w){words}", clean(text), re.IGNORECASE) if words else None
        return Said(
            frozenset(kinds), bool(signs & ASKED), "COUNT" in signs and not found.measures,
            bool(signs & {"TOPIC", "TERM", "CHANGE"}), bool(signs & {"THOSE", "ONES"}), bool(kinds - {"count"}) or bool(signs & CHANGING),
            found.unknown, place.start() if place else -1, "CHANGE" in signs, bool(signs & {"TOPIC", "BADTIME"}), found.measures,
            found.same_time if alone else "", found.same_which if alone else "",
            bool(signs & {"N", "FRACTION"}), "WHY" in signs, bool(signs & {"MOST", "FASTEST"}), bool(signs & {"GROWTH", "MOVE", "DIFF"}),
        )  # fmt: skip


def _strange(found: Named) -> tuple[int, bool]:
    """How many words nothing knows; and whether it counts nothing of what is held, and speaks of what is not."""
    return len(found.unknown), "TOPIC" in found.signs and not found.measures
