"""A tree to its answer: settled, planned with all its counts, read with one SELECT, worked out and told."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.answer.caveats import Applied, engine_caveat
from assistant.answer.model import Caveat, Part
from assistant.answer.refuse import Refusals
from assistant.answer.written import Written
from assistant.asked.count import Count
from assistant.asked.each import Each
from assistant.asked.having import Having
from assistant.asked.link import to_url
from assistant.asked.minus import Minus
from assistant.asked.name import Names
from assistant.asked.node import Node
from assistant.asked.people import joined
from assistant.asked.pick import Pick
from assistant.asked.question import question
from assistant.asked.ratio import Ratio
from assistant.asked.refused import Refused, allowed, check
from assistant.asked.selection import Selection
from assistant.asked.selections import selection_of
from assistant.asked.simple import by_quarters, simplified
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.asked.walk import axes, counts, parts, since_first, walk, with_counts
from assistant.asked.work import Point, Work
from assistant.catalog.differences import Difference
from assistant.catalog.lookup import Lookup
from assistant.english.said import Said
from assistant.plan.calculate import Shown, calculation
from assistant.plan.choose import Planner
from assistant.plan.guard import Guard
from assistant.plan.leaves import Cells, Leaf
from assistant.plan.model import NotHeld
from assistant.plan.settle import NotSettled, Times, settled
from assistant.plan.sql import Statement, statement
from assistant.plan.together import Taken, Together
from assistant.plan.tree_figures import Figures, figures, whole_plan
from assistant.store.engine import Engine
from assistant.tell.breaks import across, bearing, flat, notes, uncompared, why_not
from assistant.tell.charts import chart
from assistant.tell.gaps import missing, not_held, unlisted
from assistant.tell.how import how
from assistant.tell.known import confirm
from assistant.tell.numbers import cell, kind
from assistant.tell.origin import sources
from assistant.tell.revisions import Revisions, Single
from assistant.tell.sentences import Sentences
from assistant.tell.table import Table

TOO_MANY = "This has more figures than are given at once. Ask for fewer breakdowns or a shorter period."
LABEL_UNITS = {"percent": "percent", "change": "percent", "points": "percentage points", "times": "times"}


class Unanswered(Exception):
    """Why there is no figure: what the planner says of a count, or a refusal by type. ``query`` is the nearest to
    it.
    """

    def __init__(self, sentence: str, count: Count, reason: NotHeld | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.query: Selection = selection_of(count) or Selection(count.measure)
        self.reason = reason


@dataclass(frozen=True)
class Read:
    """A settled tree with its figures; ``tree`` as they are worked out, ``asked`` as it is asked."""

    tree: Node
    asked: Node
    said: tuple[str, ...]
    whatever: bool  # the periods asked for are those that are held
    taken: tuple[Taken, ...]
    figures: Figures
    statement: Statement


class Trees:
    """Answers trees over one catalog."""

    def __init__(
        self, lookup: Lookup, planner: Planner, guard: Guard, store: Engine, differences: Sequence[Difference]
    ) -> None:
        self.lookup = lookup
        self.planner = planner
        self.guard = guard
        self.store = store
        self.differences = differences
        self.names = Names(lookup)
        self._revisions = Revisions(self.names, planner)

    def read(self, tree: Node) -> Read:
        """The figures of a tree. Raises :class:`Unanswered`."""
        try:
            check(tree, self.lookup)
            whatever = all(count.when in ("all", "default") for count in counts(tree))
            together = Together(self.planner)
            tree, said = settled(tree, together)
            tree = simplified(tree)
        except Refused as error:
            raise Unanswered(str(error), counts(tree)[0]) from error
        except NotSettled as error:
            raise Unanswered(error.reason.text, error.count, error.reason) from error
        fine = by_quarters(tree)
        if fine != tree:
            with suppress(Unanswered):
                read = replace(self._figures(fine, said, whatever, together), asked=tree)
                if not read.figures.missing():
                    return read
        return self._figures(tree, said, whatever, together)

    def _figures(self, tree: Node, said: tuple[str, ...], whatever: bool, together: Together) -> Read:
        cells = Cells(tree, self.lookup, Times(together))
        taken = together.read(cells.leaves, _bound(tree, cells))
        if isinstance(taken, NotHeld):
            raise Unanswered(taken.text, counts(tree)[0], taken)
        compiled = statement(whole_plan(taken), self.store.dialect)
        rows = self.store.run(self.guard.check(compiled), compiled.parameters)
        if rows.truncated:
            raise Unanswered(TOO_MANY, counts(tree)[0])
        found = figures(cells, taken, compiled, compiled.rows(rows.rows), self.lookup)
        return Read(tree, tree, said, whatever, tuple(taken), found, compiled)

    def known(self, tree: Node) -> tuple[Node, Selection | None]:
        """The normal form of a tree, and the query that says the same, if any. Raises :class:`LinkError`."""
        confirm(tree, self.lookup)
        tree = simplified(tree)
        return tree, selection_of(tree) if allowed(tree, self.lookup) else None

    def publication(self, tree: Node) -> str:
        return self.lookup.measures[counts(tree)[0].measure].publication

    def part(self, tree: Node, text: str, refusals: Refusals, single: Single) -> Part:
        """The answer of a tree, or the part that says why there is none. ``single`` answers one of its counts alone."""
        try:
            part = self.answer(tree, text)
            return replace(part, caveats=(*part.caveats, *self._revisions.caveats(tree, single)))
        except Unanswered as error:
            if (beside := self._beside(tree, text, error, single)) is not None:
                return beside
            query = error.query
            said = Said(text, query=query)
            if error.reason is not None:
                return refusals.not_held(said, query, error.reason)
            choices = refusals.near.nearest(query)
            return refusals.part(said, "not_published", error.sentence, error.sentence, choices, query)

    def _beside(self, tree: Node, text: str, error: Unanswered, single: Single) -> Part | None:
        """Two printed figures that may not be set against each other, side by side, with the sentence that says so."""
        printed = all(self.lookup.measures[count.measure].printed for count in counts(tree))
        sides = tuple(parts(tree))
        if not (printed and isinstance(tree, (Minus, Truth)) and all(isinstance(side, Count) for side in sides)):
            return None
        with suppress(Unanswered):
            part = self.answer(flat(uncompared(tree)), text)
            told = [single(query).headline for side in sides if (query := selection_of(side)) is not None]
            headline = " ".join((*told, error.sentence))
            return replace(part, status="partial", headline=headline, missing=error.sentence, value=None, unit=None)
        return None

    def answer(self, tree: Node, text: str) -> Part:
        """The answered (or partial) part of a tree. Raises :class:`Unanswered`."""
        read = self.read(tree)
        asked = read.asked
        changes = bearing(read.taken, self.lookup)
        broken = why_not(changes, self.lookup) if across(read.tree) else ""
        if broken:
            read = replace(read, tree=flat(uncompared(read.tree)))
        lowest = isinstance(asked, (Pick, Top)) and not asked.highest
        part = self.told(read, text, changes, broken, lowest)
        return replace(part, asked=asked, link=to_url(self._pinned(asked, read)))

    def _pinned(self, tree: Node, read: Read) -> Node:
        """The tree with the newest release that it used, so that a link shows the same figures later."""
        used = {one.release for many in read.figures.used.values() for one in many}
        if not used:
            return tree
        used |= {piece.release for taken in read.taken for unit in taken.units.values() for piece in unit.pieces}
        newest = max(used, key=self.lookup.release_key)
        return with_counts(tree, lambda count: count if count.as_of else replace(count, as_of=newest))

    def told(self, read: Read, text: str, changes: list[Applied], broken: str, lowest: bool = False) -> Part:
        say = Sentences(self.names, read.figures, lowest)
        work = say.work
        tree = read.tree
        table = say.table(tree)
        nothing = not any(isinstance(value, (int, float)) for row in table.rows for value in row)
        if (nothing and not _none(tree, work)) or (isinstance(tree, Having) and not work.told(tree.over)):
            raise Unanswered(not_held(self._missing(read)), counts(tree)[0])
        unshared = _unlike(tree, work, say)
        if lacking := unlisted(tree, work, self.lookup):
            raise Unanswered(lacking, counts(tree)[0])
        headline = unshared or say.headline(tree, table)
        if any(count.as_of == "first" for count in counts(tree)) and not since_first(tree):
            headline = f"As first published: {headline}"
        lacks = self._missing(read)
        value = None if broken or unshared else self._value(tree, work, table)
        made_by = how(tree)
        added = self._added(read)
        origin = "calculated" if made_by or added else "published"
        reading = " ".join(
            [
                question(tree, self.lookup),
                *read.said,
                f"Calculated: {', '.join(b for b in (made_by, added) if b)}." if made_by or added else "",
            ]
        ).strip()
        return Part(
            question=text or question(tree, self.lookup),
            status="partial" if lacks else "answered",
            headline=" ".join(bit for bit in (lacks, headline, broken) if bit),
            caveats=tuple([*(a.caveat for a in changes), *self._engine(read), *notes(tree, self.lookup)]),
            sources=sources(read.taken, read.figures, table.rows, self.lookup),
            reading=reading,
            value=value,
            unit=self._unit(tree) if value is not None else None,
            columns=table.columns,
            rows=table.rows,
            origin="calculated" if origin == "calculated" else "published",
            missing=lacks or None,
            shown=Written(lambda: self.calculation(read, table).readable()),
            chart=chart(tree, table, headline, changes, self.names),
        )

    def table(self, read: Read) -> Table:
        """The rows of a tree that was read."""
        return Sentences(self.names, read.figures).table(read.tree)

    def calculation(self, read: Read, table: Table) -> Statement:
        """The statement that gives the rows, from the same cells."""
        rounded = {"count": "whole", "place": "whole", "yes": "whole", "times": "some", "number": "some"}
        shown = [Shown(column.title, column.node, rounded.get(column.kind, "one")) for column in table.figures]
        texts = [str(row[0]) for row in table.rows] if table.workings else []
        made = calculation(
            read.tree, table.axes, shown, texts, whole_plan(read.taken), read.figures, self.lookup, self.store.dialect
        )
        self.guard.check(made)
        return made

    def _value(self, tree: Node, work: Work, table: Table) -> int | float | None:
        """The one number asked for."""
        if isinstance(tree, (Each, Truth)) or (isinstance(tree, Top) and tree.what == "list"):
            return None
        if isinstance(tree, Having) and tree.what == "list":
            return len(work.kept(tree))
        if axes(tree) and work.free(tree, Point()):
            last = table.rows[0][-1] if len(table.rows) == 1 else None
            return last if isinstance(last, (int, float)) else None
        return cell(work.value(tree), kind(tree))

    def _unit(self, tree: Node) -> str:
        of = kind(tree)
        if of == "place":
            return "place"
        if isinstance(tree, Having) and not tree.one:
            return self.names.plural(tree.over)
        return LABEL_UNITS.get(of) or self.lookup.measures[counts(tree)[0].measure].unit

    def _missing(self, read: Read) -> str:
        return "" if read.whatever else missing(read.figures, self.lookup)

    def _added(self, read: Read) -> str:
        """How the counts themselves were made of several cells."""
        bits = []
        many = max((len(unit.pieces) for one in read.taken for unit in one.units.values()), default=0)
        if many > 1:
            bits.append(f"summed from {many} periods")
        over = sorted({name for one in read.taken for fetch in one.fetches for name in fetch.summed})
        if over:
            bits.append("summed over " + joined([self.lookup.dimensions[name].label for name in over]))
        return ", ".join(bits)

    def _engine(self, read: Read) -> list[Caveat]:
        """Caveats that follow from the cells read."""
        found = []
        units = [unit for one in read.taken for unit in one.units.values()]
        if any(unit.quarters_as_published for unit in units):
            found.append(engine_caveat(self.lookup, "sum-of-quarters", "limit", ""))
        used = [used for many in read.figures.used.values() for used in many]
        if any(one.quoted_by != "publisher" for one in used):
            text = "A figure was read in someone else's report of the release, not in the publisher's own text."
            found.append(engine_caveat(self.lookup, "reported-figure", "limit", text))
        tables = {(one.release, one.table) for one in used}
        periods = {(piece.release, piece.period) for unit in units for piece in unit.pieces}
        texts = dict.fromkeys(
            d.text
            for d in self.differences
            if (d.release, d.table) in tables and (d.release, d.what.partition(" ")[0]) in periods
        )
        return [*found, *([Caveat("known-difference", "note", " ".join(texts), "")] if texts else [])]


def _bound(tree: Node, cells: Cells) -> list[frozenset[Leaf]]:
    """The leaves of each share: its part and its whole come from one place."""
    found = []
    for node in walk(tree):
        if isinstance(node, Ratio) and node.as_ == "percent":
            found.append(cells.within(node))
    return found


def _none(tree: Node, work: Work) -> bool:
    """ "None of them" is an answer, where there are any."""
    return isinstance(tree, Having) and bool(work.told(tree.over))


def _unlike(tree: Node, work: Work, say: Sentences) -> str:
    """Shares of a change whose parts moved in different directions are told, and not shared out."""
    if not (isinstance(tree, Ratio) and tree.as_ == "percent" and isinstance(tree.part, Minus)) or axes(tree):
        return ""
    part, whole = work.value(tree.part), work.value(tree.whole)
    if part is None or whole is None or (whole and 0 <= Fraction(part, 1) / whole <= 1):
        return ""
    told = [say.headline(one, say.table(one)) for one in (tree.part, tree.whole)]
    return f"{' '.join(told)} The parts of the change have unlike signs, so that no share of it is given."
