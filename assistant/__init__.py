"""Answers from published statistics, each with its caveats and its source.

>>> from assistant import ask
>>> ask("Who won the cup?").parts[0].status
'out_of_scope'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.answer.model import Part
    from assistant.asked.selection import Selection
    from assistant.claims.model import Checked
    from assistant.service import Assistant
    from assistant.surface import Answer, ask, check

__all__ = ["Answer", "Assistant", "Checked", "Part", "Selection", "ask", "check"]

_HOMES = {
    "Answer": "assistant.surface",
    "Assistant": "assistant.service",
    "Checked": "assistant.claims.model",
    "Part": "assistant.answer.model",
    "Selection": "assistant.asked.selection",
    "ask": "assistant.surface",
    "check": "assistant.surface",
}


def __getattr__(name: str) -> Any:
    """Each name is imported when first used: ``import assistant`` alone stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
