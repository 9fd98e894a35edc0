"""Answers as documents of their own: the plain page, the one that stands in a frame elsewhere, and the chart as a picture."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, Protocol

from starlette.requests import Request
from starlette.responses import Response

from assistant import looked
from assistant.answer.model import Answer, Part
from assistant.api import models
from assistant.api.edition import etag
from assistant.api.operations import Operations
from assistant.api.problems import Problem
from assistant.api.reading import parameters, query_string, read
from assistant.render.page import Setting, embedded, page
from assistant.web.replies import not_modified, unchanged

HTML = "text/html; charset=utf-8"


class Asked(Protocol):
    """What answers: see :class:`assistant.web.http_api.Api`."""

    operations: Operations
    edition: str

    def asked(self, asked: models.AskRequest) -> Awaitable[Answer]: ...

    def run(self, call: Callable[..., Any], *arguments: Any, text: bool = False) -> Awaitable[Any]: ...


class Pages:
    def __init__(self, by: Asked) -> None:
        self.by = by

    async def answer(self, request: Request) -> Response:
        """The same answers as a page without scripts: of a question, of a canonical query, or the form alone."""
        link = query_string(request)
        tag = etag(self.by.edition, "page", link, _base(request))
        if unchanged(request, tag):
            return not_modified(tag)
        status, failed, answer = HTTPStatus.OK, "", None
        try:
            if "q" in parameters(request)[0]:
                answer = await self.by.asked(await read(request, models.AskRequest))
            elif link:
                part = await self._opened(link)
                answer = Answer(part.question, (part,))
        except Problem as problem:
            status, failed = HTTPStatus(problem.status), " ".join(f.message for f in problem.faults) or problem.detail
        text = await self.by.run(page, answer, self._setting(request), failed)
        headers = {"Cache-Control": "private, no-cache"} | ({"ETag": tag} if status == HTTPStatus.OK else {})
        return Response(text, status, headers, HTML)

    async def embedded(self, request: Request) -> Response:
        """One answer for a frame on another site. Raises :class:`Problem` of a link that cannot be answered."""
        part = await self._opened(query_string(request))
        text = await self.by.run(embedded, part, self._setting(request))
        return Response(text, 200, {"Cache-Control": "public, no-cache"}, HTML)

    async def picture(self, request: Request) -> Response:
        """The chart of an answer with its titles and source. Raises :class:`Problem` where it has none."""
        link = query_string(request)
        tag = etag(self.by.edition, "picture", link)
        if unchanged(request, tag):
            return not_modified(tag)
        part = await self._opened(link)
        raw = await self.by.run(drawn, self.by.operations, part, f"{_base(request)}/?{part.link}")
        if raw is None:
            raise Problem(HTTPStatus.NOT_FOUND, "This answer has no chart.")
        return Response(raw, 200, {"ETag": tag, "Cache-Control": "public, no-cache"}, "image/png")

    async def _opened(self, link: str) -> Part:
        part: Part = await self.by.run(self.by.operations.answer, link)
        return part

    def _setting(self, request: Request) -> Setting:
        assistant = self.by.operations.assistant
        return Setting(assistant.catalog.publications, assistant.lookup, looked.read(assistant.folder), _base(request))


def drawn(operations: Operations, part: Part, address: str) -> bytes | None:
    from assistant.render.chart_image import png_bytes
    from assistant.render.quote import foot

    publication = operations.lookup.publication
    return png_bytes(part, foot(part, publication.publisher, publication.licence, address))


def _base(request: Request) -> str:
    """The address by which the service was asked, without its last slash."""
    return str(request.base_url).rstrip("/")
