"""Selection to plan: resolve relative periods, pick the source of every period, and say what is not held."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from assistant.asked.selection import HISTORY, SUM, Selection
from assistant.catalog.lookup import Lookup
from assistant.period import Span
from assistant.plan import alone
from assistant.plan.absent import no_member, no_period, not_crossed
from assistant.plan.coverage import Coverage
from assistant.plan.model import Fetch, NotHeld, Plan, ReleasedPeriod, Unit
from assistant.plan.relative import resolve
from assistant.plan.source import Allowed, TableSource, Where, sources

MOST_VINTAGES = 8  # periods for which every release is looked up
PLANS = 16  # that are kept: of one question several are looked at more than once
KEPT = 256  # lists of sources, which many questions have in common


class Planner:
    """Chooses published cells; knows nothing of words or screens."""

    def __init__(self, lookup: Lookup, coverage: Coverage) -> None:
        self.lookup = lookup
        self.coverage = coverage
        self._held = lru_cache(maxsize=KEPT)(self._held_of)
        self._plan = lru_cache(maxsize=PLANS)(self._planned)
        # Releases by rank of publication, and ranks that share a day: two texts of one day are equally new.
        ordered = sorted(lookup.releases, key=lookup.release_key)
        self._age = {release: rank for rank, release in enumerate(ordered, 1)}
        days = [lookup.release_key(release)[0] for release in ordered]
        self._day = {0: 0, **{rank: days.index(day) + 1 for rank, day in enumerate(days, 1)}}
        self._day |= {-rank: -day for rank, day in self._day.items()}

    def plan(self, query: Selection) -> Plan | NotHeld:
        """The cells that answer ``query``, or why there are none."""
        return self._plan(query)

    def _planned(self, query: Selection) -> Plan | NotHeld:
        listed = query.listed
        where = tuple((d, self.lookup.expand(d, ids)) for d, ids in query.where)
        among = query.among
        tags = [("part", where, listed)]
        if among is not None or query.portions:
            keep = tuple((d, ids) for d, ids in where if (d not in listed if among is None else d in among))
            tags.append(("whole", keep, ()))
        held = {(where, by): self._sources(query, where, by) for _, where, by in tags}
        candidates = self._candidates(tags, held)
        if not candidates:
            return not_crossed(query, self.lookup, self.coverage)
        resolved, said = resolve(query, candidates, self.lookup)
        if not resolved.periods:
            return no_period(query, candidates, self.lookup, self.coverage)
        resolved = replace(resolved, periods=tuple(sorted(set(resolved.periods))))  # time runs forwards
        spans = self._spans(resolved)
        apart = not self.lookup.measures[query.measure].adds and resolved.calculation == SUM and len(spans) > 1
        units, chosen = self._units(spans, candidates, resolved)
        if apart or not any(unit.pieces for unit in units):
            return no_period(resolved, candidates, self.lookup, self.coverage)
        complete = any(source.complete for source, _ in chosen.values())
        if complete and (unlisted := no_member(query, self.lookup, self.coverage)):
            return unlisted
        fetches = self._fetches(resolved, tags, units, chosen)
        _, kept, by = tags[-1] if among is not None else tags[0]
        # All releases bear on revision, whichever release the answer itself is pinned to.
        everything = self._sources(replace(query, as_of=""), kept, by) if query.as_of else held[kept, by]
        fetches += self._others(resolved, kept, by, units, everything)
        fetches += self._printed_alone(resolved, where, units)
        used = {(source.dataset, piece) for unit in units for piece in unit.pieces for source in [chosen[unit.span][0]]}
        gaps = any(
            (p.release, p.period) in source.lacking
            for source, _ in chosen.values()
            for d, p in used
            if d == source.dataset
        )
        full = all(source.complete for source, _ in chosen.values()) or not (self._unlisted(query) or gaps)
        exhaustive = full if listed else True
        later = self._later(query, units)
        return Plan(resolved, where, tuple(units), tuple(fetches), exhaustive, said, later)

    def _printed_alone(self, query: Selection, where: Where, units: list[Unit]) -> list[Fetch]:
        """Cells that answer for a member, the total or a period where it is asked for alone."""
        found: list[Fetch] = []
        for limits, by in alone.targets(query, where, units):
            among = self._sources(query, limits, by)
            for source, pieces in alone.pieces(among, alone.spans(query, units), self.lookup):
                found += self._of_source("alone", source, query.measure, limits, by, pieces)
        return found

    def _later(self, query: Selection, units: list[Unit]) -> tuple[Span, ...]:
        """Of an extreme over all that is held: later periods for which the publication's totals are, and this is
        not.
        """
        if not query.extreme or not query.relative or query.relative.startswith("until:") or query.as_of:
            return ()
        last = max(unit.span.end for unit in units if unit.pieces)
        whole = self.lookup.measures[query.measure]
        length = 1 if whole.kind == "stock" or query.grain == "quarter" else 4
        others = [m.id for m in self.lookup.catalog.measures if m.publication == whole.publication]
        held = {
            span for name in others for span in self.coverage.spans(name, frozenset()) if span.length in (length, 4)
        }
        if length == 1 and whole.kind != "stock":
            held = {Span(n, n) for span in held for n in span.quarters}
        return tuple(sorted(span for span in held if span.start > last and span.length == length))

    def _sources(self, query: Selection, where: Where, by: tuple[str, ...]) -> list[TableSource]:
        if self.lookup.measures[query.measure].confirm:
            return []  # nobody has said yet what is counted
        return self._held(query.measure, where, by, query.as_of)

    def _held_of(self, measure: str, where: Where, by: tuple[str, ...], as_of: str) -> list[TableSource]:
        return sources(measure, where, by, self.lookup, self.coverage, self._allowed(as_of), as_of == "first")

    def _candidates(
        self,
        tags: list[tuple[str, Where, tuple[str, ...]]],
        held: dict[tuple[Where, tuple[str, ...]], list[TableSource]],
    ) -> list[dict[str, TableSource]]:
        """Sources that hold every tag of the query: a share needs its whole from the same place as its part."""
        per_tag = [{(s.dataset, s.release): s for s in held[where, by]} for _, where, by in tags]
        keys = [key for key in per_tag[0] if all(key in found for found in per_tag[1:])]
        return [{tag[0]: found[key] for tag, found in zip(tags, per_tag, strict=True)} for key in keys]

    def _allowed(self, as_of: str) -> Allowed:
        if as_of in ("", "first"):
            return lambda release: True
        latest = self.lookup.release_key(as_of)[0]
        return lambda release: (
            self.lookup.release_key(release)[0] <= latest and self.lookup.release_key(release)[0] > ""
        )

    def _spans(self, query: Selection) -> list[Span]:
        """The periods shown: every year or quarter of the stretch where the answer runs over time."""
        if query.grain is None or self.lookup.measures[query.measure].kind == "stock":
            return sorted(set(query.periods))
        spans: list[Span] = []
        for span in query.periods:
            if query.grain == "year":
                years = span.years or [Span.year(span.start // 4)]
                if span.start % 4 and not any(y.start // 4 == span.start // 4 for y in years) and span.length > 4:
                    years = [Span.year(span.start // 4), *years]
                financial = span.start % 4 == 1 and span.length % 4 == 0
                spans += [Span(s, s + 3) for s in range(span.start, span.end, 4)] if financial else years
            else:
                spans += [Span(number, number) for number in span.quarters]
        return sorted(set(spans))

    def _score(self, candidate: dict[str, TableSource], units: list[Unit], query: Selection) -> tuple[object, ...]:
        """Best last: most periods covered, then a printed cell, the newest release, the publisher's own words."""
        pieces = [piece for unit in units for piece in unit.pieces]
        covered = sum(unit.complete for unit in units)
        quarters = sum(unit.span.length - len(unit.missing) for unit in units if unit.pieces)
        lacking = any((piece.release, piece.period) in candidate["part"].lacking for piece in pieces)
        whole_list = all(source.complete for source in candidate.values()) or not (self._unlisted(query) or lacking)
        exact = all(source.exact for source in candidate.values()) and all(len(unit.pieces) <= 1 for unit in units)
        ranks = [self._age[piece.release] for piece in pieces] or [0]
        newest = -max(ranks) if query.as_of == "first" else min(ranks)
        order = min(source.order for source in candidate.values())
        reported = any(piece.reported for piece in pieces)
        # What is taken from one another, or added, comes from one release: revisions would blur the difference.
        releases = len({piece.release for piece in pieces})
        single = len(units) == 1 or (covered == len(units) and releases == 1 and not reported)
        steady = len(units) > 1 and exact and covered > 0 and all(source.complete for source in candidate.values())
        return (
            whole_list and covered > 0, single, steady, covered, quarters, exact, -releases, self._day[newest],
            not reported, -order, newest,
        )  # fmt: skip

    def _unlisted(self, query: Selection) -> bool:
        """A breakdown over members that were not named one by one needs a table that holds them all."""
        return any(len(query.filters.get(name, ())) < 2 for name in query.listed)

    def _joint(self, candidate: dict[str, TableSource], span: Span) -> Unit:
        """One unit for all tags: the pieces must be there for the part and for the whole."""
        part = candidate["part"].unit(span)
        if len(candidate) == 1 or not part.pieces:
            return part
        whole = candidate["whole"]
        pieces = []
        for piece in part.pieces:
            options = [
                p
                for p in candidate["part"].periods.get(piece.period, ())
                if any(w.release == p.release for w in whole.periods.get(p.period, ()))
            ]
            if not options:
                return Unit(span, part.dataset, (), tuple(span.quarters))
            pieces.append(options[0])
        return replace(part, pieces=tuple(pieces))

    def _units(
        self, spans: list[Span], candidates: list[dict[str, TableSource]], query: Selection
    ) -> tuple[list[Unit], dict[Span, tuple[TableSource, dict[str, TableSource]]]]:
        """Each period from the source that answers it alone, so that one thing has one figure in every answer.

        Only what is calculated over periods takes them from one release where one has them all.
        """
        units: list[Unit] = []
        chosen: dict[Span, tuple[TableSource, dict[str, TableSource]]] = {}
        joint = len(spans) > 1 and query.as_of != "first" and alone.calculated(query)
        together = self._best(spans, candidates, query) if joint else None
        for n, span in enumerate(spans):
            best, unit = (together[0], together[1][n]) if together else self._alone(span, candidates, query)
            if together and not unit.complete:
                # What that source lacks is taken from another that has the whole period, or more of it.
                other, more = self._alone(span, candidates, query)
                lacking = len(unit.missing) if unit.pieces else span.length
                if more.pieces and len(more.missing) < lacking:
                    best, unit = other, more
            units.append(unit)
            chosen[span] = (best["part"], best)
        return units, chosen

    def _best(
        self, spans: list[Span], candidates: list[dict[str, TableSource]], query: Selection
    ) -> tuple[dict[str, TableSource], list[Unit]]:
        covers = [(candidate, [self._joint(candidate, span) for span in spans]) for candidate in candidates]
        return max(covers, key=lambda pair: self._score(pair[0], pair[1], query))

    def _alone(
        self, span: Span, candidates: list[dict[str, TableSource]], query: Selection
    ) -> tuple[dict[str, TableSource], Unit]:
        """The best source of one period. What others report of a release counts where it is newer than all that is
        held.
        """
        covers = [(candidate, self._joint(candidate, span)) for candidate in candidates]

        def score(pair: tuple[dict[str, TableSource], Unit]) -> tuple[object, ...]:
            return self._score(pair[0], [pair[1]], query)

        def day(unit: Unit) -> str:
            return max(self.lookup.release_key(piece.release)[0] for piece in unit.pieces)

        own = [pair for pair in covers if pair[1].complete and not any(piece.reported for piece in pair[1].pieces)]
        if own and query.as_of != "first":
            newest = day(max(own, key=score)[1])
            covers = own + [pair for pair in covers if pair not in own and pair[1].complete and day(pair[1]) > newest]
        return max(covers, key=score)

    def _fetches(
        self, query: Selection, tags: list[tuple[str, Where, tuple[str, ...]]], units: list[Unit],
        chosen: dict[Span, tuple[TableSource, dict[str, TableSource]]],
    ) -> list[Fetch]:  # fmt: skip
        pieces: dict[tuple[str, str | None], dict[ReleasedPeriod, None]] = {}
        by_key: dict[tuple[str, str | None], dict[str, TableSource]] = {}
        for unit in units:
            candidate = chosen[unit.span][1]
            key = (candidate["part"].dataset, candidate["part"].release)
            by_key[key] = candidate
            pieces.setdefault(key, {}).update(dict.fromkeys(unit.pieces))
        found: list[Fetch] = []
        for key, candidate in by_key.items():
            for tag, where, by in tags:
                found += self._of_source(tag, candidate[tag], query.measure, where, by, tuple(pieces[key]))
        return found

    def _of_source(
        self,
        tag: str,
        source: TableSource,
        measure: str,
        where: Where,
        by: tuple[str, ...],
        pieces: tuple[ReleasedPeriod, ...],
    ) -> list[Fetch]:
        if not pieces:
            return []
        needed = frozenset([d for d, _ in where]) | frozenset(by)
        grouped: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
        for name, level in source.tables:
            table = self.lookup.tables[name]
            loose = [d for d in table.dimensions if d not in table.fixed]
            summed = tuple(d for d in loose if d in level and d not in needed)
            totals = tuple(d for d in loose if d not in level)
            grouped.setdefault((summed, totals), []).append(name)
        return [
            Fetch(tag, source.dataset, tuple(names), measure, where, by, summed, totals, pieces, not source.complete)
            for (summed, totals), names in grouped.items()
        ]

    def _others(
        self, query: Selection, where: Where, by: tuple[str, ...], units: list[Unit], everything: list[TableSource]
    ) -> list[Fetch]:
        """Other releases of the same few figures (of a share: of its whole), to say whether they were revised."""
        if by or len(units) > MOST_VINTAGES:
            return []
        # What another dataset gives in one release may be a sum of its own: a table that was superseded.
        shown = {unit.dataset for unit in units if unit.pieces}
        found = self._vintages(query, where, by, units, [source for source in everything if source.exact])
        found += self._sums(query, where, by, units, [s for s in everything if s.release and s.dataset not in shown])
        if not found and query.calculation == HISTORY:  # of a total that no table prints: of its parts added up
            found = self._vintages(query, where, by, units, everything)
        return found

    def _vintages(
        self, query: Selection, where: Where, by: tuple[str, ...], units: list[Unit], among: list[TableSource]
    ) -> list[Fetch]:
        found: list[Fetch] = []
        for source in among:
            pieces: list[ReleasedPeriod] = []
            for one in units:
                # A printed cell each: a year of which a release holds one quarter is another figure.
                if source.release is None:
                    pieces += source.periods.get(one.span.id, ())
                else:
                    unit = source.unit(one.span)
                    pieces += unit.pieces if unit.complete and len(unit.pieces) == 1 else ()
            found += self._of_source("other", source, query.measure, where, by, tuple(dict.fromkeys(pieces)))
        return found

    def _sums(
        self, query: Selection, where: Where, by: tuple[str, ...], units: list[Unit], among: list[TableSource]
    ) -> list[Fetch]:
        found: list[Fetch] = []
        for source in among:
            held = (source.unit(one.span) for one in units)
            pieces = [p for unit in held if unit.complete and len(unit.pieces) > 1 for p in unit.pieces]
            found += self._of_source("parts", source, query.measure, where, by, tuple(dict.fromkeys(pieces)))
        return found
