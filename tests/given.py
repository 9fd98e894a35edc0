"""What an answer gives, for tests of questions and conversations."""

from __future__ import annotations

import re

from assistant import Answer, Assistant, Part
from assistant.desk.reply import draft_reply
from assistant.render.email_draft import draft_text

GIVEN = ("answered", "partial")


def figures(answer: Answer) -> list[float]:
    """Every number that the answered parts give."""
    return [
        float(number)
        for part in answer.parts
        if part.status in GIVEN
        for number in (part.value, *(cell for row in part.rows for cell in row))
        if isinstance(number, (int, float)) and not isinstance(number, bool)
    ]


def value_of_each(assistant: Assistant, question: str) -> list[float | int | None]:
    """The one number that each part of the answer is for."""
    return [part.value for part in assistant.ask(question).parts]


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


def talk(assistant: Assistant, *turns: str) -> Part:
    """The answer to the last turn, each asked after the last one that was answered."""
    before, part = None, None
    for text in turns:
        part = assistant.ask(text, before=before).parts[-1]
        before = assistant.following(part) if part.status in GIVEN and part.link else before
    assert part is not None
    return part


def drafted(assistant: Assistant, letter: str, figures: str) -> str:
    """The draft of a reply, which must give the ``figures`` before a semicolon and none of those behind it."""
    body = draft_text(draft_reply(assistant, f"Hello\n\n{letter}\n".encode()))
    said, _, others = figures.partition(";")
    assert [figure for figure in said.split() if not re.search(rf"(?<![\d,]){figure}(?![\d,]*\d)", body)] == []
    assert [figure for figure in others.split() if re.search(rf"(?<![\d,]){figure}(?![\d,]*\d)", body)] == []
    return body
