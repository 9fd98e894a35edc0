"""ask(): one path from a text to its answer, for every front end."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answer.absent import alike, lacking
from assistant.answer.after import each_after
from assistant.answer.beside import Beside
from assistant.answer.catalogue import Catalogue
from assistant.answer.caveats import would_bear
from assistant.answer.compose import compose
from assistant.answer.meanings import Meanings
from assistant.answer.model import Answer, Caveat, Part
from assistant.answer.near import Nearby
from assistant.answer.newer import newer_release
from assistant.answer.printed import as_it_stands, of_change, of_share, printed_otherwise, without_number
from assistant.answer.printed_truth import judged, sides
from assistant.answer.questions import ask_text
from assistant.answer.refuse import Refusals
from assistant.answer.standing import with_standing
from assistant.answer.vintages import with_vintages
from assistant.asked.following import Following, apart, trail
from assistant.asked.link import from_url
from assistant.asked.meaning import Asked, Meaning
from assistant.asked.node import Node
from assistant.asked.old import opened, read, whole
from assistant.asked.pick import Pick
from assistant.asked.question import question
from assistant.asked.selection import Selection
from assistant.asked.selections import ranking_without
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.asked.unanswered import Unanswered, gone_before
from assistant.asked.walk import counts, with_when
from assistant.asking import Asking
from assistant.beside_figure import told_again
from assistant.catalog.differences import read_differences
from assistant.english.meaning import topic_of
from assistant.english.said import Said
from assistant.english.times import today
from assistant.errors import LinkError, UnknownRelease
from assistant.histories import Histories
from assistant.home import PACKAGE, home
from assistant.links import wrong
from assistant.made import Made
from assistant.manifest import confirm
from assistant.period import Span
from assistant.plan.choose import Planner
from assistant.plan.coverage import Coverage
from assistant.plan.figures import Figures, fold, unlisted
from assistant.plan.guard import Guard
from assistant.plan.model import NotHeld, Plan
from assistant.plan.sql import Statement, statement
from assistant.ready import Ready
from assistant.resumed import Resumed, spoken_of, with_memory
from assistant.store.engine import Engine
from assistant.store.engines import engine
from assistant.store.remembered import Remembered
from assistant.store.values import Values
from assistant.tell.shown import with_calculation
from assistant.tell.trees import Trees
from assistant.unread import Unread
from assistant.words.tokens import WordUse

if TYPE_CHECKING:
    from assistant.claims.confirmed import Confirming

TEXTS = 128  # whose reading is kept
NO_WORDS = WordUse()  # of a question that was not read from a text


class Assistant:
    """A catalog and its figures, ready for questions. Build one and share it: what it keeps changes no answer."""

    def __init__(self, folder: Path | None = None, ready: Ready | None = None) -> None:
        folder = self.folder = folder or home()
        words = ready if ready is not None and ready.holds(folder) else Ready(folder)
        self.catalog, self.lookup, self.publications = words.catalog, words.lookup, words.publications
        confirm(folder, "data", *(("catalog",) if folder == PACKAGE / "bundled" else ()))  # where nobody edits it
        self.warehouse = engine(self.catalog, folder / "data")
        self.dialect = self.warehouse.dialect
        self.figures = Remembered(self.warehouse)
        # Of the warehouse alone: a function that held all of this would keep the connection open to the very end.
        self.coverage = Coverage(self.lookup, partial(_everything, self.warehouse), self.dialect)
        self.values = Values(self.catalog, folder / "data")
        self.differences = read_differences(folder / "data")
        self.planner = Planner(self.lookup, self.coverage)
        self.guard = Guard(self.catalog)
        self.near = Nearby(self.lookup, self.planner)
        self.catalogue = Catalogue(self.lookup, self.near)
        self.trees = Trees(self.lookup, self.planner, self.guard, self.figures, self.differences)
        own = self.publications.lookups
        self._refusals = Made(own, lambda name: Refusals(own[name], self.near))
        self._histories = Histories(self.lookup, self.planner, self.coverage, self.dialect, self._read, self._figure)
        self.unread = Unread(
            self.lookup,
            self.publications,
            self.planner,
            words.readers,
            words.sayers,
            self._refusals,
            Made(own, lambda name: Beside(own[name], self.near, self._refusals[name])),
            Made(own, lambda name: Catalogue(own[name], self.near)),
            self.catalogue,
            self._figure,
            self.answer_tree,
        )
        self._meanings = Meanings(self.lookup, self.values, self.unread.named, self.answer_tree)
        self._alone = partial(self._figure, Said(""))
        self.asking = Asking(
            self.lookup,
            self.publications,
            self.trees,
            self._refusals,
            words.readers,
            self.unread,
            self.answer_tree,
            self._explained,
        )
        self._questions = lru_cache(TEXTS)(lambda _day, *of: self.asking.questions(*of))  # on one day the same

    def ask(self, text: str, as_of: str = "", before: Asked | Following | Unanswered | None = None) -> Answer:
        """Answer every question in ``text``. ``as_of`` names the release to read; ``before`` what it follows up.

        Raises :class:`UnknownRelease`; :class:`QueryTooLarge` where the figures could not be read in time.
        """
        started = time.perf_counter()
        if as_of and as_of != "first" and as_of not in self.lookup.releases:
            known = ", ".join(r.id for r in self.catalog.releases if r.id in self._table_releases())
            raise UnknownRelease(f"There is no release {as_of[:40]!r}. Releases with tables: {known}.")
        if isinstance(before, Unanswered):
            return self._resumed.answer(text, as_of, before)
        parts = self._meanings.parts(text)  # of a number, before any reading of words
        spoken, earlier = (before.last, before.earlier) if isinstance(before, Following) else (before, None)
        last, earlier = spoken_of(spoken, earlier, self.lookup)
        topic = topic_of(spoken.term, self.lookup) if isinstance(spoken, Meaning) else None
        if not parts and last is not None and not isinstance(spoken, Meaning):
            again = told_again(text, self.asking.followed(last), self.answer_tree)
            parts = (again,) if again is not None else parts
        asked = None if parts else self._questions(today(), text, last, earlier, topic)
        read = time.perf_counter()
        parts = parts or self.asking.parts(asked or [], text, last, as_of)
        if last is None and not as_of and not any(part.status in ("answered", "partial") for part in parts):
            words = sum((part.words for part in parts), NO_WORDS)
            parts = tuple(replace(part, words=words) for part in self._confirming.parts(text)) or parts
        parts = tuple(with_standing(part, self.lookup, self.folder) for part in with_memory(parts, text))
        told = last is not None and not (isinstance(spoken, Meaning) and last == spoken.of)  # no figure of a meaning
        parts = tuple(each_after(parts, trail(last, earlier) if told and last is not None else earlier))
        done = time.perf_counter()
        timings = {"parse": 1000 * (read - started), "answer": 1000 * (done - read), "total": 1000 * (done - started)}
        return Answer(text, parts, {name: round(value, 3) for name, value in timings.items()})

    def forget(self) -> None:
        """As when nothing had been asked: for whoever measures what an answer costs."""
        self._questions.cache_clear()
        self.figures.forget()

    @cached_property
    def _resumed(self) -> Resumed:
        return Resumed(self.asking, self.ask)

    @cached_property
    def _confirming(self) -> Confirming:
        from assistant.claims.confirmed import Confirming  # most questions state nothing

        return Confirming(self)

    def answer(self, query: Selection | Meaning, text: str = "") -> Part:
        """Answer a selection (from a permalink or an edited reading). Raises :class:`LinkError` for unknown ids."""
        self._check(query)
        if isinstance(query, Meaning):
            name = self.lookup.terms[query.term].term
            return self.catalogue.definition(Said(text or f"What does {name} mean?", "definition", terms=(query.term,)))
        part = self._figure(Said(text or ask_text(query, self.lookup)), query)
        newer = self._newer(query, part)
        return replace(part, caveats=(*part.caveats, newer)) if newer else part

    def answer_tree(self, tree: Node, text: str = "", words: WordUse = NO_WORDS) -> Part:
        """Answer a tree of :mod:`assistant.asked`. Raises :class:`LinkError` for unknown ids.

        A tree that a query says as well is answered as that query is, with its charts and its earlier figures.
        """
        if isinstance(tree, (Pick, Top)) and (newest := self._newest(tree, text, words)) is not None:
            return newest
        tree, query = self.trees.known(tree)
        text = text or question(tree, self.lookup)
        if query is not None:
            return replace(self._figure(Said(text), query), words=words)
        refusals = self._refusals[self.trees.publication(tree)]
        part = replace(self.trees.part(tree, text, refusals, self._alone), words=words)
        if isinstance(tree, Truth) and part.status != "answered":
            figures = [self.answer_tree(side) for side in sides(tree, self.lookup)]
            part = judged(tree, figures, part, self.lookup) or part
        if isinstance(tree, (Pick, Top)) and part.status == "not_published" and (left := ranking_without(tree)):
            listed = replace(self._figure(Said(text), left), words=words)
            part = listed if listed.status == "partial" else part
        if isinstance(tree, Pick) and tree.nth > 1 and part.status == "not_published":
            # Of single printed figures the first of a ranking may be listed where the whole of it is not held.
            listed = self.answer_tree(Top(tree.over, tree.nth, tree.highest), text, words)
            return listed if listed.status == "partial" and len(listed.rows) >= tree.nth else part
        return part

    def _newest(self, tree: Pick | Top, text: str, words: WordUse) -> Part | None:
        """A ranking of "the latest quarter", of the newest that is held, where its first places are printed."""
        count = counts(tree)[0]
        newest = str(count.when).startswith("latest_") and self.planner.plan(
            Selection(count.measure, relative=str(count.when))
        )
        if not isinstance(newest, Plan) or len(newest.units) != 1:
            return None
        places = (tree.n or 1) if isinstance(tree, Top) else tree.nth
        span = newest.units[0].span
        for when in (span, span.before()):
            part = self.answer_tree(with_when(tree, when), text, words)
            if part.status in ("answered", "partial") and len(part.rows) >= places:
                return part
        return None

    def open(self, link: str) -> Part:
        """Answer a permalink, of a tree or of a query. Raises :class:`LinkError`."""
        link, _ = apart(link)
        return self.answer_tree(from_url(link)) if link.startswith("t=") else self.answer(read(link))

    @staticmethod
    def asked_of(part: Part) -> Asked:
        """What a part answers, which a question after it may follow up. Raises :class:`LinkError`."""
        return opened(part.link) if part.link.startswith("t=") or part.asked is None else whole(part.asked)

    def following(self, part: Part) -> Asked | Following | Unanswered:
        """What a part answers, or asks without a figure, and what that followed, for the question after it.

        Raises :class:`LinkError`.
        """
        if part.follow:
            return gone_before(part.follow)
        asked, earlier = self.asked_of(part), apart(part.link)[1]
        return asked if earlier is None else Following(asked, earlier)

    @staticmethod
    def figure_of(part: Part) -> Node:
        """The tree of a part, its periods found. Raises :class:`LinkError` where it has none."""
        if part.asked is None:
            raise LinkError("The link cannot be read as a question.")
        asked = whole(part.asked)
        return asked.of if isinstance(asked, Meaning) else asked

    def _newer(self, query: Selection, part: Part) -> Caveat | None:
        """For a pinned query: says that a newer release would be read now, and which."""
        if query.as_of in ("", "first") or part.status not in ("answered", "partial"):
            return None
        return newer_release(part, self._figure(Said(""), replace(query, as_of="")), query.as_of, self.lookup)

    def with_vintages(self, part: Part) -> Part:
        """An answered series of many periods, its chart with what earlier releases gave: read for a chart alone."""
        asked = part.selection if part.chart is not None else None
        return with_vintages(part, asked, self.planner, self._read, self.lookup) if asked is not None else part

    def revised_series(self, tree: Node) -> Part | None:
        """A count over years or quarters beside the earliest figure held of each; None where no release gave another.

        Raises :class:`LinkError` for unknown ids.
        """
        _, query = self.trees.known(tree)
        return self._histories.revised_series(query) if query is not None else None

    def revisions(self, measure: str = "", span: Span | None = None) -> list[Part]:
        """Totals that differ between releases, each with its whole history. Raises :class:`LinkError`."""
        return self._histories.revisions(measure, span)

    def _table_releases(self) -> set[str]:
        return {release for table in self.catalog.tables for release in table.sheets}

    def _check(self, query: Selection | Meaning) -> None:
        for found in wrong(query, self.lookup):
            raise LinkError(f"The link cannot be answered: {found.sentence[0].lower()}{found.sentence[1:]}")

    def _explained(self, part: Part) -> Part:
        """A change, and the dated changes that lie between its figures: the tables show no causes."""
        bearing = [caveat for caveat in part.caveats if caveat.kind in ("break", "note")]
        return self.catalogue.compared(Said(part.question, "why", words=part.words), None, part, bearing, ())

    def _figure(self, said: Said, query: Selection) -> Part:
        plan = self.planner.plan(query)
        refusals = self._refusals[self.lookup.measures[query.measure].publication]
        changed = of_change(query, plan, self.lookup)
        printed = of_share(query, plan, self.lookup) or changed
        if printed is not None:
            stood = self._figure(said, printed)
            if stood.status == "answered":
                return stood if changed is None or query.percent else without_number(stood)
        measure = self.lookup.measures[query.measure]
        if measure.printed and not (isinstance(plan, Plan) and as_it_stands(plan, measure.apart)):
            return refusals.only_printed(said, query)
        if isinstance(plan, NotHeld):
            part = refusals.not_held(said, query, plan)
            return replace(part, caveats=would_bear(query, self.lookup)) if plan.code == "period" else part
        compiled: Statement = statement(plan, self.dialect)
        figures = self._read(plan, compiled)
        if figures is None:
            return refusals.too_large(said, plan.query)
        if (lacking_line := unlisted(plan, figures, self.lookup)) is not None:
            return refusals.not_held(said, plan.query, lacking_line)
        if plan.unlike:
            kept, missing = alike(plan, self.planner, self.lookup)
            if not kept:
                return refusals.unlike(said, plan.query)
            part = self._figure(said, replace(plan.query, periods=kept))
            return replace(part, status="partial", missing=missing, headline=f"{missing} {part.headline}")
        if plan.query.ranking and lacking(plan, figures, self.lookup):
            return refusals.unranked(said, plan.query)
        part = compose(plan, compiled, figures, self.lookup, said.text, self.differences)
        part = with_calculation(part, plan, figures, self.lookup, self.guard, self.dialect)
        part = printed_otherwise(part, plan.query, self.lookup, self._alone)
        return replace(part, words=said.words, next_questions=self.near.narrower(plan.query))

    def _read(self, plan: Plan, compiled: Statement | None = None) -> Figures | None:
        """The figures of a plan; None where there are too many rows, for sums over some of them would be wrong."""
        compiled = compiled or statement(plan, self.dialect)
        rows = self.figures.run(self.guard.check(compiled), compiled.parameters)
        return None if rows.truncated else fold(plan, compiled, compiled.rows(rows.rows), self.lookup)


def _everything(warehouse: Engine, sql: str) -> list[tuple[Any, ...]]:
    return list(warehouse.run(sql, limit=1_000_000).rows)
