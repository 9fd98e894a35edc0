"""What a sentence tells of a topic that is held only in part, before a question that says no more than when: "the median
wait was 526 days in 2023. What was it in 2024?"."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answer.model import Part
from assistant.desk.ask import Ask
from assistant.desk.sense import TIMES, Sense
from assistant.desk.sentences import Language


def of_topic(
    ask: Ask, answers: Callable[[str], tuple[Part, ...]], sense: Sense, language: Language
) -> tuple[Part, ...]:
    """What the question is answered with behind that sentence; empty where the sentence is of something else."""
    sentence = re.split(r"(?<=[.?!]) ", ask.context)[-1]
    when = sense.said(ask.text).kinds
    points = when and when <= TIMES and language.patterns["that"].search(ask.text)
    if not points or not sense.said(sentence).withheld or language.questions(sentence):
        return ()
    return answers(f"{sentence} {ask.text}")[-1:]
