"""Questions that code asks of a catalog: an entry by id, what a measure can be broken down by, members of a group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

from assistant.catalog.absent import Unpublished
from assistant.catalog.dimension import Dimension, Group, Member
from assistant.catalog.model import Catalog, Change, Dataset, Measure, Publication, Release, Table, Term
from assistant.period import Span


class Lookup:
    """A catalog indexed by id; built once and shared."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.publications: dict[str, Publication] = {p.id: p for p in catalog.publications}
        self.releases: dict[str, Release] = {r.id: r for r in catalog.releases}
        self.measures: dict[str, Measure] = {m.id: m for m in catalog.measures}
        self.dimensions: dict[str, Dimension] = {d.id: d for d in catalog.dimensions}
        self.datasets: dict[str, Dataset] = {d.id: d for d in catalog.datasets}
        self.tables: dict[str, Table] = {t.id: t for t in catalog.tables}
        self.changes: dict[str, Change] = {c.id: c for c in catalog.changes}
        self.terms: dict[str, Term] = {t.id: t for t in catalog.terms}
        self.topics: dict[str, Unpublished] = {t.id: t for t in catalog.unpublished}
        self._members = {d.id: {m.id: m for m in d.members} for d in catalog.dimensions}
        self._groups = {d.id: {g.id: g for g in d.groups} for d in catalog.dimensions}
        paired = [((d.id, m.id), m.same_as.partition("=")) for d in catalog.dimensions for m in d.members if m.same_as]
        self._same = {pair: (other, member) for pair, (other, _, member) in paired}
        self._same |= {theirs: mine for mine, theirs in self._same.items()}
        within = [((d.id, m.id), m.within.partition("=")) for d in catalog.dimensions for m in d.members if m.within]
        self._within = {pair: (other, member) for pair, (other, _, member) in within}
        self._order = {d.id: {m.id: i for i, m in enumerate(d.members)} for d in catalog.dimensions}

    @property
    def publication(self) -> Publication:
        return self.catalog.publications[0]

    def publication_of(self, measure: str) -> Publication:
        return self.publications[self.measures[measure].publication]

    def plain_measure(self, publication: str) -> str:
        """What a publication counts where nothing counted is named, of the first where none is; empty of nothing."""
        found = self.publications.get(publication) if publication else self.publication
        return (found.default_measure or "") if found is not None else ""

    def area_of(self, measures: Iterable[str]) -> str:
        """Where all of these are counted; empty where it is not the same of all."""
        found = {self.measures[name].area or self.publication_of(name).area for name in measures}
        return found.pop() if len(found) == 1 else ""

    def changes_of(self, measure: str) -> Iterator[Change]:
        """Changes and limits recorded for the measure's publication."""
        first, mine = self.catalog.publications[0].id, self.measures[measure].publication
        return (change for change in self.catalog.changes if (change.publication or first) == mine)

    def member(self, dimension: str, member: str) -> Member | None:
        return self._members.get(dimension, {}).get(member)

    def group(self, dimension: str, group: str) -> Group | None:
        return self._groups.get(dimension, {}).get(group)

    def same_as(self, dimension: str, member: str) -> tuple[str, str] | None:
        """The dimension and member that have the same figures under another name."""
        return self._same.get((dimension, member))

    def excludes(self, where: Sequence[tuple[str, tuple[str, ...]]]) -> bool:
        """Are two limits of one thing, so that nobody is of both: a category that another breakdown has under another
        name, or that lies in another, beside a different category of that one?
        """
        limits = dict(where)
        if any(one.startswith("!") for _, many in where for one in many):
            return False
        for dimension, ids in where:
            lies = [self._within.get((dimension, one)) for one in self.expand(dimension, ids)]
            if lies and all(o is not None and o[0] in limits and o[1] not in limits[o[0]] for o in lies):
                return True
            others = [self.same_as(dimension, one) for one in ids]
            if any(o is not None and o[0] in limits and o[1] not in limits[o[0]] for o in others):
                return True
        return False

    def label(self, dimension: str, member: str) -> str:
        """The label of a member or group; an id from elsewhere stands for itself, and "!" before one leaves it out."""
        if member.startswith("!"):
            return f"other than {self.label(dimension, member[1:])}"
        found = self.member(dimension, member) or self.group(dimension, member)
        return found.label if found else member

    def position(self, dimension: str, member: str) -> int:
        return self._order.get(dimension, {}).get(member, 10**6)

    def expand(self, dimension: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Members meant by member and group ids, those with "!" left out, in catalog order."""
        chosen: dict[str, None] = {}
        left_out: set[str] = set()
        for name in ids:
            target = self._expand_one(dimension, name.removeprefix("!"))
            if name.startswith("!"):
                left_out.update(target)
            else:
                chosen.update(dict.fromkeys(target))
        pool = chosen if any(not name.startswith("!") for name in ids) else self._members[dimension]
        return tuple(member for member in pool if member not in left_out)

    def _expand_one(self, dimension: str, name: str) -> tuple[str, ...]:
        group = self.group(dimension, name)
        if group is None:
            return (name,)
        if group.containing:
            return tuple(m.id for m in self._members[dimension].values() if group.containing in m.contains)
        if one := group.combining:
            return tuple(m.id for m in self._members[dimension].values() if one in m.contains and len(m.contains) > 1)
        if group.except_members:
            return tuple(m for m in self._members[dimension] if m not in group.except_members)
        return group.members

    @cached_property
    def _dimensions_of(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {m.id: set() for m in self.catalog.measures}
        for table in self.catalog.tables:
            if table.complete:
                for measure in table.measures:
                    found[measure].update(table.dimensions)
        return {measure: frozenset(names) for measure, names in found.items()}

    def dimensions_of(self, measure: str) -> frozenset[str]:
        """Dimensions that some complete table crosses with the measure."""
        return self._dimensions_of.get(measure, frozenset())

    def able(self, measures: Iterable[str], dimensions: AbstractSet[str]) -> list[str]:
        """Those of the measures that a complete table crosses with all the dimensions; else those that any does."""
        several = list(measures)
        whole = [name for name in several if dimensions <= self.dimensions_of(name)]
        return whole or [name for name in several if any(dimensions <= {*table.dimensions} for table in self.of(name))]

    def of(self, measure: str) -> tuple[Table, ...]:
        """Every table of a measure."""
        return tuple(table for tables in self._tables_of.get(measure, {}).values() for table in tables)

    @cached_property
    def _tables_of(self) -> dict[str, dict[str, tuple[Table, ...]]]:
        found: dict[str, dict[str, tuple[Table, ...]]] = {}
        of_dataset: dict[str, list[Table]] = {name: [] for name in self.datasets}
        for table in self.catalog.tables:
            of_dataset.setdefault(table.dataset, []).append(table)
        for dataset, tables in of_dataset.items():
            for measure in dict.fromkeys(name for table in tables for name in table.measures):
                found.setdefault(measure, {})[dataset] = tuple(t for t in tables if measure in t.measures)
        return found

    def tables_of(self, measure: str) -> tuple[Table, ...]:
        return tuple(table for tables in self._tables_of.get(measure, {}).values() for table in tables)

    def datasets_of(self, measure: str) -> dict[str, tuple[Table, ...]]:
        """The tables of a measure by the dataset that holds them, both in catalog order."""
        return self._tables_of.get(measure, {})

    def release_key(self, release: str) -> tuple[str, str]:
        """Order of publication; one of unknown date counts as of the end of the quarter that it covers."""
        entry = self.releases.get(release)
        if entry is None:
            return ("", release)
        if entry.published:
            return (entry.published.isoformat(), release)
        end = Span.read(entry.period).end
        return (f"{end // 4}-{end % 4 * 3 + 3:02d}-31", release)
