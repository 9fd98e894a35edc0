"""A follow-up that tells what was counted as a part: of all, of what it names, of a change; or in percent."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from assistant.asked.count import Count
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.walk import counts
from assistant.english.ends import GRAINS
from assistant.english.frame import Frame
from assistant.english.part_of import as_share, of_its_kind, of_part, part_of, share_of
from assistant.english.said_of import beside_it
from assistant.english.summing import Sums
from assistant.english.turn import Turn, counted


class Parts(Sums):
    """Edits that make shares; keeps nothing between them."""

    def _in_percent(self, turn: Turn) -> Node | None:
        tree = turn.tree
        if turn.of_two_times:
            return self._two_apart(tree, True)  # "percent?", after the figures of two years side by side
        return replace(tree, as_="percent") if turn.said and isinstance(tree, Minus) and tree.as_ == "number" else None

    def _rate(self, turn: Turn) -> Node | None:
        """ "What was the rate?" after the positive decisions: of all decisions; so too after those were told."""
        gone = [one for one in turn.context.spoken if one != turn.tree]
        for part in (turn.tree, *gone[-1:]):
            if isinstance(part, Count) and self.editor.decided(part):
                whole = self._of_any_outcome(part)
                return Ratio(part, whole, "percent") if turn.tree in (part, whole) else None
        return None

    def _of_any_outcome(self, count: Count) -> Count:
        told = {d.id for d in self.editor.lookup.catalog.dimensions if d.place == "kind"}
        return replace(count, where=tuple(x for x in count.where if x[0] not in told))

    def _part_of_change(self, turn: Turn) -> Node | None:
        shares = isinstance(turn.tree, Minus) and "SHARE" in turn.said and bool(turn.frame.where)
        return Ratio(self.editor.edit(turn.tree, turn.frame), turn.tree, "percent") if shares else None

    def _share(
        self, tree: Node, frame: Frame, said: set[str] | frozenset[str], that: bool, wider: Node | None
    ) -> Node | None:
        """ "What share is that?", "as a percentage of all", "and what share were women?": the tree as a share."""
        if (kind := of_its_kind(self.editor, tree, frame)) is not None:
            return kind
        if (apart := self._of_outcome(tree, frame) or self._of_each_member(tree, frame, said)) is not None:
            return apart
        if "THOSE" in said and "SHARE" in said and (theirs := of_part(self.editor, tree, frame)) is not None:
            return theirs
        if that and frame.where:
            return self._of_named(tree, frame)
        if "TOTAL" in said and "SHAREOF" in said and frame.where:
            return part_of(self.editor, tree, frame)
        if "EVERYONE" in said or ("SHAREOF" in said and not (frame.where or frame.counts)):
            return as_share(self.editor.edit(tree, replace(frame, noun=False)))
        if "SHAREOF" in said and frame.where:
            return self._of_named(tree, frame)
        if frame.counts:
            return self._share_of_all(tree, frame)
        grains = {axis.name for axis in frame.axes} <= set(GRAINS)  # "as a share each year"
        if frame.where or frame.lists or not grains:
            return None
        tree = self.editor.edit(tree, frame)
        if "THOSE" in said and wider is None and (whole := self._of_theirs(tree)) is not None:
            return whole
        if isinstance(tree, Count) and isinstance(wider, Count) and replace(wider, where=()) == tree:
            return Ratio(wider, tree, "percent")  # a part of it was asked before
        if isinstance(wider, Count) and isinstance(tree, Count):
            return Ratio(tree, replace(tree, where=wider.where), "percent")
        if isinstance(tree, Count) and self.editor.decided(tree) and (whole := self._of_any_outcome(tree)).where:
            return Ratio(tree, whole, "percent")  # of the decisions for children, after the positive ones for them
        return as_share(tree)

    def _of_each_member(self, tree: Node, frame: Frame, said: Set[str]) -> Node | None:
        """ "What share of those were children?", after Albanians and Vietnamese side by side: of each of them."""
        table = tree if isinstance(tree, Over) and tree.values and tree.axis not in (*GRAINS, "period") else None
        plain = bool(frame.where) and not (frame.axes or frame.lists or frame.time or frame.step or frame.counts)
        if table is None or not plain or not isinstance(table.of, Count) or said - {"SHARE", "THOSE"}:
            return None
        if table.axis in {d for d, _ in frame.where}:
            return None
        whole = replace(table.of, where=tuple(x for x in table.of.where if x not in frame.where))
        part = self.editor.edit(whole, frame, within=True)
        return Over(Ratio(part, whole, "percent"), table.axis, table.values)

    def _of_outcome(self, tree: Node, frame: Frame) -> Node | None:
        """ "Positive ones as a %", after all decisions: of those."""
        kinds = {d.id for d in self.editor.lookup.catalog.dimensions if d.place == "kind"}
        ended = bool(frame.where) and {d for d, _ in frame.where} <= kinds and not (frame.axes or frame.lists)
        if not ended or not isinstance(tree, Count) or self.editor.decided(tree) or frame.counts or frame.time:
            return None
        return Ratio(self.editor.edit(tree, frame), tree, "percent")

    def _of_named(self, tree: Node, frame: Frame) -> Node:
        """ "And of all police referrals?", after the share of a force: of those of its kind; else of whom it names."""
        part = counted(tree)
        alone = not (
            isinstance(tree, Ratio) and any(d in self.editor.referrers for d, _ in counts(tree.whole)[0].where)
        )
        kind = of_its_kind(self.editor, part, replace(frame, strong=())) if alone else None
        return kind or share_of(part, frame)

    def _whole(self, turn: Turn) -> Node | None:
        """ "Out of how many?": the whole of the share, or of the share that the count would be; "out of how many
        children?" of those, where they hold whoever was counted.
        """
        tree, frame = turn.tree, turn.frame
        if frame.where and isinstance(tree, Count) and not (frame.lists or frame.axes):
            return replace(tree, where=frame.where) if set(frame.where) < set(tree.where) else None
        if isinstance(tree, Count):
            wider = beside_it(tree, turn.context)
            if wider is None and turn.still and self.editor.decided(tree):
                return self._of_any_outcome(tree)  # the decisions for children, of which so many were positive
            tree = self._share(tree, frame, turn.of_whom, False, wider) or tree
        return tree.whole if isinstance(tree, Ratio) and (turn.still or isinstance(turn.tree, Count)) else None

    def _of_theirs(self, tree: Node) -> Node | None:
        """ "As a share of theirs?": of all that the same referred; None of nobody who refers, or of all of it."""
        if not isinstance(tree, Count):
            return None
        theirs = tuple(limit for limit in tree.where if limit[0] in self.editor.agents)
        return Ratio(tree, replace(tree, where=theirs), "percent") if theirs and theirs != tree.where else None

    def _share_of_all(self, tree: Node, frame: Frame) -> Node | None:
        """ "What percentage of all 2023 referrals is that?": the whole is named, and is that of the count before."""
        known = counts(tree)[0]
        if known.measure not in self.editor.lookup.measures:
            return None  # of another publication
        wider = self.editor.lookup.measures[known.measure].part_of
        if frame.axes and {axis.name for axis in frame.axes} <= set(GRAINS):  # "of all referrals each year"
            tree, frame = self.editor.edit(tree, Frame(axes=frame.axes)), replace(frame, axes=())
        if isinstance(tree, Count) and wider and frame.strong == (wider,) and not (frame.lists or frame.axes):
            return Ratio(tree, replace(tree, measure=wider, where=()), "percent") if not frame.time else None
        if (
            not (isinstance(tree, (Count, Pick)) or (isinstance(tree, Over) and tree.axis in (*GRAINS, "period")))
            or frame.lists
            or frame.axes
            or (frame.strong and frame.strong != (known.measure,))
        ):
            return None
        if frame.step or (frame.time is not None and frame.time.whens != (known.when,)):
            return None
        return as_share(tree)
