"""From an operation over frames to a tree of what is asked: tables, and what is picked from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assistant.asked.count import Count
from assistant.asked.each import Each
from assistant.asked.having import Having
from assistant.asked.history import History
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.per import Per
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.ratio import Ratio
from assistant.asked.running import Running
from assistant.asked.summaries import SUMMARIES
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.asked.walk import with_counts, with_member
from assistant.english.asks import Ask
from assistant.english.changes import Changes
from assistant.english.ends import (
    GRAINS,
    Unfit,
    at_time,
)
from assistant.english.frame import EMPTY, Axis, Frame, Time, fill, fill_time, merge, without
from assistant.english.sharing import ANY, EVER, LISTED, of_its_kind
from assistant.english.spans import SIZE, unit_of
from assistant.english.tables import in_each, tables
from assistant.period import Span


@dataclass(frozen=True)
class Builder(Changes):
    """Builds trees against one catalog."""

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
        named = {ids for f in frames for _, ids in f.where}
        own |= {d for d, ids in self.setting.where if ids in named}  # "our force is Bedfordshire": one name, one place
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

    def _count(self, ask: Ask, outer: Frame) -> Node:
        frame = self._frame(ask, outer)
        return self.thing(frame)

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
            every = self.thing(_limit(without(frame, {axis.name}), axis))
        return Truth(self.thing(frame), ">=" if high else "<=", Pick(Over(every, axis.name), 1, high, "value"))

    def _outnumbered(self, ask: Ask, outer: Frame) -> Node:
        """ "In which quarters did children outnumber adults?"."""
        axis = self._axis(replace(ask, args=ask.args[:1]))
        timed = any(isinstance(x, Frame) and x.time for x in (*ask.args, outer))
        outer = _limit(outer, axis)
        if all(isinstance(x, Frame) and axis.name in x.filters for x in ask.args):
            raise Unfit("of which two one is more is asked, and of no others")  # "A against B: who made more?"
        a, b = self._pair(ask, outer if timed else fill(outer, Frame(time=self._stretch())))
        return Having(Over(self._between(a, b, "number"), axis.name), ask.option("op"), 0)

    def _stretch(self) -> Time:
        """The years or quarters that were spoken of, else all that are held."""
        spoken = self.context.time if self.context is not None else None
        span = spoken.whens[0] if spoken is not None and len(spoken.whens) == 1 else None
        return Time((span,)) if isinstance(span, Span) and span.length > 1 else Time(("all",))

    def _axis(self, ask: Ask) -> Axis:
        """What is picked from: "who" are those who refer, and "ever" is any quarter."""
        (thing,) = ask.args
        axis: Axis = ask.option("axis")
        if axis.name == "who":
            who = [d.id for d in self.lookup.catalog.dimensions if d.who_asks]
            if not who:
                raise Unfit("who is counted by nothing here")
            axis = Axis(who[0])
        if axis.name in (EVER, ANY):
            found = self.measures(thing) if isinstance(thing, Frame) else ()
            stock = len(found) == 1 and self.lookup.measures[found[0]].kind == "stock"
            if not stock and (axis.name == EVER or _one_year(thing)):
                raise Unfit("a year or a quarter")
            axis = Axis("quarter" if stock else "year")
        return axis

    def _over(self, ask: Ask, outer: Frame) -> Node:
        """The table that something is picked from."""
        (thing,) = ask.args
        axis = of_its_kind(ask, self._axis(ask))
        if isinstance(thing, Ask) and thing.kind == "step":
            return self._ask(thing, outer)
        if isinstance(thing, Ask) and thing.kind == "share_by":
            return self._share_by(thing, axis, outer)
        if isinstance(thing, Ask):
            inner = self._ask(thing, _limit(outer, axis))
        else:
            both = merge(thing, _limit(outer, axis))
            if both is None:
                raise Unfit("what is said of all does not fit")
            both = self.able(both, {axis.name} & self.lookup.dimensions.keys())
            if axis.name in GRAINS and both.time is None:
                both = replace(both, time=Time(("all",)))
            if axis.name in GRAINS and both.time is not None and isinstance(both.time.whens[0], Span):
                size = 4 if axis.name == "year" else 1
                if len(both.time.whens) == 1 and both.time.whens[0].length <= size:
                    raise Unfit("nothing to pick from")
            inner = self.thing(both)
        if isinstance(inner, Over) and not isinstance(inner.of, Over) and inner.values:
            if inner.axis == axis.name or (ask.option("axis").name == "who" and self._refers(inner.axis)):
                return inner  # "Kalayaan, Unseen, Migrant Help: who made the most?"
            if axis.name == LISTED:
                return inner
            if inner.axis == "period" and unit_of(inner.values) == axis.name:  # "which year, 2021, 2022 or 2023?"
                return Over(inner.of, axis.name, inner.values)
        if axis.name == LISTED:
            raise Unfit("a list of several things")
        return Over(inner, axis.name)

    def _share_by(self, thing: Ask, axis: Axis, outer: Frame) -> Node:
        """ "Which nationality made up the highest share of child referrals": each one's share of those."""
        if axis.name not in self.lookup.dimensions:
            raise Unfit("a share that each period is of another whole")
        part = Frame(where=axis.where, axes=(Axis(axis.name),))
        return self._ask(Ask("share", (part, *thing.args), (), thing.outer), _limit(outer, axis))

    def _refers(self, dimension: str) -> bool:
        return dimension in self.lookup.dimensions and self.lookup.dimensions[dimension].place == "by"

    def _pick(self, ask: Ask, outer: Frame) -> Node:
        over = self._over(ask, outer)
        what: Literal["value", "which"] = "value" if ask.option("value") else "which"
        each = tables(over, self.lookup) if isinstance(over, Over) and isinstance(over.of, Over) else ()
        if isinstance(over, Over) and isinstance(over.of, Over) and not each:
            raise Unfit("the highest of every period, or of each of too many")
        found = tuple(Pick(one, ask.option("nth", 1), ask.option("high"), what) for one in each or (over,))
        return Each(found) if each else found[0]

    def _top(self, ask: Ask, outer: Frame) -> Node:
        return in_each(self._over(ask, outer), lambda one: Top(one, ask.option("n"), ask.option("high")), self.lookup)

    def _rest(self, ask: Ask, outer: Frame) -> Node:
        return Top(self._over(ask, outer), ask.option("n") or 1, ask.option("high"), "rest")

    def _top_sum(self, ask: Ask, outer: Frame) -> Node:
        return Top(self._over(ask, outer), ask.option("n"), ask.option("high"), "sum")

    def _top_share(self, ask: Ask, outer: Frame) -> Node:
        over = self._over(ask, outer)
        if not (isinstance(over, Over) and isinstance(over.of, Count)):
            raise Unfit("a share of several counts")
        return Ratio(Top(over, ask.option("n"), ask.option("high"), "sum"), over.of)

    def _spread(self, ask: Ask, outer: Frame) -> Node:
        over = self._over(ask, outer)
        return Minus(Pick(over, 1, True, "value"), Pick(over, 1, False, "value"))

    def _members(self, ask: Ask, outer: Frame) -> Node:
        return Having(self._over(ask, outer), ">", 0, "count")

    def _having(self, ask: Ask, outer: Frame) -> Node:
        return Having(self._over(ask, outer), ask.option("op"), ask.option("n"), ask.option("what"))

    def _having_than(self, ask: Ask, outer: Frame) -> Node:
        """Those beyond one of them: of that one the same is counted."""
        many, one = ask.args
        assert isinstance(many, Frame) and isinstance(one, Frame)
        axis = self._axis(replace(ask, args=(many,)))
        timed = axis.name in GRAINS
        if not timed and axis.name not in one.filters:
            raise Unfit("one that is none of them")
        many = many if timed else fill_time(many, one)
        same = merge(replace(many, time=None), one) if timed else merge(many, one)
        other = merge(same, replace(outer, time=None) if timed else outer) if same is not None else None
        if other is None:
            raise Unfit("what is said of all does not fit")
        figure, size = self.thing(other), SIZE.get(axis.name)
        when = figure.when if isinstance(figure, Count) else None
        if not isinstance(figure, Count) or (size and not (isinstance(when, Span) and when.length == size)):
            raise Unfit("another thing than those")
        over = self._over(Ask("having", (many,), ask.options), outer)
        return Having(over, ask.option("op"), figure, ask.option("what"))

    def _average(self, ask: Ask, outer: Frame) -> Node:
        axis: Axis = ask.option("axis")
        if axis.name in ("month", "week", "day"):
            (thing,) = ask.args
            return Per(self._part(thing, outer), axis.name)  # type: ignore[arg-type]
        over = self._over(ask, outer)
        assert isinstance(over, Over)
        inner = over.of
        if isinstance(inner, Over) and inner.values:  # "on average per quarter, 2021 against 2025", "… men and women"
            each = [
                at_time(inner.of, v) if isinstance(v, Span) else with_member(inner.of, inner.axis, v)
                for v in inner.values
            ]
            return Each(tuple(SUMMARIES[ask.option("kind")](Over(one, over.axis)) for one in each))
        return SUMMARIES[ask.option("kind")](over)

    def _running(self, ask: Ask, outer: Frame) -> Node:
        over = self._over(ask, outer)
        assert isinstance(over, Over)
        return Running(over)

    def _trend(self, ask: Ask, outer: Frame) -> Node:
        (thing,) = ask.args
        frame = thing.outer if isinstance(thing, Ask) else thing
        time = frame.time
        short = (
            time is not None and len(time.whens) == 1 and isinstance(time.whens[0], Span) and time.whens[0].length <= 8
        )
        usual = self.lookup.publication.default_grain if time is None else ""
        grain = usual or ("quarter" if short else "year")
        if any(a.name in GRAINS for a in frame.axes):
            return self._part(thing, outer)
        if time is not None and len(time.whens) > 1:
            return self._part(thing, outer)
        inner = self._part(thing, outer if time is not None else fill(outer, Frame(time=Time(("all",)))))
        return Over(inner, grain)

    def _place(self, ask: Ask, outer: Frame) -> Node:
        frame = self._frame(ask, outer)
        named = [(d, ids) for d, ids in frame.where if len(ids) == 1 and not ids[0].startswith("!")]
        named = [one for one in named if one[0] == ask.option("axis", "")] or named
        if len(named) != 1:
            raise Unfit("no one member to place")
        (dimension, (member,)) = named[0]
        among = with_counts(  # of all of them, and not of the one that was spoken of
            self.thing(without(frame, {dimension})),
            lambda count: replace(count, where=tuple(one for one in count.where if one[0] != dimension)),
        )
        return in_each(Over(among, dimension), lambda one: Place(one, member), self.lookup)

    def _history(self, ask: Ask, outer: Frame) -> Node:
        frame = self._frame(ask, outer)
        if frame.time is not None:
            spans = tuple(w for w in frame.time.whens if isinstance(w, Span))
            frame = replace(frame, time=Time(spans)) if spans else frame
        return History(self.thing(frame))


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


def _one_year(thing: object) -> bool:
    whens = thing.time.whens if isinstance(thing, Frame) and thing.time is not None else ()
    return len(whens) == 1 and isinstance(whens[0], Span) and whens[0].is_year
