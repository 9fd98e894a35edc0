"""Frame: what a stretch of words says of a count, in any order: what is counted, of whom, when, and by what."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from assistant.period import Span

When = Span | str


@dataclass(frozen=True)
class Time:
    """Periods as they were said: ``whens`` side by side, or one stretch with its two ``ends``."""

    whens: tuple[When, ...]
    ends: tuple[Span, ...] = ()
    step: str = ""  # a step back from another period: "year", "quarter" or "same"


@dataclass(frozen=True)
class Axis:
    """A breakdown asked for: a dimension, "year", "quarter" (or "month", "week", "day", which only an average has)."""

    name: str
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()  # "police force": the first responders that are police
    several: bool = field(default=False, compare=False)  # its word is a plural: "which nationalities"
    apart: tuple[tuple[str, tuple[str, ...]], ...] = field(default=(), compare=False)  # what stands among them


@dataclass(frozen=True)
class Frame:
    """What is known so far of a count.

    ``strong``, ``weak`` and ``vague`` are measures that its words name, how surely; ``where`` pairs a dimension with
    ids ("!" before one that is left out); ``lists`` holds alternatives that were joined by "and", each asked for;
    ``noun``: its words name the people or things counted, and not only what limits them.
    """

    strong: tuple[str, ...] = ()
    weak: tuple[tuple[str, ...], ...] = ()
    vague: tuple[tuple[str, ...], ...] = ()
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    time: Time | None = None
    axes: tuple[Axis, ...] = ()
    lists: tuple[tuple[Frame, ...], ...] = ()
    dims: tuple[str, ...] = ()  # a breakdown's own word beside its member: "Romanian nationality"
    as_of: str = ""
    step: str = ""  # a step back from the period: "the year before"
    together: bool = False
    noun: bool = False
    words: int = 0  # content words, or phrases, that it was made of
    lead: str = ""  # the dimension that its first words limit
    beside: tuple[tuple[str, tuple[str, ...]], ...] = ()  # what its words say besides, set against others of their kind
    less: tuple[tuple[str, tuple[str, ...]], ...] = ()  # those to be left out who are all of this: "not girls"
    everyone: bool = False  # its words name persons of every other kind: "boys and girls"
    plural: bool = False  # people or things named as several: "women", "Albanians", "the police"

    @property
    def bare(self) -> bool:
        """Nothing limits it: "referrals"."""
        return not (self.where or self.lists or self.axes or self.time or self.dims)

    @property
    def counts(self) -> bool:
        return bool(self.strong or self.weak or self.vague)

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        return dict(self.where)


EMPTY = Frame()


def merge(a: Frame, b: Frame) -> Frame | None:
    """Both said of one count; None where they cannot be (a limit of one kind said twice, two periods)."""
    if a.less or b.less:
        return _without_those(a, b)
    return _merged(a, b)


def _without_those(a: Frame, b: Frame) -> Frame | None:
    """ "Women, not girls": adult women; "children other than boys": children of other genders."""
    made = _merged(replace(a, less=()), replace(b, less=()))
    less = a.less or b.less
    if made is None or (a.less and b.less and a.less != b.less):
        return None
    limits = less_those(made.where, less, made.beside)
    return replace(made, less=less) if limits is None else replace(made, where=limits)


def less_those(
    where: tuple[tuple[str, tuple[str, ...]], ...],
    less: tuple[tuple[str, tuple[str, ...]], ...],
    beside: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
    """Limits without those who are all that ``less`` says, where all of it but one thing holds of them anyway."""
    left = [(d, ids) for d, ids in less if (d, ids) not in where]
    if len(left) != 1 or any(d == left[0][0] for d, _ in where):
        return None
    ((name, ids),) = left
    kept = dict(beside).get(name, tuple(f"!{one}" for one in ids))
    return tuple(sorted((*where, (name, kept))))


def _merged(a: Frame, b: Frame) -> Frame | None:
    where = dict(a.where)
    for dimension, ids in b.where:
        if dimension in where and where[dimension] != ids:
            joined = _both(where[dimension], ids)
            if joined is None:
                return None
            where[dimension] = joined
        else:
            where[dimension] = ids
    if a.time and b.time and a.time != b.time:
        return None
    if (a.as_of and b.as_of and a.as_of != b.as_of) or (a.step and b.step and a.step != b.step):
        return None
    if len(set(a.strong) | set(b.strong)) > 2:
        return None
    names = [axis.name for axis in a.axes]
    if any(axis.name in names and axis not in a.axes for axis in b.axes):
        return None
    listed = {d for many in (*a.lists, *b.lists) for one in many for d, _ in one.where}
    for dimension in [d for d in listed if d in where and _all_within((*a.lists, *b.lists), d, where[d])]:
        del where[dimension]  # "among the children, more boys or more girls?"
    if a.lists and b.lists and a.lists != b.lists and _dims(a.lists) & _dims(b.lists):
        return None
    if listed & set(where):
        return None
    return Frame(
        tuple(dict.fromkeys((*a.strong, *b.strong))),
        tuple(dict.fromkeys((*a.weak, *b.weak))),
        tuple(dict.fromkeys((*a.vague, *b.vague))),
        tuple(sorted(where.items())),
        a.time or b.time,
        tuple(dict.fromkeys((*a.axes, *b.axes))),
        tuple(dict.fromkeys((*a.lists, *b.lists))),
        tuple(dict.fromkeys((*a.dims, *b.dims))),
        a.as_of or b.as_of,
        a.step or b.step,
        a.together or b.together,
        a.noun or b.noun,
        a.words + b.words,
        a.lead or b.lead,
        tuple(dict.fromkeys((*a.beside, *b.beside))),
        (),
        a.everyone or b.everyone,
        a.plural or b.plural,
    )


def _dims(lists: tuple[tuple[Frame, ...], ...]) -> set[str]:
    return {d for many in lists for one in many for d, _ in one.where}


def _all_within(lists: tuple[tuple[Frame, ...], ...], dimension: str, ids: tuple[str, ...]) -> bool:
    """Does each of those listed say the same of a breakdown?"""
    return all(one.filters.get(dimension) == ids for many in lists for one in many if dimension in _dims((many,)))


def _both(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...] | None:
    """Two limits of one kind meet where both leave out ("not UK, not Albanian") or one does ("Afghans, not dual
    nationals").
    """
    kept = [i for i in (*a, *b) if not i.startswith("!")]
    left_out = [i for i in (*a, *b) if i.startswith("!")]
    if not kept:
        return tuple(dict.fromkeys(left_out))
    apart = {i.startswith("!") for i in a} ^ {i.startswith("!") for i in b}
    if len(kept) == 1 and apart == {True, False} and f"!{kept[0]}" not in left_out:
        return (*kept, *dict.fromkeys(left_out))
    return None


def without(frame: Frame, dimensions: set[str]) -> Frame:
    """The frame less what it says of these dimensions."""
    return replace(frame, where=tuple((d, ids) for d, ids in frame.where if d not in dimensions))


def fill(frame: Frame, other: Frame) -> Frame:
    """What ``frame`` does not say of count, people and period, taken from ``other``."""
    own = {d for d, _ in frame.where} | _dims(frame.lists)
    where = (*frame.where, *((d, ids) for d, ids in other.where if d not in own))
    return replace(
        frame,
        strong=frame.strong or other.strong,
        weak=frame.weak or other.weak,
        vague=frame.vague or other.vague,
        where=tuple(sorted(where)),
        time=frame.time or other.time,
        as_of=frame.as_of or other.as_of,
    )


def fill_time(frame: Frame, other: Frame) -> Frame:
    """The count and the period of ``other`` where ``frame`` has none; its people stay its own."""
    return replace(
        frame,
        strong=frame.strong or other.strong,
        weak=frame.weak or other.weak,
        vague=frame.vague or other.vague,
        time=frame.time or other.time,
        as_of=frame.as_of or other.as_of,
    )


def conjoin(a: Frame, b: Frame) -> Frame | None:
    """ "men and women", "referrals and Duty to Notify reports": each is asked for."""
    if a.less or b.less or (a.together and not a.lists):
        return None  # "all councils together, adults and children" is one of them and a list
    if a.axes and a.axes == b.axes and not a.lists:
        a = replace(a, axes=())  # "referrals per year and positive decisions per year"
    firsts = a.lists[-1] if a.lists else (_bare(a),)
    if a.lists and (a.where or a.time or a.axes or len(a.lists) > 1):
        return None
    if not a.lists and (not (a.where or a.strong) or a.time or a.axes or a.dims or (a.where and a.strong)):
        return None
    if shared := _before_both(a, b):
        own = Frame(where=tuple(limit for limit in a.where if limit not in shared))
        both = (own, Frame(where=b.where))
        return replace(a, where=shared, lists=(both,), plural=a.plural or b.plural)
    one, rest = _apart(firsts[-1], a, b)
    if one is None:
        return None
    if not a.lists and one == firsts[-1]:
        return merge(a, rest)  # "unknown or not specified" are one
    counted = a.strong if a.lists else ()  # of the whole list: "reports for Albanian, Eritrean and UK nationals"
    lists = ((*firsts, one),)
    made = Frame(counted, a.weak, a.vague, lists=lists, noun=a.noun, words=a.words, plural=a.plural, beside=a.beside)
    return merge(made, rest)


def _before_both(a: Frame, b: Frame) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What stands before both of a list, and is said of each: "Albanian" of "Albanian men and women"; empty where what
    is listed stands first ("women in Scotland and men")."""
    mine = [d for d, _ in b.where if d in a.filters]
    alone = len(mine) == len(b.where) == 1 and not (b.counts or b.time or b.axes or b.lists or b.dims or a.strong)
    if (
        a.lists
        or not alone
        or len(a.where) < 2
        or len(a.where) != a.words
        or a.lead in ("", mine[0])
        or _negative(a)
        or _negative(b)
    ):
        return ()
    return tuple((d, ids) for d, ids in a.where if d != mine[0])


def _apart(last: Frame, a: Frame, b: Frame) -> tuple[Frame | None, Frame]:
    """Of ``b`` what stands in the list beside ``last``, and what is said of every one of the list.

    What follows an adjective is shared ("Albanian and Vietnamese children"); what follows a noun is not said of it, and
    is taken apart only where it is of another kind altogether ("women and children", "men and boys").
    """
    if b.lists or _negative(last) != _negative(b):
        return None, b
    kinds = {d for d, _ in last.where}
    mine = tuple((d, ids) for d, ids in b.where if d in kinds)
    if last.strong:
        if b.strong and b.where and not last.where and {d for d, _ in b.where} == {b.lead}:
            # "Referrals and positive decisions": what stands before the second count is of it alone.
            return Frame(strong=b.strong, where=b.where), replace(b, strong=(), where=())
        alone = not b.where and not last.where
        named = b.strong or (b.weak[0] if len(b.weak) == 1 and len(b.weak[0]) == 1 else ())  # "reports and the NRM"
        if not alone or not named or (not b.strong and (set(named) & set(last.strong) or not b.noun)):
            return None, b
        return Frame(strong=named), replace(b, strong=(), weak=b.weak if b.strong else ())
    if not a.lists and a.words > 1 and 0 < len(mine) == len(b.where) < len(kinds):
        return None, b  # "women in Scotland or Wales": women in either
    if len(mine) == len(kinds) and len(b.where) == len(mine):
        return Frame(where=mine), replace(b, where=())
    if not a.noun and len(mine) == len(kinds) and b.lead in kinds:
        return Frame(where=mine), replace(b, where=tuple(x for x in b.where if x not in mine))
    theirs = {d for d, _ in b.where}
    over = (
        len(a.where) == a.words > 1 and a.lead not in theirs and b.lead in kinds
    )  # "Albanian" of "Albanian men and women …" is of both
    both_whole = b.words == 1 or (len(last.where) > 1 and len(b.where) > 1 and bool(mine) and not over)
    if a.plural and b.plural and both_whole and b.where:
        return Frame(where=b.where), replace(b, where=())
    return None, b


def _negative(frame: Frame) -> bool:
    return any(i.startswith("!") for _, ids in frame.where for i in ids)


def _bare(frame: Frame) -> Frame:
    return Frame(strong=frame.strong, where=frame.where)


def negate(frame: Frame) -> Frame | None:
    """All that the frame limits by, left out; None where it says more than what to leave out."""
    parts = [frame, *(one for many in frame.lists for one in many)]
    where: dict[str, tuple[str, ...]] = {}
    for part in parts:
        if len(part.where) > 1 and (frame.lists or any(i.startswith("!") for _, ids in part.where for i in ids)):
            return None
        if len(part.where) > 1:  # "not boys" leaves out neither all children nor all males
            return replace(frame, where=(), less=frame.where)
        for dimension, ids in part.where:
            if any(i.startswith("!") for i in ids):
                return None
            where[dimension] = (*where.get(dimension, ()), *(f"!{i}" for i in ids))
    if not where:
        return None
    return replace(frame, where=tuple(sorted(where.items())), lists=())
