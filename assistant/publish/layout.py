"""Reads one sheet into keyed counts, guided by the catalog's layout: stacked labels, header rows, totals.

Rows and columns are read alike. A line's labels run from the outermost level to the innermost; what stands left of
(or above) its first label is carried on from the line before, what lies beyond its last label is the total.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.catalog.dimension import Dimension
from assistant.catalog.layouts import Layout, Sheet
from assistant.publish.workbook import Grid, Raw, letters, text

TOTAL = "total"
TIME = ("year", "quarter")  # levels that are no dimension: they make up the period
Path = tuple[str | None, ...]  # labels as printed, None for a total
Key = tuple[str, ...]  # a member id, year, quarter or TOTAL for each level
Where = Callable[[int, int], str]  # the place of a line's label, by the line's position and the level


@dataclass(frozen=True)
class Counts:
    """One sheet's figures by row key and column key; categories printed apart that are one member are added."""

    grid: Grid
    levels: tuple[str, ...]  # of a row key followed by a column key
    rows: tuple[Key, ...]
    columns: tuple[Key, ...]
    values: dict[tuple[Key, Key], int]


class LabelIndex:
    """From printed labels to ids, through the catalog's spellings: exact first, then without regard to case."""

    def __init__(self, dimensions: Sequence[Dimension]) -> None:
        self.names = {d.id: d.label for d in dimensions}
        self._exact: dict[tuple[str, str], str] = {}
        folded: dict[tuple[str, str], set[str]] = {}
        for dimension in dimensions:
            for member in dimension.members:
                for spelling in (member.label, *member.printed):
                    self._exact[dimension.id, text(spelling)] = member.id
                    folded.setdefault((dimension.id, text(spelling).casefold()), set()).add(member.id)
        self._folded = {key: next(iter(ids)) for key, ids in folded.items() if len(ids) == 1}

    def id(self, level: str, label: str) -> str | None:
        if level == "year":
            return label if re.fullmatch(r"[12][0-9]{3}", label) else None
        if level == "quarter":
            return label if re.fullmatch(r"Q[1-4]", label) else None
        return self._exact.get((level, label)) or self._folded.get((level, label.casefold()))


def read(grid: Grid, layout: Layout, sheet: Sheet, lookup: LabelIndex, problems: list[str]) -> Counts | None:
    """The counts of a sheet; what is wrong with it is added to ``problems``, each with its row and column."""
    if not any(text(raw) for row in grid.rows for raw in row):
        problems.append(f"{grid.name} is empty.")
        return None
    shape = list(_shape(grid, layout, sheet))
    if shape:  # with other labels than described, every further message would mislead
        problems.extend(shape)
        return None
    head, first = sheet.header_row - 1, sheet.first_column - 1
    body = first + len(layout.rows)
    upper = head - max(len(layout.columns), 1) + 1
    down = range(head + 1, len(grid.rows))
    across = [j for j in range(body, grid.width) if any(text(grid.at(i, j)) for i in range(upper, len(grid.rows)))]
    row_labels = [(i, [text(raw) for raw in grid.rows[i][first:body]]) for i in down if any(map(text, grid.rows[i]))]
    column_labels = [(j, [text(grid.at(i, j)) for i in range(upper, head + 1)]) for j in across]
    rows = _keys(
        _paths(row_labels, layout.total), layout.rows, lookup, problems, lambda i, level: grid.where(i, first + level)
    )
    columns = _keys(
        _paths(column_labels, layout.total, closing=True), layout.columns, lookup, problems,
        lambda j, level: grid.where(upper + level, j),
    )  # fmt: skip
    for what, levels, keys in (("row", layout.rows, rows), ("column", layout.columns, columns)):
        if set(levels) - set(TIME) and not any(set(key) == {TOTAL} for _, key in keys):
            problems.append(f"{grid.name} has no {layout.total!r} {what}: the sheet may be cut short.")
    values: dict[tuple[Key, Key], int] = {}
    for i, row in rows:
        if not any(text(grid.at(i, j)) for j, _ in columns):
            problems.append(f"{grid.where(i)}: the row has a label but no figures.")
            continue
        for j, column in columns:
            try:
                values[row, column] = values.get((row, column), 0) + _count(grid.at(i, j))
            except ValueError as error:
                problems.append(f"{grid.where(i, j)}: {error}.")
    return Counts(
        grid, (*layout.rows, *layout.columns), tuple(dict.fromkeys(key for _, key in rows)),
        tuple(dict.fromkeys(key for _, key in columns)), values,
    )  # fmt: skip


