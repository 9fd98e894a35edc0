"""The builders of breakdowns: by what a count is told apart, and the words of a breakdown beside its member."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.english.frame import Axis, Frame, Time, merge
from assistant.english.kinds import Kinds
from assistant.english.portions import TIME_UNITS, Glue
from assistant.period import Span


def named(a: Frame, axis: Axis) -> Frame | None:
    """A breakdown's own word beside its member says nothing more."""
    own = {d for d, _ in a.where} | {d for many in a.lists for one in many for d, _ in one.where}
    return replace(a, noun=True) if axis.name in own and not axis.where else None


def named_past(kinds: Kinds, axis: Axis, glue: Glue, a: Frame) -> Frame | None:
    """ "Whose nationality is Romanian"; "whose age was not specified" is the breakdown's own member for that."""
    own = kinds.residuals.get(axis.name)
    if own is not None and len(a.where) == 1 and not a.counts:
        ((dimension, ids),) = a.where
        if dimension != axis.name and ids == (kinds.residuals.get(dimension),):
            a = replace(a, where=((axis.name, (own,)),), lead=axis.name)
    return named(a, axis)


def named_after(kinds: Kinds, a: Frame, glue: Glue, axis: Axis) -> Frame | None:
    """ "Referred by Kalayaan as first responder": its role, which the breakdown says already."""
    own = {d for d, _ in a.where}
    return a if glue == ("AS",) and axis.name in kinds.agents and own & kinds.agents else None


def headed(axis: Axis, glue: Glue, a: Frame) -> Frame | None:
    """ "Nationality of people referred in 2023": a count by what stands at its head."""
    free = not a.axes and axis.name not in {d for d, _ in a.where}
    return replace(a, axes=(axis,)) if glue in (("OF",), ("FOR",)) and free and (a.counts or a.noun) else None


def unit_by(unit: str, glue: Glue, axis: Axis) -> Frame | None:
    """ "Quarter by exploitation type": a table of two."""
    return Frame(axes=(axis, Axis(unit))) if glue[-1] == "BY" and unit in TIME_UNITS else None


def on_base(later: Time, glue: Glue, base: Time) -> Time | None:
    """ "The increase in 2025 on 2024": the two ends of a change."""
    ends = (*base.whens, *later.whens)
    plain = len(ends) == 2 and all(isinstance(when, Span) for when in ends) and not (later.ends or base.ends)
    return Time(tuple(sorted(ends))) if plain and glue in (("AT",), ("FOR",)) and ends[0] != ends[1] else None


def by_both_past(a: Axis, glue: Glue, b: Axis) -> Frame | None:
    return Frame(axes=(a, b)) if glue[-1] == "BY" and a.name != b.name else None


def but_not(a: Frame, b: Frame) -> Frame | None:
    """ "Referrals, not decisions": another count, which the one named is not taken for."""
    if b.where and not b.counts and not (b.time or b.axes or b.lists):
        return _apart_from(a, b)
    another = bool(b.counts) and not (b.where or b.time or b.axes or b.lists) and not set(a.strong) & set(b.strong)
    return a if a.strong and another else None


def _apart_from(a: Frame, b: Frame) -> Frame | None:
    """ "Women, not girls": of all that is left out, what the first does not say is the other way round."""
    made = merge(a, Frame(less=b.where)) if len(b.where) > 1 else None
    return made if made is not None and not made.less else None


def all_of(kinds: Kinds, number: int, axis: Axis) -> Axis | None:
    """ "The four types of first responder": all that there are."""
    return axis if number == kinds.sizes.get(axis.name) and not axis.where else None


def by_both(a: Axis, mark: Any, b: Axis, word: str) -> Frame | None:
    return Frame(axes=(a, b)) if word == "noun" and a.name != b.name else None


def each_time(word: Any, time: Time) -> Frame | None:
    """ "Each of the last five years", "each of 2021 and 2022": one by one."""
    if time.step or not time.whens:
        return None
    when = time.whens[0]
    if len(time.whens) > 1:
        return Frame(time=time)
    if isinstance(when, str):
        unit = when.rsplit(":", 1)[-1]
        return Frame(time=time, axes=(Axis(unit),)) if unit in ("year", "quarter") else None
    return Frame(time=time, axes=(Axis("year" if when.start % 4 == 0 and when.length % 4 == 0 else "quarter"),))


def by_glue(glue: Glue, axis: Axis) -> Frame | None:
    return Frame(axes=(axis,)) if glue[-1] == "BY" else None


def grain(unit: str) -> Frame | None:
    return Frame(axes=(Axis(unit),))


def by_unit(glue: Glue, unit: str) -> Frame | None:
    return Frame(axes=(Axis(unit),)) if glue[-1] == "BY" and unit in TIME_UNITS else None


def also_by(a: Frame, mark: Any, axis: Axis) -> Frame | None:
    if not a.axes or axis.name in [x.name for x in a.axes]:
        return None
    return replace(a, axes=(*a.axes, axis))


def by_and(axis: Axis, mark: Any, a: Frame) -> Frame | None:
    alone = bool(a.axes) and not (a.where or a.counts) and axis.name not in [x.name for x in a.axes]
    return replace(a, axes=(axis, *a.axes)) if alone else None


def by(word: Any, axis: Axis) -> Frame | None:
    return Frame(axes=(axis,))
