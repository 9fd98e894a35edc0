"""From a frame to the count it names, over its lists, periods and breakdowns."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from assistant.asked.count import Count
from assistant.asked.each import Each
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.catalog.lookup import Lookup
from assistant.english.asks import Ask
from assistant.english.ends import (
    GRAINS,
    Undecided,
    Unfit,
    whole_years,
)
from assistant.english.frame import Frame, Time, fill, merge, without
from assistant.period import Span


@dataclass(frozen=True)
class Counting:
    """Counts against one catalog."""

    lookup: Lookup
    context: Frame | None = None  # what was counted before, of which a question may leave parts unsaid
    setting: Frame | None = None  # what was said to hold: its people limit every count

    def measures(self, frame: Frame) -> tuple[str, ...]:
        """What is counted: named outright, else what its weaker words leave, else the publication's usual count."""
        default = self.lookup.publication.default_measure
        wanted = {d for d, _ in frame.where} | {a.name for a in frame.axes if a.name in self.lookup.dimensions}
        wanted |= {d for many in frame.lists for one in many for d, _ in one.where}
        strong = [m for m in frame.strong if m != default] or list(frame.strong)
        if len(strong) > 1:
            raise Unfit("two counts")
        if strong:
            both = default in frame.strong and default != strong[0]
            cohort = both or any(ids == (default,) for ids in frame.weak)
            ends = outcomes(self.lookup)  # where none is known, any other count may be what became of them
            if cohort and (ends & self.lookup.dimensions_of(strong[0]) or (both and not ends)):
                raise Unfit("what became of the people referred")
            if any(strong[0] not in ids and ids != (default,) for ids in frame.weak):
                raise Unfit("what became of those counted")  # "people who applied in 2022 were detained"
            return (strong[0],)
        for groups in (frame.weak, frame.vague):
            shared = [ids for ids in groups if len(ids) > 1] or list(groups)
            found = list(dict.fromkeys(m for ids in shared for m in ids))
            if found:
                return tuple(self.lookup.able(found, wanted) or found)
        if default and wanted <= self.lookup.dimensions_of(default):
            return (default,)
        every = [m.id for m in self.lookup.catalog.measures if wanted <= self.lookup.dimensions_of(m.id)]
        return tuple(every) or ((default,) if default else ())

    def able(self, frame: Frame, dimensions: AbstractSet[str]) -> Frame:
        """ "The top nationalities of victims": of the counts that may be meant those that have such a breakdown."""
        some = (tuple(m for m in ids if dimensions <= self.lookup.dimensions_of(m)) for ids in frame.vague)
        return replace(frame, vague=tuple(few or ids for few, ids in zip(some, frame.vague, strict=True)))

    def _in_context(self, frame: Frame) -> Frame:
        """What the frame leaves unsaid: the period of what was asked before; where it names no count, its people
        too.
        """
        if self.context is None:
            return frame
        if frame.counts:
            return replace(frame, time=frame.time or self.context.time)
        persons = {d.id for d in self.lookup.catalog.dimensions if d.persons}
        own = {d for d, _ in frame.where} | {a.name for a in frame.axes}
        left = without(self.context, own | (persons if own & persons else set()))
        return fill(frame, left)

    def count(self, frame: Frame) -> Count:
        frame = self._in_context(frame)
        if frame.less:
            raise Unfit("those to be left out are not told apart")
        found = self.measures(frame)
        known = [m for m in found if len(found) > 1 and m in self._spoken()]
        found = tuple(known) if len(known) == 1 else found  # "how many decisions was that?" of conclusive ones
        if len(found) != 1:
            raise Undecided(found)
        measure = found[0]
        for name in frame.dims:
            if name not in frame.filters:
                raise Unfit("a breakdown's word without its member")
        if self.lookup.excludes(frame.where):
            raise Unfit("nobody is of both")
        implied = self.lookup.measures[measure].includes
        where = tuple((d, ids) for d, ids in frame.where if ids != (implied.get(d),))
        when: Span | str = "default"
        if frame.time is not None and frame.time.whens:
            if len(frame.time.whens) > 1:
                raise Unfit("several periods")
            when = frame.time.whens[0]
        return Count(measure, self._widened(where), when, frame.as_of)

    def _spoken(self) -> set[str]:
        """The counts that were spoken of; of those who wait also what they wait for."""
        spoken = self.context.strong if self.context is not None else ()
        awaited = (topic.taken.get(name) for topic in self.lookup.catalog.unpublished for name in spoken)
        return {*spoken, *(name for name in awaited if name is not None)}

    def _widened(self, where: Any) -> Any:
        """Left out, a type of exploitation goes with every combination that holds it."""
        out = []
        for dimension, ids in where:
            groups = {g.containing: g.id for g in self.lookup.dimensions[dimension].groups if g.containing}
            wider = {name: group for name, group in groups.items() if self._elementary(dimension, name)}
            out.append(
                (dimension, tuple(f"!{wider[i[1:]]}" if i.startswith("!") and i[1:] in wider else i for i in ids))
            )
        return tuple(out)

    def _elementary(self, dimension: str, name: str) -> bool:
        """Does the member stand in combinations as well as alone ("labour")?"""
        member = self.lookup.member(dimension, name)
        return member is not None and name in member.contains

    def thing(self, frame: Frame) -> Node:
        """A frame alone: a count, over its lists, periods and breakdowns."""
        if frame.step:
            raise Unfit("a step back from no period")
        if frame.lists:
            return self._listed(frame)
        if frame.time is not None and len(frame.time.whens) > 1:
            return self._over_periods(frame, frame.time)
        summed = _stretch(frame.time) or any(self._several(d, ids) for d, ids in frame.where)
        if frame.together and not (summed or frame.where):
            raise Unfit("a sum of one thing")
        return self._over_axes(frame)

    def _over_periods(self, frame: Frame, time: Time) -> Node:
        """Several periods: each its own figure, or together a stretch where they are side by side."""
        spans = sorted(w for w in time.whens if isinstance(w, Span))
        if len(spans) != len(time.whens):
            raise Unfit("periods of two kinds")
        grains = any(a.name in GRAINS for a in frame.axes)
        if not (grains or frame.together):
            return Over(self.thing(replace(frame, time=Time((spans[0],)))), "period", tuple(spans))
        if any(b.start != a.end + 1 for a, b in pairwise(spans)):
            raise Unfit("periods apart")
        return self.thing(replace(frame, time=Time((Span(spans[0].start, spans[-1].end),))))

    def _over_axes(self, frame: Frame) -> Node:
        limits = dict(frame.where)
        for axis in frame.axes:
            for dimension, ids in axis.where:
                if limits.setdefault(dimension, ids) != ids:
                    raise Unfit("a breakdown of another kind")
        if any(axis.name == "year" for axis in frame.axes) and frame.time is not None and not whole_years(frame.time):
            raise Unfit("years that are cut")
        node: Node = self.count(replace(frame, where=tuple(sorted(limits.items()))))
        for axis in sorted(frame.axes, key=lambda a: a.name in GRAINS):
            if axis.name not in (*GRAINS, *self.lookup.dimensions):
                raise Unfit("no such period")
            if axis.name not in GRAINS and not all(i.startswith("!") for i in limits.get(axis.name, ())):
                raise Unfit("a breakdown that is limited")
            node = Over(node, axis.name)
        return node

    def _several(self, dimension: str, ids: tuple[str, ...]) -> bool:
        return len(ids) > 1 or self.lookup.group(dimension, ids[0].removeprefix("!")) is not None

    def _listed(self, frame: Frame) -> Node:
        many, rest = frame.lists[0], replace(frame, lists=frame.lists[1:])
        named = {
            d for one in many for d in one.filters
        }  # "by nationality, for UK and Albanian nationals" names it twice
        rest = replace(rest, axes=tuple(a for a in rest.axes if a.name not in named))
        many = self._of_one_kind(many)
        kinds = {tuple(d for d, _ in one.where) for one in many}
        if len(kinds) == 1 and not any(one.strong for one in many):
            (kind,) = kinds
            if len(kind) == 1:
                ids = [one.filters[kind[0]] for one in many]
                if any(len(i) > 1 or i[0].startswith("!") for i in ids):
                    raise Unfit("a list of lists")
                names = tuple(dict.fromkeys(i[0] for i in ids))
                if frame.together and self.makes_up(kind[0], names):
                    return self.thing(replace(rest, together=False))  # those of unknown age with them
                if frame.together:
                    return self.thing(replace(rest, where=tuple(sorted({**rest.filters, kind[0]: names}.items()))))
                return Over(self.thing(rest), kind[0], names)
        if frame.together:
            raise Unfit("a sum over two breakdowns")
        nodes = []
        for one in many:
            both = merge(one, replace(rest, strong=() if one.strong else rest.strong))
            if both is None:
                raise Unfit("a list that does not fit")
            nodes.append(self.thing(both))
        return Each(tuple(nodes))

    def _of_one_kind(self, many: tuple[Frame, ...]) -> tuple[Frame, ...]:
        """ "Councils and the police": of one breakdown, where a member of it has the figures of the other's member."""
        kinds = {d for one in many for d, _ in one.where}
        for kind in sorted(kinds) if len(kinds) == 2 else ():
            told = [self._as_kind(one, kind) for one in many]
            if None not in told:
                return tuple(one for one in told if one is not None)
        return many

    def _as_kind(self, one: Frame, kind: str) -> Frame | None:
        if len(one.where) != 1:
            return None
        ((dimension, ids),) = one.where
        other = self.lookup.same_as(dimension, ids[0]) if len(ids) == 1 else None
        if dimension == kind:
            return one
        return replace(one, where=((kind, (other[1],)),)) if other is not None and other[0] == kind else None

    def makes_up(self, name: str, members: tuple[str, ...]) -> bool:
        """Are these all the kinds that there are, those whom nothing is known of among them?"""
        dimension = self.lookup.dimensions[name]
        return dimension.partition and {m.id for m in dimension.members} <= set(members)

    def names_all(self, name: str, members: tuple[str, ...]) -> bool:
        """Are these all the kinds that have a name: whom "everyone, adults and children" means?"""
        dimension = self.lookup.dimensions[name]
        return dimension.partition and {m.id for m in dimension.members if not m.residual} <= set(members)

    def _ask(self, ask: Ask, outer: Frame) -> Node:
        both = merge(outer, ask.outer)
        if both is None:
            raise Unfit("what is said of all does not fit")
        return getattr(self, f"_{ask.kind}")(ask, both)  # type: ignore[no-any-return]

    def _part(self, part: Frame | Ask, outer: Frame) -> Node:
        if isinstance(part, Ask):
            return self._ask(part, outer)
        both = merge(part, outer)
        if both is None:
            both = fill(part, outer)
        return self.thing(both)

    def _frame(self, ask: Ask, outer: Frame) -> Frame:
        (frame,) = ask.args
        both = merge(frame, outer) if isinstance(frame, Frame) else None
        if both is None:
            raise Unfit("what is said of all does not fit")
        return both


def _stretch(time: Time | None) -> bool:
    """Is it a period of several that are published one by one?"""
    if time is None:
        return False
    return bool(time.ends) or any(isinstance(w, Span) and w.length > 1 and not w.is_year for w in time.whens)


def outcomes(lookup: Lookup) -> set[str]:
    """Dimensions that say how a case ended."""
    return {d.id for d in lookup.catalog.dimensions if d.place == "kind"}
