"""Answers from the catalog itself: definitions, what exists, what changed and whether a comparison holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.absent import Absences
from assistant.answer.dates import long_date
from assistant.answer.model import Caveat, Part
from assistant.answer.near import Nearby
from assistant.answer.numbers import listed
from assistant.answer.phrases import upper_first
from assistant.asked.count import Count
from assistant.asked.meaning import Meaning
from assistant.asked.old import written
from assistant.asked.selection import Selection
from assistant.catalog.lookup import Lookup
from assistant.catalog.model import Change
from assistant.english.said import Said
from assistant.period import Span, quarter, quarter_id
from assistant.words.terms import meant_by

LISTED = 12  # members that are named


class Catalogue:
    """Parts of kind definition, catalogue and change."""

    def __init__(self, lookup: Lookup, near: Nearby) -> None:
        self.lookup = lookup
        self.near = near
        self.absences = Absences(lookup, near)

    def _caveat(self, name: str) -> Caveat:
        change = self.lookup.changes[name]
        return Caveat(name, "note", change.text, change.source)

    def definition(self, said: Said) -> Part:
        terms = [self.lookup.terms[name] for name in said.terms]
        caveats = dict.fromkeys(name for term in terms for name in term.caveats if name in self.lookup.changes)
        rows = tuple((term.term, term.text) for term in terms)
        counted = {term.measure for term in terms if term.measure}
        asked = Meaning(Count(counted.pop()), terms[0].id) if len(counted) == 1 and terms[0].measure else None
        if not counted and len(terms) == 1 and (of := meant_by(terms[0].id, self.lookup)) is not None:
            asked = Meaning(of, terms[0].id)
        return Part(
            question=said.text, status="answered", kind="definition",
            headline=" ".join(f"{upper_first(term.term)}: {term.text}" for term in terms[:2]),
            caveats=tuple(self._caveat(name) for name in caveats), sources=(), columns=("term", "meaning"), rows=rows,
            reading="definition of " + listed([term.term for term in terms]), words=said.words,
            asked=asked, link=written(asked) if asked else "",
        )  # fmt: skip

    def tables(self, said: Said) -> Part:
        """Every published table held, with its breakdowns and the periods of its newest release."""
        measures = said.measures if len(said.measures) == 1 else ()
        tables = [t for t in self.lookup.catalog.tables if not measures or measures[0] in t.measures]
        rows = []
        for table in tables:
            by = listed([self.lookup.dimensions[d].label for d in table.dimensions]) or "total only"
            label = listed([self.lookup.measures[m].label for m in table.measures])
            spans = [self.near.held_text(m, frozenset(table.dimensions)) for m in table.measures]
            rows.append((table.title, label, by, next((s for s in spans if s), "")))
        labels = listed(
            sorted(
                {
                    self.lookup.measures[m].label
                    for t in tables
                    for m in t.measures
                    if not self.lookup.measures[m].printed
                }
            )
        )
        newest = max(self.lookup.releases, key=self.lookup.release_key)
        release = self.lookup.releases[newest]
        when = f", published on {long_date(release.published)}" if release.published else ""
        headline = f"{len(tables)} tables are held, of {labels}. The newest release held is {release.title}{when}."
        abouts = list({(one := self.lookup.publication_of(m)).id: one for t in tables for m in t.measures}.values())
        about = abouts[0] if len(abouts) == 1 else self.lookup.publication
        often = f", {about.frequency}" if about.frequency else ""
        told = f"{about.publisher}{often} ({about.status})"
        if len(abouts) > 1:  # of tables of several publications no one of them says how often, or as what
            told = f"the {listed(list(dict.fromkeys(one.publisher for one in abouts)), 'and the')}"
        headline += f" Published by {told}; contact: {about.contact}."
        choices = [m.example for m in self.lookup.catalog.measures if m.example and (not measures or m.id in measures)]
        return Part(
            question=said.text, status="answered", kind="catalogue", headline=headline, caveats=(), sources=(),
            columns=("table", "measure", "breakdowns", "periods"), rows=tuple(rows), choices=tuple(choices[:4]),
            reading="what is published", words=said.words,
        )  # fmt: skip

    def releases(self, said: Said) -> Part:
        """Who publishes the statistics, how often and as what, and every release held, the newest first."""
        about = self.lookup.publication
        held = sorted(self.lookup.releases.values(), key=lambda r: self.lookup.release_key(r.id), reverse=True)
        mine = [r for r in held if r.publication in ("", about.id)]
        often = f" {about.frequency}" if about.frequency else ""
        newest = mine[0]
        when = f", published on {long_date(newest.published)}" if newest.published else ""
        asked = [r for r in mine if r.published and r.period in {span.id for span in said.spans}]
        dated = " ".join(f"{r.title} was published on {long_date(r.published)}." for r in asked if r.published)
        headline = f"{dated} " if dated else ""
        headline += (
            f"{about.title}: published by the {about.publisher}{often} ({about.status}). The newest release held "
            f"here is "
            f"{newest.title}{when}. Later ones, and the date of the next, are announced at {about.url}; "
            f"contact: {about.contact}."
        )
        rows = tuple((r.title, long_date(r.published) if r.published else "", r.url or r.workbook) for r in mine)
        return Part(
            question=said.text, status="answered", kind="catalogue", headline=headline, caveats=(), sources=(),
            columns=("release", "published", "address"), rows=rows, reading="releases held", words=said.words,
        )  # fmt: skip

    def crossing(self, said: Said) -> Part:
        """Can this measure be broken down by these dimensions, and from when to when?"""
        measures = said.measures or tuple(m.id for m in self.lookup.catalog.measures if not m.printed)
        wanted = frozenset(said.dimensions)
        asked = listed([self.lookup.dimensions[d].label for d in said.dimensions])
        able = [m for m in measures if wanted <= self.lookup.dimensions_of(m) and self.near.held(m, wanted)]
        rows, told = [], []
        for name in measures:
            label = self.lookup.measures[name].label
            by = sorted(self.lookup.dimensions[d].label for d in self.lookup.dimensions_of(name))
            rows.append(
                (label, listed(by) or "total only", self.near.held_text(name, wanted if name in able else frozenset()))
            )
        for name in able:
            breakdowns = listed(sorted(self.lookup.dimensions[d].label for d in self.lookup.dimensions_of(name)))
            into = f" They are broken down by {breakdowns}." if breakdowns else " They are not broken down."
            into = f" {self._further(name, wanted)}" if asked else into
            label = upper_first(self.lookup.measures[name].label)
            told.append(
                f"{label}{f' by {asked}' if asked else ''} are published for {self.near.held_text(name, wanted)}.{into}"
            )
        if not able:
            labels = listed([self.lookup.measures[m].label for m in measures])
            together = len(wanted) > 1
            what = f"{labels} by {asked}{' together' if together else ''}"
            absence = self.absences.breakdown(measures, wanted, what, together)
            missing = absence.sentence
            held = " ".join(
                f"{upper_first(str(row[0]))}: {f'by {row[1]}' if row[1] != 'total only' else row[1]} ({row[2]})."
                for row in rows
            )
            choices = self._examples(measures)
            return Part(
                question=said.text, status="not_published", kind="catalogue", headline=f"{missing} {held}", caveats=(),
                sources=(),
                missing=missing, reason=absence.reason, choices=choices, reading="what is published", words=said.words,
            )  # fmt: skip
        return Part(
            question=said.text, status="answered", kind="catalogue", headline=" ".join([*told, *self._listed(said)]),
            caveats=(), sources=(),
            columns=("measure", "breakdowns", "periods"), rows=tuple(rows), choices=self._examples(tuple(able)),
            reading="what is published", words=said.words,
        )  # fmt: skip

    def _further(self, measure: str, wanted: frozenset[str]) -> str:
        """By what a measure can be told apart beside the breakdowns asked about."""
        others = sorted(
            self.lookup.dimensions[d].label
            for d in self.lookup.dimensions_of(measure) - wanted
            if self.near.held(measure, wanted | {d})
        )
        return (
            f"With that they are broken down by {listed(others)} as well."
            if others
            else "No other breakdown goes with that."
        )

    def _listed(self, said: Said) -> list[str]:
        """The members of the breakdowns asked about; the first of a long list."""
        found = []
        for name in said.dimensions:
            dimension = self.lookup.dimensions[name]
            labels = [member.label for member in dimension.members if not member.residual]
            more = [f"{len(labels) - LISTED} more"] if len(labels) > LISTED else []
            found += [f"{upper_first(dimension.label)}: {listed([*labels[:LISTED], *more])}."] if labels else []
        return found

    def _examples(self, measures: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.lookup.measures[m].example for m in measures if self.lookup.measures[m].example)[:4]

    def changes(self, said: Said, found: list[Change], lead: str = "") -> Part:
        """The changes asked about, oldest first, each with its effect and source."""
        rows = tuple((long_date(c.date) if c.date else "always", c.title, c.text, c.effect) for c in found)
        text = " ".join(f"{long_date(c.date) + ': ' if c.date else ''}{c.text}" for c in found[:4])
        return Part(
            question=said.text, status="answered", kind="change",
            headline=f"{lead} {text}".strip() or "No definitional change is recorded for these figures in that time.",
            caveats=tuple(self._caveat(c.id) for c in found), sources=(), columns=("from", "change", "what",
            "for comparisons"),
            rows=rows, choices=tuple(c.example for c in found if c.example)[:4], reading="definitional changes",
            words=said.words,
        )  # fmt: skip

    def compared(
        self, said: Said, query: Selection | None, part: Part, bearing: Sequence[Caveat], named: Sequence[Change]
    ) -> Part:
        """Whether figures can be compared, or why they moved: the figures of ``part`` beside what changed between them.

        ``bearing`` are the dated changes that bear on it, ``named`` those that name its members.
        """
        shown = part.status in ("answered", "partial")
        found = [self.lookup.changes[c.id] for c in bearing if c.id in self.lookup.changes]
        found = [change for change in found if change.date or shown]
        why = said.intent == "why"
        touching = named if why or query is None else self.touching(query, False)
        beside = [c for c in touching if c not in found]
        if why:
            found = [change for change in found if change.date]
        figures = part.headline if shown else ""
        if why:
            lead = f"{figures} The tables do not show causes."
        elif any(c.kind == "break" for c in bearing):
            lead = f"Not like for like: {figures}" if figures else "These periods are not like for like."
        elif beside:
            lead = (
                f"The totals can be compared; between the periods lie changes that bear on breakdowns of "
                f"them. {figures}"
            )
        else:
            lead = f"No definitional change recorded here lies between the periods. {figures}"
        made = self.changes(said, [*beside, *found] if why else [*found, *beside], lead.strip())
        if not shown:
            return made
        return replace(
            made, caveats=part.caveats, sources=part.sources, columns=part.columns, rows=part.rows,
            shown=part.shown, link=part.link, asked=part.asked, chart=part.chart,
        )  # fmt: skip

    def touching(self, query: Selection, why: bool) -> list[Change]:
        """Dated breaks of the query's measure: why a member moved may lie in one that names it, at any date; for a
        comparison, those between its periods, whatever breakdown they touch."""
        quarters = [number for span in query.periods for number in span.quarters]
        found = []
        for change in self.lookup.changes_of(query.measure):
            breaks = [scope for scope in change.scopes if scope.kind == "break" and change.date]
            named = any(
                member == f"{dimension}={name.removeprefix('!')}"
                for scope in breaks for member in scope.members for dimension, ids in query.where for name in ids
            )  # fmt: skip
            between = quarters and any(
                min(quarters) < quarter(q) <= max(quarters) for q in (change.first_quarter, *change.again) if q
            )
            if breaks and (named if why else between):
                found.append(change)
        return found

    def changes_for(self, said: Said, spans: list[Span]) -> list[Change]:
        """Changes named, or dated in the periods, or bearing on the measures and breakdowns of the question."""
        if said.changes:
            return [self.lookup.changes[name] for name in said.changes]
        dated = [c for c in self.lookup.catalog.changes if c.date]
        if spans:
            inside = {quarter_id(number) for span in spans for number in span.quarters}
            dated = [c for c in dated if {c.first_quarter, *c.again} & inside]
        named = [meaning.what for one in said.lexemes if (meaning := one.get("MONTH"))]
        if months := [month for month in named if isinstance(month, tuple)]:
            return self._of_months(dated, months)
        if said.measures or said.dimensions:
            dated = [c for c in dated if self._bears(c, said)] or dated
        return sorted(dated, key=lambda c: c.date.isoformat() if c.date else "")

    def _of_months(self, dated: list[Change], months: list[tuple[int, int]]) -> list[Change]:
        """Those of the months named ("what changed on 30 January 2023?"), else those that bear on their quarters."""
        on = [c for c in dated if c.date and (c.date.year, c.date.month) in months]
        quarters = {f"{year}-Q{(month + 2) // 3}" for year, month in months}
        return on or [c for c in dated if {c.first_quarter, *c.again} & quarters]

    def _bears(self, change: Change, said: Said) -> bool:
        for scope in change.scopes:
            if scope.measures and said.measures and not set(scope.measures) & set(said.measures):
                continue
            named = set(scope.dimensions) | {pair.partition("=")[0] for pair in scope.members}
            if named and said.dimensions and not named & set(said.dimensions):
                continue
            return True
        return False
