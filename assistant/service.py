"""ask(): one path from a text to its answer, for every front end."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from assistant.answer.catalogue import Catalogue
from assistant.answer.caveats import hypothetical
from assistant.answer.compose import compose
from assistant.answer.dates import long_date
from assistant.answer.meanings import Meanings
from assistant.answer.model import Answer, Caveat, Part
from assistant.answer.near import Nearby
from assistant.answer.questions import ask_text
from assistant.answer.refuse import Refusals
from assistant.answer.revised import revised_part
from assistant.answer.vintages import read_others, with_vintages
from assistant.catalog.differences import read_differences
from assistant.catalog.load import load
from assistant.catalog.lookup import Lookup
from assistant.errors import LinkError, UnknownRelease
from assistant.home import home
from assistant.links import wrong
from assistant.period import Span
from assistant.plan.choose import Planner
from assistant.plan.coverage import Coverage
from assistant.plan.figures import Figures, fold
from assistant.plan.guard import Guard
from assistant.plan.model import NotHeld, Plan
from assistant.plan.sql import Statement, statement
from assistant.query import Query
from assistant.question.parse import Reading
from assistant.question.route import Router
from assistant.question.shape import build
from assistant.store.engine import Engine, engine
from assistant.store.values import Values


@dataclass(frozen=True)
class Explanation:
    """How a question is read, without running it: the reading's words, the query and the SQL (None: no figure)."""

    reading: Reading
    query: Query | None
    sql: str | None
    refusal: str | None = None


