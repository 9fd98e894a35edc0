"""What a sentence costs to check, each for the first time, beside the question that it answers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from assistant.benchmark.anew import ask_anew
from assistant.benchmark.measure import Row, milliseconds, percentile, timed
from assistant.claims.check import Checker
from assistant.errors import AssistantError
from assistant.service import Assistant

TARGET = 5.0  # milliseconds: 200 sentences a second


def claims(assistant: Assistant, questions: list[str], repeat: int) -> Iterator[Row]:
    """Rows over the sentences that answer the questions with one figure. Raises :class:`AssistantError` where none
    does.
    """
    said: dict[str, str] = {}
    for question in questions:
        parts = assistant.ask(question).parts
        if len(parts) == 1 and parts[0].status == "answered" and isinstance(parts[0].value, int):
            said[parts[0].headline] = question
    if not said:
        raise AssistantError("No question of the sample is answered by one figure.")
    checker = Checker(assistant)
    checker.check(next(iter(questions)))
    # Each once: a second time its figures are remembered.
    taken = [timed(partial(checker.check, sentence))[0] for sentence in said]
    asking = (partial(ask_anew, assistant, question) for question in said.values())
    asked = [time for ask in asking for time in milliseconds(ask, repeat)]
    for share in (50, 95):
        beside = percentile(asked, share)
        target = "5 ms" if share == 50 else ""
        met = percentile(taken, share) <= TARGET
        what = f"sentence checked, p{share} of {len(said)}"
        yield Row(what, percentile(taken, share), "ms", beside, "its question answered", target=target, met=met)
