"""ask(): one path from a text to its answer, for every front end."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from assistant.answer.absent import alike, lacking
from assistant.answer.aside import beside
from assistant.answer.beside import Beside
from assistant.answer.catalogue import Catalogue
from assistant.answer.caveats import would_bear
from assistant.answer.compose import compose
from assistant.answer.dates import long_date
from assistant.answer.meanings import Meanings
from assistant.answer.model import Answer, Caveat, Part
from assistant.answer.near import Nearby
from assistant.answer.printed import as_it_stands, of_share, of_topic
from assistant.answer.questions import ask_text
from assistant.answer.refuse import Refusals
from assistant.answer.revised import revised_part
from assistant.answer.standing import with_standing
from assistant.answer.vintages import read_others, with_vintages
from assistant.asked.each import Each
from assistant.asked.link import from_url
from assistant.asked.node import Node
from assistant.asked.old import query_of, tree_of
from assistant.asked.question import question
from assistant.asked.walk import counts, with_counts
from assistant.catalog.differences import read_differences
from assistant.catalog.load import load
from assistant.catalog.lookup import Lookup
from assistant.english.text import Question, TextReader
from assistant.errors import LinkError, UnknownRelease
from assistant.home import PACKAGE, home
from assistant.links import wrong
from assistant.manifest import confirm
from assistant.period import Span
from assistant.plan.choose import Planner
from assistant.plan.coverage import Coverage
from assistant.plan.figures import Figures, fold, unlisted
from assistant.plan.guard import Guard
from assistant.plan.model import NotHeld, Plan
from assistant.plan.sql import Statement, statement
from assistant.query import Query
from assistant.question.parse import Reading
from assistant.question.route import Router
from assistant.question.shape import build
from assistant.question.words import MAX_CHARACTERS, WordUse
from assistant.store.engine import Engine, engine
from assistant.store.values import Values
from assistant.tell.shown import with_calculation
from assistant.tell.trees import Trees

NO_WORDS = WordUse()  # of a question that was not read from a text


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
        confirm(folder, "data", *(("catalog",) if folder == PACKAGE / "bundled" else ()))  # where nobody edits it
        self.warehouse = engine(self.catalog, folder / "data")
        self.dialect = self.warehouse.dialect
        # Of the warehouse alone: a function that held all of this would keep the connection open to the very end.
        self.coverage = Coverage(self.lookup, partial(_everything, self.warehouse), self.dialect)
        self.values = Values(self.catalog, folder / "data")
        self.differences = read_differences(folder / "data")
        self.planner = Planner(self.lookup, self.coverage)
        self.parser = Router(self.lookup)
        self.readers = {n: TextReader(of, self.parser.parsers[n].vocabulary) for n, of in self.parser.lookups.items()}
        self.guard = Guard(self.catalog)
        self.near = Nearby(self.lookup, self.planner)
        self.catalogue = Catalogue(self.lookup, self.near)
        self.trees = Trees(self.lookup, self.planner, self.guard, self.warehouse, self.differences)
        self._meanings = Meanings(self.lookup, self.values, self.parser.slots_of, self.answer)
        own = self.parser.lookups
        self._refusals = {name: Refusals(lookup, self.near) for name, lookup in own.items()}
        self._besides = {name: Beside(lookup, self.near, self._refusals[name]) for name, lookup in own.items()}
        self._catalogues = {name: Catalogue(lookup, self.near) for name, lookup in own.items()}

    def ask(self, text: str, as_of: str = "", before: Query | Node | None = None) -> Answer:
        """Answer every question in ``text``. ``as_of`` names the release to read; ``before`` what it follows up.

        Raises :class:`UnknownRelease`; :class:`QueryTooLarge` where the figures could not be read in time.
        """
        started = time.perf_counter()
        if as_of and as_of != "first" and as_of not in self.lookup.releases:
            known = ", ".join(r.id for r in self.catalog.releases if r.id in self._table_releases())
            raise UnknownRelease(f"There is no release {as_of[:40]!r}. Releases with tables: {known}.")
        parts = self._meanings.parts(text)  # of a number, before any reading of words
        asked = None if parts else self._questions(text, before)
        old = before if isinstance(before, Query) or before is None else query_of(before)
        read = time.perf_counter()
        if not parts and asked is None:
            parts = tuple(self._part(reading, as_of) for reading in self.parser.parse(text, old))
        elif asked is not None:
            parts = self._answered(asked, text, old, as_of)
        parts = tuple(with_standing(part, self.lookup, self.folder) for part in parts)
        done = time.perf_counter()
        timings = {"parse": 1000 * (read - started), "answer": 1000 * (done - read), "total": 1000 * (done - started)}
        return Answer(text, parts, {name: round(value, 3) for name, value in timings.items()})

    def _answered(self, asked: list[Question], text: str, before: Query | None, as_of: str) -> tuple[Part, ...]:
        """The parts of a text that the grammar has read, or has tried to: what it cannot join gives no figure."""
        if not any(one.trees for one in asked) or any(one.vetoes for one in asked):
            told = self._part if any(one.of_tables for one in asked) else self._doubted
            return tuple(told(reading, as_of) for reading in self.parser.parse(text, before))
        parts: list[Part] = []
        for one in asked:
            if one.trees and all(self._known(tree) for tree in one.trees):
                parts += self._question(one, as_of)
                before = query_of(one.trees[0]) or before
            else:
                parts += [self._doubted(reading, as_of) for reading in self.parser.parse(one.text, before)]
        return tuple(part for part in parts if part.status != "out_of_scope") or tuple(parts)

    def _known(self, tree: Node) -> bool:
        """Does the tree keep to what can be asked of the catalog?"""
        try:
            self.trees.known(tree)
        except LinkError:
            return False
        return True

    def _doubted(self, reading: Reading, as_of: str) -> Part:
        """What the grammar could not join: no figure of it is given, but the question that it may have been is."""
        part = self._part(reading, as_of)
        if part.status not in ("answered", "partial") or part.kind != "figure" or not part.link:
            return part
        if reading.intent not in ("figure", "history"):
            return part
        tree = tree_of(Query.from_url(part.link))
        meant = question(tree, self.lookup) if tree is not None else part.question
        return self._refusals[self._publication(reading)].unsure(reading, meant)

    def _questions(self, text: str, before: Query | Node | None) -> list[Question] | None:
        """The questions of a text, where the grammar reads all of them and they are about the first publication."""
        earlier = tree_of(before) if isinstance(before, Query) else before
        home = self.lookup.measures[counts(earlier)[0].measure].publication if earlier is not None else ""
        name = self.parser.only(text, home) if len(text) <= MAX_CHARACTERS else ""
        if not name or (name != self.parser.first and self.parser.mixes(text, name)):
            return None
        if earlier is not None:
            # A link pins the release that it was answered from; a question that follows is of the newest figures again.
            earlier = with_counts(earlier, lambda count: replace(count, as_of="first" if count.as_of == "first" else ""))
        found = self.readers[name].read(text, earlier)
        return found or None

    def _question(self, one: Question, as_of: str) -> list[Part]:
        """The parts of a question: one of each thing that is asked for beside others."""
        if as_of:
            one = replace(one, trees=tuple(with_counts(t, lambda count: replace(count, as_of=as_of)) for t in one.trees))
        tree, *others = one.trees
        if others:
            return [self._either(one)]
        parts = [self.answer_tree(each, one.text, one.words) for each in (tree.of if isinstance(tree, Each) else (tree,))]
        if one.aside and parts[0].reading:
            quoted = " ".join(f"“{text}”" for text in one.aside)
            parts[0] = replace(parts[0], reading=f"{parts[0].reading.rstrip('.')}. Left aside: {quoted}")
        return parts

    def _either(self, one: Question) -> Part:
        """Several meanings of one question, each of which answers: which is meant is asked back."""
        parts = [(tree, self.answer_tree(tree, one.text, one.words)) for tree in one.trees]
        able = [(tree, part) for tree, part in parts if part.status in ("answered", "partial")]
        if len(able) < 2 or (len({part.value for _, part in able}) == 1 and able[0][1].value is not None):
            return (able or parts)[0][1]
        choices = [question(tree, self.lookup) for tree, _ in able]
        refusals = self._refusals[self.parser.first]
        made = refusals.part(Reading(one.text, "figure"), "clarify", "This can be read in more than one way.", None, choices)
        return replace(made, words=one.words)

    def answer(self, query: Query, text: str = "") -> Part:
        """Answer a query (from a permalink or an edited reading). Raises :class:`LinkError` for unknown ids."""
        self._check(query)
        reading = Reading(text or ask_text(query, self.lookup), "figure", query, (query.measure,))
        part = self._figure(reading, query)
        newer = self._newer(query, part)
        return replace(part, caveats=(*part.caveats, newer)) if newer else part

    def answer_tree(self, tree: Node, text: str = "", words: WordUse = NO_WORDS) -> Part:
        """Answer a tree of :mod:`assistant.asked`. Raises :class:`LinkError` for unknown ids.

        A tree that a query says as well is answered as that query is, with its charts and its earlier figures.
        """
        tree, query = self.trees.known(tree)
        text = text or question(tree, self.lookup)
        if query is not None:
            return replace(self._figure(Reading(text, "figure", query, (query.measure,)), query), words=words)
        refusals = self._refusals[self.trees.publication(tree)]
        return replace(self.trees.part(tree, text, refusals, partial(self._figure, Reading("", "figure"))), words=words)

    def open(self, link: str) -> Part:
        """Answer a permalink, of a tree or of a query. Raises :class:`LinkError`."""
        return self.answer_tree(from_url(link)) if link.startswith("t=") else self.answer(Query.from_url(link))

    @staticmethod
    def asked_of(part: Part) -> Query | Node:
        """What a part answers, which a question after it may follow up. Raises :class:`LinkError`."""
        return from_url(part.link) if part.link.startswith("t=") else Query.from_url(urlencode(part.query))

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
        if part.chart is None or "m" not in part.query:
            return part
        return with_vintages(part, self.link(part), self.planner, self._read, self.lookup)

    def revised_series(self, query: Query) -> Part | None:
        """A series beside the earliest figure held of each period; None where no release gave another figure.

        Raises :class:`LinkError` for unknown ids.
        """
        self._check(query)
        plan = self.planner.plan(query)
        if self.lookup.measures[query.measure].printed:
            return None
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
        """The answer to one reading; what plainly asks for no figure is told so, with the figures nearest to it."""
        beside = self._besides[self._publication(reading)]
        told = beside.before(reading, self.parser, lambda query: self._figure(reading, query))
        return told or beside.instead(reading, self._asked(reading, as_of))

    def _asked(self, reading: Reading, as_of: str) -> Part:
        query = reading.query
        if query is not None and as_of:
            query = replace(query, as_of=as_of)
        if reading.intent == "definition" and reading.terms:
            return self.catalogue.definition(reading)
        if reading.intent == "undefined" and not reading.topics:
            return self._refusals[self._publication(reading)].undefined(reading, query)
        if reading.intent in ("change", "comparable", "why") and not reading.words.not_understood:
            return self._changed(reading, query)
        stands = of_topic(replace(reading, query=query), self.lookup)
        if stands is not None:
            part = self._figure(reading, stands)
            if part.status == "answered":
                return part
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
        return beside(self._figure(reading, query), reading, self.lookup)

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
        share = of_share(query, plan, self.lookup)
        if share is not None:
            stood = self._figure(reading, share)
            if stood.status == "answered":
                return stood
        if self.lookup.measures[query.measure].printed and not (isinstance(plan, Plan) and as_it_stands(plan)):
            return self._refusals[self._publication(reading)].only_printed(reading, query)
        if isinstance(plan, NotHeld):
            part = self._refusals[self._publication(reading)].not_held(reading, query, plan)
            return replace(part, caveats=would_bear(query, self.lookup)) if plan.code == "period" else part
        compiled: Statement = statement(plan, self.dialect)
        figures = self._read(plan, compiled)
        if figures is None:
            return self._refusals[self._publication(reading)].too_large(reading, plan.query)
        if (lacking_line := unlisted(plan, figures, self.lookup)) is not None:
            return self._refusals[self._publication(reading)].not_held(reading, plan.query, lacking_line)
        if plan.unlike:
            kept, missing = alike(plan, self.planner, self.lookup)
            if not kept:
                return self._refusals[self._publication(reading)].unlike(reading, plan.query)
            part = self._figure(reading, replace(plan.query, periods=kept))
            return replace(part, status="partial", missing=missing, headline=f"{missing} {part.headline}")
        if plan.query.shape == "ranking" and lacking(plan, figures, self.lookup):
            return self._refusals[self._publication(reading)].unranked(reading, plan.query)
        part = compose(plan, compiled, figures, self.lookup, reading.text, self.differences)
        part = with_calculation(part, plan, figures, self.lookup, self.guard, self.dialect)
        return replace(part, words=reading.words, next_questions=self.near.narrower(plan.query))

    def _read(self, plan: Plan, compiled: Statement | None = None) -> Figures | None:
        """The figures of a plan; None where there are too many rows, for sums over some of them would be wrong."""
        compiled = compiled or statement(plan, self.dialect)
        rows = self.warehouse.run(self.guard.check(compiled), compiled.parameters)
        return None if rows.truncated else fold(plan, compiled, rows.rows, self.lookup)

    def _changed(self, reading: Reading, query: Query | None) -> Part:
        """What changed, and what it means for the figures or the comparison asked about."""
        catalogue = self._catalogues[self._publication(reading)]
        named = catalogue.touching(query, True) if query and query.where and not reading.changes else []
        if reading.intent == "change" or query is None:
            return catalogue.changes(reading, named or catalogue.changes_for(reading, list(reading.spans)))
        part = self._figure(reading, query)
        shown = part.status in ("answered", "partial")
        bearing = [c for c in part.caveats if c.kind in ("break", "note")] if shown else would_bear(query, self.lookup)
        return catalogue.compared(reading, query, part, bearing, named)


def _everything(warehouse: Engine, sql: str) -> list[tuple[Any, ...]]:
    return list(warehouse.run(sql, limit=1_000_000).rows)
