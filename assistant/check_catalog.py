"""What a catalog lacks before its first right answer, in the order in which to mend it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from assistant.catalog.load import load
from assistant.catalog.lookup import Lookup
from assistant.catalog.model import Catalog, Table
from assistant.catalog.survey import survey
from assistant.catalog.views import view
from assistant.errors import AssistantError, CatalogError
from assistant.period import Span
from assistant.service import Assistant
from assistant.tidyfile import headings, path_of, rows_of
from assistant.words.tokens import phrase
from assistant.words.vocabulary import Vocabulary

MARK = "TODO"
TOTAL = "total"
# What is open, in the order in which it changes figures: what each line waits for, from a question that bars every
# figure
# to what only names the source.
WEIGHT = (
    r"answer,", r"what is counted|flow is added|added over time", r"exactly one of these",
    r"not listed|not every combination",
    r"restates every period", r"no period is named", r"words",
)  # fmt: skip
ORDER = ("words.toml", "publications.toml", "releases.toml", "measures.toml", "datasets.toml", "dimensions", "tables")


def findings(home: Path) -> tuple[str, ...]:
    """A sentence a finding. What stops everything comes first: files, then data, then what changes figures, words,
    examples, and the rest.
    """
    try:
        catalog = load(home / "catalog")
        survey(home / "catalog")
    except CatalogError as error:
        return error.problems
    figures = tuple(_figures(catalog, home / "data"))
    if figures:
        return figures
    marks = sorted(_marks(home / "catalog"), key=_weight)
    bearing = [mark for mark in marks if _weight(mark) < len(WEIGHT)]
    return (*bearing, *_words(catalog), *_examples(home), *marks[len(bearing) :])


def _weight(finding: str) -> int:
    """The place of a finding among those that change figures; the number of them for what does not."""
    return next((place for place, said in enumerate(WEIGHT) if re.search(said, finding)), len(WEIGHT))


def _figures(catalog: Catalog, data: Path) -> Iterator[str]:
    """Tidy files that are not there, or that hold what the catalog does not know."""
    for table in catalog.tables:
        releases = (*table.sheets, *table.releases)
        held = [path_of(data, release, table.id) for release in releases]
        if not any(path.is_file() for path in held):
            how = f"ingest FILE --release {releases[-1] if releases else 'ID'}"
            yield f"data: no file of table {table.id} is held: run python -m assistant {how} --table {table.id}."
        for path in held:
            if path.is_file():
                yield from _file(catalog, table, path)


def _file(catalog: Catalog, table: Table, path: Path) -> Iterator[str]:
    where = f"data/{path.parent.name}/{path.name}"
    known = {d.id: {m.id for m in d.members} | {TOTAL} for d in catalog.dimensions}
    needed = ["period", "measure", "value", *(d for d in table.dimensions if d not in table.fixed)]
    lacking = [name for name in needed if name not in headings(path)]
    if lacking:
        yield f"{where}: no column {', '.join(lacking)}."
        return
    unknown: dict[str, None] = {}
    for place, row in enumerate(rows_of(path), 2):
        for name in table.dimensions:
            if row.get(name, TOTAL) not in known[name]:
                unknown.setdefault(f"{where}: {row[name]!r} is no member of {name}: add it, or ingest again.")
        if row["measure"] not in table.measures:
            unknown.setdefault(f"{where}: {row['measure']!r} is no measure of {table.id}.")
        try:
            Span.read(row["period"])
            int(row["value"])
        except ValueError:
            unknown.setdefault(f"{where}, line {place}: period or value cannot be read.")
    yield from unknown


def _marks(folder: Path) -> Iterator[str]:
    """Every place that still waits for a person, file by file."""
    for part in (folder, *sorted(path.parent for path in folder.glob("*/publications.toml"))):
        files = [
            path for name in ORDER for path in ([part / name] if "." in name else sorted((part / name).glob("*.toml")))
        ]
        for path in files:
            for line, text in enumerate(path.read_text(encoding="utf-8").splitlines() if path.is_file() else (), 1):
                if MARK in text:
                    key = text.partition(" = ")[0] if not text.startswith("#") else ""
                    said = (
                        f"{key} is still to be filled in" if key else text.lstrip("# ").removeprefix(MARK).strip(" :")
                    )
                    yield f"{path.relative_to(folder).as_posix()}:{line}: {said.rstrip('.')}."


def _words(catalog: Catalog) -> Iterator[str]:
    """Words without which nobody is understood, and words that name two things of one kind."""
    first = catalog.publications[0].id
    for publication in catalog.publications:
        own = view(catalog, publication.id)
        if publication.id != first and not publication.words:
            yield (
                f"publications.toml: {publication.id}: words: a publication beside another needs words that point at "
                f"it."
            )
        for measure in own.measures:
            if not measure.words and not measure.printed:
                yield f"measures.toml: {measure.id}: words: nothing names it."
        senses: dict[tuple[str, ...], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        words = Vocabulary(own)
        for dimension in own.dimensions:
            for member in dimension.members:
                for text in Vocabulary.member_words(member):
                    for sense in words.senses(phrase(text)):
                        if sense.kind == "member" and sense.dimension == dimension.id:
                            senses[phrase(text)][dimension.id].append(sense.id)
        for said, found in senses.items():
            for name, ids in found.items():
                if len(set(ids)) > 1:
                    yield (
                        f"dimensions/{name}.toml: “{' '.join(said)}” names {' and '.join(sorted(set(ids)))}: give it "
                        f"to one."
                    )


def _examples(home: Path) -> Iterator[str]:
    """Questions that the catalog offers and that do not answer."""
    try:
        assistant = Assistant(home)
    except AssistantError as error:
        yield str(error)
        return
    lookup: Lookup = assistant.lookup
    offered = [(f"publications.toml: {p.id}: examples", q) for p in lookup.catalog.publications for q in p.examples]
    offered += [(f"measures.toml: {m.id}: example", m.example) for m in lookup.catalog.measures if m.example]
    for where, question in offered:
        statuses = {part.status for part in assistant.ask(question).parts}
        if not statuses <= {"answered", "partial"}:
            yield f"{where}: “{question}” does not answer ({', '.join(sorted(statuses))})."
