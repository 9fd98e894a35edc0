"""From an operation over frames to a tree of what is asked: what one side does not say is taken from the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.each import Each
from assistant.asked.having import Having
from assistant.asked.history import History
from assistant.asked.mean import Mean
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.per import Per
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.ratio import Ratio
from assistant.asked.running import Running
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.asked.walk import with_counts
from assistant.catalog.lookup import Lookup
from assistant.english.asks import Ask
from assistant.english.frame import EMPTY, Axis, Frame, Time, fill, fill_time, merge, without
from assistant.period import Span

GRAINS = ("year", "quarter")


class Unfit(Exception):
    """The parts do not make a tree."""


class Undecided(Exception):
    """Several counts could be meant; ``measures`` are they."""

    def __init__(self, measures: tuple[str, ...]) -> None:
        super().__init__(", ".join(measures))
        self.measures = measures


@dataclass(frozen=True)
class Builder:
    """Builds trees against one catalog."""

    lookup: Lookup
    context: Frame | None = None  # what was counted before, of which a question may leave parts unsaid
    setting: Frame | None = None  # what was said to hold: its people limit every count

    def tree(self, ask: Ask) -> Node:
        """Raises :class:`Unfit` or :class:`Undecided`."""
        return self._ask(ask, self._setting(ask))

    def _setting(self, ask: Ask) -> Frame:
        """What was said to hold, of what the question does not say itself."""
        if self.setting is None:
            return EMPTY
        frames = list(_frames(ask))
        own = {d for f in frames for d in (*f.filters, *(a.name for a in f.axes), *_listed_in(f))}
        axis = ask.option("axis")
        own |= {axis.name} if axis is not None else set()
        timed = any(f.time or f.step for f in frames)
        grains = [a.name for f in frames for a in f.axes]
        held = without(self.setting, own)
        counted = any(f.counts for f in frames)
        return replace(
            held,
            strong=() if counted else held.strong,
            weak=() if counted else held.weak,
            vague=() if counted else held.vague,
            time=None if timed else held.time,
            step="",
            axes=tuple(a for a in held.axes if a.name not in grains and a.name not in own),
            lists=tuple(many for many in held.lists if not {d for one in many for d in one.filters} & own),
        )

    # --- counts ------------------------------------------------------------------------------------------------------
    def measures(self, frame: Frame) -> tuple[str, ...]:
        """What is counted: named outright, else what its weaker words leave, else the publication's usual count."""
        default = self.lookup.publication.default_measure
        wanted = {d for d, _ in frame.where} | {a.name for a in frame.axes if a.name in self.lookup.dimensions}
        wanted |= {d for many in frame.lists for one in many for d, _ in one.where}
        strong = [m for m in frame.strong if m != default] or list(frame.strong)
        if len(strong) > 1:
            raise Unfit("two counts")
        if strong:
            cohort = any(ids == (default,) for ids in frame.weak) or (default in frame.strong and default != strong[0])
            if cohort and "outcome" in self.lookup.dimensions_of(strong[0]):
                raise Unfit("what became of the people referred")
            return (strong[0],)
        for groups in (frame.weak, frame.vague):
            shared = [ids for ids in groups if len(ids) > 1] or list(groups)
            found = list(dict.fromkeys(m for ids in shared for m in ids))
            if found:
                able = [m for m in found if wanted <= self.lookup.dimensions_of(m)]
                return tuple(able or found)
        if default and wanted <= self.lookup.dimensions_of(default):
            return (default,)
        every = [m.id for m in self.lookup.catalog.measures if wanted <= self.lookup.dimensions_of(m.id)]
        return tuple(every) or ((default,) if default else ())

    def _in_context(self, frame: Frame) -> Frame:
        """What the frame leaves unsaid: the period of what was asked before; where it names no count, its people too."""
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
        found = self.measures(frame)
        if len(found) != 1:
            raise Undecided(found)
        measure = found[0]
        for name in frame.dims:
            if name not in frame.filters:
                raise Unfit("a breakdown's word without its member")
        implied = self.lookup.measures[measure].includes
        where = tuple((d, ids) for d, ids in frame.where if ids != (implied.get(d),))
        when: Span | str = "default"
        if frame.time is not None and frame.time.whens:
            if len(frame.time.whens) > 1:
                raise Unfit("several periods")
            when = frame.time.whens[0]
        return Count(measure, self._widened(where), when, frame.as_of)

    def _widened(self, where: Any) -> Any:
        """Left out, a type of exploitation goes with every combination that holds it."""
        out = []
        for dimension, ids in where:
            groups = {g.containing: g.id for g in self.lookup.dimensions[dimension].groups if g.containing}
            wider = {name: group for name, group in groups.items() if self._elementary(dimension, name)}
            out.append((dimension, tuple(f"!{wider[i[1:]]}" if i.startswith("!") and i[1:] in wider else i for i in ids)))
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
        time = frame.time
        if time is not None and len(time.whens) > 1:
            spans = [w for w in time.whens if isinstance(w, Span)]
            if len(spans) != len(time.whens):
                raise Unfit("periods of two kinds")
            spans.sort()
            grains = [a.name for a in frame.axes if a.name in GRAINS]
            if grains and all(b.start == a.end + 1 for a, b in pairwise(spans)):
                return self.thing(replace(frame, time=Time((Span(spans[0].start, spans[-1].end),))))
            if frame.together and all(b.start == a.end + 1 for a, b in pairwise(spans)):
                return self.thing(replace(frame, time=Time((Span(spans[0].start, spans[-1].end),))))
            if grains or frame.together:
                raise Unfit("periods apart")
            inner = self.thing(replace(frame, time=Time((spans[0],))))
            return Over(inner, "period", tuple(spans))
        summed = (time is not None and bool(time.ends)) or any(self._several(d, ids) for d, ids in frame.where)
        if frame.together and not (summed or frame.where):
            raise Unfit("a sum of one thing")
        node: Node = None  # type: ignore[assignment]
        limits = dict(frame.where)
        for axis in frame.axes:
            for dimension, ids in axis.where:
                if limits.get(dimension, ids) != ids:
                    raise Unfit("a breakdown of another kind")
                limits[dimension] = ids
        if any(axis.name == "year" for axis in frame.axes) and time is not None and not _whole_years(time):
            raise Unfit("years that are cut")
        node = self.count(replace(frame, where=tuple(sorted(limits.items()))))
        for axis in sorted(frame.axes, key=lambda a: a.name in GRAINS):
            if axis.name in GRAINS:
                node = Over(node, axis.name)
            elif axis.name in self.lookup.dimensions:
                if not all(i.startswith("!") for i in limits.get(axis.name, ())):
                    raise Unfit("a breakdown that is limited")
                node = Over(node, axis.name)
            else:
                raise Unfit("no such period")
        return node

    def _several(self, dimension: str, ids: tuple[str, ...]) -> bool:
        return len(ids) > 1 or self.lookup.group(dimension, ids[0].removeprefix("!")) is not None

    def _listed(self, frame: Frame) -> Node:
        many, rest = frame.lists[0], replace(frame, lists=frame.lists[1:])
        named = {d for one in many for d in one.filters}  # "by nationality, for UK and Albanian nationals" names it twice
        rest = replace(rest, axes=tuple(a for a in rest.axes if a.name not in named))
        kinds = {tuple(d for d, _ in one.where) for one in many}
        if len(kinds) == 1 and not any(one.strong for one in many):
            (kind,) = kinds
            if len(kind) == 1:
                ids = [one.filters[kind[0]] for one in many]
                if any(len(i) > 1 or i[0].startswith("!") for i in ids):
                    raise Unfit("a list of lists")
                names = tuple(dict.fromkeys(i[0] for i in ids))
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

    # --- operations --------------------------------------------------------------------------------------------------
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

    def _count(self, ask: Ask, outer: Frame) -> Node:
        frame = self._frame(ask, outer)
        return self.thing(frame)

    def _frame(self, ask: Ask, outer: Frame) -> Frame:
        (frame,) = ask.args
        both = merge(frame, outer) if isinstance(frame, Frame) else None
        if both is None:
            raise Unfit("what is said of all does not fit")
        return both

    def _share(self, ask: Ask, outer: Frame) -> Node:
        part, whole = ask.args
        assert isinstance(part, Frame) and isinstance(whole, Frame)
        rate = ask.option("rate", False)
        for side, frame in enumerate((part, whole)):
            counted = next((many for many in frame.lists if all(one.strong for one in many)), None)
            if counted is not None:
                return Each(tuple(self._share(_of_one(ask, side, counted, one), outer) for one in counted))
        axes = [a for a in (*part.axes, *whole.axes, *outer.axes)]
        part, whole = replace(part, axes=()), replace(whole, axes=())
        about = replace(outer, axes=())
        if whole == EMPTY and not part.counts and self.context is not None:
            return replace(self, context=None)._share_of_those(ask, part, about, self.context)
        if rate:
            # A rate is of one outcome among all outcomes of the same people.
            base = merge(without(part, {"outcome"}), about)
            top = merge(part, about)
        elif whole == EMPTY:
            # All that is counted is the whole, limited by what stands outside.
            top = merge(part, about)
            base = fill_time(about, part)
        else:
            base = merge(fill_time(whole, part), about)
            top = merge(part, base) if base is not None else None
            if top is None and base is not None:
                top = merge(fill_time(part, base), about)
                base = merge(base, EMPTY)
        if base is None or top is None:
            raise Unfit("part and whole do not fit")
        grains = [a for a in axes if a.name in GRAINS]
        kinds = [a for a in axes if a.name not in GRAINS]
        if any(a.name in base.filters for a in kinds):
            raise Unfit("a breakdown that is limited")
        node: Node
        if kinds and (rate or top.where != base.where or top.lists != base.lists):
            node = self._ratio(top, base)
            for axis in kinds:
                if axis.where:
                    raise Unfit("a breakdown of one kind")
                node = Over(node, axis.name)
        elif kinds:
            inner = self.thing(replace(top, axes=tuple(kinds)))
            node = Ratio(inner, self.thing(base), "percent")
        else:
            if top.where == base.where and top.lists == base.lists:
                raise Unfit("a share of itself")
            node = self._ratio(top, base)
        for axis in grains:
            node = Over(node, axis.name)
        return node

    def _share_of_those(self, ask: Ask, part: Frame, about: Frame, context: Frame) -> Node:
        """ "What share were children?", "what refusal rate is that?": of what was counted before."""
        kinds = {d.id for d in self.lookup.catalog.dimensions if d.persons}
        own = set(part.filters)
        let_go = own | (kinds if own & kinds else set())
        base = merge(without(replace(context, time=about.time or part.time or context.time), let_go), replace(about, time=None))
        top = merge(replace(part, time=None), base) if base is not None else None
        if base is None or top is None or top.where == base.where:
            raise Unfit("part and whole do not fit")
        return self._ratio(top, base)

    def _share_of_change(self, ask: Ask, outer: Frame) -> Node:
        """How much of a rise is due to a part of it."""
        part, whole = ask.args
        assert isinstance(part, Frame) and isinstance(whole, Frame)
        base = merge(fill_time(whole, part), outer)
        top = merge(part, base) if base is not None else None
        if base is None or top is None:
            raise Unfit("part and whole do not fit")
        first, last = self._two_periods(base)
        changes = [Minus(self.thing(replace(x, time=last)), self.thing(replace(x, time=first))) for x in (top, base)]
        return Ratio(changes[0], changes[1], "percent")

    def _ratio(self, top: Frame, base: Frame) -> Node:
        time = base.time or top.time
        if time is not None and len(time.whens) > 1:
            spans = tuple(sorted(w for w in time.whens if isinstance(w, Span)))
            one = Time((spans[0],))
            return Over(self._ratio(replace(top, time=one), replace(base, time=one)), "period", spans)
        if base.lists:
            raise Unfit("several wholes")
        if any(len({d for one in many for d, _ in one.where}) > 1 for many in top.lists):
            sides = [merge(one, replace(top, lists=())) for one in top.lists[0]]
            return Each(tuple(self._ratio(side, base) for side in sides if side is not None))
        return Ratio(self.thing(top), self.thing(base), "percent")

    def _pair(self, ask: Ask, outer: Frame) -> tuple[Node, Node]:
        """Two sides, each with what the other says and it does not."""
        a, b = ask.args
        if isinstance(a, Frame) and isinstance(b, Frame):
            if a.lists or b.lists:
                raise Unfit("a side that is a list")
            axes = tuple(x for x in (*a.axes, *b.axes))
            if len(axes) == 1 and axes[0].name in GRAINS:
                one, two = self._pair(replace(ask, args=(replace(a, axes=()), replace(b, axes=()))), outer)
                return Over(one, axes[0].name), Over(two, axes[0].name)
            if axes:
                raise Unfit("a side that is a table")
            both = set(a.filters) & set(b.filters)
            clash = {d for d in both if a.filters[d] != b.filters[d]}
            a2 = self._sided(a, b, outer, clash)
            b2 = self._sided(b, a, outer, clash)
            if b2.step.startswith("to:"):
                b2 = replace(b2, step=_step_to(a2, b2.step))
            if b2.step and not a2.step and not b.time:
                return self.thing(a2), Before(self.thing(replace(b2, step="", time=a2.time)), b2.step)  # type: ignore[arg-type]
            if (a2.where, a2.time, a2.strong) == (b2.where, b2.time, b2.strong):
                raise Unfit("one side twice")
            return self.thing(a2), self.thing(b2)
        if isinstance(a, Ask) and isinstance(b, Frame):
            return self._shifted(a, b, outer)
        return self._part(a, outer), self._part(b, outer)

    def _sided(self, mine: Frame, other: Frame, outer: Frame, clash: set[str]) -> Frame:
        other_time = other.time if mine.time is None else None
        shared = without(other, set(mine.filters))
        contrast_by_kind = not clash and mine.where and other.where and not (mine.time and other.time)
        if contrast_by_kind:
            shared = replace(shared, where=())  # "more children than UK nationals": each its own people
        made = fill(mine, replace(shared, time=other_time or shared.time))
        done = merge(made, outer)
        if done is None:
            raise Unfit("what is said of all does not fit")
        return done

    def _shifted(self, a: Ask, b: Frame, outer: Frame) -> tuple[Node, Node]:
        """ "The share of women in 2023 compared with 2022": the other side is the same thing at another time, or of others."""
        if b.lists or b.axes or (b.where and not b.strong):
            raise Unfit("sides that do not compare")
        first = self._ask(a, outer)
        if b.strong and not (b.time or b.step or b.where):
            (measure,) = self.measures(b)
            return first, with_counts(first, lambda count: replace(count, measure=measure))
        if not (b.time or b.step) or b.where:
            raise Unfit("sides that do not compare")
        if b.step:
            return first, Before(first, b.step)  # type: ignore[arg-type]
        when = _when_of(first)
        if not isinstance(when, Span):
            raise Unfit("sides that do not compare")
        if b.time is not None and len(b.time.whens) == 1:
            other = b.time.whens[0]
        else:
            raise Unfit("sides that do not compare")
        return first, _at(first, other)

    def _contrast(self, ask: Ask, outer: Frame) -> Node:
        return self._compare(ask, outer)

    def _compare(self, ask: Ask, outer: Frame) -> Node:
        """Two things side by side, and how far apart they are."""
        a, b = self._pair(ask, outer)
        return self._between(a, b, "number")

    def _minus(self, ask: Ask, outer: Frame) -> Node:
        a, b = self._pair(ask, outer)
        as_ = _as(ask)
        return self._between(a, b, as_)

    def _between(self, a: Node, b: Node, as_: As) -> Node:
        """Of two periods the later less the earlier; of two others the first less the second."""
        if isinstance(a, Over) and isinstance(b, Over) and a.axis in (*GRAINS, "period") and a.axis == b.axis:
            if a.values != b.values:
                raise Unfit("periods of two kinds")
            return Over(self._between(a.of, b.of, as_), a.axis, a.values)
        one, two = _when_of(a), _when_of(b)
        if any(isinstance(w, str) and w.startswith(("last:", "since:", "until:", "all")) for w in (one, two)) and one != two:
            raise Unfit("periods of unlike length")
        if isinstance(one, Span) and isinstance(two, Span) and one != two and one < two:
            a, b = b, a
        if isinstance(a, Ratio) and as_ == "number":
            as_ = "points"
        return Minus(a, b, as_)

    def between(self, a: Node, b: Node) -> Node | None:
        """Two trees compared; None where they are tables, or of unlike periods."""
        if isinstance(a, Over) or isinstance(b, Over) or a == b:
            return None
        try:
            return self._between(a, b, "number")
        except Unfit:
            return None

    def _apart(self, ask: Ask, outer: Frame) -> Node:
        """ "The difference between men and women", "between 2022 and 2023"."""
        frame = self._frame(ask, outer)
        if frame.lists:
            many = frame.lists[0]
            if len(many) != 2 or len(frame.lists) > 1:
                raise Unfit("a difference of more than two")
            rest = replace(frame, lists=())
            sides = [merge(one, replace(rest, strong=() if one.strong else rest.strong)) for one in many]
            if sides[0] is None or sides[1] is None:
                raise Unfit("a list that does not fit")
            return self._between(self.thing(sides[0]), self.thing(sides[1]), "number")
        first, last = _ends(frame)
        return self._between(self.thing(replace(frame, time=last)), self.thing(replace(frame, time=first)), "number")

    def _truth(self, ask: Ask, outer: Frame) -> Node:
        op, factor = ask.option("op"), ask.option("factor", 1)
        if len(ask.args) == 2:
            a, b = self._pair(ask, outer)
            return Truth(a, op, b, factor)
        frame = self._frame(ask, outer)
        if ask.option("n") is not None:
            return Truth(self.thing(frame), op, ask.option("n"))
        first, last = self._two_periods(frame)
        return Truth(self._part(replace(frame, time=last), EMPTY), op, self._part(replace(frame, time=first), EMPTY), factor)

    def _mostly(self, ask: Ask, outer: Frame) -> Node:
        """More than half of the whole."""
        (share,) = ask.args
        assert isinstance(share, Ask)
        made = self._ask(share, outer)
        if not isinstance(made, Ratio):
            raise Unfit("a share of several")
        return Truth(made, ">", 50)

    def _record(self, ask: Ask, outer: Frame) -> Node:
        """ "Was 2023 a record year?", "is Albania the most common nationality?": one of an axis against all of it."""
        frame = self._frame(ask, outer)
        axis: Axis = ask.option("axis")
        high = ask.option("high")
        if axis.name in GRAINS:
            size = 4 if axis.name == "year" else 1
            when = frame.time.whens[0] if frame.time is not None and len(frame.time.whens) == 1 else None
            if not isinstance(when, Span) or when.length != size:
                raise Unfit("no one period to place")
            every = self.thing(replace(frame, time=Time(("all",))))
        else:
            if axis.name not in frame.filters or len(frame.filters[axis.name]) != 1:
                raise Unfit("no one member to place")
            every = self.thing(without(frame, {axis.name}))
        return Truth(self.thing(frame), ">=" if high else "<=", Pick(Over(every, axis.name), 1, high, "value"))

    def _outnumbered(self, ask: Ask, outer: Frame) -> Node:
        """ "In which quarters did children outnumber adults?"."""
        axis: Axis = ask.option("axis")
        timed = any(isinstance(x, Frame) and x.time for x in (*ask.args, outer))
        a, b = self._pair(ask, outer if timed else fill(outer, Frame(time=Time(("all",)))))
        return Having(Over(self._between(a, b, "number"), axis.name), ask.option("op"), 0)

    def _times(self, ask: Ask, outer: Frame) -> Node:
        a, b = self._pair(ask, outer)
        return Ratio(a, b, "times")

    def _per(self, ask: Ask, outer: Frame) -> Node:
        a, b = ask.args
        assert isinstance(a, Frame) and isinstance(b, Frame)
        top, base = merge(fill_time(a, b), outer), merge(fill_time(b, a), outer)
        if top is None or base is None:
            raise Unfit("what is said of all does not fit")
        return Ratio(self.thing(top), self.thing(base), "per")

    def _two_periods(self, frame: Frame) -> tuple[Time, Time]:
        """The two ends of a change: as named, or a period and the one before it."""
        time = frame.time
        if time is None:
            raise Unfit("a change without a period")
        if len(time.ends) == 2 or len(time.whens) == 2:
            return _ends(frame)
        if len(time.whens) != 1:
            raise Unfit("a change over several periods")
        when = time.whens[0]
        if isinstance(when, Span):
            if when.length > 4 and when.length % 4 == 0 and when.start % 4 == 0:
                return Time((when.years[0],)), Time((when.years[-1],))
            earlier = when.before() if when.length >= 4 else when.year_earlier()
            return Time((earlier,)), Time((when,))
        if time.ends and when.startswith("since:"):
            newest = "latest_year" if time.ends[0].is_year else "latest_quarter"
            return Time((time.ends[0],)), Time((newest,))
        raise Unfit("a change over a stretch that has no ends")

    def _change(self, ask: Ask, outer: Frame) -> Node:
        (thing,) = ask.args
        as_ = _as(ask)
        frame = thing.outer if isinstance(thing, Ask) else thing
        all_said = merge(frame, outer)
        if isinstance(thing, Ask):
            times = [x for x in (*thing.args, thing.outer, outer) if isinstance(x, Frame) and x.time]
            steps = [x.step for x in (*thing.args, thing.outer, outer) if isinstance(x, Frame) and x.step]
            if (not times and not ask.option("yes")) or (steps and len(times) < 2) or not times:
                return self._change_from_newest(ask, thing, outer, as_, steps)
            if len(times) != 1:
                raise Unfit("a change without its periods")
            first, last = self._two_periods(times[0])
            bare = replace(thing, args=tuple(_untimed(x) for x in thing.args), outer=_untimed(thing.outer))
            base = _untimed(outer)
            return self._between(self._ask(bare, fill(Frame(time=last), base)), self._ask(bare, fill(Frame(time=first), base)), as_)
        if all_said is None:
            raise Unfit("what is said of all does not fit")
        step = all_said.step or "year"
        stretch = all_said.time is not None and len(all_said.time.ends) == 2
        if all_said.step in GRAINS and stretch:
            return self._step(Ask("step", (replace(all_said, step=""),), (*ask.options[:0], ("step", step), ("percent", as_ == "percent"))), EMPTY)
        all_said = replace(all_said, step="")
        if all_said.time is None or frame.step or outer.step:
            usual = Time((f"latest_{step if step in GRAINS else 'year'}",))
            newest = self.thing(replace(all_said, time=all_said.time or usual))
            if isinstance(newest, (Over, Each)):
                raise Unfit("a change of a table without a period")
            before = Before(newest, step)  # type: ignore[arg-type]
            down = ask.option("way") == "down"
            return Truth(newest, "<" if down else ">", before) if ask.option("yes") else Minus(newest, before, as_)
        first, last = self._two_periods(all_said)
        a, b = self.thing(replace(all_said, time=last)), self.thing(replace(all_said, time=first))
        made = self._over_change(a, b, as_) if isinstance(a, Over) else self._between(a, b, as_)
        if ask.option("yes"):
            return Truth(a, "<" if ask.option("way") == "down" else ">", b)
        return made

    def _change_from_newest(self, ask: Ask, thing: Ask, outer: Frame, as_: As, steps: list[str]) -> Node:
        """A share that changed since the year before; the newest year where none is named."""
        step = steps[0] if steps and steps[0] in GRAINS else "year"
        plain = replace(thing, args=tuple(_stepless(x) for x in thing.args), outer=_stepless(thing.outer))
        newest = self._ask(plain, fill_time(_stepless(outer), Frame(time=Time((f"latest_{step}",)))))
        if not isinstance(newest, Ratio):
            raise Unfit("a change of a table without a period")
        before = Before(newest, step)  # type: ignore[arg-type]
        if ask.option("yes"):
            return Truth(newest, "<" if ask.option("way") == "down" else ">", before)
        return Minus(newest, before, "percent" if as_ == "percent" else "points")

    def _over_change(self, a: Over, b: Node, as_: As) -> Node:
        if not isinstance(b, Over) or isinstance(a.of, Over):
            raise Unfit("a change of a table")
        return Over(self._between(a.of, b.of, as_), a.axis, a.values)

    def _step(self, ask: Ask, outer: Frame) -> Node:
        """The change from each period to the next: "year-on-year growth 2018 to 2023"."""
        (thing,) = ask.args
        step = ask.option("step")
        as_ = _as(ask)
        if isinstance(thing, Frame):
            thing = replace(thing, axes=tuple(a for a in thing.axes if a.name not in GRAINS))
        else:
            thing = replace(thing, outer=replace(thing.outer, axes=()))
        timed = outer.time or thing.time if isinstance(thing, Frame) else outer.time or thing.outer.time
        inner = self._part(thing, outer if timed else fill(outer, Frame(time=Time(("all",)))))
        if isinstance(inner, Ratio) and as_ == "number":
            as_ = "points"
        return Over(Minus(inner, Before(inner, step), as_), step)

    def _pick(self, ask: Ask, outer: Frame) -> Node:
        over = self._over(ask, outer)
        what: Literal["value", "which"] = "value" if ask.option("value") else "which"
        if isinstance(over, Over) and isinstance(over.of, Over) and over.of.axis == "period":
            spans = [v for v in over.of.values if isinstance(v, Span)]
            tables = [Over(_at(over.of.of, span), over.axis) for span in spans]
            return Each(tuple(Pick(table, ask.option("nth", 1), ask.option("high"), what) for table in tables))
        return Pick(over, ask.option("nth", 1), ask.option("high"), what)

    def _over(self, ask: Ask, outer: Frame) -> Node:
        """The table that something is picked from."""
        (thing,) = ask.args
        axis: Axis = ask.option("axis")
        if axis.name == "who":
            axis = Axis(next(d.id for d in self.lookup.catalog.dimensions if d.who_asks))
        if isinstance(thing, Ask) and thing.kind == "step":
            return self._ask(thing, outer)
        if (isinstance(thing, Ask) and thing.kind == "change") or isinstance(thing, Ask):
            inner = self._ask(thing, _limit(outer, axis))
        else:
            both = merge(thing, _limit(outer, axis))
            if both is None:
                raise Unfit("what is said of all does not fit")
            if axis.name in GRAINS and both.time is None:
                both = replace(both, time=Time(("all",)))
            if axis.name in GRAINS and both.time is not None and isinstance(both.time.whens[0], Span):
                size = 4 if axis.name == "year" else 1
                if len(both.time.whens) == 1 and both.time.whens[0].length <= size:
                    raise Unfit("nothing to pick from")
            inner = self.thing(both)
        if axis.name in GRAINS:
            inner = _untimed_tree(inner)
        return Over(inner, axis.name)

    def _top(self, ask: Ask, outer: Frame) -> Node:
        over = self._over(ask, outer)
        if isinstance(over, Over) and isinstance(over.of, Over) and over.of.axis == "period":
            # "The top three in Q3 and in Q4 2023": three of each.
            inner = over.of
            spans = [v for v in inner.values if isinstance(v, Span)]
            each = [Over(with_counts(inner.of, lambda c, s=span: replace(c, when=s)), over.axis) for span in spans]  # type: ignore[misc]
            return Each(tuple(Top(one, ask.option("n"), ask.option("high")) for one in each))
        if isinstance(over, Over) and isinstance(over.of, Over):
            return self._top_each(over, over.of, ask)
        return Top(over, ask.option("n"), ask.option("high"))

    def _top_each(self, over: Over, inner: Over, ask: Ask) -> Node:
        """ "The top three in each quarter of 2023"."""
        when = _when_of(inner.of)
        if inner.axis not in GRAINS or not isinstance(when, Span) or when.length > 16:
            raise Unfit("a ranking in every period")
        spans = when.years if inner.axis == "year" else [Span(q, q) for q in when.quarters]
        return Each(tuple(Top(Over(_at(inner.of, span), over.axis), ask.option("n"), ask.option("high")) for span in spans))

    def _rest(self, ask: Ask, outer: Frame) -> Node:
        return Top(self._over(ask, outer), ask.option("n") or 1, ask.option("high"), "rest")

    def _spread(self, ask: Ask, outer: Frame) -> Node:
        over = self._over(ask, outer)
        return Minus(Pick(over, 1, True, "value"), Pick(over, 1, False, "value"))

    def _members(self, ask: Ask, outer: Frame) -> Node:
        return Having(self._over(ask, outer), ">", 0, "count")

    def _having(self, ask: Ask, outer: Frame) -> Node:
        return Having(self._over(ask, outer), ask.option("op"), ask.option("n"), ask.option("what"))

    def _average(self, ask: Ask, outer: Frame) -> Node:
        axis: Axis = ask.option("axis")
        if axis.name in ("month", "week", "day"):
            (thing,) = ask.args
            return Per(self._part(thing, outer), axis.name)  # type: ignore[arg-type]
        over = self._over(ask, outer)
        assert isinstance(over, Over)
        return Mean(over, ask.option("kind"))

    def _running(self, ask: Ask, outer: Frame) -> Node:
        over = self._over(ask, outer)
        assert isinstance(over, Over)
        return Running(over)

    def _trend(self, ask: Ask, outer: Frame) -> Node:
        (thing,) = ask.args
        frame = thing.outer if isinstance(thing, Ask) else thing
        time = frame.time
        short = time is not None and len(time.whens) == 1 and isinstance(time.whens[0], Span) and time.whens[0].length <= 8
        grain = "quarter" if short else "year"
        if any(a.name in GRAINS for a in frame.axes):
            return self._part(thing, outer)
        if time is not None and len(time.whens) > 1:
            return self._part(thing, outer)
        inner = self._part(thing, outer if time is not None else fill(outer, Frame(time=Time(("all",)))))
        return Over(inner, grain)

    def _place(self, ask: Ask, outer: Frame) -> Node:
        frame = self._frame(ask, outer)
        named = [(d, ids) for d, ids in frame.where if len(ids) == 1 and not ids[0].startswith("!")]
        if len(named) != 1:
            raise Unfit("no one member to place")
        (dimension, (member,)) = named[0]
        return Place(Over(self.thing(without(frame, {dimension})), dimension), member)

    def _history(self, ask: Ask, outer: Frame) -> Node:
        frame = self._frame(ask, outer)
        if frame.time is not None:
            spans = tuple(w for w in frame.time.whens if isinstance(w, Span))
            frame = replace(frame, time=Time(spans)) if spans else frame
        return History(self.thing(frame))


