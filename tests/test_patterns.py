"""No pattern that reads what users send has repeats in repeats: the work of twice the text is not many times as much.

Patterns that look on from every place to the end of a run (of white space, mostly) take four times as long for twice
the
text; what holds them is the size of what may be sent, and the worker that is ended (tests/test_sizes.py).
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import assistant

pytestmark = pytest.mark.slow

SIZES = tuple(24 * 2**n for n in range(7))  # characters
SLOW = 0.004  # seconds of a processor, below which nothing is compared
MANY = 6.5  # times as long for twice the text: what looks on from every place takes four times, a cubic pattern eight
PIECES = (
    " ",
    "\n",
    "\r\n",
    "1",
    "1 ",
    "1,234,",
    "2019-",
    "a",
    "Abc ",
    "and ",
    "(",
    '"',
    "<a ",
    "> ",
    "X-Y:\r\n ",
    "Q1 to ",
)
OFFLINE = (
    "assistant.publish",
    "assistant.update",
    "assistant.benchmark",
)  # these read files, in a process of their own


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern of the program's modules, by its module and name, those in collections as well."""
    for found in pkgutil.walk_packages(assistant.__path__, "assistant."):
        if found.name.startswith(OFFLINE) or ".app_pages" in found.name or found.name.endswith("__main__"):
            continue
        if found.name in ("assistant.web.app",):
            continue  # they draw a page when they are imported
        for name, value in vars(importlib.import_module(found.name)).items():
            listed = (
                value.values() if isinstance(value, dict) else value if isinstance(value, (tuple, list)) else (value,)
            )
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


def _grows(pattern: re.Pattern[str], piece: str) -> str:
    """How much longer twice the text takes, where that is too much; a pattern that explodes does so while it is
    short.
    """
    for size in SIZES:
        text = (piece * (size // len(piece) + 1))[:size]
        if _spent(pattern, text) < SLOW:
            continue
        whole = min(_spent(pattern, text) for _ in range(5))
        half = min(_spent(pattern, text[: size // 2]) for _ in range(5))
        if whole >= SLOW and whole > MANY * half:
            return f"{size} characters of {piece!r}: {half:.4f} s, then {whole:.4f} s"
    return ""


def test_twice_the_text_is_not_many_times_the_work() -> None:
    patterns = {pattern: name for name, pattern in _patterns()}
    assert len(patterns) > 50
    told = ((name, _grows(pattern, piece)) for pattern, name in patterns.items() for piece in PIECES)
    assert [f"{name}, {amiss}" for name, amiss in told if amiss] == []


def test_a_pattern_with_repeats_in_repeats_is_seen() -> None:
    assert _grows(re.compile(r"(?:a+)+b"), "a")
    assert not _grows(re.compile(r"a+b"), "a")
