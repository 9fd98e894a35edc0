"""Single values in sentences: what one figure is, and how far two are apart."""

from __future__ import annotations

from fractions import Fraction

from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.people import joined
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.top import Top
from assistant.asked.walk import since_first
from assistant.asked.work import Point
from assistant.tell.numbers import kind, signed, words
from assistant.tell.table import Tables

EARLIER = {"year": "on a year earlier", "quarter": "on a quarter earlier", "same": "on the period before"}


def moves(node: Node) -> Minus | None:
    """A count less the same a step before: a rise or a fall."""
    step = isinstance(node, Minus) and isinstance(node.later, Count) and isinstance(node.earlier, Before)
    return node if step and isinstance(node, Minus) and node.as_ != "points" else None


class Singles(Tables):
    """The sentences of one value and of a difference."""

    def _value(self, node: Node) -> str:
        value = self.work.value(node)
        return "not held" if value is None else words(value, kind(node))

    def _given(self, node: Node) -> str:
        """ "16,990 referrals in 2023", "the share of children among referrals in 2023 was 44%"."""
        if isinstance(node, Count) and self.work.value(node) is None:
            return f"no figure held for {self.names.name(node)}"
        if isinstance(node, Count):
            return f"{self._value(node)} {self.names.name(node)}"
        return f"{self._the(node)} was {self._value(node)}"

    def _the(self, node: Node) -> str:
        text = self.names.name(node)
        return f"the number of {text}" if isinstance(node, Count) else text

    def _single(self, node: Node) -> str:
        if isinstance(node, Count):
            return f"there were {self._value(node)} {self.names.name(node)}."
        value = self._value(node)
        if isinstance(node, Pick):
            return f"{self._the(node)} was {value} ({self.which(node)})."
        if isinstance(node, Ratio) and node.as_ == "per":
            when = self._when(node)
            return (
                f"there were {value} {self._plain(node.part, node)} "
                f"per {self.names.one(node.whole, not when)}{when}{self._basis(node)}."
            )
        if isinstance(node, Ratio) and node.as_ == "times":
            when = self._when(node)
            whole = self._plain(node.whole, node)
            return (
                f"there were {value} times as many {self._plain(node.part, node)} as {whole}{when}{self._basis(node)}."
            )
        basis = self._basis(node) if isinstance(node, Ratio) else ""
        those = f": {self._leading(node.part)}" if isinstance(node, Ratio) and isinstance(node.part, Top) else ""
        return f"{self._the(node)} was {value}{basis}{those}."

    def _leading(self, node: Top) -> str:
        """ "UK (4,305) and Albanian (4,055)": the first few, each with its figure."""
        names = [over.axis for over in self.work.free(node.over, Point())]
        first = self.work.ranked(node)[: node.n or 3]
        return joined([f"{self.key(names, key)} ({words(value, kind(node.over))})" for key, value in first])

    def _when(self, node: Node) -> str:
        shared = self.names.shared(node)
        text = self.names.when(shared) if shared else ""
        return f" {text}" if text else ""

    def _plain(self, node: Node, within: Node) -> str:
        return self.names.phrase(node, self.names.shared(within) is None)

    def _basis(self, node: Ratio) -> str:
        part, whole = self.work.value(node.part), self.work.value(node.whole)
        if part is None or whole is None:
            return ""
        if isinstance(node.part, Minus):
            return f" ({self._moved(node.part)} of {self._moved(node.whole)})"
        of = "of" if node.as_ == "percent" else "and"
        return f" ({words(part, kind(node.part))} {of} {words(whole, kind(node.whole))})"

    def _moved(self, node: Node) -> str:
        value = self.work.value(node)
        return "" if value is None else signed(value, kind(node))

    def _apart(self, node: Minus) -> str:
        """Two things compared: how far apart they are, and what each is."""
        value, a, b = (self.work.value(part) for part in (node, node.later, node.earlier))
        if value is None or a is None or b is None:
            return self._single_pair(node)
        later, earlier = words(a, kind(node.later)), words(b, kind(node.earlier))
        if since_first(node):
            moved = f"has {'risen' if value > 0 else 'fallen'} by {words(abs(value), 'count')}"
            verb = moved if value else "is the same"
            what = self._number(node.later, self._plain(node.later, node))
            return f"{what}{self._when(node)} {verb} since it was first published: from {earlier} to {later}."
        ends = self.names.ends(node)
        if ends:
            first, last = (self.names.when(self.names.shared(p) or Count("")) for p in (node.earlier, node.later))
            what = self._number(node.later, ends[0])
            verb = "was the same" if not value else f"{'rose' if value > 0 else 'fell'} by {words(value, kind(node))}"
            return (
                f"{what} {verb}, from {earlier} {first.replace('from ', 'in ', 1)} "
                f"to {later} {last.replace('from ', 'in ', 1)}."
            )
        if isinstance(node.later, Count) and isinstance(node.earlier, Count) and node.as_ == "number":
            more = "as many" if not value else f"{words(value, 'count')} {'more' if value > 0 else 'fewer'}"
            than = "as" if not value else "than"
            return (
                f"there were {more} {self._plain(node.later, node)} {than} {self._plain(node.earlier, node)}"
                f"{self._when(node)} ({later} and {earlier})."
            )
        return f"{self._the(node)} was {self._sized(node, value)} ({later} and {earlier})."

    def _sized(self, node: Node, value: Fraction) -> str:
        return signed(value, kind(node)) if value < 0 else words(value, kind(node))

    def _number(self, node: Node, text: str) -> str:
        return f"the number of {text}" if isinstance(node, Count) else text

    def _single_pair(self, node: Minus) -> str:
        return f"{joined([self._given(part) for part in (node.later, node.earlier)])}."

    def _each_apart(self, node: Node, told: list[tuple[str, Fraction]]) -> str:
        """How far two counts are apart along an axis: "up 965 on a year earlier from …, down 164 from …"; else
        empty.
        """
        if not isinstance(node, Minus) or not isinstance(node.later, Count) or node.as_ == "points":
            return ""
        step = moves(node)
        if step is None and not (isinstance(node.earlier, Count) and node.as_ == "number"):
            return ""
        up, down, level = ("up {}", "down {}", "unchanged") if step else ("{} more", "{} fewer", "as many")
        sizes = [(up if v > 0 else down if v else level).format(words(v, kind(node))) for _, v in told]
        rest = [f"{size} {at}" for size, (at, _) in list(zip(sizes, told, strict=True))[1:]]
        if step is not None:
            back = EARLIER[step.earlier.step]  # type: ignore[union-attr]
            first = f"the number of {self.names.phrase(node.later)} was {sizes[0]} {back} {told[0][0]}"
        else:
            than = "than" if told[0][1] else "as"
            later, earlier = self._plain(node.later, node), self._plain(node.earlier, node)
            first = f"there were {sizes[0]} {later} {than} {earlier} {told[0][0]}"
        return f"{joined([first, *rest])}."