def _of_one(ask: Ask, side: int, many: tuple[Frame, ...], one: Frame) -> Ask:
    """A share of several counts, of one of them alone."""
    frame = ask.args[side]
    assert isinstance(frame, Frame)
    alone = merge(replace(frame, lists=tuple(x for x in frame.lists if x != many)), one)
    if alone is None:
        raise Unfit("a list that does not fit")
    return replace(ask, args=tuple(alone if i == side else arg for i, arg in enumerate(ask.args)))


def _frames(ask: Ask) -> Iterator[Frame]:
    """Every frame of an operation."""
    yield ask.outer
    for arg in ask.args:
        if isinstance(arg, Frame):
            yield arg
        else:
            yield from _frames(arg)


def _listed_in(frame: Frame) -> set[str]:
    return {d for many in frame.lists for one in many for d in one.filters}


def _limit(outer: Frame, axis: Axis) -> Frame:
    both = merge(outer, Frame(where=axis.where))
    if both is None:
        raise Unfit("a breakdown of another kind")
    return both


As = Literal["number", "percent", "points"]


def _as(ask: Ask) -> As:
    return "percent" if ask.option("percent") else "points" if ask.option("points") else "number"


def _whole_years(time: Time) -> bool:
    """May the stretch be told by year: calendar years, or financial ones?"""
    for when in time.whens:
        if isinstance(when, Span):
            financial = when.start % 4 == 1 and when.length % 4 == 0
            if not financial and (when.start % 4 or when.end % 4 != 3):
                return False
        elif (when.startswith("since:") and not when.endswith("Q1")) or (when.startswith("until:") and not when.endswith("Q4")):
            return False
    return True


