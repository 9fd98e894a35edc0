"""The OpenAPI 3.1 description of the HTTP interface, its schemas made of the models that requests and answers have."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from assistant.api import models

SENT: tuple[type[BaseModel], ...] = (models.AskRequest, models.CheckRequest)
GIVEN: tuple[type[BaseModel], ...] = (
    models.AnswerView, models.CheckedView, models.TablesView, models.TableDetail, models.ChangesView,
    models.HealthView, models.ProblemView,
)  # fmt: skip
REFERENCE = "#/components/schemas/{model}"
PROBLEMS = {
    "400": "Not readable as a request.", "405": "Not a method of this address.", "406": "Not in the form asked for.",
    "408": "The body took too long.", "413": "The body is too large.", "414": "The query string is too long.",
    "415": "The body is not JSON.", "422": "Every error of the request, at once.",
    "503": "The figures cannot be reached.",
}  # fmt: skip
CANONICAL = {
    "m": "Id of the measure.", "s": "Kind of answer.", "by": "Breakdowns, with | between them; also year or quarter.",
    "p": "Periods: 2023, 2023-Q4, 2019..2023, with commas between them.", "r": "Relative period, such as latest_year.",
    "of": "Of a share: the breakdowns that also limit the whole.", "n": "Most rows.",
    "order": "asc for the smallest first.",
    "pc": "1 for percent.", "sum": "1 for one sum over the periods.", "release": "Id of the release to read, or first.",
    "term": "Of a meaning: the term of the glossary that it is of.",
}  # fmt: skip


def description() -> dict[str, Any]:
    """The whole document."""
    sent = models_json_schema([(m, "validation") for m in SENT], by_alias=False, ref_template=REFERENCE)[1]
    given = models_json_schema([(m, "serialization") for m in GIVEN], ref_template=REFERENCE)[1]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Answers from published statistics",
            "version": _version(),
            "description": "Every answer carries its sentence, figures, caveats and sources, which belong together. "
            "What "
            "is not published, or is and is not held here, is an answer as well (status clarify, not_published or "
            "out_of_scope), with choices.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": _paths(),
        "components": {"schemas": {**sent.get("$defs", {}), **given.get("$defs", {})}},
    }


def _version() -> str:
    try:
        return version("nrm-assistant")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0"


def _paths() -> dict[str, Any]:
    negotiated = {"application/json": _schema("AnswerView"), "text/csv": {"schema": {"type": "string"}}}
    asked = [
        _parameter("q", "The question.", required=True, most=models.MOST_QUESTION),
        _parameter("as_of", 'Id of the release to read, or "first".'),
        _parameter("before", "The query that this question follows up.", most=models.MOST_LINK),
    ]
    canonical = [_parameter(name, text, required=name == "m") for name, text in CANONICAL.items()]
    canonical.append(
        {
            "name": "w", "in": "query", "style": "form", "explode": True,
            "description": "w.BREAKDOWN=CATEGORY|CATEGORY for every limit; ! before a category leaves it out.",
            "schema": {"type": "object", "additionalProperties": {"type": "string"}},
        }
    )  # fmt: skip
    return {
        "/api/ask": {
            "get": _operation("askByQuery", "Answer a question", negotiated, asked),
            "post": _operation("ask", "Answer a question", negotiated, body="AskRequest"),
        },
        "/api/check": {
            "get": _operation(
                "checkByQuery", "Check a sentence that states figures", {"application/json": _schema("CheckedView")},
                [
                    _parameter("claim", "The sentence.", required=True),
                    _parameter("dated", "The day of the text, such as 2024-03-07."),
                ],
            ),
            "post": _operation(
                "check", "Check a text that states figures", {"application/json": _schema("CheckedView")},
                body="CheckRequest",
            ),
        },
        "/api/answer": {"get": _operation("answer", "Answer a canonical query: an answer's link", negotiated,
        canonical)},
        "/api/answer.csv": {
            "get": _operation("answerCsv", "The same as CSV", {"text/csv": {"schema": {"type": "string"}}}, canonical)
        },
        "/api/answer.csv-metadata.json": {
            "get": _operation(
                "answerCsvMetadata", "The columns and the notes of that CSV, as CSV on the Web",
                {"application/csvm+json": {"schema": {"type": "object"}}}, canonical,
            )
        },
        "/api/answer.html": {
            "get": _operation(
                "answerPage", "The same as a page without scripts, of a question (q) or a canonical query",
                {"text/html": {"schema": {"type": "string"}}},
                [_parameter("q", "The question.")],
            )
        },
        "/api/answer.png": {
            "get": _operation(
                "answerPicture", "The chart of a canonical query, with its source",
                {"image/png": {"schema": {"type": "string", "format": "binary"}}}, canonical,
            )
        },
        "/embed": {
            "get": _operation(
                "embeddedAnswer", "The answer to a canonical query as a page for a frame of another site",
                {"text/html": {"schema": {"type": "string"}}}, canonical,
            )
        },
        "/api/tables": _listing("listTables", "What is published", "TablesView"),
        "/api/tables/{table}": {
            "get": _operation(
                "describeTable", "One table in full", {"application/json": _schema("TableDetail")}, [_in_path("table")]
            )
        },
        "/api/changes": {
            "get": _operation(
                "listChanges", "Definitional changes and limits", {"application/json": _schema("ChangesView")},
                [_parameter("measure", "Only those that bear on this measure.")],
            )
        },
        "/api/health": {
            "get": _operation("health", "Asks one real question", {"application/json": _schema("HealthView")})
        },
        "/api/datapackage.json": _document("dataPackage", "The tidy files as a Data Package v2", "application/json"),
        "/api/csv-metadata.json": _document("csvw", "The tidy files as CSV on the Web", "application/csvm+json"),
        "/api/dataset.jsonld": _document("schemaOrg", "The publications as schema.org Datasets", "application/ld+json"),
        "/api/data/{release}/{table}.csv": {
            "get": _operation(
                "data", "A tidy file: one figure a line", {"text/csv": {"schema": {"type": "string"}}},
                [_in_path("release"), _in_path("table")],
            )
        },
        "/api/data/{release}/{table}.parquet": {
            "get": _operation(
                "dataPacked", "A long tidy file: one figure a row",
                {"application/vnd.apache.parquet": {"schema": {"type": "string", "format": "binary"}}},
                [_in_path("release"), _in_path("table")],
            )
        },
        "/api/openapi.json": _document("openapi", "This description", "application/json"),
    }  # fmt: skip


def _schema(name: str) -> dict[str, Any]:
    return {"schema": {"$ref": REFERENCE.format(model=name)}}


def _parameter(name: str, text: str, required: bool = False, most: int | None = None) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"} | ({"maxLength": most} if most else {})
    return {"name": name, "in": "query", "required": required, "description": text, "schema": schema}


def _in_path(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": f"Id of the {name}.",
        "schema": {"type": "string"},
    }


def _document(name: str, text: str, media: str) -> dict[str, Any]:
    return {"get": _operation(name, text, {media: {"schema": {"type": "object"}}})}


def _listing(name: str, text: str, schema: str) -> dict[str, Any]:
    return {"get": _operation(name, text, {"application/json": _schema(schema)})}


def _operation(
    name: str, text: str, content: dict[str, Any], parameters: list[dict[str, Any]] | None = None, body: str = ""
) -> dict[str, Any]:
    made: dict[str, Any] = {"operationId": name, "summary": text, "parameters": parameters or []}
    if body:
        made["requestBody"] = {"required": True, "content": {"application/json": _schema(body)}}
    entity = {"ETag": {"description": "Of the edition and the query.", "schema": {"type": "string"}}}
    problem = {"application/problem+json": _schema("ProblemView")}
    made["responses"] = {
        "200": {"description": text, "content": content, "headers": entity},
        **({} if body else {"304": {"description": "Unchanged: If-None-Match names the entity tag."}}),
        **{status: {"description": said, "content": problem} for status, said in PROBLEMS.items()},
    }
    return made
