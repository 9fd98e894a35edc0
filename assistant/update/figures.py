"""Printed figures, one a row of a CSV file, taken in beside those held: ``add-figures``. The sentence they stood in
is not kept.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import journal
from assistant.asked.count import Count
from assistant.catalog.dimension import Dimension
from assistant.catalog.load import load
from assistant.catalog.model import Catalog, Table
from assistant.errors import AssistantError
from assistant.home import home as in_use
from assistant.period import Span
from assistant.publish.layout import TOTAL, LabelIndex
from assistant.publish.names import identifier
from assistant.service import Assistant
from assistant.update import lines, staging
from assistant.update.units import RefusedRow, measured

NEEDED = ("release", "period", "measure", "dimensions", "members", "value", "unit", "quoted_by", "url")
QUOTED = ("publisher", "reported")
SLIP = 2  # between a printed figure and a sum over tables: a known slip of counting
MOST = 10_000


@dataclass(frozen=True)
class Figure:
    """One row as it will be held. ``members``: of the table's dimensions, in their order."""

    place: str
    release: str
    table: Table
    period: str
    measure: str
    members: tuple[str, ...]
    value: int
    quoted_by: str
    url: str

    @property
    def where(self) -> tuple[tuple[str, str], ...]:
        return tuple((d, m) for d, m in zip(self.table.dimensions, self.members, strict=True) if m != TOTAL)

    @property
    def cell(self) -> tuple[object, ...]:
        return self.release, self.period, self.measure, frozenset(self.where)


@dataclass(frozen=True)
class Added:
    """What was written and what was refused, a sentence a row."""

    written: tuple[Figure, ...]
    refused: tuple[str, ...]
    files: tuple[str, ...] = ()


def add_figures(path: Path, home: Path) -> Added:
    """Take in the rows of a file that hold, all at once. Raises :class:`AssistantError` where it is no such file."""
    rows = _rows(path)
    catalog = load(home / "catalog")
    judge = _Judge(catalog, home)
    written: list[Figure] = []
    refused: list[str] = []
    for number, row in enumerate(rows, 2):
        try:
            figure = _figure(row, f"row {number}", catalog)
            judge.check(figure)
        except RefusedRow as reason:
            refused.append(f"Row {number}: {reason}.")
            continue
        written.append(figure)
    files = _files(home, written) if written else {}
    if files:
        journal.commit(home, "add-figures", files)
    return Added(tuple(written), tuple(refused), tuple(files))


def run(path: Path) -> int:
    """The command: exit status 0 where every row was taken in, 1 where one was refused."""
    added = add_figures(path, in_use())
    for sentence in added.refused:
        print(sentence)
    counts: dict[str, int] = {}
    for figure in added.written:
        name = f"data/{figure.release}/{figure.table.id}.csv"
        counts[name] = counts.get(name, 0) + 1
    for name, many in counts.items():
        print(f"{name}: {many} added.")
    print(f"{len(added.written)} taken in, {len(added.refused)} refused.")
    return 1 if added.refused else 0


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise AssistantError(f"{path.name} is no UTF-8 text.") from error
    reader = csv.DictReader(io.StringIO(text))
    lacking = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if lacking:
        raise AssistantError(f"{path.name} has no column {', '.join(lacking)}: it needs {', '.join(NEEDED)}.")
    rows = [{k: (v or "").strip() for k, v in row.items() if isinstance(k, str)} for row in reader]
    if len(rows) > MOST:
        raise AssistantError(f"{path.name} has more than {MOST:,} rows.")
    return rows


