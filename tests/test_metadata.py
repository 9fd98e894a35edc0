"""The catalog as others read it: the descriptions hold for every published file, as their own tools judge them."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, Resource, system
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.api.operations import Operations
from assistant.render.metadata import csvw, data_package, schema_org, schemas
from assistant.service import Assistant
from assistant.tidyfile import headings, rows_of
from assistant.web.http_api import Api

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def operations(assistant: Assistant) -> Operations:
    return Operations(assistant, "test")


@pytest.fixture(scope="module")
def folder(operations: Operations, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents with the files that they describe, as somebody who downloads them has them."""
    made = tmp_path_factory.mktemp("package")
    documents: dict[str, dict[str, Any]] = {
        "datapackage.json": data_package(operations.lookup, operations.files),
        "csv-metadata.json": csvw(operations.lookup, operations.files),
        "dataset.jsonld": schema_org(operations.lookup, operations.files),
    }
    documents |= {f"schemas/{n}": s for n, s in schemas(operations.lookup, operations.files).items()}
    for name, document in documents.items():
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_text(json.dumps(document), encoding="utf-8")
    for (release, _), path in operations.files.items():
        (made / "data" / release).mkdir(parents=True, exist_ok=True)
        shutil.copy(path, made / "data" / release / path.name)
    return made


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=Api(assistant).routes())) as made:
        yield made


def test_every_published_file_is_valid_against_the_data_package(folder: Path, operations: Operations) -> None:
    package = Package(str(folder / "datapackage.json"))
    packed = [resource for resource in package.resources if resource.format == "parquet"]
    for resource in packed:  # which the validator reads with a library of its own only
        fields = json.loads((folder / f"schemas/{resource.name.partition('.')[2]}.json").read_text("utf-8"))["fields"]
        path = folder / str(resource.path)
        assert headings(path) == [field["name"] for field in fields]
        allowed = {
            field["name"]: set(field["constraints"]["enum"])
            for field in fields
            if "enum" in field.get("constraints", {})
        }
        for name, values in allowed.items():
            assert {row[name] for row in rows_of(path)} <= values
        package.remove_resource(resource.name)
    report = package.validate()
    assert report.flatten(["task", "rowNumber", "fieldName", "type", "message"]) == []
    assert report.valid
    assert report.stats["tasks"] == len(operations.files) - len(packed) > 80


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("2019,referrals,adult,uk,5", []),
        ("2019,referrals,adult,uk,many", [("value", "type-error")]),
        ("2019,referrals,martian,uk,5", [("age", "constraint-error")]),
        ("yesterday,referrals,adult,uk,5", [("period", "constraint-error")]),
        ("2019,referrals,adult,uk,", [("value", "constraint-error")]),
    ],
)
def test_a_wrong_line_is_found(folder: Path, tmp_path: Path, line: str, wrong: list[tuple[str, str]]) -> None:
    good = (folder / "data" / "nrm-2023-q4" / "referrals_series.csv").read_text(encoding="utf-8")
    (tmp_path / "wrong.csv").write_text(f"{good.partition(chr(10))[0]}\n{line}\n", encoding="utf-8")
    with system.use_context(trusted=True):
        report = Resource(
            str(tmp_path / "wrong.csv"), schema=str(folder / "schemas" / "referrals_series.json")
        ).validate()
    assert [tuple(found) for found in report.flatten(["fieldName", "type"])] == wrong


def test_the_package_says_whose_the_figures_are_and_under_which_licence(operations: Operations) -> None:
    package = data_package(operations.lookup, operations.files)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert {licence["title"] for licence in package["licenses"]}
    assert all(licence["path"].startswith("https://") for licence in package["licenses"])
    assert "Home Office" in [c["title"] for c in package["contributors"]]
    for resource in package["resources"]:
        assert re.fullmatch(r"[-a-z0-9._]+", resource["name"])
        assert resource["sources"][0]["path"].startswith("https://")


def test_csv_on_the_web_describes_the_columns_that_the_files_have(folder: Path) -> None:
    group = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    assert group["@context"][0] == "http://www.w3.org/ns/csvw"
    for table in group["tables"]:
        schema = json.loads((folder / table["tableSchema"]).read_text(encoding="utf-8"))
        with (folder / table["url"]).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        names = [column["titles"] for column in schema["columns"]]
        assert list(rows[0]) == names
        assert set(schema.get("primaryKey", names)) <= set(names)
        for column in schema["columns"]:
            kind = column["datatype"]
            pattern = re.compile(
                "-?[0-9]+" if kind == "integer" else kind["format"] if isinstance(kind, dict) else ".*"
            )
            wrong = {row[column["titles"]] for row in rows if not pattern.fullmatch(row[column["titles"]])}
            assert wrong == set(), (table["url"], column["name"])


def test_each_publication_is_a_dataset_that_search_engines_accept(operations: Operations) -> None:
    found = schema_org(operations.lookup, operations.files)
    assert found["@context"] == "https://schema.org"
    assert len(found["@graph"]) == len(operations.lookup.publications)
    for dataset in found["@graph"]:
        assert dataset["@type"] == "Dataset"
        assert dataset["name"]
        assert 50 <= len(dataset["description"]) <= 5000, "the bounds that Google's dataset search sets"
        assert re.fullmatch(r"[0-9]{4}/[0-9]{4}|[0-9]{4}", dataset["temporalCoverage"])
        assert re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", dataset["dateModified"])
        assert dataset["license"].startswith("https://")
        assert dataset["distribution"]


def test_every_address_in_the_documents_is_served(client: TestClient) -> None:
    package = client.get("/api/datapackage.json").json()
    group = client.get("/api/csv-metadata.json").json()
    addresses = {r["path"] for r in package["resources"]} | {r["schema"] for r in package["resources"]}
    addresses |= {t["url"] for t in group["tables"]} | {t["tableSchema"] for t in group["tables"]}
    assert {client.get(f"/api/{address}").status_code for address in addresses} == {200}
    data = client.get("/api/dataset.jsonld")
    assert data.headers["content-type"] == "application/ld+json"
    assert data.json()["@graph"][0]["distribution"][0]["contentUrl"] in addresses


def test_the_file_that_is_served_is_the_file_that_is_held(client: TestClient, operations: Operations) -> None:
    got = client.get("/api/data/nrm-2023-q4/referrals_series.csv")
    assert got.content == operations.files["nrm-2023-q4", "referrals_series"].read_bytes()
    assert got.headers["content-type"].startswith("text/csv")
