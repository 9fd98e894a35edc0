"""The builders that the rules name: small and pure; None where the parts do not fit together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from assistant.english.breakdowns import (
    all_of,
    also_by,
    but_not,
    by,
    by_and,
    by_both,
    by_both_past,
    by_glue,
    by_unit,
    each_time,
    grain,
    headed,
    named,
    named_after,
    named_past,
    on_base,
    unit_by,
)
from assistant.english.contrasts import compared, contrasted, each_many, more_of, outnumber, per, ratio
from assistant.english.frame import Axis, Frame, Time, conjoin, merge, negate
from assistant.english.kinds import Kinds
from assistant.english.limits import counted_limit, ever_limit, first_limit, had_limit, most, most_few, nth_most
from assistant.english.lists import listed, listed_alike, side_by_side
from assistant.english.portions import (
    TIME_UNITS,
    Glue,
    change_share,
    first_beyond,
    first_fraction,
    fraction_limit,
    fraction_said,
    has_moving_share,
    has_share,
    has_top_share,
    likelier,
    likelier_of,
    makes_fraction,
    makes_top_share,
    most_is,
    mostly,
    of_all,
    of_all_in,
    of_named_whole,
    of_whole,
    of_whole_part,
    part_in_whole,
    part_whole,
    part_whole_plain,
    percent_said,
    rate,
    rate_of,
    share,
    share_after,
    share_beyond,
    share_end,
    share_of_who,
    share_plain,
    share_sum,
    whole_part,
    whole_part_bare,
    whole_part_who,
)
from assistant.period import Span

WAYS = (">", "<", "more", "fewer")  # what compares with a thing, and not with a number alone


def timed(time: Time) -> Frame | None:
    return Frame(step=time.step) if time.step else Frame(time=time)


def merged_past(a: Frame, mark: str, b: Frame) -> Frame | None:
    """ "Referrals, 2023": said of one count; "(a) children, (b) women", "(a) women (b) sent by the police" are two."""
    dated = b.time and not (b.where or b.counts or b.noun)
    return merge(a, b) if mark != "item" or dated or not (a.where or a.lists) else None


def merged(a: Frame, b: Frame) -> Frame | None:
    return merge(a, b)


def glued(a: Frame, glue: Glue, b: Frame) -> Frame | None:
    if "AMONG" in glue and not (b.counts or b.noun or b.time):
        return None
    return merge(a, b)


def led(glue: Glue, a: Frame) -> Frame | None:
    return a


def ended(a: Frame, glue: Glue) -> Frame | None:
    return a if set(glue) <= {"VERB", "HAVE", "BE", "IN", "DO", "TO", "BY", "AT"} else None


def included(kinds: Kinds, a: Frame, word: Any, b: Frame) -> Frame | None:
    """What is included may stand with others."""
    if len(a.filters) and (both := _with_combinations(kinds, a, b)) is not None:
        return both
    wide = containing(kinds, b, word) if len(b.where) == 1 else None
    return merge(a, wide) if wide is not None else None


def _with_combinations(kinds: Kinds, a: Frame, b: Frame) -> Frame | None:
    """ "UK nationals, including dual nationals": one, and all of the combinations that hold it."""
    if len(b.where) != 1 or b.time or b.axes or b.lists:
        return None
    (name, ids), own = b.where[0], dict(a.where)
    one = (name, own[name][0]) if len(own.get(name, ())) == 1 else ("", "")
    wide = kinds.wider.get(one, kinds.beside.get(one))
    if wide is None or ids not in ((kinds.whole.get(name),), (wide,)):
        return None
    return replace(a, where=tuple(sorted({**own, name: (*own[name], wide)}.items())))


def _excluding(a: Frame, word: str, b: Frame) -> Frame | None:
    left_out = negated(word, b)
    return merge(a, left_out) if left_out is not None else None


def also(a: Frame, mark: Any, b: Frame) -> Frame | None:
    """Two things said of the same people: adjectives, what befell them, or each of a breakdown and its count."""
    if a.lists or b.lists or (a.time and b.time):
        return None
    axes_alone = bool(a.axes) and not (a.where or a.counts)
    befell = bool(a.where) and not b.where and bool(b.weak) and not b.strong
    adjectives = bool(a.where) and bool(b.where) and not (a.plural and b.plural) and not _mixed(a, b)
    again = bool(a.strong) and a.strong == b.strong and not b.where  # "did not consent, and were reported under …"
    return merge(a, b) if axes_alone or befell or adjectives or again else None


def _mixed(a: Frame, b: Frame) -> bool:
    """ "Excluding UK and Albanian nationals" leaves out both: one of a kind is not wanted beside another left out."""
    return any(dict(a.where)[d][0][0] == "!" and ids[0][0] != "!" for d, ids in b.where if d in dict(a.where))


def after(word: str, a: Frame) -> Frame | None:
    """ "The most common after the UK": all but that one."""
    return negate(a) if word == "after" and a.where and not a.time else None


def one_by_one(a: Frame, word: str) -> Frame | None:
    """ "Men and women, separately": a list is one by one anyway; of a single thing the word says nothing that is
    known.
    """
    if word not in ("apart", "paired"):
        return a
    several = a.time is not None and len(a.time.whens) > 1
    return a if bool(a.lists) != several or (word == "apart" and a.axes and not several) else None


def one_of_each(a: Frame, word: Any) -> Frame | None:
    """ "How many did Kalayaan and Unseen each make": a list is one by one."""
    return a if a.lists else None


def split_sides(a: Frame, versus: Any, b: Frame, word: Any) -> Frame | None:
    """ "The adult versus child split": each of both."""
    return conjoin(a, b) if not (a.counts or b.counts or a.time) else None


def negated(word: Any, a: Frame) -> Frame | None:
    made = negate(replace(a, noun=False))
    return made


def containing(kinds: Kinds, a: Frame, word: Any) -> Frame | None:
    """Each member named that stands in combinations, with every combination that holds it.

    "Combined" with others leaves out those of the member alone.
    """
    combined = [(d, ids) for d, ids in a.where if d in kinds.combined]
    if not combined:
        return None
    of = kinds.beside if word == "combined" else kinds.wider
    wide = {d: tuple(of.get((d, i), i) for i in ids) for d, ids in combined}
    if any(i not in {group for (own, _), group in of.items() if own == d} for d, ids in wide.items() for i in ids):
        return None
    return replace(a, where=tuple((d, wide.get(d, ids)) for d, ids in a.where))


def totalled(word: str, a: Frame) -> Frame | None:
    """ "Total referrals" are referrals; "a total of" several periods is their sum."""
    return (together(a, word) or a) if word == "of" else a


def together(a: Frame, word: Any) -> Frame | None:
    return replace(a, together=True)


def builders(kinds: Kinds) -> dict[str, Callable[..., Any]]:
    """Every builder by the name that the rules use."""
    return {
        "timed": timed, "merged": merged, "glued": glued, "led": led, "ended": ended,
        "listed": partial(listed, kinds),
        "listed_versus": lambda a, word, b: conjoin(a, b), "more_of": more_of,
        "merged_past": merged_past,
        "n_in_n": lambda one, glue, other: f"{100 * one / other:g}" if glue in (("IN",), ("AMONG",
        )) and one < other else None,
        "also": also, "first_past": lambda a, mark, word: one_by_one(a, word), "by_and": by_and, "compared": compared,
        "compared_many": lambda word, many, a, glue, b: compared(word, a, glue, b),
        "most_is": most_is, "after": after,
        "listed_more": lambda a, mark, more, last, b: conjoin(a, b),
        "listed_past": lambda a, mark, more, b: conjoin(a, b),
        "one_of_each": one_of_each, "one_of_each_past": lambda a, mark, word: one_of_each(a, word),
        "each_only": lambda each, only: only, "kind_alone": lambda axis, mark, word: axis,
        "listed_on": lambda a, mark, more, b: listed_alike(a, mark, b),
        "split_sides": split_sides,
        "share_sum": share_sum,
        "first": one_by_one, "second": lambda word, a: one_by_one(a, word),
        "negated": negated, "left_out": lambda a, word: negated(word, a),
        "left_out_past": lambda take, a, word: negated(word, a),
        "together_taken": lambda take, a, word: together(a, word),
        "excluding": lambda a, mark, word, b, end: _excluding(a, word, b),
        "containing": partial(containing, kinds),
        "containing_past": lambda word, a: containing(kinds, a, word),
        "containing_after": lambda a, mark, word: containing(kinds, a, word),
        "totalled": totalled, "totalled_end": lambda a, word: totalled(word, a),
        "together": together, "together_after": lambda a, mark, word: together(a, word),
        "together_past": lambda word, a: together(a, word),
        "together_ahead": lambda word, mark, a: together(a, word),
        "split": lambda word, a: a if word == "breakdown" and a.lists and not a.counts else None,
        "by": by, "by_past": lambda word, glue, axis: by(word, axis), "by_glue": by_glue,
        "by_before": lambda axis, word: by(word, axis) if word == "noun" else None,
        "grain": grain, "each": lambda word, unit: grain(unit) if unit in TIME_UNITS else None, "by_unit": by_unit,
        "grain_past": lambda word, unit: grain(unit), "also_by": also_by,
        "also_grain": lambda a, mark, unit: also_by(a, mark, Axis(unit)),
        "also_unit": lambda a, mark, unit: also_by(a, mark, Axis(unit)) if unit in TIME_UNITS else None,
        "by_both": by_both, "each_time": each_time, "each_time_past": lambda glue, word, time: each_time(word, time),
        "part_of_named": lambda part, mark, word, glue, whole: of_whole(part, word, whole) if glue == ("OF",) else None,
        "part_whole_past": lambda part, mark, word, whole: part_whole_plain(part, word, whole),
        "named": named, "named_before": lambda axis, a: named(a, axis), "named_past": partial(named_past, kinds),
        "named_after": partial(named_after, kinds), "headed": headed, "unit_by": unit_by,
        "by_unit_past": lambda axis, glue, unit: unit_by(unit, glue, axis), "by_both_past": by_both_past,
        "listed_past_more": lambda a, mark, b: conjoin(a, b) if mark == ">=" else None, "on_base": on_base,
        "than_that": lambda way, word, a: (way, a) if way in WAYS else None,
        "than_that_plain": lambda way, a: (way, a) if way in WAYS else None,
        "negated_past": lambda word, glue, a: negated(word, a) if glue == ("AS",) else None,
        "but_not_past": lambda a, mark, more, word, b, end: but_not(a, b),
        "excluded": lambda a, mark, b, word: _excluding(a, word, b),
        "share_after": partial(share_after, kinds),
        "but_not": lambda a, mark, word, b: but_not(a, b), "but_not_plain": lambda a, word, b: but_not(a, b),
        "all_of": partial(all_of, kinds),
        "unit_is": lambda unit, glue, time: timed(time) if "BE" in glue else None,
        "and_unit_is": lambda a, mark, unit, glue, time: merge(a, Frame(time=time)) if "BE" in glue else None,
        "any_of": lambda word, axis: (axis,), "any_of_past": lambda glue, axes: axes,
        "any_of_more": lambda axes, mark, axis: (*axes, axis), "came_nth": lambda word, nth: (None, True,
        int(nth)) if word == "place" else None,
        "came_first": lambda word, nth: (None, True, 1) if (word, nth) == ("place", "first") else None,
        "both_nth": lambda one, mark, other: (int(one), int(other)),
        "more_nth": lambda one, mark, others: (int(one), *others),
        "came_nths": lambda word, nths: nths if word == "place" else None,
        "fraction_said": lambda part, verb, word, whole: fraction_said(part, word, whole),
        "first_beyond": first_beyond,
        "first_fraction": first_fraction,
        "first_before_verb": lambda part, first, verb, *rest: first_fraction(part, first, *rest),
        "first_behind_verb": lambda part, verb, *rest: first_fraction(part, *rest),
        "share_beyond": share_beyond, "share_beyond_past": lambda made, verb, word: share_beyond(made, word),
        "percent_said": percent_said, "fraction_limit": fraction_limit,
        "share_those": lambda word, those: word,
        "share_word": lambda word, glue: word if glue == ("OF",) else None,
        "share": partial(share_plain, kinds), "share_end": lambda part, word: share_end(kinds, part, word),
        "whole_part": whole_part, "whole_part_bare": whole_part_bare, "part_whole": part_whole,
        "whole_part_who": whole_part_who,
        "part_in_whole": part_in_whole, "part_whole_plain": part_whole_plain, "of_whole": of_whole,
        "has_share": has_share, "of_all": of_all, "of_all_in": of_all_in, "of_whole_part": of_whole_part,
        "of_whole_percent": lambda whole, mark, many, word, verb, part: of_whole_part(whole, word, verb, part),
        "of_whole_part_past": lambda whole, mark, word, verb, part: of_whole_part(whole, word, verb, part),
        "of_named_whole": lambda a, mark, word, whole, verb, part: of_named_whole(a, word, whole, part),
        "of_named_whole_past": lambda a, mark, word, whole, verb, glue, part: of_named_whole(a, word, whole, part),
        "of_named_whole_not": lambda a, mark, word, whole, no, part: of_named_whole(a, word, whole, negated(no, part)),
        "share_of_who": lambda word, verb, *rest: share_of_who(word, *rest),
        "share_of_who_past": lambda word, verb, part, mark, *rest: share_of_who(word, part, *rest),
        "share_past": lambda word, verb, part: share(word, part),
        "rate": partial(rate, kinds), "rate_end": lambda part, mark, word: rate(kinds, part, word),
        "rate_past": lambda word, part: rate(kinds, part, word),
        "rate_of": partial(rate_of, kinds),
        "contrasted": contrasted,
        "contrasted_past": lambda a, comma, mark, b: contrasted(a, mark, b),
        "contrasted_between": lambda word, a, mark, b: contrasted(a, mark, b),
        "listed_alike": listed_alike, "side_by_side": partial(side_by_side, kinds),
        "included": partial(included, kinds),
        "included_past": lambda a, mark, word, b: included(kinds, a, word, b),
        "included_end": lambda a, mark, b, word: _with_combinations(kinds, a, b),
        "change_share": change_share,
        "change_share_first": lambda word, part, glue, way, whole: change_share(word, way, whole, glue, part),
        "change_share_within": lambda word, part, glue, way, within, whole: change_share(word, way, whole, glue, part),
        "change_share_past": lambda word, way, glue, whole, more, part: change_share(word, way, whole, more, part),
        "each_many": each_many, "fraction": lambda word, whole, verb, part: fraction_said(part, word, whole),
        "fraction_is": lambda word, whole, part: fraction_said(part, word, whole) if whole.counts else None,
        "mostly_are": lambda whole, word, part: mostly(whole, word, part) if word == "mostly" else None,
        "most_are": lambda word, whole, verb, part: mostly(whole, word, part) if word == "most" else None,
        "likelier": lambda a, way, than, b, glue, what: likelier(kinds, a, way, b, what),
        "likelier_of": lambda two, way, glue, what: likelier_of(kinds, two, way, what),
        "likelier_past": lambda a, way, glue, what, than, b: likelier(kinds, a, way, b, what),
        "has_moving_share": has_moving_share,
        "moving_share": lambda part, way, word, whole: has_moving_share(part, None, way, word, whole),
        "has_top_share": has_top_share, "outnumber": outnumber,
        "makes_top_share": makes_top_share, "makes_fraction": makes_fraction,
        "ratio_end": lambda a, glue, b, *end: ratio(end[-1], a, glue, b),
        "ratio": ratio, "per": per, "most": most, "nth_most": nth_most, "most_few": most_few,
        "few_most": lambda number, word: most_few(word, number),
        "had_limit": had_limit, "first_limit": first_limit, "ever_limit": ever_limit,
        "ever_limit_past": lambda time, glue, op, number: ever_limit(time, op, number), "counted_limit": counted_limit,
        "did_limit": lambda frame, op, number: counted_limit(op, number, frame)
        if frame.weak and not (frame.noun or frame.where or frame.time or frame.lists or frame.axes) else None,
        "or_more": lambda number, op, frame: counted_limit(op, number, frame),
        "had_or_more": lambda glue, number, op: had_limit(glue, op, number),
    }  # fmt: skip


__all__ = ["Span", "builders"]
