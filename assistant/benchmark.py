"""How long questions take beside DuckDB's own time for the same SQL on the same connection. Ratios, never limits."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from assistant.errors import AssistantError
from assistant.plan.model import Plan
from assistant.plan.sql import statement
from assistant.service import Assistant

WIDTH = 60  # characters of a question


@dataclass(frozen=True)
class Timing:
    """Milliseconds of every run of one question: all of it, its parsing and planning, and its SQL alone."""

    question: str
    whole: tuple[float, ...]
    front: tuple[float, ...]
    engine: tuple[float, ...]

    @property
    def line(self) -> str:
        whole, engine = statistics.median(self.whole), statistics.median(self.engine)
        return (
            f"{self.question[:WIDTH]:{WIDTH}}  {whole:9.1f}  {percentile(self.whole, 95):7.1f}  "
            f"{statistics.median(self.front):10.1f}  {engine:9.1f}  {whole / engine:5.1f}"
        )


def run(repeat: int = 5) -> str:
    """A table of the catalog's example questions; its last line is of all runs together."""
    if repeat < 1:
        raise AssistantError("A question has to be asked at least once: --repeat 1 or more.")
    assistant = Assistant()
    timings = [timing for question in examples(assistant) if (timing := measured(assistant, question, repeat))]
    if not timings:
        raise AssistantError("The catalog has no example question that reads a figure.")
    heading = (
        f"{'question':{WIDTH}}  {'answer ms':>9}  {'95% ms':>7}  {'parse+plan':>10}  {'DuckDB ms':>9}  {'ratio':>5}"
    )
    together = Timing(
        f"all {len(timings)} questions, asked {repeat} times",
        tuple(value for timing in timings for value in timing.whole),
        tuple(value for timing in timings for value in timing.front),
        tuple(value for timing in timings for value in timing.engine),
    )
    return "\n".join([heading, *(timing.line for timing in timings), together.line])


def examples(assistant: Assistant) -> list[str]:
    """The example questions of the publications and of the measures, each once."""
    listed = [q for publication in assistant.catalog.publications for q in publication.examples]
    return list(dict.fromkeys([*listed, *(m.example for m in assistant.catalog.measures if m.example)]))


def measured(assistant: Assistant, question: str, repeat: int) -> Timing | None:
    """None for a question that reads no figure."""
    reading = assistant.parser.parse(question)[0]
    plan = assistant.planner.plan(reading.query) if reading.query else None
    if not isinstance(plan, Plan):
        return None
    made = statement(plan, assistant.dialect)
    return Timing(
        question,
        milliseconds(partial(assistant.ask, question), repeat),
        milliseconds(partial(_front, assistant, question), repeat),
        milliseconds(partial(assistant.warehouse.run, made.sql, made.parameters), repeat),
    )


def milliseconds(call: Callable[[], Any], repeat: int) -> tuple[float, ...]:
    """The time of each of ``repeat`` calls, after one that is not counted."""
    call()
    taken = []
    for _ in range(repeat):
        start = time.perf_counter()
        call()
        taken.append(1000 * (time.perf_counter() - start))
    return tuple(taken)


def percentile(values: tuple[float, ...], share: int) -> float:
    """The smallest value that ``share`` in a hundred do not exceed.

    >>> percentile((1.0, 2.0, 3.0, 40.0), 50), percentile((1.0, 2.0, 3.0, 40.0), 95)
    (2.0, 40.0)
    """
    return sorted(values)[-(-len(values) * share // 100) - 1]


def _front(assistant: Assistant, question: str) -> None:
    for reading in assistant.parser.parse(question):
        if reading.query:
            assistant.planner.plan(reading.query)
