"""A follow-up edits the tree before it: what it names takes the place of the part of that kind, the rest stays."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from itertools import pairwise
from typing import Any

from assistant.asked.count import Count
from assistant.asked.each import Each
from assistant.asked.history import History
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.asked.walk import counts, over_of, rebuilt, undivided, walk, with_counts, with_when
from assistant.catalog.lookup import Lookup
from assistant.english.counting import Counting
from assistant.english.ends import GRAINS, Unfit, before_newest, moved, newest_but_one, widened
from assistant.english.followed import (
    along,
    at_place_of,
    axis_of,
    denied,
    headed,
    is_one_of,
    is_series,
    left_out,
    of_its_periods,
    single,
    without_axes,
)
from assistant.english.frame import Frame, Time
from assistant.english.kinds import referrers
from assistant.english.lasting import days_again
from assistant.period import Span


class Editor:
    """Edits trees against one catalog."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        self.persons = {d.id for d in lookup.catalog.dimensions if d.persons}
        self.agents = {d.id for d in lookup.catalog.dimensions if d.place == "by"}
        self.referrers = referrers(lookup.catalog)
        self.people = self.persons | {d.id for d in lookup.catalog.dimensions if d.noun}

    def edit(self, tree: Node, said: Frame, within: bool = False) -> Node:
        """``tree`` with what ``said`` names; ``within``: of those, so that limits are added and none is replaced.

        Raises :class:`Unfit` where nothing of the tree can take it.
        """
        if said.strong:
            tree = self._measured(tree, said.strong)
        if said.time is not None:
            ranked = isinstance(tree, (Pick, Top)) and axis_of(tree.over) in {d for d, _ in said.where}
            tree = self._limited(tree, said.where, within) if ranked and len(said.time.whens) > 1 else tree
            tree = self._timed(tree, said.time, said.together)
        if said.as_of:
            tree = with_counts(tree, lambda c: replace(c, as_of=said.as_of))
        if said.step:
            tree = self._stepped(tree, said.step)
        if said.less:
            tree = with_counts(tree, lambda count: left_out(count, said.less))
        if said.where:
            tree = self._limited(tree, self._contrasted(tree, said), within, said.everyone)
        for many in said.lists:
            tree = self._listed(tree, many, within, said.together, not said.beside)
        for n, axis in enumerate(said.axes):
            if axis.where:
                tree = self._limited(tree, axis.where, within)
            # "By gender, and by adults and children": by both.
            beside = said.lists and isinstance(tree, Over) and axis.name not in (tree.axis, *GRAINS)
            tree = Over(tree, axis.name) if beside else self._broken_down(tree, axis.name, bool(n))
        return single(tree)

    def freed(self, tree: Node, name: str) -> Node:
        """ "Any type of exploitation", "any first responder": without a limit or a breakdown of that kind."""
        while isinstance(tree, Over) and tree.axis == name:
            tree = tree.of
        gone = self.referrers if name in self.referrers else {name}
        return with_counts(tree, lambda c: replace(c, where=tuple(x for x in c.where if x[0] not in gone)))

    def decided(self, count: Count) -> bool:
        """Is it limited by what became of a case? ("positive conclusive decisions")"""
        return bool({d.id for d in self.lookup.catalog.dimensions if d.place == "kind"} & set(dict(count.where)))

    def _holds_several(self, name: str, ids: tuple[str, ...]) -> bool:
        """Are there still several of the kind, with this limit on it: without some, or of a group of them?"""
        return denied(ids) or (name in self.lookup.dimensions and any(self.lookup.group(name, i) for i in ids))

    def nationwide(self, tree: Node) -> Node:
        """ "The whole of the UK": without who referred them, or where."""
        for name in self.agents:
            tree = self.freed(tree, name)
        return tree

    def whole(self, tree: Node) -> Node:
        """ "And overall?": the same without its limits on people; without who referred them where it has none."""
        kinds = {d.id for d in self.lookup.catalog.dimensions if d.place == "kind"}

        def change(count: Count) -> Count:
            people = any(d not in kinds | self.agents for d, _ in count.where)
            kept = kinds | self.agents if people else kinds
            return replace(count, where=tuple(x for x in count.where if x[0] in kept))

        return with_counts(without_axes(tree), change)

    def of_all(self, tree: Node) -> Node:
        """ "All women": without what else people were limited by; who referred them stays, and the outcome."""
        kinds = {d.id for d in self.lookup.catalog.dimensions if d.place == "kind"}
        kept = kinds | self.agents
        return with_counts(tree, lambda c: replace(c, where=tuple(x for x in c.where if x[0] in kept)))

    def of_everybody(self, tree: Node, gone: Set[str] | None = None) -> Node:
        """ "Everyone": of all ages and of both genders; without other limits on people where they are ``gone``."""
        left = self.persons if gone is None else gone
        return with_counts(tree, lambda c: replace(c, where=tuple(x for x in c.where if x[0] not in left)))

    def alone(self, tree: Node, named: set[str]) -> Node:
        """ "The total for Scotland": of those of this kind alone; "total kids", after the girls of a force: of that."""
        kept = named | (self.agents if named <= self.persons else set())
        kept |= {d.id for d in self.lookup.catalog.dimensions if d.place == "kind"}
        return with_counts(tree, lambda c: replace(c, where=tuple(x for x in c.where if x[0] in kept)))

    def finer(self, tree: Node | None) -> str:
        """The breakdown that tells apart those whom a count is of: first responders, of the police; else nothing."""
        limits = set(tree.where) if isinstance(tree, Count) else set()
        for parts in self.lookup.catalog.language.compounds.values():
            name = parts.get("by") or parts.get("which")
            kind = {(d, (m,)) for d, m in parts.items() if d in self.lookup.dimensions}
            if name and kind and kind <= limits:
                return name
        return ""

    def _measured(self, tree: Node, strong: tuple[str, ...]) -> Node:
        if len(strong) > 1:
            raise Unfit("two counts")
        measure = days_again(self.lookup.catalog, {count.measure for count in counts(tree)}, strong[0])
        implied = self.lookup.measures[measure].includes
        able = self.lookup.dimensions_of(measure)

        def change(count: Count) -> Count:
            kinds = {d.id for d in self.lookup.catalog.dimensions if d.place == "kind"} - able
            where = tuple((d, i) for d, i in count.where if d not in kinds and i != (implied.get(d),))
            return replace(count, measure=measure, where=where)

        return with_counts(tree, change)

    def _timed(self, tree: Node, time: Time, together: bool = False) -> Node:
        tree = of_its_periods(tree, time)
        if len(time.whens) == 1:
            when = time.whens[0]
            added = ("period", *GRAINS) if together else ("period",)
            if isinstance(tree, Over) and (tree.axis in added or is_one_of(tree, when)):
                return with_when(tree.of, when)
            return with_when(undivided(tree, when), when)
        spans = tuple(sorted(w for w in time.whens if isinstance(w, Span)))
        if len(spans) != len(time.whens):
            raise Unfit("periods of two kinds")
        if (table := over_of(tree)) is not None and axis_of(table) in (*GRAINS, "period"):
            raise Unfit("what was picked of one time, at several")
        if isinstance(tree, (Minus, Truth)) and len({count.when for count in counts(tree)}) > 1:
            raise Unfit("a change between two times, at several")
        inner = tree.of if isinstance(tree, History) or is_series(tree) else tree
        if together and all(a.end + 1 == b.start for a, b in pairwise(spans)):
            return with_when(inner, Span(spans[0].start, spans[-1].end))
        ranked = isinstance(inner, (Pick, Top))  # who was first, or among the first few, each time
        return Each(tuple(with_when(inner, span) for span in spans)) if ranked else Over(inner, "period", spans)

    def _stepped(self, tree: Node, step: str) -> Node:
        """ "And the year before?": the period one step earlier."""
        table = over_of(tree)
        if isinstance(table, Over) and table.axis == "period":
            return replace(tree, over=self._stepped(table, step))  # type: ignore[arg-type]
        if isinstance(tree, Over) and tree.axis == "period":
            spans = tuple(moved(span, step) for span in tree.values)
            return Over(with_when(tree.of, spans[0]), "period", spans)
        return (newest_but_one(tree, step) or before_newest(tree, step)) or with_counts(
            tree, lambda count: replace(count, when=moved(count.when, step))
        )

    def _limited(
        self, tree: Node, where: tuple[tuple[str, tuple[str, ...]], ...], within: bool, whole: bool = False
    ) -> Node:
        named = {d for d, _ in where}
        if isinstance(tree, (Minus, Truth)):  # each side by itself: a share is of its own whole
            sides = [dict(count.where) for count in counts(tree)]
            apart = {d for one in sides for d in one if any(other.get(d) != one[d] for other in sides)}
            within = within or (bool(apart & self.persons) and not named & apart)  # "and children?", of men and women
            return rebuilt(tree, lambda side: self._limited(side, where, within, whole))
        if all(i.startswith("!") for _, ids in where for i in ids) and not isinstance(tree, Ratio):
            if isinstance(tree, Over) and tree.axis in named and tree.values:
                return self._unlisted(tree, dict(where)[tree.axis])
            return with_counts(tree, lambda c: replace(c, where=self._less(dict(c.where), dict(where))))
        if (placed := at_place_of(tree, where)) is not None:
            return placed
        if isinstance(tree, (Pick, Top)):
            tree = tree.over if axis_of(tree.over) in named | self._of_one_kind(named) else tree
        if isinstance(tree, Ratio) and axis_of(tree) in named and isinstance(tree.part, Over):
            return replace(tree, part=self._limited(tree.part, where, within, whole))  # of one whole, as the table was
        if isinstance(tree, Over) and tree.axis in named | self._of_one_kind(named):
            tree = tree.of
        share = isinstance(tree, Ratio) and tree.as_ == "percent" and not within
        if share and isinstance(tree, Ratio) and isinstance(tree.part, Count) and isinstance(tree.whole, Count):
            own = {d for d, _ in tree.part.where if dict(tree.whole.where).get(d) != dict(tree.part.where)[d]}
            alike = next((kind for kind in (self.persons, self.referrers) if named <= kind and own & kind), None)
            if named & own or alike is not None:
                gone = own & alike if alike is not None else named
                kept = tuple((d, i) for d, i in tree.part.where if d not in gone)
                return replace(
                    tree, part=replace(tree.part, where=tuple(sorted({**dict(kept), **dict(where)}.items())))
                )

        def change(count: Count) -> Count:
            return replace(
                count, where=tuple(sorted({**dict(self._kept(count, where, within, whole)), **dict(where)}.items()))
            )

        if not isinstance(tree, (Count, Ratio)) and any(isinstance(inner, Ratio) for inner in walk(tree)):
            return rebuilt(tree, lambda inner: self._limited(inner, where, within, whole))  # shares in a table
        return with_counts(tree, change)

    def _unlisted(self, tree: Over, left_out: tuple[str, ...]) -> Node:
        """ "Drop the children", of adults and children that were listed."""
        kept = tuple(str(value) for value in tree.values if f"!{value}" not in left_out)
        if not kept or len(kept) == len(tree.values):
            raise Unfit("none of those listed")
        return replace(tree, values=kept) if len(kept) > 1 else self._limited(tree.of, ((tree.axis, kept),), True)

    def _of_one_kind(self, named: set[str]) -> set[str]:
        """ "And Kent Police?" after a table of the types of who refers: of one of them, and no table."""
        return self.agents if named & self.agents else set()

    def _contrasted(self, tree: Node, said: Frame) -> Any:
        """ "And men?" after boys: men as they are set against boys, which is to say adults."""
        own = {d for d, _ in said.beside} | {d for d, _ in said.where if d in self.persons}
        known = any(own <= set(dict(count.where)) for count in counts(tree))
        again = all(set(said.where) <= set(count.where) for count in counts(tree))  # "just the women", of females
        known = known or (again and said.time is None and not said.step)
        return tuple(sorted({**dict(said.where), **(dict(said.beside) if known and said.beside else {})}.items()))

    def _less(
        self, own: dict[str, tuple[str, ...]], left_out: dict[str, tuple[str, ...]]
    ) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Limits less what is left out; of a member that is named, no other can be ("in Scotland, not in England")."""
        for name, ids in left_out.items():
            members = {m.id for m in self.lookup.dimensions[name].members}
            named = own.get(name, ())
            if named and denied(named):
                own[name] = tuple(dict.fromkeys((*named, *ids)))  # "and excluding Albania too"
            elif not (named and set(named) <= members and not {f"!{one}" for one in named} & set(ids)):
                own[name] = ids
        return tuple(sorted(own.items()))

    def _kept(self, count: Count, where: Any, within: bool, whole: bool) -> Any:
        """ "And how many children?" takes the place of "women": both name persons. After girls "and adults?" takes that
        of children, and they stay female.
        """
        if within:  # a force and its kind are one limit: "of those by councils" is not of the police
            refers = {d for d, _ in where} & self.referrers
            return tuple((d, i) for d, i in count.where if not refers or d not in self.referrers - refers)
        own, gone = dict(count.where), set[str]()
        for kind in (self.persons, self.referrers):
            named = {d for d, _ in where if d in kind}
            other = any(d in own and own[d] != ids for d, ids in where if d in kind)
            gone |= named if other and not whole else kind if named else set()
        kept = {d for d, ids in own.items() if denied(ids)}  # "men only", after those without children
        gone -= kept - {d for d, _ in where}
        return tuple((d, i) for d, i in count.where if d not in gone)

    def _listed(self, tree: Node, many: tuple[Frame, ...], within: bool, together: bool, told_apart: bool) -> Node:
        own, many = headed(many, (self.persons, self.referrers))
        tree = self._limited(tree, own, within) if own else tree
        kinds = {d for one in many for d, _ in one.where}
        if len(kinds) > 1 and kinds <= self.referrers and isinstance(tree, Count) and not together:
            return Each(tuple(self._limited(tree, one.where, within) for one in many))  # "councils and charities?"
        if len(kinds) != 1 or any(len(one.where) != 1 or len(one.where[0][1]) != 1 for one in many):
            raise Unfit("a list of several kinds")
        (kind,) = kinds
        names = tuple(dict.fromkeys(one.where[0][1][0] for one in many))
        persons = kind in self.persons and not within and not told_apart  # "by male and female": of them

        def change(count: Count) -> Count:
            return replace(
                count, where=tuple((d, i) for d, i in count.where if d != kind and not (persons and d in self.persons))
            )

        inner = tree.of if isinstance(tree, Over) and tree.axis == kind else tree
        if together and Counting(self.lookup).makes_up(kind, names):
            return with_counts(inner, change)
        if together:
            return self._limited(with_counts(inner, change), ((kind, names),), within)
        return Over(with_counts(inner, change), kind, names)

    def _broken_down(self, tree: Node, name: str, besides: bool = False) -> Node:
        if name not in GRAINS and name not in self.lookup.dimensions:
            raise Unfit("no such breakdown")
        if isinstance(tree, Over) and tree.axis == "period" and name not in GRAINS:
            return replace(tree, of=self._broken_down(tree.of, name, besides))  # "by age in 2020 and 2022": in each
        if isinstance(tree, Pick) and isinstance(tree.over, Over) and tree.over.axis == name:
            tree = tree.over  # "by quarter", after which quarter was highest
        alike = {*GRAINS} if name in GRAINS else {name} if besides else self.lookup.dimensions
        while isinstance(tree, Over) and tree.axis in alike:
            tree = tree.of
        if isinstance(tree, Top):
            tree = tree.over.of if isinstance(tree.over, Over) else tree.over
        if name in GRAINS and isinstance(tree, Over) and tree.axis == "period":
            spans = [v for v in tree.values if isinstance(v, Span)]
            tree = with_when(tree.of, Span(spans[0].start, spans[-1].end))
        tree = along(tree) if name in GRAINS else tree
        # Who is left out stays left out: "by nationality", of those who are not from the UK.
        tree = with_counts(
            tree, lambda c: replace(c, where=tuple(x for x in c.where if x[0] != name or self._holds_several(*x)))
        )
        if name in GRAINS:
            tree = with_counts(tree, lambda c: replace(c, when=widened(c.when, 4 if name == "year" else 1)))
        return Over(tree, name)
