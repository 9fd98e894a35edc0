"""The catalog as metadata that other programs read: Data Package v2, CSV on the Web, schema.org Dataset.

``files`` names the tidy files held: (release, table) -> path. Addresses are relative to the document: data/….csv or
.parquet, which CSV on the Web leaves out, and a table's schema, which all its releases share, in schemas/….json.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.catalog.lookup import Lookup
from assistant.catalog.model import Publication, Table
from assistant.period import Span
from assistant.tidyfile import MEDIA, headings

Files = Mapping[tuple[str, str], Path]
TOTAL = "total"  # in a tidy file: over every category of that breakdown
PERIOD = r"[0-9]{4}(-Q[1-4])?"
NEEDED = ("period", "measure", "value")
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TEXTS = {
    "period": "A calendar year (2023) or quarter (2023-Q4).",
    "measure": "What is counted.",
    "value": "The figure as published.",
    "quoted_by": "Whether the publisher printed the figure or somebody else reported it.",
    "url": "Where the figure is printed.",
}


def data_package(lookup: Lookup, files: Files) -> dict[str, Any]:
    """A descriptor of every tidy file: https://datapackage.org/standard/data-package/."""
    used = _publications(lookup, files)
    newest = max(_published(lookup, release) for release, _ in files)
    return {
        "$schema": PROFILE,
        "name": "published-figures",
        "title": "; ".join(p.title for p in used),
        "description": "Published figures as tidy files: one figure a line, every release kept apart.",
        "version": newest,
        "created": f"{newest}T00:00:00Z",
        "licenses": [_licence(p) for p in _distinct(used)],
        "sources": [{"title": p.title, "path": p.url} for p in used],
        "contributors": [{"title": p.publisher, "roles": ["publisher"]} for p in _distinct(used)],
        "resources": [_resource(lookup, release, table, path) for (release, table), path in sorted(files.items())],
    }


def csvw(lookup: Lookup, files: Files) -> dict[str, Any]:
    """A table group of every tidy file: https://www.w3.org/TR/tabular-metadata/."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dialect": {"header": True, "encoding": "utf-8", "delimiter": ",", "lineTerminators": ["\n"]},
        "tables": [
            _csvw_table(lookup, release, name, path)
            for (release, name), path in sorted(files.items())
            if path.suffix == ".csv"
        ],
    }


def schema_org(lookup: Lookup, files: Files) -> dict[str, Any]:
    """A Dataset for each publication: https://schema.org/Dataset."""
    return {
        "@context": "https://schema.org",
        "@graph": [_dataset(lookup, publication, files) for publication in _publications(lookup, files)],
    }


def schemas(lookup: Lookup, files: Files) -> dict[str, dict[str, Any]]:
    """File name -> schema of every table, in both forms."""
    newest = {
        table: path for (_, table), path in sorted(files.items(), key=lambda item: lookup.release_key(item[0][0]))
    }
    plain = {f"{name}.json": table_schema(lookup, name, path) for name, path in newest.items()}
    return plain | {f"{name}.csvw.json": csvw_schema(lookup, name, path) for name, path in newest.items()}


def _publications(lookup: Lookup, files: Files) -> list[Publication]:
    held = {lookup.releases[release].publication for release, _ in files}
    return [p for p in lookup.catalog.publications if p.id in held]


def _distinct(publications: list[Publication]) -> list[Publication]:
    """One of each publisher and licence."""
    return list({(p.publisher, p.licence_url): p for p in publications}.values())


def _published(lookup: Lookup, release: str) -> str:
    """Day of publication as an ISO date; of one that is not known, the end of the period it covers."""
    return lookup.release_key(release)[0]


def _licence(publication: Publication) -> dict[str, str]:
    return {"title": publication.licence, "path": publication.licence_url}


def _address(release: str, table: str, path: Path) -> str:
    return f"data/{release}/{table}{path.suffix}"


def _title(lookup: Lookup, release: str, table: Table) -> str:
    return f"{table.title} ({lookup.releases[release].title})"


def _fields(lookup: Lookup, table: Table, path: Path) -> Iterator[tuple[str, str, str, list[tuple[str, str]]]]:
    """(name, title, description, (id, label) of every value that may stand there) of every column."""
    for name in headings(path):
        if name in lookup.dimensions:
            dimension = lookup.dimensions[name]
            members = [(m.id, m.label) for m in dimension.members]
            total = [(TOTAL, f"total over every {dimension.label}")]
            yield name, dimension.label, dimension.note or f"Breakdown by {dimension.label}.", [*members, *total]
        elif name == "measure":
            yield name, name, TEXTS[name], [(m, lookup.measures[m].label) for m in table.measures]
        else:
            yield name, name.replace("_", " "), TEXTS.get(name, ""), []


def _key(path: Path) -> list[str]:
    return [name for name in headings(path) if name not in ("value", "quoted_by", "url")]