def _shape(grid: Grid, layout: Layout, sheet: Sheet) -> Iterator[str]:
    """Whether the header row is where, and reads as, the catalog says."""
    head, first = sheet.header_row - 1, sheet.first_column - 1
    body = first + len(layout.rows)
    printed = [text(grid.at(head, first + i)) for i in range(len(layout.rows))]
    expected = [text(heading) for heading in sheet.headings]
    if expected and printed != expected:
        yield (
            f"{grid.where(head)} should read {_quoted(expected)} from column {letters(first)} on, "
            f"but reads {_quoted(printed)}: the catalog does not describe this layout."
        )
        return
    if len(grid.rows) <= head + 1 or grid.width <= body:
        yield f"{grid.name} has no figures below its heading in row {head + 1}."
        return
    for i in range(head + 1, len(grid.rows)):
        for j in range(first):
            if text(grid.at(i, j)):
                yield f"{grid.where(i, j)}: {text(grid.at(i, j))!r} stands left of the first label column."
                return
    headings = [text(grid.at(head, j)) for j in range(body, grid.width)]
    if not layout.columns and [heading for heading in headings if heading] != [layout.total]:
        yield f"{grid.where(head, body)} should be the only column of figures, headed {layout.total!r}."


def _quoted(labels: Sequence[str]) -> str:
    return ", ".join(repr(label) if label else "(blank)" for label in labels)


def _paths(labelled: Sequence[tuple[int, list[str]]], total: str, closing: bool = False) -> list[tuple[int, Path]]:
    """Each line's whole path. A line without any label has an empty path.

    ``closing``: a group's second total closes the whole line, as where the last group is followed by "Total" alone.
    """
    paths: list[tuple[int, Path]] = []
    seen: set[Path] = set()
    carried: list[str] = []
    for index, labels in labelled:
        given = [level for level, label in enumerate(labels) if label]
        if not given:
            paths.append((index, ()))
            continue
        carried = (carried or [""] * len(labels))[: given[0]] + labels[given[0] :]
        deepest = given[-1]
        path: Path = tuple(
            None if level > deepest or label.casefold() == total.casefold() else label
            for level, label in enumerate(carried)
        )
        if closing and path in seen and path[deepest] is None:
            path = (None,) * len(labels)
        seen.add(path)
        paths.append((index, path))
    return paths


def _keys(
    paths: Sequence[tuple[int, Path]], levels: Sequence[str], lookup: LabelIndex, problems: list[str], where: Where
) -> list[tuple[int, Key]]:
    """Lines with ids for labels. Unknown labels, missing labels and repeated lines are problems."""
    keyed: list[tuple[int, Key]] = []
    first: dict[Path, int] = {}
    told: set[tuple[str, str]] = set()
    for index, path in paths:
        if not path:
            problems.append(f"{where(index, 0)}: figures without a label.")
            continue
        level = max((i for i, label in enumerate(path) if label), default=0)
        if path in first:
            there = where(first[path], level).partition(", ")[2]
            problems.append(f"{where(index, level)}: {_said(path)} stands here a second time; the first is at {there}.")
            continue
        first[path] = index
        key = []
        for i, (name, label) in enumerate(zip(levels, path, strict=False)):  # a lone column has a heading but no level
            found = TOTAL if label is None else lookup.id(name, label)
            key.append(found or "")
            if found is None and (name, label or "") not in told:
                told.add((name, label or ""))
                what = lookup.names.get(name, name)
                problems.append(
                    f"{where(index, i)}: {label!r} is not a known {what}." if label
                    else f"{where(index, i)}: no {what} stands here or before."
                )  # fmt: skip
        if "" not in key:
            keyed.append((index, tuple(key)))
    return keyed


def _said(path: Path) -> str:
    return ", ".join(repr(label) for label in path if label) or "the total"


def _count(raw: Raw) -> int:
    """A cell as a count. Raises ValueError saying what it is instead."""
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise ValueError(f"{text(raw)!r} stands where a number should be" if text(raw) else "the cell is blank")
    if raw != raw or raw in (float("inf"), float("-inf")) or raw != int(raw):
        raise ValueError(f"{raw} is not a whole number")
    if raw < 0:
        raise ValueError(f"{raw:g} is negative")
    return int(raw)
