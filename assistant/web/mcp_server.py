"""The tools of the Model Context Protocol: a language model gets the sentence, figure, caveats and source together.

Nothing here computes: the tools are the operations of :mod:`assistant.api`. What is not published is a normal result.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import BaseModel, Field

from assistant import log
from assistant.api import models
from assistant.api.answers import Answers
from assistant.api.operations import Heard, Operations
from assistant.api.problems import Problem
from assistant.api.shortened import shortened, shortened_text
from assistant.errors import AssistantError
from assistant.render.claim_text import checked_text
from assistant.render.json_view import answer_view, checked_view, dumps
from assistant.render.text import answer_text
from assistant.service import Assistant

INSTRUCTIONS = """Answers about published statistics: {subjects}. Every figure is a published cell or a calculation from \
cells. Quote the headline, its caveats and its source together, and do not recompute, round or combine figures: ask \
another question instead. A status of clarify, not_published or out_of_scope is an answer: say so, and offer its \
choices. The reason not_held means that the publisher publishes it and the figures here lack it: say where, as \
the answer does. Never fill a gap from elsewhere as if it were published here. Call list_tables to learn what exists. This is \
not a service of the publisher."""
MOST = 19_500  # bytes of a result, so that it is under 20 kB on its way: more would crowd out what a model is asked
MOST_TEXT = 8_000  # bytes of them to read
MARKS = 1_000  # bytes that the quotation marks of a document take when it is a text
READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

Question = Annotated[
    str,
    Field(min_length=1, max_length=models.MOST_QUESTION, description="The question in plain English, with its period."),
]
Release = Annotated[
    str,
    Field(
        max_length=100, description='Release to read, from describe_table, or "first" for figures as first published.'
    ),
]
Before = Annotated[
    str,
    Field(
        max_length=models.MOST_LINK,
        description='"link" of the part that this question follows up ("and in 2022?"), or its "follow" where it has none.',
    ),
]
Claim = Annotated[
    str, Field(min_length=1, max_length=models.MOST_CLAIM, description="The sentence or article that states figures.")
]
Day = Annotated[dt.date | None, Field(description='The day of the text, which "last year" is read from: 2024-03-07.')]
Id = Annotated[str, Field(max_length=100)]


def server(assistant: Assistant, heard: Heard | None = None, answers: Answers | None = None) -> MCPServer:
    """The server over one assistant; run it on stdio, or mount its Streamable HTTP routes."""
    operations = Operations(assistant, "mcp", heard, answers)
    subjects = "; ".join(p.subject for p in assistant.catalog.publications)
    made = MCPServer(
        "published-statistics", title="Published statistics", instructions=INSTRUCTIONS.format(subjects=subjects)
    )

    @made.tool(title="Answer a question", annotations=READS)
    def answer_question(
        question: Question, as_of: Release = "", before: Before = ""
    ) -> Annotated[CallToolResult, models.AnswerView]:
        """Answer a question with published figures: one sentence, the rows, every caveat that bears on them, the source."""
        with _told():
            answer = operations.ask(question, as_of, before)
        return _result(answer_text(answer), {**answer_view(answer), "timings_ms": {}})

    @made.tool(title="Check a claim", annotations=READS)
    def check_claim(claim: Claim, dated: Day = None) -> Annotated[CallToolResult, models.CheckedView]:
        """Set every figure that a text states beside what is published, with a verdict and an explanation each."""
        with _told():
            checked = operations.check(claim, dated)
        return _result(checked_text(checked), checked_view(checked))

    @made.tool(title="List what is published", annotations=READS)
    def list_tables() -> Annotated[CallToolResult, models.TablesView]:
        """Every published table held: what it counts, its breakdowns, its periods and its newest release."""
        return _listed(operations.tables())

    @made.tool(title="Describe a table", annotations=READS)
    def describe_table(table: Id) -> Annotated[CallToolResult, models.TableDetail]:
        """One table in full: definitions, every category of every breakdown, releases, changes that bear on it, examples."""
        with _told():
            return _listed(operations.table(table))

    @made.tool(title="List definitional changes", annotations=READS)
    def list_changes(measure: Id = "") -> Annotated[CallToolResult, models.ChangesView]:
        """Definitional changes and limits, with their dates, effects and sources; of one measure, or of all."""
        with _told():
            return _listed(operations.changes(measure))

    return made


class _told:
    """What a caller can mend is told in a sentence; of anything else only that it failed."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, Problem):
            raise ToolError(" ".join(fault.message for fault in error.faults) or error.detail) from None
        if isinstance(error, AssistantError):
            raise ToolError(str(error)) from None
        if isinstance(error, Exception):
            log.failure("tool failed", error)
            raise ToolError("Something went wrong here; the question may do in other words.") from None


def _result(text: str, document: dict[str, Any]) -> CallToolResult:
    """The sentence with its notes and source to read, and the same answer as data; of both as much as fits."""
    told = shortened_text(text, MOST_TEXT)
    data = shortened(document, MOST - len(told.encode()) - told.count("\n"))
    return CallToolResult(content=[TextContent(type="text", text=told)], structured_content=data)


def _listed(view: BaseModel) -> CallToolResult:
    document = shortened(view.model_dump(), MOST // 2 - MARKS)
    text = dumps(document)
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=document)
