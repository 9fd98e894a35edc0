"""Entity tags of requests: what a client has already need not be sent again."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from assistant.api.edition import matches


def unchanged(request: Request, tag: str) -> bool:
    return request.method in ("GET", "HEAD") and matches(request.headers.get("if-none-match", ""), tag)


def not_modified(tag: str) -> Response:
    return Response(None, 304, {"ETag": tag, "Vary": "Accept"})
