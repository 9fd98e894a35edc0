"""A plan: which published cells answer a query, before any SQL is written. Frozen, so that explain and ask share it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.asked.selection import Selection
from assistant.period import Span


@dataclass(frozen=True)
class ReleasedPeriod:
    """One published period of one release: ("nrm-2023-q4", "2023")."""

    release: str
    period: str
    reported: bool = False


@dataclass(frozen=True)
class Fetch:
    """Cells of one group of tables that share a level of detail.

    ``where`` limits dimensions to members, ``by`` keeps them apart, ``summed`` dimensions are added over an exhaustive
    partition, ``totals`` are read at their published total.
    """

    tag: str  # "part", "whole" (of a share), "other" (another release of the same figure, "parts" of it) or "alone"
    dataset: str
    tables: tuple[str, ...]
    measure: str
    where: tuple[tuple[str, tuple[str, ...]], ...]
    by: tuple[str, ...]
    summed: tuple[str, ...]
    totals: tuple[str, ...]
    pieces: tuple[ReleasedPeriod, ...]
    single_figures: bool = False  # tables that carry url and quoted_by


@dataclass(frozen=True)
class Unit:
    """One period of the answer: the pieces that make it up, by tag, and the quarters that are not held."""

    span: Span
    dataset: str
    pieces: tuple[ReleasedPeriod, ...]
    missing: tuple[int, ...] = ()
    quarters_as_published: bool = False  # quarters from different releases are added

    @property
    def complete(self) -> bool:
        return bool(self.pieces) and not self.missing

    @property
    def covered(self) -> list[int]:
        """The quarters that figures are of: of a period that is held in part, that part."""
        return [number for number in self.span.quarters if not self.pieces or number not in self.missing]


@dataclass(frozen=True)
class Plan:
    """A resolved query (periods are spans) with what to read for it."""

    query: Selection
    where: tuple[tuple[str, tuple[str, ...]], ...]  # members, groups expanded
    units: tuple[Unit, ...]
    fetches: tuple[Fetch, ...]
    exhaustive: bool  # the listed members make the total
    said: tuple[str, ...] = ()  # how relative words were resolved
    later: tuple[Span, ...] = ()  # periods after the last one here that are counted elsewhere: no record is known

    @property
    def unlike(self) -> bool:
        """Whether single printed figures of several periods would be added or compared, some of some members only."""
        listing = self.query.listed
        named = any(len(self.query.filters.get(name, ())) > 1 for name in listing)
        apart = self.query.grain is not None and not named
        return bool(listing) and not self.exhaustive and not apart and sum(len(unit.pieces) for unit in self.units) > 1

    @property
    def printed_again(self) -> bool:
        """Does a release print what is read here once more, or what it is added up from?"""
        others = [piece for fetch in self.fetches if fetch.tag == "other" for piece in fetch.pieces]
        return len(others) > 1 or any(fetch.tag in ("parts", "alone") for fetch in self.fetches)


@dataclass(frozen=True)
class NotHeld:
    """Why no plan exists. ``code``: dimension, crossing, period, member or confirm (``text`` is what is open);
    ``held`` are the periods that exist.
    """

    code: str
    text: str
    held: tuple[Span, ...] = ()
    dimensions: tuple[str, ...] = ()
