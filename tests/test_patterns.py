"""No pattern that reads what users send has repeats in repeats, whose work grows with more than the square of a text.

Patterns that look on from every place to the end of a run (of white space, mostly) take four times as long for twice
the text; what holds them is the size of what may be sent, and the worker that is ended (tests/test_sizes.py).
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator

import pytest

import assistant
from assistant.late import Late

pytestmark = pytest.mark.slow

SIZES = (24, 96, 1536)  # characters: what explodes is caught while it is short
LIMIT = 3  # seconds of a processor, for which a pattern with repeats in repeats is far too slow
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
                for each in one if isinstance(one, tuple) else (one,):
                    pattern = each.compiled if isinstance(each, Late) else each
                    if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                        yield f"{found.name}.{name}", pattern


def _stopped(pattern: re.Pattern[str], piece: str) -> str:
    """At which size a pattern had to be stopped, or nothing."""
    for size in SIZES:
        text = (piece * (size // len(piece) + 1))[:size]
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
            for _ in pattern.finditer(text):
                pass
        except TimeoutError:
            return f"{size} characters of {piece!r}"
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return ""


@pytest.fixture(autouse=True)
def _stops() -> Iterator[None]:
    """The processor's timer ends what is at work."""

    def end(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, end)
    yield
    signal.signal(signal.SIGVTALRM, before)


def test_no_pattern_has_repeats_in_repeats() -> None:
    patterns = {pattern: name for name, pattern in _patterns()}
    assert len(patterns) > 50
    told = ((name, _stopped(pattern, piece)) for pattern, name in patterns.items() for piece in PIECES)
    assert [f"{name}, {size}" for name, size in told if size] == []


def test_a_pattern_with_repeats_in_repeats_is_seen() -> None:
    assert _stopped(re.compile(r"(?:a+)+b"), "a")
    assert _stopped(re.compile(r"a*a*a*b"), "a")
    assert not _stopped(re.compile(r"a+b"), "a")