def _figure(row: dict[str, str], place: str, catalog: Catalog) -> Figure:
    if row["release"] not in {r.id for r in catalog.releases}:
        raise RefusedRow(f"the catalog has no release {row['release']!r}: add it to releases.toml first")
    period = _period(row["period"])
    where = _where(row, catalog)
    measure, where = measured(row, where, catalog)
    single = [t for t in catalog.tables if not (t.complete or t.layout or t.columns) and measure.id in t.measures]
    tables = sorted(single, key=lambda t: t.order)
    if not tables:
        raise RefusedRow(f"no table of single figures takes {measure.label}")
    table = next((t for t in tables if set(where) <= set(t.dimensions)), tables[0])
    outside = [d for d in where if d not in table.dimensions]
    if outside:
        raise RefusedRow(f"{table.id} has no {outside[0]}")
    if row["quoted_by"] not in QUOTED:
        raise RefusedRow(f"quoted_by is {row['quoted_by']!r}, not {' or '.join(QUOTED)}")
    if not re.match(r"https?://\S+$", row["url"]):
        raise RefusedRow("its url is no web address")
    members = tuple(where.get(d, TOTAL) for d in table.dimensions)
    return Figure(place, row["release"], table, period, measure.id, members, _value(row), row["quoted_by"], row["url"])


def _period(text: str) -> str:
    """ "2023Q1", "2023-Q1", "2023", and "end-2025Q4" for a count at a date."""
    found = re.fullmatch(r"(end-)?([12][0-9]{3})(?:-?Q([1-4]))?", text)
    if not found:
        raise RefusedRow(f"{text!r} is no period such as 2023, 2023Q1 or end-2023Q4")
    if found[1]:
        return f"{found[2]}-Q{found[3] or 4}"
    return f"{found[2]}-Q{found[3]}" if found[3] else found[2]


def _where(row: dict[str, str], catalog: Catalog) -> dict[str, str]:
    names = [name for name in row["dimensions"].split("|") if name]
    labels = [label for label in row["members"].split("|") if label]
    if len(names) != len(labels):
        raise RefusedRow(f"{len(names)} dimensions are named and {len(labels)} members")
    where = {}
    for name, label in zip(names, labels, strict=True):
        dimension = _dimension(name, catalog)
        member = LabelIndex([dimension]).id(dimension.id, label)
        if member is None:
            raise RefusedRow(f"{label!r} is no member of {dimension.label}")
        if dimension.id in where:
            raise RefusedRow(f"{dimension.label} is named twice")
        where[dimension.id] = member
    return where


def _dimension(name: str, catalog: Catalog) -> Dimension:
    """By id, or by label as a column's name: "age_at_exploitation"."""
    for dimension in catalog.dimensions:
        if name in (dimension.id, dimension.label, identifier(dimension.label, set())):
            return dimension
    raise RefusedRow(f"the catalog has no breakdown {name!r}")


def _value(row: dict[str, str]) -> int:
    plain = row["value"].replace(",", "")
    if not re.fullmatch(r"[0-9]+(?:\.0+)?", plain):
        raise RefusedRow(f"{row['value']!r} is no whole number")
    return int(float(plain))


