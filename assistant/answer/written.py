"""A text that is written when it is first read: the statement of a figure is shown to few who ask for the figure."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property


class Written:
    """``write`` gives the text; two are equal whose texts are, and a copy (to another process too) has the text."""

    def __init__(self, write: Callable[[], str] | str = "") -> None:
        self._write = write

    @cached_property
    def text(self) -> str:
        text = self._write if isinstance(self._write, str) else self._write()
        self._write = text  # what it was written from is needed no more
        return text

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Written({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Written) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __reduce__(self) -> tuple[type[Written], tuple[str]]:
        return Written, (self.text,)
