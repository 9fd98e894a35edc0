"""What a larger catalog and more figures cost: the same questions, asked in a temporary home beside the one in use."""

from __future__ import annotations

import csv
import itertools
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from assistant import manifest
from assistant.asked.selection import Selection
from assistant.asked.selections import selection_of
from assistant.benchmark.anew import ask_anew
from assistant.benchmark.measure import Row, milliseconds, percentile
from assistant.catalog.model import Table
from assistant.plan.model import Plan
from assistant.plan.sql import statement
from assistant.service import Assistant
from assistant.store.multiply import multiply, opened
from assistant.store.warehouse import built, tidy_files

CATALOGS, FIGURES = (10,), (100,)
LONG_CATALOGS, LONG_FIGURES = (10, 100), (100, 1600)  # 100 million cells
LISTED = 20  # members that a breakdown has before it is made longer: a hundred more genders say nothing
ROWS = 50  # of each copied table
COST = 2.0  # target: times the parse of the catalog in use, for a hundred times its size
QUESTIONS = 40
SYLLABLES = tuple(a + b for a in "zxvkjw" for b in ("aq", "ux", "ozh", "ewk", "iyv", "oof", "ahz"))


def growth(assistant: Assistant, questions: list[str], long: bool) -> Iterator[Row]:
    """Rows of larger catalogs, then of more figures."""
    asked = questions[:: max(1, len(questions) // QUESTIONS)]
    for times in LONG_CATALOGS if long else CATALOGS:
        with tempfile.TemporaryDirectory(prefix="larger-catalog-") as name, _cache(Path(name) / "cache"):
            yield from _catalog(assistant, Path(name), asked, times)
    for times in LONG_FIGURES if long else FIGURES:
        with tempfile.TemporaryDirectory(prefix="more-figures-") as name, _cache(Path(name)):
            yield from _figures(assistant, asked, times, Path(name))


@contextmanager
def _cache(folder: Path) -> Iterator[None]:
    """Built files go into ``folder``, and not where the program keeps its own."""
    kept = os.environ.get("ASSISTANT_CACHE")
    os.environ["ASSISTANT_CACHE"] = str(folder)
    try:
        yield
    finally:
        if kept is None:
            del os.environ["ASSISTANT_CACHE"]
        else:
            os.environ["ASSISTANT_CACHE"] = kept


def _catalog(assistant: Assistant, place: Path, questions: list[str], times: int) -> Iterator[Row]:
    larger = Assistant(enlarged(assistant, place / "home", times))
    try:
        read: dict[Assistant, list[float]] = {larger: [], assistant: []}
        front: dict[Assistant, list[float]] = {larger: [], assistant: []}
        for question in questions:  # in turn, so that another program's work falls on both
            for one in (larger, assistant):
                read[one] += milliseconds(partial(one.asking.questions, question, None), 3)
                front[one] += milliseconds(partial(_front, one, question), 3)
        same = sum(_said(larger, question) == _said(assistant, question) for question in questions)
    finally:
        larger.warehouse.close()
    (members, tables), (few, some) = _size(larger), _size(assistant)
    beside = f"x1 ({few:,} members, {some:,} tables)"
    ours, other = percentile(read[larger], 50), percentile(read[assistant], 50)
    yield Row(
        f"parse, p50, catalog x{times} ({members:,} members, {tables:,} tables)", ours, "ms", other, beside,
        target="2 times" if times == 100 else "", met=ours <= COST * other,
        note=f"same answers {same} of {len(questions)}",
    )  # fmt: skip
    ours, other = percentile(front[larger], 50), percentile(front[assistant], 50)
    yield Row(
        f"parse and plan, p50, catalog x{times}, every table {times} times", ours, "ms", other, beside,
        target="slower than the vocabulary", met=ours / other < members / few,
    )  # fmt: skip


def _size(assistant: Assistant) -> tuple[int, int]:
    """(members, tables)."""
    return sum(len(dimension.members) for dimension in assistant.catalog.dimensions), len(assistant.catalog.tables)


def _front(assistant: Assistant, question: str) -> None:
    for query in _queries(assistant, question):
        assistant.planner.plan(query)


def _queries(assistant: Assistant, question: str) -> list[Selection]:
    """What a question asks, where a query says it as well."""
    trees = [tree for one in assistant.asking.questions(question, None) or [] for tree in one.trees[:1]]
    return [query for query in map(selection_of, trees) if query is not None]


def _said(assistant: Assistant, question: str) -> list[tuple[str, float | None]]:
    return [(part.status, part.value) for part in assistant.ask(question).parts]


def enlarged(assistant: Assistant, home: Path, times: int) -> Path:
    """A home with ``times`` the members of long breakdowns and ``times`` the tables, each copy with a few real
    cells.
    """
    shutil.copytree(assistant.folder / "catalog", home / "catalog")
    shutil.copytree(assistant.folder / "data", home / "data", ignore=shutil.ignore_patterns(manifest.NAME))
    invented = (
        "".join(parts).capitalize() for size in (3, 4) for parts in itertools.product(SYLLABLES, repeat=size)
    )  # fmt: skip
    for dimension in assistant.catalog.dimensions:
        path = home / "catalog" / "dimensions" / f"{dimension.id}.toml"
        if len(dimension.members) >= LISTED and path.is_file():
            made = [next(invented) for _ in range((times - 1) * len(dimension.members))]
            _add(path, "".join(f'\n[[member]]\nid = "{name.lower()}_new"\nlabel = "{name}"\n' for name in made))
    files = tidy_files(assistant.catalog, assistant.folder / "data")
    held = {table.id: (release, file) for listed in files.values() for table, release, file in listed}
    for table in assistant.catalog.tables:
        path = home / "catalog" / "tables" / f"{table.id}.toml"
        if table.id in held and path.is_file():
            _copies(home, table, *held[table.id], times)
    return home


def _copies(home: Path, table: Table, release: str, file: Path, times: int) -> None:
    """Tables of the same measures and breakdowns in data sets of their own, preferred to none that is there."""
    kept = ("title", "measures", "dimensions", "grain", "series", "start", "absent", "complete")
    text = "".join(f"{key} = {json.dumps(getattr(table, key))}\n" for key in kept if getattr(table, key) != "")
    text += "".join(f"fixed.{key} = {json.dumps(value)}\n" for key, value in table.fixed.items())
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(itertools.islice(csv.reader(opened), ROWS + 1))
    sets = []
    for number in range(1, times):
        name = f"{table.id}_copy{number}"
        own = f'id = "{name}"\ndataset = "{name}"\norder = 9000\nreleases = ["{release}"]\n{text}'
        (home / "catalog" / "tables" / f"{name}.toml").write_text(own, encoding="utf-8")
        sets.append(f'\n[[dataset]]\nid = "{name}"\ntitle = "Copy {number}"\norder = 9000\n')
        with (home / "data" / release / f"{name}.csv").open("w", encoding="utf-8", newline="") as made:
            csv.writer(made, lineterminator="\n").writerows(rows)
    _add(home / "catalog" / "datasets.toml", "".join(sets))


def _add(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def _figures(assistant: Assistant, questions: list[str], times: int, place: Path) -> Iterator[Row]:
    cells = multiply(built(assistant.catalog, assistant.folder / "data"), times, place)
    larger = Assistant(assistant.folder)
    alone_over_parquet = opened(place)
    try:
        parquet: list[float] = []
        whole: list[float] = []
        engine: list[float] = []
        small: list[float] = []
        for question in questions:
            plan = next((assistant.planner.plan(query) for query in _queries(assistant, question)), None)
            if isinstance(plan, Plan):
                made = statement(plan, assistant.dialect)
                engine += milliseconds(partial(larger.warehouse.run, made.sql, made.parameters), 2)
                parquet += milliseconds(partial(_read, alone_over_parquet, made.sql, made.parameters), 2)
                small += milliseconds(partial(assistant.warehouse.run, made.sql, made.parameters), 2)
                whole += milliseconds(partial(ask_anew, larger, question), 2)
    finally:
        larger.warehouse.close()
        alone_over_parquet.close()
    alone, before = percentile(engine, 50), percentile(small, 50)
    size = f"figures x{times} ({cells:,} cells)"
    yield Row(f"question to answer, p50, {size}", percentile(whole, 50), "ms", alone, "DuckDB alone, as many cells")
    note = f"slowest {max(engine):,.0f} ms"
    yield Row(f"DuckDB alone, p50, {size}", alone, "ms", before, "DuckDB alone, x1", note=note)
    yield Row(f"DuckDB alone over Parquet, p50, {size}", percentile(parquet, 50), "ms", alone, "DuckDB's own file")


def _read(connection: Any, sql: str, parameters: Any) -> None:
    connection.execute(sql, parameters).fetchall()
