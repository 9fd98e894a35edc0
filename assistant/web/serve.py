"""Start the web app with the settings of ``.streamlit/config.toml``, wherever the project is installed."""

from __future__ import annotations

import asyncio
import importlib.util
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomli

from assistant import log
from assistant.errors import AssistantError
from assistant.home import home
from assistant.manifest import confirm

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
MOST_CONNECTIONS = 2_000  # of browsers and programs together; more are told to come back
MOST_MESSAGE = 1024 * 1024  # bytes that a browser may send at once


def settings(folder: Path) -> dict[str, Any]:
    """The configuration file as {"server.headless": True, …}: Streamlit itself looks only in the working folder."""
    path = folder / ".streamlit" / "config.toml"
    if not path.is_file():
        return {}
    try:
        return dict(_flat(tomli.loads(path.read_text(encoding="utf-8"))))
    except (ValueError, OSError) as error:
        raise AssistantError(f"The settings of the web app cannot be read: {path}: {error}.") from error


def _flat(values: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def serve(host: str, port: int, workers: int = 3) -> int:
    """Run in this process until stopped, so that whoever stops it stops the server as well."""
    if importlib.util.find_spec("streamlit") is None:
        raise AssistantError("The web app needs Streamlit: pip install streamlit.")
    listening = _listening(host, port)
    try:
        log.setup()
        confirm(home(), "data", "catalog")
        from assistant.api.workers import Workers
        from assistant.web.shared import start

        start(Workers(workers=workers))  # they make themselves ready while this process does
        from streamlit.web import bootstrap

        chosen = settings(home()) | {"server.address": host, "server.port": port, "logger.messageFormat": "%(message)s"}
        bootstrap.load_config_options(chosen)
        import uvicorn
        from streamlit import config as streamlit_config

        from assistant.web.asgi import app
        from assistant.web.patience import Patient

        named = tuple(streamlit_config.get_option("server.allowedHosts") or ())
        hosts = (*LOOPBACK, *named) if named or host in LOOPBACK else ()
        config = uvicorn.Config(
            app(hosts), host=host, port=port, http=Patient, ws="websockets-sansio", ws_max_size=MOST_MESSAGE,
            access_log=False, log_config=None, server_header=False, limit_concurrency=MOST_CONNECTIONS,
            timeout_keep_alive=15, timeout_graceful_shutdown=5,
        )  # fmt: skip
        asyncio.run(_run(uvicorn.Server(config), listening, f"http://{host}:{port}"))
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()
    return 0


async def _run(server: Any, listening: socket.socket, address: str) -> None:
    """Serve, and say where as soon as it is so."""
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not (server.started or serving.done()):
        await asyncio.sleep(0.02)
    if server.started:
        print(f"URL: {address}", flush=True)
    await serving


def _listening(host: str, port: int) -> socket.socket:
    """The socket, before anything heavy is loaded: a port that is taken is a sentence. Raises :class:`AssistantError`."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind, protocol)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
    except (OSError, OverflowError) as error:
        raise AssistantError(f"Nothing can listen at {host}, port {port}: {error}.") from error
    return made
