"""One process for people and programs: the app, the HTTP interface and, where its extra is installed, MCP."""

from __future__ import annotations

import contextlib
import importlib.util
import threading
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio.to_thread
import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from assistant.answer.model import Part
from assistant.render.chart_image import warm
from assistant.render.page import Setting
from assistant.web.frame import Frame
from assistant.web.http_api import Api
from assistant.web.shared import answers, assistant, recorder
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
    tools = _tools()
    if tools is not None:
        routes += mcp_routes(tools, hosts)

    @contextlib.asynccontextmanager
    async def lifespan(_: st.App) -> AsyncIterator[dict[str, Any]]:
        async with contextlib.AsyncExitStack() as stack:
            if tools is not None:
                await stack.enter_async_context(tools.session_manager.run())
            await anyio.to_thread.run_sync(api.pulse.start)
            threading.Thread(target=warm, name="charts", daemon=True).start()
            stack.callback(api.pulse.stop)
            await stack.enter_async_context(watched(api.pulse))
            yield {}

    framed = Middleware(
        Frame, opened=answers().open, setting=lambda: Setting(assistant().catalog.publications, assistant().lookup)
    )
    return st.App(APP, routes=routes, lifespan=lifespan, middleware=[Middleware(Shield), framed])


def heard(parts: Iterable[Part]) -> None:
    """Programs ask in vain as well, on behalf of somebody."""
    recorder().heard(assistant(), parts)


def _tools() -> MCPServer | None:
    if importlib.util.find_spec("mcp") is None:
        return None
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