class _Judge:
    """Whether a row says anew what is held, or something else than a table of its release does."""

    def __init__(self, catalog: Catalog, home: Path) -> None:
        self.assistant = Assistant(home)
        self.printed = {m.id for m in catalog.measures if m.printed}
        self.seen: dict[tuple[object, ...], tuple[int, str]] = {}
        for table in catalog.tables:
            if not (table.complete or table.layout or table.columns):
                for release in table.releases:
                    self._read(table, release, home / "data" / release / f"{table.id}.csv")
        self.full = [t for t in catalog.tables if t.complete]

    def _read(self, table: Table, release: str, path: Path) -> None:
        if not path.is_file():
            return
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                where = frozenset((d, row.get(d, TOTAL)) for d in table.dimensions if row.get(d, TOTAL) != TOTAL)
                self.seen[release, row["period"], row["measure"], where] = (int(row["value"]), f"{release}/{path.name}")

    def check(self, figure: Figure) -> None:
        """Raise :class:`RefusedRow`, or remember the row."""
        before = self.seen.get(figure.cell)
        if before:
            what = (
                "stands there already" if before[0] == figure.value else f"is {before[0]:,} there, which contradicts it"
            )
            raise RefusedRow(f"the same figure is in {before[1]}: it {what}")
        if figure.measure not in self.printed:
            self._against_tables(figure)
            self._against_total(figure)
        self.seen[figure.cell] = (figure.value, figure.place)

    def _against_tables(self, figure: Figure) -> None:
        """The tables of the same release; other releases may differ, which is revision."""
        names = {d for d, _ in figure.where}
        mine = [t for t in self.full if figure.release in t.sheets and figure.measure in t.measures]
        if not any(names <= set(t.dimensions) for t in mine):
            return
        where = tuple(sorted((d, (m,)) for d, m in figure.where))
        part = self.assistant.answer_tree(Count(figure.measure, where, Span.read(figure.period), figure.release))
        tables = [s for s in part.sources if s.release == figure.release and s.table != figure.table.title]
        if part.status != "answered" or part.value is None or len(tables) != len(part.sources):
            return  # not of this release's tables alone
        value = int(part.value)
        printed = part.origin == "published"
        named = " and ".join(dict.fromkeys(source.table for source in tables))
        if printed and value == figure.value:
            raise RefusedRow(f"it repeats what {named} of that release holds")
        if abs(value - figure.value) > (0 if printed else SLIP):
            raise RefusedRow(f"it says {figure.value:,} where {named} of that release gives {value:,}")

    def _against_total(self, figure: Figure) -> None:
        """A part is never larger than its whole."""
        whole = self.seen.get((figure.release, figure.period, figure.measure, frozenset()))
        if figure.where and whole and figure.value > whole[0]:
            raise RefusedRow(f"it says {figure.value:,} of a total that is {whole[0]:,} in {whole[1]}")


def _files(home: Path, figures: Sequence[Figure]) -> dict[str, bytes | None]:
    """Path -> content: the files of figures, the tables' lists of releases, and the dated entry."""
    files: dict[str, bytes | None] = {}
    for table, release, mine in _grouped(figures):
        name = f"data/{release}/{table.id}.csv"
        header, kept = _held(home / name, table)
        rows = [*kept, *(_line(header, table, figure) for figure in mine)]
        out = io.StringIO()
        writer = csv.DictWriter(out, header, restval=TOTAL, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: (row["period"], row["measure"])))
        files[name] = out.getvalue().encode()
        path = lines.file_of(home / "catalog", "tables", table.id)
        place = path.relative_to(home).as_posix()
        text = (files.get(place) or path.read_bytes()).decode("utf-8")
        listed = lines.with_listed(text, release)
        if listed != text:
            files[place] = listed.encode()
    entries = [
        staging.entry(release, "figures", [f"{table.id}: {len(mine)} printed figures added."])
        for table, release, mine in _grouped(figures)
    ]
    files[staging.LOG] = staging.with_entry(home, "\n".join(entries))
    return files


def _grouped(figures: Sequence[Figure]) -> Iterator[tuple[Table, str, list[Figure]]]:
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        groups.setdefault((figure.table.id, figure.release), []).append(figure)
    for (_, release), mine in groups.items():
        yield mine[0].table, release, mine


def _held(path: Path, table: Table) -> tuple[list[str], list[dict[str, str]]]:
    wanted = ["period", "measure", *table.dimensions, "value", "quoted_by", "url"]
    if not path.is_file():
        return wanted, []
    with path.open(encoding="utf-8", newline="") as file:
        return wanted, [{**dict.fromkeys(table.dimensions, TOTAL), **row} for row in csv.DictReader(file)]


def _line(header: Sequence[str], table: Table, figure: Figure) -> dict[str, str]:
    said = {
        "period": figure.period, "measure": figure.measure, "value": str(figure.value),
        "quoted_by": figure.quoted_by, "url": figure.url, **dict(zip(table.dimensions, figure.members, strict=True)),
    }  # fmt: skip
    return {name: said[name] for name in header}
