"""Columns that say in what a figure is counted: which lines are read, and what it says of their figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.publish import roles
from assistant.publish.doubts import Answers
from assistant.publish.levels import THINGS, only
from assistant.publish.lines import Lines
from assistant.publish.patterns import pattern
from assistant.publish.subject import COUNTS

UNITS = pattern("guess.units")
UNCOUNTED = pattern("guess.uncounted")


@dataclass(frozen=True)
class Chosen:
    """The lines that are read of a column of units, by its labels, and why the others are not."""

    heading: str
    labels: tuple[str, ...]
    why: str


def choose(lines: Lines, headings: Sequence[str], answers: Answers) -> Chosen | None:
    """Where one column says the unit of the figure: lines of counts are read, others are not.

    Raises :class:`WorkbookError` with the question where it is not evident which are.
    """
    for heading in headings:
        found = [label for label in lines.distinct(heading) if label]
        if not says_unit(heading) or len(found) < 2:
            continue
        chosen = _counts(found)
        dropped = [label for label in found if label not in chosen]
        others = [label for label in dropped if not _is_size(label) and roles.many(label) == 1]
        if others or (len(chosen) > 1 and not THINGS.fullmatch(roles.plain(heading))):
            chosen = (only(lines, heading, answers),)
            dropped = [label for label in found if label not in chosen]
        if chosen and dropped:
            return Chosen(heading, chosen, f"says the unit: lines of {', '.join(map(repr, dropped))} are not read")
    return None


def _counts(found: Sequence[str]) -> tuple[str, ...]:
    """Those that are counts, as they say themselves, or as others say that they are not."""
    counts = [label for label in found if COUNTS.fullmatch(label)]
    if counts:
        return (counts[0],) if len(counts) < len(found) else tuple(counts)
    return tuple(label for label in found if not _is_size(label))


def says_unit(heading: str) -> bool:
    return bool(UNITS.fullmatch(roles.plain(heading)))


def told(kept: Lines) -> list[str]:
    """The units that columns give for every line."""
    return [kept.distinct(h)[0] for h in kept.headings if says_unit(h) and len(kept.distinct(h)) == 1]


def not_counted(kept: Lines) -> str:
    """Why figures are no counts, as a column of units has it of all of them; or ""."""
    found = next((unit for unit in told(kept) if _is_size(unit) and not roles.NUMBER_OF.match(unit)), "")
    return f"is in {found!r}" if found else ""


def factor(kept: Lines) -> int:
    """What figures are multiplied by, as a column of units has it of all of them ("Thousands")."""
    found = (roles.many(unit) for unit in told(kept) if not roles.RATE.search(unit))
    return next((many for many in found if many > 1), 1)


def _is_size(unit: str) -> bool:
    """A share, an average or an amount, which is no number of things."""
    return bool(roles.RATE.search(unit) or roles.SIZE.search(unit) or UNCOUNTED.fullmatch(unit))
