"""What the browser is given before the app's program has come: title, description, a preview of a link, small files.

Streamlit's own document names nothing, its scripts are sent as they lie on the disk, and an address that is no page of the
app is shown its first one. Here the document says what the address is about, scripts are sent compressed, once made so, and
an unknown address gets a page that helps.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import anyio.to_thread
import streamlit
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.answer.model import Part
from assistant.errors import AssistantError
from assistant.render.page import DESCRIPTION, TITLE, Setting, missing, preview
from assistant.web.early import early

STATIC = Path(streamlit.__file__).parent / "static"
PAGES = {
    "": TITLE, "check": "Check a claim", "reply": "Reply to an email", "browse": "Browse", "changed": "What changed",
    "about": "About", "feedback": "Feedback",
}  # fmt: skip
KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
OWN = (
    "/api/",
    "/mcp",
    "/embed",
    "/_stcore/",
    "/media/",
    "/component/",
    "/static/",
    "/app/static/",
    "/oauth2callback",
    "/auth/",
)
LONGEST = 3_000  # characters of a link that is answered for its preview
ELEMENTS = ("Html", "ChatInput", "Button", "PageLink")  # of the first page
# Streamlit's own typeface is fetched before all else, and again where the theme, which names another, has not come yet:
# what the device has stands in for it.
FONT = re.compile(r'\s*<link[^>]*\brel="preload"[^>]*\bas="font"[^>]*>')
LOCAL = (("Arial", "Arial Bold"), ("Helvetica", "Helvetica Bold"), ("Liberation Sans", "Liberation Sans Bold"),
         ("Roboto", "Roboto Bold"), ("DejaVu Sans", "DejaVu Sans Bold"))  # fmt: skip
# Each weight by the name of its own face: of one face for all of them nothing would be bold.
FACE = "<style>{}</style>".format(
    "".join(
        f'@font-face {{ font-family: "Source Sans"; font-weight: {weight}; '
        f"src: {', '.join(f'local({names[bold]!r})' for names in LOCAL)} }}"
        for bold, weight in enumerate(("100 500", "600 900"))
    )
)
IMPORTED = re.compile(r'from"\./([\w.-]+\.js)"')
FOREVER = "public, immutable, max-age=31536000"


class Frame:
    """An ASGI middleware round the app. ``opened`` answers a link and raises :class:`AssistantError`."""

    def __init__(self, app: ASGIApp, opened: Callable[[str], Part], setting: Callable[[], Setting]) -> None:
        self.app, self.opened, self.setting = app, opened, setting

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = (
            await self._response(scope) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else None
        )
        await (response or self.app)(scope, receive, send)

    async def _response(self, scope: Scope) -> Response | None:
        path = scope["path"]
        if path.startswith("/static/js/") or path.startswith("/static/css/"):
            return await _small(path, Headers(scope=scope))
        name = path.strip("/")
        if path.startswith(OWN) or ((STATIC / name).is_file() and name):
            return None
        if name not in PAGES:
            return Response(missing(self.setting()), 404, {"Cache-Control": "no-store"}, "text/html; charset=utf-8")
        if path != "/" and path.endswith("/"):
            return None
        request = Request(scope)
        base = str(request.base_url).rstrip("/")
        part = None if name else await anyio.to_thread.run_sync(self._part, request.url.query)
        text = document(name, part, base)
        if not name and not request.url.query:
            setting = self.setting()
            text = text.replace("<body>", f"<body>{early(setting.publications[0], setting.lookup)}", 1)
        return Response(text, 200, {"Cache-Control": "no-cache"}, "text/html; charset=utf-8")

    def _part(self, query: str) -> Part | None:
        """The answer that an address of the first page leads to, where it is one answer."""
        params = parse_qs(query) if 0 < len(query) < LONGEST else {}
        if "m" not in params and "t" not in params:
            return None
        try:
            return self.opened(urlencode([(name, values[0]) for name, values in params.items() if name != "q"]))
        except AssistantError:
            return None


def document(name: str, part: Part | None, base: str) -> str:
    """Streamlit's document with a title and a preview, and told where its server is: it would look for one under each page."""
    title = part.question if part else f"{PAGES[name]} – {TITLE}" if name else TITLE
    head = f"<title>{escape(title)}</title>{preview(title, (part,) if part else (), base)}"
    script = "<script>window.__streamlit = { BACKEND_BASE_URL: new URL('.', window.location.href).href }</script>"
    text = FONT.sub("", _index()).replace("</head>", f"{FACE}{_sooner()}</head>", 1)
    text = re.sub(r"<title>.*?</title>", lambda _: head + script, text, count=1)
    text = text.replace('<html lang="en">', '<html lang="en-GB">', 1)
    return re.sub(
        r"<noscript>.*?</noscript>", lambda _: f"<noscript>{_plainly()}</noscript>", text, count=1, flags=re.DOTALL
    )


@lru_cache(maxsize=1)
def _sooner() -> str:
    """Named in the document, the scripts of the elements that every page has are fetched beside the app, not after it."""
    folder = STATIC / "static" / "js"
    wanted = [path.name for path in sorted(folder.glob("*.js")) if path.name.partition(".")[0] in ELEMENTS]
    found: dict[str, None] = {}
    while wanted:
        name = wanted.pop()
        if name not in found and name not in _index():
            found[name] = None
            wanted += IMPORTED.findall((folder / name).read_text(encoding="utf-8")) if (folder / name).is_file() else []
    return "".join(f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in found)


def _plainly() -> str:
    return f'{escape(DESCRIPTION)} This page needs JavaScript; <a href="api/answer.html">ask without it</a>.'


@lru_cache(maxsize=1)
def _index() -> str:
    return (STATIC / "index.html").read_text(encoding="utf-8")


async def _small(path: str, headers: Headers) -> Response | None:
    """A script or style sheet compressed, where the browser takes it so; None leaves it to the app."""
    if "gzip" not in headers.get("accept-encoding", "") or "range" in headers:
        return None
    made = await anyio.to_thread.run_sync(_compressed, path.removeprefix("/static/"))
    if made is None:
        return None
    kind = KINDS[Path(path).suffix]
    return Response(made, 200, {"Content-Encoding": "gzip", "Vary": "Accept-Encoding", "Cache-Control": FOREVER}, kind)


@lru_cache(maxsize=512)
def _compressed(name: str) -> bytes | None:
    """Of Streamlit's own files alone: there are a few hundred, each compressed once."""
    file = _files().get(name)
    return gzip.compress(file.read_bytes(), 6, mtime=0) if file is not None else None


@lru_cache(maxsize=1)
def _files() -> dict[str, Path]:
    folder = STATIC / "static"
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.suffix in KINDS}
