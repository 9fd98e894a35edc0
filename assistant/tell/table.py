"""Columns and rows of a tree: the keys of its axes, and each figure that goes into the one asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answer.model import Cell
from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.each import Each
from assistant.asked.having import Having
from assistant.asked.minus import Minus
from assistant.asked.name import Names
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.per import Per
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.ratio import Ratio
from assistant.asked.running import Running
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.asked.walk import TIME, compared, over_of
from assistant.asked.work import Key, Point, Value, Work
from assistant.period import Span
from assistant.plan.tree_figures import Figures
from assistant.tell.numbers import Kind, cell, kind

SIGNS: dict[Kind, str] = {"percent": ", %", "change": ", %", "points": ", percentage points", "times": ", times"}


@dataclass(frozen=True)
class Column:
    """One figure of each row."""

    title: str
    node: Node
    kind: Kind


@dataclass(frozen=True)
class Table:
    """``names`` are the axes, ``keys`` the rows in their order; ``figures`` are the columns after the axes'."""

    axes: tuple[Over, ...]
    keys: tuple[Key, ...]
    figures: tuple[Column, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    workings: bool = False  # a row a figure, not a row a key


class Tables:
    """Tables of trees in the words of a catalog, from what was worked out."""

    def __init__(self, names: Names, figures: Figures) -> None:
        self.names = names
        self.figures = figures
        self.lookup = names.lookup
        self.work = Work(figures.figure, figures.values, figures.last, figures.label)

    def table(self, tree: Node) -> Table:
        """The table of what is asked; of a single value the steps to it."""
        shown = over_of(tree) or tree
        free = self.work.free(shown, Point())
        if not free:
            return self._workings(tree)
        columns = self.columns(shown)
        keys = self._keys(tree, shown, columns)
        names = tuple(over.axis for over in free)
        rows = []
        kept = []
        for key in keys:
            values = [self.work.value(column.node, Point().on(names, key)) for column in columns]
            if self._shown(free, values, columns):
                kept.append(key)
                cells = (cell(v, column.kind) for v, column in zip(values, columns, strict=True))
                rows.append((*(self.label(n, v) for n, v in zip(names, key, strict=True)), *cells))
        titles = (*(self.names.axis(over) for over in free), *(column.title for column in columns))
        return Table(tuple(free), tuple(kept), columns, titles, tuple(rows))

    def _shown(self, free: list[Over], values: list[Value], columns: tuple[Column, ...]) -> bool:
        """Is there anything to show? Members that nobody named are listed where they have a figure."""
        if all(value is None for value in values):
            return False
        if all(over.values or over.axis in TIME for over in free):
            return True
        counted = [v for v, c in zip(values, columns, strict=True) if isinstance(inner_of(c.node), (Count, Before))]
        return any(counted or values)

    def _keys(self, tree: Node, shown: Node, columns: tuple[Column, ...]) -> list[Key]:
        if isinstance(tree, (Pick, Top, Place)):
            ranked = [key for key, _ in self.work.ranked(tree)]
            if isinstance(tree, Top) and tree.n is not None:
                return ranked[tree.n :] if tree.what == "rest" else ranked[: tree.n]
            return ranked
        if isinstance(tree, Having) and not tree.one and compared(tree) is None:
            return [key for key, _ in self.work.kept(tree)]
        if isinstance(tree, Over) or len(columns) > 1:
            return list(self.work.table(shown))
        return list(self.work.told(shown))

    def columns(self, node: Node) -> tuple[Column, ...]:
        """The figure of a node after those that it is made of, each once."""
        found: dict[Node, Column] = {}
        for one in self._made_of(node):
            found.setdefault(one, Column(self.title(one), one, kind(one)))
        return tuple(found.values())

    def _made_of(self, node: Node) -> list[Node]:
        if isinstance(node, Over):
            return [replace(node, of=one) for one in self._made_of(node.of)]
        if isinstance(node, Each):
            return [one for part in node.of for one in self._made_of(part)]
        if isinstance(node, Ratio):
            return [*self._made_of(node.part), *self._made_of(node.whole), node]
        if isinstance(node, Minus):
            return [*self._made_of(node.later), *self._made_of(node.earlier), node]
        if isinstance(node, Running):
            return [*self._made_of(node.over), node]
        if isinstance(node, Per):
            return [*self._made_of(node.of), node]
        if isinstance(node, Truth):
            return [
                *self._made_of(node.left),
                *([] if isinstance(node.right, (int, float)) else self._made_of(node.right)),
            ]
        return [node]

    def title(self, node: Node) -> str:
        shared = self.names.shared(node)
        inner = inner_of(node)
        text = self.names.phrase(inner, shared is None and not isinstance(inner, Count)).removeprefix("the ")
        return f"{text}{SIGNS.get(kind(node), '')}"

    def _workings(self, tree: Node) -> Table:
        """Each figure on the way to a single one, in words."""
        columns = self.columns(tree)
        rows = []
        for column in columns:
            value = self.work.value(column.node)
            text = self.names.name(column.node).removeprefix("the ") + SIGNS.get(column.kind, "")
            if isinstance(column.node, Pick):
                text += f" ({self.which(column.node)})"
            rows.append((text, cell(value, column.kind)))
        return Table((), ((),) * len(rows), columns, ("what", "figure"), tuple(rows), True)

    def which(self, node: Pick) -> str:
        """The keys that a pick found: "January to March 2023"."""
        names = [over.axis for over in self.work.free(node.over, Point())]
        keys = [self.key(names, key) for key, _ in self.work.picked(node)]
        return " and ".join(keys)

    def key(self, names: list[str], key: Key) -> str:
        return ", ".join(self.label(n, v) for n, v in zip(names, key, strict=True))

    def label(self, axis: str, value: str | Span) -> str:
        return self.figures.label(axis, value)


def inner_of(node: Node) -> Node:
    """Without its axes."""
    while isinstance(node, Over):
        node = node.of
    return node
