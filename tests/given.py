"""What an answer gives, for tests of questions and conversations."""

from __future__ import annotations

from assistant import Answer, Assistant, Part


def figures(answer: Answer) -> list[float]:
    """Every number that the answered parts give."""
    return [
        float(number)
        for part in answer.parts
        if part.status in ("answered", "partial")
        for number in (part.value, *(cell for row in part.rows for cell in row))
        if isinstance(number, (int, float)) and not isinstance(number, bool)
    ]


def gives(answer: Answer, *wanted: float | tuple[float, ...]) -> bool:
    given = figures(answer)
    return all(
        any(abs(number - one) <= 0.05 for number in given for one in (each if isinstance(each, tuple) else (each,)))
        for each in wanted
    )


def one(assistant: Assistant, question: str) -> Part:
    """The only part of the answer."""
    (part,) = assistant.ask(question).parts
    return part
