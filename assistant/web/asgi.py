"""One process for people and programs: the app, the HTTP interface and, where its extra is installed, MCP."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import threading
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio
import anyio.to_thread
import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route, Router
from starlette.types import Receive, Scope, Send

from assistant import log
from assistant.answer.model import Part
from assistant.render.page import Setting
from assistant.web.frame import Frame
from assistant.web.http_api import Api
from assistant.web.shared import answers, assistant, recorder, workers
from assistant.web.shield import Shield
from assistant.web.watchdog import watched

if TYPE_CHECKING:
    from mcp.server import MCPServer

APP = Path(__file__).with_name("app.py")
MCP_PATH = "/mcp"
MCP_BODY = 256 * 1024  # bytes


def app(hosts: tuple[str, ...] = ()) -> st.App:
    """The ASGI application. ``hosts``: names by which MCP may be reached; none for any, as behind a proxy."""
    api = Api(assistant(), heard, answers())
    routes: list[BaseRoute] = [*api.routes()]
    tools = Tools(hosts) if importlib.util.find_spec("mcp") is not None else None
    if tools is not None:
        routes.append(Route(MCP_PATH, tools))

    @contextlib.asynccontextmanager
    async def lifespan(_: st.App) -> AsyncIterator[dict[str, Any]]:
        api.pulse.begin()
        async with asyncio.TaskGroup() as tasks:
            running = [tasks.create_task(run) for run in (_watching(api), *([tools.run()] if tools else []))]
            try:
                yield {}
            finally:
                api.pulse.stop()
                for task in running:
                    task.cancel()

    framed = Middleware(
        Frame, opened=answers().open, setting=lambda: Setting(assistant().catalog.publications, assistant().lookup)
    )
    return st.App(APP, routes=routes, lifespan=lifespan, middleware=[Middleware(Shield), framed])


def heard(parts: Iterable[Part]) -> None:
    """Programs ask in vain as well, on behalf of somebody."""
    recorder().heard(assistant(), parts)


async def _watching(api: Api) -> None:
    """From the first known answer on."""
    await api.pulse.known()
    threading.Thread(target=_draw, name="charts", daemon=True).start()
    async with watched(api.pulse):
        await anyio.sleep_forever()


def _draw() -> None:
    """A first chart, once nobody needs a processor more."""
    from assistant.render.chart_image import warm

    at_work = workers()
    if at_work is not None:
        at_work.settled()

    warm()


class Tools:
    """MCP, loaded while the workers make themselves ready; whoever comes before waits."""

    def __init__(self, hosts: tuple[str, ...]) -> None:
        self._hosts, self._app, self._loaded = hosts, Router(), asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._loaded.wait()
        await self._app(scope, receive, send)

    async def run(self) -> None:
        try:
            tools = await anyio.to_thread.run_sync(_tools)
            self._app = Router(mcp_routes(tools, self._hosts))
        except Exception as error:  # everything else goes on
            log.failure("tools not loaded", error)
            self._loaded.set()
            return
        async with tools.session_manager.run():
            self._loaded.set()
            await anyio.sleep_forever()


def _tools() -> MCPServer:
    from assistant.web.mcp_server import server

    return server(assistant(), heard, answers())


def mcp_routes(tools: MCPServer, hosts: tuple[str, ...]) -> list[BaseRoute]:
    """Each request stands alone, so that any process behind a proxy can answer it and none keeps a session."""
    from mcp.server.transport_security import TransportSecuritySettings

    named = [form for host in hosts for form in (host, f"{host}:*")]
    origins = [f"{scheme}://{form}" for form in named for scheme in ("http", "https")]
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=bool(hosts), allowed_hosts=named, allowed_origins=origins
    )
    mounted = tools.streamable_http_app(
        streamable_http_path=MCP_PATH, json_response=True, stateless_http=True, max_request_body_size=MCP_BODY,
        transport_security=security,
    )  # fmt: skip
    return list(mounted.routes)
