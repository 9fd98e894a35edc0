"""A follow-up that adds or spreads what was told: totals, averages, a month's share, combinations."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.per import Per
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.summaries import SUMMARIES
from assistant.asked.walk import counts, with_counts, with_when
from assistant.english.build import containing
from assistant.english.comparisons import Comparisons
from assistant.english.ends import GRAINS
from assistant.english.extremes import along
from assistant.english.frame import Frame
from assistant.english.turn import Turn
from assistant.period import Span


class Sums(Comparisons):
    """Edits that add; keeps nothing between them."""

    def _spread(self, turn: Turn) -> Node | None:
        """ "So how many is that a month?": spread over the months, weeks or days of its period."""
        (axis,) = turn.frame.axes
        tree = self.editor.edit(turn.tree, replace(turn.frame, axes=()))
        tree = tree.of if isinstance(tree, Per) else tree
        return Per(tree, axis.name) if isinstance(tree, (Count, Over)) else None  # type: ignore[arg-type]

    def _summary(self, turn: Turn) -> Node | None:
        table = turn.tree.over if isinstance(turn.tree, Pick) else turn.tree
        if turn.grains:
            table = self.editor.edit(table, turn.frame)  # "a quarter on average", "average per year"
        table = along(self.editor, table)
        return SUMMARIES[turn.signs["AVERAGE"]](table) if isinstance(table, Over) else None

    def _summed(self, turn: Turn) -> Node | None:
        """ "Total", "together": of a table over time the whole stretch, of several named all of them."""
        table = turn.tree
        assert isinstance(table, Over)
        if table.axis in GRAINS:
            return table.of
        spans = sorted(value for value in table.values if isinstance(value, Span))
        if table.axis == "period":
            beside = all(a.end + 1 == b.start for a, b in pairwise(spans))
            return with_when(table.of, Span(spans[0].start, spans[-1].end)) if beside else None
        if not table.values:
            return self.editor.whole(table) if "TOTAL" in turn.said else None
        many = tuple(Frame(where=((table.axis, (str(value),)),)) for value in table.values)
        return self.editor.edit(table.of, Frame(lists=(many,), together=True))

    def _together(self, turn: Turn) -> Node | None:
        """ "Both together?" of the two figures told last: of two kinds of people, or two stretches side by side."""
        told = [*turn.context.before_it, *turn.context.asked][-2:]
        if len(told) == 2 and all(isinstance(one, Ratio) and one.as_ == "percent" for one in told):
            (a, whole), (b, other) = ((one.part, one.whole) for one in told if isinstance(one, Ratio))
            part = self._joined(a, b) if whole == other else None
            return Ratio(part, whole, "percent") if part is not None else None
        return self._joined(*told) if len(told) == 2 else None

    def _joined(self, a: Node, b: Node) -> Node | None:
        """Two counts as one; None where they may hold the same people, or are not told of one thing."""
        if not (isinstance(a, Count) and isinstance(b, Count)) or (a.measure, a.as_of) != (b.measure, b.as_of):
            return None
        if a.where == b.where and isinstance(a.when, Span) and isinstance(b.when, Span):
            first, last = sorted((a.when, b.when))
            return replace(a, when=Span(first.start, last.end)) if first.end + 1 == last.start else None
        own, other = dict(a.where), dict(b.where)
        apart = [d for d in own if own[d] != other.get(d)]
        if a.when != b.when or own.keys() != other.keys() or len(apart) != 1:
            return None
        many = tuple(Frame(where=((apart[0], limits[apart[0]]),)) for limits in (own, other))
        return self.editor.edit(a, Frame(lists=(many,), together=True), within=True)

    def _total_of(self, turn: Turn) -> Node | None:
        """ "Total for the year" after a table by quarter."""
        table = turn.tree
        assert isinstance(table, Over)
        return self.editor.edit(table.of, turn.frame) if table.axis in GRAINS else None

    def _with_combinations(self, turn: Turn) -> Node | None:
        """ "Alone or with other types?": of the types that were spoken of."""
        where = {count.where for count in counts(turn.tree)}
        found = containing(self.kinds, Frame(where=where.pop()), "") if len(where) == 1 else None
        return with_counts(turn.tree, lambda count: replace(count, where=found.where)) if found is not None else None
