"""Which sheet of a new workbook is which table, what differs from the last release, and what no table is known for."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.catalog.dimension import Dimension
from assistant.catalog.layouts import Sheet
from assistant.catalog.model import Catalog, Table
from assistant.errors import AssistantError
from assistant.publish import confined, layout
from assistant.publish.doubts import Answers
from assistant.publish.guess import guess
from assistant.publish.lines import read as read_lines
from assistant.publish.workbook import Grid, text
from assistant.update.sheets import Known, Spot, contents_of, known, place, spot, title_of
from assistant.update.titles import Titles, bare, number_of

TITLED = 0.4  # a title less like a table's than this is another's
APART = 0.15  # how much better than the next sheet the best must be
NEAR = 0.8  # labels as alike as this may be one member under two spellings


@dataclass(frozen=True)
class Newcomer:
    """A label that no member is known by. ``instead``: members that it may be under a new name."""

    dimension: str
    label: str
    where: str
    instead: tuple[str, ...] = ()
    undecided: str = ""  # why a person must say what it is


@dataclass(frozen=True)
class Match:
    """One table found. ``marks``: what differs from the last release and is proposed."""

    table: str
    sheet: Sheet
    moved: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stray:
    """A sheet that is no known table, and what it seems to hold."""

    sheet: str
    title: str
    holds: str


@dataclass(frozen=True)
class Matching:
    """A whole workbook. ``blocked``: sentences on what must be described by hand before anything can be taken in."""

    matches: tuple[Match, ...]
    newcomers: tuple[Newcomer, ...] = ()
    strays: tuple[Stray, ...] = ()
    blocked: tuple[str, ...] = ()
    lacking: tuple[str, ...] = field(default=())

    @property
    def marks(self) -> tuple[str, ...]:
        """Everything that a person has to have seen before it is accepted."""
        fresh = tuple(f"{n.where}: {n.label!r} is proposed as a new member of {n.dimension}." for n in self.newcomers)
        return (*(mark for match in self.matches for mark in match.marks), *fresh, *self.lacking)


def match(path: Path, catalog: Catalog, publication: str, data: Path) -> Matching:
    """Tables of a publication on the sheets of a workbook. Raises :class:`WorkbookError` where it cannot be opened."""
    grids = confined.read(path, confined.sheet_names(path))
    contents = contents_of(grids)
    measures = {m.id for m in catalog.measures if m.publication == publication}
    tables = [t for t in catalog.tables if t.layout and t.sheets and set(t.measures) <= measures]
    befores = {table.id: known(catalog, table, data) for table in tables}
    titles = {name: title_of(grid, contents) for name, grid in grids.items()}
    scores = _scores(grids, titles, tables, befores, Titles(catalog))
    chosen, blocked = _chosen(scores, tables)
    matches, newcomers = [], []
    for table in tables:
        if table.id not in chosen:
            continue
        name = chosen[table.id]
        found = scores[table.id][name][1]
        blocked += found.extra
        made = _match(grids[name], titles[name], befores[table.id], found)
        matches.append(made)
        newcomers += _newcomers(grids[name], befores[table.id], made.sheet, catalog.dimensions)
    taken = set(chosen.values())
    strays = [_stray(path, grid, titles[name]) for name, grid in grids.items() if name not in taken and _figures(grid)]
    fresh = list({(n.dimension, n.label): n for n in reversed(newcomers)}.values())[::-1]
    blocked += [n.undecided for n in fresh if n.undecided]
    order = [r.id for r in sorted(catalog.releases, key=lambda r: (str(r.published or ""), r.id))]
    last = max((name for t in tables for name in t.sheets), key=order.index, default="")
    gone = [t for t in tables if t.id not in chosen and last in t.sheets]
    lacking = tuple(f"No sheet is {t.title!r}, which the last release had." for t in gone)
    return Matching(tuple(matches), tuple(fresh), tuple(strays), tuple(blocked), lacking)


Scores = dict[str, dict[str, tuple[float, Spot]]]


def _scores(
    grids: dict[str, Grid], titles: dict[str, str], tables: Sequence[Table], befores: dict[str, Known], likeness: Titles
) -> Scores:
    """Table -> sheet -> how well it fits, where title and labels both do."""
    scores: Scores = {}
    for table in tables:
        scores[table.id] = {}
        for name, grid in grids.items():
            titled = likeness.likeness(titles[name], table)
            found = spot(grid, befores[table.id]) if titled >= TITLED else None
            if found:
                scores[table.id][name] = (0.6 * titled + 0.2 * found.known + 0.2 * found.familiar, found)
    return scores


def _chosen(scores: Scores, tables: Sequence[Table]) -> tuple[dict[str, str], list[str]]:
    """Table -> sheet where each is the other's best and nothing comes near; a sentence where that cannot be told."""
    chosen: dict[str, str] = {}
    blocked = []
    titled = {t.id: t.title for t in tables}
    for table, sheets in scores.items():
        mine = {
            name: score for name, (score, _) in sheets.items()
            if score >= max(other.get(name, (0.0, None))[0] for other in scores.values())
        }  # fmt: skip
        best = sorted(mine, key=lambda name: -mine[name])[:2]
        if len(best) == 2 and mine[best[0]] - mine[best[1]] < APART:
            blocked.append(
                f"{titled[table]!r} could be {best[0]} or {best[1]}: say which under [sheets] of tables/{table}.toml."
            )
        elif best:
            chosen[table] = best[0]
    return chosen, blocked