class Assistant:
    """A catalog and its figures, ready for questions. Build one and share it: it keeps no state between calls."""

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or home()
        self.folder = folder
        self.catalog = load(folder / "catalog")
        self.lookup = Lookup(self.catalog)
        self.warehouse = engine(self.catalog, folder / "data")
        self.dialect = self.warehouse.dialect
        # Of the warehouse alone: a function that held all of this would keep the connection open to the very end.
        self.coverage = Coverage(self.lookup, partial(_everything, self.warehouse), self.dialect)
        self.values = Values(self.catalog, folder / "data")
        self.differences = read_differences(folder / "data")
        self.planner = Planner(self.lookup, self.coverage)
        self.parser = Router(self.lookup)
        self.guard = Guard(self.catalog)
        self.near = Nearby(self.lookup, self.planner)
        self.catalogue = Catalogue(self.lookup, self.near)
        self._meanings = Meanings(self.lookup, self.values, self.parser.slots_of, self.answer)
        own = self.parser.lookups
        self._refusals = {name: Refusals(lookup, self.near) for name, lookup in own.items()}
        self._catalogues = {name: Catalogue(lookup, self.near) for name, lookup in own.items()}

    def ask(self, text: str, as_of: str = "", before: Query | None = None) -> Answer:
        """Answer every question in ``text``. ``as_of`` names the release to read; ``before`` the query to follow up.

        Raises :class:`UnknownRelease`; :class:`QueryTooLarge` where the figures could not be read in time.
        """
        started = time.perf_counter()
        if as_of and as_of != "first" and as_of not in self.lookup.releases:
            known = ", ".join(r.id for r in self.catalog.releases if r.id in self._table_releases())
            raise UnknownRelease(f"There is no release {as_of[:40]!r}. Releases with tables: {known}.")
        parts = self._meanings.parts(text)  # of a number, before any reading of words
        readings = [] if parts else self.parser.parse(text, before)
        read = time.perf_counter()
        parts = parts or tuple(self._part(reading, as_of) for reading in readings)
        done = time.perf_counter()
        timings = {"parse": 1000 * (read - started), "answer": 1000 * (done - read), "total": 1000 * (done - started)}
        return Answer(text, parts, {name: round(value, 3) for name, value in timings.items()})

    def answer(self, query: Query, text: str = "") -> Part:
        """Answer a query (from a permalink or an edited reading). Raises :class:`LinkError` for unknown ids."""
        self._check(query)
        reading = Reading(text or ask_text(query, self.lookup), "figure", query, (query.measure,))
        part = self._figure(reading, query)
        newer = self._newer(query, part)
        return replace(part, caveats=(*part.caveats, newer)) if newer else part

    @staticmethod
    def link(part: Part) -> Query:
        """The query of a part, its periods resolved. Raises :class:`LinkError` where it has none."""
        return Query.from_url(urlencode(part.query))

    def _newer(self, query: Query, part: Part) -> Caveat | None:
        """For a pinned query: says that a newer release would be read now, and which."""
        if query.as_of in ("", "first") or part.status not in ("answered", "partial"):
            return None
        latest = self._figure(Reading("", "figure"), replace(query, as_of=""))
        used = {source.release for source in part.sources}
        newer = [
            s for s in latest.sources if s.release not in used and s.published > self.lookup.release_key(query.as_of)[0]
        ]
        if not newer:
            return None
        when = f" of {long_date(newer[0].published)}" if newer[0].published else ""
        text = f"A newer release{when} is held and may give updated figures ({newer[0].release})."
        return Caveat("newer-release", "revision", text, newer[0].url)

    def with_vintages(self, part: Part) -> Part:
        """An answered series of many periods, its chart with what earlier releases gave: read for a chart alone."""
        if part.chart is None or not part.query:
            return part
        return with_vintages(part, self.link(part), self.planner, self._read, self.lookup)

    def revised_series(self, query: Query) -> Part | None:
        """A series beside the earliest figure held of each period; None where no release gave another figure.

        Raises :class:`LinkError` for unknown ids.
        """
        self._check(query)
        plan = self.planner.plan(query)
        figures = None if isinstance(plan, NotHeld) else self._read(plan)
        if isinstance(plan, NotHeld) or figures is None:
            return None
        run: list[str] = []

        def read(one: Plan) -> Figures | None:
            compiled = statement(one, self.dialect)
            run.append(compiled.readable())
            return self._read(one, compiled)

        others = read_others(plan.query, plan.units, self.planner, read)
        part = self._figure(Reading(ask_text(plan.query, self.lookup), "figure", plan.query), plan.query)
        made = revised_part(part, plan, figures, others, self.lookup)
        return made and replace(made, sql=";\n\n".join([made.sql, *run]))

    def revisions(self, measure: str = "", span: Span | None = None) -> list[Part]:
        """Totals that differ between releases, each with its whole history. Raises :class:`LinkError`."""
        if measure and measure not in self.lookup.measures:
            raise LinkError(f"There is no measure {measure!r}: {', '.join(self.lookup.measures)}.")
        found = []
        for name in [measure] if measure else list(self.lookup.measures):
            for period in self.coverage.spans(name, frozenset()):
                if span is None or (span.start <= period.start and period.end <= span.end):
                    part = self._figure(Reading("", "history"), Query(name, "history", periods=(period,)))
                    if len({row[2] for row in part.rows}) > 1:
                        found.append(part)
        return found

    def explain(self, text: str, as_of: str = "") -> list[Explanation]:
        """The reading and SQL of every question: the same path as :meth:`ask`, short of running it."""
        found = []
        for reading in self.parser.parse(text):
            query = replace(reading.query, as_of=as_of or reading.query.as_of) if reading.query else None
            obstacle = self._obstacle(reading, query)
            plan = (
                self.planner.plan(query)
                if query and obstacle is None and reading.intent in ("figure", "history")
                else None
            )
            sql = statement(plan, self.dialect).readable() if isinstance(plan, Plan) else None
            refusal = obstacle.headline if obstacle else plan.text if isinstance(plan, NotHeld) else None
            found.append(Explanation(reading, plan.query if isinstance(plan, Plan) else query, sql, refusal))
        return found

    def _table_releases(self) -> set[str]:
        return {release for table in self.catalog.tables for release in table.sheets}

    def _check(self, query: Query) -> None:
        for found in wrong(query, self.lookup):
            raise LinkError(f"The link cannot be answered: {found.sentence[0].lower()}{found.sentence[1:]}")

    def _part(self, reading: Reading, as_of: str) -> Part:
        query = reading.query
        if query is not None and as_of:
            query = replace(query, as_of=as_of)
        if reading.intent == "definition" and reading.terms:
            return self.catalogue.definition(reading)
        if reading.intent == "undefined" and not reading.topics:
            return self._refusals[self._publication(reading)].undefined(reading, query)
        if reading.intent in ("change", "comparable", "why") and not reading.words.not_understood:
            return self._changed(reading, query)
        obstacle = self._obstacle(reading, query)
        if (
            reading.intent in ("catalogue", "release")
            and (obstacle is None or not reading.words.not_understood)
            and not reading.topics
        ):
            asked = reading.dimensions or len(reading.measures) == 1
            mine = self._catalogues[self._publication(reading)]
            if reading.intent == "release":
                return mine.releases(reading)
            if asked:
                return mine.crossing(reading)
            return (mine if reading.publication else self.catalogue).tables(reading)
        if obstacle is not None:
            return obstacle
        assert query is not None
        return self._beside(self._figure(reading, query), reading)

    def _beside(self, part: Part, reading: Reading) -> Part:
        """What was asked round a countable core and is not in the tables: said beside the figure."""
        soft = [self.lookup.topics[name] for name in reading.topics if not self.lookup.topics[name].hard]
        if reading.aside and part.reading:
            quoted = " ".join(f"“{text}”" for text in reading.aside)
            part = replace(part, reading=f"{part.reading.rstrip('.')}. Left aside: {quoted}")
        notes = tuple(Caveat(topic.id.replace("_", "-"), "limit", topic.why, "") for topic in soft)
        return replace(part, caveats=(*part.caveats, *notes)) if notes else part

    def _obstacle(self, reading: Reading, query: Query | None) -> Part | None:
        """What forbids a figure: nothing asked, words not understood, topics not held, several readings."""
        refusals = self._refusals[self._publication(reading)]
        others = tuple(r for r in reading.others if r.query and self.near.answers(r.query))
        if others:
            return refusals.either(replace(reading, others=others), self._each_measure(reading))
        hard = [name for name in reading.topics if self.lookup.topics[name].hard]
        counted = bool(reading.measures) or bool(reading.topics)
        if not reading.meaningful or (not counted and not reading.dimensions):
            slip = refusals.near_members(reading) if reading.spans else None
            return slip or refusals.out_of_scope(reading)
        if hard:
            return refusals.topics(replace(reading, topics=tuple(hard)), query)
        if reading.words.not_understood:
            return refusals.unknown(reading, query)
        if reading.ambiguous:
            return refusals.ambiguous(reading, query)
        if reading.problems:
            return refusals.period(reading, query)
        if query is None and len(reading.measures) > 1:
            queries = self._each_measure(reading)
            plans = [self.planner.plan(one) for one in queries]
            refused = [plan for plan in plans if isinstance(plan, NotHeld)]
            if len(refused) == len(plans):
                return refusals.not_held(reading, queries[0], refused[0])
            return refusals.measure(reading, queries)
        if query is None:
            return refusals.topics(reading, None) if reading.topics else refusals.out_of_scope(reading)
        return None

    def _each_measure(self, reading: Reading) -> list[Query]:
        name = self._publication(reading)
        slots = self.parser.slots_of(reading.text, name)
        return [build(slots, measure, self.parser.lookups[name]) for measure in reading.measures]

    def _publication(self, reading: Reading) -> str:
        counted = self.lookup.measures[reading.query.measure].publication if reading.query else ""
        return reading.publication or counted or self.parser.first

    def _figure(self, reading: Reading, query: Query) -> Part:
        plan = self.planner.plan(query)
        if isinstance(plan, NotHeld):
            part = self._refusals[self._publication(reading)].not_held(reading, query, plan)
            return replace(part, caveats=self._would_bear(query)) if plan.code == "period" else part
        compiled: Statement = statement(plan, self.dialect)
        figures = self._read(plan, compiled)
        if figures is None:
            return self._refusals[self._publication(reading)].too_large(reading, plan.query)
        part = compose(plan, compiled, figures, self.lookup, reading.text, self.differences)
        return replace(part, words=reading.words)

    def _read(self, plan: Plan, compiled: Statement | None = None) -> Figures | None:
        """The figures of a plan; None where there are too many rows, for sums over some of them would be wrong."""
        compiled = compiled or statement(plan, self.dialect)
        rows = self.warehouse.run(self.guard.check(compiled), compiled.parameters)
        return None if rows.truncated else fold(plan, compiled, rows.rows, self.lookup)

    def _would_bear(self, query: Query) -> tuple[Caveat, ...]:
        """Dated changes that would bear on figures of these periods, were they held."""
        bearing = [a.caveat for a in hypothetical(query, self.lookup) if a.caveat.kind in ("break", "note")]
        return tuple(c for c in bearing if self.lookup.changes[c.id].date)

    def _changed(self, reading: Reading, query: Query | None) -> Part:
        """What changed, and what it means for the figures or the comparison asked about."""
        catalogue = self._catalogues[self._publication(reading)]
        named = catalogue.touching(query, True) if query and query.where and not reading.changes else []
        if reading.intent == "change" or query is None:
            return catalogue.changes(reading, named or catalogue.changes_for(reading, list(reading.spans)))
        part = self._figure(reading, query)
        shown = part.status in ("answered", "partial")
        bearing = [c for c in part.caveats if c.kind in ("break", "note")] if shown else self._would_bear(query)
        found = [self.lookup.changes[c.id] for c in bearing if c.id in self.lookup.changes]
        found = [change for change in found if change.date or shown]
        why = reading.intent == "why"
        beside = [c for c in (named if why else catalogue.touching(query, False)) if c not in found]
        if why:
            found = [change for change in found if change.date]
        figures = part.headline if shown else ""
        if why:
            lead = f"{figures} The tables do not show causes."
        elif any(c.kind == "break" for c in bearing):
            lead = f"Not like for like: {figures}" if figures else "These periods are not like for like."
        elif beside:
            lead = f"The totals can be compared; between the periods lie changes that bear on breakdowns of them. {figures}"
        else:
            lead = f"No definitional change recorded here lies between the periods. {figures}"
        made = catalogue.changes(reading, [*beside, *found] if why else [*found, *beside], lead.strip())
        if not shown:
            return made
        return replace(
            made, caveats=part.caveats, sources=part.sources, columns=part.columns, rows=part.rows,
            sql=part.sql, link=part.link, query=part.query, chart=part.chart,
        )  # fmt: skip


def _everything(warehouse: Engine, sql: str) -> list[tuple[Any, ...]]:
    return list(warehouse.run(sql, limit=1_000_000).rows)