def table_schema(lookup: Lookup, name: str, path: Path) -> dict[str, Any]:
    """The Table Schema of a table's tidy files, of which ``path`` is one."""
    table = lookup.tables[name]
    fields: list[dict[str, Any]] = []
    for column, title, text, values in _fields(lookup, table, path):
        described: dict[str, Any] = {"name": column, "title": title, "description": text}
        described["type"] = "integer" if column == "value" else "string"
        if values:
            described["categories"] = [{"value": value, "label": label} for value, label in values]
            described["constraints"] = {"enum": [value for value, _ in values]}
        elif column == "period":
            described["constraints"] = {"pattern": PERIOD}
        if column in NEEDED:
            described["constraints"] = {**described.get("constraints", {}), "required": True}
        fields.append(described)
    schema: dict[str, Any] = {"fieldsMatch": "equal", "fields": fields, "missingValues": [""]}
    if table.complete:  # of single printed figures, two reports of one figure may stand side by side
        schema["primaryKey"] = _key(path)
    return schema


def csvw_schema(lookup: Lookup, name: str, path: Path) -> dict[str, Any]:
    """The same as a CSV on the Web table schema."""
    table = lookup.tables[name]
    columns: list[dict[str, Any]] = []
    for column, title, text, values in _fields(lookup, table, path):
        kind: dict[str, Any] | str = "integer" if column == "value" else "string"
        if column == "period" or values:
            kind = {"base": "string", "format": "|".join(value for value, _ in values) or PERIOD}
        columns.append(
            {
                "name": column, "titles": column, "dc:title": title, "dc:description": text, "datatype": kind,
                "required": column in NEEDED,
            }
        )  # fmt: skip
    schema: dict[str, Any] = {"@context": "http://www.w3.org/ns/csvw", "columns": columns}
    if table.complete:
        schema["primaryKey"] = _key(path)
    return schema


def _resource(lookup: Lookup, release: str, name: str, path: Path) -> dict[str, Any]:
    entry = lookup.releases[release]
    return {
        "name": f"{release}.{name}",
        "title": _title(lookup, release, lookup.tables[name]),
        "path": _address(release, name, path),
        "type": "table",
        "format": path.suffix[1:],
        "mediatype": MEDIA[path.suffix],
        **({"encoding": "utf-8"} if path.suffix == ".csv" else {}),
        "bytes": path.stat().st_size,
        "sources": [{"title": entry.title, "path": entry.url}],
        "licenses": [_licence(lookup.publications[entry.publication])],
        "schema": f"schemas/{name}.json",
    }


def _csvw_table(lookup: Lookup, release: str, name: str, path: Path) -> dict[str, Any]:
    entry = lookup.releases[release]
    publication = lookup.publications[entry.publication]
    return {
        "url": _address(release, name, path),
        "dc:title": _title(lookup, release, lookup.tables[name]),
        "dc:publisher": publication.publisher,
        "dc:license": {"@id": publication.licence_url},
        "dc:source": {"@id": entry.url},
        **({"dc:issued": entry.published.isoformat()} if entry.published else {}),
        "tableSchema": f"schemas/{name}.csvw.json",
    }


def _dataset(lookup: Lookup, publication: Publication, files: Files) -> dict[str, Any]:
    mine = [(r, t) for r, t in sorted(files) if lookup.releases[r].publication == publication.id]
    newest = max((r for r, _ in mine), key=lookup.release_key)
    ends = [Span.read(lookup.releases[r].period).end for r, _ in mine]
    tables = [lookup.tables[name] for name in dict.fromkeys(name for _, name in mine)]
    starts = [int(t.start[:4]) for t in tables if t.start]
    breakdowns = dict.fromkeys(d for t in tables for d in t.dimensions)
    measures = dict.fromkeys(m for t in tables for m in t.measures)
    organisation = {"@type": "Organization", "name": publication.publisher, "url": publication.url}
    return {
        "@type": "Dataset",
        "@id": f"#{publication.id}",
        "name": publication.title,
        "description": f"{publication.publisher}: {publication.status}. " + " ".join(
            lookup.measures[m].definition for m in measures
        ),
        "url": publication.url,
        "license": publication.licence_url,
        "creator": organisation,
        "publisher": organisation,
        "isAccessibleForFree": True,
        "dateModified": _published(lookup, newest),
        "version": newest,
        "temporalCoverage": f"{min(starts)}/{max(ends) // 4}" if starts else str(max(ends) // 4),
        "keywords": [lookup.measures[m].label for m in measures] + [lookup.dimensions[d].label for d in breakdowns],
        "variableMeasured": [
            {
                "@type": "PropertyValue", "name": lookup.measures[m].label,
                "description": lookup.measures[m].definition, "unitText": lookup.measures[m].unit,
            }
            for m in measures
        ],
        "distribution": [
            {
                "@type": "DataDownload", "name": _title(lookup, release, lookup.tables[name]),
                "encodingFormat": MEDIA[files[release, name].suffix], "contentUrl": _address(release, name,
                files[release, name]),
            }
            for release, name in mine
        ],
    }  # fmt: skip
