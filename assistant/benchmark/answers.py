"""From question to answer, whole and stage by stage, beside DuckDB running the same statement alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from assistant.answer.compose import compose
from assistant.asked.selection import Selection
from assistant.benchmark.anew import ask_anew
from assistant.benchmark.measure import Row, percentile, timed
from assistant.errors import AssistantError
from assistant.plan.figures import fold
from assistant.plan.model import Plan
from assistant.plan.sql import statement
from assistant.service import Assistant

STAGES = ("parse", "plan", "SQL", "run", "compose")
AGAIN = 1.0  # milliseconds of a question that was asked before
FRONT, WHOLE, FLOOR, SHOWN = 5.0, 3.0, 10.0, 2.0  # targets: milliseconds, times DuckDB's own, milliseconds, times


def answers(assistant: Assistant, questions: list[str], repeat: int) -> Iterator[Row]:
    """Rows over the questions that read one figure each. Raises :class:`AssistantError` where none does."""
    whole: list[float] = []
    engine: list[float] = []
    stages: dict[str, list[float]] = {name: [] for name in STAGES}
    shown: list[float] = []
    written: list[float] = []
    again: list[float] = []
    reading: list[tuple[str, Callable[[], Any], Callable[[], Any]]] = []  # with what runs its statements alone
    for question in questions:
        query = _read(assistant, question)
        plan = assistant.planner.plan(query) if query else None
        answer = assistant.ask(question)
        if not isinstance(plan, Plan) or len(answer.parts) != 1 or not answer.parts[0].sql:
            continue
        made = statement(plan, assistant.dialect)
        run = partial(assistant.warehouse.run, made.sql, made.parameters)
        reading.append((question, run, partial(assistant.warehouse.run, answer.parts[0].sql)))
    for _ in range(repeat):  # all in turn: what is kept of one question is gone when it is asked again
        for question, run_read, run_shown in reading:
            shown.append(timed(run_shown)[0])
            engine.append(timed(run_read)[0])
            taken, answer = timed(partial(ask_anew, assistant, question))
            whole.append(taken)
            written.append(taken + timed(partial(getattr, answer.parts[0], "sql"))[0])
            again.append(timed(partial(assistant.ask, question))[0])
        for question, *_ in reading:
            for name, taken in _stages(assistant, question).items():
                stages[name].append(taken)
    asked = len(reading)
    if not asked:
        raise AssistantError("No question of the sample reads a figure.")
    alone = {share: percentile(engine, share) for share in (50, 95)}
    for share in (50, 95):
        limit = max(WHOLE * alone[share], FLOOR)
        yield Row(
            f"question to answer, p{share} of {asked} questions", percentile(whole, share), "ms", alone[share],
            "DuckDB alone", target="3 times or 10 ms", met=percentile(whole, share) <= limit,
        )  # fmt: skip
    yield Row(
        "the same question again, p50", percentile(again, 50), "ms", alone[50], "DuckDB alone",
        target="1 ms", met=percentile(again, 50) <= AGAIN, note=f"p95 {percentile(again, 95):.1f} ms",
    )  # fmt: skip
    own = percentile(shown, 50)
    yield Row(
        "question to answer, p50, beside the statement that it shows", percentile(whole, 50), "ms", own,
        "DuckDB alone, that statement", target="2 times", met=percentile(whole, 50) <= SHOWN * own,
    )  # fmt: skip
    yield Row(
        "question to answer and the statement written, p50", percentile(written, 50), "ms", own,
        "DuckDB alone, that statement",
    )  # fmt: skip
    front = [parse + plan for parse, plan in zip(stages["parse"], stages["plan"], strict=True)]
    yield Row(
        "parse and plan, p50", percentile(front, 50), "ms", alone[50], "DuckDB alone",
        target="5 ms", met=percentile(front, 50) <= FRONT, note=f"p95 {percentile(front, 95):.1f} ms",
    )  # fmt: skip
    for name, values in stages.items():
        note = f"p95 {percentile(values, 95):.1f} ms"
        yield Row(f"stage: {name}, p50", percentile(values, 50), "ms", alone[50], "DuckDB alone", note=note)


def _read(assistant: Assistant, question: str) -> Selection | None:
    """The query of a question that is read as one tree, where a query says the same."""
    asked = assistant.asking.questions(question, None) or ()
    trees = [tree for one in asked for tree in one.trees]
    return assistant.trees.known(trees[0])[1] if len(trees) == 1 else None


def _stages(assistant: Assistant, question: str) -> dict[str, float]:
    """Milliseconds of each stage of a question that reads one figure."""
    parse, query = timed(lambda: _read(assistant, question))
    plan, planned = timed(lambda: assistant.planner.plan(query))
    write, made = timed(lambda: statement(planned, assistant.dialect))
    check, sql = timed(lambda: assistant.guard.check(made))
    run, rows = timed(lambda: assistant.warehouse.run(sql, made.parameters))
    folding, figures = timed(lambda: fold(planned, made, made.rows(rows.rows), assistant.lookup))
    last, _ = timed(lambda: compose(planned, made, figures, assistant.lookup, question, assistant.differences))
    return dict(zip(STAGES, (parse, plan, write + check, run, folding + last), strict=True))
