"""Patterns that are compiled when they are first looked for: of hundreds, a question needs some, a claim many."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, cast


class Late:
    """Stands for a compiled pattern, and is as quick once it has been one.

    >>> late("a+").sub("b", "aab")
    'bb'
    """

    def __init__(self, write: Callable[[], str], flags: int) -> None:
        self._write, self._flags = write, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self._write(), self._flags)

    def __getattr__(self, name: str) -> Any:
        """Asked for what is not here yet, a method of the pattern, which stays here from then on."""
        if name.startswith("__"):  # of an object that is copied or shown, and of no pattern
            raise AttributeError(name)
        value = getattr(self.compiled, name)
        setattr(self, name, value)
        return value


def late(write: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """A pattern, or what writes it, to be compiled when it is first needed."""
    written = (lambda: write) if isinstance(write, str) else write
    return cast("re.Pattern[str]", Late(written, int(flags)))
