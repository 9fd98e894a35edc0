"""A question answered as if nothing had been asked before it: what was kept of the one before would be measured."""

from __future__ import annotations

from assistant.answer.model import Answer
from assistant.service import Assistant


def ask_anew(assistant: Assistant, question: str) -> Answer:
    assistant.forget()
    return assistant.ask(question)
