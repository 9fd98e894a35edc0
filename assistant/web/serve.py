"""Start the web app with the settings of ``.streamlit/config.toml``, wherever the project is installed."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tomllib
from pathlib import Path

from assistant.errors import AssistantError
from assistant.home import home

APP = Path(__file__).with_name("app.py")


def settings(folder: Path) -> list[str]:
    """The configuration file as command-line flags: Streamlit itself looks only in the working folder."""
    path = folder / ".streamlit" / "config.toml"
    if not path.is_file():
        return []
    flags = []
    for section, values in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for name, value in values.items():
            if isinstance(value, list):
                continue  # colours of charts are set by the charts themselves
            text = json.dumps(value) if isinstance(value, bool) else str(value)
            flags.append(f"--{section}.{name}={text}")
    return flags


def serve(host: str, port: int) -> int:
    """Run until interrupted; the exit status of the server."""
    if importlib.util.find_spec("streamlit") is None:
        raise AssistantError("The web app needs streamlit: pip install streamlit.")
    command = [sys.executable, "-m", "streamlit", "run", str(APP), *settings(home())]
    try:
        return subprocess.call([*command, f"--server.address={host}", f"--server.port={port}"])
    except KeyboardInterrupt:
        return 0
