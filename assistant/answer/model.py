"""The answer object that every front end renders: figures, their caveats and their sources travel together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from assistant.answer.written import Written
from assistant.asked import old
from assistant.asked.meaning import Asked, Meaning
from assistant.asked.selection import Selection
from assistant.words.tokens import WordUse

Status = Literal["answered", "partial", "clarify", "not_published", "out_of_scope"]
Reason = Literal["not_published", "not_held"]
Kind = Literal["figure", "definition", "catalogue", "change"]
Cell = str | int | float | None


@dataclass(frozen=True)
class Caveat:
    """A definitional change or limit that bears on this answer. ``kind``: break, limit, revision or note.

    ``rows``: the labels of the rows or columns of its table that it is about; none where it is about the answer as a
    whole.
    """

    id: str
    kind: str
    text: str
    source: str
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """The published table, in its release, that a figure was read from. ``published`` is an ISO date.

    ``rows``: the labels of the rows that it gives, as in :class:`Caveat`; no part of what the source is.
    """

    release: str
    published: str
    table: str
    title: str
    url: str
    release_title: str = ""
    quoted_by: str = "publisher"  # "reported": seen in someone else's report of that release
    rows: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Vintage:
    """What an earlier ``release`` gave for a ``period`` (an id) called ``x``: ``off`` is how far from the figure shown.

    ``label`` is the figure with the month of that release, short enough to stand at a point of a chart.
    """

    x: str
    y: int
    release: str
    label: str
    off: int
    period: str = ""


@dataclass(frozen=True)
class Chart:
    """What to draw, as data: renderers decide how. ``x`` and ``series`` name columns; breaks are (x label, caveat id).

    ``vintages``: what earlier releases gave, of the periods whose figure differs only.
    """

    kind: Literal["bar", "line"]
    title: str  # the message, from the data, at most about ten words
    subtitle: str  # measure, geography, period, unit
    x: str
    y: str
    series: str | None = None
    breaks: tuple[tuple[str, str], ...] = ()
    alt: str = ""
    vintages: tuple[Vintage, ...] = ()


@dataclass(frozen=True)
class Part:
    """One answered (or refused) part of a question; see the contract's table of fields.

    ``rows`` holds numbers as numbers; ``value`` is the one number asked for. Both are empty unless figures are given.
    """

    question: str
    status: Status
    headline: str
    caveats: tuple[Caveat, ...]
    sources: tuple[Source, ...]
    kind: Kind = "figure"
    reading: str = ""
    value: int | float | None = None
    unit: str | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    origin: Literal["published", "calculated"] | None = None
    missing: str | None = None
    reason: Reason | None = None  # with status not_published: whether the publisher publishes it at all
    choices: tuple[str, ...] = ()
    asked: Selection | Asked | None = None  # what it answers, its periods found; None of what nothing is asked of
    link: str = ""  # canonical query string of a permalink
    follow: str = ""  # of a question that was read and has no figure: the link that one after it follows
    anew: bool = False  # it was not read and names a count of its own: what follows is not of what went before
    shown: Written = Written()  # the statement of the figures
    words: WordUse = WordUse()
    chart: Chart | None = None
    next_questions: tuple[str, ...] = ()

    @property
    def query(self) -> dict[str, str]:
        """What it answers as the parameters of a link, without the release that the link pins."""
        return old.fields(self.asked)

    @property
    def selection(self) -> Selection | None:
        """What it answers, where that is asked of one set of cells."""
        return self.asked if isinstance(self.asked, Selection) else None

    @property
    def measure(self) -> str:
        """What it counts; empty of a tree, which may count several things, and of what counts nothing."""
        return self.asked.of.measure if isinstance(self.asked, Meaning) else getattr(self.selection, "measure", "")

    @property
    def sql(self) -> str:
        """The statement that gives the rows, parameters written in; "" where none was run."""
        return self.shown.text


@dataclass(frozen=True)
class Answer:
    """A question as given and its parts, in the order asked. ``timings_ms`` is the only field that varies between
    runs.
    """

    question: str
    parts: tuple[Part, ...]
    timings_ms: dict[str, float] = field(default_factory=dict)
