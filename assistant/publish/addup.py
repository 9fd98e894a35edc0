"""Whether the members of a column make up a whole: totals against their parts, and members that hold others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from assistant.publish.lines import Lines
from assistant.publish.marks import TOTALS, Unread, figure_of
from assistant.publish.patterns import pattern

PLACES = pattern("addup.places")
NOT_APPLICABLE = frozenset(("", "z", "[z]", ":", ".", "..", "…", "-", "–", "—"))  # in place of a label: all of them
OF_OTHERS = pattern("addup.of_others")  # a label of what is worked out of the others
KINGDOM, COUNTRY, OF_WHICH = pattern("addup.kingdom"), pattern("addup.country"), pattern("addup.of_which")
UNION = pattern("addup.union")
BETWEEN, ABOVE = pattern("addup.between"), pattern("addup.above")
BELOW, UP_TO = pattern("addup.below"), pattern("addup.up_to")
LONG = 100_000  # lines
SPREAD = 200  # groups, over the whole of the file, in which a sum must hold
MOST_NESTED = 60  # members among which sums are looked for


@dataclass(frozen=True)
class Whole:
    """What is known of a breakdown's members. ``nested`` pairs a member with those that add up to it."""

    totals: tuple[str, ...]
    proven: bool  # every total is the sum of the members
    root: str = ""  # a member that all the smallest members add up to
    nested: tuple[tuple[str, tuple[str, ...]], ...] = ()
    gap: str = ""  # the first total that its parts do not add up to, with its place
    overlap: str = ""  # why members may overlap


def bare(label: str) -> str:
    """A total's label without the number of its footnote: "Total1" is "Total"."""
    return (
        re.sub(r"(?<=[a-z])\s?\(?\d{1,2}\)?$", "", label)
        if TOTALS.fullmatch(re.sub(r"(?<=[a-z])\s?\(?\d{1,2}\)?$", "", label))
        else label
    )


def distinct(column: Sequence[str]) -> list[str]:
    """Labels in their order, one of those that differ in capitals and spaces alone."""
    spelt: dict[str, str] = {}
    for label in dict.fromkeys(column):
        spelt.setdefault(" ".join(label.casefold().split()), label)
    return list(spelt.values())


def is_total(label: str, among: Sequence[str]) -> bool:
    return label.casefold() in NOT_APPLICABLE or (bool(TOTALS.fullmatch(bare(label))) and len(among) > 1)


def look(lines: Lines, heading: str, others: Sequence[str], value: str) -> Whole:
    """``others`` are the columns that must be alike for members to be added: periods and further breakdowns."""
    labels = lines.distinct(heading)
    totals = [label for label in labels if is_total(label, labels)]
    if len(totals) == len(labels):
        totals = []
    members = [label for label in labels if label not in totals]
    groups, rows = _groups(_some(lines, others) if not totals else lines, heading, others, value)
    whole = {number: group for number, group in enumerate(groups) if all(v is not None for v in group.values())}
    gap = _gap(lines, heading, value, whole, rows, totals)
    proven = bool(totals) and not gap and any(set(totals) & set(group) and len(group) > 2 for group in whole.values())
    if proven:
        return Whole(tuple(totals), True)
    nested = _nested(members, [*whole.values()]) if 2 < len(members) <= MOST_NESTED else {}
    leaves = [m for m in members if m not in nested]
    root = next((m for m in nested if len(leaves) > 1 and _sums(m, leaves, [*whole.values()])), "")
    overlap = _overlap(distinct(members)) or _nation(members, [*whole.values()])
    return Whole(tuple(totals), False, root if not totals else "", tuple(nested.items()), gap, overlap)


def _some(lines: Lines, others: Sequence[str]) -> Lines:
    """Of a long file without totals, the lines of its first and last label of when: whole groups, enough to see
    sums.
    """
    if len(lines.rows) <= LONG or not others:
        return lines
    column = lines.column(others[0])
    kept = {column[0], column[-1]}
    return replace(lines, rows=tuple(row for row, label in zip(lines.rows, column, strict=True) if label in kept))


MemberFigures = dict[str, int | None]


def _groups(
    lines: Lines, heading: str, others: Sequence[str], value: str
) -> tuple[list[MemberFigures], dict[tuple[int, str], int]]:
    """Figures by member for every set of other labels, and the line of each."""
    at = lines.headings.index(heading)
    rest = [lines.headings.index(h) for h in others if h != heading]
    figure = lines.headings.index(value)
    found: dict[object, MemberFigures] = defaultdict(dict)
    number: dict[object, int] = {}
    rows: dict[tuple[int, str], int] = {}
    key_of = itemgetter(*rest) if rest else lambda row: ""
    for place, row in enumerate(lines.rows):
        key = key_of(row)
        try:
            read = figure_of(row[figure])
        except Unread:
            read = None
        rows[number.setdefault(key, len(number)), row[at]] = place
        found[key][row[at]] = read.value if read else None
    return list(found.values()), rows


