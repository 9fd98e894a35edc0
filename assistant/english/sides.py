"""Two sides of a share, a ratio or a comparison: what one does not say is taken from the other."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.asked.before import Before
from assistant.asked.each import Each
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.ratio import Ratio
from assistant.asked.truth import Truth
from assistant.asked.walk import with_counts
from assistant.english.asks import Ask
from assistant.english.counting import Counting, outcomes
from assistant.english.ends import GRAINS, As, Unfit, at_time, back, step_to, two_periods, unit_of, when_of
from assistant.english.frame import EMPTY, Frame, Time, fill, fill_time, merge, without
from assistant.english.held_to import truths
from assistant.english.kinds import referrers
from assistant.english.shares_of import left_out, narrowed, of_one, of_others, over_axes, rate_of_people
from assistant.period import Span


@dataclass(frozen=True)
class Sides(Counting):
    """Operations over two things."""

    def _share(self, ask: Ask, outer: Frame) -> Node:
        return self._among(ask, outer) or self._share_within(ask, outer)

    def _counted(self, part: Frame) -> bool:
        """ "The share of child referrals by nationality": of them, those of each; outcomes are shares of decisions."""
        return bool(part.strong) and without(part, outcomes(self.lookup)) == part

    def _share_within(self, ask: Ask, outer: Frame) -> Node:
        part, whole = ask.args
        assert isinstance(part, Frame) and isinstance(whole, Frame)
        rate = ask.option("rate", False)
        for side, frame in enumerate((part, whole)):
            counted = next((many for many in frame.lists if all(one.strong for one in many)), None)
            if counted is not None:
                return Each(tuple(self._share(of_one(ask, side, counted, one), outer) for one in counted))
        part, whole = self._decided_for(part, whole)
        axes = [a for a in (*part.axes, *whole.axes, *outer.axes)]
        part, whole = replace(part, axes=()), replace(whole, axes=())
        about = replace(outer, axes=())
        if whole == EMPTY and not part.counts and self.context is not None:
            told = outcomes(self.lookup) if rate else None
            of_whom = rate_of_people(part, about, self.context, told) if told else (part, about, self.context)
            return over_axes(replace(self, context=None)._share_of_those(*of_whom), axes)
        if rate:
            # A rate is of one outcome among all outcomes of the same people.
            base = merge(without(part, outcomes(self.lookup)), about)
            top = merge(part, about)
        elif whole == EMPTY:
            # All that is counted is the whole, limited by what stands outside.
            top = merge(part, about)
            base = fill_time(about, part)
        else:
            base = merge(fill_time(whole, part), about)
            top = merge(part, narrowed(base, part, self.lookup)) if base is not None else None
            if top is None and base is not None:
                top = merge(fill_time(part, base), about)
                base = merge(base, EMPTY)
        if base is None or top is None:
            raise Unfit("part and whole do not fit")
        top, base = left_out(top, base, self.lookup)
        grains = [a for a in axes if a.name in GRAINS]
        kinds = [a for a in axes if a.name not in GRAINS]
        if any(a.name in base.filters for a in kinds):
            raise Unfit("a breakdown that is limited")
        base = top if kinds and whole == EMPTY and not rate and self._counted(part) else base
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
            if top.where == base.where and top.lists == base.lists and top.time == base.time:
                raise Unfit("a share of itself")
            node = self._ratio(top, base)
        for axis in grains:
            node = Over(node, axis.name)
        return node

    def _among(self, ask: Ask, outer: Frame) -> Node | None:
        """ "What share of referrals were county lines?": a count that lies within another."""
        part, whole = ask.args
        assert isinstance(part, Frame) and isinstance(whole, Frame)
        counted = {*whole.strong, *(name for names in whole.weak for name in names)}
        within = [m for m in part.strong if self.lookup.measures[m].part_of in counted]
        if not within or part.axes or whole.axes or outer.axes or part.lists or whole.lists:
            return None
        top, base = merge(fill_time(part, whole), outer), merge(fill_time(whole, part), outer)
        if top is None or base is None:
            return None
        larger = self.lookup.measures[within[0]].part_of
        top, base = replace(top, strong=(within[0],), weak=()), replace(base, strong=(larger,), weak=())
        return Ratio(self.thing(top), self.thing(base), "percent")

    def _decided_for(self, part: Frame, whole: Frame) -> tuple[Frame, Frame]:
        """ "What proportion of decisions were positive for children?": of the decisions for them."""
        kinds = outcomes(self.lookup)
        people = tuple((d, ids) for d, ids in part.where if d not in kinds)
        listed = {d for many in part.lists for one in many for d in one.filters}
        bare = whole.counts and not (whole.where or whole.lists or part.counts)
        if listed and not listed & kinds and not people and part.where and bare:
            return replace(part, lists=()), replace(whole, lists=part.lists)  # "for children, and for adults"
        if not whole.counts or whole.where or part.counts or not people or len(people) == len(part.where):
            return part, whole
        return without(part, {d for d, _ in people}), replace(whole, where=people)

    def _share_of_those(self, part: Frame, about: Frame, context: Frame) -> Node:
        """ "What share were children?", "what refusal rate is that?": of what was counted before."""
        kinds = {d.id for d in self.lookup.catalog.dimensions if d.persons}
        own = set(part.filters)
        same = {d for d, ids in part.filters.items() if context.filters.get(d) == ids}  # girls are children
        let_go = (own | (kinds if own & kinds else set())) - (same if own - same else set())
        base = merge(
            without(replace(context, time=about.time or part.time or context.time), let_go), replace(about, time=None)
        )
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
        first, last = two_periods(base)
        changes = [Minus(self.thing(replace(x, time=last)), self.thing(replace(x, time=first))) for x in (top, base)]
        return Ratio(changes[0], changes[1], "percent")

    def _ratio(self, top: Frame, base: Frame) -> Node:
        base = self.able(base, top.filters.keys())
        time = base.time or top.time
        if time is not None and len(time.whens) > 1:
            spans = tuple(sorted(w for w in time.whens if isinstance(w, Span)))
            one = Time((spans[0],))
            return Over(self._ratio(replace(top, time=one), replace(base, time=one)), "period", spans)
        if base.lists:
            return self._within_each(top, base)
        lists = [self._of_one_kind(many) for many in top.lists]
        if any(len({d for one in many for d, _ in one.where}) > 1 for many in lists):
            if top.together:
                raise Unfit("a sum over two breakdowns")
            sides = [merge(one, replace(top, lists=())) for one in top.lists[0]]
            return Each(tuple(self._ratio(side, base) for side in sides if side is not None))
        return Ratio(self.thing(top), self.thing(base), "percent")

    def _within_each(self, top: Frame, base: Frame) -> Node:
        """ "What share of Albanian and Vietnamese referrals were children?": of each of them its own share."""
        limits = [one.where for one in base.lists[0]]
        kinds = {d for where in limits for d, _ in where}
        plain = len(base.lists) == 1 and len(kinds) == 1 and all(len(where) == 1 for where in limits)
        if not plain or top.lists != base.lists or any(len(ids) != 1 for ((_, ids),) in limits):
            raise Unfit("several wholes")
        inner = self._ratio(replace(top, lists=()), replace(base, lists=()))
        return Over(inner, kinds.pop(), tuple(ids[0] for ((_, ids),) in limits))

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
            if set(a.filters) & self._referrers() and set(b.filters) & self._referrers():
                clash |= self._referrers()  # "more children by the police than by local authorities"
            a2 = self._sided(a, b, outer, clash)
            b2 = self._sided(b, a, outer, clash)
            if b2.step.startswith("to:"):
                b2 = replace(b2, step=step_to(a2, b2.step))
            if b2.step and not a2.step and not b.time:
                return self.thing(a2), back(self.thing(replace(b2, step="", time=a2.time)), b2.step)
            if (a2.where, a2.time, a2.strong) == (b2.where, b2.time, b2.strong):
                raise Unfit("one side twice")
            return self.thing(a2), self.thing(b2)
        if isinstance(a, Ask) and isinstance(b, Frame):
            return self._shifted(a, b, outer)
        return self._part(a, outer), self._part(b, outer)

    def _referrers(self) -> frozenset[str]:
        return referrers(self.lookup.catalog)

    def _sided(self, mine: Frame, other: Frame, outer: Frame, clash: set[str]) -> Frame:
        other_time = other.time if mine.time is None else None
        own = set(mine.filters)
        shared = without(other, own | (self._referrers() if own & self._referrers() else set()))
        contrast_by_kind = not clash and mine.where and other.where and not (mine.time and other.time)
        persons = {d.id for d in self.lookup.catalog.dimensions if d.persons}
        people = own & persons and other.filters.keys() & persons
        if contrast_by_kind and not people:
            shared = replace(shared, where=())
        elif contrast_by_kind or own & persons - clash:
            shared = without(shared, persons)  # "more children than UK nationals": each its own people
        if mine.strong and other.strong and mine.strong != other.strong:  # "referrals per positive decision"
            able = self.lookup.dimensions_of(mine.strong[0])
            shared = without(shared, set(shared.filters) - able)
        made = fill(mine, replace(shared, time=other_time or shared.time))
        done = merge(made, outer)
        if done is None:
            raise Unfit("what is said of all does not fit")
        return done

    def _shifted(self, a: Ask, b: Frame, outer: Frame) -> tuple[Node, Node]:
        """ "The share of women in 2023 compared with 2022": the other side is the same thing at another time, or of
        others.
        """
        if b.lists or b.axes or (b.where and b.strong):
            raise Unfit("sides that do not compare")
        first = self._ask(a, outer)
        if b.where and not (b.time or b.step):
            return first, of_others(first, b)
        if b.strong and not (b.time or b.step or b.where):
            (measure,) = self.measures(b)
            return first, with_counts(first, lambda count: replace(count, measure=measure))
        if not (b.time or b.step) or b.where:
            raise Unfit("sides that do not compare")
        if b.step:
            return first, back(first, b.step)
        when = when_of(first)
        if not isinstance(when, Span):
            raise Unfit("sides that do not compare")
        if b.time is not None and len(b.time.whens) == 1:
            other = b.time.whens[0]
        else:
            raise Unfit("sides that do not compare")
        return first, at_time(first, other)

    def _contrast(self, ask: Ask, outer: Frame) -> Node:
        return self._compare(ask, outer)

    def _compare(self, ask: Ask, outer: Frame) -> Node:
        """Two things side by side, and how far apart they are."""
        a, b = self._pair(ask, outer)
        return self._between(a, b, "number")

    def _minus(self, ask: Ask, outer: Frame) -> Node:
        a, b = self._pair(ask, outer)
        as_ = unit_of(ask)
        return self._between(a, b, as_)

    def _between(self, a: Node, b: Node, as_: As) -> Node:
        """Of two periods the later less the earlier; of two others the first less the second."""
        if isinstance(a, Over) and isinstance(b, Over) and a.axis in (*GRAINS, "period") and a.axis == b.axis:
            if a.values != b.values:
                raise Unfit("periods of two kinds")
            first, second = when_of(a.of), when_of(b.of)
            if a.axis in GRAINS and first != second:
                return self._year_apart(a, b, as_)
            return Over(self._between(a.of, b.of, as_), a.axis, a.values)
        one, two = when_of(a), when_of(b)
        if (
            any(isinstance(w, str) and w.startswith(("last:", "since:", "until:", "all")) for w in (one, two))
            and one != two
        ):
            raise Unfit("periods of unlike length")
        if isinstance(one, Span) and isinstance(two, Span) and one != two and one < two:
            a, b = b, a
        if isinstance(a, Ratio) and as_ == "number":
            as_ = "points"
        return Minus(a, b, as_)

    def _year_apart(self, a: Over, b: Over, as_: As) -> Node:
        """ "Each quarter of 2023 with the same quarter of 2022": each less the one a year before it."""
        later, earlier = a, b
        if isinstance(when_of(a.of), Span) and isinstance(when_of(b.of), Span) and when_of(a.of) < when_of(b.of):  # type: ignore[operator]
            later, earlier = b, a
        last, first = when_of(later.of), when_of(earlier.of)
        if not isinstance(last, Span) or last.year_earlier() != first or at_time(later.of, first) != earlier.of:
            raise Unfit("periods of two kinds")
        return Over(Minus(later.of, Before(later.of, "year"), as_), a.axis)

    def between(self, a: Node, b: Node) -> Node | None:
        """Two trees compared; None where they are tables, or of unlike periods."""
        if isinstance(a, Over) or isinstance(b, Over) or a == b:
            return None
        try:
            return self._between(a, b, "number")
        except Unfit:
            return None

    def _mostly(self, ask: Ask, outer: Frame) -> Node:
        """More than half of the whole, or than another part of it."""
        (share,) = ask.args
        assert isinstance(share, Ask)
        made = self._ask(share, outer)
        op = ask.option("op", ">")
        if op and isinstance(made, Over) and isinstance(made.of, Ratio):
            return truths(made, op, ask.option("n", 50))  # "was it over 40% in 2022 and 2023?"
        if not isinstance(made, Ratio):
            raise Unfit("a share of several")
        return Truth(made, op, ask.option("n", 50)) if op else made

    def _times(self, ask: Ask, outer: Frame) -> Node:
        a, b = self._pair(ask, outer)
        return Ratio(a, b, "times")

    def _per(self, ask: Ask, outer: Frame) -> Node:
        a, b = ask.args
        assert isinstance(a, Frame) and isinstance(b, Frame)
        if a.filters.keys() & b.filters.keys():  # "girls per Albanian boy": what one side says holds for the other
            return Ratio(*self._pair(ask, outer), "per")
        top, base = merge(fill_time(a, b), outer), merge(fill_time(b, a), outer)
        if top is None or base is None:
            raise Unfit("what is said of all does not fit")
        if not top.where and self.measures(top) == self.measures(base):
            raise Unfit("all of a count over some of it")  # "made by each police force" asks for each of them
        return Ratio(self.thing(top), self.thing(base), "per")
