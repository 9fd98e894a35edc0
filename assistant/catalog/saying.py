"""How texts speak of figures: the models of ``catalog/claims.toml``."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

Words = tuple[str, ...]
STRICT = ConfigDict(frozen=True, extra="forbid")


class NoClaim(BaseModel):
    """Numbers that are no claim: words directly ``before`` or ``behind`` one ``below`` a bound, and the reason to
    give.
    """

    model_config = STRICT

    reason: str
    before: Words = ()
    behind: Words = ()
    below: int = 1_000_000_000
    blank: bool = False  # it would be read as a figure, were it not left out


class Provenance(BaseModel):
    """How people ask where a figure comes from, or why two differ: openings, and the other words such a question
    has.
    """

    model_config = STRICT

    where: Words = ()
    bare: Words = ()
    differ: Words = ()
    others: Words = ()


class Scope(BaseModel):
    """A member whose words mean everybody where they stand alone as a place, and not beside people."""

    model_config = STRICT

    dimension: str
    member: str
    words: Words
    beside: Words = ()
    place: tuple[str, str] | None = None  # what its words mean beside another place of that breakdown
    either: dict[str, str] = Field(
        default_factory=dict
    )  # words that may mean everybody or the member -> how the member is said beyond doubt


class Receives(BaseModel):
    """Who keeps the figures, and what they do with what is counted."""

    model_config = STRICT

    words: Words = ()
    verbs: Words = ()
    scheme: Words = ()  # what is theirs: "the government's National Referral Mechanism"


class ClaimWords(BaseModel):
    """How texts speak of figures; ``degrees`` bounds in percent what a word for the size of a change can mean."""

    model_config = STRICT

    denials: Words = ()
    asides: Words = ()  # denials of no more than what stands right behind them
    false: Words = ()
    claims: Words = ()
    falsely: Words = ()
    denies: Words = ()
    no_denials: Words = ()
    beyond: Words = ()
    equated: Words = ()
    phenomenon: Words = ()
    offences: Words = ()
    plain: Words = ()
    everybody: Words = ()
    undoing: Words = ()
    saying: Words = ()
    showing: Words = ()
    publishers: Words = ()  # whose figures they are
    purposes: Words = ()  # what anybody is referred for
    passed_to: tuple[str, ...] = ()  # breakdowns by whom something is passed to, who made none of it
    conditions: Words = ()
    reporting: Words = ()
    degrees: dict[str, tuple[float, float]] = {}
    numbers: tuple[NoClaim, ...] = Field(default=(), alias="number")
    receives: Receives = Receives()
    scope: Scope | None = None
    provenance: Provenance = Provenance()
