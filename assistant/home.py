"""Where the catalog and the figures are: $ASSISTANT_HOME, else the checkout, else the copy inside the wheel."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.errors import AssistantError

PACKAGE = Path(__file__).resolve().parent


def home() -> Path:
    """The folder that holds ``catalog/`` and ``data/``."""
    named = os.environ.get("ASSISTANT_HOME")
    if named:
        folder = Path(named).expanduser()
        if not (folder / "catalog").is_dir():
            raise AssistantError(f"ASSISTANT_HOME names {folder}, which has no catalog folder.")
        return folder
    for folder in (PACKAGE.parent, PACKAGE / "bundled"):
        if (folder / "catalog" / "measures.toml").is_file():
            return folder
    raise AssistantError("No catalog was found: set ASSISTANT_HOME to a folder with catalog/ and data/.")
