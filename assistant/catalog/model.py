"""The catalog's vocabulary: what a publication, release, measure, dimension, table and change are.

Facts live in ``catalog/*.toml``; these frozen models only say which keys a file may have. Unknown keys are refused.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from assistant.catalog.absent import Elsewhere, Unfigured, Unpublished
from assistant.catalog.dimension import Dimension
from assistant.catalog.entry import Entry, Id, Phrases, ReleaseId, Words
from assistant.catalog.layouts import Columns, Layout, Sheet
from assistant.catalog.saying import ClaimWords


class GovUk(Entry):
    """Where releases of a publication are looked for: paths on GOV.UK."""

    collection: str  # "/government/collections/…": lists them
    organisation: str  # whose calendar announces them: "home-office"
    slugs: Words  # how the last part of a release's address begins


class Publication(Entry):
    """A series of releases by one publisher; ``status`` is the publisher's own label."""

    id: Id
    title: str
    publisher: str
    status: str
    licence: str
    licence_url: str
    attribution: str
    url: str
    govuk: GovUk | None = None  # where newer releases are looked for; none: they are not
    frequency: str = ""  # how often it is published: "every quarter"
    contact: str  # whom to ask for what is not published
    area: str = ""  # of which the figures are: "the United Kingdom"
    scope: Words = ()  # what the area is called: beside people a nationality, elsewhere where all are counted ("UK")
    subject: str  # "modern slavery referrals and decisions": completes "I answer questions about …"
    words: Words = ()  # a question that says one of these is about this publication ("small boats")
    hints: Words = ()  # a question that says one of these may be, and is asked back; "…" stands for words between
    by_words: bool = (
        False  # read only where one of its words or hints is said: general words of its own never draw a question to it
    )
    apart_topic: Id | None = None  # not held: which of those counted by another publication are counted here
    examples: tuple[str, ...] = ()
    known_question: str = (
        ""  # asked again and again while a service runs: it is well as long as the answer is known_value
    )
    known_value: int | None = None
    overview: tuple[str, ...] = ()  # questions whose answers together are an overview of the subject
    helpline: str = ""  # shown where a personal plea is recognised
    everyone: str = "all"  # said where nothing limits a figure: "all people"
    default_measure: Id | None = None  # meant where people, but nothing counted, are named
    cohort_topic: Id | None = None  # not held: what became of those counted by the default measure
    default_period: Literal["latest_year", "all"] = "latest_year"  # meant where no period is named
    default_grain: Literal["", "year", "quarter"] = ""  # meant by "over time"; empty: by the length of the stretch


class Release(Entry):
    """One publication day. ``period`` is the newest quarter ("2023-Q4") or year ("2024") that it adds."""

    id: ReleaseId
    publication: Id
    title: str
    published: dt.date | None = None  # unknown for some reports of a release
    period: str
    url: str
    workbook: str = ""  # address of the workbook as published
    sha256: str = ""  # of that workbook's bytes, where it was fetched by an update
    updated: dt.date | None = None  # day of the correction that is held, where there was one after publication
    withdrawn: dt.date | None = None  # the day from which the publisher no longer stands by it
    words: Words = ()  # further names people use for it


class Measure(Entry):
    """What is counted.

    ``headline`` is a sentence with the places {value}, {kind}, {who}, {by} and {period}, of a printed one also
    {people} and {printed}, how it is known; ``stock`` measures are
    counted at the
    end of a quarter and never added over time.
    """

    id: Id
    publication: Id
    label: str  # "referrals"
    unit: str  # "referrals", as in "17,004 referrals"
    singular: str  # unit for 1: "referral"
    definition: str
    headline: str
    headline_one: str = ""  # the same for a figure of 1
    words: Phrases = ()
    weak_words: Phrases = ()  # name this measure only where no stronger word does ("referred")
    vague_words: Phrases = ()  # leave open which measure is meant ("victims"); shared by all that list them
    kind: Literal["flow", "stock"] = "flow"
    adds: bool = True  # false: nobody has confirmed that its figures may be added over time, so that each stands alone
    confirm: str = ""  # a question that nobody has answered, so that no figure is given
    of: str = "of"  # "referrals of children", "decisions for children"
    printed: bool = (
        False  # a printed percentage or number of days: given as it stands, nothing is ever computed from it
    )
    apart: bool = False  # how far two printed figures of one release lie apart may be told
    question: str = ""  # how a printed figure is asked for, with the place {period}
    printed_shares: dict[str, Id] = Field(
        default_factory=dict
    )  # "outcome=positive" -> the printed share of it, where its counts are not held
    printed_parts: dict[str, Id] = Field(
        default_factory=dict
    )  # a whole ("" for all, "age=adult") -> the printed shares of it, limited as the part is
    printed_change: Id = ""  # the printed change on the year before, in per cent, where counts of one year are not held
    area: str = ""  # where what it counts is counted, if not in the publication's area: "England and Wales"
    part_of: str = ""  # another measure, of which all that this one counts is counted in the same period
    includes: dict[Id, Id] = Field(
        default_factory=dict
    )  # limits that the measure has by definition: saying them again changes nothing
    caveats: tuple[str, ...] = ()
    example: str = ""  # a full question that answers


