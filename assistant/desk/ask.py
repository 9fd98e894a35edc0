"""What a letter asks: one question of it, and all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Ask:
    """One thing asked. ``label`` is the sender's ("1", "2a") or empty; ``scopes`` what limits it, outermost first; ``like``
    the label of a question that it refers to, repeated with a change where ``same``; ``after`` the place of the ask it
    follows in one paragraph or under one heading; ``fallback`` what would do instead; ``context`` the sentences before it,
    ``above`` the passage quoted over it; ``said`` the question as written; ``at`` its line in the mail; ``person`` says
    that it is about one person's case, ``whole`` that the sum of the ask before it is asked for, ``shares`` that the figure
    before it is, as a share, ``claims`` whether what it states is right; ``group`` numbers the list that it is an item of, 0 outside any; ``nationally``
    that the ask before it is meant without its place; ``several`` how many figures of the quoted message it asks again, ``written`` how the letter says it again,
    ``reported`` what an earlier question asked, or its answer told, that it asks again; ``beside`` the place of the first limb
    of the sentence that it is another limb of: both are of what stood before that."""

    text: str
    label: str = ""
    scopes: tuple[str, ...] = ()
    like: str = ""
    same: bool = False
    after: int | None = None
    fallback: str = ""
    context: str = ""
    above: str = ""
    said: str = ""
    at: int = 0
    person: bool = False
    whole: bool = False
    shares: bool = False
    claims: bool = False
    group: int = 0
    nationally: bool = False
    several: int = 0
    written: str = ""
    reported: str = ""
    beside: int | None = None

    @property
    def shown(self) -> str:
        """The question as the letter says it again: as written, where it refers to another."""
        if self.written:
            return self.written
        return self.said if self.like or self.same or not self.text else self.text


@dataclass(frozen=True)
class Asked:
    """What one message asks, in order; ``person`` where it names a person or a case; ``aside`` are sentences that name
    something of the tables and limit nothing."""

    asks: tuple[Ask, ...]
    person: bool = False
    aside: tuple[str, ...] = ()


def without(asks: Sequence[Ask], gone: Collection[Ask]) -> tuple[Ask, ...]:
    """The asks but those, each still of the ask that it follows or refers to; what follows one of those is alone."""
    kept = [n for n, ask in enumerate(asks) if ask not in gone]
    places = {str(old): new for new, old in enumerate(kept)}

    def moved(ask: Ask) -> Ask:
        like = ask.like
        if like.startswith("#"):
            like = f"#{places[like[1:]]}" if like[1:] in places else ""
        return replace(ask, like=like, after=places.get(str(ask.after)), beside=places.get(str(ask.beside)))

    return tuple(moved(asks[n]) for n in kept)
