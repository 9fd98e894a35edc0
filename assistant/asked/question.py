"""The canonical question of a tree: plain English from which the same tree is read back."""

from __future__ import annotations

from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.each import Each
from assistant.asked.having import Having
from assistant.asked.history import History
from assistant.asked.minus import Minus
from assistant.asked.name import LIMITS, NUMBERS, PLACES, Names
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.people import subject
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.asked.walk import TIME, axes, counts, of_release, since_first
from assistant.catalog.lookup import Lookup

MULTIPLIED = {2.0: "double", 3.0: "triple"}
STEPS = {"year": "a year"}  # of those before which a series is set one by one


def question(tree: Node, lookup: Lookup) -> str:
    """One question, which asks for this tree and no other."""
    return Asking(lookup).ask(tree)


class Asking(Names):
    """Questions: a word that asks, and the names of what is asked for."""

    def ask(self, tree: Node) -> str:
        if since_first(tree):
            figure = counts(of_release(tree, ""))[0]
            return f"How far has the number of {self.phrase(figure, True)} changed since it was first published?"
        releases = {count.as_of for count in counts(tree)} - {""}
        text = self._ask(of_release(tree, ""))
        for name in sorted(releases):
            text += ", as first published" if name == "first" else f", in the release {name}"
        return f"{text[:1].upper()}{text[1:]}?"

    def _ask(self, tree: Node) -> str:
        if isinstance(tree, Count) and self.lookup.measures[tree.measure].printed and not tree.where:
            asked = self.lookup.measures[tree.measure].question.format(period=self.when(tree), people="", by="")
            return asked.rstrip("? ")
        if isinstance(tree, (Count, Over, Each)) and self._plain(tree):
            return self._how_many(tree)
        if isinstance(tree, Minus):
            return self._more(tree)
        if isinstance(tree, Ratio):
            return self._ratio(tree)
        if isinstance(tree, (Pick, Top, Having)):
            return self._which(tree)
        if isinstance(tree, Truth):
            return self._whether(tree)
        if stepped := self._stepped(tree):
            return stepped
        if isinstance(tree, History):
            return f"how was the number of {self.name(tree.of)} revised"
        return f"what {self._was(tree)} {self.name(tree)}"

    def _stepped(self, tree: Node) -> str:
        """ "How many more referrals were there by quarter in 2023 than a year earlier": each beside one before."""
        step = tree.of if isinstance(tree, Over) and tree.axis in TIME and not tree.values else None
        if not isinstance(step, Minus) or step.as_ != "number" or not isinstance(step.earlier, Before):
            return ""
        ago, later = STEPS.get(step.earlier.step), step.later
        if not ago or not isinstance(later, Count) or step.earlier.of != later or not isinstance(tree, Over):
            return ""
        what = f"{subject(later, self.lookup)} were there {self.along(tree)} {self.when(later)}".rstrip()
        return f"how many more {what} than {ago} earlier"

    def _was(self, tree: Node) -> str:
        many = isinstance(_inner(tree), (Count, Each))
        return "were" if many else "was"

    def _plain(self, tree: Node) -> bool:
        """Counts and their axes alone."""
        if isinstance(tree, Each):
            return all(isinstance(part, Count) for part in tree.of)
        return isinstance(_inner(tree), Count) or (isinstance(_inner(tree), Each) and self._plain(_inner(tree)))

    def _how_many(self, tree: Node) -> str:
        inner = _inner(tree)
        things = inner.of if isinstance(inner, Each) else (inner,)
        along = " ".join(self.along(over) for over in axes(tree))
        shared = self.shared(tree)
        dated = shared is None and not any(o.axis in TIME and o.values for o in axes(tree))
        bits = [f"how many {' and how many '.join(self.phrase(thing, dated) for thing in things)} were there", along]
        if shared is not None:
            bits.append(self.when(shared))
        return " ".join(bit for bit in bits if bit)

    def _more(self, tree: Minus) -> str:
        later, earlier = tree.later, tree.earlier
        ends = self.ends(tree)
        if tree.as_ == "number" and isinstance(later, Count) and isinstance(earlier, Count):
            if ends:
                return f"how many more {ends[0]} were there {self.when(later)} than {self.when(earlier)}"
            shared = self.shared(tree)
            if shared is not None:
                a, b = subject(later, self.lookup), subject(earlier, self.lookup)
                return f"how many more {a} than {b} were there {self.when(shared)}".rstrip()
        if ends and tree.as_ != "number":
            by = {"percent": "what percentage", "points": "how many percentage points"}[tree.as_]
            return f"by {by} did {self._the(later, ends[0])} change {ends[1]}"
        return f"what was {self.name(tree)}"

    def _the(self, node: Node, text: str) -> str:
        return f"the number of {text}" if isinstance(node, Count) else text

    def _ratio(self, tree: Ratio) -> str:
        shared = self.shared(tree)
        when = f" {self.when(shared)}" if shared and self.when(shared) else ""
        dated = shared is None
        if tree.as_ == "times":
            return (
                f"how many times as many {self.phrase(tree.part, dated)} as {self.phrase(tree.whole, dated)} were "
                f"there{when}"
            )
        if tree.as_ == "per":
            return f"how many {self.phrase(tree.part, dated)} were there per {self.one(tree.whole, dated)}{when}"
        return f"what was {self.name(tree)}"

    def _which(self, tree: Pick | Top | Having) -> str:
        shared = self.shared(tree)
        when = f" {self.when(shared)}" if shared and self.when(shared) else ""
        dated = shared is None
        if isinstance(tree, Having):
            return self._having(tree, when)
        if isinstance(tree, Pick) and tree.what == "which":
            head = " and ".join(f"{'in' if o.axis in TIME else 'for'} which {self.axis(o)}" for o in axes(tree.over))
            word = f"{PLACES[min(tree.nth, 10)]}{'highest' if tree.highest else 'lowest'}"
            return f"{head} was the {self.bare(tree.over, dated)} {word}{when}"
        if isinstance(tree, Top) and tree.what == "list" and tree.n is not None:
            number = NUMBERS[tree.n] if 1 < tree.n < len(NUMBERS) else str(tree.n)
            word = "highest" if tree.highest else "lowest"
            return f"which {number} {self.plural(tree.over)} had the {word} {self.bare(tree.over, dated)}{when}"
        return f"what was {self.name(tree)}"

    def _having(self, tree: Having, when: str) -> str:
        what = self.plural(tree.over)
        if tree.what == "count":
            return f"how many {what} had {self.limit(tree)}{when}"
        if tree.one:
            return f"which was the {tree.what} {self.axes(tree.over)} with {self.limit(tree)}{when}"
        return f"which {what} had {self.limit(tree)}{when}"

    def _whether(self, tree: Truth) -> str:
        shared = self.shared(tree)
        when = f" {self.when(shared)}" if shared and self.when(shared) else ""
        dated = shared is None
        left, right = tree.left, tree.right
        if isinstance(left, Count) and isinstance(right, Count) and tree.factor == 1 and tree.op in (">", "<"):
            word = "more" if tree.op == ">" else "fewer"
            ends = self.ends(Minus(left, right))
            if ends:
                return f"were there {word} {ends[0]} {self.when(left)} than {self.when(right)}"
            return f"were there {word} {self.phrase(left, dated)} than {self.phrase(right, dated)}{when}"
        many = MULTIPLIED.get(tree.factor) if tree.op == ">=" else None
        if many and isinstance(left, Count) and isinstance(right, Count) and (ends := self.ends(Minus(left, right))):
            return f"did {self._the(left, ends[0])} {many} {ends[1]}"
        if isinstance(left, Count) and isinstance(right, (int, float)):
            measure = self.lookup.measures[left.measure]
            if measure.printed:
                return f"was the {measure.label} {LIMITS[tree.op]} {right:,} {measure.unit} {self.when(left)}".rstrip()
            return f"were there {LIMITS[tree.op]} {right:,} {self.phrase(left, dated)}{when}"
        return f"was {self.figure(left, dated)} {self.compared(tree, dated)}{when}"


def _inner(node: Node) -> Node:
    while isinstance(node, Over):
        node = node.of
    return node
