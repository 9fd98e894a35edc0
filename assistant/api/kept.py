"""Answers given once and asked for again: the figures do not change while a process runs, so neither do they."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from threading import Lock

from cachetools import LRUCache

from assistant.answer.model import Answer

CELLS = 100_000  # of all answers kept, each counted as some more than its rows hold
PLAIN = 50  # what the sentences of an answer take, in cells
NO_TIME = {"parse": 0.0, "answer": 0.0, "total": 0.0}


class KeptAnswers:
    """The answers asked for last, as many as fit; one larger than all of that is never kept. Safe between threads."""

    def __init__(self, cells: int = CELLS) -> None:
        self._answers: LRUCache[Hashable, Answer] = LRUCache(cells, getsizeof=_cells)
        self._lock = Lock()

    def answer(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer of that key; made where it is not kept. Errors are raised and not kept."""
        with self._lock:
            found = self._answers.get(key)
        if found is not None:
            return replace(found, timings_ms=dict(NO_TIME))
        made = make()
        if _cells(made) <= self._answers.maxsize:
            with self._lock:
                self._answers[key] = made
        return made


def _cells(answer: Answer) -> int:
    return sum(PLAIN + len(part.rows) * len(part.columns) for part in answer.parts)
