"""What other programs may do, whatever they speak: ask, check, answer a canonical query, list what is published."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from assistant import log
from assistant.answer.model import Answer, Part
from assistant.answer.questions import ask_text
from assistant.api.answers import Answers, InProcess
from assistant.api.kept import KeptAnswers
from assistant.api.models import (
    ChangesView,
    ChangeView,
    DimensionView,
    MeasureView,
    MemberView,
    Named,
    ReleaseView,
    TableDetail,
    TablesView,
    TableView,
)
from assistant.api.problems import Fault, invalid
from assistant.asked.count import Count
from assistant.asked.each import Each
from assistant.asked.following import Following, apart
from assistant.asked.link import from_url
from assistant.asked.meaning import Asked
from assistant.asked.node import Node
from assistant.asked.old import opened
from assistant.asked.over import Over
from assistant.asked.selections import selection_of
from assistant.asked.unanswered import Unanswered, unanswered
from assistant.catalog.dimension import Dimension
from assistant.catalog.model import Change, Table
from assistant.claims.model import Checked
from assistant.errors import LinkError, UnknownRelease
from assistant.links import wrong_link
from assistant.service import Assistant
from assistant.store.warehouse import tidy_files

MOST_EXAMPLES = 5


Heard = Callable[[Iterable[Part]], None]


class Operations:
    """One assistant's operations for a ``surface`` ("http", "mcp"), each noted in the log by its outcome.

    ``heard`` is given the parts of every question, to count what was asked for in vain; it returns at once.
    ``answers`` does the answering: this process, unless workers are given.
    """

    def __init__(
        self, assistant: Assistant, surface: str, heard: Heard | None = None, answers: Answers | None = None
    ) -> None:
        self.heard = heard
        self.assistant = assistant
        self.lookup = assistant.lookup
        self.surface = surface
        self.answers = answers or InProcess(assistant)
        self.kept = KeptAnswers()
        files = tidy_files(assistant.catalog, assistant.folder / "data")
        self.files: dict[tuple[str, str], Path] = {
            (release, table.id): path for listed in files.values() for table, release, path in listed
        }

    def ask(self, question: str, as_of: str = "", before: str = "") -> Answer:
        """Raises :class:`Problem` for an unknown release or a query before that cannot be read."""
        faults: list[Fault] = []
        try:
            earlier = self._following(before) if before else None
        except LinkError as error:
            faults.append(Fault("before", "link", str(error)))
            earlier = None
        if as_of and as_of != "first" and as_of not in self.lookup.releases:
            faults.append(Fault("as_of", "unknown_release", "There is no release of this id: /api/tables lists them."))
        if faults:
            raise invalid(faults)
        answer = self.kept.answer((question, as_of, earlier), lambda: self.answers.ask(question, as_of, earlier))
        log.answered(self.surface, answer.parts, answer.timings_ms["total"])
        if self.heard is not None:
            self.heard(answer.parts)
        return answer

    def check(self, claim: str, dated: dt.date | None = None) -> Checked:
        """A sentence or an article, every figure in it beside what is published; ``dated`` is the day of the text."""
        started = time.perf_counter()
        checked = self.answers.check(claim, dated)
        spent = round(1000 * (time.perf_counter() - started), 1)
        log.event("check", surface=self.surface, verdicts=[a.verdict for a in checked.assertions], ms=spent)
        return checked

    def answer(self, link: str) -> Part:
        """The part that a canonical query stands for. Raises :class:`Problem` with everything wrong with it."""
        started = time.perf_counter()
        try:
            part = self.answers.open(self._asked(link, ""))
        except LinkError as error:
            raise invalid([Fault("query", "link", str(error))]) from error
        except UnknownRelease as error:
            raise invalid([Fault("release", "unknown_release", str(error))]) from error
        log.answered(self.surface, [part], 1000 * (time.perf_counter() - started))
        return part

    def _following(self, link: str) -> Asked | Following | Unanswered:
        """What a question follows: what the link before it asks, and what that followed. Raises as :meth:`_asked`."""
        if (gone := unanswered(link)) is not None:
            known = None if gone.earlier is None else self._known(gone.earlier)
            return Unanswered(gone.text, known, tuple(map(self._known, gone.offered)))
        own, earlier = apart(link)
        asked = self._asked(own, "before")
        last = opened(asked) if isinstance(asked, str) else asked
        return last if earlier is None else Following(last, self._known(earlier))

    def _known(self, earlier: Node) -> Node:
        """What was asked earlier, each of it held to the catalog, as it stood beside the others."""
        if isinstance(earlier, Each):
            return Each(tuple(self._known(one) for one in earlier.of))
        return self.assistant.trees.known(earlier)[0]

    def _asked(self, link: str, path: str) -> Node | str:
        """The tree of a link; one of before trees as it is, where nothing is wrong with it.

        Raises :class:`Problem` where ids are unknown, :class:`LinkError` where it cannot be read at all.
        """
        link, _ = apart(link)
        if link.startswith("t="):
            return self.assistant.trees.known(from_url(link))[0]
        faults = [Fault(path or key, code, sentence) for key, code, sentence in wrong_link(link, self.lookup)]
        if faults:
            raise invalid(faults)
        return link

    def tables(self) -> TablesView:
        """Every table held."""
        return TablesView(tables=[self._table(table) for table in self.lookup.catalog.tables if self._held(table)])

    def table(self, name: str) -> TableDetail:
        """One table in full. Raises :class:`Problem` for an unknown id."""
        table = self.lookup.tables.get(name)
        if table is None or not self._held(table):
            known = ", ".join(t.id for t in self.lookup.catalog.tables if self._held(t))
            raise invalid([Fault("table", "unknown_table", f"The table is not one of: {known}.")])
        releases = [self.lookup.releases[release] for release in self._held(table)]
        publication = self.lookup.publications[releases[-1].publication]
        measures = [self.lookup.measures[m] for m in table.measures]
        return TableDetail(
            **self._table(table).model_dump(),
            status=publication.status, licence=publication.licence_url, attribution=publication.attribution,
            measures_in_full=[
                MeasureView(id=m.id, label=m.label, unit=m.unit, definition=m.definition) for m in measures
            ],
            breakdowns=[_dimension(self.lookup.dimensions[d]) for d in table.dimensions],
            releases=[
                ReleaseView(
                    id=r.id, title=r.title, published=r.published.isoformat() if r.published else None, url=r.url,
                    table=table.sheets[r.id].number if r.id in table.sheets else table.number,
                )
                for r in reversed(releases)
            ],
            notes=list(table.notes),
            changes=[c.id for m in table.measures for c in self.lookup.changes_of(m) if _bears(c, table)],
            examples=self._examples(table),
        )  # fmt: skip

    def changes(self, measure: str = "") -> ChangesView:
        """Definitional changes, oldest first. Raises :class:`Problem` for an unknown measure."""
        if measure and measure not in self.lookup.measures:
            known = ", ".join(self.lookup.measures)
            raise invalid([Fault("measure", "unknown_measure", f"The measure is not one of: {known}.")])
        found = self.lookup.changes_of(measure) if measure else self.lookup.catalog.changes
        bearing = [c for c in found if not measure or any(measure in s.measures or not s.measures for s in c.scopes)]
        bearing.sort(key=lambda c: (c.date.isoformat() if c.date else "9999", c.id))
        first = self.lookup.publication.id
        return ChangesView(
            changes=[
                ChangeView(
                    id=c.id, title=c.title, kind=c.kind, publication=c.publication or first,
                    date=c.date.isoformat() if c.date else None, first_quarter=c.first_quarter, text=c.text,
                    effect=c.effect, source=c.source,
                    measures=list(dict.fromkeys(m for scope in c.scopes for m in scope.measures)),
                )
                for c in bearing
            ]
        )  # fmt: skip

    def _held(self, table: Table) -> list[str]:
        """Releases in which the table is held, oldest first."""
        held = {release for release, name in self.files if name == table.id}
        return sorted(held, key=self.lookup.release_key)

    def _table(self, table: Table) -> TableView:
        measures = [self.lookup.measures[m] for m in table.measures]
        spans = [self.assistant.near.held_text(m.id, frozenset(table.dimensions)) for m in measures]
        whole = [self.assistant.near.held_text(m.id) for m in measures]
        return TableView(
            id=table.id, title=table.title, publication=self.lookup.publications[measures[0].publication].title,
            measures=[Named(id=m.id, label=m.label) for m in measures],
            dimensions=[Named(id=d, label=self.lookup.dimensions[d].label) for d in table.dimensions],
            periods=next((text for text in (*spans, *whole) if text), ""),
            newest_release=self._held(table)[-1],
        )  # fmt: skip

    def _examples(self, table: Table) -> list[str]:
        """Questions built from the catalog that this table's measures and breakdowns answer."""
        counts = [Count(m, when="latest_year") for m in table.measures]
        asked: list[Node] = [*(Over(count, d) for count in counts for d in table.dimensions), *counts]
        resolved = (self.assistant.near.answers(query) for query in map(selection_of, asked) if query is not None)
        said = dict.fromkeys(ask_text(query, self.lookup) for query in resolved if query is not None)
        return list(said)[:MOST_EXAMPLES]


def _dimension(dimension: Dimension) -> DimensionView:
    return DimensionView(
        id=dimension.id, label=dimension.label, partition=dimension.partition, note=dimension.note,
        members=[MemberView(id=m.id, label=m.label, printed=list(m.printed)) for m in dimension.members],
        groups=[Named(id=g.id, label=g.label) for g in dimension.groups],
    )  # fmt: skip


def _bears(change: Change, table: Table) -> bool:
    """Can the change bear on a query of the table?"""
    return any(
        (not scope.measures or set(scope.measures) & set(table.measures))
        and (not scope.dimensions or set(scope.dimensions) & {*table.dimensions, *table.fixed})
        and (not scope.tables or table.id in scope.tables)
        for scope in change.scopes
    )
