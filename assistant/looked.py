"""When newer releases were last looked for, what was newest there, and when the next is due."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.journal import FOLDER, folder

FILE = "looked.json"


@dataclass(frozen=True)
class Looked:
    """Of one publication. Days are ISO dates; ``due`` is as printed ("10 May 2024 9:30am"), ``state`` the calendar's
    word.
    """

    day: str
    newest: str = ""  # title of the newest release that is there
    published: str = ""
    held: bool = True  # whether that one is held in full
    due: str = ""
    state: str = ""  # "confirmed", "provisional" or "cancelled"


def read(home: Path) -> dict[str, Looked]:
    """Publication id -> what was found; empty where nobody has looked yet, or what was kept cannot be read."""
    try:
        kept = json.loads((home / FOLDER / FILE).read_text(encoding="utf-8"))
        return {name: Looked(**entry) for name, entry in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write(home: Path, found: dict[str, Looked]) -> None:
    """Keep what was found beside what was kept of other publications."""
    kept = {**read(home), **found}
    path = folder(home) / FILE
    beside = path.with_suffix(".fresh")
    beside.write_text(json.dumps({k: asdict(v) for k, v in kept.items()}, indent=1), encoding="utf-8", newline="\n")
    beside.replace(path)
