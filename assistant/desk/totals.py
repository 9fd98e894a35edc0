"""Totals: one that says itself of whom it is ("the total referred by the police"), and what the figures of an answer add up to."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer.model import Part
from assistant.asked.count import Count, Where
from assistant.asked.following import Following
from assistant.asked.meaning import Asked, Meaning
from assistant.asked.node import Node
from assistant.asked.subject import subject_of
from assistant.asked.walk import unpinned
from assistant.desk.again import undivided
from assistant.desk.ask import Ask
from assistant.desk.earlier import Earlier
from assistant.desk.ranked import over_of
from assistant.desk.sense import TIMES
from assistant.desk.shown import FIGURES, tidied
from assistant.desk.tables import totalled
from assistant.period import Span

TWO = 2


def total_asked(at: int, ask: Ask, before: Asked | None, earlier: Earlier) -> Node | None:
    """The total of others than those before it, or of two of those; None of any other ask."""
    return (
        total_of_others(at, ask, before, earlier) or sum_of_two(ask, before, earlier) or sum_of_list(at, ask, earlier)
    )


def total_of_others(at: int, ask: Ask, before: Asked | None, earlier: Earlier) -> Node | None:
    """What the items above count and when, of those whom a total names, or of all of a kind, and whom the list is of;
    None where it names nobody, or that was no one count in one stretch."""
    sense, patterns = earlier.sense, earlier.language.patterns
    frame = sense.frame(ask.text, strict=False)
    named: Where = ()
    if found := patterns["total_all"].match(ask.text):
        by = sense.frame(f"by {found['what']}", strict=False)
        named = by.where if by is not None else ()  # "all forces" are those of the police
        kinds = set(sense.said(f"by {found['what']}").kinds - TIMES - {"count"})
    elif patterns["total_by"].match(ask.text):
        named = frame.where if frame is not None and not (frame.lists or frame.axes) else ()
        kinds = {dimension for dimension, _ in named}
    else:
        return None
    told = _item_above(at, earlier) or before
    if told is None or not kinds:
        return None
    subject = subject_of(told)
    frames = [one for scope in ask.scopes if (one := sense.frame(scope, strict=False)) is not None]
    of_list = {limit for one in frames for limit in one.where if limit[0] not in kinds and limit in subject.where}
    spans = frame.time.whens if frame and frame.time else subject.periods
    if sense.said(ask.text).same_which == "year" and not all(isinstance(one, Span) and one.is_year for one in spans):
        return None
    when = spans[0] if len(spans) == 1 else None
    return Count(subject.measure, tuple(sorted({*named, *of_list})), when) if isinstance(when, Span) else None


def sum_of_two(ask: Ask, before: Asked | None, earlier: Earlier) -> Node | None:
    """ "The total of the two", after adults and after children: of those, and not of all, of some of whom the age is not
    known; None where they are not two of one kind."""
    if before is None or not earlier.language.patterns["sum_of_two"].match(ask.text):
        return None
    told = earlier.following(before)
    one, other = (
        (unpinned(told.last.of if isinstance(told.last, Meaning) else told.last), unpinned(told.earlier))
        if isinstance(told, Following)
        else (None, None)
    )
    if not (isinstance(one, Count) and isinstance(other, Count)) or (one.measure, one.when) != (
        other.measure,
        other.when,
    ):
        return None
    apart = sorted({*one.where} ^ {*other.where})
    kinds = {dimension for dimension, _ in apart}
    members = tuple(member for _, ids in apart for member in ids)
    plain = len({*members}) == len(members) and not any(member.startswith("!") for member in members)
    if len(apart) != TWO or len(kinds) != 1 or not plain:
        return None
    return Count(one.measure, tuple(sorted({*one.where} & {*other.where} | {(kinds.pop(), members)})), one.when)


def sum_of_list(at: int, ask: Ask, earlier: Earlier) -> Node | None:
    """ "The combined total", after a list of nationalities: of all of them; None where they differ in more than one thing."""
    last = earlier.asks[at - 1] if at else ask
    items = [n for n in range(at) if earlier.asks[n].group == last.group > 0]
    if len(items) < TWO or not earlier.language.patterns["sum_of_list"].match(ask.text):
        return None
    over = over_of([earlier.asked[n] for n in items])
    if over is None or not isinstance(over.of, Count):
        return None
    members = tuple(one for one in over.values if isinstance(one, str))
    return replace(over.of, where=tuple(sorted((*over.of.where, (over.axis, members))))) if members else None


def _item_above(at: int, earlier: Earlier) -> Asked | None:
    """What the nearest ask before it was found to ask that is not of some of those before that."""
    own = [
        n for n, one in enumerate(earlier.asks[:at]) if not (one.like or one.same or earlier.sense.said(one.text).those)
    ]
    return earlier.asked[own[-1]] if own and own[-1] not in earlier.lost_at else None


def with_whole(parts: tuple[Part, ...], ask: Ask, earlier: Earlier) -> tuple[Part, ...]:
    """The parts, before them the whole of what one of them gives by groups where the total is asked for with those: "the
    total for each year, split into adults and children"."""
    patterns = earlier.language.patterns
    wanted = patterns["with_totals"].search(ask.shown) or patterns["total_split"].search(ask.text)
    if not wanted or len(parts) != 1 or parts[0].status not in FIGURES or not parts[0].link:
        return parts
    (part,) = parts
    if sum_of(part, ask, earlier) is not None or totalled(part) is not None:
        return parts  # which tell it themselves
    tree = unpinned(_node(earlier.assistant.asked_of(part)))
    whole = undivided(tree)
    if whole == tree:
        return parts
    told = earlier.assistant.answer_tree(whole, ask.said)
    return (tidied(told, part.question, earlier.language.words), part) if told.status in FIGURES else parts


def _node(asked: Asked) -> Node:
    return asked.of if isinstance(asked, Meaning) else asked


def sum_of(part: Part, ask: Ask, earlier: Earlier) -> int | None:
    """What the figures of an answer add up to, where the number is asked for beside its parts: "how many did they refer, by
    quarter?"; None where some are left out or not known, or counted at a moment."""
    asked, counts = part.selection, earlier.language.counts(ask.text)
    if asked is None or not counts or part.status != "answered" or len(asked.periods) != 1 or len(part.rows) < 2:
        return None
    measure = earlier.assistant.lookup.measures[asked.measure]
    quarters = asked.plain and asked.by == ("quarter",)
    whole = (quarters or asked.divided) and not asked.portions and not {*asked.by} & {*asked.filters}
    figures = [row[-1] for row in part.rows]
    if not whole or measure.kind == "stock" or measure.printed or len(part.columns) != len(asked.by) + 1:
        return None
    known = [figure for figure in figures if isinstance(figure, int)]
    return sum(known) if len(known) == len(figures) else None
