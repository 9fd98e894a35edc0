"""What other programs send and get, as models: the one description behind validation, OpenAPI and MCP."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from assistant.answer.model import Kind, Reason, Status
from assistant.claims.model import Verdict

MOST_QUESTION = 2_000  # characters
MOST_CLAIM = 50_000
MOST_LINK = 4_000
Value = str | int | float | None


class Request(BaseModel):
    """What was sent. A field that is not known is refused: a misspelt "as_of" must not read another release."""

    model_config = ConfigDict(extra="forbid", strict=True, str_max_length=MOST_CLAIM)


class AskRequest(Request):
    """A question."""

    question: Annotated[
        str,
        Field(
            min_length=1, max_length=MOST_QUESTION, validation_alias=AliasChoices("question", "q"),
            description="The question, as people write it; it may hold several.",
        ),
    ]  # fmt: skip
    as_of: Annotated[
        str, Field(max_length=100, description='Id of the release to read, or "first" for figures as first published.')
    ] = ""
    before: Annotated[
        str,
        Field(max_length=MOST_LINK, description="The query of the answer before, where this question follows it up."),
    ] = ""


class CheckRequest(Request):
    """A sentence or an article that states figures."""

    claim: Annotated[
        str,
        Field(
            min_length=1, max_length=MOST_CLAIM, validation_alias=AliasChoices("claim", "q"),
            description="The sentence or article to check.",
        ),
    ]  # fmt: skip
    dated: Annotated[
        dt.date | None, Field(description='The day of the text, which "last year" is read from: 2024-03-07.')
    ] = None


class ChangesRequest(Request):
    """Which definitional changes."""

    measure: Annotated[str, Field(max_length=100, description="Only those that bear on this measure.")] = ""


class NothingRequest(Request):
    """A request that takes no parameters."""


class CaveatView(BaseModel):
    """A definitional change or limit that bears on the answer. Quote it with the figure."""

    id: str
    kind: Literal["break", "limit", "revision", "note"]
    text: str
    source: str
    rows: list[str] = Field(description="Labels of the rows or columns that it is about; empty: of all of them.")


class SourceView(BaseModel):
    """The published table, in its release, that a figure was read from."""

    release: str
    published: str
    table: str
    title: str
    url: str
    release_title: str
    quoted_by: str
    rows: list[str] = Field(description="Labels of the rows that it gives; empty: it is of all of them.")


class WordsView(BaseModel):
    """What became of every word of the question."""

    used: list[str] = []
    ignored: list[str] = []
    not_understood: list[str] = []
    corrected: list[list[str]] = []


class PartView(BaseModel):
    """One question's answer: the sentence, its figures, caveats and sources, which belong together."""

    question: str
    status: Annotated[
        Status,
        Field(description="clarify, not_published and out_of_scope are answers too: they say why, and what to ask."),
    ]
    kind: Kind
    headline: Annotated[str, Field(description="One sentence, fit to quote.")]
    reading: Annotated[str, Field(description="How the question was read.")]
    value: Annotated[int | float | None, Field(description="The one number asked for.")]
    unit: str | None
    columns: list[str]
    rows: list[list[Value]]
    origin: Annotated[
        Literal["published", "calculated"] | None, Field(description="A cell as printed, or a calculation from cells.")
    ]
    missing: Annotated[
        str | None, Field(description="What is not published, or not held here and then where it is published.")
    ]
    reason: Annotated[
        Reason | None,
        Field(
            description="With status not_published: not_published (the publisher does not publish it) or not_held "
            "(published, or may be, and not held here; missing says where)."
        ),
    ]
    caveats: list[CaveatView]
    sources: list[SourceView]
    choices: Annotated[list[str], Field(description="Full questions that answer.")]
    query: Annotated[dict[str, Any], Field(description="The reading in the catalog's ids.")]
    sql: Annotated[str, Field(description="The statement that read the figures, for reading.")]
    words: WordsView
    link: Annotated[str, Field(description="The canonical query, for /api/answer?… and permalinks.")]
    follow: Annotated[str, Field(description="Of a question that has no figure: the link that one after it follows.")]
    next_questions: list[str]


