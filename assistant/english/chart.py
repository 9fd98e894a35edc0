"""A bottom-up chart over chunks: every constituent that the rules build, a few of each category kept a span."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.english.chunks import Chunk

BEAM = 4
FOLDER = Path(__file__).parent / "grammar"


@dataclass(frozen=True)
class Rule:
    """``left`` is built from the parts of ``right`` by the builder named ``build``; lighter readings have less
    ``weight``.
    """

    left: str
    right: tuple[str, ...]
    build: str
    weight: float
    example: str


@dataclass(frozen=True)
class Made:
    """One constituent: its category, its value, and how heavy its reading is."""

    category: str
    value: Any
    weight: float
    chunks: tuple[Chunk, ...]


@lru_cache(maxsize=4)
def rules(name: str) -> tuple[Rule, ...]:
    """The rules of ``grammar/<name>.rules``: ``LEFT <- PARTS : builder weight "example"``, one a line."""
    found: list[Rule] = []
    for line in (FOLDER / f"{name}.rules").read_text(encoding="utf-8").splitlines():
        text = line.split("#")[0].strip() if '"' not in line else line.strip()
        if not text or text.startswith("#"):
            continue
        head, _, rest = text.partition(" : ")
        left, _, right = head.partition("<-")
        build, _, tail = rest.strip().partition(" ")
        weight, _, example = tail.strip().partition(" ")
        found.append(Rule(left.strip(), tuple(right.split()), build, float(weight or 0), example.strip().strip('"')))
    return tuple(found)


class Table:
    """Rules by their first part that have no other, and longer ones by first and second, each with its place."""

    def __init__(self, listed: Sequence[Rule]) -> None:
        self.alone: dict[str, list[Rule]] = {}
        self.longer: dict[str, dict[str, list[tuple[int, Rule]]]] = {}
        for place, rule in enumerate(listed):
            if len(rule.right) == 1:
                self.alone.setdefault(rule.right[0], []).append(rule)
            else:
                first, second, *_ = rule.right
                self.longer.setdefault(first, {}).setdefault(second, []).append((place, rule))


Builder = Callable[..., Any]


class Chart:
    """All constituents of a sequence of chunks."""

    def __init__(self, chunks: Sequence[Chunk], table: Table, builders: dict[str, Builder]) -> None:
        self.chunks = tuple(chunks)
        self.builders = builders
        self.cells: dict[tuple[int, int], dict[str, list[Made]]] = {}
        self.begins: dict[int, set[str]] = {}  # what is built from a place on
        self.ends: dict[int, set[str]] = {}  # what is built up to a place
        self.alone, self.longer = table.alone, table.longer
        self._fill()

    def at(self, start: int, end: int, category: str) -> list[Made]:
        return self.cells.get((start, end), {}).get(category, [])

    def _fill(self) -> None:
        size = len(self.chunks)
        for i, chunk in enumerate(self.chunks):
            cell = self.cells.setdefault((i, i + 1), {})
            for category in sorted(chunk.categories, key=lambda name: (name != "FR", name)):  # first a name
                cell.setdefault(category, []).append(Made(category, chunk.what[category], 0.0, (chunk,)))
                self._placed(category, i, i + 1)
            self._close(i, i + 1)
        for width in range(2, size + 1):
            for start in range(size - width + 1):
                end = start + width
                for middle in range(start + 1, end):
                    self._join(start, middle, end)
                self._close(start, end)

    def _join(self, start: int, middle: int, end: int) -> None:
        """Everything that a rule builds from what ends in the middle on."""
        after, begun, ended = self.cells.get((middle, end), {}), self.begins.get(middle, set()), self.ends.get(end, ())
        for category, many in self.cells.get((start, middle), {}).items():
            by_second = self.longer.get(category, {})
            # Most rules find no second part, or no last one: they are left out at once.
            able = [
                one
                for second in by_second.keys() & begun
                for one in by_second[second]
                if (second in after if len(one[1].right) == 2 else one[1].right[-1] in ended)
            ]
            for made in many if able else ():
                for _, rule in sorted(able):
                    self._extend(rule, ((middle, made),), start, end)

    def _extend(self, rule: Rule, parts: tuple[tuple[int, Made], ...], start: int, end: int) -> None:
        at = parts[-1][0]
        wanted = rule.right[len(parts)]
        last = len(parts) + 1 == len(rule.right)
        stops = (end,) if last else range(at + 1, end)
        for stop in stops:
            for made in self.at(at, stop, wanted):
                grown = (*parts, (stop, made))
                if last:
                    self._build(rule, [made for _, made in grown], start, end)
                else:
                    self._extend(rule, grown, start, end)

    def _close(self, start: int, end: int) -> None:
        cell = self.cells.get((start, end), {})
        for category in list(cell):
            for made in list(cell[category]):
                for rule in self.alone.get(category, ()):
                    self._build(rule, [made], start, end)

    def _placed(self, category: str, start: int, end: int) -> None:
        self.begins.setdefault(start, set()).add(category)
        self.ends.setdefault(end, set()).add(category)

    def _build(self, rule: Rule, parts: list[Made], start: int, end: int) -> None:
        value = self.builders[rule.build](*(part.value for part in parts))
        if value is None:
            return
        weight = rule.weight + sum(part.weight for part in parts)
        cell = self.cells.setdefault((start, end), {}).setdefault(rule.left, [])
        self._placed(rule.left, start, end)
        if any(made.value == value and made.weight >= weight for made in cell):
            return
        cell[:] = [made for made in cell if made.value != value]
        cell.append(Made(rule.left, value, weight, self.chunks[start:end]))
        cell.sort(key=lambda made: -made.weight)
        del cell[BEAM:]