def _gap(
    lines: Lines, heading: str, value: str, groups: dict[int, MemberFigures], rows: dict[tuple[int, str], int],
    totals: Sequence[str]
) -> str:  # fmt: skip
    """A sentence on the totals that are not the sum of their members, with the place of the first."""
    wrong: list[str] = []
    seen = 0
    for number, group in groups.items():
        parts = [v for label, v in group.items() if label not in totals]
        for total in totals:
            printed = group.get(total)
            if printed is None or len(parts) < 2:
                continue
            seen += 1
            added = sum(v or 0 for v in parts)
            if printed != added:
                where = lines.where(rows[number, total], value)
                wrong.append(f"{where}: {total or 'a blank'} is {printed:,}, and its parts add up to {added:,}")
    if not wrong:
        return ""
    return f"{heading}: {wrong[0]} ({len(wrong)} of {seen} published totals are not the sum of their members)"


def _sums(member: str, parts: Sequence[str], groups: Sequence[MemberFigures]) -> bool:
    """Do the parts add up to the member in every group that has it, and does one have it above nought?"""
    having = [
        group for group in groups if group.get(member) is not None and all(group.get(p) is not None for p in parts)
    ]
    return bool(having) and any(group[member] for group in having) and all(
        group[member] == sum(group[p] or 0 for p in parts) for group in having
    )  # fmt: skip


def _nested(members: Sequence[str], groups: Sequence[MemberFigures]) -> dict[str, tuple[str, ...]]:
    """Members that are the sum of others that stand beside each other, or of two anywhere, in every group."""
    found: dict[str, tuple[str, ...]] = {}
    having = [group for group in groups if all(group.get(m) is not None for m in members)]
    having = having[:: max(1, len(having) // SPREAD)]
    if not having:
        return found
    probe = having[0]
    for place, member in enumerate(members):
        target = probe[member] or 0
        if not target:
            continue
        before, after = list(members[:place]), list(members[place + 1 :])
        runs = [before + after] if before or after else []
        runs += [before[i:] for i in range(len(before) - 1)] + [after[:i] for i in range(len(after), 1, -1)]
        if len(having) > 1:  # of one group, a sum of members that stand elsewhere is chance
            runs += _candidates(before + after, probe, target)
        for run in runs:
            if (
                member not in [x for r in run for x in found.get(r, ())]
                and all(probe[p] for p in run)
                and _sums(member, run, having)
            ):
                found[member] = tuple(run)
                break
    return found


def _candidates(others: Sequence[str], probe: MemberFigures, target: int) -> list[list[str]]:
    runs = []
    for start in range(len(others)):
        added = 0
        for end in range(start, len(others)):
            added += probe[others[end]] or 0
            if added == target and end > start:
                runs.append(list(others[start : end + 1]))
            if added > target:
                break
    values = {m: probe[m] or 0 for m in others}
    for i, first in enumerate(others):
        runs += [[first, second] for second in others[i + 1 :] if values[first] + values[second] == target]
    return sorted(runs, key=len, reverse=True)


def _overlap(members: Sequence[str]) -> str:
    """Why members may overlap, told by their names: ranges that cross, and a kingdom beside its countries."""
    ranges = [(label, found) for label in members if (found := _range(label))]
    for i, (first, a) in enumerate(ranges):
        for second, b in ranges[i + 1 :]:
            if a[0] <= b[1] and b[0] <= a[1]:
                return f"{first!r} and {second!r} overlap"
    wholes = [m for m in members if KINGDOM.fullmatch(m)]
    parts = [m for m in members if COUNTRY.fullmatch(m)]
    if wholes and parts:
        return f"{wholes[0]!r} holds {parts[0]!r}"
    union = next((m for m in members if UNION.fullmatch(m)), "")
    if union and len(members) > 1:
        return f"{union!r} holds others"
    for label in members:
        inner = next(
            (
                m
                for m in members
                if re.fullmatch(rf"(?:inner|outer|of which:?|greater) {re.escape(label)}.*", m, re.IGNORECASE)
            ),
            "",
        )
        if inner:
            return f"{label!r} holds {inner!r}"
    worked_out = next((m for m in members if OF_OTHERS.fullmatch(m.strip())), "")
    if worked_out and len(members) > 1:
        return f"{worked_out!r} is worked out of the others"
    of_which = next((m for m in members if OF_WHICH.match(m)), "")
    return f"{of_which!r} is part of another" if of_which else ""


def _nation(members: Sequence[str], groups: Sequence[MemberFigures]) -> str:
    """A country or "people" beside others, and above each of them in every group, may hold them."""
    for whole in (m for m in members if PLACES.fullmatch(m)):
        sets = [{m: v or 0 for m, v in group.items() if m in members} for group in groups if group.get(whole)]
        sets = [figures for figures in sets if len(figures) > 1]
        if sets and all(figures[whole] == max(figures.values()) for figures in sets):
            return f"{whole!r} may hold the others: it is the highest in every line"
    return ""


def _range(label: str) -> tuple[float, float] | None:
    text = label.casefold().replace("–", "-")
    between = BETWEEN.search(text)
    if between:
        return float(between[1]), float(between[2]) - (0.5 if "under" in text else 0)
    above = ABOVE.search(text)
    if above:
        return float(above[1]), float("inf")
    below = BELOW.search(text)
    if below:
        return float("-inf"), float(below[1]) - 0.5
    upto = UP_TO.search(text)
    return (float("-inf"), float(upto[1])) if upto else None
