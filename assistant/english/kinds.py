"""What the rules must know of a catalog's breakdowns: which have combinations, and which tell how cases ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.catalog.model import Catalog


@dataclass(frozen=True)
class Kinds:
    """``wider``: a member that stands in combinations -> the group of all that hold it, each beside its dimension.

    ``outcomes`` are dimensions that say how a case ended: a rate is of one outcome among all of them.
    """

    wider: Mapping[tuple[str, str], str]
    outcomes: frozenset[str]
    agents: frozenset[str] = frozenset()  # dimensions of who referred
    sizes: Mapping[str, int] = field(default_factory=dict)  # members of a dimension, those of people not told apart

    whole: Mapping[str, str] = field(default_factory=dict)  # dimension -> the group of all its combinations
    combined_as: Mapping[tuple[str, frozenset[str]], str] = field(
        default_factory=dict
    )  # members of a dimension -> theirs
    stocks: frozenset[str] = frozenset()  # measures counted at a moment, and over no period
    residuals: Mapping[str, str] = field(default_factory=dict)  # dimension -> its member of those not told apart
    lasting: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # topic -> count -> its printed days
    taken: Mapping[str, str] = field(default_factory=dict)  # those who wait -> what they wait for
    beside: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (dimension, member) -> with others, not alone

    @property
    def combined(self) -> set[str]:
        return {dimension for dimension, _ in (*self.wider, *self.beside)}


def kinds_of(catalog: Catalog) -> Kinds:
    holding = {(d.id, g.containing): g.id for d in catalog.dimensions for g in d.groups if g.containing}
    own = {(d.id, m.id) for d in catalog.dimensions for m in d.members if m.id in m.contains}
    return Kinds(
        {one: group for one, group in holding.items() if one in own},
        frozenset(d.id for d in catalog.dimensions if d.place == "kind"),
        _agents(catalog),
        _sizes(catalog),
        _whole(catalog),
        _combined_as(catalog),
        frozenset(m.id for m in catalog.measures if m.kind == "stock"),
        {d.id: m.id for d in catalog.dimensions for m in d.members if m.residual},
        {topic.id: topic.printed for topic in catalog.unpublished if topic.printed and "" not in topic.printed},
        {waits: count for topic in catalog.unpublished for waits, count in topic.taken.items()},
        {one: group for one, group in holding.items() if one not in own}
        | {(d.id, g.combining): g.id for d in catalog.dimensions for g in d.groups if g.combining},
    )


def _whole(catalog: Catalog) -> dict[str, str]:
    """ "Dual nationals": the largest group of combinations alone, where some are grouped by the member that they
    hold.
    """
    found: dict[str, str] = {}
    for d in catalog.dimensions:
        combined = {m.id for m in d.members if m.contains}
        alone = [g for g in d.groups if g.members and set(g.members) <= combined]
        if alone and any(g.containing for g in d.groups):
            found[d.id] = max(alone, key=lambda g: len(g.members)).id
    return found


def _combined_as(catalog: Catalog) -> dict[tuple[str, frozenset[str]], str]:
    """ "UK and overseas" of the two: the member of a combination, by all that it combines."""
    return {(d.id, frozenset(m.contains)): m.id for d in catalog.dimensions for m in d.members if len(m.contains) > 1}


def _agents(catalog: Catalog) -> frozenset[str]:
    return frozenset(d.id for d in catalog.dimensions if d.place == "by")


def referrers(catalog: Catalog) -> frozenset[str]:
    """The breakdowns of who refers and of what kind they are: one of them stands against, or for, the other."""
    compounds = [parts for parts in catalog.language.compounds.values() if "by" in parts or "which" in parts]
    named = {name for parts in compounds for key, name in (*parts.items(), *((k, k) for k in parts))}
    return _agents(catalog) & named


def _sizes(catalog: Catalog) -> dict[str, int]:
    return {d.id: sum(not member.residual for member in d.members) for d in catalog.dimensions}