class AnswerView(BaseModel):
    """The answer to a text that may hold several questions."""

    question: str
    parts: list[PartView]
    timings_ms: Annotated[
        dict[str, float], Field(description="Empty over HTTP, where the header Server-Timing has them.")
    ] = {}


class AssertionView(BaseModel):
    """One thing that a text asserts, beside what is published."""

    text: str
    verdict: Verdict
    stated: int | float | None
    published: int | float | None
    release: str | None
    explanation: str
    answer: PartView | None
    span: Annotated[list[int], Field(description="Start and end in the claim as given.")]
    read_as: Annotated[str, Field(description="What it was read as saying; empty where it could not be read.")]


class NotClaimView(BaseModel):
    """A number of the text that is no claim about these figures."""

    text: str
    span: list[int]
    reason: str


class CheckedView(BaseModel):
    """A checked text: its assertions, and every other number of it. No assertion: nothing can be held against these
    tables.
    """

    claim: str
    assertions: list[AssertionView]
    not_claims: list[NotClaimView]


class Named(BaseModel):
    """An entry of the catalog."""

    id: str
    label: str


class MeasureView(Named):
    """What is counted."""

    unit: str
    definition: str


class TableView(BaseModel):
    """A published table that is held."""

    id: str
    title: str
    publication: str
    measures: list[Named]
    dimensions: list[Named]
    periods: Annotated[str, Field(description="The periods held, in words.")]
    newest_release: str


class TablesView(BaseModel):
    """Every table held."""

    tables: list[TableView]


class MemberView(Named):
    """One category of a breakdown."""

    printed: Annotated[list[str], Field(description="Other spellings in the published tables.")]


class DimensionView(Named):
    """A breakdown and its categories. ``partition``: they are exclusive and together make the total."""

    partition: bool
    note: str
    members: list[MemberView]
    groups: list[Named]


class ReleaseView(BaseModel):
    """A release that has the table."""

    id: str
    title: str
    published: str | None
    url: str
    table: str


class TableDetail(TableView):
    """One table in full."""

    status: str
    licence: str
    attribution: str
    measures_in_full: list[MeasureView]
    breakdowns: list[DimensionView]
    releases: list[ReleaseView]
    notes: list[str]
    changes: Annotated[list[str], Field(description="Ids of definitional changes that can bear on it.")]
    examples: Annotated[list[str], Field(description="Questions that it answers.")]


class ChangeView(BaseModel):
    """A definitional change or a standing limit."""

    id: str
    title: str
    kind: str
    publication: str
    date: str | None
    first_quarter: str
    text: str
    effect: str
    source: str
    measures: Annotated[list[str], Field(description="Measures that it names; empty: any.")]


class ChangesView(BaseModel):
    """Changes and limits, oldest first; those that always hold at the end."""

    changes: list[ChangeView]


class ProofView(BaseModel):
    """What became of a publication's question whose answer is known."""

    id: str
    question: str
    outcome: Annotated[str, Field(description='The status of the answer, "wrong", or the kind of the error.')]


class HealthView(BaseModel):
    """Whether real questions are answered, asked within the last minute; one that fails stands first."""

    status: Literal["ok", "failing"]
    question: str
    outcome: str
    publications: list[ProofView]
    newest_release: str
    edition: Annotated[str, Field(description="Changes with the program, the catalog and the figures.")]


class ErrorView(BaseModel):
    """One thing wrong with a request."""

    path: Annotated[str, Field(description="The parameter or field.")]
    code: str
    message: str


class ProblemView(BaseModel):
    """Problem details (RFC 9457), every error at once."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    errors: list[ErrorView] = []
