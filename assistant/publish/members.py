"""The members of a breakdown: which label is the total, which hold others, and whether they may be added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.publish import addup
from assistant.publish.addup import Whole
from assistant.publish.doubts import Answers, Doubt
from assistant.publish.guard import WorkbookError
from assistant.publish.lines import Lines


@dataclass(frozen=True)
class Breakdown:
    """A column of labels: its members in order, the labels taken for its total, and whether members may be added.

    ``both`` is a total that stays a member, beside members that hold each other; ``doubt`` is open.
    """

    heading: str
    members: tuple[str, ...]
    totals: tuple[str, ...]
    partition: bool = True
    both: str = ""
    doubt: Doubt | None = None
    note: str = ""
    holding: tuple[tuple[str, tuple[str, ...]], ...] = ()  # members that are the sum of others


def breakdown(kept: Lines, heading: str, others: Sequence[str], value: str, answers: Answers) -> Breakdown:
    """A column of labels, with what is known of its members. Raises :class:`WorkbookError` for a blank that is no total."""
    found = addup.look(kept, heading, others, value)
    labels = list(dict.fromkeys(kept.column(heading)))
    members = tuple(label for label in labels if label not in found.totals)
    note = f"{found.gap}; the totals are used as printed." if found.gap else ""
    if "" in found.totals and _too_much(found.gap):
        asked = Doubt(
            f"blank:{heading}",
            f"Is a blank {heading!r} the total of the others?",
            (found.gap,),
            (("total", "it is, as printed"),),
        )
        if not answers.choose(asked):
            raise WorkbookError(
                f"{asked.text}. If it is, answer {asked.how}; if it is another member, write its label in the file."
            )
    if found.proven or not (found.nested or found.overlap or _too_much(found.gap)):
        return Breakdown(heading, members, found.totals, note=note)
    return _overlapping(heading, members, found, note, answers)


def _overlapping(heading: str, members: tuple[str, ...], found: Whole, note: str, answers: Answers) -> Breakdown:
    """Members of which one holds others: the whole is taken where it is plain, else it is asked."""
    leaves = [m for m in members if m not in dict(found.nested)]
    root = found.root
    if root and not addup.PLACES.fullmatch(root):
        parts = ", ".join(leaves[:4])
        asked = Doubt(
            f"total:{heading}", f"Is {root!r} the total of {heading!r}?",
            (f"it is the sum of {parts}{' and others' if len(leaves) > 4 else ''} in every line",),
            (("yes", "it is the published total"), ("no", "it is one of the members")),
        )  # fmt: skip
        root = root if answers.choose(asked) == "yes" else ""
        if not root:
            return Breakdown(
                heading,
                members,
                found.totals,
                False,
                "",
                None if asked.key in answers.used else asked,
                note,
                found.nested,
            )
    if root and set(leaves) | {root} == set(members):  # nothing but the whole and its parts
        return Breakdown(
            heading, tuple(leaves), (*found.totals, root), note=f"{heading}: {root} is the sum of the others"
        )
    evidence = [f"{m!r} is the sum of {', '.join(map(repr, parts))} in every line" for m, parts in found.nested[:3]]
    evidence += [found.overlap] if found.overlap else []
    evidence += [found.gap] if found.gap else []
    asked = Doubt(
        f"members:{heading}", f"Do members of {heading!r} hold each other?", tuple(evidence),
        (("overlap", "they do: they are never added"), ("apart", "each unit is in exactly one of them")),
    )  # fmt: skip
    answer = answers.choose(asked)
    if answer == "apart":
        return Breakdown(heading, members, found.totals, note=note)
    return Breakdown(
        heading,
        members,
        found.totals,
        False,
        root,
        None if answer or root or found.totals else asked,
        note,
        found.nested,
    )


def _too_much(gap: str) -> bool:
    """Do the parts of the first wrong total come to half as much again, or half? Then they overlap or are not all there."""
    found = re.search(r" is (-?[\d,]+), and its parts add up to (-?[\d,]+)", gap)
    if not found:
        return False
    printed, added = (int(text.replace(",", "")) for text in found.groups())
    return abs(printed - added) > max(abs(printed) * 0.02, 10)
