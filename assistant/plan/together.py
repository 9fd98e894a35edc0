"""All counts of a tree planned together: those of one measure from one release of one table, where one has them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.asked.minus import Minus
from assistant.asked.operand import FIRST, LAST
from assistant.asked.selection import GRAINS, Selection
from assistant.period import Span
from assistant.plan.absent import no_period, not_crossed
from assistant.plan.choose import Planner
from assistant.plan.leaves import Leaf
from assistant.plan.model import Fetch, NotHeld, Plan, ReleasedPeriod, Unit
from assistant.plan.source import TableSource, Where

Tags = list[tuple[str, Where, tuple[str, ...]]]
Candidate = dict[str, TableSource]


@dataclass(frozen=True)
class Taken:
    """One leaf with what it is read from: ``tag`` marks its rows, ``units`` say which pieces make up each span."""

    leaf: Leaf
    tag: str
    units: dict[Span, Unit]
    fetches: tuple[Fetch, ...]
    complete: bool  # tables whose members make the total: what they do not list is zero

    def fills(self, piece: ReleasedPeriod) -> bool:
        """Is what is not listed of a piece zero: is it read from a whole table, and not from figures printed singly?"""
        whole = any(piece in fetch.pieces and not fetch.single_figures for fetch in self.fetches)
        return self.complete or whole

    @property
    def plan(self) -> Plan:
        """The leaf as a plan of its own, for what asks of one measure: caveats, sources."""
        query = Selection(
            self.leaf.measure, where=self.leaf.where, by=self.leaf.by, periods=self.leaf.spans, as_of=self.leaf.as_of
        )
        fetches = tuple(replace(fetch, tag="part") for fetch in self.fetches)
        return Plan(query, self.leaf.where, tuple(self.units.values()), fetches, True)


class Together(Planner):
    """Plans leaves; one a call, for it keeps what each period is needed for."""

    def __init__(self, planner: Planner) -> None:
        self.__dict__.update(vars(planner))
        self._needs: dict[Span, list[str]] = {}

    def options(self, query: Selection, tags: Tags) -> list[Candidate]:
        """Sources that hold every tag of the query."""
        held = {(where, by): self._sources(query, where, by) for _, where, by in tags}
        return self._candidates(tags, held)

    def spans(self, query: Selection) -> list[Span]:
        """The years or quarters of the stretch of a query."""
        return self._spans(query)

    def read(self, leaves: Sequence[Leaf], bound: Sequence[frozenset[Leaf]] = ()) -> list[Taken] | NotHeld:
        """What to read for each leaf. ``bound`` are leaves that only one source may answer: a share's part and
        whole.
        """
        groups: dict[tuple[str, str], list[Leaf]] = {}
        for leaf in leaves:
            groups.setdefault((leaf.measure, leaf.as_of), []).append(leaf)
        taken: list[Taken] = []
        for group in groups.values():
            found = self._group(group, bound, len(taken))
            if isinstance(found, NotHeld):
                return found
            taken += found
        return taken

    def _group(self, group: list[Leaf], bound: Sequence[frozenset[Leaf]], number: int) -> list[Taken] | NotHeld:
        joint = self._joined(group, number)
        if not isinstance(joint, NotHeld) and not _gaps(joint):
            return joint
        clusters = _clusters(group, bound)
        if len(clusters) == 1:
            return joint
        apart: list[Taken] = []
        for cluster in clusters:
            found = self._joined(cluster, number + len(apart))
            if isinstance(found, NotHeld):
                return found if isinstance(joint, NotHeld) else joint
            apart += found
        return apart if isinstance(joint, NotHeld) or _gaps(apart) < _gaps(joint) else joint

    def _joined(self, leaves: list[Leaf], number: int) -> list[Taken] | NotHeld:
        tags: Tags = [(f"t{i}" if i else "part", leaf.where, leaf.by) for i, leaf in enumerate(leaves)]
        unlisted = tuple(dict.fromkeys(d for leaf in leaves if not leaf.listed for d in leaf.by))
        measure, as_of = leaves[0].measure, leaves[0].as_of
        # What is calculated takes its figures from one release where one has them all.
        query = Selection(measure, by=unlisted, as_of=as_of, calculation=Minus(LAST, FIRST))
        candidates = self.options(query, tags)
        if unlisted:
            candidates = [c for c in candidates if all(source.complete for source in c.values())] or candidates
        if not candidates:
            return not_crossed(self._whole_query(leaves), self.lookup, self.coverage)
        self._needs = {}
        for (tag, _, _), leaf in zip(tags, leaves, strict=True):
            for span in leaf.spans:
                self._needs.setdefault(span, []).append(tag)
        spans = list(self._needs)
        units, chosen = self._units(spans, candidates, query)
        by_span = dict(zip(spans, units, strict=True))
        if not any(unit.pieces for unit in units):
            asked = replace(self._whole_query(leaves), periods=tuple(spans))
            return no_period(asked, candidates, self.lookup, self.coverage)
        taken = []
        for i, ((tag, where, by), leaf) in enumerate(zip(tags, leaves, strict=True)):
            pieces: dict[tuple[str, str | None], tuple[TableSource, dict[ReleasedPeriod, None]]] = {}
            for span in leaf.spans:
                source = chosen[span][1][tag]
                kept = pieces.setdefault((source.dataset, source.release), (source, {}))[1]
                kept.update(dict.fromkeys(by_span[span].pieces))
            mark = f"count_{number + i + 1}"
            fetches = [
                fetch
                for source, kept in pieces.values()
                for fetch in self._of_source(mark, source, measure, where, by, tuple(kept))
            ]
            whole = all(source.complete for source, _ in pieces.values())
            taken.append(Taken(leaf, mark, {span: by_span[span] for span in leaf.spans}, tuple(fetches), whole))
        return taken

    def _joint(self, candidate: Candidate, span: Span) -> Unit:
        """One unit for all leaves that need the period: its pieces must be there for each of them."""
        first, *others = [candidate[tag] for tag in self._needs[span]]
        unit = first.unit(span)
        if not others or not unit.pieces:
            return unit
        pieces = []
        for piece in unit.pieces:
            shared = [
                p
                for p in first.periods.get(piece.period, ())
                if all(any(o.release == p.release for o in other.periods.get(p.period, ())) for other in others)
            ]
            if not shared:
                return Unit(span, unit.dataset, (), tuple(span.quarters))
            pieces.append(shared[0])
        return replace(unit, pieces=tuple(pieces))

    @staticmethod
    def _whole_query(leaves: Sequence[Leaf]) -> Selection:
        where = {d: ids for leaf in leaves for d, ids in leaf.where}
        by = tuple(dict.fromkeys(d for leaf in leaves for d in leaf.by if d not in GRAINS))
        return Selection(leaves[0].measure, where=tuple(sorted(where.items())), by=by)


def _gaps(taken: Sequence[Taken]) -> int:
    return sum(not unit.complete for one in taken for unit in one.units.values())


def _clusters(leaves: list[Leaf], bound: Sequence[frozenset[Leaf]]) -> list[list[Leaf]]:
    """Leaves that must stay together."""
    clusters: list[list[Leaf]] = [[leaf] for leaf in leaves]
    for tied in bound:
        mine = [c for c in clusters if any(replace(leaf, spans=()) in tied for leaf in c)]
        if len(mine) > 1:
            clusters = [c for c in clusters if c not in mine] + [[leaf for c in mine for leaf in c]]
    return clusters
