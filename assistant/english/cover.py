"""The ways to cut an asking clause into constituents, and what an operation takes from one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from assistant.english.asks import Ask, attach
from assistant.english.chart import Chart, Made
from assistant.english.chunk import Chunk
from assistant.english.frame import Frame
from assistant.english.joining import OPENING

ABSORBED = ("BREAKDOWN", "HOWMANY", "WHAT", "TOTAL", "TRUE", "BOTH", "COMPARE", "COMMA", "AND", "THOSE")
SIGNS = (
    "WHICH", "WHEN", "MOVE", "GROWTH", "POINTS", "HOWMUCH", "DIFF", "MX", "FASTEST", "RANK", "TREND", "AVERAGE",
    "RUNNING", "TIMES", "MORE", "ASMANY", "LM", "FIRST", "DOUBLE", "REVISED", "FIRSTPUBLISHED", "D", "UNIT", "GRAIN",
    "DISTINCT", "EXCEPT", "EACH", "BETWEEN", "INPERCENT", "SHARE", "LATEST", "VERSUS", "N", "EVERYONE", "TWO",
    "SHAREOF", "ONLY", "NX", "NTH", "NTHS", "TH", "SOURCE", "WHY", "ALLOF", "REST", "PICKED", "SUM", "ALSO",
    "RECORD", "MOSTLY", "INCLUDING", "RATE", "RATIO",
)  # fmt: skip
WIDTH = 60


@dataclass(frozen=True)
class Cover:
    """One way to cut the clause: constituents side by side that leave nothing out."""

    frames: tuple[Frame, ...] = ()
    core: Ask | None = None
    signs: tuple[tuple[str, Any, int], ...] = ()  # category, meaning, place
    weight: float = 0.0
    core_at: int = -1  # where the core begins; -1 without one
    opens: bool = False  # a verb stands first: a yes or a no is asked for


def covers(chart: Chart) -> list[Cover]:
    """The ways to cut all chunks, heaviest first."""
    size = len(chart.chunks)
    best: list[list[Cover]] = [[] for _ in range(size + 1)]
    best[0] = [Cover(opens=_opens(chart))]
    for at in range(size):
        if not best[at]:
            continue
        for end in range(at + 1, size + 1):
            for category, many in chart.cells.get((at, end), {}).items():
                if (category == "G" and _binds(chart, at, end)) or (category == "AND" and at and _joins(chart, end)):
                    continue
                for made in many:
                    for cover in best[at]:
                        grown = _grow(cover, category, made, at)
                        if grown is not None:
                            best[end].append(grown)
        for end in range(at + 1, size + 1):
            best[end].sort(key=lambda c: -c.weight)
            del best[end][WIDTH:]
    return best[size]


def _opens(chart: Chart) -> bool:
    """Does a verb stand first, or behind what limits all that follows ("among children, were there …")?"""
    chunks = chart.chunks
    if not chunks or _opening(chunks[0]):
        return bool(chunks)
    at = next((i + 1 for i, chunk in enumerate(chunks) if "COMMA" in chunk.categories), len(chunks))
    dated = len(chunks) > 2 and "TM" in chunks[1].categories and _opening(chunks[2])  # "in 2023 were there more …"
    return "G" in chunks[0].categories and (dated or (at < len(chunks) and _opening(chunks[at])))


def _opening(chunk: Chunk) -> bool:
    return "VB" in chunk.categories and chunk.text.split()[0] in OPENING


def _binds(chart: Chart, at: int, end: int) -> bool:
    """ "Of" joins what stands beside it: before a word that computes it is no filler ("how much of the change")."""
    glue = chart.chunks[at].what.get("G", ())
    following = chart.chunks[end].categories if end < len(chart.chunks) else frozenset()
    return bool({"OF", "AMONG", "THAN"} & set(glue)) and not following & {
        "FR",
        "D",
        "TM",
        "UNIT",
        "GRAIN",
        "HOWMANY",
        "TOTAL",
        "ANYOF",
    }


def _joins(chart: Chart, end: int) -> bool:
    """ "And" before a thing joins it to one before; before a word that computes it only goes on."""
    if end >= len(chart.chunks) or chart.chunks[end].categories & {"FR", "COMMA", "HOWMANY"}:
        return True
    following = chart.chunks[end + 1].what.get("FR") if end + 1 < len(chart.chunks) else None
    counted = following is not None and following.counts and not (following.where or following.time)
    return "G" in chart.chunks[end].categories and counted  # "in one table and in the other"


def _grow(cover: Cover, category: str, made: Made, at: int) -> Cover | None:
    weight = cover.weight + made.weight - 1
    if category == "FR":
        return replace(cover, frames=(*cover.frames, made.value), weight=weight)
    if category in ("E", "C"):
        if cover.core is not None:
            return None
        return replace(cover, core=made.value, core_at=at, weight=weight)
    if category in ("EM", "CM"):
        if cover.core is not None:
            return None
        core, (sign, meaning) = made.value
        return replace(cover, core=core, signs=(*cover.signs, (sign, meaning, at)), weight=weight)
    if (category == "BREAKDOWN" and made.value != "noun") or (
        category == "BOTH" and (made.value == "apart" or (made.value == "paired" and cover.core is None))
    ):
        return None
    if category == "COMMA" and made.value == "item" and (cover.core or any(f.where or f.lists for f in cover.frames)):
        return None  # what follows is another thing
    if category in ABSORBED:
        return replace(
            cover,
            weight=weight - (0.5 if category in ("COMMA", "AND") else 0),
            signs=(*cover.signs, (category, made.value, at)),
        )
    if category == "G":
        return replace(cover, weight=weight - 0.2)
    if category in SIGNS:
        return replace(cover, signs=(*cover.signs, (category, made.value, at)), weight=weight)
    return None


@dataclass
class Pieces:
    """What an operation takes from: each sign once."""

    cover: Cover
    outer: Frame
    left: list[tuple[str, Any, int]] = field(default_factory=list)

    @property
    def asks_truth(self) -> bool:
        """A verb stands first, or "is it true that" does."""
        return self.cover.opens or any(sign[0] == "TRUE" for sign in self.cover.signs)

    def has(self, *categories: str) -> bool:
        return any(sign[0] in categories for sign in self.left)

    def take(self, category: str) -> Any:
        for sign in self.left:
            if sign[0] == category:
                self.left.remove(sign)
                return sign[1]
        return None

    def thing(self) -> Ask | Frame | None:
        """What is measured: the core with all that is said of it, or the frame alone."""
        if self.cover.core is None:
            return self.outer
        return attach(self.cover.core, self.outer)
