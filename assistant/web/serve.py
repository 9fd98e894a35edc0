"""Start the web app with the settings of ``.streamlit/config.toml``, wherever the project is installed."""

from __future__ import annotations

import importlib.util
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from assistant.home import home

APP = Path(__file__).with_name("app.py")


def settings(folder: Path) -> dict[str, Any]:
    """The configuration file as {"server.headless": True, …}: Streamlit itself looks only in the working folder."""
    path = folder / ".streamlit" / "config.toml"
    if not path.is_file():
        return {}
    try:
        return dict(_flat(tomllib.loads(path.read_text(encoding="utf-8"))))
    except (ValueError, OSError) as error:
        raise AssistantError(f"The settings of the web app cannot be read: {path}: {error}.") from error


def _flat(values: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def serve(host: str, port: int) -> int:
    """Run in this process until stopped, so that whoever stops it stops the server as well."""
    if importlib.util.find_spec("streamlit") is None:
        raise AssistantError("The web app needs Streamlit: pip install streamlit.")
    from streamlit.web import bootstrap

    chosen = settings(home()) | {"server.address": host, "server.port": port}
    bootstrap.load_config_options(chosen)
    bootstrap.run(str(APP), False, [], chosen)
    return 0
