"""A GOV.UK of its own on loopback: a collection, its releases, a calendar and files, in the shapes of its content
API.
"""

from __future__ import annotations

import json
import threading
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

HOST = "127.0.0.1"
COLLECTION = "/government/collections/national-referral-mechanism-statistics"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
Rows = list[list[Any]]


@dataclass
class Edition:
    """One release as it is published. ``file``: what its asset answers; ``status``: with which code."""

    slug: str
    title: str
    first: str  # day of publication
    file: bytes = b""
    filename: str = "statistics-tables.ods"
    media: str = "65e1"
    changes: list[tuple[str, str]] = field(default_factory=list)  # day and note
    withdrawn: str = ""
    bulletin: str = "/bulletin"  # below the release's own address
    body: str = ""
    status: int = 200
    kind: str = ODS

    @property
    def path(self) -> str:
        return f"/government/statistics/{self.slug}"


@dataclass
class Announced:
    slug: str
    title: str
    day: str
    shown: str
    state: str = "confirmed"
    reason: str = ""


class GovUk:
    """Serves until closed. ``down`` answers 503 to all; ``hook`` may answer any path in its own way."""

    def __init__(self, *editions: Edition, announced: tuple[Announced, ...] = ()) -> None:
        self.editions, self.announced = list(editions), announced
        self.down = False
        self.asked: list[str] = []
        self.hook: Callable[[BaseHTTPRequestHandler, str], bool] = lambda _handler, _path: False
        mine = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                mine._get(self)

            def log_message(self, format: str, *args: Any) -> None:
                return None

        self._server = ThreadingHTTPServer((HOST, 0), Handler)
        self._server.daemon_threads = True
        self.base = f"http://{HOST}:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _get(self, handler: BaseHTTPRequestHandler) -> None:
        path = handler.path.partition("?")[0]
        self.asked.append(path)
        if self.hook(handler, path):
            return
        if self.down:
            send(handler, {}, 503)
            return
        for edition in self.editions:
            if path == f"/media/{edition.media}/{edition.filename}":
                send(handler, edition.file, edition.status, edition.kind)
                return
        found = self._items().get(path)
        send(handler, {} if found is None else found, 404 if found is None else 200)

    def _items(self) -> dict[str, Any]:
        items: dict[str, Any] = {f"/api/content{COLLECTION}": self._collection()}
        items["/api/search.json"] = {"results": [self._listed(a) for a in self.announced]}
        for edition in self.editions:
            items[f"/api/content{edition.path}"] = self._release(edition)
            items[f"/api/content{edition.path}{edition.bulletin}"] = {
                "document_type": "html_publication", "details": {"body": f'<div class="govspeak">{edition.body}</div>'},
            }  # fmt: skip
        for announced in self.announced:
            details = {
                "display_date": announced.shown, "state": announced.state, "release_timestamp": announced.day,
                "cancellation_reason": announced.reason,
            }  # fmt: skip
            items[f"/api/content{_announcement(announced)}"] = {"title": announced.title, "details": details}
        return items

    def _collection(self) -> dict[str, Any]:
        listed = [
            {
                "base_path": e.path, "title": e.title, "document_type": "official_statistics",
                "withdrawn": bool(e.withdrawn),
                "public_updated_at": f"{e.first}T09:30:00.000+00:00",
            }
            for e in self.editions
        ]  # fmt: skip
        guide = {"base_path": "/government/publications/user-guide", "title": "Guide", "document_type": "guidance"}
        return {"document_type": "document_collection", "links": {"documents": [*listed, guide]}}

    def _release(self, edition: Edition) -> dict[str, Any]:
        notes = [{"public_timestamp": f"{edition.first}T09:30:00.000+00:00", "note": "First published."}]
        notes += [{"public_timestamp": f"{day}T09:30:00.000+00:00", "note": note} for day, note in edition.changes]
        attachments = [
            {"attachment_type": "html", "title": edition.title, "url": edition.path + edition.bulletin},
            {
                "attachment_type": "file", "title": f"{edition.title}: data tables", "filename": edition.filename,
                "url": f"{self.base}/media/{edition.media}/{edition.filename}", "content_type": ODS,
                "file_size": len(edition.file),
            },
        ]  # fmt: skip
        withdrawn = {"explanation": "Withdrawn.", "withdrawn_at": edition.withdrawn} if edition.withdrawn else {}
        return {
            "base_path": edition.path, "title": edition.title,
            "first_published_at": f"{edition.first}T09:30:00.000+00:00",
            "withdrawn_notice": withdrawn, "details": {"attachments": attachments, "change_history": notes},
        }  # fmt: skip

    def _listed(self, announced: Announced) -> dict[str, Any]:
        return {
            "title": announced.title, "link": _announcement(announced), "release_timestamp": announced.day,
            "statistics_announcement_state": announced.state,
        }  # fmt: skip


def _announcement(announced: Announced) -> str:
    return f"/government/statistics/announcements/{announced.slug}"


def send(handler: BaseHTTPRequestHandler, body: Any, status: int = 200, kind: str = "application/json") -> None:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def ods(sheets: dict[str, Rows]) -> bytes:
    """A workbook of plain cells: as much of the format as a spreadsheet program needs."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(_row(row) for row in rows)}</table:table>'
        for name, rows in sheets.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2"><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def _row(row: list[Any]) -> str:
    return f"<table:table-row>{''.join(map(_cell, row)) or '<table:table-cell/>'}</table:table-row>"


def _cell(value: Any) -> str:
    if isinstance(value, (int, float)):
        return (
            f'<table:table-cell office:value-type="float" '
            f'office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
        )
    if value == "":
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
