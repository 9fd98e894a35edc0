"""Rules that hold between catalog entries: every id that is named exists, and no id is used twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from assistant.catalog.dimension import Dimension
from assistant.catalog.model import Catalog, Change, Table

TIME_LABELS = {"year", "quarter"}


Ids = dict[str, list[str]]  # kind of entry -> ids in use
Members = dict[str, set[str]]  # dimension -> ids of its members


def check(catalog: Catalog, files: dict[str, str]) -> Iterator[str]:
    """One sentence a problem, naming the file of the entry at fault."""
    kinds: dict[str, tuple[Any, ...]] = {
        "Publication": catalog.publications, "Release": catalog.releases, "Measure": catalog.measures,
        "Dimension": catalog.dimensions, "Dataset": catalog.datasets, "Table": catalog.tables,
        "Change": catalog.changes, "Term": catalog.terms, "Unpublished": catalog.unpublished,
        "Elsewhere": catalog.elsewhere, "Unfigured": catalog.unfigured,
    }  # fmt: skip
    ids = {kind: [entry.id for entry in entries] for kind, entries in kinds.items()}
    for kind, listed in ids.items():
        for repeated in _repeated(listed):
            yield f"{files.get(f'{kind}:{repeated}', kind)}: id: {repeated!r} is used twice"
    members = {d.id: {m.id for m in d.members} for d in catalog.dimensions}
    yield from _published(catalog, ids, files)
    yield from _measures(catalog, ids, files)
    for dimension in catalog.dimensions:
        where = files.get(f"Dimension:{dimension.id}", dimension.id)
        yield from _dimension(dimension, where)
        for other, _, member in (m.same_as.partition("=") for m in dimension.members if m.same_as):
            if member not in members.get(other, ()):
                yield f"{where}: same_as: unknown {other}={member}"
    for table in catalog.tables:
        yield from _table(table, ids, members, files.get(f"Table:{table.id}", table.id))
    for term in catalog.terms:
        where = files.get(f"Term:{term.id}", term.id)
        yield from _unknown(filter(None, [term.measure]), ids["Measure"], where, "measure")
    for change in catalog.changes:
        yield from _change(change, ids, members, files.get(f"Change:{change.id}", change.id))
    yield from _refused(catalog, ids, files)


def _published(catalog: Catalog, ids: Ids, files: dict[str, str]) -> Iterator[str]:
    for release in catalog.releases:
        if release.publication not in ids["Publication"]:
            yield f"releases.toml: {release.id}: unknown publication {release.publication!r}"
    for publication in catalog.publications:
        where = files.get(f"Publication:{publication.id}", publication.id)
        yield from _unknown(filter(None, [publication.default_measure]), ids["Measure"], where, "measure")
        topics = filter(None, [publication.cohort_topic, publication.apart_topic])
        yield from _unknown(topics, ids["Unpublished"], where, "topic")


def _measures(catalog: Catalog, ids: Ids, files: dict[str, str]) -> Iterator[str]:
    for measure in catalog.measures:
        where = files.get(f"Measure:{measure.id}", measure.id)
        yield from _unknown([measure.publication], ids["Publication"], where, "publication")
        for place in ("{value}", "{period}"):
            if place not in measure.headline:
                yield f"measures.toml: {measure.id}: headline lacks the place {place}"


def _change(change: Change, ids: Ids, members: Members, where: str) -> Iterator[str]:
    for scope in change.scopes:
        yield from _unknown(scope.measures, ids["Measure"], where, "measure")
        yield from _unknown(scope.dimensions, ids["Dimension"], where, "dimension")
        yield from _unknown(scope.tables, ids["Table"], where, "table")
        for pair in scope.members:
            dimension_id, _, member = pair.partition("=")
            if dimension_id not in members or (member != "*" and member not in members[dimension_id]):
                yield f"{where}: scope: members: unknown {pair!r}"


def _refused(catalog: Catalog, ids: Ids, files: dict[str, str]) -> Iterator[str]:
    """What is told instead of a figure: the topics, measures and releases that it names."""
    for entry in catalog.elsewhere:
        where = files.get(f"Elsewhere:{entry.id}", entry.id)
        yield from _unknown(entry.topics, ids["Unpublished"], where, "topic")
        yield from _unknown(entry.dimensions, ids["Dimension"], where, "dimension")
        yield from _unknown(entry.measures, ids["Measure"], where, "measure")
    for topic in catalog.unpublished:
        where = files.get(f"Unpublished:{topic.id}", topic.id)
        yield from _unknown([*topic.printed.values(), *filter(None, topic.printed)], ids["Measure"], where, "printed")
        yield from _unknown([*topic.taken, *topic.taken.values()], ids["Measure"], where, "taken")
    for kind_of in catalog.unfigured:
        yield from _unknown(kind_of.topics, ids["Unpublished"], files.get(f"Unfigured:{kind_of.id}", ""), "topic")


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def _unknown(used: Iterable[str], known: Iterable[str], where: str, what: str) -> Iterator[str]:
    for value in used:
        if value not in known:
            yield f"{where}: unknown {what} {value!r}"


def _dimension(dimension: Dimension, where: str) -> Iterator[str]:
    known = {member.id for member in dimension.members}
    for repeated in _repeated(member.id for member in dimension.members):
        yield f"{where}: member: {repeated!r} is used twice"
    printed = [text for m in dimension.members for text in {m.label, *m.printed}]
    for repeated in _repeated(printed):
        yield f"{where}: printed: {repeated!r} stands for two members"
    for group in dimension.groups:
        yield from _unknown((*group.members, *group.except_members), known, where, f"member in group {group.id}")


def _table(table: Table, ids: Ids, members: Members, where: str) -> Iterator[str]:
    if table.dataset not in ids["Dataset"]:
        yield f"{where}: dataset: unknown {table.dataset!r}"
    yield from _unknown(table.measures, ids["Measure"], where, "measure")
    yield from _unknown(table.dimensions, ids["Dimension"], where, "dimension")
    yield from _unknown((*table.sheets, *table.releases), ids["Release"], where, "release")
    yield from _unknown(table.caveats, ids["Change"], where, "caveat")
    for dimension, member in table.fixed.items():
        if member not in members.get(dimension, set()):
            yield f"{where}: fixed: unknown {dimension}={member}"
    for level in table.levels:
        yield from _unknown(level, table.dimensions, where, "dimension in levels")
    for name, first in table.since.items():
        dimension, _, member = name.partition("=")
        if dimension not in table.dimensions or (member and member not in members.get(dimension, set())):
            yield f"{where}: since: unknown {name!r}"
        if not re.fullmatch(r"\d{4}-Q[1-4]", first):
            yield f"{where}: since: {name}: {first!r} is no quarter"
    if table.columns:
        yield from _unknown(table.columns.dimensions, table.dimensions, where, "dimension in columns")
        yield from _unknown(table.columns.values, table.measures, where, "measure in columns")
    if table.layout:
        labels = set(table.layout.rows) | set(table.layout.columns)
        yield from _unknown(labels - TIME_LABELS, table.dimensions, where, "dimension in layout")
