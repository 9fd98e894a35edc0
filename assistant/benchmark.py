"""How long questions take beside DuckDB's own time for the same SQL on the same connection. Ratios, never limits."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

from assistant.plan.model import Plan
from assistant.plan.sql import statement
from assistant.service import Assistant


def timed(run: Callable[[], Any], repeat: int) -> float:
    """Median milliseconds of ``repeat`` runs."""
    taken = []
    for _ in range(repeat):
        start = time.perf_counter()
        run()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def run(repeat: int = 5) -> str:
    """A table: each question's whole time, its parse-and-plan time, DuckDB alone, and the ratio."""
    assistant = Assistant()
    questions = [q for p in assistant.catalog.publications for q in p.examples]
    questions += [m.example for m in assistant.catalog.measures if m.example and m.example not in questions]
    rows = []
    for question in questions:
        reading = assistant.parser.parse(question)[0]
        plan = assistant.planner.plan(reading.query) if reading.query else None
        if not isinstance(plan, Plan):
            continue
        made = statement(plan)
        whole = timed(lambda q=question: assistant.ask(q), repeat)  # type: ignore[misc]
        front = timed(lambda q=question: _front(assistant, q), repeat)  # type: ignore[misc]
        alone = timed(lambda s=made: assistant.warehouse.run(s.sql, s.parameters), repeat)  # type: ignore[misc]
        rows.append((question, whole, front, alone))
    lines = [f"{'question':60}  {'answer ms':>9}  {'parse+plan':>10}  {'DuckDB ms':>9}  {'ratio':>5}"]
    lines += [f"{q[:60]:60}  {w:9.1f}  {f:10.1f}  {d:9.1f}  {w / d:5.1f}" for q, w, f, d in rows]
    answers = statistics.median(row[1] for row in rows)
    fronts = statistics.median(row[2] for row in rows)
    engine = statistics.median(row[3] for row in rows)
    lines.append(f"{'median':60}  {answers:9.1f}  {fronts:10.1f}  {engine:9.1f}  {answers / engine:5.1f}")
    return "\n".join(lines)


def _front(assistant: Assistant, question: str) -> None:
    for reading in assistant.parser.parse(question):
        if reading.query:
            assistant.planner.plan(reading.query)