def _stepless(part: Any) -> Any:
    return replace(part, step="") if isinstance(part, Frame) else part


def _untimed(part: Any) -> Any:
    return replace(part, time=None) if isinstance(part, Frame) else part


def _untimed_tree(node: Node) -> Node:
    return node


def _ends(frame: Frame) -> tuple[Time, Time]:
    time = frame.time
    assert time is not None
    if len(time.ends) == 2:
        return Time((time.ends[0],)), Time((time.ends[1],))
    first, last = sorted(w for w in time.whens if isinstance(w, Span))
    return Time((first,)), Time((last,))


def _step_to(frame: Frame, step: str) -> str:
    """ "The same quarter of 2022" is a year before one of 2023."""
    when = frame.time.whens[0] if frame.time is not None and len(frame.time.whens) == 1 else None
    if not isinstance(when, Span) or when.start // 4 - 1 != int(step[3:]):
        raise Unfit("a step that is not one year")
    return "year"


def _when_of(node: Node) -> Span | str | None:
    """The one period of all counts of a tree."""
    if isinstance(node, Count):
        return node.when
    if isinstance(node, Ratio):
        a, b = _when_of(node.part), _when_of(node.whole)
        return a if a == b else None
    return None


def _at(node: Node, when: Span | str) -> Node:
    """The same thing at another time."""
    if isinstance(node, Count):
        return replace(node, when=when)
    if isinstance(node, Ratio):
        return replace(node, part=_at(node.part, when), whole=_at(node.whole, when))
    raise Unfit("sides that do not compare")
