"""A home as it was before a release came out, and that release's workbook written again from the tidy figures held
of it.
"""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path
from typing import Any

from assistant import manifest
from assistant.catalog.lookup import Lookup
from assistant.catalog.model import Catalog, Table
from assistant.period import Span

ROOT = Path(__file__).resolve().parent.parent
TOTAL = "total"
Rows = list[list[Any]]
TITLES = {
    "referrals_series": "NRM referrals by quarter by age at exploitation and location of exploitation",
    "rg_series": "NRM reasonable grounds decisions made by both competent authorities by quarter, outcome and age at "
    "exploitation",
    "cg_series": "NRM conclusive grounds decisions made by both competent authorities by quarter, outcome and age at "
    "exploitation",
    "detail_government": "NRM referrals by government agency first responder, exploitation type, age at "
    "exploitation, gender and nationality",
    "detail_ngo": "NRM referrals by NGO and third sector organisation first responder, exploitation type, age at "
    "exploitation, gender and nationality",
    "detail_police": "NRM referrals by police first responder, exploitation type, age at exploitation, gender and "
    "nationality",
    "detail_local_authority": "NRM referrals by local authority first responder, exploitation type, age at "
    "exploitation, gender and nationality",
    "dtn_series": "DtN reports by quarter",
    "dtn_nationality": "DtN reports by nationality",
}


def home_before(folder: Path, catalog: Catalog, release: str) -> Path:
    """A copy of the catalog and figures that knows nothing of a release nor of those published on its day or later."""
    for name in ("catalog", "data"):
        shutil.copytree(ROOT / name, folder / name)
    first = next(r for r in catalog.releases if r.id == release)
    assert first.published
    later = [
        r.id for r in catalog.releases
        if r.publication == first.publication and r.published and r.published >= first.published
    ]  # fmt: skip
    path = folder / "catalog" / "releases.toml"
    blocks = path.read_text(encoding="utf-8").split("[[release]]")
    kept = [block for block in blocks if not any(f'id = "{name}"' in block for name in later)]
    path.write_text("[[release]]".join(kept), encoding="utf-8")
    names = "|".join(map(re.escape, later))
    for path in (folder / "catalog" / "tables").glob("*.toml"):
        text = re.sub(rf"(?m)^(?:{names}) = .*\n", "", path.read_text(encoding="utf-8"))
        path.write_text(re.sub(rf'"(?:{names})",?\s*', "", text), encoding="utf-8")
    path = folder / "catalog" / "unpublished.toml"
    seen = rf'\[\[topic\.seen\]\]\n(?:\w+ = .*\n)*?release = "(?:{names})"\n(?:\w+ = .*\n)*'
    path.write_text(re.sub(seen, "", path.read_text(encoding="utf-8")), encoding="utf-8")
    for name in later:
        shutil.rmtree(folder / "data" / name, ignore_errors=True)
    path = folder / "data" / "differences.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if line.split(",")[0] not in later), encoding="utf-8")
    manifest.write(folder)
    return folder


def sheets_of(catalog: Catalog, release: str) -> dict[str, Rows]:
    """Sheet name -> rows, laid out as published: stacked labels, header rows, totals."""
    lookup = Lookup(catalog)
    found = {}
    for table in catalog.tables:
        if release in table.sheets and table.layout:
            found[table.sheets[release].sheet] = _sheet(lookup, table, release)
    titles = [[name, str(rows[0][0]).partition(": ")[2]] for name, rows in found.items()]
    return {"Contents": [["Table", "Title"], *titles], **found}


def _sheet(lookup: Lookup, table: Table, release: str) -> Rows:
    assert table.layout
    sheet, layout = table.sheets[release], table.layout
    with (ROOT / "data" / release / f"{table.id}.csv").open(encoding="utf-8", newline="") as file:
        cells = [
            (_levels(row, layout.rows), _levels(row, layout.columns), int(row["value"])) for row in csv.DictReader(file)
        ]
    values = {(row, column): value for row, column, value in cells}
    down = list(dict.fromkeys(row for row, _, _ in cells))
    across = _stacked(list(dict.fromkeys(column for _, column, _ in cells)))
    depth = max(len(layout.columns), 1)
    out: Rows = [[f"Table {sheet.number}: {TITLES[table.id]}"], *([[""]] * (sheet.header_row - 1 - depth))]
    for level in range(depth):
        labels = [*sheet.headings] if level == depth - 1 else [""] * len(layout.rows)
        out.append([*labels, *_heads(lookup, layout.columns, across, level)])
    before: tuple[str, ...] = ()
    for row in down:
        out.append([*_labels(lookup, layout.rows, row, before), *(values.get((row, column), 0) for column in across)])
        before = row
    return out


def _levels(row: dict[str, str], levels: tuple[str, ...]) -> tuple[str, ...]:
    if "year" not in levels:
        return tuple(row[level] for level in levels)
    span = Span.read(row["period"])
    return (str(span.start // 4), TOTAL if span.is_year else f"Q{span.start % 4 + 1}")


def _stacked(columns: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Groups side by side, the total of everything last."""
    groups = dict.fromkeys(column[:1] for column in columns if set(column) != {TOTAL})
    ordered = [column for group in groups for column in columns if column[:1] == group and set(column) != {TOTAL}]
    return [*ordered, tuple([TOTAL] * len(columns[0]))] if columns[0] else [()]


def _heads(lookup: Lookup, levels: tuple[str, ...], across: list[tuple[str, ...]], level: int) -> list[str]:
    if not levels:
        return ["Total"]
    last = level == len(levels) - 1
    out = []
    for i, column in enumerate(across):
        new = i == 0 or across[i - 1][: level + 1] != column[: level + 1]
        if set(column) == {TOTAL} or column[level] == TOTAL:
            out.append("Total" if last else "")
        else:
            out.append(lookup.label(levels[level], column[level]) if last or new else "")
    return out


def _labels(lookup: Lookup, levels: tuple[str, ...], row: tuple[str, ...], before: tuple[str, ...]) -> list[Any]:
    if set(row) == {TOTAL}:
        return ["Total", *([""] * (len(row) - 1))]
    deepest = max(i for i, value in enumerate(row) if value != TOTAL)
    out: list[Any] = []
    for i, value in enumerate(row):
        if i > deepest or (i < deepest and before[: i + 1] == row[: i + 1]):
            out.append("")
        elif levels[i] in ("year", "quarter"):
            out.append(int(value) if value.isdigit() else value)
        else:
            out.append(lookup.label(levels[i], value))
    return out