def _match(grid: Grid, title: str, before: Known, found: Spot) -> Match:
    last = before.former[-1]
    number = number_of(title, grid.name)
    made = Sheet(
        sheet=grid.name, number=number, header_row=found.row + 1, first_column=found.column + 1,
        headings=found.headings, rows=found.rows if found.rows != before.layout.rows else (), title=bare(title),
    )  # fmt: skip
    moves = [f"Table {last.number} is now {number}"] if number != last.number else []
    if (made.header_row, made.first_column) != (last.header_row, last.first_column):
        moves.append(f"its header is at {place(found)}")
    marks = []
    if made.rows:
        marks.append(f"{grid.name}: its label columns are in another order: {', '.join(map(repr, found.headings))}.")
    for heading, level in zip(found.headings, found.rows, strict=True):
        past = [dict(zip(s.rows or before.layout.rows, s.headings, strict=False)).get(level) for s in before.former]
        if heading not in past:
            was = f"{past[-1]!r} stood before" if past[-1] else "no heading is known"
            marks.append(f"{grid.where(found.row)}: {heading!r} is read as {level}, where {was}.")
    return Match(before.table.id, made, ", ".join(moves), tuple(marks))


class _Asking(layout.LabelIndex):
    """Gives unknown labels an id of their own and remembers them."""

    def __init__(self, dimensions: Sequence[Dimension]) -> None:
        super().__init__(dimensions)
        self.asked: dict[tuple[str, str], None] = {}
        self.seen: set[tuple[str, str]] = set()

    def id(self, level: str, label: str) -> str | None:
        found = super().id(level, label)
        if found is None and level not in layout.TIME and label:
            self.asked[level, label] = None
            return f"? {label}"
        self.seen.add((level, found or ""))
        return found


def _newcomers(grid: Grid, before: Known, sheet: Sheet, dimensions: Iterable[Dimension]) -> list[Newcomer]:
    mine = [d for d in dimensions if d.id in before.table.dimensions]
    asking = _Asking(mine)
    shape = before.layout.model_copy(update={"rows": sheet.rows}) if sheet.rows else before.layout
    layout.read(grid, shape, sheet, asking, [])
    found = []
    for level, label in asking.asked:
        dimension = next(d for d in mine if d.id == level)
        missing = before.last.get(level, frozenset()) - {id for name, id in asking.seen if name == level}
        names = {s: m.id for m in dimension.members for s in (m.label, *m.printed) if m.id in missing}
        near = tuple(names[s] for s in difflib.get_close_matches(label, names, 3, NEAR))
        where = f"{grid.name}"
        undecided = ""
        if near:
            undecided = (
                f"{where}: {label!r} is new and {near[0]!r} is gone: if they are one, add it to printed of {near[0]} "
                f"in "
                f"dimensions/{level}.toml; if not, add it as a member."
            )
        elif _joined(label, dimension):
            undecided = (
                f"{where}: {label!r} is new in {level}, whose members say what they contain: add it to "
                f"dimensions/{level}.toml with its contains."
            )
        found.append(Newcomer(level, label, where, near, undecided))
    return found


def _joined(label: str, dimension: Dimension) -> bool:
    """Whether a label names, among other words, a member that combinations are made of: what it contains must be
    said.
    """
    parts = {part for m in dimension.members for part in m.contains}
    words = f" {' '.join(text(label).casefold().split())} "
    named = [m.label.casefold() for m in dimension.members if m.id in parts]
    return any(f" {name} " in words and words.strip() != name for name in named)


def _figures(grid: Grid) -> bool:
    """Whether a sheet has a table: some rows of numbers."""
    rows = sum(any(isinstance(raw, (int, float)) for raw in row[1:]) for row in grid.rows)
    return rows >= 2


def _stray(path: Path, grid: Grid, title: str) -> Stray:
    try:
        found = guess(read_lines(path, grid.name), Answers())
        by = ", ".join(b.heading for b in found.breakdowns)
        holds = f"{len(found.when.periods)} periods{f', by {by}' if by else ''}; new-publication can draft it."
    except AssistantError:
        row = max(grid.rows[:15], key=lambda cells: sum(bool(text(raw)) for raw in cells), default=())
        heads = [text(raw) for raw in row if text(raw)]
        holds = f"{len(grid.rows)} rows under {', '.join(heads[:6])}{' …' if len(heads) > 6 else ''}."
    return Stray(grid.name, bare(title) or grid.name, holds)
