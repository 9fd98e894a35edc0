"""What changed between two periods, by how much, and whether it did."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.asked.before import Before
from assistant.asked.each import Each
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.ratio import Ratio
from assistant.asked.truth import Truth
from assistant.english.asks import Ask
from assistant.english.ends import (
    GRAINS,
    As,
    Unfit,
    back,
    ends_of,
    stepless,
    two_periods,
    unit_of,
    untimed,
)
from assistant.english.frame import EMPTY, Frame, Time, fill, fill_time, merge
from assistant.english.sides import Sides


@dataclass(frozen=True)
class Changes(Sides):
    """Operations over one thing at two times, and yes or no."""

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
        first, last = ends_of(frame)
        return self._between(self.thing(replace(frame, time=last)), self.thing(replace(frame, time=first)), "number")

    def _grown(self, ask: Ask, outer: Frame) -> Node:
        """ "By what factor did referrals grow from 2019 to 2023?"."""
        frame = self._frame(ask, outer)
        first, last = two_periods(frame)
        return Ratio(self.thing(replace(frame, time=last)), self.thing(replace(frame, time=first)), "times")

    def _yearly(self, ask: Ask, outer: Frame) -> Node:
        """ "The change in each quarter of 2023 on the same quarter of 2022"."""
        frame = self._frame(ask, outer)
        _, last = ends_of(replace(frame, axes=()))
        inner = self.thing(replace(frame, time=last, axes=()))
        return Over(Minus(inner, Before(inner, "year"), unit_of(ask)), "quarter")

    def _truth(self, ask: Ask, outer: Frame) -> Node:
        op, factor = ask.option("op"), ask.option("factor", 1)
        if len(ask.args) == 2:
            a, b = self._pair(ask, outer)
            return Truth(a, op, b, factor)
        frame = self._frame(ask, outer)
        if ask.option("n") is not None:
            return Truth(self.thing(frame), op, ask.option("n"))
        first, last = two_periods(frame)
        return Truth(
            self._part(replace(frame, time=last), EMPTY), op, self._part(replace(frame, time=first), EMPTY), factor
        )

    def _change(self, ask: Ask, outer: Frame) -> Node:
        (thing,) = ask.args
        as_ = unit_of(ask)
        frame = thing.outer if isinstance(thing, Ask) else thing
        all_said = merge(frame, outer)
        if isinstance(thing, Ask):
            times = [x for x in (*thing.args, thing.outer, outer) if isinstance(x, Frame) and x.time]
            steps = [x.step for x in (*thing.args, thing.outer, outer) if isinstance(x, Frame) and x.step]
            if (not times and not ask.option("yes")) or (steps and len(times) < 2) or not times:
                return self._change_from_newest(ask, thing, outer, as_, steps)
            if len(times) != 1:
                raise Unfit("a change without its periods")
            first, last = two_periods(times[0])
            bare = replace(thing, args=tuple(untimed(x) for x in thing.args), outer=untimed(thing.outer))
            base = untimed(outer)
            return self._between(
                self._ask(bare, fill(Frame(time=last), base)), self._ask(bare, fill(Frame(time=first), base)), as_
            )
        if all_said is None:
            raise Unfit("what is said of all does not fit")
        step = all_said.step or "year"
        stretch = all_said.time is not None and len(all_said.time.ends) == 2
        if all_said.step in GRAINS and stretch:
            return self._step(
                Ask(
                    "step",
                    (replace(all_said, step=""),),
                    (*ask.options[:0], ("step", step), ("percent", as_ == "percent")),
                ),
                EMPTY,
            )
        all_said = replace(all_said, step="")
        if all_said.time is None or frame.step or outer.step:
            usual = Time((f"latest_{step if step in GRAINS else 'year'}",))
            newest = self.thing(replace(all_said, time=all_said.time or usual))
            if isinstance(newest, (Over, Each)):
                raise Unfit("a change of a table without a period")
            before = back(newest, step)
            down = ask.option("way") == "down"
            return Truth(newest, "<" if down else ">", before) if ask.option("yes") else Minus(newest, before, as_)
        first, last = two_periods(all_said)
        a, b = self.thing(replace(all_said, time=last)), self.thing(replace(all_said, time=first))
        made = self._over_change(a, b, as_) if isinstance(a, Over) else self._between(a, b, as_)
        if ask.option("yes"):
            return Truth(a, "<" if ask.option("way") == "down" else ">", b)
        return made

    def _change_from_newest(self, ask: Ask, thing: Ask, outer: Frame, as_: As, steps: list[str]) -> Node:
        """A share that changed since the year before; the newest year where none is named."""
        step = steps[0] if steps and steps[0] in GRAINS else "year"
        plain = replace(thing, args=tuple(stepless(x) for x in thing.args), outer=stepless(thing.outer))
        newest = self._ask(plain, fill_time(stepless(outer), Frame(time=Time((f"latest_{step}",)))))
        if not isinstance(newest, Ratio):
            raise Unfit("a change of a table without a period")
        before = back(newest, step)
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
        as_ = unit_of(ask)
        if isinstance(thing, Frame):
            thing = replace(thing, axes=tuple(a for a in thing.axes if a.name not in GRAINS))
        else:
            thing = replace(thing, outer=replace(thing.outer, axes=()))
        timed = outer.time or thing.time if isinstance(thing, Frame) else outer.time or thing.outer.time
        inner = self._part(thing, outer if timed else fill(outer, Frame(time=Time(("all",)))))
        if isinstance(inner, Ratio) and as_ == "number":
            as_ = "points"
        return Over(Minus(inner, Before(inner, step), as_), step)
