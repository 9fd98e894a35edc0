"""What the tables do not hold, as the catalog knows it: not published, published elsewhere, or no figure at all."""

from __future__ import annotations

from pydantic import Field

from assistant.catalog.entry import Entry, Id, Phrases, Words


class Unpublished(Entry):
    """Something people ask for that these tables do not hold."""

    id: Id
    publication: str = ""
    label: str  # "immigration detention": completes "… is not published in these tables"
    words: Phrases
    why: str
    nearest: tuple[str, ...] = ()  # questions that answer; further ones are computed from the catalog
    ask: str = ""  # whom to ask, if not the publication's contact
    printed: dict[str, Id] = Field(
        default_factory=dict
    )  # measure named beside it ("": any) -> the printed figure that answers
    taken: dict[str, Id] = Field(
        default_factory=dict
    )  # those who wait -> the count of which it is asked how long it takes
    hard: bool = True  # false: a wrapper round a countable core, mentioned beside the figure


class Unfigured(Entry):
    """A kind of question that asks for no figure: an assessment, a reason, a cost, a person's case.

    ``openings`` are phrases that ask for it, "…" standing for words between; ``words`` hint at it in a sentence that
    was not understood.
    """

    id: Id
    publication: str = ""
    sentence: str  # "This asks for an assessment, …": the whole answer's first sentence
    openings: Words = ()
    words: Words = ()
    topics: tuple[Id, ...] = ()  # unpublished topics of this kind


class Elsewhere(Entry):
    """What the publisher publishes and is not held here, or only in part, and where.

    It is found by one of ``topics``, by a breakdown (``dimensions``) of ``measures`` (empty: any), or by a period from
    ``first_quarter`` or up to ``last_quarter``, which ``what`` may leave unnamed.
    """

    id: Id
    publication: str = ""
    what: str = ""  # "Referrals by UK county": begins "… are published in … and are not held here"
    plural: bool = True  # "are published"; false: "is"
    where: str  # "the data tables of the quarterly releases"
    url: str = ""  # empty: the publication's
    certain: bool = True  # false: it may be published
    topics: tuple[Id, ...] = ()
    dimensions: tuple[Id, ...] = ()
    measures: tuple[Id, ...] = ()
    first_quarter: str = ""
    last_quarter: str = ""
