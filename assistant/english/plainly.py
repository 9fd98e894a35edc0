"""A follow-up that asks for no other operation: of whom it names, of all of a kind, of the whole country."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.node import Node
from assistant.asked.walk import counts, of_release
from assistant.english.changed import of_any
from assistant.english.frame import EMPTY, Frame
from assistant.english.parts_told import Parts
from assistant.english.told import side_by_side, told
from assistant.english.turn import Turn, of_table


class Plainly(Parts):
    """Edits that name others, or free the tree of a limit; keeps nothing between them."""

    def _freed(self, turn: Turn) -> Node:
        tree = of_any(turn, {axis.name for axis in turn.signs["ALLOF"]})
        for axis in turn.signs["ALLOF"]:
            tree = self.editor.freed(tree, axis.name)
        every = turn.said & {"TOTAL", "EVERYONE"} and self.editor.persons & {axis.name for axis in turn.signs["ALLOF"]}
        tree = self.editor.of_everybody(tree) if every else tree  # "how many altogether, any age?", after boys
        return self.editor.edit(tree, turn.frame)

    def _nationwide(self, turn: Turn) -> Node | None:
        """ "The whole of the UK then": of all nations, or of all who refer."""
        tree = self.editor.nationwide(of_table(turn.tree))
        return self.editor.edit(tree, turn.frame) if tree != turn.tree or turn.frame != EMPTY else None

    def _plainly(self, turn: Turn) -> Node | None:
        frame = turn.frame
        if turn.said - {"THOSE", "TOTAL", "EVERYONE"} or not (turn.named or frame.time or frame.step):
            return None
        if turn.both_told:  # "children from both", after one nationality and another
            table = side_by_side(told(turn.context)[-2:])
            if table is None or table.axis in {d for d, _ in frame.where}:
                return None
            turn = replace(turn, tree=table)
        tree = of_table(turn.tree) if turn.said & {"TOTAL", "EVERYONE"} else turn.tree
        named = {d for d, _ in frame.where}
        if "EVERYONE" in turn.said and not named & self.editor.persons:
            tree = self.editor.of_everybody(tree)  # "Border Force, everyone", after children whom others referred
        if turn.of_all and named - self.editor.agents:
            tree = self.editor.of_everybody(tree)
            restated = self.editor.edit(tree, frame) == turn.tree  # "all women", after Albanian women
            tree = self.editor.of_all(tree) if restated else tree
        again = any(limit in count.where for count in counts(tree) for limit in frame.where)
        narrower = bool(named) and all(named < {d for d, _ in count.where} for count in counts(tree))
        if "TOTAL" in turn.said and (again or narrower):
            tree = self.editor.alone(tree, named)  # "the Scotland total", after Vietnamese nationals in Scotland
        return self.editor.edit(tree, frame, "THOSE" in turn.said or turn.narrows)

    def _of_release(self, tree: Node, frame: Frame, first: bool) -> Node:
        """ "And when first published?", "and now?"."""
        if first:
            return self.editor.edit(tree, replace(frame, as_of="first"))
        return of_release(tree, "")