class Table(Entry):
    """One published table through its releases.

    ``absent`` says what a missing combination means ("zero": the publisher lists only what occurs; "unknown": not
    held). ``complete`` is false for tables of single printed figures: their members make no total. ``levels`` names the
    breakdowns at which a tidy file has a line: [[], ["sex"], ["sex", "age"]], ``[]`` for the total over everything.
    """

    id: Id
    dataset: Id
    title: str
    measures: tuple[Id, ...]
    dimensions: tuple[Id, ...] = ()
    fixed: dict[Id, Id] = Field(default_factory=dict)
    layout: Layout | None = None
    columns: Columns | None = None
    levels: tuple[tuple[Id, ...], ...] = ()
    sheets: dict[ReleaseId, Sheet] = Field(default_factory=dict)
    releases: tuple[ReleaseId, ...] = ()  # tables carried as tidy files, without a workbook
    grain: Literal["quarter", "year"] = "quarter"
    series: bool = False  # every release restates the whole history
    start: str = ""  # first quarter: "2009-Q2"
    since: dict[str, str] = Field(
        default_factory=dict
    )  # breakdown, or "dimension=member" -> the first quarter that has it
    absent: Literal["zero", "unknown"] = "zero"
    complete: bool = True
    number: str = ""  # table number where there is no sheet
    order: int = 100  # preference among tables that answer equally well
    notes: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()


class Dataset(Entry):
    """Tables that together hold every unit exactly once, or a single table."""

    id: Id
    title: str
    words: Words = ()
    order: int = 100


class Scope(Entry):
    """When a change bears on a query. Empty tuples mean "any"; ``members`` are "dimension=member" or "dimension=*".

    ``dimensions`` names breakdowns or filters used by the query. ``when`` places the query's period against the dates:
    "spans", "before", "after", "touches" (any quarter from ``from_quarter`` to ``to_quarter``), "always".
    ``told``: only where figures are "compared" (over time, in order, or side by side), or "divided" among members.
    """

    measures: tuple[Id, ...] = ()
    dimensions: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    tables: tuple[Id, ...] = ()
    when: Literal["spans", "before", "after", "touches", "always"] = "always"
    told: tuple[Literal["compared", "divided"], ...] = ()
    kind: Literal["break", "limit", "revision", "note"] = "note"
    text: str = ""  # overrides the change's own sentence
    brief: str = ""  # the same for a letter, in a line
    withhold: bool = False  # no change or ranking over time is computed across it


class Change(Entry):
    """A definitional change or a standing limit, with the sentence shown and where it was announced."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    publication: str = ""
    title: str
    kind: Literal[
        "new category",
        "reclassification",
        "organisation",
        "process",
        "coverage",
        "publisher",
        "correction",
        "limit",
        "revision",
        "event",
    ]
    date: dt.date | None = None
    first_quarter: str = ""  # first quarter counted the new way: "2019-Q4"; a later second date in ``again``
    again: tuple[str, ...] = ()  # further first quarters of the same change: ["2023-Q3"]
    to_quarter: str = ""  # last quarter touched, for events that end
    text: str
    brief: str = ""  # the same for a letter, in a line
    effect: str = ""  # what it means for a comparison
    direction: str = ""  # who gains, who loses
    example: str = ""  # a question with figures either side
    words: Words = ()
    source: str
    source_title: str = ""
    scopes: tuple[Scope, ...] = Field(default=(), alias="scope")


class Term(Entry):
    """A glossary entry."""

    id: Id
    publication: str = ""
    term: str
    words: Words
    text: str
    source: str = ""
    caveats: tuple[str, ...] = ()
    measure: Id = ""  # what it is a count of: "how many in 2023?" after its meaning


class Language(Entry):
    """Words of ordinary English that carry no figure: ignored, joined meanings and corrections."""

    ignore: Words = ()
    counting: Words = ()  # "how many": a sentence that says one asks for a figure
    overview: Words = ()  # beside the name of a subject they ask for an overview: "statistics"
    greetings: Words = ()  # the whole of a text that asks what can be asked: "hello"
    sources: Words = ()  # who is quoted: "the Home Office" in "what did the Home Office say"
    reports: Words = ()  # what a source does: "say", "published"
    compounds: dict[str, dict[str, str]] = Field(default_factory=dict)  # "girls" = {age = "child", gender = "female"}
    contrasts: dict[str, dict[str, str]] = Field(
        default_factory=dict  # "women" = {age = "adult"}: what a word says besides where it is set against another
    )
    spellings: dict[str, str] = Field(default_factory=dict)  # "plz" = "please"
    tolerances: dict[str, tuple[float, float]] = Field(default_factory=dict)


class Catalog(Entry):
    """Everything that is known about the publications, validated and cross-checked."""

    publications: tuple[Publication, ...]
    releases: tuple[Release, ...]
    measures: tuple[Measure, ...]
    dimensions: tuple[Dimension, ...]
    datasets: tuple[Dataset, ...]
    tables: tuple[Table, ...]
    changes: tuple[Change, ...] = ()
    terms: tuple[Term, ...] = ()
    unpublished: tuple[Unpublished, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    unfigured: tuple[Unfigured, ...] = ()
    language: Language
    claims: ClaimWords = ClaimWords()
    languages: dict[str, Language] = Field(
        default_factory=dict
    )  # further words of a publication in a folder of its own
