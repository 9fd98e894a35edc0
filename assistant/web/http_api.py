"""The HTTP interface: routes that ask, check and list, with entity tags, CSV where it is wanted, and problem details."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from assistant import log, manifest
from assistant.answer.model import Answer, Part
from assistant.apart import Unforeseen
from assistant.api import models
from assistant.api.accept import chosen
from assistant.api.answers import Answers
from assistant.api.edition import edition, etag
from assistant.api.openapi import description
from assistant.api.operations import Heard, Operations
from assistant.api.problems import MEDIA_TYPE, Fault, Problem, invalid
from assistant.api.pulse import Pulse
from assistant.api.reading import query_string, read
from assistant.api.workers import BUSY, MOST_TEXTS, SHORT
from assistant.catalog.lookup import Lookup
from assistant.errors import AssistantError, EngineLost, QueryTooLarge
from assistant.render.csv_export import csv_bytes, heading
from assistant.render.csvw import csvw_bytes
from assistant.render.json_view import answer_view, checked_view, dumps
from assistant.render.metadata import csvw, data_package, schema_org, schemas
from assistant.service import Assistant
from assistant.tidyfile import MEDIA
from assistant.web.pages import Pages
from assistant.web.replies import not_modified, unchanged

JSON, CSV, CSVM = "application/json", "text/csv", "application/csvm+json"
AT_ONCE = 4  # questions, and as many texts, on their way at once: more would only take turns at the interpreter
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
T = TypeVar("T")
Handler = Callable[[Request], Awaitable[Response]]


class Api:
    """The routes under ``/api`` over one assistant."""

    def __init__(self, assistant: Assistant, heard: Heard | None = None, answers: Answers | None = None) -> None:
        self.operations = Operations(assistant, "http", heard, answers)
        self.pulse = Pulse(assistant.catalog, self.operations.answers)
        self.edition = edition(assistant.folder)
        self._limiters: dict[bool, CapacityLimiter] = {}
        self._fixed: dict[str, bytes] = {}

    def routes(self) -> list[Route]:
        """Every route; a method that it does not take is answered with those that it does."""
        get, both = ("GET", "HEAD"), ("GET", "HEAD", "POST")
        pages = Pages(self)
        made: list[tuple[str, Handler, tuple[str, ...]]] = [
            ("/api/ask", self.ask, both),
            ("/api/check", self.check, both),
            ("/api/answer", self.answer, get),
            ("/api/answer.csv", self.answer_csv, get),
            ("/api/answer.csv-metadata.json", self.answer_csvw, get),
            ("/api/answer.html", pages.answer, get),
            ("/api/answer.png", pages.picture, get),
            ("/embed", pages.embedded, get),
            ("/api/tables", self.tables, get),
            ("/api/tables/{table}", self.table, get),
            ("/api/changes", self.changes, get),
            ("/api/health", self.health, get),
            ("/api/openapi.json", self.openapi, get),
            ("/api/datapackage.json", self.data_package, get),
            ("/api/csv-metadata.json", self.csvw, get),
            ("/api/dataset.jsonld", self.schema_org, get),
            ("/api/schemas/{name}", self.schema, get),
            ("/api/data/{release}/{table}.csv", self.data, get),
            ("/api/data/{release}/{table}.parquet", self.data, get),
            ("/api/{rest:path}", self.nothing, METHODS),
        ]
        return [Route(path, guarded(handler, methods), methods=METHODS) for path, handler, methods in made]

    async def ask(self, request: Request) -> Response:
        kind = chosen(request.headers.get("accept", ""), JSON, CSV)
        asked = await read(request, models.AskRequest)
        tag = etag(self.edition, "ask", asked.question, asked.as_of, asked.before, kind)
        if unchanged(request, tag):
            return not_modified(tag)
        answer = await self.asked(asked)
        spent = ", ".join(f"{name};dur={value}" for name, value in answer.timings_ms.items())
        headers = {"ETag": tag, "Vary": "Accept", "Cache-Control": "private, no-cache", "Server-Timing": spent}
        return represented(answer, kind, headers, self.operations.lookup)

    async def answer(self, request: Request) -> Response:
        return await self._answer(request, chosen(request.headers.get("accept", ""), JSON, CSV))

    async def answer_csv(self, request: Request) -> Response:
        """For links, which cannot say what they accept."""
        return await self._answer(request, CSV)

    async def answer_csvw(self, request: Request) -> Response:
        """What the columns of that file are, and its notes: where CSV on the Web looks for them."""
        return await self._answer(request, CSVM)

    async def _answer(self, request: Request, kind: str) -> Response:
        link = query_string(request)
        tag = etag(self.edition, "answer", link, kind)
        if unchanged(request, tag):
            return not_modified(tag)
        part = await self.run(self.operations.answer, link)
        headers = {"ETag": tag, "Vary": "Accept", "Cache-Control": "public, no-cache"}
        return represented(Answer(part.question, (part,)), kind, headers, self.operations.lookup)

    async def check(self, request: Request) -> Response:
        asked = await read(request, models.CheckRequest)
        tag = etag(self.edition, "check", asked.claim, str(asked.dated or ""))
        if unchanged(request, tag):
            return not_modified(tag)
        checked = await self.run(lambda: checked_view(self.operations.check(asked.claim, asked.dated)), text=True)
        return json_response(checked, {"ETag": tag, "Cache-Control": "private, no-cache"})

    async def tables(self, request: Request) -> Response:
        return await self._listed(request, "tables", lambda _: self.operations.tables().model_dump())

    async def table(self, request: Request) -> Response:
        name = str(request.path_params["table"])
        if name not in self.operations.lookup.tables:
            raise Problem(HTTPStatus.NOT_FOUND, "There is no table of this id: /api/tables lists them.")
        return await self._listed(request, f"tables/{name}", lambda _: self.operations.table(name).model_dump())

    async def changes(self, request: Request) -> Response:
        asked = await read(request, models.ChangesRequest)
        return self._tagged(
            request, f"changes {asked.measure}", lambda: self.operations.changes(asked.measure).model_dump()
        )

    async def health(self, request: Request) -> Response:
        """What the newest questions with known answers came to; asked here and now where no thread asks them.

        Before the first of them is answered nobody can tell: whoever asks so early is told as soon as it is known.
        """
        await read(request, models.NothingRequest)
        if not self.pulse.running:
            await self.run(self.pulse.beat)
        await self.pulse.known()
        lookup, proofs = self.operations.lookup, self.pulse.proofs
        told = next((proof for proof in proofs if not proof.well), proofs[0])
        document = models.HealthView(
            status="ok" if self.pulse.well else "failing", question=told.question, outcome=told.outcome,
            publications=[models.ProofView(id=p.publication, question=p.question, outcome=p.outcome) for p in proofs],
            newest_release=max(lookup.releases, key=lookup.release_key), edition=self.edition,
        )  # fmt: skip
        status = HTTPStatus.OK if self.pulse.well else HTTPStatus.SERVICE_UNAVAILABLE
        return json_response(document.model_dump(), {"Cache-Control": "no-store"}, status)

    async def openapi(self, request: Request) -> Response:
        return await self._listed(request, "openapi", lambda _: description())

    async def data_package(self, request: Request) -> Response:
        return await self._listed(request, "datapackage", lambda o: data_package(o.lookup, o.files))

    async def csvw(self, request: Request) -> Response:
        return await self._listed(request, "csvw", lambda o: csvw(o.lookup, o.files), CSVM)

    async def schema_org(self, request: Request) -> Response:
        return await self._listed(request, "dataset", lambda o: schema_org(o.lookup, o.files), "application/ld+json")

    async def schema(self, request: Request) -> Response:
        name = str(request.path_params["name"])
        known = await self.run(schemas, self.operations.lookup, self.operations.files)
        if name not in known:
            raise Problem(HTTPStatus.NOT_FOUND, "There is no such schema: /api/datapackage.json names them.")
        return await self._listed(request, f"schemas/{name}", lambda _: known[name])

    async def data(self, request: Request) -> Response:
        """A tidy file, found by its name in the catalog: no path is made of what was sent."""
        await read(request, models.NothingRequest)
        release, table = (str(request.path_params[name]) for name in ("release", "table"))
        path = self.operations.files.get((release, table))
        if path is None or not request.url.path.endswith(path.suffix):
            raise Problem(
                HTTPStatus.NOT_FOUND, "There is no such table in such a release: /api/datapackage.json lists them."
            )
        tag = etag(self.edition, "data", release, table)
        if unchanged(request, tag):
            return not_modified(tag)
        raw = await self.run(_published, self.operations.assistant.folder, path)
        if raw is None:
            raise Problem(
                HTTPStatus.SERVICE_UNAVAILABLE, "This file is not as it was published, so it is not given out."
            )
        headers = {"ETag": tag, "Cache-Control": "public, no-cache"}
        return Response(raw, 200, headers, f"{CSV}; charset=utf-8" if path.suffix == ".csv" else MEDIA[path.suffix])

    async def nothing(self, request: Request) -> Response:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here: /api/openapi.json describes the interface.")

    async def _listed(
        self, request: Request, name: str, make: Callable[[Operations], Any], media: str = JSON
    ) -> Response:
        """A document that takes no parameters."""
        await read(request, models.NothingRequest)
        return self._tagged(request, name, lambda: make(self.operations), media)

    def _tagged(self, request: Request, name: str, make: Callable[[], Any], media: str = JSON) -> Response:
        """A document of the edition: made once, since there are only as many as the catalog has names."""
        tag = etag(self.edition, name)
        if unchanged(request, tag):
            return not_modified(tag)
        if name not in self._fixed:
            self._fixed[name] = dumps(make()).encode()
        return Response(self._fixed[name], 200, {"ETag": tag, "Cache-Control": "public, no-cache"}, media)

    async def asked(self, asked: models.AskRequest) -> Answer:
        text = len(asked.question.encode("utf-8", "replace")) > SHORT
        return await self.run(self.operations.ask, asked.question, asked.as_of, asked.before, text=text)

    async def run(self, call: Callable[..., T], *arguments: Any, text: bool = False) -> T:
        """On a thread, so that nobody is held up by what takes long, and no question by any ``text``."""
        limiter = self._limiters.setdefault(text, CapacityLimiter(AT_ONCE))
        if text and limiter.statistics().tasks_waiting >= MOST_TEXTS:
            raise EngineLost(BUSY)
        return await anyio.to_thread.run_sync(functools.partial(call, *arguments), limiter=limiter)


def guarded(handler: Handler, methods: tuple[str, ...]) -> Handler:
    """A handler whose errors become problem details, and tell nothing of the program. Other methods are told which."""
    allowed = {"Allow": ", ".join((*methods, "OPTIONS"))}
    preflight = {
        "Access-Control-Allow-Methods": allowed["Allow"],
        "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }

    @functools.wraps(handler)
    async def run(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(None, HTTPStatus.NO_CONTENT, allowed | preflight)
        try:
            if request.method not in methods:
                raise Problem(
                    HTTPStatus.METHOD_NOT_ALLOWED, f"The methods here are {allowed['Allow']}.", headers=allowed
                )
            return await handler(request)
        except Problem as problem:
            return problem_response(problem)
        except (EngineLost, QueryTooLarge) as error:
            lost = Problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error), headers={"Retry-After": "5"})
            return problem_response(lost)
        except Unforeseen as error:
            return problem_response(Problem(HTTPStatus.INTERNAL_SERVER_ERROR, str(error)))
        except AssistantError as error:
            return problem_response(invalid([Fault("request", "refused", str(error))]))
        except Exception as error:
            log.failure("request failed", error, route=handler.__name__)
            return problem_response(Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong here."))

    return run


def problem_response(problem: Problem) -> Response:
    headers = {"Cache-Control": "no-store", **problem.headers}
    return Response(dumps(problem.view()), problem.status, headers, MEDIA_TYPE)


def represented(answer: Answer, kind: str, headers: dict[str, str], lookup: Lookup) -> Response:
    """An answer as JSON, its one table as CSV, or what describes that.

    Raises :class:`Problem` where there is no one table.
    """
    if kind == JSON:
        return json_response({**answer_view(answer), "timings_ms": {}}, headers)
    tables = [part for part in answer.parts if part.rows]
    if len(answer.parts) != 1 or len(tables) != 1:
        raise Problem(
            HTTPStatus.NOT_ACCEPTABLE,
            "This answer is not one table of figures, which CSV would need.",
            more=_beside(answer),
        )
    name = heading(tables[0].reading)[:60].strip("_") or "figures"
    if kind == CSVM:
        return Response(csvw_bytes(tables[0], f"answer.csv?{tables[0].link}", lookup), 200, headers, CSVM)
    if tables[0].link:
        headers["Link"] = f'</api/answer.csv-metadata.json?{tables[0].link}>; rel="describedby"; type="{CSVM}"'
    headers = {**headers, "Content-Disposition": f'inline; filename="{name}.csv"'}
    return Response(csv_bytes(tables[0], lookup), 200, headers, f"{CSV}; charset=utf-8; header=present")


def _beside(answer: Answer) -> dict[str, Any]:
    """What to do instead: each part's sentence and its address, or the questions that answer."""
    return {
        "parts": [
            {"headline": part.headline, "status": part.status, "choices": list(part.choices), **_address(part)}
            for part in answer.parts
        ]
    }


def _address(part: Part) -> dict[str, str]:
    return {"href": f"/api/answer?{part.link}"} if part.link and part.rows else {}


def json_response(document: Any, headers: dict[str, str], status: int = 200) -> Response:
    return JSONResponse(document, status, headers)


def _published(home: Path, path: Path) -> bytes | None:
    """A tidy file's bytes; None where they are gone, or are not those that the manifest names."""
    try:
        raw = path.read_bytes()
        return raw if manifest.same(home, path, raw) else None
    except (OSError, AssistantError):
        return None
