"""Published totals against the sum of their parts: within a sheet on every margin, and between tables of a release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from assistant.publish.layout import TOTAL, Counts, Key

Levels = tuple[int, ...]


@dataclass(frozen=True)
class Gap:
    """A published total that its parts do not add up to. ``over`` names the levels added over."""

    cell: tuple[tuple[str, str], ...]  # level and key, totals included
    over: tuple[str, ...]
    published: int
    parts: int


def totals(counts: Counts, skip: Iterable[str] = ()) -> tuple[int, list[Gap]]:
    """How many totals were checked, and those that differ from their parts. Levels in ``skip`` do not add up."""
    depth = len(counts.rows[0]) if counts.rows else 0
    skipped = {i for i, level in enumerate(counts.levels) if level in set(skip)}
    checked = 0
    gaps: list[Gap] = []
    for whole, over, parts in _margins(counts.rows, skipped):
        for column in counts.columns:
            checked += 1
            pairs = [(part, column) for part in parts]
            gaps.extend(_gap(counts, (whole, column), over, pairs))
    for whole, over, parts in _margins(counts.columns, {i - depth for i in skipped}):
        for row in counts.rows:
            checked += 1
            pairs = [(row, part) for part in parts]
            gaps.extend(_gap(counts, (row, whole), tuple(i + depth for i in over), pairs))
    return checked, gaps


def _margins(keys: Iterable[Key], skipped: set[int]) -> Iterator[tuple[Key, Levels, list[Key]]]:
    """Every total key with the levels it adds over and its parts.

    Where no parts one level down are printed, the nearest further down stand in for them.

    >>> [margin[0] for margin in _margins([("a", "total"), ("a", "x"), ("a", "y")], set())]
    [('a', 'total')]
    """
    parts: dict[tuple[Key, Levels], list[Key]] = defaultdict(list)
    keys = list(keys)
    for key in keys:
        named = [i for i, value in enumerate(key) if value != TOTAL]
        for size in range(1, len(named) + 1):
            for over in combinations(named, size):
                whole = tuple(TOTAL if i in over else value for i, value in enumerate(key))
                parts[whole, over].append(key)
    for key in keys:
        open_levels = [i for i, value in enumerate(key) if value == TOTAL and i not in skipped]
        for size in range(1, len(open_levels) + 1):
            found = [over for over in combinations(open_levels, size) if (key, over) in parts]
            yield from ((key, over, parts[key, over]) for over in found)
            if found:
                break


def _gap(counts: Counts, cell: tuple[Key, Key], over: Levels, parts: list[tuple[Key, Key]]) -> Iterator[Gap]:
    published = counts.values[cell]
    added = sum(counts.values[part] for part in parts)
    if published != added:
        key = (*cell[0], *cell[1])
        yield Gap(tuple(zip(counts.levels, key, strict=True)), tuple(counts.levels[i] for i in over), published, added)
