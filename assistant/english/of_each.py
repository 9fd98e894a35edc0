"""What is asked of each of the questions before it: "… and what percentage of each were positive?"."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.each import Each
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.english.conversation import Context, Question
from assistant.english.ends import GRAINS
from assistant.english.followed import frame_of
from assistant.english.lexeme import Lexeme, asks_of, typed
from assistant.english.lined import Lined
from assistant.english.told import told

NAMING = ("F", "M", "W", "D", "UNIT", "GRAIN", "PEOPLE", "T")
AGAIN = ("AND", "COMMA", "POLITE", "MARK", "IN", "FOR", "STOP", "HOWMANY", "WHAT", "HOWMUCH", "DO", "THAT", "VERSUS")


class OfEach(Lined):
    """Asks one thing of several; keeps nothing between them."""

    def _of_each(self, items: tuple[Lexeme, ...], asked: list[Question], context: Context) -> list[Question] | None:
        """ "… and what percentage of each were positive?": asked of each of those that were asked before it."""
        at = next((i for i in range(1, len(items)) if items[i].is_("EACH")), 0)
        of = at and (items[at - 1].is_("OF") or asks_of(items[at - 1]))
        if not of or any(x.is_(*NAMING) for x in items[at + 1 : at + 2]):
            return None
        alone = [one.trees[0] for one in asked if len(one.trees) == 1]
        each = [part for tree in alone for part in (tree.of if isinstance(tree, Each) else (tree,))]
        told_of = tuple(each) if len(each) > 1 else told(context)
        said = (*items[:at], items[at].as_("THOSE", "those"), *items[at + 1 :])
        over = len(alone) == 1 and isinstance(alone[0], Over) and alone[0].axis in ("period", *GRAINS)
        told_of = (alone[0],) if over else told_of  # "in 2021 and 2022, and what share of each were …"
        if not (over or len(told_of) > 1) or len(alone) != len(asked):
            return None
        found = self._asked_of(said, typed(items), told_of, context)
        if found and over and isinstance(alone[0], Over) and alone[0].axis in GRAINS:
            found = [one if isinstance(one.trees[0], Over) else _along(one, alone[0].axis) for one in found]
        return _settled(found, context)

    def _each_then(self, items: tuple[Lexeme, ...], asked: list[Question], context: Context) -> list[Question] | None:
        """ "How many men and how many women in 2023, and how many in 2022?": each of those then."""
        said = [x for x in items if not x.is_(*AGAIN)]
        if len(asked) < 2 or len(said) != 1 or not said[0].is_("T", "EARLIER"):
            return None
        if any(len(one.trees) != 1 for one in asked) or len({frame_of(one.trees[0]).time for one in asked}) != 1:
            return None
        found = self._asked_of(items, typed(items), tuple(one.trees[0] for one in asked), context)
        return _settled(found, context)

    def _asked_of(
        self, items: tuple[Lexeme, ...], text: str, trees: tuple[Node, ...], context: Context
    ) -> list[Question]:
        """The clause asked of each of the trees; empty where it cannot be of one of them."""
        tried = (replace(context, before=tree, asked=[*context.asked]) for tree in trees)
        found = [self._clause(items, text, one) for one in tried]
        read = [one for one in found if one is not None and len(one.trees) == 1]
        return read if len(read) == len(found) else []


def _along(one: Question, axis: str) -> Question:
    return replace(one, trees=(Over(one.trees[0], axis),))


def _settled(found: list[Question], context: Context) -> list[Question] | None:
    """These are what was asked last; None where there are none."""
    if not found:
        return None
    context.before, context.asked = found[-1].trees[0], [*context.asked, *(one.trees[0] for one in found)]
    return found
