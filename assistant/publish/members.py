"""The members of a breakdown: which label is the total, which hold others, and whether they may be added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.period import Span, quarter_id
from assistant.publish import above, addup
from assistant.publish.addup import Whole
from assistant.publish.doubts import Answers, Doubt
from assistant.publish.guard import WorkbookError
from assistant.publish.lines import Lines
from assistant.publish.patterns import pattern

BEFORE = pattern("members.before")


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
    whole: tuple[str, ...] = ()  # members that stand for what is not told apart before a time
    since: tuple[tuple[str, str], ...] = ()  # label ("": all others) and the first quarter that has it: "2009-Q1"


def breakdown(
    kept: Lines, heading: str, others: Sequence[str], value: str, answers: Answers, quarters: Sequence[int] = ()
) -> Breakdown:
    """A column of labels, with what is known of its members; ``quarters`` are the first of each line's period.

    Raises :class:`WorkbookError` for a blank that is no total.
    """
    found = addup.look(kept, heading, others, value)
    labels = addup.distinct(kept.distinct(heading))
    whole, since = _since(kept.column(heading), labels, found.totals, quarters)
    found = replace(found, totals=tuple(label for label in found.totals if label not in whole))
    members = tuple(label for label in labels if label not in found.totals)
    made = _of(heading, members, found, answers, _below_label(kept, heading))
    if not since:
        return made
    begun = f"members begin in {since[0][1]}" if not since[0][0] else f"{since[0][0]} begins in {since[0][1]}"
    said = f"{heading}: {' and '.join(map(repr, whole))} stands for what is not told apart; {begun}."
    return replace(made, whole=whole, since=since, note=" ".join(filter(None, [made.note, said])))


def _since(
    column: Sequence[str], labels: Sequence[str], totals: Sequence[str], quarters: Sequence[int]
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Labels of what is not told apart before a time, and from which quarter each other label is ("": all of them).

    They are totals whose periods all lie before those of any member, and labels that say so ("N/A - pre-2007").
    """
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for label, number in set(zip(column, quarters, strict=False)):
        first[label] = min(first.get(label, number), number)
        last[label] = max(last.get(label, number), number)
    begin = min((first[label] for label in labels if label in first and label not in totals), default=0)
    whole = tuple(label for label in totals if label and last.get(label, begin) < begin)
    if whole:
        return whole, (("", quarter_id(begin)),)
    for label in labels:
        said = BEFORE.search(label)
        start = Span.year(int(said[1])).start if said else 0
        if said and last.get(label, start) < start:
            later = [other for other in labels if other != label and first.get(other, 0) >= start]
            return (label,), tuple((other, quarter_id(start)) for other in later)
    return (), ()


def _below_label(kept: Lines, heading: str) -> str:
    """The place of a blank that may as well repeat the label above it as be a total; "" where there is none."""
    column = kept.column(heading)
    return f"{kept.where(1, heading)}: a blank below {column[0]!r}" if above.once(column) else ""


def _of(heading: str, members: tuple[str, ...], found: Whole, answers: Answers, below: str) -> Breakdown:
    note = f"{found.gap}; the totals are used as printed." if found.gap else ""
    blank = next((label for label in found.totals if label.casefold() in addup.NOT_APPLICABLE), None)
    doubtful = found.gap if _too_much(found.gap) else below if not (blank or found.proven) else ""
    if blank is not None and doubtful:
        asked = Doubt(
            f"blank:{heading}",
            f"Is {repr(blank) if blank else 'a blank'} of {heading!r} the total of the others?",
            (doubtful,),
            (("total", "it is, as printed"),),
        )
        if not answers.choose(asked):
            raise WorkbookError(
                f"{asked.text}. If it is, answer {asked.how}; if it is another member, or stands for the label above "
                f"it, write that label in the file."
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
    """Do the parts of the first wrong total come to half as much again, or half? Then they overlap or are not all
    there.
    """
    found = re.search(r" is (-?[\d,]+), and its parts add up to (-?[\d,]+)", gap)
    if not found:
        return False
    printed, added = (int(text.replace(",", "")) for text in found.groups())
    return abs(printed - added) > max(abs(printed) * 0.02, 10)
