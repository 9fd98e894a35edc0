"""Everything that may be asked of one assistant, as plain functions: the same in this process and in a worker."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from assistant.answer.model import Answer, Part
from assistant.asked.following import Following
from assistant.asked.meaning import Asked
from assistant.asked.node import Node
from assistant.asked.unanswered import Unanswered
from assistant.claims.model import Checked
from assistant.service import Assistant

if TYPE_CHECKING:
    from assistant.claims.check import Checker
    from assistant.desk.draft import Draft


class Answers(Protocol):
    """``drawn``: for a page, whose charts show what earlier releases gave as well."""

    def __hash__(self) -> int: ...

    def ask(
        self, text: str, as_of: str = "", before: Asked | Following | Unanswered | None = None, drawn: bool = False
    ) -> Answer: ...

    def open(self, asked: Node | str, drawn: bool = False) -> Part:
        """The answer to a tree or a permalink."""

    def check(self, claim: str, dated: dt.date | None = None) -> Checked:
        """``dated`` is the day of the text."""

    def reply(self, raw: bytes) -> Draft:
        """A draft that answers the email ``raw``."""


class InProcess:
    """Answered where it is asked, for as long as it takes."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant

    @cached_property
    def checker(self) -> Checker:
        from assistant.claims.check import Checker  # where workers answer, the process that has them checks nothing

        return Checker(self.assistant)

    def ask(
        self, text: str, as_of: str = "", before: Asked | Following | Unanswered | None = None, drawn: bool = False
    ) -> Answer:
        answer = self.assistant.ask(text, as_of, before)
        return replace(answer, parts=tuple(map(self.assistant.with_vintages, answer.parts))) if drawn else answer

    def open(self, asked: Node | str, drawn: bool = False) -> Part:
        part = self.assistant.open(asked) if isinstance(asked, str) else self.assistant.answer_tree(asked)
        return self.assistant.with_vintages(part) if drawn else part

    def check(self, claim: str, dated: dt.date | None = None) -> Checked:
        return self.checker.check(claim, dated)

    def reply(self, raw: bytes) -> Draft:
        from assistant.desk.reply import draft_reply

        return draft_reply(self.assistant, raw)
