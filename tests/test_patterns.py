"""No pattern that reads what users send takes more than linear time: twice the text, about twice the work."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

from test_sizes import PIECES

import assistant

SIZE = 2_000  # characters
SLOW = 0.002  # seconds of a processor for one text, where a linear pattern takes a tenth of it
LINEAR = 3.0  # times as long for twice the text: a quadratic pattern takes four times
OFFLINE = ("assistant.publish", "assistant.update", "assistant.benchmark")  # these read files, in a process of their own


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern of the program's modules, by its module and name, those in collections as well."""
    for found in pkgutil.walk_packages(assistant.__path__, "assistant."):
        if found.name.startswith(OFFLINE) or ".app_pages" in found.name or found.name.endswith("__main__"):
            continue
        if found.name in ("assistant.web.app",):
            continue  # they draw a page when they are imported
        for name, value in vars(importlib.import_module(found.name)).items():
            listed = value.values() if isinstance(value, dict) else value if isinstance(value, (tuple, list)) else (value,)
            for one in listed:
                for pattern in one if isinstance(one, tuple) else (one,):
                    if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                        yield f"{found.name}.{name}", pattern


def _spent(pattern: re.Pattern[str], text: str) -> float:
    """Seconds of a processor for everything that the pattern finds in a text."""
    started = time.thread_time()
    for _ in pattern.finditer(text):
        pass
    return time.thread_time() - started


def test_twice_the_text_is_about_twice_the_work() -> None:
    patterns = {pattern: name for name, pattern in _patterns()}
    assert len(patterns) > 50
    amiss = []
    for pattern, name in patterns.items():
        for piece in PIECES:
            text = (piece * (SIZE // len(piece) + 1))[:SIZE]
            if _spent(pattern, text) < SLOW:
                continue
            whole = min(_spent(pattern, text) for _ in range(3))
            half = min(_spent(pattern, text[: SIZE // 2]) for _ in range(3))
            if whole >= SLOW and whole > LINEAR * half:
                amiss.append(f"{name} on {piece!r}: {half:.4f} s, then {whole:.4f} s")
    assert amiss == []
