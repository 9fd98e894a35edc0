"""Headlines of trees: a sentence a newspaper could print, with the figures that it stands on."""

from __future__ import annotations

from fractions import Fraction

from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.each import Each
from assistant.asked.having import Having
from assistant.asked.minus import Minus
from assistant.asked.name import NUMBERS, PLACES, Names, spread
from assistant.asked.node import Node
from assistant.asked.people import joined, member_words
from assistant.asked.per import Per
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.running import Running
from assistant.asked.summary import Summary
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.asked.walk import TIME, axes, compared
from assistant.asked.work import Key, Point, ident, truth
from assistant.period import Span
from assistant.plan.tree_figures import Figures
from assistant.tell.numbers import kind, rounded, signed, words
from assistant.tell.single import EARLIER, Singles, moves
from assistant.tell.table import Table, inner_of

FEW = 4  # rows that a sentence lists
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


class Sentences(Singles):
    """One sentence a kind of node; what has none of its own is named and given. ``lowest``: of a table that stands for
    what it would have picked, the lowest is told.
    """

    def __init__(self, names: Names, figures: Figures, lowest: bool = False) -> None:
        super().__init__(names, figures)
        self.lowest = lowest

    def headline(self, tree: Node, table: Table) -> str:
        said = self._said(tree, table)
        return f"{said[:1].upper()}{said[1:]}"

    def _said(self, tree: Node, table: Table) -> str:
        if isinstance(tree, Truth):
            return self._truth(tree)
        if isinstance(tree, Pick):
            return self._pick(tree)
        if isinstance(tree, Top):
            return self._top(tree, table)
        if isinstance(tree, Having):
            return self._having(tree, table)
        if isinstance(tree, Place):
            return self._place(tree)
        if isinstance(tree, (Summary, Per)):
            return self._average(tree)
        if not table.workings:
            return self._along(tree, table)
        if isinstance(tree, Each):
            return f"{joined([self._given(part) for part in tree.of])}."
        if isinstance(tree, Minus):
            return self._apart(tree)
        return self._single(tree)

    # Rankings and limits

    def _on(self, axis: str, value: str | Span) -> str:
        """ "in 2020", "for Vietnamese nationals"."""
        if isinstance(value, Span):
            label = self.label(axis, value)
            return f"at the {label}" if label.startswith("end of") else value.phrase
        return f"for {member_words(axis, value, self.lookup)}"

    def _at(self, names: list[str], key: Key) -> str:
        return " ".join(self._on(n, v) for n, v in zip(names, key, strict=True))

    def _bare(self, over: Node) -> str:
        return f"the {self.names.bare(over, self.names.shared(over) is None)}"

    def _among(self, over: Node, number: int) -> str:
        return f", of the {number} {self.names.plural(over)}{self._span(over)}" if number > 1 else ""

    def _span(self, over: Node) -> str:
        """The stretch of a time axis, or the shared period of a breakdown."""
        axis = next((o for o in axes(over) if o.axis in TIME), None)
        spans = [v for v in self.work.values(axis) if isinstance(v, Span)] if axis else []
        return f" {Span(spans[0].start, spans[-1].end).phrase}" if spans else self._when(over)

    def _pick(self, node: Pick) -> str:
        names = [over.axis for over in self.work.free(node.over, Point())]
        found = self.work.picked(node)
        if not found:
            return f"no {joined(names)} can be named."
        word = f"{PLACES[min(node.nth, 10)]}{'highest' if node.highest else 'lowest'}"
        where = joined([self._at(names, key) for key, _ in found])
        told = len(self.work.told(node.over))
        moved = moves(inner_of(node.over))
        if moved is not None and found[0][1] and (found[0][1] > 0) == node.highest:
            what = (
                f"{PLACES[min(node.nth, 10)]}largest {'rise' if node.highest else 'fall'} "
                f"in {self.names.phrase(moved.later)}"
            )
            value = words(found[0][1], kind(moved))
            return f"the {what} {EARLIER[moved.earlier.step]} was {where} ({value}){self._among(node.over, told)}."  # type: ignore[union-attr]
        value = self._sized(node.over, found[0][1])
        return f"{self._bare(node.over)} was {word} {where} ({value}){self._among(node.over, told)}."

    def _top(self, node: Top, table: Table) -> str:
        listed = self._leading(node)
        if node.what == "list":
            word = "highest" if node.highest else "lowest"
            among = self._among(node.over, len(self.work.ranked(node)))
            return f"{self._bare(node.over)} was {word} for {listed}{among}."
        value = self._value(node)
        number = f" {NUMBERS[node.n]}" if node.n and 1 < node.n < len(NUMBERS) else ""
        which = f"top{number}" if node.highest else f"bottom{number}"
        plural = self.names.plural(node.over) if (node.n or 2) > 1 else self.names.axes(node.over)
        if node.what == "rest":
            return (
                f"{self._bare(node.over)} for all but the {which} {plural} was {value}{self._span(node.over)}; those "
                f"are {listed}."
            )
        return (
            f"{self._bare(node.over)} for the {which} {plural} together was {value}{self._span(node.over)}: {listed}."
        )

    def _having(self, node: Having, table: Table) -> str:
        names = [over.axis for over in self.work.free(node.over, Point())]
        kept = self.work.kept(node)
        told = len(self.work.told(node.over))
        of, limit, when = kind(node.over), self._limit(node), self._span(node.over)
        plural = self.names.plural(node.over)
        if node.one:
            if not kept:
                return f"no {self.names.axes(node.over)}{when} had {limit}."
            key, value = kept[-1 if node.what == "last" else 0]
            return (
                f"the {node.what} {self.names.axes(node.over)} with {limit} was {self.key(names, key)} "
                f"({words(value, of)}){self._among(node.over, told)}."
            )
        what = plural if len(kept) != 1 else self.names.axes(node.over)
        few = ("none", "one", *NUMBERS[2:11])
        number = few[len(kept)] if len(kept) < len(few) else f"{len(kept)}"
        if node.what == "count":
            if len(kept) > 1 and len(kept) < told:
                return f"{len(kept):,} of the {told:,} {plural} had {limit}{when}."
            every = "" if len(kept) == told else f", of {told:,}"
            return f"{'one' if len(kept) == 1 else len(kept) or 'no'} {what} had {limit}{when}{every}."
        two, step = compared(node), inner_of(node.over)
        if isinstance(step, Minus) and isinstance(step.earlier, Before) and node.n == 0 and step.as_ != "percent":
            return self._moving(node, step, names, kept, (number, f" of the {told} {plural}{when}"))
        shown = [f"{self.key(names, key)} ({self._both(two, names, key) or words(v, of)})" for key, v in kept[:FEW]]
        more = f", among them {joined(shown)}" if len(kept) > FEW else f": {joined(shown)}" if shown else ""
        return f"{number} of the {told} {plural}{when} had {limit}{more}."

    def _moving(
        self, node: Having, step: Minus, names: list[str], kept: list[tuple[Key, Fraction]], many: tuple[str, str]
    ) -> str:
        """ "Referrals fell on a year earlier in one of the 16 years …: 2020 (to 10,582, from 10,606)"."""
        others = [key for key in self.work.told(node.over) if key not in dict(kept)]
        most = len(kept) > FEW and 0 < len(others) <= FEW
        shown = [self._step(step, names, key) for key in (others if most else [key for key, _ in kept[:FEW]])]
        listed = f", among them {joined(shown)}" if len(kept) > FEW else f": {joined(shown)}" if shown else ""
        listed = f"; not in {joined(shown)}" if most else listed
        way = "rose" if node.op == ">" else "fell"
        back = EARLIER[step.earlier.step]  # type: ignore[union-attr]
        where = "".join(("each", many[1]) if kept and not others else many)
        return f"the {self.names.bare(step.later)} {way} {back} in {where}{listed}."

    def _step(self, step: Minus, names: list[str], key: Key) -> str:
        """ "2020 (to 10,582, from 10,606)"."""
        point = Point(under=frozenset(names)).on(tuple(names), key)
        values = ((self.work.value(part, point), kind(part)) for part in (step.later, step.earlier))
        to, back = (words(value, of) if value is not None else "" for value, of in values)
        return f"{self.key(names, key)} (to {to}, from {back})"

    def _limit(self, node: Having) -> str:
        """ "Fewer than 2,500 referrals"; more than none are any."""
        inner = inner_of(node.over)
        if node.op == ">" and node.n == 0 and isinstance(inner, Count):
            return f"any {self.names.phrase(inner)}"
        if isinstance(node.n, Count) and isinstance(inner, Count):
            value = self.work.value(node.n)
            figure = f" ({words(value, 'count')})" if value is not None else ""
            return f"{'more' if node.op == '>' else 'fewer'} {self.names.phrase(inner)} than {self._one(node)}{figure}"
        return self.names.limit(node)

    def _one(self, node: Having) -> str:
        """ "July to September 2025", "Eritrean nationals": what those are held against."""
        assert isinstance(node.n, Count)
        axis = axes(node.over)[-1].axis
        ids = dict(node.n.where).get(axis, ())
        if len(ids) == 1:
            return member_words(axis, ids[0], self.lookup)
        return node.n.when.label if isinstance(node.n.when, Span) else self.names.bare(node.n)

    def _both(self, two: Minus | None, names: list[str], key: Key) -> str:
        """The two figures of a comparison at one value of its axes."""
        if two is None:
            return ""
        point = Point(under=frozenset(names)).on(tuple(names), key)
        values = [self.work.value(part, point) for part in (two.later, two.earlier)]
        return joined([words(value, "count") for value in values if value is not None])

    def _place(self, node: Place) -> str:
        value, told = self.work.value(node), self.work.told(node.over)
        if value is None:
            return f"{self.names.member(node)} is not among those with a figure."
        mine = next(v for key, v in told.items() if ident(key[-1]) == node.member)
        rank = int(value)
        place = "" if rank == 1 else f"{ORDINALS[rank]} " if rank < len(ORDINALS) else f"number {rank} by "
        word = "highest" if node.highest else "lowest"
        name = self.names.member(node)
        axis = axes(node.over)[-1].axis
        label = name if axis in TIME else member_words(axis, node.member, self.lookup)
        return (
            f"{label} had the {place}{word} {self.names.bare(node.over)}{self._when(node.over)} "
            f"({words(mine, kind(node.over))}){self._among(node.over, len(told)).replace(self._when(node.over), '')}."
        )

    def _average(self, node: Summary | Per) -> str:
        value = self._value(node)
        if isinstance(node, Per):
            told = self._added_up(node.of) if isinstance(node.of, Summary) else f"{self._value(node.of)} in all"
            return (
                f"there was an average of {value} {self.names.phrase(spread(node))} per {node.unit}{self._when(node)} "
                f"({told})."
            )
        return (
            f"the {node.word} {self.names.bare(node.over)} per {self.names.axes(node.over)} "
            f"was {value}{self._span(node.over)} ({self._added_up(node)})."
        )

    def _added_up(self, node: Summary) -> str:
        """ "997 over 4 quarters"."""
        told = list(self.work.told(node.over).values())
        inner = node.over.of
        of = "" if not isinstance(inner, Count) or not node.sums else f"{words(sum(told, Fraction(0)), 'count')} over "
        return f"{of}{len(told):,} {self.names.plural(node.over)}"

    # Tables

    def _along(self, tree: Node, table: Table) -> str:
        """A table: its few rows, or where it is highest and how it ends."""
        node = table.figures[-1].node
        names = [over.axis for over in table.axes]
        if isinstance(inner_of(tree), Each) or isinstance(tree, Each):
            return self._beside(tree, table, names)
        of = kind(node)
        say = signed if of in ("change", "points") or isinstance(inner_of(node), Minus) else words
        found = [(key, self.work.value(node, Point().on(tuple(names), key))) for key in table.keys]
        told = [(key, value) for key, value in found if value is not None]
        if not told:
            return f"{self.names.name(tree)}: no figure is held."
        what = self._title(tree)
        if isinstance(node, Running):
            key, value = told[-1]
            return f"{what} reached {words(value, of)} {self._end(key[-1])}."
        if len(told) <= FEW + 1:
            if apart := self._each_apart(inner_of(node), [(self._at(names, key), v) for key, v in told]):
                return apart
            short = f"{self._bare(tree)}{self._when(tree)}"  # each figure says what it is of
            return f"{short} was {joined([f'{say(v, of)} {self._at(names, key)}' for key, v in told])}."
        best, value = (min if self.lowest else max)(told, key=lambda item: item[1])
        high = f"was {'lowest' if self.lowest else 'highest'} {self._at(names, best)} ({say(value, of)})"
        if any(over.axis in TIME for over in table.axes) and len(names) == 1:
            key, value = told[-1]
            last = f", and {say(value, of)} {self._at(names, key)}" if key != best else ""
            return f"{what} {high}{last}."
        return f"{what} {high}, of {len(told)}."

    def _beside(self, tree: Node, table: Table, names: list[str]) -> str:
        """Several things along an axis: what each is at its end, or of what is no time where the first is highest."""
        key, most = table.keys[-1], ""
        first = table.figures[0].node
        sized = [(self.work.value(first, Point().on(tuple(names), one)), one) for one in table.keys]
        if not any(over.axis in TIME for over in table.axes) and any(value is not None for value, _ in sized):
            key, most = (
                max((one for one in sized if one[0] is not None), key=lambda one: one[0] or 0)[1],
                ", the highest,",
            )
        given = []
        for column in table.figures:
            value = self.work.value(column.node, Point().on(tuple(names), key))
            if value is not None:
                given.append(f"{words(value, column.kind)} {self.names.phrase(inner_of(column.node))}")
        return f"{self._at(names, key)}{most or ','} there were {joined(given)}."

    def _end(self, value: str | Span) -> str:
        return f"by the end of {value.end_phrase.removeprefix('at the end of ')}" if isinstance(value, Span) else value

    def _title(self, tree: Node) -> str:
        return self._the(tree) if isinstance(inner_of(tree), Count) else self.names.name(tree)

    # Yes or no

    def _truth(self, node: Truth) -> str:
        left, right = self.work.value(node.left), self.work.limit(node.right)
        if left is None or right is None:
            return "it cannot be said, for one of the figures is not held."
        answer = "Yes" if truth(node, left, right) else "No"
        pairs = (
            [(node.left, left)] if isinstance(node.right, (int, float)) else [(node.left, left), (node.right, right)]
        )
        printed = self.lookup.measures[node.left.measure] if isinstance(node.left, Count) else None
        if printed is not None and printed.printed:
            told = [f"{words(value, 'count')} {printed.unit}{self._when(part)}" for part, value in pairs]
            return f"{answer}. The {printed.label} was {joined(told)}."
        given = []
        for part, value in pairs:
            text = words(value, kind(part))
            if text == f"{node.right}%" and value != node.right:
                text = f"{rounded(value, 1)}%"  # "at least 44%" does not hold of 43.7%
            name = self._plain(part, node)
            plain = all(isinstance(one, Count) for one, _ in pairs)
            given.append(f"{text} {name}" if plain else f"{self._number(part, name)} was {text}")
        when = self._when(node)
        if all(isinstance(part, Count) for part, _ in pairs):
            return f"{answer}. There were {joined(given)}{when}{self._times(node, left, right)}."
        return f"{answer}. {given[0][:1].upper()}{joined(given)[1:]}{when}."

    def _times(self, node: Truth, left: Fraction, right: Fraction) -> str:
        return f", {words(left / right, 'times')} times as many" if node.factor != 1 and right else ""
