"""Round every request: headers that say what a browser may do, and one line in the log that quotes nothing."""

from __future__ import annotations

import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant import log
from assistant.render.page import EMBED_ADDRESS, EMBED_POLICY
from assistant.render.page import POLICY as PAGE_POLICY

API = ("/api/", "/mcp")
DOCUMENT_POLICY = "default-src 'none'; frame-ancestors 'none'"
# Streamlit writes styles into its page, and Vega compiles the expressions of a chart: both need to be allowed. Nothing
# may come from, or go to, another place.
APP_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class Shield:
    """Adds the headers and notes every request of the API; an ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        api = scope["path"].startswith(API)
        started, status = time.perf_counter(), 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if api:  # published figures, which any page may read; nothing here knows who asks
                    headers["Access-Control-Allow-Origin"] = "*"
                html = headers.get("content-type", "").startswith("text/html")
                policy = (PAGE_POLICY if html else DOCUMENT_POLICY) if api else APP_POLICY
                if scope["path"] == EMBED_ADDRESS:  # the one page that may stand in a frame of another site
                    policy = EMBED_POLICY
                    del headers["X-Frame-Options"]
                headers["Content-Security-Policy"] = policy
            await send(message)

        try:
            await self.app(scope, receive, sending)
        finally:
            if api:
                method = scope["method"] if scope["method"] in METHODS else "other"
                spent = round(1000 * (time.perf_counter() - started), 1)
                log.event("request", route=route_of(scope), method=method, status=status, ms=spent)


def route_of(scope: Scope) -> str:
    """The route's own pattern, for the path may be anything that somebody typed."""
    found = getattr(scope.get("route"), "path", None)
    return found if isinstance(found, str) else "other"
